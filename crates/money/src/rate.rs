//! Exact rates: a share such as 1.5 % or one third, never a float.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact rational number, kept reduced with a positive denominator. `1.5 %` is 3/200.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    num: i64,
    den: i64,
}

/// Says why a text is not a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RateError {
    /// Nothing was written.
    Empty,
    /// The text is not a number, a fraction or a percentage.
    NotANumber {
        /// What was written.
        text: String,
    },
    /// The number has more digits than can be kept exactly.
    TooPrecise {
        /// What was written.
        text: String,
    },
    /// The fraction divides by zero.
    DividesByZero,
}

impl Rate {
    /// Nothing.
    pub const ZERO: Rate = Rate { num: 0, den: 1 };
    /// The whole, 100 %.
    pub const ONE: Rate = Rate { num: 1, den: 1 };

    /// The fraction `num`/`den`, reduced.
    pub fn new(num: i64, den: i64) -> Result<Rate, RateError> {
        Rate::reduced(i128::from(num), i128::from(den))
    }

    /// So many millionths: 15 000 is 1.5 %.
    pub fn ppm(millionths: i64) -> Rate {
        let common = gcd(millionths.unsigned_abs(), 1_000_000);
        let common = i64::try_from(common).unwrap_or(1);
        Rate { num: millionths / common, den: 1_000_000 / common }
    }

    /// Reads a rate: `1.5` and `1,5` are one and a half, `1.5 %` is 0.015, `1/3` is one third.
    pub fn parse(text: &str) -> Result<Rate, RateError> {
        let trimmed = text.trim();
        match trimmed.strip_suffix('%') {
            Some(number) => Rate::percent(number),
            None => number(trimmed).and_then(|(num, den)| Rate::reduced(num, den)),
        }
    }

    /// Reads a number of percent, with or without the sign: `1.5` is 0.015.
    pub fn percent(text: &str) -> Result<Rate, RateError> {
        let trimmed = text.trim();
        let (num, den) = number(trimmed.strip_suffix('%').unwrap_or(trimmed).trim())?;
        Rate::reduced(num, den * 100)
    }

    /// The numerator of the reduced fraction; it carries the sign.
    pub const fn num(self) -> i64 {
        self.num
    }

    /// The denominator of the reduced fraction, always positive.
    pub const fn den(self) -> i64 {
        self.den
    }

    /// Whether the rate is nothing.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// Whether the rate is below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// The sum of two rates, unless it cannot be kept exactly.
    pub fn checked_add(self, other: Rate) -> Option<Rate> {
        let num = i128::from(self.num) * i128::from(other.den) + i128::from(other.num) * i128::from(self.den);
        Rate::reduced(num, i128::from(self.den) * i128::from(other.den)).ok()
    }

    /// The product of two rates, unless it cannot be kept exactly.
    pub fn checked_mul(self, other: Rate) -> Option<Rate> {
        let num = i128::from(self.num) * i128::from(other.num);
        Rate::reduced(num, i128::from(self.den) * i128::from(other.den)).ok()
    }

    /// The number of percent as exact text: `1.5`, or `100/3` where decimals never end.
    pub fn percent_text(self) -> String {
        fraction_text(i128::from(self.num) * 100, i128::from(self.den))
    }

    fn reduced(num: i128, den: i128) -> Result<Rate, RateError> {
        if den == 0 {
            return Err(RateError::DividesByZero);
        }
        let common = i128::try_from(gcd_wide(num.unsigned_abs(), den.unsigned_abs())).unwrap_or(1);
        let common = if den < 0 { -common } else { common };
        match (i64::try_from(num / common), i64::try_from(den / common)) {
            (Ok(num), Ok(den)) => Ok(Rate { num, den }),
            _ => Err(RateError::TooPrecise { text: format!("{num}/{den}") }),
        }
    }
}

/// Reads a decimal or a fraction of two decimals as an unreduced fraction.
fn number(text: &str) -> Result<(i128, i128), RateError> {
    let text = text.trim();
    let Some((top, bottom)) = text.split_once('/') else { return decimal(text) };
    let (top, bottom) = (decimal(top.trim())?, decimal(bottom.trim())?);
    Ok((top.0 * bottom.1, top.1 * bottom.0))
}

fn decimal(text: &str) -> Result<(i128, i128), RateError> {
    if text.is_empty() {
        return Err(RateError::Empty);
    }
    let wrong = || RateError::NotANumber { text: text.to_string() };
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(wrong());
    }
    if digits.ends_with(['.', ',']) {
        return Err(wrong());
    }
    if whole.len() + fraction.len() > 18 {
        return Err(RateError::TooPrecise { text: text.to_string() });
    }
    let mut value = 0_i128;
    for digit in whole.bytes().chain(fraction.bytes()) {
        value = value * 10 + i128::from(digit - b'0');
    }
    let scale = fraction.bytes().fold(1_i128, |scale, _| scale * 10);
    Ok((if negative { -value } else { value }, scale))
}

/// Writes a fraction as a decimal where that is exact and short, else as `num/den`.
pub(crate) fn fraction_text(num: i128, den: i128) -> String {
    let common = i128::try_from(gcd_wide(num.unsigned_abs(), den.unsigned_abs())).unwrap_or(1);
    let (num, den) = (num / common, den / common);
    let Some(places) = decimal_places(den) else { return format!("{num}/{den}") };
    let scale = 10_i128.pow(places);
    let Some(scaled) = num.checked_mul(scale / den) else { return format!("{num}/{den}") };
    let digits = format!("{:0width$}", scaled.unsigned_abs(), width = places as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places as usize);
    let sign = if num < 0 { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// How many decimals a reduced fraction with this denominator needs, if they ever end (12 at most).
fn decimal_places(den: i128) -> Option<u32> {
    let (mut rest, mut twos, mut fives) = (den, 0_u32, 0_u32);
    while rest % 2 == 0 {
        rest /= 2;
        twos += 1;
    }
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    let places = twos.max(fives);
    (rest == 1 && places <= 12).then_some(places)
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

pub(crate) fn gcd_wide(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd(a, b));
        }
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl PartialOrd for Rate {
    fn partial_cmp(&self, other: &Rate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rate {
    fn cmp(&self, other: &Rate) -> Ordering {
        (i128::from(self.num) * i128::from(other.den)).cmp(&(i128::from(other.num) * i128::from(self.den)))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fraction_text(i128::from(self.num), i128::from(self.den)))
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percent_text())
    }
}

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Rate, RateError> {
        Rate::parse(text)
    }
}

/// Text for people, two whole numbers for compact forms.
impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        (self.num, self.den).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Rate, D::Error> {
        let rate = if deserializer.is_human_readable() {
            Rate::parse(&String::deserialize(deserializer)?)
        } else {
            let (num, den) = <(i64, i64)>::deserialize(deserializer)?;
            Rate::new(num, den)
        };
        rate.map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for RateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RateError::Empty => f.write_str("a rate is missing"),
            RateError::NotANumber { text } => write!(f, "`{text}` is not a rate; write 1.5 or 1/3"),
            RateError::TooPrecise { text } => write!(f, "`{text}` has too many digits"),
            RateError::DividesByZero => f.write_str("a rate cannot divide by zero"),
        }
    }
}

impl std::error::Error for RateError {}
