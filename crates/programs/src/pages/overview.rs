//! A programme at a glance, changing it, starting and ending it.

use axum::extract::Path;
use base::access::{Act, Posted, Visit};
use base::failure::{Answer, Outcome, Refusal as _, Stop};
use base::page::Tone;
use base::page::{Empty, Frame, Icon, Tile, banner, card, confirm, details, sum, tiles};
use base::work::Work;
use maud::{Markup, html};

use super::approval::setting;
use super::fields::{filled_with, program_form, read};
use super::words::terms_in_words;
use super::{Part, at, below, button_form, part, seen, version_days, version_name};
use crate::rules::{Audience, Enrolment, Program, ProgramId, ProgramStatus, Refusal, Version, in_force};
use crate::{add, store, terms_of};

/// The overview.
pub async fn show(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let today = work.today();
    let enrolments = store::enrolments(&mut work, id).await?;
    let versions = store::versions(&mut work, id).await?;
    let one_person = store::one_person_publishes(&mut work, id).await?;
    let (frame, tabs) = part(&visit, &program, Part::Overview);
    let verbs = verbs(&visit, &frame, &program, &enrolments);
    let frame = frame.actions(verbs);
    let now = in_force(versions.iter().filter(|version| version.audience() == Audience::Everybody), today);
    let content = html! {
        (tabs)
        (figures(&visit, &program, &enrolments, &versions, today))
        (facts(&visit, &program))
        (terms_card(&visit, &program, now)?)
        (setting(&visit, &frame, &program, one_person))
    };
    Ok(visit.page(&frame, content))
}

fn figures(
    visit: &Visit,
    program: &Program,
    enrolments: &[Enrolment],
    versions: &[Version],
    today: jiff::civil::Date,
) -> Markup {
    let r = &visit.reader;
    let here = enrolments.iter().filter(|enrolment| enrolment.covers(today)).count();
    let individual = versions.iter().filter(|version| {
        version.partner.is_some()
            && version.is_binding()
            && version
                .days()
                .is_some_and(|(from, until)| from <= today && until.is_none_or(|until| today <= until))
    });
    let figure =
        |number: usize, rest: &str| html! { a href=(at(program, rest)) { (r.number(number as i64)) } };
    tiles([
        Tile::new(r, r.t("programs-overview-partners"), figure(here, "/partners")),
        Tile::new(r, r.t("programs-overview-individual"), figure(individual.count(), "/individual")),
        Tile::new(
            r,
            r.t("programs-overview-versions"),
            figure(
                versions
                    .iter()
                    .filter(|version| !version.is_draft() && version.audience() == Audience::Everybody)
                    .count(),
                "/terms",
            ),
        ),
    ])
}

fn facts(visit: &Visit, program: &Program) -> Markup {
    let r = &visit.reader;
    let closed =
        program.closed_until.map_or_else(|| r.t("programs-overview-nothing-closed"), |date| r.date(date));
    let pairs = [
        (r.t("programs-form-code"), html! { (program.code) }),
        (r.t("programs-form-currency"), html! { (program.currency.code()) }),
        (r.t("programs-form-period"), html! { (r.t(&format!("programs-period-{}", program.period.word()))) }),
        (r.t("programs-form-starts-on"), html! { (r.date(program.starts_on)) }),
        (
            r.t("programs-form-hold-days"),
            html! { (r.tr("programs-days-count", &[("count", program.hold_days.into())])) },
        ),
        (r.t("programs-form-minimum"), sum(r, program.minimum)),
        (r.t("programs-list-closed"), html! { (closed) }),
    ];
    card(
        &r.t("programs-overview-facts"),
        html! { @if !program.description.is_empty() { p { (program.description) } } (details(pairs)) },
    )
}

fn terms_card(visit: &Visit, program: &Program, now: Option<&Version>) -> base::failure::Result<Markup> {
    let r = &visit.reader;
    let Some(version) = now else {
        let next = html! {
            @if visit.can(Act::EditPrograms) {
                a.button.primary href=(at(program, "/terms/draft")) { (r.t("programs-terms-write")) }
            }
        };
        return Ok(
            html! { (Empty::new(Icon::Percent, r.t("programs-terms-none"), r.t("programs-terms-none-why")).next(next)) },
        );
    };
    let terms = terms_of(version)?;
    Ok(card(
        &r.t("programs-overview-terms"),
        html! {
            p {
                a href=(at(program, &format!("/terms/{}", version.id))) { (version_name(r, version)) }
                ", " (version_days(r, version))
            }
            (terms_in_words(r, &terms))
        },
    ))
}

fn verbs(visit: &Visit, frame: &Frame, program: &Program, enrolments: &[Enrolment]) -> Markup {
    let r = &visit.reader;
    let open = enrolments.iter().filter(|enrolment| enrolment.until.is_none()).count();
    html! {
        @if visit.can(Act::EditPrograms) {
            a.button href=(at(program, "/edit")) { (Icon::Edit) (r.t("programs-edit-open")) }
            @if program.status != ProgramStatus::Running {
                (button_form(frame, &at(program, "/start"), &r.t("programs-start-verb")))
            } @else {
                (confirm(frame, &at(program, "/end"), &r.t("programs-end-verb"),
                    &r.tr("programs-end-consequence", &[("count", open.into())]), &[]))
            }
        }
    }
}

/// The form of changing it.
pub async fn edit(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let r = &visit.reader;
    let frame = below(&visit, &program, r.t("programs-edit-title"));
    let form =
        program_form(&frame, &at(&program, "/edit"), &filled_with(r, &program), &r.t("programs-edit-verb"));
    Ok(visit.page(&frame, form))
}

/// Changes it.
pub async fn change(visit: Visit, Path(id): Path<ProgramId>, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    if let Some(request) = read(r, &mut posted.filled) {
        match add::change(&mut work, id, request).await {
            Ok(()) => {
                work.commit().await?;
                return visit.redirect(at(&program, ""), "programs-said-changed", &[]).into();
            }
            Err(Stop::Refused(refusal)) => {
                posted.filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let frame = below(&visit, &program, r.t("programs-edit-title"));
    let form = program_form(&frame, &at(&program, "/edit"), &posted.filled, &r.t("programs-edit-verb"));
    Ok(visit.page_again(&frame, form))
}

/// Starts it.
pub async fn start(visit: Visit, Path(id): Path<ProgramId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let done = add::start(&mut work, id).await;
    said(visit, work, id, done, "programs-said-started").await
}

/// Ends it.
pub async fn end(visit: Visit, Path(id): Path<ProgramId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let done = add::end(&mut work, id).await;
    said(visit, work, id, done, "programs-said-ended").await
}

async fn said(visit: Visit, mut work: Work, id: ProgramId, done: Outcome<(), Refusal>, key: &str) -> Answer {
    match done {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/programs/{id}"), key, &[]).into()
        }
        Err(Stop::Refused(refusal)) => {
            let program = seen(&mut work, id).await?;
            let (frame, tabs) = part(&visit, &program, Part::Overview);
            let content = html! {
                (tabs) (banner(Tone::Bad, refusal.sentence(&visit.reader))) (facts(&visit, &program))
            };
            Ok(visit.page_again(&frame, content))
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}
