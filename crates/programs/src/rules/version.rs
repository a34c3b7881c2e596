//! Versions of the terms, and which of them is in force on which day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::access::{PartnerId, UserId};
use base::id;
use jiff::Timestamp;
use jiff::civil::Date;
use terms::{Terms, TermsTimeline, TermsVersion, TimelineError};

use super::{Answer, GroupId, GroupMember, ProgramId};

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

/// For whom terms are: everybody of the programme, one partner, or a group of partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// The programme's common terms.
    Everybody,
    /// Individual terms.
    Partner(PartnerId),
    /// Terms of a group.
    Group(GroupId),
}

impl Audience {
    /// The partner, when the terms are individual.
    pub fn partner(self) -> Option<PartnerId> {
        if let Self::Partner(partner) = self { Some(partner) } else { None }
    }

    /// The group, when the terms are a group's.
    pub fn group(self) -> Option<GroupId> {
        if let Self::Group(group) = self { Some(group) } else { None }
    }
}

/// A version of the terms: of the whole programme, of one partner, or of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: TermsVersionId,
    /// The programme.
    pub program: ProgramId,
    /// The partner, when the terms are individual.
    pub partner: Option<PartnerId>,
    /// The group, when the terms are a group's.
    pub group: Option<GroupId>,
    /// What became of individual terms after they were proposed.
    pub answer: Option<Answer>,
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

    /// For whom it is.
    pub fn audience(&self) -> Audience {
        match (self.partner, self.group) {
            (Some(partner), _) => Audience::Partner(partner),
            (None, Some(group)) => Audience::Group(group),
            (None, None) => Audience::Everybody,
        }
    }

    /// Whether it binds: published and, when it is one partner's, accepted.
    pub fn is_binding(&self) -> bool {
        let agreed = self.answer.as_ref().is_some_and(|answer| answer.kind.is_yes());
        !self.is_draft() && (self.partner.is_none() || agreed)
    }

    /// Whether the partner is being asked.
    pub fn is_proposed(&self) -> bool {
        !self.is_draft() && self.partner.is_some() && self.answer.is_none()
    }

    fn covers(&self, date: Date) -> bool {
        self.is_binding()
            && self
                .days()
                .is_some_and(|(from, until)| from <= date && until.is_none_or(|until| date <= until))
    }
}

/// The binding version in force on a day: the one that began last, and of two that began together the later one.
pub fn in_force<'a>(versions: impl IntoIterator<Item = &'a Version>, date: Date) -> Option<&'a Version> {
    let covering = versions.into_iter().filter(|version| version.covers(date));
    covering.max_by_key(|version| (version.days().map(|days| days.0), version.number()))
}

/// The version in force for a partner on a day: his own, else that of his group, else the common one.
pub fn in_force_for<'a>(
    versions: &'a [Version],
    members: &[GroupMember],
    partner: PartnerId,
    date: Date,
) -> Option<&'a Version> {
    let of = |audience: Audience| {
        in_force(versions.iter().filter(move |version| version.audience() == audience), date)
    };
    let group = group_on(members, partner, date);
    of(Audience::Partner(partner))
        .or_else(|| group.and_then(|group| of(Audience::Group(group))))
        .or_else(|| of(Audience::Everybody))
}

/// The group in which a partner is on a day.
pub fn group_on(members: &[GroupMember], partner: PartnerId, date: Date) -> Option<GroupId> {
    let mut his = members.iter().filter(|member| member.partner == partner);
    his.find(|member| member.covers(date)).map(|member| member.group)
}

/// The terms of a programme: those of everybody, and those of single partners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramTerms {
    /// What holds for every partner without individual terms.
    pub common: TermsTimeline,
    /// What holds for single partners, by terms of their own or of their group; common terms fill the days left.
    pub individual: BTreeMap<PartnerId, TermsTimeline>,
}

impl ProgramTerms {
    /// The timeline that holds for a partner.
    pub fn of(&self, partner: PartnerId) -> &TermsTimeline {
        self.individual.get(&partner).unwrap_or(&self.common)
    }
}

/// Puts binding versions into timelines, groups expanded into their members; `terms` holds the terms of each version.
/// Nothing without common terms.
pub fn assemble(
    versions: &[Version],
    members: &[GroupMember],
    terms: &BTreeMap<TermsVersionId, Arc<Terms>>,
) -> Result<Option<ProgramTerms>, TimelineError> {
    let mut by: BTreeMap<Audience, Vec<&Version>> = BTreeMap::new();
    for version in versions.iter().filter(|version| version.is_binding()) {
        by.entry(version.audience()).or_default().push(version);
    }
    let Some(common) = by.get(&Audience::Everybody).map(Vec::as_slice) else { return Ok(None) };
    let mut groups: BTreeMap<PartnerId, Vec<InGroup<'_>>> = BTreeMap::new();
    for member in members {
        if let Some(versions) = by.get(&Audience::Group(member.group)) {
            groups.entry(member.partner).or_default().push(InGroup { member, versions });
        }
    }
    let own = by.keys().filter_map(|audience| audience.partner());
    let partners: BTreeSet<PartnerId> = own.chain(groups.keys().copied()).collect();
    let mut individual = BTreeMap::new();
    for partner in partners {
        let own = by.get(&Audience::Partner(partner)).map_or(&[][..], Vec::as_slice);
        let groups = groups.get(&partner).map_or(&[][..], Vec::as_slice);
        individual.insert(partner, timeline_of(&Layers { own, groups, common }, terms)?);
    }
    let layers = Layers { own: &[], groups: &[], common };
    Ok(Some(ProgramTerms { common: timeline_of(&layers, terms)?, individual }))
}

/// A membership with the versions of its group.
struct InGroup<'a> {
    member: &'a GroupMember,
    versions: &'a [&'a Version],
}

/// What holds for a partner, the first before the second before the third on every day they cover.
struct Layers<'a> {
    own: &'a [&'a Version],
    groups: &'a [InGroup<'a>],
    common: &'a [&'a Version],
}

impl<'a> Layers<'a> {
    /// The days on which another version may begin to hold.
    fn days(&self) -> BTreeSet<Date> {
        let grouped = self.groups.iter().flat_map(|group| group.versions);
        let versions = self.own.iter().chain(grouped).chain(self.common).filter_map(|version| version.days());
        let members = self.groups.iter().map(|group| (group.member.from, group.member.until));
        let mut days = BTreeSet::new();
        for (from, until) in versions.chain(members) {
            days.insert(from);
            days.extend(until.and_then(|until| until.tomorrow().ok()));
        }
        days
    }

    fn on(&self, day: Date) -> Option<&'a Version> {
        let grouped = || {
            let group = self.groups.iter().find(|group| group.member.covers(day))?;
            in_force(group.versions.iter().copied(), day)
        };
        in_force(self.own.iter().copied(), day)
            .or_else(grouped)
            .or_else(|| in_force(self.common.iter().copied(), day))
    }
}

fn timeline_of(
    layers: &Layers<'_>,
    terms: &BTreeMap<TermsVersionId, Arc<Terms>>,
) -> Result<TermsTimeline, TimelineError> {
    let mut entries: Vec<TermsVersion> = Vec::new();
    for day in layers.days() {
        let Some(version) = layers.on(day) else { continue };
        let Some(known) = terms.get(&version.id) else { continue };
        if entries.last().is_none_or(|last| last.id != version.id.0) {
            entries.push(TermsVersion { from: day, id: version.id.0, terms: known.clone() });
        }
    }
    TermsTimeline::new(entries)
}
