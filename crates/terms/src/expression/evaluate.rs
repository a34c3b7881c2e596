//! Evaluating the typed tree with exact integers and a budget of steps.

use super::tree::{DatePart, Node, Search};
use crate::{Field, FieldKind};
use jiff::civil::Date;
use std::borrow::Cow;
use std::fmt;

/// The most steps an evaluation may take: one for each part of the tree and for every sixteen bytes of text read.
pub const STEPS_MAX: usize = 10_000;

const BYTES_PER_STEP: usize = 16;

/// Where an expression finds what the fields hold.
pub trait Values {
    /// What the field holds; a value of another type than the field's counts as missing.
    fn value(&self, field: Field) -> FieldValue<'_>;
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// Nothing is known.
    Missing,
    /// A text.
    Text(&'a str),
    /// A sum in minor units of the currency of the terms.
    Minor(i64),
    /// A whole number.
    Number(i64),
    /// A calendar date.
    Date(Date),
}

/// Why an expression has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExpressionTrouble {
    /// It took more than `STEPS_MAX` steps and was cut off.
    TookTooLong,
    /// A number does not fit into 64 bits.
    Overflow,
}

impl ExpressionTrouble {
    /// The last words of the key of its sentence in the locale files: `terms-expression-<key>`.
    pub fn key(self) -> &'static str {
        match self {
            ExpressionTrouble::TookTooLong => "took-too-long",
            ExpressionTrouble::Overflow => "overflow",
        }
    }
}

impl fmt::Display for ExpressionTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ExpressionTrouble::TookTooLong => "the condition ran too long and was cut off",
            ExpressionTrouble::Overflow => "a number in the condition became too large",
        })
    }
}

impl std::error::Error for ExpressionTrouble {}

/// Whether the tree, which answers yes or no, says yes.
pub fn holds(tree: &Node, values: &dyn Values) -> Result<bool, ExpressionTrouble> {
    Run { values, left: STEPS_MAX }.truth(tree)
}

struct Run<'a> {
    values: &'a dyn Values,
    left: usize,
}

enum Value<'a> {
    Missing,
    Truth(bool),
    Text(Cow<'a, str>),
    Whole(i64),
    Date(Date),
}

impl<'a> Run<'a> {
    fn step(&mut self, steps: usize) -> Result<(), ExpressionTrouble> {
        self.left = self.left.checked_sub(steps).ok_or(ExpressionTrouble::TookTooLong)?;
        Ok(())
    }

    fn read(&mut self, bytes: usize) -> Result<(), ExpressionTrouble> {
        self.step(bytes.div_ceil(BYTES_PER_STEP))
    }

    fn truth(&mut self, node: &'a Node) -> Result<bool, ExpressionTrouble> {
        Ok(matches!(self.value(node)?, Value::Truth(true)))
    }

