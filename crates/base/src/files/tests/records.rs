//! Rows seen through mappings.

use super::*;
use jiff::civil::{Date, date};
use money::{Currency, Money};

const FIELDS: &[TargetField] = &[
    TargetField::new("reference", FieldKind::Text).required().unique(),
    TargetField::new("partner", FieldKind::Text).required(),
    TargetField::new("product", FieldKind::Text),
    TargetField::new("amount", FieldKind::Money).required(),
    TargetField::new("currency", FieldKind::Currency).required(),
    TargetField::new("happened_on", FieldKind::Date).required(),
    TargetField::new("quantity", FieldKind::Decimal),
    TargetField::new("kind", FieldKind::Choice(KINDS)),
    TargetField::new("paid", FieldKind::Flag),
];

const KINDS: &[Choice] = &[
    Choice { value: "order", synonyms: &["заказ"] },
    Choice { value: "payment", synonyms: &["оплата", "платёж"] },
];

const COLUMNS: [&str; 8] = ["id", "агент", "товар", "сумма", "дата", "количество", "вид", "оплачено"];

fn mapping() -> Mapping {
    Mapping::parse(
        r#"
        [columns]
        reference = "id"
        partner = "агент"
        product = "товар"
        amount = "сумма"
        happened_on = "дата"
        quantity = "количество"
        kind = "вид"
        paid = "оплачено"
        [constant]
        currency = "RUB"
        [values.product]
        GTXPro = "GTX Pro"
        "#,
    )
    .unwrap()
}

#[derive(Debug, PartialEq)]
struct Sale {
    reference: String,
    product: Option<String>,
    amount: Money,
    on: Date,
    quantity: Option<i64>,
    kind: Option<&'static str>,
    paid: Option<bool>,
}

fn read(mapping: &Mapping, row: &Row) -> Result<Sale, Vec<Problem>> {
    let columns = COLUMNS.map(str::to_owned);
    let binding = mapping.bind(&columns, FIELDS).unwrap();
    let Taken::Record(mut record) = binding.take(row) else { panic!("filtered out") };
    let reference = record.text("reference").map(str::to_owned);
    let partner = record.text("partner");
    let product = record.text("product").map(str::to_owned);
    let currency = record.currency("currency");
    let amount = record.money("amount", currency);
    let on = record.date("happened_on");
    let quantity = record.decimal("quantity", 3);
    let kind = record.choice("kind");
    let paid = record.flag("paid");
    let sale = || {
        partner?;
        Some(Sale { reference: reference?, product, amount: amount?, on: on?, quantity, kind, paid })
    };
    record.finish(sale())
}

fn row(cells: [&str; 8]) -> Row {
    Row::of_text(7, cells)
}

/// What is wrong with the row, as field and kind.
fn troubles(cells: [&str; 8]) -> Vec<(String, ProblemKind)> {
    let problems = read(&mapping(), &row(cells)).unwrap_err();
    problems.into_iter().map(|problem| (problem.field, problem.what)).collect()
}

const GOOD: [&str; 8] = ["A-1", "Анна", "GTXPro", "1 234,56 ₽", "01.03.2017", "1,5", "Платеж", "да"];

#[test]
fn a_good_row_becomes_a_sale() {
    let expected = Sale {
        reference: "A-1".into(),
        product: Some("GTX Pro".into()),
        amount: Money::new(123_456, Currency::RUB),
        on: date(2017, 3, 1),
        quantity: Some(1500),
        kind: Some("payment"),
        paid: Some(true),
    };
    assert_eq!(read(&mapping(), &row(GOOD)), Ok(expected));
}

#[test]
fn every_problem_of_a_row_is_told_at_once() {
    let troubles = troubles(["", "Анна", "", "много", "31.02.2017", "1,23456", "подарок", "может быть"]);
    let expected = [
        ("reference", ProblemKind::Missing),
        ("amount", ProblemKind::NotMoney),
        ("happened_on", ProblemKind::NoSuchDay),
        ("quantity", ProblemKind::TooManyDecimals { max: 3 }),
        ("kind", ProblemKind::NotAChoice),
        ("paid", ProblemKind::NotAFlag),
    ];
    assert_eq!(troubles, expected.map(|(field, what)| (field.to_owned(), what)));
}

