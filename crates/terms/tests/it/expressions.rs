//! Expert conditions: reading, types, evaluation, and that no text whatsoever breaks them.

use jiff::civil::{Date, date};
use money::Currency;
use proptest::prelude::*;
use std::path::Path;
use std::time::{Duration, Instant};
use terms::Field;
use terms::expression::{Expression, ExpressionTrouble, FieldValue, STEPS_MAX, Values};

/// A sale of 1,500.00 on a Saturday with everything known but the region of the customer.
#[derive(Debug, Clone)]
pub struct Sale {
    pub amount: Option<i64>,
    pub quantity: Option<i64>,
    pub date: Option<Date>,
    pub series: Option<String>,
    pub name: Option<String>,
}

impl Values for Sale {
    fn value(&self, field: Field) -> FieldValue<'_> {
        let text = |text: &'static str| FieldValue::Text(text);
        match field.path() {
            "sale.amount" => self.amount.map_or(FieldValue::Missing, FieldValue::Minor),
            "sale.quantity" => self.quantity.map_or(FieldValue::Missing, FieldValue::Number),
            "sale.date" => self.date.map_or(FieldValue::Missing, FieldValue::Date),
            "sale.kind" => text("order"),
            "product.series" => self.series.as_deref().map_or(FieldValue::Missing, FieldValue::Text),
            "product.name" => self.name.as_deref().map_or(FieldValue::Missing, FieldValue::Text),
            _ => FieldValue::Missing,
        }
    }
}

fn sale() -> Sale {
    Sale {
        amount: Some(1_500_00),
        quantity: Some(3),
        date: Some(date(2026, 1, 31)),
        series: Some("GTK".to_string()),
        name: Some("Насос GTK-500".to_string()),
    }
}

