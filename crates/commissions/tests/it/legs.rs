//! Terms that pay on the weaker of two legs, through the real close.

use base::access::{PartnerId, Role};
use base::on_both_engines;
use programs::NewPlacement;
use terms::Leg;

use crate::kit::{self, day, rub};
use crate::months::{self, Trade, trade};

/// 10 % of the weaker leg, 40 000 at most; own sales earn nothing.
const LEGS: &str = r#"
[binary]
percent = "10"
at_most = "40000.00"
"#;

/// Places a partner on a leg, at the moment that the clock shows.
async fn place(trade: &Trade, partner: PartnerId, under: PartnerId, leg: Leg, from: &str) {
    let mut work = trade.bench.work().await;
    let new = NewPlacement { partner, under, leg, from: day(from) };
    programs::place(&mut work, trade.program, new).await.unwrap();
    work.commit().await.unwrap();
}

/// Enters a sale of anybody in whole roubles, on its day or later.
async fn sold(trade: &Trade, partner: PartnerId, reference: &str, on: &str, whole: i64) {
    if trade.bench.site.today() < day(on) {
        trade.on(on);
    }
    let mut work = trade.bench.work().await;
    kit::sale(&mut work, partner, reference, on, rub(whole * 100)).await;
    work.commit().await.unwrap();
}

/// Somebody more who takes part.
async fn joined(trade: &Trade, name: &str) -> PartnerId {
    let mut work = trade.bench.work().await;
    let partner = months::partner(&mut work, trade.program, name, None).await;
    work.commit().await.unwrap();
    partner
}

/// Boris on the left leg of Anna, Vera on the right one.
async fn on_two_legs(trade: &Trade) {
    place(trade, trade.boris, trade.anna, Leg::Left, "2026-01-05").await;
    place(trade, trade.vera, trade.anna, Leg::Right, "2026-01-05").await;
}

/// What the legs were and what of them was matched, in whole roubles, as the receipt of a month says it.
async fn legs(trade: &Trade, month: &str) -> (i64, i64, i64) {
    let statement = trade.statement(trade.anna, month).await.unwrap();
    let [line] = statement.lines.as_slice() else { panic!("{:?}", statement.lines) };
    match &line.origin {
        terms::Origin::Binary { left, right } => (left / 100, right / 100, line.amount / 100),
        other => panic!("{other:?}"),
    }
}

