//! Lines, and those who were left out.

use base::access::PartnerId;
use base::args;
use base::db::id::fresh;
use base::db::{Row, Value};
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::civil::Date;
use money::Money;

use crate::rules::{BatchId, BatchState, Candidate, LeftOut, Line, LineId, LineState};

/// A partner's payout with the batch it is in.
#[derive(Clone, Debug)]
pub struct Payout {
    /// The line.
    pub line: Line,
    /// The number of its batch.
    pub number: i64,
    /// How far the batch has come.
    pub state: BatchState,
    /// The day on which the batch was prepared.
    pub prepared_on: Date,
}

/// Somebody who was left out of a batch.
#[derive(Clone, Debug)]
pub struct LeftOutRow {
    /// Who.
    pub partner: PartnerId,
    /// His name, as it was then.
    pub name: String,
    /// What was owed.
    pub balance: Money,
    /// What of it was available.
    pub available: Money,
    /// Why.
    pub reason: LeftOut,
}

/// Inserts the lines of a batch.
pub async fn insert_lines(work: &mut Work, lines: &[Line]) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(lines.len());
    for line in lines {
        rows.push(args![
            line.id,
            line.batch,
            line.document,
            line.partner,
            line.partner_name.as_str(),
            line.amount.minor,
            line.amount.currency,
            line.state.word(),
            serde_json::to_string(&line.payee)?,
            line.requisites_hash.as_str(),
            line.purpose.as_str(),
            now,
            user,
        ]);
    }
    let head = "insert into payouts_lines (id, batch_id, document, partner_id, partner_name, amount_minor, currency, state, payee,
                  requisites_hash, purpose, changed_at, changed_by)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Inserts those who were left out of a batch.
pub async fn insert_left_out(work: &mut Work, batch: BatchId, left: &[(Candidate, LeftOut)]) -> Result<()> {
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(left.len());
    for (candidate, reason) in left {
        rows.push(args![
            fresh(),
            batch,
            candidate.partner,
            candidate.name.as_str(),
            candidate.balance.currency,
            candidate.balance.minor,
            candidate.available.minor,
            serde_json::to_string(reason)?,
        ]);
    }
    let head =
        "insert into payouts_left_out (id, batch_id, partner_id, partner_name, currency, balance_minor,
                  available_minor, reason)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// The first of those who were left out of a batch.
pub async fn left_out(work: &mut Work, batch: BatchId, most: i64) -> Result<Vec<LeftOutRow>> {
    let sql = "select partner_id, partner_name, currency, balance_minor, available_minor, reason from payouts_left_out
               where batch_id = $1 order by id limit $2";
    let rows = work.rows(sql, args![batch, most]).await?;
    let read = |row: &Row| {
        let money = |column| Ok::<_, Failure>(Money::new(row.get(column)?, row.get("currency")?));
        Ok(LeftOutRow {
            partner: row.get("partner_id")?,
            name: row.get("partner_name")?,
            balance: money("balance_minor")?,
            available: money("available_minor")?,
            reason: serde_json::from_str(&row.get::<String>("reason")?)?,
        })
    };
    rows.iter().map(read).collect()
}

/// One line of a batch.
pub async fn line(work: &mut Work, batch: BatchId, id: LineId) -> Result<Option<Line>> {
    let sql = "select id, batch_id, document, partner_id, partner_name, amount_minor, currency, state, payee, requisites_hash,
                 purpose, paid_on, removed_reason, paid_minor, part_paid_on
               from payouts_lines where id = $1 and batch_id = $2";
    work.row(sql, args![id, batch]).await?.as_ref().map(read_line).transpose()
}

/// One page of the lines of a batch.
pub async fn lines(work: &mut Work, batch: BatchId, page: i64) -> Result<Vec<Line>> {
    let sql = "select id, batch_id, document, partner_id, partner_name, amount_minor, currency, state, payee, requisites_hash,
                 purpose, paid_on, removed_reason, paid_minor, part_paid_on
               from payouts_lines where batch_id = $1 order by id limit 50 offset $2";
    work.rows(sql, args![batch, (page - 1) * 50]).await?.iter().map(read_line).collect()
}

/// Every line of a batch that is to be paid.
pub async fn lines_due(work: &mut Work, batch: BatchId) -> Result<Vec<Line>> {
    let sql = "select id, batch_id, document, partner_id, partner_name, amount_minor, currency, state, payee, requisites_hash,
                 purpose, paid_on, removed_reason, paid_minor, part_paid_on
               from payouts_lines where batch_id = $1 and state = 'due' order by id";
    work.rows(sql, args![batch]).await?.iter().map(read_line).collect()
}