fn read(text: &str) -> Expression {
    Expression::parse(text, Currency::RUB).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn holds(text: &str) -> bool {
    read(text).holds(&sale()).unwrap()
}

#[track_caller]
fn problem(text: &str, expected: &str) {
    let problem = Expression::parse(text, Currency::RUB).expect_err(text);
    assert_eq!(problem.to_string(), expected, "{text}");
}

#[test]
fn conditions_are_read_as_they_are_written() {
    for text in [
        "sale.amount > 1000",
        "sale.amount >= money(\"1500.00\") && sale.amount < money('1500.01')",
        "1500 == sale.amount",
        "sale.amount == 1000 + 500",
        "sale.amount - 500 == 1000",
        "sale.amount * 2 == 3000",
        "sale.amount == sale.quantity * money(\"500.00\")",
        "-sale.amount < -1499",
        "sale.quantity * 2 + 1 == 7",
        "product.series == \"GTK\"",
        "product.series in [\"MG\", \"GTK\"]",
        "!(product.series in [])",
        "sale.amount in [1, 1500]",
        "sale.date >= date(\"2026-01-01\") && sale.date <= date(\"2026-01-31\")",
        "sale.date.year() == 2026 && sale.date.month() == 1 && sale.date.dayOfWeek() == 6",
        "product.name.startsWith(\"Насос\") && product.name.endsWith(\"500\")",
        "product.name.lower().contains('gtk')",
        "product.name.size() == 13 && size(product.name) == 13",
        "has(product.series) && !has(customer.region)",
        "sale.quantity > 5 ? false : true",
        "sale.amount > (sale.quantity > 5 ? money(\"1.00\") : 1499)",
        "sale.kind == 'order' // what was sold\n || false",
        "\"ёлка\" == \"\\u0451лка\"",
        "(true == !false) != false",
    ] {
        assert!(holds(text), "{text}");
        assert_eq!(read(text).to_string(), text);
    }
}

#[test]
fn a_comparison_with_what_is_missing_is_false_and_has_tells() {
    for comparison in ["==", "!=", "<", ">="] {
        assert!(!holds(&format!("customer.region {comparison} \"Центр\"")), "{comparison}");
    }
    assert!(!holds("customer.region in [\"Центр\"]"));
    assert!(!holds("customer.region.startsWith(\"\")"));
    assert!(!holds("customer.region.lower().size() >= 0"));
    assert!(holds("!(customer.region == \"Центр\")"));
    assert!(holds("!has(customer.region) || customer.region == \"Центр\""));
}

#[test]
fn whole_numbers_next_to_sums_are_whole_units_of_the_currency() {
    let yen = Expression::parse("sale.amount == 150000", Currency::parse("JPY").unwrap()).unwrap();
    assert_eq!(yen.holds(&sale()), Ok(true));
    assert!(!holds("sale.amount == 150000"));
    problem(
        "sale.amount > sale.quantity",
        "1:13: the types do not fit: sale.amount (amount) > sale.quantity (number); \
         try `money(\"1.00\") * (sale.quantity)`",
    );
    problem(
        "sale.amount > 9223372036854775807",
        "1:15: `9223372036854775807` is not a sum in the currency of the terms",
    );
}

#[test]
fn a_mistake_is_named_with_its_place_and_what_was_meant() {
    problem("sale.amuont > 5", "1:1: there is no field `sale.amuont`; try `sale.amount`");
    problem("true &&\n  serie == \"x\"", "2:3: there is no field `serie`; try `product.series`");
    problem("sale.date.month == 1", "1:1: there is no field `sale.date.month`; try `sale.date.month()`");
    problem("\"ёж\" == product.nam", "1:9: there is no field `product.nam`; try `product.name`");
    problem("sale.date.mnth() == 1", "1:11: there is no function `mnth`; try `month`");
    problem("mony(\"5\") == sale.amount", "1:1: there is no function `mony`; try `money`");
    problem(
        "contains(product.name, \"x\")",
        "1:1: there is no function `contains`; try `product.name.contains(…)`",
    );
    problem("product.name.contains()", "1:14: `contains` cannot stand here; try `contains(\"…\")`");
    problem("sale.kind = \"lead\"", "1:11: `=` cannot stand here; try `==`");
    problem("true and false", "1:6: `and` cannot stand here; try `&&`");
    problem("sale.kind == «lead»", "1:14: `«` cannot stand here; try `\"`");
    problem("true true", "1:6: `true` cannot stand here");
    problem("(true", "1:6: the expression is not finished; try `)`");
    problem("true)", "1:5: `)` cannot stand here");
    problem("sale.kind == ", "1:13: the expression is not finished");
    problem("", "1:1: the expression is not finished");
    problem(" // nothing", "1:12: the expression is not finished");
    problem("sale.kind == \"lead", "1:14: the expression is not finished; try `\"lead\"`");
    problem("99999999999999999999 > 1", "1:1: `99999999999999999999` cannot stand here");
    problem("'\\q' == sale.kind", "1:1: `'\\q'` cannot stand here");
    problem("has(sale)", "1:5: `sale` cannot stand here; try `has(product.series)`");
}

#[test]
fn types_that_do_not_fit_are_shown_on_both_sides() {
    problem("sale.kind > 5", "1:11: the types do not fit: sale.kind (text) > 5 (number)");
    problem(
        "sale.date == \"2026-01-31\"",
        "1:11: the types do not fit: sale.date (date) == \"2026-01-31\" (text); try `date(\"2026-01-31\")`",
    );
    problem(
        "\"1500,5\" < sale.amount",
        "1:10: the types do not fit: \"1500,5\" (text) < sale.amount (amount); try `money(\"1500.50\")`",
    );
    problem(
        "sale.amount * sale.amount > 5",
        "1:13: the types do not fit: sale.amount (amount) * sale.amount (amount)",
    );
    problem("!sale.kind", "1:1: the types do not fit: !sale.kind (text)");
    problem("-sale.kind == 'x'", "1:1: the types do not fit: -sale.kind (text)");
    problem("sale.kind ? true : false", "1:11: the types do not fit: sale.kind (text) ?");
    problem("true ? 1 : 'x'", "1:10: the types do not fit: 1 (number) : 'x' (text)");
    problem("sale.kind && true", "1:11: the types do not fit: sale.kind (text) && true (yes-no)");
    problem("true < false", "1:6: the types do not fit: true (yes-no) < false (yes-no)");
    problem("sale.kind in ['x', 5]", "1:20: the types do not fit: sale.kind (text) in 5 (number)");
    problem(
        "sale.kind in sale.kind",
        "1:11: the types do not fit: sale.kind (text) in sale.kind (text); try `in [sale.kind]`",
    );
    problem("sale.kind.month() == 1", "1:11: the types do not fit: month: sale.kind (text)");
    problem("sale.kind.contains(5)", "1:11: the types do not fit: contains: sale.kind (text), 5 (number)");
    problem(
        "sale.quantity + 1",
        "1:1: the whole must answer yes or no, this gives number; try `sale.quantity + 1 == …`",
    );
    problem(
        "sale.amount > money(\"1 500,5\")",
        "1:15: `1 500,5` is not a sum in the currency of the terms; try `money(\"1500.50\")`",
    );
    problem(
        "sale.amount > money(sale.kind)",
        "1:15: `sale.kind` is not a sum in the currency of the terms; try `money(\"1000.00\")`",
    );
    problem(
        "sale.date == date(\"31.01.2026\")",
        "1:14: `31.01.2026` is not a date; try `date(\"2026-01-31\")`",
    );
}

#[test]
fn what_cel_knows_and_conditions_do_not_is_named() {
    problem("sale.amount > 1.5", "1:15: `1.5` cannot be used in conditions; try `money(\"1.5\")`");
    problem("sale.amount > .5", "1:15: `.5` cannot be used in conditions; try `money(\"0.5\")`");
    problem("sale.amount / 2 > 5", "1:13: `/` cannot be used in conditions; try `a > b * 2`");
    problem("sale.quantity % 2 == 0", "1:15: `%` cannot be used in conditions");
    problem(
        "product.series == null",
        "1:19: `null` cannot be used in conditions; try `!has(product.series)`",
    );
    problem(
        "['a'].exists(x, x == sale.kind)",
        "1:7: `exists(…)` cannot be used in conditions; try `product.series in [\"…\", \"…\"]`",
    );
    problem("{'a': 1} == {}", "1:1: `{` cannot be used in conditions; try `[\"…\", \"…\"]`");
    problem("sale.kind[0] == 'x'", "1:10: `[…]` cannot be used in conditions");
    problem("0x1F == 31", "1:1: `0x1F` cannot be used in conditions");
    problem("1u == 1", "1:1: `1u` cannot be used in conditions");
    problem("r\"a\" == 'a'", "1:1: `r` cannot be used in conditions; try `\"a\" == 'a'`");
    problem("'''a''' == 'a'", "1:1: `'''` cannot be used in conditions");
}

#[test]
fn what_is_too_large_is_refused_before_it_is_parsed() {
    let key = |text: String| Expression::parse(&text, Currency::RUB).unwrap_err().kind.key();
    assert_eq!(key("ё".repeat(1_001)), "too-long");
    assert_eq!(key(format!("{}true", "true&&".repeat(300))), "too-many-parts");
    assert_eq!(key(format!("{}true", "!".repeat(1_900))), "too-many-parts");
    assert_eq!(key(format!("sale{}", ".a".repeat(900))), "too-many-parts");
    assert_eq!(key(format!("sale{}", "[0]".repeat(600))), "too-many-parts");
    assert_eq!(key(format!("{}true{}", "(".repeat(33), ")".repeat(33))), "too-deep");
    assert_eq!(key("[".repeat(1_999)), "too-deep");
    assert_eq!(key(format!("{}true", "true?true:".repeat(40))), "too-deep");
    assert_eq!(key(format!("1{} == 5", "+1".repeat(60))), "too-deep");
    assert_eq!(key(format!("1 in [{}1]", "1,".repeat(500))), "long-list");
    assert!(holds(&format!("3 in [{}3]", "1,".repeat(499))));
    assert!(holds(&format!("{}true{}", "(".repeat(32), ")".repeat(32))));
    assert!(holds(&format!("{}true", "true&&".repeat(99))));
}

#[test]
fn a_condition_that_runs_long_is_cut_off() {
    let long = Sale { name: Some("x".repeat(STEPS_MAX * 16)), ..sale() };
    let trouble = read("product.name.contains(\"y\")").holds(&long).unwrap_err();
    assert_eq!(trouble, ExpressionTrouble::TookTooLong);
    assert_eq!(trouble.key(), "took-too-long");
    assert_eq!(read("false && product.name.contains(\"y\")").holds(&long), Ok(false));
    let many = format!("{}false", "product.name.lower().contains(\"y\")||".repeat(30));
    let begun = Instant::now();
    let half = Sale { name: Some("x".repeat(STEPS_MAX * 8 - 1_000)), ..sale() };
    assert_eq!(read(&many).holds(&half), Err(ExpressionTrouble::TookTooLong));
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[test]
fn what_does_not_fit_into_a_number_is_an_error_and_never_a_wrong_one() {
    for text in [
        "sale.amount * 9223372036854775807 > 0",
        "9223372036854775807 + 1 > 0",
        "sale.quantity - 9223372036854775807 - 9223372036854775807 > 0",
        "-(-9223372036854775808 + 0 * sale.quantity) > 0",
    ] {
        assert_eq!(read(text).holds(&sale()), Err(ExpressionTrouble::Overflow), "{text}");
    }
}

#[test]
fn an_expression_tells_the_fields_it_asks_for() {
    let paths = |text: &str| -> Vec<&str> { read(text).fields().into_iter().map(Field::path).collect() };
    assert_eq!(
        paths(
            "has(product.series) && (product.series in [sale.kind] || sale.amount > 5) && product.series.size() > 1"
        ),
        ["sale.amount", "sale.kind", "product.series"]
    );
    assert_eq!(read("true"), read("true"));
    assert_ne!(read("sale.quantity > 1"), read("sale.quantity > 2"));
}

#[test]
fn every_field_can_be_asked_for() {
    for field in Field::all() {
        assert_eq!(read(&format!("has({field})")).fields(), [field]);
    }
}

#[test]
fn every_problem_and_trouble_has_a_sentence_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = 0;
    for source in ["problem.rs", "evaluate.rs"] {
        let source = std::fs::read_to_string(root.join("src/expression").join(source)).unwrap();
        let arms = source.lines().filter(|line| {
            line.contains("=> \"") && ["ProblemKind::", "Trouble::"].iter().any(|kind| line.contains(kind))
        });
        for key in arms.filter_map(|line| line.split('"').nth(1)).filter(|key| !key.contains(' ')) {
            keys += 1;
            for language in ["ru", "en"] {
                let book = root.join("../../locales").join(language).join("terms.ftl");
                let book = std::fs::read_to_string(book).unwrap();
                let begin = format!("terms-expression-{key} =");
                assert!(book.lines().any(|line| line.starts_with(&begin)), "{language} lacks {begin}");
            }
        }
    }
    assert_eq!(keys, 15);
}

/// Pieces of which texts are put together at random.
const PIECES: [&str; 62] = [
    "sale.amount",
    "product.series",
    "sale.date",
    "sale",
    "x",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "?",
    ":",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    ">=",
    "=",
    " in ",
    "in",
    "&&",
    "||",
    "&",
    "1",
    "5",
    "1.5",
    "1e9",
    "0x1f",
    "9223372036854775807",
    "\"a\"",
    "'б'",
    "\"",
    "'",
    "\\",
    "`",
    "true",
    "null",
    "has(",
    "has(product.series)",
    "money(\"1.00\")",
    "money(",
    "date(\"2026-01-31\")",
    "date(",
    ".month()",
    ".size()",
    ".contains(",
    ".lower()",
    ".all(x, ",
    "map",
    " ",
    "\n",
    "\r",
    "//",
    "ё",
];

fn any_pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn try_out(text: &str) {
    let begun = Instant::now();
    match Expression::parse(text, Currency::RUB) {
        Ok(expression) => {
            let _ = expression.holds(&sale());
            assert_eq!(expression.text(), text);
        }
        Err(problem) => {
            assert!(problem.at <= text.len() && text.is_char_boundary(problem.at), "{text:?}: {problem:?}");
            assert!(problem.line >= 1 && problem.column >= 1);
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{text:?}");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_in_no_time(text in "\\PC{0,80}", pieces in any_pieces()) {
        try_out(&text);
        try_out(&pieces);
    }

    #[test]
    fn a_damaged_expression_is_read_or_refused_in_no_time(seed in any::<u64>(), cut in any::<prop::sample::Index>(), put in any_pieces()) {
        let text = crate::naive::Maker::new(seed).truth(4).text();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[cut.index(places.len())];
        try_out(&format!("{}{put}{}", &text[..at], &text[at..]));
        try_out(&text[..at]);
    }

    #[test]
    fn deep_nesting_is_refused_on_a_small_stack(piece in prop::sample::select(vec!["(", "[", "!", "-", "a?", "a?b:", "a.b(", "1+", "has(", "a&&(", "[1].map(x,", "x[", "{"]), times in 1_usize..2_000) {
        let text = piece.repeat(times);
        let thread = std::thread::Builder::new().stack_size(512 * 1024);
        thread.spawn(move || try_out(&text)).unwrap().join().unwrap();
    }

    #[test]
    fn an_expression_says_what_a_naive_evaluator_says(
        seed in any::<u64>(),
        amount in prop::option::of(-3_000_00..3_000_00_i64),
        quantity in prop::option::of(-5..5_i64),
        series in prop::option::of("[GTKgtkё]{0,3}"),
        day in prop::option::of(1..28_i8),
    ) {
        let sale = Sale { amount, quantity, date: day.map(|day| date(2026, 1, day)), series, name: Some("GTK".to_string()) };
        let naive = crate::naive::Maker::new(seed).truth(4);
        let text = naive.text();
        match Expression::parse(&text, Currency::RUB) {
            Ok(expression) => prop_assert_eq!(expression.holds(&sale).ok(), naive.says(&sale), "{}", text),
            Err(problem) => prop_assert!(problem.kind.key().starts_with("too-"), "{}: {}", text, problem),
        }
    }
}
