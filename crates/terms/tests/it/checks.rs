//! Errors that keep terms from being published.

use crate::any::*;
use money::{Currency, Money};
use terms::{
    Band, BandMode, Bands, Base, Binary, Bonus, BonusPay, Cap, CapOf, CapWhose, Case, CaseSale, Choose,
    Clause, Earns, Field, FindingKind, GrowthOver, Measure, Pay, Per, Period, PeriodKind, Place, Rank,
    Recurring, RecurringCount, Rule, Scope, Severity, Split, SplitShare, Stack, StackHow, Target, TargetAt,
    Terms, Test, Upline, When, Window, check,
};

fn found(terms: &Terms) -> Vec<(Severity, Place, &'static str)> {
    check(terms).into_iter().map(|finding| (finding.severity, finding.at, finding.kind.key())).collect()
}

fn errors(terms: &Terms) -> Vec<&'static str> {
    let errors = found(terms).into_iter().filter(|finding| finding.0 == Severity::Error);
    errors.map(|finding| finding.2).collect()
}

fn marginal(bands: Vec<Band>) -> Terms {
    quarterly(vec![Rule::new("bands", Pay::marginal(bands))])
}

fn of_bands(bands: Bands) -> Terms {
    quarterly(vec![Rule::new("bands", Pay::Bands(bands))])
}

fn fixed(minor: i64) -> Vec<Band> {
    vec![
        Band { up_to: Some(10), earns: Earns::Fixed(minor) },
        Band { up_to: None, earns: Earns::Fixed(minor * 2) },
    ]
}

fn asking(field: Field, test: Test) -> When {
    When { clauses: vec![Clause::Field { field, test }] }
}

#[test]
fn good_terms_have_no_finding() {
    assert_eq!(found(&marginal(table_t())), []);
    assert_eq!(check(&Terms::parse(include_str!("crm.toml")).unwrap()), []);
}

#[test]
fn bands_must_ascend_and_stay_open_at_the_end() {
    let error = |at, key| (Severity::Error, at, key);
    let descending = vec![
        Band::up_to(rub(200), percent("5")),
        Band::up_to(rub(200), percent("6")),
        Band::open(percent("7")),
    ];
    assert_eq!(found(&marginal(descending)), [error(Place::Band(0, 1), "bands-not-ascending")]);
    let closed = vec![Band::up_to(rub(200), percent("5"))];
    assert_eq!(found(&marginal(closed)), [error(Place::Band(0, 0), "last-band-not-open")]);
    let open_first = vec![Band::open(percent("5")), Band::open(percent("6"))];
    assert_eq!(found(&marginal(open_first)), [error(Place::Band(0, 0), "open-band-not-last")]);
    assert_eq!(found(&marginal(Vec::new())), [error(Place::Rule(0), "no-bands")]);
}

#[test]
fn names_are_given_and_differ() {
    let terms = Terms { name: " ".to_string(), ..quarterly(vec![flat("1"), flat("2")]) };
    assert_eq!(errors(&terms), ["no-name", "same-name"]);
    let mut terms = quarterly(vec![flat("1")]);
    terms.caps = vec![Cap::at_most("", CapOf::Total, rub(1)), Cap::at_most("a", CapOf::Total, rub(1))];
    terms.ranks = vec![Rank { title: String::new(), rate: percent("1"), when: When::ALWAYS }];
    assert_eq!(errors(&terms), ["no-name", "no-name"]);
}

#[test]
fn sums_in_another_currency_or_below_zero_are_errors() {
    let dollars = Money::new(100, Currency::USD);
    let mut terms = quarterly(vec![Rule::new("fixed", Pay::Fixed { amount: dollars, per: Per::Sale })]);
    terms.bonuses = vec![Bonus::new("b", rub(0), BonusPay::Fixed(rub(-1)))];
    assert_eq!(errors(&terms), ["other-currency", "target-not-positive", "negative-sum"]);
    let below = vec![Band::up_to(rub(5), percent("-1")), Band::open(percent("1"))];
    assert_eq!(errors(&marginal(below)), ["negative-rate"]);
    let mut limited = quarterly(vec![flat("1")]);
    limited.rules[0].at_most = Some(rub(5));
    assert_eq!(errors(&limited), [""; 0]);
    limited.rules[0].at_least = Some(rub(6));
    assert_eq!(errors(&limited), ["least-over-most"]);
}

