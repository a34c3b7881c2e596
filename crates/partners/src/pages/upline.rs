//! The form that puts a partner under another, with the history of those above him.

use base::access::{PartnerId, Path, Posted, Visit};
use base::failure::{Answer, Oops, Outcome};
use base::page::{Column, Fields, Filled, Row, Table, form, section, verb};
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};

use super::edit::under_card;
use super::write_refusal;
use crate::Refusal;
use crate::rules::UplineEdge;
use crate::store;

/// `GET /desk/partners/{partner}/upline`
pub async fn show(visit: Visit, Path(id): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    let today = work.today();
    let mut filled = Filled::from_pairs([("from", today.to_string())]);
    if let Some(upline) = store::uplines_of(&mut work, id, today).await?.first() {
        filled.set("upline", upline.code.clone().unwrap_or_else(|| upline.name.clone()));
    }
    page(&visit, &mut work, id, &filled).await
}

async fn page(visit: &Visit, work: &mut Work, id: PartnerId, filled: &Filled) -> Answer {
    let partner = store::card(work, id).await?.ok_or(Oops::Unknown)?;
    let edges = store::edges_of(work, id).await?;
    let mut names = Vec::new();
    for edge in &edges {
        let name = store::card(work, edge.upline).await?.map_or_else(String::new, |card| card.name);
        names.push((*edge, name));
    }
    let r = &visit.reader;
    let frame = under_card(visit, &partner, r.t("partners-upline-title")).lead(r.t("partners-upline-lead"));
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.text("upline", r.t("partners-field-upline")).help(r.t("partners-upline-help")))
        (f.date("from", r.t("partners-upline-from")).required())
        (verb(&r.t("partners-upline-verb")))
    };
    let content = html! {
        (form(&frame, &format!("{}/upline", partner.href()), filled, fields))
        @if !names.is_empty() { (section(&r.t("partners-upline-history"), html! {}, history(visit, &names))) }
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn history(visit: &Visit, edges: &[(UplineEdge, String)]) -> Markup {
    let r = &visit.reader;
    let rows = edges.iter().rev().map(|(edge, name)| {
        let until = edge.until.map_or_else(|| r.t("partners-upline-open"), |until| r.date(until));
        Row::new([html! { (name) }, html! { (r.date(edge.from)) }, html! { (until) }])
            .href(format!("/desk/partners/{}", edge.upline))
    });
    let table = Table::new(r, "uplines", r.t("partners-upline-history"))
        .columns([
            Column::text(r.t("partners-field-upline")).lead(),
            Column::text(r.t("partners-upline-first")).key(),
            Column::text(r.t("partners-upline-last")).key(),
        ])
        .rows(rows);
    html! { (table) }
}

/// `POST /desk/partners/{partner}/upline`
pub async fn set(visit: Visit, Path(id): Path<PartnerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let r = &visit.reader;
    filled.required(r, "from", &r.t("partners-upline-from"));
    let from = filled.date(r, "from", &r.t("partners-upline-from"));
    let mut work = visit.begin().await?;
    let Some(from) = from.filter(|_| !filled.has_errors()) else {
        return page(&visit, &mut work, id, &filled).await;
    };
    match put(&mut work, id, filled.text("upline"), from).await {
        Ok(()) => {
            work.commit().await?;
            visit
                .redirect(
                    format!("/desk/partners/{id}"),
                    "partners-said-upline",
                    &[("from", r.date(from).into())],
                )
                .into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, &mut work, id, &filled).await
        }
    }
}

/// Puts the partner under whom the text means; an empty text means nobody.
async fn put(work: &mut Work, id: PartnerId, text: &str, from: Date) -> Outcome<(), Refusal> {
    let upline = if text.is_empty() { None } else { Some(crate::meant(work, text).await?) };
    crate::set_upline(work, id, upline, from).await
}
