//! The rule of accounts against requisites that their owners have published to be paid by: companies and non-profits on
//! their sites, the Bank of Russia's participants for correspondent accounts, the treasury for taxes.

use super::*;

/// Settlement accounts with their БИК, of banks in Moscow and in the regions.
const SETTLEMENT: [(&str, &str); 22] = [
    ("40702810627060018754", "044525411"),
    ("40702810733270000011", "043807606"),
    ("40702810400060001999", "040507705"),
    ("40702810360000102415", "040702615"),
    ("40703810110190001049", "043602955"),
    ("40703810955000004152", "044030653"),
    ("40703810600000751961", "044525974"),
    ("40703810001500002835", "044525104"),
    ("40703810029100000978", "044525201"),
    ("40703810510000100143", "041708602"),
    ("40703810452720000076", "046015602"),
    ("40702810902630003334", "044525593"),
    ("40702810238000139300", "044525225"),
    ("40702810790230000685", "044030790"),
    ("40702810555390000762", "044030653"),
    ("40702810133030000257", "044525411"),
    ("40702810302880000716", "044525593"),
    ("40703810890480000101", "044030790"),
    ("40703810338000004033", "044525225"),
    ("40703810438040104602", "044525225"),
    ("40703810600000011971", "044525659"),
    // The example of the Russian account in the IBAN registry of SWIFT.
    ("40817810538091310419", "044525225"),
];

/// Correspondent accounts of banks, kept by the Bank of Russia.
const CORRESPONDENT: [(&str, &str); 13] = [
    ("30101810400000000225", "044525225"),
    ("30101810145250000411", "044525411"),
    ("30101810300000000606", "043807606"),
    ("30101810900000000705", "040507705"),
    ("30101810500000000653", "044030653"),
    ("30101810145250000974", "044525974"),
    ("30101810745374525104", "044525104"),
    ("30101810700000000955", "043602955"),
    ("30101810200000000593", "044525593"),
    ("30101810900000000790", "044030790"),
    ("30101810900000000603", "042202603"),
    ("30101810300000000601", "048073601"),
    ("30101810645374525068", "044525068"),
];

/// Single accounts of the treasury, and accounts that it keeps itself.
const TREASURY: [(&str, &str, bool); 4] = [
    ("40102810445370000059", "017003983", true),
    ("40102810545370000003", "004525988", true),
    ("03100643000000018500", "017003983", false),
    ("03100643000000016600", "017003983", false),
];

#[test]
fn published_accounts_fit_their_banks() {
    for (number, bank) in SETTLEMENT {
        assert_eq!(account(number, bank, false), Ok(()), "{number} {bank}");
    }
    for (number, bank) in CORRESPONDENT {
        assert_eq!(account(number, bank, true), Ok(()), "{number} {bank}");
    }
    for (number, bank, is_correspondent) in TREASURY {
        assert_eq!(account(number, bank, is_correspondent), Ok(()), "{number} {bank}");
    }
}

#[test]
fn published_accounts_do_not_fit_other_banks() {
    // A key is one digit: of ten wrong banks one is not noticed.
    let mut noticed = 0;
    let mut pairs = 0;
    for (number, own) in SETTLEMENT {
        for (_, bank) in SETTLEMENT.iter().filter(|(_, bank)| bank[6..] != own[6..]) {
            pairs += 1;
            noticed += usize::from(account(number, bank, false).is_err());
        }
    }
    assert!(noticed * 100 > pairs * 85, "{noticed} of {pairs}");
}

#[test]
fn a_settlement_account_is_not_keyed_as_a_correspondent_one() {
    let fits_both = |(number, bank): &&(&str, &str)| {
        let digits: Vec<u32> = number.chars().filter_map(|letter| letter.to_digit(10)).collect();
        account_sum(&digits, bank, true) == 0
    };
    assert!(SETTLEMENT.iter().filter(fits_both).count() <= 2);
}

#[test]
fn a_bank_has_no_single_account() {
    assert_eq!(account("40102810445370000059", "044525225", true), Err(Wrong::CorrAccountBegin));
    assert!(account("03100643000000018500", "044525225", false).is_err());
}