#[test]
fn a_network_never_pays_more_than_the_sale() {
    let mut terms = quarterly(vec![flat("50")]);
    terms.uplines =
        vec![Upline::new(1, percent("60")), Upline::new(2, percent("41")), Upline::new(0, percent("-1"))];
    let findings = check(&terms);
    let total = FindingKind::UplinesOverHundred { total: percent("101") };
    assert!(findings.iter().any(|finding| finding.kind == total), "{findings:?}");
    assert!(findings.iter().any(|finding| finding.kind == FindingKind::LevelZero));
    assert!(findings.iter().any(|finding| finding.kind == FindingKind::NegativeRate));
    terms.uplines = Vec::new();
    terms.ranks = vec![Rank { title: "Top".to_string(), rate: percent("101"), when: When::ALWAYS }];
    assert_eq!(errors(&terms), ["ranks-over-hundred"]);
}

#[test]
fn conditions_that_say_nothing_or_fit_no_field_are_errors() {
    let keys = |when| errors(&quarterly(vec![flat("1").when(when)]));
    assert_eq!(keys(asking(Field::SALE_KIND, Test::OneOf(Vec::new()))), ["empty-list"]);
    let number = Test::Number { from: Some(1), below: None };
    assert_eq!(keys(asking(Field::SALE_KIND, number)), ["test-does-not-fit"]);
    let backwards = Test::Amount { from: Some(rub(5)), below: Some(rub(5)) };
    assert_eq!(keys(asking(Field::SALE_AMOUNT, backwards)), ["empty-range"]);
    assert_eq!(keys(asking(Field::SALE_DATE, Test::Dates { from: None, to: None })), ["empty-list"]);
    assert_eq!(keys(When { clauses: vec![Clause::Any(Vec::new())] }), ["empty-list"]);
}

#[test]
fn two_tests_that_exclude_each_other_are_an_error() {
    let both = |left: When, right: When| {
        errors(&quarterly(vec![flat("1").when(When { clauses: [left.clauses, right.clauses].concat() })]))
    };
    let tier = |word| When::is(field("partner.tier"), [word]);
    assert_eq!(both(tier("gold"), tier("silver")), ["contradiction"]);
    assert_eq!(both(tier("gold"), When::is(field("partner.kind"), ["silver"])), [""; 0]);
    let amount = |from: Option<i64>, below: Option<i64>| {
        asking(Field::SALE_AMOUNT, Test::Amount { from: from.map(rub), below: below.map(rub) })
    };
    assert_eq!(both(amount(Some(10), None), amount(None, Some(10))), ["contradiction"]);
    assert_eq!(both(amount(Some(9), None), amount(None, Some(10))), [""; 0]);
}

#[test]
fn what_judges_only_the_partner_cannot_ask_for_the_sale() {
    let when = When::is(field("product.series"), ["GTK"]);
    let mut terms = quarterly(vec![flat("1")]);
    terms.caps = vec![Cap { when: when.clone(), ..Cap::at_most("c", CapOf::Total, rub(1)) }];
    terms.network.qualified = when.clone();
    assert_eq!(errors(&terms), ["field-not-known-here", "field-not-known-here"]);
    terms.caps[0].when = When::is(field("beneficiary.tier"), ["gold"]);
    terms.network.qualified = When::ALWAYS;
    assert_eq!(errors(&terms), [""; 0]);
}

