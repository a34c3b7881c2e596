//! Closing a period.

use crate::kit::{self, TERMS, close, give_back, owed, quarter, rub, sale, scene, setup};
use base::db::EngineName;
use base::failure::Stop;
use base::on_both_engines;
use commissions::{ClosingState, Mode, Refusal, StatementFilter};
use money::Currency;

async fn statements(bench: &base::testing::Bench) -> Vec<commissions::StatementHead> {
    let mut work = bench.work().await;
    commissions::statements(&mut work, &StatementFilter::default()).await.unwrap()
}

/// A fault put into the ledger: a kopek too much on the account of commissions.
fn skew(bench: &base::testing::Bench) -> &'static str {
    match bench.site.db.engine() {
        EngineName::Sqlite => {
            "create trigger skew after insert on ledger_balances when new.account = 'commissions' begin
               update ledger_balances set amount_minor = amount_minor - 1 where account = 'commissions';
             end"
        }
        EngineName::Postgres => {
            "create function skew() returns trigger language plpgsql as $body$
             begin
               if new.account = 'commissions' then new.amount_minor := new.amount_minor - 1; end if;
               return new;
             end $body$;
             create trigger skew before insert on ledger_balances for each row execute function skew();"
        }
    }
}

fn unskew(bench: &base::testing::Bench) -> &'static str {
    match bench.site.db.engine() {
        EngineName::Sqlite => "drop trigger skew",
        EngineName::Postgres => "drop trigger skew on ledger_balances",
    }
}

