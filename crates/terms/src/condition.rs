//! Conditions: a typed tree that reads as a table, decides fast and says which clause failed.

use crate::{Attributes, Field, FieldKind, Owner, SaleFact};
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

/// What is judged: a sale, and the partner who would be paid for it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The sale.
    pub sale: &'a SaleFact,
    /// The partner who would be paid.
    pub beneficiary: &'a Attributes,
}

/// The clause that failed and what was found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// The index of the clause in its [`When`].
    pub clause: u16,
    /// What the field held.
    pub found: Found,
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
}

impl When {
    /// A condition that always holds.
    pub const ALWAYS: When = When { clauses: Vec::new() };

    /// A condition of one clause: the text of `field` is one of `values`.
    pub fn is<V: Into<Arc<str>>>(field: Field, values: impl IntoIterator<Item = V>) -> When {
        let test = Test::OneOf(values.into_iter().map(Into::into).collect());
        When { clauses: vec![Clause::Field { field, test }] }
    }

    /// Whether the condition holds for everything.
    pub fn is_always(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The first clause that fails, if any does.
    pub fn mismatch(&self, subject: Subject<'_>) -> Option<Mismatch> {
        self.clauses.iter().enumerate().find_map(|(at, clause)| {
            let found = clause.failure(subject)?;
            Some(Mismatch { clause: u16::try_from(at).unwrap_or(u16::MAX), found })
        })
    }

    /// Whether every clause holds.
    pub fn holds(&self, subject: Subject<'_>) -> bool {
        self.clauses.iter().all(|clause| clause.failure(subject).is_none())
    }
}

impl Clause {
    fn failure(&self, subject: Subject<'_>) -> Option<Found> {
        match self {
            Clause::Field { field, test } => test.failure(subject.value(*field)),
            Clause::Not(group) => group.holds(subject).then_some(Found::Nothing),
            Clause::Any(groups) => {
                let holds = groups.iter().any(|group| group.holds(subject));
                (!holds).then_some(Found::Nothing)
            }
        }
    }
}

/// A field's value while it is being tested.
enum Value<'a> {
    Text(Option<&'a Arc<str>>),
    Minor(u64),
    Number(i64),
    Date(Date),
}

impl<'a> Subject<'a> {
    fn value(self, field: Field) -> Value<'a> {
        let attributes = match field.owner() {
            Owner::Sale => return self.sale_value(field),
            Owner::Product => &self.sale.product,
            Owner::Customer => &self.sale.customer,
            Owner::Partner => &self.sale.partner,
            Owner::Beneficiary => self.beneficiary,
        };
        Value::Text(attributes.get(field.name()))
    }

    fn sale_value(self, field: Field) -> Value<'a> {
        match field {
            Field::SALE_AMOUNT => Value::Minor(self.sale.judged_minor()),
            Field::SALE_QUANTITY => Value::Number(self.sale.quantity.saturating_abs()),
            Field::SALE_DATE => Value::Date(self.sale.judged_on()),
            _ => Value::Text(Some(&self.sale.kind)),
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
    fn failure(&self, value: Value<'_>) -> Option<Found> {
        let passes = match (self, &value) {
            (Test::OneOf(list), Value::Text(text)) => text.is_some_and(|text| list.contains(text)),
            (Test::NoneOf(list), Value::Text(text)) => !text.is_some_and(|text| list.contains(text)),
            (Test::Amount { from, below }, Value::Minor(minor)) => {
                let minor = i128::from(*minor);
                from.is_none_or(|from| i128::from(from.minor) <= minor)
                    && below.is_none_or(|below| minor < i128::from(below.minor))
            }
            (Test::Number { from, below }, Value::Number(number)) => {
                from.is_none_or(|from| from <= *number) && below.is_none_or(|below| *number < below)
            }
            (Test::Dates { from, to }, Value::Date(date)) => {
                from.is_none_or(|from| from <= *date) && to.is_none_or(|to| *date <= to)
            }
            _ => false,
        };
        (!passes).then(|| Found::from(value))
    }
}

impl From<Value<'_>> for Found {
    fn from(value: Value<'_>) -> Found {
        match value {
            Value::Text(Some(text)) => Found::Text(text.clone()),
            Value::Text(None) => Found::Nothing,
            Value::Minor(minor) => Found::Minor(i64::try_from(minor).unwrap_or(i64::MAX)),
            Value::Number(number) => Found::Number(number),
            Value::Date(date) => Found::Date(date),
        }
    }
}
