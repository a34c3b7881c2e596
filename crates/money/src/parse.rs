//! Reading amounts as people type them: `1 234,56 ₽`, `$1,234.56`, `1.234,56 EUR`, `(12.00)`.

use crate::{Currency, Money};
use std::fmt;

/// Says what is wrong with a typed amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountError {
    /// Nothing was typed.
    Empty,
    /// There are no digits, or something that is not part of an amount.
    NotANumber {
        /// What was typed.
        text: String,
    },
    /// The text names another currency than the one expected.
    OtherCurrency {
        /// The currency that was expected.
        expected: Currency,
        /// What the text names.
        found: String,
    },
    /// There are more decimals than the currency has.
    TooManyDecimals {
        /// How many the currency has.
        allowed: u8,
        /// How many were typed.
        found: usize,
    },
    /// Thousands are not grouped by three.
    BadGrouping {
        /// What was typed.
        text: String,
    },
    /// One separator with three digits after it may mean thousands or decimals.
    Ambiguous {
        /// What was typed.
        text: String,
    },
    /// The amount does not fit.
    TooLarge {
        /// What was typed.
        text: String,
    },
}

impl Money {
    /// Reads an amount as people type it; the sign and the currency may stand on either side.
    pub fn parse_amount(text: &str, currency: Currency) -> Result<Money, AmountError> {
        let typed: String = text.trim().chars().map(|c| if is_space(c) { ' ' } else { c }).collect();
        if typed.trim().is_empty() {
            return Err(AmountError::Empty);
        }
        let (negative, digits) = without_marks(typed.trim(), currency)?;
        let (whole, fraction) = whole_and_fraction(digits, currency)?;
        to_money(negative, &whole, fraction, currency, text)
    }

    /// Reads exact decimal text as files carry it: digits, a point, an optional minus, nothing else.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Money, AmountError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        if !is_digits(whole) || (digits.contains('.') && !is_digits(fraction)) {
            return Err(AmountError::NotANumber { text: shown(text) });
        }
        to_money(negative, whole, fraction, currency, text)
    }
}

/// Takes signs, brackets and the name of the currency off both ends.
fn without_marks(text: &str, currency: Currency) -> Result<(bool, &str), AmountError> {
    let wrong = || AmountError::NotANumber { text: shown(text) };
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else { return Err(wrong()) };
    let start = first - usize::from(starts_with_fraction(&text[..first]));
    let (before, after) = (text[..start].trim(), text[last + 1..].trim());
    if before.contains('(') != after.contains(')') || signs_in(before) + signs_in(after) > 1 {
        return Err(wrong());
    }
    for mark in [before, after] {
        let name = mark.trim_matches(|c: char| is_sign(c) || c == ')' || c == ' ');
        if name.chars().all(|c| matches!(c, '.' | ',' | '(' | ')')) && !name.is_empty() {
            return Err(wrong());
        }
        names_currency(name, currency)?;
    }
    let negative = [before, after].iter().any(|mark| mark.contains(|c| is_sign(c) && c != '+'));
    Ok((negative, &text[start..=last]))
}

/// Whether what stands before the first digit ends with a decimal separator, as in `.50`, and not with `р.`.
fn starts_with_fraction(before: &str) -> bool {
    let mut ending = before.chars().rev();
    matches!(ending.next(), Some('.' | ',')) && !ending.next().is_some_and(char::is_alphabetic)
}

fn is_sign(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '+' | '(')
}

fn signs_in(mark: &str) -> usize {
    mark.chars().filter(|c| is_sign(*c)).count()
}

fn names_currency(name: &str, currency: Currency) -> Result<(), AmountError> {
    let lower = name.to_lowercase();
    let fits = lower.is_empty()
        || lower == currency.code().to_lowercase()
        || lower == currency.symbol().to_lowercase()
        || other_names(currency).contains(&lower.as_str());
    if fits { Ok(()) } else { Err(AmountError::OtherCurrency { expected: currency, found: shown(name) }) }
}

/// How people also write the currency; the expected currency decides what a shared sign means.
fn other_names(currency: Currency) -> &'static [&'static str] {
    match currency.code() {
        "RUB" => &["руб.", "руб", "р.", "р", "rur", "rub."],
        "BYN" => &["руб.", "руб", "р.", "р", "br.", "бел. руб."],
        "USD" => &["us$", "долл.", "долл"],
        "EUR" => &["евро"],
        "KZT" => &["тенге", "тг", "тг."],
        "CNY" => &["¥", "юань"],
        "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "MXN" => &["$"],
        _ => &[],
    }
}

