use money::{AmountError, Currency, Money};
use proptest::prelude::*;

fn rub(text: &str) -> Result<i64, AmountError> {
    Money::parse_amount(text, Currency::RUB).map(|money| money.minor)
}

#[test]
fn amounts_are_read_as_people_type_them() {
    let spellings = [
        "1 234,56 ₽",
        "1\u{a0}234,56\u{a0}₽",
        "1\u{202f}234.56 RUB",
        "1,234.56",
        "1.234,56",
        "1'234.56",
        "1234.56",
        "₽1,234.56",
        "+1234,56",
        "1 234,56 руб.",
        "р.1 234,56",
        "rub 1234,5600",
    ];
    for text in spellings {
        assert_eq!(rub(text), Ok(123_456), "{text}");
    }
    assert_eq!(rub("1.234.567"), Ok(123_456_700));
    assert_eq!(rub("5"), Ok(500));
    assert_eq!(rub("0,5"), Ok(50));
    assert_eq!(rub(",5"), Ok(50));
    assert_eq!(rub("р.500"), Ok(50_000));
}

#[test]
fn a_minus_may_stand_on_either_side_or_be_brackets() {
    for text in ["-12,50", "−12,50 ₽", "12,50-", "₽ -12.50", "-₽12.50", "(12.50)", "(₽12.50)"] {
        assert_eq!(rub(text), Ok(-1_250), "{text}");
    }
    for text in ["--5", "-5-", "(5", "5)", "+-5", "(-5)"] {
        assert!(matches!(rub(text), Err(AmountError::NotANumber { .. })), "{text}");
    }
}

#[test]
fn three_digits_after_the_only_separator_are_not_guessed() {
    assert!(matches!(rub("1,234"), Err(AmountError::Ambiguous { .. })));
    assert!(matches!(rub("12.345"), Err(AmountError::Ambiguous { .. })));
    assert_eq!(rub("0,125"), Err(AmountError::TooManyDecimals { allowed: 2, found: 3 }));
    let yen = Money::parse_amount("¥1,234", Currency::JPY);
    assert_eq!(yen, Ok(Money::new(1_234, Currency::JPY)));
    let dinar = Money::parse_amount("1.234", Currency::KWD);
    assert_eq!(dinar, Ok(Money::new(1_234, Currency::KWD)));
}

#[test]
fn what_is_wrong_is_said() {
    assert_eq!(rub("  "), Err(AmountError::Empty));
    assert_eq!(
        rub("12 $"),
        Err(AmountError::OtherCurrency { expected: Currency::RUB, found: "$".to_string() })
    );
    assert_eq!(rub("1,2345"), Err(AmountError::TooManyDecimals { allowed: 2, found: 4 }));
    assert!(matches!(rub("1 23,00"), Err(AmountError::BadGrouping { .. })));
    assert!(matches!(rub("1,234,56"), Err(AmountError::BadGrouping { .. })));
    assert!(matches!(rub("many"), Err(AmountError::NotANumber { .. })));
    assert!(matches!(rub("12.5."), Err(AmountError::NotANumber { .. })));
    assert!(matches!(rub("12x34"), Err(AmountError::NotANumber { .. })));
    assert!(matches!(rub("99999999999999999999"), Err(AmountError::TooLarge { .. })));
    assert!(matches!(rub("31.02.2017"), Err(AmountError::BadGrouping { .. })));
}

#[test]
fn a_megabyte_in_one_cell_gives_a_short_message() {
    let error = rub(&"9".repeat(1_000_000)).unwrap_err();
    assert!(error.to_string().len() < 200);
}

#[test]
fn files_carry_only_plain_decimals() {
    let read = |text| Money::parse_decimal(text, Currency::RUB).map(|money| money.minor);
    assert_eq!(read("20000.00"), Ok(2_000_000));
    assert_eq!(read("-0.5"), Ok(-50));
    for text in ["1,5", "+1", " 1", "1.", ".5", "1 000", "-", "1.2.3"] {
        assert!(read(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn garbage_never_panics(text in "[-+()0-9 .,'₽$рRUB\u{a0}]{0,16}") {
        let _ = Money::parse_amount(&text, Currency::RUB);
        let _ = Money::parse_decimal(&text, Currency::RUB);
    }

    #[test]
    fn any_text_never_panics(text in "\\PC{0,24}") {
        let _ = Money::parse_amount(&text, Currency::JPY);
        let _ = Money::parse_decimal(&text, Currency::KWD);
    }
}
