//! The one way from terms and facts to a statement, for previews, open periods, closes and replays alike.

mod binary;
mod bonus;
mod bounds;
mod budget;
mod choice;
mod counting;
mod dictionary;
mod direct;
mod earning;
mod exchange;
mod legs;
mod limits;
mod network;
mod plan;
mod rounding;
mod shares;
mod standing;
mod stating;
mod subject;
mod tape;
mod window;

use crate::{Book, Carried, PeriodKind, Standing, Statement, TermsTimeline, Timelines};
use plan::Plan;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

pub(crate) use binary::binary_earns;
pub(crate) use bonus::bonus_earns;
pub(crate) use bounds::scaled;
pub use budget::{Budgeted, apply_budgets};
pub(crate) use choice::rejections;
pub use dictionary::{Dictionary, Kept, Pairs};
pub(crate) use earning::{bounds_days, earned_on, known_measure_of};
pub(crate) use exchange::Exchange;
pub(crate) use network::difference;
pub(crate) use plan::bands_of;
pub(crate) use shares::{cuts, is_shared};
pub use stating::Scratch;
pub(crate) use subject::Judged;
pub use window::looks_back_from;
pub(crate) use window::{around, whole_months};

/// Says why a partner's facts cannot be stated; nothing is stated in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalculationError {
    /// The facts are of another kind of period than the terms.
    OtherPeriod {
        /// What the terms count in.
        terms: PeriodKind,
        /// What the facts are of.
        facts: PeriodKind,
    },
    /// A sale happened after the end of the period.
    AfterPeriod {
        /// The id of the sale.
        sale: i64,
    },
    /// The same sale is given twice and would be paid twice.
    TwiceGiven {
        /// The id of the sale.
        sale: i64,
    },
    /// A sum does not fit into 64 bits of minor units.
    TooLarge {
        /// The id of the sale where it happened; a total has none.
        sale: Option<i64>,
    },
}

/// A period prepared for the statements of any of its partners, on any number of threads.
pub struct Calculation<'a> {
    book: &'a Book,
    plans: Vec<Plan<'a>>,
    plan_of: HashMap<i64, u16>,
    standings: Vec<Result<Standing, CalculationError>>,
    dictionary: Dictionary,
    legs: OnceLock<legs::Legs>,
}

/// Computes the statement of one partner.
///
/// The result does not depend on the order in which the book was filled: sales are taken by day, then reference, then id.
pub fn calculate(
    timelines: &Timelines,
    book: &Book,
    partner: u32,
    carried: &Carried,
) -> Result<Statement, CalculationError> {
    Calculation::new(timelines, book)?.statement(partner, carried, &mut Scratch::default())
}

impl<'a> Calculation<'a> {
    /// Prepares a period; the book must be finished.
    pub fn new(timelines: &'a Timelines, book: &'a Book) -> Result<Calculation<'a>, CalculationError> {
        let facts = book.period.kind;
        if let Some(other) = timelines.all().find(|timeline| timeline.period() != facts) {
            return Err(CalculationError::OtherPeriod { terms: other.period(), facts });
        }
        if let Some(sale) = book.sales().iter().find(|sale| sale.happened_on > book.period.end) {
            return Err(CalculationError::AfterPeriod { sale: sale.id });
        }
        let mut ids: Vec<i64> = book.sales().iter().map(|sale| sale.id).collect();
        ids.sort_unstable();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(CalculationError::TwiceGiven { sale: pair[0] });
        }
        let mut plans = vec![Plan::new(&timelines.common)];
        let mut plan_of = HashMap::with_capacity(timelines.individual.len());
        for (partner, timeline) in &timelines.individual {
            plan_of.insert(*partner, plans.len() as u16);
            plans.push(Plan::new(timeline));
        }
        let dictionary = Dictionary::new(timelines, book);
        let standings = standing::standings(timelines, book);
        Ok(Calculation { book, plans, plan_of, standings, dictionary, legs: OnceLock::new() })
    }

    /// Computes the statement of one partner, going on from what the period before carried.
    pub fn statement(
        &self,
        partner: u32,
        carried: &Carried,
        scratch: &mut Scratch,
    ) -> Result<Statement, CalculationError> {
        if let Err(error) = &self.standings[partner as usize] {
            return Err(error.clone());
        }
        stating::Stating::new(self, partner, carried, scratch).run()
    }

    /// Which attributes the terms ask for, by product, customer and partner.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The terms of a partner.
    pub fn timeline(&self, partner: u32) -> &'a TermsTimeline {
        self.plan(partner).timeline
    }

    fn plan_index(&self, partner: u32) -> u16 {
        self.plan_of.get(&self.book.partner(partner).id).copied().unwrap_or(0)
    }

    fn plan(&self, partner: u32) -> &Plan<'a> {
        &self.plans[usize::from(self.plan_index(partner))]
    }

    /// What a partner sold; nothing of one whose sums do not fit, who is never stated himself.
    fn standing(&self, partner: u32) -> &Standing {
        self.standings[partner as usize].as_ref().unwrap_or(&Standing::NOTHING)
    }
}

impl fmt::Display for CalculationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalculationError::OtherPeriod { terms, facts } => {
                write!(f, "the terms count by {} and the facts are of a {}", terms.word(), facts.word())
            }
            CalculationError::AfterPeriod { sale } => write!(f, "sale {sale} happened after the period"),
            CalculationError::TwiceGiven { sale } => write!(f, "sale {sale} is given twice"),
            CalculationError::TooLarge { sale: Some(sale) } => {
                write!(f, "the sum of sale {sale} is too large")
            }
            CalculationError::TooLarge { sale: None } => f.write_str("a total is too large"),
        }
    }
}

impl std::error::Error for CalculationError {}
