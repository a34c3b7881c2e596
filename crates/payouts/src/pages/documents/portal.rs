//! The partner's own documents.

use base::access::{Act, Path, Visit};
use base::failure::{Answer, Never, Oops, Stop};
use base::page::{Address, Column, Empty, Icon, Row, Table, Tone, badge, sum};
use maud::html;

use super::sent;
use crate::rules::documents::DocumentId;
use crate::store;

/// `GET /portal/payouts/documents?page=`
pub async fn show(visit: Visit, here: Address) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    work.may(Act::PortalMoney, partner).map_err(|stop: Stop<Never>| visit.oops(stop))?;
    let documents = store::documents(&mut work, None, Some(partner), (here.page() - 1) * 100).await?;
    let papers = store::papers(&mut work, None, Some(partner)).await?;
    let r = &visit.reader;
    let rows = documents.iter().rev().map(|document| {
        let is_signed = papers.iter().any(|paper| paper.document == Some(document.id));
        let (tone, word) = match (&document.cancelled, is_signed) {
            (Some(_), _) => (Tone::Bad, "payouts-document-cancelled"),
            (None, true) => (Tone::Good, "payouts-paper-signed"),
            (None, false) => (Tone::Neutral, "payouts-paper-made"),
        };
        Row::new([
            html! { (r.t(&format!("payouts-document-{}", document.kind.word()))) " № " (document.number) },
            badge(tone, &r.t(word)),
            html! { (r.date(document.dated_on)) },
            html! { (document.period) },
            sum(r, document.total),
        ])
        .href(format!("/portal/payouts/documents/{}/file", document.id))
    });
    let table = Table::new(r, "documents", r.t("payouts-portal-documents-title"))
        .columns([
            Column::text(r.t("payouts-papers-paper")).lead(),
            Column::text(r.t("payouts-state")).key(),
            Column::text(r.t("payouts-document-dated")),
            Column::text(r.t("payouts-document-period")),
            Column::figure(r.t("payouts-amount")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(
            Icon::Payout,
            r.t("payouts-portal-documents-empty"),
            r.t("payouts-portal-documents-empty-why"),
        ));
    let frame = visit
        .frame(r.t("payouts-portal-documents-title"))
        .lead(r.t("payouts-portal-documents-lead"))
        .crumb(r.t("payouts-portal-title"), "/portal/payouts");
    let more = (documents.len() == 100).then(|| here.with("page", &(here.page() + 1).to_string()));
    let content = html! {
        (table)
        @if let Some(more) = more { nav.paging { a.button rel="next" href=(more) { (r.t("base-paging-next")) } } }
    };
    Ok(visit.page(&frame, content))
}

/// `GET /portal/payouts/documents/{document}/file`
pub async fn file(visit: Visit, Path(id): Path<DocumentId>) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    work.may(Act::PortalMoney, partner).map_err(|stop: Stop<Never>| visit.oops(stop))?;
    let found = store::document(&mut work, id).await?.filter(|document| document.partner == partner);
    let document = found.ok_or(Oops::Unknown)?;
    let bytes = store::document_bytes(&mut work, id).await?.ok_or(Oops::Unknown)?;
    Ok(sent(bytes, "application/pdf", &document.file_name(), true))
}