#[test]
fn a_problem_carries_its_row_column_and_value() {
    let mut cells = GOOD;
    cells[4] = "31.02.2017";
    let problems = read(&mapping(), &row(cells)).unwrap_err();
    let expected = Problem {
        row: 7,
        column: Some("дата".into()),
        field: "happened_on".into(),
        value: "31.02.2017".into(),
        what: ProblemKind::NoSuchDay,
        nearest: vec![],
    };
    assert_eq!(problems, [expected]);
}

#[test]
fn more_kopecks_than_a_rouble_has_are_refused() {
    let mut cells = GOOD;
    cells[3] = "1,005";
    assert_eq!(troubles(cells), [("amount".to_owned(), ProblemKind::AmbiguousAmount)]);
    cells[3] = "1,0055";
    assert_eq!(troubles(cells), [("amount".to_owned(), ProblemKind::TooManyDecimals { max: 2 })]);
}

#[test]
fn a_mapping_that_says_how_decimals_are_written_ends_the_doubt() {
    let amount = |decimal, text: &'static str| {
        let mut cells = GOOD;
        cells[3] = text;
        read(&Mapping { decimal, ..mapping() }, &row(cells)).map(|sale| sale.amount.minor)
    };
    assert_eq!(amount(DecimalStyle::Comma, "1.234"), Ok(123_400));
    assert_eq!(amount(DecimalStyle::Comma, "1.234.567,5 руб."), Ok(123_456_750));
    assert_eq!(amount(DecimalStyle::Point, "1,234"), Ok(123_400));
    assert_eq!(amount(DecimalStyle::Point, "1.230 ₽"), Ok(123));
    let too_fine = amount(DecimalStyle::Comma, "1,234").unwrap_err();
    assert_eq!(too_fine[0].what, ProblemKind::TooManyDecimals { max: 2 });
}

#[test]
fn an_unknown_name_is_told_with_the_nearest_known() {
    let columns = COLUMNS.map(str::to_owned);
    let mapping = Mapping { values: Default::default(), ..mapping() };
    let binding = mapping.bind(&columns, FIELDS).unwrap();
    let row = row(GOOD);
    let Taken::Record(mut record) = binding.take(&row) else { panic!("filtered out") };
    record.unknown("product", &Nearest::new(["GTX Basic", "GTX Pro"]));
    let problems = record.finish(Some(())).unwrap_err();
    assert_eq!(problems[0].what, ProblemKind::Unknown);
    assert_eq!((problems[0].value.as_str(), problems[0].nearest[0].as_str()), ("GTXPro", "GTX Pro"));
}

#[test]
fn a_filter_leaves_rows_out_and_never_a_broken_one() {
    let mut mapping = mapping();
    mapping.filter.insert("вид".into(), vec!["Оплата".into(), "заказ".into()]);
    let columns = COLUMNS.map(str::to_owned);
    let binding = mapping.bind(&columns, FIELDS).unwrap();
    let taken = |row: &Row| matches!(binding.take(row), Taken::Record(_));
    let with_kind = |kind| row(["A", "", "", "", "", "", kind, ""]);
    assert!(taken(&with_kind("ОПЛАТА ")));
    assert!(!taken(&with_kind("возврат")));
    let mut broken = Row::of_text(3, ["A", "B"]);
    broken.fit(8, false);
    assert!(taken(&broken));
}

#[test]
fn a_broken_row_is_told_once_and_not_by_every_cell() {
    let mut broken = Row::of_text(3, ["A", "B"]);
    broken.fit(8, false);
    let problems = read(&mapping(), &broken).unwrap_err();
    let expected = ProblemKind::Row(RowRefusal::TooFewCells { found: 2, expected: 8 });
    assert_eq!(problems, [Problem::of_row(3, expected)]);
}

#[test]
fn an_unknown_currency_is_one_problem_and_not_two() {
    let mut mapping = mapping();
    mapping.constant.insert("currency".into(), "тугрики".into());
    let problems = read(&mapping, &row(GOOD)).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].place(), &problems[0].what), ("currency", &ProblemKind::UnknownCurrency));
}

#[test]
fn a_long_value_is_shown_by_its_start() {
    let mut cells = GOOD;
    let long = "x".repeat(10_000);
    cells[4] = &long;
    let problems = read(&mapping(), &row(cells)).unwrap_err();
    assert!(problems[0].value.len() < 100);
}
