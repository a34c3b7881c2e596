//! What a return takes back of what its sale earned.

use super::{Earned, How};
use crate::calculate::whole_months;
use crate::{Clawback, ClawbackHow, Original};
use jiff::Span;
use jiff::civil::Date;
use money::{MoneyError, Rate, RoundingMode};

/// Takes back the share that a return of `returned` minor units stands for.
///
/// Rounded sums of all returns of one sale never exceed what it earned, and a full return takes back exactly that:
/// each takes the growth of the rounded total. What is returned beyond the whole takes nothing more back.
pub fn earn(
    earned: Earned,
    original: &Original,
    returned: i64,
    on: Date,
    clawback: Clawback,
    mode: RoundingMode,
) -> Result<Earned, MoneyError> {
    let (before, after) = shares(original, returned, on, clawback)?;
    let taken = |share: Rate| earned.exact.checked_times(share);
    let (less, more) = (taken(before)?, taken(after)?);
    let rounded = less.round(mode)?.checked_sub(more.round(mode)?).ok_or(MoneyError::Overflow)?;
    Ok(Earned {
        exact: less.checked_sub(more)?,
        how: How::TakenBack { of: Box::new(earned.how), earned: earned.exact, before, after },
        rounded: Some(rounded),
    })
}

/// The shares of the sale that are taken back before this return and with it.
fn shares(
    original: &Original,
    returned: i64,
    on: Date,
    clawback: Clawback,
) -> Result<(Rate, Rate), MoneyError> {
    let is_first = original.returned_before == 0;
    let once = |share: Rate| Ok(if is_first { (Rate::ZERO, share) } else { (share, share) });
    match (clawback.how, original.covers) {
        (ClawbackHow::Whole, _) => once(Rate::ONE),
        (ClawbackHow::UnservedMonths, Some((from, until))) => once(unserved(from, until, on, whole_months)),
        (ClawbackHow::UnservedDays, Some((from, until))) => once(unserved(from, until, on, days_between)),
        _ => {
            let whole = original.amount.max(1);
            let share =
                |minor: i64| Rate::new(minor.clamp(0, whole), whole).map_err(|_| MoneyError::Overflow);
            let after = original.returned_before.checked_add(returned).ok_or(MoneyError::Overflow)?;
            Ok((share(original.returned_before)?, share(after)?))
        }
    }
}

/// The share of the covered time that was not served when it ended on `on`; all of it where that is shorter than one
/// unit of time.
fn unserved(from: Date, until: Date, on: Date, count: impl Fn(Date, Date) -> i64) -> Rate {
    let total = count(from, until.saturating_add(Span::new().days(1))).max(1);
    let served = count(from, on).clamp(0, total);
    Rate::new(total - served, total).unwrap_or(Rate::ZERO)
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
