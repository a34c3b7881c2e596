//! Writing exchange rates down. A correction is a newer rate of the same day; the older one stays in sight.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::{RateAdded, RatesAdded};
use crate::rules::{NewRate, Refusal, judge_rate};
use crate::store;

/// Writes one rate down.
pub async fn add_rate(work: &mut Work, new: NewRate) -> Outcome<(), Refusal> {
    work.may(Act::EditRates, Whose::Vendor)?;
    let new = judge_rate(new, work.today()).map_err(Stop::Refused)?;
    let pair = format!("{}/{}", new.base.code(), new.quote.code());
    let event = RateAdded { pair, on: new.on, rate: new.rate.clone() };
    store::insert_rates(work, &[new]).await?;
    work.record(event).await?;
    Ok(())
}

/// Writes many rates down, all or none.
pub async fn add_rates(work: &mut Work, new: Vec<NewRate>) -> Outcome<usize, Refusal> {
    work.may(Act::EditRates, Whose::Vendor)?;
    let today = work.today();
    let rates: Result<Vec<NewRate>, Refusal> = new.into_iter().map(|new| judge_rate(new, today)).collect();
    let rates = rates.map_err(Stop::Refused)?;
    store::insert_rates(work, &rates).await?;
    work.record(RatesAdded { count: rates.len() }).await?;
    Ok(rates.len())
}
