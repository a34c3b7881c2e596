//! Changing where a partner stands.

use base::access::{Act, PartnerId};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::StatusChanged;
use crate::rules::{self, PartnerStatus, Refusal};
use crate::store;

/// Gives a partner another status, with the reason that everything but a welcome owes.
pub async fn change_status(
    work: &mut Work,
    id: PartnerId,
    next: PartnerStatus,
    reason: &str,
) -> Outcome<(), Refusal> {
    work.may(Act::EditPartners, id)?;
    let card = store::card_to_change(work, id).await?.ok_or(Stop::Unknown)?;
    rules::judge_status(card.status, next, reason).map_err(Stop::Refused)?;
    let reason = reason.trim().to_owned();
    store::give_status(work, id, next, &reason).await?;
    let (before_key, after_key) = (card.status.word_key(), next.word_key());
    work.record(StatusChanged { partner: id, status: next, before_key, after_key, reason }).await?;
    Ok(())
}
