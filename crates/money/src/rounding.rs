//! How a fraction of a minor unit becomes a whole one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What happens to the part smaller than a minor unit. Every mode mirrors: a return cancels its sale to the kopek.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundingMode {
    /// To the nearest, a half goes away from zero: 2.5 → 3, −2.5 → −3.
    #[default]
    HalfAwayFromZero,
    /// To the nearest, a half goes to the even neighbour: 2.5 → 2, 3.5 → 4.
    HalfEven,
    /// To the nearest, a half goes toward zero: 2.5 → 2, −2.5 → −2.
    HalfTowardZero,
    /// Always toward zero: 2.9 → 2, −2.9 → −2.
    Down,
    /// Always away from zero: 2.1 → 3, −2.1 → −3.
    Up,
}

/// Says that a text names no rounding mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRounding {
    /// What was written.
    pub text: String,
}

impl RoundingMode {
    /// All modes, the usual one first.
    pub const ALL: [RoundingMode; 5] = [
        RoundingMode::HalfAwayFromZero,
        RoundingMode::HalfEven,
        RoundingMode::HalfTowardZero,
        RoundingMode::Down,
        RoundingMode::Up,
    ];

    /// The word used in files, for example `half-away-from-zero`.
    pub fn word(self) -> &'static str {
        match self {
            RoundingMode::HalfAwayFromZero => "half-away-from-zero",
            RoundingMode::HalfEven => "half-even",
            RoundingMode::HalfTowardZero => "half-toward-zero",
            RoundingMode::Down => "down",
            RoundingMode::Up => "up",
        }
    }

    /// Divides `num` by a positive `den` and rounds; the sign is set aside first, so results mirror.
    pub(crate) fn divide(self, num: i128, den: u128) -> Option<i128> {
        let size = num.unsigned_abs();
        let (whole, rest) = match (u64::try_from(size), u64::try_from(den)) {
            (Ok(size), Ok(den)) => (u128::from(size / den), u128::from(size % den)),
            _ => (size / den, size % den),
        };
        let away = match self {
            RoundingMode::Down => false,
            RoundingMode::Up => rest > 0,
            RoundingMode::HalfAwayFromZero => rest >= den - rest,
            RoundingMode::HalfTowardZero => rest > den - rest,
            RoundingMode::HalfEven => rest > den - rest || (rest == den - rest && whole % 2 == 1),
        };
        let rounded = i128::try_from(whole).ok()?.checked_add(i128::from(away))?;
        Some(if num < 0 { -rounded } else { rounded })
    }
}

impl fmt::Display for RoundingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for RoundingMode {
    type Err = UnknownRounding;

    fn from_str(text: &str) -> Result<RoundingMode, UnknownRounding> {
        RoundingMode::ALL
            .into_iter()
            .find(|mode| mode.word() == text.trim())
            .ok_or_else(|| UnknownRounding { text: text.to_string() })
    }
}

impl fmt::Display for UnknownRounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a rounding mode", self.text)
    }
}

impl std::error::Error for UnknownRounding {}
