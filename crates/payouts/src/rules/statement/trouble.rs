//! What is wrong with a statement, where, and how to mend it.

use base::words::{Arg, Reader};

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the file, counted from 1; 0 when it is about the whole.
    pub line: usize,
    /// The field as the file names it; empty when it is about the whole.
    pub field: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is neither of the forms that are read.
    NotAStatement,
    /// The file is greater than anybody's statement.
    TooBig {
        /// The most megabytes.
        megabytes: usize,
    },
    /// Something needed is not there.
    Missing,
    /// It is no date.
    NotADate {
        /// What stands there.
        text: String,
    },
    /// It is no amount above zero.
    NotAnAmount {
        /// What stands there.
        text: String,
    },
    /// The currency is not known.
    Currency {
        /// What stands there.
        text: String,
    },
    /// None of the sides is an account of the statement, and the bank does not say when it took or brought the money.
    NoDirection,
    /// It says neither credit nor debit.
    Direction {
        /// What stands there.
        text: String,
    },
    /// A section begins within another or never ends.
    Section,
    /// A line is not `key=value`.
    NotAPair {
        /// What stands there.
        text: String,
    },
    /// The file ends before its end.
    CutOff,
    /// It is not well-formed XML.
    Xml {
        /// What the parser says.
        text: String,
    },
    /// XML that declares entities of its own is not read.
    Doctype,
    /// Elements stand within one another deeper than any statement needs.
    TooDeep,
}

impl What {
    /// The word of its sentence.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotAStatement => "not-a-statement",
            Self::TooBig { .. } => "too-big",
            Self::Missing => "missing",
            Self::NotADate { .. } => "not-a-date",
            Self::NotAnAmount { .. } => "not-an-amount",
            Self::Currency { .. } => "currency",
            Self::NoDirection => "no-direction",
            Self::Direction { .. } => "direction",
            Self::Section => "section",
            Self::NotAPair { .. } => "not-a-pair",
            Self::CutOff => "cut-off",
            Self::Xml { .. } => "xml",
            Self::Doctype => "doctype",
            Self::TooDeep => "too-deep",
        }
    }

    fn text(&self) -> String {
        let text = match self {
            Self::NotADate { text } | Self::NotAnAmount { text } | Self::Currency { text } => text,
            Self::Direction { text } | Self::NotAPair { text } | Self::Xml { text } => text,
            Self::TooBig { megabytes } => return megabytes.to_string(),
            _ => return String::new(),
        };
        text.chars().take(60).collect()
    }
}

impl Trouble {
    /// Something wrong with the whole file.
    pub fn of_file(what: What) -> Self {
        Self { line: 0, field: String::new(), what }
    }

    /// Something wrong in a field of a line.
    pub fn at(line: usize, field: &str, what: What) -> Self {
        Self { line, field: field.to_owned(), what }
    }

    /// The sentence: where it is, what is wrong and how to mend it.
    pub fn sentence(&self, reader: &Reader) -> String {
        let args: [(&str, Arg<'_>); 1] = [("text", self.what.text().into())];
        let what = reader.tr(&format!("payouts-statement-{}", self.what.word()), &args);
        if self.line == 0 {
            return what;
        }
        let (line, field) = (self.line.to_string(), self.field.clone());
        let args = [("line", line.into()), ("field", field.into()), ("what", what.into())];
        reader.tr("payouts-statement-at", &args)
    }
}
