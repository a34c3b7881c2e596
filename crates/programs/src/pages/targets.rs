//! Partners' own plans: setting one, and bringing many in a table.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use base::access::{Act, PartnerId, Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _, Stop};
use base::page::{Column, Empty, Fields, Filled, Frame, Icon, Row, Table, card, sum, upload, verb};
use base::work::Work;
use maud::{Markup, html};
use money::Money;

use super::table::{at_row, brought};
use super::{at, below, name_of, named, seen};
use crate::rules::{Plan, Program, ProgramId, judge_target};
use crate::target::{PLAN_FIELDS, named_plan};
use crate::{set_target, set_targets, store};

/// Sets one partner's plan.
pub async fn set(visit: Visit, Path(id): Path<ProgramId>, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let filled = &mut posted.filled;
    let partner: PartnerId = filled.text("partner").parse().map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    let target = filled.money(r, "target", &r.t("programs-targets-plan"), program.currency);
    let from = filled.date(r, "from", &r.t("programs-targets-from"));
    if let Some(error) = filled.errors().first() {
        return Err(Oops::Refused("programs-targets-plan", error.sentence.clone()));
    }
    let from = from.ok_or(Oops::BadRequest("programs-day-missing"))?;
    let plan = Plan { from, until: None, target_minor: target.map(|target| target.minor) };
    set_target(&mut work, id, partner, plan).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(at(&program, "/partners"), "programs-said-target", &[("from", r.date(from).into())]).into()
}

/// Every plan that was set, and the form of bringing a table.
pub async fn show(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let (frame, content) = page(&visit, &mut work, &program, &Filled::default()).await?;
    Ok(visit.page(&frame, content))
}

async fn page(
    visit: &Visit,
    work: &mut Work,
    program: &Program,
    filled: &Filled,
) -> Result<(Frame, Markup), Oops> {
    let partners = named(work).await?;
    let mut targets = store::targets(work, program.id).await?;
    targets.reverse();
    targets.sort_by_key(|target| name_of(&partners, target.partner).to_lowercase());
    let r = &visit.reader;
    let frame = below(visit, program, r.t("programs-targets-title")).lead(r.t("programs-targets-lead"));
    let rows = targets.iter().map(|target| {
        let plan = target.plan.target_minor.map(|minor| Money::new(minor, program.currency));
        Row::new([
            html! { a href={ "/desk/partners/" (target.partner) } { (name_of(&partners, target.partner)) } },
            html! { @match plan { Some(plan) => (sum(r, plan)), None => (r.t("programs-targets-none-from")) } },
            html! { (r.date(target.plan.from)) },
            html! { @match target.plan.until { Some(until) => (r.date(until)), None => "—" } },
            html! { (r.moment(target.at)) },
        ])
    });
    let table = Table::new(r, "targets", r.t("programs-targets-title"))
        .columns([
            Column::text(r.t("programs-partners-partner")).lead(),
            Column::figure(r.t("programs-targets-plan")).key(),
            Column::text(r.t("programs-targets-from")).key(),
            Column::text(r.t("programs-partners-until")),
            Column::text(r.t("programs-targets-at")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Goal, r.t("programs-targets-empty"), r.t("programs-targets-empty-why")));
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.area("text", r.t("programs-table-text"), 6).help(r.t("programs-targets-text-help")))
        (f.file("file", r.t("programs-table-file"), ".csv,.txt,.xlsx"))
        div.verbs { (verb(&r.t("programs-targets-import-verb"))) }
    };
    let content = html! {
        (table)
        @if visit.can(Act::EditPrograms) {
            (card(&r.t("programs-targets-import"), upload(&frame, &at(program, "/partners/targets"), filled, fields)))
        }
    };
    Ok((frame, content))
}

/// Brings a table of plans.
pub async fn import(
    visit: Visit,
    Path(id): Path<ProgramId>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Answer {
    let r = &visit.reader;
    let mut brought = brought(&visit, multipart).await?;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    let rows = brought
        .rows(r, PLAN_FIELDS, &["partner", "target", "from"], |record| named_plan(record, program.currency));
    let names: Vec<&str> = rows.iter().map(|(_, (name, _))| name.as_str()).collect();
    let found = ::partners::find_by_name_or_code(&mut work, &names).await?;
    let (mut plans, mut problems) = (Vec::new(), Vec::new());
    for (row, (name, plan)) in &rows {
        match (found.get(name), judge_target(&program, *plan)) {
            (None, _) => {
                let sentence = r.tr("programs-partner-unknown", &[("name", name.into())]);
                problems.push(at_row(r, *row, &sentence));
            }
            (_, Err(refusal)) => problems.push(at_row(r, *row, &refusal.sentence(r))),
            (Some(partner), Ok(())) => plans.push((*partner, *plan)),
        }
    }
    brought.refuse_all(r, problems);
    if !brought.filled.has_errors() {
        match set_targets(&mut work, id, &plans).await {
            Ok(()) => {
                work.commit().await?;
                let said = [("count", plans.len().into())];
                return visit
                    .redirect(at(&program, "/partners/targets"), "programs-said-targets", &said)
                    .into();
            }
            Err(Stop::Refused(refusal)) => brought.filled.refuse("text", refusal.sentence(r)),
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let (frame, content) = page(&visit, &mut work, &program, &brought.filled).await?;
    Ok(visit.page_again(&frame, content))
}
