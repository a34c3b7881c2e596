//! Which entry of a changed list is which entry of the old one, and whether two items say the same.

use std::collections::{HashMap, VecDeque};
use toml_edit::{Item, TableLike, Value};

/// The keys that name an entry, the best one first.
const NAMES: [&str; 3] = ["name", "level", "role"];

/// What an item says, however it is written.
pub fn data(item: &Item) -> toml::Value {
    match item {
        Item::Value(value) => value_data(value),
        Item::Table(table) => table_data(table),
        Item::ArrayOfTables(tables) => {
            toml::Value::Array(tables.iter().map(|table| table_data(table)).collect())
        }
        Item::None => toml::Value::Boolean(false),
    }
}

/// What a table says.
pub fn table_data(table: &dyn TableLike) -> toml::Value {
    toml::Value::Table(table.iter().map(|(key, item)| (key.to_string(), data(item))).collect())
}

fn value_data(value: &Value) -> toml::Value {
    match value {
        Value::String(text) => toml::Value::String(text.value().clone()),
        Value::Integer(number) => toml::Value::Integer(*number.value()),
        Value::Float(number) => toml::Value::Float(*number.value()),
        Value::Boolean(truth) => toml::Value::Boolean(*truth.value()),
        Value::Datetime(date) => toml::Value::Datetime(*date.value()),
        Value::Array(array) => toml::Value::Array(array.iter().map(value_data).collect()),
        Value::InlineTable(table) => table_data(table),
    }
}

/// The entries of a list, written as an array or as tables with headers.
pub fn entries(item: &Item) -> Option<Vec<Item>> {
    match item {
        Item::ArrayOfTables(tables) => Some(tables.iter().cloned().map(Item::Table).collect()),
        Item::Value(Value::Array(array)) => Some(array.iter().cloned().map(Item::Value).collect()),
        _ => None,
    }
}

/// For every new entry, the old one it is: tables by their name, level or role, else what says the same, else tables by
/// their position.
pub fn matches(old: &[Item], new: &[Item]) -> Vec<Option<usize>> {
    let mut taken = vec![false; old.len()];
    let mut places = vec![None; new.len()];
    let by_name = |item: &Item| name(item);
    let by_data = |item: &Item| name(item).is_none().then(|| format!("{:?}", data(item)));
    take_by(old, new, &by_name, &mut taken, &mut places);
    take_by(old, new, &by_data, &mut taken, &mut places);
    for (at, entry) in new.iter().enumerate().take(old.len()) {
        let nameless = |item: &Item| item.is_table_like() && name(item).is_none();
        if places[at].is_none() && !taken[at] && nameless(entry) && nameless(&old[at]) {
            (taken[at], places[at]) = (true, Some(at));
        }
    }
    places
}

/// Matches entries with the same key, in their order.
fn take_by(
    old: &[Item],
    new: &[Item],
    key: &dyn Fn(&Item) -> Option<String>,
    taken: &mut [bool],
    places: &mut [Option<usize>],
) {
    let mut known: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, entry) in old.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        if let Some(key) = key(entry) {
            known.entry(key).or_default().push_back(at);
        }
    }
    for (entry, place) in new.iter().zip(places).filter(|(_, place)| place.is_none()) {
        let found = key(entry).and_then(|key| known.get_mut(&key)?.pop_front());
        if let Some(at) = found {
            (taken[at], *place) = (true, Some(at));
        }
    }
}

/// What names an entry among others, if anything does.
fn name(item: &Item) -> Option<String> {
    let table = item.as_table_like()?;
    NAMES.into_iter().find_map(|key| {
        let value = table.get(key)?;
        let scalar = value.is_str() || value.is_integer();
        scalar.then(|| format!("{key}={:?}", data(value)))
    })
}
