//! What becomes known after a close: the next close corrects, and nothing that is closed changes.

use crate::kit::{self, day, give_back, rub, setup};
use crate::months::{FLAT, Trade, WHOLE_QUARTER, trade};
use base::access::Role;
use base::on_both_engines;
use sales::{NewSale, SaleId, SaleKind};

const DRAW: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"

[draw]
amount = "30000.00"
recoverable = true
when = { beneficiary.sales = { from = 1 } }
"#;

const CAP: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"

[[cap]]
name = "top"
title = "Потолок"
per = "quarter"
at_most = "10000.00"
"#;

const BUDGET: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"

[[cap]]
name = "budget"
title = "Бюджет"
per = "quarter"
whose = "everybody"
at_most = "10000.00"
"#;

fn new_sale(trade: &Trade, reference: &str, on: &str, whole: i64) -> NewSale {
    NewSale {
        source: "test".into(),
        reference: reference.into(),
        kind: SaleKind::Order,
        partner: trade.boris,
        customer: None,
        product: None,
        program: None,
        happened_on: day(on),
        quantity: 1,
        amount: rub(whole * 100),
        note: String::new(),
        parts: sales::SaleParts::default(),
        participants: Vec::new(),
        is_pending: false,
    }
}

async fn pending(trade: &Trade, reference: &str, on: &str, whole: i64) -> SaleId {
    let mut work = trade.bench.work().await;
    let new = NewSale { is_pending: true, ..new_sale(trade, reference, on, whole) };
    let sale = sales::enter(&mut work, new).await.unwrap().sale;
    work.commit().await.unwrap();
    sale
}

async fn cancel(trade: &Trade, sale: SaleId) {
    let mut work = trade.bench.work().await;
    sales::cancel(&mut work, sale, "").await.unwrap();
    work.commit().await.unwrap();
}

async fn correct(trade: &Trade, sale: SaleId, new: NewSale) -> SaleId {
    let mut work = trade.bench.work().await;
    let sale = sales::correct(&mut work, sale, new).await.unwrap().sale;
    work.commit().await.unwrap();
    sale
}

fn row(month: &str, sale: &str, was: i64, now: i64) -> (String, String, i64, i64) {
    (month.into(), sale.into(), was, now)
}

