//! Conditions: a typed tree that reads as a table, decides fast and says which clause failed.

use crate::expression::{self, Expression, ExpressionTrouble, Values};
use crate::{Field, FieldKind};
use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Clauses that must all hold; none at all means always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// The clauses in the order they are written.
    pub clauses: Vec<Clause>,
}

/// One line of the table of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A field passes a test.
    Field {
        /// Which field is asked.
        field: Field,
        /// What it must pass.
        test: Test,
    },
    /// The group does not hold.
    Not(When),
    /// At least one of the groups holds.
    Any(Vec<When>),
    /// An expression in the expert's language holds.
    Expression(Box<Expression>),
}

/// What a field must pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The text is one of these.
    OneOf(Vec<Arc<str>>),
    /// The text is none of these; a missing text is none of them.
    NoneOf(Vec<Arc<str>>),
    /// The sum is in the half-open range `[from; below)`.
    Amount {
        /// The least sum that passes.
        from: Option<Money>,
        /// The least sum that no longer passes.
        below: Option<Money>,
    },
    /// The number is in the half-open range `[from; below)`.
    Number {
        /// The least number that passes.
        from: Option<i64>,
        /// The least number that no longer passes.
        below: Option<i64>,
    },
    /// The date is between the two, both included.
    Dates {
        /// The first day that passes.
        from: Option<Date>,
        /// The last day that passes.
        to: Option<Date>,
    },
}

/// What holds the fields that conditions ask about: a sale, and the partner who would be paid for it.
pub trait Subject {
    /// What the field holds.
    fn value(&self, field: Field) -> FieldValue<'_>;
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// Nothing is known.
    Missing,
    /// A text.
    Text(&'a Arc<str>),
    /// A sum in minor units.
    Minor(i64),
    /// A whole number.
    Number(i64),
    /// A date.
    Date(Date),
}

/// The clause that failed and what was found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// The index of the clause in its [`When`].
    pub clause: u16,
    /// What the field held.
    pub found: Found,
}

/// A rule, or an upline, that did not take the sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The place of the rule or of the upline in the terms.
    pub rule: u16,
    /// What stood against it.
    pub because: Why,
}

/// What stood against a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// A clause of its condition failed.
    Clause(Mismatch),
    /// It pays for a time after the customer's first sale, and that is over.
    Over {
        /// The first day on which it no longer pays; nothing when payments are counted.
        #[serde(with = "crate::compact::maybe_day")]
        since: Option<Date>,
    },
}

/// What a field held when a test failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// Nothing is known, or the clause is a group.
    Nothing,
    /// A text.
    Text(Arc<str>),
    /// A sum in minor units.
    Minor(i64),
    /// A whole number.
    Number(i64),
    /// A date.
    Date(#[serde(with = "crate::compact::day")] Date),
    /// An expression had no answer: it ran too long, or a number became too large.
    Trouble(ExpressionTrouble),
}

impl When {
    /// A condition that always holds.
    pub const ALWAYS: When = When { clauses: Vec::new() };

    /// A condition of one clause: the text of `field` is one of `values`.
    pub fn is<V: Into<Arc<str>>>(field: Field, values: impl IntoIterator<Item = V>) -> When {
        let test = Test::OneOf(values.into_iter().map(Into::into).collect());
        When { clauses: vec![Clause::Field { field, test }] }
    }

    /// Every field the condition asks for, some perhaps more than once.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for clause in &self.clauses {
            match clause {
                Clause::Field { field, .. } => fields.push(*field),
                Clause::Not(group) => fields.extend(group.fields()),
                Clause::Any(groups) => fields.extend(groups.iter().flat_map(When::fields)),
                Clause::Expression(expression) => fields.extend(expression.fields()),
            }
        }
        fields
    }

    /// Whether the condition holds for everything.
    pub fn is_always(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The first clause that fails, if any does.
    pub fn mismatch(&self, subject: &dyn Subject) -> Option<Mismatch> {
        self.clauses.iter().enumerate().find_map(|(at, clause)| {
            let found = clause.failure(subject)?;
            Some(Mismatch { clause: u16::try_from(at).unwrap_or(u16::MAX), found })
        })
    }

    /// Whether every clause holds.
    pub fn holds(&self, subject: &dyn Subject) -> bool {
        self.clauses.iter().all(|clause| clause.failure(subject).is_none())
    }
}

