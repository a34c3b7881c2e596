//! A partner's papers of a period: making one, attaching what was signed.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use base::access::{Act, PartnerId, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Address, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, card, form, upload, verb};
use base::words::{Language, Reader};
use base::work::Work;
use maud::{Markup, Render as _, html};
use money::Currency;
use terms::Period;

use super::list::languages;
use super::{PAGE, PAPERS, asked, brought, noted, paper_badge, sent};
use crate::documents::{self, NewDocument, NewPaper, paper_key, period_name, scan_kind};
use crate::rules::documents::{DocumentKind, Paper, PaperId, PaperState};
use crate::store;

/// What the page shows.
struct Shown {
    partner: PartnerId,
    name: String,
    period: Period,
    currency: Currency,
    states: Vec<PaperState>,
    attached: Vec<Paper>,
}

async fn shown(work: &mut Work, partner: PartnerId, here: &Address) -> Result<Shown, Oops> {
    let known = partners::partner(work, partner).await?.ok_or(Oops::Unknown)?;
    let today = work.today();
    let (period, currency) = asked(work, here).await?;
    let period = period.unwrap_or_else(|| Period::containing(today, terms::PeriodKind::Month));
    let states = documents::papers_of_partner(work, partner, period, currency).await?;
    let mut attached = store::papers(work, Some(&period.to_string()), Some(partner)).await?;
    attached.reverse();
    Ok(Shown { partner, name: known.name, period, currency, states, attached })
}

/// `GET /desk/payouts/papers/{partner}?period=&currency=`
pub async fn show(visit: Visit, Path(partner): Path<PartnerId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let shown = shown(&mut work, partner, &here).await?;
    let frame = frame(&visit, &shown);
    let content = page(&visit, &frame, &shown, &Filled::default(), &Filled::default());
    Ok(visit.page(&frame, content))
}

fn frame(visit: &Visit, shown: &Shown) -> Frame {
    let r = &visit.reader;
    visit
        .frame(shown.name.clone())
        .lead(r.tr("payouts-papers-lead", &[("period", period_name(r, shown.period).into())]))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .crumb(
            r.t("payouts-documents-title"),
            format!("{PAGE}?period={}&currency={}", shown.period, shown.currency),
        )
}

fn page(visit: &Visit, frame: &Frame, shown: &Shown, made: &Filled, attached: &Filled) -> Markup {
    let r = &visit.reader;
    let query = format!("?period={}&currency={}", shown.period, shown.currency);
    let at = format!("{PAPERS}/{}", shown.partner);
    html! {
        (card(&r.t("payouts-documents-papers"), html! {
            @if shown.states.is_empty() { p { (r.t("payouts-papers-none")) } }
            @for state in &shown.states { (paper_badge(r, state, "desk")) }
        }))
        (files(r, &shown.attached))
        @if visit.can(Act::PreparePayouts) {
            (card(&r.t("payouts-papers-make"), form(frame, &format!("{at}{query}"), made, make_fields(r, made))))
            (card(&r.t("payouts-papers-attach"), upload(frame, &format!("{at}/attach{query}"), attached, attach_fields(r, attached))))
        }
    }
}

