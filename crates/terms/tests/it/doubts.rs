//! Warnings: what is probably not meant, each with an example in numbers.

use crate::any::*;
use money::Currency;
use terms::{
    Band, BandMode, Bands, Base, Binary, Bonus, BonusPay, Cap, CapOf, Choose, Clause, Compression, Earns,
    Field, FxDate, Measure, Pay, PeriodKind, Place, Rank, Recurring, Rule, Scope, Severity, Split,
    SplitShare, Stack, StackHow, Target, TargetAt, Terms, Test, Upline, UplineOf, When, Window, check,
    check_currencies,
};

/// Where each warning is and its key.
fn warnings(terms: &Terms) -> Vec<(Place, &'static str)> {
    let findings = check(terms);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning), "{findings:?}");
    findings.into_iter().map(|finding| (finding.at, finding.kind.key())).collect()
}

/// The keys of the examples with what they tell.
fn examples(terms: &Terms) -> Vec<String> {
    let shown = |example: terms::Example| {
        let told: Vec<String> = example.told.iter().map(|(name, told)| format!("{name}={told}")).collect();
        format!("{} {}", example.key, told.join(" "))
    };
    check(terms).into_iter().filter_map(|finding| finding.example.map(shown)).collect()
}

fn named(name: &str, when: When) -> Rule {
    Rule { name: name.to_string(), ..flat("1").when(when) }
}

fn all(parts: &[When]) -> When {
    When { clauses: parts.iter().flat_map(|part| part.clauses.clone()).collect() }
}

fn asking(field: Field, test: Test) -> When {
    When { clauses: vec![Clause::Field { field, test }] }
}

fn amount(from: Option<i64>, below: Option<i64>) -> When {
    asking(Field::SALE_AMOUNT, Test::Amount { from: from.map(rub), below: below.map(rub) })
}

fn dates(from: &str, to: &str) -> When {
    asking(Field::SALE_DATE, Test::Dates { from: Some(day(from)), to: Some(day(to)) })
}

fn of_bands(bands: Bands) -> Terms {
    quarterly(vec![Rule::new("bands", Pay::Bands(bands))])
}

fn own_turnover(minor: i64) -> When {
    asking(Field::BENEFICIARY_TURNOVER, Test::Amount { from: Some(rub(minor)), below: None })
}

#[test]
fn a_rule_behind_one_that_takes_everything_is_never_reached() {
    let gtk = When::is(field("product.series"), ["GTK"]);
    let terms = quarterly(vec![flat("1"), named("gtk", gtk.clone())]);
    assert_eq!(warnings(&terms), [(Place::Rule(1), "unreachable")]);
    assert_eq!(examples(&terms), ["sale sale=product.series = GTK"]);
    for choose in [Choose::Best, Choose::Sum, Choose::Max] {
        assert_eq!(warnings(&Terms { choose, ..terms.clone() }), []);
    }
    let mut first_year = terms;
    first_year.rules[0].recurring = Some(Recurring::Payments(12));
    assert_eq!(warnings(&first_year), []);
}

#[test]
fn a_rule_is_never_reached_when_each_clause_before_it_is_wider() {
    let is_behind = |earlier: When, later: When| {
        !warnings(&quarterly(vec![named("a", earlier), named("b", later)])).is_empty()
    };
    let series = |words: &[&str]| When::is(field("product.series"), words.iter().copied());
    let not = |when| When { clauses: vec![Clause::Not(when)] };
    let any = |groups| When { clauses: vec![Clause::Any(groups)] };
    let none_of = |word: &str| asking(field("product.series"), Test::NoneOf(vec![word.into()]));
    assert!(is_behind(series(&["A", "B"]), series(&["B"])));
    assert!(!is_behind(series(&["B"]), series(&["A", "B"])));
    assert!(is_behind(none_of("A"), series(&["B"])));
    assert!(is_behind(not(series(&["A"])), series(&["B"])));
    assert!(!is_behind(series(&["B"]), none_of("A")));
    assert!(is_behind(amount(Some(100), None), amount(Some(100), Some(500))));
    assert!(!is_behind(amount(Some(101), None), amount(Some(100), Some(500))));
    assert!(!is_behind(amount(Some(1), None), amount(None, Some(500))));
    assert!(is_behind(amount(Some(0), None), amount(None, Some(500))));
    assert!(is_behind(dates("2026-01-01", "2026-12-31"), dates("2026-03-01", "2026-03-31")));
    assert!(!is_behind(dates("2026-01-01", "2026-03-30"), dates("2026-03-01", "2026-03-31")));
    assert!(is_behind(
        any(vec![series(&["A"]), amount(Some(5), None)]),
        all(&[series(&["A"]), dates("2026-01-01", "2026-01-31")])
    ));
    assert!(is_behind(series(&["A", "B"]), any(vec![series(&["A"]), series(&["B"])])));
    assert!(!is_behind(series(&["A"]), any(vec![series(&["A"]), series(&["B"])])));
}

