//! What the tests of this slice stand on.

use base::access::PartnerId;
use base::db::EngineName;
use base::testing::{Bench, Parts};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use money::{Currency, Money};
use partners::{NewPartner, PartnerKind};
use sales::{EarningSale, EarningWants, NewReturn, NewSale, SaleId, SaleKind, SaleParts};

/// A bench with this slice and those above it.
pub async fn bench(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![partners::MIGRATIONS, programs::MIGRATIONS, sales::MIGRATIONS],
        books: vec![base::files::book(), partners::BOOK, programs::BOOK, sales::BOOK],
        routes: sales::routes(),
        jobs: sales::JOBS.to_vec(),
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

/// Adds a partner.
pub async fn partner(bench: &Bench, name: &str) -> PartnerId {
    let mut work = bench.work().await;
    let id = partners::add(&mut work, NewPartner::named(name, PartnerKind::Agent)).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// An order of 100 roubles on 20 February 2026.
pub fn order(partner: PartnerId, reference: &str) -> NewSale {
    NewSale {
        source: "test".into(),
        reference: reference.into(),
        kind: SaleKind::Order,
        partner,
        customer: None,
        product: None,
        program: None,
        happened_on: FEBRUARY_20,
        quantity: 1,
        amount: rub(10_000),
        note: String::new(),
        parts: SaleParts::default(),
        participants: Vec::new(),
        is_pending: false,
    }
}

pub const FEBRUARY_20: Date = date(2026, 2, 20);

/// A return of a part of a sale on 25 February 2026.
pub fn back(original: SaleId, reference: &str, minor: i64) -> NewReturn {
    NewReturn {
        source: "test".into(),
        reference: reference.into(),
        original,
        happened_on: date(2026, 2, 25),
        quantity: 1,
        amount: rub(minor),
        note: String::new(),
        parts: SaleParts::default(),
        is_pending: false,
    }
}

pub fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

/// Enters an order and returns its id.
pub async fn sold(bench: &Bench, new: NewSale) -> SaleId {
    let mut work = bench.work().await;
    let entered = sales::enter(&mut work, new).await.unwrap();
    work.commit().await.unwrap();
    entered.sale
}

/// The counters and the sales themselves, which must say the same: count of sales, count of returns, sum.
pub async fn counted(bench: &Bench) -> [(i64, i64, i64); 2] {
    let mut work = bench.work().await;
    let mut read = [(0, 0, 0); 2];
    let texts = [
        "select cast(coalesce(sum(sales_count), 0) as bigint), cast(coalesce(sum(returns_count), 0) as bigint),
           cast(coalesce(sum(amount_minor), 0) as bigint) from sales_days",
        "select cast(coalesce(sum(case when kind <> 'return' then 1 else 0 end), 0) as bigint),
           cast(coalesce(sum(case when kind = 'return' then 1 else 0 end), 0) as bigint),
           cast(coalesce(sum(amount_minor), 0) as bigint) from sales_sales
         where confirmed_at is not null and voided_at is null",
    ];
    for (sums, sql) in read.iter_mut().zip(texts) {
        let row = work.row(sql, vec![]).await.unwrap().unwrap();
        *sums = (row.at(0).unwrap(), row.at(1).unwrap(), row.at(2).unwrap());
    }
    read
}

/// What earns in February 2026 as known at a moment, by number.
pub async fn earned(bench: &Bench, known_until: Option<Timestamp>) -> Vec<EarningSale> {
    let mut work = bench.work().await;
    let mut earning = Vec::new();
    let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
    let wants = EarningWants { firsts: true, participants: true };
    sales::earning(&mut work, from, until, known_until, wants, &mut |one| earning.push(one)).await.unwrap();
    earning.sort_by(|one, other| one.reference.cmp(&other.reference));
    earning
}
