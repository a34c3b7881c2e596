//! Runs and parked partners.

use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::civil::Date;
use programs::ProgramId;
use terms::Period;

use crate::rules::Totals;
use crate::run::{Parked, Run, RunId};

/// The run of a period, open or closed.
pub async fn run_of(work: &mut Work, program: ProgramId, period: Period) -> Result<Option<Run>> {
    let sql = "select id, program_id, period, currency, state, trouble, known_until, terms_hash, inputs_hash, sales,
                 sales_minor, statements, turnover_minor, direct_minor, override_minor, bonus_minor, limits_minor,
                 adjustments_minor, total_minor, sale_lines, parked, available_on, closed_at, closed_by, reconciled_hash, freshly_known
               from commissions_runs where program_id = $1 and period = $2";
    work.row(sql, args![program, period.to_string()]).await?.as_ref().map(read_run).transpose()
}

/// The runs of a programme, the latest period first.
pub async fn runs(work: &mut Work, program: ProgramId, limit: i64) -> Result<Vec<Run>> {
    let sql = "select id, program_id, period, currency, state, trouble, known_until, terms_hash, inputs_hash, sales,
                 sales_minor, statements, turnover_minor, direct_minor, override_minor, bonus_minor, limits_minor,
                 adjustments_minor, total_minor, sale_lines, parked, available_on, closed_at, closed_by, reconciled_hash, freshly_known
               from commissions_runs where program_id = $1 order by ends_on desc limit $2";
    work.rows(sql, args![program, limit]).await?.iter().map(read_run).collect()
}

/// The closed runs whose period ends between two days, by end.
pub async fn closed_runs(work: &mut Work, from: Date, until: Date) -> Result<Vec<Run>> {
    let sql = "select id, program_id, period, currency, state, trouble, known_until, terms_hash, inputs_hash, sales,
                 sales_minor, statements, turnover_minor, direct_minor, override_minor, bonus_minor, limits_minor,
                 adjustments_minor, total_minor, sale_lines, parked, available_on, closed_at, closed_by, reconciled_hash, freshly_known
               from commissions_runs where state = 'closed' and ends_on >= $1 and ends_on <= $2
               order by ends_on, program_id";
    work.rows(sql, args![from, until]).await?.iter().map(read_run).collect()
}

/// Writes the run of a period whose close has begun in this transaction; an attempt that was given up is taken over.
/// Returns the id under which it is kept.
pub async fn open_run(work: &mut Work, run: &Run) -> Result<RunId> {
    let sql = "insert into commissions_runs (id, program_id, period, starts_on, ends_on, currency, state, known_until,
                 terms_hash, inputs_hash, sales, sales_minor, statements, turnover_minor, direct_minor,
                 override_minor, bonus_minor, total_minor, sale_lines, parked, freshly_known)
               values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, 0, 0, 0, 0, 0, 0, 0, 0, $12)
               on conflict (program_id, period) do update
                 set known_until = excluded.known_until, terms_hash = excluded.terms_hash,
                   inputs_hash = excluded.inputs_hash, sales = excluded.sales, sales_minor = excluded.sales_minor,
                   freshly_known = excluded.freshly_known
               returning id";
    let args = args![
        run.id,
        run.program,
        run.period.to_string(),
        run.period.start,
        run.period.end,
        run.currency,
        run.known_until,
        run.terms_hash.as_str(),
        run.inputs_hash.as_str(),
        run.sales,
        run.sales_minor,
        run.freshly_known,
    ];
    let row = work.row(sql, args).await?.ok_or_else(|| Failure::new("the run was not kept"))?;
    Ok(row.get("id")?)
}

