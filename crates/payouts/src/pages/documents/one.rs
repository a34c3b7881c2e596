//! One document: what it is, its file, and cancelling it.

use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Fields, Filled, Frame, Tone, badge, card, details, form, sum};
use maud::{Markup, html};

use super::{PAGE, PAPERS, noted, sent};
use crate::documents;
use crate::rules::documents::{Document, DocumentId};
use crate::store;

/// `GET /desk/payouts/documents/{document}`
pub async fn show(visit: Visit, Path(id): Path<DocumentId>) -> Answer {
    let mut work = visit.read().await?;
    let document = store::document(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let author = super::super::who(&mut work, &visit.reader, document.made_by).await?;
    let frame = frame(&visit, &document);
    let content = page(&visit, &frame, &document, &author, &Filled::default());
    Ok(visit.page(&frame, content))
}

fn frame(visit: &Visit, document: &Document) -> Frame {
    let r = &visit.reader;
    let name = r.t(&format!("payouts-document-{}", document.kind.word()));
    visit
        .frame(format!("{name} № {}", document.number))
        .lead(document.partner_name.clone())
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .crumb(r.t("payouts-documents-title"), PAGE)
}

fn page(visit: &Visit, frame: &Frame, document: &Document, author: &str, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let here = format!("{PAGE}/{}", document.id);
    let period = if document.period.is_empty() { "—".to_owned() } else { document.period.clone() };
    let state = match &document.cancelled {
        None => badge(Tone::Good, &r.t("payouts-document-counts")),
        Some(reason) => html! { (badge(Tone::Bad, &r.t("payouts-document-cancelled"))) " " (reason) },
    };
    let papers = format!(
        "{PAPERS}/{}?period={}&currency={}",
        document.partner, document.period, document.total.currency
    );
    html! {
        div.verbs { a.button.primary href={ (here) "/file" } { (r.t("payouts-document-open")) } }
        (card(&r.t("payouts-document-facts"), details([
            (r.t("payouts-state"), state),
            (r.t("payouts-partner"), html! { a href=(papers) { (document.partner_name) } }),
            (r.t("payouts-document-period"), html! { (period) }),
            (r.t("payouts-document-dated"), html! { (r.date(document.dated_on)) }),
            (r.t("payouts-document-sequence"), html! { (document.year) " · " (document.entity_inn) }),
            (r.t("payouts-amount"), sum(r, document.total)),
            (r.t("payouts-document-made"), html! { (r.moment(document.made_at)) " · " (author) }),
            (r.t("payouts-document-hash"), html! { code { (document.sha256) } }),
        ])))
        @if document.cancelled.is_none() && visit.can(Act::PreparePayouts) {
            (card(&r.t("payouts-document-cancel-title"), form(frame, &format!("{here}/cancel"), filled, html! {
                p.field-help { (r.t("payouts-document-cancel-help")) }
                (f.text("reason", r.t("payouts-reason")).required())
                button.button.danger type="submit" { (r.t("payouts-document-cancel")) }
            })))
        }
    }
}

/// `GET /desk/payouts/documents/{document}/file`
pub async fn file(visit: Visit, Path(id): Path<DocumentId>) -> Answer {
    let mut work = visit.read().await?;
    let document = store::document(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let bytes = store::document_bytes(&mut work, id).await?.ok_or(Oops::Unknown)?;
    Ok(sent(bytes, "application/pdf", &document.file_name(), true))
}

/// `POST /desk/payouts/documents/{document}/cancel`
pub async fn cancel(visit: Visit, Path(id): Path<DocumentId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match documents::cancel(&mut work, id, filled.text("reason")).await {
        Ok(()) => {
            work.commit().await?;
            return visit.redirect(format!("{PAGE}/{id}"), "payouts-said-document-cancelled", &[]).into();
        }
        Err(stop) => noted(&visit, &mut filled, stop)?,
    }
    let mut work = visit.read().await?;
    let document = store::document(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let author = super::super::who(&mut work, &visit.reader, document.made_by).await?;
    let frame = frame(&visit, &document);
    Ok(visit.page_again(&frame, page(&visit, &frame, &document, &author, &filled)))
}
