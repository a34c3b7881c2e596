//! A sale as it is written in JSON.

use std::collections::HashMap;

use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Money, Rate};
use serde::Serialize;

use crate::rules::{CustomerId, Participant, ProductId, Sale, SaleId};
use crate::store;

/// A sale as it is written in JSON.
#[derive(Serialize)]
pub struct Written {
    id: SaleId,
    source: String,
    reference: String,
    kind: &'static str,
    status: &'static str,
    partner: String,
    customer: Option<CustomerId>,
    product: Option<ProductId>,
    happened_on: Date,
    known_at: Timestamp,
    confirmed_at: Option<Timestamp>,
    voided_at: Option<Timestamp>,
    revision: i64,
    supersedes: Option<SaleId>,
    superseded_by: Option<SaleId>,
    quantity: i64,
    amount: Money,
    returned: Money,
    original: Option<SaleId>,
    document: Option<String>,
    vat: Option<Money>,
    delivery: Option<Money>,
    cost: Option<Money>,
    paid: Option<Money>,
    invoiced_on: Option<Date>,
    paid_on: Option<Date>,
    covers_from: Option<Date>,
    covers_until: Option<Date>,
    participants: Vec<WrittenParticipant>,
    note: String,
}

#[derive(Serialize)]
struct WrittenParticipant {
    partner: String,
    role: String,
    share: Option<Rate>,
}

impl Written {
    fn of(sale: Sale, participants: Vec<Participant>) -> Self {
        let status = sale.state().name();
        let participants = participants.into_iter().map(|one| WrittenParticipant {
            partner: one.partner.to_string(),
            role: one.role,
            share: one.share,
        });
        Self {
            id: sale.id,
            source: sale.source,
            reference: sale.reference,
            kind: sale.kind.name(),
            status,
            partner: sale.partner.to_string(),
            customer: sale.customer,
            product: sale.product,
            happened_on: sale.happened_on,
            known_at: sale.known_at,
            confirmed_at: sale.confirmed_at,
            voided_at: sale.voided_at,
            revision: sale.revision,
            supersedes: sale.supersedes,
            superseded_by: sale.superseded_by,
            quantity: sale.quantity,
            amount: sale.amount,
            returned: sale.returned,
            original: sale.original,
            document: sale.parts.document,
            vat: sale.parts.vat,
            delivery: sale.parts.delivery,
            cost: sale.parts.cost,
            paid: sale.parts.paid,
            invoiced_on: sale.parts.invoiced_on,
            paid_on: sale.parts.paid_on,
            covers_from: sale.parts.covers.map(|period| period.from),
            covers_until: sale.parts.covers.map(|period| period.until),
            participants: participants.collect(),
            note: sale.note,
        }
    }
}

/// These sales in their order, with everybody who takes part; in a return those of its original.
pub async fn written(work: &mut Work, ids: &[SaleId]) -> Result<Vec<Written>> {
    let mut sales = store::sales_by_ids(work, ids).await?;
    let whose: HashMap<SaleId, SaleId> =
        sales.values().map(|sale| (sale.id, sale.original.unwrap_or(sale.id))).collect();
    let asked: Vec<SaleId> = whose.values().copied().collect();
    let participants = store::participants_of_all(work, &asked).await?;
    let one = |id: &SaleId| {
        let takes_part = participants.get(whose.get(id)?).cloned().unwrap_or_default();
        Some(Written::of(sales.remove(id)?, takes_part))
    };
    Ok(ids.iter().filter_map(one).collect())
}
