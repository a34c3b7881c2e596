//! Typed access to the tables of a TOML file that collects problems instead of stopping at the first.

use super::{Position, Problem, ProblemKind};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the place it stands at.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// How many bytes a file may have.
pub const BYTES_MAX: usize = 1 << 20;
/// How many tables the lists of a file may have together.
pub const ENTRIES_MAX: usize = 2_000;
/// How deep groups of conditions may lie in each other.
pub const DEPTH_MAX: usize = 16;
/// How many problems are told at most.
pub const PROBLEMS_MAX: usize = 1_000;

/// What a key wants for its value, and how that is written.
#[derive(Clone, Copy)]
pub struct Wanted(pub &'static str, pub &'static str);

impl Wanted {
    pub const TEXT: Wanted = Wanted("a text in quotes", "\"…\"");
    pub const TEXTS: Wanted = Wanted("a text in quotes or a list of them", "[\"…\", \"…\"]");
    pub const NUMBER: Wanted = Wanted("a whole number", "10");
    pub const COUNT: Wanted = Wanted("a whole number from 0", "10");
    pub const LEVEL: Wanted = Wanted("a whole number from 0 to 255", "1");
    pub const PLACE: Wanted = Wanted("the place of a sale, counted from 1", "1");
    pub const YES_OR_NO: Wanted = Wanted("true or false", "true");
    pub const DATE: Wanted = Wanted("a date in quotes", "\"2017-01-31\"");
    pub const TABLE: Wanted = Wanted("a table", "{ … }");
    pub const TABLES: Wanted = Wanted("a list of tables", "[{ … }, { … }]");
}

/// The text being read and the problems found so far, each with the byte where it is.
pub struct Notes<'t> {
    text: &'t str,
    problems: Vec<(usize, ProblemKind, Option<String>)>,
    entries: usize,
}

/// A table of the file: its entries and where it begins.
#[derive(Clone, Copy)]
pub struct Table<'a, 'i> {
    /// The entries.
    pub entries: &'a DeTable<'i>,
    /// The byte where it begins.
    pub start: usize,
}

impl<'a, 'i> Table<'a, 'i> {
    /// Whether the key is there, whatever its value.
    pub fn has(self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The byte where the key stands; that of the table when it is not there.
    pub fn key_start(self, key: &str) -> usize {
        self.entries.get_key_value(key).map_or(self.start, |(key, _)| key.span().start)
    }

    /// The value under a key.
    pub fn get(self, key: &str) -> Option<&'a Value<'i>> {
        self.entries.get(key)
    }
}

impl<'t> Notes<'t> {
    /// Starts with no problem.
    pub fn new(text: &'t str) -> Notes<'t> {
        Notes { text, problems: Vec::new(), entries: 0 }
    }

    /// Notes a problem at a byte of the text.
    pub fn problem(&mut self, at: usize, kind: ProblemKind, suggestion: Option<String>) {
        if !self.is_full() {
            self.problems.push((at, kind, suggestion));
        }
    }

    /// The problems in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.0);
        let starts: Vec<usize> = self.problems.iter().map(|problem| problem.0).collect();
        let problems = positions(self.text, &starts).into_iter().zip(self.problems);
        problems.map(|(at, (_, kind, suggestion))| Problem { at, kind, suggestion }).collect()
    }

    /// Whether no problem was noted.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Whether no more problems are told.
    pub fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS_MAX
    }

    /// Counts an entry of a list; the one too many is a problem, and none is read after it.
    pub fn counts(&mut self, at: usize) -> bool {
        self.entries += 1;
        if self.entries == ENTRIES_MAX + 1 {
            self.problem(at, ProblemKind::TooManyEntries { most: ENTRIES_MAX.to_string() }, None);
        }
        self.entries <= ENTRIES_MAX
    }

