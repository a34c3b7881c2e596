//! What a payment is for, with the VAT phrase that banks ask for.

use jiff::civil::Date;
use money::{Exact, Money, Rate, RoundingMode};
use partners::Vat;

/// The purpose of a payment unless the vendor writes his own; `{number}` and `{date}` are those of the batch.
pub const DEFAULT_PURPOSE: &str = "Вознаграждение по партнёрскому договору, реестр {number} от {date}.";

/// The purpose of one payment: the vendor's phrase and the VAT phrase.
pub fn purpose(phrase: &str, number: i64, date: Date, amount: Money, vat: Vat) -> String {
    let day = format!("{:02}.{:02}.{}", date.day(), date.month(), date.year());
    let phrase = phrase.replace("{number}", &number.to_string()).replace("{date}", &day);
    format!("{} {}", phrase.trim(), vat_phrase(amount, vat))
}

/// The VAT is inside the amount: at 22 % it is 22/122 of it.
fn vat_phrase(amount: Money, vat: Vat) -> String {
    let percent = match vat {
        Vat::Without => return "Без НДС.".to_owned(),
        Vat::Rate0 => 0,
        Vat::Rate5 => 5,
        Vat::Rate7 => 7,
        Vat::Rate10 => 10,
        Vat::General => 22,
    };
    let share = Rate::new(percent, 100 + percent).map(|rate| Exact::product(amount.minor, rate));
    let rounded =
        share.ok().and_then(|share| share.round(RoundingMode::HalfAwayFromZero).ok()).unwrap_or_default();
    format!("В том числе НДС {percent} % - {}.", Money::new(rounded, amount.currency).to_decimal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    fn said(minor: i64, vat: Vat) -> String {
        purpose(DEFAULT_PURPOSE, 12, jiff::civil::date(2026, 3, 1), Money::new(minor, Currency::RUB), vat)
    }

    #[test]
    fn the_vat_is_counted_inside_the_amount() {
        let phrase = "Вознаграждение по партнёрскому договору, реестр 12 от 01.03.2026.";
        assert_eq!(said(122_000, Vat::General), format!("{phrase} В том числе НДС 22 % - 220.00."));
        assert_eq!(said(10_000, Vat::Rate5), format!("{phrase} В том числе НДС 5 % - 4.76."));
        assert_eq!(said(10_000, Vat::Rate0), format!("{phrase} В том числе НДС 0 % - 0.00."));
        assert_eq!(said(10_000, Vat::Without), format!("{phrase} Без НДС."));
    }
}
