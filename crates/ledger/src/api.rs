//! The ledger as JSON, to read.

use axum::Json;
use axum::response::IntoResponse;
use base::access::Visit;
use base::failure::Answer;
use base::page::Address;
use money::{Currency, Money};
use serde::Serialize;

use crate::store::{self, BalanceFilter, EntryFilter, PAGE, Part};

/// What stands on an account.
#[derive(Serialize)]
struct BalanceJson {
    account: &'static str,
    partner: Option<String>,
    name: Option<String>,
    balance: Money,
    transfers: i64,
}

/// An entry.
#[derive(Serialize)]
struct EntryJson {
    id: String,
    key: String,
    kind: String,
    subject: String,
    happened_on: String,
    memo: String,
    amount: Money,
    posted_at: String,
}

/// A page of a list; `next` goes into the query to read on.
#[derive(Serialize)]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

/// `GET /api/v1/ledger/balances?account=&currency=&page=`
pub async fn balances(visit: Visit, here: Address) -> Answer {
    let filter = BalanceFilter {
        account: here.get("account").map(str::to_owned),
        currency: here.get("currency").and_then(|code| Currency::parse(code).ok()),
        search: here.get("q").map(str::to_owned),
        with_empty: true,
    };
    let mut work = visit.read().await?;
    let page = here.page();
    let list = store::balances(&mut work, &filter, (false, false), Part::page(page)).await?;
    let next = (list.len() as i64 == PAGE).then(|| (page + 1).to_string());
    let items = list.into_iter().map(|balance| BalanceJson {
        account: balance.account.word(),
        partner: balance.account.partner().map(|partner| partner.to_string()),
        name: balance.name,
        balance: balance.amount,
        transfers: balance.transfers,
    });
    Ok(Json(Page { items: items.collect(), next }).into_response())
}

/// `GET /api/v1/ledger/entries?kind=&from=&until=&q=&after=`
pub async fn entries(visit: Visit, here: Address) -> Answer {
    let filter = EntryFilter {
        kind: here.get("kind").map(str::to_owned),
        from: here.get("from").and_then(|day| day.parse().ok()),
        until: here.get("until").and_then(|day| day.parse().ok()),
        search: here.get("q").map(str::to_owned),
        before: here.get("after").and_then(|id| id.parse().ok()),
    };
    let mut work = visit.read().await?;
    let list = store::entries(&mut work, &filter, PAGE).await?;
    let next = list.last().filter(|_| list.len() as i64 == PAGE).map(|entry| entry.id.to_string());
    let items = list.into_iter().map(|entry| EntryJson {
        id: entry.id.to_string(),
        key: entry.key,
        kind: entry.kind,
        subject: entry.subject,
        happened_on: entry.happened_on.to_string(),
        memo: entry.memo,
        amount: entry.amount,
        posted_at: entry.posted_at.to_string(),
    });
    Ok(Json(Page { items: items.collect(), next }).into_response())
}
