use money::{Currency, Money};
use proptest::prelude::*;

use super::*;
use crate::rules::Party;

fn entry(name: &str, minor: i64) -> Entry {
    Entry {
        document: 17,
        partner: "partner_1".into(),
        payee: Party {
            name: name.into(),
            inn: "541011749265".into(),
            account: "40817810538091310419".into(),
            ..Party::default()
        },
        amount: Money::new(minor, Currency::RUB),
        purpose: "Вознаграждение; март".into(),
    }
}

fn layout(form: RegisterForm) -> RegisterLayout {
    let column = |head: &str, value| RegisterColumn { head: head.into(), value };
    RegisterLayout {
        name: "Банк, зарплатный проект".into(),
        form,
        has_head: true,
        separator: ';',
        decimal: ',',
        columns: vec![
            column("№", RegisterValue::Place),
            column("Фамилия", RegisterValue::LastName),
            column("Имя", RegisterValue::FirstName),
            column("Отчество", RegisterValue::Patronymic),
            column("Счёт", RegisterValue::Account),
            column("Сумма", RegisterValue::Amount),
            column("Вид дохода", RegisterValue::Fixed("1".into())),
            column("Назначение", RegisterValue::Purpose),
        ],
    }
}

#[test]
fn columns_stand_as_the_bank_wants_them() {
    let entries = [entry("ИП Ёлкина Анна Петровна", 123_456), entry("Ли Бо", 100)];
    let bytes = write_register(&layout(RegisterForm::CsvUtf8), &entries).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let expected = "\u{feff}№;Фамилия;Имя;Отчество;Счёт;Сумма;Вид дохода;Назначение\r\n\
                    1;Ёлкина;Анна;Петровна;40817810538091310419;1234,56;1;\"Вознаграждение; март\"\r\n\
                    2;Ли;Бо;;40817810538091310419;1,00;1;\"Вознаграждение; март\"\r\n";
    assert_eq!(text, expected);
    let bare = RegisterLayout { has_head: false, ..layout(RegisterForm::CsvWindows1251) };
    let bytes = write_register(&bare, &entries[1..]).unwrap();
    assert!(bytes.starts_with(b"1;\xcb\xe8;\xc1\xee;;"));
}

#[test]
fn a_workbook_keeps_every_digit_as_a_text() {
    let bytes = write_register(&layout(RegisterForm::Xlsx), &[entry("Ли Бо", 100)]).unwrap();
    assert!(bytes.starts_with(b"PK"));
    let source = std::io::Cursor::new(bytes);
    let mut table =
        base::files::Table::open(source, "x.xlsx", &Default::default(), Default::default()).unwrap();
    assert_eq!(table.columns()[4], "Счёт");
    let row = table.rows().unwrap().next().unwrap().unwrap();
    assert_eq!((row.cell(4), row.cell(5)), ("40817810538091310419", "1,00"));
}

#[test]
fn what_does_not_fit_is_told() {
    let lacking = Entry { payee: Party { name: "東".into(), ..Party::default() }, ..entry("", 0) };
    let found = write_register(&layout(RegisterForm::CsvWindows1251), &[lacking]).unwrap_err();
    let fields: Vec<&str> = found.iter().map(Problem::field).collect();
    assert_eq!(fields, ["amount", "name", "name", "account"]);
    let mut useless = layout(RegisterForm::CsvUtf8);
    useless.columns.clear();
    useless.separator = 'x';
    let fields: Vec<String> = useless.check().iter().map(|problem| problem.field().to_owned()).collect();
    assert_eq!(fields, ["amount", "account", "separator"]);
}

#[test]
fn a_layout_is_kept_as_text() {
    let text = serde_json::to_string(&layout(RegisterForm::Xlsx)).unwrap();
    assert_eq!(serde_json::from_str::<RegisterLayout>(&text).unwrap(), layout(RegisterForm::Xlsx));
}

proptest! {
    #[test]
    fn any_text_comes_back_from_csv(name in "[a-zа-я\",;=+@-]{1,12}( [a-zа-я\",;=+@-]{1,12}){1,3}", minor in 1i64..i64::MAX, purpose in "[a-zа-я\",; -]{1,40}x") {
        let entry = Entry { purpose, ..entry(&name, minor) };
        let bytes = write_register(&layout(RegisterForm::CsvUtf8), std::slice::from_ref(&entry)).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
        let row = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(row[5].replace(',', "."), entry.amount.to_decimal());
        prop_assert_eq!(row[7].trim_start_matches('\''), entry.purpose);
    }
}
