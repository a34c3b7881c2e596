//! Section 5: what a return takes back.

use super::base::numbers;
use crate::kit::*;
use crate::oracle::Reason;
use money::RoundingMode;
use terms::{BandMode, Clawback, ClawbackHow, RecordKind, Rule, SaleFact, Terms, Window};

fn by(how: ClawbackHow) -> Terms {
    Terms { clawback: Clawback { how, within_days: None }, ..quarterly(vec![flat("10")]) }
}

/// A year's contract of 120 000, cancelled after five months.
fn contract() -> (SaleFact, SaleFact) {
    let mut contract = on(1, "2025-03-01", 120_000_00);
    contract.more_mut().covers = Some((day("2025-03-01"), day("2026-02-28")));
    let cancelled = returning(on(2, "2025-08-01", -120_000_00), &contract, 0);
    (contract, cancelled)
}

#[test]
fn section_5_a_contract_cancelled_after_5_of_12_months_takes_back_7_000_00_or_by_days_6_969_86() {
    for (how, kopecks) in [
        (ClawbackHow::UnservedMonths, 7_000_00),
        (ClawbackHow::UnservedDays, 6_969_86),
        (ClawbackHow::Proportional, 12_000_00),
        (ClawbackHow::Whole, 12_000_00),
    ] {
        let (contract, cancelled) = contract();
        check(&by(how), &book("2025-Q3", vec![contract, cancelled]), &[-kopecks], -kopecks);
    }
}

#[test]
fn section_5_a_return_of_whole_clawback_takes_everything_once() {
    let first = sale(1, 1_000);
    let part = returning(sale(2, -100), &first, 0);
    let more = returning(sale(3, -100), &first, 100_00);
    let rows = book("2025-Q1", vec![first, part, more]);
    check(&by(ClawbackHow::Whole), &rows, &[100_00, -100_00], 0);
    check(&by(ClawbackHow::Proportional), &rows, &[100_00, -10_00, -10_00], 80_00);
}

#[test]
fn section_5_a_late_return_takes_nothing_back() {
    let first = on(1, "2025-01-01", 1_000_00);
    let on_day = |date| returning(on(2, date, -1_000_00), &first, 0);
    let mut terms = by(ClawbackHow::Proportional);
    terms.clawback.within_days = Some(30);
    let of = |date| state(&terms, &book("2025-Q1", vec![first.clone(), on_day(date)]));
    assert_eq!(of("2025-01-31").totals.total, 0);
    assert_eq!(of("2025-02-01").totals.total, 100_00);
    assert_eq!(of("2025-02-01").unpaid[0].why, Reason::TooLate);
}

#[test]
fn section_5_partial_refunds_and_then_the_whole_never_take_back_more_than_was_paid() {
    let cuts = numbers(5, 300, 1_000);
    for (case, amount) in numbers(7, 100, 100_000).into_iter().enumerate() {
        for mode in RoundingMode::ALL {
            for rule in [flat("3.337"), banded(BandMode::Including, Window::Period, table_t())] {
                let mut terms = quarterly(vec![Rule { at_least: Some(rub(7)), ..rule }]);
                terms.rounding.mode = mode;
                let first = on(1, "2025-01-01", amount + 1);
                let mut rows = vec![first.clone()];
                let (mut returned, mut id) = (0, 2);
                for cut in cuts[case..case + 3].iter().map(|cut| (amount + 1) * cut / 1_700).chain([i64::MAX])
                {
                    let part = cut.min(amount + 1 - returned);
                    if part > 0 {
                        rows.push(returning(on(id, "2025-01-02", -part), &first, returned));
                        returned += part;
                        id += 1;
                    }
                }
                let stated = state(&terms, &book("2025-Q1", rows));
                let amounts = stated.amounts(RecordKind::Direct);
                let mut left = 0;
                for amount in amounts {
                    left += amount;
                    assert!(left >= 0, "{stated:#?}");
                }
                assert_eq!(stated.totals.total, 0, "{stated:#?}");
            }
        }
    }
}

#[test]
fn section_5_a_refund_takes_back_at_the_band_its_sale_was_paid_at() {
    let rows = |first: &SaleFact| {
        vec![
            first.clone(),
            on(2, "2025-01-02", 250_000_00),
            returning(on(3, "2025-01-03", -80_000_00), first, 0),
        ]
    };
    let first = on(1, "2025-01-01", 80_000_00);
    for mode in [BandMode::Before, BandMode::Including] {
        let terms = quarterly(vec![banded(mode, Window::Period, table_t())]);
        let stated = state(&terms, &book("2025-Q1", rows(&first)));
        assert_eq!(stated.amounts(RecordKind::Direct)[2], -4_000_00);
    }
}

#[test]
fn section_5_uplines_give_back_what_they_had_of_the_part_returned() {
    let first = sale(1, 100);
    let book = line_of(2, "2025-Q1", vec![first.clone(), returning(sale(2, -25), &first, 0)]);
    let mut terms = quarterly(Vec::new());
    terms.uplines = vec![terms::Upline::new(1, percent("10"))];
    let stated = state_as(1, &terms, &book, &terms::Carried::new());
    assert_eq!(stated.amounts(RecordKind::Override), [10_00, -2_50]);
}

#[test]
fn section_5_a_refund_of_a_split_sale_takes_the_same_parts() {
    let mut first = on(1, "2025-01-01", 100_00);
    let participant = terms::Participant { partner: 1, role: "second".into(), share: Some(percent("33.33")) };
    first.more_mut().participants = vec![participant.clone()];
    let mut back = returning(on(2, "2025-01-02", -100_00), &first, 0);
    back.more_mut().participants = vec![participant];
    let book = book_of("2025-Q1", vec![partner(1), partner(2)], vec![first, back]);
    let terms = quarterly(vec![flat("3.337")]);
    for who in [0, 1] {
        assert_eq!(state_as(who, &terms, &book, &terms::Carried::new()).totals.total, 0);
    }
}
