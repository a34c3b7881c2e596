//! Section 5: targets, caps, draws, and what is paid out.

use crate::kit::*;
use terms::{
    Bonus, BonusPay, Cap, CapOf, Carried, Draw, GrowthOver, PartnerFact, Prorate, RecordKind, Target,
    TargetAt, Terms, When, Window, pay_out,
};

#[test]
fn section_5_a_recoverable_draw_of_30_000_pays_30_000_30_000_45_000() {
    let draw = |recoverable| Some(Draw { amount: roubles(30_000), recoverable, when: When::ALWAYS });
    let mut carried = Carried::new();
    let months = [
        ("2025-01", 10_000, 30_000, 20_000),
        ("2025-02", 25_000, 30_000, 25_000),
        ("2025-03", 70_000, 45_000, 0),
    ];
    for (period, earned, paid, debt) in months {
        let terms = Terms { draw: draw(true), ..monthly(vec![flat("100")]) };
        let row = on(1, &format!("{period}-05"), earned * 100);
        let stated = state_as(0, &terms, &book(period, vec![row.clone()]), &carried);
        assert_eq!((stated.totals.total, stated.carried["draw"]), (paid * 100, debt * 100), "{period}");
        carried = stated.carried;

        let terms = Terms { draw: draw(false), ..terms };
        let stated = state(&terms, &book(period, vec![row]));
        assert_eq!(stated.totals.total, earned.max(30_000) * 100);
    }
}

#[test]
fn section_5_a_negative_balance_is_carried_and_sums_below_the_minimum_stay() {
    let mut balance = 0;
    let months = [(12_000, 12_000, 0), (-20_000, 0, -20_000), (15_000, 0, -5_000), (3_000, 0, -2_000)];
    for (earned, paid, after) in months {
        let (paid_out, left) = pay_out(balance, earned * 100, 5_000_00).unwrap();
        assert_eq!((paid_out, left), (paid * 100, after * 100));
        balance = left;
    }
    assert_eq!(pay_out(0, 4_999_99, 5_000_00), Some((0, 4_999_99)));
    assert_eq!(pay_out(4_999_99, 1, 5_000_00), Some((5_000_00, 0)));
    assert_eq!(pay_out(0, 0, 0), Some((0, 0)));
    assert_eq!(pay_out(i64::MAX, 1, 0), None);
}

fn asked(joined: &str, prorate: Prorate, at: TargetAt) -> Option<i64> {
    let target = Target::new(at);
    let pay = BonusPay::Fixed(roubles(1));
    let bonus = Bonus { name: "plan".into(), title: String::new(), targets: vec![target], pay };
    let terms = Terms { prorate, bonuses: vec![bonus], ..monthly(Vec::new()) };
    let one = PartnerFact { joined_on: Some(day(joined)), target: Some(300_000_00), ..partner(1) };
    let rows = vec![on(1, "2025-01-31", 203_225_81)];
    let stated = state_as(0, &terms, &book_of("2025-01", vec![one], rows), &Carried::new());
    assert_eq!(stated.targets[0].reached, stated.targets[0].asked <= Some(203_225_81));
    stated.targets[0].asked
}

#[test]
fn section_6_a_target_of_300_000_is_203_225_81_for_whoever_joined_on_the_11th_of_a_month_of_31_days() {
    for at in [TargetAt::AtLeast(300_000_00), TargetAt::Own] {
        assert_eq!(asked("2025-01-11", Prorate::Targets, at), Some(203_225_81));
        assert_eq!(asked("2025-01-11", Prorate::Both, at), Some(203_225_81));
        for (joined, prorate) in [
            ("2025-01-11", Prorate::None),
            ("2025-01-11", Prorate::Thresholds),
            ("2025-01-01", Prorate::Targets),
            ("2024-12-31", Prorate::Targets),
        ] {
            assert_eq!(asked(joined, prorate, at), Some(300_000_00));
        }
    }
}

