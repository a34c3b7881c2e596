//! The house: every slice's tables, words, routes, jobs and menu, joined into one site.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use base::access::{Actor, MenuEntry, Routes, edge, house_routes};
use base::clock::Clock;
use base::db::{Db, Migrations};
use base::failure::{Context, Failure, Result};
use base::jobs::JobKind;
use base::words::{Book, Words};
use base::work::{Config, Site, SiteParts};
use tokio::sync::Notify;

use crate::pages;
use crate::reactions::REACTIONS;

macro_rules! slices {
    ($($slice:ident),+ $(,)?) => {
        /// The tables of every slice, in the order of the house.
        pub fn migrations() -> Vec<Migrations> {
            vec![base::MIGRATIONS, $($slice::MIGRATIONS),+]
        }

        /// The words of every slice.
        pub fn books() -> Vec<Book> {
            vec![pages::BOOK, programs::TERMS_BOOK, $($slice::BOOK),+]
        }

        /// The routes of every slice.
        pub fn routes() -> Routes {
            house_routes().merge(pages::routes())$(.merge($slice::routes()))+
        }

        /// The menu of every slice, in the order of the house.
        fn entries() -> Vec<MenuEntry> {
            [$($slice::MENU),+].concat()
        }
    };
}

slices![people, ledger, partners, programs, sales, commissions, payouts, insights];

/// The kinds of jobs that this program does.
fn jobs() -> Vec<JobKind> {
    [&[base::letters::SEND][..], programs::JOBS, sales::JOBS, commissions::JOBS].concat()
}

/// The order of the menu's groups.
const GROUPS: &[&str] = &[
    "menu-group-portal",
    "menu-group-partners",
    "menu-group-sales",
    "menu-group-money",
    "menu-group-growth",
    "menu-group-analysis",
    "menu-group-settings",
];

/// What stands first in a group; on a phone the first four of the portal are its bar. The rest follows as the house
/// lists its slices.
const FIRST: &[&str] =
    &["/desk", "/portal", "/portal/sales", "/portal/commissions", "/portal/payouts", "/portal/programs"];

/// The menu of both sides, group by group.
pub fn menu() -> Vec<MenuEntry> {
    let place =
        |list: &[&str], word: &str| list.iter().position(|known| *known == word).unwrap_or(list.len());
    let mut entries = entries();
    entries.sort_by_key(|entry| (place(GROUPS, entry.group), place(FIRST, entry.href)));
    entries
}

/// Opens the database, brings its tables up to date and joins everything into a site.
pub async fn open(database: &str, config: Config, clock: Clock) -> Result<Site> {
    let db = Db::open(database).await.context("the database could not be opened")?;
    db.migrate(&migrations()).await?;
    let words = Words::new(&books()).map_err(|error| Failure::new(format!("{error:#}")))?;
    let secret = secret(&db).await?;
    let site = Site::new(SiteParts {
        db,
        clock,
        words: Arc::new(words),
        config,
        secret,
        reactions: REACTIONS,
        jobs: jobs(),
        menu: menu(),
        wake: Notify::new(),
    });
    sales::complete_log(&site).await?;
    make_seal_key(&site).await?;
    Ok(site)
}

/// Everything that is served: the routes inside the edge inside the sign-in layer.
pub fn router(site: &Site) -> Router {
    let inside = edge(routes().into_router(site.clone()), site.clone());
    inside.layer(from_fn_with_state(site.clone(), people::sign_in_layer))
}

/// Makes the key of seals at the first start; later starts only look.
async fn make_seal_key(site: &Site) -> Result<()> {
    let actor = Actor::System("start");
    if ledger::seals::keys(&mut site.read(actor).await?).await?.is_empty() {
        let mut work = site.begin(actor).await?;
        ledger::seals::make_key(&mut work).await?;
        work.commit().await?;
    }
    Ok(())
}

/// The key of this installation; made at the first start, the same for all replicas.
async fn secret(db: &Db) -> Result<[u8; 32]> {
    let mut fresh = [0u8; 32];
    getrandom::fill(&mut fresh).map_err(|error| Failure::new(error.to_string()))?;
    let fresh: String = fresh.iter().map(|byte| format!("{byte:02x}")).collect();
    let kept = base::db::keep_setting(db, "secret", &fresh).await?;
    let mut secret = [0u8; 32];
    for (place, byte) in secret.iter_mut().enumerate() {
        let digits = kept.get(place * 2..place * 2 + 2).unwrap_or_default();
        *byte =
            u8::from_str_radix(digits, 16).map_err(|_| Failure::new("the stored secret cannot be read"))?;
    }
    Ok(secret)
}
