//! Terms as they are typed into the editor's form: texts in fields, right or wrong, that nothing is lost from.
//!
//! A document is a tree: an [`Entry`] has texts by name and lists of entries. The name of a form's field is its way through
//! the tree, `rule-0-band-1-up_to`. What the form does not show, the worked examples, is kept as the file has it.

mod conditions;
mod edit;
mod figures;
mod open;
mod places;
mod write;

use std::collections::BTreeMap;

pub use conditions::{EXPRESSION, GROUP, group_condition};
pub use edit::{Edit, entry_at};
pub use places::{anchor_of, field_of};
pub use write::Written;

/// Every list of the form, with the lists whose entries may have it; nothing stands for the document itself.
const LISTS: [(&str, &[&str]); 12] = [
    ("rule", &[""]),
    ("network", &[""]),
    ("upline", &[""]),
    ("rank", &[""]),
    ("binary", &[""]),
    ("split", &[""]),
    ("bonus", &[""]),
    ("cap", &[""]),
    ("draw", &[""]),
    ("band", &["rule"]),
    ("target", &["bonus"]),
    ("when", &["rule", "network", "upline", "rank", "binary", "target", "cap", "draw"]),
];

/// The document's own fields; other names that a page sends beside them are none of its texts.
const DOCUMENT: [&str; 14] = [
    "name",
    "currency",
    "period",
    "choose",
    "prorate",
    "vat",
    "margin",
    "fx",
    "hold_days",
    "hold_from",
    "clawback_how",
    "clawback_within",
    "round_at",
    "round_mode",
];

/// More entries in one list than anybody writes.
const ENTRIES_MAX: usize = 500;

/// A part of a document as typed: texts by the names of their fields, and lists of parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    texts: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<Entry>>,
}

/// A whole document as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedTerms {
    /// The document's own texts and its lists.
    pub document: Entry,
    /// The worked examples, as the file has them.
    pub cases: String,
}

impl Entry {
    /// What stands in a field; empty when nothing does.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The same without the blanks around it.
    fn trimmed(&self, name: &str) -> &str {
        self.text(name).trim()
    }

    /// Puts a text into a field.
    pub fn put(&mut self, name: &str, text: impl Into<String>) {
        self.texts.insert(name.to_owned(), text.into());
    }

    /// The same entry with this text in a field.
    fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.put(name, text);
        self
    }

    /// The entries of a list.
    pub fn list(&self, name: &str) -> &[Entry] {
        self.lists.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entries of a list, to be changed.
    pub fn list_mut(&mut self, name: &str) -> &mut Vec<Entry> {
        self.lists.entry(name.to_owned()).or_default()
    }

    /// The same entry with this list, unless it is empty.
    fn with_list(mut self, name: &str, entries: Vec<Entry>) -> Self {
        if !entries.is_empty() {
            self.lists.insert(name.to_owned(), entries);
        }
        self
    }

    /// The names of its lists.
    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// The names under `head` and the values of its fields and lists, but for those `without` knows.
    pub fn pairs_without(&self, head: &str, without: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
        let mut rest = self.clone();
        rest.texts.retain(|name, _| !without(name));
        rest.lists.retain(|name, _| !without(name));
        let mut pairs = Vec::new();
        rest.pairs_into(head, &mut pairs);
        pairs
    }

    fn pairs_into(&self, head: &str, pairs: &mut Vec<(String, String)>) {
        pairs.extend(self.texts.iter().map(|(name, text)| (format!("{head}{name}"), text.clone())));
        for (list, entries) in &self.lists {
            for (at, entry) in entries.iter().enumerate() {
                entry.pairs_into(&format!("{head}{list}-{at}-"), pairs);
            }
        }
    }
}

impl TypedTerms {
    /// Reads what was typed, to the letter. Names that lead nowhere are left out; gaps in the lists are closed.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut sparse = Sparse::default();
        for (name, value) in pairs {
            sparse.read(name, value);
        }
        Self { document: sparse.closed(), cases: String::new() }
    }

    /// The names and values of the form's fields.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        self.document.pairs_into("", &mut pairs);
        pairs
    }
}

/// What was sent, before the gaps in its lists are closed.
#[derive(Default)]
struct Sparse {
    texts: BTreeMap<String, String>,
    lists: BTreeMap<&'static str, BTreeMap<usize, Sparse>>,
}

impl Sparse {
    fn read(&mut self, name: &str, value: &str) {
        let (way, field) = name.rsplit_once('-').unwrap_or(("", name));
        let Some(steps) = steps(way).filter(|steps| !steps.is_empty() || DOCUMENT.contains(&field)) else {
            return;
        };
        let mut here = self;
        for (list, at) in steps {
            here = here.lists.entry(list).or_default().entry(at).or_default();
        }
        here.texts.entry(field.to_owned()).or_insert_with(|| value.to_owned());
    }

    fn closed(self) -> Entry {
        let closed = |(list, entries): (&str, BTreeMap<usize, Self>)| {
            (list.to_owned(), entries.into_values().take(ENTRIES_MAX).map(Self::closed).collect())
        };
        Entry { texts: self.texts, lists: self.lists.into_iter().map(closed).collect() }
    }
}

/// The way `rule-0-band-1` step by step; nothing when it leads nowhere.
fn steps(way: &str) -> Option<Vec<(&'static str, usize)>> {
    let mut steps: Vec<(&'static str, usize)> = Vec::new();
    let mut words = way.split('-').filter(|_| !way.is_empty());
    while let Some(word) = words.next() {
        let within = steps.last().map_or("", |(list, _)| *list);
        let list = list_within(word, within)?;
        steps.push((list, words.next()?.parse().ok()?));
    }
    Some(steps)
}

/// The list of this name, where entries of the list `within` may have it.
fn list_within(name: &str, within: &str) -> Option<&'static str> {
    let found = LISTS.iter().find(|(list, owners)| *list == name && owners.contains(&within));
    found.map(|(list, _)| *list)
}

#[cfg(test)]
mod tests;
