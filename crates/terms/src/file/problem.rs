//! What can be wrong with a terms file, each with its place and a suggestion.

use crate::expression::ExpressionProblem;
use std::fmt;

/// A place in a file; lines and columns count from one, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// One thing wrong with a terms file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub at: Position,
    /// What it is.
    pub kind: ProblemKind,
    /// What was probably meant, or how it is written.
    pub suggestion: Option<String>,
}

/// What is wrong with a terms file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not TOML.
    Syntax {
        /// What the reader of TOML says.
        message: String,
    },
    /// A key is not known here.
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A key is missing.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A value is of another type than its key wants.
    WrongType {
        /// The key.
        key: String,
        /// What it wants.
        wanted: &'static str,
    },
    /// A sum or a rate is written without quotes and could lose its exact digits.
    NotQuoted {
        /// The key.
        key: String,
    },
    /// A text is not a rate.
    BadRate {
        /// What was written.
        text: String,
    },
    /// A text is not a sum in the currency of the terms.
    BadSum {
        /// What was written.
        text: String,
    },
    /// A text is not a date.
    BadDate {
        /// What was written.
        text: String,
    },
    /// A text is not one of the words its key knows.
    UnknownWord {
        /// The key.
        key: String,
        /// What was written.
        text: String,
    },
    /// A condition asks about a field that does not exist.
    UnknownField {
        /// The field.
        path: String,
    },
    /// An expression cannot be read; its own sentence is `terms-expression-<key>`.
    BadExpression {
        /// What is wrong in it.
        problem: ExpressionProblem,
    },
    /// A rule or a bonus does not say what it pays.
    NoPay,
    /// A rule or a bonus says in several ways what it pays.
    SeveralPays,
    /// A test does not fit what the field holds.
    TestDoesNotFit {
        /// The field.
        path: String,
    },
    /// A text is not a window of time.
    BadWindow {
        /// What was written.
        text: String,
    },
    /// A text is not a period.
    BadPeriod {
        /// What was written.
        text: String,
    },
    /// One of several keys is needed.
    NeedsOneOf {
        /// The keys.
        keys: String,
    },
    /// Only one of several keys may stand together.
    OnlyOneOf {
        /// The keys.
        keys: String,
    },
    /// A key has no meaning beside what else is written.
    NoMeaning {
        /// The key.
        key: String,
    },
    /// The file is too large to be read.
    TooLarge {
        /// How many bytes it may have.
        most: String,
    },
    /// The lists of the file have too many entries.
    TooManyEntries {
        /// How many they may have together.
        most: String,
    },
    /// Groups of conditions lie too deep in each other.
    TooDeep {
        /// How deep they may lie.
        most: String,
    },
}

