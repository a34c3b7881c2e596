//! Keeping a person's comments and layout when the terms in his file change.

use proptest::prelude::*;
use terms::Terms;
use terms::file::keep_comments;

const OLD: &str = r#"# The programme of Ромашка.
# Asked for by the board.

name = "Channel" # as in the contract
currency = "RUB"
period = 'month'

[rounding] # by the contract, § 5
mode = "half-away-from-zero"
at = "line"

# Pumps pay least.
[[rule]]
name = "pumps"
percent = "3" # was 4
when = { product.series = "GTK", sale.kind = ["order", "lead"] } # both kinds

# Everything else.
[[rule]]
title = "The rest" # shown to partners
name = "rest"

  # up to a million
  [[rule.band]]
  up_to = "1000000.00"
  percent = "05.0"

  # above
  [[rule.band]]
  percent = "7"

# The network.
[[upline]]
level = 1 # direct
percent = "1.5"

# The end.
"#;

fn canonical(text: &str) -> String {
    Terms::parse(text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}")).to_text()
}

/// Changes the canonical text and checks that the result has its data.
fn kept(change: impl Fn(&mut Terms)) -> String {
    let mut terms = Terms::parse(OLD).unwrap();
    change(&mut terms);
    let new = terms.to_text();
    let kept = keep_comments(OLD, &new);
    assert_eq!(data(&kept), data(&new), "{kept}");
    kept
}