#[test]
fn whole_volume_bands_measure_what_they_pay_for() {
    let whole = |change: fn(&mut Bands)| {
        let mut bands = Bands::new(BandMode::Whole, table_t());
        change(&mut bands);
        errors(&of_bands(bands))
    };
    assert_eq!(whole(|_| ()), [""; 0]);
    assert_eq!(whole(|bands| bands.scope = Scope::Group), ["whole-scope"]);
    assert_eq!(whole(|bands| bands.measure = Measure::Amount(Base::Net)), ["whole-measure"]);
    assert_eq!(whole(|bands| bands.measure = Measure::Count), ["whole-measure"]);
    assert_eq!(whole(|bands| (bands.measure, bands.bands) = (Measure::Count, fixed(100))), [""; 0]);
    assert_eq!(whole(|bands| bands.bands = fixed(100)), ["whole-measure"]);
}

#[test]
fn ways_that_do_not_go_together_are_errors() {
    let of = |mode, change: fn(&mut Bands)| {
        let mut bands = Bands::new(mode, table_t());
        change(&mut bands);
        errors(&of_bands(bands))
    };
    assert_eq!(of(BandMode::Marginal, |bands| bands.horizon_days = Some(30)), ["horizon-not-whole"]);
    assert_eq!(of(BandMode::Reached, |bands| bands.horizon_days = Some(30)), [""; 0]);
    assert_eq!(of(BandMode::Marginal, |bands| bands.bands = fixed(5)), ["fixed-band-of-money"; 2]);
    assert_eq!(
        of(BandMode::Marginal, |bands| (bands.measure, bands.bands) = (Measure::Count, fixed(5))),
        [""; 0]
    );
    assert_eq!(of(BandMode::Interpolated, |bands| bands.bands = fixed(5)), ["interpolated-fixed"; 2]);
    assert_eq!(of(BandMode::Previous, |bands| bands.window = Window::Lifetime), ["no-window-before"]);
    assert_eq!(of(BandMode::Previous, |bands| bands.window = Window::Month), [""; 0]);
    assert_eq!(of(BandMode::Reached, |bands| bands.window = Window::Sale), ["window-of-sale"]);
    assert_eq!(of(BandMode::Marginal, |bands| bands.window = Window::Rolling(0)), ["window-empty"]);
    assert_eq!(of(BandMode::Marginal, |bands| bands.window = Window::Rolling(30)), [""; 0]);
    assert_eq!(of(BandMode::Whole, |bands| bands.window = Window::Rolling(30)), ["window-rolls"]);
    assert_eq!(of(BandMode::Reached, |bands| bands.window = Window::Rolling(30)), ["window-rolls"]);
    let mixed = |bands: &mut Bands| bands.bands[0].earns = Earns::Fixed(100);
    assert_eq!(of(BandMode::Before, mixed), [""; 0]);
    assert_eq!(of(BandMode::Reached, mixed), ["reached-mixed"]);
}

#[test]
fn the_best_rule_does_not_hang_on_what_is_chosen_later() {
    let of = |scope| {
        let bands = Bands { scope, ..Bands::new(BandMode::Reached, table_t()) };
        errors(&Terms { choose: Choose::Best, ..of_bands(bands) })
    };
    assert_eq!(of(Scope::Rule), ["reached-under-best"]);
    assert_eq!(of(Scope::Product), ["reached-under-best"]);
    assert_eq!(of(Scope::Own), [""; 0]);
}

#[test]
fn bands_add_the_same_kind_and_multiply_by_rates() {
    let stacked = |onto, how, bands| {
        let stack = Some(Stack { onto, how });
        let measure = Measure::Count;
        errors(&of_bands(Bands { stack, measure, ..Bands::new(BandMode::Including, bands) }))
    };
    let (rate, sum) = (Earns::Percent(percent("2")), Earns::Fixed(200));
    assert_eq!(stacked(rate, StackHow::Add, table_t()), [""; 0]);
    assert_eq!(stacked(sum, StackHow::Add, fixed(5)), [""; 0]);
    assert_eq!(stacked(sum, StackHow::Add, table_t()), ["stack-of-other-kind"; 3]);
    assert_eq!(stacked(sum, StackHow::Multiply, table_t()), [""; 0]);
    assert_eq!(stacked(sum, StackHow::Multiply, fixed(5)), ["multiply-by-fixed"; 2]);
}

