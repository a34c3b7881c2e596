//! Movements of the bank.

use std::collections::BTreeSet;

use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::Money;

use crate::rules::statement::Side;
use crate::rules::{BankRowId, BatchId, Expected, LineId, LineState, Missing, Party};

/// What came of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Found {
    /// Payouts that were paid.
    pub paid: usize,
    /// Payouts that were marked as paid before and are confirmed now.
    pub confirmed: usize,
    /// Payouts of which a part was paid.
    pub parts: usize,
    /// Payouts that came back.
    pub returned: usize,
    /// Movements that belong to no payout and might.
    pub open: usize,
    /// Movements that were known already.
    pub known: usize,
    /// Money that came and has nothing to do with payouts.
    pub foreign: usize,
    /// Documents that the bank has not booked yet.
    pub waiting: usize,
}

/// A statement that was taken in.
#[derive(Clone, Debug)]
pub struct TakenStatement {
    /// The name of the file.
    pub name: String,
    /// What came of it.
    pub found: Found,
    /// When.
    pub taken_at: Timestamp,
}

/// A movement, as it is kept.
#[derive(Clone, Debug)]
pub struct KeptRow {
    /// Its id.
    pub id: BankRowId,
    /// The day on which the bank booked it.
    pub booked_on: Date,
    /// The number of the document.
    pub number: String,
    /// How much.
    pub amount: Money,
    /// `in` or `out`.
    pub direction: String,
    /// The other side.
    pub other: OtherSide,
    /// What for.
    pub purpose: String,
    /// `paid`, `part`, `returned`, `open` or `aside`.
    pub state: String,
    /// The payout and its batch.
    pub line: Option<(BatchId, LineId)>,
    /// Why it belongs to none.
    pub missing: Option<Missing>,
    /// Why it was set aside.
    pub reason: Option<String>,
}

/// The other side of a movement.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OtherSide {
    /// The name.
    pub name: String,
    /// The tax number.
    pub inn: String,
    /// The account.
    pub account: String,
}

impl From<&Side> for OtherSide {
    fn from(side: &Side) -> Self {
        Self { name: side.name.clone(), inn: side.inn.clone(), account: side.account.clone() }
    }
}

/// A movement to keep.
#[derive(Debug)]
pub struct NewRow<'a> {
    /// By what it is known.
    pub fingerprint: &'a str,
    /// From which statement.
    pub statement: i64,
    /// When it was booked.
    pub booked_on: Date,
    /// The number of the document.
    pub number: &'a str,
    /// How much.
    pub amount: Money,
    /// `in` or `out`.
    pub direction: &'static str,
    /// The other side.
    pub other: OtherSide,
    /// What for.
    pub purpose: &'a str,
    /// What came of it.
    pub state: &'static str,
    /// The payout.
    pub line: Option<LineId>,
    /// Why it belongs to none.
    pub missing: Option<Missing>,
}

/// Keeps what came of a statement.
pub async fn insert_statement(work: &mut Work, id: i64, name: &str, sha256: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into payouts_statements (id, name, sha256, found, taken_at, taken_by) values ($1, $2, $3, '{}', $4, $5)";
    work.run(sql, args![id, name, sha256, now, user]).await?;
    Ok(())
}

/// Writes down what came of it.
pub async fn set_found(work: &mut Work, id: i64, found: &Found) -> Result<()> {
    let sql = "update payouts_statements set found = $2 where id = $1";
    work.run(sql, args![id, serde_json::to_string(found)?]).await?;
    Ok(())
}

/// The last statements.
pub async fn statements(work: &mut Work, most: i64) -> Result<Vec<TakenStatement>> {
    let sql = "select name, found, taken_at from payouts_statements order by id desc limit $1";
    let rows = work.rows(sql, args![most]).await?;
    let read = |row: &Row| {
        let found = serde_json::from_str(&row.get::<String>("found")?)?;
        Ok(TakenStatement { name: row.get("name")?, found, taken_at: row.get("taken_at")? })
    };
    rows.iter().map(read).collect()
}

