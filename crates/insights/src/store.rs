//! Every SQL statement of the slice: plain reads, shaped for the pages.

use base::access::PartnerId;
use base::args;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use money::Currency;

use crate::rules::{Mover, Span};

/// What was sold in a currency on a day or in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    /// The day, or the first day of the month.
    pub day: Date,
    /// Minor units, returns taken off.
    pub amount: i64,
    /// How many sales.
    pub count: i64,
}

/// The currencies in which anything was sold, the busiest first.
pub async fn currencies(work: &mut Work, partner: Option<PartnerId>) -> Result<Vec<Currency>> {
    let sql = "select currency, cast(sum(sales_count) as bigint) as count from sales_days
               where (cast($1 as bigint) is null or partner_id = $1)
               group by currency order by count desc, currency";
    let rows = work.rows(sql, args![partner]).await?;
    Ok(rows.iter().map(|row| row.get("currency")).collect::<Result<_, _>>()?)
}

/// Turnover by day.
pub async fn sold_by_day(
    work: &mut Work,
    currency: Currency,
    span: Span,
    partner: Option<PartnerId>,
) -> Result<Vec<Sold>> {
    let sql = "select day, cast(sum(amount_minor) as bigint) as amount, cast(sum(sales_count) as bigint) as count
               from sales_days
               where currency = $1 and day >= $2 and day <= $3 and (cast($4 as bigint) is null or partner_id = $4)
               group by day order by day";
    let rows = work.rows(sql, args![currency, span.from, span.until, partner]).await?;
    rows.iter()
        .map(|row| Ok(Sold { day: row.get("day")?, amount: row.get("amount")?, count: row.get("count")? }))
        .collect()
}

/// Turnover by month, for the months that had any.
pub async fn sold_by_month(
    work: &mut Work,
    currency: Currency,
    since: Date,
    partner: Option<PartnerId>,
) -> Result<Vec<Sold>> {
    let sql = "select substr(day, 1, 7) || '-01' as month, cast(sum(amount_minor) as bigint) as amount,
                      cast(sum(sales_count) as bigint) as count
               from sales_days
               where currency = $1 and day >= $2 and (cast($3 as bigint) is null or partner_id = $3)
               group by substr(day, 1, 7) order by month";
    let rows = work.rows(sql, args![currency, since, partner]).await?;
    rows.iter()
        .map(|row| Ok(Sold { day: row.get("month")?, amount: row.get("amount")?, count: row.get("count")? }))
        .collect()
}

/// Every partner's turnover in a span and in the one before.
pub async fn movers(work: &mut Work, currency: Currency, span: Span) -> Result<Vec<Mover>> {
    let before = span.before();
    let sql = "select d.partner_id, c.name,
                      cast(sum(case when d.day >= $2 then d.amount_minor else 0 end) as bigint) as now,
                      cast(sum(case when d.day <= $5 then d.amount_minor else 0 end) as bigint) as before
               from sales_days d
               join partners_cards c on c.id = d.partner_id
               where d.currency = $1 and ((d.day >= $2 and d.day <= $3) or (d.day >= $4 and d.day <= $5))
               group by d.partner_id, c.name
               order by now desc, d.partner_id";
    let rows = work.rows(sql, args![currency, span.from, span.until, before.from, before.until]).await?;
    rows.iter()
        .map(|row| {
            Ok(Mover {
                partner: row.get("partner_id")?,
                name: row.get("name")?,
                now: row.get("now")?,
                before: row.get("before")?,
            })
        })
        .collect()
}

/// How far partners have come: all, active, enrolled, ever sold, sold in the span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Cards of every status but terminated.
    pub known: i64,
    /// Active ones.
    pub active: i64,
    /// Active ones that take part in a programme at the end of the span.
    pub enrolled: i64,
    /// Enrolled ones that have sold at any time up to the end of the span.
    pub sold: i64,
    /// Those that sold in the span.
    pub sold_now: i64,
}

