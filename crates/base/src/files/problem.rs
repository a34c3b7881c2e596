//! What is wrong with a row, with the data its sentence needs.

use super::fold::shortened;
use super::row::RowRefusal;
use serde::{Deserialize, Serialize};

/// Something wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The row, as an editor or a spreadsheet counts.
    pub row: u64,
    /// The column of the file, where the value comes from one.
    pub column: Option<String>,
    /// The field of the slice; empty when the row as a whole is meant.
    pub field: String,
    /// The value in the file, shortened.
    pub value: String,
    /// What is wrong.
    pub what: ProblemKind,
    /// What may have been meant.
    pub nearest: Vec<String>,
}

/// What is wrong with a value or a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The row as a whole could not be read.
    Row(RowRefusal),
    /// There is no value and there must be one.
    Missing,
    /// The cell holds the error of a formula.
    FormulaError,
    /// The workbook has lost the last digits of a long number; the column should be text there.
    LostDigits,
    /// It is no whole number.
    NotAnInteger,
    /// It is no number.
    NotANumber,
    /// It has more decimals than are kept.
    TooManyDecimals {
        /// How many are kept.
        max: u8,
    },
    /// It is no amount of money.
    NotMoney,
    /// It names another currency than the row.
    OtherCurrency {
        /// The code of the row's currency.
        expected: String,
    },
    /// Its separator may mean thousands or decimals; the mapping should say which.
    AmbiguousAmount,
    /// The number is larger than is kept.
    TooLarge,
    /// No currency has this code.
    UnknownCurrency,
    /// It is not written as a date.
    NotADate,
    /// The calendar has no such day.
    NoSuchDay,
    /// It is neither yes nor no.
    NotAFlag,
    /// It is none of the values of a choice; those are among the nearest.
    NotAChoice,
    /// Nothing of that name is known.
    Unknown,
    /// It is longer than is kept.
    TooLong {
        /// Characters that are kept.
        max: usize,
    },
    /// The same value stands in an earlier row of the file.
    Repeated {
        /// That row.
        row: u64,
    },
    /// It is recorded already with another value, which an import does not change.
    Differs {
        /// The recorded value.
        recorded: String,
    },
    /// A rule of the slice says no; its sentence is in the slice's words under `key`.
    Refused {
        /// The key of the sentence.
        key: String,
        /// What the sentence needs.
        args: Vec<(String, String)>,
    },
}

impl Problem {
    /// A problem of a row as a whole.
    pub fn of_row(row: u64, what: ProblemKind) -> Problem {
        Problem { row, column: None, field: String::new(), value: String::new(), what, nearest: Vec::new() }
    }

    /// A problem of a field whose value comes from no column.
    pub fn of_field(row: u64, field: &str, value: &str, what: ProblemKind) -> Problem {
        let (field, value) = (field.to_owned(), shortened(value));
        Problem { row, column: None, field, value, what, nearest: Vec::new() }
    }

    /// The same problem with suggestions.
    pub fn nearest(mut self, nearest: Vec<String>) -> Problem {
        self.nearest = nearest;
        self
    }

    /// What the user calls the place: the column of the file, else the field.
    pub fn place(&self) -> &str {
        self.column.as_deref().unwrap_or(&self.field)
    }
}
