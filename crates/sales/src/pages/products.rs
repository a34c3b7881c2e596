//! Products on the desk: list, card, form.

use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{
    Address, Column, Empty, Fields, Filled, Filters, Frame, Icon, Paging, Row, Table, card, columns, details,
    exports, form, sum, verb,
};
use maud::{Markup, html};
use money::Currency;

use super::list::sums;
use super::{PER_PAGE, dash, sections, timeline_of, write_refusal};
use crate::rules::{NewProduct, Product, ProductId, SaleState};
use crate::store::{self, Wanted};
use crate::{add_product, change_product};

/// `GET /desk/sales/products`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let sort = here.sort(&["name", "series", "price"], "name");
    let order = format!("{}{}", if sort.descending { "-" } else { "" }, sort.key);
    let offset = (here.page() - 1) * PER_PAGE;
    let (products, total) =
        store::products_listed(&mut work, here.get("q"), &order, offset, PER_PAGE).await?;
    let r = &visit.reader;
    let verbs = html! {
        @if visit.can(Act::EditSales) {
            a.button.primary href="/desk/sales/products/new" { (Icon::Plus) (r.t("sales-product-add-verb")) }
        }
    };
    let rows = products.iter().map(|one| {
        Row::new([
            html! { (one.name) },
            html! { (dash(one.code.as_deref())) },
            html! { (dash(one.series.as_deref())) },
            html! { (dash(one.category.as_deref())) },
            html! { @match one.price { Some(price) => (sum(r, price)), None => "—" } },
        ])
        .href(one.href())
    });
    let table = Table::new(r, "products", r.t("sales-products-title"))
        .columns([
            Column::text(r.t("sales-field-name")).sort("name").lead(),
            Column::text(r.t("sales-field-code")),
            Column::text(r.t("sales-field-series")).sort("series").key(),
            Column::text(r.t("sales-field-category")),
            Column::figure(r.t("sales-field-price")).sort("price").key(),
        ])
        .rows(rows)
        .sorted(&here, sort)
        .empty(
            Empty::new(Icon::Products, r.t("sales-products-empty-title"), r.t("sales-products-empty-why"))
                .next(html! { a.button.primary href="/desk/sales/import" { (r.t("sales-import-verb")) } }),
        );
    let frame = visit.frame(r.t("sales-products-title")).actions(verbs);
    let content = html! {
        (sections(r, "/desk/sales/products"))
        (Filters::new(r, &here).search("q", r.t("sales-products-search")).tail(exports(r, &here, "/desk/sales/products/export")))
        (table)
        (Paging::numbers(r, &here, here.page(), PER_PAGE, total))
    };
    Ok(visit.page(&frame, content))
}

/// `GET /desk/sales/products/{product}`
pub async fn show(visit: Visit, Path(id): Path<ProductId>) -> Answer {
    let mut work = visit.read().await?;
    let product = store::product(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let totals = store::totals(
        &mut work,
        &Wanted { product: Some(id), state: Some(SaleState::Confirmed), ..Wanted::default() },
    )
    .await?;
    let timeline = timeline_of(&visit, &mut work, id.to_string()).await?;
    let r = &visit.reader;
    let verbs = html! {
        a.button href={ "/desk/sales?product=" (id) } { (r.t("sales-card-sales")) }
        @if visit.can(Act::EditSales) { a.button href={ (product.href()) "/change" } { (Icon::Edit) (r.t("sales-change-verb")) } }
    };
    let facts = [
        (r.t("sales-field-code"), html! { (dash(product.code.as_deref())) }),
        (r.t("sales-field-series"), html! { (dash(product.series.as_deref())) }),
        (r.t("sales-field-category"), html! { (dash(product.category.as_deref())) }),
        (
            r.t("sales-field-price"),
            html! { @match product.price { Some(price) => (sum(r, price)), None => "—" } },
        ),
    ];
    let bought = [
        (r.t("sales-card-count"), html! { (r.number(totals.count)) }),
        (
            r.t("sales-card-turnover"),
            html! { a.door href={ "/desk/sales?status=confirmed&product=" (id) } { (sums(r, &totals.sums)) } },
        ),
    ];
    let frame = visit
        .frame(product.name.as_str())
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(r.t("sales-products-title"), "/desk/sales/products")
        .actions(verbs);
    let content = html! {
        (columns([card(&r.t("sales-card-facts"), details(facts)), card(&r.t("sales-card-bought"), details(bought))]))
        (card(&r.t("sales-card-timeline"), timeline))
    };
    Ok(visit.page(&frame, content))
}

/// `GET /desk/sales/products/new`
pub async fn new(visit: Visit) -> Answer {
    let frame = new_frame(&visit);
    let filled = Filled::from_pairs([("currency", "RUB")]);
    Ok(visit.page(&frame, product_form(&visit, &frame, "/desk/sales/products", &filled)))
}

fn new_frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("sales-product-new-title"))
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(r.t("sales-products-title"), "/desk/sales/products")
}

