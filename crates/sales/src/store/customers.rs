//! Customers as rows.

use base::args;
use base::db::{DbError, Row, Value};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;

use super::{KEYS_AT_ONCE, places, texts};
use crate::rules::{Customer, CustomerId, NewCustomer, Refusal, key, search_key};

/// The customer with this id.
pub async fn customer(work: &mut Work, id: CustomerId) -> Result<Option<Customer>> {
    let sql =
        "select id, name, code, inn, country, region, sector, parent_id from sales_customers where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// The customers with these ids.
pub async fn customers_by_ids(work: &mut Work, ids: &[CustomerId]) -> Result<Vec<Customer>> {
    let mut found = Vec::with_capacity(ids.len());
    for part in ids.chunks(KEYS_AT_ONCE) {
        let list = places(0, part.len());
        let sql = format!(
            "select id, name, code, inn, country, region, sector, parent_id from sales_customers where id in ({list})"
        );
        for row in work.rows(&sql, part.iter().map(|id| Value::from(*id)).collect()).await? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// The customers whose name or code is one of these keys.
pub async fn customers_by_keys(work: &mut Work, keys: &[&str]) -> Result<Vec<Customer>> {
    let mut found = Vec::new();
    for part in keys.chunks(KEYS_AT_ONCE) {
        let list = places(0, part.len());
        let sql = format!(
            "select id, name, code, inn, country, region, sector, parent_id from sales_customers
             where name_key in ({list}) or code_key in ({list})"
        );
        for row in work.rows(&sql, texts(part.iter().copied())).await? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// The customers whom one text may mean: by code, tax number or name.
pub async fn customers_known_as(work: &mut Work, text: &str) -> Result<Vec<Customer>> {
    let sql = "select id, name, code, inn, country, region, sector, parent_id from sales_customers
               where code_key = $1 or name_key = $1 or inn = $2
               order by case when code_key = $1 then 0 else 1 end, id limit 10";
    work.rows(sql, args![key(text), text.trim()]).await?.iter().map(read).collect()
}

/// Hands id, name and code of every customer to `take`.
pub async fn customer_names(
    work: &mut Work,
    take: &mut (dyn FnMut(CustomerId, String, Option<String>) + Send),
) -> Result<()> {
    let sql = "select id, name, code from sales_customers";
    let mut read = |row: Row| {
        take(row.at(0)?, row.at(1)?, row.at(2)?);
        Ok::<(), DbError>(())
    };
    work.each(sql, vec![], &mut read).await?;
    Ok(())
}

/// A page of customers by name, and how many there are.
pub async fn customers_listed(
    work: &mut Work,
    search: Option<&str>,
    descending: bool,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Customer>, i64)> {
    let search = search.map(|text| (key(text), text.trim().to_owned()));
    let (from, until) =
        (search.as_ref().map(|(key, _)| key.clone()), search.as_ref().map(|(key, _)| search_key(key)));
    let inn = search.map(|(_, inn)| inn);
    let filter =
        "(cast($1 as text) is null or (name_key >= $1 and name_key < $2) or code_key = $1 or inn = $3)";
    let order = if descending { "name_key desc, id desc" } else { "name_key, id" };
    let sql = format!(
        "select id, name, code, inn, country, region, sector, parent_id from sales_customers where {filter}
         order by {order} limit $4 offset $5"
    );
    let args = args![from.clone(), until.clone(), inn.clone(), limit, offset];
    let rows = work.rows(&sql, args).await?.iter().map(read).collect::<Result<_>>()?;
    let sql = format!("select count(*) from sales_customers where {filter}");
    Ok((rows, work.count(&sql, args![from, until, inn]).await?))
}

/// Inserts a customer.
pub async fn insert_customer(work: &mut Work, id: CustomerId, new: &NewCustomer) -> Outcome<(), Refusal> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into sales_customers (id, name, name_key, code, code_key, inn, country, region, sector, parent_id,
                 added_at, added_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let mut args = values_of(id, new);
    args.extend(args![now, user]);
    work.run(sql, args).await.map_err(|error| taken(error, new))?;
    Ok(())
}

/// Inserts customers that are not there yet; returns how many.
pub async fn insert_customers(work: &mut Work, rows: &[(CustomerId, NewCustomer)]) -> Result<u64> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into sales_customers (id, name, name_key, code, code_key, inn, country, region, sector, parent_id,
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

/// Changes a customer's card.
pub async fn update_customer(work: &mut Work, id: CustomerId, new: &NewCustomer) -> Outcome<(), Refusal> {
    super::remember_customer(work, id).await?;
    let sql = "update sales_customers set name = $2, name_key = $3, code = $4, code_key = $5, inn = $6, country = $7,
                 region = $8, sector = $9, parent_id = $10
               where id = $1";
    work.run(sql, values_of(id, new)).await.map_err(|error| taken(error, new))?;
    Ok(())
}

fn values_of(id: CustomerId, new: &NewCustomer) -> Vec<Value> {
    args![
        id,
        new.name.as_str(),
        key(&new.name),
        new.code.as_ref(),
        new.code.as_deref().map(key),
        new.inn.as_str(),
        new.country.as_ref(),
        new.region.as_ref(),
        new.sector.as_ref(),
        new.parent,
    ]
}

fn taken(error: DbError, new: &NewCustomer) -> Stop<Refusal> {
    if error.is_constraint("sales_customer_code_once") {
        return Stop::Refused(Refusal::CodeTaken { code: new.code.clone().unwrap_or_default() });
    }
    if error.is_constraint("sales_customer_once") {
        return Stop::Refused(Refusal::NameTaken { name: new.name.clone() });
    }
    error.into()
}

/// Reads a customer out of a row with all its columns.
pub(super) fn read(row: &Row) -> Result<Customer> {
    Ok(Customer {
        id: row.get("id")?,
        name: row.get("name")?,
        code: row.get("code")?,
        inn: row.get("inn")?,
        country: row.get("country")?,
        region: row.get("region")?,
        sector: row.get("sector")?,
        parent: row.get("parent_id")?,
    })
}