/// Decides which separator is decimal and checks that the other one groups by three.
fn whole_and_fraction(digits: &str, currency: Currency) -> Result<(String, &str), AmountError> {
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let decimal_at = match (dots, commas) {
        (0, 0) => None,
        (1, 0) | (0, 1) => single_separator(digits, currency)?,
        (_, 0) | (0, _) => None,
        _ => {
            let at = digits.rfind(['.', ',']);
            let decimal = if digits.rfind('.') > digits.rfind(',') { dots } else { commas };
            if decimal > 1 {
                return Err(AmountError::BadGrouping { text: shown(digits) });
            }
            at
        }
    };
    let (whole, fraction) = match decimal_at {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    if !is_digits(fraction) && decimal_at.is_some() {
        return Err(AmountError::NotANumber { text: shown(digits) });
    }
    Ok((ungrouped(whole)?, fraction))
}

/// Whether the only point or comma is the decimal one; three digits after it need care.
fn single_separator(digits: &str, currency: Currency) -> Result<Option<usize>, AmountError> {
    let Some(at) = digits.find(['.', ',']) else { return Ok(None) };
    let (before, after) = (&digits[..at], &digits[at + 1..]);
    let may_group = after.len() == 3 && (1..=3).contains(&before.len()) && is_digits(before) && before != "0";
    match currency.exponent() {
        0 if may_group => Ok(None),
        0..=2 if may_group => Err(AmountError::Ambiguous { text: shown(digits) }),
        _ => Ok(Some(at)),
    }
}

fn ungrouped(whole: &str) -> Result<String, AmountError> {
    let wrong = || AmountError::BadGrouping { text: shown(whole) };
    let is_separator = |c: char| matches!(c, ' ' | '\'' | '’' | '.' | ',');
    if whole.chars().any(|c| !c.is_ascii_digit() && !is_separator(c)) {
        return Err(AmountError::NotANumber { text: shown(whole) });
    }
    let groups: Vec<&str> = whole.split(is_separator).collect();
    let kinds: std::collections::BTreeSet<char> = whole.chars().filter(|c| is_separator(*c)).collect();
    let grouped = groups.len() > 1;
    let first_fits = (1..=3).contains(&groups[0].len());
    if grouped && (kinds.len() > 1 || !first_fits || groups[1..].iter().any(|group| group.len() != 3)) {
        return Err(wrong());
    }
    Ok(groups.concat())
}

fn to_money(
    negative: bool,
    whole: &str,
    fraction: &str,
    currency: Currency,
    text: &str,
) -> Result<Money, AmountError> {
    let allowed = currency.exponent();
    let meant = fraction.trim_end_matches('0').len();
    if meant > usize::from(allowed) {
        return Err(AmountError::TooManyDecimals { allowed, found: fraction.len() });
    }
    let mut size = 0_i128;
    let padding = std::iter::repeat(b'0');
    for digit in whole.bytes().chain(fraction.bytes().chain(padding).take(usize::from(allowed))) {
        size = size * 10 + i128::from(digit - b'0');
        if size > i128::from(u64::MAX) {
            return Err(AmountError::TooLarge { text: shown(text) });
        }
    }
    let minor = i64::try_from(if negative { -size } else { size });
    minor.map(|minor| Money::new(minor, currency)).map_err(|_| AmountError::TooLarge { text: shown(text) })
}

/// What was typed, short enough for a message.
fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every kind of space that separates thousands somewhere, no-break and thin ones among them.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{feff}')
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AmountError::Empty => f.write_str("an amount is missing"),
            AmountError::NotANumber { text } => write!(f, "`{text}` is not an amount; write 1234.56"),
            AmountError::OtherCurrency { expected, found } => write!(f, "`{found}` is not {expected}"),
            AmountError::TooManyDecimals { allowed, found } => {
                write!(f, "{found} decimals where the currency has {allowed}")
            }
            AmountError::BadGrouping { text } => write!(f, "thousands in `{text}` are not groups of three"),
            AmountError::Ambiguous { text } => {
                write!(f, "`{text}` may mean thousands or decimals; write 1234.00 or 1.23")
            }
            AmountError::TooLarge { text } => write!(f, "`{text}` is too large"),
        }
    }
}

impl std::error::Error for AmountError {}
