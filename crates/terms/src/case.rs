//! Worked examples kept with the terms: sales and what must come of them.

use crate::{Field, Period};
use jiff::civil::Date;
use money::Money;
use std::sync::Arc;

/// A worked example that must come out as written whenever the terms are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The name people read.
    pub name: String,
    /// The period it plays in.
    pub period: Period,
    /// What is known of the partner whose statement it is: fields of `beneficiary`.
    pub partner: Vec<(Field, Arc<str>)>,
    /// The partner's own target, if the terms ask for one.
    pub target: Option<Money>,
    /// The sales.
    pub sales: Vec<CaseSale>,
    /// What the statement must come to.
    pub total: Money,
}

/// A sale of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSale {
    /// The day it happened.
    pub on: Date,
    /// What it was worth; negative for a return of the sale before it with the same sign turned.
    pub amount: Money,
    /// How many units.
    pub quantity: i64,
    /// How many steps below the partner it was made; 0 is his own.
    pub level: u8,
    /// Texts of the sale, its product, its customer and its seller.
    pub fields: Vec<(Field, Arc<str>)>,
    /// The place, counted from 1, of the sale in the example that this one takes back.
    pub returns: Option<u16>,
}

impl CaseSale {
    /// How many units it is where nothing is said of it: one that is sold, or one that comes back.
    pub fn usual_quantity(amount: Money) -> i64 {
        if amount.is_negative() { -1 } else { 1 }
    }
}
