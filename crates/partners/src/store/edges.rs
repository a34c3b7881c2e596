//! The network, edge by edge.

use base::access::PartnerId;
use base::args;
use base::db::Row;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;

use super::cards::partner_of;
use crate::rules::{Partner, UplineEdge};

base::id!(
    /// An edge of the network.
    EdgeId,
    "edge"
);

/// A partner of the structure below another one.
#[derive(Clone, Debug)]
pub struct Below {
    /// Who.
    pub partner: Partner,
    /// Who stands directly above him.
    pub upline: PartnerId,
    /// How many steps below, from 1.
    pub level: u32,
}

fn edge_of(row: &Row) -> Result<UplineEdge> {
    Ok(UplineEdge {
        partner: row.get("partner_id")?,
        upline: row.get("upline_id")?,
        from: row.get("from_on")?,
        until: row.get("until_on")?,
    })
}

/// Every edge that holds or held on at least one day.
pub async fn edges(work: &mut Work) -> Result<Vec<UplineEdge>> {
    let sql = "select partner_id, upline_id, from_on, until_on from partners_edges
               where until_on is null or until_on >= from_on order by partner_id, from_on";
    work.read_all(sql, vec![], edge_of).await
}

/// The edges of one partner that hold or held on at least one day, the first one first.
pub async fn edges_of(work: &mut Work, partner: PartnerId) -> Result<Vec<UplineEdge>> {
    let sql = "select partner_id, upline_id, from_on, until_on from partners_edges
               where partner_id = $1 and (until_on is null or until_on >= from_on) order by from_on";
    work.rows(sql, args![partner]).await?.iter().map(edge_of).collect()
}

/// The edges, as known now, of a partner, of everybody above him and of everybody who ever stood below him within so many
/// levels.
pub async fn edges_around(work: &mut Work, partner: PartnerId, levels: u8) -> Result<Vec<UplineEdge>> {
    let sql = "with recursive below (id, level) as (
                 select cast($1 as bigint), cast(0 as bigint)
                 union
                 select e.partner_id, b.level + 1 from partners_edges e join below b on e.upline_id = b.id
                 where b.level < $2
               ),
               above (id) as (
                 select cast($1 as bigint)
                 union
                 select e.upline_id from partners_edges e join above a on e.partner_id = a.id
               )
               select partner_id, upline_id, from_on, until_on from partners_edges
               where partner_id in (select id from below union select id from above)
                 and (until_on is null or until_on >= from_on)
               order by partner_id, from_on";
    work.rows(sql, args![partner, i64::from(levels)]).await?.iter().map(edge_of).collect()
}

/// The edges of a partner and of everybody above him that hold on `from` or later; uses partners_edges_of_partner.
pub async fn edges_above(work: &mut Work, partner: PartnerId, from: Date) -> Result<Vec<UplineEdge>> {
    let sql = "with recursive above (id) as (
                 select cast($1 as bigint)
                 union
                 select e.upline_id from partners_edges e join above a on e.partner_id = a.id
                 where e.until_on is null or (e.until_on >= $2 and e.until_on >= e.from_on)
               )
               select e.partner_id, e.upline_id, e.from_on, e.until_on
               from partners_edges e join above a on e.partner_id = a.id
               where e.until_on is null or (e.until_on >= $2 and e.until_on >= e.from_on)";
    work.rows(sql, args![partner, from]).await?.iter().map(edge_of).collect()
}

/// Whether an edge was added or ended after a moment.
pub async fn network_changed_since(work: &mut Work, moment: Timestamp) -> Result<bool> {
    let sql = "select count(*) from (
                 select id from partners_edges where at > $1
                 union all
                 select edge_id from partners_edge_ends where at > $1
                 limit 1
               ) changed";
    Ok(work.count(sql, args![moment]).await? > 0)
}

/// Every edge that held on at least one day as the network was known at `moment`.
pub async fn edges_known(work: &mut Work, moment: Timestamp) -> Result<Vec<UplineEdge>> {
    // An edge is only ever ended earlier than before.
    let sql = "select e.partner_id, e.upline_id, e.from_on,
                 (select min(x.until_on) from partners_edge_ends x where x.edge_id = e.id and x.at <= $1) as until_on
               from partners_edges e where e.at <= $1 order by e.partner_id, e.from_on";
    let edges = work.read_all(sql, args![moment], edge_of).await?;
    Ok(edges.into_iter().filter(|edge| edge.until.is_none_or(|until| until >= edge.from)).collect())
}

