//! Fair splitting: the parts always add up to the whole.

use std::fmt;

/// Says why a whole cannot be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitError {
    /// There is no weight above zero to give the whole to.
    NoWeight,
}

/// Splits `total_minor` by weights with the largest remainder; equal remainders go to the earlier part.
///
/// A negative total gives the parts of the positive one with the other sign, so a refund splits as its sale did.
pub fn split(total_minor: i64, weights: &[u64]) -> Result<Vec<i64>, SplitError> {
    let all: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if all == 0 {
        return Err(SplitError::NoWeight);
    }
    let size = u128::from(total_minor.unsigned_abs());
    let mut parts: Vec<u128> = weights.iter().map(|weight| size * u128::from(*weight) / all).collect();
    let given: u128 = parts.iter().sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    // A stable sort keeps the order of equal remainders.
    order.sort_by_key(|at| std::cmp::Reverse(size * u128::from(weights[*at]) % all));
    let left = usize::try_from(size - given).unwrap_or(usize::MAX);
    for at in order.into_iter().take(left) {
        parts[at] += 1;
    }
    Ok(parts.into_iter().map(|part| signed(part, total_minor < 0)).collect())
}

/// A part is never larger than the whole, so it fits with the sign of the whole.
fn signed(part: u128, negative: bool) -> i64 {
    let part = part as i128;
    (if negative { -part } else { part }) as i64
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is nobody to split between")
    }
}

impl std::error::Error for SplitError {}
