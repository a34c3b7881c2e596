//! The page of one sale.

use base::access::{Act, Path, Visit};
use base::failure::{Answer, Oops};
use base::page::{Column, Frame, Row, Table, card, columns, details, door, sum};
use maud::{Markup, html};

use super::{dash, kind_badge, timeline_of};
use crate::rules::{Sale, SaleId, SaleKind};
use crate::store;

/// A sale with the names of everything it mentions.
struct Page {
    sale: Sale,
    partner: String,
    customer: Option<String>,
    product: Option<String>,
    program: Option<String>,
    original: Option<Sale>,
    returns: Vec<Sale>,
    timeline: Markup,
}

/// `GET /desk/sales/{sale}`
pub async fn show(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.read().await?;
    let sale = store::sale(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let partner = partners::partner(&mut work, sale.partner).await?;
    let customer = match sale.customer {
        Some(id) => store::customer(&mut work, id).await?.map(|customer| customer.name),
        None => None,
    };
    let product = match sale.product {
        Some(id) => store::product(&mut work, id).await?.map(|product| product.name),
        None => None,
    };
    let program = match sale.program {
        Some(id) => programs::program(&mut work, id).await?.map(|program| program.name),
        None => None,
    };
    let original = match sale.original {
        Some(id) => store::sale(&mut work, id).await?,
        None => None,
    };
    let page = Page {
        partner: partner.map_or_else(|| sale.partner.to_string(), |partner| partner.name),
        customer,
        product,
        program,
        original,
        returns: store::returns_of(&mut work, id).await?,
        timeline: timeline_of(&visit, &mut work, id.to_string()).await?,
        sale,
    };
    Ok(visit.page(&frame(&visit, &page), content(&visit, &page)))
}

fn frame(visit: &Visit, page: &Page) -> Frame {
    let r = &visit.reader;
    let sale = &page.sale;
    let may_return = visit.can(Act::EditSales) && sale.kind != SaleKind::Return && sale.left().minor > 0;
    let verbs = html! {
        @if visit.can(Act::SeeCommissions) {
            a.button href={ "/desk/commissions?sale=" (sale.id) } { (r.t("sales-card-accruals")) }
        }
        @if may_return { a.button href={ (sale.href()) "/return" } { (r.t("sales-return-verb")) } }
    };
    visit
        .frame(r.tr("sales-card-title", &[("reference", sale.reference.as_str().into())]))
        .beside(kind_badge(r, sale.kind))
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .actions(verbs)
}

fn content(visit: &Visit, page: &Page) -> Markup {
    let r = &visit.reader;
    let sale = &page.sale;
    let link = |name: &Option<String>, href: Option<String>| match (name, href) {
        (Some(name), Some(href)) => html! { a href=(href) { (name) } },
        _ => html! { "—" },
    };
    let facts = [
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
    ];
    html! {
        (columns([
            card(&r.t("sales-card-facts"), details(facts)),
            card(&r.t("sales-card-returns"), returns(visit, page)),
        ]))
        (card(&r.t("sales-card-timeline"), html! {
            (page.timeline)
            p { (r.tr("sales-card-known-note", &[("moment", r.moment(sale.known_at).into()), ("source", sale.source.as_str().into())])) }
        }))
    }
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
    if page.returns.is_empty() {
        return html! { p { (r.t("sales-card-no-returns")) } };
    }
    let rows = page.returns.iter().map(|one| {
        Row::new([
            html! { (one.reference) },
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
