//! Reading single values: texts, words, rates, sums, and values in the units of a measure.

use super::super::ProblemKind;
use super::super::table::{Table, Wanted, nearest, shortened};
use super::super::words::Word;
use super::Reading;
use crate::{Measure, Window};
use money::{Money, Rate};

impl Reading<'_> {
    /// The text under a key that must be there.
    pub fn required_text(&mut self, table: Table<'_, '_>, key: &str, example: &str) -> Option<String> {
        self.notes.missing(table, key, example);
        self.notes.text(table, key).map(|(text, _)| text.to_string())
    }

    /// The text under a key; empty where it is missing.
    pub fn text_or_empty(&mut self, table: Table<'_, '_>, key: &str) -> String {
        self.notes.text(table, key).map(|(text, _)| text.to_string()).unwrap_or_default()
    }

    /// A percentage under a key; a missing key is no problem.
    pub fn rate(&mut self, table: Table<'_, '_>, key: &str) -> Option<Rate> {
        let (text, span) = self.notes.exact_text(table, key)?;
        let rate = Rate::percent(text).ok();
        if rate.is_none() {
            let kind = ProblemKind::BadRate { text: shortened(text) };
            self.notes.problem(span.start, kind, Some("1.5".to_string()));
        }
        rate
    }

    /// A percentage under a key that must be there.
    pub fn required_rate(&mut self, table: Table<'_, '_>, key: &str, example: &str) -> Option<Rate> {
        self.notes.missing(table, key, example);
        self.rate(table, key)
    }

    /// A sum under a key; a missing key is no problem.
    pub fn sum(&mut self, table: Table<'_, '_>, key: &str) -> Option<Money> {
        super::super::conditions::sum(&mut self.notes, table, key, self.currency)
    }

    /// A sum under a key that must be there.
    pub fn required_sum(&mut self, table: Table<'_, '_>, key: &str, example: &str) -> Option<Money> {
        self.notes.missing(table, key, example);
        self.sum(table, key)
    }

    /// A number from zero under a key; a missing key is no problem.
    pub fn count(&mut self, table: Table<'_, '_>, key: &str) -> Option<u32> {
        self.notes.number(table, key, Wanted::COUNT)
    }

    /// A number from zero under a key that must be there.
    pub fn required_count(&mut self, table: Table<'_, '_>, key: &str, example: &str) -> Option<u32> {
        self.notes.missing(table, key, example);
        self.count(table, key)
    }

    /// A value in the units of a measure: a sum, a whole number, or a percentage of the target.
    pub fn value(&mut self, table: Table<'_, '_>, key: &str, measure: Measure) -> Option<i64> {
        match measure {
            Measure::Amount(_) => self.sum(table, key).map(|sum| sum.minor),
            Measure::Quantity | Measure::Count | Measure::Customers => self.notes.integer(table, key),
            Measure::Attainment => {
                let (text, span) = self.notes.exact_text(table, key)?;
                let millionths = Rate::percent(text).ok().and_then(millionths);
                if millionths.is_none() {
                    let kind = ProblemKind::BadRate { text: shortened(text) };
                    self.notes.problem(span.start, kind, Some("60 %".to_string()));
                }
                millionths
            }
        }
    }

    /// One of the words of a choice under a key; a missing key is no problem.
    pub fn word<T: Word>(&mut self, table: Table<'_, '_>, key: &str) -> Option<T> {
        let known: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        self.one_of(table, key, &known).and_then(T::from_word)
    }

    /// One of the words of a choice under a key, or what holds without it.
    pub fn word_or<T: Word>(&mut self, table: Table<'_, '_>, key: &str, without: T) -> T {
        self.word(table, key).unwrap_or(without)
    }

    /// One of some words under a key; a missing key is no problem.
    pub fn one_of<'k>(&mut self, table: Table<'_, '_>, key: &str, known: &[&'k str]) -> Option<&'k str> {
        let (text, span) = self.notes.text(table, key)?;
        let word = known.iter().copied().find(|word| *word == text);
        if word.is_none() {
            let kind = ProblemKind::UnknownWord { key: key.to_string(), text: shortened(text) };
            let suggestion = nearest(text, known.iter().copied()).unwrap_or_else(|| known.join(" | "));
            self.notes.problem(span.start, kind, Some(suggestion));
        }
        word
    }

    /// A window of time under a key, or what holds without it.
    pub fn window_or(&mut self, table: Table<'_, '_>, key: &str, without: Window) -> Window {
        let Some((text, span)) = self.notes.text(table, key) else { return without };
        let window = Window::parse(text);
        if window.is_none() {
            let words: Vec<&str> = Window::WORDS.iter().map(|(word, _)| *word).collect();
            let suggestion = nearest(text, words.iter().copied())
                .unwrap_or_else(|| format!("{} | 90 days", words.join(" | ")));
            let kind = ProblemKind::BadWindow { text: shortened(text) };
            self.notes.problem(span.start, kind, Some(suggestion));
        }
        window.unwrap_or(without)
    }

    /// The one key among `ways` that says what is paid.
    pub fn one_pay<'k>(&mut self, table: Table<'_, '_>, ways: &[&'k str]) -> Option<&'k str> {
        self.exactly_one(table, ways, [ProblemKind::NoPay, ProblemKind::SeveralPays])
    }

    /// The one key among `keys` that is there.
    pub fn one_key<'k>(&mut self, table: Table<'_, '_>, keys: &[&'k str]) -> Option<&'k str> {
        let listed = keys.join(", ");
        let none = ProblemKind::NeedsOneOf { keys: listed.clone() };
        self.exactly_one(table, keys, [none, ProblemKind::OnlyOneOf { keys: listed }])
    }

    fn exactly_one<'k>(
        &mut self,
        table: Table<'_, '_>,
        keys: &[&'k str],
        [none, several]: [ProblemKind; 2],
    ) -> Option<&'k str> {
        let mut present = keys.iter().copied().filter(|key| table.has(key));
        let (first, second) = (present.next(), present.next());
        let wrong = match (first, second) {
            (Some(_), Some(_)) => several,
            (None, _) => none,
            (Some(_), None) => return first,
        };
        self.notes.problem(table.start, wrong, Some(keys.join(" | ")));
        first
    }
}

/// A share in whole millionths, where it is that many.
fn millionths(rate: Rate) -> Option<i64> {
    let scaled = i128::from(rate.num()) * 1_000_000;
    let den = i128::from(rate.den());
    (scaled % den == 0).then(|| i64::try_from(scaled / den).ok()).flatten()
}
