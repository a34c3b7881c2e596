//! Products as rows.

use base::args;
use base::db::{DbError, Row, Value};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use money::{Currency, Money};

use super::{KEYS_AT_ONCE, places, texts};
use crate::rules::{NewProduct, Product, ProductId, Refusal, key, search_key};

/// The product with this id.
pub async fn product(work: &mut Work, id: ProductId) -> Result<Option<Product>> {
    let sql = "select id, name, code, series, category, price_minor, price_currency from sales_products where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// All products by name.
pub async fn products(work: &mut Work) -> Result<Vec<Product>> {
    let sql = "select id, name, code, series, category, price_minor, price_currency from sales_products order by name_key";
    work.rows(sql, vec![]).await?.iter().map(read).collect()
}

/// The products with these ids.
pub async fn products_by_ids(work: &mut Work, ids: &[ProductId]) -> Result<Vec<Product>> {
    let mut found = Vec::with_capacity(ids.len());
    for part in ids.chunks(KEYS_AT_ONCE) {
        let list = places(0, part.len());
        let sql = format!(
            "select id, name, code, series, category, price_minor, price_currency from sales_products where id in ({list})"
        );
        for row in work.rows(&sql, part.iter().map(|id| Value::from(*id)).collect()).await? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// The products whose name or code is one of these keys.
pub async fn products_by_keys(work: &mut Work, keys: &[&str]) -> Result<Vec<Product>> {
    let mut found = Vec::new();
    for part in keys.chunks(KEYS_AT_ONCE) {
        let list = places(0, part.len());
        let sql = format!(
            "select id, name, code, series, category, price_minor, price_currency from sales_products
             where name_key in ({list}) or code_key in ({list})"
        );
        for row in work.rows(&sql, texts(part.iter().copied())).await? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// A page of products in an order, and how many there are.
pub async fn products_listed(
    work: &mut Work,
    search: Option<&str>,
    order: &str,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Product>, i64)> {
    let (from, until) = (search.map(key), search.map(key).as_deref().map(search_key));
    let filter = "(cast($1 as text) is null or (name_key >= $1 and name_key < $2) or code_key = $1)";
    let order = match order {
        "-name" => "name_key desc",
        "series" => "series, name_key",
        "-series" => "series desc, name_key",
        "price" => "price_minor, name_key",
        "-price" => "price_minor desc, name_key",
        _ => "name_key",
    };
    let sql = format!(
        "select id, name, code, series, category, price_minor, price_currency from sales_products where {filter}
         order by {order} limit $3 offset $4"
    );
    let rows = work.rows(&sql, args![from.clone(), until.clone(), limit, offset]).await?;
    let rows = rows.iter().map(read).collect::<Result<_>>()?;
    let sql = format!("select count(*) from sales_products where {filter}");
    Ok((rows, work.count(&sql, args![from, until]).await?))
}

/// Inserts a product.
pub async fn insert_product(work: &mut Work, id: ProductId, new: &NewProduct) -> Outcome<(), Refusal> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into sales_products (id, name, name_key, code, code_key, series, category, price_minor, price_currency,
                 added_at, added_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let mut args = values_of(id, new);
    args.extend(args![now, user]);
    work.run(sql, args).await.map_err(|error| taken(error, new))?;
    Ok(())
}

/// Inserts products that are not there yet; returns how many.
pub async fn insert_products(work: &mut Work, rows: &[(ProductId, NewProduct)]) -> Result<u64> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into sales_products (id, name, name_key, code, code_key, series, category, price_minor, price_currency,
                  added_at, added_by)";
    let values: Vec<Vec<Value>> = rows
        .iter()
        .map(|(id, new)| {
            let mut values = values_of(*id, new);
            values.extend(args![now, user]);
            values
        })
        .collect();
    Ok(work.insert_many(head, "on conflict do nothing", &values).await?)
}

/// Changes a product's card.
pub async fn update_product(work: &mut Work, id: ProductId, new: &NewProduct) -> Outcome<(), Refusal> {
    super::remember_product(work, id).await?;
    let sql = "update sales_products set name = $2, name_key = $3, code = $4, code_key = $5, series = $6, category = $7,
                 price_minor = $8, price_currency = $9
               where id = $1";
    work.run(sql, values_of(id, new)).await.map_err(|error| taken(error, new))?;
    Ok(())
}

fn values_of(id: ProductId, new: &NewProduct) -> Vec<Value> {
    args![
        id,
        new.name.as_str(),
        key(&new.name),
        new.code.as_ref(),
        new.code.as_deref().map(key),
        new.series.as_ref(),
        new.category.as_ref(),
        new.price.map(|price| price.minor),
        new.price.map(|price| price.currency),
    ]
}

fn taken(error: DbError, new: &NewProduct) -> Stop<Refusal> {
    if error.is_constraint("sales_product_code_once") {
        return Stop::Refused(Refusal::CodeTaken { code: new.code.clone().unwrap_or_default() });
    }
    if error.is_constraint("sales_product_once") {
        return Stop::Refused(Refusal::NameTaken { name: new.name.clone() });
    }
    error.into()
}

fn read(row: &Row) -> Result<Product> {
    let price: Option<i64> = row.get("price_minor")?;
    let currency: Option<Currency> = row.get("price_currency")?;
    Ok(Product {
        id: row.get("id")?,
        name: row.get("name")?,
        code: row.get("code")?,
        series: row.get("series")?,
        category: row.get("category")?,
        price: price.zip(currency).map(|(minor, currency)| Money::new(minor, currency)),
    })
}