on_both_engines! { setup;

    async fn a_close_pays_each_part_of_the_turnover_at_its_own_band(bench) {
        let scene = scene(&bench).await;
        let closing = close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        assert!(matches!(closing.state, ClosingState::Closed(_)));
        let kept = statements(&bench).await;
        let seen: Vec<_> = kept.iter().map(|one| (one.partner_name.as_str(), one.totals)).collect();
        assert_eq!(seen.len(), 2);
        assert_eq!((seen[0].0, seen[0].1.overrides, seen[0].1.total), ("Анна", 705_000, 705_000));
        let boris = seen[1].1;
        assert_eq!((boris.direct, boris.overrides, boris.bonus), (4_140_000, 0, 50_000));
        assert_eq!((boris.total, boris.turnover, boris.sale_lines), (4_190_000, 47_000_000, 4));
    }

    async fn statements_and_ledger_come_to_the_same_sum(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        assert_eq!((owed(&bench, scene.anna).await, owed(&bench, scene.boris).await), (705_000, 4_190_000));
        let mut work = bench.work().await;
        assert_eq!(ledger::check(&mut work).await.unwrap(), vec![]);
        let payable = ledger::payable(&mut work, Currency::RUB, kit::day("2026-03-14")).await.unwrap();
        assert!(payable.iter().all(|one| one.available.minor == 0));
        let payable = ledger::payable(&mut work, Currency::RUB, kit::day("2026-03-15")).await.unwrap();
        assert_eq!(payable.iter().map(|one| one.available.minor).sum::<i64>(), 4_895_000);
    }

    async fn closing_again_posts_nothing(bench) {
        let scene = scene(&bench).await;
        let first = close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let again = close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        assert!(matches!(again.state, ClosingState::ClosedBefore(_)));
        assert_eq!((first.totals, first.statements), (again.totals, again.statements));
        assert_eq!(owed(&bench, scene.boris).await, 4_190_000);
        assert_eq!(statements(&bench).await.len(), 2);
    }

    async fn two_closes_at_once_close_once(bench) {
        let scene = scene(&bench).await;
        let (one, other) = tokio::join!(
            close(&bench, scene.program, "2025-Q4", Mode::Post),
            close(&bench, scene.program, "2025-Q4", Mode::Post),
        );
        let states = [one.unwrap().state, other.unwrap().state];
        assert_eq!(states.iter().filter(|state| matches!(state, ClosingState::Closed(_))).count(), 1, "{states:?}");
        assert_eq!(owed(&bench, scene.boris).await, 4_190_000);
        assert_eq!(statements(&bench).await.len(), 2);
    }

    async fn a_preview_writes_nothing(bench) {
        let scene = scene(&bench).await;
        let preview = close(&bench, scene.program, "2025-Q4", Mode::Preview).await.unwrap();
        assert_eq!((preview.state, preview.totals.total, preview.drafts.len()), (ClosingState::Previewed, 4_895_000, 2));
        assert_eq!(statements(&bench).await, vec![]);
        assert_eq!(owed(&bench, scene.boris).await, 0);
        let running = close(&bench, scene.program, "2026-Q1", Mode::Preview).await.unwrap();
        assert_eq!(running.totals.total, 0);
    }

    async fn periods_are_closed_in_order_and_after_their_end(bench) {
        let scene = scene(&bench).await;
        let early = close(&bench, scene.program, "2026-Q1", Mode::Post).await;
        assert!(matches!(early, Err(Stop::Refused(Refusal::NotEnded { .. }))), "{early:?}");
        bench.site.clock.set("2026-07-10T09:00:00Z".parse().unwrap());
        let early = close(&bench, scene.program, "2026-Q1", Mode::Post).await;
        let first = quarter("2025-Q4");
        assert!(matches!(early, Err(Stop::Refused(Refusal::OutOfOrder { first: named })) if named == first));
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        close(&bench, scene.program, "2026-Q1", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        let program = programs::program(&mut work, scene.program).await.unwrap().unwrap();
        assert_eq!(program.closed_until, Some(kit::day("2026-03-31")));
    }

    async fn a_return_takes_back_what_its_sale_earned(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        let sold = sale(&mut work, scene.boris, "S-9", "2025-11-01", rub(1_000_000)).await;
        give_back(&mut work, sold, "R-9", "2025-11-02", rub(1_000_000)).await;
        work.commit().await.unwrap();
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        assert_eq!((owed(&bench, scene.anna).await, owed(&bench, scene.boris).await), (705_000, 4_190_000));
    }

    async fn a_period_of_returns_makes_the_partner_owe(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        let sold = sales::sales_of(&mut work, scene.boris, kit::day("2025-10-01"), kit::day("2025-10-01"), 9).await.unwrap();
        give_back(&mut work, sold[0].id, "R-1", "2026-01-15", rub(8_000_000)).await;
        work.commit().await.unwrap();
        bench.site.clock.set("2026-04-10T09:00:00Z".parse().unwrap());
        let closing = close(&bench, scene.program, "2026-Q1", Mode::Post).await.unwrap();
        assert_eq!(closing.totals.total, -400_000 - 120_000);
        assert_eq!(owed(&bench, scene.boris).await, 4_190_000 - 400_000);
    }

    async fn a_sale_that_comes_late_waits_and_is_corrected_by_the_next_close(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        bench.site.clock.set("2026-03-02T09:00:00Z".parse().unwrap());
        let mut work = bench.work().await;
        sale(&mut work, scene.boris, "S-9", "2025-12-31", rub(100_000)).await;
        work.commit().await.unwrap();
        let mut work = bench.work().await;
        let run = commissions::run_of(&mut work, scene.program, quarter("2025-Q4")).await.unwrap().unwrap();
        assert_eq!(commissions::awaiting(&mut work, &run).await.unwrap(), 1);
        let period = quarter("2026-Q1");
        let open = commissions::open_statement(&mut work, scene.program, period, scene.boris).await.unwrap();
        assert_eq!((open.totals.adjustments, open.corrections.len()), (12_000, 1));
        drop(work);
        assert_eq!(owed(&bench, scene.boris).await, 4_190_000);

        bench.site.clock.set("2026-04-10T09:00:00Z".parse().unwrap());
        close(&bench, scene.program, "2026-Q1", Mode::Post).await.unwrap();
        assert_eq!(owed(&bench, scene.boris).await, 4_190_000 + 12_000);
        let mut work = bench.work().await;
        let kept = commissions::statement_of(&mut work, scene.program, period, scene.boris).await.unwrap().unwrap();
        let kept = commissions::opened(&mut work, kept).await.unwrap();
        let correction = &kept.corrections[0];
        assert_eq!((correction.period, correction.item.was, correction.item.now), (quarter("2025-Q4"), 0, 12_000));
        assert_eq!(correction.sale.as_ref().unwrap().reference, "S-9");
        assert_eq!(correction.due[0].amount, 12_000);
        assert_eq!(commissions::awaiting(&mut work, &run).await.unwrap(), 0);
    }

    async fn one_partners_trouble_parks_him_and_the_rest_goes_on(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        let vera = kit::partner(&mut work, scene.program, "Вера", None).await;
        for at in 1..=2 {
            sale(&mut work, vera, &format!("V-{at}"), &format!("2025-12-0{at}"), rub(i64::MAX / 100 * 60)).await;
        }
        work.commit().await.unwrap();
        let closing = close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let parked: Vec<_> = closing.parked.iter().map(|one| (one.name.as_str(), one.reason.as_str())).collect();
        assert_eq!(parked, [("Вера", "too-large")]);
        assert_eq!((closing.statements, owed(&bench, vera).await), (2, 0));
        assert_eq!(owed(&bench, scene.boris).await, 4_190_000);
        let again = close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        assert!(matches!(again.state, ClosingState::ClosedBefore(_)));
        assert_eq!(again.parked.len(), 1);
    }

    async fn a_ledger_that_comes_to_another_sum_keeps_the_period_open_and_says_so(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        work.batch(skew(&bench)).await.unwrap();
        work.commit().await.unwrap();
        let stopped = close(&bench, scene.program, "2025-Q4", Mode::Post).await;
        let differ = Refusal::TotalsDiffer { statements: rub(4_895_000), postings: rub(4_895_001) };
        assert!(matches!(&stopped, Err(Stop::Refused(refusal)) if *refusal == differ), "{stopped:?}");
        assert_eq!((statements(&bench).await.len(), owed(&bench, scene.boris).await), (0, 0));
        let mut work = bench.work().await;
        let run = commissions::run_of(&mut work, scene.program, quarter("2025-Q4")).await.unwrap().unwrap();
        assert_eq!((run.is_closed, run.trouble.as_deref()), (false, Some("48950.00 48950.01")));
        drop(work);
        let page = format!("/desk/commissions/periods/{}/2025-Q4", scene.program);
        let owner = bench.desk(base::access::Role::Owner).in_english();
        owner.get(&page).await.shows(&["The close was stopped", "48950.01", "Close Q4 2025"]);
        let mut work = bench.work().await;
        work.batch(unskew(&bench)).await.unwrap();
        work.commit().await.unwrap();
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        assert_eq!((statements(&bench).await.len(), owed(&bench, scene.boris).await), (2, 4_190_000));
        owner.get(&page).await.shows(&["closed"]).hides(&["The close was stopped"]);
    }

    async fn only_the_programme_a_sale_names_pays_for_it(bench) {
        let scene = scene(&bench).await;
        let mut work = bench.work().await;
        let other = kit::program(&mut work, "other", TERMS).await;
        programs::enrol(&mut work, other, scene.boris, kit::day("2025-10-01")).await.unwrap();
        let named = sales::NewSale {
            source: "test".into(),
            reference: "N-1".into(),
            kind: sales::SaleKind::Order,
            partner: scene.boris,
            customer: None,
            product: None,
            program: Some(scene.program),
            happened_on: kit::day("2025-12-01"),
            quantity: 1,
            amount: rub(10_000),
            note: String::new(),
            parts: sales::SaleParts::default(),
            participants: Vec::new(),
            is_pending: false,
        };
        sales::enter(&mut work, named).await.unwrap();
        work.commit().await.unwrap();
        let (main, other) = (
            close(&bench, scene.program, "2025-Q4", Mode::Preview).await.unwrap(),
            close(&bench, other, "2025-Q4", Mode::Preview).await.unwrap(),
        );
        assert_eq!((main.sales, other.sales), (5, 4));
    }

    async fn only_those_who_may_close_do(bench) {
        let scene = scene(&bench).await;
        let manager = base::testing::staff(base::access::Role::PartnerManager);
        let period = quarter("2025-Q4");
        let refused = commissions::close(&bench.site, manager, scene.program, period, Mode::Post).await;
        assert!(matches!(refused, Err(Stop::Forbidden)));
        let shown = commissions::close(&bench.site, manager, scene.program, period, Mode::Preview).await;
        assert!(shown.is_ok());
    }

    async fn the_open_statement_is_what_the_close_will_keep(bench) {
        let scene = scene(&bench).await;
        let period = quarter("2025-Q4");
        let mut work = bench.work().await;
        let open = commissions::open_statement(&mut work, scene.program, period, scene.boris).await.unwrap();
        drop(work);
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        let mut work = bench.work().await;
        let kept = commissions::statement_of(&mut work, scene.program, period, scene.boris).await.unwrap().unwrap();
        let kept = commissions::opened(&mut work, kept).await.unwrap();
        assert_eq!((kept.totals, untied(&kept)), (open.totals, untied(&open)));
    }

    async fn a_closed_statement_is_never_changed(bench) {
        let scene = scene(&bench).await;
        close(&bench, scene.program, "2025-Q4", Mode::Post).await.unwrap();
        for sql in ["update commissions_statements set total_minor = 0, direct_minor = 0, override_minor = 0, bonus_minor = 0", "delete from commissions_statements"] {
            let mut work = bench.work().await;
            assert!(work.run(sql, vec![]).await.is_err(), "{sql}");
        }
    }
}

/// Lines without their product's place, which is that of the book they were told from.
fn untied(opened: &commissions::Opened) -> Vec<terms::Line> {
    opened.lines.iter().map(|line| terms::Line { product: None, ..line.clone() }).collect()
}