/// Closes a run with the totals of its statements, or writes its totals anew when parked partners were stated.
pub async fn close_run(work: &mut Work, id: RunId, run: &Run) -> Result<()> {
    let sql = "update commissions_runs
               set state = 'closed', trouble = null, statements = $2, turnover_minor = $3, direct_minor = $4,
                 override_minor = $5, bonus_minor = $6, limits_minor = $7, adjustments_minor = $8, total_minor = $9,
                 sale_lines = $10, parked = $11, available_on = $12, closed_at = $13, closed_by = $14,
                 reconciled_hash = $15
               where id = $1";
    let Totals { turnover, direct, overrides, bonus, limits, adjustments, total, sale_lines } = run.totals;
    // While anybody is parked the next close looks at it again.
    let hash = if run.parked == 0 { run.terms_hash.as_str() } else { "" };
    let args = args![
        id,
        run.statements,
        turnover,
        direct,
        overrides,
        bonus,
        limits,
        adjustments,
        total,
        sale_lines,
        run.parked,
        run.available_on,
        run.closed_at,
        run.closed_by,
        hash,
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// The mark of the sales that a run has read; empty where it is not known.
pub async fn sales_mark_of(work: &mut Work, run: RunId) -> Result<String> {
    let row = work.row("select sales_mark from commissions_runs where id = $1", args![run]).await?;
    Ok(row.map(|row| row.at(0)).transpose()?.unwrap_or_default())
}

/// Keeps the mark of the sales that a run has read.
pub async fn keep_sales_mark(work: &mut Work, run: RunId, mark: &str) -> Result<()> {
    work.run("update commissions_runs set sales_mark = $2 where id = $1", args![run, mark]).await?;
    Ok(())
}

/// The closed runs of a programme, the earliest first.
pub async fn closed_runs_of(work: &mut Work, program: ProgramId) -> Result<Vec<Run>> {
    let sql = "select id, program_id, period, currency, state, trouble, known_until, terms_hash, inputs_hash, sales,
                 sales_minor, statements, turnover_minor, direct_minor, override_minor, bonus_minor, limits_minor,
                 adjustments_minor, total_minor, sale_lines, parked, available_on, closed_at, closed_by, reconciled_hash, freshly_known
               from commissions_runs where program_id = $1 and state = 'closed' order by ends_on";
    work.rows(sql, args![program]).await?.iter().map(read_run).collect()
}

/// Keeps the attributes that terms asked for in the run's own period, or in one that it corrects.
pub async fn keep_sets(work: &mut Work, run: RunId, period: Period, sets: &[u8]) -> Result<()> {
    let sql = "insert into commissions_sets (run_id, period, sets) values ($1, $2, $3)
               on conflict (run_id, period) do update set sets = excluded.sets";
    work.run(sql, args![run, period.to_string(), sets]).await?;
    Ok(())
}

/// The attributes that terms asked for in a period, as the run keeps them.
pub async fn sets_of(work: &mut Work, run: RunId, period: Period) -> Result<Vec<u8>> {
    let sql = "select sets from commissions_sets where run_id = $1 and period = $2";
    let row = work.row(sql, args![run, period.to_string()]).await?;
    let row = row.ok_or_else(|| Failure::new(format!("{run} keeps no attributes of {period}")))?;
    Ok(row.get("sets")?)
}

/// Says that a closed run agrees with terms, enrolments and network of this hash, and how many are still parked.
pub async fn reconcile(work: &mut Work, run: RunId, hash: &str, parked: i64) -> Result<()> {
    let sql = "update commissions_runs set reconciled_hash = $2, parked = $3 where id = $1";
    work.run(sql, args![run, hash, parked]).await?;
    Ok(())
}

/// Says on an open run what stood in its way.
pub async fn note_trouble(work: &mut Work, id: RunId, trouble: &str) -> Result<()> {
    let sql = "update commissions_runs set trouble = $2 where id = $1 and state = 'open'";
    work.run(sql, args![id, trouble]).await?;
    Ok(())
}

/// Parks partners with their reasons.
pub async fn insert_parked(work: &mut Work, run: RunId, parked: &[Parked]) -> Result<()> {
    let now = work.now();
    let row = |one: &Parked| args![run, one.partner, one.name.as_str(), one.reason.as_str(), one.sale, now];
    let rows: Vec<_> = parked.iter().map(row).collect();
    let head =
        "insert into commissions_parked (run_id, partner_id, partner_name, reason, sale_id, parked_at)";
    let tail =
        "on conflict (run_id, partner_id) do update set reason = excluded.reason, sale_id = excluded.sale_id";
    work.insert_many(head, tail, &rows).await?;
    Ok(())
}

/// Takes every parked partner of a run off the list, before those that remain are written anew.
pub async fn delete_parked(work: &mut Work, run: RunId) -> Result<()> {
    work.run("delete from commissions_parked where run_id = $1", args![run]).await?;
    Ok(())
}

/// The parked partners of a run, by name.
pub async fn parked_of(work: &mut Work, run: RunId) -> Result<Vec<Parked>> {
    let sql = "select partner_id, partner_name, reason, sale_id from commissions_parked
               where run_id = $1 order by partner_name, partner_id";
    let rows = work.rows(sql, args![run]).await?;
    rows.iter()
        .map(|row| {
            Ok(Parked {
                partner: row.get("partner_id")?,
                name: row.get("partner_name")?,
                reason: row.get("reason")?,
                sale: row.get("sale_id")?,
            })
        })
        .collect()
}

fn read_run(row: &Row) -> Result<Run> {
    Ok(Run {
        id: row.get("id")?,
        program: row.get("program_id")?,
        period: read_period(row)?,
        currency: row.get("currency")?,
        is_closed: row.get::<String>("state")? == "closed",
        trouble: row.get("trouble")?,
        known_until: row.get("known_until")?,
        terms_hash: row.get("terms_hash")?,
        inputs_hash: row.get("inputs_hash")?,
        sales: row.get("sales")?,
        sales_minor: row.get("sales_minor")?,
        statements: row.get("statements")?,
        totals: read_totals(row)?,
        parked: row.get("parked")?,
        available_on: row.get("available_on")?,
        closed_at: row.get("closed_at")?,
        closed_by: row.get("closed_by")?,
        reconciled_hash: row.get("reconciled_hash")?,
        freshly_known: row.get("freshly_known")?,
    })
}

/// The sums of a row.
pub(super) fn read_totals(row: &Row) -> Result<Totals> {
    Ok(Totals {
        turnover: row.get("turnover_minor")?,
        direct: row.get("direct_minor")?,
        overrides: row.get("override_minor")?,
        bonus: row.get("bonus_minor")?,
        limits: row.get("limits_minor")?,
        adjustments: row.get("adjustments_minor")?,
        total: row.get("total_minor")?,
        sale_lines: row.get("sale_lines")?,
    })
}

/// The period of a row.
pub(super) fn read_period(row: &Row) -> Result<Period> {
    let text: String = row.get("period")?;
    Ok(Period::parse(&text)?)
}
