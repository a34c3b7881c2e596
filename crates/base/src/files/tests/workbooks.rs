//! Workbooks come in.

use super::*;
use jiff::civil::date;
use money::{Currency, Money};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Workbook};

const FIELDS: &[TargetField] = &[
    TargetField::new("partner", FieldKind::Text),
    TargetField::new("amount", FieldKind::Money),
    TargetField::new("happened_on", FieldKind::Date),
    TargetField::new("account", FieldKind::Text),
];

/// A workbook with a header in row 3, text, numbers, dates, an error and an account number kept as a number.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let dates = CellFormat::new().set_num_format("dd.mm.yyyy");
    book.add_worksheet().set_name("Скрытый").unwrap().set_hidden(true);
    let page = book.add_worksheet();
    page.set_name("Продажи").unwrap().set_active(true);
    page.write_string(0, 0, "Отчёт за март").unwrap();
    for (at, name) in (0_u16..).zip(["partner", "amount", "happened_on", "account"]) {
        page.write_string(2, at, name).unwrap();
    }
    page.write_string(3, 0, "Анна").unwrap();
    page.write_number(3, 1, 1234.56).unwrap();
    page.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(2017, 3, 1).unwrap(), &dates).unwrap();
    page.write_string(3, 3, "40702810900000001234").unwrap();
    page.write_string(5, 0, "Пётр").unwrap();
    page.write_formula(5, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    page.write_number(5, 2, 42795.0).unwrap();
    page.write_number(5, 3, 40_702_810_900_000_001_234.0).unwrap();
    book.save_to_buffer().unwrap()
}

fn opened() -> Table {
    let hints = Hints { header_row: Some(3), ..Hints::default() };
    Table::open(Cursor::new(workbook()), "Продажи.xlsx", &hints, Limits::default()).unwrap()
}

#[test]
fn the_first_sheet_that_is_not_hidden_is_read() {
    let table = opened();
    let sheets = vec!["Скрытый".to_owned(), "Продажи".to_owned()];
    assert_eq!(table.layout(), Layout::Workbook { sheet: "Продажи".into(), sheets });
    assert_eq!(table.columns(), ["partner", "amount", "happened_on", "account"]);
}

#[test]
fn rows_keep_the_numbers_of_the_sheet() {
    let mut table = opened();
    let numbers: Vec<u64> = rows(&mut table).iter().map(Row::number).collect();
    assert_eq!(numbers, [4, 6]);
}

#[test]
fn typed_cells_become_sums_dates_and_text() {
    let mut table = opened();
    let binding = guess(table.columns(), FIELDS).bind(table.columns(), FIELDS).unwrap();
    let rows = rows(&mut table);
    let Taken::Record(mut record) = binding.take(&rows[0]) else { panic!("filtered out") };
    assert_eq!(record.text("partner"), Some("Анна"));
    assert_eq!(record.money("amount", Some(Currency::RUB)), Some(Money::new(123_456, Currency::RUB)));
    assert_eq!(record.date("happened_on"), Some(date(2017, 3, 1)));
    assert_eq!(record.text("account"), Some("40702810900000001234"));
    assert!(record.is_sound());
}

#[test]
fn formula_errors_and_lost_digits_are_problems() {
    let mut table = opened();
    let binding = guess(table.columns(), FIELDS).bind(table.columns(), FIELDS).unwrap();
    let rows = rows(&mut table);
    let Taken::Record(mut record) = binding.take(&rows[1]) else { panic!("filtered out") };
    assert_eq!(record.money("amount", Some(Currency::RUB)), None);
    assert_eq!(record.date("happened_on"), Some(date(2017, 3, 1)));
    assert_eq!(record.text("account"), None);
    let kinds: Vec<ProblemKind> =
        record.finish(Some(())).unwrap_err().into_iter().map(|problem| problem.what).collect();
    assert_eq!(kinds, [ProblemKind::FormulaError, ProblemKind::LostDigits]);
}

#[test]
fn a_sheet_that_is_not_there_is_told_with_those_that_are() {
    let hints = Hints { sheet: Some("Март".into()), ..Hints::default() };
    let error = Table::open(Cursor::new(workbook()), "a.xlsx", &hints, Limits::default()).err();
    let sheets = vec!["Скрытый".to_owned(), "Продажи".to_owned()];
    assert_eq!(error, Some(FileError::NoSuchSheet { name: "Март".into(), sheets }));
}

#[test]
fn a_long_cell_of_a_workbook_refuses_its_row_only() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, text) in (0_u32..).zip(["name", &"x".repeat(30_000), "ok"]) {
        page.write_string(row, 0, text).unwrap();
    }
    let limits = Limits { cell_bytes_max: 1_000, ..Limits::default() };
    let bytes = book.save_to_buffer().unwrap();
    let mut table = Table::open(Cursor::new(bytes), "a.xlsx", &Hints::default(), limits).unwrap();
    let rows: Vec<Row> = table.rows().unwrap().map(Result::unwrap).collect();
    let expected = RowRefusal::CellTooLong { column: 1, bytes: 30_000, max: 1_000 };
    assert_eq!((rows[0].refusal(), rows[1].cell(0)), (Some(&expected), "ok"));
}

#[test]
fn a_workbook_is_known_by_its_content_whatever_its_name() {
    assert!(open_as(workbook(), "export.csv").is_ok());
}
