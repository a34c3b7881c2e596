//! Keeping a person's comments and layout when the terms in his file change.
//!
//! The person's file is edited in place: what is the same stays as he wrote it, what differs takes the new value, what is
//! gone goes with its comments, what is new stands where the canonical text has it. Tables are the same thing whether they
//! are written as `[table]`, as `{ inline }` or with dotted keys.

mod layout;
mod matching;

use layout::{lay_out_array, lay_out_table, leaves};
use matching::matches;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Key, KeyMut, Table, TableLike, Value};

/// The text of `new` in the layout of `old`, with the comments of `old` wherever what they belong to still exists.
///
/// `new` is canonical text without comments. The result always has exactly its data; the comments at the head and at the end
/// of `old` stay. A file that does not read as TOML is replaced by `new`.
pub fn keep_comments(old: &str, new: &str) -> String {
    let without_mark = old.strip_prefix('\u{feff}').unwrap_or(old);
    let (head, body) = without_mark.split_at(head_length(without_mark));
    let (Ok(mut kept), Ok(wanted)) = (body.parse::<DocumentMut>(), new.parse::<DocumentMut>()) else {
        return new.to_string();
    };
    let data = matching::data(wanted.as_item());
    if matching::data(kept.as_item()) == data {
        return old.to_string();
    }
    merge_table(kept.as_table_mut(), wanted.as_table());
    let text = format!("{head}{kept}");
    unplace_below(kept.as_table_mut());
    let in_order = format!("{head}{kept}");
    let as_before = |text: &str| match old.contains("\r\n") {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text.to_string(),
    };
    let tries = [as_before(&text), text, as_before(&in_order), in_order];
    let reads_the_same =
        |text: &String| text.parse::<DocumentMut>().is_ok_and(|kept| matching::data(kept.as_item()) == data);
    tries.into_iter().find(reads_the_same).unwrap_or_else(|| new.to_string())
}

/// How many bytes of comments and empty lines stand at the head: up to the last empty line, or all when there is none.
fn head_length(text: &str) -> usize {
    let (mut length, mut last_empty) = (0, None);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() && !words.starts_with('#') {
            break;
        }
        // Without its end of line a last comment cannot be put before anything.
        if !line.ends_with('\n') {
            break;
        }
        length += line.len();
        if words.is_empty() {
            last_empty = Some(length);
        }
    }
    last_empty.unwrap_or(length)
}

/// How a table is written, which decides how its new entries can be.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// Under a header of its own.
    Header,
    /// By dotted keys in another table.
    Dotted,
    /// Between braces.
    Inline,
}

fn merge_table(kept: &mut Table, wanted: &dyn TableLike) {
    let style = if kept.is_dotted() { Style::Dotted } else { Style::Header };
    // From the end, so that nothing has to move up.
    let keys: Vec<String> = kept.iter().map(|(key, _)| key.to_string()).collect();
    let mut entries: Vec<(Key, Item)> = keys.iter().rev().filter_map(|key| kept.remove_entry(key)).collect();
    entries.reverse();
    for (key, item) in merged(entries, wanted, style) {
        kept.insert_formatted(&key, item);
    }
}

fn merge_inline(kept: &mut InlineTable, wanted: &dyn TableLike) {
    let before = leaves(kept);
    let keys: Vec<String> = kept.iter().map(|(key, _)| key.to_string()).collect();
    let mut entries: Vec<(Key, Item)> = Vec::new();
    for key in keys.iter().rev() {
        entries.extend(kept.remove_entry(key).map(|(key, value)| (key, Item::Value(value))));
    }
    entries.reverse();
    for (key, item) in merged(entries, wanted, Style::Inline) {
        if let Ok(value) = item.into_value() {
            kept.insert_formatted(&key, value);
        }
    }
    if !kept.is_dotted() {
        lay_out_table(kept, before);
    }
}

/// The entries of a table: the old ones that still exist in their order, each new one behind the one it follows in `wanted`.
fn merged(entries: Vec<(Key, Item)>, wanted: &dyn TableLike, style: Style) -> Vec<(Key, Item)> {
    let known: std::collections::HashSet<String> =
        entries.iter().map(|(key, _)| key.get().to_string()).collect();
    let mut front = Vec::new();
    let mut behind: std::collections::HashMap<String, Vec<(Key, Item)>> = std::collections::HashMap::new();
    let mut last: Option<&str> = None;
    for (name, item) in wanted.iter() {
        if known.contains(name) {
            last = Some(name);
            continue;
        }
        let mut added =
            (wanted.key(name).cloned().unwrap_or_else(|| Key::new(name)), fit(item.clone(), style));
        if let Item::Value(value) = &mut added.1 {
            undecorate(added.0.as_mut(), value);
        }
        match last {
            Some(last) => behind.entry(last.to_string()).or_default().push(added),
            None => front.push(added),
        }
    }
    let mut merged = front;
    for (mut key, mut item) in entries {
        let Some(wanted) = wanted.get(key.get()) else { continue };
        merge_item(&mut key, &mut item, wanted, style);
        let followers = behind.remove(key.get()).unwrap_or_default();
        merged.push((key, item));
        merged.extend(followers);
    }
    merged
}

/// Gives an item the data of `wanted`.
fn merge_item(key: &mut Key, kept: &mut Item, wanted: &Item, style: Style) {
    if matching::data(kept) == matching::data(wanted) {
        return;
    }
    if let (Some(table), false) = (wanted.as_table_like(), vanishes(kept, wanted)) {
        match kept {
            Item::Table(kept) => return merge_table(kept, table),
            Item::Value(Value::InlineTable(kept)) => return merge_inline(kept, table),
            _ => {}
        }
    }
    if let Some(wanted) = matching::entries(wanted) {
        match kept {
            Item::ArrayOfTables(kept) if !wanted.is_empty() && wanted.iter().all(Item::is_table_like) => {
                return merge_tables(kept, &wanted);
            }
            Item::Value(Value::Array(kept)) if !kept.is_empty() => return merge_array(kept, &wanted),
            _ => {}
        }
    }
    replace(key, kept, wanted, style);
}

