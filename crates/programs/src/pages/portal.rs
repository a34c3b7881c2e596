//! What a partner sees: his programmes and the terms that hold for him, in words, now and before.

use std::collections::BTreeSet;

use axum::extract::Path;
use base::access::{Act, PartnerId, Visit};
use base::failure::{Answer, Never, Oops};
use base::page::{Column, Empty, Icon, Row, Table, Tone, badge, card, code, details, section, sum};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use super::mine::{Mine, membership};
use super::offers::proposals;
use super::terms::{short, state};
use super::tree::own_place;
use super::words::terms_in_words;
use super::{version_days, version_name};
use crate::rules::{ProgramId, TermsVersionId, VersionState};
use crate::terms_of;

async fn mine(work: &mut Work, partner: PartnerId) -> std::result::Result<Vec<Mine>, Oops> {
    work.may::<Never>(Act::PortalHome, partner)?;
    Ok(Mine::all(work, partner).await?)
}

async fn one(work: &mut Work, partner: PartnerId, id: ProgramId) -> std::result::Result<Mine, Oops> {
    work.may::<Never>(Act::PortalHome, partner)?;
    Mine::one(work, partner, id).await
}

/// His programmes.
pub async fn list(visit: Visit) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    let mine = mine(&mut work, partner).await?;
    let r = &visit.reader;
    let frame = visit.frame(r.t("programs-portal-title")).lead(r.t("programs-portal-lead"));
    let mut cards = Vec::new();
    for one in &mine {
        let body = html! {
            (membership(r, one))
            (one.terms(r, "portal")?)
            p { a href={ "/portal/programs/" (one.program.id) } { (r.t("programs-portal-more")) } }
        };
        cards.push(card(&one.program.name, body));
    }
    let asked = if visit.can(Act::PortalAgree) {
        proposals(r, &mut work, partner).await?
    } else {
        html! {}
    };
    let content = html! {
        (asked)
        @for card in &cards { (card) }
        @if mine.is_empty() {
            (Empty::new(Icon::Programs, r.t("programs-portal-none"), r.t("programs-portal-none-why")))
        }
    };
    Ok(visit.page(&frame, content))
}

/// One programme with everything that was agreed.
pub async fn show(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    let mine = one(&mut work, partner, id).await?;
    let r = &visit.reader;
    let program = &mine.program;
    let place = own_place(r, &mut work, id, partner).await?;
    let frame = visit.frame(program.name.clone()).crumb(r.t("programs-portal-title"), "/portal/programs");
    let pairs = [
        (r.t("programs-form-period"), html! { (r.t(&format!("programs-period-{}", program.period.word()))) }),
        (
            r.t("programs-form-hold-days"),
            html! { (r.tr("programs-days-count", &[("count", program.hold_days.into())])) },
        ),
        (r.t("programs-form-minimum"), sum(r, program.minimum)),
    ];
    let content = html! {
        (membership(r, &mine))
        @if !program.description.is_empty() { p.lead { (program.description) } }
        (card(&r.t("programs-overview-terms"), mine.terms(r, "portal")?))
        (card(&r.t("programs-overview-facts"), details(pairs)))
        (place)
        (versions(r, &mine))
    };
    Ok(visit.page(&frame, content))
}

fn versions(r: &Reader, mine: &Mine) -> Markup {
    let now = mine.now().map(|version| version.id);
    let nothing = BTreeSet::new();
    let rows = mine.versions.iter().map(|version| {
        let whose = mine.whose(version);
        Row::new([
            html! { (version_name(r, version)) },
            html! { (r.t(whose)) },
            match mine.is_of_now(version) {
                true => state(r, version, now, mine.today, &nothing),
                false => badge(Tone::Neutral, &r.t("programs-version-past")),
            },
            html! { (version_days(r, version)) },
        ])
        .href(format!("/portal/programs/{}/terms/{}", mine.program.id, version.id))
    });
    let table = Table::new(r, "versions", r.t("programs-portal-versions"))
        .columns([
            Column::text(r.t("programs-version-column")).lead(),
            Column::text(r.t("programs-portal-whose")),
            Column::text(r.t("programs-version-state")).key(),
            Column::text(r.t("programs-version-days")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(
            Icon::Percent,
            r.t("programs-portal-no-terms"),
            r.t("programs-portal-no-terms-why"),
        ));
    section(&r.t("programs-portal-versions"), html! {}, table)
}

/// One version, in words and as the text that was agreed.
pub async fn version(visit: Visit, Path((id, version)): Path<(ProgramId, TermsVersionId)>) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    let mine = one(&mut work, partner, id).await?;
    let version = mine.versions.iter().find(|known| known.id == version).ok_or(Oops::Unknown)?;
    let r = &visit.reader;
    let program = &mine.program;
    let frame = visit
        .frame(version_name(r, version))
        .lead(version_days(r, version))
        .crumb(r.t("programs-portal-title"), "/portal/programs")
        .crumb(program.name.clone(), format!("/portal/programs/{id}"))
        .actions(html! {
            @if mine.versions.len() > 1 {
                a.button href={ "/portal/programs/" (id) "/terms/" (version.id) "/compare" } { (r.t("programs-compare-open")) }
            }
        });
    let terms = terms_of(version)?;
    let content = html! {
        (card(&r.t("programs-version-words"), terms_in_words(r, &terms)))
        (card(&r.t("programs-version-text"), html! {
            @if let VersionState::Published { content_hash, .. } = &version.state {
                p { (r.t("programs-version-hash")) ": " code title=(content_hash) { (short(content_hash)) } }
            }
            (code(r, &version.text))
        }))
    };
    Ok(visit.page(&frame, content))
}
