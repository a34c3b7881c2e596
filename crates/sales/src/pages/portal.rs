//! A partner's own sales.

use base::access::Path;
use base::access::Visit;
use base::failure::{Answer, Oops};
use base::page::{Address, Column, Empty, Filters, Icon, Paging, Row, Table, card, details, door, sum};
use maud::html;

use super::list::{sort, totals, wanted};
use super::{PER_PAGE, dash, kind_badge, kinds, state_badge, states};
use crate::rules::{SaleId, SaleState};
use crate::store::{self, Wanted};

/// `GET /portal/sales`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let own = visit.partner()?;
    let mut work = visit.read().await?;
    // Whatever the address asks for, the partner is always the visitor's own.
    let wanted = Wanted { partner: Some(own), customer: None, product: None, ..wanted(&here) };
    let sum_of_all = store::totals(&mut work, &wanted).await?;
    let rows =
        store::listed(&mut work, &wanted, &sort(&here), (here.page() - 1) * PER_PAGE, PER_PAGE).await?;
    let r = &visit.reader;
    let shown = rows.iter().map(|sale| {
        let href = format!("/portal/sales/{}", sale.id);
        Row::new([
            html! { (sale.reference) },
            html! { (r.date(sale.happened_on)) },
            kind_badge(r, sale.kind),
            state_badge(r, sale.state),
            html! { (dash(sale.customer.as_deref())) },
            html! { (dash(sale.product.as_deref())) },
            door(r, sale.amount, &href, &sale.reference),
        ])
        .href(href)
    });
    let table = Table::new(r, "sales", r.t("sales-portal-title"))
        .columns([
            Column::text(r.t("sales-field-reference")).sort("reference").lead(),
            Column::text(r.t("sales-field-happened_on")).sort("date").key(),
            Column::text(r.t("sales-field-kind")),
            Column::text(r.t("sales-field-status")),
            Column::text(r.t("sales-field-customer")),
            Column::text(r.t("sales-field-product")),
            Column::figure(r.t("sales-field-amount")).sort("amount").key(),
        ])
        .rows(shown)
        .sorted(&here, sort(&here))
        .totals(totals(r, &sum_of_all, 7))
        .empty(Empty::new(Icon::Sales, r.t("sales-portal-empty-title"), r.t("sales-portal-empty-why")));
    let frame = visit.frame(r.t("sales-portal-title")).lead(r.t("sales-portal-lead"));
    let content = html! {
        (Filters::new(r, &here)
            .search("q", r.t("sales-list-search"))
            .choice("kind", r.t("sales-field-kind"), kinds(r))
            .choice("status", r.t("sales-field-status"), states(r))
            .date("from", r.t("sales-list-from"))
            .date("until", r.t("sales-list-until")))
        (table)
        (Paging::numbers(r, &here, here.page(), PER_PAGE, sum_of_all.count))
    };
    Ok(visit.page(&frame, content))
}

/// `GET /portal/sales/{sale}`
pub async fn show(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let own = visit.partner()?;
    let mut work = visit.read().await?;
    let sale = store::sale_of(&mut work, id, own).await?.ok_or(Oops::Unknown)?;
    let product = match sale.product {
        Some(id) => store::product(&mut work, id).await?.map(|product| product.name),
        None => None,
    };
    let customer = match sale.customer {
        Some(id) => store::customer(&mut work, id).await?.map(|customer| customer.name),
        None => None,
    };
    let mut returns = store::returns_of(&mut work, id).await?;
    returns.retain(|one| one.state() == SaleState::Confirmed);
    let r = &visit.reader;
    let frame = visit
        .frame(r.tr("sales-card-title", &[("reference", sale.reference.as_str().into())]))
        .beside(html! { (kind_badge(r, sale.kind)) " " (state_badge(r, sale.state())) })
        .crumb(r.t("sales-portal-title"), "/portal/sales");
    let facts = [
        (r.t("sales-field-customer"), html! { (dash(customer.as_deref())) }),
        (r.t("sales-field-product"), html! { (dash(product.as_deref())) }),
        (r.t("sales-field-happened_on"), html! { (r.date_in_words(sale.happened_on)) }),
        (r.t("sales-card-known"), html! { (r.moment(sale.known_at)) }),
        (r.t("sales-field-quantity"), html! { (r.number(sale.quantity)) }),
        (r.t("sales-field-amount"), sum(r, sale.amount)),
        (r.t("sales-field-note"), html! { (dash(Some(&sale.note))) }),
    ];
    let content = html! {
        (card(&r.t("sales-card-facts"), details(facts)))
        @if !returns.is_empty() {
            (card(&r.t("sales-card-returns"), details(returns.iter().map(|one| {
                (format!("{} · {}", one.reference, r.date(one.happened_on)), sum(r, one.amount))
            }))))
        }
    };
    Ok(visit.page(&frame, content))
}
