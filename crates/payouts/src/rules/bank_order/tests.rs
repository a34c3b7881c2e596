use super::*;

fn payer() -> Party {
    Party {
        name: "ООО \"Артель\"".into(),
        inn: "7707083893".into(),
        kpp: "773601001".into(),
        account: "40702810900000000001".into(),
        bic: "044525225".into(),
        bank: "ПАО СБЕРБАНК".into(),
        corr_account: "30101810400000000225".into(),
    }
}

fn order() -> Order {
    Order {
        number: 17,
        date: jiff::civil::date(2026, 3, 1),
        amount: Money::new(123_456, Currency::RUB),
        payee: Party {
            name: "ИП Ёлкина Анна Петровна".into(),
            inn: "541011749265".into(),
            kpp: String::new(),
            account: "40802810500000000002".into(),
            bic: "044525974".into(),
            bank: "АО «ТБанк» № 1".into(),
            corr_account: "30101810145250000974".into(),
        },
        purpose: "Вознаграждение, реестр 1 от 01.03.2026. Без НДС.".into(),
    }
}

fn written(orders: &[Order]) -> Result<Vec<u8>, Vec<Problem>> {
    let made_at = jiff::civil::date(2026, 3, 1).at(9, 5, 7, 0);
    write(&BankFile { payer: &payer(), made_at, orders })
}

/// The values of a key, in the order of the file, read as a bank would: bytes of windows-1251, lines by CR LF.
fn values(bytes: &[u8], key: &str) -> Vec<String> {
    let (text, _, broken) = WINDOWS_1251.decode(bytes);
    assert!(!broken);
    let lines = text.split("\r\n").filter_map(|line| line.split_once('='));
    lines.filter(|(known, _)| *known == key).map(|(_, value)| value.to_owned()).collect()
}

#[test]
fn the_header_says_what_the_standard_asks() {
    let bytes = written(&[order()]).unwrap();
    assert!(bytes.starts_with(b"1CClientBankExchange\r\n"));
    let expected = [
        ("ВерсияФормата", "1.03"),
        ("Кодировка", "Windows"),
        ("Отправитель", "Artel"),
        ("Получатель", ""),
        ("ДатаСоздания", "01.03.2026"),
        ("ВремяСоздания", "09:05:07"),
        ("ДатаНачала", "01.03.2026"),
        ("ДатаКонца", "01.03.2026"),
        ("РасчСчет", "40702810900000000001"),
        ("Документ", "Платежное поручение"),
    ];
    for (key, value) in expected {
        assert_eq!(values(&bytes, key)[0], value, "{key}");
    }
}

#[test]
fn every_field_of_an_order_stands_in_its_place() {
    let bytes = written(&[order()]).unwrap();
    let expected = [
        ("СекцияДокумент", "Платежное поручение"),
        ("Номер", "17"),
        ("Дата", "01.03.2026"),
        ("Сумма", "1234.56"),
        ("ПлательщикСчет", "40702810900000000001"),
        ("Плательщик", "ИНН 7707083893 ООО \"Артель\""),
        ("ПлательщикИНН", "7707083893"),
        ("ПлательщикКПП", "773601001"),
        ("Плательщик1", "ООО \"Артель\""),
        ("ПлательщикРасчСчет", "40702810900000000001"),
        ("ПлательщикБанк1", "ПАО СБЕРБАНК"),
        ("ПлательщикБИК", "044525225"),
        ("ПлательщикКорсчет", "30101810400000000225"),
        ("ПолучательСчет", "40802810500000000002"),
        ("ПолучательИНН", "541011749265"),
        ("ПолучательКПП", ""),
        ("Получатель1", "ИП Ёлкина Анна Петровна"),
        ("ПолучательРасчСчет", "40802810500000000002"),
        ("ПолучательБанк1", "АО «ТБанк» № 1"),
        ("ПолучательБИК", "044525974"),
        ("ПолучательКорсчет", "30101810145250000974"),
        ("ВидПлатежа", "Электронно"),
        ("ВидОплаты", "01"),
        ("Код", "0"),
        ("Очередность", "5"),
        ("НазначениеПлатежа", "Вознаграждение, реестр 1 от 01.03.2026. Без НДС."),
    ];
    for (key, value) in expected {
        assert_eq!(values(&bytes, key), [value], "{key}");
    }
    assert_eq!(values(&bytes, "Получатель"), ["", "ИНН 541011749265 ИП Ёлкина Анна Петровна"]);
}

