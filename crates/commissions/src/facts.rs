//! The one place where commissions look at sales.

use std::collections::BTreeSet;

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::{SignedDuration, Timestamp};
use terms::Period;

use crate::rules::Earning;

/// Hands every sale of the period to `take`, of these sellers or of all; with a moment only those known by then.
pub async fn earning(
    work: &mut Work,
    period: Period,
    sellers: Option<&BTreeSet<PartnerId>>,
    known_until: Option<Timestamp>,
    take: &mut (dyn FnMut(Earning) + Send),
) -> Result<()> {
    let mut known = |sale: sales::EarningSale| {
        if known_until.is_none_or(|moment| sale.known_at <= moment) {
            take(Earning { fact: sale.fact, program: sale.program });
        }
    };
    match sellers {
        None => sales::earning(work, period.start, period.end, &mut known).await,
        Some(sellers) => {
            let sellers: Vec<PartnerId> = sellers.iter().copied().collect();
            sales::earning_of(work, &sellers, period.start, period.end, &mut known).await
        }
    }
}

/// Whether sales of the period may have become known after the moment. Those of the hour before it are looked at as
/// well: a sale that was being written while the period was read has an earlier moment than its end.
pub async fn may_be_late(work: &mut Work, period: Period, known_until: Timestamp) -> Result<bool> {
    let moment = known_until.checked_sub(SignedDuration::from_hours(1)).unwrap_or(known_until);
    Ok(sales::late_for(work, period.start, period.end, moment).await? > 0)
}

/// How many sales and returns of anybody the period has.
pub async fn count(work: &mut Work, period: Period) -> Result<i64> {
    sales::late_for(work, period.start, period.end, Timestamp::MIN).await
}
