//! Writing the canonical terms file: one layout for equal terms, so that its hash names them.

use crate::{Bonus, BonusPay, Clause, Pay, Per, Rule, Terms, Test, Upline, When};
use std::fmt::{Display, Write};
use std::sync::Arc;

/// The whole file.
pub fn write(terms: &Terms) -> String {
    let mut page = Page(String::new());
    page.pair("name", quoted(&terms.name));
    page.pair("currency", quoted(terms.currency.code()));
    page.pair("period", quoted(terms.period.word()));
    page.head("[rounding]");
    page.pair("at", quoted(terms.rounding.at.word()));
    page.pair("mode", quoted(terms.rounding.mode.word()));
    terms.rules.iter().for_each(|rule| page.rule(rule));
    terms.uplines.iter().for_each(|upline| page.upline(upline));
    terms.bonuses.iter().for_each(|bonus| page.bonus(bonus));
    page.0
}

struct Page(String);

impl Page {
    fn head(&mut self, head: &str) {
        self.line(format_args!("\n{head}"));
    }

    fn pair(&mut self, key: &str, value: impl Display) {
        self.line(format_args!("{key} = {value}"));
    }

    fn line(&mut self, line: impl Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.pair("title", quoted(title));
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.head("[[rule]]");
        self.pair("name", quoted(&rule.name));
        self.title(&rule.title);
        match &rule.pay {
            Pay::Percent(rate) => self.pair("percent", quoted(&rate.percent_text())),
            Pay::Fixed { amount, per } => {
                self.pair("fixed", quoted(&amount.to_decimal()));
                if *per == Per::Unit {
                    self.pair("per", quoted("unit"));
                }
            }
            Pay::Bands(bands) if bands.is_empty() => self.pair("band", "[]"),
            Pay::Bands(_) => {}
        }
        self.when("[rule.when]", &rule.when);
        let Pay::Bands(bands) = &rule.pay else { return };
        for band in bands {
            self.head("[[rule.band]]");
            if let Some(bound) = band.up_to {
                self.pair("up_to", quoted(&bound.to_decimal()));
            }
            self.pair("percent", quoted(&band.rate.percent_text()));
        }
    }

    fn upline(&mut self, upline: &Upline) {
        self.head("[[upline]]");
        self.pair("level", upline.level);
        self.title(&upline.title);
        self.pair("percent", quoted(&upline.rate.percent_text()));
        self.when("[upline.when]", &upline.when);
    }

    fn bonus(&mut self, bonus: &Bonus) {
        self.head("[[bonus]]");
        self.pair("name", quoted(&bonus.name));
        self.title(&bonus.title);
        self.pair("turnover_from", quoted(&bonus.turnover_from.to_decimal()));
        match bonus.pay {
            BonusPay::Fixed(sum) => self.pair("fixed", quoted(&sum.to_decimal())),
            BonusPay::Percent(rate) => self.pair("percent", quoted(&rate.percent_text())),
        }
        self.when("[bonus.when]", &bonus.when);
    }

    fn when(&mut self, head: &str, when: &When) {
        if when.is_always() {
            return;
        }
        self.head(head);
        for (key, value) in entries(when) {
            self.pair(key, value);
        }
    }
}

/// The entries of a condition; from the first key that repeats on, clauses go into the list `all`.
fn entries(when: &When) -> Vec<(&'static str, String)> {
    let (first, rest) = runs(&when.clauses);
    let mut entries: Vec<_> = first.iter().map(|clause| (key(clause), value(clause))).collect();
    if !rest.is_empty() {
        let tables: Vec<String> = rest.iter().map(|run| inline(run)).collect();
        entries.push(("all", format!("[{}]", tables.join(", "))));
    }
    entries
}

/// Cuts clauses into runs in which no key repeats.
fn runs(clauses: &[Clause]) -> (&[Clause], Vec<&[Clause]>) {
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 0..clauses.len() {
        if clauses[start..at].iter().any(|earlier| key(earlier) == key(&clauses[at])) {
            runs.push(&clauses[start..at]);
            start = at;
        }
    }
    runs.push(&clauses[start..]);
    let first = runs.remove(0);
    (first, runs)
}

fn key(clause: &Clause) -> &'static str {
    match clause {
        Clause::Field { field, .. } => field.path(),
        Clause::Not(_) => "not",
        Clause::Any(_) => "any",
    }
}

fn value(clause: &Clause) -> String {
    match clause {
        Clause::Field { test, .. } => test_text(test),
        Clause::Not(group) => table(group),
        Clause::Any(groups) => {
            let groups: Vec<String> = groups.iter().map(table).collect();
            format!("[{}]", groups.join(", "))
        }
    }
}

fn table(when: &When) -> String {
    braced(entries(when))
}

fn inline(clauses: &[Clause]) -> String {
    braced(clauses.iter().map(|clause| (key(clause), value(clause))).collect())
}

fn braced(entries: Vec<(&'static str, String)>) -> String {
    if entries.is_empty() {
        return "{}".to_string();
    }
    let pairs: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn test_text(test: &Test) -> String {
    match test {
        Test::OneOf(words) => list(words),
        Test::NoneOf(words) => format!("{{ not = {} }}", list(words)),
        Test::Amount { from, below } => {
            let sum = |sum: &money::Money| quoted(&sum.to_decimal());
            range(from.as_ref().map(sum), "below", below.as_ref().map(sum))
        }
        Test::Number { from, below } => {
            range(from.map(|number| number.to_string()), "below", below.map(|number| number.to_string()))
        }
        Test::Dates { from, to } => {
            let date = |date: &jiff::civil::Date| quoted(&date.to_string());
            range(from.as_ref().map(date), "to", to.as_ref().map(date))
        }
    }
}

fn range(from: Option<String>, end: &'static str, to: Option<String>) -> String {
    let ends = from.map(|from| ("from", from)).into_iter().chain(to.map(|to| (end, to)));
    braced(ends.collect())
}

fn list(words: &[Arc<str>]) -> String {
    match words {
        [word] => quoted(word),
        words => {
            let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            format!("[{}]", words.join(", "))
        }
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
