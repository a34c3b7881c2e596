//! What the buttons of the editor's form do to the lists of a document.

use super::{ENTRIES_MAX, Entry, TypedTerms, list_within, steps};

/// One change of a list. A list is named by the way to it, `rule-0-band`; an entry by the way to it, `rule-0-band-1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// One more at the end of a list.
    Add(String),
    /// Take one out.
    Remove(String),
    /// Put one before its neighbour.
    Up(String),
    /// Put one behind its neighbour.
    Down(String),
}

impl Edit {
    /// The value of its button, `up:rule-2`.
    pub fn value(&self) -> String {
        match self {
            Self::Add(list) => format!("add:{list}"),
            Self::Remove(entry) => format!("remove:{entry}"),
            Self::Up(entry) => format!("up:{entry}"),
            Self::Down(entry) => format!("down:{entry}"),
        }
    }

    /// Reads the value of a button.
    pub fn parse(value: &str) -> Option<Self> {
        let (verb, way) = value.split_once(':')?;
        let way_to_entry = || (!way.is_empty()).then(|| steps(way)).flatten().map(|_| way.to_owned());
        match verb {
            "add" => list_at(way).map(|_| Self::Add(way.to_owned())),
            "remove" => way_to_entry().map(Self::Remove),
            "up" => way_to_entry().map(Self::Up),
            "down" => way_to_entry().map(Self::Down),
            _ => None,
        }
    }

    /// The anchor of what it touches, to which the page comes back.
    pub fn anchor(&self) -> String {
        let outermost = |way: &str| {
            let mut words = way.split('-');
            match (words.next(), words.next()) {
                (Some(list), Some(at)) => format!("{list}-{at}"),
                (list, _) => format!("{}-add", list.unwrap_or_default()),
            }
        };
        match self {
            Self::Add(way) | Self::Remove(way) => outermost(way),
            Self::Up(way) | Self::Down(way) => match way.rsplit_once('-').and_then(|(list, at)| {
                let at: usize = at.parse().ok()?;
                let to = if matches!(self, Self::Up(_)) { at.saturating_sub(1) } else { at + 1 };
                Some(format!("{list}-{to}"))
            }) {
                Some(anchor) => outermost(&anchor),
                None => outermost(way),
            },
        }
    }
}

/// The way to the owner of a list, and the name of the list.
fn list_at(way: &str) -> Option<(Vec<(&'static str, usize)>, &'static str)> {
    let (owner, name) = way.rsplit_once('-').unwrap_or(("", way));
    let steps = steps(owner)?;
    let within = steps.last().map_or("", |(list, _)| *list);
    Some((steps, list_within(name, within)?))
}

/// The entry at the end of a way; the way of no steps leads to where it begins.
pub fn entry_at<'a>(from: &'a Entry, way: &str) -> Option<&'a Entry> {
    steps(way)?.into_iter().try_fold(from, |here, (list, at)| here.list(list).get(at))
}

fn entry_mut<'a>(from: &'a mut Entry, steps: &[(&'static str, usize)]) -> Option<&'a mut Entry> {
    steps.iter().try_fold(from, |here, (list, at)| here.lists.get_mut(*list)?.get_mut(*at))
}

impl TypedTerms {
    /// Makes the change; one that points nowhere changes nothing.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Add(way) => {
                let Some((owner, list)) = list_at(way) else { return };
                let Some(owner) = entry_mut(&mut self.document, &owner) else { return };
                let entries = owner.list_mut(list);
                if entries.len() < ENTRIES_MAX {
                    let fresh = fresh(list, entries);
                    entries.push(fresh);
                }
            }
            Edit::Remove(way) => self.in_list(way, |entries, at| {
                entries.remove(at);
            }),
            Edit::Up(way) => self.in_list(way, |entries, at| entries.swap(at.saturating_sub(1), at)),
            Edit::Down(way) => self.in_list(way, |entries, at| {
                if at + 1 < entries.len() {
                    entries.swap(at, at + 1);
                }
            }),
        }
    }

    /// Puts in what a choice asks for: bands have a band to begin with, sums of a network have a network.
    pub fn complete(&mut self) {
        for rule in self.document.list_mut("rule") {
            if rule.text("pay") == "bands" && rule.list("band").is_empty() {
                rule.list_mut("band").push(fresh("band", &[]));
            }
        }
        if self.document.list("network").is_empty() {
            self.document.list_mut("network").push(Entry::default());
        }
    }

    /// Adds the lists of a part, under names of their own, and those of its texts that it is about.
    pub fn add(&mut self, part: &Self, texts: &[&str]) {
        for name in texts {
            self.document.put(name, part.document.text(name));
        }
        self.complete();
        let asked = part.document.list("network").iter().flat_map(|network| network.list("when"));
        for row in asked {
            let Some(network) = self.document.list_mut("network").first_mut() else { break };
            if !network.list("when").contains(row) {
                network.list_mut("when").push(row.clone());
            }
        }
        for list in ["upline", "bonus", "cap"] {
            for entry in part.document.list(list) {
                let entries = self.document.list_mut(list);
                let mut entry = entry.clone();
                if entries
                    .iter()
                    .any(|other| !entry.text("name").is_empty() && other.text("name") == entry.text("name"))
                {
                    entry.put("name", free_name(list, entries));
                }
                entries.push(entry);
            }
        }
    }

    /// Changes the list that holds the entry at the end of a way.
    fn in_list(&mut self, way: &str, change: impl FnOnce(&mut Vec<Entry>, usize)) {
        let Some(mut steps) = steps(way) else { return };
        let Some((list, at)) = steps.pop() else { return };
        let Some(owner) = entry_mut(&mut self.document, &steps) else { return };
        let entries = owner.list_mut(list);
        if at < entries.len() {
            change(entries, at);
        }
        if entries.is_empty() {
            owner.lists.remove(list);
        }
    }
}

