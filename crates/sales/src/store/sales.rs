//! Sales and returns as rows.

use std::collections::HashMap;

use base::access::PartnerId;
use base::args;
use base::db::{DbError, Row, Value};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

use super::{KEYS_AT_ONCE, insert_participants, log_confirmed, log_entered, log_voided, places, texts};
use crate::rules::{Covers, NewSale, Sale, SaleId, SaleKind, SaleParts, SaleState, key};

/// The columns of a sale `s`, as [`read`] wants them.
const COLUMNS: &str = "s.id, s.source, s.external_id, s.kind, s.partner_id, s.customer_id, s.product_id, s.program_id,
  s.happened_on, s.known_at, s.quantity, s.amount_minor, s.currency, s.original_id, s.returned_minor, s.note, s.body_hash,
  s.confirmed_at, s.voided_at, s.supersedes_id, s.revision, s.document, s.vat_minor, s.delivery_minor, s.cost_minor,
  s.paid_minor, s.invoiced_on, s.paid_on, s.covers_from, s.covers_until,
  (select n.id from sales_sales n where n.supersedes_id = s.id) as superseded_by";

/// What is known of a key that was entered before: its last revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The sale that stands.
    pub id: SaleId,
    /// The hash of its body.
    pub body_hash: String,
    /// How it stands.
    pub state: SaleState,
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
    /// The row that it corrects, and its own revision.
    pub supersedes: Option<(SaleId, i64)>,
}

/// The sale with this id.
pub async fn sale(work: &mut Work, id: SaleId) -> Result<Option<Sale>> {
    let sql = format!("select {COLUMNS} from sales_sales s where s.id = $1");
    work.row(&sql, args![id]).await?.as_ref().map(read).transpose()
}

/// The sales with these ids, in no particular order.
pub async fn sales_by_ids(work: &mut Work, ids: &[SaleId]) -> Result<HashMap<SaleId, Sale>> {
    let mut found = HashMap::new();
    for part in ids.chunks(KEYS_AT_ONCE) {
        let list = places(0, part.len());
        let sql = format!("select {COLUMNS} from sales_sales s where s.id in ({list})");
        for row in work.rows(&sql, part.iter().map(|id| (*id).into()).collect()).await? {
            let sale = read(&row)?;
            found.insert(sale.id, sale);
        }
    }
    Ok(found)
}

/// The sale with this id, if it is this partner's.
pub async fn sale_of(work: &mut Work, id: SaleId, partner: PartnerId) -> Result<Option<Sale>> {
    let sql = format!("select {COLUMNS} from sales_sales s where s.id = $1 and s.partner_id = $2");
    work.row(&sql, args![id, partner]).await?.as_ref().map(read).transpose()
}

/// The returns of a sale, the earliest first.
pub async fn returns_of(work: &mut Work, original: SaleId) -> Result<Vec<Sale>> {
    let sql =
        format!("select {COLUMNS} from sales_sales s where s.original_id = $1 order by s.happened_on, s.id");
    work.rows(&sql, args![original]).await?.iter().map(read).collect()
}

/// How many returns refer to a sale and are not cancelled.
pub async fn count_returns(work: &mut Work, original: SaleId) -> Result<i64> {
    let sql = "select count(*) from sales_sales where original_id = $1 and voided_at is null";
    Ok(work.count(sql, args![original]).await?)
}

/// A partner's valid sales and returns between two days, both included, the latest first.
pub async fn sales_of(
    work: &mut Work,
    partner: PartnerId,
    from: Date,
    until: Date,
    limit: u32,
) -> Result<Vec<Sale>> {
    let sql = format!(
        "select {COLUMNS} from sales_sales s
         where s.partner_id = $1 and s.happened_on >= $2 and s.happened_on <= $3 and s.voided_at is null
         order by s.happened_on desc, s.id desc limit $4"
    );
    work.rows(&sql, args![partner, from, until, limit]).await?.iter().map(read).collect()
}

