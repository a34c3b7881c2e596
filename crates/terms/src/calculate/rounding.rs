//! Where exact sums become whole minor units.

use crate::{Book, RoundingPoint, SaleFact, Terms};
use money::{Exact, MoneyError};
use std::collections::HashMap;
use std::sync::Arc;

/// Rounds sums in the order of the records, as the terms declare.
#[derive(Debug, Default)]
pub struct Rounder {
    statement: Exact,
    documents: HashMap<Arc<str>, Exact>,
    alone: HashMap<i64, Exact>,
}

impl Rounder {
    /// Rounds the sum of one record. Where a document or the statement is rounded, the record gets what the rounded
    /// running sum grows by.
    pub fn round(&mut self, terms: &Terms, sale: Option<&SaleFact>, exact: Exact) -> Result<i64, MoneyError> {
        let mode = terms.rounding.mode;
        let running = match terms.rounding.at {
            _ if rounds_alone(terms, sale) => return exact.round(mode),
            RoundingPoint::Line => return exact.round(mode),
            RoundingPoint::Statement => &mut self.statement,
            RoundingPoint::Document => match sale {
                None => return exact.round(mode),
                Some(sale) => match sale.more.as_ref().and_then(|more| more.document.clone()) {
                    Some(document) => self.documents.entry(document).or_insert(Exact::ZERO),
                    None => self.alone.entry(sale.id).or_insert(Exact::ZERO),
                },
            },
        };
        let before = *running;
        *running = before.checked_add(exact)?;
        running.round(mode)?.checked_sub(before.round(mode)?).ok_or(MoneyError::Overflow)
    }
}

/// Whether the sum of a sale is rounded by itself: each line, where terms say so, and what is taken back of an earlier
/// sale always. Only then a sum of zero is worth a note.
pub fn rounds_alone(terms: &Terms, sale: Option<&SaleFact>) -> bool {
    terms.rounding.at == RoundingPoint::Line || sale.is_some_and(|sale| sale.taken_back().is_some())
}

/// The sale at a place, if the record has one.
pub fn sale_at(book: &Book, at: u32) -> Option<&SaleFact> {
    book.sales().get(at as usize)
}
