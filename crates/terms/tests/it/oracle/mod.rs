//! A deliberately naive second implementation, written from the description of the language and not from the engine:
//! exact fractions, one row at a time, everything counted anew for every question.

mod agree;
mod bands;
mod budget;
mod compare;
mod days;
mod direct;
mod fraction;
mod generate;
mod invariants;
mod network;
mod pay;
mod period;
mod random;
mod sale;
mod split;
mod statement;
mod subject;
mod told;

pub use compare::compare;
pub use random::Random;
pub use statement::{OracleRecord, OracleStatement, OracleTarget, OracleUnpaid};

use fraction::Q;
use jiff::civil::Date;
use std::collections::BTreeMap;
use terms::{
    Book, Carried, Missing, PartnerFact, RoundingPoint, SaleFact, Terms, TermsTimeline, TermsVersion,
    Timelines,
};

/// Why a sale earned nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    NoTerms,
    OtherCurrency,
    NoRate,
    Missing,
    NoRule,
    NoLevel,
    NotQualified,
    PaidBelow,
    RoundsToZero,
    TooLate,
    SharesOverWhole,
    /// The running sum did not grow by a unit; nobody is told.
    NothingYet,
}

impl From<Missing> for Reason {
    fn from(_: Missing) -> Reason {
        Reason::Missing
    }
}

/// A partner, by whose terms everything is seen, and what is known.
pub struct Ctx<'a> {
    pub book: &'a Book,
    pub timelines: &'a Timelines,
    pub timeline: &'a TermsTimeline,
    pub who: u32,
}

/// A sale that a rule took, under the rule's name, with the part of it the rule pays for.
#[derive(Clone, Copy)]
pub struct Taken<'a> {
    pub sale: &'a SaleFact,
    pub rule: &'a str,
    pub base: i64,
}

/// Running exact sums, by document or one for the statement.
#[derive(Default, Clone)]
pub struct Purse {
    sums: BTreeMap<String, Q>,
}

/// What the partner earned in the period of the book.
pub fn state(timelines: &Timelines, book: &Book, partner: u32, carried: &Carried) -> OracleStatement {
    statement::state(&Ctx::new(timelines, book, partner), carried)
}

impl<'a> Ctx<'a> {
    pub fn new(timelines: &'a Timelines, book: &'a Book, who: u32) -> Ctx<'a> {
        let timeline = timelines.individual.get(&book.partner(who).id).unwrap_or(&timelines.common);
        Ctx { book, timelines, timeline, who }
    }

    pub fn partner(&self) -> &'a PartnerFact {
        self.book.partner(self.who)
    }

    pub fn version(&self, sale: &SaleFact) -> Option<&'a TermsVersion> {
        let day = sale.original().map_or(sale.happened_on, |original| original.happened_on);
        self.timeline.versions().iter().rev().find(|version| version.from <= day)
    }

    /// Whether there are terms for the sale and a rate for its currency.
    pub fn is_known(&self, sale: &SaleFact) -> bool {
        self.version(sale).is_some_and(|version| sale::rate(self, sale, &version.terms).is_ok())
    }

    pub fn is_paid_now(&self, sale: &SaleFact) -> bool {
        sale.happened_on >= self.book.period.start
    }

    /// How many steps below the partner a sale was made.
    pub fn distance(&self, partner: u32, sale: &SaleFact) -> Option<usize> {
        if sale.seller == partner {
            return Some(0);
        }
        self.book.above(sale).iter().position(|above| *above == partner).map(|at| at + 1)
    }

    pub fn order<'s>(&self, sale: &'s SaleFact) -> (Date, &'s str, i64) {
        (sale.happened_on, sale.reference.as_str(), sale.id)
    }

    pub fn precedes(&self, earlier: &SaleFact, later: &SaleFact) -> bool {
        self.order(earlier) < self.order(later)
    }
}

impl Purse {
    /// What the running sum grows by, in whole units; at the line it is the sum itself.
    pub fn rounded(&mut self, terms: &Terms, sale: Option<&SaleFact>, exact: Q) -> i64 {
        let document = sale.and_then(|sale| sale.more.as_ref()?.document.clone());
        let key = match (terms.rounding.at, document, sale) {
            (RoundingPoint::Statement, ..) => "statement".to_string(),
            (RoundingPoint::Document, Some(document), _) => format!("document {document}"),
            (RoundingPoint::Document, None, Some(sale)) => format!("sale {}", sale.id),
            _ => return exact.round(terms.rounding.mode),
        };
        let sum = self.sums.entry(key).or_insert(Q::ZERO);
        let before = sum.round(terms.rounding.mode);
        *sum = *sum + exact;
        sum.round(terms.rounding.mode) - before
    }
}
