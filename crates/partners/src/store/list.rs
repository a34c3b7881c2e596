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

impl Wanted {
    /// The conditions that are asked for and no others, so that the engine may use the index of each.
    fn conditions(&self) -> (String, Vec<Value>) {
        let words = search_words(&self.search).into_iter();
        let words = words.map(|word| ("c.search_key like {} escape '!'", format!("%{}%", escaped(&word))));
        let named = [
            ("c.status = {}", self.status.map(|status| status.name().to_owned())),
            ("c.kind = {}", self.kind.map(|kind| kind.name().to_owned())),
            ("c.region = {}", self.region.clone()),
            ("c.tier = {}", self.tier.clone()),
        ];
        let named = named.into_iter().filter_map(|(condition, value)| Some((condition, value?)));
        let (mut all, mut values) = (vec!["1 = 1".to_owned()], Vec::new());
        for (condition, value) in words.chain(named) {
            values.push(Value::from(value));
            all.push(condition.replace("{}", &format!("${}", values.len())));
        }
        (all.join(" and "), values)
    }
}

/// A word in which the signs of `like` stand for themselves.
fn escaped(word: &str) -> String {
    word.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// The order of a list; what is unknown stands last, partners alike by name. By name uses partners_by_name.
fn order(sort: &Sort) -> String {
    let direction = if sort.descending { "desc" } else { "asc" };
    match sort.key.as_str() {
        "code" => format!("(c.code_key is null), c.code_key {direction}, c.name_key, c.id"),
        "kind" => format!("c.kind {direction}, c.name_key, c.id"),
        "status" => format!("c.status {direction}, c.name_key, c.id"),
        "region" => format!("(c.region is null), c.region {direction}, c.name_key, c.id"),
        "tier" => format!("(c.tier is null), c.tier {direction}, c.name_key, c.id"),
        "since" => format!("c.since {direction}, c.name_key, c.id"),
        _ => format!("c.name_key {direction}, c.id {direction}"),
    }
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
    let (conditions, mut args) = wanted.conditions();
    let (after, order) = (args.len(), order(sort));
    let (most_at, skip_at, on_at) = (after + 1, after + 2, after + 3);
    let sql = format!(
        "with shown as (
           select c.id, c.code, c.code_key, c.name, c.name_key, c.kind, c.status, c.region, c.country, c.tier, c.since
           from partners_cards c where {conditions} order by {order} limit ${most_at} offset ${skip_at}
         )
         select c.id, c.code, c.name, c.kind, c.status, c.region, c.country, c.tier, c.since, u.name as upline
         from shown c
         left join partners_edges e on e.partner_id = c.id
           and e.from_on <= ${on_at} and (e.until_on is null or e.until_on >= ${on_at})
         left join partners_cards u on u.id = e.upline_id
         order by {order}"
    );
    args.extend(args![most, skip, on]);
    let rows = work.rows(&sql, args).await?;
    let read = |row: &Row| Ok(Listed { partner: partner_of(row)?, upline: row.get("upline")? });
    rows.iter().map(read).collect()
}

/// How many partners the list has.
pub async fn listed_count(work: &mut Work, wanted: &Wanted) -> Result<i64> {
    let (conditions, args) = wanted.conditions();
    let sql = format!("select count(*) from partners_cards c where {conditions}");
    Ok(work.count(&sql, args).await?)
}

/// The partners after `after` in the order of their ids; the way programs read the list.
pub async fn cards_after(
    work: &mut Work,
    wanted: &Wanted,
    after: Option<PartnerId>,
    most: i64,
) -> Result<Vec<Partner>> {
    let (conditions, mut args) = wanted.conditions();
    let (after_at, most_at) = (args.len() + 1, args.len() + 2);
    let sql = format!(
        "select c.id, c.code, c.name, c.kind, c.status, c.region, c.country, c.tier, c.since
         from partners_cards c where {conditions} and c.id > ${after_at} order by c.id limit ${most_at}"
    );
    args.extend(args![after.map_or(0, |id| id.0), most]);
    work.rows(&sql, args).await?.iter().map(partner_of).collect()
}

/// The regions in use; steps from one to the next over partners_by_region instead of reading every card.
pub async fn regions(work: &mut Work) -> Result<Vec<String>> {
    let sql = "with recursive words (word) as (
                 select min(region) from partners_cards
                 union all
                 select (select min(c.region) from partners_cards c where c.region > w.word) from words w
                 where w.word is not null
               )
               select word from words where word is not null";
    words(&work.rows(sql, vec![]).await?)
}

/// The tiers in use; steps from one to the next over partners_by_tier.
pub async fn tiers(work: &mut Work) -> Result<Vec<String>> {
    let sql = "with recursive words (word) as (
                 select min(tier) from partners_cards
                 union all
                 select (select min(c.tier) from partners_cards c where c.tier > w.word) from words w
                 where w.word is not null
               )
               select word from words where word is not null";
    words(&work.rows(sql, vec![]).await?)
}

fn words(rows: &[Row]) -> Result<Vec<String>> {
    rows.iter().map(|row| Ok(row.get("word")?)).collect()
}
