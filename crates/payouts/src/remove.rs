//! Taking one line out of a batch: before approval, or after the bank has refused it.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::LineRemoved;
use crate::rules::{BatchId, BatchState, LineId, LineState, Refusal, judge_reason, judge_state};
use crate::store::{self, Move};

/// Takes a line out with a reason; the money goes back to what is payable. Of a line of
/// which the bank has paid a part the rest goes back.
pub async fn remove(work: &mut Work, id: BatchId, line: LineId, reason: &str) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    judge_reason(reason).map_err(Stop::Refused)?;
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    let line = store::line(work, id, line).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Prepared, BatchState::Exported]).map_err(Stop::Refused)?;
    if line.state != LineState::Due {
        return Err(Stop::Refused(Refusal::LineDone));
    }
    if batch.lines == 1 && batch.state == BatchState::Prepared {
        return Err(Stop::Refused(Refusal::LastLine));
    }
    let (today, reason) = (work.today(), reason.trim());
    if line.paid.is_zero() {
        store::remove_lines(work, std::slice::from_ref(&line), reason).await?;
        store::shrink_batch(work, &line).await?;
    } else {
        store::close_part(work, &line).await?;
    }
    store::move_money(work, &batch, std::slice::from_ref(&line), Move::BackOne, today).await?;
    end_if_done(work, id, reason).await?;
    let (amount, reason) = (line.left().to_string(), reason.to_owned());
    let (partner, name) = (line.partner, line.partner_name);
    work.record(LineRemoved { batch: id, number: batch.number, partner, name, amount, reason }).await?;
    Ok(())
}

/// A batch that was handed out ends with its last line: paid when anything was paid, cancelled when nothing was.
async fn end_if_done(work: &mut Work, id: BatchId, reason: &str) -> Outcome<(), Refusal> {
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    match (batch.state, batch.lines - batch.paid_lines, batch.lines) {
        (BatchState::Exported, 0, 0) => {
            store::end_batch(work, id, BatchState::Cancelled, Some(reason)).await?
        }
        (BatchState::Exported, 0, _) => store::end_batch(work, id, BatchState::Paid, None).await?,
        _ => {}
    }
    Ok(())
}
