//! A programme of months, closed one after another, and what must hold after each close.

use base::access::{Actor, PartnerId};
use base::db::Value;
use base::testing::Bench;
use base::work::Work;
use commissions::{Mode, Opened, StatementFilter};
use money::Currency;
use programs::{NewProgram, ProgramId};
use sales::SaleId;
use terms::{Period, PeriodKind};

use crate::kit::{self, close, day, rub};

/// What all terms of months begin with.
const HEAD: &str = r#"
name = "Основные условия"
currency = "RUB"
period = "month"
fx = "sale"

[rounding]
at = "line"
mode = "half-away-from-zero"
"#;

/// 5 % to 100 000 a quarter, 8 % to 300 000 and 12 % above for all of the quarter; 2 % to the upline.
pub const WHOLE_QUARTER: &str = r#"
[[rule]]
name = "volume"
title = "Оборот квартала"
bands = { pay = "whole", window = "quarter" }

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
percent = "2"
"#;

/// 10 % of every sale and 2 % to the upline.
pub const FLAT: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"

[[upline]]
level = 1
percent = "2"
"#;

/// A running programme of months from January 2026.
pub async fn program(work: &mut Work, code: &str, terms: &str) -> ProgramId {
    let new = NewProgram {
        code: code.into(),
        name: format!("Программа {code}"),
        currency: Currency::RUB,
        period: PeriodKind::Month,
        starts_on: day("2026-01-01"),
        hold_days: 14,
        minimum_minor: 0,
        description: String::new(),
    };
    let program = programs::add(work, new).await.unwrap();
    let draft = programs::save_draft(work, program, &format!("{HEAD}{terms}")).await.unwrap();
    programs::publish(work, draft, day("2026-01-01")).await.unwrap();
    programs::start(work, program).await.unwrap();
    program
}

pub async fn partner(
    work: &mut Work,
    program: ProgramId,
    name: &str,
    upline: Option<PartnerId>,
) -> PartnerId {
    let new = partners::NewPartner::named(name, partners::PartnerKind::Agent);
    let partner = partners::add(work, new).await.unwrap();
    if upline.is_some() {
        partners::set_upline(work, partner, upline, day("2025-10-01")).await.unwrap();
    }
    programs::enrol(work, program, partner, day("2026-01-01")).await.unwrap();
    partner
}

/// Anna and Vera; Boris stands below Anna.
pub struct Trade {
    pub bench: Bench,
    pub program: ProgramId,
    pub anna: PartnerId,
    pub boris: PartnerId,
    pub vera: PartnerId,
}

/// The trade under these terms, on the last day of January.
pub async fn trade(bench: Bench, terms: &str) -> Trade {
    bench.site.clock.set("2026-01-31T09:00:00Z".parse().unwrap());
    let mut work = bench.work().await;
    let program = program(&mut work, "main", terms).await;
    let anna = partner(&mut work, program, "Анна", None).await;
    let boris = partner(&mut work, program, "Борис", Some(anna)).await;
    let vera = partner(&mut work, program, "Вера", None).await;
    work.commit().await.unwrap();
    Trade { bench, program, anna, boris, vera }
}

impl Trade {
    /// Moves the clock to noon of a day.
    pub fn on(&self, day: &str) {
        self.bench.site.clock.set(format!("{day}T09:00:00Z").parse().unwrap());
    }

    /// Enters a sale of Boris in whole roubles, on its day or later.
    pub async fn sold(&self, reference: &str, on: &str, whole: i64) -> SaleId {
        if self.bench.site.today() < day(on) {
            self.on(on);
        }
        let mut work = self.bench.work().await;
        let sale = kit::sale(&mut work, self.boris, reference, on, rub(whole * 100)).await;
        work.commit().await.unwrap();
        sale
    }

    /// Closes a month on the 5th of the next one, and sees to it that all that must hold does.
    pub async fn close(&self, month: &str) {
        let period = Period::parse(month).unwrap();
        self.on(&format!("{}", period.end.saturating_add(jiff::Span::new().days(5))));
        self.close_now(month).await;
    }

