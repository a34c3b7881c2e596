//! Reading files: what they say, and every problem with its place and a suggestion.

use crate::any::*;
use crate::layout::EVERYTHING;
use std::fmt::Write;
use terms::{Clause, Position, Problem, Terms, Test, check_file};

const HEAD: &str =
    "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n[rounding]\nat = \"line\"\nmode = \"down\"\n";

fn problems(text: &str) -> Vec<Problem> {
    Terms::parse(text).unwrap_err()
}

fn with_rule(rule: &str) -> String {
    format!("{HEAD}[[rule]]\nname = \"r\"\n{rule}\n")
}

fn only_problem_of(text: &str) -> (usize, usize, &'static str, Option<String>) {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:?}");
    let problem = &found[0];
    (problem.at.line, problem.at.column, problem.kind.key(), problem.suggestion.clone())
}

fn only_problem(rule: &str) -> (usize, usize, &'static str, Option<String>) {
    only_problem_of(&with_rule(rule))
}

/// The one problem of what follows the head.
fn after_head(text: &str) -> (usize, usize, &'static str, Option<String>) {
    only_problem_of(&format!("{HEAD}{text}"))
}

/// The place and the key of the problem.
fn short(found: (usize, usize, &'static str, Option<String>)) -> (usize, usize, &'static str) {
    (found.0, found.1, found.2)
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
    assert_eq!(short(only_problem("band = []\nper = \"unit\"")), (10, 1, "no-meaning"));
    assert_eq!(short(only_problem("percent = \"1\"\nbands = { window = \"year\" }")), (10, 1, "no-meaning"));
    assert_eq!(only_problem("percent = \"1\"\n[[rule.band]]\npercent = \"2\"").2, "several-pays");
    assert_eq!(only_problem("bands = { stack = \"add\" }\n[[rule.band]]\npercent = \"2\"").2, "no-pay");
    assert_eq!(only_problem("[[rule.band]]\nup_to = \"5.00\"").2, "no-pay");
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
    assert!(matches!(&clauses[6], Clause::Any(groups) if groups.len() == 2));
}

#[test]
fn windows_are_words_or_days() {
    let window = |text: &str| format!("bands = {{ window = \"{text}\" }}\nband = []");
    for good in ["period", "sale", "quarter", "contract-year", "lifetime", "90 days", "1 day", "7days"] {
        Terms::parse(&with_rule(&window(good))).unwrap();
    }
    assert_eq!(only_problem(&window("quater")), (9, 20, "bad-window", Some("quarter".to_string())));
    for bad in ["90", "-1 days", "+1 days", "days", "99999999999 days", "month "] {
        assert_eq!(only_problem(&window(bad)).2, "bad-window", "{bad}");
    }
}

#[test]
fn bounds_stand_in_the_units_of_their_measure() {
    let bound = |measure: &str, up_to: &str| {
        format!("bands = {{ measure = \"{measure}\" }}\n[[rule.band]]\nup_to = {up_to}\npercent = \"1\"")
    };
    let read =
        |measure: &str, up_to: &str| match Terms::parse(&with_rule(&bound(measure, up_to))).unwrap().rules[0]
            .pay
        {
            terms::Pay::Bands(ref bands) => bands.bands[0].up_to,
            _ => None,
        };
    assert_eq!(read("gross", "\"500.00\""), Some(50_000));
    assert_eq!(read("quantity", "500"), Some(500));
    assert_eq!(read("attainment", "\"60 %\""), Some(600_000));
    assert_eq!(read("attainment", "\"12.5\""), Some(125_000));
    assert_eq!(only_problem(&bound("gross", "500")).2, "not-quoted");
    assert_eq!(only_problem(&bound("quantity", "\"500\"")).2, "wrong-type");
    assert_eq!(only_problem(&bound("attainment", "\"1/3\"")), (11, 9, "bad-rate", Some("60 %".to_string())));
}

#[test]
fn choices_are_told_from_words_near_to_them() {
    let suggestion = |found: (usize, usize, &str, Option<String>)| {
        assert_eq!(found.2, "unknown-word");
        found.3.unwrap()
    };
    assert_eq!(suggestion(only_problem("percent = \"1\"\nbase = \"nett\"")), "net");
    assert_eq!(suggestion(only_problem("bands = { pay = \"hole\" }\nband = []")), "whole");
    let head = |line: &str| only_problem_of(&format!("{line}\n{HEAD}"));
    assert_eq!(suggestion(head("choose = \"frist\"")), "first");
    assert_eq!(suggestion(head("fx = \"period-averge\"")), "period-average");
    assert_eq!(suggestion(head("prorate = \"all\"")), "none | targets | thresholds | both");
    assert_eq!(suggestion(after_head("[network]\ncompression = \"dinamic\"")), "dynamic");
}

#[test]
fn holds_and_durations_are_whole_numbers_from_zero() {
    assert_eq!(only_problem("percent = \"1\"\nhold = { from = \"sale\" }").2, "missing-key");
    assert_eq!(short(only_problem("percent = \"1\"\nhold = { days = -1 }")), (10, 17, "wrong-type"));
    assert_eq!(only_problem("percent = \"1\"\nhold = 30").2, "wrong-type");
    assert_eq!(
        only_problem("percent = \"1\"\nrecurring = { count = \"dates\", payments = 1 }").2,
        "no-meaning"
    );
    assert_eq!(only_problem("percent = \"1\"\nrecurring = {}").2, "needs-one-of");
    assert_eq!(only_problem("percent = \"1\"\nrecurring = { months = 1, payments = 1 }").2, "only-one-of");
}

#[test]
fn the_network_says_what_it_is_a_share_of() {
    assert_eq!(after_head("[[upline]]\npercent = \"1\"").2, "missing-key");
    assert_eq!(short(after_head("[[upline]]\nlevel = 256\npercent = \"1\"")), (8, 9, "wrong-type"));
    let both = "[[upline]]\nlevel = 1\npercent = \"1\"\nof = \"commission\"\nbase = \"net\"";
    assert_eq!(after_head(both), (11, 1, "no-meaning", Some("of = \"sale\"".to_string())));
    assert_eq!(after_head("[[rank]]\npercent = \"1\"").2, "missing-key");
    assert_eq!(after_head("[binary]\nbase = \"net\"").2, "missing-key");
    assert_eq!(after_head("[[split]]\nrole = \"a\"").2, "no-pay");
}

#[test]
fn a_bonus_says_once_what_must_be_reached() {
    let bonus = |rest: &str| after_head(&format!("[[bonus]]\nname = \"b\"\nfixed = \"1.00\"\n{rest}"));
    assert_eq!(bonus(""), (7, 1, "missing-key", Some("turnover_from = \"60000.00\"".to_string())));
    assert_eq!(bonus("turnover_from = \"1.00\"\ntarget = \"partner\"").2, "only-one-of");
    assert_eq!(bonus("target = \"mine\"").2, "unknown-word");
    assert_eq!(bonus("when = { sale.kind = \"x\" }\n[[bonus.target]]\nown = true").2, "no-meaning");
    assert_eq!(bonus("[[bonus.target]]\nmeasure = \"count\"").2, "needs-one-of");
    assert_eq!(bonus("[[bonus.target]]\nown = true\nat_least = \"1.00\"").2, "only-one-of");
    assert_eq!(short(bonus("[[bonus.target]]\nown = false")), (11, 1, "no-meaning"));
    assert_eq!(bonus("[[bonus.target]]\nown = \"yes\"").2, "wrong-type");
    assert_eq!(bonus("[[bonus.target]]\ngrowth = { over = \"previous\" }").2, "missing-key");
}

#[test]
fn caps_draws_and_examples_are_read_with_their_problems() {
    assert_eq!(after_head("[[cap]]\nname = \"c\"\nof = \"direct\"\nrule = \"r\"").2, "only-one-of");
    assert_eq!(after_head("[[cap]]\nname = \"c\"\nof = \"directly\"").2, "unknown-word");
    assert_eq!(after_head("[draw]\namount = \"1.00\"").2, "missing-key");
    let case = |rest: &str| after_head(&format!("[[case]]\nname = \"c\"\n{rest}"));
    assert_eq!(
        case("period = \"January\"\ntotal = \"1.00\""),
        (9, 10, "bad-period", Some("2026-01".to_string()))
    );
    assert_eq!(case("period = \"2026-01\"").2, "missing-key");
    let sale = |sale: &str| case(&format!("period = \"2026-01\"\ntotal = \"1.00\"\nsales = [{{ {sale} }}]"));
    assert_eq!(sale("amount = \"1.00\"").2, "missing-key");
    let typo = sale("on = 2026-01-05, amount = \"1.00\", product.serie = \"GTK\"");
    assert_eq!((typo.2, typo.3.as_deref()), ("unknown-field", Some("product.series")));
    assert_eq!(sale("on = 2026-01-05, amount = \"1.00\", amout = \"GTK\"").3.as_deref(), Some("amount"));
    assert_eq!(sale("on = 2026-01-05, amount = \"1.00\", product.series = 5").2, "wrong-type");
    let tier = case("period = \"2026-01\"\ntotal = \"1.00\"\npartner = { teir = \"gold\" }");
    assert_eq!((tier.2, tier.3.as_deref()), ("unknown-key", Some("tier")));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let large = format!("{HEAD}#{}", " ".repeat(1 << 20));
    assert_eq!(only_problem_of(&large), (1, 1, "too-large", None));
    let many = format!("{HEAD}{}", "[[rule]]\nname = \"r\"\npercent = \"1\"\n".repeat(2_001));
    assert_eq!(short(only_problem_of(&many)), (7 + 6_000, 1, "too-many-entries"));
}

#[test]
fn groups_that_lie_too_deep_are_refused() {
    let nested = |depth: usize| {
        with_rule(&format!(
            "percent = \"1\"\nwhen = {}sale.kind = \"x\"{}",
            "{ not = ".repeat(depth) + "{ ",
            " }".repeat(depth + 1)
        ))
    };
    Terms::parse(&nested(15)).unwrap();
    assert_eq!(only_problem_of(&nested(17)).2, "too-deep");
    assert_eq!(problems(&nested(5_000))[0].kind.key(), "syntax");
}

#[test]
fn a_thousand_problems_are_enough() {
    let mut text = String::new();
    for at in 0..40_000 {
        let _ = writeln!(text, "unknown_{at} = 1");
    }
    assert_eq!(problems(&text).len(), 1_000);
}

#[test]
fn columns_count_characters() {
    let found = only_problem_of(&format!(
        "{HEAD}[[rule]]\nname = \"r\"\nwhen = {{ sale.kind = \"щи\", sale.kid = \"x\" }}\npercent = \"1\""
    ));
    assert_eq!((found.0, found.1, found.2), (9, 33, "unknown-field"));
}

#[test]
fn findings_of_a_file_point_at_their_line() {
    let text = "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n[rounding]\nat = \"line\"\nmode = \"down\"\n\n\
                [[rule]]\nname = \"r\"\n[[rule.band]]\nup_to = \"5.00\"\npercent = \"1\"\n\n[[cap]]\nname = \"c\"\n\n\
                [[bonus]]\nname = \"b\"\nfixed = \"1.00\"\n[[bonus.target]]\nat_least = \"0.00\"\n[[bonus.target]]\nown = true\n";
    let checked = check_file(text).unwrap();
    let seen: Vec<(usize, &str)> =
        checked.findings.iter().map(|(at, finding)| (at.line, finding.kind.key())).collect();
    assert_eq!(seen, [(10, "last-band-not-open"), (20, "target-not-positive"), (14, "limits-nothing")]);
}

#[test]
fn a_file_without_rounding_is_read_and_says_so() {
    let silent =
        "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n[[rule]]\nname = \"r\"\npercent = \"5\"\n";
    let checked = check_file(silent).unwrap();
    assert_eq!(checked.findings.len(), 1);
    let (at, finding) = &checked.findings[0];
    assert_eq!((*at, finding.kind.key()), (Position { line: 1, column: 1 }, "rounding-not-declared"));
    let told: Vec<String> =
        finding.example.as_ref().unwrap().told.iter().map(|(_, told)| told.to_string()).collect();
    assert_eq!(told, ["100.10 RUB", "5.005", "5.01 RUB"]);
    assert_eq!(check_file(&with_rule("percent = \"5\"")).unwrap().findings, []);
}

#[test]
fn everything_at_once_has_no_error() {
    let checked = check_file(EVERYTHING).unwrap();
    let errors: Vec<_> =
        checked.findings.iter().filter(|(_, finding)| finding.severity == terms::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn an_expression_is_a_condition_and_what_is_wrong_in_it_has_its_place() {
    let text = |expression: &str| {
        format!(
            "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n[[rule]]\nname = \"a\"\npercent = \"5\"\nwhen = {{ expr = \"{expression}\" }}\n"
        )
    };
    let good = Terms::parse(&text("sale.quantity > 3 && product.series == 'GTK'")).unwrap();
    assert_eq!(good.rules[0].when.clauses.len(), 1);
    assert_eq!(Terms::parse(&good.to_text()).unwrap(), good);
    let problems = Terms::parse(&text("sale.quantitty > 3")).unwrap_err();
    assert_eq!(
        (problems[0].kind.key(), problems[0].at.line, problems[0].at.column),
        ("bad-expression", 7, 18)
    );
    assert_eq!(problems[0].suggestion.as_deref(), Some("sale.quantity"));
}
