//! Insights: what the figures say. Reads every slice's tables, writes none. See README.md.

pub mod api;
pub mod pages;
pub mod rules;
mod store;
mod view;

use base::access::{Act, Door, MenuEntry, Routes, Side};
use base::db::Migrations;
use base::page::Icon;
use base::words::Book;

/// This slice owns no tables.
pub const MIGRATIONS: Migrations = Migrations { slice: "insights", steps: &[] };
/// The words of this slice.
pub const BOOK: Book = base::book!("insights");
/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-analysis",
        key: "menu-insights",
        href: "/desk",
        icon: Icon::Chart,
        act: Act::SeeInsights,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-home",
        href: "/portal",
        icon: Icon::Home,
        act: Act::PortalHome,
    },
];

/// The routes of this slice.
pub fn routes() -> Routes {
    Routes::new()
        .get("/desk", Door::SignedIn, pages::vendor::home)
        .get("/portal", Door::Portal(Act::PortalHome), pages::portal::home)
        .get("/api/v1/insights/overview", Door::Desk(Act::SeeInsights), api::overview)
}
