//! Exact intermediate results: nothing is lost between the first product and the declared rounding point.

use crate::rate::{fraction_text, gcd_wide};
use crate::{Currency, MoneyError, Rate, RoundingMode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An exact number of minor units: a fraction of two 128-bit integers with a positive denominator.
#[derive(Clone, Copy)]
pub struct Exact {
    num: i128,
    den: i128,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact { num: 0, den: 1 };

    /// A whole number of minor units.
    pub const fn whole(minor: i64) -> Exact {
        Exact { num: minor as i128, den: 1 }
    }

    /// `minor` × `rate`, exactly.
    pub fn product(minor: i64, rate: Rate) -> Exact {
        Exact { num: i128::from(minor) * i128::from(rate.num()), den: i128::from(rate.den()) }
    }

    /// `num`/`den` minor units; the denominator must be above zero.
    pub const fn ratio(num: i128, den: i128) -> Result<Exact, MoneyError> {
        if den > 0 { Ok(Exact { num, den }) } else { Err(MoneyError::Overflow) }
    }

    /// The number times `num`/`den`, whose denominator must be above zero.
    pub fn checked_mul(self, num: i128, den: i128) -> Result<Exact, MoneyError> {
        if den <= 0 {
            return Err(MoneyError::Overflow);
        }
        let product = |left: Exact, num: i128, den: i128| {
            left.num.checked_mul(num).zip(left.den.checked_mul(den)).map(|(num, den)| Exact { num, den })
        };
        if let Some(found) = product(self, num, den) {
            return Ok(found);
        }
        // Reduce crosswise before giving up.
        let this = self.reduced();
        let across = gcd_wide(this.num.unsigned_abs(), den.unsigned_abs()).max(1) as i128;
        let down = gcd_wide(num.unsigned_abs(), this.den.unsigned_abs()).max(1) as i128;
        let left = Exact { num: this.num / across, den: this.den / down };
        product(left, num / down, den / across).ok_or(MoneyError::Overflow)
    }

    /// The number times a rate.
    pub fn checked_times(self, rate: Rate) -> Result<Exact, MoneyError> {
        self.checked_mul(i128::from(rate.num()), i128::from(rate.den()))
    }

    /// The number with the other sign.
    pub const fn negated(self) -> Exact {
        Exact { num: self.num.saturating_neg(), den: self.den }
    }

    /// Whether the number is below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }

    /// The size without the sign.
    pub const fn abs(self) -> Exact {
        if self.num < 0 { self.negated() } else { self }
    }

    /// Which of two numbers is greater; nothing when they are too large to be compared exactly.
    pub fn compared(self, other: Exact) -> Option<std::cmp::Ordering> {
        let (left, right) = (self.reduced(), other.reduced());
        Some(left.num.checked_mul(right.den)?.cmp(&right.num.checked_mul(left.den)?))
    }

    /// The sum of two exact numbers.
    pub fn checked_add(self, other: Exact) -> Result<Exact, MoneyError> {
        if self.den == other.den {
            let num = self.num.checked_add(other.num).ok_or(MoneyError::Overflow)?;
            return Ok(Exact { num, den: self.den });
        }
        let common = gcd_wide(self.den.unsigned_abs(), other.den.unsigned_abs()) as i128;
        let left = self.num.checked_mul(other.den / common);
        let right = other.num.checked_mul(self.den / common);
        let sum = left.zip(right).and_then(|(left, right)| left.checked_add(right));
        let den = self.den.checked_mul(other.den / common);
        sum.zip(den).map(|(num, den)| Exact { num, den }).ok_or(MoneyError::Overflow)
    }

    /// The difference of two exact numbers.
    pub fn checked_sub(self, other: Exact) -> Result<Exact, MoneyError> {
        let num = other.num.checked_neg().ok_or(MoneyError::Overflow)?;
        self.checked_add(Exact { num, den: other.den })
    }

    /// Whole minor units by the declared mode; too large a result is an error, never a wrong number.
    pub fn round(self, mode: RoundingMode) -> Result<i64, MoneyError> {
        let rounded = mode.divide(self.num, self.den.unsigned_abs());
        rounded.and_then(|minor| i64::try_from(minor).ok()).ok_or(MoneyError::Overflow)
    }

    /// Whether the number has no part smaller than a minor unit.
    pub const fn is_whole(self) -> bool {
        self.num % self.den == 0
    }

    /// Whether the number is zero.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// The amount in whole units of `currency` as exact text: `12.345`, or `100/3` where decimals never end.
    pub fn text(self, currency: Currency) -> String {
        let reduced = self.reduced();
        match reduced.den.checked_mul(i128::from(currency.minor_per_whole())) {
            Some(den) => fraction_text(reduced.num, den),
            None => format!("{}/{}", reduced.num, reduced.den),
        }
    }

    /// The numerator and the denominator in lowest terms.
    pub fn fraction(self) -> (i128, i128) {
        let reduced = self.reduced();
        (reduced.num, reduced.den)
    }

    fn reduced(self) -> Exact {
        let common = gcd_wide(self.num.unsigned_abs(), self.den.unsigned_abs()) as i128;
        Exact { num: self.num / common, den: self.den / common }
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        self.fraction() == other.fraction()
    }
}

impl Eq for Exact {}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fraction_text(self.num, self.den))
    }
}

/// Written as a fraction in lowest terms.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fraction().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Exact, D::Error> {
        let (num, den) = <(i128, i128)>::deserialize(deserializer)?;
        if den <= 0 {
            return Err(serde::de::Error::custom("an exact number needs a positive denominator"));
        }
        Ok(Exact { num, den })
    }
}
