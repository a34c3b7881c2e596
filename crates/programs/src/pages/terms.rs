//! The versions of a programme's terms, and one of them in words and as text.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::Path;
use base::access::{Act, Posted, UserId, Visit};
use base::failure::{Answer, Oops};
use base::page::{Column, Empty, Icon, Row, Table, Tone, badge, card, code, confirm, details};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use super::editor::draft_href;
use super::individual::end_form;
use super::offers::{answer_facts, answer_forms};
use super::said::check_result;
use super::words::terms_in_words;
use super::{Part, at, audience_name, below, part, seen, staff, version_days, version_name};
use crate::check::check_text;
use crate::rules::{
    AnswerKind, Audience, DecisionKind, Program, ProgramId, Submission, TermsVersionId, Version,
    VersionState, in_force,
};
use crate::{delete_draft, store};

/// The versions that hold for everybody.
pub async fn list(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let mut versions = store::versions(&mut work, id).await?;
    versions.retain(|version| version.audience() == Audience::Everybody);
    let waiting = waiting(&mut work).await?;
    let today = work.today();
    let now = in_force(&versions, today).map(|version| version.id);
    let r = &visit.reader;
    let (mut frame, tabs) = part(&visit, &program, Part::Terms);
    let write = write_link(&visit, &program, versions.first().is_some_and(Version::is_draft));
    if !versions.is_empty() {
        frame = frame.actions(&write);
    }
    let rows = versions.iter().map(|version| {
        Row::new([
            html! { (version_name(r, version)) },
            state(r, version, now, today, &waiting),
            html! { (version_days(r, version)) },
            published(r, version),
            html! { @if let VersionState::Published { content_hash, .. } = &version.state { code { (short(content_hash)) } } },
        ])
        .href(at(&program, &format!("/terms/{}", version.id)))
    });
    let table = Table::new(r, "versions", r.t("programs-tab-terms"))
        .columns([
            Column::text(r.t("programs-version-column")).lead(),
            Column::text(r.t("programs-version-state")).key(),
            Column::text(r.t("programs-version-days")).key(),
            Column::text(r.t("programs-version-published")),
            Column::text(r.t("programs-version-hash")),
        ])
        .rows(rows)
        .empty(
            Empty::new(Icon::Percent, r.t("programs-terms-none"), r.t("programs-terms-none-why")).next(write),
        );
    Ok(visit.page(&frame, html! { (tabs) (table) }))
}

fn write_link(visit: &Visit, program: &Program, has_draft: bool) -> Markup {
    let key = if has_draft { "programs-terms-continue" } else { "programs-terms-write" };
    html! {
        @if visit.can(Act::EditPrograms) {
            a.button.primary href=(at(program, "/terms/draft")) { (Icon::Edit) (visit.reader.t(key)) }
        }
    }
}

/// The drafts that wait for a second person.
pub(super) async fn waiting(work: &mut Work) -> base::failure::Result<BTreeSet<TermsVersionId>> {
    Ok(store::open_submissions(work).await?.into_iter().map(|submission| submission.version).collect())
}

/// Whether a version is a draft, is being approved or proposed, waits for its day, is in force or was.
pub(super) fn state(
    r: &Reader,
    version: &Version,
    now: Option<TermsVersionId>,
    today: jiff::civil::Date,
    waiting: &BTreeSet<TermsVersionId>,
) -> Markup {
    let (tone, key) = match (version.days(), &version.answer) {
        (None, _) if waiting.contains(&version.id) => (Tone::Warn, "programs-version-submitted"),
        (None, _) => (Tone::Neutral, "programs-version-draft"),
        _ if version.is_proposed() => (Tone::Warn, "programs-version-proposed"),
        (_, Some(answer)) if answer.kind == AnswerKind::Declined => (Tone::Bad, "programs-version-declined"),
        (_, Some(answer)) if answer.kind == AnswerKind::Retracted => {
            (Tone::Neutral, "programs-version-retracted")
        }
        _ if now == Some(version.id) => (Tone::Good, "programs-version-in-force"),
        (Some((from, _)), _) if from > today => (Tone::Neutral, "programs-version-waits"),
        _ => (Tone::Neutral, "programs-version-past"),
    };
    badge(tone, &r.t(key))
}

pub(super) fn published(r: &Reader, version: &Version) -> Markup {
    html! {
        @match &version.state {
            VersionState::Published { at, .. } => (r.moment(*at)),
            VersionState::Draft => (r.tr("programs-version-changed", &[("at", r.moment(version.changed_at).into())])),
        }
    }
}

/// The first twelve digits of a hash.
pub(super) fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// One version.
pub async fn show(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let version = of_program(store::version(&mut work, version).await?, id)?;
    let submissions = store::submissions(&mut work, version.id).await?;
    let whose = audience_name(&mut work, version.audience()).await?;
    let people = people_of(&mut work, &version, &submissions).await?;
    let r = &visit.reader;
    let title = match &whose {
        Some(whose) => format!("{} · {whose}", version_name(r, &version)),
        None => version_name(r, &version),
    };
    let frame = below(&visit, &program, title);
    let verbs = verbs(&visit, &frame, &program, &version, &submissions);
    let frame = frame.actions(verbs);
    let content = html! {
        (facts(r, &version, &submissions, &people))
        (answer_forms(&visit, &frame, &program, &version))
        (in_words(r, &version))
        (end_form(&visit, &frame, &program, &version))
        (card(&r.t("programs-version-text"), code(r, &version.text)))
    };
    Ok(visit.page(&frame, content))
}

