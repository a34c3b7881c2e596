//! Whole-volume bands: the band reached pays for everything in the window, back to the first rouble.

use super::{Counted, Earned, How, Jump, Sold, band_at, effective};
use crate::Measure;
use crate::pay::{Band, Bands, Earns};
use money::{Exact, MoneyError};

/// What a sale earns at the band it reaches, with what that changes for the volume before it.
pub fn earn(terms: &Bands, bands: &[Band], sold: &Sold, counted: Counted) -> Result<Earned, MoneyError> {
    let before = counted.before;
    let after = before.checked_add(sold.adds).ok_or(MoneyError::Overflow)?;
    let (from, to) = (band_at(bands, before), band_at(bands, after));
    let earns = effective(terms, to, bands)?;
    let volume = if terms.measure == Measure::Count || terms.measure == Measure::Quantity {
        sold.adds
    } else {
        sold.base
    };
    let own = of_volume(earns, volume)?;
    let jump = jump(effective(terms, from, bands)?, earns, counted.moved)?;
    let exact = match &jump {
        Some(jump) => own.checked_add(jump.exact)?,
        None => own,
    };
    Ok(Earned::new(How::Whole { before, after, band: to as u16, earns, jump }, exact))
}

/// What a change from one band to another does to volume that was paid for before.
pub fn jump(from: Earns, to: Earns, volume: i64) -> Result<Option<Jump>, MoneyError> {
    if from == to || volume == 0 {
        return Ok(None);
    }
    let exact = of_volume(to, volume)?.checked_sub(of_volume(from, volume)?)?;
    Ok(Some(Jump { volume, from, to, exact }))
}

/// What a volume earns: a share of the money, or a sum for each unit.
pub fn of_volume(earns: Earns, volume: i64) -> Result<Exact, MoneyError> {
    match earns {
        Earns::Percent(rate) => Ok(Exact::product(volume, rate)),
        Earns::Fixed(sum) => Exact::whole(sum).checked_mul(i128::from(volume), 1),
    }
}