on_both_engines! { crate::kit::setup;

    async fn the_weaker_leg_is_paid_up_to_the_cap_and_the_rest_is_carried(bench) {
        let trade = trade(bench, LEGS).await;
        on_two_legs(&trade).await;
        sold(&trade, trade.boris, "L-1", "2026-01-10", 700_000).await;
        // A sale before the seller had his place counts too: places are those of the end of the month.
        sold(&trade, trade.boris, "L-2", "2026-01-02", 500_000).await;
        sold(&trade, trade.vera, "R-1", "2026-01-11", 450_000).await;
        trade.close("2026-01").await;
        assert_eq!(legs(&trade, "2026-01").await, (1_200_000, 450_000, 40_000));
        assert_eq!((trade.owed(trade.anna).await, trade.owed(trade.boris).await), (40_000, 0));
        let statement = trade.statement(trade.anna, "2026-01").await.unwrap();
        let receipt = format!("/desk/commissions/statements/{}/lines/binary", statement.closed.unwrap().id);
        let page = trade.bench.desk(Role::Owner).get(&receipt).await;
        page.shows(&["левая ветвь", "1\u{202f}200\u{202f}000", "450\u{202f}000", "40\u{202f}000"]);
        // 750 000 are carried on the left leg and nothing on the right one.
        sold(&trade, trade.vera, "R-2", "2026-02-03", 300_000).await;
        trade.close("2026-02").await;
        assert_eq!(legs(&trade, "2026-02").await, (750_000, 300_000, 30_000));
        sold(&trade, trade.vera, "R-3", "2026-03-03", 50_000).await;
        trade.close("2026-03").await;
        assert_eq!(legs(&trade, "2026-03").await, (450_000, 50_000, 5_000));
        assert_eq!(trade.totals(trade.anna).await, [40_000, 30_000, 5_000]);
    }

    async fn a_place_that_is_learnt_after_the_close_is_corrected(bench) {
        let trade = trade(bench, LEGS).await;
        place(&trade, trade.boris, trade.anna, Leg::Left, "2026-01-05").await;
        sold(&trade, trade.boris, "L-1", "2026-01-10", 200_000).await;
        sold(&trade, trade.vera, "R-1", "2026-01-11", 100_000).await;
        trade.close("2026-01").await;
        assert_eq!(trade.owed(trade.anna).await, 0);
        trade.on("2026-02-10");
        place(&trade, trade.vera, trade.anna, Leg::Right, "2026-01-20").await;
        // The night still agrees with what was known at the close.
        months::sound(&trade.bench).await;
        sold(&trade, trade.vera, "R-2", "2026-02-11", 30_000).await;
        trade.close("2026-02").await;
        let found = trade.corrections(trade.anna, "2026-02").await;
        assert_eq!(found, [("2026-01".to_owned(), String::new(), 0, 10_000)]);
        // January hands on 100 000 of the left leg, of which February takes 30 000.
        assert_eq!(trade.totals(trade.anna).await, [0, 13_000]);
        assert_eq!(trade.owed(trade.anna).await, 13_000);
        trade.on("2026-03-10");
        let mut work = trade.bench.work().await;
        programs::take_back(&mut work, trade.program, trade.vera).await.unwrap();
        work.commit().await.unwrap();
        trade.close("2026-03").await;
        assert_eq!(trade.owed(trade.anna).await, 0);
    }

    async fn a_leg_is_everybody_below_however_deep(bench) {
        let trade = trade(bench, LEGS).await;
        let (gleb, dina) = (joined(&trade, "Глеб").await, joined(&trade, "Дина").await);
        on_two_legs(&trade).await;
        place(&trade, gleb, trade.boris, Leg::Right, "2026-01-05").await;
        place(&trade, dina, trade.boris, Leg::Left, "2026-01-05").await;
        for (at, (who, whole)) in [(gleb, 70_000), (dina, 40_000), (trade.vera, 90_000)].into_iter().enumerate() {
            sold(&trade, who, &format!("S-{at}"), "2026-01-10", whole).await;
        }
        trade.close("2026-01").await;
        assert_eq!(legs(&trade, "2026-01").await, (110_000, 90_000, 9_000));
        assert_eq!((trade.owed(trade.boris).await, trade.owed(gleb).await), (4_000, 0));
    }

    async fn a_place_from_next_month_does_not_count_yet(bench) {
        let trade = trade(bench, LEGS).await;
        place(&trade, trade.boris, trade.anna, Leg::Left, "2026-01-31").await;
        place(&trade, trade.vera, trade.anna, Leg::Right, "2026-02-01").await;
        sold(&trade, trade.boris, "L-1", "2026-01-10", 50_000).await;
        sold(&trade, trade.vera, "R-1", "2026-01-10", 50_000).await;
        trade.close("2026-01").await;
        sold(&trade, trade.vera, "R-2", "2026-02-03", 20_000).await;
        trade.close("2026-02").await;
        assert_eq!(trade.owed(trade.anna).await, 2_000);
    }

    async fn who_left_holds_his_place_and_earns_nothing_more(bench) {
        let trade = trade(bench, LEGS).await;
        let (gleb, dina) = (joined(&trade, "Глеб").await, joined(&trade, "Дина").await);
        on_two_legs(&trade).await;
        place(&trade, gleb, trade.boris, Leg::Left, "2026-01-05").await;
        place(&trade, dina, trade.boris, Leg::Right, "2026-01-05").await;
        let mut work = trade.bench.work().await;
        let all = programs::enrolments(&mut work, trade.program).await.unwrap();
        let own = all.iter().find(|one| one.partner == trade.boris).unwrap().id;
        programs::end_enrolment(&mut work, trade.program, own, day("2026-01-20")).await.unwrap();
        work.commit().await.unwrap();
        let sales = [(trade.boris, 1_000), (gleb, 20_000), (dina, 30_000), (trade.vera, 100_000)];
        for (at, (who, whole)) in sales.into_iter().enumerate() {
            sold(&trade, who, &format!("S-{at}"), "2026-01-10", whole).await;
        }
        trade.close("2026-01").await;
        // What stands below him, and what he sold while he took part, counts for Anna.
        assert_eq!(legs(&trade, "2026-01").await, (51_000, 100_000, 5_100));
        assert_eq!(trade.owed(trade.boris).await, 0);
    }

    async fn places_change_nothing_where_no_terms_pay_on_legs(bench) {
        let trade = trade(bench, months::FLAT).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.on("2026-02-10");
        on_two_legs(&trade).await;
        trade.close("2026-02").await;
        assert_eq!(trade.totals(trade.boris).await, [10_000]);
        assert_eq!(trade.corrections(trade.boris, "2026-02").await, []);
    }
}
