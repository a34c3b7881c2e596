//! What a rule earns on one sale, whatever else was sold: the base, what a return takes back, what is measured.

use super::choice::covers_of;
use super::exchange::Exchange;
use super::plan::bands_of;
use super::tape::count_of;
use super::window::{self, Days};
use crate::calculators::{self, Counted, Earned, Sold, mirrors, recurring_end, taken_back};
use crate::pay::{BandMode, Bands, Measure, Window};
use crate::{Missing, Original, PeriodKind, Recurring, RecurringCount, Rule, SaleFact, Terms, UnpaidReason};
use jiff::civil::Date;
use money::{Exact, MoneyError, Rate, RoundingMode};

/// A sum in the currency of the terms: a part of the sale may be unknown, and the sum may not fit.
type Sum = Result<Result<i64, MoneyError>, Missing>;

/// Whether a return came too late to take anything back.
pub fn judge_late(terms: &Terms, sale: &SaleFact) -> Result<(), UnpaidReason> {
    let (Some(original), Some(days)) = (sale.taken_back(), terms.clawback.within_days) else { return Ok(()) };
    let until = original.happened_on.saturating_add(jiff::Span::new().days(i64::from(days).min(4_000_000)));
    if sale.happened_on > until { Err(UnpaidReason::TooLateToTakeBack { until }) } else { Ok(()) }
}

/// The converted base of a sale under a rule, less what a recurring rule no longer covers.
pub fn base_of(terms: &Terms, rule: &Rule, sale: &SaleFact, exchange: &Exchange) -> Sum {
    let base = sale.base(rule.base, terms.vat)?;
    Ok(exchange.of(base).and_then(|base| covered(rule, sale, base)))
}

/// The part of a base whose days lie inside the months of a recurring rule.
fn covered(rule: &Rule, sale: &SaleFact, base: i64) -> Result<i64, MoneyError> {
    let Some(Recurring::Months { months, count: RecurringCount::Covered }) = rule.recurring else {
        return Ok(base);
    };
    let first = sale.more.as_ref().and_then(|more| more.first_sold_on);
    let (Some((from, until)), Some(first)) = (covers_of(sale), first) else { return Ok(base) };
    let end = recurring_end(first, months).yesterday().unwrap_or(Date::MAX);
    if end >= until {
        return Ok(base);
    }
    let inside = if end < from { 0 } else { window::length(from, end) };
    let share = Rate::new(inside, window::length(from, until)).map_err(|_| MoneyError::Overflow)?;
    Exact::product(base, share).round(RoundingMode::HalfAwayFromZero)
}

/// The original whose pay a return takes a part of back, where the rule pays that way.
pub fn mirrored<'s>(rule: &Rule, sale: &'s SaleFact) -> Option<&'s Original> {
    sale.taken_back().filter(|_| mirrors(rule))
}

/// The days that the bounds of a rule's bands are scaled to: those of the window that is measured for the sale, or for
/// the original of what it takes back.
pub(crate) fn bounds_days(
    rule: &Rule,
    bands: &Bands,
    sale: &SaleFact,
    period: PeriodKind,
    joined: Option<Date>,
) -> Result<Days, Missing> {
    let day = mirrored(rule, sale).map_or(sale.happened_on, |original| original.happened_on);
    let days = window::around(bands.window, day, period, joined)?;
    if bands.mode != BandMode::Previous {
        return Ok(days);
    }
    Ok(window::before(bands.window, days, period, joined).unwrap_or(days))
}

/// What a rule earns on a sale: on what was sold, or as a share of what the original earned.
pub(crate) fn earned_on(
    terms: &Terms,
    rule: &Rule,
    sale: &SaleFact,
    bands: &[crate::Band],
    sold: &Sold,
    counted: Counted,
    exchange: &Exchange,
) -> Result<Result<Earned, MoneyError>, Missing> {
    let Some(original) = mirrored(rule, sale) else {
        return Ok(calculators::earn(rule, bands, sold, counted));
    };
    let base = original.base(rule.base, terms.vat)?;
    let adds = original_adds(terms, rule, original, exchange)?;
    let earn = || {
        let base = exchange.of(base).and_then(|base| covered(rule, sale, base))?;
        let sold = Sold { base, quantity: original.quantity, is_return: false, count: 1, adds: adds? };
        let earned = calculators::earn(rule, bands, &sold, counted)?;
        let returned = sale.amount.saturating_abs();
        taken_back::earn(earned, original, returned, sale.happened_on, terms.clawback, terms.rounding.mode)
    };
    Ok(earn())
}

/// What a sale adds to a measure that adds up.
pub(crate) fn measure_of(measure: Measure, sale: &SaleFact, terms: &Terms, exchange: &Exchange) -> Sum {
    Ok(match measure {
        Measure::Amount(base) => exchange.of(sale.base(base, terms.vat)?),
        Measure::Attainment => exchange.of(sale.amount),
        Measure::Quantity => Ok(sale.quantity),
        Measure::Count | Measure::Customers => Ok(i64::from(count_of(sale))),
    })
}

/// What a sale adds to a measure; nothing where a part of it is not known.
pub(crate) fn known_measure_of(
    measure: Measure,
    sale: &SaleFact,
    terms: &Terms,
    exchange: &Exchange,
) -> Result<i64, MoneyError> {
    measure_of(measure, sale, terms, exchange).unwrap_or(Ok(0))
}

/// What the original of a return adds to what its band is chosen by: all of it where it is measured alone, and nothing
/// where the value that chose the band is known.
fn original_adds(terms: &Terms, rule: &Rule, original: &Original, exchange: &Exchange) -> Sum {
    let Some(bands) = bands_of(rule) else { return Ok(Ok(0)) };
    let adds = match bands.measure {
        Measure::Amount(base) => exchange.of(original.base(base, terms.vat)?),
        Measure::Attainment => exchange.of(original.amount),
        Measure::Quantity => Ok(original.quantity),
        Measure::Count | Measure::Customers => Ok(1),
    };
    Ok(if bands.window == Window::Sale { adds } else { Ok(0) })
}

impl Sold {
    /// What was sold by a sale of which the part that a rule pays for is known.
    pub(crate) fn of(sale: &SaleFact, base: i64) -> Sold {
        Sold {
            base,
            quantity: sale.quantity,
            is_return: sale.is_return(),
            count: i64::from(count_of(sale)),
            adds: 0,
        }
    }
}
