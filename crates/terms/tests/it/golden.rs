//! The numbers of the commission semantics, with their section in the name.

use crate::kit::*;
use money::{Currency, Money, RoundingMode};
use proptest::prelude::*;
use terms::{Band, BandPart, Facts, How, Line, Pay, Per, Rule, SaleFact, Terms};

fn by_table_t() -> Terms {
    quarterly(vec![Rule::new("bands", Pay::Bands(table_t()))])
}

fn parts(line: &Line) -> Vec<(i64, i64)> {
    let How::Bands { parts, .. } = &line.how else { panic!("not by bands: {line:?}") };
    parts
        .iter()
        .map(|part: &BandPart| (part.part(), part.exact().round(RoundingMode::Down).unwrap()))
        .collect()
}

#[test]
fn section_1_marginal_bands_give_41_400() {
    let statement = state(
        by_table_t(),
        &facts(vec![sale(1, 80_000), sale(2, 150_000), sale(3, 40_000), sale(4, 200_000)]),
    );
    assert_eq!(amounts(&statement), [400_000, 1_140_000, 320_000, 2_280_000]);
    assert_eq!(statement.total, rub(4_140_000));
    assert_eq!(statement.turnover, rub(47_000_000));
    assert_eq!(parts(&statement.lines[1]), [(2_000_000, 100_000), (13_000_000, 1_040_000)]);
}

#[test]
fn section_1_the_cumulative_figure_of_the_published_example_is_285() {
    let bands = vec![
        Band::up_to(rub(100_000), percent("1")),
        Band::up_to(rub(300_000), percent("2")),
        Band::up_to(rub(800_000), percent("3")),
        Band::open(percent("5")),
    ];
    let sales = [200, 300, 1_500, 1_200, 2_000, 4_500];
    let own = sales.iter().zip(1..).map(|(roubles, id)| sale(id, *roubles)).collect();
    let statement = state(quarterly(vec![Rule::new("bands", Pay::Bands(bands))]), &facts(own));
    assert_eq!(amounts(&statement), [200, 300, 2_500, 2_600, 6_000, 16_900]);
    assert_eq!(statement.total, rub(28_500));
}

#[test]
fn section_1_a_bound_belongs_to_the_band_above_and_nothing_falls_between() {
    let total = |minor| state(by_table_t(), &facts(vec![on(1, "2017-01-01", minor)])).total.minor;
    // 499 999.95 kopecks, 500 000 and 500 000.08
    assert_eq!([total(9_999_999), total(10_000_000), total(10_000_001)], [500_000, 500_000, 500_000]);
    assert_eq!([total(10_000_050), total(10_000_100)], [500_004, 500_008]);
    let crossing = state(by_table_t(), &facts(vec![on(1, "2017-01-01", 10_000_001)]));
    assert_eq!(parts(&crossing.lines[0]), [(10_000_000, 500_000), (1, 0)]);
    let exact = state(by_table_t(), &facts(vec![on(1, "2017-01-01", 10_000_000)]));
    assert_eq!(parts(&exact.lines[0]), [(10_000_000, 500_000)]);
}

#[test]
fn section_1_marginal_bands_have_no_cliff_on_the_way_down() {
    let statement = state(by_table_t(), &facts(vec![sale(1, 310_000), sale(2, -20_000)]));
    assert_eq!(statement.lines[1].amount, -200_000);
    assert_eq!(parts(&statement.lines[1]), [(-1_000_000, -120_000), (-1_000_000, -80_000)]);
}

#[test]
fn section_3_a_return_cancels_its_sale_even_below_zero_turnover() {
    let statement = state(by_table_t(), &facts(vec![sale(1, -350_000), sale(2, 350_000)]));
    assert_eq!(statement.total, rub(0));
    assert_eq!(statement.lines[0].amount, -350_000 * 5);
}

#[test]
fn section_4_a_unilevel_network_earns_5_000_3_000_2_000() {
    let mut terms = quarterly(Vec::new());
    terms.uplines = vec![
        terms::Upline::new(1, percent("5")),
        terms::Upline::new(2, percent("3")),
        terms::Upline::new(3, percent("2")),
    ];
    let paid_at = |level| {
        let facts = Facts { downline: vec![downline(level, sale(1, 100_000))], ..facts(Vec::new()) };
        state(terms.clone(), &facts).overrides.minor
    };
    assert_eq!([paid_at(1), paid_at(2), paid_at(3), paid_at(4)], [500_000, 300_000, 200_000, 0]);
}

#[test]
fn a_fixed_sum_is_paid_per_sale_or_per_unit_and_taken_back_by_its_part() {
    let fixed = |per| quarterly(vec![Rule::new("fixed", Pay::Fixed { amount: rub(10_000), per })]);
    let three = SaleFact { quantity: 3, ..sale(1, 900) };
    let one_back = returning(SaleFact { quantity: -1, ..sale(2, -300) }, &three);
    let own = vec![three, one_back];
    assert_eq!(amounts(&state(fixed(Per::Sale), &facts(own.clone()))), [10_000, -3_333]);
    assert_eq!(amounts(&state(fixed(Per::Unit), &facts(own))), [30_000, -10_000]);
}

#[test]
fn a_currency_without_kopecks_rounds_to_its_own_unit() {
    let mut terms = Terms::new("Yen", Currency::JPY, terms::PeriodKind::Quarter);
    terms.rules = vec![flat("2.5")];
    let sale = SaleFact { amount: Money::new(1_020, Currency::JPY), ..sale(1, 0) };
    assert_eq!(state(terms, &facts(vec![sale])).total, Money::new(26, Currency::JPY));
}

fn any_mode() -> impl Strategy<Value = RoundingMode> {
    prop::sample::select(RoundingMode::ALL.to_vec())
}

proptest! {
    #[test]
    fn a_refund_is_minus_its_sale_in_every_rounding_mode(
        before in -50_000_000..50_000_000_i64, amount in 1..40_000_000_i64, mode in any_mode(), bands in any::<bool>(),
    ) {
        let mut terms = if bands { by_table_t() } else { quarterly(vec![flat("3.337")]) };
        terms.rounding.mode = mode;
        let first = on(2, "2017-01-02", amount);
        let back = returning(on(3, "2017-01-03", -amount), &first);
        let statement = state(terms, &facts(vec![on(1, "2017-01-01", before), first, back]));
        let of = |id| -> i64 {
            let lines = statement.lines.iter().filter(|line| line.sale().is_some_and(|sale| sale.id == id));
            lines.map(|line| line.amount).sum()
        };
        prop_assert_eq!(of(2), -of(3));
    }
}
