//! Publishing terms, which makes them binding or proposes them, and ending those of a partner or a group early.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::add::locked;
use crate::draft::Seen;
use crate::events::{
    GroupEnded, GroupPublished, IndividualEnded, OnePersonAllowed, TermsProposed, TermsPublished,
};
use crate::rules::{
    Audience, Effect, Program, ProgramId, Refusal, TermsVersionId, Version, judge_ending,
    judge_lone_publisher, judge_publishing,
};
use crate::store;
use crate::submit::withdraw_open;

/// A draft to be published.
#[derive(Clone, Copy, Debug)]
pub struct Publish {
    /// The draft.
    pub version: TermsVersionId,
    /// When it is to be in force; only terms of a partner or a group may have a last day.
    pub effect: Effect,
    /// The draft as whoever publishes it has read it.
    pub seen: Seen,
}

/// Publishes a draft from a day on; returns the number of the version.
pub async fn publish(
    work: &mut Work,
    version: TermsVersionId,
    effective_from: Date,
) -> Outcome<u32, Refusal> {
    let effect = Effect { from: effective_from, until: None };
    publish_between(work, Publish { version, effect, seen: Seen::Anything }).await
}

/// Publishes a draft between two days without a second person: where the programme allows it, and by the program itself.
/// Refused when it is not the draft that was read.
pub async fn publish_between(work: &mut Work, request: Publish) -> Outcome<u32, Refusal> {
    work.may(Act::PublishTerms, Whose::Vendor)?;
    let draft = store::version(work, request.version).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, draft.program).await?;
    let alone = store::one_person_publishes(work, program.id).await?;
    judge_lone_publisher(alone, work.actor.user()).map_err(Stop::Refused)?;
    let draft = store::version(work, request.version).await?.ok_or(Stop::Unknown)?;
    if draft.is_draft() && !request.seen.is_of(draft.changed_at) {
        return Err(Stop::Refused(Refusal::DraftChanged { at: draft.changed_at }));
    }
    withdraw_open(work, &program, draft.id).await?;
    make_binding(work, program, &draft, request.effect.for_audience(draft.audience())).await
}

/// Publishes a draft that was approved, or needs no approval; returns the number of the version.
pub(crate) async fn make_binding(
    work: &mut Work,
    program: Program,
    draft: &Version,
    effect: Effect,
) -> Outcome<u32, Refusal> {
    let common = common_versions(work, draft).await?;
    let hash = judge_publishing(&program, draft, &common, effect).map_err(Stop::Refused)?;
    let number = store::publish_draft(work, draft, hash, effect).await?;
    let (id, name, version, from, hash) = (program.id, program.name, draft.id, effect.from, hash.short());
    match draft.audience() {
        Audience::Everybody => work.record(TermsPublished { program: id, name, number, from, hash }).await?,
        Audience::Partner(partner) => {
            work.record(TermsProposed { program: id, name, version, number, partner, from, hash }).await?;
        }
        Audience::Group(group) => {
            let group_name = store::group(work, group).await?.map(|group| group.name).unwrap_or_default();
            let event = GroupPublished { program: id, name, version, number, group, group_name, from, hash };
            work.record(event).await?;
        }
    }
    Ok(number)
}

/// Says whether one person alone may publish the programme's terms.
pub async fn allow_one_person(work: &mut Work, program: ProgramId, allowed: bool) -> Outcome<(), Refusal> {
    work.may(Act::ManageSettings, Whose::Vendor)?;
    let held = locked(work, program).await?;
    if store::one_person_publishes(work, program).await? != allowed {
        store::set_one_person(work, program, allowed).await?;
        let answer_key = if allowed { "programs-yes" } else { "programs-no" };
        work.record(OnePersonAllowed { program, name: held.name, answer_key }).await?;
    }
    Ok(())
}

/// Ends terms of one partner or of a group with a day before their time.
pub async fn end_individual(work: &mut Work, version: TermsVersionId, until: Date) -> Outcome<(), Refusal> {
    work.may(Act::PublishTerms, Whose::Vendor)?;
    let seen = store::version(work, version).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, seen.program).await?;
    let version = store::version(work, version).await?.ok_or(Stop::Unknown)?;
    let common = common_versions(work, &version).await?;
    judge_ending(&program, &version, &common, until).map_err(Stop::Refused)?;
    store::insert_ending(work, version.id, until).await?;
    let (program, name, number) = (program.id, program.name, version.number().unwrap_or_default());
    match version.audience() {
        Audience::Partner(partner) => {
            work.record(IndividualEnded { program, name, number, partner, until }).await?;
        }
        Audience::Group(group) => {
            let group_name = store::group(work, group).await?.map(|group| group.name).unwrap_or_default();
            work.record(GroupEnded { program, name, number, group_name, until }).await?;
        }
        Audience::Everybody => {}
    }
    Ok(())
}

/// The published versions for everybody of the version's programme.
pub(crate) async fn common_versions(
    work: &mut Work,
    version: &Version,
) -> base::failure::Result<Vec<Version>> {
    let mut versions = store::versions(work, version.program).await?;
    versions.retain(|other| !other.is_draft() && other.audience() == Audience::Everybody);
    Ok(versions)
}
