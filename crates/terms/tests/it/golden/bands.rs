//! Section 1: the meanings of "tiered".

use super::base::numbers;
use crate::kit::*;
use money::Rate;
use terms::{
    Band, BandMode, Bands, Base, Book, Carried, Earns, Measure, PartnerFact, Pay, RecordKind, Rule, Stack,
    StackHow, Terms, Window,
};

const SALES: [i64; 4] = [80_000, 150_000, 40_000, 200_000];

fn four() -> Book {
    book("2025-Q1", sales(&SALES))
}

fn by(mode: BandMode, window: Window) -> Terms {
    quarterly(vec![banded(mode, window, table_t())])
}

fn kopecks<const N: usize>(whole: [i64; N]) -> [i64; N] {
    whole.map(|whole| whole * 100)
}

#[test]
fn section_1_t1_slabs_give_41_400() {
    let terms = by(BandMode::Marginal, Window::Period);
    check(&terms, &four(), &kopecks([4_000, 11_400, 3_200, 22_800]), 41_400_00);
    assert_eq!(state(&terms, &four()).totals.turnover, 470_000_00);
}

#[test]
fn section_1_t2_the_whole_volume_gives_56_400() {
    let terms = by(BandMode::Whole, Window::Period);
    check(&terms, &four(), &kopecks([4_000, 14_400, 3_200, 34_800]), 56_400_00);
}

#[test]
fn section_1_t2_the_rate_reached_at_the_end_gives_56_400_as_well() {
    let terms = by(BandMode::Reached, Window::Period);
    check(&terms, &four(), &kopecks([9_600, 18_000, 4_800, 24_000]), 56_400_00);
}

#[test]
fn section_1_t3_the_rate_before_the_sale_gives_30_700() {
    let terms = by(BandMode::Before, Window::Period);
    check(&terms, &four(), &kopecks([4_000, 7_500, 3_200, 16_000]), 30_700_00);
}

#[test]
fn section_1_t4_the_rate_with_the_sale_gives_43_200() {
    let terms = by(BandMode::Including, Window::Period);
    check(&terms, &four(), &kopecks([4_000, 12_000, 3_200, 24_000]), 43_200_00);
}

#[test]
fn section_1_t5_the_size_of_the_sale_gives_34_000() {
    let terms = by(BandMode::Including, Window::Sale);
    check(&terms, &four(), &kopecks([4_000, 12_000, 2_000, 16_000]), 34_000_00);
}

#[test]
fn section_1_t6_an_interpolated_rate_grows_inside_its_band() {
    // 6.5 % on average of the first 100 000, 10 % of the next 200 000, 12 % of the rest.
    let terms = by(BandMode::Interpolated, Window::Period);
    let stated = state(&terms, &four());
    assert_eq!(stated.totals.total, (6_500 + 20_000 + 20_400) * 100);
    // From 5 % to 7.4 % over the first 80 000: 6.2 % of them.
    assert_eq!(stated.amounts(RecordKind::Direct)[0], 4_960_00);
}

#[test]
fn section_1_t6a_550_conversions_give_6_500() {
    let band = |up_to, whole: i64| Band { up_to, earns: Earns::Fixed(whole * 100) };
    let bands = vec![band(Some(100), 10), band(Some(500), 12), band(None, 14)];
    let bands = Bands { measure: Measure::Count, ..Bands::new(BandMode::Marginal, bands) };
    let terms = quarterly(vec![Rule::new("leads", Pay::Bands(bands.clone()))]);
    let leads = (1..=550).map(|id| on(id, "2025-02-01", 0)).collect();
    assert_eq!(state(&terms, &book("2025-Q1", leads)).totals.total, (1_000 + 4_800 + 700) * 100);

    let units = Bands { measure: Measure::Quantity, ..bands };
    let terms = quarterly(vec![Rule::new("units", Pay::Bands(units))]);
    let mut lot = on(1, "2025-02-01", 0);
    lot.quantity = 550;
    assert_eq!(state(&terms, &book("2025-Q1", vec![lot])).totals.total, 6_500_00);
}