/// The first and the last day on which anything happened.
pub async fn first_and_last_day(work: &mut Work) -> Result<Option<(Date, Date)>> {
    let sql = "select min(happened_on) as first_on, max(happened_on) as last_on from sales_sales";
    let Some(row) = work.row(sql, vec![]).await? else { return Ok(None) };
    let first: Option<Date> = row.get("first_on")?;
    let last: Option<Date> = row.get("last_on")?;
    Ok(first.zip(last))
}

/// What stands under each of these numbers of one source, by number and kind; of a corrected sale its last revision.
pub async fn standing(
    work: &mut Work,
    source: &str,
    references: &[&str],
) -> Result<HashMap<(String, SaleKind), Standing>> {
    let mut found = HashMap::new();
    for part in references.chunks(KEYS_AT_ONCE) {
        let list = places(1, part.len());
        let sql = format!(
            "select id, external_id, kind, body_hash, confirmed_at, voided_at
             from sales_sales where source = $1 and external_id in ({list}) order by revision"
        );
        let mut args = args![source];
        args.extend(texts(part.iter().copied()));
        for row in work.rows(&sql, args).await? {
            let (confirmed, voided): (Option<i64>, Option<i64>) =
                (row.get("confirmed_at")?, row.get("voided_at")?);
            let state = SaleState::of(confirmed.is_some(), voided.is_some(), false);
            let standing = Standing { id: row.get("id")?, body_hash: row.get("body_hash")?, state };
            found.insert((row.get("external_id")?, row.get("kind")?), standing);
        }
    }
    Ok(found)
}

