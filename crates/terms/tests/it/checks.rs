use crate::kit::*;
use money::{Currency, Money};
use terms::{
    Band, Bonus, BonusPay, Clause, Field, FindingKind, Pay, Per, Place, Rule, Severity, Terms, Test, Upline,
    When, check, check_file,
};

fn found(terms: &Terms) -> Vec<(Severity, Place, &'static str)> {
    check(terms).into_iter().map(|finding| (finding.severity, finding.at, finding.kind.key())).collect()
}

fn bands(bands: Vec<Band>) -> Terms {
    quarterly(vec![Rule::new("bands", Pay::Bands(bands))])
}

#[test]
fn good_terms_have_no_finding() {
    assert_eq!(found(&bands(table_t())), []);
}

#[test]
fn bands_must_ascend_and_stay_open_at_the_end() {
    let error = |at, key| (Severity::Error, at, key);
    let descending = vec![
        Band::up_to(rub(200), percent("5")),
        Band::up_to(rub(200), percent("6")),
        Band::open(percent("7")),
    ];
    assert_eq!(found(&bands(descending)), [error(Place::Band(0, 1), "bands-not-ascending")]);
    let closed = vec![Band::up_to(rub(200), percent("5"))];
    assert_eq!(found(&bands(closed)), [error(Place::Band(0, 0), "last-band-not-open")]);
    let open_first = vec![Band::open(percent("5")), Band::open(percent("6"))];
    assert_eq!(found(&bands(open_first)), [error(Place::Band(0, 0), "open-band-not-last")]);
    assert_eq!(found(&bands(Vec::new())), [error(Place::Rule(0), "no-bands")]);
}

#[test]
fn a_rule_behind_one_that_takes_everything_is_never_reached() {
    let gtk = When::is(Field::parse("product.series").unwrap(), ["GTK"]);
    let terms = quarterly(vec![flat("1"), Rule { name: "gtk".to_string(), ..flat("2") }.when(gtk.clone())]);
    assert_eq!(found(&terms), [(Severity::Warning, Place::Rule(1), "unreachable")]);
    let narrower = When {
        clauses: [gtk.clone().clauses, vec![Clause::Not(When::is(Field::SALE_KIND, ["lead"]))]].concat(),
    };
    let twice = quarterly(vec![
        Rule::new("a", Pay::Percent(percent("1"))).when(gtk),
        Rule::new("b", Pay::Percent(percent("1"))).when(narrower),
    ]);
    assert_eq!(found(&twice), [(Severity::Warning, Place::Rule(1), "unreachable")]);
}

#[test]
fn names_are_given_and_differ() {
    let terms = Terms { name: " ".to_string(), ..quarterly(vec![flat("1"), flat("2")]) };
    let errors: Vec<_> = found(&terms).into_iter().filter(|finding| finding.0 == Severity::Error).collect();
    assert_eq!(
        errors,
        [(Severity::Error, Place::Document, "no-name"), (Severity::Error, Place::Rule(1), "same-name")]
    );
}

#[test]
fn sums_in_another_currency_or_below_zero_are_errors() {
    let dollars = Money::new(100, Currency::USD);
    let mut terms = quarterly(vec![Rule::new("fixed", Pay::Fixed { amount: dollars, per: Per::Sale })]);
    terms.bonuses = vec![Bonus::new("b", rub(0), BonusPay::Fixed(rub(-1)))];
    let keys: Vec<_> = found(&terms).into_iter().map(|finding| finding.2).collect();
    assert_eq!(keys, ["other-currency", "target-not-positive", "negative-sum"]);
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
    terms.uplines = vec![Upline::new(1, percent("51"))];
    assert_eq!(found(&terms), [(Severity::Warning, Place::Document, "total-over-hundred")]);
}

#[test]
fn conditions_that_say_nothing_or_fit_no_field_are_errors() {
    let field = |field, test| When { clauses: vec![Clause::Field { field, test }] };
    let keys = |when| -> Vec<&'static str> {
        let terms = quarterly(vec![flat("1").when(when)]);
        found(&terms).into_iter().map(|finding| finding.2).collect()
    };
    assert_eq!(keys(field(Field::SALE_KIND, Test::OneOf(Vec::new()))), ["empty-list"]);
    assert_eq!(
        keys(field(Field::SALE_KIND, Test::Number { from: Some(1), below: None })),
        ["test-does-not-fit"]
    );
    let backwards = Test::Amount { from: Some(rub(5)), below: Some(rub(5)) };
    assert_eq!(keys(field(Field::SALE_AMOUNT, backwards)), ["empty-range"]);
    assert_eq!(keys(field(Field::SALE_DATE, Test::Dates { from: None, to: None })), ["empty-list"]);
    assert_eq!(keys(When { clauses: vec![Clause::Any(Vec::new())] }), ["empty-list"]);
}

#[test]
fn findings_of_a_file_point_at_their_line() {
    let text = "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n[rounding]\nat = \"line\"\nmode = \"down\"\n\n\
                [[rule]]\nname = \"r\"\n[[rule.band]]\nup_to = \"5.00\"\npercent = \"1\"\n";
    let checked = check_file(text).unwrap();
    assert_eq!(checked.findings[0].0.line, 10);
    assert_eq!(checked.findings[0].1.kind.key(), "last-band-not-open");
}
