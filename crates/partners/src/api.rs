//! Partners for programs: JSON, read only.

use axum::Json;
use axum::response::IntoResponse;
use base::access::{PartnerId, Path, Visit};
use base::failure::{Answer, Oops};
use base::page::Address;
use serde::Serialize;

use crate::rules::{Contact, Partner, PartnerKind, PartnerStatus, Requisites, UplineEdge};
use crate::store::{self, Wanted};

const MOST: i64 = 200;

/// One page of the list.
#[derive(Serialize)]
struct Page {
    partners: Vec<Partner>,
    /// What to send as `after` for the next page; null on the last one.
    next: Option<PartnerId>,
}

/// One partner in full.
#[derive(Serialize)]
struct Full {
    #[serde(flatten)]
    partner: Partner,
    contacts: Vec<Contact>,
    requisites: Option<Requisites>,
    uplines: Vec<UplineEdge>,
}

/// `GET /api/v1/partners?q=&status=&kind=&region=&tier=&limit=&after=`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let wanted = Wanted {
        search: here.get("q").unwrap_or_default().to_owned(),
        status: named(&here, "status", PartnerStatus::parse)?,
        kind: named(&here, "kind", PartnerKind::parse)?,
        region: here.get("region").map(str::to_owned),
        tier: here.get("tier").map(str::to_owned),
    };
    let after = named(&here, "after", |text| text.parse::<PartnerId>().ok())?;
    let most = named(&here, "limit", |text| text.parse().ok())?.unwrap_or(50_i64).clamp(1, MOST);
    let mut work = visit.read().await?;
    let mut partners = store::cards_after(&mut work, &wanted, after, most + 1).await?;
    let goes_on = i64::try_from(partners.len()).is_ok_and(|count| count > most);
    partners.truncate(usize::try_from(most).unwrap_or_default());
    let next = partners.last().map(|partner| partner.id).filter(|_| goes_on);
    Ok(Json(Page { partners, next }).into_response())
}

/// A parameter that must be understood when it is given.
fn named<T>(here: &Address, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Oops> {
    match here.get(name) {
        None => Ok(None),
        Some(text) => parse(text).map(Some).ok_or(Oops::BadRequest("partners-api-bad-parameter")),
    }
}

/// `GET /api/v1/partners/{partner}`
pub async fn one(visit: Visit, Path(id): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    let full = Full {
        partner: store::card(&mut work, id).await?.ok_or(Oops::Unknown)?,
        contacts: store::contacts_of(&mut work, id).await?,
        requisites: store::requisites_in_force(&mut work, id).await?,
        uplines: store::edges_of(&mut work, id).await?,
    };
    Ok(Json(full).into_response())
}
