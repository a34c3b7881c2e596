//! Check digits of Russian requisites. Sources: the orders of ФНС on ИНН, КПП, ОГРН and ОГРНИП, the Bank of Russia's
//! rule of the account key (515 of 08.09.1997), ISO/IEC 7812-1 for cards.

use base::words::{Arg, Reader};

/// Something found wrong in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field.
    pub field: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is needed and empty.
    Missing,
    /// It holds something else than digits.
    NotDigits,
    /// It has another number of digits.
    Length {
        /// How many there are.
        has: usize,
        /// How many there must be.
        needs: &'static str,
    },
    /// A check digit does not follow from the digits before it.
    CheckDigit {
        /// The place of the check digit, counted from 1.
        place: usize,
        /// What follows from the others.
        expected: u32,
        /// What stands there.
        found: u32,
    },
    /// КПП is four digits, two digits or capital Latin letters, three digits.
    KppShape,
    /// БИК begins with 04, or with 00, 01 or 02 for the treasury.
    BicBegin,
    /// The account does not belong to this БИК: the key of the pair is not zero.
    AccountKey {
        /// The last digit of the weighted sum, which must be 0.
        sum: u32,
    },
    /// A correspondent account begins with 301, the treasury's single account with 40102.
    CorrAccountBegin,
    /// Luhn's sum of a card is not divisible by ten.
    Luhn {
        /// The last digit of the sum, which must be 0.
        sum: u32,
    },
}

impl Wrong {
    /// Turns what is wrong into a finding about a field.
    pub const fn at(self, field: &'static str) -> Finding {
        Finding { field, wrong: self }
    }
}

