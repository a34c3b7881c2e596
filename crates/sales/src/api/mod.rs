//! Sales as JSON: read them, enter one, and say what became of it. The number of the source is the idempotency key: the
//! same body again answers 200 with the sale that stands, another body 409.

mod sent;
mod written;

use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use base::access::{Path, Visit};
use base::failure::{Answer, Oops, Outcome, Refusal as _, Stop};
use base::page::Address;
use base::work::Work;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::enter::Entered;
use crate::pages::list::{sort, wanted};
use crate::rules::{Refusal, SaleId, SaleKind, SaleState};
use crate::{enter, give_back, store};
use sent::{Sent, SentReason};
use written::written;

fn json(status: StatusCode, body: &impl Serialize) -> Answer {
    let text = serde_json::to_string(body)?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// `GET /api/v1/sales`: a hundred sales by the same filters as the list.
pub async fn list(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let wanted = wanted(&here);
    let listed = store::listed(&mut work, &wanted, &sort(&here), (here.page() - 1) * 100, 100).await?;
    let totals = store::totals(&mut work, &wanted).await?;
    let ids: Vec<SaleId> = listed.iter().map(|one| one.id).collect();
    let sales = written(&mut work, &ids).await?;
    json(StatusCode::OK, &serde_json::json!({ "sales": sales, "count": totals.count, "sums": totals.sums }))
}

/// `GET /api/v1/sales/{sale}`
pub async fn show(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.read().await?;
    one(&mut work, StatusCode::OK, id).await
}

async fn one(work: &mut Work, status: StatusCode, id: SaleId) -> Answer {
    let sale = written(work, &[id]).await?.pop().ok_or(Oops::Unknown)?;
    json(status, &sale)
}

/// `POST /api/v1/sales`
pub async fn create(visit: Visit, body: Bytes) -> Answer {
    let sent = match body_of::<Sent>(&body) {
        Ok(sent) => sent,
        Err(error) => return unreadable(&error),
    };
    let mut work = visit.begin().await?;
    let done = take(&mut work, sent).await;
    answer(visit, work, done).await
}

/// `POST /api/v1/sales/{sale}/confirm`
pub async fn confirm(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.begin().await?;
    let done = crate::confirm(&mut work, id).await.map(|()| Entered { sale: id, new: false });
    answer(visit, work, done).await
}

/// `POST /api/v1/sales/{sale}/cancel`, with or without a reason.
pub async fn cancel(visit: Visit, Path(id): Path<SaleId>, body: Bytes) -> Answer {
    let why = if body.is_empty() { Ok(SentReason::default()) } else { body_of(&body) };
    let why = match why {
        Ok(why) => why,
        Err(error) => return unreadable(&error),
    };
    let mut work = visit.begin().await?;
    let done = crate::cancel(&mut work, id, &why.reason).await.map(|()| Entered { sale: id, new: false });
    answer(visit, work, done).await
}

/// `POST /api/v1/sales/{sale}/corrections`: the whole sale as it should have been; source, number and kind stay.
pub async fn correct(visit: Visit, Path(id): Path<SaleId>, body: Bytes) -> Answer {
    let sent = match body_of::<Sent>(&body) {
        Ok(sent) => sent,
        Err(error) => return unreadable(&error),
    };
    let mut work = visit.begin().await?;
    let done = match sent.into_sale(&mut work).await {
        Ok(new) => crate::correct(&mut work, id, new).await,
        Err(stop) => Err(stop),
    };
    answer(visit, work, done).await
}

fn body_of<T: DeserializeOwned>(body: &Bytes) -> Result<T, serde_json::Error> {
    serde_json::from_slice(body)
}

fn unreadable(error: &serde_json::Error) -> Answer {
    problem(StatusCode::BAD_REQUEST, "sales-api-bad-body", &error.to_string(), None)
}

async fn answer(visit: Visit, mut work: Work, done: Outcome<Entered, Refusal>) -> Answer {
    match done {
        Ok(entered) => {
            let status = if entered.new { StatusCode::CREATED } else { StatusCode::OK };
            let answer = one(&mut work, status, entered.sale).await?;
            work.commit().await?;
            Ok(answer)
        }
        Err(Stop::Refused(refusal)) => {
            let (status, sale) = match &refusal {
                Refusal::Conflict { sale, .. } => (StatusCode::CONFLICT, Some(*sale)),
                Refusal::SaleIsVoided { .. } | Refusal::SaleHasReturns { .. } => (StatusCode::CONFLICT, None),
                _ => (StatusCode::UNPROCESSABLE_ENTITY, None),
            };
            problem(status, refusal.key(), &refusal.sentence(&visit.reader), sale)
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

fn problem(status: StatusCode, kind: &str, detail: &str, sale: Option<SaleId>) -> Answer {
    let body = serde_json::json!({ "type": kind, "status": status.as_u16(), "detail": detail, "sale": sale });
    let headers = [(header::CONTENT_TYPE, "application/problem+json")];
    Ok((status, headers, body.to_string()).into_response())
}

/// Enters what was sent. A sale that is known and pending is confirmed when the source says that it is.
async fn take(work: &mut Work, sent: Sent) -> Outcome<Entered, Refusal> {
    let state = sent.state().map_err(Stop::Refused)?;
    let entered = if sent.kind().map_err(Stop::Refused)? == SaleKind::Return {
        take_return(work, sent).await?
    } else {
        let new = sent.into_sale(work).await?;
        enter(work, new).await?
    };
    if !entered.new && state == Some(SaleState::Confirmed) {
        let known = store::sale(work, entered.sale).await?;
        if known.is_some_and(|sale| sale.state() == SaleState::Pending) {
            crate::confirm(work, entered.sale).await?;
        }
    }
    Ok(entered)
}

async fn take_return(work: &mut Work, sent: Sent) -> Outcome<Entered, Refusal> {
    let called = sent.original.clone().unwrap_or_default();
    let originals = store::originals_called(work, &sent.source, &[&called]).await?;
    let original = originals.get(&called).ok_or(Stop::Refused(Refusal::ReturnWithoutOriginal))?;
    let new = sent.into_return(original.id).map_err(Stop::Refused)?;
    give_back(work, new).await
}