#[test]
fn ranks_written_from_the_lowest_hide_the_higher_ones() {
    let rank = |title: &str, rate: &str, from: i64| Rank {
        title: title.to_string(),
        rate: percent(rate),
        when: own_turnover(from),
    };
    let mut terms = quarterly(vec![flat("1")]);
    terms.ranks = vec![rank("Silver", "5", 100), rank("Gold", "8", 500)];
    assert_eq!(warnings(&terms), [(Place::Rank(1), "unreachable")]);
    terms.ranks.reverse();
    assert_eq!(warnings(&terms), []);
}

#[test]
fn a_second_entry_of_a_level_is_reached_unless_the_first_takes_all() {
    let mut terms = quarterly(vec![flat("1")]);
    let gold = When::is(field("beneficiary.tier"), ["gold"]);
    let narrow = Upline { when: gold, ..Upline::new(1, percent("2")) };
    terms.uplines = vec![Upline::new(1, percent("1")), narrow];
    assert_eq!(warnings(&terms), [(Place::Upline(1), "unreachable")]);
    terms.uplines.reverse();
    assert_eq!(warnings(&terms), []);
}

#[test]
fn bands_that_no_single_sale_reaches_are_named() {
    let by_size = |mode, when: When| {
        let bands = Bands { window: Window::Sale, ..Bands::new(mode, small_steps()) };
        warnings(&quarterly(vec![Rule::new("size", Pay::Bands(bands)).when(when)]))
    };
    let band = |at| (Place::Band(0, at), "unreachable-band");
    assert_eq!(by_size(BandMode::Including, When::ALWAYS), []);
    assert_eq!(by_size(BandMode::Including, amount(None, Some(30_000_000))), [band(2)]);
    assert_eq!(by_size(BandMode::Including, amount(None, Some(30_000_001))), []);
    assert_eq!(by_size(BandMode::Including, amount(Some(10_000_000), None)), [band(0)]);
    assert_eq!(by_size(BandMode::Marginal, amount(Some(10_000_000), None)), []);
    assert_eq!(by_size(BandMode::Before, When::ALWAYS), [band(1), band(2)]);
}

/// Bands whose steps are too small for a cliff.
fn small_steps() -> Vec<Band> {
    vec![
        Band::up_to(rub(10_000_000), percent("5")),
        Band::up_to(rub(30_000_000), percent("5.5")),
        Band::open(percent("6")),
    ]
}

#[test]
fn a_cliff_is_shown_with_what_a_return_costs_there() {
    let mut terms = of_bands(Bands::new(BandMode::Whole, table_t()));
    assert_eq!(warnings(&terms), [(Place::Band(0, 1), "cliff"), (Place::Band(0, 2), "cliff")]);
    let at_300_000 = "jump-and-back below=299999.00 RUB earns_below=23999.92 RUB bound=300000.00 RUB \
                      earns_at=36000.00 RUB from=310000.00 RUB returned=20000.00 RUB takes=14000.00 RUB";
    assert_eq!(examples(&terms)[1], at_300_000);
    let kinds: Vec<String> = check(&terms).iter().map(|finding| finding.kind.to_string()).collect();
    assert_eq!(kinds[1], "cliff bound=`300000.00 RUB` jump=`12000.00 RUB`");
    terms.rules[0].pay = Pay::Bands(Bands::new(BandMode::Whole, small_steps()));
    assert_eq!(warnings(&terms), []);
    terms.rules[0].pay = Pay::marginal(table_t());
    assert_eq!(warnings(&terms), []);
}

#[test]
fn every_way_of_paying_whole_sales_has_its_own_cliff() {
    let first = |mode, window| {
        let terms = of_bands(Bands { window, ..Bands::new(mode, table_t()) });
        examples(&terms).into_iter().next().unwrap_or_default()
    };
    let sides = "below=99999.00 RUB earns_below=4999.95 RUB bound=100000.00 RUB earns_at=8000.00 RUB";
    assert_eq!(first(BandMode::Including, Window::Sale), format!("jump-of-sale {sides}"));
    assert_eq!(
        first(BandMode::Previous, Window::Month),
        "jump-of-next below=99999.00 RUB earns_below=5000.00 RUB bound=100000.00 RUB earns_at=8000.00 RUB \
         next=100000.00 RUB"
    );
    assert_eq!(
        first(BandMode::Reached, Window::Year),
        format!("jump-and-back {sides} from=101000.00 RUB returned=2000.00 RUB takes=3130.00 RUB")
    );
    assert_eq!(first(BandMode::Interpolated, Window::Year), "");
}