#[test]
fn section_1_t7_the_band_of_one_month_pays_in_the_next() {
    let terms = monthly(vec![banded(BandMode::Previous, Window::Month, table_t())]);
    let mut rows: Vec<_> =
        SALES.iter().zip(1..).map(|(whole, id)| on(id, "2025-01-15", whole * 100)).collect();
    rows.push(on(5, "2025-02-03", 10_000_00));
    check(&terms, &book("2025-02", rows.clone()), &[1_200_00], 1_200_00);
    rows.push(on(6, "2025-03-03", 10_000_00));
    check(&terms, &book("2025-03", rows), &[500_00], 500_00);
}

fn oracle_table() -> Vec<Band> {
    steps(&[(1_000, "1"), (3_000, "2"), (8_000, "3")], "5")
}

#[test]
fn section_1_the_published_example_split_by_transaction_is_164() {
    let rows = book("2025-Q1", sales(&[200, 300, 1_500, 1_200, 2_000, 4_500]));
    let terms = quarterly(vec![banded(BandMode::Marginal, Window::Sale, oracle_table())]);
    check(&terms, &rows, &kopecks([2, 3, 20, 14, 30, 95]), 164_00);
}

#[test]
fn section_1_the_published_example_cumulated_is_285() {
    let rows = book("2025-Q1", sales(&[200, 300, 1_500, 1_200, 2_000, 4_500]));
    let terms = quarterly(vec![banded(BandMode::Marginal, Window::Period, oracle_table())]);
    check(&terms, &rows, &kopecks([2, 3, 25, 26, 60, 169]), 285_00);
}

#[test]
fn section_1_attainment_bands_of_a_quota_of_447_920_end_at_268_752_and_at_the_quota() {
    let band = |up_to, rate| Band { up_to, earns: Earns::Percent(percent(rate)) };
    let bands = vec![band(Some(600_000), "10"), band(Some(1_000_000), "15"), band(None, "18.75")];
    let pay = |mode| Bands { measure: Measure::Attainment, ..Bands::new(mode, bands.clone()) };
    let quota = PartnerFact { target: Some(447_920_00), ..partner(1) };
    let of = |mode, kopecks| {
        let terms = quarterly(vec![Rule::new("quota", Pay::Bands(pay(mode)))]);
        let sale = on(1, "2025-01-09", kopecks);
        state(&terms, &book_of("2025-Q1", vec![quota.clone()], vec![sale])).totals.total
    };
    assert_eq!(of(BandMode::Marginal, 268_752_00), 26_875_20);
    assert_eq!(of(BandMode::Marginal, 447_920_00), 53_750_40);
    assert_eq!(of(BandMode::Marginal, 500_000_00), 63_515_40);
    assert_eq!(of(BandMode::Including, 268_751_99), 26_875_20);
    assert_eq!(of(BandMode::Including, 268_752_00), 40_312_80);
    assert_eq!(of(BandMode::Including, 447_920_00), 83_985_00);
}

#[test]
fn section_1_a_bound_belongs_to_the_band_above_and_nothing_falls_between() {
    let of = |mode, window, kopecks| {
        let terms = quarterly(vec![banded(mode, window, table_t())]);
        state(&terms, &book("2025-Q1", vec![on(1, "2025-01-01", kopecks)])).totals.total
    };
    let around = [99_999_99, 100_000_00, 100_000_01, 100_000_50];
    let slabs = around.map(|kopecks| of(BandMode::Marginal, Window::Period, kopecks));
    assert_eq!(slabs, [5_000_00, 5_000_00, 5_000_00, 5_000_04]);
    for (mode, window) in [
        (BandMode::Including, Window::Period),
        (BandMode::Including, Window::Sale),
        (BandMode::Whole, Window::Period),
        (BandMode::Reached, Window::Period),
    ] {
        let whole = around.map(|kopecks| of(mode, window, kopecks));
        assert_eq!(whole, [5_000_00, 8_000_00, 8_000_00, 8_000_04]);
    }
}