#[test]
fn a_rule_pays_for_some_time() {
    let lasting = |recurring| errors(&quarterly(vec![Rule { recurring: Some(recurring), ..flat("1") }]));
    assert_eq!(lasting(Recurring::Payments(0)), ["recurring-never"]);
    assert_eq!(lasting(Recurring::Months { months: 0, count: RecurringCount::Dates }), ["recurring-never"]);
    assert_eq!(lasting(Recurring::Payments(1)), [""; 0]);
}

#[test]
fn shares_of_the_pot_are_at_most_all_of_it() {
    let split = |role: &str, share| Split { role: role.to_string(), share };
    let mut terms = quarterly(vec![flat("1")]);
    terms.splits =
        vec![split("a", SplitShare::Pot(percent("60"))), split("b", SplitShare::Overlay(percent("60")))];
    assert_eq!(errors(&terms), [""; 0]);
    terms.splits.push(split("a", SplitShare::Pot(percent("41"))));
    assert_eq!(errors(&terms), ["same-name", "shares-over-hundred"]);
}

#[test]
fn targets_can_be_measured() {
    let with = |pay, change: fn(&mut Target)| {
        let mut terms = quarterly(vec![flat("1")]);
        let mut bonus = Bonus::new("b", rub(100), pay);
        change(&mut bonus.targets[0]);
        terms.bonuses = vec![bonus];
        errors(&terms)
    };
    let sum = BonusPay::Fixed(rub(5));
    assert_eq!(with(sum, |_| ()), [""; 0]);
    assert_eq!(with(sum, |target| target.scope = Scope::Rule), ["target-scope"]);
    assert_eq!(with(sum, |target| target.window = Window::Sale), ["window-of-sale"]);
    assert_eq!(
        with(sum, |target| (target.at, target.measure) = (TargetAt::Own, Measure::Count)),
        ["target-not-money"]
    );
    assert_eq!(with(sum, |target| target.measure = Measure::Attainment), ["target-attainment"]);
    let growth = |by| TargetAt::Growth { by: percent(by), over: GrowthOver::Previous };
    assert_eq!(errors_of_growth(growth("20"), Window::Quarter), [""; 0]);
    assert_eq!(errors_of_growth(growth("20"), Window::Lifetime), ["no-window-before"]);
    assert_eq!(errors_of_growth(growth("-20"), Window::Period), ["negative-rate"]);
    assert_eq!(
        with(BonusPay::Percent(percent("1")), |target| target.measure = Measure::Count),
        ["share-of-count"]
    );
    let mut none = quarterly(vec![flat("1")]);
    none.bonuses = vec![Bonus { targets: Vec::new(), ..Bonus::new("b", rub(1), sum) }];
    assert_eq!(errors(&none), ["no-target"]);
}

fn errors_of_growth(at: TargetAt, window: Window) -> Vec<&'static str> {
    let mut terms = quarterly(vec![flat("1")]);
    let bonus = Bonus::new("b", rub(1), BonusPay::Fixed(rub(5)));
    terms.bonuses = vec![Bonus { targets: vec![Target { window, ..Target::new(at) }], ..bonus }];
    errors(&terms)
}

