//! Sales: what earns, who bought what, what was taken back, and how files with all of it come in. See README.md.

mod api;
mod cancel;
mod cards;
mod confirm;
mod correct;
mod earning;
mod enter;
pub mod events;
mod give_back;
pub mod import;
mod pages;
pub mod rules;
mod store;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use base::access::{Act, Door, MenuEntry, PartnerId, Routes, Side};
use base::db::Migrations;
use base::failure::Result;
use base::page::Icon;
use base::words::Book;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;

pub use cancel::cancel;
pub use cards::{add_customer, add_product, change_customer, change_product};
pub use confirm::confirm;
pub use correct::correct;
pub use earning::{
    Buyers, Earning, EarningSale, EarningWants, OriginalSale, complete_log, customer_attributes, earning,
    earning_by_id, earning_in_bulk, earning_of, product_attributes, rebuild_log,
};
pub use enter::{Entered, enter};
pub use give_back::give_back;
pub use rules::{
    Covers, Customer, CustomerId, LoggedSale, NewCustomer, NewProduct, NewReturn, NewSale, Participant,
    Product, ProductId, Refusal, Sale, SaleId, SaleKind, SaleParts, SaleState,
};

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!(
    "sales": 1 "0001_sales.sql", 2 "0002_parts_and_states.sql", 3 "0003_known.sql", 4 "0004_lone_returns.sql",
    5 "0005_months.sql"
);
/// The words of this slice.
pub const BOOK: Book = base::book!("sales");

/// The kinds of jobs of this slice.
pub const JOBS: &[base::jobs::JobKind] = &[import::RUN];
/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-sales",
        key: "menu-sales",
        href: "/desk/sales",
        icon: Icon::Sales,
        act: Act::SeeSales,
    },
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-sales",
        key: "menu-customers",
        href: "/desk/sales/customers",
        icon: Icon::Customers,
        act: Act::SeeSales,
    },
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-sales",
        key: "menu-products",
        href: "/desk/sales/products",
        icon: Icon::Products,
        act: Act::SeeSales,
    },
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-sales",
        key: "menu-import",
        href: "/desk/sales/import",
        icon: Icon::Import,
        act: Act::EditSales,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-own-sales",
        href: "/portal/sales",
        icon: Icon::Sales,
        act: Act::PortalHome,
    },
];

/// The routes of this slice.
pub fn routes() -> Routes {
    use pages::{
        card, customers, enter as entering, export, give_back, import as importing, list, portal, products,
        states,
    };
    let (see, edit, own) =
        (Door::Desk(Act::SeeSales), Door::Desk(Act::EditSales), Door::Portal(Act::PortalHome));
    Routes::new()
        .get("/desk/sales", see, list::show)
        .post("/desk/sales", edit, entering::enter)
        .get("/desk/sales/new", edit, entering::new)
        .get("/desk/sales/export", see, export::sales)
        .get("/desk/sales/import", edit, importing::begin::show)
        .post(
            "/desk/sales/import",
            edit,
            importing::begin::upload.layer(DefaultBodyLimit::max(importing::FILE_BYTES_MAX)),
        )
        .get("/desk/sales/import/{import}", edit, importing::show::show)
        .get("/desk/sales/import/{import}/mapping.toml", edit, importing::show::mapping_file)
        .get("/desk/sales/import/{import}/rejected", edit, importing::show::rejected)
        .post("/desk/sales/import/{import}/mapping", edit, importing::change::mapping)
        .post("/desk/sales/import/{import}/value", edit, importing::change::value)
        .post("/desk/sales/import/{import}/write", edit, importing::change::write)
        .get("/desk/sales/{sale}", see, card::show)
        .post("/desk/sales/{sale}/confirm", edit, states::confirm)
        .post("/desk/sales/{sale}/cancel", edit, states::cancel)
        .get("/desk/sales/{sale}/correct", edit, states::correct_form)
        .post("/desk/sales/{sale}/correct", edit, states::correct)
        .get("/desk/sales/{sale}/return", edit, give_back::new)
        .post("/desk/sales/{sale}/return", edit, give_back::take_back)
        .get("/desk/sales/customers", see, customers::list)
        .post("/desk/sales/customers", edit, customers::add)
        .get("/desk/sales/customers/export", see, export::customers)
        .get("/desk/sales/customers/new", edit, customers::new)
        .get("/desk/sales/customers/{customer}", see, customers::show)
        .get("/desk/sales/customers/{customer}/change", edit, customers::change_form)
        .post("/desk/sales/customers/{customer}/change", edit, customers::change)
        .get("/desk/sales/products", see, products::list)
        .post("/desk/sales/products", edit, products::add)
        .get("/desk/sales/products/export", see, export::products)
        .get("/desk/sales/products/new", edit, products::new)
        .get("/desk/sales/products/{product}", see, products::show)
        .get("/desk/sales/products/{product}/change", edit, products::change_form)
        .post("/desk/sales/products/{product}/change", edit, products::change)
        .get("/portal/sales", own, portal::list)
        .get("/portal/sales/{sale}", own, portal::show)
        .get("/api/v1/sales", see, api::list)
        .post("/api/v1/sales", edit, api::create)
        .get("/api/v1/sales/{sale}", see, api::show)
        .post("/api/v1/sales/{sale}/confirm", edit, api::confirm)
        .post("/api/v1/sales/{sale}/cancel", edit, api::cancel)
        .post("/api/v1/sales/{sale}/corrections", edit, api::correct)
}

