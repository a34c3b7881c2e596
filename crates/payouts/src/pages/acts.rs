//! The verbs of a batch, as buttons post them.

use axum::http::header;
use axum::response::IntoResponse;
use base::access::{Path, Posted, Visit};
use base::failure::{Answer, Oops, Outcome};
use base::page::{Address, Filled};
use base::work::Work;
use money::Currency;

use super::{batch, list, write_refusal};
use crate::rules::{BatchId, Refusal};
use crate::store::{self, FileFormat};

/// `POST /desk/payouts`
pub async fn prepare(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let currency = Currency::parse(filled.text("currency")).map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let mut work = visit.begin().await?;
    match crate::prepare(&mut work, currency).await {
        Ok(id) => {
            work.commit().await?;
            visit.redirect(format!("/desk/payouts/{id}"), "payouts-said-prepared", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            list::new_page(&visit, Some(currency), filled).await
        }
    }
}

/// `POST /desk/payouts/{batch}/approve`
pub async fn approve(visit: Visit, Path(id): Path<BatchId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let done = crate::approve(&mut work, id).await;
    finish(&visit, work, id, posted.filled, done, "payouts-said-approved").await
}

/// `POST /desk/payouts/{batch}/export`
pub async fn export(visit: Visit, Path(id): Path<BatchId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let done = crate::export(&mut work, id).await;
    finish(&visit, work, id, posted.filled, done, "payouts-said-exported").await
}

/// `POST /desk/payouts/{batch}/paid`
pub async fn pay_all(visit: Visit, Path(id): Path<BatchId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let label = visit.reader.t("payouts-paid-on");
    filled.required(&visit.reader, "paid_on", &label);
    let Some(paid_on) = filled.date(&visit.reader, "paid_on", &label) else {
        return again(&visit, id, filled).await;
    };
    let mut work = visit.begin().await?;
    let done = crate::pay_all(&mut work, id, paid_on).await;
    finish(&visit, work, id, filled, done, "payouts-said-paid").await
}

/// `POST /desk/payouts/{batch}/cancel`
pub async fn cancel(visit: Visit, Path(id): Path<BatchId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let done = crate::cancel(&mut work, id, posted.filled.text("reason")).await;
    finish(&visit, work, id, posted.filled, done, "payouts-said-cancelled").await
}

/// Leads back to the batch with a word, or shows it again with what was refused.
async fn finish(
    visit: &Visit,
    work: Work,
    id: BatchId,
    mut filled: Filled,
    done: Outcome<(), Refusal>,
    said: &str,
) -> Answer {
    match done {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/payouts/{id}"), said, &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(visit, &mut filled, stop)?;
            again(visit, id, filled).await
        }
    }
}

async fn again(visit: &Visit, id: BatchId, filled: Filled) -> Answer {
    let here = Address::parse(&format!("/desk/payouts/{id}"));
    batch::page(visit, id, &here, filled).await
}

/// `GET /desk/payouts/{batch}/files/{format}`
pub async fn download(visit: Visit, Path((id, format)): Path<(BatchId, String)>) -> Answer {
    let format = FileFormat::parse(&format).ok_or(Oops::Unknown)?;
    let mut work = visit.read().await?;
    let file = store::file(&mut work, id, format).await?.ok_or(Oops::Unknown)?;
    let headers = [
        (header::CONTENT_TYPE, format.content_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}
