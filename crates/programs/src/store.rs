//! Every statement of this slice.

use base::access::PartnerId;
use base::args;
use base::db::{DbError, Row, Value};
use base::failure::{Failure, Outcome, Result, Stop};
use base::work::Work;
use jiff::civil::Date;
use money::Money;
use terms::PeriodKind;

use crate::rules::{Enrolment, EnrolmentId, NewProgram, Program, ProgramId, ProgramStatus, Refusal};

mod agreements;
mod groups;
mod placements;
mod rates;
mod targets;
mod versions;

pub use agreements::*;
pub use groups::*;
pub use placements::*;
pub use rates::*;
pub use targets::*;
pub use versions::*;

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

/// Whether one person alone may publish the terms of a programme.
pub async fn one_person_publishes(work: &mut Work, id: ProgramId) -> Result<bool> {
    let row = work.row("select one_person from programs_programs where id = $1", args![id]).await?;
    Ok(row.map(|row| row.get("one_person")).transpose()?.unwrap_or(false))
}

/// Says whether one person alone may publish the terms of a programme.
pub async fn set_one_person(work: &mut Work, id: ProgramId, allowed: bool) -> Result<()> {
    let now = work.now();
    let sql = "update programs_programs set one_person = $2, changed_at = $3 where id = $1";
    work.run(sql, args![id, allowed, now]).await?;
    Ok(())
}

/// All enrolments of a programme by partner and first day.
pub async fn enrolments(work: &mut Work, program: ProgramId) -> Result<Vec<Enrolment>> {
    let sql = "select id as enrolment_id, partner_id, from_on, until_on from programs_enrolments
               where program_id = $1 order by partner_id, from_on";
    work.read_all(sql, args![program], read_enrolment).await
}

/// The enrolments of these partners in a programme by partner and first day.
pub async fn enrolments_of_these(
    work: &mut Work,
    program: ProgramId,
    partners: &[PartnerId],
) -> Result<Vec<Enrolment>> {
    let places: Vec<String> = (2..partners.len() + 2).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select id as enrolment_id, partner_id, from_on, until_on from programs_enrolments
         where program_id = $1 and partner_id in ({}) order by partner_id, from_on",
        places.join(", ")
    );
    let args = [program.into()].into_iter().chain(partners.iter().map(|id| (*id).into())).collect();
    work.rows(&sql, args).await?.iter().map(read_enrolment).collect()
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
