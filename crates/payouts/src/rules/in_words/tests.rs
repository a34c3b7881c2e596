use base::words::Language;
use proptest::prelude::*;

use super::*;

fn ru(minor: i64, code: &str) -> String {
    amount_in_words(Money::new(minor, Currency::parse(code).unwrap()), Language::Ru, MinorPart::Digits)
}

fn ru_words(minor: i64, code: &str) -> String {
    amount_in_words(Money::new(minor, Currency::parse(code).unwrap()), Language::Ru, MinorPart::Words)
}

fn en(minor: i64, code: &str) -> String {
    amount_in_words(Money::new(minor, Currency::parse(code).unwrap()), Language::En, MinorPart::Digits)
}

#[test]
fn roubles_and_kopecks_take_the_gender_and_the_form_of_their_number() {
    let expected = [
        (1_02, "Один рубль две копейки"),
        (2_01, "Два рубля одна копейка"),
        (5_05, "Пять рублей пять копеек"),
        (11_11, "Одиннадцать рублей одиннадцать копеек"),
        (12_12, "Двенадцать рублей двенадцать копеек"),
        (14_14, "Четырнадцать рублей четырнадцать копеек"),
        (21_22, "Двадцать один рубль двадцать две копейки"),
        (112_00, "Сто двенадцать рублей ноль копеек"),
        (0, "Ноль рублей ноль копеек"),
        (1_000_00, "Одна тысяча рублей ноль копеек"),
        (2_001_31, "Две тысячи один рубль тридцать одна копейка"),
        (11_000_04, "Одиннадцать тысяч рублей четыре копейки"),
        (1_000_001_00, "Один миллион один рубль ноль копеек"),
        (
            2_345_678_90,
            "Два миллиона триста сорок пять тысяч шестьсот семьдесят восемь рублей девяносто копеек",
        ),
        (-1_01, "Минус один рубль одна копейка"),
    ];
    for (minor, said) in expected {
        assert_eq!(ru_words(minor, "RUB"), said);
    }
    assert_eq!(ru(123_405, "RUB"), "Одна тысяча двести тридцать четыре рубля 05 копеек");
    let greatest = ru(i64::MAX, "RUB");
    assert!(greatest.starts_with("Девяносто два квадриллиона двести тридцать три триллиона"), "{greatest}");
    assert!(ru(i64::MIN, "JPY").starts_with("Минус девять квинтиллионов двести двадцать три квадриллиона"));
}

#[test]
fn other_currencies_have_their_own_names_and_parts() {
    let expected = [
        (1_01, "USD", "Один доллар США 01 цент", "One US dollar 01 cent"),
        (2_22, "UAH", "Две гривны 22 копейки", "Two hryvnias 22 kopiykas"),
        (3_50, "EUR", "Три евро 50 центов", "Three euros 50 cents"),
        (21_21, "KZT", "Двадцать один тенге 21 тиын", "Twenty-one tenge 21 tiyn"),
        (2_00, "TRY", "Две турецкие лиры 00 курушей", "Two Turkish lira 00 kurus"),
        (3_00, "BYN", "Три белорусских рубля 00 копеек", "Three Belarusian roubles 00 kopecks"),
        (22, "JPY", "Двадцать две японские иены", "Twenty-two Japanese yen"),
        (1_001, "KWD", "Один кувейтский динар 001 филс", "One Kuwaiti dinar 001 fils"),
        (5_01, "PGK", "Пять PGK 01/100", "Five PGK 01/100"),
        (7, "XAF", "Семь XAF", "Seven XAF"),
    ];
    for (minor, code, russian, english) in expected {
        assert_eq!((ru(minor, code).as_str(), en(minor, code).as_str()), (russian, english));
    }
    assert_eq!(ru_words(1_01, "SEK"), "Одна шведская крона одно эре");
    assert_eq!(ru_words(2_02, "PLN"), "Два польских злотых два гроша");
}

#[test]
fn english_says_and_where_it_must() {
    let expected = [
        (100_00, "One hundred roubles 00 kopecks"),
        (105_01, "One hundred and five roubles 01 kopeck"),
        (1_005_00, "One thousand and five roubles 00 kopecks"),
        (1_200_00, "One thousand two hundred roubles 00 kopecks"),
        (1_000_017_42, "One million and seventeen roubles 42 kopecks"),
        (-40_00, "Minus forty roubles 00 kopecks"),
    ];
    for (minor, said) in expected {
        assert_eq!(en(minor, "RUB"), said);
    }
}

#[test]
fn counts_stand_in_their_case() {
    let said = |count, case| counted(count, &WORKING_DAYS, case);
    assert_eq!(said(1, Case::Nominative), "1 (один) рабочий день");
    assert_eq!(said(2, Case::Nominative), "2 (два) рабочих дня");
    assert_eq!(said(10, Case::Nominative), "10 (десять) рабочих дней");
    assert_eq!(said(1, Case::Genitive), "1 (одного) рабочего дня");
    assert_eq!(said(10, Case::Genitive), "10 (десяти) рабочих дней");
    assert_eq!(said(21, Case::Genitive), "21 (двадцати одного) рабочего дня");
    assert_eq!(said(111, Case::Genitive), "111 (ста одиннадцати) рабочих дней");
    assert_eq!(said(1_240, Case::Genitive), "1240 (одной тысячи двухсот сорока) рабочих дней");
    assert_eq!(said(0, Case::Genitive), "0 (нуля) рабочих дней");
}

