//! Exchange rates: how many units of the quote currency one unit of the base costs on a day.

use base::access::UserId;
use base::id;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Rate};

use super::Refusal;

id!(
    /// An exchange rate that was written down.
    RateId,
    "rate"
);

/// The most decimals of a rate.
pub const DECIMALS_MAX: usize = 10;
/// The most digits before the point; with the decimals a rate stays exact.
const WHOLE_DIGITS_MAX: usize = 8;
/// The longest source.
const SOURCE_LETTERS_MAX: usize = 200;

/// The rate of a currency on a day, as terms count by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRow {
    /// The currency that is priced.
    pub base: Currency,
    /// The day.
    pub on: Date,
    /// How many quote units one base unit costs.
    pub rate: Rate,
    /// Where it comes from.
    pub source: String,
}

/// A rate as it was written down; a corrected one stays in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRate {
    /// Its id.
    pub id: RateId,
    /// The currency that is priced.
    pub base: Currency,
    /// The currency of the price.
    pub quote: Currency,
    /// The day.
    pub on: Date,
    /// The rate as exact decimal text.
    pub rate: String,
    /// Where it comes from.
    pub source: String,
    /// When it was written down.
    pub at: Timestamp,
    /// Who wrote it down.
    pub by: Option<UserId>,
    /// Whether a newer one of the same day took its place.
    pub is_corrected: bool,
}

/// A rate to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRate {
    /// The currency that is priced.
    pub base: Currency,
    /// The currency of the price.
    pub quote: Currency,
    /// The day.
    pub on: Date,
    /// The rate as it was written; [`judge_rate`] makes it exact decimal text.
    pub rate: String,
    /// Where it comes from.
    pub source: String,
}

/// Decides whether a rate may be written down, and returns it with its number as exact decimal text.
pub fn judge_rate(new: NewRate, today: Date) -> Result<NewRate, Refusal> {
    if new.base == new.quote {
        return Err(Refusal::SameCurrency { currency: new.base });
    }
    if new.on > today.tomorrow().unwrap_or(today) {
        return Err(Refusal::RateInFuture { on: new.on });
    }
    let source = new.source.trim().to_owned();
    if source.chars().count() > SOURCE_LETTERS_MAX {
        return Err(Refusal::WordsTooLong { max: SOURCE_LETTERS_MAX });
    }
    let rate = decimal(&new.rate).ok_or_else(|| Refusal::RateOdd {
        text: new.rate.chars().take(40).collect(),
        decimals: DECIMALS_MAX,
    })?;
    Ok(NewRate { rate, source, ..new })
}

/// A positive number as `98.4321`: thousands put together, a comma made a point, no zeros at the ends.
fn decimal(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((&text, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || text.ends_with(['.', ',']) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if whole.len() > WHOLE_DIGITS_MAX
        || fraction.len() > DECIMALS_MAX
        || (whole.is_empty() && fraction.is_empty())
    {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn a_rate_is_kept_as_exact_decimal_text() {
        let kept = |text| decimal(text).unwrap();
        assert_eq!(kept("98,4321"), "98.4321");
        assert_eq!(kept(" 1\u{a0}234.50 "), "1234.5");
        assert_eq!(kept("007"), "7");
        assert_eq!(kept("0.0000000001"), "0.0000000001");
        assert!(kept("12345678.1234567891").parse::<money::Rate>().is_ok());
    }

    #[test]
    fn what_is_not_a_positive_decimal_is_none() {
        for text in
            ["", "0", "0,00", "-5", "1/3", "5%", "1.", ".5", "1.00000000001", "123456789", "1e3", "1,2,3"]
        {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