/// Keeps a movement.
pub async fn insert_row(work: &mut Work, row: NewRow<'_>) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let missing = row.missing.map(|missing| serde_json::to_string(&missing)).transpose()?;
    let sql = "insert into payouts_bank_rows (id, fingerprint, statement_id, booked_on, number, amount_minor, currency, direction,
                 other, purpose, state, line_id, missing, changed_at, changed_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let args = args![
        BankRowId::fresh(),
        row.fingerprint,
        row.statement,
        row.booked_on,
        row.number,
        row.amount.minor,
        row.amount.currency,
        row.direction,
        serde_json::to_string(&row.other)?,
        row.purpose,
        row.state,
        row.line,
        missing,
        now,
        user,
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// The fingerprints of movements that were booked between two days.
pub async fn fingerprints(work: &mut Work, from: Date, until: Date) -> Result<BTreeSet<String>> {
    let sql = "select fingerprint from payouts_bank_rows where booked_on between $1 and $2";
    work.rows(sql, args![from, until]).await?.iter().map(|row| Ok(row.get("fingerprint")?)).collect()
}

/// The payouts that went to the bank in batches prepared since a day.
pub async fn expected(work: &mut Work, since: Date) -> Result<Vec<Expected>> {
    let sql = "select l.id, l.batch_id, l.document, l.amount_minor, l.paid_minor, l.currency, l.state, l.payee, l.purpose, b.payer,
                 (select count(*) from payouts_bank_rows r where r.line_id = l.id and r.state = 'paid') as confirmed
               from payouts_lines l join payouts_batches b on b.id = l.batch_id
               where b.state in ('exported', 'paid') and b.cutoff_on >= $1 and l.state in ('due', 'paid') order by l.id";
    work.rows(sql, args![since]).await?.iter().map(read_expected).collect()
}

fn read_expected(row: &Row) -> Result<Expected> {
    let payee: Party = serde_json::from_str(&row.get::<String>("payee")?)?;
    let payer: Party = serde_json::from_str(&row.get::<String>("payer")?)?;
    let money = |column| Ok::<_, Failure>(Money::new(row.get(column)?, row.get("currency")?));
    Ok(Expected {
        line: row.get("id")?,
        batch: row.get("batch_id")?,
        document: row.get("document")?,
        amount: money("amount_minor")?,
        paid: money("paid_minor")?,
        is_due: row.get::<String>("state")? == LineState::Due.word(),
        is_confirmed: row.get::<i64>("confirmed")? > 0,
        inn: payee.inn,
        account: payee.account,
        own_account: payer.account,
        purpose: row.get("purpose")?,
    })
}

/// One page of movements in a state, the newest first.
pub async fn rows_in(work: &mut Work, state: &str, page: i64) -> Result<Vec<KeptRow>> {
    let sql = "select r.id, r.booked_on, r.number, r.amount_minor, r.currency, r.direction, r.other, r.purpose, r.state, r.line_id,
                 l.batch_id, r.missing, r.reason
               from payouts_bank_rows r left join payouts_lines l on l.id = r.line_id
               where ($1 = '' and r.state in ('paid', 'part', 'returned') or r.state = $1) order by r.id desc limit 50 offset $2";
    work.rows(sql, args![state, (page - 1) * 50]).await?.iter().map(read_kept).collect()
}

/// How many movements belong to no payout, to one, and were set aside.
pub async fn row_counts(work: &mut Work) -> Result<(i64, i64, i64)> {
    let sql = "select state, count(*) as movements from payouts_bank_rows group by state";
    let mut counts = (0, 0, 0);
    for row in work.rows(sql, args![]).await? {
        let count: i64 = row.get("movements")?;
        match row.get::<String>("state")?.as_str() {
            "open" => counts.0 += count,
            "aside" => counts.2 += count,
            _ => counts.1 += count,
        }
    }
    Ok(counts)
}

/// Sets a movement aside; answers whether it was open.
pub async fn set_aside(work: &mut Work, id: BankRowId, reason: &str) -> Result<bool> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update payouts_bank_rows set state = 'aside', reason = $2, changed_at = $3, changed_by = $4
               where id = $1 and state = 'open'";
    Ok(work.run(sql, args![id, reason, now, user]).await? == 1)
}

fn read_kept(row: &Row) -> Result<KeptRow> {
    let line: Option<LineId> = row.get("line_id")?;
    let batch: Option<BatchId> = row.get("batch_id")?;
    let missing: Option<String> = row.get("missing")?;
    Ok(KeptRow {
        id: row.get("id")?,
        booked_on: row.get("booked_on")?,
        number: row.get("number")?,
        amount: Money::new(row.get("amount_minor")?, row.get("currency")?),
        direction: row.get("direction")?,
        other: serde_json::from_str(&row.get::<String>("other")?)?,
        purpose: row.get("purpose")?,
        state: row.get("state")?,
        line: batch.zip(line),
        missing: missing.map(|text| serde_json::from_str(&text)).transpose()?,
        reason: row.get("reason")?,
    })
}