fn data(text: &str) -> toml::Table {
    toml::from_str(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

#[track_caller]
fn differs(old: &str, kept: &str, gone: &[&str], come: &[&str]) {
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines
    };
    let owned = |lines: &[&str]| sorted(lines.iter().map(|line| line.to_string()).collect());
    let minus = |left: &str, right: &str| -> Vec<String> {
        let mut right: Vec<&str> = right.lines().collect();
        let mut rest = Vec::new();
        for line in left.lines() {
            match right.iter().position(|other| *other == line) {
                Some(at) => drop(right.remove(at)),
                None => rest.push(line.to_string()),
            }
        }
        sorted(rest)
    };
    assert_eq!(minus(old, kept), owned(gone), "gone from\n{kept}");
    assert_eq!(minus(kept, old), owned(come), "come into\n{kept}");
}

#[test]
fn a_file_that_says_the_same_stays_byte_for_byte() {
    assert_eq!(keep_comments(OLD, &canonical(OLD).replace("\"5\"", "\"05.0\"")), OLD);
    let windows = OLD.replace('\n', "\r\n");
    assert_eq!(keep_comments(&windows, OLD), windows);
    assert_eq!(keep_comments(OLD.trim_end(), OLD), OLD.trim_end());
}

#[test]
fn a_file_that_does_not_read_is_replaced() {
    assert_eq!(keep_comments("name = ", "name = \"x\"\n"), "name = \"x\"\n");
}

#[test]
fn a_changed_value_keeps_the_words_around_it() {
    let new = OLD.replace("\"3\"", "\"3.5\"").replace("\"1.5\"", "\"2\"");
    let kept = keep_comments(OLD, &new);
    differs(
        OLD,
        &kept,
        &["percent = \"3\" # was 4", "percent = \"1.5\""],
        &["percent = \"3.5\" # was 4", "percent = \"2\""],
    );
}

#[test]
fn a_dropped_rule_takes_its_comments_along_and_no_others() {
    let kept = kept(|terms| drop(terms.rules.remove(0)));
    let gone = [
        "# Pumps pay least.",
        "[[rule]]",
        "name = \"pumps\"",
        "percent = \"3\" # was 4",
        "when = { product.series = \"GTK\", sale.kind = [\"order\", \"lead\"] } # both kinds",
        "",
        "  percent = \"05.0\"",
    ];
    differs(OLD, &kept, &gone, &["  percent = \"5\""]);
    assert!(kept.starts_with("# The programme") && kept.ends_with("# The end.\n"));
}

#[test]
fn a_new_rule_stands_where_the_new_terms_have_it() {
    let kept = kept(|terms| {
        let mut rule = terms.rules[0].clone();
        rule.name = "valves".to_string();
        terms.rules.insert(1, rule);
    });
    let at = |text: &str| kept.find(text).unwrap_or_else(|| panic!("{text} is not in\n{kept}"));
    assert!(at("# both kinds") < at("\"valves\"") && at("\"valves\"") < at("# Everything else."));
    assert!(kept.contains("}  # both kinds") || kept.contains("} # both kinds"));
}

#[test]
fn rules_in_another_order_take_their_comments_along() {
    let kept = kept(|terms| terms.rules.swap(0, 1));
    let at = |text: &str| kept.find(text).unwrap_or_else(|| panic!("{text} is not in\n{kept}"));
    assert!(at("# Everything else.") < at("\"rest\"") && at("\"rest\"") < at("# up to a million"));
    assert!(at("# above") < at("# Pumps pay least.") && at("# Pumps pay least.") < at("\"pumps\""));
    assert!(at("\"pumps\"") < at("# The network."));
    assert_eq!(kept.matches('#').count(), OLD.matches('#').count());
}

#[test]
fn conditions_are_the_same_whatever_their_spelling() {
    let old = "a = 1\n[[rule]]\nname = \"r\"\nwhen = { product.series = \"GTK\" } # why\n";
    for new in [
        "a = 1\n[[rule]]\nname = \"r\"\n[rule.when]\nproduct.series = \"MG\"\n",
        "a = 1\n[[rule]]\nname = \"r\"\nwhen.product.series = \"MG\"\n",
        "a = 1\n[[rule]]\nname = \"r\"\n[rule.when.product]\nseries = \"MG\"\n",
        "a = 1\nrule = [{ name = \"r\", when = { product = { series = \"MG\" } } }]\n",
    ] {
        assert_eq!(keep_comments(old, new), old.replace("GTK", "MG"), "{new}");
    }
    let dotted = "[[rule]]\nname = \"r\"\nwhen.product.series = \"GTK\" # a\n";
    let more = "[[rule]]\nname = \"r\"\n[rule.when]\nproduct.series = \"GTK\"\nproduct.code = \"x\"\nsale.amount = { from = \"1\" }\n";
    assert_eq!(
        keep_comments(dotted, more),
        format!("{dotted}when.product.code = \"x\"\nwhen.sale.amount = {{ from = \"1\" }}\n")
    );
    let header = "[[rule]]\nname = \"r\"\n\n# why\n[rule.when] # a\n# b\nproduct.series = \"GTK\" # c\n";
    let inline = "rule = [{ name = \"r\", when = { product.series = [\"GTK\"], not = {} } }]\n";
    assert_eq!(
        keep_comments(header, inline),
        "[[rule]]\nname = \"r\"\n\n# why\n[rule.when] # a\n# b\nproduct.series = [\"GTK\"] # c\nnot = {}\n"
    );
}

#[test]
fn entries_of_lists_keep_the_comments_behind_and_above_them() {
    let old = "list = [\n  # first\n  \"a\", # x\n  \"b\", # y\n  \"c\" # z\n]\nshort = [\"a\", \"b\"]\n";
    assert_eq!(
        keep_comments(old, "list = [\"b\", \"c\", \"d\"]\nshort = [\"c\", \"b\", \"d\"]\n"),
        "list = [\n  \"b\", # y\n  \"c\", # z\n  \"d\"\n]\nshort = [\"c\", \"b\", \"d\"]\n"
    );
    assert_eq!(
        keep_comments(old, "list = [\"c\", \"a\"]\nshort = []\n"),
        "list = [\n  \"c\", # z\n  # first\n  \"a\" # x\n]\nshort = []\n"
    );
    let tables = "any = [\n  { sale.kind = \"lead\" }, # leads\n  { sale.kind = \"order\" }, # orders\n]\n";
    assert_eq!(
        keep_comments(tables, "any = [{ sale.kind = \"order\" }, { product.code = \"x\" }]\n"),
        "any = [\n  { sale.kind = \"order\" }, # orders\n  { product.code = \"x\" },\n]\n"
    );
    let inline = "when = { b = 1, product.series = \"x\" }\n";
    assert_eq!(keep_comments(inline, "[when]\nb = 1\nc = 2\n"), "when = { b = 1, c = 2 }\n");
    assert_eq!(
        keep_comments(inline, "[when]\nproduct.series = \"x\"\n"),
        "when = { product.series = \"x\" }\n"
    );
}

#[test]
fn a_first_key_comes_behind_the_head_of_the_file() {
    let old = "# head\n\n# of b\nb = 1 # one\n";
    assert_eq!(keep_comments(old, "a = 0\nb = 1\n"), "# head\n\na = 0\n# of b\nb = 1 # one\n");
    assert_eq!(keep_comments(old, "a = 0\n"), "# head\n\na = 0\n");
    assert_eq!(keep_comments("# only\n", "a = 0\n"), "# only\na = 0\n");
    assert_eq!(keep_comments("# only", "a = 0\n"), "a = 0\n# only");
}

#[test]
fn lines_end_as_they_did() {
    let old = OLD.replace('\n', "\r\n");
    let kept = keep_comments(&old, &OLD.replace("\"1.5\"", "\"2\""));
    assert_eq!(kept, old.replace("\"1.5\"", "\"2\""));
}

#[test]
fn deep_and_long_files_neither_break_nor_hang() {
    let times = 5_000;
    let begun = std::time::Instant::now();
    for old in [
        format!("{}a = 1\n", "a.".repeat(times)),
        format!("[{}a]\nb = 1\n", "a.".repeat(times)),
        format!("a = {}{}\n", "[".repeat(times), "]".repeat(times)),
        format!("a = {}1{}\n", "{a=".repeat(times), "}".repeat(times)),
        "[[a]]\n".repeat(times),
        (0..times).map(|at| format!("k{at} = 1 # c\n")).collect(),
        format!("a = [{}]\n", "1, ".repeat(times)),
    ] {
        let new = "b = 2\n";
        assert_eq!(data(&keep_comments(&old, new)), data(new));
        let _ = keep_comments(&old, &format!("{new}{old}"));
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(10));
}

/// A small document of the shape of terms, to be written in any layout.
#[derive(Debug, Clone)]
struct Paper {
    title: Option<u8>,
    rules: Vec<Rule>,
    uplines: Vec<(u8, u8)>,
}

#[derive(Debug, Clone)]
struct Rule {
    name: u8,
    percent: Option<u8>,
    when: Vec<(usize, u8)>,
    bands: Vec<(Option<u8>, u8)>,
}

const FIELDS: [&str; 4] = ["product.series", "product.code", "sale.kind", "customer.region"];

fn any_rule() -> impl Strategy<Value = Rule> {
    let fields = prop::sample::subsequence(vec![0_usize, 1, 2, 3], 0..4).prop_shuffle();
    let when = (fields, prop::collection::vec(0..6_u8, 4))
        .prop_map(|(fields, values)| fields.into_iter().zip(values).collect());
    let band = (prop::option::of(0..9_u8), 0..9_u8);
    (prop::option::of(0..9_u8), when, prop::collection::vec(band, 0..3))
        .prop_map(|(percent, when, bands)| Rule { name: 0, percent, when, bands })
}

fn any_paper() -> impl Strategy<Value = Paper> {
    let rules = prop::collection::vec(any_rule(), 0..4).prop_map(|rules| {
        rules.into_iter().zip(0..).map(|(rule, name)| Rule { name, ..rule }).collect::<Vec<_>>()
    });
    let uplines = prop::collection::vec(0..9_u8, 0..3).prop_map(|rates| (1..).zip(rates).collect());
    (prop::option::of(0..9_u8), rules, uplines).prop_map(|(title, rules, uplines)| Paper {
        title,
        rules,
        uplines,
    })
}

/// A document, and the same after somebody edited it.
fn any_edit() -> impl Strategy<Value = (Paper, Paper)> {
    let changes = prop::collection::vec((0..8_u8, any::<prop::sample::Index>(), 0..9_u8), 0..4);
    (any_paper(), any_rule(), changes).prop_map(|(paper, added, changes)| {
        let mut edited = paper.clone();
        for (what, at, value) in changes {
            edit(&mut edited, &added, what, at, value);
        }
        (paper, edited)
    })
}

fn edit(paper: &mut Paper, added: &Rule, what: u8, at: prop::sample::Index, value: u8) {
    let place = at.index(paper.rules.len() + 1);
    if what == 0 {
        return paper.rules.insert(place, Rule { name: 100 + value, ..added.clone() });
    }
    paper.title = (what == 1).then_some(value).or(paper.title);
    if let (2, Some(upline)) = (what, paper.uplines.first_mut()) {
        upline.1 = value;
    }
    if paper.rules.is_empty() {
        return;
    }
    let at = at.index(paper.rules.len());
    match what {
        3 => drop(paper.rules.remove(at)),
        4 => paper.rules[at].percent = Some(value),
        5 => paper.rules[at].when = added.when.clone(),
        6 => paper.rules[at].bands = added.bands.clone(),
        7 => paper.rules.reverse(),
        _ => {}
    }
}

/// Writes a document; `dice` decides on spelling and blanks, without any it is the canonical layout.
struct Writer<'d> {
    text: String,
    dice: Option<&'d [u8]>,
    thrown: usize,
    comments: usize,
}

