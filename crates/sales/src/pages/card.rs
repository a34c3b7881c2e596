//! The page of one sale.

use base::access::{Act, Path, Visit};
use base::failure::{Answer, Oops};
use base::page::{
    Address, Column, Fields, Filled, Frame, Row, Table, Tone, banner, card, columns, details, door, form,
    sum, verb,
};
use base::words::Reader;
use base::work::Work;
use jiff::Timestamp;
use maud::{Markup, html};

use super::{dash, kind_badge, partner_names, state_badge, timeline_of};
use crate::rules::{Participant, Sale, SaleId, SaleKind, SaleState};
use crate::store;

/// A sale with the names of everything it mentions.
struct Page {
    sale: Sale,
    partner: String,
    customer: Option<String>,
    product: Option<String>,
    program: Option<String>,
    participants: Vec<(Participant, String)>,
    original: Option<Sale>,
    returns: Vec<Sale>,
    timeline: Markup,
}

/// `GET /desk/sales/{sale}`
pub async fn show(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.read().await?;
    let page = load(&visit, &mut work, id).await?;
    let frame = frame(&visit, &page);
    Ok(visit.page(&frame, content(&visit, &frame, &page)))
}

/// The page of a sale with a sentence that says why something was not done.
pub(super) async fn show_again(visit: &Visit, work: &mut Work, id: SaleId, sentence: &str) -> Answer {
    let page = load(visit, work, id).await?;
    let frame = frame(visit, &page).notice(Tone::Bad, sentence);
    Ok(visit.page_again(&frame, content(visit, &frame, &page)))
}

async fn load(visit: &Visit, work: &mut Work, id: SaleId) -> Result<Page, Oops> {
    let sale = store::sale(work, id).await?.ok_or(Oops::Unknown)?;
    let partner = partners::partner(work, sale.partner).await?;
    let customer = match sale.customer {
        Some(id) => store::customer(work, id).await?.map(|customer| customer.name),
        None => None,
    };
    let product = match sale.product {
        Some(id) => store::product(work, id).await?.map(|product| product.name),
        None => None,
    };
    let program = match sale.program {
        Some(id) => programs::program(work, id).await?.map(|program| program.name),
        None => None,
    };
    let original = match sale.original {
        Some(id) => store::sale(work, id).await?,
        None => None,
    };
    let take_part = store::participants_of(work, sale.original.unwrap_or(id)).await?;
    let ids: Vec<_> = take_part.iter().map(|one| one.partner).collect();
    let names = partner_names(work, ids).await?;
    let named = |one: Participant| (one.clone(), names.get(&one.partner).cloned().unwrap_or_default());
    Ok(Page {
        partner: partner.map_or_else(|| sale.partner.to_string(), |partner| partner.name),
        customer,
        product,
        program,
        participants: take_part.into_iter().map(named).collect(),
        original,
        returns: store::returns_of(work, id).await?,
        timeline: timeline_of(visit, work, id.to_string()).await?,
        sale,
    })
}

fn frame(visit: &Visit, page: &Page) -> Frame {
    let r = &visit.reader;
    let sale = &page.sale;
    let state = sale.state();
    let may = visit.can(Act::EditSales);
    let is_sale = sale.kind != SaleKind::Return;
    let is_valid = matches!(state, SaleState::Confirmed | SaleState::Pending);
    let may_return = may && is_sale && state == SaleState::Confirmed && sale.left().minor > 0;
    let verbs = html! {
        @if visit.can(Act::SeeCommissions) && state == SaleState::Confirmed {
            a.button href={ "/desk/commissions?sale=" (sale.id) } { (r.t("sales-card-accruals")) }
        }
        @if may && is_sale && is_valid { a.button href={ (sale.href()) "/correct" } { (r.t("sales-correct-verb")) } }
        @if may_return { a.button href={ (sale.href()) "/return" } { (r.t("sales-return-verb")) } }
    };
    visit
        .frame(r.tr("sales-card-title", &[("reference", sale.reference.as_str().into())]))
        .beside(html! { (kind_badge(r, sale.kind)) " " (state_badge(r, state)) })
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .actions(verbs)
}

