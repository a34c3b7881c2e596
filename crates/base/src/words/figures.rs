//! Figures and dates as each language writes them.

use jiff::civil::Date;

use super::Language;

/// The thin no-break space that Russian puts between thousands and before a sign.
pub(crate) const THIN: char = '\u{202f}';

/// A whole number with its thousands apart: `1 234 567` or `1,234,567`, with a true minus.
pub(super) fn grouped(language: Language, number: i64) -> String {
    let separator = match language {
        Language::Ru => THIN,
        Language::En => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A number of tenths with its decimal mark; a whole one is written without it.
pub(super) fn tenths(language: Language, tenths: i64) -> String {
    let whole = grouped(language, tenths / 10);
    let sign = if tenths < 0 && tenths / 10 == 0 { "−" } else { "" };
    match (tenths.unsigned_abs() % 10, language) {
        (0, _) => whole,
        (part, Language::Ru) => format!("{sign}{whole},{part}"),
        (part, Language::En) => format!("{sign}{whole}.{part}"),
    }
}

/// How `part` relates to `whole` in tenths of a percent, halves away from zero; `None` when `whole` is zero.
pub(super) fn permille(part: i64, whole: i64) -> Option<i64> {
    let (part, whole) = (i128::from(part) * 1000, i128::from(whole));
    if whole == 0 {
        return None;
    }
    let half = whole.abs() / 2;
    let sign = if (part < 0) == (whole < 0) { 1 } else { -1 };
    i64::try_from(sign * ((part.abs() + half) / whole.abs())).ok()
}

/// A percent sign as the language writes it after a figure.
pub(super) fn with_percent(language: Language, figure: &str) -> String {
    match language {
        Language::Ru => format!("{figure}{THIN}%"),
        Language::En => format!("{figure}%"),
    }
}

/// A date in figures: `05.12.2017` or `5 Dec 2017`.
pub(super) fn date(language: Language, date: Date) -> String {
    match language {
        Language::Ru => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        Language::En => format!("{} {} {}", date.day(), short_month_en(date.month()), date.year()),
    }
}

fn short_month_en(month: i8) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month - 1).ok().and_then(|place| NAMES.get(place)).copied().unwrap_or_default()
}

/// `number × scale ÷ unit` to the nearest whole, halves away from zero.
pub(super) fn rounded(number: i64, scale: i64, unit: u64) -> i64 {
    let (number, unit) = (i128::from(number) * i128::from(scale), i128::from(unit.max(1)));
    let nearest = (number.abs() + unit / 2) / unit * number.signum();
    i64::try_from(nearest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{date, grouped, permille, tenths};
    use crate::words::Language::{En, Ru};

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(Ru, 1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(grouped(En, -1_234_567), "−1,234,567");
        assert_eq!(grouped(Ru, 999), "999");
        assert_eq!(grouped(En, i64::MIN), "−9,223,372,036,854,775,808");
    }

    #[test]
    fn tenths_keep_their_sign_below_one() {
        assert_eq!(tenths(Ru, -5), "−0,5");
        assert_eq!(tenths(En, -15), "−1.5");
        assert_eq!(tenths(Ru, 20), "2");
    }

    #[test]
    fn permille_rounds_halves_away_from_zero_and_refuses_zero() {
        assert_eq!(permille(1, 8), Some(125));
        assert_eq!(permille(1, 2000), Some(1));
        assert_eq!(permille(-1, 2000), Some(-1));
        assert_eq!(permille(1, 0), None);
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let day = jiff::civil::date(2017, 12, 5);
        assert_eq!(date(Ru, day), "05.12.2017");
        assert_eq!(date(En, day), "5 Dec 2017");
    }
}
