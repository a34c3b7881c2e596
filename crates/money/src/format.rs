//! Writing amounts the way a reader expects them, whole or in parts.

use crate::{Currency, Money, Rate};

/// How numbers are written: separators and the place of the currency. The language chooses the style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// What stands between thousands.
    pub group: &'static str,
    /// What stands before the decimals.
    pub decimal: &'static str,
    /// Whether the sign of the currency stands before the number.
    pub symbol_first: bool,
    /// What stands before a percent sign.
    pub percent_gap: &'static str,
}

/// A narrow no-break space: thin, and a line never breaks at it.
const THIN: &str = "\u{202f}";

impl Style {
    /// Russian: `1 234,56 ₽` with thin no-break spaces.
    pub const RU: Style = Style { group: THIN, decimal: ",", symbol_first: false, percent_gap: THIN };
    /// English: `$1,234.56`.
    pub const EN: Style = Style { group: ",", decimal: ".", symbol_first: true, percent_gap: "" };
}

/// The pieces of a written amount, so that a page can draw kopecks smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// `−`, `+` or nothing.
    pub sign: &'static str,
    /// What stands before the number: the sign of the currency or nothing.
    pub prefix: String,
    /// The whole part with thousands separated.
    pub whole: String,
    /// The decimals with their separator, `,56`; empty for currencies without minor units.
    pub fraction: String,
    /// What stands after the number: a thin space and the sign of the currency, or nothing.
    pub suffix: String,
}

impl Parts {
    /// All pieces in reading order.
    pub fn join(&self) -> String {
        [self.sign, &self.prefix, &self.whole, &self.fraction, &self.suffix].concat()
    }
}

/// The amount in full: `−1 234,56 ₽` or `−$1,234.56`, with a true minus.
pub fn format(money: Money, style: Style) -> String {
    parts(money, style).join()
}

/// The amount with its sign always shown: `+1 234,56 ₽`; nothing has no sign.
pub fn format_signed(money: Money, style: Style) -> String {
    let mut parts = parts(money, style);
    if money.minor > 0 {
        parts.sign = "+";
    }
    parts.join()
}

/// The pieces of the amount in this style.
pub fn parts(money: Money, style: Style) -> Parts {
    let decimal = money.to_decimal();
    let unsigned = decimal.trim_start_matches('-');
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let fraction = if fraction.is_empty() { String::new() } else { [style.decimal, fraction].concat() };
    let (prefix, suffix) = currency_marks(money.currency, style);
    let sign = if money.minor < 0 { "−" } else { "" };
    Parts { sign, prefix, whole: group_digits(whole, style), fraction, suffix }
}

/// Puts the style's separator between thousands of a string of digits.
pub fn group_digits(digits: &str, style: Style) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(style.group);
        }
        grouped.push(digit);
    }
    grouped
}

/// A rate as percent: `1,5 %` in Russian, `1.5%` in English.
pub fn format_rate(rate: Rate, style: Style) -> String {
    let text = rate.percent_text().replace('.', style.decimal).replace('-', "−");
    [&text, style.percent_gap, "%"].concat()
}

fn currency_marks(currency: Currency, style: Style) -> (String, String) {
    let symbol = currency.symbol();
    match (style.symbol_first, currency.has_symbol()) {
        (true, true) if symbol.chars().all(char::is_alphabetic) => ([symbol, THIN].concat(), String::new()),
        (true, true) => (symbol.to_string(), String::new()),
        (true, false) => ([symbol, THIN].concat(), String::new()),
        (false, _) => (String::new(), [THIN, symbol].concat()),
    }
}
