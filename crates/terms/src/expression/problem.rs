//! What can be wrong with an expression, each with its place and a suggestion.

use super::Expression;
use crate::FieldKind;
use std::fmt;

/// What is wrong with an expression; the first thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionProblem {
    /// The byte of the text where it is.
    pub at: usize,
    /// The line, counted from one.
    pub line: usize,
    /// The column in characters, counted from one.
    pub column: usize,
    /// What it is.
    pub kind: ExpressionProblemKind,
    /// What was probably meant, or what to write instead.
    pub suggestion: Option<String>,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionProblemKind {
    /// Something stands where it cannot.
    Syntax {
        /// What stands there.
        found: String,
    },
    /// The text ends before the expression does.
    Unfinished,
    /// There is no such field.
    UnknownField {
        /// The field.
        path: String,
    },
    /// An operator or a function does not fit the types of what it is given.
    WrongTypes {
        /// The operator or the function.
        operator: String,
        /// What it is given, in the order of the text: each as it is written and its type.
        sides: Vec<(String, ExpressionType)>,
        /// The same in one line: `sale.kind (text) > 5 (number)`.
        shown: String,
    },
    /// There is no such function.
    UnknownFunction {
        /// The function.
        name: String,
    },
    /// CEL knows it, conditions do not: macros, maps, messages, fractions, division, null.
    NotSupported {
        /// What was written.
        construct: String,
    },
    /// The expression is larger than conditions may be.
    TooLarge(ExpressionLimit),
    /// The whole expression does not answer yes or no.
    NotYesOrNo {
        /// What it gives instead.
        found: ExpressionType,
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
}

/// A limit of expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpressionLimit {
    /// Bytes of the text.
    Text,
    /// Names, values and operators.
    Nodes,
    /// Brackets and operators in one another.
    Depth,
    /// Entries of a list.
    List,
}

/// The type of a part of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpressionType {
    /// A text.
    Text,
    /// A sum in the currency of the terms.
    Amount,
    /// A whole number.
    Number,
    /// A calendar date.
    Date,
    /// Yes or no.
    YesNo,
}

impl ExpressionLimit {
    /// The largest value allowed.
    pub fn max(self) -> usize {
        match self {
            ExpressionLimit::Text => Expression::TEXT_BYTES_MAX,
            ExpressionLimit::Nodes => Expression::NODES_MAX,
            ExpressionLimit::Depth => Expression::DEPTH_MAX,
            ExpressionLimit::List => Expression::LIST_MAX,
        }
    }
}

impl ExpressionType {
    /// Its word in messages.
    pub fn word(self) -> &'static str {
        match self {
            ExpressionType::Text => "text",
            ExpressionType::Amount => "amount",
            ExpressionType::Number => "number",
            ExpressionType::Date => "date",
            ExpressionType::YesNo => "yes-no",
        }
    }
}

impl From<FieldKind> for ExpressionType {
    fn from(kind: FieldKind) -> ExpressionType {
        match kind {
            FieldKind::Text => ExpressionType::Text,
            FieldKind::Amount => ExpressionType::Amount,
            FieldKind::Number => ExpressionType::Number,
            FieldKind::Date => ExpressionType::Date,
        }
    }
}

impl ExpressionProblem {
    /// A problem at a byte of the text.
    pub(super) fn new(text: &str, at: usize, kind: ExpressionProblemKind) -> ExpressionProblem {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        ExpressionProblem { at: before.len(), line, column, kind, suggestion: None }
    }

    /// The same with what was probably meant.
    pub(super) fn suggesting(self, suggestion: impl Into<Option<String>>) -> ExpressionProblem {
        ExpressionProblem { suggestion: suggestion.into(), ..self }
    }
}

