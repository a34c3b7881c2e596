//! The same checks written a second time, plainly and apart, and compared over random numbers.

use super::*;

fn at(text: &str, place: usize) -> u64 {
    u64::from(text.as_bytes()[place] - b'0')
}

fn inn_fits(text: &str) -> bool {
    let eleven = |weights: &[u64]| {
        let mut sum = 0;
        for (place, weight) in weights.iter().enumerate() {
            sum += at(text, place) * weight;
        }
        (sum % 11) % 10
    };
    match text.len() {
        10 => eleven(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == at(text, 9),
        _ => {
            eleven(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == at(text, 10)
                && eleven(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == at(text, 11)
        }
    }
}

fn ogrn_fits(text: &str) -> bool {
    let (head, last) = text.split_at(text.len() - 1);
    let head: u64 = head.parse().expect("digits");
    let divisor = if text.len() == 13 { 11 } else { 13 };
    head % divisor % 10 == last.parse::<u64>().expect("a digit")
}

fn account_fits(text: &str, bank: &str, is_correspondent: bool) -> bool {
    let own = bank[6..].to_owned();
    let of_region = ["0", &bank[4..6]].concat();
    let is_cash_centre = ["000", "001", "002"].contains(&own.as_str());
    let all = if is_correspondent || is_cash_centre { of_region } else { own } + text;
    let sum: u64 = (0..23).map(|place| at(&all, place) * [7, 1, 3][place % 3]).sum();
    sum.is_multiple_of(10)
}

/// Luhn from the left, by a table of doubled digits.
fn card_fits(text: &str) -> bool {
    const DOUBLED: [u64; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let is_doubled = |place: usize| (text.len() - place).is_multiple_of(2);
    let value = |place| {
        let digit = at(text, place);
        if is_doubled(place) { DOUBLED[usize::try_from(digit).expect("a digit")] } else { digit }
    };
    (0..text.len()).map(value).sum::<u64>().is_multiple_of(10)
}

fn snils_fits(text: &str) -> bool {
    let sum: u64 = (0..9).map(|place| at(text, place) * (9 - place as u64)).sum();
    let rest = sum % 101;
    let rest = if rest == 100 { 0 } else { rest };
    text[9..].parse::<u64>() == Ok(rest)
}

/// A random number of so many digits.
fn number(digits: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(0u32..10, digits).prop_map(|digits| text(&digits))
}

/// The number itself and those with every other last digit.
fn with_last(number: &str) -> impl Iterator<Item = String> + '_ {
    (0..10).map(|last| format!("{}{last}", &number[..number.len() - 1]))
}

/// The number with every other pair of last digits.
fn with_last_two(number: &str) -> impl Iterator<Item = String> + '_ {
    (0..100).map(|last| format!("{}{last:02}", &number[..number.len() - 2]))
}

proptest! {
    #[test]
    fn tax_numbers_agree(company in number(10), person in number(12)) {
        for number in with_last(&company) {
            prop_assert_eq!(inn(&number).is_ok(), inn_fits(&number), "{}", number);
        }
        let mut good = 0;
        for number in with_last_two(&person) {
            prop_assert_eq!(inn(&number).is_ok(), inn_fits(&number), "{}", number);
            good += usize::from(inn(&number).is_ok());
        }
        prop_assert_eq!(good, 1);
    }

    #[test]
    fn registration_numbers_agree(company in number(13), entrepreneur in number(15)) {
        for number in with_last(&company).chain(with_last(&entrepreneur)) {
            prop_assert_eq!(ogrn(&number).is_ok(), ogrn_fits(&number), "{}", number);
        }
    }

    #[test]
    fn accounts_agree(own in number(20), region in number(4), bank in number(3), is_correspondent: bool) {
        let bank = ["04", &region, &bank].concat();
        let own = if is_correspondent { ["301", &own[3..]].concat() } else { own };
        for number in with_last(&own) {
            let agrees = account(&number, &bank, is_correspondent).is_ok();
            prop_assert_eq!(agrees, account_fits(&number, &bank, is_correspondent), "{} {}", number, bank);
        }
    }

    #[test]
    fn cash_centres_agree(own in number(20), region in number(4), centre in 0u32..3) {
        let bank = format!("04{region}00{centre}");
        for number in with_last(&own) {
            prop_assert_eq!(account(&number, &bank, false).is_ok(), account_fits(&number, &bank, false));
        }
    }

    #[test]
    fn cards_and_insurance_numbers_agree(card_number in number(16), long in number(19), person in number(11)) {
        for number in with_last(&card_number).chain(with_last(&long)) {
            prop_assert_eq!(card(&number).is_ok(), card_fits(&number), "{}", number);
        }
        for number in with_last_two(&person) {
            prop_assert_eq!(snils(&number).is_ok(), snils_fits(&number), "{}", number);
        }
    }

    #[test]
    fn two_swapped_neighbours_of_a_card_are_found(head in number(15), place in 0usize..15) {
        let digits: Vec<u32> = head.chars().filter_map(|letter| letter.to_digit(10)).collect();
        let good = completed(&digits, card).expect("Luhn completes every head");
        let mut letters: Vec<char> = good.chars().collect();
        letters.swap(place, place + 1);
        let swapped: String = letters.iter().collect();
        // Luhn does not see 09 and 90 swapped.
        let blind = ["09", "90"].contains(&&good[place..place + 2]);
        prop_assert_eq!(card(&swapped).is_ok(), blind || swapped == good);
    }
}
