//! The list of programmes, and adding one.

use std::collections::BTreeMap;

use base::access::{Act, Posted, Visit, Whose};
use base::failure::{Answer, Never, Refusal as _, Result, Stop};
use base::page::{Column, Empty, Frame, Icon, Row, Table, Tile, Tone, badge, banner, tiles};
use base::work::Work;
use maud::{Markup, html};

use super::fields::{fresh, program_form, read};
use super::{audience_name, status, version_days, version_name};
use crate::rules::{
    Audience, Program, ProgramId, ProgramStatus, Submission, Version, in_force, judge_decider,
};
use crate::{add as add_program, store};

/// What the list shows of one programme.
struct Listed {
    program: Program,
    partners: i64,
    in_force: Option<Version>,
}

/// All programmes.
pub async fn list(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    let today = work.today();
    let partners: BTreeMap<ProgramId, i64> =
        store::partners_in_programs(&mut work, today).await?.into_iter().collect();
    let mut listed = Vec::new();
    for program in store::programs(&mut work).await? {
        let versions = store::versions(&mut work, program.id).await?;
        let common = versions.iter().filter(|version| version.audience() == Audience::Everybody);
        let in_force = in_force(common, today).cloned();
        listed.push(Listed { partners: partners.get(&program.id).copied().unwrap_or(0), program, in_force });
    }
    let waiting = waiting_for(&visit, &mut work).await?;
    let r = &visit.reader;
    let add =
        html! { a.button.primary href="/desk/programs/new" { (Icon::Plus) (r.t("programs-list-add")) } };
    let rates = html! { a.button href="/desk/programs/rates" { (r.t("programs-rates-title")) } };
    let mut frame = visit.frame(r.t("programs-list-title")).lead(r.t("programs-list-lead"));
    let adds = visit.can(Act::EditPrograms) && !listed.is_empty();
    frame = frame.actions(html! { (rates) @if adds { (add) } });
    Ok(visit.page(
        &frame,
        html! { (waiting_card(&visit, &listed, &waiting)) (table(&frame, &listed, &waiting, &add)) },
    ))
}

/// A draft that waits for the reader's decision.
struct Waiting {
    submission: Submission,
    /// The partner's or the group's name.
    whose: Option<String>,
}

/// What waits for this reader: everything handed in, but for what he handed in or last changed himself.
async fn waiting_for(visit: &Visit, work: &mut Work) -> Result<Vec<Waiting>> {
    let mut waiting = Vec::new();
    if !visit.can(Act::PublishTerms) {
        return Ok(waiting);
    }
    for submission in store::open_submissions(work).await? {
        let Some(draft) = store::version(work, submission.version).await? else { continue };
        if judge_decider(&submission, &draft, work.actor.user()).is_ok() {
            let whose = audience_name(work, draft.audience()).await?;
            waiting.push(Waiting { submission, whose });
        }
    }
    Ok(waiting)
}

fn waiting_card(visit: &Visit, listed: &[Listed], waiting: &[Waiting]) -> Markup {
    let r = &visit.reader;
    if waiting.is_empty() {
        return html! {};
    }
    let name = |one: &Waiting| {
        let program = listed.iter().find(|listed| listed.program.id == one.submission.program);
        program.map(|listed| listed.program.name.clone()).unwrap_or_default()
    };
    banner(
        Tone::Warn,
        html! {
            p { strong { (r.tr("programs-list-waiting", &[("count", waiting.len().into())])) } }
            ul {
                @for one in waiting {
                    li {
                        a href={ "/desk/programs/" (one.submission.program) "/terms/" (one.submission.version) "/approval" } {
                            (name(one)) @if let Some(whose) = &one.whose { " · " (whose) }
                            ", " (r.tr("programs-days-from", &[("from", r.date(one.submission.effect.from).into())]))
                        }
                    }
                }
            }
        },
    )
}

fn table(frame: &Frame, listed: &[Listed], waiting: &[Waiting], add: &Markup) -> Markup {
    let r = &frame.reader;
    let running = listed.iter().filter(|listed| listed.program.status == ProgramStatus::Running);
    let enrolled: i64 = listed.iter().map(|listed| listed.partners).sum();
    let figures = [
        Tile::new(r, r.t("programs-list-running"), html! { (r.number(running.count() as i64)) }),
        Tile::new(r, r.t("programs-list-enrolled"), html! { (r.number(enrolled)) }),
    ];
    let rows = listed.iter().map(|listed| {
        let program = &listed.program;
        Row::new([
            html! { (program.name) },
            html! {
                (status(r, program.status))
                @let count = waiting.iter().filter(|one| one.submission.program == program.id).count();
                @if count > 0 { " " (badge(Tone::Warn, &r.tr("programs-list-waits", &[("count", count.into())]))) }
            },
            html! { (r.number(listed.partners)) },
            html! {
                @match &listed.in_force {
                    Some(version) => { (version_name(r, version)) ", " (version_days(r, version)) },
                    None => (r.t("programs-list-no-terms")),
                }
            },
            html! { (program.currency.code()) ", " (r.t(&format!("programs-period-{}", program.period.word()))) },
            html! { @if let Some(closed) = program.closed_until { (r.date(closed)) } @else { "—" } },
        ])
        .href(super::at(program, ""))
    });
    html! {
        @if !listed.is_empty() { (tiles(figures)) }
        (Table::new(r, "programs", r.t("programs-list-title"))
            .columns([
                Column::text(r.t("programs-list-name")).lead(),
                Column::text(r.t("programs-list-status")).key(),
                Column::figure(r.t("programs-list-partners")).key(),
                Column::text(r.t("programs-list-terms")),
                Column::text(r.t("programs-list-period")),
                Column::text(r.t("programs-list-closed")),
            ])
            .rows(rows)
            .empty(Empty::new(Icon::Programs, r.t("programs-empty-title"), r.t("programs-empty-why")).next(add)))
    }
}

/// The form of a new programme.
pub async fn new(visit: Visit) -> Answer {
    let frame = new_frame(&visit);
    Ok(visit.page(
        &frame,
        program_form(&frame, "/desk/programs/new", &fresh(), &visit.reader.t("programs-new-verb")),
    ))
}

/// Adds a programme.
pub async fn add(visit: Visit, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    if let Some(request) = read(r, &mut posted.filled) {
        let mut work = visit.begin().await?;
        match add_program(&mut work, request).await {
            Ok(id) => {
                work.commit().await?;
                return visit.redirect(format!("/desk/programs/{id}"), "programs-said-added", &[]).into();
            }
            Err(Stop::Refused(refusal)) => {
                posted.filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let frame = new_frame(&visit);
    let form = program_form(&frame, "/desk/programs/new", &posted.filled, &r.t("programs-new-verb"));
    Ok(visit.page_again(&frame, form))
}

fn new_frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit.frame(r.t("programs-new-title")).crumb(r.t("programs-list-title"), "/desk/programs")
}