/// The funnel of the partners at the end of a span.
pub async fn funnel(work: &mut Work, span: Span) -> Result<Funnel> {
    let sql = "with enrolled as (
                 select distinct e.partner_id from programs_enrolments e
                 join partners_cards c on c.id = e.partner_id and c.status = 'active'
                 where e.from_on <= $2 and (e.until_on is null or e.until_on >= $2)
               )
               select (select count(*) from partners_cards where status <> 'terminated') as known,
                      (select count(*) from partners_cards where status = 'active') as active,
                      (select count(*) from enrolled) as enrolled,
                      (select count(*) from enrolled e where exists
                         (select 1 from sales_days d where d.partner_id = e.partner_id and d.day <= $2)) as sold,
                      (select count(*) from enrolled e where exists
                         (select 1 from sales_days d where d.partner_id = e.partner_id and d.day >= $1 and d.day <= $2))
                        as sold_now";
    let Some(row) = work.row(sql, args![span.from, span.until]).await? else { return Ok(Funnel::default()) };
    Ok(Funnel {
        known: row.get("known")?,
        active: row.get("active")?,
        enrolled: row.get("enrolled")?,
        sold: row.get("sold")?,
        sold_now: row.get("sold_now")?,
    })
}

/// Partners that sold anything in a span.
pub async fn sellers(work: &mut Work, span: Span) -> Result<i64> {
    let sql =
        "select count(distinct partner_id) from sales_days where day >= $1 and day <= $2 and sales_count > 0";
    Ok(work.count(sql, args![span.from, span.until]).await?)
}

/// Commissions of closed periods by the month in which the period ended.
pub async fn accrued_by_month(
    work: &mut Work,
    currency: Currency,
    since: Date,
    partner: Option<PartnerId>,
) -> Result<Vec<Sold>> {
    let sql = "select substr(ends_on, 1, 7) || '-01' as month, cast(sum(total_minor) as bigint) as amount,
                      count(*) as count
               from commissions_statements
               where currency = $1 and ends_on >= $2 and (cast($3 as bigint) is null or partner_id = $3)
               group by substr(ends_on, 1, 7) order by month";
    let rows = work.rows(sql, args![currency, since, partner]).await?;
    rows.iter()
        .map(|row| Ok(Sold { day: row.get("month")?, amount: row.get("amount")?, count: row.get("count")? }))
        .collect()
}

/// What stands on all payable accounts, or on one partner's.
pub async fn payable(work: &mut Work, currency: Currency, partner: Option<PartnerId>) -> Result<i64> {
    let sql = "select cast(sum(amount_minor) as bigint) from ledger_balances
               where account = 'payable' and currency = $1 and (cast($2 as bigint) is null or partner_id = $2)";
    Ok(work.count(sql, args![currency, partner]).await?)
}

/// How many things of each kind wait for somebody on the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Batches that a second person has to approve.
    pub batches: i64,
    /// Drafts of terms.
    pub drafts: i64,
    /// Drafts handed in for approval.
    pub submissions: i64,
    /// Partners left out of a close.
    pub parked: i64,
    /// Candidates.
    pub candidates: i64,
    /// Active partners without requisites to whom something is payable.
    pub unpayable: i64,
    /// Jobs that gave up.
    pub dead_jobs: i64,
}

/// What waits for somebody on the desk.
pub async fn waiting(work: &mut Work) -> Result<Waiting> {
    let sql = "select (select count(*) from payouts_batches where state = 'prepared') as batches,
                      (select count(*) from programs_versions v where v.state = 'draft'
                         and not exists (select 1 from programs_submissions s
                                         where s.version_id = v.id and s.outcome is null)) as drafts,
                      (select count(*) from programs_submissions where outcome is null) as submissions,
                      (select count(*) from commissions_parked) as parked,
                      (select count(*) from partners_cards where status = 'candidate') as candidates,
                      (select count(distinct b.partner_id) from ledger_balances b
                       where b.account = 'payable' and b.amount_minor > 0
                         and not exists (select 1 from partners_requisites r where r.partner_id = b.partner_id))
                        as unpayable,
                      (select count(*) from base_jobs where state = 'dead') as dead_jobs";
    let Some(row) = work.row(sql, vec![]).await? else { return Ok(Waiting::default()) };
    Ok(Waiting {
        batches: row.get("batches")?,
        drafts: row.get("drafts")?,
        submissions: row.get("submissions")?,
        parked: row.get("parked")?,
        candidates: row.get("candidates")?,
        unpayable: row.get("unpayable")?,
        dead_jobs: row.get("dead_jobs")?,
    })
}