/// Whether a table that becomes empty would not be seen any more, because it has no brackets of its own.
fn vanishes(kept: &Item, wanted: &Item) -> bool {
    let bare = match kept {
        Item::Table(table) => table.is_dotted() || table.is_implicit(),
        Item::Value(Value::InlineTable(table)) => table.is_dotted(),
        _ => false,
    };
    bare && wanted.as_table_like().is_some_and(TableLike::is_empty)
}

/// Puts another item in the place of this one; a comment above it and behind it stays.
fn replace(key: &mut Key, kept: &mut Item, wanted: &Item, style: Style) {
    let above = match kept {
        Item::Table(table) => table.decor().prefix().cloned(),
        Item::ArrayOfTables(tables) => tables.get(0).and_then(|first| first.decor().prefix().cloned()),
        _ => key.leaf_decor().prefix().cloned(),
    };
    let commented = above.filter(|above| above.as_str().is_some_and(|above| above.contains('#')));
    let mut item = fit(wanted.clone(), style);
    match (&mut item, &*kept) {
        (Item::Value(value), Item::Value(old)) => *value.decor_mut() = old.decor().clone(),
        (Item::Value(value), _) => {
            value.decor_mut().clear();
            key.leaf_decor_mut().clear();
            if let Some(above) = commented {
                key.leaf_decor_mut().set_prefix(above);
            }
        }
        (Item::Table(table), _) => {
            if let Some(above) = commented {
                table.decor_mut().set_prefix(above);
            }
        }
        (Item::ArrayOfTables(tables), _) => {
            if let (Some(above), Some(first)) = (commented, tables.get_mut(0)) {
                first.decor_mut().set_prefix(above);
            }
        }
        (Item::None, _) => {}
    }
    if !item.is_value() {
        // What stood around a key does not fit into the brackets of a header.
        key.leaf_decor_mut().clear();
    }
    *kept = item;
}

fn merge_tables(kept: &mut ArrayOfTables, wanted: &[Item]) {
    let old: Vec<Item> = kept.iter().cloned().map(Item::Table).collect();
    let matches = matches(&old, wanted);
    let first_place = old.iter().filter_map(|item| item.as_table()?.position()).min();
    let order: Vec<usize> = matches.iter().copied().flatten().collect();
    kept.clear();
    for (wanted, place) in wanted.iter().zip(matches) {
        let same = place.and_then(|place| old.get(place)).and_then(Item::as_table);
        let table = match (same, wanted.as_table_like()) {
            (Some(same), Some(wanted)) => {
                let mut table = same.clone();
                merge_table(&mut table, wanted);
                table
            }
            _ => match fit(wanted.clone(), Style::Header).into_table() {
                Ok(table) => table,
                Err(_) => continue,
            },
        };
        kept.push(table);
    }
    if !order.is_sorted() {
        kept.iter_mut().for_each(unplace);
        if let Some(first) = kept.get_mut(0) {
            first.set_position(first_place);
        }
    }
}

fn merge_array(kept: &mut Array, wanted: &[Item]) {
    let old: Vec<Item> = kept.iter().cloned().map(Item::Value).collect();
    let places = matches(&old, wanted);
    let before = layout::array_slots(kept);
    kept.clear();
    for (wanted, place) in wanted.iter().zip(&places) {
        let same = place.and_then(|place| old.get(place)?.as_value().cloned());
        let value = match (same, wanted.as_table_like()) {
            (Some(Value::InlineTable(mut table)), Some(wanted)) => {
                let changed =
                    matching::data(&Item::Value(table.clone().into())) != matching::table_data(wanted);
                if changed {
                    merge_inline(&mut table, wanted);
                }
                Value::InlineTable(table)
            }
            (Some(same), _) => same,
            (None, _) => match fit(wanted.clone(), Style::Inline).into_value() {
                Ok(value) => value,
                Err(_) => continue,
            },
        };
        kept.push_formatted(value);
    }
    lay_out_array(kept, before, &places);
}

/// An item of another file in a form that fits into a table of this style.
fn fit(mut item: Item, style: Style) -> Item {
    match &mut item {
        Item::Table(table) => unplace(table),
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(unplace),
        _ => {}
    }
    let dotted = item.as_table().is_some_and(Table::is_dotted);
    if style == Style::Header || (style == Style::Dotted && dotted) {
        return item;
    }
    item.make_value();
    if let (true, Item::Value(Value::InlineTable(table))) = (dotted, &mut item) {
        table.set_dotted(true);
    }
    item
}

/// Forgets the blanks around a value, which are others on a line of its own than between braces.
fn undecorate(mut key: KeyMut<'_>, value: &mut Value) {
    match value {
        Value::InlineTable(table) if table.is_dotted() => {
            table.iter_mut().for_each(|(key, value)| undecorate(key, value));
        }
        value => {
            key.leaf_decor_mut().clear();
            value.decor_mut().clear();
        }
    }
}

/// Forgets where a table and those in it stood in the file, so that they follow what stands before them.
fn unplace(table: &mut Table) {
    table.set_position(None);
    unplace_below(table);
}

fn unplace_below(table: &mut Table) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => unplace(table),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(unplace),
            _ => {}
        }
    }
}
