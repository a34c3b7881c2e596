//! Who stands above a partner, from a day on.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::events::{UplineRemoved, UplineSet};
use crate::rules::{self, Refusal};
use crate::store;

/// Puts `partner` under `upline`, or under nobody, from a day on. The edge before ends the day before; what was true
/// on earlier days stays true.
pub async fn set_upline(
    work: &mut Work,
    partner: PartnerId,
    upline: Option<PartnerId>,
    from: Date,
) -> Outcome<(), Refusal> {
    work.may(Act::EditPartners, Whose::Vendor)?;
    // Two people who change the network at once could close a circle that neither of them sees.
    work.queue_for("partners_edges").await?;
    store::card(work, partner).await?.ok_or(Stop::Unknown)?;
    let above = match upline {
        None => None,
        Some(upline) => Some(store::card(work, upline).await?.ok_or(Stop::Unknown)?),
    };
    let own = store::edges_of(work, partner).await?;
    let edges = match upline {
        None => Vec::new(),
        Some(upline) => store::edges_above(work, upline, from).await?,
    };
    rules::judge_upline(partner, upline, from, work.today(), &own, &edges).map_err(Stop::Refused)?;
    store::end_edges(work, partner, from.saturating_sub(jiff::Span::new().days(1))).await?;
    match above {
        None => work.record(UplineRemoved { partner, from }).await?,
        Some(above) => {
            store::insert_edge(work, partner, above.id, from).await?;
            work.record(UplineSet { partner, upline: above.id, upline_name: above.name, from }).await?;
        }
    }
    Ok(())
}
