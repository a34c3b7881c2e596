use money::{Currency, Money, MoneyError, RoundingMode, Style, format, format_signed, parts};
use proptest::prelude::*;

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

#[test]
fn every_currency_knows_its_own_exponent() {
    let exponents = ["RUB", "JPY", "KWD", "usd "].map(|code| Currency::parse(code).unwrap().exponent());
    assert_eq!(exponents, [2, 0, 3, 2]);
    assert!(Currency::parse("XXX").is_err());
    assert!(Currency::parse("РУБ").is_err());
}

#[test]
fn every_currency_is_found_by_its_own_code() {
    for currency in Currency::all() {
        assert_eq!(Currency::parse(currency.code()), Ok(currency));
    }
    assert_eq!(Currency::RUB.code(), "RUB");
    assert_eq!(Currency::KWD.code(), "KWD");
}

#[test]
fn two_currencies_do_not_add_up() {
    let sum = rub(1).checked_add(Money::new(1, Currency::USD));
    assert_eq!(sum, Err(MoneyError::CurrencyMismatch { left: Currency::RUB, right: Currency::USD }));
    assert_eq!(rub(1).partial_cmp(&Money::new(2, Currency::USD)), None);
    assert!(rub(1) < rub(2));
}

#[test]
fn too_large_a_sum_is_an_error() {
    assert_eq!(rub(i64::MAX).checked_add(rub(1)), Err(MoneyError::Overflow));
    assert_eq!(rub(i64::MIN).checked_neg(), Err(MoneyError::Overflow));
    assert_eq!(Money::sum(Currency::RUB, [rub(5), rub(-7)]), Ok(rub(-2)));
}

#[test]
fn russian_amounts_use_thin_spaces_a_comma_and_a_true_minus() {
    assert_eq!(format(rub(123_456), Style::RU), "1\u{202f}234,56\u{202f}₽");
    assert_eq!(format(rub(-5), Style::RU), "−0,05\u{202f}₽");
    assert_eq!(format_signed(rub(100_000_000), Style::RU), "+1\u{202f}000\u{202f}000,00\u{202f}₽");
    assert_eq!(format_signed(rub(0), Style::RU), "0,00\u{202f}₽");
}

#[test]
fn english_amounts_put_the_sign_of_the_currency_first() {
    assert_eq!(format(Money::new(-123_456, Currency::USD), Style::EN), "−$1,234.56");
    assert_eq!(format(rub(123_456), Style::EN), "₽1,234.56");
    assert_eq!(format(Money::new(1_234, Currency::JPY), Style::EN), "¥1,234");
    assert_eq!(format(Money::new(1_234, Currency::parse("CHF").unwrap()), Style::EN), "CHF\u{202f}12.34");
}

#[test]
fn kopecks_can_be_drawn_apart() {
    let pieces = parts(rub(-123_456), Style::RU);
    assert_eq!((pieces.sign, pieces.whole.as_str(), pieces.fraction.as_str()), ("−", "1\u{202f}234", ",56"));
}

#[test]
fn json_carries_exact_text() {
    let text = serde_json::to_string(&rub(-1_234)).unwrap();
    assert_eq!(text, r#"{"amount":"-12.34","currency":"RUB"}"#);
    assert_eq!(serde_json::from_str::<Money>(&text).unwrap(), rub(-1_234));
    assert!(serde_json::from_str::<Money>(r#"{"amount":"1.234","currency":"RUB"}"#).is_err());
    assert!(serde_json::from_str::<Money>(r#"{"amount":1.23,"currency":"RUB"}"#).is_err());
}

#[test]
fn each_mode_treats_halves_as_its_name_says() {
    let half = |minor| Money::new(minor, Currency::RUB).times(money::Rate::new(1, 2).unwrap());
    let rounded = |mode| [3, 5, -3, -5].map(|minor| half(minor).round(mode).unwrap());
    assert_eq!(rounded(RoundingMode::HalfAwayFromZero), [2, 3, -2, -3]);
    assert_eq!(rounded(RoundingMode::HalfEven), [2, 2, -2, -2]);
    assert_eq!(rounded(RoundingMode::HalfTowardZero), [1, 2, -1, -2]);
    assert_eq!(rounded(RoundingMode::Down), [1, 2, -1, -2]);
    assert_eq!(rounded(RoundingMode::Up), [2, 3, -2, -3]);
}

fn any_currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(Currency::all().collect::<Vec<_>>())
}

fn any_mode() -> impl Strategy<Value = RoundingMode> {
    prop::sample::select(RoundingMode::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(minor in any::<i64>(), currency in any_currency(), russian in any::<bool>()) {
        let money = Money::new(minor, currency);
        let style = if russian { Style::RU } else { Style::EN };
        prop_assert_eq!(Money::parse_decimal(&money.to_decimal(), currency), Ok(money));
        prop_assume!(minor != i64::MIN);
        prop_assert_eq!(Money::parse_amount(&format(money, style), currency), Ok(money));
        prop_assert_eq!(Money::parse_amount(&format_signed(money, style), currency), Ok(money));
    }

    #[test]
    fn a_refund_mirrors_its_sale_in_every_mode(minor in 0..i64::MAX, num in 0..1_000_000_i64, den in 1..1_000_000_i64, mode in any_mode()) {
        let rate = money::Rate::new(num, den).unwrap();
        let sale = rub(minor).times(rate).round(mode);
        let refund = rub(-minor).times(rate).round(mode);
        prop_assert_eq!(sale.map(|sum| -sum), refund);
    }

    #[test]
    fn rounding_moves_less_than_one_unit(minor in -1_000_000_000_000..1_000_000_000_000_i64, num in 0..5_000_000_i64, mode in any_mode()) {
        let exact = rub(minor).times(money::Rate::ppm(num));
        let error = exact.checked_sub(money::Exact::whole(exact.round(mode).unwrap())).unwrap();
        let (num, den) = error.fraction();
        prop_assert!(num.abs() < den);
    }

    #[test]
    fn exact_sums_do_not_depend_on_order(parts in prop::collection::vec((any::<i32>(), 1..2_000_i64), 1..12)) {
        let terms: Vec<_> = parts.iter().map(|(minor, den)| {
            rub(i64::from(*minor)).times(money::Rate::new(1, *den).unwrap())
        }).collect();
        let add = |sum: money::Exact, term: &money::Exact| sum.checked_add(*term).unwrap();
        let forth = terms.iter().fold(money::Exact::ZERO, add);
        let back = terms.iter().rev().fold(money::Exact::ZERO, add);
        prop_assert_eq!(forth, back);
    }
}
