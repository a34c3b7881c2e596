//! Statements: inserted once, never changed.

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::{Failure, Result};
use base::work::Work;
use programs::ProgramId;
use terms::{KeptStatement, Period, Statement};

use super::runs::{read_period, read_totals};
use crate::rules::{Adjusted, Draft, Totals};
use crate::run::{ClosedStatement, Run, RunId, StatementFilter, StatementHead, StatementId, StatementSort};

/// A text as it is looked for: lower case, without blanks around, ё as е.
pub fn key(text: &str) -> String {
    text.trim().to_lowercase().replace('ё', "е")
}

/// Inserts statements of a run; each comes with the terms it rests on and the key of its entry.
pub async fn insert_statements(
    work: &mut Work,
    run: &Run,
    page: &[(StatementId, &Draft, String, Option<String>)],
) -> Result<()> {
    let now = work.now();
    let row = |(id, draft, terms, entry): &(StatementId, &Draft, String, Option<String>)| {
        let Totals { turnover, direct, overrides, bonus, limits, adjustments, total, sale_lines } =
            draft.totals;
        let adjusted = draft.adjusted_block.clone();
        args![
            *id,
            run.id,
            run.program,
            draft.partner,
            draft.name.as_str(),
            key(&draft.name),
            run.period.to_string(),
            run.period.end,
            run.currency,
            turnover,
            direct,
            overrides,
            bonus,
            total,
            sale_lines,
            draft.lines.as_slice(),
            draft.unpaid_count,
            draft.unpaid.as_slice(),
            terms.as_str(),
            draft.inputs_hash.as_str(),
            entry.clone(),
            now,
            limits,
            adjustments,
            adjusted,
        ]
    };
    let rows: Vec<Vec<Value>> = page.iter().map(row).collect();
    let head = "insert into commissions_statements (id, run_id, program_id, partner_id, partner_name, name_key, period,
                  ends_on, currency, turnover_minor, direct_minor, override_minor, bonus_minor, total_minor, sale_lines,
                  lines, unpaid_count, unpaid, terms, inputs_hash, entry_key, closed_at, limits_minor,
                  adjustments_minor, adjusted)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// The sums of all statements of a run, added up by the database, and how many there are.
pub async fn totals_of_run(work: &mut Work, run: RunId) -> Result<(i64, Totals)> {
    let sql =
        "select count(*) as statements, cast(coalesce(sum(turnover_minor), 0) as bigint) as turnover_minor,
                 cast(coalesce(sum(direct_minor), 0) as bigint) as direct_minor,
                 cast(coalesce(sum(override_minor), 0) as bigint) as override_minor,
                 cast(coalesce(sum(bonus_minor), 0) as bigint) as bonus_minor,
                 cast(coalesce(sum(limits_minor), 0) as bigint) as limits_minor,
                 cast(coalesce(sum(adjustments_minor), 0) as bigint) as adjustments_minor,
                 cast(coalesce(sum(total_minor), 0) as bigint) as total_minor,
                 cast(coalesce(sum(sale_lines), 0) as bigint) as sale_lines
               from commissions_statements where run_id = $1";
    let row = work.row(sql, args![run]).await?.ok_or_else(|| Failure::new("a sum has no row"))?;
    Ok((row.get("statements")?, read_totals(&row)?))
}

/// A statement with its lines; for a partner only his own.
pub async fn statement(
    work: &mut Work,
    id: StatementId,
    only: Option<PartnerId>,
) -> Result<Option<ClosedStatement>> {
    let sql = "select s.id, s.run_id, s.program_id, s.partner_id, s.partner_name, s.period, s.currency, s.turnover_minor,
                 s.direct_minor, s.override_minor, s.bonus_minor, s.limits_minor, s.adjustments_minor,
                 s.total_minor, s.sale_lines, s.adjusted, s.lines, s.unpaid_count,
                 s.unpaid, s.terms, s.inputs_hash, s.entry_key, s.closed_at
               from commissions_statements s join commissions_runs r on r.id = s.run_id and r.state = 'closed'
               where s.id = $1 and (cast($2 as bigint) is null or s.partner_id = $2)";
    let row = work.row(sql, args![id, only]).await?;
    row.as_ref().map(read_whole).transpose()
}

