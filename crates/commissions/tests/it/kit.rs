//! A programme with the table of the domain document, a seller and those above him.

use base::access::{Actor, PartnerId, Role};
use base::db::EngineName;
use base::events::Reaction;
use base::failure::Outcome;
use base::testing::{Bench, Parts, staff};
use base::work::Work;
use commissions::{Closing, Mode, Refusal, StatementFilter};
use jiff::civil::Date;
use money::{Currency, Money};
use partners::{NewPartner, PartnerKind};
use programs::{NewProgram, ProgramId};
use sales::{NewReturn, NewSale, SaleId, SaleKind};
use terms::{Period, PeriodKind};

/// T1 of the domain document: 5 % to 100 000, 8 % to 300 000, 12 % above; series GTK 3 % flat.
pub const TERMS: &str = r#"
name = "Основные условия"
currency = "RUB"
period = "quarter"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "gtk"
title = "Серия GTK"
when = { product.series = "GTK" }
percent = "3"

[[rule]]
name = "volume"
title = "Остальное"

[[rule.band]]
up_to = "100000.00"
percent = "5"

[[rule.band]]
up_to = "300000.00"
percent = "8"

[[rule.band]]
percent = "12"

[[upline]]
level = 1
percent = "1.5"

[[bonus]]
name = "quarter"
title = "Квартал от 450 000"
turnover_from = "450000.00"
fixed = "500.00"
"#;

pub async fn setup(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![
            people::MIGRATIONS,
            ledger::MIGRATIONS,
            partners::MIGRATIONS,
            programs::MIGRATIONS,
            sales::MIGRATIONS,
            commissions::MIGRATIONS,
        ],
        books: vec![ledger::BOOK, partners::BOOK, programs::BOOK, sales::BOOK, commissions::BOOK],
        routes: commissions::routes(),
        jobs: commissions::JOBS.to_vec(),
        reactions: &[Reaction { event: "commissions.period-closed", job: "commissions.tell-partners" }],
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

/// The people and the programme of most tests.
pub struct Scene {
    pub program: ProgramId,
    /// Stands above Boris and sells nothing.
    pub anna: PartnerId,
    /// Sells.
    pub boris: PartnerId,
}

pub fn quarter(text: &str) -> Period {
    Period::parse(text).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

pub fn owner() -> Actor {
    staff(Role::Owner)
}

/// A running programme of quarters from October 2025 with these terms.
pub async fn program(work: &mut Work, code: &str, terms: &str) -> ProgramId {
    let new = NewProgram {
        code: code.into(),
        name: format!("Программа {code}"),
        currency: Currency::RUB,
        period: PeriodKind::Quarter,
        starts_on: day("2025-10-01"),
        hold_days: 14,
        minimum_minor: 0,
        description: String::new(),
    };
    let program = programs::add(work, new).await.unwrap();
    let draft = programs::save_draft(work, program, terms).await.unwrap();
    programs::publish(work, draft, day("2025-10-01")).await.unwrap();
    programs::start(work, program).await.unwrap();
    program
}

pub async fn partner(
    work: &mut Work,
    program: ProgramId,
    name: &str,
    upline: Option<PartnerId>,
) -> PartnerId {
    let partner = partners::add(work, NewPartner::named(name, PartnerKind::Agent)).await.unwrap();
    if upline.is_some() {
        partners::set_upline(work, partner, upline, day("2025-10-01")).await.unwrap();
    }
    programs::enrol(work, program, partner, day("2025-10-01")).await.unwrap();
    partner
}

/// Anna above Boris, who sold 80, 150, 40 and 200 thousand in the fourth quarter of 2025.
pub async fn scene(bench: &Bench) -> Scene {
    let mut work = bench.work().await;
    let program = program(&mut work, "main", TERMS).await;
    let anna = partner(&mut work, program, "Анна", None).await;
    let boris = partner(&mut work, program, "Борис", Some(anna)).await;
    for (at, whole) in [80_000, 150_000, 40_000, 200_000].into_iter().enumerate() {
        let on = format!("2025-10-0{}", at + 1);
        sale(&mut work, boris, &format!("S-{}", at + 1), &on, rub(whole * 100)).await;
    }
    work.commit().await.unwrap();
    Scene { program, anna, boris }
}

pub async fn sale(work: &mut Work, partner: PartnerId, reference: &str, on: &str, amount: Money) -> SaleId {
    let new = NewSale {
        source: "test".into(),
        reference: reference.into(),
        kind: SaleKind::Order,
        partner,
        customer: None,
        product: None,
        program: None,
        happened_on: day(on),
        quantity: 1,
        amount,
        note: String::new(),
        parts: sales::SaleParts::default(),
        participants: Vec::new(),
        is_pending: false,
    };
    sales::enter(work, new).await.unwrap().sale
}

pub async fn give_back(
    work: &mut Work,
    original: SaleId,
    reference: &str,
    on: &str,
    amount: Money,
) -> SaleId {
    let new = NewReturn {
        source: "test".into(),
        reference: reference.into(),
        original,
        happened_on: day(on),
        quantity: 1,
        amount,
        note: String::new(),
        parts: sales::SaleParts::default(),
        is_pending: false,
    };
    sales::give_back(work, new).await.unwrap().sale
}

pub async fn close(bench: &Bench, program: ProgramId, period: &str, mode: Mode) -> Outcome<Closing, Refusal> {
    let closing = commissions::close(&bench.site, owner(), program, quarter(period), mode).await;
    if closing.is_ok() && mode == Mode::Post {
        every_seal_holds(bench, program, quarter(period)).await;
    }
    closing
}

/// The file of every statement of a closed period proves itself.
async fn every_seal_holds(bench: &Bench, program: ProgramId, period: Period) {
    let mut work = bench.work().await;
    let filter =
        StatementFilter { program: Some(program), period: Some(period), ..StatementFilter::default() };
    for head in commissions::statements(&mut work, &filter).await.unwrap() {
        let file = commissions::sealed_file(&mut work, head.id, None, None).await.unwrap().unwrap();
        let proven = commissions::prove(&file, None).map_err(|broken| format!("{broken:?} {file}"));
        assert_eq!(proven.unwrap().document.totals.total, head.totals.total);
    }
}

/// What the ledger says a partner is owed.
pub async fn owed(bench: &Bench, partner: PartnerId) -> i64 {
    let mut work = bench.work().await;
    ledger::balance(&mut work, ledger::Account::Payable(partner), Currency::RUB).await.unwrap().minor
}
