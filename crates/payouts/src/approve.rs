//! Approving a batch, by a second person.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::Approved;
use crate::rules::{BatchId, BatchState, Refusal, judge_approval, judge_limits, judge_state};
use crate::store;

/// Approves a batch that somebody else prepared.
pub async fn approve(work: &mut Work, id: BatchId) -> Outcome<(), Refusal> {
    work.may(Act::ApprovePayouts, Whose::Vendor)?;
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Prepared]).map_err(Stop::Refused)?;
    let approver = judge_approval(batch.prepared_by, work.actor.user()).map_err(Stop::Refused)?;
    let limits = crate::settings(work).await?.limits(batch.currency);
    let lines = store::lines_due(work, id).await?;
    let greatest = lines.iter().map(|line| line.amount.minor).max().unwrap_or_default();
    // The day is judged when the batch goes out.
    judge_limits(&limits, batch.currency, greatest, batch.total.minor, 0).map_err(Stop::Refused)?;
    store::approve(work, id, approver).await?;
    work.record(Approved { batch: id, number: batch.number, total: batch.total.to_string() }).await?;
    Ok(())
}
