//! Letters: to those who may approve what was handed in, to partners about terms proposed to them or announced to their
//! group, and to those who may propose about the partner's answer.

use std::collections::BTreeSet;

use base::access::{Act, Actor, PartnerId, Whose};
use base::failure::{Context, Result};
use base::job_kind;
use base::jobs::{Job, JobKind};
use base::letters;
use base::words::{Language, Reader};
use base::work::{Site, Work};
use jiff::civil::Date;
use people::{User, UserState};
use serde::Deserialize;

use crate::rules::{AnswerKind, GroupId, ProgramId, TermsVersionId, VersionState, judge_decider};
use crate::store;

/// The job that writes to those who may approve.
pub const TELL_APPROVERS: JobKind = job_kind!("programs.tell-approvers", tell_approvers);
/// The job that writes to a partner about terms proposed to him.
pub const TELL_PROPOSED: JobKind = job_kind!("programs.tell-proposed", tell_proposed);
/// The job that writes to those who may propose about a partner's answer.
pub const TELL_ANSWERED: JobKind = job_kind!("programs.tell-answered", tell_answered);
/// The job that writes to the members of a group about its new terms.
pub const TELL_GROUP: JobKind = job_kind!("programs.tell-group", tell_group);

fn reader_of(site: &Site) -> Reader {
    Reader::new(site.words.clone(), Language::default()).in_zone(site.config.zone.clone())
}

#[derive(Deserialize)]
struct Submitted {
    program: ProgramId,
    name: String,
    version: TermsVersionId,
    from: Date,
}

/// Writes to every member of the staff who may approve, but for the author. Of what was decided meanwhile nothing is
/// told, and of one submission once.
async fn tell_approvers(site: Site, job: Job) -> Result<()> {
    let event: Submitted = serde_json::from_str(&job.payload).context("the event of a submission")?;
    let reader = reader_of(&site);
    let mut work = site.begin(Actor::System("programs")).await?;
    let Some(draft) = store::version(&mut work, event.version).await? else { return Ok(()) };
    let open = store::submissions(&mut work, event.version).await?;
    let Some(submission) = open.into_iter().find(|submission| submission.decision.is_none()) else {
        return Ok(());
    };
    for user in publishers(&mut work).await? {
        if judge_decider(&submission, &draft, Some(user.id)).is_err() {
            continue;
        }
        let link = format!(
            "{}/desk/programs/{}/terms/{}/approval",
            site.config.public_url, event.program, event.version
        );
        let args = [
            ("name", user.name.as_str().into()),
            ("program", event.name.as_str().into()),
            ("from", reader.date(event.from).into()),
            ("link", link.into()),
        ];
        let subject = reader.tr("programs-letter-submitted-subject", &args);
        let body = reader.tr("programs-letter-submitted-body", &args);
        let once = format!("submission {} {}", submission.id, user.id);
        letters::write_once(&mut work, &once, &user.email, &subject, &body).await?;
    }
    work.commit().await
}

/// The members of the staff who may publish terms, which proposes individual ones.
async fn publishers(work: &mut Work) -> Result<Vec<User>> {
    let mut found = Vec::new();
    for user in people::users_of(work, None).await? {
        if user.state != UserState::Active {
            continue;
        }
        let actor = people::staff_called(work, &user.email).await?;
        if actor.is_some_and(|actor| actor.may(Act::PublishTerms, Whose::Vendor)) {
            found.push(user);
        }
    }
    Ok(found)
}

#[derive(Deserialize)]
struct Answered {
    program: ProgramId,
    name: String,
    version: TermsVersionId,
    number: u32,
    partner: PartnerId,
    /// Why, when the partner declined.
    reason: Option<String>,
}

