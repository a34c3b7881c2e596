//! Tables go out and can be read again.

use super::*;
use jiff::civil::date;
use money::{Currency, Money};

fn sheet() -> Sheet {
    let columns = vec![
        Column::words("Партнёр"),
        Column::figures("Сумма"),
        Column::words("Дата"),
        Column::figures("Год"),
    ];
    let mut sheet = Sheet::new("Отчёт [март]", columns);
    let row = |name: &str, minor| {
        vec![
            name.into(),
            Money::new(minor, Currency::RUB).into(),
            date(2017, 3, 1).into(),
            Value::Integer(2017),
        ]
    };
    sheet.row(row("=cmd|' /C calc'!A0", 123_456));
    sheet.row(row("Анна", -5));
    sheet.row(row("Пётр", 9_007_199_254_740_993));
    sheet
}

#[test]
fn a_workbook_we_write_reads_back_exactly() {
    let bytes = sheet().to_bytes(Format::Xlsx, &reader(Language::Ru)).unwrap();
    let mut table = open_as(bytes, "отчёт.xlsx").unwrap();
    assert_eq!(
        cells(&mut table),
        [
            ["=cmd|' /C calc'!A0", "1234.56", "2017-03-01", "2017"],
            ["Анна", "-0.05", "2017-03-01", "2017"],
            ["Пётр", "90071992547409.93", "2017-03-01", "2017"],
        ]
    );
    let rows = rows(&mut table);
    let shapes: Vec<Shape> = (0..4).map(|index| rows[0].shape(index)).collect();
    assert_eq!(shapes, [Shape::Text, Shape::Number, Shape::Date, Shape::Number]);
    assert_eq!(rows[2].shape(1), Shape::Text, "more digits than a workbook keeps go out as text");
}

#[test]
fn a_formula_in_a_name_is_harmless_in_csv() {
    let bytes = sheet().to_bytes(Format::Csv, &reader(Language::Ru)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}Партнёр;Сумма;Дата;Год\r\n'=cmd"), "{text}");
    assert!(text.contains("Анна;-0,05;01.03.2017;2017\r\n"), "{text}");
}

#[test]
fn rejected_rows_go_back_with_their_reasons_and_can_be_imported_again() {
    let mut table = table("Партнёр;Сумма\n=Анна;много\nПётр;5;лишнее\n");
    let mut bytes = Vec::new();
    let mut rejected = Rejected::new(&mut bytes, table.columns(), &reader(Language::Ru)).unwrap();
    let rows = rows(&mut table);
    let bad = Problem::of_field(2, "Сумма", "много", ProblemKind::NotMoney);
    rejected.write(&rows[0], &[bad]).unwrap();
    let surplus = ProblemKind::Row(rows[1].refusal().unwrap().clone());
    rejected.write(&rows[1], &[Problem::of_row(3, surplus)]).unwrap();
    assert_eq!(rejected.rows(), 2);
    rejected.finish().unwrap();
    let mut again = open_as(bytes, "отказы.csv").unwrap();
    assert_eq!(again.columns(), ["Партнёр", "Сумма", "Строка", "Причина"]);
    let cells = cells(&mut again);
    assert_eq!(cells[0], ["'=Анна", "много", "2", "Сумма: «много» — не сумма."]);
    assert_eq!(cells[1][..3], ["Пётр", "5", "3"]);
    assert!(cells[1][3].ends_with("Ячейки без столбца: лишнее"), "{}", cells[1][3]);
}
