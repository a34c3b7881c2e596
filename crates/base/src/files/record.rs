//! A row as fields, every problem of it collected.

use super::binding::{Binding, BoundField, From};
use super::date::{DateTrouble, date_of_number, parse_date};
use super::field::{Choice, FieldKind};
use super::fold::{fold, plain, shortened, without_guard};
use super::mapping::{DateStyle, DecimalStyle};
use super::nearest::Nearest;
use super::problem::{Problem, ProblemKind};
use super::row::{Row, Shape};
use jiff::civil::Date;
use money::{AmountError, Currency, Money};

/// A row seen through a mapping; its accessors give nothing where a value is missing or wrong, and remember why.
pub struct Record<'a> {
    binding: &'a Binding,
    row: &'a Row,
    problems: Vec<Problem>,
}

/// A value with its field and what a workbook says about it.
#[derive(Clone, Copy)]
struct Found<'a> {
    text: &'a str,
    shape: Shape,
}

impl<'a> Record<'a> {
    pub(super) fn new(binding: &'a Binding, row: &'a Row) -> Record<'a> {
        let whole = row.refusal().map(|refusal| ProblemKind::Row(refusal.clone()));
        let problems = whole.map(|what| Problem::of_row(row.number(), what)).into_iter().collect();
        Record { binding, row, problems }
    }

    /// The number of the row in the file.
    pub fn row(&self) -> u64 {
        self.row.number()
    }

    /// The text of a field without spaces around it, with the mapping's values in place.
    pub fn text(&mut self, field: &str) -> Option<&'a str> {
        self.find(field).map(|found| found.text)
    }

    /// The text of a field that has at most `chars_max` characters.
    pub fn text_up_to(&mut self, field: &str, chars_max: usize) -> Option<&'a str> {
        let text = self.text(field)?;
        if text.len() > chars_max && text.chars().count() > chars_max {
            return self.wrong(field, ProblemKind::TooLong { max: chars_max });
        }
        Some(text)
    }

    /// A whole number; thousands may be apart.
    pub fn integer(&mut self, field: &str) -> Option<i64> {
        let digits = compact(self.find(field)?.text);
        let digits = digits.strip_prefix('+').unwrap_or(&digits);
        match digits.strip_suffix(".0").unwrap_or(digits).parse() {
            Ok(number) => Some(number),
            Err(error) => self.wrong(field, too_large_or(&error, ProblemKind::NotAnInteger)),
        }
    }

    /// A number with at most `scale` decimals, in units of its last decimal: `1,5` at scale 3 is 1500.
    pub fn decimal(&mut self, field: &str, scale: u8) -> Option<i64> {
        let text = compact(self.find(field)?.text).replace(',', ".");
        match scaled(&text, scale) {
            Ok(number) => Some(number),
            Err(what) => self.wrong(field, what),
        }
    }

    /// A currency by its code.
    pub fn currency(&mut self, field: &str) -> Option<Currency> {
        match Currency::parse(self.find(field)?.text) {
            Ok(currency) => Some(currency),
            Err(_) => self.wrong(field, ProblemKind::UnknownCurrency),
        }
    }

    /// A sum in the currency of the row; without a currency there is no sum, and the currency's own problem says why.
    pub fn money(&mut self, field: &str, currency: Option<Currency>) -> Option<Money> {
        let found = self.find(field)?;
        match amount(found, currency?, self.binding.decimal) {
            Ok(money) => Some(money),
            Err(what) => self.wrong(field, what),
        }
    }

    /// A calendar date.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let found = self.find(field)?;
        let date = match found.shape {
            Shape::Date => parse_date(found.text, DateStyle::Auto),
            Shape::Number => date_of_number(found.text),
            _ => parse_date(found.text, self.binding.date),
        };
        match date {
            Ok(date) => Some(date),
            Err(DateTrouble::NotADate) => self.wrong(field, ProblemKind::NotADate),
            Err(DateTrouble::NoSuchDay) => self.wrong(field, ProblemKind::NoSuchDay),
        }
    }

    /// Yes or no, in Russian, English or figures.
    pub fn flag(&mut self, field: &str) -> Option<bool> {
        match plain(self.find(field)?.text).as_str() {
            "1" | "да" | "yes" | "y" | "true" | "истина" | "+" | "x" => Some(true),
            "0" | "нет" | "no" | "n" | "false" | "ложь" | "-" => Some(false),
            _ => self.wrong(field, ProblemKind::NotAFlag),
        }
    }

    /// One of the values of a field that is a choice, as the slice keeps it.
    pub fn choice(&mut self, field: &str) -> Option<&'static str> {
        let FieldKind::Choice(choices) = self.bound(field)?.target.kind else { return None };
        let wanted = fold(self.find(field)?.text);
        let means = |choice: &&Choice| {
            fold(choice.value) == wanted || choice.synonyms.iter().any(|word| fold(word) == wanted)
        };
        if let Some(choice) = choices.iter().find(means) {
            return Some(choice.value);
        }
        let all = choices.iter().map(|choice| choice.value.to_owned()).collect();
        self.refuse_near(field, ProblemKind::NotAChoice, all);
        None
    }

    /// Remembers that nothing is known by the name in a field, with the known names nearest to it.
    pub fn unknown(&mut self, field: &str, known: &Nearest) {
        let name = self.found(field).map(|found| found.text).unwrap_or_default();
        self.refuse_near(field, ProblemKind::Unknown, known.nearest(name));
    }

    /// Remembers a problem of a field.
    pub fn refuse(&mut self, field: &str, what: ProblemKind) {
        self.refuse_near(field, what, Vec::new());
    }

    /// Remembers a problem of a field with suggestions.
    pub fn refuse_near(&mut self, field: &str, what: ProblemKind, nearest: Vec<String>) {
        // The cells of a row that is refused as a whole stand under the wrong columns: more sentences would mislead.
        if self.row.refusal().is_some() {
            return;
        }
        let (column, value) = match self.bound(field).map(|bound| &bound.from) {
            Some(From::Column(place, name)) => (Some(name.clone()), self.row.cell(*place).trim()),
            Some(From::Constant(value)) => (None, value.as_str()),
            Some(From::Nowhere) | None => (None, ""),
        };
        let told = |problem: &Problem| problem.field == field && problem.what == what;
        if self.problems.iter().any(told) {
            return;
        }
        let (row, field, value) = (self.row.number(), field.to_owned(), shortened(value));
        self.problems.push(Problem { row, column, field, value, what, nearest });
    }

    /// Whether nothing is wrong so far.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// The finished thing, or every problem of the row.
    ///
    /// A thing that could not be finished although no problem was seen lacks a field that its slice calls optional and
    /// needs nevertheless; the row is refused as incomplete.
    pub fn finish<T>(self, thing: Option<T>) -> Result<T, Vec<Problem>> {
        match thing {
            Some(thing) if self.problems.is_empty() => Ok(thing),
            None if self.problems.is_empty() => {
                Err(vec![Problem::of_row(self.row.number(), ProblemKind::Missing)])
            }
            _ => Err(self.problems),
        }
    }

    fn bound(&self, field: &str) -> Option<&'a BoundField> {
        let bound = self.binding.fields.iter().find(|bound| bound.target.name == field);
        debug_assert!(bound.is_some(), "the slice asks for `{field}`, which is not among its fields");
        bound
    }

    /// The value of a field if there is one.
    fn found(&self, field: &str) -> Option<Found<'a>> {
        let bound = self.bound(field)?;
        let (text, shape) = match &bound.from {
            From::Nowhere => return None,
            From::Constant(value) => (value.as_str(), Shape::Text),
            From::Column(place, _) => (self.row.cell(*place), self.row.shape(*place)),
        };
        let raw = without_guard(text).trim();
        let text = bound.meaning(raw).trim();
        // A value that the mapping has put in place is no longer the workbook's number or date.
        let shape = if std::ptr::eq(text, raw) { shape } else { Shape::Text };
        (!text.is_empty()).then_some(Found { text, shape })
    }

    /// The value of a field; remembers it as missing when there must be one, and a cell that holds none.
    fn find(&mut self, field: &str) -> Option<Found<'a>> {
        let found = self.found(field);
        match found.map(|found| found.shape) {
            Some(Shape::Error) => self.wrong(field, ProblemKind::FormulaError),
            Some(Shape::LostDigits) => self.wrong(field, ProblemKind::LostDigits),
            Some(_) => found,
            None if self.bound(field)?.target.required => self.wrong(field, ProblemKind::Missing),
            None => None,
        }
    }

    fn wrong<T>(&mut self, field: &str, what: ProblemKind) -> Option<T> {
        self.refuse(field, what);
        None
    }
}

