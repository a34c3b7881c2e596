//! Both languages say the same things, and every key that code asks for exists.

use crate::fluent::{self, Message};
use crate::house::{self, File};
use crate::tokens::{Token, begins};
use crate::{Broken, nothing};
use std::collections::{BTreeMap, BTreeSet};

type Book = BTreeMap<String, Message>;

/// A locale file read: its language, its slice and its messages.
struct Locale {
    file: File,
    messages: Book,
}

impl Locale {
    fn read(file: File) -> Result<Locale, Broken> {
        match fluent::messages(&file.text) {
            Ok(messages) => Ok(Locale { file, messages }),
            Err(problem) => {
                Err(Broken::at(&file.place, 1, problem, "write it as https://projectfluent.org says"))
            }
        }
    }

    fn slice(&self) -> &str {
        self.file.place.rsplit('/').next().and_then(|name| name.strip_suffix(".ftl")).unwrap_or_default()
    }
}

/// Keys that are missing in `there`, and keys whose variables differ.
fn differences(here: &Locale, there: Option<&Locale>, place: &str) -> Vec<Broken> {
    let Some(there) = there else {
        return vec![Broken::at(place, 1, "the file is missing", format!("translate {}", here.file.place))];
    };
    let missing =
        here.messages.iter().filter(|(key, _)| !there.messages.contains_key(*key)).map(|(key, message)| {
            let mend = format!("add it to {place}, or take it out here");
            Broken::at(&here.file.place, message.line, format!("`{key}` is missing in {place}"), mend)
        });
    let unlike = here.messages.iter().filter_map(|(key, message)| {
        let other = there.messages.get(key)?;
        let only: Vec<&String> = message.variables.difference(&other.variables).collect();
        let what = format!("`{key}` uses {only:?}, but not in {place}");
        (!only.is_empty()).then(|| {
            Broken::at(&here.file.place, message.line, what, "use the same variables in both languages")
        })
    });
    missing.chain(unlike).collect()
}

/// Keys that do not begin with the name of their file, or with `event-` and that name. The menu's words stand in every file, those of acts and roles in
/// base's.
fn strays(locale: &Locale) -> Vec<Broken> {
    let own = format!("{}-", locale.slice());
    let event = format!("event-{own}");
    let shared: &[&str] =
        if locale.slice() == "base" { &["-", "menu-", "act-", "role-"] } else { &["-", "menu-"] };
    let at_home = |key: &str| {
        [&own, &event].iter().any(|begin| key.starts_with(*begin))
            || shared.iter().any(|begin| key.starts_with(begin))
    };
    let mend = format!("name it `{own}<page>-<thing>`, or move it to its slice's file");
    let stray = locale.messages.iter().filter(|(key, _)| !at_home(key));
    stray
        .map(|(key, message)| {
            Broken::at(&locale.file.place, message.line, format!("`{key}` is a stray"), &mend)
        })
        .collect()
}

/// A key that code asks for: its line, and the variables given with it where they can be read off.
struct Asked {
    line: usize,
    key: String,
    given: Option<BTreeSet<String>>,
}

/// The keys that code asks for by name: to a reader, in a redirect, in a bad request, as a refusal, in the menu.
fn asked(tokens: &[Token]) -> Vec<Asked> {
    (1..tokens.len()).flat_map(|at| asked_here(&tokens[at - 1..])).collect()
}

fn asked_here(tokens: &[Token]) -> Vec<Asked> {
    let one = |token: Option<&Token>, given: Option<BTreeSet<String>>| -> Vec<Asked> {
        let text = token.and_then(|token| Some((token.line, token.text()?.to_owned())));
        text.map(|(line, key)| Asked { line, key, given }).into_iter().collect()
    };
    match () {
        () if begins(tokens, &[".", "t", "("]) => one(tokens.get(3), Some(BTreeSet::new())),
        () if begins(tokens, &[".", "tr", "("]) => one(tokens.get(3), given(&tokens[4.min(tokens.len())..])),
        () if begins(tokens, &["BadRequest", "("]) => one(tokens.get(2), Some(BTreeSet::new())),
        () if begins(tokens, &[".", "redirect", "("]) => redirected(tokens),
        () if begins(tokens, &["Refusal", "for"]) => refusals(tokens),
        () if begins(tokens, &["Event", "for"]) => event(tokens),
        () if begins(tokens, &["MenuEntry", "{"]) => menu(tokens),
        () => Vec::new(),
    }
}