#[test]
fn section_5_a_cap_gives_the_same_total_whatever_the_order_of_32_events_of_one_moment() {
    let cap = Cap::at_most("month", CapOf::Total, rub(1_000_01));
    let terms = Terms { caps: vec![cap], ..quarterly(vec![flat("3.337")]) };
    let rows = (1..=32).map(|id| {
        let mut row = on(id, "2025-01-15", 1_000_00 + id * 7_77);
        row.reference = "same".into();
        row
    });
    let rows: Vec<_> = rows.collect();
    let expected = state(&terms, &book("2025-Q1", rows.clone()));
    assert_eq!(expected.totals.total, 1_000_01);
    assert_eq!(expected.amounts(RecordKind::Cap).len(), 1);
    let mut random = crate::oracle::Random::new(32);
    for turn in 0..64 {
        let mut other = rows.clone();
        if turn < 32 {
            other.rotate_left(turn)
        } else {
            random.shuffle(&mut other)
        }
        assert_eq!(state(&terms, &book("2025-Q1", other)), expected);
    }
}

#[test]
fn section_5_a_cap_over_a_year_goes_on_from_what_months_before_have_seen() {
    let cap = Cap { window: Window::Year, ..Cap::at_most("year", CapOf::Direct, roubles(100)) };
    let terms = Terms { caps: vec![cap], ..monthly(vec![flat("10")]) };
    let mut carried = Carried::new();
    for (period, whole, paid) in
        [("2025-01", 600, 60), ("2025-02", 600, 40), ("2025-03", 600, 0), ("2025-04", -1_000, -20)]
    {
        let row = on(1, &format!("{period}-05"), whole * 100);
        let stated = state_as(0, &terms, &book(period, vec![row]), &carried);
        assert_eq!(stated.totals.total, paid * 100, "{period}");
        carried = stated.carried;
    }
    assert_eq!(carried["cap.year.2025-01-01"], 80_00);
}

#[test]
fn section_5_a_floor_lifts_and_a_rule_alone_can_be_capped() {
    let least = Cap {
        at_most: None,
        at_least: Some(roubles(500)),
        ..Cap::at_most("floor", CapOf::Total, roubles(0))
    };
    let only = Cap::at_most("rule", CapOf::Rule("all".into()), roubles(40));
    let terms = Terms { caps: vec![only, least], ..quarterly(vec![flat("10")]) };
    let stated = state(&terms, &book("2025-Q1", sales(&[1_000])));
    assert_eq!(stated.amounts(RecordKind::Cap), [-60_00, 460_00]);
    assert_eq!(stated.totals.limits, 400_00);
}

#[test]
fn section_1_an_accelerator_pays_for_what_is_above_the_target() {
    let bonus = |pay| Terms {
        bonuses: vec![Bonus::new("plan", roubles(400_000), pay)],
        ..quarterly(vec![flat("1")])
    };
    let rows = book("2025-Q1", sales(&[470_000]));
    let total = |pay| state(&bonus(pay), &rows).totals.bonus;
    assert_eq!(total(BonusPay::Fixed(roubles(7))), 7_00);
    assert_eq!(total(BonusPay::Percent(percent("2"))), 9_400_00);
    assert_eq!(total(BonusPay::PercentAbove(percent("2"))), 1_400_00);
    assert_eq!(total(BonusPay::PercentOfCommission(percent("10"))), 470_00);
}

#[test]
fn section_1_growth_is_compared_exactly_and_shown_rounded_up() {
    let target = |over| Target::new(TargetAt::Growth { by: percent("20"), over });
    let of = |over, now| {
        let pay = BonusPay::Fixed(roubles(1));
        let bonus = Bonus { name: "growth".into(), title: String::new(), targets: vec![target(over)], pay };
        let terms = Terms { bonuses: vec![bonus], ..quarterly(Vec::new()) };
        let rows = vec![on(1, "2024-11-11", 100_01), on(2, "2025-01-11", now)];
        let stated = state(&terms, &book("2025-Q1", rows));
        (stated.targets[0].asked, stated.targets[0].reached)
    };
    assert_eq!(of(GrowthOver::Previous, 120_01), (Some(120_02), false));
    assert_eq!(of(GrowthOver::Previous, 120_02), (Some(120_02), true));
    assert_eq!(of(GrowthOver::YearBefore, 120_02), (None, false));
}
