//! Replays and what they came to.

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::{Context, Failure, Result};
use base::work::Work;
use programs::{Audience, ProgramId};
use terms::Period;

use super::runs::read_period;
use super::statements::{key, like};
use crate::rules::{Counts, PartnerChange, Span};
use crate::what_if::{ChangeFilter, ChangeSort, KeptLine, KeptWhatIf, Told, WhatIfId, WhatIfState};

/// Inserts a replay that is to be done.
pub async fn insert_what_if(work: &mut Work, new: &KeptWhatIf) -> Result<()> {
    let sql = "insert into commissions_what_ifs (id, program_id, version_id, partner_id, group_id, name, terms, terms_hash,
                 from_period, until_period, currency, state, done, total, started_at, started_by, job_id, was_minor,
                 now_minor, winners, losers, unchanged)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', 0, $12, $13, $14, $15, 0, 0, 0, 0, 0)";
    let args = args![
        new.id,
        new.program,
        new.version,
        new.whose.partner(),
        new.whose.group(),
        new.name.as_str(),
        new.text.as_str(),
        new.hash.as_str(),
        new.span.from.to_string(),
        new.span.until.to_string(),
        new.currency,
        new.total,
        new.started_at,
        new.started_by,
        new.job,
    ];
    work.run(sql, args).await?;
    Ok(())
}

/// A replay.
pub async fn what_if(work: &mut Work, id: WhatIfId) -> Result<Option<KeptWhatIf>> {
    let sql = "select id, program_id, version_id, partner_id, group_id, name, terms, terms_hash, from_period,
                 until_period, currency, state, trouble, done, total, started_at, started_by, ended_at, job_id,
                 was_minor, now_minor, winners, losers, unchanged, told
               from commissions_what_ifs where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// The replays of one programme or of all, the newest first.
pub async fn what_ifs(work: &mut Work, program: Option<ProgramId>, limit: i64) -> Result<Vec<KeptWhatIf>> {
    let sql = "select id, program_id, version_id, partner_id, group_id, name, terms, terms_hash, from_period,
                 until_period, currency, state, trouble, done, total, started_at, started_by, ended_at, job_id,
                 was_minor, now_minor, winners, losers, unchanged, told
               from commissions_what_ifs where (cast($1 as bigint) is null or program_id = $1)
               order by id desc limit $2";
    work.rows(sql, args![program, limit]).await?.iter().map(read).collect()
}

/// Forgets all but the newest replays of a programme.
pub async fn forget_old_what_ifs(work: &mut Work, program: ProgramId, keep: i64) -> Result<()> {
    let sql = "select id from commissions_what_ifs where program_id = $1 order by id desc limit 1 offset $2";
    let Some(row) = work.row(sql, args![program, keep]).await? else { return Ok(()) };
    let newest: WhatIfId = row.get("id")?;
    let sql = "delete from commissions_what_if_lines where what_if_id in
                 (select id from commissions_what_ifs where program_id = $1 and id <= $2)";
    work.run(sql, args![program, newest]).await?;
    let sql = "delete from commissions_what_if_partners where what_if_id in
                 (select id from commissions_what_ifs where program_id = $1 and id <= $2)";
    work.run(sql, args![program, newest]).await?;
    let sql = "delete from commissions_what_ifs where program_id = $1 and id <= $2";
    work.run(sql, args![program, newest]).await?;
    Ok(())
}

/// Says how many periods a replay has done.
pub async fn tell_what_if(work: &mut Work, id: WhatIfId, done: i64) -> Result<()> {
    let sql = "update commissions_what_ifs set done = $2 where id = $1 and state = 'queued'";
    work.run(sql, args![id, done]).await?;
    Ok(())
}

/// Ends a replay that cannot be done.
pub async fn fail_what_if(work: &mut Work, id: WhatIfId, trouble: &str) -> Result<()> {
    let now = work.now();
    let sql = "update commissions_what_ifs set state = 'failed', trouble = $2, ended_at = $3
               where id = $1 and state = 'queued'";
    work.run(sql, args![id, trouble, now]).await?;
    Ok(())
}

/// The sums of a finished replay.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// What was stated.
    pub was: i64,
    /// What the replay gives.
    pub now: i64,
    /// How many gain and lose.
    pub counts: Counts,
}

/// Ends a replay with its sums; tells whether it was still under way.
pub async fn finish_what_if(work: &mut Work, id: WhatIfId, outcome: Outcome, told: &Told) -> Result<bool> {
    let Outcome { was, now, counts } = outcome;
    let (told, at) = (serde_json::to_string(told)?, work.now());
    let sql = "update commissions_what_ifs set state = 'done', done = total, ended_at = $2, was_minor = $3, now_minor = $4,
                 winners = $5, losers = $6, unchanged = $7, told = $8
               where id = $1 and state = 'queued'";
    let args = args![id, at, was, now, counts.winners, counts.losers, counts.unchanged, told];
    Ok(work.run(sql, args).await? == 1)
}

/// Keeps what becomes of each partner.
pub async fn insert_partner_changes(work: &mut Work, id: WhatIfId, all: &[PartnerChange]) -> Result<()> {
    let row =
        |one: &PartnerChange| args![id, one.partner, one.name.as_str(), key(&one.name), one.was, one.now];
    let rows: Vec<Vec<Value>> = all.iter().map(row).collect();
    let head =
        "insert into commissions_what_if_partners (what_if_id, partner_id, partner_name, name_key, was_minor,
                  now_minor)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Keeps the largest changes of single sums.
