//! Handing drafts in and deciding on them for programs, and the vendor's side of a proposal: the same verbs as the pages.

use axum::body::Bytes;
use axum::extract::Path;
use base::access::Visit;
use base::failure::{Answer, Oops};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{answer, program};
use crate::rules::{Effect, ProgramId, Submission, SubmissionId, TermsVersionId, Version};
use crate::{Seen, Submit, offer, store, submit};

/// The body of a request.
pub fn parsed<T: DeserializeOwned>(body: &Bytes) -> Result<T, Oops> {
    serde_json::from_slice(body).map_err(|_| Oops::BadRequest("programs-api-bad-body"))
}

async fn version_of(work: &mut Work, id: ProgramId, version: TermsVersionId) -> Result<Version, Oops> {
    program(work, id).await?;
    let found = store::version(work, version).await?.filter(|version| version.program == id);
    found.ok_or(Oops::Unknown)
}

fn told(one: &Submission) -> Value {
    let decision = one.decision.as_ref();
    json!({
        "submission": one.id,
        "from": one.effect.from,
        "until": one.effect.until,
        "comment": one.comment,
        "submitted_at": one.at,
        "outcome": decision.map(|decision| decision.kind.word()),
        "reason": decision.map(|decision| decision.reason.as_str()),
        "decided_at": decision.map(|decision| decision.at),
    })
}

/// `GET /api/v1/programs/{id}/terms/{version}/submissions`: every time it was handed in, the newest first.
pub async fn submissions(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let mut work = visit.read().await?;
    version_of(&mut work, id, version).await?;
    let all: Vec<Value> = store::submissions(&mut work, version).await?.iter().map(told).collect();
    answer(json!({ "items": all }))
}

/// A draft to be handed in; with `changed_at` only as it stood then.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    from: Date,
    until: Option<Date>,
    #[serde(default)]
    comment: String,
    changed_at: Option<Timestamp>,
}

/// `POST /api/v1/programs/{id}/terms/{version}/submit`
pub async fn hand_in(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    body: Bytes,
) -> Answer {
    let Sent { from, until, comment, changed_at } = parsed(&body)?;
    let mut work = visit.begin().await?;
    version_of(&mut work, id, version).await?;
    let seen = changed_at.map_or(Seen::Anything, Seen::At);
    let request = Submit { version, effect: Effect { from, until }, comment, seen };
    let submission = submit(&mut work, request).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "submission": submission }))
}

/// `POST /api/v1/programs/{id}/terms/{version}/withdraw`
pub async fn withdraw(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let mut work = visit.begin().await?;
    version_of(&mut work, id, version).await?;
    crate::withdraw(&mut work, version).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "version": version, "outcome": "withdrawn" }))
}

/// A decision on one submission.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decided {
    submission: SubmissionId,
    #[serde(default)]
    reason: String,
}

impl Decided {
    /// Whether the submission is one of this version.
    async fn of(work: &mut Work, id: ProgramId, version: TermsVersionId, body: &Bytes) -> Result<Self, Oops> {
        version_of(work, id, version).await?;
        let decided: Decided = parsed(body)?;
        let known = store::submission(work, decided.submission).await?;
        known.filter(|known| known.version == version).ok_or(Oops::Unknown)?;
        Ok(decided)
    }
}

/// `POST /api/v1/programs/{id}/terms/{version}/approve`: publishes what was handed in; individual terms are proposed.
pub async fn approve(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    body: Bytes,
) -> Answer {
    let mut work = visit.begin().await?;
    let decided = Decided::of(&mut work, id, version, &body).await?;
    let number = crate::approve(&mut work, decided.submission).await.map_err(|stop| visit.oops(stop))?;
    let binding = store::version(&mut work, version).await?.is_some_and(|version| version.is_binding());
    work.commit().await?;
    answer(json!({ "version": version, "number": number, "binding": binding }))
}

/// `POST /api/v1/programs/{id}/terms/{version}/return`, with the reason.
pub async fn give_back(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    body: Bytes,
) -> Answer {
    let mut work = visit.begin().await?;
    let Decided { submission, reason } = Decided::of(&mut work, id, version, &body).await?;
    crate::give_back(&mut work, submission, &reason).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "version": version, "outcome": "returned" }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noted {
    #[serde(default)]
    note: String,
}

/// `POST /api/v1/programs/{id}/terms/{version}/paper`: the partner accepted on paper; the note says where it is.
pub async fn paper(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    body: Bytes,
) -> Answer {
    let Noted { note } = parsed(&body)?;
    let mut work = visit.begin().await?;
    version_of(&mut work, id, version).await?;
    offer::accept_on_paper(&mut work, version, &note).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "version": version, "answer": "paper" }))
}

/// `POST /api/v1/programs/{id}/terms/{version}/retract`
pub async fn retract(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    body: Bytes,
) -> Answer {
    let Noted { note } = parsed(&body)?;
    let mut work = visit.begin().await?;
    version_of(&mut work, id, version).await?;
    offer::retract(&mut work, version, &note).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "version": version, "answer": "retracted" }))
}
