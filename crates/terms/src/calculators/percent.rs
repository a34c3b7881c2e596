//! A share of a base.

use super::Earned;
use crate::How;
use money::{Exact, Rate};

/// `rate` of `base` minor units.
pub fn earn(base: i64, rate: Rate) -> Earned {
    Earned { base, how: How::Percent { rate }, exact: Exact::product(base, rate) }
}
