//! Marginal bands: each part of the period's turnover earns at the rate of its own band.

use super::Earned;
use crate::{Band, BandPart, How};
use money::{Exact, MoneyError};

/// What `amount` more turnover earns on top of `before`.
///
/// A sale that crosses a bound is split; a return walks the same way back. The first band also covers turnover below
/// zero, so that a return costs exactly what its sale earned wherever it stands.
pub fn earn(bands: &[Band], amount: i64, before: i64) -> Result<Earned, MoneyError> {
    let after = before.checked_add(amount).ok_or(MoneyError::Overflow)?;
    let parts = parts(bands, before, after);
    let exact = parts.iter().try_fold(Exact::ZERO, |sum, part| sum.checked_add(part.exact()))?;
    Ok(Earned { base: amount, how: How::Bands { before, parts }, exact })
}

fn parts(bands: &[Band], before: i64, after: i64) -> Vec<BandPart> {
    let (low, high) = (before.min(after), before.max(after));
    let mut parts = Vec::with_capacity(1);
    let mut from = low;
    for (at, band) in bands.iter().enumerate() {
        let to = band.up_to.map_or(high, |bound| bound.minor.min(high));
        if from < to {
            parts.push(BandPart { band: u16::try_from(at).unwrap_or(u16::MAX), from, to, rate: band.rate });
            from = to;
        }
    }
    if after < before {
        parts.reverse();
        for part in &mut parts {
            (part.from, part.to) = (part.to, part.from);
        }
    }
    parts
}
