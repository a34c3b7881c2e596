use money::{Currency, Money, Rate, RateError, RoundingMode, Style, format_rate};
use proptest::prelude::*;

#[test]
fn a_rate_is_read_in_every_usual_spelling() {
    let read = |text| Rate::parse(text).unwrap();
    assert_eq!(read("1.5"), Rate::new(3, 2).unwrap());
    assert_eq!(read("1,5"), Rate::new(3, 2).unwrap());
    assert_eq!(read("1.5 %"), Rate::new(3, 200).unwrap());
    assert_eq!(read("1/3"), Rate::new(1, 3).unwrap());
    assert_eq!(read("-7"), Rate::new(-7, 1).unwrap());
    assert_eq!(Rate::percent("1,5"), Rate::parse("1.5%"));
    assert_eq!(Rate::percent("1/3").unwrap(), Rate::new(1, 300).unwrap());
    assert_eq!(Rate::ppm(15_000), Rate::percent("1.5").unwrap());
}

#[test]
fn what_is_no_rate_is_refused_with_a_reason() {
    assert_eq!(Rate::parse(" "), Err(RateError::Empty));
    assert_eq!(Rate::parse("1/0"), Err(RateError::DividesByZero));
    for text in ["abc", "1.2.3", "5.", "--1", "1e5", "1 000", "½"] {
        assert!(matches!(Rate::parse(text), Err(RateError::NotANumber { .. })), "{text}");
    }
    assert!(matches!(Rate::parse("0.1234567890123456789"), Err(RateError::TooPrecise { .. })));
}

#[test]
fn a_third_stays_a_third() {
    let third = Rate::parse("1/3").unwrap();
    assert_eq!(third.to_string(), "1/3");
    let share = Money::new(10_000, Currency::RUB).times(third);
    assert_eq!(share.text(Currency::RUB), "100/3");
    let whole = share.checked_add(share).unwrap().checked_add(share).unwrap();
    assert_eq!(whole.round(RoundingMode::Down), Ok(10_000));
}

#[test]
fn percent_is_written_as_the_reader_expects() {
    let rate = Rate::percent("1.5").unwrap();
    assert_eq!(format_rate(rate, Style::RU), "1,5\u{202f}%");
    assert_eq!(format_rate(rate, Style::EN), "1.5%");
    assert_eq!(Rate::ONE.percent_text(), "100");
}

#[test]
fn the_famous_float_trap_is_not_ours() {
    let exact = Money::new(1_005, Currency::KWD).times(Rate::parse("0.1").unwrap());
    assert_eq!(exact.round(RoundingMode::HalfAwayFromZero), Ok(101));
    assert_eq!(exact.text(Currency::KWD), "0.1005");
}

proptest! {
    #[test]
    fn a_rate_is_read_back_from_its_text(num in any::<i64>(), den in 1..i64::MAX) {
        prop_assume!(num != i64::MIN);
        let rate = Rate::new(num, den).unwrap();
        let json = serde_json::to_string(&rate).unwrap();
        match Rate::parse(&rate.to_string()) {
            Ok(read) => {
                prop_assert_eq!(read, rate);
                prop_assert_eq!(serde_json::from_str::<Rate>(&json).unwrap(), rate);
            }
            Err(error) => prop_assert!(matches!(error, RateError::TooPrecise { .. }), "{}", error),
        }
    }

    #[test]
    fn a_typed_percentage_is_kept_exactly(millionths in -10_000_000..10_000_000_i64) {
        let rate = Rate::ppm(millionths);
        prop_assert_eq!(Rate::percent(&rate.percent_text()).unwrap(), rate);
        prop_assert_eq!(Rate::parse(&format!("{} %", rate.percent_text())).unwrap(), rate);
    }

    #[test]
    fn garbage_never_panics(text in "\\PC{0,24}") {
        let _ = Rate::parse(&text);
        let _ = Rate::percent(&text);
    }
}
