//! The list of sales: filters, order, pages and totals.

use base::access::PartnerId;
use base::db::{DbError, Row, Value};
use base::failure::Result;
use base::page::Sort;
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};

use super::totals_of_days;
use crate::rules::{CustomerId, ProductId, SaleId, SaleKind, SaleState, key, search_key};

/// Which sales a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only numbers that begin so.
    pub search: Option<String>,
    /// Only this partner's.
    pub partner: Option<PartnerId>,
    /// Only to this customer.
    pub customer: Option<CustomerId>,
    /// Only of this product.
    pub product: Option<ProductId>,
    /// Only of this kind.
    pub kind: Option<SaleKind>,
    /// Only those that stand so; without it all that are valid, pending ones among them.
    pub state: Option<SaleState>,
    /// Only rows of this document.
    pub document: Option<String>,
    /// Only from this day on.
    pub from: Option<Date>,
    /// Only until this day.
    pub until: Option<Date>,
}

/// One row of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The sale.
    pub id: SaleId,
    /// The number people know it by.
    pub reference: String,
    /// Its kind.
    pub kind: SaleKind,
    /// How it stands.
    pub state: SaleState,
    /// Who sold.
    pub partner: PartnerId,
    /// Who bought.
    pub customer: Option<String>,
    /// What was sold.
    pub product: Option<String>,
    /// When it happened.
    pub happened_on: Date,
    /// Units.
    pub quantity: i64,
    /// What it was worth.
    pub amount: Money,
    /// Where it came from.
    pub source: String,
}

/// Totals of exactly what is filtered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows.
    pub count: i64,
    /// Sums, one for each currency.
    pub sums: Vec<Money>,
}

impl Wanted {
    /// The conditions as text and their parameters. Only what is asked for is written, so that the engine can use the
    /// index that fits.
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut args: Vec<Value> = Vec::new();
        let mut text = String::from(stands(self.state));
        let mut and = |condition: &str, value: Value| {
            args.push(value);
            text.push_str(&format!(" and {condition} ${}", args.len()));
        };
        if let Some(search) = &self.search {
            and("s.reference_key >=", key(search).into());
            and("s.reference_key <", search_key(&key(search)).into());
        }
        let given = [
            ("s.partner_id =", self.partner.map(Value::from)),
            ("s.customer_id =", self.customer.map(Value::from)),
            ("s.product_id =", self.product.map(Value::from)),
            ("s.kind =", self.kind.map(Value::from)),
            ("s.document =", self.document.as_deref().map(Value::from)),
            ("s.happened_on >=", self.from.map(Value::from)),
            ("s.happened_on <=", self.until.map(Value::from)),
        ];
        for (condition, value) in given {
            if let Some(value) = value {
                and(condition, value);
            }
        }
        (text, args)
    }

    /// Whether the counters of days know the totals.
    fn counted_by_days(&self) -> bool {
        self.search.is_none()
            && self.customer.is_none()
            && self.product.is_none()
            && self.kind.is_none()
            && self.document.is_none()
            && matches!(self.state, None | Some(SaleState::Confirmed))
    }
}

/// The condition that a sale stands so.
fn stands(state: Option<SaleState>) -> &'static str {
    match state {
        None => "s.voided_at is null",
        Some(SaleState::Confirmed) => "s.confirmed_at is not null and s.voided_at is null",
        Some(SaleState::Pending) => "s.confirmed_at is null and s.voided_at is null",
        Some(SaleState::Cancelled) => {
            "s.voided_at is not null and not exists (select 1 from sales_sales n where n.supersedes_id = s.id)"
        }
        Some(SaleState::Corrected) => {
            "s.voided_at is not null and exists (select 1 from sales_sales n where n.supersedes_id = s.id)"
        }
    }
}

fn order(sort: &Sort) -> &'static str {
    match (sort.key.as_str(), sort.descending) {
        ("reference", false) => "s.reference_key, s.id",
        ("reference", true) => "s.reference_key desc, s.id desc",
        ("amount", false) => "s.amount_minor, s.id",
        ("amount", true) => "s.amount_minor desc, s.id desc",
        (_, false) => "s.happened_on, s.id",
        (_, true) => "s.happened_on desc, s.id desc",
    }
}