impl ExpressionProblemKind {
    /// The last words of the key of its sentence in the locale files: `terms-expression-<key>`.
    pub fn key(&self) -> &'static str {
        match self {
            ExpressionProblemKind::Syntax { .. } => "syntax",
            ExpressionProblemKind::Unfinished => "unfinished",
            ExpressionProblemKind::UnknownField { .. } => "unknown-field",
            ExpressionProblemKind::WrongTypes { .. } => "wrong-types",
            ExpressionProblemKind::UnknownFunction { .. } => "unknown-function",
            ExpressionProblemKind::NotSupported { .. } => "not-supported",
            ExpressionProblemKind::TooLarge(ExpressionLimit::Text) => "too-long",
            ExpressionProblemKind::TooLarge(ExpressionLimit::Nodes) => "too-many-parts",
            ExpressionProblemKind::TooLarge(ExpressionLimit::Depth) => "too-deep",
            ExpressionProblemKind::TooLarge(ExpressionLimit::List) => "long-list",
            ExpressionProblemKind::NotYesOrNo { .. } => "not-yes-or-no",
            ExpressionProblemKind::BadSum { .. } => "bad-sum",
            ExpressionProblemKind::BadDate { .. } => "bad-date",
        }
    }

    /// The one thing its sentence names, as `{ $what }`; empty where it names nothing.
    pub fn what(&self) -> String {
        match self {
            ExpressionProblemKind::Syntax { found: what }
            | ExpressionProblemKind::UnknownField { path: what }
            | ExpressionProblemKind::WrongTypes { shown: what, .. }
            | ExpressionProblemKind::UnknownFunction { name: what }
            | ExpressionProblemKind::NotSupported { construct: what }
            | ExpressionProblemKind::BadSum { text: what }
            | ExpressionProblemKind::BadDate { text: what } => what.clone(),
            ExpressionProblemKind::TooLarge(limit) => limit.max().to_string(),
            ExpressionProblemKind::NotYesOrNo { found } => found.word().to_string(),
            ExpressionProblemKind::Unfinished => String::new(),
        }
    }
}

impl fmt::Display for ExpressionProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.kind)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; try `{suggestion}`"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ExpressionProblem {}

impl fmt::Display for ExpressionProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.what();
        match self {
            ExpressionProblemKind::Syntax { .. } => write!(f, "`{what}` cannot stand here"),
            ExpressionProblemKind::Unfinished => f.write_str("the expression is not finished"),
            ExpressionProblemKind::UnknownField { .. } => write!(f, "there is no field `{what}`"),
            ExpressionProblemKind::WrongTypes { .. } => write!(f, "the types do not fit: {what}"),
            ExpressionProblemKind::UnknownFunction { .. } => write!(f, "there is no function `{what}`"),
            ExpressionProblemKind::NotSupported { .. } => {
                write!(f, "`{what}` cannot be used in conditions")
            }
            ExpressionProblemKind::TooLarge(ExpressionLimit::Text) => {
                write!(f, "the text is longer than {what} bytes")
            }
            ExpressionProblemKind::TooLarge(ExpressionLimit::Nodes) => {
                write!(f, "there are more than {what} names, values and operators")
            }
            ExpressionProblemKind::TooLarge(ExpressionLimit::Depth) => {
                write!(f, "parts stand in one another more than {what} deep")
            }
            ExpressionProblemKind::TooLarge(ExpressionLimit::List) => {
                write!(f, "the list has more than {what} entries")
            }
            ExpressionProblemKind::NotYesOrNo { .. } => {
                write!(f, "the whole must answer yes or no, this gives {what}")
            }
            ExpressionProblemKind::BadSum { .. } => {
                write!(f, "`{what}` is not a sum in the currency of the terms")
            }
            ExpressionProblemKind::BadDate { .. } => write!(f, "`{what}` is not a date"),
        }
    }
}

/// The date of a text as files write it.
pub(super) fn date(text: &str) -> Option<jiff::civil::Date> {
    text.parse().ok().filter(|_| text.len() == "2026-01-31".len())
}
