//! Our closed statements, read through the crates of the house.

use std::collections::HashMap;

use anyhow::{Context, Result};
use base::access::Actor;
use base::clock::Clock;
use base::work::{Config, Work};
use commissions::{ClosedStatement, StatementFilter};
use sales::{EarningSale, EarningWants};
use terms::RecordKind;

use super::books::Books;
use super::files::{MONTHS, number_in};

/// The books of every closed statement in a database.
pub fn books(database: &str) -> Result<Books> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(read(database))
}

async fn read(database: &str) -> Result<Books> {
    let site = artel::house::open(database, Config::default(), Clock::Real).await.map_err(failed)?;
    let mut work = site.read(Actor::System("command-line")).await.map_err(failed)?;
    let numbers = numbers(&mut work).await?;
    let heads = commissions::statements(&mut work, &StatementFilter::default()).await.map_err(failed)?;
    let mut books = Books::default();
    for head in heads {
        let statement = commissions::statement(&mut work, head.id).await.map_err(failed)?;
        take(&mut books, &numbers, &statement.context("a statement that is listed is not there")?)?;
    }
    Ok(books)
}

fn failed(failure: base::failure::Failure) -> anyhow::Error {
    anyhow::anyhow!("{failure}")
}

/// The number of every sale by its id.
async fn numbers(work: &mut Work) -> Result<HashMap<i64, u64>> {
    let (from, until) = (jiff::civil::Date::MIN, jiff::civil::Date::MAX);
    let mut numbers = HashMap::new();
    let mut keep = |sale: EarningSale| {
        numbers.extend(number_in(&sale.reference).map(|number| (sale.id.0, number)));
    };
    sales::earning(work, from, until, None, EarningWants::default(), &mut keep).await.map_err(failed)?;
    Ok(numbers)
}

fn take(books: &mut Books, numbers: &HashMap<i64, u64>, statement: &ClosedStatement) -> Result<()> {
    let head = &statement.head;
    let partner = number_in(&head.partner_name).context("a partner without a number in his name")?;
    let period = head.period.to_string();
    let month = MONTHS.iter().position(|month| *month == period).context("a month that is none of ours")?;
    let month = month as u64;
    for record in statement.kept.records.iter().filter(|record| record.has_sale()) {
        let sale = statement.kept.sales.get(record.sale as usize).context("a record without its sale")?;
        let number = numbers.get(&sale.id).context("a sale without a number")?;
        books.line(*number, partner, month, record.amount, record.kind == RecordKind::Direct);
    }
    // The cap of the period cuts nothing but overrides.
    let kept = books.statements.entry((partner, month)).or_default();
    kept.override_paid = head.totals.overrides + head.totals.limits;
    kept.bonus = head.totals.bonus;
    kept.total = head.totals.total;
    Ok(())
}
