//! Figures between the terms and the fields of the form: as the reader writes them, and as the file does.

use jiff::civil::Date;
use money::{Currency, Money, Rate, Style};
use terms::Measure;

/// Writes figures as the reader does.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub style: Style,
    pub currency: Currency,
}

impl Figures {
    fn decimal(self, text: String) -> String {
        text.replace('.', self.style.decimal)
    }

    /// A sum without its decimals when they are all zero, its thousands apart where that cannot be taken for decimals.
    pub fn sum(self, sum: Money) -> String {
        let text = sum.to_decimal();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let grouped = money::group_digits(whole, self.style);
        let whole = if grouped.contains([',', '.']) { whole.to_owned() } else { grouped };
        if fraction.bytes().all(|digit| digit == b'0') {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}{}{fraction}", self.style.decimal)
    }

    pub fn minor(self, minor: i64) -> String {
        self.sum(Money::new(minor, self.currency))
    }

    pub fn rate(self, rate: Rate) -> String {
        self.decimal(rate.percent_text())
    }

    pub fn value(self, value: i64, measure: Measure) -> String {
        match measure {
            Measure::Amount(_) => self.minor(value),
            Measure::Attainment => self.rate(Rate::ppm(value)),
            Measure::Quantity | Measure::Count | Measure::Customers => value.to_string(),
        }
    }
}

/// A share of percent in the file's way; what is none stays as it was typed, so that the check says what is wrong.
pub(super) fn percent(typed: &str) -> String {
    quoted(&Rate::percent(typed).map_or_else(|_| typed.to_owned(), Rate::percent_text))
}

/// A sum in the file's way.
pub(super) fn sum(typed: &str, currency: Currency) -> String {
    let exact = Money::parse_amount(typed, currency).map(Money::to_decimal);
    quoted(&exact.unwrap_or_else(|_| typed.to_owned()))
}

/// A value of a measure in the file's way.
pub(super) fn value(typed: &str, measure: Option<Measure>, currency: Currency) -> String {
    match measure {
        Some(Measure::Quantity | Measure::Count | Measure::Customers) => number(typed),
        Some(Measure::Attainment) => {
            let exact = Rate::percent(typed).map(|rate| format!("{} %", rate.percent_text()));
            quoted(&exact.unwrap_or_else(|_| typed.to_owned()))
        }
        _ => sum(typed, currency),
    }
}

/// A whole number as it is; anything else in quotes.
pub(super) fn number(typed: &str) -> String {
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    digits.replace('−', "-").parse::<i64>().map_or_else(|_| quoted(typed), |number| number.to_string())
}

/// A date as people write it, in the file's way; anything else as it was typed.
pub(super) fn date(typed: &str) -> String {
    let typed = typed.trim();
    let mut parts = typed.split('.').map(str::parse::<i16>);
    let date = match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(day)), Some(Ok(month)), Some(Ok(year))) => i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day).ok()),
        _ => None,
    };
    quoted(&date.map_or_else(|| typed.to_owned(), |date| date.to_string()))
}

/// A basic string of TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
