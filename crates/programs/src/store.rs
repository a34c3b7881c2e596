//! Every statement of this slice.

use base::access::PartnerId;
use base::args;
use base::db::{DbError, Row, Value};
use base::failure::{Failure, Outcome, Result, Stop};
use base::work::Work;
use jiff::civil::Date;
use money::Money;
use terms::{PeriodKind, TermsHash};

use crate::rules::{
    Effect, Enrolment, EnrolmentId, NewProgram, Program, ProgramId, ProgramStatus, Refusal, TermsVersionId,
    Version, VersionState,
};

/// A text as it is looked for: lower case, without blanks around, ё as е.
pub fn key(text: &str) -> String {
    text.trim().to_lowercase().replace('ё', "е")
}

/// A programme, if there is one.
pub async fn program(work: &mut Work, id: ProgramId) -> Result<Option<Program>> {
    let sql = "select id, code, name, currency, period, starts_on, hold_days, minimum_minor, description, status, closed_until
               from programs_programs where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_program).transpose()
}

/// A programme held to the end of the transaction, so that its terms and enrolments change one after another.
pub async fn lock_program(work: &mut Work, id: ProgramId) -> Result<Option<Program>> {
    let sql = "select id, code, name, currency, period, starts_on, hold_days, minimum_minor, description, status, closed_until
               from programs_programs where id = $1 /*lock*/";
    work.row(sql, args![id]).await?.as_ref().map(read_program).transpose()
}

/// The programme with this code or, failing that, this name.
pub async fn program_called(work: &mut Work, code_or_name: &str) -> Result<Option<Program>> {
    let sql = "select id, code, name, currency, period, starts_on, hold_days, minimum_minor, description, status, closed_until
               from programs_programs where code_key = $1 or name_key = $1
               order by case when code_key = $1 then 0 else 1 end limit 1";
    work.row(sql, args![key(code_or_name)]).await?.as_ref().map(read_program).transpose()
}

/// All programmes: those that run first, then by name.
pub async fn programs(work: &mut Work) -> Result<Vec<Program>> {
    let sql = "select id, code, name, currency, period, starts_on, hold_days, minimum_minor, description, status, closed_until
               from programs_programs
               order by case status when 'running' then 0 when 'draft' then 1 else 2 end, name_key";
    work.rows(sql, vec![]).await?.iter().map(read_program).collect()
}

/// The programmes a partner takes or took part in, with the enrolments; those still being prepared are left out.
pub async fn programs_of(work: &mut Work, partner: PartnerId) -> Result<Vec<(Program, Enrolment)>> {
    let sql = "select p.id, p.code, p.name, p.currency, p.period, p.starts_on, p.hold_days, p.minimum_minor, p.description,
                 p.status, p.closed_until, e.id as enrolment_id, e.partner_id, e.from_on, e.until_on
               from programs_enrolments e join programs_programs p on p.id = e.program_id
               where e.partner_id = $1 and p.status <> 'draft'
               order by p.name_key, e.from_on";
    let rows = work.rows(sql, args![partner]).await?;
    rows.iter().map(|row| Ok((read_program(row)?, read_enrolment(row)?))).collect()
}

/// Inserts a programme.
pub async fn insert_program(work: &mut Work, new: &NewProgram) -> Outcome<ProgramId, Refusal> {
    let (id, now) = (ProgramId::fresh(), work.now());
    let sql = "insert into programs_programs (id, code, code_key, name, name_key, currency, period, starts_on, hold_days,
                 minimum_minor, description, status, created_at, changed_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'draft', $12, $12)";
    let mut args = vec![Value::from(id)];
    args.extend(fields(new));
    args.push(now.into());
    work.run(sql, args).await.map_err(|error| taken(error, new))?;
    Ok(id)
}

/// Changes a programme.
pub async fn update_program(work: &mut Work, id: ProgramId, change: &NewProgram) -> Outcome<(), Refusal> {
    let now = work.now();
    let sql = "update programs_programs set code = $2, code_key = $3, name = $4, name_key = $5, currency = $6, period = $7,
                 starts_on = $8, hold_days = $9, minimum_minor = $10, description = $11, changed_at = $12
               where id = $1";
    let mut args = vec![Value::from(id)];
    args.extend(fields(change));
    args.push(now.into());
    work.run(sql, args).await.map_err(|error| taken(error, change))?;
    Ok(())
}

fn fields(new: &NewProgram) -> Vec<Value> {
    args![
        new.code.as_str(),
        key(&new.code),
        new.name.as_str(),
        key(&new.name),
        new.currency,
        new.period.word(),
        new.starts_on,
        new.hold_days,
        new.minimum_minor,
        new.description.as_str(),
    ]
}

