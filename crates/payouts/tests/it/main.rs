//! Payouts on both engines.

mod approve;
mod documents;
mod export;
mod formats;
mod isolation;
mod never_twice;
mod pay;
mod prepare;
mod rates;
mod readers;
mod setup;
mod statement;

use base::access::{Actor, PartnerId, Role, UserId};
use base::db::EngineName;
use base::testing::{Bench, Parts};
use jiff::civil::Date;
use ledger::{Account, NewEntry, Transfer};
use money::{Currency, Money};
use partners::{LegalForm, NewPartner, PartnerKind, Requisites, Vat};
use payouts::{BatchId, LineId, NewSettings, Party};

async fn bench(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![
            people::MIGRATIONS,
            ledger::MIGRATIONS,
            partners::MIGRATIONS,
            programs::MIGRATIONS,
            sales::MIGRATIONS,
            commissions::MIGRATIONS,
            payouts::MIGRATIONS,
        ],
        books: vec![
            people::BOOK,
            ledger::BOOK,
            partners::BOOK,
            programs::BOOK,
            sales::BOOK,
            commissions::BOOK,
            payouts::BOOK,
        ],
        routes: payouts::routes().merge(ledger::routes()),
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Somebody of finance; the numbers tell them apart.
fn finance(number: i64) -> Actor {
    Actor::Staff { user: UserId(number), acts: Role::Finance.acts() }
}

fn payer() -> Party {
    Party {
        name: "ООО «Артель»".into(),
        inn: "7707083893".into(),
        kpp: "773601001".into(),
        account: "40702810900000000001".into(),
        bic: "044525225".into(),
        bank: "ПАО Сбербанк".into(),
        corr_account: "30101810400000000225".into(),
    }
}

fn requisites(name: &str) -> Requisites {
    Requisites {
        name: name.into(),
        inn: "541011749265".into(),
        account: "40802810500000000002".into(),
        bic: "044525225".into(),
        bank: "ПАО Сбербанк".into(),
        corr_account: "30101810400000000225".into(),
        vat: Vat::General,
        override_reason: "сверено с банком".into(),
        ..Requisites::empty(LegalForm::Entrepreneur)
    }
}

async fn set_payer(bench: &Bench, minimum: i64) {
    let mut work = bench.work().await;
    let new = NewSettings {
        payer: payer(),
        purpose: String::new(),
        minimums: vec![rub(minimum)],
        hold_hours: None,
        needs_factor: None,
        limits: Vec::new(),
        is_sure: true,
    };
    payouts::save_settings(&mut work, new).await.unwrap();
    work.commit().await.unwrap();
}

async fn partner(bench: &Bench, name: &str, requisites: Option<Requisites>) -> PartnerId {
    let mut work = bench.work().await;
    let id = partners::add(&mut work, NewPartner::named(name, PartnerKind::Agent)).await.unwrap();
    if let Some(requisites) = requisites {
        partners::change_requisites(&mut work, id, requisites).await.unwrap();
    }
    work.commit().await.unwrap();
    id
}

async fn earn(bench: &Bench, partner: PartnerId, amount: Money, available_on: Option<Date>) {
    let mut work = bench.work().await;
    let entry = NewEntry {
        key: format!("earn:{}", base::db::id::fresh()),
        kind: "accrual",
        subject: "statement_1".into(),
        happened_on: day("2026-02-28"),
        memo: "Февраль".into(),
    };
    let transfer =
        Transfer { debit: Account::Commissions, credit: Account::Payable(partner), amount, available_on };
    ledger::post(&mut work, entry, &[transfer]).await.unwrap();
    work.commit().await.unwrap();
}

/// Anna and Boris with money on their accounts, and the vendor's requisites.
async fn two(bench: &Bench) -> (PartnerId, PartnerId) {
    set_payer(bench, 0).await;
    let anna = partner(bench, "Анна", Some(requisites("ИП Ёлкина Анна Петровна"))).await;
    let boris = partner(bench, "Борис", Some(requisites("ИП Борисов Борис"))).await;
    earn(bench, anna, rub(122_000), None).await;
    earn(bench, boris, rub(5_000), None).await;
    (anna, boris)
}

async fn prepare(bench: &Bench, by: Actor) -> BatchId {
    let mut work = bench.site.begin(by).await.unwrap();
    let id = payouts::prepare(&mut work, Currency::RUB).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn approve(bench: &Bench, id: BatchId, by: Actor) {
    let mut work = bench.site.begin(by).await.unwrap();
    payouts::approve(&mut work, id).await.unwrap();
    work.commit().await.unwrap();
}

async fn export(bench: &Bench, id: BatchId) {
    let mut work = bench.site.begin(finance(1)).await.unwrap();
    payouts::export(&mut work, id).await.unwrap();
    work.commit().await.unwrap();
}

/// A batch of Anna and Boris that went to the bank.
async fn exported(bench: &Bench) -> (BatchId, PartnerId, PartnerId) {
    let (anna, boris) = two(bench).await;
    let id = prepare(bench, finance(1)).await;
    approve(bench, id, finance(2)).await;
    export(bench, id).await;
    (id, anna, boris)
}

async fn line_of(bench: &Bench, partner: PartnerId) -> LineId {
    let mut work = bench.work().await;
    payouts::payouts_of(&mut work, partner, 1).await.unwrap()[0].line.id
}

/// What stands on the accounts of a partner: payable, in payout; and the ledger is sound.
async fn standing(bench: &Bench, partner: PartnerId) -> (i64, i64) {
    let mut work = bench.work().await;
    assert_eq!(ledger::check(&mut work).await.unwrap(), []);
    let payable = ledger::balance(&mut work, Account::Payable(partner), Currency::RUB).await.unwrap();
    let in_payout = ledger::balance(&mut work, Account::InPayout(partner), Currency::RUB).await.unwrap();
    (payable.minor, in_payout.minor)
}

async fn in_bank(bench: &Bench) -> i64 {
    let mut work = bench.work().await;
    ledger::balance(&mut work, Account::Bank, Currency::RUB).await.unwrap().minor
}