#[test]
fn a_cliff_of_units_is_judged_by_what_one_unit_earns() {
    let steps = |bound, earns: [i64; 2]| {
        let bands = vec![
            Band { up_to: Some(bound), earns: Earns::Fixed(earns[0]) },
            Band { up_to: None, earns: Earns::Fixed(earns[1]) },
        ];
        of_bands(Bands { measure: Measure::Quantity, ..Bands::new(BandMode::Whole, bands) })
    };
    assert_eq!(warnings(&steps(100, [1_000, 1_200])), [(Place::Band(0, 1), "cliff")]);
    assert_eq!(
        examples(&steps(100, [1_000, 1_200])),
        ["jump below=99 earns_below=990.00 RUB bound=100 earns_at=1200.00 RUB"]
    );
    assert_eq!(warnings(&steps(20, [1_000, 1_200])), []);
}

#[test]
fn a_share_that_grows_with_a_count_is_shown_on_a_round_turnover() {
    let bands = Bands {
        measure: Measure::Customers,
        stack: Some(Stack { onto: Earns::Percent(percent("10")), how: StackHow::Multiply }),
        ..Bands::new(
            BandMode::Reached,
            vec![
                Band { up_to: Some(5), earns: Earns::Percent(percent("0")) },
                Band { up_to: None, earns: Earns::Percent(percent("50")) },
            ],
        )
    };
    assert_eq!(
        examples(&of_bands(bands)),
        ["jump-on below=4 earns_below=10000.00 RUB bound=5 earns_at=15000.00 RUB turnover=100000.00 RUB"]
    );
}

#[test]
fn more_turnover_should_not_earn_less() {
    let falling = vec![Band::up_to(rub(1_000_000), percent("10")), Band::open(percent("8"))];
    let terms = of_bands(Bands { window: Window::Sale, ..Bands::new(BandMode::Including, falling.clone()) });
    assert_eq!(warnings(&terms), [(Place::Band(0, 1), "falls")]);
    assert_eq!(
        examples(&terms),
        ["jump-of-sale below=9999.00 RUB earns_below=999.90 RUB bound=10000.00 RUB earns_at=800.00 RUB"]
    );
    assert_eq!(warnings(&of_bands(Bands::new(BandMode::Marginal, falling))), []);
}

#[test]
fn all_that_one_sale_earns_is_weighed_against_the_sale_and_the_margin() {
    let mut terms = quarterly(vec![flat("50")]);
    terms.uplines = vec![Upline::new(1, percent("51"))];
    assert_eq!(warnings(&terms), [(Place::Document, "total-over-hundred")]);
    assert_eq!(examples(&terms), ["cost sale=100000.00 RUB costs=101000.00 RUB"]);
    terms.uplines = vec![Upline { of: UplineOf::Commission, ..Upline::new(1, percent("51")) }];
    assert_eq!(warnings(&terms), []);
    terms.margin = Some(percent("75.5"));
    assert_eq!(warnings(&terms), []);
    terms.margin = Some(percent("75"));
    assert_eq!(warnings(&terms), [(Place::Document, "more-than-margin")]);
    assert_eq!(
        examples(&terms),
        ["cost-over-margin sale=100000.00 RUB costs=75500.00 RUB margin=75000.00 RUB"]
    );
    let of_margin = Rule { base: Base::Margin, ..flat("50") };
    assert_eq!(warnings(&Terms { margin: Some(percent("20")), ..quarterly(vec![of_margin]) }), []);
}

#[test]
fn rules_that_pay_together_are_weighed_together() {
    let rules = vec![named("a", When::ALWAYS), Rule { name: "b".to_string(), ..flat("30") }];
    let mut terms = Terms { choose: Choose::Best, margin: Some(percent("30")), ..quarterly(rules) };
    assert_eq!(warnings(&terms), []);
    terms.choose = Choose::Sum;
    assert_eq!(warnings(&terms), [(Place::Document, "more-than-margin")]);
    terms.choose = Choose::Best;
    terms.bonuses = vec![Bonus::new("b", rub(100), BonusPay::PercentOfCommission(percent("1")))];
    assert_eq!(warnings(&terms), [(Place::Document, "more-than-margin")]);
}

