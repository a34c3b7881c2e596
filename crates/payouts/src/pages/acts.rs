//! The verbs of a batch, as buttons post them.

use axum::http::header;
use axum::response::IntoResponse;
use base::access::{Path, Posted, Visit};
use base::failure::{Answer, Oops, Outcome, Refusal as _, Stop};
use base::files::{Column, Format, Sheet, Value};
use base::page::{Address, Filled};
use base::words::Reader;
use base::work::Work;
use money::Currency;

use super::{batch, list, write_refusal};
use crate::rules::{Batch, BatchId, BatchState, Refusal, Way};
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
pub async fn export(visit: Visit, Path(id): Path<BatchId>, mut posted: Posted) -> Answer {
    if let Some(sentence) = unproved(&visit, posted.filled.text("code")).await? {
        posted.filled.refuse("code", sentence);
        return again(&visit, id, posted.filled).await;
    }
    let mut work = visit.begin().await?;
    let way = match posted.filled.text("way") {
        "" => None,
        word => Some(Way::parse(word).ok_or(Oops::BadRequest("base-bad-form"))?),
    };
    let key: String = posted.filled.text("key").chars().take(64).collect();
    let done = crate::release(&mut work, id, way, &key).await;
    finish(&visit, work, id, posted.filled, done, "payouts-said-exported").await
}

/// What is wrong with a code that was typed; nothing when none was, or when the one before still counts.
async fn unproved(visit: &Visit, code: &str) -> std::result::Result<Option<String>, Oops> {
    if code.is_empty() || people::proved_lately(&mut visit.read().await?).await? {
        return Ok(None);
    }
    match people::prove_factor(&visit.site, visit.visitor.actor, code).await {
        Ok(()) => Ok(None),
        Err(Stop::Refused(refusal)) => Ok(Some(refusal.sentence(&visit.reader))),
        Err(stop) => Err(visit.oops(stop)),
    }
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

/// `GET /desk/payouts/export?format=&state=`: the list of batches as a file.
pub async fn list_file(visit: Visit, here: Address) -> Answer {
    let format =
        here.get("format").and_then(Format::parse).ok_or(Oops::BadRequest("payouts-export-bad-format"))?;
    let state = here.get("state").and_then(BatchState::parse);
    let mut work = visit.read().await?;
    let batches = store::all_batches(&mut work, state).await?;
    let bytes = sheet(&visit.reader, &batches).to_bytes(format, &visit.reader)?;
    let name = format!("attachment; filename=\"payouts-{}.{}\"", visit.site.today(), format.ending());
    let headers =
        [(header::CONTENT_TYPE, format.content_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn sheet(r: &Reader, batches: &[Batch]) -> Sheet {
    let columns = vec![
        Column::figures(r.t("payouts-batch")),
        Column::words(r.t("payouts-prepared-on")),
        Column::words(r.t("payouts-state")),
        Column::figures(r.t("payouts-lines")),
        Column::words(r.t("payouts-currency")),
        Column::figures(r.t("payouts-total")),
        Column::figures(r.t("payouts-paid")),
    ];
    let mut sheet = Sheet::new(r.t("payouts-list-title"), columns);
    for batch in batches {
        sheet.row(vec![
            Value::Integer(batch.number),
            Value::Date(batch.cutoff_on),
            r.t(&format!("payouts-state-{}", batch.state.word())).into(),
            Value::Integer(batch.lines),
            batch.currency.to_string().into(),
            Value::Money(batch.total),
            Value::Money(batch.paid),
        ]);
    }
    sheet
}