#[test]
fn caps_count_over_whole_statements() {
    let with = |change: fn(&mut Cap)| {
        let mut terms = quarterly(vec![flat("1")]);
        let mut cap = Cap::at_most("c", CapOf::Total, rub(100));
        change(&mut cap);
        terms.caps = vec![cap];
        errors(&terms)
    };
    assert_eq!(with(|cap| cap.window = Window::Year), [""; 0]);
    assert_eq!(with(|cap| cap.window = Window::Month), ["cap-window"]);
    assert_eq!(with(|cap| cap.window = Window::Rolling(30)), ["cap-window"]);
    assert_eq!(with(|cap| cap.at_most = None), ["limits-nothing"]);
    assert_eq!(with(|cap| cap.of = CapOf::Rule("all".to_string())), [""; 0]);
    assert_eq!(with(|cap| cap.of = CapOf::Rule("none".to_string())), ["unknown-rule"]);
    assert_eq!(with(|cap| cap.at_least = Some(rub(1))), [""; 0]);
    assert_eq!(with(|cap| (cap.at_least, cap.window) = (Some(rub(1)), Window::Year)), ["floor-window"]);
    assert_eq!(
        with(|cap| (cap.at_least, cap.whose) = (Some(rub(1)), CapWhose::Everybody)),
        ["floor-of-budget"]
    );
    assert_eq!(with(|cap| cap.whose = CapWhose::Everybody), [""; 0]);
    assert_eq!(
        with(|cap| (cap.window, cap.whose) = (Window::ContractYear, CapWhose::Everybody)),
        ["budget-window"]
    );
}

#[test]
fn examples_play_in_their_period_and_take_back_what_was_sold() {
    let sale = |on: &str, minor: i64, returns| CaseSale {
        on: day(on),
        amount: rub(minor),
        quantity: CaseSale::usual_quantity(rub(minor)),
        level: 0,
        fields: Vec::new(),
        returns,
    };
    let with = |period: &str, sales| {
        let mut terms = quarterly(vec![flat("1")]);
        let period = Period::parse(period).unwrap();
        let name = "Example".to_string();
        terms.cases = vec![Case { name, period, partner: Vec::new(), target: None, sales, total: rub(0) }];
        errors(&terms)
    };
    let both = |returns| vec![sale("2026-01-05", 100, None), sale("2026-02-05", -100, Some(returns))];
    assert_eq!(with("2026-Q1", both(1)), [""; 0]);
    assert_eq!(with("2026-Q1", both(2)), ["case-return"]);
    assert_eq!(with("2026-Q1", both(0)), ["case-return"]);
    assert_eq!(with("2026-01", both(1)), ["case-other-period", "case-after-period"]);
}

#[test]
fn legs_are_judged_by_whom_they_pay() {
    let mut terms = quarterly(vec![flat("1")]);
    let binary = Binary {
        rate: percent("10"),
        base: Base::Gross,
        at_most: Some(rub(100)),
        carry_at_most: Some(rub(-1)),
        when: When::is(Field::SALE_KIND, ["order"]),
        per: PeriodKind::Quarter,
    };
    terms.binary = Some(binary);
    assert_eq!(errors(&terms), ["field-not-known-here", "negative-sum"]);
}

#[test]
fn a_worked_example_that_does_not_come_out_is_an_error_with_both_sums() {
    let text = |total: &str| {
        format!(
            r#"
name = "T"
currency = "RUB"
period = "quarter"
[rounding]
at = "line"
mode = "half-away-from-zero"
[[rule]]
name = "slabs"
[[rule.band]]
up_to = "100000.00"
percent = "5"
[[rule.band]]
up_to = "300000.00"
percent = "8"
[[rule.band]]
percent = "12"
[[upline]]
level = 2
percent = "1"
[[case]]
name = "the published table, and a sale two steps below"
period = "2026-Q1"
total = "{total}"
sales = [
  {{ on = "2026-01-01", amount = "80000.00" }},
  {{ on = "2026-01-02", amount = "150000.00" }},
  {{ on = "2026-01-03", amount = "40000.00" }},
  {{ on = "2026-01-04", amount = "200000.00" }},
  {{ on = "2026-01-05", amount = "1000.00", level = 2 }},
]
"#
        )
    };
    let keys = |total: &str| -> Vec<&'static str> {
        let checked = terms::check_file(&text(total)).unwrap();
        checked
            .findings
            .iter()
            .map(|(_, finding)| finding.kind.key())
            .filter(|key| key.starts_with("case"))
            .collect()
    };
    assert_eq!(keys("41410.00"), Vec::<&str>::new());
    assert_eq!(keys("41400.00"), ["case-fails"]);
}
