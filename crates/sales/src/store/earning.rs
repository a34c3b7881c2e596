//! The sales that earn, streamed.

use base::access::PartnerId;
use base::args;
use base::db::{DbError, Row};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;

use super::places;
use crate::rules::Customer;

/// Hands every sale and return between two days to `take`, of these partners or of all.
pub async fn each_earning(
    work: &mut Work,
    from: Date,
    until: Date,
    partners: Option<&[PartnerId]>,
    take: &mut (dyn FnMut(Row) -> Result<(), DbError> + Send),
) -> Result<()> {
    let mut args = args![from, until];
    let only = match partners {
        None => String::new(),
        Some(partners) => {
            args.extend(partners.iter().map(|partner| (*partner).into()));
            format!("and s.partner_id in ({})", places(2, partners.len()))
        }
    };
    let sql = format!(
        "select s.id, s.external_id, s.partner_id, s.happened_on, s.amount_minor, s.currency, s.quantity, s.kind,
           s.product_id, s.customer_id, s.program_id, s.known_at, s.original_id,
           o.happened_on as original_on, o.amount_minor as original_minor
         from sales_sales s left join sales_sales o on o.id = s.original_id
         where s.happened_on >= $1 and s.happened_on <= $2 {only}"
    );
    work.each(&sql, args, take).await?;
    Ok(())
}

/// How many sales and returns of these days became known only after `moment`.
pub async fn known_late(work: &mut Work, from: Date, until: Date, moment: Timestamp) -> Result<i64> {
    let sql =
        "select count(*) from sales_sales where known_at > $3 and happened_on >= $1 and happened_on <= $2";
    Ok(work.count(sql, args![from, until, moment]).await?)
}

/// The customers who bought between two days.
pub async fn customers_that_bought(work: &mut Work, from: Date, until: Date) -> Result<Vec<Customer>> {
    let sql = "select id, name, code, inn, country, region, sector, parent_id from sales_customers
               where id in (select customer_id from sales_sales where happened_on >= $1 and happened_on <= $2)";
    work.rows(sql, args![from, until]).await?.iter().map(super::customers::read).collect()
}
