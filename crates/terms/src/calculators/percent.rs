//! A share of a base.

use super::{Earned, How};
use money::{Exact, Rate};

/// `rate` of `base` minor units.
pub fn earn(base: i64, rate: Rate) -> Earned {
    Earned::new(How::Percent { rate }, Exact::product(base, rate))
}
