//! Terms proposed to a partner, for his own programs: read what waits and answer it.

use axum::body::Bytes;
use axum::extract::Path;
use base::access::{Act, Visit};
use base::failure::{Answer, Never, Oops};
use base::work::Work;
use serde::Deserialize;
use serde_json::json;

use super::answer;
use super::approval::parsed;
use crate::rules::{TermsVersionId, Version, VersionState};
use crate::{accept, decline, store};

/// The partner's own terms that were ever proposed to him.
async fn own(visit: &Visit, work: &mut Work) -> Result<Vec<Version>, Oops> {
    let partner = visit.partner()?;
    work.may::<Never>(Act::PortalAgree, partner)?;
    Ok(store::individual_versions(work, partner).await?)
}

/// `GET /api/v1/programs/proposals`: what waits for the partner's answer.
pub async fn list(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let mut items = Vec::new();
    for version in own(&visit, &mut work).await?.into_iter().filter(Version::is_proposed) {
        let program = store::program(&mut work, version.program).await?.ok_or(Oops::Unknown)?;
        let (number, days) = (version.number(), version.days());
        let VersionState::Published { content_hash, .. } = version.state else { continue };
        items.push(json!({
            "version": version.id,
            "program": program.id,
            "program_name": program.name,
            "number": number,
            "from": days.map(|days| days.0),
            "until": days.and_then(|days| days.1),
            "hash": content_hash,
            "text": version.text,
        }));
    }
    answer(json!({ "items": items }))
}

/// An answer: the hash is that of the text that was read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    hash: String,
    #[serde(default)]
    reason: String,
}

/// `POST /api/v1/programs/proposals/{version}/accept`
pub async fn yes(visit: Visit, Path(version): Path<TermsVersionId>, body: Bytes) -> Answer {
    let mut work = visit.begin().await?;
    let given = given(&visit, &mut work, version, &body).await?;
    accept(&mut work, version, &given.hash).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "version": version, "answer": "accepted" }))
}

/// `POST /api/v1/programs/proposals/{version}/decline`, with the reason.
pub async fn no(visit: Visit, Path(version): Path<TermsVersionId>, body: Bytes) -> Answer {
    let mut work = visit.begin().await?;
    let given = given(&visit, &mut work, version, &body).await?;
    decline(&mut work, version, &given.hash, &given.reason).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "version": version, "answer": "declined" }))
}

/// The answer that was sent; what is not the partner's own is unknown before anything else is looked at.
async fn given(visit: &Visit, work: &mut Work, version: TermsVersionId, body: &Bytes) -> Result<Given, Oops> {
    own(visit, work).await?.iter().find(|own| own.id == version).ok_or(Oops::Unknown)?;
    parsed(body)
}