#[test]
fn every_name_is_of_a_known_currency_in_order_and_has_a_part_when_it_needs_one() {
    let codes: Vec<&str> = names::codes().collect();
    assert!(codes.is_sorted());
    for code in codes {
        let currency = Currency::parse(code).unwrap();
        let name = name_of(currency).unwrap();
        assert_eq!(name.ru_part.is_some(), currency.exponent() > 0, "{code}");
        assert_eq!(name.en_part.is_some(), currency.exponent() > 0, "{code}");
    }
    for currency in Currency::all() {
        assert!(!ru(123, currency.code()).is_empty() && !en(123, currency.code()).is_empty());
    }
}

/// Numbers by taking away the greatest word that fits.
const NAIVE: &str = "900 девятьсот,800 восемьсот,700 семьсот,600 шестьсот,500 пятьсот,400 четыреста,300 триста,200 двести,\
    100 сто,90 девяносто,80 восемьдесят,70 семьдесят,60 шестьдесят,50 пятьдесят,40 сорок,30 тридцать,20 двадцать,\
    19 девятнадцать,18 восемнадцать,17 семнадцать,16 шестнадцать,15 пятнадцать,14 четырнадцать,13 тринадцать,\
    12 двенадцать,11 одиннадцать,10 десять,9 девять,8 восемь,7 семь,6 шесть,5 пять,4 четыре,3 три,2 два,1 один";
const NAIVE_ENGLISH: &str = "90 ninety,80 eighty,70 seventy,60 sixty,50 fifty,40 forty,30 thirty,20 twenty,19 nineteen,\
    18 eighteen,17 seventeen,16 sixteen,15 fifteen,14 fourteen,13 thirteen,12 twelve,11 eleven,10 ten,9 nine,8 eight,\
    7 seven,6 six,5 five,4 four,3 three,2 two,1 one";

fn taken_away(mut count: u64, table: &str) -> String {
    let mut said = String::new();
    for entry in table.split(',') {
        let (value, word) = entry.trim().split_once(' ').unwrap();
        let value: u64 = value.parse().unwrap();
        if count >= value {
            count -= value;
            said.push_str(word);
            said.push(' ');
        }
    }
    said
}

fn form(count: u64, one: &str, few: &str, many: &str) -> String {
    let text = count.to_string();
    let teen = text.len() > 1 && text.as_bytes()[text.len() - 2] == b'1';
    let last = text.chars().last().unwrap();
    let word = if teen {
        many
    } else if last == '1' {
        one
    } else if "234".contains(last) {
        few
    } else {
        many
    };
    word.to_owned()
}

fn feminine(said: String) -> String {
    let said = said.strip_suffix("один ").map_or(said.clone(), |head| format!("{head}одна "));
    said.strip_suffix("два ").map_or(said.clone(), |head| format!("{head}две "))
}

fn naive(roubles: u64, kopecks: u64) -> String {
    let mut said = String::new();
    for (value, [one, few, many]) in [
        (1_000_000_000_000, ["триллион", "триллиона", "триллионов"]),
        (1_000_000_000, ["миллиард", "миллиарда", "миллиардов"]),
        (1_000_000, ["миллион", "миллиона", "миллионов"]),
        (1_000, ["тысяча", "тысячи", "тысяч"]),
    ] {
        let group = roubles / value % 1000;
        if group > 0 {
            let words = taken_away(group, NAIVE);
            said += &if value == 1_000 { feminine(words) } else { words };
            said += &form(group, one, few, many);
            said.push(' ');
        }
    }
    said += &taken_away(roubles % 1000, NAIVE);
    if roubles == 0 {
        said = "ноль ".into();
    }
    let part = if kopecks == 0 { "ноль ".into() } else { feminine(taken_away(kopecks, NAIVE)) };
    let (whole, part_form) =
        (form(roubles, "рубль", "рубля", "рублей"), form(kopecks, "копейка", "копейки", "копеек"));
    format!("{said}{whole} {part}{part_form}")
}

proptest! {
    #[test]
    fn russian_agrees_with_the_naive_table(roubles in prop_oneof![0u64..3000, 0u64..1_000_000_000_000_000], kopecks in 0u64..100) {
        let minor = i64::try_from(roubles * 100 + kopecks).unwrap();
        prop_assert_eq!(ru_words(minor, "RUB").to_lowercase(), naive(roubles, kopecks));
    }

    #[test]
    fn english_agrees_with_the_naive_table(yen in prop_oneof![1u64..3000, 1u64..1_000_000_000_000]) {
        let said = en(i64::try_from(yen).unwrap(), "JPY").to_lowercase();
        let said = said.strip_suffix(" japanese yen").unwrap().replace('-', " ").replace(" and ", " ");
        let mut plain = String::new();
        for (value, scale) in [(1_000_000_000u64, "billion "), (1_000_000, "million "), (1_000, "thousand "), (1, "")] {
            let group = yen / value % 1000;
            if group >= 100 {
                plain += &taken_away(group / 100, NAIVE_ENGLISH);
                plain += "hundred ";
            }
            plain += &taken_away(group % 100, NAIVE_ENGLISH);
            if group > 0 {
                plain += scale;
            }
        }
        prop_assert_eq!(said, plain.trim());
    }
}