fn taken(error: DbError, new: &NewProgram) -> Stop<Refusal> {
    if error.is_constraint("programs_code_once") {
        return Stop::Refused(Refusal::CodeTaken { code: new.code.clone() });
    }
    if error.is_constraint("programs_name_once") {
        return Stop::Refused(Refusal::NameTaken { name: new.name.clone() });
    }
    error.into()
}

/// Sets how far a programme has come.
pub async fn set_status(work: &mut Work, id: ProgramId, status: ProgramStatus) -> Result<()> {
    let now = work.now();
    let sql = "update programs_programs set status = $2, changed_at = $3 where id = $1";
    work.run(sql, args![id, status.word(), now]).await?;
    Ok(())
}

/// Moves the end of the closed periods on; it never moves back.
pub async fn set_closed_until(work: &mut Work, id: ProgramId, date: Date) -> Result<()> {
    let sql = "update programs_programs set closed_until = $2
               where id = $1 and (closed_until is null or closed_until < $2)";
    work.run(sql, args![id, date]).await?;
    Ok(())
}

/// All enrolments of a programme by partner and first day.
pub async fn enrolments(work: &mut Work, program: ProgramId) -> Result<Vec<Enrolment>> {
    let sql = "select id as enrolment_id, partner_id, from_on, until_on from programs_enrolments
               where program_id = $1 order by partner_id, from_on";
    work.rows(sql, args![program]).await?.iter().map(read_enrolment).collect()
}

/// How many partners take part in each programme on a day.
pub async fn partners_in_programs(work: &mut Work, date: Date) -> Result<Vec<(ProgramId, i64)>> {
    let sql = "select program_id, count(*) as partners from programs_enrolments
               where from_on <= $1 and (until_on is null or until_on >= $1) group by program_id";
    let rows = work.rows(sql, args![date]).await?;
    rows.iter().map(|row| Ok((row.get("program_id")?, row.get("partners")?))).collect()
}

/// One enrolment of a programme.
pub async fn enrolment(work: &mut Work, program: ProgramId, id: EnrolmentId) -> Result<Option<Enrolment>> {
    let sql = "select id as enrolment_id, partner_id, from_on, until_on from programs_enrolments
               where id = $1 and program_id = $2";
    work.row(sql, args![id, program]).await?.as_ref().map(read_enrolment).transpose()
}

/// Inserts enrolments that all begin on one day.
pub async fn insert_enrolments(
    work: &mut Work,
    program: ProgramId,
    partners: &[(EnrolmentId, PartnerId)],
    from: Date,
) -> Result<()> {
    let now = work.now();
    let head = "insert into programs_enrolments (id, program_id, partner_id, from_on, created_at)";
    let row = |(id, partner): &(EnrolmentId, PartnerId)| args![*id, program, *partner, from, now];
    let rows: Vec<Vec<Value>> = partners.iter().map(row).collect();
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Ends an enrolment with a day.
pub async fn end_enrolment(work: &mut Work, id: EnrolmentId, until: Date) -> Result<()> {
    let sql = "update programs_enrolments set until_on = $2 where id = $1";
    work.run(sql, args![id, until]).await?;
    Ok(())
}

/// A version of the terms, with the day on which individual ones were ended.
pub async fn version(work: &mut Work, id: TermsVersionId) -> Result<Option<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
               where v.id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_version).transpose()
}

/// All versions of a programme, drafts first, then the newest first.
pub async fn versions(work: &mut Work, program: ProgramId) -> Result<Vec<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
               where v.program_id = $1
               order by case v.state when 'draft' then 0 else 1 end, v.number desc, v.id desc";
    work.rows(sql, args![program]).await?.iter().map(read_version).collect()
}

/// The published versions of a programme that a partner may read: the common ones and his own.
pub async fn versions_for_partner(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
) -> Result<Vec<Version>> {
    let sql = "select v.id, v.program_id, v.partner_id, v.state, v.number, v.text, v.content_hash, v.effective_from,
                 coalesce(e.until_on, v.effective_until) as until_on, v.changed_at, v.changed_by, v.published_at,
                 v.published_by
               from programs_versions v left join programs_endings e on e.version_id = v.id
               where v.program_id = $1 and v.state = 'published' and (v.partner_id is null or v.partner_id = $2)
               order by v.number desc";
    work.rows(sql, args![program, partner]).await?.iter().map(read_version).collect()
}