pub async fn insert_line_changes(work: &mut Work, id: WhatIfId, all: &[KeptLine]) -> Result<()> {
    let row = |(place, one): (usize, &KeptLine)| {
        args![
            id,
            i64::try_from(place).unwrap_or(i64::MAX),
            one.period.to_string(),
            one.partner,
            one.name.as_str(),
            one.heading.as_str(),
            one.sale,
            one.reference.as_deref(),
            one.was,
            one.now,
            one.statement,
            one.line.as_deref(),
        ]
    };
    let rows: Vec<Vec<Value>> = all.iter().enumerate().map(row).collect();
    let head =
        "insert into commissions_what_if_lines (what_if_id, place, period, partner_id, partner_name, heading,
                  sale_id, reference, was_minor, now_minor, statement_id, line)";
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// The largest changes of single sums, the largest first.
pub async fn line_changes(work: &mut Work, id: WhatIfId, limit: i64) -> Result<Vec<KeptLine>> {
    let sql = "select period, partner_id, partner_name, heading, sale_id, reference, was_minor, now_minor, statement_id, line
               from commissions_what_if_lines where what_if_id = $1 order by place limit $2";
    let read = |row: &Row| {
        Ok(KeptLine {
            period: read_period(row)?,
            partner: row.get("partner_id")?,
            name: row.get("partner_name")?,
            heading: row.get("heading")?,
            sale: row.get("sale_id")?,
            reference: row.get("reference")?,
            was: row.get("was_minor")?,
            now: row.get("now_minor")?,
            statement: row.get("statement_id")?,
            line: row.get("line")?,
        })
    };
    work.rows(sql, args![id, limit]).await?.iter().map(read).collect()
}

/// What becomes of partners, as the filter says.
pub async fn partner_changes(
    work: &mut Work,
    id: WhatIfId,
    filter: &ChangeFilter,
) -> Result<Vec<PartnerChange>> {
    let order = order(filter);
    let sql = format!(
        "select partner_id, partner_name, was_minor, now_minor from commissions_what_if_partners
         where what_if_id = $1 and (cast($2 as text) is null or name_key like $2 escape '!')
           and (cast($3 as bigint) is null
             or case when now_minor > was_minor then 1 when now_minor < was_minor then -1 else 0 end = $3)
         order by {order} limit $4 offset $5"
    );
    let args =
        args![id, like(filter.name.as_deref()), filter.sign, filter.limit.unwrap_or(i64::MAX), filter.offset];
    let read = |row: &Row| {
        let (partner, name) = (row.get::<PartnerId>("partner_id")?, row.get("partner_name")?);
        Ok(PartnerChange { partner, name, was: row.get("was_minor")?, now: row.get("now_minor")? })
    };
    work.rows(&sql, args).await?.iter().map(read).collect()
}

/// How many partners the filter lets through, and what they were stated and would be together.
pub async fn partner_changes_count(
    work: &mut Work,
    id: WhatIfId,
    filter: &ChangeFilter,
) -> Result<(i64, i64, i64)> {
    let sql = "select count(*) as partners, cast(coalesce(sum(was_minor), 0) as bigint) as was_minor,
                 cast(coalesce(sum(now_minor), 0) as bigint) as now_minor
               from commissions_what_if_partners
               where what_if_id = $1 and (cast($2 as text) is null or name_key like $2 escape '!')
                 and (cast($3 as bigint) is null
                   or case when now_minor > was_minor then 1 when now_minor < was_minor then -1 else 0 end = $3)";
    let args = args![id, like(filter.name.as_deref()), filter.sign];
    let row = work.row(sql, args).await?.ok_or_else(|| Failure::new("a sum has no row"))?;
    Ok((row.get("partners")?, row.get("was_minor")?, row.get("now_minor")?))
}

/// The order of a list; only these words get into the text.
fn order(filter: &ChangeFilter) -> String {
    let way = if filter.descending { "desc" } else { "asc" };
    let first = match filter.sort {
        ChangeSort::Name => return format!("name_key {way}, partner_id"),
        ChangeSort::Was => "was_minor",
        ChangeSort::Now => "now_minor",
        ChangeSort::Change => "now_minor - was_minor",
    };
    format!("{first} {way}, name_key, partner_id")
}

fn read(row: &Row) -> Result<KeptWhatIf> {
    let whose = match (row.get("partner_id")?, row.get("group_id")?) {
        (Some(partner), _) => Audience::Partner(partner),
        (None, Some(group)) => Audience::Group(group),
        (None, None) => Audience::Everybody,
    };
    let period = |name: &str| -> Result<Period> { Ok(Period::parse(&row.get::<String>(name)?)?) };
    let state: String = row.get("state")?;
    let told: Option<String> = row.get("told")?;
    let told = told.map(|told| serde_json::from_str(&told)).transpose().context("what a replay came to")?;
    Ok(KeptWhatIf {
        id: row.get("id")?,
        program: row.get("program_id")?,
        version: row.get("version_id")?,
        whose,
        name: row.get("name")?,
        text: row.get("terms")?,
        hash: row.get("terms_hash")?,
        span: Span { from: period("from_period")?, until: period("until_period")? },
        currency: row.get("currency")?,
        state: WhatIfState::parse(&state).ok_or_else(|| Failure::new(format!("unknown state {state}")))?,
        trouble: row.get("trouble")?,
        done: row.get("done")?,
        total: row.get("total")?,
        started_at: row.get("started_at")?,
        started_by: row.get("started_by")?,
        ended_at: row.get("ended_at")?,
        job: row.get("job_id")?,
        was: row.get("was_minor")?,
        now: row.get("now_minor")?,
        counts: Counts {
            winners: row.get("winners")?,
            losers: row.get("losers")?,
            unchanged: row.get("unchanged")?,
        },
        told,
    })
}