/// A number without the spaces between its thousands and with a plain minus.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_whitespace())
        .map(|sign| if sign == '−' { '-' } else { sign })
        .collect()
}

fn too_large_or(error: &std::num::ParseIntError, other: ProblemKind) -> ProblemKind {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    if matches!(error.kind(), PosOverflow | NegOverflow) { ProblemKind::TooLarge } else { other }
}

fn scaled(text: &str, scale: u8) -> Result<i64, ProblemKind> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ProblemKind::NotANumber);
    }
    if fraction.len() > usize::from(scale) {
        return Err(ProblemKind::TooManyDecimals { max: scale });
    }
    let units = format!("{whole}{fraction:0<width$}", width = usize::from(scale));
    units.parse().map_err(|error| too_large_or(&error, ProblemKind::NotANumber))
}

fn amount(found: Found<'_>, currency: Currency, style: DecimalStyle) -> Result<Money, ProblemKind> {
    let parsed = match (found.shape, style) {
        (Shape::Number, _) => Money::parse_decimal(found.text, currency),
        (_, DecimalStyle::Auto) => Money::parse_amount(found.text, currency),
        (_, DecimalStyle::Comma) => Money::parse_amount(&unambiguous(found.text, '.', ','), currency),
        (_, DecimalStyle::Point) => Money::parse_amount(&unambiguous(found.text, ',', '.'), currency),
    };
    parsed.map_err(|error| match error {
        AmountError::Empty => ProblemKind::Missing,
        AmountError::NotANumber { .. } | AmountError::BadGrouping { .. } => ProblemKind::NotMoney,
        AmountError::OtherCurrency { expected, .. } => {
            ProblemKind::OtherCurrency { expected: expected.code().to_owned() }
        }
        AmountError::TooManyDecimals { allowed, .. } => ProblemKind::TooManyDecimals { max: allowed },
        AmountError::Ambiguous { .. } => ProblemKind::AmbiguousAmount,
        AmountError::TooLarge { .. } => ProblemKind::TooLarge,
    })
}

/// An amount whose separators can mean one thing only: no thousands, and never three decimals.
fn unambiguous(text: &str, thousands: char, decimal: char) -> String {
    let follows_digit = |at: usize| text[..at].ends_with(|sign: char| sign.is_ascii_digit());
    let mut plain = String::with_capacity(text.len() + 1);
    let mut decimals = None;
    for (at, sign) in text.char_indices() {
        if sign == thousands
            && follows_digit(at)
            && text[at + 1..].starts_with(|next: char| next.is_ascii_digit())
        {
            continue;
        }
        decimals = match decimals {
            Some(count) if sign.is_ascii_digit() => Some(count + 1),
            Some(3) => {
                plain.push('0');
                None
            }
            _ if sign == decimal => Some(0),
            _ => None,
        };
        plain.push(sign);
    }
    if decimals == Some(3) {
        plain.push('0');
    }
    plain
}
