//! The difference of two tellings of terms, sentence by sentence. A telling is the markup that a page shows, so whatever
//! terms are told by is compared, and nothing can be told that is not.

use super::{DiffLine, diff};

/// Tags that stand within a sentence; every other one begins or ends one.
const INLINE: [&str; 12] =
    ["span", "b", "strong", "i", "em", "a", "code", "small", "abbr", "td", "th", "time"];
/// How alike two sentences must be, of a hundred, for the one to be the other changed.
const ALIKE: usize = 40;

/// A sentence of a telling. The text is escaped as it was in the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The heading above it.
    pub section: String,
    /// How many sentences it stands under, such as the band of a rule.
    pub depth: usize,
    /// The sentence.
    pub text: String,
}

/// What became of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is in both.
    Same,
    /// Only in the new telling.
    Added,
    /// Only in the old one.
    Removed,
    /// In both, at another place.
    Moved,
    /// It was told otherwise.
    Changed {
        /// How.
        was: String,
    },
}

/// The sentences of a telling, in its order.
pub fn sentences(markup: &str) -> Vec<Sentence> {
    let mut reading = Reading::default();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        reading.text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |length| at + length + 1);
        reading.tag(rest[at..end].trim_matches(['<', '>']));
        rest = &rest[end..];
    }
    reading.text.push_str(rest);
    reading.flush();
    reading.found
}

#[derive(Default)]
struct Reading {
    found: Vec<Sentence>,
    section: String,
    text: String,
    /// How many list items are open.
    open: usize,
    in_heading: bool,
}

impl Reading {
    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if INLINE.contains(&name) {
            if matches!(name, "td" | "th") {
                self.text.push(' ');
            }
            return;
        }
        self.flush();
        match (name, closes) {
            ("li", false) => self.open += 1,
            ("li", true) => self.open = self.open.saturating_sub(1),
            ("h2" | "h3" | "h4", false) => self.in_heading = true,
            ("h2" | "h3" | "h4", true) => self.in_heading = false,
            _ => {}
        }
    }

    /// Ends the sentence that was being read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        // Spaces that hold a figure together stay as they are.
        let words: Vec<&str> = text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect();
        let text = words.join(" ");
        if text.is_empty() {
            return;
        }
        if self.in_heading {
            self.section = text;
            return;
        }
        // What stands in no list, such as the rounding, is under no heading.
        let section = if self.open == 0 { String::new() } else { self.section.clone() };
        self.found.push(Sentence { section, depth: self.open.saturating_sub(1), text });
    }
}

/// What was added, removed, moved and changed between two tellings; unchanged sentences stay in their places.
pub fn compare(old: &[Sentence], new: &[Sentence]) -> Vec<(Sentence, Change)> {
    let mut told = Vec::new();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for line in diff(&as_text(old), &as_text(new)) {
        match line {
            DiffLine::Removed(line) => removed.extend(from_line(&line)),
            DiffLine::Added(line) => added.extend(from_line(&line)),
            DiffLine::Same(line) => {
                pair(&mut removed, &mut added, &mut told);
                told.extend(from_line(&line).map(|sentence| (sentence, Change::Same)));
            }
        }
    }
    pair(&mut removed, &mut added, &mut told);
    find_moved(&mut told);
    told
}

/// Sentences as lines: section, depth and text with a sign between that no text has.
fn as_text(sentences: &[Sentence]) -> String {
    let line = |one: &Sentence| format!("{}\u{1f}{}\u{1f}{}\n", one.section, one.depth, one.text);
    sentences.iter().map(line).collect()
}

fn from_line(line: &str) -> Option<Sentence> {
    let mut parts = line.split('\u{1f}');
    let (section, depth, text) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Sentence { section: section.to_owned(), depth: depth.parse().ok()?, text: text.to_owned() })
}

