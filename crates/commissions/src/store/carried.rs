//! What periods hand on, and which statements correct which periods.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::args;
use base::failure::{Context, Result};
use base::work::Work;
use jiff::civil::Date;
use programs::ProgramId;
use terms::{Adjusted, Carried, Period};

use crate::run::StatementId;

/// Stands for everybody together: the budgets.
pub const EVERYBODY: PartnerId = PartnerId(0);

/// What the period before this one handed on, by partner, budgets included.
pub async fn carried_before(
    work: &mut Work,
    program: ProgramId,
    period: Period,
) -> Result<BTreeMap<PartnerId, Carried>> {
    let sql = "select partner_id, carried from commissions_carried where program_id = $1 and ends_on = $2";
    let rows = work.rows(sql, args![program, period.previous().end]).await?;
    let read = |row: &base::db::Row| {
        let carried: String = row.get("carried")?;
        let carried: Carried = serde_json::from_str(&carried).context("what a period hands on")?;
        Ok((row.get("partner_id")?, carried))
    };
    rows.iter().map(read).collect()
}

/// Keeps what a period hands on, in place of what it was said to hand on before.
pub async fn keep_carried(
    work: &mut Work,
    program: ProgramId,
    ends_on: Date,
    carried: &BTreeMap<PartnerId, Carried>,
) -> Result<()> {
    work.run(
        "delete from commissions_carried where program_id = $1 and ends_on = $2",
        args![program, ends_on],
    )
    .await?;
    let mut rows = Vec::new();
    for (partner, carried) in carried.iter().filter(|(_, carried)| !carried.is_empty()) {
        rows.push(args![program, *partner, ends_on, serde_json::to_string(carried)?]);
    }
    let head = "insert into commissions_carried (program_id, partner_id, ends_on, carried)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Notes which periods a statement corrects, and by how much.
pub async fn insert_corrections(
    work: &mut Work,
    program: ProgramId,
    corrections: &[(StatementId, PartnerId, Period, i64)],
) -> Result<()> {
    let row = |(statement, partner, period, amount): &(StatementId, PartnerId, Period, i64)| {
        args![*statement, program, *partner, period.to_string(), *amount]
    };
    let rows: Vec<_> = corrections.iter().map(row).collect();
    let head =
        "insert into commissions_corrections (statement_id, program_id, partner_id, period, amount_minor)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// The corrections of every statement that corrects a period, with whose they are.
pub async fn corrections_of(
    work: &mut Work,
    program: ProgramId,
    period: Period,
) -> Result<Vec<(PartnerId, Vec<Adjusted>)>> {
    let sql = "select s.partner_id, s.adjusted from commissions_statements s
               where s.adjusted is not null and s.id in (
                 select c.statement_id from commissions_corrections c where c.program_id = $1 and c.period = $2
               ) order by s.id";
    let mut found = Vec::new();
    for row in work.rows(sql, args![program, period.to_string()]).await? {
        let adjusted: Vec<u8> = row.get("adjusted")?;
        found.push((row.get("partner_id")?, Adjusted::from_block(&adjusted)?));
    }
    Ok(found)
}
