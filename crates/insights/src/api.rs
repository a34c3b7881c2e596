//! The overview as JSON.

use axum::Json;
use axum::response::IntoResponse;
use base::access::Visit;
use base::failure::Answer;
use base::page::Address;
use money::{Currency, Money};
use serde_json::json;

use crate::pages::vendor::month;
use crate::view::Overview;

/// `GET /api/v1/insights/overview?month=2026-10&currency=RUB`
pub async fn overview(visit: Visit, here: Address) -> Answer {
    let currency = here.get("currency").and_then(|code| Currency::parse(code).ok());
    let mut work = visit.read().await?;
    let day = here.get("month").and_then(month).unwrap_or_else(|| work.today());
    let found = Overview::gather(&mut work, day, currency).await?;
    let money = |minor: i64| Money::new(minor, found.currency);
    let (turnover, accrued) = (found.turnover, found.accrued_last());
    let answer = json!({
        "from": found.span.from,
        "until": found.span.until,
        "turnover": { "now": money(turnover.now), "before": money(turnover.before) },
        "accrued": { "month": accrued.day, "sum": money(accrued.amount) },
        "sellers": { "now": found.sellers.now, "before": found.sellers.before },
        "payable": found.payable,
        "best": found.best.iter().map(|mover| json!({
            "partner": mover.partner, "name": mover.name, "now": money(mover.now), "before": money(mover.before),
        })).collect::<Vec<_>>(),
    });
    Ok(Json(answer).into_response())
}