/// Pairs what was removed with what was added in its place, where the two are alike.
fn pair(removed: &mut Vec<Sentence>, added: &mut Vec<Sentence>, told: &mut Vec<(Sentence, Change)>) {
    let mut pairs: Vec<(Sentence, Change)> = Vec::new();
    for new in added.drain(..) {
        let fits = |old: &Sentence| old.section == new.section && old.depth == new.depth;
        let best = (0..removed.len())
            .filter(|at| fits(&removed[*at]))
            .map(|at| (likeness(&removed[at].text, &new.text), at))
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at)));
        let change = match best {
            Some((_, at)) => Change::Changed { was: removed.remove(at).text },
            None => Change::Added,
        };
        pairs.push((new, change));
    }
    told.extend(removed.drain(..).map(|old| (old, Change::Removed)));
    told.append(&mut pairs);
}

/// What was removed here and added there was moved.
fn find_moved(told: &mut Vec<(Sentence, Change)>) {
    let gone: Vec<Sentence> =
        told.iter().filter(|(_, change)| *change == Change::Removed).map(|(one, _)| one.clone()).collect();
    for old in gone {
        let added = told.iter().position(|(new, change)| *change == Change::Added && *new == old);
        let removed = told.iter().position(|(one, change)| *change == Change::Removed && *one == old);
        if let (Some(added), Some(removed)) = (added, removed) {
            told[added].1 = Change::Moved;
            told.remove(removed);
        }
    }
}

/// How alike two sentences are, of a hundred: the share of their words that both have.
fn likeness(old: &str, new: &str) -> usize {
    let mut rest: Vec<&str> = new.split_whitespace().collect();
    let total = old.split_whitespace().count() + rest.len();
    let mut common = 0;
    for word in old.split_whitespace() {
        if let Some(at) = rest.iter().position(|known| *known == word) {
            rest.swap_remove(at);
            common += 2;
        }
    }
    common * 100 / total.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let sign = |(sentence, change): &(Sentence, Change)| {
            let text = format!("{}{}", "> ".repeat(sentence.depth), sentence.text);
            match change {
                Change::Same => format!(" {text}"),
                Change::Added => format!("+{text}"),
                Change::Removed => format!("-{text}"),
                Change::Moved => format!("^{text}"),
                Change::Changed { was } => format!("~{was} => {text}"),
            }
        };
        compare(&sentences(old), &sentences(new)).iter().map(sign).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_telling_is_read_into_sentences_with_their_heading_and_depth() {
        let markup = "<div><h3>Rules</h3><ol><li>Goods<span class=\"x\"> · title</span><ul><li>to 5 &amp; 6</li></ul>\
                      </li></ol><p>Rounded</p></div>";
        let found = sentences(markup);
        let shown: Vec<(&str, usize, &str)> =
            found.iter().map(|one| (one.section.as_str(), one.depth, one.text.as_str())).collect();
        assert_eq!(shown, [("Rules", 0, "Goods · title"), ("Rules", 1, "to 5 &amp; 6"), ("", 0, "Rounded")]);
    }

    #[test]
    fn figures_keep_the_spaces_that_hold_them_together() {
        let found = sentences("<p>to\u{a0}1\u{202f}500\u{a0}₽\n  a  sale</p>");
        assert_eq!(found[0].text, "to\u{a0}1\u{202f}500\u{a0}₽ a sale");
    }

    #[test]
    fn a_changed_sentence_is_told_as_it_was_and_is() {
        let old = "<ol><li>Any sale: 5 % of each sale</li><li>Services: 100 per item</li></ol>";
        let new = "<ol><li>Any sale: 6 % of each sale</li></ol>";
        assert_eq!(
            told(old, new),
            "-Services: 100 per item|~Any sale: 5 % of each sale => Any sale: 6 % of each sale"
        );
        assert_eq!(told(new, new), " Any sale: 6 % of each sale");
    }

    #[test]
    fn a_sentence_at_another_place_is_moved() {
        let old = "<ol><li>a b c</li><li>x y z</li><li>k l m</li></ol>";
        let new = "<ol><li>k l m</li><li>a b c</li><li>x y z</li></ol>";
        assert_eq!(told(old, new), "^k l m| a b c| x y z");
    }
}
