//! Partners: who sells for the vendor, how they are reached and paid, and who stands above whom. See README.md.

mod add;
pub mod events;
mod find;
pub mod rules;
pub mod store;
mod upline;

use base::access::PartnerId;
use base::db::Migrations;
use base::failure::Result;
use base::words::Book;
use base::work::Work;

pub use add::add;
pub use find::{find, find_by_name_or_code};
pub use rules::{
    LegalForm, NewContact, NewPartner, Partner, PartnerKind, PartnerStatus, Refusal, Requisites, UplineEdge,
    Vat,
};
pub use upline::set_upline;

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!("partners": 1 "0001_partners.sql");
/// The words of this slice.
pub const BOOK: Book = base::book!("partners");

/// The partner with this id.
pub async fn partner(work: &mut Work, id: PartnerId) -> Result<Option<Partner>> {
    store::card(work, id).await
}

/// Every partner, by name.
pub async fn all(work: &mut Work) -> Result<Vec<Partner>> {
    store::cards(work).await
}

/// Every edge of the network that holds or held on at least one day.
pub async fn edges(work: &mut Work) -> Result<Vec<UplineEdge>> {
    store::edges(work).await
}

/// The requisites of a partner that are in force.
pub async fn requisites_of(work: &mut Work, partner: PartnerId) -> Result<Option<Requisites>> {
    store::requisites_in_force(work, partner).await
}
