use crate::kit::*;
use jiff::civil::Date;
use money::{Currency, Money, Rate, RoundingMode};
use proptest::prelude::*;
use std::sync::Arc;
use terms::{
    Band, Bonus, BonusPay, Clause, Field, FieldKind, Pay, Per, PeriodKind, Problem, Rounding, RoundingPoint,
    Rule, Terms, Test, Upline, When,
};

const HEAD: &str =
    "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n[rounding]\nat = \"line\"\nmode = \"down\"\n";

fn problems(text: &str) -> Vec<Problem> {
    Terms::parse(text).unwrap_err()
}

fn with_rule(rule: &str) -> String {
    format!("{HEAD}[[rule]]\nname = \"r\"\n{rule}\n")
}

fn only_problem(rule: &str) -> (usize, usize, &'static str, Option<String>) {
    let found = problems(&with_rule(rule));
    assert_eq!(found.len(), 1, "{found:?}");
    let problem = &found[0];
    (problem.at.line, problem.at.column, problem.kind.key(), problem.suggestion.clone())
}

#[test]
fn all_problems_come_at_once_with_their_places() {
    let text =
        "nmae = \"T\"\ncurrency = \"RUR\"\nperiod = \"quater\"\n\n[[rule]]\nname = \"r\"\nprecent = \"5\"\n";
    let found = problems(text);
    let seen: Vec<String> = found.iter().map(Problem::to_string).collect();
    assert_eq!(
        seen,
        [
            "1:1: the key `nmae` is not known here; try `name`",
            "1:1: the key `name` is missing; try `name = \"…\"`",
            "1:1: the key `rounding` is missing; try `[rounding]`",
            "2:12: `currency` does not know `RUR`; try `RUB`",
            "3:10: `period` does not know `quater`; try `quarter`",
            "5:1: it does not say what it pays; try `percent | fixed | band`",
            "7:1: the key `precent` is not known here; try `percent`",
        ]
    );
}

#[test]
fn a_mistyped_field_is_named_with_the_nearest_one() {
    let (line, column, key, suggestion) = only_problem("percent = \"1\"\nwhen = { product.serie = \"GTK\" }");
    assert_eq!((line, column, key), (10, 18, "unknown-field"));
    assert_eq!(suggestion.as_deref(), Some("product.series"));
}

#[test]
fn sums_and_rates_stay_in_quotes() {
    assert_eq!(only_problem("percent = 1.5"), (9, 11, "not-quoted", Some("percent = \"1.5\"".to_string())));
    assert_eq!(only_problem("fixed = \"1 000,50 ₽\""), (9, 9, "bad-sum", Some("1000.50".to_string())));
    assert_eq!(only_problem("percent = \"five\"").2, "bad-rate");
    assert_eq!(only_problem("fixed = \"1.005\"").2, "bad-sum");
}

#[test]
fn a_rule_says_once_what_it_pays() {
    assert_eq!(only_problem("title = \"x\"").2, "no-pay");
    assert_eq!(only_problem("percent = \"1\"\nfixed = \"1.00\"").2, "several-pays");
    assert_eq!(only_problem("percent = \"1\"\nper = \"unit\"").2, "missing-key");
}

#[test]
fn a_broken_file_says_where() {
    let found = problems("name = \"T\"\ncurrency = RUB\n");
    assert_eq!((found[0].at.line, found[0].kind.key()), (2, "syntax"));
}

#[test]
fn tests_that_do_not_fit_are_problems_of_the_file() {
    assert_eq!(only_problem("percent = \"1\"\nwhen = { sale.amount = \"5\" }").2, "test-does-not-fit");
    assert_eq!(
        only_problem("percent = \"1\"\nwhen = { sale.date = { from = \"31.02.2017\" } }").2,
        "bad-date"
    );
    assert_eq!(only_problem("percent = \"1\"\nwhen = { sale.kind = 5 }").2, "wrong-type");
    assert_eq!(
        only_problem("percent = \"1\"\nwhen = { sale.kind = { is = \"lead\" } }").2,
        "test-does-not-fit"
    );
}