impl Writer<'_> {
    fn throw(&mut self, sides: u8) -> u8 {
        self.thrown += 1;
        self.dice.map_or(0, |dice| dice[self.thrown % dice.len()] % sides)
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# c{}.", self.comments)
    }

    /// A line with perhaps a comment above it and one behind it.
    fn line(&mut self, line: &str) {
        if self.throw(4) == 1 {
            let comment = self.comment();
            self.text.push_str(&format!("{comment}\n"));
        }
        let blanks = ["", "\n", "  ", "\t"][usize::from(self.throw(4))];
        self.text.push_str(&format!("{blanks}{line}"));
        if self.throw(3) == 1 {
            let comment = self.comment();
            self.text.push_str(&format!(" {comment}"));
        }
        self.text.push('\n');
    }

    fn text_of(&mut self, value: u8) -> String {
        match self.throw(3) {
            0 => format!("\"v{value}\""),
            1 => format!("'v{value}'"),
            _ => format!("[\"v{value}\", \"x\"]").replace(", \"x\"]", "]").replace(['[', ']'], ""),
        }
    }

    fn paper(mut self, paper: &Paper) -> String {
        self.line("name = \"T\"");
        if let Some(title) = paper.title {
            let title = self.text_of(title);
            self.line(&format!("title = {title}"));
        }
        let network_first = self.throw(3) == 1;
        if network_first {
            self.uplines(paper);
        }
        paper.rules.iter().for_each(|rule| self.rule(rule));
        if !network_first {
            self.uplines(paper);
        }
        if self.throw(2) == 1 {
            let comment = self.comment();
            self.text.push_str(&comment);
        }
        self.text
    }

    fn uplines(&mut self, paper: &Paper) {
        for (level, rate) in &paper.uplines {
            self.line("[[upline]]");
            self.line(&format!("level = {level}"));
            self.line(&format!("percent = \"{rate}\""));
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.line("[[rule]]");
        self.line(&format!("name = \"r{}\"", rule.name));
        if let Some(percent) = rule.percent {
            self.line(&format!("percent = \"{percent}\""));
        }
        let spelling = if rule.when.is_empty() { 4 } else { self.throw(4) };
        let pairs: Vec<String> = rule
            .when
            .iter()
            .map(|(field, value)| format!("{} = {}", FIELDS[*field], self.text_of(*value)))
            .collect();
        match spelling {
            1 => self.line(&format!("when = {{ {} }}", pairs.join(", "))),
            2 => pairs.iter().for_each(|pair| self.line(&format!("when.{pair}"))),
            3 => self.open_when(&pairs),
            _ => {}
        }
        let inline_bands = !rule.bands.is_empty() && self.throw(4) == 1;
        if inline_bands {
            self.inline_bands(rule);
        }
        if spelling == 0 {
            self.line("[rule.when]");
            pairs.iter().for_each(|pair| self.line(pair));
        }
        for (up_to, percent) in rule.bands.iter().filter(|_| !inline_bands) {
            self.line("[[rule.band]]");
            if let Some(up_to) = up_to {
                self.line(&format!("up_to = \"{up_to}\""));
            }
            self.line(&format!("percent = \"{percent}\""));
        }
    }

    /// Braces over several lines.
    fn open_when(&mut self, pairs: &[String]) {
        self.text.push_str("when = {\n");
        for pair in pairs {
            let comment = if self.throw(2) == 1 { self.comment() } else { String::new() };
            self.text.push_str(&format!("  {pair}, {comment}\n"));
        }
        self.text.push_str("}\n");
    }

    fn inline_bands(&mut self, rule: &Rule) {
        self.text.push_str("band = [\n");
        for (up_to, percent) in &rule.bands {
            let up_to = up_to.map_or(String::new(), |up_to| format!("up_to = \"{up_to}\", "));
            let comment = if self.throw(2) == 1 { self.comment() } else { String::new() };
            self.text.push_str(&format!("  {{ {up_to}percent = \"{percent}\" }}, {comment}\n"));
        }
        self.text.push_str("]\n");
    }
}

