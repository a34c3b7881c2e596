//! Documents as JSON, and their files.

use axum::Json;
use axum::http::header;
use axum::response::IntoResponse as _;
use base::access::{PartnerId, Path, Visit};
use base::failure::{Answer, Oops};
use base::page::Address;
use money::Money;
use serde::Serialize;

use crate::rules::documents::{Document, DocumentId};
use crate::store;

/// A document.
#[derive(Serialize)]
struct DocumentJson {
    id: String,
    kind: &'static str,
    language: &'static str,
    number: i64,
    year: i64,
    entity_inn: String,
    partner: String,
    partner_name: String,
    period: Option<String>,
    dated_on: String,
    total: Money,
    sha256: String,
    made_at: String,
    cancelled: Option<String>,
}

/// A page of documents; `next` goes into the query to read on.
#[derive(Serialize)]
struct Page {
    items: Vec<DocumentJson>,
    next: Option<String>,
}

fn json(document: Document) -> DocumentJson {
    DocumentJson {
        id: document.id.to_string(),
        kind: document.kind.word(),
        language: document.language.code(),
        number: document.number,
        year: document.year,
        entity_inn: document.entity_inn,
        partner: document.partner.to_string(),
        partner_name: document.partner_name,
        period: Some(document.period).filter(|period| !period.is_empty()),
        dated_on: document.dated_on.to_string(),
        total: document.total,
        sha256: document.sha256,
        made_at: document.made_at.to_string(),
        cancelled: document.cancelled,
    }
}

/// `GET /api/v1/payouts/documents?period=&partner=&page=`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let partner =
        here.get("partner").map(|text| text.parse::<PartnerId>().map_err(|_| Oops::Unknown)).transpose()?;
    let mut work = visit.read().await?;
    let page = here.page();
    let list = store::documents(&mut work, here.get("period"), partner, (page - 1) * 100).await?;
    let next = (list.len() == 100).then(|| (page + 1).to_string());
    Ok(Json(Page { items: list.into_iter().map(json).collect(), next }).into_response())
}

/// `GET /api/v1/payouts/documents/{document}?as=pdf`
pub async fn one(visit: Visit, Path(id): Path<DocumentId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let document = store::document(&mut work, id).await?.ok_or(Oops::Unknown)?;
    if here.get("as") == Some("pdf") {
        let bytes = store::document_bytes(&mut work, id).await?.ok_or(Oops::Unknown)?;
        return Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response());
    }
    Ok(Json(json(document)).into_response())
}
