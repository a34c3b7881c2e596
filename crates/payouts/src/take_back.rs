//! Money that left and came back.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::events::LineReturned;
use crate::rules::{
    BatchId, BatchState, LineId, LineState, REASON_MAX, Refusal, judge_paid_on, judge_reason, judge_state,
};
use crate::store::{self, Move};

/// The bank brought a payout back: it is payable again, with a reason. What was not marked as paid yet is taken out of the
/// batch, what was is taken back from the bank.
pub async fn take_back(
    work: &mut Work,
    id: BatchId,
    line: LineId,
    on: Date,
    reason: &str,
) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    // What the bank writes may be longer than what people may.
    let reason: String = reason.trim().chars().take(REASON_MAX).collect();
    judge_reason(&reason).map_err(Stop::Refused)?;
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Exported, BatchState::Paid]).map_err(Stop::Refused)?;
    let line = store::line(work, id, line).await?.ok_or(Stop::Unknown)?;
    if line.state == LineState::Due {
        return crate::remove(work, id, line.id, &reason).await;
    }
    if line.state != LineState::Paid {
        return Err(Stop::Refused(Refusal::LineDone));
    }
    judge_paid_on(on, line.paid_on.unwrap_or(batch.cutoff_on), work.today()).map_err(Stop::Refused)?;
    store::return_line(work, &line, &reason).await?;
    store::move_money(work, &batch, std::slice::from_ref(&line), Move::Returned, on).await?;
    let (amount, number) = (line.amount.to_string(), batch.number);
    let (partner, name) = (line.partner, line.partner_name);
    work.record(LineReturned { batch: id, number, partner, name, amount, reason }).await?;
    Ok(())
}
