//! Sales: what earns, who bought what, what was taken back, and how files with all of it come in. See README.md.

mod cards;
mod earning;
mod enter;
pub mod events;
mod give_back;
pub mod import;
pub mod rules;
mod store;

use base::access::PartnerId;
use base::db::Migrations;
use base::failure::Result;
use base::words::Book;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;

pub use cards::{add_customer, add_product, change_customer, change_product};
pub use earning::{EarningSale, earning, earning_of};
pub use enter::{Entered, enter};
pub use give_back::give_back;
pub use rules::{
    Customer, CustomerId, NewCustomer, NewProduct, NewReturn, NewSale, Product, ProductId, Refusal, Sale, SaleId,
    SaleKind,
};

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!("sales": 1 "0001_sales.sql");
/// The words of this slice.
pub const BOOK: Book = base::book!("sales");

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

/// How many sales and returns of the days from `from` to `until` became known only after `moment`, such as the cut-off
/// of a close.
pub async fn late_for(work: &mut Work, from: Date, until: Date, moment: Timestamp) -> Result<i64> {
    store::known_late(work, from, until, moment).await
}

/// The customer with this id.
pub async fn customer(work: &mut Work, id: CustomerId) -> Result<Option<Customer>> {
    store::customer(work, id).await
}

/// All products by name.
pub async fn products(work: &mut Work) -> Result<Vec<Product>> {
    store::products(work).await
}
