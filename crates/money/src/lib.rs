//! Amounts in minor units, currencies, exact rates, declared rounding and fair splitting.
//!
//! Pure: no I/O, no clock and no floating point anywhere. See `README.md` for the words and the invariants.

mod amount;
mod currency;
mod exact;
mod format;
mod parse;
mod rate;
mod rounding;
mod split;

pub use amount::{Money, MoneyError};
pub use currency::{Currency, UnknownCurrency};
pub use exact::Exact;
pub use format::{Parts, Style, format, format_rate, format_signed, group_digits, parts};
pub use parse::AmountError;
pub use rate::{Rate, RateError};
pub use rounding::{RoundingMode, UnknownRounding};
pub use split::{SplitError, split};