/// The draft of a programme, or of one partner's individual terms in it.
pub async fn draft(
    work: &mut Work,
    program: ProgramId,
    partner: Option<PartnerId>,
) -> Result<Option<Version>> {
    let sql = "select id, program_id, partner_id, state, number, text, content_hash, effective_from,
                 effective_until as until_on, changed_at, changed_by, published_at, published_by
               from programs_versions
               where program_id = $1 and state = 'draft'
                 and (partner_id = cast($2 as bigint) or (cast($2 as bigint) is null and partner_id is null))";
    work.row(sql, args![program, partner]).await?.as_ref().map(read_version).transpose()
}

/// Inserts a draft.
pub async fn insert_draft(
    work: &mut Work,
    program: ProgramId,
    partner: Option<PartnerId>,
    text: &str,
) -> Result<TermsVersionId> {
    let (id, now, user) = (TermsVersionId::fresh(), work.now(), work.actor.user());
    let sql = "insert into programs_versions (id, program_id, partner_id, state, text, created_at, created_by, changed_at, changed_by)
               values ($1, $2, $3, 'draft', $4, $5, $6, $5, $6)";
    work.run(sql, args![id, program, partner, text, now, user]).await?;
    Ok(id)
}

/// Writes a draft's text.
pub async fn update_draft(work: &mut Work, id: TermsVersionId, text: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update programs_versions set text = $2, changed_at = $3, changed_by = $4 where id = $1 and state = 'draft'";
    work.run(sql, args![id, text, now, user]).await?;
    Ok(())
}

/// Deletes a draft; the database itself keeps published versions.
pub async fn delete_draft(work: &mut Work, id: TermsVersionId) -> Result<()> {
    work.run("delete from programs_versions where id = $1", args![id]).await?;
    Ok(())
}

/// Publishes a draft under the next number of its programme, which is returned.
pub async fn publish_draft(work: &mut Work, draft: &Version, hash: TermsHash, effect: Effect) -> Result<u32> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update programs_versions set state = 'published', content_hash = $2, effective_from = $3, effective_until = $4,
                 published_at = $5, published_by = $6,
                 number = (select coalesce(max(number), 0) + 1 from programs_versions where program_id = $7)
               where id = $1 and state = 'draft' returning number";
    let args = args![draft.id, hash.hex(), effect.from, effect.until, now, user, draft.program];
    let row = work.row(sql, args).await?.ok_or_else(|| Failure::new("the draft to be published is gone"))?;
    Ok(row.get("number")?)
}

/// Ends individual terms before their time; a second ending may only come earlier.
pub async fn insert_ending(work: &mut Work, id: TermsVersionId, until: Date) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into programs_endings (version_id, until_on, ended_at, ended_by) values ($1, $2, $3, $4)
               on conflict (version_id) do update
                 set until_on = excluded.until_on, ended_at = excluded.ended_at, ended_by = excluded.ended_by";
    work.run(sql, args![id, until, now, user]).await?;
    Ok(())
}

fn read_program(row: &Row) -> Result<Program> {
    let currency = row.get("currency")?;
    let (period, status): (String, String) = (row.get("period")?, row.get("status")?);
    Ok(Program {
        id: row.get("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        currency,
        period: PeriodKind::parse(&period).ok_or_else(|| Failure::new(format!("unknown period {period}")))?,
        starts_on: row.get("starts_on")?,
        hold_days: row.get("hold_days")?,
        minimum: Money::new(row.get("minimum_minor")?, currency),
        description: row.get("description")?,
        status: ProgramStatus::parse(&status)
            .ok_or_else(|| Failure::new(format!("unknown status {status}")))?,
        closed_until: row.get("closed_until")?,
    })
}

fn read_enrolment(row: &Row) -> Result<Enrolment> {
    Ok(Enrolment {
        id: row.get("enrolment_id")?,
        partner: row.get("partner_id")?,
        from: row.get("from_on")?,
        until: row.get("until_on")?,
    })
}

fn read_version(row: &Row) -> Result<Version> {
    let state = match row.get::<Option<u32>>("number")? {
        None => VersionState::Draft,
        Some(number) => VersionState::Published {
            number,
            content_hash: row.get("content_hash")?,
            from: row.get("effective_from")?,
            until: row.get("until_on")?,
            at: row.get("published_at")?,
            by: row.get("published_by")?,
        },
    };
    Ok(Version {
        id: row.get("id")?,
        program: row.get("program_id")?,
        partner: row.get("partner_id")?,
        text: row.get("text")?,
        state,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("changed_by")?,
    })
}
