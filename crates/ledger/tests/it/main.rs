//! The ledger on both engines.

mod pages;
mod posting;
mod property;
mod seals;

use base::access::PartnerId;
use base::db::EngineName;
use base::testing::{Bench, Parts};
use jiff::civil::Date;
use ledger::{Account, NewEntry, Transfer};
use money::{Currency, Money};

async fn bench(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![ledger::MIGRATIONS],
        books: vec![ledger::BOOK],
        routes: ledger::routes(),
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

const ANNA: PartnerId = PartnerId(7);
const BORIS: PartnerId = PartnerId(8);

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn entry(key: &str) -> NewEntry {
    NewEntry {
        key: key.into(),
        kind: "accrual",
        subject: format!("statement_{key}"),
        happened_on: day("2026-01-31"),
        memo: format!("Отчёт агента {key}"),
    }
}

fn accrual(partner: PartnerId, amount: Money, available_on: Option<&str>) -> Transfer {
    let available_on = available_on.map(day);
    Transfer { debit: Account::Commissions, credit: Account::Payable(partner), amount, available_on }
}

fn clawback(partner: PartnerId, amount: Money) -> Transfer {
    Transfer { debit: Account::Payable(partner), credit: Account::Commissions, amount, available_on: None }
}
