//! The typed tree of an expression.

use super::ExpressionType;
use crate::Field;
use jiff::civil::Date;

/// A part of an expression whose types fit; sums are minor units.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// Yes or no.
    Truth(bool),
    /// A text.
    Text(String),
    /// A whole number, or a sum in minor units.
    Whole(i64),
    /// A date.
    Date(Date),
    /// What a field holds.
    Field(Field),
    /// Whether a field is known.
    Has(Field),
    /// The opposite.
    Not(Box<Node>),
    /// Both; the right one is not asked when the left one says no.
    And(Box<Node>, Box<Node>),
    /// At least one; the right one is not asked when the left one says yes.
    Or(Box<Node>, Box<Node>),
    /// The first one when the condition holds, else the second.
    Choice(Box<Node>, Box<Node>, Box<Node>),
    /// Two values of the same type compared.
    Compare(Comparison, Box<Node>, Box<Node>),
    /// Whether a value is among others of the same type.
    Among(Box<Node>, Vec<Node>),
    /// A whole number with the other sign.
    Negated(Box<Node>),
    /// Two whole numbers put together.
    Arithmetic(Arithmetic, Box<Node>, Box<Node>),
    /// A text searched for another one.
    Search(Search, Box<Node>, Box<Node>),
    /// A text in small letters.
    Lower(Box<Node>),
    /// The number of characters of a text.
    Size(Box<Node>),
    /// A part of a date.
    Part(DatePart, Box<Node>),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What is done with two whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
}

/// Where one text is searched in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Search {
    /// At the beginning.
    Start,
    /// At the end.
    End,
    /// Anywhere.
    Anywhere,
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// The year.
    Year,
    /// The month from 1 to 12.
    Month,
    /// The day of the week from 1, Monday, to 7.
    DayOfWeek,
}

impl Comparison {
    /// Whether values in this order fit.
    pub fn fits(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::Unequal => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }

    /// Whether it asks for more than sameness.
    pub fn orders(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::Unequal)
    }
}

impl Arithmetic {
    /// The exact result, or nothing when it does not fit.
    pub fn exact(self, left: i64, right: i64) -> Option<i64> {
        match self {
            Arithmetic::Plus => left.checked_add(right),
            Arithmetic::Minus => left.checked_sub(right),
            Arithmetic::Times => left.checked_mul(right),
        }
    }

    /// The type of the result when both sides may be put together; a sum is multiplied by a number only.
    pub fn result(self, left: ExpressionType, right: ExpressionType) -> Option<ExpressionType> {
        use ExpressionType::{Amount, Number};
        match (self, left, right) {
            (_, Number, Number) => Some(Number),
            (Arithmetic::Times, Amount, Number) | (Arithmetic::Times, Number, Amount) => Some(Amount),
            (Arithmetic::Plus | Arithmetic::Minus, Amount, Amount) => Some(Amount),
            _ => None,
        }
    }
}

impl Node {
    /// Collects the fields that are asked for.
    pub fn fields(&self, into: &mut Vec<Field>) {
        match self {
            Node::Field(field) | Node::Has(field) => into.push(*field),
            Node::Truth(_) | Node::Text(_) | Node::Whole(_) | Node::Date(_) => {}
            Node::Not(one) | Node::Negated(one) | Node::Lower(one) | Node::Size(one) | Node::Part(_, one) => {
                one.fields(into);
            }
            Node::And(left, right)
            | Node::Or(left, right)
            | Node::Compare(_, left, right)
            | Node::Arithmetic(_, left, right)
            | Node::Search(_, left, right) => {
                left.fields(into);
                right.fields(into);
            }
            Node::Choice(condition, yes, no) => {
                [condition, yes, no].into_iter().for_each(|one| one.fields(into))
            }
            Node::Among(one, list) => {
                one.fields(into);
                list.iter().for_each(|entry| entry.fields(into));
            }
        }
    }
}
