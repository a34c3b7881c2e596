//! The list of partners: filtered, sorted, paged, counted.

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::Result;
use base::page::Sort;
use base::work::Work;
use jiff::civil::Date;

use super::cards::partner_of;
use crate::rules::{Partner, PartnerKind, PartnerStatus, search_words};

/// Which partners a list shows.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that name, code, ИНН or contacts contain.
    pub search: String,
    /// Only of this status.
    pub status: Option<PartnerStatus>,
    /// Only of this kind.
    pub kind: Option<PartnerKind>,
    /// Only of this region.
    pub region: Option<String>,
    /// Only of this tier.
    pub tier: Option<String>,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Who.
    pub partner: Partner,
    /// The name of his upline on the day of the list.
    pub upline: Option<String>,
}

/// The columns by which a list may be sorted.
pub const SORTS: &[&str] = &["name", "code", "kind", "status", "region", "tier", "since"];

const WHERE: &str = "(cast($1 as text) is null or c.search_key like $1 escape '!')
                 and (cast($2 as text) is null or c.search_key like $2 escape '!')
                 and (cast($3 as text) is null or c.search_key like $3 escape '!')
                 and (cast($4 as text) is null or c.status = $4)
                 and (cast($5 as text) is null or c.kind = $5)
                 and (cast($6 as text) is null or c.region = $6)
                 and (cast($7 as text) is null or c.tier = $7)";

impl Wanted {
    fn args(&self) -> Vec<Value> {
        let mut words = search_words(&self.search).into_iter().map(|word| format!("%{}%", escaped(&word)));
        let (status, kind) = (self.status.map(PartnerStatus::name), self.kind.map(PartnerKind::name));
        args![words.next(), words.next(), words.next(), status, kind, self.region.clone(), self.tier.clone()]
    }
}

/// A word in which the signs of `like` stand for themselves.
fn escaped(word: &str) -> String {
    word.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// The order of a list; partners alike stand by name.
fn order(sort: &Sort) -> String {
    let column = match sort.key.as_str() {
        "code" => "c.code_key",
        "kind" => "c.kind",
        "status" => "c.status",
        "region" => "c.region",
        "tier" => "c.tier",
        "since" => "c.since",
        _ => "c.name_key",
    };
    let direction = if sort.descending { "desc" } else { "asc" };
    format!("({column} is null), {column} {direction}, c.name_key, c.id")
}

/// One page of the list as of a day.
pub async fn listed(
    work: &mut Work,
    wanted: &Wanted,
    sort: &Sort,
    on: Date,
    skip: i64,
    most: i64,
) -> Result<Vec<Listed>> {
    let sql = format!(
        "with shown as (
           select c.id, c.code, c.code_key, c.name, c.name_key, c.kind, c.status, c.region, c.country, c.tier, c.since
           from partners_cards c where {WHERE} order by {order} limit $8 offset $9
         )
         select c.id, c.code, c.name, c.kind, c.status, c.region, c.country, c.tier, c.since, u.name as upline
         from shown c
         left join partners_edges e on e.partner_id = c.id and e.from_on <= $10 and (e.until_on is null or e.until_on >= $10)
         left join partners_cards u on u.id = e.upline_id
         order by {order}",
        order = order(sort)
    );
    let args = [wanted.args(), args![most, skip, on]].concat();
    let rows = work.rows(&sql, args).await?;
    let read = |row: &Row| Ok(Listed { partner: partner_of(row)?, upline: row.get("upline")? });
    rows.iter().map(read).collect()
}

/// How many partners the list has.
pub async fn listed_count(work: &mut Work, wanted: &Wanted) -> Result<i64> {
    let sql = format!("select count(*) from partners_cards c where {WHERE}");
    Ok(work.count(&sql, wanted.args()).await?)
}

/// The partners after `after` in the order of their ids; the way programs read the list.
pub async fn cards_after(
    work: &mut Work,
    wanted: &Wanted,
    after: Option<PartnerId>,
    most: i64,
) -> Result<Vec<Partner>> {
    let sql = format!(
        "select c.id, c.code, c.name, c.kind, c.status, c.region, c.country, c.tier, c.since
         from partners_cards c where {WHERE} and c.id > $8 order by c.id limit $9"
    );
    let after = after.map_or(0, |id| id.0);
    let args = [wanted.args(), args![after, most]].concat();
    work.rows(&sql, args).await?.iter().map(partner_of).collect()
}

/// The regions in use, with the number of partners in each.
pub async fn regions(work: &mut Work) -> Result<Vec<(String, i64)>> {
    let sql = "select region as word, count(*) as partners from partners_cards
               where region is not null group by region order by region";
    counted(&work.rows(sql, vec![]).await?)
}

/// The tiers in use, with the number of partners in each.
pub async fn tiers(work: &mut Work) -> Result<Vec<(String, i64)>> {
    let sql = "select tier as word, count(*) as partners from partners_cards
               where tier is not null group by tier order by tier";
    counted(&work.rows(sql, vec![]).await?)
}

fn counted(rows: &[Row]) -> Result<Vec<(String, i64)>> {
    rows.iter().map(|row| Ok((row.get("word")?, row.get("partners")?))).collect()
}
