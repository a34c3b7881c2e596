//! The same sum for every sale or every unit; a return takes it back.

use super::{Earned, How, Sold};
use crate::Per;
use money::{Exact, Rate};

/// `amount` as many times as the sale says.
pub fn earn(amount: i64, per: Per, sold: &Sold) -> Earned {
    let times = match per {
        Per::Sale => Rate::new(if sold.is_return { -1 } else { 1 }, 1),
        Per::Unit => Rate::new(sold.quantity, 1),
        Per::Thousand => Rate::new(sold.quantity, 1_000),
    };
    let times = times.unwrap_or(Rate::ZERO);
    Earned::new(How::Fixed { amount, times }, Exact::product(amount, times))
}
