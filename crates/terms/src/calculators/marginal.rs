//! Marginal bands: each part of what is measured earns at its own band.

use super::{BandPart, Each, Earned, How, Sold, band_at, each, parts};
use crate::pay::{Band, Bands};
use money::{Exact, MoneyError};

/// What a sale earns on top of `before`.
///
/// A sale that crosses a bound is split; a return walks the same way back. The first band also covers values below
/// zero, so that a return costs exactly what its sale earned wherever it stands.
pub fn earn(terms: &Bands, bands: &[Band], sold: &Sold, before: i64) -> Result<Earned, MoneyError> {
    let after = before.checked_add(sold.adds).ok_or(MoneyError::Overflow)?;
    let mut parts = parts(bands, before, after);
    if parts.is_empty() && sold.base != 0 {
        parts.push(BandPart { band: band_at(bands, before) as u16, from: before, to: before });
    }
    let mut exact = Exact::ZERO;
    for part in &parts {
        let earned = part_earns(terms, bands, sold, part)?;
        exact = if parts.len() == 1 { earned } else { exact.checked_add(earned)? };
    }
    Ok(Earned::new(How::Parts { before, parts }, exact))
}

/// What one part earns: its share of the base at the band's rate, or the band's sum for each unit of it.
pub fn part_earns(terms: &Bands, bands: &[Band], sold: &Sold, part: &BandPart) -> Result<Exact, MoneyError> {
    match each(terms, usize::from(part.band), bands)? {
        Each::Sum(sum) => sum.checked_mul(i128::from(part.size()), 1),
        Each::Share(rate) if sold.adds == sold.base => Ok(Exact::product(part.size(), rate)),
        Each::Share(rate) if sold.adds == 0 || part.size() == sold.adds => {
            Ok(Exact::product(sold.base, rate))
        }
        Each::Share(rate) => {
            let (size, adds) = (i128::from(part.size()), i128::from(sold.adds));
            Exact::product(sold.base, rate).checked_mul(size * adds.signum(), adds.abs())
        }
    }
}
