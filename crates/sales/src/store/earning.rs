//! The sales that earn, streamed, and what has changed of them.

use std::collections::HashMap;

use base::access::PartnerId;
use base::args;
use base::db::{DbError, Row, Value};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;

use super::participants::{in_order, read};
use super::places;
use crate::rules::{Customer, Participant, SaleId};

/// Which sales are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Only those of these partners.
    pub partners: Option<&'a [PartnerId]>,
    /// Only those with these ids.
    pub ids: Option<&'a [SaleId]>,
    /// Whether those count as a partner's in which he takes part without having sold.
    pub with_participants: bool,
    /// As of when; now without a moment.
    pub known_until: Option<Timestamp>,
}

impl Asked<'_> {
    /// Whether the row `alias` earned as known then.
    fn earns(&self, alias: &str, args: &mut Vec<Value>) -> String {
        let Some(moment) = self.known_until else {
            return format!("{alias}.confirmed_at is not null and {alias}.voided_at is null");
        };
        args.push(moment.into());
        let place = args.len();
        format!(
            "{alias}.confirmed_at <= ${place} and ({alias}.voided_at is null or {alias}.voided_at > ${place})"
        )
    }

    /// Whether the row `alias` is one of the partners'.
    fn is_theirs(&self, alias: &str, args: &mut Vec<Value>) -> String {
        if let Some(ids) = self.ids {
            let list = places(args.len(), ids.len());
            args.extend(ids.iter().map(|id| Value::from(*id)));
            return format!("{alias}.id in ({list})");
        }
        let Some(partners) = self.partners else { return "1 = 1".to_owned() };
        let list = places(args.len(), partners.len());
        args.extend(partners.iter().map(|partner| Value::from(*partner)));
        if !self.with_participants {
            return format!("{alias}.partner_id in ({list})");
        }
        format!(
            "({alias}.partner_id in ({list}) or coalesce({alias}.original_id, {alias}.id) in
               (select t.sale_id from sales_participants t where t.partner_id in ({list})))"
        )
    }
}

/// Hands every sale and return that is asked for to `take`; the columns are those that `earning` reads.
pub async fn each_earning(
    work: &mut Work,
    asked: Asked<'_>,
    take: &mut (dyn FnMut(Row) -> Result<(), DbError> + Send),
) -> Result<()> {
    let mut args = args![asked.from, asked.until];
    let earns = asked.earns("s", &mut args);
    let before = asked.earns("e", &mut args);
    let theirs = asked.is_theirs("s", &mut args);
    let sql = format!(
        "select s.id, s.external_id, s.partner_id, s.happened_on, s.amount_minor, s.currency, s.quantity, s.kind,
           s.product_id, s.customer_id, s.program_id, s.confirmed_at, s.original_id,
           s.document, s.vat_minor, s.delivery_minor, s.cost_minor, s.paid_minor, s.invoiced_on, s.paid_on,
           s.covers_from, s.covers_until,
           o.happened_on as original_on, o.amount_minor as original_minor, o.quantity as original_quantity,
           o.document, o.vat_minor, o.delivery_minor, o.cost_minor, o.paid_minor, o.invoiced_on, o.paid_on,
           o.covers_from, o.covers_until,
           case when s.original_id is null then 0 else (
             select coalesce(cast(sum(-e.amount_minor) as bigint), 0) from sales_sales e
             where e.original_id = s.original_id and {before}
               and (e.happened_on, e.external_id, e.id) < (s.happened_on, s.external_id, s.id)
           ) end as returned_before
         from sales_sales s left join sales_sales o on o.id = s.original_id
         where s.happened_on >= $1 and s.happened_on <= $2 and {earns} and {theirs}"
    );
    work.each(&sql, args, take).await?;
    Ok(())
}