impl Finding {
    /// The sentence, which says which rule failed and how to mend it.
    pub fn sentence(&self, reader: &Reader) -> String {
        let field = reader.t(&format!("partners-requisites-{}", self.field));
        let key = match self.wrong {
            Wrong::Missing => "partners-wrong-missing",
            Wrong::NotDigits => "partners-wrong-not-digits",
            Wrong::Length { .. } => "partners-wrong-length",
            Wrong::CheckDigit { .. } => "partners-wrong-check-digit",
            Wrong::KppShape => "partners-wrong-kpp-shape",
            Wrong::BicBegin => "partners-wrong-bic-begin",
            Wrong::AccountKey { .. } => "partners-wrong-account-key",
            Wrong::CorrAccountBegin => "partners-wrong-corr-account-begin",
            Wrong::Luhn { .. } => "partners-wrong-luhn",
        };
        let mut args: Vec<(&str, Arg<'_>)> = vec![("field", field.into())];
        match &self.wrong {
            Wrong::Length { has, needs } => args.extend([("has", (*has).into()), ("needs", (*needs).into())]),
            Wrong::CheckDigit { place, expected, found } => {
                args.extend([
                    ("place", (*place).into()),
                    ("expected", (*expected).into()),
                    ("found", (*found).into()),
                ]);
            }
            Wrong::AccountKey { sum } | Wrong::Luhn { sum } => args.push(("sum", (*sum).into())),
            _ => {}
        }
        reader.tr(key, &args)
    }
}

/// Checks ИНН: ten digits of a company, twelve of a person.
pub fn inn(text: &str) -> Result<(), Wrong> {
    let digits = digits(text)?;
    match digits.len() {
        10 => check_digit(&digits, &[2, 4, 10, 3, 5, 9, 4, 6, 8], 10),
        12 => {
            check_digit(&digits, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11)?;
            check_digit(&digits, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 12)
        }
        has => Err(Wrong::Length { has, needs: "10 / 12" }),
    }
}

fn check_digit(digits: &[u32], weights: &[u32], place: usize) -> Result<(), Wrong> {
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    expect_digit(digits, place, sum % 11 % 10)
}

fn expect_digit(digits: &[u32], place: usize, expected: u32) -> Result<(), Wrong> {
    let found = digits[place - 1];
    if found == expected { Ok(()) } else { Err(Wrong::CheckDigit { place, expected, found }) }
}

/// Checks КПП, which has a shape and no check digit.
pub fn kpp(text: &str) -> Result<(), Wrong> {
    let fits = |(place, letter): (usize, char)| {
        letter.is_ascii_digit() || ((4..6).contains(&place) && letter.is_ascii_uppercase())
    };
    if text.len() == 9 && text.chars().enumerate().all(fits) { Ok(()) } else { Err(Wrong::KppShape) }
}

/// Checks ОГРН of a company (13 digits) or ОГРНИП of an entrepreneur (15 digits).
pub fn ogrn(text: &str) -> Result<(), Wrong> {
    let digits = digits(text)?;
    let divisor = match digits.len() {
        13 => 11,
        15 => 13,
        has => return Err(Wrong::Length { has, needs: "13 / 15" }),
    };
    let place = digits.len();
    let rest = digits[..place - 1].iter().fold(0, |rest, digit| (rest * 10 + digit) % divisor);
    expect_digit(&digits, place, rest % 10)
}

/// Checks СНИЛС: nine digits and two that follow from them.
pub fn snils(text: &str) -> Result<(), Wrong> {
    let plain: String = text.chars().filter(|letter| !" -".contains(*letter)).collect();
    let digits = digits(&plain)?;
    if digits.len() != 11 {
        return Err(Wrong::Length { has: digits.len(), needs: "11" });
    }
    let sum: u32 = digits[..9].iter().zip((1..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    let expected = sum % 101 % 100;
    expect_digit(&digits, 10, expected / 10)?;
    expect_digit(&digits, 11, expected % 10)
}

/// Checks the shape of БИК.
pub fn bic(text: &str) -> Result<(), Wrong> {
    let digits = digits(text)?;
    if digits.len() != 9 {
        return Err(Wrong::Length { has: digits.len(), needs: "9" });
    }
    if text.starts_with("04") || is_of_treasury(text) { Ok(()) } else { Err(Wrong::BicBegin) }
}

/// The bodies of the treasury have БИК of their own: 01 and 02 in the regions, 00 in Moscow (004525988).
fn is_of_treasury(bic_text: &str) -> bool {
    ["00", "01", "02"].iter().any(|begin| bic_text.starts_with(begin))
}

/// Checks a settlement or correspondent account together with the БИК of its bank. The accounts that the treasury keeps
/// itself, which begin with 0, have no key.
pub fn account(text: &str, bic_text: &str, is_correspondent: bool) -> Result<(), Wrong> {
    let digits = digits(text)?;
    if digits.len() != 20 {
        return Err(Wrong::Length { has: digits.len(), needs: "20" });
    }
    let is_single = text.starts_with("40102") && is_of_treasury(bic_text);
    if is_correspondent && !is_single && !text.starts_with("301") {
        return Err(Wrong::CorrAccountBegin);
    }
    let is_without_key = text.starts_with('0') && is_of_treasury(bic_text);
    if bic(bic_text).is_err() || is_without_key {
        // The key is of the pair; a wrong БИК is a finding of its own.
        return Ok(());
    }
    let sum = account_sum(&digits, bic_text, is_correspondent);
    if sum == 0 { Ok(()) } else { Err(Wrong::AccountKey { sum }) }
}

/// The last digit of the weighted sum over three digits of БИК and the account. The three are the bank's own number,
/// or `0` and the region's number when the account is kept by the Bank of Russia: correspondent accounts, and all
/// accounts of its cash centres, whose БИК ends with 000 to 002.
fn account_sum(account: &[u32], bic_text: &str, is_correspondent: bool) -> u32 {
    let (region, bank) = (&bic_text[4..6], &bic_text[6..9]);
    let is_cash_centre = matches!(bank, "000" | "001" | "002");
    let begin = if is_correspondent || is_cash_centre { format!("0{region}") } else { bank.to_owned() };
    let begin = begin.chars().filter_map(|letter| letter.to_digit(10));
    let weights = [7, 1, 3].into_iter().cycle();
    begin.chain(account.iter().copied()).zip(weights).map(|(digit, weight)| digit * weight % 10).sum::<u32>()
        % 10
}

/// Checks the number of a card by Luhn.
pub fn card(text: &str) -> Result<(), Wrong> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digits = digits(&plain)?;
    if !(12..=19).contains(&digits.len()) {
        return Err(Wrong::Length { has: digits.len(), needs: "12–19" });
    }
    let doubled = |(place, digit): (usize, &u32)| match (place % 2, *digit) {
        (0, digit) => digit,
        (_, digit) => digit * 2 % 10 + digit / 5,
    };
    let sum = digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10;
    if sum == 0 { Ok(()) } else { Err(Wrong::Luhn { sum }) }
}

fn digits(text: &str) -> Result<Vec<u32>, Wrong> {
    if text.is_empty() {
        return Err(Wrong::Missing);
    }
    text.chars().map(|letter| letter.to_digit(10)).collect::<Option<_>>().ok_or(Wrong::NotDigits)
}

#[cfg(test)]
mod tests;
