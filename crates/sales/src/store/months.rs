//! The log of months: blocks of what was entered, confirmed and voided. See `rules/month.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::args;
use base::db::id::fresh;
use base::db::{DbError, RawRow, Row, Value};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

use super::NewRow;
use crate::rules::{
    Change, Damaged, LoggedSale, Sale, SaleId, changes_to_block, each_change, each_sale, sales_to_block,
};

/// Sales of one block.
const SALES_AT_ONCE: usize = 1_000;

/// The name of the month of a day.
fn month_of(day: Date) -> String {
    // A sign would not be compared as a sign.
    format!("{:04}-{:02}", day.year().max(0), day.month())
}

/// Whether the log knows every sale.
pub async fn log_is_whole(work: &mut Work) -> Result<bool> {
    Ok(work.count("select count(*) from sales_months_whole", vec![]).await? > 0)
}

/// Notes sales that are entered in this transaction.
pub async fn log_entered(work: &mut Work, rows: &[NewRow]) -> Result<()> {
    let now = work.now().as_microsecond();
    let mut months: BTreeMap<String, Vec<LoggedSale<'_>>> = BTreeMap::new();
    for row in rows {
        months.entry(month_of(row.new.happened_on)).or_default().push(entered(row, now));
    }
    let mut blocks = Vec::new();
    for (month, sales) in &months {
        let parts = sales.chunks(SALES_AT_ONCE).map(sales_to_block);
        blocks.extend(parts.map(|block| args![fresh(), month, false, block]));
    }
    insert_blocks(work, &blocks).await
}

fn entered(row: &NewRow, now: i64) -> LoggedSale<'_> {
    let new = &row.new;
    LoggedSale {
        id: row.id,
        reference: &new.reference,
        kind: new.kind,
        seller: new.partner,
        customer: new.customer,
        product: new.product,
        program: new.program,
        happened_on: new.happened_on,
        quantity: new.quantity,
        amount: new.amount,
        confirmed_at: (!new.is_pending).then_some(now),
        voided_at: None,
        has_more: row.original.is_some() || !new.participants.is_empty() || !new.parts.is_empty(),
    }
}

/// Notes that a sale is confirmed in this transaction.
pub async fn log_confirmed(work: &mut Work, sale: &Sale, at: Timestamp) -> Result<()> {
    let change = Change { sale: sale.id, confirmed_at: Some(at.as_microsecond()), voided_at: None };
    log_change(work, sale.happened_on, change).await
}

/// Notes that a sale is voided in this transaction.
pub async fn log_voided(work: &mut Work, sale: &Sale, at: Timestamp) -> Result<()> {
    let change = Change { sale: sale.id, confirmed_at: None, voided_at: Some(at.as_microsecond()) };
    log_change(work, sale.happened_on, change).await
}

async fn log_change(work: &mut Work, day: Date, change: Change) -> Result<()> {
    insert_blocks(work, &[args![fresh(), month_of(day), true, changes_to_block(&[change])]]).await
}

async fn insert_blocks(work: &mut Work, blocks: &[Vec<Value>]) -> Result<()> {
    let head = "insert into sales_months (id, month, is_change, body)";
    work.insert_many(head, "", blocks).await?;
    Ok(())
}

/// What tells the state of the log up to a day's month from every earlier and later one; nothing while the log is not whole.
pub async fn log_mark(work: &mut Work, until: Date) -> Result<Option<String>> {
    if !log_is_whole(work).await? {
        return Ok(None);
    }
    let sql =
        "select count(*) as blocks, cast(coalesce(sum(id % 2147483647), 0) as bigint) as ids, max(id) as last
         from sales_months where month <= $1";
    let Some(row) = work.row(sql, args![month_of(until)]).await? else { return Ok(None) };
    let (blocks, ids, last): (i64, i64, Option<i64>) = (row.at(0)?, row.at(1)?, row.at(2)?);
    Ok(Some(format!("{blocks} {ids} {}", last.unwrap_or_default())))
}

/// Hands the sales of the months from `from` to `until` to `take`, each as it stands now, in no particular order.
pub async fn each_logged(
    work: &mut Work,
    from: Date,
    until: Date,
    take: &mut (dyn FnMut(LoggedSale<'_>) + Send),
) -> Result<()> {
    let mut changes: HashMap<SaleId, Change> = HashMap::new();
    let mut note = |change: Change| {
        let known = changes.entry(change.sale).or_insert(change);
        known.confirmed_at = known.confirmed_at.or(change.confirmed_at);
        known.voided_at = known.voided_at.or(change.voided_at);
    };
    let months = [month_of(from), month_of(until)];
    each_block(work, &months, true, &mut |block| each_change(block, &mut note)).await?;
    let mut changed = |sale: LoggedSale<'_>| match changes.get(&sale.id) {
        None => take(sale),
        Some(change) => take(LoggedSale {
            confirmed_at: sale.confirmed_at.or(change.confirmed_at),
            voided_at: sale.voided_at.or(change.voided_at),
            ..sale
        }),
    };
    each_block(work, &months, false, &mut |block| each_sale(block, &mut changed)).await
}

async fn each_block(
    work: &mut Work,
    [first, last]: &[String; 2],
    is_change: bool,
    take: &mut (dyn FnMut(&[u8]) -> Result<(), Damaged> + Send),
) -> Result<()> {
    let sql = "select body from sales_months where month >= $1 and month <= $2 and is_change = $3
               order by month, is_change, id";
    let mut damaged = None;
    let mut read = |row: &RawRow<'_>| {
        if damaged.is_none() {
            damaged = take(row.bytes(0)?).err();
        }
        Ok(())
    };
    work.scan(sql, args![first, last, is_change], &mut read).await?;
    Ok(damaged.map_or(Ok(()), Err)?)
}

