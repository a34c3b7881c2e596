//! Statements of the bank: what it took and what it brought. Two forms are read, 1CClientBankExchange and ISO 20022 camt.053;
//! everything that cannot be read is told with its line, its field and how to mend it.

mod camt;
mod one_c;
mod trouble;
mod xml;

use jiff::civil::Date;
use money::{Currency, Money};

pub use trouble::{Trouble, What};

/// The greatest file that is read.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;
/// The most troubles that are told.
pub const TROUBLES_MAX: usize = 100;

/// Which way money went, seen from the account of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It came.
    In,
    /// It went.
    Out,
}

/// One side of a row as the bank wrote it. Empty texts are what it did not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The name.
    pub name: String,
    /// The tax number.
    pub inn: String,
    /// The account.
    pub account: String,
    /// БИК, or the BIC of the bank.
    pub bic: String,
}

/// One movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankRow {
    /// The line of the file on which it begins.
    pub line: usize,
    /// The number of the document, as it was given to the bank.
    pub number: String,
    /// The day of the document.
    pub date: Date,
    /// The day on which the bank booked it, if it did.
    pub booked_on: Option<Date>,
    /// How much.
    pub amount: Money,
    /// Which way.
    pub direction: Direction,
    /// Who paid.
    pub payer: Side,
    /// Who was paid.
    pub payee: Side,
    /// What for.
    pub purpose: String,
}

/// What a file of the bank says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The own accounts it is about.
    pub accounts: Vec<String>,
    /// The movements, in the order of the file.
    pub rows: Vec<BankRow>,
}

/// Reads a statement, whichever of the two forms it has; or tells everything that is wrong with it, the first hundred.
pub fn read(bytes: &[u8]) -> Result<Statement, Vec<Trouble>> {
    if bytes.len() > BYTES_MAX {
        return Err(vec![Trouble::of_file(What::TooBig { megabytes: BYTES_MAX / 1024 / 1024 })]);
    }
    let begin = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if begin.starts_with(one_c::MARK.as_bytes()) {
        return one_c::read(begin);
    }
    let is_xml = begin.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    if is_xml { camt::read(begin) } else { Err(vec![Trouble::of_file(What::NotAStatement)]) }
}

/// The currency in which an account of twenty digits is kept: its digits six to eight, where roubles are 810.
fn currency_of(account: &str) -> Option<Currency> {
    if account.len() != 20 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Currency::RUB);
    }
    let known = [
        ("810", "RUB"),
        ("643", "RUB"),
        ("840", "USD"),
        ("978", "EUR"),
        ("156", "CNY"),
        ("398", "KZT"),
        ("933", "BYN"),
        ("826", "GBP"),
        ("392", "JPY"),
        ("949", "TRY"),
        ("784", "AED"),
        ("051", "AMD"),
        ("417", "KGS"),
        ("860", "UZS"),
    ];
    let (_, code) = known.into_iter().find(|(code, _)| account.get(5..8) == Some(code))?;
    Currency::parse(code).ok()
}

#[cfg(test)]
mod tests;