fn content(visit: &Visit, frame: &Frame, page: &Page) -> Markup {
    let r = &visit.reader;
    let sale = &page.sale;
    html! {
        (standing(visit, frame, sale))
        (columns([
            card(&r.t("sales-card-facts"), details(facts(visit, page))),
            card(&r.t("sales-card-returns"), returns(visit, page)),
        ]))
        @if !sale.parts.is_empty() { (card(&r.t("sales-card-parts"), details(parts(r, sale)))) }
        @if !page.participants.is_empty() { (card(&r.t("sales-field-participants"), participants(r, page))) }
        (card(&r.t("sales-card-timeline"), html! {
            (page.timeline)
            p { (r.tr("sales-card-known-note", &[("moment", r.moment(sale.known_at).into()), ("source", sale.source.as_str().into())])) }
        }))
        @if visit.can(Act::EditSales) && sale.voided_at.is_none() { (cancel_form(r, frame, sale)) }
    }
}

fn facts(visit: &Visit, page: &Page) -> Vec<(String, Markup)> {
    let r = &visit.reader;
    let sale = &page.sale;
    let link = |name: &Option<String>, href: Option<String>| match (name, href) {
        (Some(name), Some(href)) => html! { a href=(href) { (name) } },
        _ => html! { "—" },
    };
    vec![
        (
            r.t("sales-field-partner"),
            html! { a href={ "/desk/partners/" (sale.partner) } { (page.partner) } },
        ),
        (
            r.t("sales-field-customer"),
            link(&page.customer, sale.customer.map(|id| format!("/desk/sales/customers/{id}"))),
        ),
        (
            r.t("sales-field-product"),
            link(&page.product, sale.product.map(|id| format!("/desk/sales/products/{id}"))),
        ),
        (
            r.t("sales-field-program"),
            html! { (page.program.clone().unwrap_or_else(|| r.t("sales-card-any-program"))) },
        ),
        (r.t("sales-field-happened_on"), html! { (r.date_in_words(sale.happened_on)) }),
        (r.t("sales-card-known"), html! { (r.moment(sale.known_at)) }),
        (r.t("sales-field-quantity"), html! { (r.number(sale.quantity)) }),
        (r.t("sales-field-amount"), sum(r, sale.amount)),
        (r.t("sales-field-source"), html! { (sale.source) }),
        (r.t("sales-field-note"), html! { (dash(Some(&sale.note))) }),
    ]
}

/// How the sale stands when it does not simply earn, and what can be done about it.
fn standing(visit: &Visit, frame: &Frame, sale: &Sale) -> Markup {
    let r = &visit.reader;
    let at = |moment: Option<Timestamp>| moment.map(|moment| r.moment(moment)).unwrap_or_default();
    let may = visit.can(Act::EditSales);
    html! {
        @match sale.state() {
            SaleState::Confirmed => {}
            SaleState::Pending => {
                (banner(Tone::Warn, r.t("sales-card-pending")))
                @if may {
                    (form(frame, &format!("{}/confirm", sale.href()), &Filled::default(), verb(&r.t("sales-confirm-verb"))))
                }
            }
            SaleState::Cancelled => {
                (banner(Tone::Bad, r.tr("sales-card-cancelled", &[("moment", at(sale.voided_at).into())])))
            }
            SaleState::Corrected => {
                (banner(Tone::Bad, r.tr("sales-card-corrected", &[("moment", at(sale.voided_at).into())])))
            }
        }
        @if let Some(next) = sale.superseded_by {
            p { a href={ "/desk/sales/" (next) } { (r.t("sales-card-next")) } }
        }
        @if let Some(before) = sale.supersedes {
            p {
                (r.tr("sales-card-revision", &[("revision", sale.revision.into())])) " "
                a href={ "/desk/sales/" (before) } { (r.t("sales-card-before")) }
            }
        }
    }
}

