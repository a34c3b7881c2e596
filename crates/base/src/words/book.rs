//! Word books: the Fluent texts of every slice, built into the program.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, anyhow};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Language, figures};

/// The texts of one slice in both languages; made by `words::book!("partners")`.
#[derive(Clone, Copy, Debug)]
pub struct Book {
    /// The slice, which is also the name of its locale files.
    pub slice: &'static str,
    /// `locales/ru/<slice>.ftl`.
    pub ru: &'static str,
    /// `locales/en/<slice>.ftl`.
    pub en: &'static str,
}

impl Book {
    /// The text in one language.
    pub const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::Ru => self.ru,
            Language::En => self.en,
        }
    }
}

/// Builds the `Book` of a slice from `locales/{ru,en}/<slice>.ftl` of this repository.
#[macro_export]
macro_rules! book {
    ($slice:literal) => {
        $crate::words::Book {
            slice: $slice,
            ru: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/ru/", $slice, ".ftl")),
            en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/en/", $slice, ".ftl")),
        }
    };
}

/// A value put into a sentence; a whole number chooses the plural form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A word or an already formatted figure.
    Text(Cow<'a, str>),
    /// A count.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// All word books, compiled once at start and shared by every reader.
pub struct Words {
    ru: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
    missing: Mutex<BTreeSet<String>>,
}

impl Words {
    /// Compiles the books of the slices together with the ground's own, `base` and `files`; an error names the book
    /// and what is wrong in it.
    pub fn new(books: &[Book]) -> anyhow::Result<Self> {
        let base = Book {
            slice: "base",
            ru: include_str!("../../../../locales/ru/base.ftl"),
            en: include_str!("../../../../locales/en/base.ftl"),
        };
        let own = |book: &Book| matches!(book.slice, "base" | "files");
        let all: Vec<Book> = [base, crate::files::book()]
            .into_iter()
            .chain(books.iter().filter(|book| !own(book)).copied())
            .collect();
        Ok(Self {
            ru: compile(Language::Ru, &all)?,
            en: compile(Language::En, &all)?,
            missing: Mutex::new(BTreeSet::new()),
        })
    }

    /// The text under `key`; an unknown key is shown as `⟦key⟧` and remembered.
    pub fn say(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let bundle = match language {
            Language::Ru => &self.ru,
            Language::En => &self.en,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return self.remember(key);
        };
        let values = (!args.is_empty()).then(|| fluent_args(args));
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, values.as_ref(), &mut errors).into_owned();
        if errors.is_empty() { text } else { self.remember(key) }
    }

    /// Whether a text exists under `key`.
    pub fn knows(&self, language: Language, key: &str) -> bool {
        match language {
            Language::Ru => self.ru.has_message(key),
            Language::En => self.en.has_message(key),
        }
    }

    /// Keys that were asked for and not found, or whose variables were not given, since the start; tests assert none.
    pub fn missing(&self) -> Vec<String> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn remember(&self, key: &str) -> String {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        format!("⟦{key}⟧")
    }
}

fn compile(language: Language, books: &[Book]) -> anyhow::Result<FluentBundle<FluentResource>> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Ru => number_ru,
        Language::En => number_en,
    }));
    for book in books {
        let place = format!("locales/{}/{}.ftl", language.code(), book.slice);
        let resource = FluentResource::try_new(book.text(language).to_owned())
            .map_err(|(_, errors)| anyhow!("{errors:?}"))
            .with_context(|| place.clone())?;
        bundle.add_resource(resource).map_err(|errors| anyhow!("{errors:?}")).context(place)?;
    }
    Ok(bundle)
}

fn fluent_args<'a>(args: &'a [(&'a str, Arg<'a>)]) -> FluentArgs<'a> {
    args.iter()
        .map(|(name, arg)| {
            let value = match arg {
                Arg::Text(text) => FluentValue::String(Cow::Borrowed(text.as_ref())),
                Arg::Number(number) => FluentValue::from(*number),
            };
            (Cow::Borrowed(*name), value)
        })
        .collect()
}

fn number_ru<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole_number(value).map(|number| figures::grouped(Language::Ru, number))
}

fn number_en<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole_number(value).map(|number| figures::grouped(Language::En, number))
}

fn whole_number(value: &FluentValue<'_>) -> Option<i64> {
    let FluentValue::Number(number) = value else { return None };
    number.as_string().parse().ok()
}

/// The keys of a locale text with the variables each uses; the parity test compares them between languages.
pub fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        let head = line.split_once('=').map(|(head, _)| head.trim_end());
        if let Some(key) = head.filter(|key| is_key(key)) {
            found.entry(key.to_owned()).or_default();
            current = Some(key.to_owned());
        }
        if let Some(variables) = current.as_ref().and_then(|key| found.get_mut(key)) {
            variables.extend(variables_in(line));
        }
    }
    found
}

fn is_key(head: &str) -> bool {
    head.starts_with(|first: char| first.is_ascii_alphabetic())
        && head.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
}

fn variables_in(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{Book, Words, keys};
    use crate::words::Language;

    const BOOK: Book = Book {
        slice: "trial",
        ru: "trial-deals = { $count ->\n    [one] { $count } сделка\n    [few] { $count } сделки\n   *[many] { $count } сделок\n}\n",
        en: "trial-deals = { $count ->\n    [one] { $count } deal\n   *[other] { $count } deals\n}\n",
    };

    fn deals(language: Language, count: i64) -> String {
        Words::new(&[BOOK]).unwrap().say(language, "trial-deals", &[("count", count.into())])
    }

    #[test]
    fn russian_counts_take_one_few_and_many() {
        assert_eq!(deals(Language::Ru, 1), "1 сделка");
        assert_eq!(deals(Language::Ru, 3), "3 сделки");
        assert_eq!(deals(Language::Ru, 11), "11 сделок");
        assert_eq!(deals(Language::Ru, 1_000), "1\u{202f}000 сделок");
    }

    #[test]
    fn english_counts_take_one_and_other() {
        assert_eq!(deals(Language::En, 1), "1 deal");
        assert_eq!(deals(Language::En, 1_250), "1,250 deals");
    }

    #[test]
    fn an_unknown_key_is_visible_and_remembered() {
        let words = Words::new(&[]).unwrap();
        assert_eq!(words.say(Language::Ru, "trial-nothing", &[]), "⟦trial-nothing⟧");
        assert_eq!(words.missing(), ["trial-nothing"]);
    }

    #[test]
    fn a_forgotten_variable_counts_as_missing() {
        let words = Words::new(&[BOOK]).unwrap();
        words.say(Language::En, "trial-deals", &[]);
        assert_eq!(words.missing(), ["trial-deals"]);
    }

    #[test]
    fn a_broken_book_names_its_file() {
        let broken = Book { slice: "broken", ru: "broken-key = { $", en: "" };
        let error = Words::new(&[broken]).err().unwrap();
        assert!(format!("{error:#}").contains("locales/ru/broken.ftl"));
    }

    #[test]
    fn keys_come_with_their_variables() {
        let found = keys(BOOK.ru);
        assert_eq!(found.len(), 1);
        assert!(found["trial-deals"].contains("count"));
    }

    #[test]
    fn base_speaks_both_languages_with_the_same_keys_and_variables() {
        let ru = keys(include_str!("../../../../locales/ru/base.ftl"));
        let en = keys(include_str!("../../../../locales/en/base.ftl"));
        assert_eq!(ru, en);
    }
}
