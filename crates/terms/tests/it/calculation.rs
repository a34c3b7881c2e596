use crate::kit::*;
use money::{Currency, Money};
use proptest::prelude::*;
use std::sync::Arc;
use terms::{
    Attributes, Bonus, BonusPay, CalculationError, CodecError, Facts, Field, Found, LineKind, Origin, Pay,
    Period, Rule, SaleFact, Statement, Terms, TermsTimeline, TermsVersion, TimelineError, UnpaidReason,
    Upline, When, calculate,
};

fn gtk_apart() -> Terms {
    let gtk = Rule::new("gtk", Pay::Percent(percent("3")))
        .when(When::is(Field::parse("product.series").unwrap(), ["GTK"]));
    quarterly(vec![gtk, Rule::new("bands", Pay::Bands(table_t()))])
}

fn version(id: i64, from: &str, terms: Terms) -> TermsVersion {
    TermsVersion { from: day(from), id, terms: Arc::new(terms) }
}

#[test]
fn the_first_rule_that_fits_wins_and_those_before_it_say_why_not() {
    let statement =
        state(gtk_apart(), &facts(vec![series(sale(1, 1_000), "GTX"), series(sale(2, 1_000), "GTK")]));
    assert_eq!(amounts(&statement), [5_000, 3_000]);
    let Origin::Direct { rule, rejected, .. } = &statement.lines[0].origin else { panic!() };
    assert_eq!((*rule, rejected[0].rule, rejected[0].because.clause), (1, 0, 0));
    assert_eq!(rejected[0].because.found, Found::Text("GTX".into()));
}

#[test]
fn what_one_rule_takes_stays_out_of_the_bands_of_another() {
    let own = vec![series(sale(1, 1_000_000), "GTK"), series(sale(2, 100_000), "GTX")];
    let statement = state(gtk_apart(), &facts(own));
    assert_eq!(amounts(&statement), [3_000_000, 500_000]);
    let counted: Vec<_> =
        statement.turnover_by_rule.iter().map(|rule| (rule.rule.as_str(), rule.turnover)).collect();
    assert_eq!(counted, [("gtk", 100_000_000), ("bands", 10_000_000)]);
}

#[test]
fn a_sale_that_no_rule_takes_is_left_with_its_reason() {
    let mut terms = gtk_apart();
    terms.rules.truncate(1);
    let statement = state(terms, &facts(vec![sale(1, 1_000)]));
    assert!(statement.lines.is_empty());
    let UnpaidReason::NoRule { rejected } = &statement.unpaid[0].why else { panic!() };
    assert_eq!(rejected[0].because.found, Found::Nothing);
    assert_eq!(statement.turnover, rub(100_000));
}

#[test]
fn a_line_that_rounds_to_zero_is_not_kept_but_explained() {
    let statement =
        state(quarterly(vec![flat("1")]), &facts(vec![on(1, "2017-01-01", 49), on(2, "2017-01-01", 50)]));
    assert_eq!(amounts(&statement), [1]);
    assert!(
        matches!(&statement.unpaid[0].why, UnpaidReason::RoundsToZero { rule: 0, exact } if !exact.is_zero())
    );
}

#[test]
fn the_day_of_the_sale_chooses_the_version_and_turnover_goes_on_under_the_same_name() {
    let dearer = quarterly(vec![Rule::new("bands", Pay::Bands(table_t().split_off(1)))]);
    let versions = vec![version(2, "2017-02-01", dearer), version(1, "2016-01-01", gtk_apart())];
    let timeline = TermsTimeline::new(versions).unwrap();
    let own = vec![on(1, "2017-01-31", 30_000_000), on(2, "2017-02-01", 10_000_000)];
    let statement = calculate(&timeline, &facts(own)).unwrap();
    let seen: Vec<_> = statement.lines.iter().map(|line| (line.terms, line.amount)).collect();
    assert_eq!(seen, [(1, 2_100_000), (2, 1_200_000)]);
}

#[test]
fn a_return_is_judged_by_the_terms_and_the_size_of_its_original() {
    let big = When {
        clauses: vec![terms::Clause::Field {
            field: Field::SALE_AMOUNT,
            test: terms::Test::Amount { from: Some(rub(100_000)), below: None },
        }],
    };
    let old = quarterly(vec![Rule::new("big", Pay::Percent(percent("10"))).when(big)]);
    let timeline = TermsTimeline::new(vec![
        version(1, "2016-01-01", old),
        version(2, "2017-02-01", quarterly(vec![flat("20")])),
    ]);
    let first = on(1, "2017-01-10", 200_000);
    let back = returning(on(2, "2017-02-10", -50_000), &first);
    let statement = calculate(&timeline.unwrap(), &facts(vec![back, first])).unwrap();
    assert_eq!(amounts(&statement), [20_000, -5_000]);
    assert_eq!(statement.lines[1].sale().unwrap().refers_to, Some(1));
}

