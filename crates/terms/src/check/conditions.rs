//! Conditions that say nothing, cannot hold, or ask for what is not known where they stand; and sales that fit one.

use super::implies::tests_exclude;
use super::{Checking, Example, FindingKind, Told};
use crate::{Clause, Field, FieldKind, FieldValue, Owner, Place, Subject, Test, When};
use std::sync::Arc;

impl Checking<'_> {
    /// The condition of something that judges a sale and whom it would be paid to.
    pub fn condition(&mut self, at: Place, when: &When) {
        for (clause, earlier) in when.clauses.iter().enumerate().map(|(at, it)| (it, &when.clauses[..at])) {
            match clause {
                Clause::Field { field, test } => {
                    self.test(at, *field, test);
                    let tests = earlier.iter().filter_map(|clause| match clause {
                        Clause::Field { field: other, test } if other == field => Some(test),
                        _ => None,
                    });
                    if tests.into_iter().any(|earlier| tests_exclude(earlier, test)) {
                        self.error(at, FindingKind::Contradiction { field: *field });
                    }
                }
                Clause::Not(group) => self.group(at, group),
                Clause::Expression(_) => {}
                Clause::Any(groups) => {
                    if groups.is_empty() {
                        self.error(at, FindingKind::EmptyList { field: None });
                    }
                    groups.iter().for_each(|group| self.group(at, group));
                }
            }
        }
    }

    /// The condition of something that judges only whom it would be paid to.
    pub fn condition_of_partner(&mut self, at: Place, when: &When) {
        self.condition(at, when);
        if let Some(field) = when.fields().into_iter().find(|field| field.owner() != Owner::Beneficiary) {
            self.error(at, FindingKind::FieldNotKnownHere { field });
        }
    }

    /// A group inside a condition must say something.
    fn group(&mut self, at: Place, group: &When) {
        if group.is_always() {
            self.error(at, FindingKind::EmptyList { field: None });
        }
        self.condition(at, group);
    }

    fn test(&mut self, at: Place, field: Field, test: &Test) {
        if !test.fits(field.kind()) {
            self.error(at, FindingKind::TestDoesNotFit { field });
        }
        if let Test::Amount { from, below } = test {
            from.iter().chain(below).for_each(|sum| self.currency(at, *sum));
        }
        if test.says_nothing() {
            self.error(at, FindingKind::EmptyList { field: Some(field) });
        } else if test.never_passes() {
            self.error(at, FindingKind::EmptyRange { field });
        }
    }
}

/// A sale that fits the condition, where one can be made up.
pub fn fitting(when: &When) -> Option<Example> {
    let mut sale = Sale(Vec::new());
    sale.fill(when);
    if !when.holds(&sale) {
        return None;
    }
    let facts: Vec<(Field, Told)> = sale.0.into_iter().map(|(field, value)| (field, value.told())).collect();
    Some(match facts.is_empty() {
        true => Example::new("any-sale", Vec::new()),
        false => Example::new("sale", vec![("sale", Told::Facts(facts))]),
    })
}

/// What is known of a made-up sale.
struct Sale(Vec<(Field, Value)>);

enum Value {
    Text(Arc<str>),
    Money(money::Money),
    Number(i64),
    Date(jiff::civil::Date),
}

impl Sale {
    fn fill(&mut self, when: &When) {
        for clause in &when.clauses {
            match clause {
                Clause::Field { field, test } => match value_for(test) {
                    Some(value) if field.kind() != FieldKind::Text || self.knows(*field).is_none() => {
                        self.0.retain(|(known, _)| known != field);
                        self.0.push((*field, value));
                    }
                    _ => {}
                },
                Clause::Any(groups) => groups.first().into_iter().for_each(|group| self.fill(group)),
                Clause::Not(_) | Clause::Expression(_) => {}
            }
        }
    }

    fn knows(&self, field: Field) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, value)| value)
    }
}

/// The least that passes the test; nothing where not knowing passes it.
fn value_for(test: &Test) -> Option<Value> {
    match test {
        Test::OneOf(words) => words.first().cloned().map(Value::Text),
        Test::NoneOf(_) => None,
        Test::Amount { from: Some(from), .. } => Some(Value::Money(*from)),
        Test::Amount { below, .. } => {
            below.map(|below| Value::Money(money::Money { minor: below.minor / 2, ..below }))
        }
        Test::Number { from: Some(from), .. } => Some(Value::Number(*from)),
        Test::Number { below, .. } => below.map(|below| Value::Number(below.saturating_sub(1))),
        Test::Dates { from, to } => from.or(*to).map(Value::Date),
    }
}

impl Value {
    fn told(self) -> Told {
        match self {
            Value::Text(text) => Told::Text(text.to_string()),
            Value::Money(sum) => Told::Money(sum),
            Value::Number(number) => Told::Number(number),
            Value::Date(date) => Told::Date(date),
        }
    }
}

impl Subject for Sale {
    fn value(&self, field: Field) -> FieldValue<'_> {
        match self.knows(field) {
            None => FieldValue::Missing,
            Some(Value::Text(text)) => FieldValue::Text(text),
            Some(Value::Money(sum)) => FieldValue::Minor(sum.minor),
            Some(Value::Number(number)) => FieldValue::Number(*number),
            Some(Value::Date(date)) => FieldValue::Date(*date),
        }
    }
}
