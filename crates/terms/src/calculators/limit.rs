//! The most and the least that one sale earns.

use super::{Earned, How};
use crate::Rule;
use money::{Exact, MoneyError};
use std::cmp::Ordering;

/// Keeps the size of what a sale earns within the limits of its rule; its sign stays.
pub fn within(rule: &Rule, earned: Earned) -> Result<Earned, MoneyError> {
    let beyond = |limit: i64, way: Ordering| {
        let order = earned.exact.abs().compared(Exact::whole(limit)).ok_or(MoneyError::Overflow)?;
        Ok((order == way).then_some(limit))
    };
    if rule.at_most.is_none() && (rule.at_least.is_none() || earned.exact.is_zero()) {
        return Ok(earned);
    }
    let mut limit = None;
    if let Some(least) = rule.at_least
        && !earned.exact.is_zero()
    {
        limit = beyond(least.minor, Ordering::Less)?;
    }
    if let Some(most) = rule.at_most {
        limit = beyond(most.minor, Ordering::Greater)?.or(limit);
    }
    let Some(limit) = limit else { return Ok(earned) };
    let exact = Exact::whole(if earned.exact.is_negative() { -limit } else { limit });
    Ok(Earned::new(How::Limited { of: Box::new(earned.how), earned: earned.exact, limit }, exact))
}
