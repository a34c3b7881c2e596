//! Partners: who sells for the vendor, how they are reached and paid, and who stands above whom. See README.md.

mod add;
pub mod api;
mod change;
mod contacts;
pub mod events;
mod find;
mod import;
mod notes;
pub mod pages;
mod requisites;
pub mod rules;
mod status;
pub mod store;
mod upline;
mod views;

use std::collections::BTreeMap;

use base::access::{Act, Door, MenuEntry, PartnerId, Routes, Side};
use base::db::Migrations;
use base::failure::Result;
use base::page::Icon;
use base::words::Book;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;

pub use add::add;
pub use change::{change, set_tier};
pub use contacts::{add_contact, remove_contact};
pub use find::{find, find_by_name_or_code, meant};
pub use import::{ImportOptions, Imported, PartnerRow, RowOutcome, import_rows};
pub use notes::add_note;
pub use pages::frame::{PartnerFrame, partner_frame};
pub use requisites::{change_requisites, confirm_requisites, requisites_guard};
pub use rules::{
    LegalForm, NewContact, NewPartner, Partner, PartnerKind, PartnerStatus, Refusal, Requisites,
    RequisitesGuard, TaxStanding, UplineEdge, Vat,
};
pub use status::change_status;
pub use store::{SharedAccount, shared_accounts};
pub use upline::set_upline;
pub use views::{forget_view, keep_view};

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!(
    "partners": 1 "0001_partners.sql", 2 "0002_known.sql", 3 "0003_tax.sql", 4 "0004_by_time.sql",
    5 "0005_confirmed.sql"
);
/// The words of this slice.
pub const BOOK: Book = base::book!("partners");
/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-partners",
        key: "menu-partners",
        href: "/desk/partners",
        icon: Icon::Partners,
        act: Act::SeePartners,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-company",
        href: "/portal/partners",
        icon: Icon::Partners,
        act: Act::PortalHome,
    },
];

/// The routes of this slice.
pub fn routes() -> Routes {
    use pages::{card, edit, export, list, portal, requisites, status, upline};
    let see = Door::Desk(Act::SeePartners);
    let edit_act = Door::Desk(Act::EditPartners);
    let home = Door::Portal(Act::PortalHome);
    let company = Door::Portal(Act::PortalCompany);
    Routes::new()
        .get("/desk/partners", see, list::show)
        .get("/desk/partners/export", see, export::download)
        .post("/desk/partners/views", see, list::keep)
        .post("/desk/partners/views/{view}/forget", see, list::forget)
        .get("/desk/partners/new", edit_act, edit::new)
        .post("/desk/partners/new", edit_act, edit::add)
        .get("/desk/partners/shared", see, requisites::shared)
        .get("/desk/partners/{partner}", see, card::show)
        .get("/desk/partners/{partner}/timeline", see, card::timeline)
        .get("/desk/partners/{partner}/edit", edit_act, edit::show)
        .post("/desk/partners/{partner}/edit", edit_act, edit::change)
        .get("/desk/partners/{partner}/status", edit_act, status::show)
        .post("/desk/partners/{partner}/status", edit_act, status::change)
        .get("/desk/partners/{partner}/upline", edit_act, upline::show)
        .post("/desk/partners/{partner}/upline", edit_act, upline::set)
        .get("/desk/partners/{partner}/requisites", edit_act, requisites::show)
        .post("/desk/partners/{partner}/requisites", edit_act, requisites::change)
        .post("/desk/partners/{partner}/requisites/confirm", edit_act, requisites::confirm)
        .post("/desk/partners/{partner}/contacts", edit_act, card::add_contact)
        .post("/desk/partners/{partner}/contacts/{contact}/remove", edit_act, card::remove_contact)
        .post("/desk/partners/{partner}/notes", edit_act, card::add_note)
        .get("/portal/partners", home, portal::show)
        .get("/portal/partners/requisites", company, portal::requisites)
        .post("/portal/partners/requisites", company, portal::change_requisites)
        .post("/portal/partners/contacts", company, portal::add_contact)
        .post("/portal/partners/contacts/{contact}/remove", company, portal::remove_contact)
        .get("/api/v1/partners", see, api::list)
        .get("/api/v1/partners/{partner}", see, api::one)
}

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

/// The part of the network that says who stood above whom among a partner, those above him and those who ever stood below
/// him within so many levels.
pub async fn edges_around(work: &mut Work, partner: PartnerId, levels: u8) -> Result<Vec<UplineEdge>> {
    store::edges_around(work, partner, levels).await
}

/// Whether anything was said about the network after a moment.
pub async fn network_changed_since(work: &mut Work, moment: Timestamp) -> Result<bool> {
    store::network_changed_since(work, moment).await
}

/// The network as it was known at a moment.
pub async fn edges_known(work: &mut Work, moment: Timestamp) -> Result<Vec<UplineEdge>> {
    store::edges_known(work, moment).await
}

/// What terms could ask of those partners whose cards have changed since a moment, as it was then.
pub async fn earlier_attributes(
    work: &mut Work,
    moment: Timestamp,
) -> Result<BTreeMap<PartnerId, Vec<(String, String)>>> {
    store::earlier_attributes(work, moment).await
}

/// How many cards changed after one moment and not after another.
pub async fn changed_between(work: &mut Work, after: Timestamp, until: Timestamp) -> Result<i64> {
    store::changed_between(work, after, until).await
}

/// The requisites of a partner that are in force.
pub async fn requisites_of(work: &mut Work, partner: PartnerId) -> Result<Option<Requisites>> {
    store::requisites_in_force(work, partner).await
}

/// As what a partner stood before the tax office on a day, as far as is known now.
pub async fn standing_on(work: &mut Work, partner: PartnerId, on: Date) -> Result<Option<TaxStanding>> {
    let mut versions = store::requisites_versions(work, partner).await?;
    versions.reverse();
    let versions: Vec<Requisites> = versions.into_iter().map(|version| version.requisites).collect();
    Ok(rules::standing_on(&versions, on))
}

/// What one needs to change a partner's contacts and requisites: the staff may edit partners, the partner his company.
pub(crate) fn company_act(work: &Work) -> Act {
    if work.actor.partner().is_some() { Act::PortalCompany } else { Act::EditPartners }
}
