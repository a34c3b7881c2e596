//! Exchange rates.

use base::args;
use base::db::{Row, Value};
use base::failure::{Context, Result};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Rate};

use crate::rules::{KeptRate, NewRate, RateId, RateRow};

/// The rates into a currency between two days, both included; of several of one day the newest, by currency and day.
pub async fn rates(
    work: &mut Work,
    quote: Currency,
    from: Date,
    until: Date,
    known_until: Option<Timestamp>,
) -> Result<Vec<RateRow>> {
    let sql = "select base_currency, on_date, rate, source from programs_rates r
               where quote_currency = $1 and on_date >= $2 and on_date <= $3
                 and (cast($4 as bigint) is null or added_at <= $4)
                 and not exists (
                   select 1 from programs_rates n
                   where n.quote_currency = r.quote_currency and n.base_currency = r.base_currency
                     and n.on_date = r.on_date and (cast($4 as bigint) is null or n.added_at <= $4)
                     and (n.added_at > r.added_at or (n.added_at = r.added_at and n.id > r.id)))
               order by base_currency, on_date";
    let rows = work.rows(sql, args![quote, from, until, known_until]).await?;
    rows.iter()
        .map(|row| {
            Ok(RateRow {
                base: row.get("base_currency")?,
                on: row.get("on_date")?,
                rate: read_rate(row)?,
                source: row.get("source")?,
            })
        })
        .collect()
}

/// How many rates into a currency, for days up to `until`, were written down after one moment and not after another.
pub async fn rates_added_between(
    work: &mut Work,
    quote: Currency,
    until: Date,
    after: Timestamp,
    before: Timestamp,
) -> Result<i64> {
    let sql = "select count(*) from programs_rates
               where quote_currency = $1 and on_date <= $2 and added_at > $3 and added_at <= $4";
    Ok(work.count(sql, args![quote, until, after, before]).await?)
}

/// Everything that was ever written down of a pair, or of all pairs: the latest day first, the newest of a day first.
pub async fn kept_rates(
    work: &mut Work,
    pair: Option<(Currency, Currency)>,
    skip: i64,
    most: i64,
) -> Result<Vec<KeptRate>> {
    let sql =
        "select r.id, r.base_currency, r.quote_currency, r.on_date, r.rate, r.source, r.added_at, r.added_by,
                 case when exists (
                   select 1 from programs_rates n
                   where n.quote_currency = r.quote_currency and n.base_currency = r.base_currency
                     and n.on_date = r.on_date
                     and (n.added_at > r.added_at or (n.added_at = r.added_at and n.id > r.id)))
                   then 1 else 0 end as corrected
               from programs_rates r
               where (cast($1 as text) is null or (r.base_currency = $1 and r.quote_currency = $2))
               order by r.on_date desc, r.base_currency, r.quote_currency, r.added_at desc, r.id desc
               limit $3 offset $4";
    let (base, quote) = (pair.map(|pair| pair.0), pair.map(|pair| pair.1));
    work.rows(sql, args![base, quote, most, skip]).await?.iter().map(read_kept).collect()
}

/// How many rates were ever written down of a pair, or of all pairs.
pub async fn rates_count(work: &mut Work, pair: Option<(Currency, Currency)>) -> Result<i64> {
    let sql = "select count(*) from programs_rates
               where (cast($1 as text) is null or (base_currency = $1 and quote_currency = $2))";
    Ok(work.count(sql, args![pair.map(|pair| pair.0), pair.map(|pair| pair.1)]).await?)
}

/// The pairs of currencies of which there are rates.
pub async fn rate_pairs(work: &mut Work) -> Result<Vec<(Currency, Currency)>> {
    let sql = "select distinct base_currency, quote_currency from programs_rates order by base_currency, quote_currency";
    let rows = work.rows(sql, vec![]).await?;
    rows.iter().map(|row| Ok((row.get("base_currency")?, row.get("quote_currency")?))).collect()
}

/// Writes rates down.
pub async fn insert_rates(work: &mut Work, rates: &[NewRate]) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into programs_rates (id, base_currency, quote_currency, on_date, rate, source, added_at, added_by)";
    let row = |new: &NewRate| {
        let id = RateId::fresh();
        args![id, new.base, new.quote, new.on, new.rate.as_str(), new.source.as_str(), now, user]
    };
    let rows: Vec<Vec<Value>> = rates.iter().map(row).collect();
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

fn read_rate(row: &Row) -> Result<Rate> {
    let text: String = row.get("rate")?;
    text.parse::<Rate>().context(format!("the rate {text}"))
}

fn read_kept(row: &Row) -> Result<KeptRate> {
    Ok(KeptRate {
        id: row.get("id")?,
        base: row.get("base_currency")?,
        quote: row.get("quote_currency")?,
        on: row.get("on_date")?,
        rate: row.get("rate")?,
        source: row.get("source")?,
        at: row.get("added_at")?,
        by: row.get("added_by")?,
        is_corrected: row.get("corrected")?,
    })
}