/// Writes to everybody who may propose what the partner answered. What the vendor himself noted, such as a yes on paper,
/// is no news to him.
async fn tell_answered(site: Site, job: Job) -> Result<()> {
    let event: Answered = serde_json::from_str(&job.payload).context("the event of an answer")?;
    let reader = reader_of(&site);
    let mut work = site.begin(Actor::System("programs")).await?;
    let Some(version) = store::version(&mut work, event.version).await? else { return Ok(()) };
    let by_partner = [AnswerKind::Accepted, AnswerKind::Declined];
    let kind = match version.answer {
        Some(answer) if by_partner.contains(&answer.kind) => answer.kind.word(),
        _ => return Ok(()),
    };
    let partner = partners::partner(&mut work, event.partner).await?;
    let partner = partner.map_or_else(|| event.partner.to_string(), |partner| partner.name);
    let link = format!("{}/desk/programs/{}/terms/{}", site.config.public_url, event.program, event.version);
    for user in publishers(&mut work).await? {
        let args = [
            ("name", user.name.as_str().into()),
            ("program", event.name.as_str().into()),
            ("partner", partner.as_str().into()),
            ("number", event.number.into()),
            ("reason", event.reason.as_deref().unwrap_or_default().into()),
            ("link", link.as_str().into()),
        ];
        let subject = reader.tr(&format!("programs-letter-{kind}-subject"), &args);
        let body = reader.tr(&format!("programs-letter-{kind}-body"), &args);
        let once = format!("answer {} {}", event.version, user.id);
        letters::write_once(&mut work, &once, &user.email, &subject, &body).await?;
    }
    work.commit().await
}

#[derive(Deserialize)]
struct Proposed {
    name: String,
    version: TermsVersionId,
    partner: PartnerId,
    from: Date,
}

/// Writes to everybody of the partner who may accept.
async fn tell_proposed(site: Site, job: Job) -> Result<()> {
    let event: Proposed = serde_json::from_str(&job.payload).context("the event of a proposal")?;
    let link = format!("{}/portal/programs/proposals/{}", site.config.public_url, event.version);
    let letter = Letter { about: event.version, name: &event.name, from: event.from, link };
    let mut work = site.begin(Actor::System("programs")).await?;
    let version = store::version(&mut work, event.version).await?;
    if !version.is_some_and(|version| version.is_proposed()) {
        return Ok(());
    }
    let partners = BTreeSet::from([event.partner]);
    letter.write(&site, &mut work, Act::PortalAgree, &partners, "proposed").await?;
    work.commit().await
}

#[derive(Deserialize)]
struct Grouped {
    program: ProgramId,
    name: String,
    version: TermsVersionId,
    group: GroupId,
    from: Date,
}

/// Writes to the partners who are in the group while its new terms are in force.
async fn tell_group(site: Site, job: Job) -> Result<()> {
    let event: Grouped = serde_json::from_str(&job.payload).context("the event of a group's terms")?;
    let link =
        format!("{}/portal/programs/{}/terms/{}", site.config.public_url, event.program, event.version);
    let letter = Letter { about: event.version, name: &event.name, from: event.from, link };
    let mut work = site.begin(Actor::System("programs")).await?;
    let Some(version) = store::version(&mut work, event.version).await? else { return Ok(()) };
    let VersionState::Published { from, until, .. } = version.state else { return Ok(()) };
    let members = store::members(&mut work, event.program).await?;
    let concerned = members.iter().filter(|member| {
        let ends = member.until.is_none_or(|last| last >= from);
        member.group == event.group && ends && until.is_none_or(|until| member.from <= until)
    });
    let partners = concerned.map(|member| member.partner).collect();
    letter.write(&site, &mut work, Act::PortalMoney, &partners, "grouped").await?;
    work.commit().await
}

/// A letter about a version to people of partners.
struct Letter<'a> {
    about: TermsVersionId,
    name: &'a str,
    from: Date,
    link: String,
}

impl Letter<'_> {
    /// Writes it once to everybody of these partners whose role includes the act.
    async fn write(
        &self,
        site: &Site,
        work: &mut Work,
        act: Act,
        partners: &BTreeSet<PartnerId>,
        kind: &str,
    ) -> Result<()> {
        let reader = reader_of(site);
        for user in people::partner_people_with(work, act).await? {
            if !user.partner.is_some_and(|partner| partners.contains(&partner)) {
                continue;
            }
            let args = [
                ("name", user.name.as_str().into()),
                ("program", self.name.into()),
                ("from", reader.date(self.from).into()),
                ("link", self.link.as_str().into()),
            ];
            let subject = reader.tr(&format!("programs-letter-{kind}-subject"), &args);
            let body = reader.tr(&format!("programs-letter-{kind}-body"), &args);
            let once = format!("terms {} {}", self.about, user.id);
            letters::write_once(work, &once, &user.email, &subject, &body).await?;
        }
        Ok(())
    }
}
