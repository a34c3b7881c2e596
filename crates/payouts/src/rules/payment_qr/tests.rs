use proptest::prelude::*;

use super::*;

fn payee() -> Party {
    Party {
        name: "ООО «Артель»".into(),
        inn: "7707083893".into(),
        kpp: "773601001".into(),
        account: "40702810900000000001".into(),
        bic: "044525225".into(),
        bank: "ПАО СБЕРБАНК".into(),
        corr_account: "30101810400000000225".into(),
    }
}

fn rub(minor: i64) -> Option<Money> {
    Some(Money::new(minor, Currency::RUB))
}

fn text(payee: &Party, amount: Option<Money>, purpose: &str) -> Result<String, Vec<Problem>> {
    code_text(&PaymentCode { payee, amount, purpose })
}

#[test]
fn the_text_is_that_of_the_standard_with_the_sum_in_kopecks() {
    let expected = "ST00012|Name=ООО «Артель»|PersonalAcc=40702810900000000001|BankName=ПАО СБЕРБАНК|BIC=044525225|\
                    CorrespAcc=30101810400000000225|Sum=123456|Purpose=Счёт 7. Без НДС.|PayeeINN=7707083893|KPP=773601001";
    assert_eq!(text(&payee(), rub(123_456), "Счёт 7. Без НДС.").unwrap(), expected);
    let short = text(&Party { kpp: String::new(), ..payee() }, None, "Счёт 7").unwrap();
    assert!(!short.contains("Sum=") && !short.contains("KPP="));
}

#[test]
fn a_value_with_the_sign_between_takes_another_sign() {
    let odd = text(&Party { name: "A|B".into(), ..payee() }, rub(1), "Счёт").unwrap();
    assert!(odd.starts_with("ST00012~Name=A|B~PersonalAcc="), "{odd}");
}

#[test]
fn what_the_standard_has_no_room_for_is_told() {
    let long = text(&Party { bank: "б".repeat(46), ..payee() }, rub(1), "Счёт");
    assert_eq!(long, Err(vec![Problem::TooLong { field: "bank".into(), letters: 46, max: 45 }]));
    assert_eq!(text(&payee(), rub(0), "Счёт"), Err(vec![Problem::NotPositive]));
    assert_eq!(text(&payee(), Some(Money::new(1, Currency::USD)), "Счёт"), Err(vec![Problem::NotRoubles]));
    assert_eq!(text(&payee(), rub(1), " "), Err(vec![Problem::Missing { field: "purpose".into() }]));
}

#[test]
fn the_picture_is_one_path_on_white_with_a_title() {
    let svg = code_svg(&text(&payee(), rub(123_456), "Счёт 7").unwrap(), "Оплатить <счёт> & уйти").unwrap();
    assert!(svg.contains("<title>Оплатить &lt;счёт> &amp; уйти</title><rect width"), "{svg}");
    assert_eq!(svg.matches("<path").count(), 1);
    assert!(!svg.contains("style") && !svg.contains("script"));
}

/// The modules of a picture, without the white around.
fn modules(svg: &str) -> (usize, Vec<bool>) {
    let size: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let width = size - 2 * QUIET;
    let mut dark = vec![false; width * width];
    let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
    for run in path.split('M').skip(1) {
        let numbers: Vec<usize> = run
            .split(|letter: char| !letter.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().unwrap())
            .collect();
        let (x, y, length) = (numbers[0] - QUIET, numbers[1] - QUIET, numbers[2]);
        dark[y * width + x..y * width + x + length].fill(true);
    }
    (width, dark)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn another_library_reads_the_same_text_from_the_picture(minor in 1i64..1_000_000_000_00, purpose in "[а-яА-Я0-9 .,№]{1,190}x") {
        let text = text(&payee(), rub(minor), &purpose).unwrap();
        let (width, dark) = modules(&code_svg(&text, "").unwrap());
        let grid = rqrr::SimpleGrid::from_func(width, |x, y| dark[y * width + x]);
        let (_, read) = rqrr::Grid::new(grid).decode().unwrap();
        prop_assert_eq!(read, text);
    }
}
