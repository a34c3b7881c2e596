//! Section 6: which terms, which sales, which order.

use crate::kit::*;
use crate::oracle::Random;
use std::sync::Arc;
use terms::{
    BandMode, Carried, Recurring, RecurringCount, Rule, SaleFact, TermsTimeline, TermsVersion, Timelines,
    Window,
};

fn recurring(months: u32, count: RecurringCount) -> terms::Terms {
    quarterly(vec![Rule { recurring: Some(Recurring::Months { months, count }), ..flat("10") }])
}

#[test]
fn section_6_a_month_from_31_january_ends_on_28_february() {
    let of = |date| {
        let mut row = on(1, date, 100_00);
        row.more_mut().first_sold_on = Some(day("2025-01-31"));
        state(&recurring(1, RecurringCount::Dates), &book("2025-Q1", vec![row])).totals.total
    };
    assert_eq!([of("2025-01-31"), of("2025-02-27"), of("2025-02-28")], [10_00, 10_00, 0]);
}

#[test]
fn section_6_a_prepayment_in_the_eleventh_month_counts_whole_or_for_its_part() {
    let mut row = on(1, "2025-01-01", 365_00);
    row.more_mut().first_sold_on = Some(day("2024-02-01"));
    row.more_mut().covers = Some((day("2025-01-01"), day("2025-12-31")));
    let of = |count| state(&recurring(12, count), &book("2025-Q1", vec![row.clone()])).totals.total;
    assert_eq!([of(RecurringCount::Dates), of(RecurringCount::Covered)], [36_50, 3_10]);
}

#[test]
fn section_6_only_so_many_payments_of_a_customer_count() {
    let rule = Rule { recurring: Some(Recurring::Payments(2)), ..flat("10") };
    let rows = sales(&[100, 100, 100]).into_iter().zip(1..).map(|(mut row, payment)| {
        row.more_mut().payment = Some(payment);
        row
    });
    check(&quarterly(vec![rule]), &book("2025-Q1", rows.collect()), &[10_00, 10_00], 20_00);
}

#[test]
fn section_6_terms_edited_later_do_not_change_what_old_sales_are_explained_by() {
    let version =
        |id, from, rate| TermsVersion { id, from: day(from), terms: Arc::new(quarterly(vec![flat(rate)])) };
    let first = version(1, "2024-01-01", "5");
    let old = Timelines::common(TermsTimeline::new(vec![first.clone()]).unwrap());
    let edited = Timelines::common(TermsTimeline::new(vec![first, version(2, "2025-02-01", "8")]).unwrap());
    let early = on(1, "2025-01-31", 100_00);
    let back = returning(on(3, "2025-03-01", -50_00), &early, 0);
    let rows = book("2025-Q1", vec![early, on(2, "2025-02-01", 100_00), back]);
    let (before, after) =
        (state_by(&old, &rows, 0, &Carried::new()), state_by(&edited, &rows, 0, &Carried::new()));
    assert_eq!(before.records[0], after.records[0]);
    let of = |stated: &crate::oracle::OracleStatement| -> Vec<(i64, i64)> {
        stated.records.iter().map(|record| (record.version, record.amount)).collect()
    };
    assert_eq!(of(&before), [(1, 5_00), (1, 5_00), (1, -2_50)]);
    assert_eq!(of(&after), [(1, 5_00), (2, 8_00), (1, -2_50)]);
}

#[test]
fn section_6_turnover_goes_on_under_the_rules_name_when_terms_change() {
    let version =
        |id, from, rule| TermsVersion { id, from: day(from), terms: Arc::new(quarterly(vec![rule])) };
    let marginal = |last| banded(BandMode::Marginal, Window::Period, steps(&[(100, "5")], last));
    let versions = vec![version(1, "2024-01-01", marginal("8")), version(2, "2025-02-01", marginal("10"))];
    let timelines = Timelines::common(TermsTimeline::new(versions).unwrap());
    let rows = book("2025-Q1", vec![on(1, "2025-01-31", 100_00), on(2, "2025-02-01", 100_00)]);
    assert_eq!(state_by(&timelines, &rows, 0, &Carried::new()).totals.total, 5_00 + 10_00);
}

#[test]
fn section_6_history_is_counted_and_not_paid() {
    let terms = monthly(vec![banded(BandMode::Marginal, Window::Quarter, table_t())]);
    let rows = vec![on(1, "2025-01-10", 100_000_00), on(2, "2025-02-10", 1_000_00)];
    check(&terms, &book("2025-02", rows), &[80_00], 80_00);
}

#[test]
fn section_10_the_order_in_which_equal_moments_arrive_changes_nothing() {
    let mut random = Random::new(10);
    for mode in
        [BandMode::Marginal, BandMode::Whole, BandMode::Before, BandMode::Including, BandMode::Interpolated]
    {
        let terms = quarterly(vec![banded(mode, Window::Period, steps(&[(100, "5"), (300, "8")], "12"))]);
        let mut rows: Vec<SaleFact> = (1..=12)
            .map(|id| {
                let mut row = on(id, "2025-01-15", (id * 37 % 11) * 10_01);
                row.reference = ["A", "B"][id as usize % 2].into();
                row
            })
            .collect();
        let expected = state(&terms, &book("2025-Q1", rows.clone()));
        for _ in 0..20 {
            random.shuffle(&mut rows);
            assert_eq!(state(&terms, &book("2025-Q1", rows.clone())), expected);
        }
    }
}