/// The statement of a partner for a period, if it is closed.
pub async fn statement_of(
    work: &mut Work,
    program: ProgramId,
    period: Period,
    partner: PartnerId,
) -> Result<Option<ClosedStatement>> {
    let sql = "select s.id, s.run_id, s.program_id, s.partner_id, s.partner_name, s.period, s.currency, s.turnover_minor,
                 s.direct_minor, s.override_minor, s.bonus_minor, s.limits_minor, s.adjustments_minor,
                 s.total_minor, s.sale_lines, s.adjusted, s.lines, s.unpaid_count,
                 s.unpaid, s.terms, s.inputs_hash, s.entry_key, s.closed_at
               from commissions_statements s join commissions_runs r on r.id = s.run_id and r.state = 'closed'
               where s.program_id = $1 and s.period = $2 and s.partner_id = $3";
    let row = work.row(sql, args![program, period.to_string(), partner]).await?;
    row.as_ref().map(read_whole).transpose()
}

/// A statement as it lies in its table.
pub struct KeptRow {
    /// Whose it is.
    pub partner: PartnerId,
    /// His name on the day of the close.
    pub name: String,
    /// Its sums.
    pub totals: Totals,
    /// Its records.
    pub lines: Vec<u8>,
    /// The sales that earned nothing.
    pub unpaid: Vec<u8>,
    /// Its corrections of earlier periods.
    pub adjusted: Option<Vec<u8>>,
    /// The hash taken when it was made.
    pub inputs_hash: String,
}

impl KeptRow {
    /// Its records and corrections.
    pub fn read(&self) -> Result<(KeptStatement, Vec<Adjusted>)> {
        let adjusted = self.adjusted.as_deref().map(Adjusted::from_block).transpose()?.unwrap_or_default();
        Ok((KeptStatement::from_block(&self.lines)?, adjusted))
    }
}

/// Every statement of a run, as it lies there.
pub async fn kept_of_run(work: &mut Work, run: RunId) -> Result<Vec<KeptRow>> {
    let sql = "select partner_id, partner_name, turnover_minor, direct_minor, override_minor, bonus_minor, limits_minor,
                 adjustments_minor, total_minor, sale_lines, lines, unpaid, adjusted, inputs_hash
               from commissions_statements where run_id = $1 order by name_key, id";
    let read = |row: &Row| {
        Ok(KeptRow {
            partner: row.get("partner_id")?,
            name: row.get("partner_name")?,
            totals: read_totals(row)?,
            lines: row.get("lines")?,
            unpaid: row.get("unpaid")?,
            adjusted: row.get("adjusted")?,
            inputs_hash: row.get("inputs_hash")?,
        })
    };
    work.rows(sql, args![run]).await?.iter().map(read).collect()
}

/// Closed statements without their lines.
pub async fn statements(work: &mut Work, filter: &StatementFilter) -> Result<Vec<StatementHead>> {
    let order = order(filter);
    let sql = format!(
        "select s.id, s.run_id, s.program_id, s.partner_id, s.partner_name, s.period, s.currency, s.turnover_minor,
           s.direct_minor, s.override_minor, s.bonus_minor, s.limits_minor, s.adjustments_minor, s.total_minor,
           s.sale_lines, s.unpaid_count, s.terms,
           s.inputs_hash, s.entry_key, s.closed_at
         from commissions_statements s join commissions_runs r on r.id = s.run_id and r.state = 'closed'
         where (cast($1 as bigint) is null or s.program_id = $1)
           and (cast($2 as text) is null or s.period = $2)
           and (cast($3 as bigint) is null or s.partner_id = $3)
           and (cast($4 as text) is null or s.name_key like $4 escape '!')
         order by {order} limit $5 offset $6"
    );
    let mut args = filter_args(filter);
    args.extend(args![filter.limit.unwrap_or(i64::MAX), filter.offset]);
    work.rows(&sql, args).await?.iter().map(read_head).collect()
}

