//! Sales and returns as rows.

use std::collections::HashMap;

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

use super::{KEYS_AT_ONCE, places, texts};
use crate::rules::{NewSale, Sale, SaleId, SaleKind, key};

/// What is known of a key that was entered before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The sale that stands.
    pub id: SaleId,
    /// The hash of its body.
    pub body_hash: String,
}

/// A sale with everything that its row needs.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Its id.
    pub id: SaleId,
    /// What was entered.
    pub new: NewSale,
    /// The hash of it.
    pub body_hash: String,
    /// The sale that it takes back.
    pub original: Option<SaleId>,
}

/// The sale with this id.
pub async fn sale(work: &mut Work, id: SaleId) -> Result<Option<Sale>> {
    let sql = "select id, source, external_id, kind, partner_id, customer_id, product_id, program_id, happened_on, known_at,
                 quantity, amount_minor, currency, original_id, returned_minor, note, body_hash
               from sales_sales where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// The sale with this id, if it is this partner's.
pub async fn sale_of(work: &mut Work, id: SaleId, partner: PartnerId) -> Result<Option<Sale>> {
    let sql = "select id, source, external_id, kind, partner_id, customer_id, product_id, program_id, happened_on, known_at,
                 quantity, amount_minor, currency, original_id, returned_minor, note, body_hash
               from sales_sales where id = $1 and partner_id = $2";
    work.row(sql, args![id, partner]).await?.as_ref().map(read).transpose()
}

/// The returns of a sale, the earliest first.
pub async fn returns_of(work: &mut Work, original: SaleId) -> Result<Vec<Sale>> {
    let sql = "select id, source, external_id, kind, partner_id, customer_id, product_id, program_id, happened_on, known_at,
                 quantity, amount_minor, currency, original_id, returned_minor, note, body_hash
               from sales_sales where original_id = $1 order by happened_on, id";
    work.rows(sql, args![original]).await?.iter().map(read).collect()
}

/// A partner's sales and returns between two days, both included, the latest first.
pub async fn sales_of(
    work: &mut Work,
    partner: PartnerId,
    from: Date,
    until: Date,
    limit: u32,
) -> Result<Vec<Sale>> {
    let sql = "select id, source, external_id, kind, partner_id, customer_id, product_id, program_id, happened_on, known_at,
                 quantity, amount_minor, currency, original_id, returned_minor, note, body_hash
               from sales_sales where partner_id = $1 and happened_on >= $2 and happened_on <= $3
               order by happened_on desc, id desc limit $4";
    work.rows(sql, args![partner, from, until, limit]).await?.iter().map(read).collect()
}

/// The first and the last day on which anything happened.
pub async fn first_and_last_day(work: &mut Work) -> Result<Option<(Date, Date)>> {
    let sql = "select min(happened_on) as first_on, max(happened_on) as last_on from sales_sales";
    let Some(row) = work.row(sql, vec![]).await? else { return Ok(None) };
    let first: Option<Date> = row.get("first_on")?;
    let last: Option<Date> = row.get("last_on")?;
    Ok(first.zip(last))
}

/// What stands under each of these numbers of one source, by number and kind.
pub async fn standing(
    work: &mut Work,
    source: &str,
    references: &[&str],
) -> Result<HashMap<(String, SaleKind), Standing>> {
    let mut found = HashMap::new();
    for part in references.chunks(KEYS_AT_ONCE) {
        let list = places(1, part.len());
        let sql = format!(
            "select id, external_id, kind, body_hash from sales_sales where source = $1 and external_id in ({list})"
        );
        let mut args = args![source];
        args.extend(texts(part.iter().copied()));
        for row in work.rows(&sql, args).await? {
            let standing = Standing { id: row.get("id")?, body_hash: row.get("body_hash")? };
            found.insert((row.get("external_id")?, row.get("kind")?), standing);
        }
    }
    Ok(found)
}

/// The sales of one source that these numbers mean, returns left out; a number that an order and a payment share means
/// the order.
pub async fn originals_called(
    work: &mut Work,
    source: &str,
    references: &[&str],
) -> Result<HashMap<String, Sale>> {
    let mut found: HashMap<String, Sale> = HashMap::new();
    for part in references.chunks(KEYS_AT_ONCE) {
        let list = places(1, part.len());
        let sql = format!(
            "select id, source, external_id, kind, partner_id, customer_id, product_id, program_id, happened_on, known_at,
               quantity, amount_minor, currency, original_id, returned_minor, note, body_hash
             from sales_sales where source = $1 and external_id in ({list}) and kind <> 'return' order by kind"
        );
        let mut args = args![source];
        args.extend(texts(part.iter().copied()));
        for row in work.rows(&sql, args).await? {
            let sale = read(&row)?;
            let taken = found.get(&sale.reference).is_some_and(|known| known.kind == SaleKind::Order);
            if !taken {
                found.insert(sale.reference.clone(), sale);
            }
        }
    }
    Ok(found)
}

/// Inserts one sale unless its key was entered before; tells whether it did.
pub async fn insert_sale(work: &mut Work, row: &NewRow) -> Result<bool> {
    Ok(insert_sales(work, std::slice::from_ref(row)).await? == 1)
}

/// Inserts sales whose keys were not entered before; returns how many.
pub async fn insert_sales(work: &mut Work, rows: &[NewRow]) -> Result<u64> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, customer_id, product_id,
      program_id, happened_on, known_at, quantity, amount_minor, currency, original_id, returned_minor, body_hash, note,
      entered_by)";
    let values: Vec<Vec<Value>> = rows.iter().map(|row| values_of(row, now, user)).collect();
    Ok(work.insert_many(head, "on conflict (source, external_id, kind) do nothing", &values).await?)
}

fn values_of(row: &NewRow, now: Timestamp, user: Option<base::access::UserId>) -> Vec<Value> {
    let new = &row.new;
    args![
        row.id,
        new.source.as_str(),
        new.reference.as_str(),
        new.kind,
        key(&new.reference),
        new.partner,
        new.customer,
        new.product,
        new.program,
        new.happened_on,
        now,
        new.quantity,
        new.amount.minor,
        new.amount.currency,
        row.original,
        0,
        row.body_hash.as_str(),
        new.note.as_str(),
        user,
    ]
}

/// Notes on a sale that a part of it was taken back; tells whether that much was left.
pub async fn take_back(work: &mut Work, original: SaleId, amount: Money) -> Result<bool> {
    let sql = "update sales_sales set returned_minor = returned_minor + $2
               where id = $1 and currency = $3 and returned_minor + $2 <= amount_minor";
    Ok(work.run(sql, args![original, amount.minor, amount.currency]).await? == 1)
}

/// Reads a sale out of a row with all its columns.
fn read(row: &Row) -> Result<Sale> {
    let currency: Currency = row.get("currency")?;
    Ok(Sale {
        id: row.get("id")?,
        source: row.get("source")?,
        reference: row.get("external_id")?,
        kind: row.get("kind")?,
        partner: row.get("partner_id")?,
        customer: row.get("customer_id")?,
        product: row.get("product_id")?,
        program: row.get("program_id")?,
        happened_on: row.get("happened_on")?,
        known_at: row.get("known_at")?,
        quantity: row.get("quantity")?,
        amount: Money::new(row.get("amount_minor")?, currency),
        original: row.get("original_id")?,
        returned: Money::new(row.get("returned_minor")?, currency),
        note: row.get("note")?,
        body_hash: row.get("body_hash")?,
    })
}