#[test]
fn section_1_one_rouble_over_the_cliff_is_worth_12_000_08() {
    let of =
        |whole| state(&by(BandMode::Whole, Window::Period), &book("2025-Q1", sales(&[whole]))).totals.total;
    assert_eq!(of(299_999), 23_999_92);
    assert_eq!(of(300_000), 36_000_00);
    assert_eq!(of(300_000) - of(299_999), 12_000_08);
}

#[test]
fn section_1_a_refund_of_20_000_over_the_cliff_takes_14_000_and_by_slabs_2_000() {
    let rows = book("2025-Q1", sales(&[310_000, -20_000]));
    check(&by(BandMode::Whole, Window::Period), &rows, &[37_200_00, -14_000_00], 23_200_00);
    let slabs = state(&by(BandMode::Marginal, Window::Period), &rows);
    assert_eq!(slabs.amounts(RecordKind::Direct)[1], -2_000_00);
}

#[test]
fn section_1_a_horizon_leaves_older_sales_where_they_are() {
    let mut rule = banded(BandMode::Whole, Window::Period, table_t());
    if let Pay::Bands(bands) = &mut rule.pay {
        bands.horizon_days = Some(30);
    }
    let rows =
        vec![on(1, "2025-01-10", 80_000_00), on(2, "2025-03-01", 10_000_00), on(3, "2025-03-31", 20_000_00)];
    // Of the 90 000 before, 10 000 of the last 30 days rise by 3 %.
    check(&quarterly(vec![rule]), &book("2025-Q1", rows), &[4_000_00, 500_00, 1_900_00], 6_400_00);
}

#[test]
fn section_1_a_year_read_by_months_trues_up_what_months_before_were_paid() {
    let terms = monthly(vec![banded(BandMode::Reached, Window::Year, table_t())]);
    let rows: Vec<_> = [(1, "2025-01-20", 80_000), (2, "2025-02-20", 150_000), (3, "2025-03-20", 100_000)]
        .map(|(id, date, whole)| on(id, date, whole * 100))
        .into();
    let paid = [("2025-01", 4_000_00), ("2025-02", 12_000_00 + 2_400_00), ("2025-03", 12_000_00 + 9_200_00)];
    for (period, total) in paid {
        let until = terms::Period::parse(period).unwrap().end;
        let known = rows.iter().filter(|sale| sale.happened_on <= until).cloned().collect();
        assert_eq!(state(&terms, &book(period, known)).totals.total, total, "{period}");
    }
    // Together as if the whole year had been read at once.
    assert_eq!(paid.iter().map(|(_, total)| total).sum::<i64>(), 330_000_00 * 12 / 100);
}

#[test]
fn section_1_a_tier_multiplies_the_custom_payout_of_3_into_3_30() {
    let band = |up_to, rate| Band { up_to, earns: Earns::Percent(percent(rate)) };
    let stack = Stack { onto: Earns::Fixed(3_00), how: StackHow::Multiply };
    let bands = Bands {
        measure: Measure::Count,
        stack: Some(stack),
        ..Bands::new(BandMode::Before, vec![band(Some(1), "0"), band(None, "10")])
    };
    let terms = quarterly(vec![Rule::new("custom", Pay::Bands(bands))]);
    check(&terms, &book("2025-Q1", sales(&[1, 1])), &[3_00, 3_30], 6_30);
}

#[test]
fn section_1_a_tier_may_add_to_the_base_rate_instead() {
    let stack = Stack { onto: Earns::Percent(percent("5")), how: StackHow::Add };
    let bands = Bands { stack: Some(stack), ..Bands::new(BandMode::Before, steps(&[(100, "0")], "2.5")) };
    let terms = quarterly(vec![Rule::new("added", Pay::Bands(bands))]);
    check(&terms, &book("2025-Q1", sales(&[100, 100])), &[5_00, 7_50], 12_50);
}

