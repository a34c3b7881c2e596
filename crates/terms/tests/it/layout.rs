//! How the canonical file is laid out, and that nothing is lost in it.

use crate::any::*;
use proptest::prelude::*;
use terms::{Band, Pay, Rule, Terms, Upline, When, check, check_file};

#[test]
fn equal_terms_have_equal_hashes_however_they_are_laid_out() {
    let head = "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n";
    let short = format!(
        "{head}[rounding]\nat = \"line\"\nmode = \"down\"\n[[rule]]\nname = \"r\"\npercent = \"1.50\"\n\
         when = {{ product.series = [\"GTK\"] }}"
    );
    let long = format!(
        "{head}choose = \"first\"\n[[rule]]\nname = \"r\"\nbase = \"gross\"\n# a note\n\npercent = \"1,5 %\"\n\
         [rule.when.product]\nseries = \"GTK\"\n[rounding]\nmode = \"down\"\nat = \"line\""
    );
    let (short, long) = (Terms::parse(&short).unwrap(), Terms::parse(&long).unwrap());
    assert_eq!(short.hash(), long.hash());
    assert_eq!((short.hash().hex().len(), short.hash().short().len()), (64, 12));
    let other = Terms { name: "U".to_string(), ..short.clone() };
    assert_ne!(short.hash(), other.hash());
}

