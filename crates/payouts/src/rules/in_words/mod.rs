//! Amounts and counts in words, as documents want them: `Одна тысяча двести рублей 50 копеек`, `10 (десять) рабочих дней`.

mod english;
mod names;
mod russian;

use base::words::Language;
use money::{Currency, Money};

use names::{Name, name_of};
pub use russian::{Case, Counted, Gender, WORKING_DAYS, counted};

/// How the part of a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinorPart {
    /// `50 копеек`, the usual one.
    Digits,
    /// `пятьдесят копеек`.
    Words,
}

/// An amount in words, with a capital letter. Currencies without a name in the table are called by their code, with the part
/// as a fraction: `Десять PGK 50/100`.
pub fn amount_in_words(money: Money, language: Language, minor: MinorPart) -> String {
    let scale = money.currency.minor_per_whole().unsigned_abs();
    let all = money.minor.unsigned_abs();
    let (whole, part) = (all / scale, all % scale);
    let said = match language {
        Language::Ru => russian::amount(whole, part, money.currency, minor),
        Language::En => english::amount(whole, part, money.currency, minor),
    };
    let minus = match (money.is_negative(), language) {
        (false, _) => "",
        (true, Language::Ru) => "минус ",
        (true, Language::En) => "minus ",
    };
    capital(&format!("{minus}{said}"))
}

/// Digits of a part with its zeros: `05`.
fn digits(part: u64, currency: Currency) -> String {
    format!("{part:0width$}", width = usize::from(currency.exponent()))
}

/// The part of a currency without a name: ` 50/100`, or nothing when it has none.
fn fraction(part: u64, currency: Currency) -> String {
    match currency.exponent() {
        0 => String::new(),
        _ => format!(" {}/{}", digits(part, currency), currency.minor_per_whole()),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
