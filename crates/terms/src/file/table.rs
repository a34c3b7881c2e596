//! Typed access to the tables of a TOML file that collects problems instead of stopping at the first.

use super::{Position, Problem, ProblemKind};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the place it stands at.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// The text being read and the problems found so far.
pub struct Notes<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

/// A table of the file: its entries and where it begins.
#[derive(Clone, Copy)]
pub struct Table<'a, 'i> {
    /// The entries.
    pub entries: &'a DeTable<'i>,
    /// The byte where it begins.
    pub start: usize,
}

impl<'t> Notes<'t> {
    /// Starts with no problem.
    pub fn new(text: &'t str) -> Notes<'t> {
        Notes { text, problems: Vec::new() }
    }

    /// Notes a problem at a byte of the text.
    pub fn problem(&mut self, at: usize, kind: ProblemKind, suggestion: Option<String>) {
        self.problems.push(Problem { at: self.position(at), kind, suggestion });
    }

    /// The line and column of a byte of the text.
    pub fn position(&self, at: usize) -> Position {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        Position { line, column }
    }

    /// The problems in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.at);
        self.problems
    }

    /// Whether no problem was noted.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Notes every key of the table that is not among `known`, with the nearest known one.
    pub fn only_keys(&mut self, table: Table<'_, '_>, known: &[&str]) {
        for key in table.entries.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = nearest(name, known.iter().copied());
                self.problem(key.span().start, ProblemKind::UnknownKey { key: shortened(name) }, nearest);
            }
        }
    }

    /// Notes that a required key is missing.
    pub fn missing(&mut self, table: Table<'_, '_>, key: &str, example: &str) {
        self.problem(
            table.start,
            ProblemKind::MissingKey { key: key.to_string() },
            Some(example.to_string()),
        );
    }

    /// The text under a key; a missing key is no problem.
    pub fn text<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &str) -> Option<(&'a str, Range<usize>)> {
        let value = table.entries.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(value, key, "a text in quotes");
        }
        text.map(|text| (text, value.span()))
    }

    /// The text of a sum or a rate, which must be quoted so that its digits stay exact.
    pub fn exact_text<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &str) -> Option<(&'a str, Range<usize>)> {
        let value = table.entries.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            _ => None,
        };
        if let Some(number) = number {
            let quoted = format!("{key} = \"{number}\"");
            self.problem(value.span().start, ProblemKind::NotQuoted { key: key.to_string() }, Some(quoted));
            return None;
        }
        self.text(table, key)
    }

    /// The table under a key; a missing key is no problem.
    pub fn table<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &str) -> Option<Table<'a, 'i>> {
        let value = table.entries.get(key)?;
        self.as_table(value, key)
    }

    /// The tables of a list under a key; a missing key is an empty list.
    pub fn tables<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &str) -> Vec<Table<'a, 'i>> {
        let Some(value) = table.entries.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of tables");
            return Vec::new();
        };
        list.iter().filter_map(|entry| self.as_table(entry, key)).collect()
    }

    /// A whole number under a key; a missing key is no problem.
    pub fn integer(&mut self, table: Table<'_, '_>, key: &str) -> Option<i64> {
        let value = table.entries.get(key)?;
        let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse().ok());
        if number.is_none() {
            self.wrong_type(value, key, "a whole number");
        }
        number
    }

    /// Notes that a value has another type than its key wants.
    pub fn wrong_type(&mut self, value: &Value<'_>, key: &str, wanted: &'static str) {
        self.problem(value.span().start, ProblemKind::WrongType { key: key.to_string(), wanted }, None);
    }

    fn as_table<'a, 'i>(&mut self, value: &'a Value<'i>, key: &str) -> Option<Table<'a, 'i>> {
        let entries = value.get_ref().as_table();
        if entries.is_none() {
            self.wrong_type(value, key, "a table");
        }
        entries.map(|entries| Table { entries, start: value.span().start })
    }
}

/// The known word nearest to a mistyped one, if any is near.
pub fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let typed: String = typed.chars().take(60).collect::<String>().to_lowercase();
    let shared =
        |word: &str| typed.chars().zip(word.chars()).take_while(|(left, right)| left == right).count();
    let scored = known.into_iter().map(|word| {
        let distance = strsim::damerau_levenshtein(&typed, word);
        (distance, std::cmp::Reverse(shared(word)), word)
    });
    let best = scored.min_by_key(|(distance, shared, _)| (*distance, *shared));
    best.filter(|(distance, _, _)| distance * 3 <= typed.chars().count()).map(|(_, _, word)| word.to_string())
}

/// What was written, short enough for a message.
pub fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
