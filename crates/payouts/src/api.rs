//! Batches as JSON, to read.

use axum::Json;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use base::access::{Path, Visit};
use base::failure::{Answer, Oops, Refusal as _, Stop};
use base::page::Address;
use money::Money;
use serde::Serialize;

use crate::rules::{Batch, BatchId, BatchState, LeftOut, Line, Missing, Party, Refusal};
use crate::store::{self, KeptRow, OtherSide, StoredFile};

/// A batch.
#[derive(Serialize)]
struct BatchJson {
    id: String,
    number: i64,
    state: &'static str,
    cutoff_on: String,
    minimum: Money,
    lines: i64,
    total: Money,
    paid_lines: i64,
    paid: Money,
    prepared_at: String,
    prepared_by: Option<String>,
    approved_at: Option<String>,
    approved_by: Option<String>,
    exported_at: Option<String>,
    ended_at: Option<String>,
    end_reason: Option<String>,
}

/// A payout.
#[derive(Serialize)]
struct LineJson {
    id: String,
    partner: String,
    partner_name: String,
    document: i64,
    amount: Money,
    bank_paid: Money,
    state: &'static str,
    payee: Party,
    requisites_hash: String,
    purpose: String,
    paid_on: Option<String>,
    removed_reason: Option<String>,
}

/// Somebody who was left out.
#[derive(Serialize)]
struct LeftOutJson {
    partner: String,
    partner_name: String,
    balance: Money,
    available: Money,
    reason: LeftOut,
}

/// A file that was handed out.
#[derive(Serialize)]
struct FileJson {
    format: &'static str,
    name: String,
    sha256: String,
}

/// A page of a list; `next` goes into the query to read on.
#[derive(Serialize)]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

/// A batch with a page of its lines.
#[derive(Serialize)]
struct Whole {
    batch: BatchJson,
    lines: Page<LineJson>,
    left_out: Vec<LeftOutJson>,
    files: Vec<FileJson>,
}

fn batch_json(batch: Batch) -> BatchJson {
    BatchJson {
        id: batch.id.to_string(),
        number: batch.number,
        state: batch.state.word(),
        cutoff_on: batch.cutoff_on.to_string(),
        minimum: batch.minimum,
        lines: batch.lines,
        total: batch.total,
        paid_lines: batch.paid_lines,
        paid: batch.paid,
        prepared_at: batch.prepared_at.to_string(),
        prepared_by: batch.prepared_by.map(|user| user.to_string()),
        approved_at: batch.approved_at.map(|at| at.to_string()),
        approved_by: batch.approved_by.map(|user| user.to_string()),
        exported_at: batch.exported_at.map(|at| at.to_string()),
        ended_at: batch.ended_at.map(|at| at.to_string()),
        end_reason: batch.end_reason,
    }
}

fn line_json(line: Line) -> LineJson {
    LineJson {
        id: line.id.to_string(),
        partner: line.partner.to_string(),
        partner_name: line.partner_name,
        document: line.document,
        amount: line.amount,
        bank_paid: line.paid,
        state: line.state.word(),
        payee: line.payee,
        requisites_hash: line.requisites_hash,
        purpose: line.purpose,
        paid_on: line.paid_on.map(|day| day.to_string()),
        removed_reason: line.removed_reason,
    }
}

fn file_json(file: StoredFile) -> FileJson {
    FileJson { format: file.format.word(), name: file.name, sha256: file.sha256 }
}

fn next(page: i64, shown: usize) -> Option<String> {
    (shown == 50).then(|| (page + 1).to_string())
}

/// `GET /api/v1/payouts?state=&page=`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let state = here.get("state").and_then(BatchState::parse);
    let mut work = visit.read().await?;
    let page = here.page();
    let list = store::batches(&mut work, state, page).await?;
    let next = next(page, list.len());
    Ok(Json(Page { items: list.into_iter().map(batch_json).collect(), next }).into_response())
}

/// `GET /api/v1/payouts/{batch}?page=`
pub async fn one(visit: Visit, Path(id): Path<BatchId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let batch = store::batch(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let page = here.page();
    let lines = store::lines(&mut work, id, page).await?;
    let left_out = store::left_out(&mut work, id, 1000).await?.into_iter().map(|one| LeftOutJson {
        partner: one.partner.to_string(),
        partner_name: one.name,
        balance: one.balance,
        available: one.available,
        reason: one.reason,
    });
    let files = store::file_heads(&mut work, id).await?;
    let next = next(page, lines.len());
    let whole = Whole {
        batch: batch_json(batch),
        lines: Page { items: lines.into_iter().map(line_json).collect(), next },
        left_out: left_out.collect(),
        files: files.into_iter().map(file_json).collect(),
    };
    Ok(Json(whole).into_response())
}

/// A movement of the bank.
#[derive(Serialize)]
struct MovementJson {
    id: String,
    booked_on: String,
    number: String,
    amount: Money,
    direction: String,
    other: OtherSide,
    purpose: String,
    state: String,
    batch: Option<String>,
    payout: Option<String>,
    missing: Option<Missing>,
    reason: Option<String>,
}

fn movement_json(row: KeptRow) -> MovementJson {
    MovementJson {
        id: row.id.to_string(),
        booked_on: row.booked_on.to_string(),
        number: row.number,
        amount: row.amount,
        direction: row.direction,
        other: row.other,
        purpose: row.purpose,
        state: row.state,
        batch: row.line.map(|(batch, _)| batch.to_string()),
        payout: row.line.map(|(_, line)| line.to_string()),
        missing: row.missing,
        reason: row.reason,
    }
}

/// `GET /api/v1/payouts/statement?state=open|matched|aside&page=`
pub async fn movements(visit: Visit, here: Address) -> Answer {
    let state = match here.get("state").unwrap_or("open") {
        "matched" => "",
        "aside" => "aside",
        _ => "open",
    };
    let mut work = visit.read().await?;
    let page = here.page();
    let rows = store::rows_in(&mut work, state, page).await?;
    let next = next(page, rows.len());
    Ok(Json(Page { items: rows.into_iter().map(movement_json).collect(), next }).into_response())
}

/// `POST /api/v1/payouts/statement?name=`: the body is the file.
pub async fn take_statement(visit: Visit, here: Address, body: Bytes) -> Answer {
    let name: String = here.get("name").unwrap_or("api").chars().take(200).collect();
    let mut work = visit.begin().await?;
    match crate::take_statement(&mut work, &name, &body).await {
        Ok(found) => {
            work.commit().await?;
            Ok(Json(found).into_response())
        }
        Err(Stop::Refused(refusal)) => {
            let r = &visit.reader;
            let all: Vec<String> = match &refusal {
                Refusal::StatementWrong { troubles } => troubles.iter().map(|one| one.sentence(r)).collect(),
                _ => Vec::new(),
            };
            let body = serde_json::json!({
                "type": refusal.key(), "status": 422, "detail": refusal.sentence(r), "troubles": all,
            });
            let kind = [(header::CONTENT_TYPE, "application/problem+json")];
            Ok((StatusCode::UNPROCESSABLE_ENTITY, kind, body.to_string()).into_response())
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}