/// Remembers which edges are about to end on `until`, and when that became known.
pub async fn remember_ends(work: &mut Work, partner: PartnerId, until: Date) -> Result<()> {
    let now = work.now();
    let sql = "insert into partners_edge_ends (edge_id, until_on, at)
               select id, $2, $3 from partners_edges where partner_id = $1 and (until_on is null or until_on > $2)";
    work.run(sql, args![partner, until, now]).await?;
    Ok(())
}

/// Ends on `until` every edge of the partner that would hold later.
pub async fn end_edges(work: &mut Work, partner: PartnerId, until: Date) -> Result<()> {
    remember_ends(work, partner, until).await?;
    let sql = "update partners_edges set until_on = $2 where partner_id = $1 and (until_on is null or until_on > $2)";
    work.run(sql, args![partner, until]).await?;
    Ok(())
}

/// Puts a partner under another from a day on.
pub async fn insert_edge(
    work: &mut Work,
    partner: PartnerId,
    upline: PartnerId,
    from: Date,
) -> Result<EdgeId> {
    let id = EdgeId::fresh();
    let sql = "insert into partners_edges (id, partner_id, upline_id, from_on, until_on, at, user_id)
               values ($1, $2, $3, $4, null, $5, $6)";
    let (now, user) = (work.now(), work.actor.user());
    work.run(sql, args![id, partner, upline, from, now, user]).await?;
    Ok(id)
}

/// Those above a partner on a day, the nearest first.
pub async fn uplines_of(work: &mut Work, partner: PartnerId, on: Date) -> Result<Vec<Partner>> {
    let sql = "with recursive above (id, level) as (
                 select cast($1 as bigint), 0
                 union all
                 select e.upline_id, a.level + 1 from partners_edges e join above a on e.partner_id = a.id
                 where e.from_on <= $2 and (e.until_on is null or e.until_on >= $2) and a.level < 50
               )
               select c.id, c.code, c.name, c.kind, c.status, c.region, c.country, c.tier, c.since
               from above a join partners_cards c on c.id = a.id where a.level > 0 order by a.level";
    work.rows(sql, args![partner, on]).await?.iter().map(partner_of).collect()
}

/// Those below a partner on a day, level by level, as deep and as many as asked for; uses partners_edges_of_upline.
pub async fn downline_of(
    work: &mut Work,
    partner: PartnerId,
    on: Date,
    deep: u32,
    most: u32,
) -> Result<Vec<Below>> {
    let sql = "with recursive below (id, upline_id, level) as (
                 select e.partner_id, e.upline_id, 1 from partners_edges e
                 where e.upline_id = $1 and e.from_on <= $2 and (e.until_on is null or e.until_on >= $2)
                 union all
                 select e.partner_id, e.upline_id, b.level + 1 from partners_edges e join below b on e.upline_id = b.id
                 where e.from_on <= $2 and (e.until_on is null or e.until_on >= $2) and b.level < $3
               )
               select c.id, c.code, c.name, c.kind, c.status, c.region, c.country, c.tier, c.since,
                      b.upline_id, cast(b.level as bigint) as level
               from below b join partners_cards c on c.id = b.id order by b.level, c.name_key limit $4";
    let rows = work.rows(sql, args![partner, on, deep, most]).await?;
    let read = |row: &Row| {
        Ok(Below { partner: partner_of(row)?, upline: row.get("upline_id")?, level: row.get("level")? })
    };
    rows.iter().map(read).collect()
}

/// How many partners stand directly under this one on a day.
pub async fn downline_count(work: &mut Work, partner: PartnerId, on: Date) -> Result<i64> {
    let sql = "select count(*) from partners_edges
               where upline_id = $1 and from_on <= $2 and (until_on is null or until_on >= $2)";
    Ok(work.count(sql, args![partner, on]).await?)
}