#[test]
fn section_1_a_lost_customer_lowers_the_count_of_active_ones() {
    let band = |up_to, whole: i64| Band { up_to, earns: Earns::Fixed(whole * 100) };
    let bands = Bands {
        measure: Measure::Customers,
        ..Bands::new(BandMode::Marginal, vec![band(Some(1), 10), band(None, 20)])
    };
    let terms = quarterly(vec![Rule::new("active", Pay::Bands(bands))]);
    let mut rows = sales(&[100, 100, 100, -100]);
    for (sale, customer) in rows.iter_mut().zip([1, 1, 2, 2]) {
        sale.customer = customer;
    }
    let original = rows[2].clone();
    rows[3] = returning(rows[3].clone(), &original, 0);
    let mut book = book("2025-Q1", rows);
    book.add_customer(Default::default());
    book.add_customer(Default::default());
    book.finish();
    check(&terms, &book, &[10_00, 20_00, -20_00], 10_00);
}

#[test]
fn section_2_the_best_rule_is_chosen_by_money_and_not_by_its_number() {
    let ten = Rule::new("ten", Pay::Percent(percent("50")));
    let fixed = Rule::new("fixed", Pay::Fixed { amount: roubles(20), per: terms::Per::Sale });
    let rows = book("2025-Q1", sales(&[30, 100]));
    let choosing = |choose| Terms { choose, ..quarterly(vec![fixed.clone(), ten.clone()]) };
    check(&choosing(terms::Choose::First), &rows, &[20_00, 20_00], 40_00);
    check(&choosing(terms::Choose::Best), &rows, &[20_00, 50_00], 70_00);
    check(&choosing(terms::Choose::Sum), &rows, &[20_00, 15_00, 20_00, 50_00], 105_00);
    check(&choosing(terms::Choose::Max), &rows, &[15_00, 50_00], 65_00);
}

#[test]
fn section_1_thresholds_of_a_partner_who_joined_on_the_11th_shrink_to_67_741_94() {
    let joined = PartnerFact { joined_on: Some(day("2025-01-11")), ..partner(1) };
    let rule = banded(BandMode::Including, Window::Month, table_t());
    let terms = Terms { prorate: terms::Prorate::Thresholds, ..monthly(vec![rule]) };
    let of = |kopecks| {
        let sale = on(1, "2025-01-20", kopecks);
        let book = book_of("2025-01", vec![joined.clone()], vec![sale]);
        state_as(0, &terms, &book, &Carried::new()).totals.total
    };
    assert_eq!([of(67_741_93), of(67_741_94)], [3_387_10, 5_419_36]);
    assert_eq!([of(203_225_80), of(203_225_81)], [16_258_06, 24_387_10]);
}

#[test]
fn section_1_bands_measure_the_base_they_name() {
    let bands = Bands { measure: Measure::Amount(Base::Net), ..Bands::new(BandMode::Including, table_t()) };
    let terms = Terms {
        vat: Some(Rate::percent("20").unwrap()),
        ..quarterly(vec![Rule::new("net", Pay::Bands(bands))])
    };
    check(&terms, &book("2025-Q1", sales(&[119_999])), &[5_999_95], 5_999_95);
    check(&terms, &book("2025-Q1", sales(&[120_000])), &[9_600_00], 9_600_00);
}

#[test]
fn section_1_t1_and_t2_depend_on_the_volume_alone_and_not_on_how_it_came() {
    let of = |mode, rows: &[i64]| {
        let mut terms = quarterly(vec![banded(mode, Window::Period, table_t())]);
        terms.rounding.at = terms::RoundingPoint::Statement;
        let rows = rows.iter().zip(1..).map(|(minor, id)| on(id, "2025-02-02", *minor)).collect();
        state(&terms, &book("2025-Q1", rows)).totals.total
    };
    for seed in 0..40 {
        let rows: Vec<i64> =
            numbers(seed, 9, 120_000_00).into_iter().map(|minor| minor - 20_000_00).collect();
        let volume: i64 = rows.iter().sum();
        for mode in [BandMode::Marginal, BandMode::Whole, BandMode::Reached, BandMode::Interpolated] {
            assert_eq!(of(mode, &rows), of(mode, &[volume]), "{mode:?} {rows:?}");
        }
        assert_eq!(of(BandMode::Whole, &rows), of(BandMode::Including, &[volume]));
    }
}