/// One page of a partner's payouts, the newest first.
pub async fn payouts_of(work: &mut Work, partner: PartnerId, page: i64) -> Result<Vec<Payout>> {
    let sql = "select l.id, l.batch_id, l.document, l.partner_id, l.partner_name, l.amount_minor, l.currency, l.state, l.payee,
                 l.requisites_hash, l.purpose, l.paid_on, l.removed_reason, l.paid_minor, l.part_paid_on, b.number, b.state as batch_state, b.cutoff_on
               from payouts_lines l join payouts_batches b on b.id = l.batch_id
               where l.partner_id = $1 order by l.id desc limit 50 offset $2";
    let rows = work.rows(sql, args![partner, (page - 1) * 50]).await?;
    let read = |row: &Row| {
        let state: String = row.get("batch_state")?;
        Ok(Payout {
            line: read_line(row)?,
            number: row.get("number")?,
            state: BatchState::parse(&state).ok_or_else(|| Failure::new(format!("a batch is {state}")))?,
            prepared_on: row.get("cutoff_on")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Takes lines out with a reason.
pub async fn remove_lines(work: &mut Work, lines: &[Line], reason: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql =
        "update payouts_lines set state = 'removed', removed_reason = $2, changed_at = $3, changed_by = $4
               where id = $1 and state = 'due'";
    for line in lines {
        one(work.run(sql, args![line.id, reason, now, user]).await?)?;
    }
    Ok(())
}

/// Marks lines as paid on a day.
pub async fn pay_lines(work: &mut Work, lines: &[Line], paid_on: Date) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_lines set state = 'paid', paid_on = $2, paid_minor = amount_minor, part_paid_on = null, changed_at = $3, changed_by = $4
               where id = $1 and state = 'due'";
    for line in lines {
        one(work.run(sql, args![line.id, paid_on, now, user]).await?)?;
    }
    Ok(())
}

/// Writes down that the bank has paid a part of a line.
pub async fn pay_part_of(work: &mut Work, line: &Line, part: Money, on: Date) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_lines set paid_minor = paid_minor + $2, part_paid_on = $3, changed_at = $4, changed_by = $5
               where id = $1 and state = 'due' and paid_minor + $2 < amount_minor";
    one(work.run(sql, args![line.id, part.minor, on, now, user]).await?)
}

/// Ends a line with what was paid of it: the rest went back.
pub async fn close_part(work: &mut Work, line: &Line) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_lines set state = 'paid', amount_minor = paid_minor, paid_on = part_paid_on, part_paid_on = null,
                 changed_at = $2, changed_by = $3
               where id = $1 and state = 'due' and paid_minor > 0 and part_paid_on is not null";
    one(work.run(sql, args![line.id, now, user]).await?)?;
    let sql = "update payouts_batches set total_minor = total_minor - $2, paid_lines = paid_lines + 1 where id = $1";
    one(work.run(sql, args![line.batch, line.left().minor]).await?)
}

/// Takes a line that was paid out of what its batch counts: the bank brought the money back.
pub async fn return_line(work: &mut Work, line: &Line, reason: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_lines set state = 'removed', removed_reason = $2, paid_on = null, paid_minor = 0, changed_at = $3,
                 changed_by = $4
               where id = $1 and state = 'paid'";
    one(work.run(sql, args![line.id, reason, now, user]).await?)?;
    let sql = "update payouts_batches set lines = lines - 1, total_minor = total_minor - $2, paid_lines = paid_lines - 1,
                 paid_minor = paid_minor - $2 where id = $1";
    one(work.run(sql, args![line.batch, line.amount.minor]).await?)
}

fn one(changed: u64) -> Result<()> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Failure::new("a line was not as it was read under the batch's lock"))
    }
}

fn read_line(row: &Row) -> Result<Line> {
    let state: String = row.get("state")?;
    Ok(Line {
        id: row.get("id")?,
        batch: row.get("batch_id")?,
        document: row.get("document")?,
        partner: row.get("partner_id")?,
        partner_name: row.get("partner_name")?,
        amount: Money::new(row.get("amount_minor")?, row.get("currency")?),
        paid: Money::new(row.get("paid_minor")?, row.get("currency")?),
        part_paid_on: row.get("part_paid_on")?,
        state: LineState::parse(&state).ok_or_else(|| Failure::new(format!("a line is {state}")))?,
        payee: serde_json::from_str(&row.get::<String>("payee")?)?,
        requisites_hash: row.get("requisites_hash")?,
        purpose: row.get("purpose")?,
        paid_on: row.get("paid_on")?,
        removed_reason: row.get("removed_reason")?,
    })
}