/// Writes the log anew from the rows; returns how many sales are in it. Whoever enters sales meanwhile is not held up.
pub async fn write_log_anew(work: &mut Work) -> Result<u64> {
    work.queue_for("sales_months").await?;
    let mut written = 0;
    for month in months(work).await? {
        written += write_month_anew(work, &month).await?;
    }
    work.run("delete from sales_months_whole", vec![]).await?;
    let now = work.now();
    work.run("insert into sales_months_whole (since) values ($1)", args![now]).await?;
    Ok(written)
}

/// Every month in which anything happened or was logged.
async fn months(work: &mut Work) -> Result<BTreeSet<String>> {
    let sql = "select distinct substr(happened_on, 1, 7) from sales_sales union select distinct month from sales_months";
    let rows = work.rows(sql, vec![]).await?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, DbError>>()?)
}

async fn write_month_anew(work: &mut Work, month: &str) -> Result<u64> {
    let before = block_ids(work, month).await?;
    let (mut blocks, ids) = blocks_of_rows(work, month).await?;
    // What was committed between the two looks stands in blocks that are not known yet; the rows may have it or not.
    let mut left = Vec::new();
    let sql = "select id, body from sales_months where month = $1 and is_change = 0";
    let mut since = Vec::new();
    for row in work.rows(sql, args![month]).await? {
        let (id, body): (i64, Vec<u8>) = (row.at(0)?, row.at(1)?);
        if !before.contains(&id) {
            since.push(id);
            each_sale(&body, &mut |sale| {
                if !ids.contains(&sale.id) {
                    left.push(sales_to_block(&[sale]));
                }
            })?;
        }
    }
    for id in before.iter().chain(&since) {
        work.run("delete from sales_months where id = $1", args![*id]).await?;
    }
    blocks.append(&mut left);
    let rows: Vec<Vec<Value>> = blocks.into_iter().map(|block| args![fresh(), month, false, block]).collect();
    insert_blocks(work, &rows).await?;
    Ok(ids.len() as u64)
}

async fn block_ids(work: &mut Work, month: &str) -> Result<BTreeSet<i64>> {
    let rows = work.rows("select id from sales_months where month = $1", args![month]).await?;
    Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, DbError>>()?)
}

/// The rows of a month as blocks, and the ids of their sales.
async fn blocks_of_rows(work: &mut Work, month: &str) -> Result<(Vec<Vec<u8>>, BTreeSet<SaleId>)> {
    let sql = "select id, external_id, kind, partner_id, customer_id, product_id, program_id, happened_on, quantity,
                 amount_minor, currency, confirmed_at, voided_at,
                 cast(case when original_id is not null or document is not null or vat_minor is not null
                     or delivery_minor is not null or cost_minor is not null or paid_minor is not null
                     or invoiced_on is not null or paid_on is not null or covers_from is not null
                     or exists (select 1 from sales_participants p where p.sale_id = sales_sales.id)
                   then 1 else 0 end as bigint) as has_more
               from sales_sales where happened_on >= $1 and happened_on <= $2 order by id";
    let (mut blocks, mut ids) = (Vec::new(), BTreeSet::new());
    let mut part: Vec<Row> = Vec::with_capacity(SALES_AT_ONCE);
    let mut take = |row: Row| {
        ids.insert(row.at(0)?);
        part.push(row);
        if part.len() == SALES_AT_ONCE {
            blocks.push(block_of(&part)?);
            part.clear();
        }
        Ok(())
    };
    // Days are ISO texts, and no text of a day of the month is beyond these.
    work.each(sql, args![format!("{month}-01"), format!("{month}-31")], &mut take).await?;
    if !part.is_empty() {
        blocks.push(block_of(&part)?);
    }
    Ok((blocks, ids))
}

fn block_of(rows: &[Row]) -> Result<Vec<u8>, DbError> {
    let references = rows.iter().map(|row| row.at(1)).collect::<Result<Vec<String>, _>>()?;
    let sale = |(row, reference)| -> Result<LoggedSale<'_>, DbError> {
        let row: &Row = row;
        let reference: &String = reference;
        Ok(LoggedSale {
            id: row.at(0)?,
            reference,
            kind: row.at(2)?,
            seller: row.at(3)?,
            customer: row.at(4)?,
            product: row.at(5)?,
            program: row.at(6)?,
            happened_on: row.at(7)?,
            quantity: row.at(8)?,
            amount: Money::new(row.at(9)?, row.at::<Currency>(10)?),
            confirmed_at: row.at(11)?,
            voided_at: row.at(12)?,
            has_more: row.at(13)?,
        })
    };
    let sales = rows.iter().zip(&references).map(sale).collect::<Result<Vec<_>, _>>()?;
    Ok(sales_to_block(&sales))
}
