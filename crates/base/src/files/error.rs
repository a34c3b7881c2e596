//! Why a file as a whole cannot be read.

use super::encoding::Encoding;
use super::kind::Kind;
use std::fmt;

/// Why a file cannot be read as a table, with the data its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The disk or the upload failed.
    Unreadable {
        /// What the system said.
        why: String,
    },
    /// There is nothing in the file, or nothing but blanks.
    Empty,
    /// The content is neither a table with separators nor a workbook.
    NotATable {
        /// What it looks like.
        looks_like: Kind,
    },
    /// The name promises a workbook and the content is something else.
    NotWhatItsNameSays {
        /// The file's name.
        name: String,
        /// What the content looks like.
        looks_like: Kind,
    },
    /// A byte sequence that this encoding does not have.
    BrokenEncoding {
        /// The encoding the rest of the file is written in.
        encoding: Encoding,
        /// The line with the broken bytes.
        line: u64,
    },
    /// No encoding that we know makes letters of this file.
    UnknownEncoding,
    /// Two columns have the same name, so a mapping could not tell them apart.
    DuplicateColumn {
        /// The name.
        name: String,
        /// Position of the first of them, counted from one.
        first: usize,
        /// Position of the second of them, counted from one.
        second: usize,
    },
    /// The header has more columns than are read.
    TooManyColumns {
        /// The limit.
        max: usize,
    },
    /// The file has more rows than are read.
    TooManyRows {
        /// The limit.
        max: u64,
    },
    /// The header does not fit into the memory kept for a row, or its quote is never closed.
    BrokenHeader,
    /// The row that should hold the column names is not there.
    NoHeader {
        /// The row that was named.
        row: u64,
    },
    /// The workbook unpacks to more than is allowed: perhaps a zip bomb.
    TooMuchInside {
        /// Bytes it may unpack to.
        max: u64,
    },
    /// The workbook is packed more tightly than any honest table: a zip bomb.
    PackedTooTightly {
        /// How many times larger the content is.
        ratio: u64,
        /// How many times larger it may be.
        max: u64,
    },
    /// The workbook is damaged.
    BrokenWorkbook {
        /// What its reader said.
        why: String,
    },
    /// The workbook has no sheet of that name.
    NoSuchSheet {
        /// The name that was asked for.
        name: String,
        /// The sheets it has.
        sheets: Vec<String>,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the file cannot be read: {self:?}")
    }
}

impl std::error::Error for FileError {}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> FileError {
        FileError::Unreadable { why: error.to_string() }
    }
}
