//! Counters of days: what a partner sold on a day, kept in the transaction of the sales.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::args;
use base::db::Value;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};

use crate::rules::{NewSale, Sale, SaleKind};

/// What is added to one partner's day in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Day {
    /// Sales, returns not among them.
    sales: i64,
    /// Returns.
    returns: i64,
    /// Their sum, returns taken off.
    amount_minor: i64,
    /// Whether anything is taken off it.
    loses: bool,
}

/// A sale as the counters see it.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    partner: PartnerId,
    happened_on: Date,
    is_return: bool,
    amount: Money,
    /// 1 when it begins to count, -1 when it no longer does.
    times: i64,
}

impl Counted {
    /// A sale that is entered, unless it is pending.
    pub fn entered(new: &NewSale) -> Option<Self> {
        let is_return = new.kind == SaleKind::Return;
        let (partner, happened_on, amount) = (new.partner, new.happened_on, new.amount);
        (!new.is_pending).then_some(Self { partner, happened_on, is_return, amount, times: 1 })
    }

    /// A sale that begins to count.
    pub fn begins(sale: &Sale) -> Self {
        let is_return = sale.kind == SaleKind::Return;
        let (partner, happened_on, amount) = (sale.partner, sale.happened_on, sale.amount);
        Self { partner, happened_on, is_return, amount, times: 1 }
    }

    /// A sale that no longer counts.
    pub fn ends(sale: &Sale) -> Self {
        Self { times: -1, ..Self::begins(sale) }
    }
}

/// Adds sales to the counters, in the order of the key, so that two writers never wait for each other in a circle. A day of
/// which nothing is left is taken out.
pub async fn add_to_days(work: &mut Work, sales: impl IntoIterator<Item = Counted>) -> Result<()> {
    let mut days: BTreeMap<(PartnerId, Date, String), Day> = BTreeMap::new();
    for sale in sales {
        let key = (sale.partner, sale.happened_on, sale.amount.currency.code().to_owned());
        let day = days.entry(key).or_default();
        day.sales += sale.times * i64::from(!sale.is_return);
        day.returns += sale.times * i64::from(sale.is_return);
        day.amount_minor += sale.times * sale.amount.minor;
        day.loses |= sale.times < 0;
    }
    let row = |((partner, date, currency), day): (&(PartnerId, Date, String), &Day)| {
        args![*partner, *date, currency, day.sales, day.returns, day.amount_minor]
    };
    let rows: Vec<Vec<Value>> = days.iter().map(row).collect();
    let head = "insert into sales_days (partner_id, day, currency, sales_count, returns_count, amount_minor)";
    let tail = "on conflict (partner_id, day, currency) do update set
      sales_count = sales_days.sales_count + excluded.sales_count,
      returns_count = sales_days.returns_count + excluded.returns_count,
      amount_minor = sales_days.amount_minor + excluded.amount_minor";
    work.insert_many(head, tail, &rows).await?;
    for ((partner, date, currency), _) in days.into_iter().filter(|(_, day)| day.loses) {
        let sql = "delete from sales_days where partner_id = $1 and day = $2 and currency = $3
                     and sales_count = 0 and returns_count = 0";
        work.run(sql, args![partner, date, currency]).await?;
    }
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