/// The key in `.redirect(to, "key", &[…])`.
fn redirected(tokens: &[Token]) -> Vec<Asked> {
    let end = closing(tokens, 2);
    let mut depth = 0;
    for (at, token) in tokens[..end].iter().enumerate() {
        depth += change(token);
        if let (1, true, Some(key)) = (depth, token.is(","), tokens.get(at + 1).and_then(Token::text)) {
            let given = given(&tokens[at + 2..]);
            return vec![Asked { line: tokens[at + 1].line, key: key.to_owned(), given }];
        }
    }
    Vec::new()
}

/// The keys in the body of `fn key(&self) -> &'static str { … }` of a refusal, which name its sentences.
fn refusals(tokens: &[Token]) -> Vec<Asked> {
    let body = |tokens: &[Token]| -> Vec<Token> {
        let open = tokens.iter().position(|token| token.is("{")).unwrap_or(tokens.len());
        tokens[open..closing(tokens, open)].to_vec()
    };
    let inside = body(tokens);
    let Some(at) = (0..inside.len()).find(|at| begins(&inside[*at..], &["fn", "key", "("])) else {
        return Vec::new();
    };
    let key = |token: Token| Some(Asked { line: token.line, key: token.text()?.to_owned(), given: None });
    body(&inside[at..]).into_iter().filter_map(key).collect()
}

/// The sentence of an event, by its name in `impl Event for … { const NAME: &'static str = "deals.approved"; … }`.
fn event(tokens: &[Token]) -> Vec<Asked> {
    let open = tokens.iter().position(|token| token.is("{")).unwrap_or(tokens.len());
    let body = &tokens[open..closing(tokens, open)];
    let after = body.iter().skip_while(|token| !token.is("NAME")).take_while(|token| !token.is(";"));
    let key = |name: &str| format!("event-{}", name.replace('.', "-"));
    let name = after.filter_map(|token| Some((token.line, token.text()?))).next();
    name.map(|(line, name)| Asked { line, key: key(name), given: None }).into_iter().collect()
}

/// The words of a menu entry and of its group.
fn menu(tokens: &[Token]) -> Vec<Asked> {
    let body = &tokens[..closing(tokens, 1)];
    let named = |row: &[Token]| -> Option<Asked> {
        let names = begins(row, &["group", ":"]) || begins(row, &["key", ":"]);
        let word = row.get(2).filter(|_| names)?;
        Some(Asked { line: word.line, key: word.text()?.to_owned(), given: Some(BTreeSet::new()) })
    };
    body.windows(3).filter_map(named).collect()
}

/// Where the bracket that opens at `open` closes, or the end.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    let ends = |token: &Token| {
        depth += change(token);
        depth == 0
    };
    tokens[open..].iter().position(ends).map_or(tokens.len(), |length| open + length)
}

fn change(token: &Token) -> i32 {
    let is = |signs: [&str; 3]| signs.iter().any(|sign| token.is(sign));
    i32::from(is(["(", "[", "{"])) - i32::from(is([")", "]", "}"]))
}

/// The names in `, &[("count", …), ("name", …)])`; nothing when the list is made elsewhere.
fn given(rest: &[Token]) -> Option<BTreeSet<String>> {
    if !begins(rest, &[",", "&", "["]) {
        return None;
    }
    let (mut depth, mut names) = (0, BTreeSet::new());
    for (at, token) in rest[..closing(rest, 2)].iter().enumerate().skip(2) {
        if depth == 1 && token.is("(") {
            names.insert(rest.get(at + 1)?.text()?.to_owned());
        }
        depth += change(token);
    }
    Some(names)
}

fn unknown(file: &File, known: &Book) -> Vec<Broken> {
    asked(&file.tokens())
        .into_iter()
        .filter_map(|Asked { line, key, given }| {
            let Some(message) = known.get(&key) else {
                let mend = format!("add it to locales/ru/{0}.ftl and locales/en/{0}.ftl", file.krate());
                return Some(Broken::at(&file.place, line, format!("no locale has the key `{key}`"), mend));
            };
            let given = given?;
            let lacking: Vec<&String> = message.variables.difference(&given).collect();
            let what = format!("`{key}` wants {lacking:?}, which are not given");
            (!lacking.is_empty()).then(|| Broken::at(&file.place, line, what, "give them with `tr`"))
        })
        .collect()
}

