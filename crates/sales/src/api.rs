//! Sales as JSON: read them, and enter one. The number of the source is the idempotency key: the same body again answers
//! 200 with the sale that stands, another body 409.

use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use base::access::{Path, Visit};
use base::failure::{Answer, Oops, Refusal as _, Stop};
use base::page::Address;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use crate::enter::Entered;
use crate::pages::enter::{customer_meant, product_meant};
use crate::pages::list::{sort, wanted};
use crate::rules::{CustomerId, NewReturn, NewSale, ProductId, Refusal, Sale, SaleId, SaleKind};
use crate::{enter, give_back, store};

/// A sale as it is written in JSON.
#[derive(Serialize)]
struct Written {
    id: SaleId,
    source: String,
    reference: String,
    kind: &'static str,
    partner: String,
    customer: Option<CustomerId>,
    product: Option<ProductId>,
    happened_on: Date,
    known_at: Timestamp,
    quantity: i64,
    amount: Money,
    returned: Money,
    original: Option<SaleId>,
    note: String,
}

impl From<Sale> for Written {
    fn from(sale: Sale) -> Self {
        Self {
            id: sale.id,
            source: sale.source,
            reference: sale.reference,
            kind: sale.kind.name(),
            partner: sale.partner.to_string(),
            customer: sale.customer,
            product: sale.product,
            happened_on: sale.happened_on,
            known_at: sale.known_at,
            quantity: sale.quantity,
            amount: sale.amount,
            returned: sale.returned,
            original: sale.original,
            note: sale.note,
        }
    }
}

/// A sale as a source sends it. Partner, customer, product and programme are given by code or name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    #[serde(default = "api")]
    source: String,
    reference: String,
    #[serde(default = "order")]
    kind: String,
    #[serde(default)]
    partner: String,
    #[serde(default)]
    customer: String,
    #[serde(default)]
    product: String,
    program: Option<String>,
    happened_on: Date,
    #[serde(default = "one")]
    quantity: i64,
    amount: String,
    currency: String,
    /// The number of the sale that a return takes back.
    original: Option<String>,
    #[serde(default)]
    note: String,
}

fn api() -> String {
    "api".into()
}

fn order() -> String {
    "order".into()
}

const fn one() -> i64 {
    1
}

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
    let mut sales = Vec::with_capacity(listed.len());
    for one in listed {
        sales.extend(store::sale(&mut work, one.id).await?.map(Written::from));
    }
    json(StatusCode::OK, &serde_json::json!({ "sales": sales, "count": totals.count, "sums": totals.sums }))
}

/// `GET /api/v1/sales/{sale}`
pub async fn show(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.read().await?;
    let sale = store::sale(&mut work, id).await?.ok_or(Oops::Unknown)?;
    json(StatusCode::OK, &Written::from(sale))
}

/// `POST /api/v1/sales`
pub async fn create(visit: Visit, body: Bytes) -> Answer {
    let sent: Sent = match serde_json::from_slice(&body) {
        Ok(sent) => sent,
        Err(error) => {
            return problem(StatusCode::BAD_REQUEST, "sales-api-bad-body", &error.to_string(), None);
        }
    };
    let mut work = visit.begin().await?;
    let done = take(&mut work, sent).await;
    match done {
        Ok(entered) => {
            let sale = store::sale(&mut work, entered.sale).await?.ok_or(Oops::Unknown)?;
            work.commit().await?;
            json(if entered.new { StatusCode::CREATED } else { StatusCode::OK }, &Written::from(sale))
        }
        Err(Stop::Refused(refusal)) => {
            let (status, sale) = match &refusal {
                Refusal::Conflict { sale, .. } => (StatusCode::CONFLICT, Some(*sale)),
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

async fn take(work: &mut Work, sent: Sent) -> base::failure::Outcome<Entered, Refusal> {
    let currency = Currency::parse(&sent.currency)
        .map_err(|_| Stop::Refused(Refusal::UnknownCurrency { code: sent.currency.clone() }))?;
    let amount = Money::parse_amount(&sent.amount, currency)
        .map_err(|_| Stop::Refused(Refusal::AmountUnreadable { text: sent.amount.clone() }))?;
    let kind = SaleKind::parse(&sent.kind)
        .ok_or_else(|| Stop::Refused(Refusal::UnknownKind { text: sent.kind.clone() }))?;
    if kind == SaleKind::Return {
        return take_return(work, sent, amount).await;
    }
    let found = partners::find_by_name_or_code(work, &[&sent.partner]).await?;
    let partner = found.get(&sent.partner).copied();
    let partner =
        partner.ok_or_else(|| Stop::Refused(Refusal::UnknownPartner { text: sent.partner.clone() }))?;
    let program = match &sent.program {
        None => None,
        Some(text) => match programs::program_by_code(work, text).await? {
            Some(program) => Some(program.id),
            None => return Err(Stop::Refused(Refusal::UnknownProgram { text: text.clone() })),
        },
    };
    let new = NewSale {
        customer: customer_meant(work, &sent.customer).await?,
        product: product_meant(work, &sent.product).await?,
        source: sent.source,
        reference: sent.reference,
        kind,
        partner,
        program,
        happened_on: sent.happened_on,
        quantity: sent.quantity,
        amount,
        note: sent.note,
    };
    enter(work, new).await
}

async fn take_return(work: &mut Work, sent: Sent, amount: Money) -> base::failure::Outcome<Entered, Refusal> {
    let called = sent.original.as_deref().unwrap_or_default();
    let originals = store::originals_called(work, &sent.source, &[called]).await?;
    let original = originals.get(called).ok_or(Stop::Refused(Refusal::ReturnWithoutOriginal))?;
    let new = NewReturn {
        source: sent.source,
        reference: sent.reference,
        original: original.id,
        happened_on: sent.happened_on,
        quantity: sent.quantity.abs(),
        amount: Money::new(amount.minor.abs(), amount.currency),
        note: sent.note,
    };
    give_back(work, new).await
}
