//! The demo tells the same story every time.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use artel::demo::{self, Size};
use artel::house;
use base::access::Actor;
use base::clock::Clock;
use base::work::{Config, Site};

static FOLDERS: AtomicU32 = AtomicU32::new(0);

struct Told {
    site: Site,
    folder: PathBuf,
}

impl Drop for Told {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary place harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn told(size: Size) -> Told {
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("artel_demo_{}_{number}", std::process::id()));
    let url = format!("sqlite:{}", folder.join("demo.sqlite").display());
    let clock = Clock::moving("2026-01-01T00:00:00Z".parse().unwrap());
    let site = house::open(&url, Config::default(), clock).await.unwrap();
    demo::build(&site, "2026-11-21".parse().unwrap(), size, |_, _| {}).await.unwrap();
    Told { site, folder }
}

/// Everything that a story says in figures: statements, sales, batches.
async fn figures(site: &Site) -> Vec<String> {
    let mut work = site.read(Actor::System("test")).await.unwrap();
    let asked = [
        "select partner_name, period, direct_minor, override_minor, bonus_minor from commissions_statements
         order by partner_name, period, currency",
        "select reference_key, happened_on, amount_minor, currency from sales_sales order by reference_key",
        "select number, state, lines, total_minor from payouts_batches order by number",
    ];
    let mut all = Vec::new();
    for sql in asked {
        all.extend(work.rows(sql, vec![]).await.unwrap().iter().map(|row| row.to_json().to_string()));
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_day_tells_the_same_figures() {
    let (first, second) = (told(Size::SMALL).await, told(Size::SMALL).await);
    let figures_of_first = figures(&first.site).await;
    assert!(figures_of_first.len() > 200);
    assert_eq!(figures_of_first, figures(&second.site).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_demo_shows_every_state() {
    let told = told(Size::DEMO).await;
    let mut work = told.site.read(Actor::System("test")).await.unwrap();
    let mut count = async |sql: &str| work.count(sql, vec![]).await.unwrap();
    assert_eq!(count("select count(*) from partners_cards").await, 200);
    assert_eq!(count("select count(*) from programs_programs where status = 'running'").await, 3);
    assert_eq!(count("select count(distinct substr(happened_on, 1, 7)) from sales_sales").await, 19);
    assert_eq!(count("select count(distinct state) from payouts_batches").await, 5);
    assert_eq!(count("select count(*) from commissions_parked").await, 0);
    assert!(count("select count(*) from commissions_runs where state = 'closed'").await >= 36);
    assert!(count("select count(*) from sales_sales where kind = 'return'").await > 100);
    let third_level = "select count(*) from partners_edges low join partners_edges middle on middle.partner_id = low.upline_id";
    assert!(count(third_level).await > 100);
    assert!(ledger::check(&mut work).await.unwrap().is_empty());
}