on_both_engines! { setup;

    async fn a_late_sale_earns_on_the_next_statement(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.sold("S-2", "2026-01-20", 50_000).await;
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, [row("2026-01", "S-2", 0, 5_000)]);
        assert_eq!(trade.corrections(trade.anna, "2026-02").await, [row("2026-01", "S-2", 0, 1_000)]);
        assert_eq!((trade.owed(trade.boris).await, trade.owed(trade.anna).await), (15_000, 3_000));
        trade.close("2026-03").await;
        assert_eq!(trade.totals(trade.boris).await, [10_000, 5_000]);
    }

    async fn a_late_return_takes_back_on_the_next_statement(bench) {
        let trade = trade(bench, FLAT).await;
        let sale = trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        let mut work = trade.bench.work().await;
        give_back(&mut work, sale, "R-1", "2026-01-25", rub(4_000_000)).await;
        work.commit().await.unwrap();
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, [row("2026-01", "R-1", 0, -4_000)]);
        assert_eq!((trade.owed(trade.boris).await, trade.owed(trade.anna).await), (6_000, 1_200));
    }

    async fn a_sale_that_is_confirmed_after_the_close_earns_then(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        let waits = pending(&trade, "S-2", "2026-01-11", 10_000).await;
        trade.close("2026-01").await;
        assert_eq!(trade.owed(trade.boris).await, 10_000);
        trade.on("2026-02-20");
        let mut work = trade.bench.work().await;
        sales::confirm(&mut work, waits).await.unwrap();
        work.commit().await.unwrap();
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, [row("2026-01", "S-2", 0, 1_000)]);
    }

    async fn a_sale_that_is_cancelled_after_the_close_is_taken_back_and_named(bench) {
        let trade = trade(bench, FLAT).await;
        let sale = trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.sold("S-2", "2026-01-11", 10_000).await;
        trade.close("2026-01").await;
        trade.on("2026-02-20");
        cancel(&trade, sale).await;
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, [row("2026-01", "S-1", 10_000, 0)]);
        assert_eq!((trade.owed(trade.boris).await, trade.owed(trade.anna).await), (1_000, 200));
        let statement = trade.statement(trade.boris, "2026-02").await.unwrap().closed.unwrap();
        let page = format!("/portal/commissions/statements/{}", statement.id);
        let boris = trade.bench.portal(trade.boris, Role::PartnerOwner).in_english();
        boris.get(&page).await.shows(&["Corrections of earlier periods", "S-1", "January 2026", "href=\"#corrections\""]);
        let receipt = boris.get(&format!("{page}/lines/correction-0")).await;
        receipt.shows(&["S-1", "was cancelled", "Stated before", "₽10,000.00", "Due now"]);
    }

    async fn a_corrected_amount_moves_the_difference(bench) {
        let trade = trade(bench, FLAT).await;
        let sale = trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.on("2026-02-20");
        correct(&trade, sale, new_sale(&trade, "S-1", "2026-01-10", 70_000)).await;
        trade.close("2026-02").await;
        let boris = trade.corrections(trade.boris, "2026-02").await;
        assert_eq!(boris, [row("2026-01", "S-1", 10_000, 0), row("2026-01", "S-1", 0, 7_000)]);
        assert_eq!((trade.owed(trade.boris).await, trade.owed(trade.anna).await), (7_000, 1_400));
        let statement = trade.statement(trade.boris, "2026-02").await.unwrap().closed.unwrap();
        let page = format!("/portal/commissions/statements/{}", statement.id);
        let portal = trade.bench.portal(trade.boris, Role::PartnerOwner).in_english();
        portal.get(&format!("{page}/lines/correction-0")).await.shows(&["was corrected"]);
        let receipt = portal.get(&format!("{page}/lines/correction-1")).await;
        receipt.shows(&["What is due for January 2026", "10% × ₽70,000.00", "Stated before", "₽7,000.00"]);
    }

    async fn a_corrected_seller_moves_the_sum_to_a_partner_who_had_no_statement(bench) {
        let trade = trade(bench, FLAT).await;
        let sale = trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.on("2026-02-20");
        correct(&trade, sale, NewSale { partner: trade.vera, ..new_sale(&trade, "S-1", "2026-01-10", 100_000) }).await;
        assert!(trade.statement(trade.vera, "2026-01").await.is_none());
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.vera, "2026-02").await, [row("2026-01", "S-1", 0, 10_000)]);
        let owed = [trade.owed(trade.anna).await, trade.owed(trade.boris).await, trade.owed(trade.vera).await];
        assert_eq!(owed, [0, 0, 10_000]);
    }

    async fn a_sale_that_happened_in_another_month_moves_there(bench) {
        let trade = trade(bench, FLAT).await;
        let sale = trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.on("2026-02-20");
        correct(&trade, sale, new_sale(&trade, "S-1", "2026-02-03", 100_000)).await;
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, [row("2026-01", "S-1", 10_000, 0)]);
        assert_eq!(trade.totals(trade.boris).await, [10_000, 0]);
    }

    async fn a_partner_who_is_moved_inside_a_closed_month_moves_the_override(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.sold("S-2", "2026-01-20", 200_000).await;
        trade.close("2026-01").await;
        assert_eq!(trade.owed(trade.anna).await, 6_000);
        trade.on("2026-02-20");
        let mut work = trade.bench.work().await;
        partners::set_upline(&mut work, trade.boris, Some(trade.vera), day("2026-01-15")).await.unwrap();
        work.commit().await.unwrap();
        crate::months::sound(&trade.bench).await;
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.anna, "2026-02").await, [row("2026-01", "S-2", 4_000, 0)]);
        assert_eq!(trade.corrections(trade.vera, "2026-02").await, [row("2026-01", "S-2", 0, 4_000)]);
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, []);
        trade.close("2026-03").await;
        assert_eq!((trade.owed(trade.anna).await, trade.owed(trade.vera).await), (2_000, 4_000));
    }

    async fn a_late_sale_that_reaches_a_band_rolls_forward_through_later_closed_months(bench) {
        let trade = trade(bench, WHOLE_QUARTER).await;
        trade.sold("S-1", "2026-01-10", 80_000).await;
        trade.close("2026-01").await;
        trade.sold("S-2", "2026-02-10", 10_000).await;
        trade.close("2026-02").await;
        trade.sold("S-3", "2026-03-10", 20_000).await;
        trade.close("2026-03").await;
        assert_eq!(trade.totals(trade.boris).await, [4_000, 500, 4_300]);
        trade.sold("S-4", "2026-01-20", 30_000).await;
        trade.close("2026-04").await;
        let found = trade.corrections(trade.boris, "2026-04").await;
        let month = |month: &str| -> i64 {
            found.iter().filter(|one| one.0 == month).map(|one| one.3 - one.2).sum()
        };
        assert_eq!([month("2026-01"), month("2026-02"), month("2026-03")], [4_800, 300, -2_700]);
        assert_eq!(trade.owed(trade.boris).await, 11_200);
    }

    async fn the_debt_of_a_draw_is_carried_through_a_correction(bench) {
        let trade = trade(bench, DRAW).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.sold("S-2", "2026-02-10", 250_000).await;
        trade.close("2026-02").await;
        assert_eq!(trade.totals(trade.boris).await, [30_000, 30_000]);
        trade.sold("S-3", "2026-01-20", 50_000).await;
        trade.sold("S-4", "2026-03-10", 700_000).await;
        trade.close("2026-03").await;
        // January earned 15 000, February 25 000: the debt is 20 000 and no longer 25 000.
        assert_eq!(trade.totals(trade.boris).await, [30_000, 30_000, 50_000]);
        assert_eq!(trade.statement(trade.boris, "2026-03").await.unwrap().totals.adjustments, 0);
    }

    async fn what_a_cap_has_seen_is_carried_through_a_correction(bench) {
        let trade = trade(bench, CAP).await;
        trade.sold("S-1", "2026-01-10", 80_000).await;
        trade.close("2026-01").await;
        trade.sold("S-2", "2026-02-10", 50_000).await;
        trade.close("2026-02").await;
        assert_eq!(trade.totals(trade.boris).await, [8_000, 2_000]);
        trade.sold("S-3", "2026-01-20", 50_000).await;
        trade.sold("S-4", "2026-03-10", 10_000).await;
        trade.close("2026-03").await;
        let found = trade.corrections(trade.boris, "2026-03").await;
        let month = |month: &str| -> i64 {
            found.iter().filter(|one| one.0 == month).map(|one| one.3 - one.2).sum()
        };
        assert_eq!([month("2026-01"), month("2026-02")], [2_000, -2_000]);
        assert_eq!(trade.owed(trade.boris).await, 10_000);
    }

    async fn a_budget_that_everybody_shares_is_spent_anew(bench) {
        let trade = trade(bench, BUDGET).await;
        trade.sold("S-2", "2026-01-10", 80_000).await;
        trade.close("2026-01").await;
        let mut work = trade.bench.work().await;
        kit::sale(&mut work, trade.vera, "S-1", "2026-01-05", rub(5_000_000)).await;
        work.commit().await.unwrap();
        trade.sold("S-3", "2026-02-10", 30_000).await;
        trade.close("2026-02").await;
        // Vera's sale is the earlier one: 5 000 of the 10 000 are hers, and Boris keeps 5 000 of his 8 000.
        assert_eq!((trade.owed(trade.vera).await, trade.owed(trade.boris).await), (5_000, 5_000));
    }

    async fn a_correction_is_corrected_by_the_close_after_it(bench) {
        let trade = trade(bench, WHOLE_QUARTER).await;
        trade.sold("S-1", "2026-01-10", 80_000).await;
        trade.close("2026-01").await;
        let late = trade.sold("S-2", "2026-01-20", 30_000).await;
        trade.close("2026-02").await;
        assert_eq!(trade.owed(trade.boris).await, 8_800);
        trade.on("2026-03-10");
        correct(&trade, late, new_sale(&trade, "S-2", "2026-01-20", 10_000)).await;
        trade.close("2026-03").await;
        assert_eq!(trade.owed(trade.boris).await, 4_500);
        trade.sold("S-3", "2026-01-21", 220_000).await;
        trade.close("2026-04").await;
        assert_eq!(trade.owed(trade.boris).await, 310_000 * 12 / 100);
        let boris = trade.corrections(trade.boris, "2026-03").await;
        assert_eq!(boris, [row("2026-01", "S-2", 4_800, 0), row("2026-01", "S-2", 0, 500)]);
    }

    async fn a_sale_entered_and_cancelled_between_two_closes_leaves_nothing(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        let sale = trade.sold("S-2", "2026-01-20", 50_000).await;
        trade.on("2026-02-20");
        cancel(&trade, sale).await;
        trade.close("2026-02").await;
        assert_eq!(trade.totals(trade.boris).await, [10_000]);
    }

    async fn a_parked_partner_keeps_the_debt_he_had(bench) {
        let trade = trade(bench, DRAW).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        let huge = i64::MAX / 10_000 * 60;
        let (one, other) = (trade.sold("S-2", "2026-02-10", huge).await, trade.sold("S-3", "2026-02-11", huge).await);
        trade.close("2026-02").await;
        trade.sold("S-4", "2026-03-10", 700_000).await;
        trade.close("2026-03").await;
        assert_eq!(trade.totals(trade.boris).await, [30_000, 50_000]);
        trade.on("2026-04-10");
        cancel(&trade, one).await;
        cancel(&trade, other).await;
        trade.close("2026-04").await;
        trade.close("2026-05").await;
        assert_eq!(trade.totals(trade.boris).await, [30_000, 50_000]);
    }

    async fn a_parked_partner_is_stated_by_the_next_close_once_his_trouble_is_gone(bench) {
        let trade = trade(bench, FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        let mut work = trade.bench.work().await;
        let huge = rub(i64::MAX / 100 * 60);
        let wrong = kit::sale(&mut work, trade.vera, "V-1", "2026-01-11", huge).await;
        kit::sale(&mut work, trade.vera, "V-2", "2026-01-12", huge).await;
        kit::sale(&mut work, trade.vera, "V-3", "2026-01-13", rub(1_000_000)).await;
        work.commit().await.unwrap();
        trade.close("2026-01").await;
        let run = async |month: &str| {
            let mut work = trade.bench.work().await;
            let period = terms::Period::parse(month).unwrap();
            commissions::run_of(&mut work, trade.program, period).await.unwrap().unwrap()
        };
        assert_eq!((trade.owed(trade.vera).await, run("2026-01").await.parked), (0, 1));
        trade.on("2026-02-20");
        let mut work = trade.bench.work().await;
        let other = sales::sales_of(&mut work, trade.vera, day("2026-01-12"), day("2026-01-12"), 1).await.unwrap();
        drop(work);
        cancel(&trade, wrong).await;
        cancel(&trade, other[0].id).await;
        trade.close("2026-02").await;
        assert_eq!(trade.corrections(trade.vera, "2026-02").await, [row("2026-01", "V-3", 0, 1_000)]);
        assert_eq!((trade.owed(trade.vera).await, run("2026-01").await.parked), (1_000, 0));
        let again = kit::close(&trade.bench, trade.program, "2026-01", commissions::Mode::Post).await.unwrap();
        assert!(matches!(again.state, commissions::ClosingState::ClosedBefore(_)), "{:?}", again.state);
        assert_eq!(trade.owed(trade.vera).await, 1_000);
    }
}
