//! The page of one import.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use base::access::{Path, Visit};
use base::failure::{Answer, Oops};
use base::files::{Report, uploads};
use base::jobs::{self, Job};
use base::page::{
    Column, Filled, Frame, Icon, Progress, Row, Table, Tone, badge, banner, card, form, section, verb,
};
use maud::{Markup, html};

use super::form::{filled_with, mapping_form};
use super::report::report_of;
use super::{found, href, look_of, mapping_of, stages, state_word, target_word};
use crate::store::{Import, ImportId, ImportState};

/// Seconds after which a page of something under way is looked at again.
const LOOK_AGAIN: &str = "2";

/// `GET /desk/sales/import/{import}`
pub async fn show(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    let mut work = visit.read().await?;
    let import = found(&visit, &mut work, id).await?;
    let job = match import.job {
        Some(job) => jobs::job(&mut work, job).await?,
        None => None,
    };
    let frame = frame_of(&visit, &import);
    let under_way = matches!(import.state, ImportState::Checking | ImportState::Writing);
    let dead = job.as_ref().filter(|job| under_way && job.state == "dead");
    if under_way && dead.is_none() {
        let mut response = visit.page(&frame, waiting(&visit, &import, job.as_ref()));
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(LOOK_AGAIN));
        return Ok(response);
    }
    let content = html! {
        @if let Some(job) = dead {
            (banner(Tone::Bad, visit.reader.tr("sales-import-dead", &[("why", job.last_error.clone().unwrap_or_default().into())])))
        }
        (content(&visit, &frame, &import, &filled_with(&mapping_of(&import))))
    };
    Ok(visit.page(&frame, content))
}

pub(super) fn frame_of(visit: &Visit, import: &Import) -> Frame {
    let r = &visit.reader;
    let verbs = html! {
        a.button href={ (href(import.id)) "/mapping.toml" } { (Icon::Download) (r.t("sales-import-mapping-file")) }
    };
    visit
        .frame(import.file_name.as_str())
        .lead(target_word(r, import.target))
        .beside(badge(Tone::Neutral, &state_word(r, import.state)))
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(r.t("sales-import-title"), "/desk/sales/import")
        .actions(verbs)
}

fn waiting(visit: &Visit, import: &Import, job: Option<&Job>) -> Markup {
    let r = &visit.reader;
    let (done, total) = job.map_or((0, 0), |job| (job.done, job.total.unwrap_or(0)));
    let mut counts = job.and_then(|job| job.note.as_deref()).unwrap_or("0 0").split(' ');
    let mut next = || counts.next().and_then(|count| count.parse::<i64>().ok()).unwrap_or(0);
    let (rows, rejected) = (next(), next());
    let what =
        if import.state == ImportState::Writing { "sales-import-writing" } else { "sales-import-checking" };
    html! {
        (card(&r.t("sales-import-title"), stages(r, import.state)))
        (card(&r.t("sales-import-progress"), html! {
            (Progress::new(r, r.t(what), done / 1024, (total / 1024).max(1)))
            p { (r.tr("sales-import-so-far", &[("rows", rows.into()), ("rejected", rejected.into())])) }
            p { (r.t("sales-import-may-leave")) }
        }))
    }
}

/// Everything below the head of the page of an import that is not under way.
pub(super) fn content(visit: &Visit, frame: &Frame, import: &Import, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let done = import.state == ImportState::Done;
    html! {
        (card(&r.t("sales-import-title"), stages(r, import.state)))
        @if let Some(trouble) = &import.trouble { (banner(Tone::Bad, trouble)) }
        (report_of(frame, import))
        @if import.state == ImportState::Checked && brings_something(import) {
            (form(frame, &format!("{}/write", href(import.id)), &Filled::default(), verb(&r.t("sales-import-write-verb"))))
        }
        @if done {
            p {
                a.button.primary href=(list_of(import)) { (r.t("sales-import-see")) } " "
                a.button href="/desk/sales/import" { (r.t("sales-import-another")) }
            }
        }
        @if !done {
            (section(&r.t("sales-import-preview"), html! {}, preview(visit, import)))
            (card(&r.t("sales-import-step-mapping"), mapping_form(visit, frame, import, filled)))
        }
    }
}

/// Whether the check found rows to be written.
fn brings_something(import: &Import) -> bool {
    let report = import.report.as_deref().and_then(|text| serde_json::from_str::<Report>(text).ok());
    report.is_some_and(|report| report.new + report.changed > 0)
}

fn list_of(import: &Import) -> &'static str {
    use crate::import::Target;
    match import.target {
        Target::Partners => "/desk/partners",
        Target::Customers => "/desk/sales/customers",
        Target::Products => "/desk/sales/products",
        Target::Sales => "/desk/sales",
    }
}

fn preview(visit: &Visit, import: &Import) -> Markup {
    let r = &visit.reader;
    let look = look_of(import);
    let rows = look.rows.iter().map(|cells| Row::new(cells.iter().map(|cell| html! { (cell) })));
    let table = Table::new(r, "preview", r.t("sales-import-preview"))
        .columns(look.columns.iter().map(|column| Column::text(column.as_str())))
        .rows(rows);
    html! { (table) }
}

/// `GET /desk/sales/import/{import}/mapping.toml`
pub async fn mapping_file(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    let mut work = visit.read().await?;
    let import = found(&visit, &mut work, id).await?;
    let name = format!("attachment; filename=\"{}.toml\"", import.target.name());
    let headers =
        [(header::CONTENT_TYPE, "application/toml".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, import.mapping).into_response())
}

/// `GET /desk/sales/import/{import}/rejected`
pub async fn rejected(visit: Visit, Path(id): Path<ImportId>) -> Answer {
    let mut work = visit.read().await?;
    let import = found(&visit, &mut work, id).await?;
    let file = import.rejected.ok_or(Oops::Unknown)?;
    uploads::kept(&mut work, file).await?.ok_or(Oops::Unknown)?;
    let name = format!("attachment; filename=\"{}-rejected.csv\"", import.target.name());
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, uploads::body(&visit.site, file)).into_response())
}
