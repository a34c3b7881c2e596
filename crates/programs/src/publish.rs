//! Publishing terms, which makes them binding, and ending individual ones early.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::add::locked;
use crate::draft::Seen;
use crate::events::{IndividualEnded, IndividualPublished, TermsPublished};
use crate::rules::{Effect, Program, Refusal, TermsVersionId, Version, judge_ending, judge_publishing};
use crate::store;

/// A draft to be published.
#[derive(Clone, Copy, Debug)]
pub struct Publish {
    /// The draft.
    pub version: TermsVersionId,
    /// When it is to be in force; only individual terms may have a last day.
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

/// Publishes a draft between two days; refused when it is not the draft that was read.
pub async fn publish_between(work: &mut Work, request: Publish) -> Outcome<u32, Refusal> {
    work.may(Act::PublishTerms, Whose::Vendor)?;
    let draft = store::version(work, request.version).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, draft.program).await?;
    let draft = store::version(work, request.version).await?.ok_or(Stop::Unknown)?;
    if draft.is_draft() && !request.seen.is_of(draft.changed_at) {
        return Err(Stop::Refused(Refusal::DraftChanged { at: draft.changed_at }));
    }
    let common = common_versions(work, &draft).await?;
    let effect = Effect { until: request.effect.until.filter(|_| draft.partner.is_some()), ..request.effect };
    let hash = judge_publishing(&program, &draft, &common, effect).map_err(Stop::Refused)?;
    let number = store::publish_draft(work, &draft, hash, effect).await?;
    record(work, program, &draft, number, effect.from, hash.short()).await?;
    Ok(number)
}

async fn record(
    work: &mut Work,
    program: Program,
    draft: &Version,
    number: u32,
    from: Date,
    hash: String,
) -> base::failure::Result<()> {
    let (id, name) = (program.id, program.name);
    match draft.partner {
        None => work.record(TermsPublished { program: id, name, number, from, hash }).await,
        Some(partner) => {
            work.record(IndividualPublished { program: id, name, number, partner, from, hash }).await
        }
    }
}

/// Ends individual terms with a day before their time.
pub async fn end_individual(work: &mut Work, version: TermsVersionId, until: Date) -> Outcome<(), Refusal> {
    work.may(Act::PublishTerms, Whose::Vendor)?;
    let seen = store::version(work, version).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, seen.program).await?;
    let version = store::version(work, version).await?.ok_or(Stop::Unknown)?;
    let common = common_versions(work, &version).await?;
    judge_ending(&program, &version, &common, until).map_err(Stop::Refused)?;
    store::insert_ending(work, version.id, until).await?;
    if let (Some(partner), Some(number)) = (version.partner, version.number()) {
        work.record(IndividualEnded { program: program.id, name: program.name, number, partner, until })
            .await?;
    }
    Ok(())
}

async fn common_versions(work: &mut Work, version: &Version) -> base::failure::Result<Vec<Version>> {
    let mut versions = store::versions(work, version.program).await?;
    versions.retain(|other| !other.is_draft() && other.partner.is_none());
    Ok(versions)
}
