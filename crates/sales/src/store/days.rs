//! Counters of days: what a partner sold on a day, kept in the transaction of the sales.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::args;
use base::db::Value;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};

use crate::rules::{NewSale, SaleKind};

/// What is added to one partner's day in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Day {
    /// Sales, returns not among them.
    sales: i64,
    /// Returns.
    returns: i64,
    /// Their sum, returns taken off.
    amount_minor: i64,
}

/// Adds sales to the counters, in the order of the key, so that two writers never wait for each other in a circle.
pub async fn add_to_days<'a>(work: &mut Work, sales: impl IntoIterator<Item = &'a NewSale>) -> Result<()> {
    let mut days: BTreeMap<(PartnerId, Date, String), Day> = BTreeMap::new();
    for sale in sales {
        let key = (sale.partner, sale.happened_on, sale.amount.currency.code().to_owned());
        let day = days.entry(key).or_default();
        let is_return = sale.kind == SaleKind::Return;
        day.sales += i64::from(!is_return);
        day.returns += i64::from(is_return);
        day.amount_minor += sale.amount.minor;
    }
    let rows: Vec<Vec<Value>> = days
        .into_iter()
        .map(|((partner, date, currency), day)| {
            args![partner, date, currency, day.sales, day.returns, day.amount_minor]
        })
        .collect();
    let head = "insert into sales_days (partner_id, day, currency, sales_count, returns_count, amount_minor)";
    let tail = "on conflict (partner_id, day, currency) do update set
      sales_count = sales_days.sales_count + excluded.sales_count,
      returns_count = sales_days.returns_count + excluded.returns_count,
      amount_minor = sales_days.amount_minor + excluded.amount_minor";
    work.insert_many(head, tail, &rows).await?;
    Ok(())
}

/// How many rows there are and their sums by currency, of one partner or all, between two days.
pub async fn totals_of_days(
    work: &mut Work,
    partner: Option<PartnerId>,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<(i64, Vec<Money>)> {
    let sql = "select currency, cast(sum(sales_count + returns_count) as bigint) as rows_count,
                 cast(sum(amount_minor) as bigint) as amount_minor
               from sales_days
               where (cast($1 as bigint) is null or partner_id = $1)
                 and (cast($2 as text) is null or day >= $2) and (cast($3 as text) is null or day <= $3)
               group by currency order by currency";
    let mut count = 0;
    let mut sums = Vec::new();
    for row in work.rows(sql, args![partner, from, until]).await? {
        count += row.get::<i64>("rows_count")?;
        sums.push(Money::new(row.get("amount_minor")?, row.get::<Currency>("currency")?));
    }
    Ok((count, sums))
}
