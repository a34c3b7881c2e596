//! Whole-volume bands: the band reached pays for everything in the window, back to the first rouble.

use super::{Counted, Earned, How, Jump, Sold, band_at, each, effective};
use crate::Measure;
use crate::pay::{Band, Bands};
use money::MoneyError;

/// What a sale earns at the band it reaches, with what that changes for the volume before it.
pub fn earn(terms: &Bands, bands: &[Band], sold: &Sold, counted: Counted) -> Result<Earned, MoneyError> {
    let before = counted.before;
    let after = before.checked_add(sold.adds).ok_or(MoneyError::Overflow)?;
    let (from, to) = (band_at(bands, before), band_at(bands, after));
    let counts = matches!(terms.measure, Measure::Count | Measure::Quantity);
    let own = each(terms, to, bands)?.of(if counts { sold.adds } else { sold.base })?;
    let jump = jump(terms, bands, (from, to), counted.moved)?;
    let exact = match &jump {
        Some(jump) => own.checked_add(jump.exact)?,
        None => own,
    };
    let earns = effective(terms, to, bands)?;
    Ok(Earned::new(How::Whole { before, after, band: to as u16, earns, jump }, exact))
}

/// What a change from one band to another does to volume that was paid for before.
pub fn jump(
    terms: &Bands,
    bands: &[Band],
    (from, to): (usize, usize),
    volume: i64,
) -> Result<Option<Jump>, MoneyError> {
    let (old, new) = (each(terms, from, bands)?, each(terms, to, bands)?);
    if old == new || volume == 0 {
        return Ok(None);
    }
    let exact = new.of(volume)?.checked_sub(old.of(volume)?)?;
    let (from, to) = (effective(terms, from, bands)?, effective(terms, to, bands)?);
    Ok(Some(Jump { volume, from, to, exact }))
}
