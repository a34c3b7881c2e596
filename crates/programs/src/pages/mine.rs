//! The programmes of one partner, as he and the vendor's staff see them.

use base::access::PartnerId;
use base::failure::{Oops, Result};
use base::page::{Tone, badge};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};

use super::words::terms_in_words;
use super::{version_days, version_name};
use crate::rules::{
    Audience, Enrolment, GroupMember, Program, ProgramId, ProgramStatus, Version, group_on, in_force_for,
};
use crate::{store, terms_of};

/// A programme with the versions that a partner may read.
pub struct Mine {
    /// The programme.
    pub program: Program,
    /// His enrolment; of several the last.
    pub enrolment: Enrolment,
    /// The binding versions that he may read.
    pub versions: Vec<Version>,
    /// His memberships in groups of the programme.
    pub members: Vec<GroupMember>,
    /// The partner.
    pub partner: PartnerId,
    /// The day of the page.
    pub today: Date,
}

impl Mine {
    /// All programmes of the partner; of several enrolments in one programme the last counts.
    pub async fn all(work: &mut Work, partner: PartnerId) -> Result<Vec<Self>> {
        let today = work.today();
        let mut mine: Vec<Self> = Vec::new();
        for (program, enrolment) in store::programs_of(work, partner).await? {
            match mine.iter_mut().find(|one| one.program.id == program.id) {
                Some(known) => known.enrolment = enrolment,
                None => {
                    let versions = store::versions_for_partner(work, program.id, partner).await?;
                    let members = store::memberships(work, program.id, partner).await?;
                    mine.push(Self { program, enrolment, versions, members, partner, today });
                }
            }
        }
        Ok(mine)
    }

    /// One programme of the partner; a foreign one is unknown.
    pub async fn one(work: &mut Work, partner: PartnerId, id: ProgramId) -> std::result::Result<Self, Oops> {
        Self::all(work, partner).await?.into_iter().find(|one| one.program.id == id).ok_or(Oops::Unknown)
    }

    /// The version that holds for him today: his own before his group's before the common one.
    pub fn now(&self) -> Option<&Version> {
        in_force_for(&self.versions, &self.members, self.partner, self.today)
    }

    /// The key of whose a version is.
    pub fn whose(&self, version: &Version) -> &'static str {
        match version.audience() {
            Audience::Everybody => "programs-portal-common",
            Audience::Partner(_) => "programs-portal-individual",
            Audience::Group(_) => "programs-portal-group",
        }
    }

    /// Whether a version of a group is one of a group that he is in today.
    pub fn is_of_now(&self, version: &Version) -> bool {
        version.group.is_none() || version.group == group_on(&self.members, self.partner, self.today)
    }

    /// The terms that hold today in words; `door` is the side of the house that the link stays on.
    pub fn terms(&self, r: &Reader, door: &str) -> Result<Markup> {
        let Some(version) = self.now() else { return Ok(html! { p { (r.t("programs-portal-no-terms")) } }) };
        let terms = terms_of(version)?;
        let href = format!("/{door}/programs/{}/terms/{}", self.program.id, version.id);
        Ok(html! {
            p {
                a href=(href) { (version_name(r, version)) } ", " (version_days(r, version)) " "
                @if version.audience() != Audience::Everybody { (badge(Tone::Good, &r.t(self.whose(version)))) }
            }
            (terms_in_words(r, &terms))
        })
    }
}

/// Whether and since when the partner takes part.
pub fn membership(r: &Reader, one: &Mine) -> Markup {
    let (tone, key) = match () {
        () if one.program.status == ProgramStatus::Ended => (Tone::Neutral, "programs-status-ended"),
        () if one.enrolment.covers(one.today) => (Tone::Good, "programs-partners-state-now"),
        () if one.enrolment.from > one.today => (Tone::Neutral, "programs-partners-state-later"),
        () => (Tone::Neutral, "programs-partners-state-left"),
    };
    let days = match one.enrolment.until {
        None => r.tr("programs-days-from", &[("from", r.date(one.enrolment.from).into())]),
        Some(until) => {
            let args = [("from", r.date(one.enrolment.from).into()), ("until", r.date(until).into())];
            r.tr("programs-days-between", &args)
        }
    };
    html! { p { (badge(tone, &r.t(key))) " " (days) } }
}