fn change_frame(visit: &Visit, product: &Product) -> Frame {
    visit.frame(product.name.as_str()).crumb(visit.reader.t("sales-products-title"), "/desk/sales/products")
}

fn product_form(visit: &Visit, frame: &Frame, action: &str, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let currencies = Currency::all().map(|currency| (currency.code(), currency.code()));
    let fields = html! {
        (f.text("name", r.t("sales-field-name")).required())
        (f.text("code", r.t("sales-field-code")).short())
        (f.text("series", r.t("sales-field-series")))
        (f.text("category", r.t("sales-field-category")))
        (f.text("price", r.t("sales-field-price")).short())
        (f.select("currency", r.t("sales-field-currency"), currencies))
        (verb(&r.t("sales-save-verb")))
    };
    form(frame, action, filled, fields)
}

/// `POST /desk/sales/products`
pub async fn add(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    if let Some(new) = typed(&visit, &mut filled) {
        let mut work = visit.begin().await?;
        match add_product(&mut work, new).await {
            Ok(id) => {
                work.commit().await?;
                return visit.redirect(format!("/desk/sales/products/{id}"), "sales-said-saved", &[]).into();
            }
            Err(stop) => write_refusal(&visit, &mut filled, stop)?,
        }
    }
    let frame = new_frame(&visit);
    Ok(visit.page_again(&frame, product_form(&visit, &frame, "/desk/sales/products", &filled)))
}

/// `GET /desk/sales/products/{product}/change`
pub async fn change_form(visit: Visit, Path(id): Path<ProductId>) -> Answer {
    let mut work = visit.read().await?;
    let product = store::product(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let filled = Filled::from_pairs([
        ("name", product.name.clone()),
        ("code", word(&product.code)),
        ("series", word(&product.series)),
        ("category", word(&product.category)),
        ("price", product.price.map(|price| price.to_decimal()).unwrap_or_default()),
        ("currency", product.price.map_or("RUB", |price| price.currency.code()).to_owned()),
    ]);
    let frame = change_frame(&visit, &product);
    Ok(visit.page(&frame, product_form(&visit, &frame, &format!("{}/change", product.href()), &filled)))
}

/// `POST /desk/sales/products/{product}/change`
pub async fn change(visit: Visit, Path(id): Path<ProductId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let product = store::product(&mut work, id).await?.ok_or(Oops::Unknown)?;
    if let Some(new) = typed(&visit, &mut filled) {
        match change_product(&mut work, id, new).await {
            Ok(()) => {
                work.commit().await?;
                return visit.redirect(product.href(), "sales-said-saved", &[]).into();
            }
            Err(stop) => write_refusal(&visit, &mut filled, stop)?,
        }
    }
    let frame = change_frame(&visit, &product);
    Ok(visit.page_again(&frame, product_form(&visit, &frame, &format!("{}/change", product.href()), &filled)))
}

fn typed(visit: &Visit, filled: &mut Filled) -> Option<NewProduct> {
    let r = &visit.reader;
    let currency = Currency::parse(filled.text("currency")).unwrap_or(Currency::RUB);
    let price = filled.money(r, "price", &r.t("sales-field-price"), currency);
    let new = NewProduct {
        name: filled.text("name").to_owned(),
        code: filled.optional("code"),
        series: filled.optional("series"),
        category: filled.optional("category"),
        price,
    };
    (!filled.has_errors()).then_some(new)
}
