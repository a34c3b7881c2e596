//! Programmes, enrolments and terms as JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use base::access::{Act, Door, PartnerId, Routes, Visit, Whose};
use base::failure::{Answer, Never, Oops};
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::Serialize;
use terms::PeriodKind;

use crate::rules::{Enrolment, EnrolmentId, Program, ProgramId, TermsVersionId, Version, VersionState};
use crate::store;

/// The readings of the API.
pub fn routes() -> Routes {
    let see = Door::Desk(Act::SeePrograms);
    Routes::new()
        .get("/api/v1/programs", see, list)
        .get("/api/v1/programs/{id}", see, one)
        .get("/api/v1/programs/{id}/enrolments", see, enrolments)
        .get("/api/v1/programs/{id}/terms", see, versions)
        .get("/api/v1/programs/{id}/terms/{version}", see, version)
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
    state: &'static str,
    number: Option<u32>,
    hash: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl VersionJson {
    fn of(version: Version, with_text: bool) -> Self {
        let (number, days) = (version.number(), version.days());
        let hash = match version.state {
            VersionState::Published { content_hash, .. } => Some(content_hash),
            VersionState::Draft => None,
        };
        Self {
            id: version.id,
            partner: version.partner,
            state: if hash.is_some() { "published" } else { "draft" },
            number,
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
