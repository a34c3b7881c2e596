//! Marking payouts as paid, when the bank has paid.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;
use money::Money;

use crate::events::{LinePaid, LinePartPaid, PaidAll};
use crate::rules::{
    Batch, BatchId, BatchState, Line, LineId, LineState, Refusal, judge_paid_on, judge_state,
};
use crate::store::{self, Move};

/// Marks everything that is due in a batch as paid on a day.
pub async fn pay_all(work: &mut Work, id: BatchId, paid_on: Date) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let batch = exported(work, id, paid_on).await?;
    let lines = store::lines_due(work, id).await?;
    let total = Money::sum(batch.currency, lines.iter().map(Line::left))?;
    settle(work, &batch, &lines, total, paid_on).await?;
    let (number, count, total) = (batch.number, lines.len() as i64, total.to_string());
    work.record(PaidAll { batch: id, number, lines: count, total, paid_on }).await?;
    Ok(())
}

/// Marks one line as paid on a day.
pub async fn pay_line(work: &mut Work, id: BatchId, line: LineId, paid_on: Date) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let batch = exported(work, id, paid_on).await?;
    let line = store::line(work, id, line).await?.ok_or(Stop::Unknown)?;
    if line.state != LineState::Due {
        return Err(Stop::Refused(Refusal::LineDone));
    }
    settle(work, &batch, std::slice::from_ref(&line), line.left(), paid_on).await?;
    let amount = line.amount.to_string();
    let (partner, name) = (line.partner, line.partner_name);
    work.record(LinePaid { batch: id, number: batch.number, partner, name, amount, paid_on }).await?;
    Ok(())
}

/// Writes down that the bank has paid a part of a line; the rest stays due.
pub async fn pay_part(
    work: &mut Work,
    id: BatchId,
    line: LineId,
    part: Money,
    paid_on: Date,
) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let batch = exported(work, id, paid_on).await?;
    let line = store::line(work, id, line).await?.ok_or(Stop::Unknown)?;
    if line.state != LineState::Due {
        return Err(Stop::Refused(Refusal::LineDone));
    }
    let left = line.left();
    if part.currency != left.currency || part.minor <= 0 || part.minor >= left.minor {
        return Err(Stop::Refused(Refusal::PartOdd { left }));
    }
    store::pay_part_of(work, &line, part, paid_on).await?;
    store::count_paid(work, id, 0, part).await?;
    store::move_part(work, &batch, &line, part, paid_on).await?;
    let (amount, number) = (part.to_string(), batch.number);
    let (partner, name) = (line.partner, line.partner_name);
    work.record(LinePartPaid { batch: id, number, partner, name, amount, paid_on }).await?;
    Ok(())
}

/// The batch, held to the end of the transaction, when it was handed out and not settled yet.
async fn exported(work: &mut Work, id: BatchId, paid_on: Date) -> Outcome<Batch, Refusal> {
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Exported]).map_err(Stop::Refused)?;
    judge_paid_on(paid_on, batch.cutoff_on, work.today()).map_err(Stop::Refused)?;
    Ok(batch)
}

async fn settle(
    work: &mut Work,
    batch: &Batch,
    lines: &[Line],
    total: Money,
    paid_on: Date,
) -> base::failure::Result<()> {
    store::pay_lines(work, lines, paid_on).await?;
    store::count_paid(work, batch.id, lines.len() as i64, total).await?;
    store::move_money(work, batch, lines, Move::Out, paid_on).await?;
    if batch.paid_lines + lines.len() as i64 == batch.lines {
        store::end_batch(work, batch.id, BatchState::Paid, None).await?;
    }
    Ok(())
}
