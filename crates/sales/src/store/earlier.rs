//! What terms could ask of products and customers before their cards changed, and what became known between two moments.

use std::collections::HashMap;

use base::args;
use base::failure::{Context, Result};
use base::work::Work;
use jiff::Timestamp;
use terms::Attributes;

use crate::rules::{CustomerId, ProductId};

/// Remembers what a product's card says before it is changed; of several changes in one piece of work, before the first.
pub async fn remember_product(work: &mut Work, id: ProductId) -> Result<()> {
    let Some(card) = super::product(work, id).await? else { return Ok(()) };
    let (now, attributes) = (work.now(), serde_json::to_string(&card.attributes())?);
    let sql = "insert into sales_earlier_products (product_id, until_at, attributes) values ($1, $2, $3)
               on conflict (product_id, until_at) do nothing";
    work.run(sql, args![id, now, attributes]).await?;
    Ok(())
}

/// Remembers what a customer's card says before it is changed; of several changes in one piece of work, before the first.
pub async fn remember_customer(work: &mut Work, id: CustomerId) -> Result<()> {
    let Some(card) = super::customer(work, id).await? else { return Ok(()) };
    let (now, attributes) = (work.now(), serde_json::to_string(&card.attributes())?);
    let sql = "insert into sales_earlier_customers (customer_id, until_at, attributes) values ($1, $2, $3)
               on conflict (customer_id, until_at) do nothing";
    work.run(sql, args![id, now, attributes]).await?;
    Ok(())
}

/// What terms could ask, at `moment`, of those products whose cards have changed since.
pub async fn earlier_products(work: &mut Work, moment: Timestamp) -> Result<HashMap<i64, Attributes>> {
    let sql = "select product_id, attributes from sales_earlier_products
               where until_at > $1 order by until_at desc";
    read(work, sql, moment).await
}

/// What terms could ask, at `moment`, of those customers whose cards have changed since.
pub async fn earlier_customers(work: &mut Work, moment: Timestamp) -> Result<HashMap<i64, Attributes>> {
    let sql = "select customer_id, attributes from sales_earlier_customers
               where until_at > $1 order by until_at desc";
    read(work, sql, moment).await
}

/// Of several rows of one card the one that ended first after the moment stays.
async fn read(work: &mut Work, sql: &str, moment: Timestamp) -> Result<HashMap<i64, Attributes>> {
    let mut found = HashMap::new();
    for row in work.rows(sql, args![moment]).await? {
        let attributes: String = row.at(1)?;
        let pairs: Vec<(String, String)> =
            serde_json::from_str(&attributes).context("what a card said earlier")?;
        found.insert(row.at(0)?, Attributes::new(pairs));
    }
    Ok(found)
}

/// How many sales began or ceased to be taken for true, and how many cards changed, after one moment and not after another.
pub async fn known_between(work: &mut Work, after: Timestamp, until: Timestamp) -> Result<i64> {
    let sql = "select (select count(*) from sales_sales where confirmed_at > $1 and confirmed_at <= $2)
                 + (select count(*) from sales_sales where voided_at > $1 and voided_at <= $2)
                 + (select count(*) from sales_earlier_products where until_at > $1 and until_at <= $2)
                 + (select count(*) from sales_earlier_customers where until_at > $1 and until_at <= $2) as many
               from (select 1 as one) t";
    Ok(work.count(sql, args![after, until]).await?)
}