fn locales(language: &str) -> Vec<Result<Locale, Broken>> {
    house::files(&format!("locales/{language}"), "ftl").into_iter().map(Locale::read).collect()
}

fn read(language: &str) -> Vec<Locale> {
    locales(language).into_iter().flatten().collect()
}

#[test]
fn locale_files_read_as_fluent() {
    nothing(["ru", "en"].into_iter().flat_map(locales).filter_map(Result::err).collect());
}

#[test]
fn russian_and_english_have_the_same_keys_with_the_same_variables() {
    let (ru, en) = (read("ru"), read("en"));
    let compare = |ours: &[Locale], theirs: &[Locale], language: &str| -> Vec<Broken> {
        let twin = |slice: &str| theirs.iter().find(|locale| locale.slice() == slice);
        let place = |slice: &str| format!("locales/{language}/{slice}.ftl");
        ours.iter().flat_map(|here| differences(here, twin(here.slice()), &place(here.slice()))).collect()
    };
    nothing([compare(&ru, &en, "en"), compare(&en, &ru, "ru")].concat());
}

#[test]
fn a_key_begins_with_the_name_of_its_file() {
    nothing(read("ru").iter().flat_map(strays).collect());
}

#[test]
fn every_key_that_code_asks_for_exists() {
    let known: Book = read("ru").into_iter().flat_map(|locale| locale.messages).collect();
    let program: Vec<File> = house::rust().into_iter().filter(File::is_program).collect();
    nothing(program.iter().flat_map(|file| unknown(file, &known)).collect());
}

fn locale(language: &str, text: &str) -> Locale {
    Locale::read(File::new(&format!("locales/{language}/deals.ftl"), text)).map_err(|at| at.what).unwrap()
}

#[test]
fn a_key_or_variable_in_one_language_only_is_found() {
    let ru = locale("ru", "deals-list-title = Сделки\ndeals-list-count = { $count }\n");
    let en = locale("en", "deals-list-count = many\n");
    let found: Vec<usize> = differences(&ru, Some(&en), "en").iter().map(|at| at.line).collect();
    assert_eq!(found, [1, 2]);
    assert_eq!(differences(&en, Some(&ru), "ru"), []);
    assert_eq!(differences(&ru, None, "en").len(), 1);
    assert_eq!(strays(&locale("ru", "partners-title = Партнёры\n-brand = Artel\n")).len(), 1);
}

#[test]
fn an_unknown_key_or_a_forgotten_variable_in_code_is_found() {
    let known = locale("ru", "deals-list-title = Сделки\ndeals-list-count = { $count }\n").messages;
    let count = |text: &str| unknown(&File::new("crates/deals/src/pages/vendor.rs", text), &known).len();
    assert_eq!(count("fn page() { html! { h1 { (reader.t(\"deals-list-titel\")) } } }"), 1);
    assert_eq!(count("fn page() { html! { h1 { (reader.t(\"deals-list-title\")) } } }"), 0);
    assert_eq!(count("fn page() { reader.t(\"deals-list-count\") }"), 1);
    assert_eq!(count("fn page() { reader.tr(\"deals-list-count\", &[(\"number\", f(1, \"x\"))]) }"), 1);
    assert_eq!(count("fn page() { reader.tr(\"deals-list-count\", &[(\"count\", 5.into())]) }"), 0);
    assert_eq!(count("fn page() { reader.tr(\"deals-list-count\", &args) }"), 0);
    assert_eq!(count("fn act() { visit.redirect(format!(\"/d/{}\", f(1, 2)), \"deals-gone\", &[]) }"), 1);
    assert_eq!(
        count("impl Refusal for R { fn key(&self) -> &'static str { match self { R::A => \"deals-no\" } } }"),
        1
    );
    assert_eq!(count("fn act() { Err(Oops::BadRequest(\"deals-bad\")) }"), 1);
    assert_eq!(
        count("impl Event for Won { const NAME: &'static str = \"deals.won\"; fn subject(&self) {} }"),
        1
    );
    assert_eq!(
        count("const M: MenuEntry = MenuEntry { group: \"sales\", key: \"deals\", href: \"/desk/deals\" };"),
        2
    );
}