#[test]
fn before_the_first_version_nothing_is_promised() {
    let timeline = TermsTimeline::new(vec![version(1, "2017-02-01", quarterly(vec![flat("10")]))]).unwrap();
    let statement = calculate(&timeline, &facts(vec![on(1, "2017-01-31", 100)])).unwrap();
    assert_eq!(statement.unpaid[0].why, UnpaidReason::NoTerms);
}

#[test]
fn another_currency_blocks_its_line_and_never_adds_up() {
    let dollars = SaleFact { amount: Money::new(100_000, Currency::USD), ..sale(1, 0) };
    let statement = state(quarterly(vec![flat("10")]), &facts(vec![dollars, sale(2, 10)]));
    assert_eq!((statement.total, statement.turnover), (rub(100), rub(1_000)));
    assert_eq!(statement.unpaid[0].why, UnpaidReason::OtherCurrency);
}

#[test]
fn uplines_earn_by_level_and_condition() {
    let gold = When::is(Field::parse("beneficiary.tier").unwrap(), ["gold"]);
    let mut terms = quarterly(Vec::new());
    terms.uplines = vec![Upline { when: gold, ..Upline::new(1, percent("2")) }, Upline::new(1, percent("1"))];
    let given = |tier: &str| Facts {
        beneficiary: Attributes::new([("tier", tier)]),
        downline: vec![downline(1, sale(1, 1_000)), downline(2, sale(2, 1_000))],
        ..facts(Vec::new())
    };
    let gold = state(terms.clone(), &given("gold"));
    assert_eq!((gold.overrides, gold.lines[0].level()), (rub(2_000), Some(1)));
    assert_eq!(gold.unpaid[0].why, UnpaidReason::NoLevel);
    let silver = state(terms, &given("silver"));
    assert_eq!(silver.overrides, rub(1_000));
    let Origin::Override { upline, rejected, .. } = &silver.lines[0].origin else { panic!() };
    assert_eq!((*upline, rejected.len()), (1, 1));
}

#[test]
fn a_target_pays_from_its_exact_figure_on_and_shows_the_way_to_it() {
    let mut terms = quarterly(vec![flat("1")]);
    terms.bonuses = vec![
        Bonus::new("target", rub(6_000_000), BonusPay::Fixed(rub(50_000))),
        Bonus::new("share", rub(6_000_001), BonusPay::Percent(percent("1"))),
    ];
    let statement = state(terms.clone(), &facts(vec![on(1, "2017-01-01", 6_000_000)]));
    assert_eq!(statement.bonus, rub(50_000));
    assert_eq!(statement.targets.iter().map(|target| target.reached).collect::<Vec<_>>(), [true, false]);
    assert_eq!(statement.sale_lines(), 1);
    let Origin::Bonus { turnover, target, .. } = statement.lines[1].origin else { panic!() };
    assert_eq!((turnover, target), (6_000_000, 6_000_000));
    let less = state(terms.clone(), &facts(vec![on(1, "2017-01-01", 6_000_000), on(2, "2017-01-02", -1)]));
    assert_eq!(less.bonus, rub(0));
    let more = state(terms, &facts(vec![on(1, "2017-01-01", 6_000_100)]));
    assert_eq!(more.bonus, rub(50_000 + 60_001));
}

#[test]
fn a_sale_given_twice_or_from_the_future_is_an_error() {
    let timeline = timeline(quarterly(vec![flat("1")]));
    let twice = Facts { downline: vec![downline(1, sale(1, 5))], ..facts(vec![sale(1, 5)]) };
    assert_eq!(calculate(&timeline, &twice), Err(CalculationError::TwiceGiven { sale: 1 }));
    let late = facts(vec![on(1, "2017-04-01", 5)]);
    assert_eq!(calculate(&timeline, &late), Err(CalculationError::AfterPeriod { sale: 1 }));
    let monthly = Facts { period: Period::parse("2017-01").unwrap(), ..facts(Vec::new()) };
    assert!(matches!(calculate(&timeline, &monthly), Err(CalculationError::OtherPeriod { .. })));
}

#[test]
fn a_sale_known_late_counts_in_the_period_in_which_it_became_known() {
    let statement = state(quarterly(vec![flat("1")]), &facts(vec![on(1, "2016-12-31", 10_000)]));
    assert_eq!(statement.total, rub(100));
}

#[test]
fn too_large_sums_are_errors_and_not_wrong_numbers() {
    let huge = facts(vec![on(1, "2017-01-01", i64::MAX), on(2, "2017-01-02", i64::MAX)]);
    let timeline = timeline(quarterly(vec![flat("1")]));
    assert!(matches!(calculate(&timeline, &huge), Err(CalculationError::TooLarge { .. })));
}

