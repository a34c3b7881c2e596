//! Groups of partners.

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::civil::Date;

use super::key;
use crate::rules::{Group, GroupId, GroupMember, MemberId, ProgramId, Refusal};

/// The groups of a programme, by name.
pub async fn groups(work: &mut Work, program: ProgramId) -> Result<Vec<Group>> {
    let sql = "select id, program_id, name from programs_groups where program_id = $1 order by name_key";
    work.rows(sql, args![program]).await?.iter().map(read_group).collect()
}

/// A group, if there is one.
pub async fn group(work: &mut Work, id: GroupId) -> Result<Option<Group>> {
    let sql = "select id, program_id, name from programs_groups where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_group).transpose()
}

/// Inserts a group.
pub async fn insert_group(work: &mut Work, program: ProgramId, name: &str) -> Outcome<GroupId, Refusal> {
    let (id, now, user) = (GroupId::fresh(), work.now(), work.actor.user());
    let sql = "insert into programs_groups (id, program_id, name, name_key, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6)";
    let done = work.run(sql, args![id, program, name, key(name), now, user]).await;
    done.map_err(|error| {
        if error.is_constraint("programs_group_name_once") {
            return Stop::Refused(Refusal::GroupNameTaken { name: name.to_owned() });
        }
        error.into()
    })?;
    Ok(id)
}

/// Every membership in the groups of a programme, by partner and first day.
pub async fn members(work: &mut Work, program: ProgramId) -> Result<Vec<GroupMember>> {
    let sql = "select id, group_id, partner_id, from_on, until_on, added_by from programs_group_members
               where program_id = $1 order by partner_id, from_on";
    work.rows(sql, args![program]).await?.iter().map(read_member).collect()
}

/// Every membership of one partner in the groups of a programme, by first day.
pub async fn memberships(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
) -> Result<Vec<GroupMember>> {
    let sql = "select id, group_id, partner_id, from_on, until_on, added_by from programs_group_members
               where program_id = $1 and partner_id = $2 order by from_on";
    work.rows(sql, args![program, partner]).await?.iter().map(read_member).collect()
}

/// Inserts memberships that all begin on one day.
pub async fn insert_members(
    work: &mut Work,
    group: &Group,
    partners: &[PartnerId],
    from: Date,
) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into programs_group_members (id, group_id, program_id, partner_id, from_on, added_at, added_by)";
    let row =
        |partner: &PartnerId| args![MemberId::fresh(), group.id, group.program, *partner, from, now, user];
    let rows: Vec<Vec<Value>> = partners.iter().map(row).collect();
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Ends a membership with a day.
pub async fn end_membership(work: &mut Work, id: MemberId, until: Date) -> Result<()> {
    let sql = "update programs_group_members set until_on = $2 where id = $1";
    work.run(sql, args![id, until]).await?;
    Ok(())
}

fn read_group(row: &Row) -> Result<Group> {
    Ok(Group { id: row.get("id")?, program: row.get("program_id")?, name: row.get("name")? })
}

fn read_member(row: &Row) -> Result<GroupMember> {
    Ok(GroupMember {
        id: row.get("id")?,
        group: row.get("group_id")?,
        partner: row.get("partner_id")?,
        from: row.get("from_on")?,
        until: row.get("until_on")?,
        by: row.get("added_by")?,
    })
}