#[test]
fn every_kind_of_condition_is_read() {
    let text = with_rule(
        "percent = \"1\"\n[rule.when]\nproduct.series = [\"GTK\", \"GTX\"]\ncustomer.region = { not = \"Central\" }\n\
         sale.amount = { from = \"1000.00\", below = \"50000.00\" }\nsale.date = { from = 2017-01-01, to = \"2017-03-31\" }\n\
         sale.quantity = { from = 2 }\nnot = { partner.tier = \"gold\" }\nany = [{ sale.kind = \"lead\" }, { sale.kind = \"order\" }]\n",
    );
    let terms = Terms::parse(&text).unwrap();
    let clauses = &terms.rules[0].when.clauses;
    assert_eq!(clauses.len(), 7);
    assert!(
        matches!(&clauses[3], Clause::Field { test: Test::Dates { to: Some(to), .. }, .. } if *to == day("2017-03-31"))
    );
    assert!(matches!(&clauses[5], Clause::Not(_)));
    let takes = |sale: &terms::SaleFact| {
        let beneficiary = terms::Attributes::default();
        terms.rules[0]
            .when
            .mismatch(terms::Subject { sale, beneficiary: &beneficiary })
            .map(|mismatch| mismatch.clause)
    };
    let good = terms::SaleFact { quantity: 2, ..series(on(1, "2017-03-31", 100_000), "GTX") };
    assert_eq!(takes(&good), None);
    assert_eq!(takes(&series(good.clone(), "MG")), Some(0));
    assert_eq!(takes(&terms::SaleFact { amount: rub(5_000_000), ..good.clone() }), Some(2));
    assert_eq!(takes(&terms::SaleFact { happened_on: day("2017-04-01"), ..good.clone() }), Some(3));
    assert_eq!(takes(&terms::SaleFact { quantity: 1, ..good.clone() }), Some(4));
    let gold = terms::Attributes::new([("tier", "gold")]);
    assert_eq!(takes(&terms::SaleFact { partner: gold, ..good.clone() }), Some(5));
    assert_eq!(takes(&terms::SaleFact { kind: "payment".into(), ..good }), Some(6));
}

#[test]
fn equal_terms_have_equal_hashes_however_they_are_laid_out() {
    let short =
        Terms::parse(&with_rule("percent = \"1.50\"\nwhen = { product.series = [\"GTK\"] }")).unwrap();
    let long =
        Terms::parse(&with_rule("# a note\n\npercent = \"1,5 %\"\n[rule.when.product]\nseries = \"GTK\""))
            .unwrap();
    assert_eq!(short.hash(), long.hash());
    assert_eq!((short.hash().hex().len(), short.hash().short().len()), (64, 12));
    let other = Terms { name: "U".to_string(), ..short.clone() };
    assert_ne!(short.hash(), other.hash());
}

#[test]
fn the_canonical_text_reads_well() {
    let mut terms = quarterly(vec![
        Rule::new("gtk", Pay::Percent(percent("3")))
            .titled("GTK")
            .when(When::is(Field::parse("product.series").unwrap(), ["GTK"])),
        Rule::new(
            "volume",
            Pay::Bands(vec![Band::up_to(rub(2_000_000), percent("5")), Band::open(percent("7.5"))]),
        ),
    ]);
    terms.uplines = vec![Upline::new(1, percent("1/3"))];
    let expected = r#"name = "Test"
currency = "RUB"
period = "quarter"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "gtk"
title = "GTK"
percent = "3"

[rule.when]
product.series = "GTK"

[[rule]]
name = "volume"

[[rule.band]]
up_to = "20000.00"
percent = "5"

[[rule.band]]
percent = "7.5"

[[upline]]
level = 1
percent = "1/3"
"#;
    assert_eq!(terms.to_text(), expected);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zа-я ]{1,12}", any::<String>()]
}

fn any_rate() -> impl Strategy<Value = Rate> {
    (0..2_000_000_i64, 1..1_000_i64).prop_map(|(num, den)| Rate::new(num, den * 1_000).unwrap())
}

fn any_sum() -> impl Strategy<Value = Money> {
    any::<i64>().prop_map(rub)
}

fn any_date() -> impl Strategy<Value = Date> {
    (1990..2100_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, at)| jiff::civil::date(year, month, at))
}