fn files(r: &Reader, attached: &[Paper]) -> Markup {
    let rows = attached.iter().map(|paper| {
        Row::new([
            html! { (r.t(&paper_key(&paper.paper))) },
            html! {
                @if paper.file_name.is_empty() { (paper.reference) }
                @else { a href={ (PAPERS) "/files/" (paper.id) } { (paper.file_name) } " " (paper.reference) }
            },
            html! { (r.moment(paper.at)) },
        ])
    });
    Table::new(r, "papers", r.t("payouts-papers-attached"))
        .columns([
            Column::text(r.t("payouts-papers-paper")).lead(),
            Column::text(r.t("payouts-papers-what")).key(),
            Column::text(r.t("payouts-papers-at")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-papers-empty"), r.t("payouts-papers-empty-why")))
        .render()
}

fn make_fields(r: &Reader, filled: &Filled) -> Markup {
    let f = Fields::new(r, filled);
    let kinds =
        DocumentKind::ALL.map(|kind| (kind.word(), r.t(&format!("payouts-document-{}", kind.word()))));
    html! {
        (f.select("kind", r.t("payouts-papers-paper"), kinds))
        (f.select("language", r.t("payouts-documents-language"), languages(r)).short())
        (f.date("dated_on", r.t("payouts-document-dated")).help(r.t("payouts-document-dated-help")))
        (f.text("note", r.t("payouts-document-note")).help(r.t("payouts-document-note-help")))
        (verb(&r.t("payouts-papers-make-verb")))
    }
}

fn attach_fields(r: &Reader, filled: &Filled) -> Markup {
    let f = Fields::new(r, filled);
    let own = DocumentKind::ALL.iter().map(|kind| kind.word());
    let foreign = ["receipt", "vat-invoice", "upd", "residence"];
    let papers: Vec<(&str, String)> = own.chain(foreign).map(|word| (word, r.t(&paper_key(word)))).collect();
    html! {
        (f.select("paper", r.t("payouts-papers-paper"), papers))
        (f.text("reference", r.t("payouts-papers-reference")).help(r.t("payouts-papers-reference-help")))
        (f.file("file", r.t("payouts-papers-file"), ".pdf,.png,.jpg,.jpeg,.zip"))
        (verb(&r.t("payouts-papers-attach-verb")))
    }
}

/// `POST /desk/payouts/papers/{partner}?period=&currency=`
pub async fn make(visit: Visit, Path(partner): Path<PartnerId>, here: Address, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let shown = shown(&mut work, partner, &here).await?;
    let kind = DocumentKind::parse(filled.text("kind")).ok_or(Oops::BadRequest("base-bad-form"))?;
    let language = Language::parse(filled.text("language")).unwrap_or_default();
    let dated_on = filled.date(&visit.reader, "dated_on", &visit.reader.t("payouts-document-dated"));
    if !filled.has_errors() {
        let (period, currency) = (shown.period, shown.currency);
        let note = filled.text("note").to_owned();
        let new = NewDocument { kind, partner, period, currency, language, dated_on, note };
        match documents::make(&mut work, new).await {
            Ok(id) => {
                work.commit().await?;
                return visit.redirect(format!("{PAGE}/{id}"), "payouts-said-document", &[]).into();
            }
            Err(stop) => noted(&visit, &mut filled, stop)?,
        }
    }
    let frame = frame(&visit, &shown);
    Ok(visit.page_again(&frame, page(&visit, &frame, &shown, &filled, &Filled::default())))
}

/// `POST /desk/payouts/papers/{partner}/attach?period=&currency=`
pub async fn attach(
    visit: Visit,
    Path(partner): Path<PartnerId>,
    here: Address,
    multipart: Result<Multipart, MultipartRejection>,
) -> Answer {
    let (mut filled, file) = brought(&visit, multipart).await?;
    let mut work = visit.begin().await?;
    let shown = shown(&mut work, partner, &here).await?;
    let paper = filled.text("paper").to_owned();
    let known = shown.states.iter().find(|state| state.paper == paper);
    let document = known.and_then(|state| state.document.as_ref()).map(|document| document.id);
    let (period, reference) = (shown.period.to_string(), filled.text("reference").to_owned());
    match documents::attach(&mut work, NewPaper { partner, period, paper, document, reference, file }).await {
        Ok(_) => {
            work.commit().await?;
            let to = format!("{PAPERS}/{partner}?period={}&currency={}", shown.period, shown.currency);
            return visit.redirect(to, "payouts-said-attached", &[]).into();
        }
        Err(stop) => noted(&visit, &mut filled, stop)?,
    }
    let frame = frame(&visit, &shown);
    Ok(visit.page_again(&frame, page(&visit, &frame, &shown, &Filled::default(), &filled)))
}

/// `GET /desk/payouts/papers/files/{paper}`: never shown in the browser, since its content is somebody else's.
pub async fn file(visit: Visit, Path(id): Path<PaperId>) -> Answer {
    let mut work = visit.read().await?;
    let found = store::paper(&mut work, id).await?.filter(|(_, bytes)| !bytes.is_empty());
    let (paper, bytes) = found.ok_or(Oops::Unknown)?;
    let kind = scan_kind(&bytes).map_or("application/octet-stream", |(_, kind)| kind);
    Ok(sent(bytes, kind, &paper.file_name, false))
}
