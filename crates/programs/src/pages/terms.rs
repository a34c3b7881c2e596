//! The versions of a programme's terms, and one of them in words, as text and against another.

use axum::extract::Path;
use base::access::{Act, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Address, Column, Empty, Icon, Row, Table, Tone, badge, card, code, confirm, details};
use base::words::Reader;
use maud::{Markup, html};

use super::individual::end_form;
use super::said::check_result;
use super::words::terms_in_words;
use super::{Part, at, below, name_of, named, part, seen, staff, version_days, version_name};
use crate::check::check_text;
use crate::rules::{DiffLine, Program, ProgramId, TermsVersionId, Version, VersionState, diff, in_force};
use crate::{delete_draft, store};

/// The versions that hold for everybody.
pub async fn list(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let mut versions = store::versions(&mut work, id).await?;
    versions.retain(|version| version.partner.is_none());
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
            state(r, version, now, today),
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

/// Whether a version is a draft, waits, is in force or was.
pub(super) fn state(
    r: &Reader,
    version: &Version,
    now: Option<TermsVersionId>,
    today: jiff::civil::Date,
) -> Markup {
    match version.days() {
        None => badge(Tone::Warn, &r.t("programs-version-draft")),
        Some(_) if now == Some(version.id) => badge(Tone::Good, &r.t("programs-version-in-force")),
        Some((from, _)) if from > today => badge(Tone::Neutral, &r.t("programs-version-waits")),
        Some(_) => badge(Tone::Neutral, &r.t("programs-version-past")),
    }
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

/// One version; `?against=` names another to compare it with.
pub async fn show(
    visit: Visit,
    here: Address,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let version = of_program(store::version(&mut work, version).await?, id)?;
    let versions = store::versions(&mut work, id).await?;
    let others: Vec<&Version> = versions
        .iter()
        .filter(|other| other.id != version.id && !other.is_draft())
        .filter(|other| other.partner.is_none() || other.partner == version.partner)
        .collect();
    let asked = here.get("against").and_then(|asked| asked.parse::<TermsVersionId>().ok());
    let against = asked.and_then(|asked| others.iter().copied().find(|other| other.id == asked));
    let partner = match version.partner {
        Some(partner) => Some(name_of(&named(&mut work).await?, partner)),
        None => None,
    };
    let by = match version.state {
        VersionState::Draft => version.changed_by,
        VersionState::Published { by, .. } => by,
    };
    let who = staff(&mut work, [by]).await?.into_values().next();
    let r = &visit.reader;
    let title = match &partner {
        Some(partner) => format!("{} · {partner}", version_name(r, &version)),
        None => version_name(r, &version),
    };
    let frame = below(&visit, &program, title);
    let verbs = verbs(&visit, &frame, &program, &version);
    let frame = frame.actions(verbs);
    let content = html! {
        (facts(r, &version, who.as_deref()))
        (in_words(r, &version))
        (end_form(&visit, &frame, &program, &version))
        @if !others.is_empty() { (compare(r, &program, &version, &others, against)) }
        (card(&r.t("programs-version-text"), code(r, &version.text)))
    };
    Ok(visit.page(&frame, content))
}

/// The version, if it belongs to the programme; a foreign one is unknown.
pub(super) fn of_program(version: Option<Version>, program: ProgramId) -> std::result::Result<Version, Oops> {
    version.filter(|version| version.program == program).ok_or(Oops::Unknown)
}

fn facts(r: &Reader, version: &Version, who: Option<&str>) -> Markup {
    let who = who.map(|who| format!(", {who}")).unwrap_or_default();
    match &version.state {
        VersionState::Draft => html! { p.lead { (published(r, version)) (who) } },
        VersionState::Published { content_hash, at, .. } => card(
            &r.t("programs-version-facts"),
            details([
                (r.t("programs-version-days"), html! { (version_days(r, version)) }),
                (r.t("programs-version-published"), html! { (r.moment(*at)) (who) }),
                (r.t("programs-version-hash"), html! { code title=(content_hash) { (short(content_hash)) } }),
            ]),
        ),
    }
}

fn in_words(r: &Reader, version: &Version) -> Markup {
    let checked = check_text(&version.text);
    html! {
        @if version.is_draft() { (check_result(r, &checked)) }
        @if let Some(terms) = &checked.terms { (card(&r.t("programs-version-words"), terms_in_words(r, terms))) }
    }
}

fn verbs(visit: &Visit, frame: &base::page::Frame, program: &Program, version: &Version) -> Markup {
    let r = &visit.reader;
    let own = format!("/terms/{}", version.id);
    html! {
        @if version.is_draft() {
            @if visit.can(Act::EditPrograms) {
                a.button href=(draft_href(program, version)) { (Icon::Edit) (r.t("programs-terms-continue")) }
                (confirm(frame, &at(program, &format!("{own}/delete")), &r.t("programs-draft-delete"),
                    &r.t("programs-draft-delete-consequence"), &[]))
            }
            @if visit.can(Act::PublishTerms) {
                a.button.primary href=(at(program, &format!("{own}/publish"))) { (r.t("programs-publish-open")) }
            }
        }
    }
}

/// The editor's address for a draft.
pub(super) fn draft_href(program: &Program, version: &Version) -> String {
    match version.partner {
        Some(partner) => at(program, &format!("/individual/{partner}/draft")),
        None => at(program, "/terms/draft"),
    }
}

fn compare(
    r: &Reader,
    program: &Program,
    version: &Version,
    others: &[&Version],
    against: Option<&Version>,
) -> Markup {
    let own = at(program, &format!("/terms/{}", version.id));
    card(
        &r.t("programs-diff-title"),
        html! {
            p {
                @for other in others {
                    a href={ (own) "?against=" (other.id) }
                        aria-current=[against.is_some_and(|against| against.id == other.id).then_some("true")] {
                        (version_name(r, other))
                    }
                    " "
                }
            }
            @if let Some(against) = against { (difference(r, &against.text, &version.text)) }
            @else { p.field-help { (r.t("programs-diff-choose")) } }
        },
    )
}

/// The difference of two texts; a sign before each line says the same as its colour.
pub(super) fn difference(r: &Reader, old: &str, new: &str) -> Markup {
    let lines = diff(old, new);
    if lines.iter().all(|line| matches!(line, DiffLine::Same(_))) {
        return html! { p { (r.t("programs-diff-none")) } };
    }
    html! {
        div.code {
            pre.diff tabindex="0" aria-label=(r.t("programs-diff-title")) {
                @for line in &lines {
                    @match line {
                        DiffLine::Same(text) => { span { "  " (text) } },
                        DiffLine::Added(text) => { ins { "+ " (text) } },
                        DiffLine::Removed(text) => { del { "− " (text) } },
                    }
                }
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
    delete_draft(&mut work, id, draft.partner).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    let to = if draft.partner.is_some() { "/individual" } else { "/terms" };
    visit.redirect(at(&program, to), "programs-said-draft-deleted", &[]).into()
}
