//! Programmes, enrolments and terms as JSON.

mod approval;
mod proposals;
mod tree;

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::IntoResponse;
use base::access::{Act, Door, PartnerId, Routes, Visit, Whose};
use base::failure::{Answer, Never, Oops};
use base::page::Address;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use terms::PeriodKind;

use crate::rules::{
    Enrolment, EnrolmentId, GroupId, NewRate, Plan, Program, ProgramId, TermsVersionId, Version,
    VersionState, targets_on,
};
use crate::{add_rates, set_targets, store};

/// Everything the API reads and does.
pub fn routes() -> Routes {
    let see = Door::Desk(Act::SeePrograms);
    let (edit, publishing) = (Door::Desk(Act::EditPrograms), Door::Desk(Act::PublishTerms));
    let agreeing = Door::Portal(Act::PortalAgree);
    Routes::new()
        .get("/api/v1/programs", see, list)
        .get("/api/v1/programs/{id}", see, one)
        .get("/api/v1/programs/{id}/enrolments", see, enrolments)
        .get("/api/v1/programs/{id}/terms", see, versions)
        .get("/api/v1/programs/{id}/terms/{version}", see, version)
        .get("/api/v1/programs/{id}/terms/{version}/submissions", see, approval::submissions)
        .post("/api/v1/programs/{id}/terms/{version}/submit", edit, approval::hand_in)
        .post("/api/v1/programs/{id}/terms/{version}/withdraw", edit, approval::withdraw)
        .post("/api/v1/programs/{id}/terms/{version}/approve", publishing, approval::approve)
        .post("/api/v1/programs/{id}/terms/{version}/return", publishing, approval::give_back)
        .post("/api/v1/programs/{id}/terms/{version}/paper", publishing, approval::paper)
        .post("/api/v1/programs/{id}/terms/{version}/retract", publishing, approval::retract)
        .get("/api/v1/programs/proposals", agreeing, proposals::list)
        .post("/api/v1/programs/proposals/{version}/accept", agreeing, proposals::yes)
        .post("/api/v1/programs/proposals/{version}/decline", agreeing, proposals::no)
        .get("/api/v1/programs/{id}/placements", see, tree::list)
        .post("/api/v1/programs/{id}/placements", edit, tree::set)
        .post("/api/v1/programs/{id}/placements/{partner}/take-back", edit, tree::undo)
        .get("/api/v1/programs/{id}/groups", see, groups)
        .get("/api/v1/programs/{id}/targets", see, targets)
        .post("/api/v1/programs/{id}/targets", edit, set_plans)
        .get("/api/v1/programs/rates", see, rates)
        .post("/api/v1/programs/rates", Door::Desk(Act::EditRates), write_rates)
}

#[derive(Serialize)]
struct ProgramJson {
    id: ProgramId,
    code: String,
    name: String,
    currency: Currency,
    period: PeriodKind,
    starts_on: Date,
    hold_days: u32,
    minimum: Money,
    description: String,
    status: &'static str,
    closed_until: Option<Date>,
}

impl From<Program> for ProgramJson {
    fn from(program: Program) -> Self {
        Self {
            id: program.id,
            code: program.code,
            name: program.name,
            currency: program.currency,
            period: program.period,
            starts_on: program.starts_on,
            hold_days: program.hold_days,
            minimum: program.minimum,
            description: program.description,
            status: program.status.word(),
            closed_until: program.closed_until,
        }
    }
}

#[derive(Serialize)]
struct EnrolmentJson {
    id: EnrolmentId,
    partner: PartnerId,
    from: Date,
    until: Option<Date>,
}

impl From<Enrolment> for EnrolmentJson {
    fn from(enrolment: Enrolment) -> Self {
        Self { id: enrolment.id, partner: enrolment.partner, from: enrolment.from, until: enrolment.until }
    }
}

