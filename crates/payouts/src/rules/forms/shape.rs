//! How a value of a rate row is written: as a text that a person types and a rule reads.

use money::{Currency, Money, Rate};

use super::Bracket;

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A percent from 0 to 100.
    Percent,
    /// A percent, or nothing.
    PercentOrNone,
    /// Roubles, at least 0.
    Roubles,
    /// Roubles, or nothing.
    RoublesOrNone,
    /// Lines `from what sum: percent`, the first from 0, each from a greater sum.
    Brackets,
    /// Words of a list with commas between; may be none.
    Words(&'static [&'static str]),
    /// Exactly one word of a list.
    Word(&'static [&'static str]),
    /// A whole number from 1 to 31: days, years.
    Number,
    /// Such a number, or nothing.
    NumberOrNone,
}

/// Why a value cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue {
    /// The field of the row.
    pub field: &'static str,
    /// What it should have been.
    pub shape: Shape,
}

impl Shape {
    /// The word of the sentence that says what is expected.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Percent | Self::PercentOrNone => "percent",
            Self::Roubles | Self::RoublesOrNone => "roubles",
            Self::Brackets => "brackets",
            Self::Words(_) | Self::Word(_) => "words",
            Self::Number | Self::NumberOrNone => "number",
        }
    }

    /// The value as it is stored, whatever blanks, signs and commas it was typed with.
    pub fn tidied(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            Self::PercentOrNone | Self::RoublesOrNone | Self::NumberOrNone if text.is_empty() => {
                Some(String::new())
            }
            Self::Percent | Self::PercentOrNone => percent(text).map(Rate::percent_text),
            Self::Roubles | Self::RoublesOrNone => roubles(text).map(plain),
            Self::Brackets => brackets(text).map(|all| written(&all)),
            Self::Words(known) => words(text, known),
            Self::Word(known) => known.contains(&text).then(|| text.to_owned()),
            Self::Number | Self::NumberOrNone => number(text).map(|number| number.to_string()),
        }
    }
}

/// A whole number from 1 to 31.
pub(super) fn number(text: &str) -> Option<i8> {
    text.parse().ok().filter(|number| (1..=31).contains(number))
}

/// A percent from 0 to 100.
pub(super) fn percent(text: &str) -> Option<Rate> {
    Rate::percent(text).ok().filter(|rate| !rate.is_negative() && *rate <= Rate::ONE)
}

/// Roubles, at least 0.
pub(super) fn roubles(text: &str) -> Option<Money> {
    Money::parse_amount(text, Currency::RUB).ok().filter(|money| !money.is_negative())
}

/// Brackets, one a line or with semicolons between: `0: 13`, `2 400 000: 15`.
pub(super) fn brackets(text: &str) -> Option<Vec<Bracket>> {
    let lines = text.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty());
    let all: Option<Vec<Bracket>> = lines
        .map(|line| {
            let (from, rate) = line.split_once(':')?;
            Some(Bracket { from: roubles(from)?, rate: percent(rate).filter(|rate| *rate < Rate::ONE)? })
        })
        .collect();
    let all = all?;
    let rises = all.windows(2).all(|pair| pair[0].from.minor < pair[1].from.minor);
    (all.first().is_some_and(|first| first.from.is_zero()) && rises).then_some(all)
}

/// A sum as a person would type it: without kopecks when it has none.
fn plain(money: Money) -> String {
    let text = money.to_decimal();
    text.strip_suffix(".00").map(str::to_owned).unwrap_or(text)
}

fn written(all: &[Bracket]) -> String {
    let lines = all.iter().map(|bracket| format!("{}: {}", plain(bracket.from), bracket.rate.percent_text()));
    lines.collect::<Vec<_>>().join("\n")
}

fn words(text: &str, known: &[&str]) -> Option<String> {
    let given: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    let all_known = given.iter().all(|word| known.contains(word));
    let ordered = known.iter().filter(|word| given.contains(word)).copied().collect::<Vec<_>>();
    all_known.then(|| ordered.join(","))
}
