//! The table of rates; rows are only ever added.

use base::access::UserId;
use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;

use crate::rules::forms::{RateId, RateKind, RateRow};

/// A row of the table with who wrote it and when; what was there from the beginning was written by nobody.
#[derive(Clone, Debug)]
pub struct KeptRate {
    /// The row.
    pub row: RateRow,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<UserId>,
}

/// The rows that count: of those about one kind from one day the newest, unless it takes the row back.
pub async fn rates(work: &mut Work) -> Result<Vec<KeptRate>> {
    let sql = "select id, kind, from_on, until_on, fields, source, is_confirmed, at, user_id
               from payouts_rates
               where is_withdrawn = 0
                 and not exists (select 1 from payouts_rates later
                                 where later.kind = payouts_rates.kind and later.from_on = payouts_rates.from_on
                                   and later.id > payouts_rates.id)
               order by kind, from_on";
    work.rows(sql, args![]).await?.iter().map(read).collect()
}

/// Adds a version of a row; one that is withdrawn takes the row back.
pub async fn insert_rate(work: &mut Work, row: &RateRow, is_withdrawn: bool) -> Result<()> {
    let sql =
        "insert into payouts_rates (id, kind, from_on, until_on, fields, source, is_confirmed, is_withdrawn, at, user_id)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (now, user) = (work.now(), work.actor.user());
    let args = args![
        row.id,
        row.kind.word(),
        row.from_on,
        row.until_on,
        serde_json::to_string(&row.values)?,
        &row.source,
        i64::from(row.is_confirmed),
        i64::from(is_withdrawn),
        now,
        user,
    ];
    work.run(sql, args).await?;
    Ok(())
}

fn read(row: &Row) -> Result<KeptRate> {
    let kind: String = row.get("kind")?;
    let fields: String = row.get("fields")?;
    let kept = RateRow {
        id: row.get::<RateId>("id")?,
        kind: RateKind::parse(&kind).ok_or_else(|| Failure::new(format!("a rate is about {kind}")))?,
        from_on: row.get("from_on")?,
        until_on: row.get("until_on")?,
        values: serde_json::from_str(&fields)?,
        source: row.get("source")?,
        is_confirmed: row.get::<i64>("is_confirmed")? != 0,
    };
    Ok(KeptRate { row: kept, at: row.get("at")?, by: row.get("user_id")? })
}
