//! Customers on the desk: list, card, form.

use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{
    Address, Column, Empty, Fields, Filled, Filters, Frame, Icon, Paging, Row, Table, card, columns, details,
    exports, form, verb,
};
use base::work::Work;
use maud::{Markup, html};

use super::enter::customer_meant;
use super::list::sums;
use super::{PER_PAGE, dash, sections, timeline_of, write_refusal};
use crate::rules::{Customer, CustomerId, NewCustomer, SaleState};
use crate::store::{self, Wanted};
use crate::{add_customer, change_customer};

/// `GET /desk/sales/customers`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let sort = here.sort(&["name"], "name");
    let offset = (here.page() - 1) * PER_PAGE;
    let (customers, total) =
        store::customers_listed(&mut work, here.get("q"), sort.descending, offset, PER_PAGE).await?;
    let r = &visit.reader;
    let verbs = html! {
        @if visit.can(Act::EditSales) {
            a.button.primary href="/desk/sales/customers/new" { (Icon::Plus) (r.t("sales-customer-add-verb")) }
        }
    };
    let rows = customers.iter().map(|one| {
        Row::new([
            html! { (one.name) },
            html! { (dash(one.code.as_deref())) },
            html! { (dash(Some(&one.inn))) },
            html! { (dash(one.sector.as_deref())) },
            html! { (dash(one.region.as_deref())) },
            html! { (dash(one.country.as_deref())) },
        ])
        .href(one.href())
    });
    let table = Table::new(r, "customers", r.t("sales-customers-title"))
        .columns([
            Column::text(r.t("sales-field-name")).sort("name").lead(),
            Column::text(r.t("sales-field-code")),
            Column::text(r.t("sales-field-inn")),
            Column::text(r.t("sales-field-sector")).key(),
            Column::text(r.t("sales-field-region")),
            Column::text(r.t("sales-field-country")).key(),
        ])
        .rows(rows)
        .sorted(&here, sort)
        .empty(
            Empty::new(Icon::Customers, r.t("sales-customers-empty-title"), r.t("sales-customers-empty-why"))
                .next(html! { a.button.primary href="/desk/sales/import" { (r.t("sales-import-verb")) } }),
        );
    let frame = visit.frame(r.t("sales-customers-title")).actions(verbs);
    let content = html! {
        (sections(r, "/desk/sales/customers"))
        (Filters::new(r, &here).search("q", r.t("sales-customers-search")).tail(exports(r, &here, "/desk/sales/customers/export")))
        (table)
        (Paging::numbers(r, &here, here.page(), PER_PAGE, total))
    };
    Ok(visit.page(&frame, content))
}

/// `GET /desk/sales/customers/{customer}`
pub async fn show(visit: Visit, Path(id): Path<CustomerId>) -> Answer {
    let mut work = visit.read().await?;
    let customer = store::customer(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let parent = match customer.parent {
        Some(id) => store::customer(&mut work, id).await?,
        None => None,
    };
    let totals = store::totals(
        &mut work,
        &Wanted { customer: Some(id), state: Some(SaleState::Confirmed), ..Wanted::default() },
    )
    .await?;
    let timeline = timeline_of(&visit, &mut work, id.to_string()).await?;
    let r = &visit.reader;
    let verbs = html! {
        a.button href={ "/desk/sales?customer=" (id) } { (r.t("sales-card-sales")) }
        @if visit.can(Act::EditSales) { a.button href={ (customer.href()) "/change" } { (Icon::Edit) (r.t("sales-change-verb")) } }
    };
    let facts = [
        (r.t("sales-field-code"), html! { (dash(customer.code.as_deref())) }),
        (r.t("sales-field-inn"), html! { (dash(Some(&customer.inn))) }),
        (r.t("sales-field-sector"), html! { (dash(customer.sector.as_deref())) }),
        (r.t("sales-field-region"), html! { (dash(customer.region.as_deref())) }),
        (r.t("sales-field-country"), html! { (dash(customer.country.as_deref())) }),
        (
            r.t("sales-field-parent"),
            html! { @match &parent { Some(parent) => a href=(parent.href()) { (parent.name) }, None => "—" } },
        ),
    ];
    let bought = [
        (r.t("sales-card-count"), html! { (r.number(totals.count)) }),
        (
            r.t("sales-card-turnover"),
            html! { a.door href={ "/desk/sales?status=confirmed&customer=" (id) } { (sums(r, &totals.sums)) } },
        ),
    ];
    let frame = visit
        .frame(customer.name.as_str())
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(r.t("sales-customers-title"), "/desk/sales/customers")
        .actions(verbs);
    let content = html! {
        (columns([card(&r.t("sales-card-facts"), details(facts)), card(&r.t("sales-card-bought"), details(bought))]))
        (card(&r.t("sales-card-timeline"), timeline))
    };
    Ok(visit.page(&frame, content))
}

/// `GET /desk/sales/customers/new`
pub async fn new(visit: Visit) -> Answer {
    let frame = new_frame(&visit);
    Ok(visit.page(&frame, customer_form(&visit, &frame, "/desk/sales/customers", &Filled::default())))
}

fn new_frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("sales-customer-new-title"))
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(r.t("sales-customers-title"), "/desk/sales/customers")
}