#[test]
fn a_network_of_several_levels_asks_for_own_sales() {
    let mut terms = quarterly(vec![flat("5")]);
    terms.uplines = vec![Upline::new(1, percent("3"))];
    assert_eq!(warnings(&terms), []);
    terms.uplines.push(Upline::new(2, percent("2")));
    assert_eq!(warnings(&terms), [(Place::Upline(0), "network-without-own-sales")]);
    assert_eq!(examples(&terms), ["nothing-sold sale=100000.00 RUB earns=3000.00 RUB"]);
    terms.network.qualified = own_turnover(1_000_000);
    assert_eq!(warnings(&terms), []);
    terms.network.qualified = own_turnover(0);
    assert_eq!(warnings(&terms), [(Place::Upline(0), "network-without-own-sales")]);
    terms.uplines.clear();
    terms.ranks = vec![Rank { title: "Top".to_string(), rate: percent("5"), when: When::ALWAYS }];
    assert_eq!(warnings(&terms), [(Place::Rank(0), "network-without-own-sales")]);
}

#[test]
fn a_network_without_a_limit_is_named() {
    let mut terms = quarterly(vec![flat("5")]);
    terms.uplines = vec![Upline { when: own_turnover(1), ..Upline::new(11, percent("1")) }];
    assert_eq!(warnings(&terms), [(Place::Upline(0), "deep-network")]);
    terms.uplines[0].level = 10;
    assert_eq!(warnings(&terms), []);
    terms.network.compression = Compression::Dynamic;
    assert_eq!(warnings(&terms), [(Place::Network, "compressed-without-limit")]);
    terms.caps = vec![Cap::at_most("c", CapOf::Override, rub(100_000))];
    assert_eq!(warnings(&terms), []);
    let binary = Binary {
        rate: percent("10"),
        base: Base::Gross,
        at_most: None,
        carry_at_most: None,
        when: own_turnover(1),
        per: PeriodKind::Quarter,
    };
    terms.binary = Some(binary.clone());
    assert_eq!(warnings(&terms), [(Place::Binary, "binary-without-limit")]);
    terms.binary = Some(Binary { at_most: Some(rub(4_000_000)), ..binary });
    assert_eq!(warnings(&terms), []);
}

#[test]
fn pay_for_people_found_rather_than_things_sold_is_named() {
    let mut terms = quarterly(vec![flat("5")]);
    let kind = |word: &str| When::is(Field::SALE_KIND, [word]);
    terms.uplines = vec![Upline { when: kind("lead"), ..Upline::new(1, percent("1")) }];
    assert_eq!(warnings(&terms), [(Place::Upline(0), "pays-for-recruiting")]);
    terms.uplines[0].when = kind("order");
    assert_eq!(warnings(&terms), []);
    let people =
        Target { measure: Measure::Customers, scope: Scope::Subtree, ..Target::new(TargetAt::AtLeast(10)) };
    let bonus = Bonus::new("b", rub(100), BonusPay::Fixed(rub(5)));
    terms.bonuses = vec![Bonus { targets: vec![people.clone()], ..bonus.clone() }];
    assert_eq!(warnings(&terms), [(Place::Bonus(0), "pays-for-recruiting")]);
    terms.bonuses = vec![Bonus { targets: vec![people, bonus.targets[0].clone()], ..bonus }];
    assert_eq!(warnings(&terms), []);
}

#[test]
fn somebody_who_is_both_above_and_beside_the_seller_is_paid_twice() {
    let mut terms = quarterly(vec![flat("10")]);
    terms.splits = vec![Split { role: "closer".to_string(), share: SplitShare::Pot(percent("30")) }];
    assert_eq!(warnings(&terms), []);
    terms.uplines = vec![Upline::new(1, percent("3"))];
    assert_eq!(warnings(&terms), [(Place::Split(0), "paid-twice")]);
    assert_eq!(examples(&terms), ["paid-twice sale=100000.00 RUB share=3000.00 RUB level=3000.00 RUB"]);
}

#[test]
fn a_day_of_the_exchange_rate_is_missed_where_currencies_differ() {
    let abroad = When::is(field("customer.country"), ["KZ"]);
    let mut terms = quarterly(vec![flat("5").when(abroad)]);
    assert_eq!(warnings(&terms), [(Place::Document, "fx-not-declared")]);
    assert!(check_currencies(&terms, [Currency::RUB, Currency::USD]).is_some());
    assert!(check_currencies(&terms, [Currency::RUB]).is_none());
    terms.fx = Some(FxDate::Sale);
    assert_eq!(warnings(&terms), []);
    assert!(check_currencies(&terms, [Currency::USD]).is_none());
}

#[test]
fn what_pays_nothing_or_too_much_is_named() {
    assert_eq!(warnings(&quarterly(Vec::new())), [(Place::Document, "pays-nothing")]);
    assert_eq!(warnings(&quarterly(vec![flat("0")])), [(Place::Rule(0), "zero-pay")]);
    assert_eq!(warnings(&quarterly(vec![flat("101")])), [(Place::Rule(0), "rate-over-hundred")]);
}
