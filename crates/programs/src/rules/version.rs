//! Versions of the terms, and which of them is in force on which day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::access::{PartnerId, UserId};
use base::id;
use jiff::Timestamp;
use jiff::civil::Date;
use terms::{Terms, TermsTimeline, TermsVersion, TimelineError};

use super::ProgramId;

id!(
    /// A version of the terms of a programme.
    TermsVersionId,
    "terms"
);

/// How far a version has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// Being written; binds nobody.
    Draft,
    /// Binding, and never changed again.
    Published {
        /// Its number within the programme, from one.
        number: u32,
        /// The SHA-256 of its canonical text.
        content_hash: String,
        /// The first day it is in force.
        from: Date,
        /// The last day it is in force; only individual terms have one.
        until: Option<Date>,
        /// When it was published.
        at: Timestamp,
        /// Who published it.
        by: Option<UserId>,
    },
}

/// A version of the terms: of the whole programme, or of one partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: TermsVersionId,
    /// The programme.
    pub program: ProgramId,
    /// The partner, when the terms are individual.
    pub partner: Option<PartnerId>,
    /// The file as it was written.
    pub text: String,
    /// How far it has come.
    pub state: VersionState,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}

impl Version {
    /// The number of a published version.
    pub fn number(&self) -> Option<u32> {
        if let VersionState::Published { number, .. } = &self.state { Some(*number) } else { None }
    }

    /// The first and the last day of a published version.
    pub fn days(&self) -> Option<(Date, Option<Date>)> {
        if let VersionState::Published { from, until, .. } = &self.state {
            Some((*from, *until))
        } else {
            None
        }
    }

    /// Whether it is still being written.
    pub fn is_draft(&self) -> bool {
        self.state == VersionState::Draft
    }

    fn covers(&self, date: Date) -> bool {
        self.days().is_some_and(|(from, until)| from <= date && until.is_none_or(|until| date <= until))
    }
}

/// The published version in force on a day: the one that began last, and of two that began together the later one.
pub fn in_force<'a>(versions: impl IntoIterator<Item = &'a Version>, date: Date) -> Option<&'a Version> {
    let covering = versions.into_iter().filter(|version| version.covers(date));
    covering.max_by_key(|version| (version.days().map(|days| days.0), version.number()))
}

/// The terms of a programme: those of everybody, and those of single partners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramTerms {
    /// What holds for every partner without individual terms.
    pub common: TermsTimeline,
    /// What holds for single partners; common terms fill the days that individual ones leave.
    pub individual: BTreeMap<PartnerId, TermsTimeline>,
}

impl ProgramTerms {
    /// The timeline that holds for a partner.
    pub fn of(&self, partner: PartnerId) -> &TermsTimeline {
        self.individual.get(&partner).unwrap_or(&self.common)
    }
}

/// Puts published versions into timelines; `terms` holds the terms of each version. Nothing without common terms.
pub fn assemble(
    versions: &[Version],
    terms: &BTreeMap<TermsVersionId, Arc<Terms>>,
) -> Result<Option<ProgramTerms>, TimelineError> {
    let published: Vec<&Version> = versions.iter().filter(|version| !version.is_draft()).collect();
    let common: Vec<&Version> =
        published.iter().copied().filter(|version| version.partner.is_none()).collect();
    if common.is_empty() {
        return Ok(None);
    }
    let partners: BTreeSet<PartnerId> = published.iter().filter_map(|version| version.partner).collect();
    let mut individual = BTreeMap::new();
    for partner in partners {
        let own: Vec<&Version> =
            published.iter().copied().filter(|version| version.partner == Some(partner)).collect();
        individual.insert(partner, timeline_of(&own, &common, terms)?);
    }
    Ok(Some(ProgramTerms { common: timeline_of(&[], &common, terms)?, individual }))
}

/// One timeline in which individual versions win over common ones on every day they cover.
fn timeline_of(
    own: &[&Version],
    common: &[&Version],
    terms: &BTreeMap<TermsVersionId, Arc<Terms>>,
) -> Result<TermsTimeline, TimelineError> {
    let mut days = BTreeSet::new();
    for (from, until) in own.iter().chain(common).filter_map(|version| version.days()) {
        days.insert(from);
        days.extend(until.and_then(|until| until.tomorrow().ok()));
    }
    let mut entries: Vec<TermsVersion> = Vec::new();
    for day in days {
        let version = in_force(own.iter().copied(), day).or_else(|| in_force(common.iter().copied(), day));
        let Some(version) = version else { continue };
        let Some(known) = terms.get(&version.id) else { continue };
        if entries.last().is_none_or(|last| last.id != version.id.0) {
            entries.push(TermsVersion { from: day, id: version.id.0, terms: known.clone() });
        }
    }
    TermsTimeline::new(entries)
}