    fn value(&mut self, node: &'a Node) -> Result<Value<'a>, ExpressionTrouble> {
        self.step(1)?;
        Ok(match node {
            Node::Truth(truth) => Value::Truth(*truth),
            Node::Text(text) => Value::Text(Cow::Borrowed(text)),
            Node::Whole(number) => Value::Whole(*number),
            Node::Date(date) => Value::Date(*date),
            Node::Field(field) => self.field(*field),
            Node::Has(field) => Value::Truth(!matches!(self.field(*field), Value::Missing)),
            Node::Not(one) => Value::Truth(!self.truth(one)?),
            Node::And(left, right) => Value::Truth(self.truth(left)? && self.truth(right)?),
            Node::Or(left, right) => Value::Truth(self.truth(left)? || self.truth(right)?),
            Node::Choice(condition, yes, no) => {
                let chosen = if self.truth(condition)? { yes } else { no };
                self.value(chosen)?
            }
            Node::Compare(comparison, left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                let order = self.order(&left, &right)?;
                Value::Truth(order.is_some_and(|order| comparison.fits(order)))
            }
            Node::Among(one, list) => self.among(one, list)?,
            Node::Negated(one) => match self.value(one)? {
                Value::Whole(number) => {
                    Value::Whole(number.checked_neg().ok_or(ExpressionTrouble::Overflow)?)
                }
                _ => Value::Missing,
            },
            Node::Arithmetic(arithmetic, left, right) => match (self.value(left)?, self.value(right)?) {
                (Value::Whole(left), Value::Whole(right)) => {
                    Value::Whole(arithmetic.exact(left, right).ok_or(ExpressionTrouble::Overflow)?)
                }
                _ => Value::Missing,
            },
            Node::Search(search, text, sought) => self.search(*search, text, sought)?,
            Node::Lower(one) => match self.text(one)? {
                Some(text) => Value::Text(Cow::Owned(text.to_lowercase())),
                None => Value::Missing,
            },
            Node::Size(one) => match self.text(one)? {
                Some(text) => Value::Whole(i64::try_from(text.chars().count()).unwrap_or(i64::MAX)),
                None => Value::Missing,
            },
            Node::Part(part, one) => match self.value(one)? {
                Value::Date(date) => Value::Whole(part.of(date)),
                _ => Value::Missing,
            },
        })
    }

    fn field(&self, field: Field) -> Value<'a> {
        match (field.kind(), self.values.value(field)) {
            (FieldKind::Text, FieldValue::Text(text)) => Value::Text(Cow::Borrowed(text)),
            (FieldKind::Amount, FieldValue::Minor(number)) => Value::Whole(number),
            (FieldKind::Number, FieldValue::Number(number)) => Value::Whole(number),
            (FieldKind::Date, FieldValue::Date(date)) => Value::Date(date),
            _ => Value::Missing,
        }
    }

    /// The text of a part, paid for by its length; nothing where it is missing.
    fn text(&mut self, node: &'a Node) -> Result<Option<Cow<'a, str>>, ExpressionTrouble> {
        let Value::Text(text) = self.value(node)? else { return Ok(None) };
        self.read(text.len())?;
        Ok(Some(text))
    }

    /// How two values stand to each other; nothing when one is missing.
    fn order(
        &mut self,
        left: &Value<'_>,
        right: &Value<'_>,
    ) -> Result<Option<std::cmp::Ordering>, ExpressionTrouble> {
        Ok(match (left, right) {
            (Value::Text(left), Value::Text(right)) => {
                self.read(left.len().min(right.len()))?;
                Some(left.cmp(right))
            }
            (Value::Truth(left), Value::Truth(right)) => Some(left.cmp(right)),
            (Value::Whole(left), Value::Whole(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            _ => None,
        })
    }

    fn among(&mut self, one: &'a Node, list: &'a [Node]) -> Result<Value<'a>, ExpressionTrouble> {
        let one = self.value(one)?;
        for entry in list {
            let entry = self.value(entry)?;
            if self.order(&one, &entry)?.is_some_and(std::cmp::Ordering::is_eq) {
                return Ok(Value::Truth(true));
            }
        }
        Ok(Value::Truth(false))
    }

    fn search(
        &mut self,
        search: Search,
        text: &'a Node,
        sought: &'a Node,
    ) -> Result<Value<'a>, ExpressionTrouble> {
        let (text, sought) = (self.text(text)?, self.text(sought)?);
        let (Some(text), Some(sought)) = (text, sought) else { return Ok(Value::Truth(false)) };
        Ok(Value::Truth(match search {
            Search::Start => text.starts_with(sought.as_ref()),
            Search::End => text.ends_with(sought.as_ref()),
            Search::Anywhere => text.contains(sought.as_ref()),
        }))
    }
}

impl DatePart {
    fn of(self, date: Date) -> i64 {
        match self {
            DatePart::Year => i64::from(date.year()),
            DatePart::Month => i64::from(date.month()),
            DatePart::DayOfWeek => i64::from(date.weekday().to_monday_one_offset()),
        }
    }
}
