//! The calculators, one file per kind: a base and a rule in, an exact sum and its derivation out.

pub mod bonus;
pub mod fixed;
pub mod marginal_bands;
pub mod percent;
pub mod upline;

use crate::{How, Pay, SaleFact};
use money::{Exact, MoneyError};

/// What a calculator found: the sum before rounding and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// What the sum is computed from, in minor units.
    pub base: i64,
    /// How it follows from the base.
    pub how: How,
    /// The sum, exactly.
    pub exact: Exact,
}

/// What a rule pays for a sale when `before` is the turnover already counted under it.
pub fn earn(pay: &Pay, sale: &SaleFact, before: i64) -> Result<Earned, MoneyError> {
    match pay {
        Pay::Percent(rate) => Ok(percent::earn(sale.amount.minor, *rate)),
        Pay::Fixed { amount, per } => fixed::earn(*amount, *per, sale),
        Pay::Bands(bands) => marginal_bands::earn(bands, sale.amount.minor, before),
    }
}
