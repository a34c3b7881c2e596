//! Reading the `when` tables.

use super::ProblemKind;
use super::table::{DEPTH_MAX, Notes, Table, Value, Wanted, nearest, shortened};
use crate::expression::Expression;
use crate::{Clause, Field, FieldKind, Test, When};
use jiff::civil::Date;
use money::{Currency, Money};
use std::sync::Arc;
use toml::de::DeValue;

/// Reads the condition under a key; without one it always holds.
pub fn when(notes: &mut Notes<'_>, table: Table<'_, '_>, key: &str, currency: Currency) -> When {
    match notes.table(table, key) {
        Some(table) => Reading { notes, currency, depth: 0 }.group(table),
        None => When::ALWAYS,
    }
}

/// The texts that a table tells of, such as `product.series = "GTK"`, in the order of the file, each of a field that
/// `takes` lets pass; `among` are the other keys of the table.
pub fn texts(
    notes: &mut Notes<'_>,
    table: Table<'_, '_>,
    among: &[&'static str],
    takes: fn(Field) -> bool,
) -> Vec<(Field, Arc<str>)> {
    let mut texts = Vec::new();
    for (at, path, value) in entries(table, among) {
        match Field::parse(&path).filter(|field| field.kind() == FieldKind::Text && takes(*field)) {
            Some(field) => match value.get_ref().as_str() {
                Some(text) => texts.push((field, text.into())),
                None => notes.wrong_type(value, &path, Wanted::TEXT),
            },
            None if notes.is_full() => {}
            None => {
                let fields = Field::all().filter(|field| field.kind() == FieldKind::Text && takes(*field));
                let known: Vec<&str> = fields.map(Field::path).chain(among.iter().copied()).collect();
                let nearest = nearest(&path, known);
                notes.problem(at, ProblemKind::UnknownField { path: shortened(&path) }, nearest);
            }
        }
    }
    texts
}

struct Reading<'n, 't> {
    notes: &'n mut Notes<'t>,
    currency: Currency,
    depth: usize,
}

/// An entry of a condition with the byte of its key, by which entries are put in the order of the file.
type Entry<'a, 'i> = (usize, String, &'a Value<'i>);

/// The entries of a table by the paths of fields, in the order of the file, without the keys `among`.
fn entries<'a, 'i>(table: Table<'a, 'i>, among: &[&str]) -> Vec<Entry<'a, 'i>> {
    let mut entries = Vec::new();
    for (key, value) in table.entries {
        let name: &str = key.get_ref();
        match value.get_ref() {
            _ if among.contains(&name) => {}
            DeValue::Table(fields) => {
                for (field, value) in fields {
                    entries.push((field.span().start, format!("{name}.{}", field.get_ref()), value));
                }
            }
            _ => entries.push((key.span().start, name.to_string(), value)),
        }
    }
    entries.sort_by_key(|entry| entry.0);
    entries
}

impl Reading<'_, '_> {
    fn group(&mut self, table: Table<'_, '_>) -> When {
        if self.depth > DEPTH_MAX {
            let kind = ProblemKind::TooDeep { most: DEPTH_MAX.to_string() };
            self.notes.problem(table.start, kind, None);
            return When::ALWAYS;
        }
        self.depth += 1;
        let mut entries = entries(table, &GROUPS);
        entries.extend(GROUPS.iter().filter_map(|word| {
            table.get(word).map(|value| (table.key_start(word), (*word).to_string(), value))
        }));
        entries.sort_by_key(|entry| entry.0);
        let clauses = entries.into_iter().flat_map(|entry| self.clauses(entry)).collect();
        self.depth -= 1;
        When { clauses }
    }

    /// What one entry says. A new form of condition is a word of `GROUPS` and a line here, and a [`Clause`] with its line
    /// in `write/conditions.rs`.
    fn clauses(&mut self, (at, path, value): Entry<'_, '_>) -> Vec<Clause> {
        match path.as_str() {
            "not" => {
                self.table(value, "not").map(|table| Clause::Not(self.group(table))).into_iter().collect()
            }
            "any" => vec![Clause::Any(self.groups(value, "any"))],
            "expr" => self.expression(value).into_iter().collect(),
            "all" => self.groups(value, "all").into_iter().flat_map(|group| group.clauses).collect(),
            _ => self.field(at, &path, value).into_iter().collect(),
        }
    }

    fn groups(&mut self, value: &Value<'_>, key: &str) -> Vec<When> {
        let Some(list) = value.get_ref().as_array() else {
            self.notes.wrong_type(value, key, Wanted::TABLES);
            return Vec::new();
        };
        let mut groups = Vec::new();
        for entry in list.iter() {
            if !self.notes.counts(entry.span().start) {
                break;
            }
            groups.extend(self.table(entry, key).map(|table| self.group(table)));
        }
        groups
    }

    /// An expression; what is wrong in it is shown at its place inside the text.
    fn expression(&mut self, value: &Value<'_>) -> Option<Clause> {
        let Some(text) = value.get_ref().as_str() else {
            self.notes.wrong_type(value, "expr", Wanted::TEXT);
            return None;
        };
        match Expression::parse(text, self.currency) {
            Ok(expression) => Some(Clause::Expression(Box::new(expression))),
            Err(problem) => {
                let at = value.span().start + 1 + problem.at;
                let suggestion = problem.suggestion.clone();
                self.notes.problem(at, ProblemKind::BadExpression { problem }, suggestion);
                None
            }
        }
    }

    fn field(&mut self, at: usize, path: &str, value: &Value<'_>) -> Option<Clause> {
        let Some(field) = Field::parse(path) else {
            if !self.notes.is_full() {
                let known = Field::all().map(Field::path).chain(GROUPS);
                let kind = ProblemKind::UnknownField { path: shortened(path) };
                self.notes.problem(at, kind, nearest(path, known));
            }
            return None;
        };
        let test = match field.kind() {
            FieldKind::Text => self.text_test(field, value),
            FieldKind::Amount => self.range(field, value, "below").map(|table| self.amounts(table)),
            FieldKind::Number => self.range(field, value, "below").map(|table| Test::Number {
                from: self.notes.integer(table, "from"),
                below: self.notes.integer(table, "below"),
            }),
            FieldKind::Date => self.range(field, value, "to").map(|table| Test::Dates {
                from: date(self.notes, table, "from"),
                to: date(self.notes, table, "to"),
            }),
        };
        test.map(|test| Clause::Field { field, test })
    }

    fn text_test(&mut self, field: Field, value: &Value<'_>) -> Option<Test> {
        let Some(table) = value.get_ref().as_table() else {
            return self.words(field, value).map(Test::OneOf);
        };
        let Some(words) = table.get("not") else {
            let kind = ProblemKind::TestDoesNotFit { path: field.path().to_string() };
            self.notes.problem(value.span().start, kind, Some(r#"{ not = "…" }"#.to_string()));
            return None;
        };
        self.notes.only_keys(Table { entries: table, start: value.span().start }, &["not"]);
        self.words(field, words).map(Test::NoneOf)
    }

    fn words(&mut self, field: Field, value: &Value<'_>) -> Option<Vec<Arc<str>>> {
        let words: Option<Vec<Arc<str>>> = match value.get_ref() {
            DeValue::String(word) => Some(vec![word.as_ref().into()]),
            DeValue::Array(list) => list.iter().map(|word| word.get_ref().as_str().map(Into::into)).collect(),
            _ => None,
        };
        if words.is_none() {
            self.notes.wrong_type(value, field.path(), Wanted::TEXTS);
        }
        words
    }

    /// The table of a range, which names at least one of `from` and `end`.
    fn range<'a, 'i>(
        &mut self,
        field: Field,
        value: &'a Value<'i>,
        end: &'static str,
    ) -> Option<Table<'a, 'i>> {
        let Some(entries) = value.get_ref().as_table().filter(|entries| !entries.is_empty()) else {
            let example = format!(r#"{} = {{ from = …, {end} = … }}"#, field.path());
            let kind = ProblemKind::TestDoesNotFit { path: field.path().to_string() };
            self.notes.problem(value.span().start, kind, Some(example));
            return None;
        };
        let table = Table { entries, start: value.span().start };
        self.notes.only_keys(table, &["from", end]);
        Some(table)
    }

    fn amounts(&mut self, table: Table<'_, '_>) -> Test {
        Test::Amount {
            from: sum(self.notes, table, "from", self.currency),
            below: sum(self.notes, table, "below", self.currency),
        }
    }

    fn table<'a, 'i>(&mut self, value: &'a Value<'i>, key: &str) -> Option<Table<'a, 'i>> {
        let Some(entries) = value.get_ref().as_table() else {
            self.notes.wrong_type(value, key, Wanted::TABLE);
            return None;
        };
        Some(Table { entries, start: value.span().start })
    }
}

/// The words that make groups of conditions.
const GROUPS: [&str; 4] = ["not", "any", "all", "expr"];

/// Reads a date, written in quotes or bare.
pub fn date(notes: &mut Notes<'_>, table: Table<'_, '_>, key: &str) -> Option<Date> {
    let value = table.get(key)?;
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => {
            notes.wrong_type(value, key, Wanted::DATE);
            return None;
        }
    };
    let date = text.parse().ok().filter(|_| text.len() == "2017-01-31".len());
    if date.is_none() {
        let kind = ProblemKind::BadDate { text: shortened(&text) };
        notes.problem(value.span().start, kind, Some("2017-01-31".to_string()));
    }
    date
}

/// Reads an exact sum in the currency of the terms.
pub fn sum(notes: &mut Notes<'_>, table: Table<'_, '_>, key: &str, currency: Currency) -> Option<Money> {
    let (text, span) = notes.exact_text(table, key)?;
    let sum = Money::parse_decimal(text, currency).ok();
    if sum.is_none() {
        let typed = Money::parse_amount(text, currency).ok().map(Money::to_decimal);
        let example = typed.unwrap_or_else(|| Money::new(100_000, currency).to_decimal());
        notes.problem(span.start, ProblemKind::BadSum { text: shortened(text) }, Some(example));
    }
    sum
}
