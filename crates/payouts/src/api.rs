//! Batches as JSON, to read.

use axum::Json;
use axum::response::IntoResponse;
use base::access::{Path, Visit};
use base::failure::{Answer, Oops};
use base::page::Address;
use money::Money;
use serde::Serialize;

use crate::rules::{Batch, BatchId, BatchState, LeftOut, Line, Party};
use crate::store::{self, StoredFile};

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