/// Both ends, or one of them.
fn any_ends<T: Clone + std::fmt::Debug>(
    end: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = (Option<T>, Option<T>)> {
    (end.clone(), end, 0..3_u8).prop_map(|(from, to, which)| match which {
        0 => (Some(from), None),
        1 => (None, Some(to)),
        _ => (Some(from), Some(to)),
    })
}

fn any_test(kind: FieldKind) -> BoxedStrategy<Test> {
    let words = prop::collection::vec(any_text().prop_map(Arc::from), 0..3);
    match kind {
        FieldKind::Text => (words, any::<bool>())
            .prop_map(|(words, is)| if is { Test::OneOf(words) } else { Test::NoneOf(words) })
            .boxed(),
        FieldKind::Amount => any_ends(any::<i64>().prop_map(rub).boxed())
            .prop_map(|(from, below)| Test::Amount { from, below })
            .boxed(),
        FieldKind::Number => {
            any_ends(any::<i64>()).prop_map(|(from, below)| Test::Number { from, below }).boxed()
        }
        FieldKind::Date => {
            any_ends(any_date().boxed()).prop_map(|(from, to)| Test::Dates { from, to }).boxed()
        }
    }
}

fn any_when() -> impl Strategy<Value = When> {
    let fields: Vec<Field> = Field::all().take(8).collect();
    let field = prop::sample::select(fields)
        .prop_flat_map(|field| any_test(field.kind()).prop_map(move |test| Clause::Field { field, test }))
        .boxed();
    let leaf = prop::collection::vec(field.clone(), 0..4).prop_map(|clauses| When { clauses });
    leaf.prop_recursive(2, 12, 3, move |inner| {
        let clause = prop_oneof![
            3 => field.clone(),
            1 => inner.clone().prop_map(Clause::Not),
            1 => prop::collection::vec(inner, 0..3).prop_map(Clause::Any),
        ];
        prop::collection::vec(clause, 0..4).prop_map(|clauses| When { clauses })
    })
}

fn any_pay() -> impl Strategy<Value = Pay> {
    let band = (prop::option::of(any_sum()), any_rate()).prop_map(|(up_to, rate)| Band { up_to, rate });
    prop_oneof![
        any_rate().prop_map(Pay::Percent),
        (any_sum(), any::<bool>())
            .prop_map(|(amount, unit)| Pay::Fixed { amount, per: if unit { Per::Unit } else { Per::Sale } }),
        prop::collection::vec(band, 0..4).prop_map(Pay::Bands),
    ]
}

fn any_terms() -> impl Strategy<Value = Terms> {
    let rule = (any_text(), any_text(), any_when(), any_pay()).prop_map(|(name, title, when, pay)| Rule {
        name,
        title,
        when,
        pay,
    });
    let upline = (any::<u8>(), any_text(), any_rate(), any_when())
        .prop_map(|(level, title, rate, when)| Upline { level, title, rate, when });
    let pay = prop_oneof![any_sum().prop_map(BonusPay::Fixed), any_rate().prop_map(BonusPay::Percent)];
    let bonus = (any_text(), any_text(), any_when(), any_sum(), pay)
        .prop_map(|(name, title, when, turnover_from, pay)| Bonus { name, title, when, turnover_from, pay });
    let mode = prop::sample::select(RoundingMode::ALL.to_vec());
    let parts = (
        any_text(),
        0..3_usize,
        mode,
        prop::collection::vec(rule, 0..3),
        prop::collection::vec(upline, 0..2),
        prop::collection::vec(bonus, 0..2),
    );
    parts.prop_map(|(name, period, mode, rules, uplines, bonuses)| Terms {
        name,
        currency: Currency::RUB,
        period: PeriodKind::ALL[period],
        rounding: Rounding { at: RoundingPoint::Line, mode },
        rules,
        uplines,
        bonuses,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(terms in any_terms()) {
        let text = terms.to_text();
        let read = Terms::parse(&text);
        prop_assert_eq!(read.as_ref(), Ok(&terms), "{}", text);
        prop_assert_eq!(read.map(|read| read.hash()), Ok(terms.hash()));
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,80}") {
        let _ = Terms::parse(&text);
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_without_a_panic(terms in any_terms(), cut in any::<prop::sample::Index>(), put in "[\\[\\]{}=\".,\n ]{0,3}") {
        let text = terms.to_text();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[cut.index(places.len())];
        let _ = Terms::parse(&format!("{}{put}{}", &text[..at], &text[at..]));
        let _ = Terms::parse(&text[..at]);
    }
}

#[test]
fn the_examples_of_the_guide_are_good_terms() {
    for language in ["en", "ru"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/guide")
            .join(language)
            .join("terms.md");
        let guide = std::fs::read_to_string(path).unwrap();
        let blocks: Vec<&str> =
            guide.split("```toml\n").skip(1).filter_map(|block| block.split("```").next()).collect();
        let whole = Terms::parse(blocks[0]).unwrap();
        assert_eq!(terms::check(&whole), [], "{language}");
        let condition = blocks[1];
        Terms::parse(&with_rule(&format!("percent = \"1\"\n{condition}"))).unwrap();
        let uplines = Terms::parse(&format!("{HEAD}{}", blocks[2])).unwrap();
        assert_eq!(uplines.uplines.len(), 2);
        let rows: Vec<&str> =
            guide.lines().filter(|line| line.contains("` | ") && line.starts_with("| `")).collect();
        let conditions = rows
            .iter()
            .filter_map(|row| row.strip_prefix("| `")?.split('`').next())
            .filter(|row| row.contains(" = "));
        for row in conditions.filter(|row| !row.contains('…')) {
            Terms::parse(&with_rule(&format!("percent = \"1\"\n[rule.when]\n{row}")))
                .unwrap_or_else(|found| panic!("{row}: {found:?}"));
        }
    }
}