async fn people_of(
    work: &mut Work,
    version: &Version,
    submissions: &[Submission],
) -> base::failure::Result<BTreeMap<UserId, String>> {
    let by = match version.state {
        VersionState::Draft => version.changed_by,
        VersionState::Published { by, .. } => by,
    };
    let answered = version.answer.as_ref().and_then(|answer| answer.by);
    let decided = |submission: &Submission| submission.decision.as_ref().and_then(|decision| decision.by);
    let of_submissions = submissions.iter().flat_map(|submission| [submission.by, decided(submission)]);
    let users: Vec<Option<UserId>> = [by, answered].into_iter().chain(of_submissions).collect();
    staff(work, users).await
}

/// The version, if it belongs to the programme; a foreign one is unknown.
pub(super) fn of_program(version: Option<Version>, program: ProgramId) -> std::result::Result<Version, Oops> {
    version.filter(|version| version.program == program).ok_or(Oops::Unknown)
}

fn facts(
    r: &Reader,
    version: &Version,
    submissions: &[Submission],
    people: &BTreeMap<UserId, String>,
) -> Markup {
    let at = |moment: jiff::Timestamp, user: Option<UserId>| {
        let who = user.and_then(|user| people.get(&user));
        html! { (r.moment(moment)) @if let Some(who) = who { ", " (who) } }
    };
    let VersionState::Published { content_hash, at: published_at, by, .. } = &version.state else {
        return html! { p.lead { (published(r, version)) @if let Some(who) = version.changed_by.and_then(|user| people.get(&user)) { ", " (who) } } };
    };
    let mut pairs = vec![(r.t("programs-version-days"), html! { (version_days(r, version)) })];
    let approved = submissions.iter().find(|submission| {
        submission.decision.as_ref().is_some_and(|decision| decision.kind == DecisionKind::Approved)
    });
    if let Some(submission) = approved {
        pairs.push((r.t("programs-approval-by"), at(submission.at, submission.by)));
        if !submission.comment.is_empty() {
            pairs.push((r.t("programs-approval-comment"), html! { (submission.comment) }));
        }
        pairs.push((r.t("programs-approval-approved"), at(*published_at, *by)));
    } else {
        pairs.push((r.t("programs-version-published"), at(*published_at, *by)));
    }
    pairs.push((r.t("programs-version-hash"), html! { code title=(content_hash) { (short(content_hash)) } }));
    html! {
        (card(&r.t("programs-version-facts"), details(pairs)))
        (answer_facts(r, version, &at))
    }
}

fn in_words(r: &Reader, version: &Version) -> Markup {
    let checked = check_text(&version.text);
    html! {
        @if version.is_draft() { (check_result(r, &checked)) }
        @if let Some(terms) = &checked.terms { (card(&r.t("programs-version-words"), terms_in_words(r, terms))) }
    }
}

fn verbs(
    visit: &Visit,
    frame: &base::page::Frame,
    program: &Program,
    version: &Version,
    submissions: &[Submission],
) -> Markup {
    let r = &visit.reader;
    let own = format!("/terms/{}", version.id);
    let waits = submissions.iter().any(|submission| submission.decision.is_none());
    let approval = if waits { "programs-approval-see" } else { "programs-approval-open" };
    html! {
        a.button href=(at(program, &format!("{own}/compare"))) { (r.t("programs-compare-open")) }
        (replay_link(visit, version))
        @if version.is_draft() {
            @if visit.can(Act::EditPrograms) {
                a.button href=(draft_href(program, version.audience())) { (Icon::Edit) (r.t("programs-terms-continue")) }
                (confirm(frame, &at(program, &format!("{own}/delete")), &r.t("programs-draft-delete"),
                    &r.t("programs-draft-delete-consequence"), &[]))
            }
            a.button.primary href=(at(program, &format!("{own}/approval"))) { (r.t(approval)) }
        }
    }
}

/// The way to what the version would have cost; the page belongs to commissions.
pub(super) fn replay_link(visit: &Visit, version: &Version) -> Markup {
    let (program, id) = (version.program, version.id);
    html! {
        @if visit.can(Act::SeeCommissions) {
            a.button href={ "/desk/commissions/what-if?program=" (program) "&draft=" (id) } {
                (Icon::Chart) (visit.reader.t("programs-version-replay"))
            }
        }
    }
}

/// Deletes a draft.
pub async fn delete(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    _posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    let draft = of_program(store::version(&mut work, version).await?, id)?;
    if !draft.is_draft() {
        return Err(Oops::Unknown);
    }
    delete_draft(&mut work, draft.id).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    let to = match draft.audience() {
        Audience::Everybody => "/terms".to_owned(),
        Audience::Partner(_) => "/individual".to_owned(),
        Audience::Group(group) => format!("/groups/{group}"),
    };
    visit.redirect(at(&program, &to), "programs-said-draft-deleted", &[]).into()
}
