//! Writing conditions, and the values they are made of.

use crate::{Clause, Test, When};
use std::fmt::Write;
use std::sync::Arc;

/// The entries of a condition; from the first key that repeats on, clauses go into the list `all`.
pub fn entries(when: &When) -> Vec<(&'static str, String)> {
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
        Clause::Expression(_) => "expr",
    }
}

fn value(clause: &Clause) -> String {
    match clause {
        Clause::Field { test, .. } => test_text(test),
        Clause::Not(group) => table(group),
        Clause::Expression(expression) => quoted(expression.text()),
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

pub fn braced(entries: Vec<(&'static str, String)>) -> String {
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
pub fn quoted(text: &str) -> String {
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
