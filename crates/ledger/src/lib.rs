//! The ledger: accounts, entries, transfers and balances; rows are only ever added. See README.md.

mod api;
mod pages;
mod post;
mod rules;
pub mod seals;
mod store;

use base::access::{Act, Door, MenuEntry, PartnerId, Routes, Side};
use base::db::Migrations;
use base::failure::Result;
use base::page::Icon;
use base::words::Book;
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};

pub use post::{post, post_many, post_together};
pub use rules::{Account, EntryId, Movement, NewEntry, Payable, Posted, Transfer, Wrong};
pub use store::{Discrepancy, Entry, Holding, MovementFilter};

/// The tables of this slice.
pub const MIGRATIONS: Migrations =
    base::migrations!("ledger": 1 "0001_ledger.sql", 2 "0002_subjects.sql", 3 "0003_seals.sql");
/// The words of this slice.
pub const BOOK: Book = base::book!("ledger");
/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-money",
        key: "menu-ledger",
        href: "/desk/ledger",
        icon: Icon::Journal,
        act: Act::SeeLedger,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-ledger-portal",
        href: "/portal/ledger",
        icon: Icon::Money,
        act: Act::PortalMoney,
    },
];

/// The routes of this slice.
pub fn routes() -> Routes {
    use pages::{export, portal, vendor};
    let see = Door::Desk(Act::SeeLedger);
    Routes::new()
        .get("/desk/ledger", see, vendor::accounts)
        .get("/desk/ledger/export", see, export::accounts)
        .get("/desk/ledger/entries", see, vendor::entries)
        .get("/desk/ledger/entries/export", see, export::entries)
        .get("/desk/ledger/entries/{entry}", see, vendor::entry)
        .get("/desk/ledger/accounts/{account}", see, vendor::account)
        .get("/desk/ledger/check", see, vendor::check)
        .get("/portal/ledger", Door::Portal(Act::PortalMoney), portal::movements)
        .get("/api/v1/ledger/balances", see, api::balances)
        .get("/api/v1/ledger/entries", see, api::entries)
}

/// What stands on an account: credits less debits.
pub async fn balance(work: &mut Work, account: Account, currency: Currency) -> Result<Money> {
    store::balance(work, account, currency).await
}

/// What the vendor owes each partner in a currency, and how much of it may be paid out on a day. Partners with whom
/// all is settled are left out.
pub async fn payable(work: &mut Work, currency: Currency, on: Date) -> Result<Vec<Payable>> {
    store::payable(work, currency, on).await
}

/// What one partner has with the vendor on a day, by currency.
pub async fn holdings_of(work: &mut Work, partner: PartnerId, on: Date) -> Result<Vec<Holding>> {
    store::holdings(work, partner, on).await
}

/// One page (of 50) of the movements on a partner's accounts, newest first; pages are counted from 1.
pub async fn movements_of(
    work: &mut Work,
    partner: PartnerId,
    filter: &MovementFilter,
    page: i64,
) -> Result<Vec<Movement>> {
    store::movements(work, Some(partner), filter, page).await
}

/// Every entry that a thing made, in the order of posting.
pub async fn entries_of(work: &mut Work, subject: &str) -> Result<Vec<Entry>> {
    store::entries_of(work, subject).await
}

/// The entry under a key.
pub async fn entry_under(work: &mut Work, key: &str) -> Result<Option<EntryId>> {
    Ok(store::entries_under(work, &[key]).await?.remove(key).map(|(id, _)| id))
}

/// What entries under these keys brought partners out of commissions: the key, the partner, and the sum, below zero where
/// something was taken back.
pub async fn accrued_under(work: &mut Work, keys: &[String]) -> Result<Vec<(String, PartnerId, Money)>> {
    store::accrued_under(work, keys).await
}

/// What all entries whose keys begin so brought partners out of commissions, by currency.
pub async fn accrued_in_all(work: &mut Work, beginning: &str) -> Result<Vec<Money>> {
    store::accrued_in_all(work, beginning).await
}

/// Currencies in which anything was ever posted.
pub async fn currencies(work: &mut Work) -> Result<Vec<Currency>> {
    store::currencies(work).await
}

/// Adds up every transfer again; returns the accounts whose stored balance is another one. Empty means all is well.
pub async fn check(work: &mut Work) -> Result<Vec<Discrepancy>> {
    store::discrepancies(work).await
}

/// Calls a partner by this name on the pages of the ledger, which stands above the partners and does not know them.
pub async fn name_partner(work: &mut Work, partner: PartnerId, name: &str) -> Result<()> {
    name_partners(work, &[(partner, name)]).await
}

/// The same for many partners at once.
pub async fn name_partners(work: &mut Work, partners: &[(PartnerId, &str)]) -> Result<()> {
    let known = store::names_of(work, partners).await?;
    let is_new = |(partner, name): &&(PartnerId, &str)| known.get(partner).is_none_or(|known| known != name);
    let new: Vec<(PartnerId, &str)> = partners.iter().filter(is_new).copied().collect();
    store::insert_names(work, &new).await
}
