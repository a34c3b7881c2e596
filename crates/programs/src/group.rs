//! Groups: making one, taking partners in, and letting them go.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::add::locked;
use crate::events::{GroupAdded, GroupJoined, GroupLeft};
use crate::rules::{
    Group, GroupId, GroupMember, MemberId, Program, ProgramId, Refusal, judge_group_name, judge_joining,
    judge_parting,
};
use crate::store;

/// Adds a group to a programme.
pub async fn add_group(work: &mut Work, program: ProgramId, name: &str) -> Outcome<GroupId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    judge_group_name(name).map_err(Stop::Refused)?;
    let group_name = name.trim().to_owned();
    let group = store::insert_group(work, program, &group_name).await?;
    work.record(GroupAdded { program, name: held.name, group_name }).await?;
    Ok(group)
}

/// Takes partners into a group from a day on, all or none; those who are in it already stay. Returns how many joined.
pub async fn join_group(
    work: &mut Work,
    group: GroupId,
    joiners: &[PartnerId],
    from: Date,
) -> Outcome<usize, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let (program, group) = held(work, group).await?;
    let groups = store::groups(work, program.id).await?;
    let members = store::members(work, program.id).await?;
    let mut joining: Vec<PartnerId> = Vec::new();
    for partner in joiners {
        let his: Vec<&GroupMember> = members.iter().filter(|member| member.partner == *partner).collect();
        let stays = his
            .iter()
            .any(|member| member.group == group.id && member.covers(from) && member.until.is_none());
        if stays || joining.contains(partner) {
            continue;
        }
        let card = partners::partner(work, *partner).await?.ok_or(Stop::Unknown)?;
        judge_joining(&program, &card.name, &groups, &his, from).map_err(Stop::Refused)?;
        joining.push(*partner);
    }
    store::insert_members(work, &group, &joining, from).await?;
    for partner in &joining {
        let (name, group_name) = (program.name.clone(), group.name.clone());
        work.record(GroupJoined { program: program.id, name, group_name, partner: *partner, from }).await?;
    }
    Ok(joining.len())
}

/// Gives a membership its last day.
pub async fn leave_group(
    work: &mut Work,
    group: GroupId,
    member: MemberId,
    until: Date,
) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let (program, group) = held(work, group).await?;
    let members = store::members(work, program.id).await?;
    let member = members.iter().find(|known| known.id == member && known.group == group.id);
    let member = member.ok_or(Stop::Unknown)?;
    judge_parting(&program, member, until).map_err(Stop::Refused)?;
    store::end_membership(work, member.id, until).await?;
    let (id, name) = (program.id, program.name);
    work.record(GroupLeft { program: id, name, group_name: group.name, partner: member.partner, until })
        .await?;
    Ok(())
}

async fn held(work: &mut Work, group: GroupId) -> Outcome<(Program, Group), Refusal> {
    let group = store::group(work, group).await?.ok_or(Stop::Unknown)?;
    Ok((locked(work, group.program).await?, group))
}
