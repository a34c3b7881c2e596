//! The one place where commissions look at sales.

use std::collections::BTreeSet;

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::{SignedDuration, Timestamp};
use terms::Period;

use crate::rules::Earning;

/// Hands every sale of the period that earns to `take`, of these sellers or of all; with a moment as known then.
pub async fn earning(
    work: &mut Work,
    period: Period,
    sellers: Option<&BTreeSet<PartnerId>>,
    known_until: Option<Timestamp>,
    take: &mut (dyn FnMut(Earning) + Send),
) -> Result<()> {
    let mut known = |sale: sales::EarningSale| take(Earning { fact: sale.fact, program: sale.program });
    let wants = sales::EarningWants::default();
    match sellers {
        None => sales::earning(work, period.start, period.end, known_until, wants, &mut known).await,
        Some(sellers) => {
            let sellers: Vec<PartnerId> = sellers.iter().copied().collect();
            sales::earning_of(work, &sellers, period.start, period.end, known_until, wants, &mut known).await
        }
    }
}

/// Whether sales of the period may have begun or ceased to earn after the moment. The hour before it is looked at as well:
/// a sale that was being written while the period was read has an earlier moment than its end.
pub async fn may_be_late(work: &mut Work, period: Period, known_until: Timestamp) -> Result<bool> {
    let moment = known_until.checked_sub(SignedDuration::from_hours(1)).unwrap_or(known_until);
    Ok(sales::changed_since(work, period.start, period.end, moment).await? > 0)
}

/// How many sales and returns of anybody earn in the period.
pub async fn count(work: &mut Work, period: Period) -> Result<i64> {
    sales::count_earning(work, period.start, period.end).await
}
