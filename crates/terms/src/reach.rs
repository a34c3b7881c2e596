//! What would change a sum: how far the next band is and what it adds, and what a return would cost.

use crate::calculators::{self, Counted, Sold, Volume, band_at, each, whole};
use crate::pay::{Band, BandMode, Bands};
use crate::{Base, Measure, Rule};
use money::{Exact, MoneyError, RoundingMode};

/// The next band of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextBand {
    /// Where it begins, in the units of the measure.
    pub from: i64,
    /// How much is missing to reach it.
    pub missing: i64,
    /// What the missing turnover earns by itself, in minor units; nothing where units or sales are counted.
    pub ordinary: Option<i64>,
    /// What reaching it adds for turnover that is there already.
    pub jump: i64,
}

/// What taking a sale back would cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnCost {
    /// What the sale itself earns at the band reached.
    pub own: i64,
    /// What the turnover that is left loses because a band is lost.
    pub cliff: i64,
}

/// How far the next band is with `value` measured and `volume` paid for in the window; nothing in the last band.
pub fn next_band(
    rule: &Rule,
    bands: &Bands,
    bounds: &[Band],
    value: i64,
    volume: i64,
    mode: RoundingMode,
) -> Result<Option<NextBand>, MoneyError> {
    let at = band_at(bounds, value);
    let Some(from) = bounds.get(at).and_then(|band| band.up_to) else { return Ok(None) };
    let missing = from.checked_sub(value).ok_or(MoneyError::Overflow)?;
    let (low, high) = (each(bands, at, bounds)?, each(bands, at + 1, bounds)?);
    let jump = match bands.mode {
        BandMode::Whole | BandMode::Reached => {
            whole::jump(bands, bounds, (at, at + 1), volume)?.map_or(Exact::ZERO, |jump| jump.exact)
        }
        _ => Exact::ZERO,
    };
    let is_money = matches!(bands.measure, Measure::Amount(base) if base == rule.base)
        || (bands.measure == Measure::Attainment && rule.base == Base::Gross);
    let ordinary = if is_money {
        let sold = Sold { base: missing, quantity: 1, is_return: false, count: 1, adds: missing };
        let exact = match bands.mode {
            BandMode::Marginal | BandMode::Interpolated => {
                calculators::earn(rule, bounds, &sold, Counted { before: value, moved: 0 })?.exact
            }
            BandMode::Before | BandMode::Previous => low.of(missing)?,
            _ => high.of(missing)?,
        };
        Some(exact.round(mode)?)
    } else {
        None
    };
    Ok(Some(NextBand { from, missing, ordinary, jump: jump.round(mode)? }))
}

/// What it would cost to take back a sale of `base` that adds `adds` to what is measured, with `value` measured and
/// `volume` paid for now.
pub fn return_cost(
    rule: &Rule,
    bands: &Bands,
    bounds: &[Band],
    (base, adds): (i64, i64),
    (value, volume): (i64, i64),
    mode: RoundingMode,
) -> Result<ReturnCost, MoneyError> {
    let left = value.checked_sub(adds).ok_or(MoneyError::Overflow)?;
    let at = |value| band_at(bounds, value);
    let earns = |value| each(bands, at(value), bounds);
    match bands.mode {
        BandMode::Whole | BandMode::Reached => {
            let sold = match Volume::of(bands) {
                Volume::Base => base,
                Volume::Quantity | Volume::Count => adds,
            };
            let own = earns(value)?.of(sold)?;
            let rest = volume.checked_sub(sold).ok_or(MoneyError::Overflow)?;
            let lost = whole::jump(bands, bounds, (at(left), at(value)), rest)?;
            let lost = lost.map_or(Exact::ZERO, |jump| jump.exact);
            Ok(ReturnCost { own: own.round(mode)?, cliff: lost.round(mode)? })
        }
        BandMode::Marginal | BandMode::Interpolated => {
            let sold = Sold { base: -base, quantity: -1, is_return: true, count: -1, adds: -adds };
            let exact = calculators::earn(rule, bounds, &sold, Counted { before: value, moved: 0 })?.exact;
            Ok(ReturnCost { own: exact.negated().round(mode)?, cliff: 0 })
        }
        BandMode::Before | BandMode::Including | BandMode::Previous => {
            let own = earns(value)?.of(base)?;
            Ok(ReturnCost { own: own.round(mode)?, cliff: 0 })
        }
    }
}
