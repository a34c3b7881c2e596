//! Batches.

use std::collections::BTreeMap;

use base::access::UserId;
use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;
use money::{Currency, Money};

use crate::rules::{Batch, BatchId, BatchState, Line};

/// Counts on; returns the last number of the `count` that are taken.
pub async fn next_number(work: &mut Work, name: &str, count: i64) -> Result<i64> {
    let sql = "insert into payouts_counters (name, last) values ($1, $2)
               on conflict (name) do update set last = payouts_counters.last + excluded.last returning last";
    let row = work.row(sql, args![name, count]).await?;
    Ok(row.ok_or_else(|| Failure::new("a counter did not count"))?.get("last")?)
}

/// Inserts a batch.
pub async fn insert_batch(work: &mut Work, batch: &Batch) -> Result<()> {
    let sql =
        "insert into payouts_batches (id, number, currency, state, cutoff_on, minimum_minor, payer, lines,
                 total_minor, paid_lines, paid_minor, prepared_at, prepared_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, $11)";
    let args = args![
        batch.id,
        batch.number,
        batch.currency,
        batch.state.word(),
        batch.cutoff_on,
        batch.minimum.minor,
        serde_json::to_string(&batch.payer)?,
        batch.lines,
        batch.total.minor,
        batch.prepared_at,
        batch.prepared_by,
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// One batch.
pub async fn batch(work: &mut Work, id: BatchId) -> Result<Option<Batch>> {
    let sql = "select id, number, currency, state, cutoff_on, minimum_minor, payer, lines, total_minor, paid_lines, paid_minor,
                 prepared_at, prepared_by, approved_at, approved_by, exported_at, ended_at, end_reason
               from payouts_batches where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_batch).transpose()
}

/// One batch, held to the end of the transaction, so that its verbs come one after another.
pub async fn lock_batch(work: &mut Work, id: BatchId) -> Result<Option<Batch>> {
    let sql = "select id, number, currency, state, cutoff_on, minimum_minor, payer, lines, total_minor, paid_lines, paid_minor,
                 prepared_at, prepared_by, approved_at, approved_by, exported_at, ended_at, end_reason
               from payouts_batches where id = $1 /*lock*/";
    work.row(sql, args![id]).await?.as_ref().map(read_batch).transpose()
}

/// One page of batches, the newest first.
pub async fn batches(work: &mut Work, state: Option<BatchState>, page: i64) -> Result<Vec<Batch>> {
    let sql = "select id, number, currency, state, cutoff_on, minimum_minor, payer, lines, total_minor, paid_lines, paid_minor,
                 prepared_at, prepared_by, approved_at, approved_by, exported_at, ended_at, end_reason
               from payouts_batches where (cast($1 as text) is null or state = $1)
               order by id desc limit 50 offset $2";
    let args = args![state.map(BatchState::word), (page - 1) * 50];
    work.rows(sql, args).await?.iter().map(read_batch).collect()
}

/// Every batch in a state, or in all, the newest first.
pub async fn all_batches(work: &mut Work, state: Option<BatchState>) -> Result<Vec<Batch>> {
    let sql = "select id, number, currency, state, cutoff_on, minimum_minor, payer, lines, total_minor, paid_lines, paid_minor,
                 prepared_at, prepared_by, approved_at, approved_by, exported_at, ended_at, end_reason
               from payouts_batches where (cast($1 as text) is null or state = $1) order by id desc";
    work.rows(sql, args![state.map(BatchState::word)]).await?.iter().map(read_batch).collect()
}

/// How many batches there are in each state.
pub async fn counts(work: &mut Work) -> Result<BTreeMap<String, i64>> {
    let sql = "select state, count(*) as batches from payouts_batches group by state";
    let rows = work.rows(sql, vec![]).await?;
    rows.iter().map(|row| Ok((row.get("state")?, row.get("batches")?))).collect()
}