#[test]
fn broken_or_mixed_versions_make_no_timeline() {
    let broken = quarterly(vec![Rule::new("bands", Pay::Bands(Vec::new()))]);
    let error = TermsTimeline::new(vec![version(3, "2017-01-01", broken)]).unwrap_err();
    assert!(matches!(error, TimelineError::Broken { version: 3, .. }));
    let dollars = Terms::new("$", Currency::USD, terms::PeriodKind::Quarter);
    let mixed = vec![version(1, "2017-01-01", quarterly(Vec::new())), version(2, "2018-01-01", dollars)];
    assert_eq!(TermsTimeline::new(mixed), Err(TimelineError::Mixed { version: 2 }));
    assert_eq!(TermsTimeline::new(Vec::new()), Err(TimelineError::Empty));
}

#[test]
fn lines_come_back_from_their_compact_block() {
    let mut terms = gtk_apart();
    terms.uplines = vec![Upline::new(1, percent("1/3"))];
    terms.bonuses = vec![Bonus::new("target", rub(1), BonusPay::Fixed(rub(7)))];
    let given =
        Facts { downline: vec![downline(1, sale(9, 77))], ..facts(vec![sale(1, 120_000), sale(2, -5)]) };
    let statement = state(terms, &given);
    let bytes = statement.lines_to_bytes().unwrap();
    assert_eq!(Statement::lines_from_bytes(&bytes).unwrap(), statement.lines);
    let kinds: Vec<LineKind> = statement.lines.iter().map(|line| line.kind()).collect();
    assert_eq!(kinds, [LineKind::Direct, LineKind::Direct, LineKind::Override, LineKind::Bonus]);
    let unpaid = statement.unpaid_to_bytes().unwrap();
    assert_eq!(Statement::unpaid_from_bytes(&unpaid).unwrap(), statement.unpaid);
}

#[test]
fn a_forged_block_is_refused_without_taking_memory() {
    assert_eq!(Statement::lines_from_bytes(&[]), Err(CodecError::UnknownVersion { found: None }));
    assert_eq!(Statement::lines_from_bytes(&[9, 1]), Err(CodecError::UnknownVersion { found: Some(9) }));
    let claim = [1, 255, 255, 255, 255, 0, 0];
    assert!(matches!(Statement::lines_from_bytes(&claim), Err(CodecError::Damaged { .. })));
}

fn any_sale(id: i64) -> impl Strategy<Value = SaleFact> {
    let parts = (0..3_i8, 0..3_u8, -30_000_000..60_000_000_i64, prop::sample::select(vec!["GTK", "GTX"]));
    parts.prop_map(move |(days, reference, minor, of)| {
        let date = jiff::civil::date(2017, 1, 1 + days);
        series(SaleFact::new(id, format!("S-{reference}"), 1, date, rub(minor)), of)
    })
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let own = (0..8_i64).map(any_sale).collect::<Vec<_>>();
    let below = (10..16_i64).map(|id| (any_sale(id), 1..4_u8)).collect::<Vec<_>>();
    (own, below).prop_map(|(own, below)| Facts {
        downline: below.into_iter().map(|(sale, level)| downline(level, sale)).collect(),
        ..facts(own)
    })
}

fn everything() -> Terms {
    let mut terms = gtk_apart();
    terms.uplines = vec![Upline::new(1, percent("1.5")), Upline::new(2, percent("1/3"))];
    terms.bonuses = vec![Bonus::new("target", rub(10_000_000), BonusPay::Percent(percent("0.7")))];
    terms
}

proptest! {
    #[test]
    fn the_order_of_the_input_changes_nothing(given in any_facts(), seed in any::<u64>()) {
        let mut shuffled = given.clone();
        let key = |id: i64| (id as u64).wrapping_add(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17);
        shuffled.own.sort_by_key(|sale| key(sale.id));
        shuffled.downline.sort_by_key(|entry| key(entry.sale.id));
        prop_assert_eq!(state(everything(), &given), state(everything(), &shuffled));
    }

    #[test]
    fn totals_are_sums_of_lines_and_every_sale_is_accounted_for(given in any_facts()) {
        let statement = state(everything(), &given);
        let sum = |kind| -> i64 {
            statement.lines.iter().filter(|line| line.kind() == kind).map(|line| line.amount).sum()
        };
        prop_assert_eq!(statement.direct.minor, sum(LineKind::Direct));
        prop_assert_eq!(statement.overrides.minor, sum(LineKind::Override));
        prop_assert_eq!(statement.bonus.minor, sum(LineKind::Bonus));
        prop_assert_eq!(statement.total.minor, statement.lines.iter().map(|line| line.amount).sum::<i64>());
        prop_assert_eq!(statement.sale_lines() + statement.unpaid.len(), given.own.len() + given.downline.len());
        let bytes = statement.lines_to_bytes().unwrap();
        prop_assert_eq!(Statement::lines_from_bytes(&bytes).unwrap(), statement.lines);
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = Statement::lines_from_bytes(&[&[1][..], &bytes].concat());
    }
}
