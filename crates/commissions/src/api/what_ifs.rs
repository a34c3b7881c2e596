//! Replays for programs: start one, ask how far it is, read what it came to.

use axum::Json;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use base::access::{Act, Path, Visit, Whose};
use base::failure::{Answer, Never, Oops, Refusal as _, Stop};
use base::page::Address;
use programs::{ProgramId, TermsVersionId};
use serde::Deserialize;
use serde_json::{Value, json};
use terms::Period;

use super::{LIMIT, parsed};
use crate::rules::PartnerChange;
use crate::store;
use crate::what_if::{ChangeFilter, KeptLine, KeptWhatIf, WhatIf, WhatIfId, start};

/// The largest changes of one answer.
const LINES: i64 = 200;

#[derive(Deserialize)]
struct Sent {
    program: ProgramId,
    draft: TermsVersionId,
    from: Period,
    until: Period,
}

/// `POST /api/v1/commissions/what-ifs`
pub async fn begin(visit: Visit, body: Bytes) -> Answer {
    let sent: Sent = match serde_json::from_slice(&body) {
        Ok(sent) => sent,
        Err(error) => {
            return problem(StatusCode::BAD_REQUEST, "commissions-api-bad-body", &error.to_string());
        }
    };
    let Sent { program, draft, from, until } = sent;
    let mut work = visit.begin().await?;
    match start(&mut work, WhatIf { program, draft, from, until }).await {
        Ok(id) => {
            let one = store::what_if(&mut work, id).await?.ok_or(Oops::Unknown)?;
            work.commit().await?;
            Ok((StatusCode::ACCEPTED, Json(head(&one))).into_response())
        }
        Err(Stop::Refused(refusal)) => {
            problem(StatusCode::UNPROCESSABLE_ENTITY, refusal.key(), &refusal.sentence(&visit.reader))
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

fn problem(status: StatusCode, kind: &str, detail: &str) -> Answer {
    let body = json!({ "type": kind, "status": status.as_u16(), "detail": detail });
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    Ok((status, headers, body.to_string()).into_response())
}

/// `GET /api/v1/commissions/what-ifs?program=`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    work.may::<Never>(Act::SeeCommissions, Whose::Vendor)?;
    let all = store::what_ifs(&mut work, parsed(&here, "program")?, LIMIT).await?;
    let all: Vec<Value> = all.iter().map(head).collect();
    Ok(Json(json!({ "what_ifs": all })).into_response())
}

/// `GET /api/v1/commissions/what-ifs/{what_if}?page=`
pub async fn show(visit: Visit, Path(id): Path<WhatIfId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    work.may::<Never>(Act::SeeCommissions, Whose::Vendor)?;
    let one = store::what_if(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let filter = ChangeFilter {
        descending: true,
        offset: (here.page() - 1) * LIMIT,
        limit: Some(LIMIT),
        ..ChangeFilter::default()
    };
    let partners = store::partner_changes(&mut work, id, &filter).await?;
    let (count, _, _) = store::partner_changes_count(&mut work, id, &filter).await?;
    let lines = store::line_changes(&mut work, id, LINES).await?;
    let mut whole = head(&one);
    whole["terms"] = one.text.as_str().into();
    whole["periods"] = one.told.iter().flat_map(|told| &told.periods).map(|period| json!({
        "period": period.period, "closed": period.is_closed, "was": one.money(period.was), "now": one.money(period.now),
    })).collect();
    whole["parked"] = one.told.iter().flat_map(|told| &told.parked).map(|parked| json!({
        "period": parked.period, "partner": parked.partner, "name": parked.name, "reason": parked.reason,
        "sale": parked.sale,
    })).collect();
    whole["partners"] = partners.iter().map(|partner| changed(&one, partner)).collect();
    whole["next_page"] = (here.page() * LIMIT < count).then(|| here.page() + 1).into();
    whole["lines"] = lines.iter().map(|line| self::line(&one, line)).collect();
    Ok(Json(whole).into_response())
}

fn head(one: &KeptWhatIf) -> Value {
    json!({
        "id": one.id,
        "program": one.program,
        "draft": one.version,
        "partner": one.whose.partner(),
        "group": one.whose.group(),
        "terms_hash": one.hash,
        "from": one.span.from,
        "until": one.span.until,
        "state": one.state.word(),
        "trouble": one.trouble,
        "done": one.done,
        "total": one.total,
        "was": one.money(one.was),
        "now": one.money(one.now),
        "change": one.money(one.change()),
        "winners": one.counts.winners,
        "losers": one.counts.losers,
        "unchanged": one.counts.unchanged,
        "started_at": one.started_at.to_string(),
        "ended_at": one.ended_at.map(|at| at.to_string()),
    })
}

fn changed(one: &KeptWhatIf, partner: &PartnerChange) -> Value {
    json!({
        "partner": partner.partner,
        "name": partner.name,
        "was": one.money(partner.was),
        "now": one.money(partner.now),
        "change": one.money(partner.change()),
    })
}

fn line(one: &KeptWhatIf, line: &KeptLine) -> Value {
    json!({
        "period": line.period,
        "partner": line.partner,
        "name": line.name,
        "kind": line.heading,
        "sale": line.sale,
        "reference": line.reference,
        "was": one.money(line.was),
        "now": one.money(line.now),
        "change": one.money(line.now.saturating_sub(line.was)),
        "statement": line.statement,
        "line": line.line,
    })
}