/// Writes down who approved a batch.
pub async fn approve(work: &mut Work, id: BatchId, approver: UserId) -> Result<()> {
    let now = work.now();
    let sql = "update payouts_batches set state = 'approved', approved_at = $2, approved_by = $3
               where id = $1 and state = 'prepared'";
    let changed = work.run(sql, args![id, now, approver]).await?;
    one(changed)
}

/// Writes down that a batch was handed out.
pub async fn set_exported(work: &mut Work, id: BatchId) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_batches set state = 'exported', exported_at = $2, exported_by = $3
               where id = $1 and state = 'approved'";
    let changed = work.run(sql, args![id, now, user]).await?;
    one(changed)
}

/// By which key a batch was handed out.
pub async fn release_key(work: &mut Work, id: BatchId) -> Result<Option<String>> {
    let sql = "select release_key from payouts_batches where id = $1";
    let Some(row) = work.row(sql, args![id]).await? else { return Ok(None) };
    Ok(row.get("release_key")?)
}

/// Writes down by which key a batch was handed out.
pub async fn set_release_key(work: &mut Work, id: BatchId, key: &str) -> Result<()> {
    let sql = "update payouts_batches set release_key = $2 where id = $1 and release_key is null";
    one(work.run(sql, args![id, key]).await?)
}

/// What has been handed out in a currency since a moment, in minor units.
pub async fn exported_since(work: &mut Work, currency: Currency, since: Timestamp) -> Result<i64> {
    let sql = "select cast(coalesce(sum(total_minor), 0) as bigint) as total from payouts_batches
               where currency = $1 and exported_at >= $2";
    let Some(row) = work.row(sql, args![currency, since]).await? else { return Ok(0) };
    Ok(row.get("total")?)
}

/// Ends a batch as paid or cancelled.
pub async fn end_batch(work: &mut Work, id: BatchId, state: BatchState, reason: Option<&str>) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_batches set state = $2, ended_at = $3, ended_by = $4, end_reason = $5
               where id = $1 and state in ('prepared', 'approved', 'exported')";
    let changed = work.run(sql, args![id, state.word(), now, user, reason]).await?;
    one(changed)
}

/// Takes a removed line out of what a batch counts.
pub async fn shrink_batch(work: &mut Work, line: &Line) -> Result<()> {
    let sql = "update payouts_batches set lines = lines - 1, total_minor = total_minor - $2 where id = $1";
    let changed = work.run(sql, args![line.batch, line.amount.minor]).await?;
    one(changed)
}

/// Adds lines to what was paid of a batch.
pub async fn count_paid(work: &mut Work, id: BatchId, lines: i64, total: Money) -> Result<()> {
    let sql = "update payouts_batches set paid_lines = paid_lines + $2, paid_minor = paid_minor + $3
               where id = $1 and state = 'exported'";
    let changed = work.run(sql, args![id, lines, total.minor]).await?;
    one(changed)
}

fn one(changed: u64) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Failure::new("the batch was not as it was read under its lock")) }
}

fn read_batch(row: &Row) -> Result<Batch> {
    let currency: Currency = row.get("currency")?;
    let money = |column| Ok::<_, Failure>(Money::new(row.get(column)?, currency));
    let state: String = row.get("state")?;
    Ok(Batch {
        id: row.get("id")?,
        number: row.get("number")?,
        currency,
        state: BatchState::parse(&state).ok_or_else(|| Failure::new(format!("a batch is {state}")))?,
        cutoff_on: row.get("cutoff_on")?,
        minimum: money("minimum_minor")?,
        payer: serde_json::from_str(&row.get::<String>("payer")?)?,
        lines: row.get("lines")?,
        total: money("total_minor")?,
        paid_lines: row.get("paid_lines")?,
        paid: money("paid_minor")?,
        prepared_at: row.get("prepared_at")?,
        prepared_by: row.get("prepared_by")?,
        approved_at: row.get("approved_at")?,
        approved_by: row.get("approved_by")?,
        exported_at: row.get("exported_at")?,
        ended_at: row.get("ended_at")?,
        end_reason: row.get("end_reason")?,
    })
}