impl Clause {
    fn failure(&self, subject: &dyn Subject) -> Option<Found> {
        match self {
            Clause::Field { field, test } => test.failure(subject.value(*field)),
            Clause::Not(group) => group.holds(subject).then_some(Found::Nothing),
            Clause::Expression(expression) => match expression.holds(&Asked(subject)) {
                Ok(true) => None,
                Ok(false) => Some(Found::Nothing),
                Err(trouble) => Some(Found::Trouble(trouble)),
            },
            Clause::Any(groups) => {
                let holds = groups.iter().any(|group| group.holds(subject));
                (!holds).then_some(Found::Nothing)
            }
        }
    }
}

/// A subject as expressions ask it.
struct Asked<'a>(&'a dyn Subject);

impl Values for Asked<'_> {
    fn value(&self, field: Field) -> expression::FieldValue<'_> {
        match self.0.value(field) {
            FieldValue::Missing => expression::FieldValue::Missing,
            FieldValue::Text(text) => expression::FieldValue::Text(text),
            FieldValue::Minor(minor) => expression::FieldValue::Minor(minor),
            FieldValue::Number(number) => expression::FieldValue::Number(number),
            FieldValue::Date(date) => expression::FieldValue::Date(date),
        }
    }
}

impl Test {
    /// Whether the test can be asked of a field of this kind.
    pub fn fits(&self, kind: FieldKind) -> bool {
        match self {
            Test::OneOf(_) | Test::NoneOf(_) => kind == FieldKind::Text,
            Test::Amount { .. } => kind == FieldKind::Amount,
            Test::Number { .. } => kind == FieldKind::Number,
            Test::Dates { .. } => kind == FieldKind::Date,
        }
    }

    /// Whether there is nothing to compare with: an empty list, or a range without ends.
    pub fn says_nothing(&self) -> bool {
        match self {
            Test::OneOf(list) | Test::NoneOf(list) => list.is_empty(),
            Test::Amount { from, below } => from.is_none() && below.is_none(),
            Test::Number { from, below } => from.is_none() && below.is_none(),
            Test::Dates { from, to } => from.is_none() && to.is_none(),
        }
    }

    /// Whether the range holds nothing; sizes and quantities are never below zero.
    pub fn never_passes(&self) -> bool {
        match self {
            Test::OneOf(_) | Test::NoneOf(_) => false,
            Test::Amount { from, below } => {
                below.is_some_and(|below| below.minor <= from.map_or(0, |from| from.minor.max(0)))
            }
            Test::Number { from, below } => {
                below.is_some_and(|below| below <= from.map_or(0, |from| from.max(0)))
            }
            Test::Dates { from, to } => from.zip(*to).is_some_and(|(from, to)| from > to),
        }
    }

    /// What was found, when it does not pass. A test that does not fit the field's kind never passes.
    fn failure(&self, value: FieldValue<'_>) -> Option<Found> {
        let passes = match (self, &value) {
            (Test::OneOf(list), FieldValue::Text(text)) => list.contains(text),
            (Test::NoneOf(list), FieldValue::Text(text)) => !list.contains(text),
            (Test::NoneOf(_), FieldValue::Missing) => true,
            (Test::Amount { from, below }, FieldValue::Minor(minor)) => {
                from.is_none_or(|from| from.minor <= *minor) && below.is_none_or(|below| *minor < below.minor)
            }
            (Test::Number { from, below }, FieldValue::Number(number)) => {
                from.is_none_or(|from| from <= *number) && below.is_none_or(|below| *number < below)
            }
            (Test::Dates { from, to }, FieldValue::Date(date)) => {
                from.is_none_or(|from| from <= *date) && to.is_none_or(|to| *date <= to)
            }
            _ => false,
        };
        (!passes).then(|| Found::from(value))
    }
}

impl From<FieldValue<'_>> for Found {
    fn from(value: FieldValue<'_>) -> Found {
        match value {
            FieldValue::Missing => Found::Nothing,
            FieldValue::Text(text) => Found::Text(text.clone()),
            FieldValue::Minor(minor) => Found::Minor(minor),
            FieldValue::Number(number) => Found::Number(number),
            FieldValue::Date(date) => Found::Date(date),
        }
    }
}