fn change_frame(visit: &Visit, customer: &Customer) -> Frame {
    visit
        .frame(customer.name.as_str())
        .crumb(visit.reader.t("sales-customers-title"), "/desk/sales/customers")
}

fn customer_form(visit: &Visit, frame: &Frame, action: &str, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.text("name", r.t("sales-field-name")).required())
        (f.text("code", r.t("sales-field-code")).short())
        (f.text("inn", r.t("sales-field-inn")).short())
        (f.text("sector", r.t("sales-field-sector")))
        (f.text("region", r.t("sales-field-region")))
        (f.text("country", r.t("sales-field-country")))
        (f.text("parent", r.t("sales-field-parent")).help(r.t("sales-customer-parent-help")))
        (verb(&r.t("sales-save-verb")))
    };
    form(frame, action, filled, fields)
}

/// `POST /desk/sales/customers`
pub async fn add(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let done = match typed(&mut work, &filled).await {
        Ok(new) => add_customer(&mut work, new).await,
        Err(stop) => Err(stop),
    };
    match done {
        Ok(id) => {
            work.commit().await?;
            visit.redirect(format!("/desk/sales/customers/{id}"), "sales-said-saved", &[]).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            let frame = new_frame(&visit);
            Ok(visit.page_again(&frame, customer_form(&visit, &frame, "/desk/sales/customers", &filled)))
        }
    }
}

/// `GET /desk/sales/customers/{customer}/change`
pub async fn change_form(visit: Visit, Path(id): Path<CustomerId>) -> Answer {
    let mut work = visit.read().await?;
    let customer = store::customer(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let parent = match customer.parent {
        Some(id) => store::customer(&mut work, id).await?.map(|parent| parent.code.unwrap_or(parent.name)),
        None => None,
    };
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let filled = Filled::from_pairs([
        ("name", customer.name.clone()),
        ("code", word(&customer.code)),
        ("inn", customer.inn.clone()),
        ("sector", word(&customer.sector)),
        ("region", word(&customer.region)),
        ("country", word(&customer.country)),
        ("parent", word(&parent)),
    ]);
    let frame = change_frame(&visit, &customer);
    Ok(visit.page(&frame, customer_form(&visit, &frame, &format!("{}/change", customer.href()), &filled)))
}

/// `POST /desk/sales/customers/{customer}/change`
pub async fn change(visit: Visit, Path(id): Path<CustomerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let customer = store::customer(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let done = match typed(&mut work, &filled).await {
        Ok(new) => change_customer(&mut work, id, new).await,
        Err(stop) => Err(stop),
    };
    match done {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(customer.href(), "sales-said-saved", &[]).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            let frame = change_frame(&visit, &customer);
            let action = format!("{}/change", customer.href());
            Ok(visit.page_again(&frame, customer_form(&visit, &frame, &action, &filled)))
        }
    }
}

async fn typed(work: &mut Work, filled: &Filled) -> base::failure::Outcome<NewCustomer, crate::Refusal> {
    Ok(NewCustomer {
        name: filled.text("name").to_owned(),
        code: filled.optional("code"),
        inn: filled.text("inn").to_owned(),
        country: filled.optional("country"),
        region: filled.optional("region"),
        sector: filled.optional("sector"),
        parent: customer_meant(work, filled.text("parent")).await?,
    })
}
