use super::*;
use proptest::prelude::*;

mod naive;
mod published;

#[test]
fn published_requisites_pass() {
    for number in ["7707083893", "541011749265"] {
        assert_eq!(inn(number), Ok(()), "{number}");
    }
    assert_eq!(ogrn("1117746506514"), Ok(()));
    assert_eq!(bic("044525225"), Ok(()));
    assert_eq!(account("30101810400000000225", "044525225", true), Ok(()));
    assert_eq!(kpp("770701001"), Ok(()));
    assert_eq!(kpp("7707AZ001"), Ok(()));
    assert_eq!(card("4111 1111 1111 1111"), Ok(()));
    assert_eq!(snils("112-233-445 95"), Ok(()));
}

#[test]
fn the_finding_says_which_digit_failed() {
    assert_eq!(inn("7707083894"), Err(Wrong::CheckDigit { place: 10, expected: 3, found: 4 }));
    assert_eq!(inn("541011749275"), Err(Wrong::CheckDigit { place: 11, expected: 6, found: 7 }));
    assert_eq!(ogrn("1117746506515"), Err(Wrong::CheckDigit { place: 13, expected: 4, found: 5 }));
    assert_eq!(account("30101810400000000226", "044525225", true), Err(Wrong::AccountKey { sum: 1 }));
    assert_eq!(snils("112-233-445 96"), Err(Wrong::CheckDigit { place: 11, expected: 5, found: 6 }));
}

#[test]
fn shapes_are_told_apart() {
    assert_eq!(inn(""), Err(Wrong::Missing));
    assert_eq!(inn("77070838AB"), Err(Wrong::NotDigits));
    assert_eq!(inn("77070838"), Err(Wrong::Length { has: 8, needs: "10 / 12" }));
    assert_eq!(inn("７７０７０８３８９３"), Err(Wrong::NotDigits));
    assert_eq!(kpp("77070100"), Err(Wrong::KppShape));
    assert_eq!(kpp("7707az001"), Err(Wrong::KppShape));
    assert_eq!(bic("994525225"), Err(Wrong::BicBegin));
    assert_eq!(account("40101810400000000225", "044525225", true), Err(Wrong::CorrAccountBegin));
    assert_eq!(card("4111111111111112"), Err(Wrong::Luhn { sum: 1 }));
}

#[test]
fn a_cash_centre_keeps_accounts_by_the_regions_number() {
    // With the region's number every account of a cash centre passes or fails as a correspondent account does.
    let digits: Vec<u32> = "40116810400000000225".chars().filter_map(|letter| letter.to_digit(10)).collect();
    assert_eq!(account_sum(&digits, "044525000", false), account_sum(&digits, "044525000", true));
    assert_ne!(account_sum(&digits, "044525225", false), account_sum(&digits, "044525225", true));
}

/// Digits as a text.
fn text(digits: &[u32]) -> String {
    digits.iter().map(u32::to_string).collect()
}

/// Fills the last digit so that the check passes; `None` when none does.
fn completed(head: &[u32], check: impl Fn(&str) -> Result<(), Wrong>) -> Option<String> {
    (0..10).map(|last| text(&[head, &[last]].concat())).find(|number| check(number).is_ok())
}

proptest! {
    #[test]
    fn every_head_has_exactly_one_check_digit(head in prop::collection::vec(0u32..10, 9)) {
        let good: Vec<u32> = (0..10).filter(|last| inn(&text(&[&head[..], &[*last]].concat())).is_ok()).collect();
        prop_assert_eq!(good.len(), 1);
    }

    #[test]
    fn registration_numbers_have_one_check_digit(head in prop::collection::vec(0u32..10, 14)) {
        prop_assert!(completed(&head[..12], ogrn).is_some());
        prop_assert!(completed(&head, ogrn).is_some());
    }

    #[test]
    fn one_wrong_digit_of_a_card_is_always_found(head in prop::collection::vec(0u32..10, 15), place in 0usize..16, by in 1u32..10) {
        let good = completed(&head, card).expect("Luhn completes every head");
        let mut wrong: Vec<u32> = good.chars().filter_map(|letter| letter.to_digit(10)).collect();
        wrong[place] = (wrong[place] + by) % 10;
        prop_assert!(card(&text(&wrong)).is_err());
    }

    #[test]
    fn one_wrong_digit_of_an_account_is_always_found(body in prop::collection::vec(0u32..10, 20), place in 0usize..20, by in 1u32..10) {
        // The ninth digit of an account is its key: with weight 3 one of ten makes the sum zero.
        let fits = |key: &u32| account(&text(&[&body[..8], &[*key], &body[9..]].concat()), "044525225", false).is_ok();
        let key = (0..10).find(fits).expect("a key for every account");
        let mut wrong = [&body[..8], &[key], &body[9..]].concat();
        wrong[place] = (wrong[place] + by) % 10;
        prop_assert!(account(&text(&wrong), "044525225", false).is_err());
    }

    #[test]
    fn no_text_makes_a_check_panic(wild in "\\PC{0,24}", other in "\\PC{0,12}") {
        let _ = (inn(&wild), kpp(&wild), ogrn(&wild), snils(&wild), bic(&wild), card(&wild));
        let _ = (account(&wild, &other, true), account(&wild, &other, false), account("40702810900000000001", &other, false));
    }
}