/// What a new entry begins with.
fn fresh(list: &str, others: &[Entry]) -> Entry {
    let entry = Entry::default();
    match list {
        "rule" => entry.with("name", free_name("rule", others)).with("pay", "percent"),
        "band" => entry.with("unit", others.last().map_or("percent", |last| last.text("unit"))),
        "upline" => entry.with("level", (others.len() + 1).to_string()),
        "split" => entry.with("how", "share"),
        "bonus" => entry
            .with("name", free_name("bonus", others))
            .with("pay", "fixed")
            .with_list("target", vec![fresh("target", &[])]),
        "target" => entry.with("at", "at_least").with("scope", "own"),
        "cap" => entry.with("name", free_name("cap", others)).with("of", "total"),
        "draw" => entry.with("recoverable", "yes").with("amount", ""),
        "when" => entry.with("field", "").with("op", "is"),
        _ => entry.with("percent", ""),
    }
}

/// A short name that no entry of the list has yet.
fn free_name(word: &str, others: &[Entry]) -> String {
    let taken = |name: &String| others.iter().any(|other| other.text("name") == name);
    let mut names = (1..).map(|number| format!("{word}-{number}"));
    names.find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, TypedTerms};
    use super::Edit;

    fn named(names: &[&str]) -> TypedTerms {
        let rules = names.iter().map(|name| Entry::default().with("name", *name)).collect();
        TypedTerms { document: Entry::default().with_list("rule", rules), cases: String::new() }
    }

    fn names(typed: &TypedTerms) -> Vec<&str> {
        typed.document.list("rule").iter().map(|rule| rule.text("name")).collect()
    }

    #[test]
    fn rules_move_and_the_ends_stay() {
        let mut typed = named(&["a", "b", "c"]);
        for edit in ["up:rule-2", "up:rule-0", "down:rule-2"] {
            typed.apply(&Edit::parse(edit).unwrap());
        }
        assert_eq!(names(&typed), ["a", "c", "b"]);
        typed.apply(&Edit::Remove("rule-1".into()));
        typed.apply(&Edit::Remove("rule-7".into()));
        assert_eq!(names(&typed), ["a", "b"]);
    }

    #[test]
    fn entries_are_added_within_entries() {
        let mut typed = named(&["a"]);
        for edit in
            ["add:rule-0-band", "add:rule-0-when", "add:rule-4-band", "add:bonus", "add:bonus-0-target"]
        {
            typed.apply(&Edit::parse(edit).unwrap());
        }
        assert_eq!(typed.document.list("rule")[0].list("band").len(), 1);
        assert_eq!(typed.document.list("bonus")[0].list("target").len(), 2);
        assert_eq!(typed.document.list("bonus")[0].text("name"), "bonus-1");
    }

    #[test]
    fn the_value_of_every_button_reads_back_and_others_do_not() {
        for value in
            ["add:cap", "remove:upline-3", "up:rule-1", "down:rule-0", "remove:bonus-2-target-0-when-5"]
        {
            assert_eq!(Edit::parse(value).map(|edit| edit.value()).as_deref(), Some(value));
        }
        for value in ["save", "add:", "add:upline-0-band", "remove:", "up:rule", "add:rule-x-band"] {
            assert_eq!(Edit::parse(value), None, "{value}");
        }
    }

    #[test]
    fn the_page_comes_back_to_what_was_touched() {
        let anchor = |value: &str| Edit::parse(value).unwrap().anchor();
        assert_eq!(anchor("add:rule"), "rule-add");
        assert_eq!(anchor("down:rule-1"), "rule-2");
        assert_eq!(anchor("remove:bonus-2-target-0-when-5"), "bonus-2");
    }
}
