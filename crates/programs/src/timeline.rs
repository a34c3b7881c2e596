//! The terms of a programme through time, as commissions count by them.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::access::{Act, Whose};
use base::failure::{Context, Failure, Outcome, Result};
use base::work::Work;
use jiff::civil::Date;
use terms::Terms;

use crate::rules::{ProgramId, ProgramTerms, Refusal, TermsVersionId, Trial, Version, assemble};
use crate::store;

/// The timelines of a programme, groups expanded into their members; proposals that are not accepted do not count.
/// Nothing while the programme has no published terms.
pub async fn timeline(work: &mut Work, program: ProgramId) -> Result<Option<ProgramTerms>> {
    let versions = store::versions(work, program).await?;
    let mut terms: BTreeMap<TermsVersionId, Arc<Terms>> = BTreeMap::new();
    let members = store::members(work, program).await?;
    for version in versions.iter().filter(|version| version.is_binding()) {
        terms.insert(version.id, Arc::new(terms_of(version)?));
    }
    assemble(&versions, &members, &terms).context(format!("the timeline of {program}"))
}

/// The same timelines with terms on trial among them, as if they had been published in time; nothing without terms for
/// everybody.
pub async fn timeline_with(work: &mut Work, trial: &Trial) -> Result<Option<ProgramTerms>> {
    let program = trial.program;
    let versions = trial.among(store::versions(work, program).await?, work.now());
    let mut terms = BTreeMap::from([(trial.version, trial.terms.clone())]);
    for version in versions.iter().filter(|version| version.id != trial.version) {
        terms.insert(version.id, Arc::new(terms_of(version)?));
    }
    let members = store::members(work, program).await?;
    assemble(&versions, &members, &terms).context(format!("the timeline of {program}"))
}

/// The terms of a published version, which were read without a problem when it was published.
pub fn terms_of(version: &Version) -> Result<Terms> {
    let read = Terms::parse(&version.text);
    read.map_err(|problems| Failure::new(format!("{} has {} problems", version.id, problems.len())))
}

/// Says that periods up to and including `date` are closed; terms and enrolments up to it stay as they are.
pub async fn set_closed_until(work: &mut Work, program: ProgramId, date: Date) -> Outcome<(), Refusal> {
    work.may(Act::ClosePeriod, Whose::Vendor)?;
    store::set_closed_until(work, program, date).await?;
    Ok(())
}
