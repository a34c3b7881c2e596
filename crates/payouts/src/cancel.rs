//! Cancelling a batch before it goes to the bank; the money goes back.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::Cancelled;
use crate::rules::{BatchId, BatchState, Refusal, judge_reason, judge_state};
use crate::store::{self, Move};

/// Cancels a batch that was not handed out yet.
pub async fn cancel(work: &mut Work, id: BatchId, reason: &str) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    judge_reason(reason).map_err(Stop::Refused)?;
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Prepared, BatchState::Approved]).map_err(Stop::Refused)?;
    let today = work.today();
    let lines = store::lines_due(work, id).await?;
    store::remove_lines(work, &lines, reason.trim()).await?;
    store::end_batch(work, id, BatchState::Cancelled, Some(reason.trim())).await?;
    store::move_money(work, &batch, &lines, Move::BackAll, today).await?;
    let (total, reason) = (batch.total.to_string(), reason.trim().to_owned());
    work.record(Cancelled { batch: id, number: batch.number, total, reason }).await?;
    Ok(())
}