#[derive(Serialize)]
struct VersionJson {
    id: TermsVersionId,
    partner: Option<PartnerId>,
    group: Option<GroupId>,
    state: &'static str,
    /// Whether it binds: one partner's terms do once they are accepted.
    binding: bool,
    answer: Option<&'static str>,
    answered_at: Option<Timestamp>,
    number: Option<u32>,
    /// When a draft was changed last.
    changed_at: Option<Timestamp>,
    hash: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl VersionJson {
    fn of(version: Version, with_text: bool) -> Self {
        let (number, days, binding) = (version.number(), version.days(), version.is_binding());
        let changed_at = version.is_draft().then_some(version.changed_at);
        let hash = match version.state {
            VersionState::Published { content_hash, .. } => Some(content_hash),
            VersionState::Draft => None,
        };
        Self {
            id: version.id,
            partner: version.partner,
            group: version.group,
            binding,
            answer: version.answer.as_ref().map(|answer| answer.kind.word()),
            answered_at: version.answer.as_ref().map(|answer| answer.at),
            state: if hash.is_some() { "published" } else { "draft" },
            number,
            changed_at,
            hash,
            from: days.map(|days| days.0),
            until: days.and_then(|days| days.1),
            text: with_text.then_some(version.text),
        }
    }
}

async fn program(work: &mut Work, id: ProgramId) -> Result<Program, Oops> {
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    store::program(work, id).await?.ok_or(Oops::Unknown)
}

fn answer(value: impl Serialize) -> Answer {
    Ok(Json(value).into_response())
}

async fn list(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    let programs = store::programs(&mut work).await?.into_iter().map(ProgramJson::from);
    answer(serde_json::json!({ "items": programs.collect::<Vec<_>>() }))
}

async fn one(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    answer(ProgramJson::from(program(&mut work, id).await?))
}

async fn enrolments(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    program(&mut work, id).await?;
    let enrolments = store::enrolments(&mut work, id).await?.into_iter().map(EnrolmentJson::from);
    answer(serde_json::json!({ "items": enrolments.collect::<Vec<_>>() }))
}

async fn versions(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    program(&mut work, id).await?;
    let versions =
        store::versions(&mut work, id).await?.into_iter().map(|version| VersionJson::of(version, false));
    answer(serde_json::json!({ "items": versions.collect::<Vec<_>>() }))
}

async fn version(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let mut work = visit.read().await?;
    program(&mut work, id).await?;
    let version = store::version(&mut work, version).await?.filter(|version| version.program == id);
    answer(VersionJson::of(version.ok_or(Oops::Unknown)?, true))
}

/// A body of rows, or the answer that it cannot be read.
fn items<T: DeserializeOwned>(body: &Bytes) -> Result<Vec<T>, Oops> {
    let body: Items<T> =
        serde_json::from_slice(body).map_err(|_| Oops::BadRequest("programs-api-bad-body"))?;
    Ok(body.items)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Items<T> {
    items: Vec<T>,
}

async fn groups(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    program(&mut work, id).await?;
    let members = store::members(&mut work, id).await?;
    let groups = store::groups(&mut work, id).await?;
    let items = groups.into_iter().map(|group| {
        let own = members.iter().filter(|member| member.group == group.id).map(|member| {
            serde_json::json!({ "partner": member.partner, "from": member.from, "until": member.until })
        });
        serde_json::json!({ "id": group.id, "name": group.name, "members": own.collect::<Vec<_>>() })
    });
    answer(serde_json::json!({ "items": items.collect::<Vec<_>>() }))
}

/// `GET …/targets?on=2026-03-01`: the plan of everybody who has one on that day, or today.
async fn targets(visit: Visit, here: Address, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = program(&mut work, id).await?;
    let on = day_asked(&here, "on")?.unwrap_or(work.today());
    let all = targets_on(&store::targets(&mut work, id).await?, on);
    let items = all.into_iter().map(|(partner, minor)| {
        serde_json::json!({ "partner": partner, "target": Money::new(minor, program.currency) })
    });
    answer(serde_json::json!({ "on": on, "items": items.collect::<Vec<_>>() }))
}

fn day_asked(here: &Address, name: &str) -> Result<Option<Date>, Oops> {
    let read = |text: &str| text.parse().map_err(|_| Oops::BadRequest("programs-api-bad-body"));
    here.get(name).map(read).transpose()
}

/// A plan as it is sent: the partner by code or name, the sum as decimal text; no sum takes the plan away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentPlan {
    partner: String,
    target: Option<String>,
    from: Date,
    until: Option<Date>,
}

async fn set_plans(visit: Visit, Path(id): Path<ProgramId>, body: Bytes) -> Answer {
    let sent: Vec<SentPlan> = items(&body)?;
    let mut work = visit.begin().await?;
    let program = program(&mut work, id).await?;
    let names: Vec<&str> = sent.iter().map(|plan| plan.partner.as_str()).collect();
    let found = partners::find_by_name_or_code(&mut work, &names).await?;
    let mut plans = Vec::new();
    for one in &sent {
        let partner = found.get(&one.partner).copied().ok_or_else(|| {
            let args = [("name", one.partner.as_str().into())];
            Oops::Refused("programs-partner-unknown", visit.reader.tr("programs-partner-unknown", &args))
        })?;
        let target = one.target.as_deref().map(|text| Money::parse_decimal(text, program.currency));
        let target = target.transpose().map_err(|_| Oops::BadRequest("programs-api-bad-body"))?;
        let target_minor = target.map(|target| target.minor);
        plans.push((partner, Plan { from: one.from, until: one.until, target_minor }));
    }
    set_targets(&mut work, id, &plans).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(serde_json::json!({ "set": plans.len() }))
}

/// `GET /api/v1/programs/rates?quote=RUB&from=…&until=…`: the newest rate of each currency and day.
async fn rates(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    let quote = here.get("quote").unwrap_or("RUB");
    let quote = Currency::parse(quote).map_err(|_| Oops::BadRequest("programs-api-bad-body"))?;
    let until = day_asked(&here, "until")?.unwrap_or(work.today().tomorrow().unwrap_or(Date::MAX));
    let from = day_asked(&here, "from")?.unwrap_or(until.first_of_month());
    let rates = store::rates(&mut work, quote, from, until, None).await?;
    let items = rates.into_iter().map(|row| {
        serde_json::json!({
            "base": row.base, "quote": quote, "on": row.on, "rate": row.rate.to_string(), "source": row.source,
        })
    });
    answer(serde_json::json!({ "items": items.collect::<Vec<_>>() }))
}

/// A rate as it is sent; the number as decimal text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentRate {
    base: Currency,
    quote: Currency,
    on: Date,
    rate: String,
    #[serde(default)]
    source: String,
}

async fn write_rates(visit: Visit, body: Bytes) -> Answer {
    let sent: Vec<SentRate> = items(&body)?;
    let mut work = visit.begin().await?;
    let new = sent.into_iter().map(|SentRate { base, quote, on, rate, source }| NewRate {
        base,
        quote,
        on,
        rate,
        source,
    });
    let count = add_rates(&mut work, new.collect()).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(serde_json::json!({ "added": count }))
}
