//! The names that expressions know, and the nearest one to a mistyped one.

use super::tree::{DatePart, Search};
use crate::Field;

/// What a function does with the value it is called on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// A text searched for another one: `product.name.contains("x")`.
    Search(Search),
    /// A text in small letters: `product.name.lower()`.
    Lower,
    /// The number of characters: `product.name.size()`.
    Size,
    /// A part of a date: `sale.date.month()`.
    Part(DatePart),
}

/// The functions and how they are called.
pub const FUNCTIONS: [(&str, Function); 8] = [
    ("startsWith", Function::Search(Search::Start)),
    ("endsWith", Function::Search(Search::End)),
    ("contains", Function::Search(Search::Anywhere)),
    ("lower", Function::Lower),
    ("size", Function::Size),
    ("year", Function::Part(DatePart::Year)),
    ("month", Function::Part(DatePart::Month)),
    ("dayOfWeek", Function::Part(DatePart::DayOfWeek)),
];

/// The words that make a value or ask for one and are written before their bracket.
pub const MAKERS: [&str; 3] = ["money", "date", "has"];

/// The macros of CEL that go through a list.
pub const MACROS: [&str; 5] = ["all", "exists", "exists_one", "map", "filter"];

/// The function of this name.
pub fn function(name: &str) -> Option<Function> {
    FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
}

/// The path of the field nearest to a mistyped one, if any is near; a name alone finds its field too.
pub fn nearest_field(typed: &str) -> Option<String> {
    if let Some((parent, name)) = typed.rsplit_once('.')
        && Field::parse(parent).is_some()
        && let Some(name) = nearest(name, FUNCTIONS.iter().map(|(known, _)| *known))
    {
        return Some(format!("{parent}.{name}()"));
    }
    let by_path = nearest(typed, Field::all().map(Field::path));
    let last = |field: Field| field.path().rsplit('.').next().unwrap_or_default();
    let by_name = || {
        let name = nearest(typed, Field::all().map(last))?;
        Field::all().find(|field| last(*field) == name).map(|field| field.path().to_string())
    };
    by_path.or_else(by_name)
}

/// The name of the function nearest to a mistyped one, if any is near.
pub fn nearest_function(typed: &str) -> Option<String> {
    nearest(typed, FUNCTIONS.iter().map(|(known, _)| *known).chain(MAKERS))
}

fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let typed = shortened(typed).to_lowercase();
    let scored =
        known.into_iter().map(|word| (strsim::damerau_levenshtein(&typed, &word.to_lowercase()), word));
    let best = scored.min_by_key(|(distance, _)| *distance);
    best.filter(|(distance, _)| distance * 3 <= typed.chars().count()).map(|(_, word)| word.to_string())
}

/// What was written, short enough for a message.
pub fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