    /// Closes a month at the moment the clock shows.
    pub async fn close_now(&self, month: &str) {
        let (before, open) = (rows(&self.bench).await, self.open(month).await);
        close(&self.bench, self.program, month, Mode::Post).await.unwrap();
        let after = rows(&self.bench).await;
        assert_eq!(after[..before.len()], before[..], "a closed statement was changed");
        sound(&self.bench).await;
        for (partner, total, adjustments) in open {
            let kept = self.statement(partner, month).await;
            let kept = kept.map_or((0, 0), |kept| (kept.totals.total, kept.totals.adjustments));
            assert_eq!(kept, (total, adjustments), "the page of the open month said something else");
        }
    }

    /// What the pages of the open month say: whose, the total and the corrections.
    async fn open(&self, month: &str) -> Vec<(PartnerId, i64, i64)> {
        let mut found = Vec::new();
        let period = Period::parse(month).unwrap();
        for partner in [self.anna, self.boris, self.vera] {
            let mut work = self.bench.work().await;
            let opened = commissions::open_statement(&mut work, self.program, period, partner).await;
            let Ok(opened) = opened else { continue };
            let totals = opened.totals;
            found.push((partner, totals.total, totals.adjustments));
        }
        found
    }

    /// A partner's statement of a month, with everything its page shows.
    pub async fn statement(&self, partner: PartnerId, month: &str) -> Option<Opened> {
        let mut work = self.bench.work().await;
        let period = Period::parse(month).unwrap();
        let kept = commissions::statement_of(&mut work, self.program, period, partner).await.unwrap()?;
        Some(commissions::opened(&mut work, kept).await.unwrap())
    }

    /// A partner's corrections in a month: the month that is corrected, the sale, what was stated and what is due.
    pub async fn corrections(&self, partner: PartnerId, month: &str) -> Vec<(String, String, i64, i64)> {
        let Some(statement) = self.statement(partner, month).await else { return Vec::new() };
        let one = |one: &commissions::Correction| {
            let sale = one.sale.as_ref().map(|sale| sale.reference.clone()).unwrap_or_default();
            (one.period.to_string(), sale, one.item.was / 100, one.item.now / 100)
        };
        statement.corrections.iter().map(one).collect()
    }

    /// What a partner is owed, in whole roubles.
    pub async fn owed(&self, partner: PartnerId) -> i64 {
        kit::owed(&self.bench, partner).await / 100
    }

    /// What a partner's months were stated at, in whole roubles.
    pub async fn totals(&self, partner: PartnerId) -> Vec<i64> {
        let mut work = self.bench.work().await;
        let filter = StatementFilter {
            partner: Some(partner),
            sort: commissions::StatementSort::Period,
            ..StatementFilter::default()
        };
        let heads = commissions::statements(&mut work, &filter).await.unwrap();
        heads.iter().map(|head| head.totals.total / 100).collect()
    }
}

/// Every statement as it lies in its table, oldest first.
pub async fn rows(bench: &Bench) -> Vec<String> {
    let sql = "select id, run_id, program_id, partner_id, partner_name, period, turnover_minor, direct_minor,
                 override_minor, bonus_minor, limits_minor, adjustments_minor, total_minor, sale_lines, terms,
                 inputs_hash, entry_key, closed_at, lines, unpaid, adjusted
               from commissions_statements order by id";
    let mut work = bench.work().await;
    let rows = work.rows(sql, Vec::<Value>::new()).await.unwrap();
    rows.iter().map(|row| format!("{row:?}")).collect()
}

/// Closed periods, computed again, come to what was stated and posted; every correction is told by what is due.
pub async fn sound(bench: &Bench) {
    let verified = commissions::verify(&bench.site, Actor::System("test"), None).await.unwrap();
    assert_eq!((verified.differences, verified.told), (0, vec![]));
    let mut work = bench.work().await;
    for head in commissions::statements(&mut work, &StatementFilter::default()).await.unwrap() {
        let kept = commissions::statement(&mut work, head.id).await.unwrap().unwrap();
        let opened = commissions::opened(&mut work, kept).await.unwrap();
        let mut sum = 0;
        for one in &opened.corrections {
            assert!(one.period < head.period, "{one:?}");
            assert_eq!(one.due.iter().map(|line| line.amount).sum::<i64>(), one.item.now, "{one:?}");
            sum += one.item.amount();
        }
        assert_eq!(sum, head.totals.adjustments);
        let lines: i64 = opened.lines.iter().map(|line| line.amount).sum();
        assert_eq!(lines + sum, head.totals.total);
    }
}
