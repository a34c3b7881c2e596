//! The list of sales on the desk.

use base::access::{Act, PartnerId, Visit};
use base::failure::{Answer, Result};
use base::page::{Address, Column, Empty, Filters, Icon, Paging, Row, Sort, Table, door, exports, sum};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};
use money::Money;

use super::{PER_PAGE, kind_badge, kinds, partner_names, sections, state_badge, states};
use crate::rules::{CustomerId, ProductId, SaleKind, SaleState};
use crate::store::{self, Listed, Totals, Wanted};

const SORTS: &[&str] = &["date", "reference", "amount"];
/// Partners or products of which all are offered in a filter.
const OFFERED_MAX: usize = 200;

/// What the address asks for.
pub(crate) fn wanted(here: &Address) -> Wanted {
    Wanted {
        search: here.get("q").map(str::to_owned),
        partner: here.get("partner").and_then(|id| id.parse().ok()),
        customer: here.get("customer").and_then(|id| id.parse().ok()),
        product: here.get("product").and_then(|id| id.parse().ok()),
        kind: here.get("kind").and_then(SaleKind::parse),
        state: here.get("status").and_then(SaleState::parse),
        document: here.get("document").map(str::to_owned),
        from: here.get("from").and_then(|date| date.parse().ok()),
        until: here.get("until").and_then(|date| date.parse().ok()),
    }
}

pub(crate) fn sort(here: &Address) -> Sort {
    here.sort(SORTS, "-date")
}

/// What the list shows.
struct Page {
    rows: Vec<(Listed, String)>,
    totals: Totals,
    partners: Vec<(PartnerId, String)>,
    products: Vec<(ProductId, String)>,
    customer: Option<(CustomerId, String)>,
}

/// `GET /desk/sales`
pub async fn show(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let page = load(&mut work, &here).await?;
    let r = &visit.reader;
    let verbs = html! {
        @if visit.can(Act::EditSales) {
            a.button href="/desk/sales/import" { (Icon::Upload) (r.t("sales-import-verb")) }
            a.button.primary href="/desk/sales/new" { (Icon::Plus) (r.t("sales-enter-verb")) }
        }
    };
    let frame = visit.frame(r.t("sales-list-title")).actions(verbs);
    let content = html! {
        (sections(r, "/desk/sales"))
        (filters(r, &here, &page))
        (table(r, &here, &page))
        (Paging::numbers(r, &here, here.page(), PER_PAGE, page.totals.count))
    };
    Ok(visit.page(&frame, content))
}

async fn load(work: &mut Work, here: &Address) -> Result<Page> {
    let wanted = wanted(here);
    let totals = store::totals(work, &wanted).await?;
    let rows = store::listed(work, &wanted, &sort(here), (here.page() - 1) * PER_PAGE, PER_PAGE).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.partner).chain(wanted.partner).collect();
    let names = partner_names(work, ids).await?;
    let name = |id: &PartnerId| names.get(id).cloned().unwrap_or_default();
    let rows: Vec<_> = rows.into_iter().map(|row| (row.clone(), name(&row.partner))).collect();
    let mut partners: Vec<(PartnerId, String)> =
        partners::all(work).await?.into_iter().take(OFFERED_MAX).map(|one| (one.id, one.name)).collect();
    if let Some(chosen) = wanted.partner.filter(|id| partners.iter().all(|(known, _)| known != id)) {
        partners.insert(0, (chosen, name(&chosen)));
    }
    let products =
        store::products(work).await?.into_iter().take(OFFERED_MAX).map(|one| (one.id, one.name)).collect();
    let customer = match wanted.customer {
        None => None,
        Some(id) => store::customer(work, id).await?.map(|customer| (id, customer.name)),
    };
    Ok(Page { rows, totals, partners, products, customer })
}

fn filters(r: &Reader, here: &Address, page: &Page) -> Markup {
    let pairs = |(id, name): &(PartnerId, String)| (id.to_string(), name.clone());
    let mut filters = Filters::new(r, here)
        .search("q", r.t("sales-list-search"))
        .choice("partner", r.t("sales-field-partner"), page.partners.iter().map(pairs))
        .choice(
            "product",
            r.t("sales-field-product"),
            page.products.iter().map(|(id, name)| (id.to_string(), name.clone())),
        )
        .choice("kind", r.t("sales-field-kind"), kinds(r))
        .choice("status", r.t("sales-field-status"), states(r));
    if let Some(document) = here.get("document") {
        filters = filters.choice("document", r.t("sales-field-document"), [(document, document)]);
    }
    if let Some((id, name)) = &page.customer {
        filters = filters.choice("customer", r.t("sales-field-customer"), [(id.to_string(), name.clone())]);
    }
    let filters = filters
        .date("from", r.t("sales-list-from"))
        .date("until", r.t("sales-list-until"))
        .tail(exports(r, here, "/desk/sales/export"));
    html! { (filters) }
}

fn table(r: &Reader, here: &Address, page: &Page) -> Markup {
    let rows = page.rows.iter().map(|(sale, partner)| {
        let href = format!("/desk/sales/{}", sale.id);
        Row::new([
            html! { (sale.reference) },
            html! { (r.date(sale.happened_on)) },
            kind_badge(r, sale.kind),
            state_badge(r, sale.state),
            html! { a href={ "/desk/partners/" (sale.partner) } { (partner) } },
            html! { (super::dash(sale.customer.as_deref())) },
            html! { (super::dash(sale.product.as_deref())) },
            html! { (r.number(sale.quantity)) },
            door(r, sale.amount, &href, &sale.source),
        ])
        .href(href)
    });
    let empty = Empty::new(Icon::Sales, r.t("sales-empty-title"), r.t("sales-empty-why"))
        .next(html! { a.button.primary href="/desk/sales/import" { (r.t("sales-import-verb")) } });
    let table = Table::new(r, "sales", r.t("sales-list-title"))
        .columns([
            Column::text(r.t("sales-field-reference")).sort("reference").lead(),
            Column::text(r.t("sales-field-happened_on")).sort("date").key(),
            Column::text(r.t("sales-field-kind")),
            Column::text(r.t("sales-field-status")),
            Column::text(r.t("sales-field-partner")),
            Column::text(r.t("sales-field-customer")),
            Column::text(r.t("sales-field-product")),
            Column::figure(r.t("sales-field-quantity")),
            Column::figure(r.t("sales-field-amount")).sort("amount").key(),
        ])
        .rows(rows)
        .sorted(here, sort(here))
        .totals(totals(r, &page.totals, 9))
        .empty(empty);
    html! { (table) }
}

/// The line under the list: how many, and the sum of each currency in the last of `width` cells.
pub(super) fn totals(r: &Reader, totals: &Totals, width: usize) -> Vec<Markup> {
    let mut cells = vec![html! {}; width];
    cells[0] = html! { (r.tr("sales-list-total", &[("count", totals.count.into())])) };
    cells[width - 1] = html! { @for total in &totals.sums { div { (sum(r, *total)) } } };
    cells
}

/// Sums of several currencies side by side.
pub(super) fn sums(r: &Reader, sums: &[Money]) -> Markup {
    html! { @if sums.is_empty() { "—" } @for total in sums { span { (sum(r, *total)) } " " } }
}
