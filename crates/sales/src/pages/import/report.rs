//! What a check or a write found, in figures and sentences.

use base::files::{ProblemGroup, ProblemKind, Report};
use base::page::Filled;
use base::page::{Column, Frame, Icon, Row, Table, Tone, banner, card, details, form, verb};
use base::words::Reader;
use maud::{Markup, html};

use super::href;
use crate::store::{Import, ImportState};

/// Single rows shown below the groups.
const ROWS_SHOWN: usize = 30;

/// The report of an import with the ways to mend it.
pub(super) fn report_of(frame: &Frame, import: &Import) -> Markup {
    let r = &frame.reader;
    let Some(report) = import.report.as_deref().and_then(|text| serde_json::from_str::<Report>(text).ok())
    else {
        return html! {};
    };
    let written = import.state == ImportState::Done;
    html! {
        (verdict(r, &report, written))
        (card(&r.t("sales-import-counts"), counts(r, &report, written)))
        @if report.rejected > 0 {
            (card(&r.t("sales-import-problems"), problems(frame, import, &report)))
        }
    }
}

fn verdict(r: &Reader, report: &Report, written: bool) -> Markup {
    let args = [("new", report.new.into()), ("rejected", report.rejected.into())];
    match (report.is_unchanged(), report.rejected > 0, written) {
        (true, ..) => banner(Tone::Good, r.t("sales-import-nothing-new")),
        (_, false, false) => banner(Tone::Good, r.tr("sales-import-all-fits", &[("new", report.new.into())])),
        (_, true, false) => banner(Tone::Warn, r.tr("sales-import-some-rejected", &args)),
        (_, false, true) => banner(Tone::Good, r.tr("sales-import-written", &[("new", report.new.into())])),
        (_, true, true) => banner(Tone::Warn, r.tr("sales-import-written-some", &args)),
    }
}

fn counts(r: &Reader, report: &Report, written: bool) -> Markup {
    let number = |count: u64| html! { (r.number(i64::try_from(count).unwrap_or(i64::MAX))) };
    let (new, changed) = if written {
        ("sales-import-count-new", "sales-import-count-changed")
    } else {
        ("sales-import-count-will-be-new", "sales-import-count-will-be-changed")
    };
    details([
        (r.t("sales-import-count-read"), number(report.read)),
        (r.t("sales-import-count-filtered"), number(report.filtered)),
        (r.t(new), number(report.new)),
        (r.t(changed), number(report.changed)),
        (r.t("sales-import-count-unchanged"), number(report.unchanged)),
        (r.t("sales-import-count-rejected"), number(report.rejected)),
    ])
}

fn problems(frame: &Frame, import: &Import, report: &Report) -> Markup {
    let r = &frame.reader;
    let groups = report.groups();
    html! {
        @if import.rejected.is_some() {
            p { a.button href={ (href(import.id)) "/rejected" } { (Icon::Download) (r.t("sales-import-rejected-file")) } }
        }
        ul.groups {
            @for group in groups.iter().take(50) {
                li { (group.sentence(r)) @if import.state != ImportState::Done { (fixes(frame, import, group)) } }
            }
        }
        (first_rows(r, report))
    }
}

/// One click for each likely meaning of an unknown value.
fn fixes(frame: &Frame, import: &Import, group: &ProblemGroup) -> Markup {
    let r = &frame.reader;
    let problem = &group.first;
    let mendable = problem.what == ProblemKind::Unknown && !group.mixed && !problem.value.is_empty();
    html! {
        @if mendable {
            @for name in &problem.nearest {
                (form(frame, &format!("{}/value", href(import.id)), &Filled::default(), html! {
                    input type="hidden" name="field" value=(problem.field);
                    input type="hidden" name="from" value=(problem.value);
                    input type="hidden" name="to" value=(name);
                    (verb(&r.tr("sales-import-means", &[("from", problem.value.as_str().into()), ("to", name.as_str().into())])))
                }))
            }
        }
    }
}

fn first_rows(r: &Reader, report: &Report) -> Markup {
    let rows = report.first.iter().take(ROWS_SHOWN).map(|problem| {
        Row::new([
            html! { (problem.row) },
            html! { (problem.place()) },
            html! { (problem.value) },
            html! { (problem.sentence(r)) },
        ])
    });
    let table = Table::new(r, "problems", r.t("sales-import-problems"))
        .columns([
            Column::figure(r.t("sales-import-row")).key(),
            Column::text(r.t("sales-import-column")),
            Column::text(r.t("sales-import-value")),
            Column::text(r.t("sales-import-problem")).lead(),
        ])
        .rows(rows);
    html! { (table) }
}