/// The sale or return with this id.
pub async fn sale(work: &mut Work, id: SaleId) -> Result<Option<Sale>> {
    store::sale(work, id).await
}

/// A partner's sales and returns between two days, both included, the latest first.
pub async fn sales_of(
    work: &mut Work,
    partner: PartnerId,
    from: Date,
    until: Date,
    limit: u32,
) -> Result<Vec<Sale>> {
    store::sales_of(work, partner, from, until, limit).await
}

/// The first and the last day on which anything was sold or returned.
pub async fn first_and_last_day(work: &mut Work) -> Result<Option<(Date, Date)>> {
    store::first_and_last_day(work).await
}

/// How many times after `moment`, such as the cut-off of a close, a sale or return of the days from `from` to `until` began
/// or ceased to earn: it was entered, confirmed, corrected or cancelled. A correction counts twice, once for each row.
pub async fn changed_since(work: &mut Work, from: Date, until: Date, moment: Timestamp) -> Result<i64> {
    store::changed_since(work, from, until, moment).await
}

/// A text that changes with every sale or return, up to the month of a day, that is entered, confirmed or voided; nothing
/// while that cannot be told.
pub async fn mark_until(work: &mut Work, until: Date) -> Result<Option<String>> {
    store::log_mark(work, until).await
}

/// Whether a partner ever took part in a sale of somebody else.
pub async fn takes_part(work: &mut Work, partner: PartnerId) -> Result<bool> {
    store::takes_part(work, partner).await
}

/// How many sales began or ceased to be taken for true, and how many cards of products and customers changed, after one
/// moment and not after another.
pub async fn known_between(work: &mut Work, after: Timestamp, until: Timestamp) -> Result<i64> {
    store::known_between(work, after, until).await
}

/// How many sales and returns of these days were ever entered, whatever became of them: quick to tell, and never too few.
pub async fn count_entered(work: &mut Work, from: Date, until: Date) -> Result<i64> {
    store::count_entered(work, from, until).await
}

/// How many sales and returns of these days earn now.
pub async fn count_earning(work: &mut Work, from: Date, until: Date) -> Result<i64> {
    store::count_earning(work, from, until).await
}

/// Who takes part in a sale beside its seller, by role.
pub async fn participants_of(work: &mut Work, sale: SaleId) -> Result<Vec<Participant>> {
    store::participants_of(work, sale).await
}

/// The customer with this id.
pub async fn customer(work: &mut Work, id: CustomerId) -> Result<Option<Customer>> {
    store::customer(work, id).await
}

/// All products by name.
pub async fn products(work: &mut Work) -> Result<Vec<Product>> {
    store::products(work).await
}
