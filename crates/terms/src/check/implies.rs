//! Whether one condition takes everything that another takes, and whether two exclude each other. Judged clause by
//! clause: a yes is certain, a no only means that it cannot be seen this way.

use crate::{Clause, Test, When};
use std::collections::HashSet;
use std::sync::Arc;

/// Lists up to this length are searched as they are; a set of the words costs more than it saves.
const SHORT: usize = 32;

/// Whether `general` holds wherever `special` holds.
pub fn implies(special: &When, general: &When) -> bool {
    general.clauses.iter().all(|wanted| when_implies(special, wanted))
}

/// Whether the two can never hold together.
pub fn exclude(left: &When, right: &When) -> bool {
    left.clauses.iter().any(|one| right.clauses.iter().any(|other| clauses_exclude(one, other)))
}

fn when_implies(special: &When, wanted: &Clause) -> bool {
    if special.clauses.iter().any(|given| clause_implies(given, wanted)) {
        return true;
    }
    match wanted {
        Clause::Any(groups) => groups.iter().any(|group| implies(special, group)),
        Clause::Not(group) => exclude(special, group),
        Clause::Field { .. } | Clause::Expression(_) => false,
    }
}

fn clause_implies(given: &Clause, wanted: &Clause) -> bool {
    match (given, wanted) {
        (Clause::Field { field: left, test: given }, Clause::Field { field: right, test: wanted }) => {
            left == right && test_implies(given, wanted)
        }
        _ if given == wanted => true,
        (Clause::Not(given), Clause::Not(wanted)) => implies(wanted, given),
        (Clause::Any(groups), _) => {
            !groups.is_empty() && groups.iter().all(|group| when_implies(group, wanted))
        }
        _ => false,
    }
}

fn test_implies(given: &Test, wanted: &Test) -> bool {
    match (given, wanted) {
        (Test::OneOf(given), Test::OneOf(wanted)) => is_within(given, wanted),
        (Test::OneOf(given), Test::NoneOf(wanted)) => !is_met(given, wanted),
        (Test::NoneOf(given), Test::NoneOf(wanted)) => is_within(wanted, given),
        (Test::Amount { from, below }, Test::Amount { from: low, below: high }) => {
            let minor = |sum: &Option<money::Money>| sum.map(|sum| sum.minor);
            starts_within(minor(from).max(Some(0)), minor(low)) && ends_within(minor(below), minor(high))
        }
        (Test::Number { from, below }, Test::Number { from: low, below: high }) => {
            starts_within((*from).max(Some(0)), *low) && ends_within(*below, *high)
        }
        (Test::Dates { from, to }, Test::Dates { from: low, to: high }) => {
            starts_within(*from, *low) && ends_within(*to, *high)
        }
        _ => false,
    }
}

fn clauses_exclude(left: &Clause, right: &Clause) -> bool {
    match (left, right) {
        (Clause::Field { field: one, test: left }, Clause::Field { field: other, test: right }) => {
            one == other && tests_exclude(left, right)
        }
        (Clause::Not(group), clause) | (clause, Clause::Not(group)) => {
            !group.is_always() && group.clauses.iter().all(|wanted| clause_implies(clause, wanted))
        }
        (Clause::Any(groups), clause) | (clause, Clause::Any(groups)) => {
            let meets = |group: &When| !group.clauses.iter().any(|one| clauses_exclude(one, clause));
            !groups.iter().any(meets)
        }
        (Clause::Expression(_), _) | (_, Clause::Expression(_)) => false,
    }
}

/// Whether no value passes both tests.
pub fn tests_exclude(left: &Test, right: &Test) -> bool {
    fn apart<T: PartialOrd>(end: &Option<T>, start: &Option<T>, touch: bool) -> bool {
        end.as_ref()
            .zip(start.as_ref())
            .is_some_and(|(end, start)| if touch { end < start } else { end <= start })
    }
    match (left, right) {
        (Test::OneOf(left), Test::OneOf(right)) => !is_met(left, right),
        (Test::OneOf(words), Test::NoneOf(not)) | (Test::NoneOf(not), Test::OneOf(words)) => {
            is_within(words, not)
        }
        (Test::Amount { from, below }, Test::Amount { from: low, below: high }) => {
            let minor = |sum: &Option<money::Money>| sum.map(|sum| sum.minor);
            apart(&minor(below), &minor(low), false) || apart(&minor(high), &minor(from), false)
        }
        (Test::Number { from, below }, Test::Number { from: low, below: high }) => {
            apart(below, low, false) || apart(high, from, false)
        }
        (Test::Dates { from, to }, Test::Dates { from: low, to: high }) => {
            apart(to, low, true) || apart(high, from, true)
        }
        _ => false,
    }
}

fn starts_within<T: PartialOrd>(start: Option<T>, low: Option<T>) -> bool {
    low.is_none_or(|low| start.is_some_and(|start| start >= low))
}

fn ends_within<T: PartialOrd>(end: Option<T>, high: Option<T>) -> bool {
    high.is_none_or(|high| end.is_some_and(|end| end <= high))
}

fn is_within(words: &[Arc<str>], of: &[Arc<str>]) -> bool {
    if of.len() <= SHORT {
        return words.iter().all(|word| of.contains(word));
    }
    let of: HashSet<&str> = of.iter().map(AsRef::as_ref).collect();
    words.iter().all(|word| of.contains(word.as_ref()))
}

fn is_met(left: &[Arc<str>], right: &[Arc<str>]) -> bool {
    if right.len() <= SHORT {
        return left.iter().any(|word| right.contains(word));
    }
    let right: HashSet<&str> = right.iter().map(AsRef::as_ref).collect();
    left.iter().any(|word| right.contains(word.as_ref()))
}
