//! Places in a binary tree. A place that was taken back stays with when and by whom.

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;

use crate::rules::{NewPlacement, Placement, PlacementId, ProgramId, leg_word, parse_leg};

/// Every place of a programme that was not taken back, by partner.
pub async fn placements(work: &mut Work, program: ProgramId) -> Result<Vec<Placement>> {
    let sql = "select id, partner_id, under_id, leg, from_on, placed_at, placed_by from programs_placements
               where program_id = $1 and taken_back_at is null order by partner_id";
    work.rows(sql, args![program]).await?.iter().map(read_placement).collect()
}

/// Every place of a programme as it was known at a moment, by partner.
pub async fn placements_known(
    work: &mut Work,
    program: ProgramId,
    moment: Timestamp,
) -> Result<Vec<Placement>> {
    let sql = "select id, partner_id, under_id, leg, from_on, placed_at, placed_by from programs_placements
               where program_id = $1 and placed_at <= $2 and (taken_back_at is null or taken_back_at > $2)
               order by partner_id";
    work.rows(sql, args![program, moment]).await?.iter().map(read_placement).collect()
}

/// Whether a place was given or taken back after a moment.
pub async fn placements_changed_since(
    work: &mut Work,
    program: ProgramId,
    moment: Timestamp,
) -> Result<bool> {
    let sql = "select count(*) from (
                 select id from programs_placements
                 where program_id = $1 and (placed_at > $2 or taken_back_at > $2) limit 1
               ) changed";
    Ok(work.count(sql, args![program, moment]).await? > 0)
}

/// The place of one partner, and the places on his own legs.
pub async fn placements_around(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
) -> Result<Vec<Placement>> {
    let sql = "select id, partner_id, under_id, leg, from_on, placed_at, placed_by from programs_placements
               where program_id = $1 and (partner_id = $2 or under_id = $2) and taken_back_at is null
               order by leg";
    work.rows(sql, args![program, partner]).await?.iter().map(read_placement).collect()
}

/// The places below a partner, so many levels deep, level by level.
pub async fn placements_below(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
    deep: u32,
) -> Result<Vec<Placement>> {
    let sql = "with recursive below (id, level) as (
                 select id, 1 from programs_placements
                 where program_id = $1 and under_id = $2 and taken_back_at is null
                 union all
                 select p.id, b.level + 1 from below b
                 join programs_placements a on a.id = b.id
                 join programs_placements p on p.program_id = $1 and p.under_id = a.partner_id
                 where p.taken_back_at is null and b.level < $3
               )
               select p.id, p.partner_id, p.under_id, p.leg, p.from_on, p.placed_at, p.placed_by
               from below b join programs_placements p on p.id = b.id order by b.level, p.leg";
    work.rows(sql, args![program, partner, deep]).await?.iter().map(read_placement).collect()
}

/// Those who have somebody on a leg and stand under nobody themselves: the heads of trees.
pub async fn heads_of_trees(work: &mut Work, program: ProgramId, most: i64) -> Result<Vec<PartnerId>> {
    let sql = "select distinct p.under_id from programs_placements p
               where p.program_id = $1 and p.taken_back_at is null and not exists (
                 select 1 from programs_placements a
                 where a.program_id = $1 and a.partner_id = p.under_id and a.taken_back_at is null
               )
               order by p.under_id limit $2";
    work.rows(sql, args![program, most]).await?.iter().map(|row| Ok(row.get("under_id")?)).collect()
}

/// How many partners are placed.
pub async fn count_placements(work: &mut Work, program: ProgramId) -> Result<i64> {
    let sql = "select count(*) from programs_placements where program_id = $1 and taken_back_at is null";
    Ok(work.count(sql, args![program]).await?)
}

/// Gives places.
pub async fn insert_placements(work: &mut Work, program: ProgramId, places: &[NewPlacement]) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into programs_placements (id, program_id, partner_id, under_id, leg, from_on, placed_at, placed_by)";
    let row = |place: &NewPlacement| {
        let (id, leg) = (PlacementId::fresh(), leg_word(place.leg));
        args![id, program, place.partner, place.under, leg, place.from, now, user]
    };
    let rows: Vec<Vec<Value>> = places.iter().map(row).collect();
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Takes a place back.
pub async fn take_placement_back(work: &mut Work, id: PlacementId) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update programs_placements set taken_back_at = $2, taken_back_by = $3
               where id = $1 and taken_back_at is null";
    work.run(sql, args![id, now, user]).await?;
    Ok(())
}

fn read_placement(row: &Row) -> Result<Placement> {
    let word: String = row.get("leg")?;
    let place = NewPlacement {
        partner: row.get("partner_id")?,
        under: row.get("under_id")?,
        leg: parse_leg(&word).ok_or_else(|| Failure::new(format!("unknown leg {word}")))?,
        from: row.get("from_on")?,
    };
    Ok(Placement { id: row.get("id")?, place, at: row.get("placed_at")?, by: row.get("placed_by")? })
}