impl ProblemKind {
    /// The last words of the key of its sentence in the locale files: `terms-problem-<key>`.
    pub fn key(&self) -> &'static str {
        match self {
            ProblemKind::Syntax { .. } => "syntax",
            ProblemKind::UnknownKey { .. } => "unknown-key",
            ProblemKind::MissingKey { .. } => "missing-key",
            ProblemKind::WrongType { .. } => "wrong-type",
            ProblemKind::NotQuoted { .. } => "not-quoted",
            ProblemKind::BadRate { .. } => "bad-rate",
            ProblemKind::BadSum { .. } => "bad-sum",
            ProblemKind::BadDate { .. } => "bad-date",
            ProblemKind::UnknownWord { .. } => "unknown-word",
            ProblemKind::UnknownField { .. } => "unknown-field",
            ProblemKind::BadExpression { .. } => "bad-expression",
            ProblemKind::NoPay => "no-pay",
            ProblemKind::SeveralPays => "several-pays",
            ProblemKind::TestDoesNotFit { .. } => "test-does-not-fit",
            ProblemKind::BadWindow { .. } => "bad-window",
            ProblemKind::BadPeriod { .. } => "bad-period",
            ProblemKind::NeedsOneOf { .. } => "needs-one-of",
            ProblemKind::OnlyOneOf { .. } => "only-one-of",
            ProblemKind::NoMeaning { .. } => "no-meaning",
            ProblemKind::TooLarge { .. } => "too-large",
            ProblemKind::TooManyEntries { .. } => "too-many-entries",
            ProblemKind::TooDeep { .. } => "too-deep",
        }
    }

    /// The one thing its sentence names, as `{ $what }`; empty where it names nothing.
    pub fn what(&self) -> &str {
        match self {
            ProblemKind::Syntax { message: what }
            | ProblemKind::UnknownKey { key: what }
            | ProblemKind::MissingKey { key: what }
            | ProblemKind::WrongType { key: what, .. }
            | ProblemKind::NotQuoted { key: what }
            | ProblemKind::BadRate { text: what }
            | ProblemKind::BadSum { text: what }
            | ProblemKind::BadDate { text: what }
            | ProblemKind::UnknownWord { text: what, .. }
            | ProblemKind::UnknownField { path: what }
            | ProblemKind::TestDoesNotFit { path: what }
            | ProblemKind::BadWindow { text: what }
            | ProblemKind::BadPeriod { text: what }
            | ProblemKind::NeedsOneOf { keys: what }
            | ProblemKind::OnlyOneOf { keys: what }
            | ProblemKind::NoMeaning { key: what }
            | ProblemKind::TooLarge { most: what }
            | ProblemKind::TooManyEntries { most: what }
            | ProblemKind::TooDeep { most: what } => what,
            ProblemKind::BadExpression { .. } | ProblemKind::NoPay | ProblemKind::SeveralPays => "",
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.kind)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; try `{suggestion}`"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProblemKind::Syntax { message } => write!(f, "the file is not TOML: {message}"),
            ProblemKind::UnknownKey { key } => write!(f, "the key `{key}` is not known here"),
            ProblemKind::MissingKey { key } => write!(f, "the key `{key}` is missing"),
            ProblemKind::WrongType { key, wanted } => write!(f, "`{key}` must be {wanted}"),
            ProblemKind::NotQuoted { key } => write!(f, "`{key}` must be in quotes to stay exact"),
            ProblemKind::BadRate { text } => write!(f, "`{text}` is not a rate"),
            ProblemKind::BadSum { text } => write!(f, "`{text}` is not a sum in the currency of the terms"),
            ProblemKind::BadDate { text } => write!(f, "`{text}` is not a date"),
            ProblemKind::UnknownWord { key, text } => write!(f, "`{key}` does not know `{text}`"),
            ProblemKind::UnknownField { path } => write!(f, "there is no field `{path}`"),
            ProblemKind::BadExpression { problem } => write!(f, "in the expression: {problem}"),
            ProblemKind::NoPay => f.write_str("it does not say what it pays"),
            ProblemKind::SeveralPays => f.write_str("it says in several ways what it pays"),
            ProblemKind::TestDoesNotFit { path } => write!(f, "the test does not fit the field `{path}`"),
            ProblemKind::BadWindow { text } => write!(f, "`{text}` is not a window of time"),
            ProblemKind::BadPeriod { text } => write!(f, "`{text}` is not a period"),
            ProblemKind::NeedsOneOf { keys } => write!(f, "one of the keys {keys} is needed"),
            ProblemKind::OnlyOneOf { keys } => write!(f, "only one of the keys {keys} may stand here"),
            ProblemKind::NoMeaning { key } => write!(f, "`{key}` says nothing here"),
            ProblemKind::TooLarge { most } => write!(f, "the file is larger than {most} bytes"),
            ProblemKind::TooManyEntries { most } => write!(f, "the file has more than {most} entries"),
            ProblemKind::TooDeep { most } => write!(f, "groups lie in each other deeper than {most}"),
        }
    }
}
