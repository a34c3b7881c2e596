//! Interpolated bands: the rate grows evenly inside a band, from its own to that of the next.

use super::{BandPart, Earned, GrowingPart, How, Sold, band_at, effective, parts};
use crate::pay::{Band, Bands, Earns};
use money::{Exact, MoneyError, Rate};

/// What a sale earns on top of `before`: the area under the rate, so that parts add up to the whole.
///
/// Below zero the rate is that of the first band, and in the last band it stays as it is. A sale that adds nothing to the
/// measure is paid at the rate that has been come to.
pub fn earn(terms: &Bands, bands: &[Band], sold: &Sold, before: i64) -> Result<Earned, MoneyError> {
    let after = before.checked_add(sold.adds).ok_or(MoneyError::Overflow)?;
    if sold.adds == 0 && sold.base != 0 {
        let at = band_at(bands, before);
        let exact = Exact::product(sold.base, rate_of(terms, bands, at)?);
        let exact =
            exact.checked_add(rise_at(terms, bands, at, before)?.checked_mul(sold.base.into(), 1)?)?;
        let part = BandPart { band: at as u16, from: before, to: before };
        return Ok(Earned::new(How::Growing { before, parts: vec![GrowingPart { part, exact }] }, exact));
    }
    let mut growing = Vec::new();
    let mut exact = Exact::ZERO;
    for part in split_at_zero(parts(bands, before, after)) {
        let earned = part_earns(terms, bands, &part)?;
        let earned = if sold.adds == sold.base {
            earned
        } else {
            let adds = i128::from(sold.adds);
            earned.checked_mul(i128::from(sold.base) * adds.signum(), adds.abs())?
        };
        exact = exact.checked_add(earned)?;
        growing.push(GrowingPart { part, exact: earned });
    }
    Ok(Earned::new(How::Growing { before, parts: growing }, exact))
}

/// Below zero nothing grows, so a part that crosses zero is two.
fn split_at_zero(parts: Vec<BandPart>) -> Vec<BandPart> {
    let crosses = |part: &BandPart| part.from.min(part.to) < 0 && part.from.max(part.to) > 0;
    parts
        .into_iter()
        .flat_map(|part| {
            if crosses(&part) {
                vec![BandPart { to: 0, ..part }, BandPart { from: 0, ..part }]
            } else {
                vec![part]
            }
        })
        .collect()
}

fn part_earns(terms: &Bands, bands: &[Band], part: &BandPart) -> Result<Exact, MoneyError> {
    let at = usize::from(part.band);
    let rate = |at| rate_of(terms, bands, at);
    let start = rate(at)?;
    let flat = Exact::product(part.size(), start);
    let (Some(end), true) = (bands.get(at).and_then(|band| band.up_to), part.from.max(part.to) > 0) else {
        return Ok(flat);
    };
    let low = at.checked_sub(1).and_then(|before| bands[before].up_to).unwrap_or(0);
    let width = i128::from(end) - i128::from(low);
    let rise = rate(at + 1)?.checked_add(Rate::new(-start.num(), start.den()).unwrap_or(Rate::ZERO));
    let rise = rise.ok_or(MoneyError::Overflow)?;
    if width <= 0 {
        return Ok(flat);
    }
    // ∫ start + rise·(x − low)/width = start·size + rise·((to − low)² − (from − low)²) / 2·width
    let square =
        |value: i64| (i128::from(value) - i128::from(low)).checked_pow(2).ok_or(MoneyError::Overflow);
    let area = square(part.to)?.checked_sub(square(part.from)?).ok_or(MoneyError::Overflow)?;
    let grown = Exact::ratio(area, 2 * width)?.checked_times(rise)?;
    flat.checked_add(grown)
}

fn rate_of(terms: &Bands, bands: &[Band], at: usize) -> Result<Rate, MoneyError> {
    Ok(match effective(terms, at, bands)? {
        Earns::Percent(rate) => rate,
        Earns::Fixed(_) => Rate::ZERO,
    })
}

/// How far the rate has risen above that at the start of its band.
fn rise_at(terms: &Bands, bands: &[Band], at: usize, value: i64) -> Result<Exact, MoneyError> {
    let Some(end) = bands.get(at).and_then(|band| band.up_to) else { return Ok(Exact::ZERO) };
    let low = at.checked_sub(1).and_then(|before| bands[before].up_to).unwrap_or(0);
    if value <= low || end <= low {
        return Ok(Exact::ZERO);
    }
    let (start, next) = (rate_of(terms, bands, at)?, rate_of(terms, bands, at + 1)?);
    let minus = Rate::new(-start.num(), start.den()).unwrap_or(Rate::ZERO);
    let rise = next.checked_add(minus).ok_or(MoneyError::Overflow)?;
    Exact::ratio(i128::from(value) - i128::from(low), i128::from(end) - i128::from(low))?.checked_times(rise)
}