#[test]
fn what_the_first_version_could_say_is_still_written_as_it_was() {
    let mut terms = quarterly(vec![
        Rule::new("gtk", Pay::Percent(percent("3")))
            .titled("GTK")
            .when(When::is(field("product.series"), ["GTK"])),
        Rule::new(
            "volume",
            Pay::marginal(vec![Band::up_to(rub(2_000_000), percent("5")), Band::open(percent("7.5"))]),
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

/// Everything the language knows, in the layout it is written in.
pub const EVERYTHING: &str = r#"name = "Всё сразу"
currency = "RUB"
period = "month"
choose = "best"
prorate = "both"
vat = "22"
margin = "45"
fx = "payment"
hold = { days = 30, from = "sale" }
clawback = { how = "unserved-months", within_days = 90 }

[rounding]
at = "document"
mode = "half-even"

[[rule]]
name = "subscription"
title = "Подписка, первый год"
base = "net"
percent = "20"
at_most = "50000.00"
at_least = "100.00"
recurring = { months = 12, count = "covered" }
hold = { days = 14 }

[[rule]]
name = "leads"
fixed = "300.00"
per = "thousand"
recurring = { payments = 3 }

[rule.when]
sale.kind = "lead"

[[rule]]
name = "volume"
bands = { pay = "whole", window = "quarter", horizon_days = 30 }

[[rule.band]]
up_to = "100000.00"
percent = "5"

[[rule.band]]
percent = "8"

[[rule]]
name = "units"
fixed = "2.00"
bands = { measure = "quantity", scope = "product", window = "90 days", stack = "add" }

[[rule.band]]
up_to = 100
fixed = "0.00"

[[rule.band]]
fixed = "1.00"

[[rule]]
name = "attainment"
percent = "10"
bands = { pay = "reached", measure = "attainment", scope = "own", stack = "multiply" }

[[rule.band]]
up_to = "60 %"
percent = "0"

[[rule.band]]
percent = "50"

[network]
compression = "dynamic"
base = "net"

[network.qualified]
beneficiary.turnover = { from = "10000.00" }

[[upline]]
level = 1
title = "Прямая структура"
percent = "3"
base = "paid"

[[upline]]
level = 2
percent = "10"
of = "commission"

[[rank]]
title = "Директор"
percent = "12"

[rank.when]
beneficiary.tier = "director"

[binary]
percent = "10"
base = "net"
at_most = "40000.00"
carry_at_most = "1000000.00"

[binary.when]
beneficiary.sales = { from = 1 }

[[split]]
role = "closer"
share = "30"

[[split]]
role = "engineer"
overlay = "20"

[[bonus]]
name = "plan"
target = "partner"
percent_above = "2"

[[bonus]]
name = "growth"
percent_of_commission = "10"

[[bonus.target]]
window = "quarter"
growth = { percent = "20", over = "year-before" }

[[bonus.target]]
measure = "customers"
scope = "group"
at_least = 5

[bonus.target.when]
customer.kind = "shop"

[[cap]]
name = "top"
title = "Потолок"
per = "year"
at_most = "300000.00"

[[cap]]
name = "budget"
rule = "leads"
whose = "everybody"
at_most = "1000000.00"

[draw]
amount = "30000.00"
recoverable = true

[draw.when]
beneficiary.months = { below = 6 }

[[case]]
name = "Первый месяц"
period = "2026-01"
partner = { tier = "gold" }
target = "500000.00"
sales = [
  { on = "2026-01-05", amount = "80000.00" },
  { on = "2026-01-06", amount = "-80000.00", quantity = -2, product.series = "GTK", returns = 1 },
  { on = "2026-01-07", amount = "1000.00", level = 1, sale.kind = "lead" },
]
total = "0.00"
"#;

#[test]
fn everything_at_once_is_read_and_written_word_for_word() {
    let terms = Terms::parse(EVERYTHING).unwrap();
    assert_eq!(terms.to_text(), EVERYTHING);
    assert_eq!(
        (terms.rules.len(), terms.bonuses[1].targets.len(), terms.cases[0].sales[1].quantity),
        (5, 2, -2)
    );
}

#[test]
fn the_examples_of_the_guide_are_good_terms() {
    const HEAD: &str = "name = \"T\"\ncurrency = \"RUB\"\nperiod = \"month\"\n";
    for language in ["en", "ru"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/guide")
            .join(language)
            .join("terms.md");
        let guide = std::fs::read_to_string(path).unwrap();
        let blocks: Vec<&str> =
            guide.split("```toml\n").skip(1).filter_map(|block| block.split("```").next()).collect();
        let whole = Terms::parse(blocks[0]).unwrap();
        assert_eq!(check(&whole), [], "{language}");
        for block in &blocks[1..] {
            let text = match () {
                () if block.starts_with("[rule.") || block.starts_with("when") => {
                    format!("{HEAD}[[rule]]\nname = \"r\"\npercent = \"1\"\n{block}")
                }
                () => format!("{HEAD}{block}"),
            };
            let checked = check_file(&text).unwrap_or_else(|found| panic!("{language}: {block}: {found:?}"));
            let wrong: Vec<_> = checked
                .findings
                .iter()
                .filter(|(_, finding)| finding.severity == terms::Severity::Error)
                .collect();
            assert!(wrong.is_empty(), "{language}: {block}: {wrong:?}");
        }
        let rows = guide.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let begins = ["sale.", "product.", "customer.", "beneficiary.", "not = ", "any = ", "all = "];
        let conditions: Vec<&str> = rows
            .filter(|row| row.contains(" = ") && begins.iter().any(|begin| row.starts_with(begin)))
            .collect();
        assert!(conditions.len() >= 9, "{language}");
        for row in conditions.into_iter().filter(|row| !row.contains('…')) {
            let text = format!("{HEAD}[[rule]]\nname = \"r\"\npercent = \"1\"\n[rule.when]\n{row}");
            Terms::parse(&text).unwrap_or_else(|found| panic!("{row}: {found:?}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_back(terms in any_terms()) {
        let text = terms.to_text();
        let read = Terms::parse(&text);
        prop_assert_eq!(read.as_ref(), Ok(&terms), "{}", text);
        prop_assert_eq!(read.map(|read| read.hash()), Ok(terms.hash()));
    }

    #[test]
    fn any_terms_are_checked_without_a_panic(terms in any_terms()) {
        for finding in check(&terms) {
            prop_assert!(!finding.to_string().is_empty());
        }
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in "\\PC{0,80}") {
        let _ = check_file(&text);
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_without_a_panic(
        terms in any_terms(),
        cut in any::<prop::sample::Index>(),
        put in "[\\[\\]{}=\".,\n ]{0,3}",
    ) {
        let text = terms.to_text();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[cut.index(places.len())];
        let _ = check_file(&format!("{}{put}{}", &text[..at], &text[at..]));
        let _ = check_file(&text[..at]);
    }

    #[test]
    fn lines_out_of_place_are_read_or_refused_without_a_panic(
        lines in prop::collection::vec(prop::sample::select(EVERYTHING.lines().collect::<Vec<_>>()), 0..30),
    ) {
        let _ = check_file(&lines.join("\n"));
        let _ = check_file(&format!("{EVERYTHING}\n{}", lines.join("\n")));
    }
}
