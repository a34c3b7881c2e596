//! Places in the binary tree for programs: read them, give them, take one back.

use axum::body::Bytes;
use axum::extract::Path;
use base::access::{PartnerId, Visit};
use base::failure::{Answer, Oops};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;

use super::{answer, items, program};
use crate::rules::{NewPlacement, ProgramId, leg_word, parse_leg};
use crate::{place_many, store, take_back};

/// `GET /api/v1/programs/{id}/placements`
pub async fn list(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    program(&mut work, id).await?;
    let items = store::placements(&mut work, id).await?.into_iter().map(|one| {
        let place = one.place;
        json!({
            "partner": place.partner, "under": place.under, "leg": leg_word(place.leg), "from": place.from,
            "placed_at": one.at,
        })
    });
    answer(json!({ "items": items.collect::<Vec<_>>() }))
}

/// A place as it is sent: both partners by code or name, the leg as `left` or `right`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentPlace {
    partner: String,
    under: String,
    leg: String,
    from: Date,
}

/// `POST /api/v1/programs/{id}/placements`: all or none; the same places again change nothing.
pub async fn set(visit: Visit, Path(id): Path<ProgramId>, body: Bytes) -> Answer {
    let sent: Vec<SentPlace> = items(&body)?;
    let mut work = visit.begin().await?;
    program(&mut work, id).await?;
    let names: Vec<&str> = sent.iter().flat_map(|one| [one.partner.as_str(), one.under.as_str()]).collect();
    let found = partners::find_by_name_or_code(&mut work, &names).await?;
    let meant = |name: &str| {
        found.get(name).copied().ok_or_else(|| {
            let sentence = visit.reader.tr("programs-partner-unknown", &[("name", name.into())]);
            Oops::Refused("programs-partner-unknown", sentence)
        })
    };
    let mut places = Vec::with_capacity(sent.len());
    for one in &sent {
        let leg = parse_leg(&one.leg).ok_or(Oops::BadRequest("programs-api-bad-body"))?;
        let (partner, under) = (meant(&one.partner)?, meant(&one.under)?);
        places.push(NewPlacement { partner, under, leg, from: one.from });
    }
    let placed = place_many(&mut work, id, &places).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "placed": placed }))
}

/// `POST /api/v1/programs/{id}/placements/{partner}/take-back`
pub async fn undo(visit: Visit, Path((id, partner)): Path<(ProgramId, PartnerId)>) -> Answer {
    let mut work = visit.begin().await?;
    program(&mut work, id).await?;
    take_back(&mut work, id, partner).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    answer(json!({ "taken_back": partner }))
}