/// A page of the list.
pub async fn listed(
    work: &mut Work,
    wanted: &Wanted,
    sort: &Sort,
    offset: i64,
    limit: i64,
) -> Result<Vec<Listed>> {
    let mut found = Vec::new();
    let mut take = |listed| found.push(listed);
    rows(work, wanted, sort, Some((offset, limit)), &mut take).await?;
    Ok(found)
}

/// Hands every row of the list to `take`, for exports.
pub async fn each_listed(
    work: &mut Work,
    wanted: &Wanted,
    sort: &Sort,
    take: &mut (dyn FnMut(Listed) + Send),
) -> Result<()> {
    rows(work, wanted, sort, None, take).await
}

async fn rows(
    work: &mut Work,
    wanted: &Wanted,
    sort: &Sort,
    page: Option<(i64, i64)>,
    take: &mut (dyn FnMut(Listed) + Send),
) -> Result<()> {
    let (conditions, mut args) = wanted.conditions();
    let order = order(sort);
    let part = match page {
        None => String::new(),
        Some((offset, limit)) => {
            args.extend([limit.into(), offset.into()]);
            format!("limit ${} offset ${}", args.len() - 1, args.len())
        }
    };
    let sql = format!(
        "select s.id, s.external_id, s.kind, s.partner_id, s.happened_on, s.quantity, s.amount_minor, s.currency, s.source,
           s.confirmed_at, s.voided_at, c.name as customer, p.name as product,
           case when s.voided_at is null then null
             else (select n.id from sales_sales n where n.supersedes_id = s.id) end as superseded_by
         from sales_sales s
           left join sales_customers c on c.id = s.customer_id
           left join sales_products p on p.id = s.product_id
         where {conditions} order by {order} {part}"
    );
    let mut read = |row: Row| {
        take(read(&row)?);
        Ok(())
    };
    work.each(&sql, args, &mut read).await?;
    Ok(())
}

fn read(row: &Row) -> Result<Listed, DbError> {
    let is_there = |name: &str| Ok::<_, DbError>(row.get::<Option<i64>>(name)?.is_some());
    Ok(Listed {
        state: SaleState::of(is_there("confirmed_at")?, is_there("voided_at")?, is_there("superseded_by")?),
        id: row.get("id")?,
        reference: row.get("external_id")?,
        kind: row.get("kind")?,
        partner: row.get("partner_id")?,
        customer: row.get("customer")?,
        product: row.get("product")?,
        happened_on: row.get("happened_on")?,
        quantity: row.get("quantity")?,
        amount: Money::new(row.get("amount_minor")?, row.get::<Currency>("currency")?),
        source: row.get("source")?,
    })
}

/// How many rows the list has and what they sum up to; from the counters wherever they know it. Pending sales, of which
/// there are few, are counted beside them.
pub async fn totals(work: &mut Work, wanted: &Wanted) -> Result<Totals> {
    if !wanted.counted_by_days() {
        return counted(work, wanted).await;
    }
    let (count, sums) = totals_of_days(work, wanted.partner, wanted.from, wanted.until).await?;
    let mut totals = Totals { count, sums };
    if wanted.state.is_none() {
        let pending = Wanted { state: Some(SaleState::Pending), ..wanted.clone() };
        totals.add(counted(work, &pending).await?);
    }
    Ok(totals)
}

impl Totals {
    fn add(&mut self, other: Self) {
        self.count += other.count;
        for sum in other.sums {
            match self.sums.iter_mut().find(|known| known.currency == sum.currency) {
                Some(known) => known.minor += sum.minor,
                None => self.sums.push(sum),
            }
        }
        self.sums.sort_by_key(|sum| sum.currency.code());
    }
}

async fn counted(work: &mut Work, wanted: &Wanted) -> Result<Totals> {
    let (conditions, args) = wanted.conditions();
    let sql = format!(
        "select s.currency, count(*) as rows_count, cast(sum(s.amount_minor) as bigint) as amount_minor
         from sales_sales s where {conditions} group by s.currency order by s.currency"
    );
    let mut totals = Totals::default();
    for row in work.rows(&sql, args).await? {
        totals.count += row.get::<i64>("rows_count")?;
        totals.sums.push(Money::new(row.get("amount_minor")?, row.get::<Currency>("currency")?));
    }
    Ok(totals)
}