    /// Notes every key of the table that is not among `known`, with the nearest known one.
    pub fn only_keys(&mut self, table: Table<'_, '_>, known: &[&str]) {
        for key in table.entries.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) && !self.is_full() {
                let nearest = nearest(name, known.iter().copied());
                self.problem(key.span().start, ProblemKind::UnknownKey { key: shortened(name) }, nearest);
            }
        }
    }

    /// Notes that a required key is missing, unless it is there and its value was found wrong already.
    pub fn missing(&mut self, table: Table<'_, '_>, key: &str, example: &str) {
        if !table.has(key) {
            let kind = ProblemKind::MissingKey { key: key.to_string() };
            self.problem(table.start, kind, Some(example.to_string()));
        }
    }

    /// Notes that a key which is there has no meaning here, and what it would go with.
    pub fn no_meaning(&mut self, table: Table<'_, '_>, key: &str, goes_with: &str) {
        if table.has(key) {
            let kind = ProblemKind::NoMeaning { key: key.to_string() };
            self.problem(table.key_start(key), kind, Some(goes_with.to_string()));
        }
    }

    /// The text under a key; a missing key is no problem.
    pub fn text<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &str) -> Option<(&'a str, Range<usize>)> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(value, key, Wanted::TEXT);
        }
        text.map(|text| (text, value.span()))
    }

    /// The text of a sum or a rate, which must be quoted so that its digits stay exact.
    pub fn exact_text<'a, 'i>(&mut self, table: Table<'a, 'i>, key: &str) -> Option<(&'a str, Range<usize>)> {
        let value = table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            _ => None,
        };
        if let Some(number) = number {
            let quoted = format!("{key} = \"{}\"", shortened(number));
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
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, key, Wanted::TABLES);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in list.iter() {
            if !self.counts(entry.span().start) {
                break;
            }
            tables.extend(self.as_table(entry, key));
        }
        tables
    }

    /// A whole number under a key; a missing key is no problem.
    pub fn integer(&mut self, table: Table<'_, '_>, key: &str) -> Option<i64> {
        self.number(table, key, Wanted::NUMBER)
    }

    /// A whole number of a narrower type under a key; a missing key is no problem.
    pub fn number<T: TryFrom<i64>>(&mut self, table: Table<'_, '_>, key: &str, wanted: Wanted) -> Option<T> {
        let value = table.get(key)?;
        let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse::<i64>().ok());
        let number = number.and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.wrong_type(value, key, wanted);
        }
        number
    }

    /// Yes or no under a key; a missing key is no problem.
    pub fn yes_or_no(&mut self, table: Table<'_, '_>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let answer = value.get_ref().as_bool();
        if answer.is_none() {
            self.wrong_type(value, key, Wanted::YES_OR_NO);
        }
        answer
    }

    /// Notes that a value has another type than its key wants.
    pub fn wrong_type(&mut self, value: &Value<'_>, key: &str, Wanted(wanted, example): Wanted) {
        let key = shortened(key);
        let suggestion = format!("{key} = {example}");
        self.problem(value.span().start, ProblemKind::WrongType { key, wanted }, Some(suggestion));
    }

    /// The value as a table, or a problem.
    pub fn as_table<'a, 'i>(&mut self, value: &'a Value<'i>, key: &str) -> Option<Table<'a, 'i>> {
        let entries = value.get_ref().as_table();
        if entries.is_none() {
            self.wrong_type(value, key, Wanted::TABLE);
        }
        entries.map(|entries| Table { entries, start: value.span().start })
    }
}

/// The line and column of each byte of `starts`, in one walk over the text.
pub fn positions(text: &str, starts: &[usize]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..starts.len()).collect();
    order.sort_by_key(|at| starts[*at]);
    let mut found = vec![Position { line: 1, column: 1 }; starts.len()];
    let mut here = Position { line: 1, column: 1 };
    let mut characters = text.char_indices().peekable();
    for at in order {
        while let Some((_, character)) = characters.next_if(|(byte, _)| *byte < starts[at]) {
            here = match character {
                '\n' => Position { line: here.line + 1, column: 1 },
                _ => Position { column: here.column + 1, ..here },
            };
        }
        found[at] = here;
    }
    found
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