/// The sales of one source that these numbers mean, returns left out; a number that an order and a payment share means
/// the order, and a number whose sale was corrected the last revision.
pub async fn originals_called(
    work: &mut Work,
    source: &str,
    references: &[&str],
) -> Result<HashMap<String, Sale>> {
    let mut found: HashMap<String, Sale> = HashMap::new();
    for part in references.chunks(KEYS_AT_ONCE) {
        let list = places(1, part.len());
        let sql = format!(
            "select {COLUMNS} from sales_sales s
             where s.source = $1 and s.external_id in ({list}) and s.kind <> 'return' order by s.kind, s.revision"
        );
        let mut args = args![source];
        args.extend(texts(part.iter().copied()));
        for row in work.rows(&sql, args).await? {
            let sale = read(&row)?;
            let is_order = |sale: &Sale| sale.kind == SaleKind::Order;
            let taken = found.get(&sale.reference).is_some_and(|known| is_order(known) && !is_order(&sale));
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

/// Inserts sales with those who take part in them, unless their keys were entered before; returns how many. Unless that
/// is all of them, the transaction must be given up.
pub async fn insert_sales(work: &mut Work, rows: &[NewRow]) -> Result<u64> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into sales_sales (id, source, external_id, kind, reference_key, partner_id, customer_id, product_id,
      program_id, happened_on, known_at, quantity, amount_minor, currency, original_id, returned_minor, body_hash, note,
      entered_by, confirmed_at, supersedes_id, revision, document, vat_minor, delivery_minor, cost_minor, paid_minor,
      invoiced_on, paid_on, covers_from, covers_until)";
    let values: Vec<Vec<Value>> = rows.iter().map(|row| values_of(row, now, user)).collect();
    let inserted = work.insert_many(head, "on conflict do nothing", &values).await?;
    if inserted == rows.len() as u64 {
        insert_participants(work, rows).await?;
        log_entered(work, rows).await?;
    }
    Ok(inserted)
}

fn values_of(row: &NewRow, now: Timestamp, user: Option<base::access::UserId>) -> Vec<Value> {
    let new = &row.new;
    let mut values = args![
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
        (!new.is_pending).then_some(now),
        row.supersedes.map(|(id, _)| id),
        row.supersedes.map_or(0, |(_, revision)| revision),
    ];
    values.extend(values_of_parts(&new.parts));
    values
}

fn values_of_parts(parts: &SaleParts) -> [Value; 9] {
    let minor = |sum: Option<Money>| sum.map(|sum| sum.minor).into();
    [
        parts.document.clone().into(),
        minor(parts.vat),
        minor(parts.delivery),
        minor(parts.cost),
        minor(parts.paid),
        parts.invoiced_on.into(),
        parts.paid_on.into(),
        parts.covers.map(|period| period.from).into(),
        parts.covers.map(|period| period.until).into(),
    ]
}

/// Notes on a sale that a part of it was taken back; tells whether that much was left of it, and it earns.
pub async fn take_back(work: &mut Work, original: SaleId, amount: Money) -> Result<bool> {
    let sql = "update sales_sales set returned_minor = returned_minor + $2
               where id = $1 and currency = $3 and returned_minor + $2 <= amount_minor
                 and confirmed_at is not null and voided_at is null";
    Ok(work.run(sql, args![original, amount.minor, amount.currency]).await? == 1)
}

/// Notes on a sale that a part of it was not taken back after all; tells whether that much had been.
pub async fn take_back_less(work: &mut Work, original: SaleId, amount: Money) -> Result<bool> {
    let sql = "update sales_sales set returned_minor = returned_minor - $2
               where id = $1 and currency = $3 and returned_minor >= $2";
    Ok(work.run(sql, args![original, amount.minor, amount.currency]).await? == 1)
}

/// Waits until nobody else changes the state of a sale or of one of its returns, and keeps them waiting to the end.
pub async fn hold_sale(work: &mut Work, sale: &Sale) -> Result<()> {
    let held = sale.original.unwrap_or(sale.id);
    Ok(work.queue_for(&format!("sales_sales/{held}")).await?)
}

/// Confirms a pending sale; tells whether it was pending.
pub async fn confirm_sale(work: &mut Work, sale: &Sale) -> Result<bool> {
    let now = work.now();
    let sql = "update sales_sales set confirmed_at = $2 where id = $1 and confirmed_at is null and voided_at is null";
    let is_done = work.run(sql, args![sale.id, now]).await? == 1;
    if is_done {
        log_confirmed(work, sale, now).await?;
    }
    Ok(is_done)
}

/// Voids a valid sale of which nothing was taken back; tells whether it was one.
pub async fn void_sale(work: &mut Work, sale: &Sale) -> Result<bool> {
    let now = work.now();
    let sql =
        "update sales_sales set voided_at = $2 where id = $1 and voided_at is null and returned_minor = 0";
    let is_done = work.run(sql, args![sale.id, now]).await? == 1;
    if is_done {
        log_voided(work, sale, now).await?;
    }
    Ok(is_done)
}

/// Reads the nine columns of a sale's parts out of a row, from this place on.
pub fn read_parts(row: &Row, first: usize, currency: Currency) -> Result<SaleParts, DbError> {
    let sum = |place: usize| -> Result<Option<Money>, DbError> {
        Ok(row.at::<Option<i64>>(first + place)?.map(|minor| Money::new(minor, currency)))
    };
    let covers: (Option<Date>, Option<Date>) = (row.at(first + 7)?, row.at(first + 8)?);
    Ok(SaleParts {
        document: row.at(first)?,
        vat: sum(1)?,
        delivery: sum(2)?,
        cost: sum(3)?,
        paid: sum(4)?,
        invoiced_on: row.at(first + 5)?,
        paid_on: row.at(first + 6)?,
        covers: covers.0.zip(covers.1).map(|(from, until)| Covers { from, until }),
    })
}

/// The place of the first column of a sale's parts among [`COLUMNS`].
const PARTS_FIRST: usize = 21;

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
        parts: read_parts(row, PARTS_FIRST, currency)?,
        confirmed_at: row.get("confirmed_at")?,
        voided_at: row.get("voided_at")?,
        supersedes: row.get("supersedes_id")?,
        superseded_by: row.get("superseded_by")?,
        revision: row.get("revision")?,
        body_hash: row.get("body_hash")?,
    })
}