/// For every sale that is asked for and has a customer, and for the originals of returns: the first day on which its seller
/// sold to its customer, and the place of the sale among all that he sold to him.
pub async fn firsts_of(work: &mut Work, asked: Asked<'_>) -> Result<HashMap<i64, (Date, i64)>> {
    let mut args = args![asked.from, asked.until];
    let earns = asked.earns("s", &mut args);
    let theirs = asked.is_theirs("b", &mut args);
    let sql = format!(
        "select q.id, q.first_on, q.payment_no from (
           select s.id, s.happened_on, min(s.happened_on) over (partition by s.partner_id, s.customer_id) as first_on,
             row_number() over (
               partition by s.partner_id, s.customer_id order by s.happened_on, s.external_id, s.id
             ) as payment_no
           from sales_sales s
           where s.happened_on <= $2 and s.kind <> 'return' and {earns} and s.customer_id in (
             select b.customer_id from sales_sales b where b.happened_on >= $1 and b.happened_on <= $2 and {theirs}
           )
         ) q
         where q.happened_on >= $1 or q.id in (
           select r.original_id from sales_sales r
           where r.original_id is not null and r.happened_on >= $1 and r.happened_on <= $2
         )"
    );
    let mut found = HashMap::new();
    let mut take = |row: Row| {
        found.insert(row.at(0)?, (row.at(1)?, row.at(2)?));
        Ok(())
    };
    work.each(&sql, args, &mut take).await?;
    Ok(found)
}

/// Who takes part in the sales that are asked for, by sale; in a return those of its original.
pub async fn participants_between(
    work: &mut Work,
    asked: Asked<'_>,
) -> Result<HashMap<i64, Vec<Participant>>> {
    let mut found: HashMap<i64, Vec<Participant>> = HashMap::new();
    let any = "select count(*) from (select sale_id from sales_participants limit 1) p";
    if work.count(any, vec![]).await? == 0 {
        return Ok(found);
    }
    let mut args = args![asked.from, asked.until];
    let theirs = asked.is_theirs("s", &mut args);
    let sql = format!(
        "select s.id, p.partner_id, p.role, p.share
         from sales_sales s join sales_participants p on p.sale_id = coalesce(s.original_id, s.id)
         where s.happened_on >= $1 and s.happened_on <= $2 and {theirs}"
    );
    let mut take = |row: Row| {
        found.entry(row.at(0)?).or_default().push(read(&row)?);
        Ok(())
    };
    work.each(&sql, args, &mut take).await?;
    found.values_mut().for_each(|all| in_order(all));
    Ok(found)
}

/// How many sales and returns of these days earn now.
pub async fn count_earning(work: &mut Work, from: Date, until: Date) -> Result<i64> {
    let sql = "select count(*) from sales_sales
               where happened_on >= $1 and happened_on <= $2 and confirmed_at is not null and voided_at is null";
    Ok(work.count(sql, args![from, until]).await?)
}

/// How many sales and returns of these days were ever entered.
pub async fn count_entered(work: &mut Work, from: Date, until: Date) -> Result<i64> {
    let sql = "select count(*) from sales_sales where happened_on >= $1 and happened_on <= $2";
    Ok(work.count(sql, args![from, until]).await?)
}

/// How many times after `moment` a sale or return of these days began or ceased to earn.
pub async fn changed_since(work: &mut Work, from: Date, until: Date, moment: Timestamp) -> Result<i64> {
    // What changed lately is found by its moment; an engine that has no statistics would go through all days.
    let sql = "with changed as materialized (
                 select happened_on from sales_sales where confirmed_at > $3
                 union all
                 select happened_on from sales_sales where voided_at > $3 and confirmed_at is not null
               )
               select count(*) from changed where happened_on >= $1 and happened_on <= $2";
    Ok(work.count(sql, args![from, until, moment]).await?)
}

/// The customers who bought between two days.
pub async fn customers_that_bought(work: &mut Work, from: Date, until: Date) -> Result<Vec<Customer>> {
    let sql = "select id, name, code, inn, country, region, sector, parent_id from sales_customers
               where id in (select customer_id from sales_sales where happened_on >= $1 and happened_on <= $2)";
    work.rows(sql, args![from, until]).await?.iter().map(super::customers::read).collect()
}