/// How many statements the filter lets through, and their sums; sums mix currencies unless the filter names a programme.
pub async fn statements_count(work: &mut Work, filter: &StatementFilter) -> Result<(i64, Totals)> {
    let sql =
        "select count(*) as statements, cast(coalesce(sum(s.turnover_minor), 0) as bigint) as turnover_minor,
                 cast(coalesce(sum(s.direct_minor), 0) as bigint) as direct_minor,
                 cast(coalesce(sum(s.override_minor), 0) as bigint) as override_minor,
                 cast(coalesce(sum(s.bonus_minor), 0) as bigint) as bonus_minor,
                 cast(coalesce(sum(s.limits_minor), 0) as bigint) as limits_minor,
                 cast(coalesce(sum(s.adjustments_minor), 0) as bigint) as adjustments_minor,
                 cast(coalesce(sum(s.total_minor), 0) as bigint) as total_minor,
                 cast(coalesce(sum(s.sale_lines), 0) as bigint) as sale_lines
               from commissions_statements s join commissions_runs r on r.id = s.run_id and r.state = 'closed'
               where (cast($1 as bigint) is null or s.program_id = $1)
                 and (cast($2 as text) is null or s.period = $2)
                 and (cast($3 as bigint) is null or s.partner_id = $3)
                 and (cast($4 as text) is null or s.name_key like $4 escape '!')";
    let row = work.row(sql, filter_args(filter)).await?.ok_or_else(|| Failure::new("a sum has no row"))?;
    Ok((row.get("statements")?, read_totals(&row)?))
}

fn filter_args(filter: &StatementFilter) -> Vec<Value> {
    let period = filter.period.map(|period| period.to_string());
    args![filter.program, period, filter.partner, like(filter.name.as_deref())]
}

/// The pattern of keys that hold what was asked for; nothing when nothing was.
pub(super) fn like(asked: Option<&str>) -> Option<String> {
    let name = asked.map(key).filter(|name| !name.is_empty())?;
    let plain = name.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    Some(format!("%{plain}%"))
}

/// The order of a list; only these words get into the text.
fn order(filter: &StatementFilter) -> String {
    let way = if filter.descending { "desc" } else { "asc" };
    let first = match filter.sort {
        StatementSort::Name => return format!("s.name_key {way}, s.partner_id, s.ends_on"),
        StatementSort::Period => return format!("s.ends_on {way}, s.name_key, s.id"),
        StatementSort::Turnover => "s.turnover_minor",
        StatementSort::Direct => "s.direct_minor",
        StatementSort::Overrides => "s.override_minor",
        StatementSort::Bonus => "s.bonus_minor",
        StatementSort::Total => "s.total_minor",
        StatementSort::Lines => "s.sale_lines",
    };
    format!("{first} {way}, s.name_key, s.id")
}

fn read_head(row: &Row) -> Result<StatementHead> {
    Ok(StatementHead {
        id: row.get("id")?,
        run: row.get("run_id")?,
        program: row.get("program_id")?,
        partner: row.get("partner_id")?,
        partner_name: row.get("partner_name")?,
        period: read_period(row)?,
        currency: row.get("currency")?,
        totals: read_totals(row)?,
        unpaid_count: row.get("unpaid_count")?,
        terms: read_terms(&row.get::<String>("terms")?)?,
        inputs_hash: row.get("inputs_hash")?,
        entry_key: row.get("entry_key")?,
        closed_at: row.get("closed_at")?,
    })
}

fn read_whole(row: &Row) -> Result<ClosedStatement> {
    let (lines, unpaid): (Vec<u8>, Vec<u8>) = (row.get("lines")?, row.get("unpaid")?);
    let adjusted: Option<Vec<u8>> = row.get("adjusted")?;
    Ok(ClosedStatement {
        head: read_head(row)?,
        kept: KeptStatement::from_block(&lines)?,
        unpaid: Statement::unpaid_from_block(&unpaid)?,
        adjusted: adjusted.as_deref().map(Adjusted::from_block).transpose()?.unwrap_or_default(),
    })
}

/// Reads `id:hash id:hash`, as the terms of a statement are kept.
fn read_terms(text: &str) -> Result<Vec<(i64, String)>> {
    let one = |pair: &str| -> Option<(i64, String)> {
        let (id, hash) = pair.split_once(':')?;
        Some((id.parse().ok()?, hash.to_owned()))
    };
    let pairs: Option<Vec<(i64, String)>> = text.split_whitespace().map(one).collect();
    pairs.ok_or_else(|| Failure::new(format!("the terms of a statement cannot be read: {text}")))
}
