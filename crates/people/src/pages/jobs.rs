//! Jobs of the program that gave up, and the button that gives them another round of tries.

use base::access::{Path, Posted, Visit};
use base::failure::Answer;
use base::jobs::{self, JobId};
use base::page::{Column, Empty, Filled, Icon, Row, Tab, Table, form, tabs, verb};
use maud::{Markup, html};

use crate::revive;

/// The two pages on what the program does by itself: letters and jobs.
pub(super) fn sections(visit: &Visit, current: &str) -> Markup {
    let r = &visit.reader;
    let tab = |key: &str, href: &str| Tab::new(r.t(key), href).current(current == href);
    let all = [tab("menu-letters", "/desk/people/letters"), tab("people-jobs-title", "/desk/people/jobs")];
    tabs(r, &r.t("people-tabs"), &all)
}

/// `GET /desk/people/jobs`
pub async fn list(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let dead = jobs::dead(&mut work).await?;
    let r = &visit.reader;
    let frame = visit.frame(r.t("people-jobs-title")).lead(r.t("people-jobs-lead"));
    let rows = dead.iter().map(|job| {
        let action = format!("/desk/people/jobs/{}/revive", job.id);
        Row::new([
            html! { (job.kind) },
            html! { (r.moment(job.created_at)) },
            html! { (r.number(job.attempts)) },
            html! { (job.last_error.as_deref().unwrap_or("—")) },
            form(&frame, &action, &Filled::default(), verb(&r.t("people-jobs-verb"))),
        ])
    });
    let table = Table::new(r, "jobs", r.t("people-jobs-title"))
        .columns([
            Column::text(r.t("people-jobs-kind")).lead(),
            Column::text(r.t("people-jobs-when")),
            Column::figure(r.t("people-jobs-attempts")),
            Column::text(r.t("people-jobs-error")).key(),
            Column::text(r.t("people-verbs")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Check, r.t("people-jobs-empty-title"), r.t("people-jobs-empty-why")));
    Ok(visit.page(&frame, html! { (sections(&visit, "/desk/people/jobs")) (table) }))
}

/// `POST /desk/people/jobs/{job}/revive`
pub async fn again(visit: Visit, Path(job): Path<JobId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    revive::revive(&mut work, job).await?;
    work.commit().await?;
    visit.redirect("/desk/people/jobs", "people-said-job-revived", &[]).into()
}
