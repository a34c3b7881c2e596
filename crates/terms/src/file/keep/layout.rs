//! The blanks and comments inside brackets and braces, when entries come and go.

use std::collections::HashMap;
use toml_edit::{Array, Decor, InlineTable, RawString, Value};

/// What stands around the entries of a list before it changes.
pub struct Slots {
    slots: Vec<Slot>,
    /// What stands before the closing bracket.
    tail: String,
    /// Whether a comma follows the last entry.
    comma: bool,
}

#[derive(Clone, Default)]
struct Slot {
    /// Before the entry, on its own line.
    lead: String,
    /// Between the entry and its comma.
    before_comma: String,
    /// A comment behind its comma, on the same line.
    after_comma: String,
}

/// What stands around the entries of an array.
pub fn array_slots(array: &Array) -> Slots {
    let around = array.iter().map(|value| (prefix(value.decor()), suffix(value.decor())));
    Slots::read(around.collect(), text(array.trailing()), array.trailing_comma())
}

/// Lays out the entries of an array; `places` tells which of them stood where before.
pub fn lay_out_array(array: &mut Array, before: Slots, places: &[Option<usize>]) {
    if array.is_empty() {
        array.set_trailing("");
        return array.set_trailing_comma(false);
    }
    let (around, trailing) = before.write(places, "");
    for (value, (prefix, suffix)) in array.iter_mut().zip(around) {
        *value.decor_mut() = Decor::new(prefix, suffix);
    }
    array.set_trailing(trailing);
    array.set_trailing_comma(before.comma);
}

/// The entries of an inline table, those with dotted keys among them, by their paths; and what stands around them.
pub fn leaves(table: &InlineTable) -> (HashMap<Vec<String>, usize>, Slots) {
    let values = table.get_values();
    let paths = values.iter().enumerate();
    let paths = paths.map(|(at, (path, _))| (path.iter().map(|key| key.get().to_string()).collect(), at));
    let around = values.iter().map(|(path, value)| {
        let before = path.last().map(|key| prefix(key.leaf_decor())).unwrap_or_default();
        (before, suffix(value.decor()))
    });
    let slots = Slots::read(around.collect(), text(table.trailing()), table.trailing_comma());
    (paths.collect(), slots)
}

/// Lays out the entries of an inline table that were `before`.
pub fn lay_out_table(table: &mut InlineTable, (paths, before): (HashMap<Vec<String>, usize>, Slots)) {
    let values = table.get_values();
    if values.is_empty() {
        table.set_trailing("");
        return table.set_trailing_comma(false);
    }
    let path = |path: &Vec<&toml_edit::Key>| -> Vec<String> {
        path.iter().map(|key| key.get().to_string()).collect()
    };
    let places: Vec<Option<usize>> = values.iter().map(|(keys, _)| paths.get(&path(keys)).copied()).collect();
    let (around, trailing) = before.write(&places, " ");
    let mut around = around.into_iter().zip(places);
    decorate(table, &mut around);
    table.set_trailing(trailing);
    table.set_trailing_comma(before.comma);
}

fn decorate(table: &mut InlineTable, around: &mut dyn Iterator<Item = ((String, String), Option<usize>)>) {
    for (mut key, value) in table.iter_mut() {
        match value {
            Value::InlineTable(inner) if inner.is_dotted() => decorate(inner, around),
            value => {
                let Some(((prefix, suffix), place)) = around.next() else { return };
                if place.is_none() {
                    key.leaf_decor_mut().set_suffix(" ");
                    value.decor_mut().set_prefix(" ");
                }
                key.leaf_decor_mut().set_prefix(prefix);
                value.decor_mut().set_suffix(suffix);
            }
        }
    }
}

impl Slots {
    /// Reads what stands around entries so that every comment is with the entry it stands behind or above.
    fn read(around: Vec<(String, String)>, trailing: String, comma: bool) -> Slots {
        let (leads, suffixes): (Vec<String>, Vec<String>) = around.into_iter().unzip();
        let mut slots: Vec<Slot> = Vec::new();
        for (lead, before_comma) in leads.into_iter().zip(suffixes) {
            let lead = match slots.last_mut() {
                Some(last) => last.take_comment(lead),
                None => lead,
            };
            slots.push(Slot { lead, before_comma, after_comma: String::new() });
        }
        let tail = match slots.last_mut() {
            Some(last) if comma => last.take_comment(trailing),
            // Without a comma, all up to the bracket stands behind the entry.
            Some(last) => {
                let behind = std::mem::take(&mut last.before_comma) + &trailing;
                last.take_comment(behind)
            }
            None => trailing,
        };
        Slots { slots, tail, comma }
    }

    /// What stands before and behind every entry, and before the closing bracket.
    fn write(&self, places: &[Option<usize>], edge: &str) -> (Vec<(String, String)>, String) {
        let mut comment = String::new();
        let mut around: Vec<(String, String)> = Vec::new();
        for (at, place) in places.iter().enumerate() {
            let slot = place.and_then(|place| self.slots.get(place)).cloned();
            let known = slot.is_some();
            let slot = slot.unwrap_or_default();
            let blank = !slot.lead.contains(['\n', '#']);
            let lead = if known && !blank { slot.lead } else { self.usual_lead(at == 0, edge) };
            around.push((below(std::mem::take(&mut comment), &lead), slot.before_comma));
            comment = slot.after_comma;
        }
        let tail = if self.slots.is_empty() { edge } else { &self.tail };
        if let (false, Some((_, suffix))) = (self.comma, around.last_mut()) {
            let commented = comment.contains('#');
            suffix.push_str(&comment);
            let tail = if commented { below("#".to_string(), tail).split_off(1) } else { tail.to_string() };
            return (around, tail);
        }
        (around, below(comment, tail))
    }

    /// What stands before an entry that has nothing to say about it.
    fn usual_lead(&self, first: bool, edge: &str) -> String {
        let sample = if first { self.slots.first() } else { self.slots.get(1).or(self.slots.first()) };
        let sample = sample.map(|slot| slot.lead.as_str());
        match sample.and_then(|lead| lead.rfind('\n').map(|newline| &lead[newline..])) {
            Some(line) => line.to_string(),
            None if first => sample.filter(|lead| !lead.contains('#')).unwrap_or(edge).to_string(),
            None => " ".to_string(),
        }
    }
}

impl Slot {
    /// Takes the comment that begins what follows, when it is on the line of this entry; the rest.
    fn take_comment(&mut self, what_follows: String) -> String {
        match what_follows.split_once('\n') {
            Some((line, _)) if line.contains('#') => {
                self.after_comma = line.to_string();
                what_follows[line.len()..].to_string()
            }
            _ => what_follows,
        }
    }
}

/// Puts blanks behind a comment, on the next line if they do not begin one.
fn below(comment: String, blanks: &str) -> String {
    let next_line = blanks.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    if comment.contains('#') && !next_line { format!("{comment}\n{blanks}") } else { comment + blanks }
}

fn prefix(decor: &Decor) -> String {
    decor.prefix().map(text).unwrap_or_default()
}

fn suffix(decor: &Decor) -> String {
    decor.suffix().map(text).unwrap_or_default()
}

fn text(raw: &RawString) -> String {
    raw.as_str().unwrap_or_default().to_string()
}
