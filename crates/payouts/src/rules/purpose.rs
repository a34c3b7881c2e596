//! What a payment is for, with the VAT phrase that banks ask for.

use jiff::civil::Date;
use money::{Money, Rate};

use super::forms::inside;

/// The purpose of a payment unless the vendor writes his own; `{number}` and `{date}` are those of the batch.
pub const DEFAULT_PURPOSE: &str = "Вознаграждение по партнёрскому договору, реестр {number} от {date}.";

/// The purpose of one payment: the vendor's phrase and the VAT phrase at the rate of the payee on the day, if he pays VAT.
pub fn purpose(phrase: &str, number: i64, date: Date, amount: Money, vat: Option<Rate>) -> String {
    let day = format!("{:02}.{:02}.{}", date.day(), date.month(), date.year());
    let phrase = phrase.replace("{number}", &number.to_string()).replace("{date}", &day);
    format!("{} {}", phrase.trim(), vat_phrase(amount, vat))
}

/// The VAT is inside the amount: at 22 % it is 22/122 of it.
fn vat_phrase(amount: Money, vat: Option<Rate>) -> String {
    let Some(rate) = vat else { return "Без НДС.".to_owned() };
    // A rate of the table is at most 100 %, so that the share of an amount always fits.
    let share = inside(amount, rate).unwrap_or(Money::zero(amount.currency));
    format!("В том числе НДС {} % - {}.", rate.percent_text(), share.to_decimal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    fn said(minor: i64, percent: Option<&str>) -> String {
        let vat = percent.map(|percent| Rate::percent(percent).unwrap());
        purpose(DEFAULT_PURPOSE, 12, jiff::civil::date(2026, 3, 1), Money::new(minor, Currency::RUB), vat)
    }

    #[test]
    fn the_vat_is_counted_inside_the_amount() {
        let phrase = "Вознаграждение по партнёрскому договору, реестр 12 от 01.03.2026.";
        assert_eq!(said(122_000, Some("22")), format!("{phrase} В том числе НДС 22 % - 220.00."));
        assert_eq!(said(10_000, Some("5")), format!("{phrase} В том числе НДС 5 % - 4.76."));
        assert_eq!(said(10_000, Some("0")), format!("{phrase} В том числе НДС 0 % - 0.00."));
        assert_eq!(said(10_000, None), format!("{phrase} Без НДС."));
    }
}
