//! Verifications: inserted, never changed.

use base::args;
use base::db::Row;
use base::failure::{Context, Result};
use base::work::Work;

use crate::verification::Verification;

/// Keeps a verification.
pub async fn insert_verification(work: &mut Work, one: &Verification) -> Result<()> {
    let sql = "insert into commissions_verifications (id, begun_at, ended_at, user_id, periods, statements, differences, report)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let report = serde_json::to_string(&one.told)?;
    let args = args![
        one.id,
        one.begun_at,
        one.ended_at,
        one.user,
        one.periods,
        one.statements,
        one.differences,
        report
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// The last verification.
pub async fn last_verification(work: &mut Work) -> Result<Option<Verification>> {
    let sql = "select id, begun_at, ended_at, user_id, periods, statements, differences, report
               from commissions_verifications order by ended_at desc, id desc limit 1";
    work.row(sql, args![]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Verification> {
    let report: String = row.get("report")?;
    Ok(Verification {
        id: row.get("id")?,
        begun_at: row.get("begun_at")?,
        ended_at: row.get("ended_at")?,
        user: row.get("user_id")?,
        periods: row.get("periods")?,
        statements: row.get("statements")?,
        differences: row.get("differences")?,
        told: serde_json::from_str(&report).context("the report of a verification")?,
    })
}