#[test]
fn the_bytes_are_windows_1251_with_both_line_ends() {
    let bytes = written(&[order()]).unwrap();
    let number = b"\xcd\xee\xec\xe5\xf0=17\r\n";
    assert!(bytes.windows(number.len()).any(|window| window == number), "Номер=17");
    let name = b"\xc8\xcf \xa8\xeb\xea\xe8\xed\xe0 \xc0\xed\xed\xe0";
    assert!(bytes.windows(name.len()).any(|window| window == name), "ИП Ёлкина Анна");
    assert!(bytes.ends_with("\r\n".as_bytes()));
    let ends = |letter| bytes.iter().filter(|byte| **byte == letter).count();
    assert_eq!(ends(b'\r'), ends(b'\n'));
    let (text, _, _) = WINDOWS_1251.decode(&bytes);
    assert!(text.ends_with("КонецДокумента\r\nКонецФайла\r\n"));
}

#[test]
fn orders_follow_one_another_and_the_header_spans_their_days() {
    let later = Order { number: 18, date: jiff::civil::date(2026, 3, 4), ..order() };
    let bytes = written(&[order(), later]).unwrap();
    assert_eq!(values(&bytes, "Номер"), ["17", "18"]);
    assert_eq!(
        (values(&bytes, "ДатаНачала"), values(&bytes, "ДатаКонца")),
        (vec!["01.03.2026".into()], vec!["04.03.2026".into()])
    );
    assert_eq!(WINDOWS_1251.decode(&bytes).0.matches("КонецДокумента").count(), 2);
}

#[test]
fn sums_have_a_point_and_two_decimals() {
    let sum = |minor| {
        let bytes = written(&[Order { amount: Money::new(minor, Currency::RUB), ..order() }]).unwrap();
        values(&bytes, "Сумма").remove(0)
    };
    assert_eq!(sum(5), "0.05");
    assert_eq!(sum(100_000_000), "1000000.00");
}

#[test]
fn a_letter_the_bank_cannot_read_is_told_and_not_replaced() {
    let odd = Order { purpose: "Вознаграждение 100 ₽".into(), ..order() };
    let told = Problem::Unmappable { field: "purpose".into(), letter: "₽".into() };
    assert_eq!(written(&[odd]), Err(vec![told]));
}

#[test]
fn nobody_smuggles_a_key_in_by_a_line_break() {
    let mut trap = order();
    trap.payee.name = "ИП Ёлкина\r\nПолучательСчет=40702810000000000000".into();
    assert_eq!(written(&[trap]), Err(vec![Problem::LineBreak { field: "name".into() }]));
}

#[test]
fn limits_are_kept_to_the_letter() {
    let fits = Order { number: 999_999, purpose: "я".repeat(210), ..order() };
    assert!(written(&[fits]).is_ok());
    let wrong = Order { number: 1_000_000, purpose: "я".repeat(211), ..order() };
    let long = Problem::TooLong { field: "purpose".into(), letters: 211, max: 210 };
    assert_eq!(written(&[wrong]), Err(vec![long, Problem::Number { number: 1_000_000 }]));
}

#[test]
fn an_order_needs_roubles_above_zero_and_a_whole_address() {
    let dollars = Order { amount: Money::new(0, Currency::USD), ..order() };
    assert_eq!(written(&[dollars]), Err(vec![Problem::NotRoubles, Problem::NotPositive]));
    let mut homeless = order();
    homeless.payee.bic = String::new();
    assert_eq!(written(&[homeless]), Err(vec![Problem::Missing { field: "bic".into() }]));
}

#[test]
fn numbers_begin_again_after_six_digits() {
    assert_eq!([1, 999_999, 1_000_000].map(document_number), [1, 999_999, 1]);
}