/// The question before a sale is cancelled, with room for the reason.
fn cancel_form(r: &Reader, frame: &Frame, sale: &Sale) -> Markup {
    let filled = Filled::default();
    let f = Fields::new(r, &filled);
    html! {
        details.confirm {
            summary.button.danger { (r.t("sales-cancel-verb")) }
            (form(frame, &format!("{}/cancel", sale.href()), &filled, html! {
                p { (r.t("sales-cancel-consequence")) }
                (f.text("reason", r.t("sales-field-reason")))
                button.button.danger.solid type="submit" { (r.t("sales-cancel-verb")) }
            }))
        }
    }
}

/// What the sale says beside the necessary.
fn parts(r: &Reader, sale: &Sale) -> Vec<(String, Markup)> {
    let parts = &sale.parts;
    let word = |name: &str| r.t(&format!("sales-field-{name}"));
    let mut told = Vec::new();
    if let Some(document) = &parts.document {
        let others = Address::parse("/desk/sales").with("document", document);
        told.push((word("document"), html! { a href=(others) { (document) } }));
    }
    for (name, part) in parts.sums() {
        told.extend(part.map(|part| (word(name), sum(r, part))));
    }
    for (name, day) in [("invoiced_on", parts.invoiced_on), ("paid_on", parts.paid_on)] {
        told.extend(day.map(|day| (word(name), html! { (r.date(day)) })));
    }
    if let Some(period) = parts.covers {
        let days = format!("{} – {}", r.date(period.from), r.date(period.until));
        told.push((r.t("sales-card-covers"), html! { (days) }));
    }
    told
}

fn participants(r: &Reader, page: &Page) -> Markup {
    let rows = page.participants.iter().map(|(one, name)| {
        Row::new([
            html! { a href={ "/desk/partners/" (one.partner) } { (name) } },
            html! { (one.role) },
            html! { (one.share.map_or_else(|| r.t("sales-card-share-of-terms"), |share| r.rate(share))) },
        ])
    });
    let table = Table::new(r, "participants", r.t("sales-field-participants"))
        .columns([
            Column::text(r.t("sales-field-partner")).lead(),
            Column::text(r.t("sales-more-participant-role")).key(),
            Column::text(r.t("sales-more-participant-share")).key(),
        ])
        .rows(rows);
    html! { (table) }
}

fn returns(visit: &Visit, page: &Page) -> Markup {
    let r = &visit.reader;
    if let Some(original) = &page.original {
        return html! {
            p { (r.t("sales-card-original")) " " a href=(original.href()) { (original.reference) } }
            (details([
                (r.t("sales-field-happened_on"), html! { (r.date(original.happened_on)) }),
                (r.t("sales-field-amount"), door(r, original.amount, &original.href(), &original.reference)),
                (r.t("sales-card-left"), sum(r, original.left())),
            ]))
        };
    }
    if page.sale.kind == SaleKind::Return {
        return html! { p { (r.t("sales-card-no-original")) } };
    }
    if page.returns.is_empty() {
        return html! { p { (r.t("sales-card-no-returns")) } };
    }
    let rows = page.returns.iter().map(|one| {
        Row::new([
            html! { (one.reference) @if one.state() != SaleState::Confirmed { " " (state_badge(r, one.state())) } },
            html! { (r.date(one.happened_on)) },
            door(r, one.amount, &one.href(), &one.note),
        ])
        .href(one.href())
    });
    let left = [html! { (r.t("sales-card-left")) }, html! {}, sum(r, page.sale.left())];
    let table = Table::new(r, "returns", r.t("sales-card-returns"))
        .columns([
            Column::text(r.t("sales-field-reference")).lead(),
            Column::text(r.t("sales-field-happened_on")).key(),
            Column::figure(r.t("sales-field-amount")).key(),
        ])
        .rows(rows)
        .totals(left);
    html! { (table) }
}
