//! Our closed statements, read through the crates of the house.

use anyhow::{Context, Result};
use base::access::Actor;
use base::clock::Clock;
use base::work::Config;
use commissions::{ClosedStatement, StatementFilter};
use terms::Origin;

use super::books::Books;
use super::files::{MONTHS, number_in};

/// The books of every closed statement in a database.
pub fn books(database: &str) -> Result<Books> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(read(database))
}

async fn read(database: &str) -> Result<Books> {
    let failed = |failure: base::failure::Failure| anyhow::anyhow!("{failure}");
    let site = artel::house::open(database, Config::default(), Clock::Real).await.map_err(failed)?;
    let mut work = site.read(Actor::System("command-line")).await.map_err(failed)?;
    let heads = commissions::statements(&mut work, &StatementFilter::default()).await.map_err(failed)?;
    let mut books = Books::default();
    for head in heads {
        let statement = commissions::statement(&mut work, head.id).await.map_err(failed)?;
        take(&mut books, &statement.context("a statement that is listed is not there")?)?;
    }
    Ok(books)
}

fn take(books: &mut Books, statement: &ClosedStatement) -> Result<()> {
    let head = &statement.head;
    let partner = number_in(&head.partner_name).context("a partner without a number in his name")?;
    let period = head.period.to_string();
    let month = MONTHS.iter().position(|month| *month == period).context("a month that is none of ours")?;
    let month = month as u64;
    for line in &statement.lines {
        let (sale, is_direct) = match &line.origin {
            Origin::Direct { sale, .. } => (sale, true),
            Origin::Override { sale, .. } => (sale, false),
            Origin::Bonus { .. } => continue,
        };
        let sale = number_in(&sale.reference).context("a sale without a number")?;
        books.line(sale, partner, month, line.amount, is_direct);
    }
    let kept = books.statements.entry((partner, month)).or_default();
    kept.override_paid = head.totals.overrides;
    kept.bonus = head.totals.bonus;
    kept.total = head.totals.total;
    Ok(())
}