fn write(paper: &Paper, dice: Option<&[u8]>) -> String {
    Writer { text: String::new(), dice, thrown: 0, comments: 0 }.paper(paper)
}

fn comments(text: &str) -> Vec<&str> {
    text.match_indices("# c").map(|(at, _)| text[at..].split('.').next().unwrap()).collect()
}

proptest! {
    #[test]
    fn what_is_kept_always_says_what_the_new_text_says((paper, edited) in any_edit(), dice in prop::collection::vec(any::<u8>(), 1..60)) {
        let (old, new) = (write(&paper, Some(&dice)), write(&edited, None));
        prop_assert_eq!(data(&write(&paper, None)), data(&old));
        let kept = keep_comments(&old, &new);
        prop_assert_eq!(data(&kept), data(&new), "{}\n----\n{}", old, kept);
        prop_assert_eq!(keep_comments(&old, &write(&paper, None)), old);
        prop_assert_eq!(keep_comments(&kept, &new), kept);
    }

    #[test]
    fn no_comment_is_lost_when_nothing_is_dropped(paper in any_paper(), added in any_rule(), values in prop::collection::vec(0..9_u8, 8), dice in prop::collection::vec(any::<u8>(), 1..60)) {
        let mut edited = paper.clone();
        edited.title = edited.title.map(|_| values[0]);
        for (rule, value) in edited.rules.iter_mut().zip(&values) {
            rule.percent = rule.percent.map(|_| *value);
            rule.when.iter_mut().for_each(|(_, old)| *old = (*old + value) % 9);
        }
        edited.rules.reverse();
        edited.rules.insert(edited.rules.len() / 2, Rule { name: 100, ..added });
        let (old, new) = (write(&paper, Some(&dice)), write(&edited, None));
        let kept = keep_comments(&old, &new);
        prop_assert_eq!(data(&kept), data(&new));
        let (mut before, mut after) = (comments(&old), comments(&kept));
        before.sort();
        after.sort();
        prop_assert_eq!(before, after, "{}\n----\n{}", old, kept);
    }

    #[test]
    fn any_two_texts_give_the_data_of_the_second(old in "[\\[\\]{}=\".,\na-c# 1]{0,40}", new in "([a-c] = [1-3]\n){0,1}(\\[[d-f]\\]\n[a-c]\\.[a-c] = \\[[1-3], [1-3]\\]\n){0,1}") {
        prop_assert_eq!(data(&keep_comments(&old, &new)), data(&new));
    }
}
