//! The language of commission terms and its calculators.
//!
//! Pure: terms and facts in, a statement out, the same whatever the order of the input. See `README.md` for the words
//! and the invariants, and the guide page `terms` for the file format.

mod adjust;
mod book;
mod calculate;
pub mod calculators;
mod case;
mod cases;
mod check;
mod compact;
mod condition;
mod document;
mod explain;
pub mod expression;
mod facts;
mod field;
pub mod file;
mod kept;
mod limits;
mod line;
mod network;
mod opening;
mod pay;
mod payable;
mod period;
mod reach;
mod statement;
mod step;
mod timeline;

pub use adjust::{Adjusted, Adjustment, SumKey, Sums, adjust, corrected, sums};
pub use book::{Book, FxRate};
pub use calculate::{
    Budgeted, Calculation, CalculationError, Dictionary, Kept, Pairs, Scratch, apply_budgets, calculate,
    looks_back_from,
};
pub use calculators::{BandPart, GrowingPart, How, Jump};
pub use case::{Case, CaseSale};
pub use cases::{CaseOutcome, run_cases};
pub use check::{Example, Finding, FindingKind, Severity, Told, check, check_currencies};
pub use compact::CodecError;
pub use condition::{Clause, FieldValue, Found, Mismatch, Rejection, Subject, Test, When, Why};
pub use document::{
    Bonus, BonusPay, Choose, FxDate, GrowthOver, Place, Prorate, Recurring, RecurringCount, Rounding,
    RoundingPoint, Rule, Split, SplitShare, Target, TargetAt, Terms, TermsHash,
};
pub use explain::explain;
pub use facts::{
    Attributes, Leg, Missing, Original, Participant, PartnerFact, Parts, SaleFact, SaleMore, Standing,
    base_of, vat_inside,
};
pub use field::{Field, FieldKind, Owner};
pub use file::{Checked, Position, Problem, ProblemKind, Word, check_file};
pub use kept::{KeptHead, KeptSale, KeptStatement};
pub use limits::{Cap, CapOf, CapWhose, Clawback, ClawbackHow, Draw, Hold, HoldFrom};
pub use line::{Line, LineKind, NotItsFacts, Origin, SaleRef, Source};
pub use network::{Binary, Compression, Network, Rank, Upline, UplineOf};
pub use pay::{Band, BandMode, Bands, Base, Earns, Measure, Pay, Per, Scope, Stack, StackHow, Window};
pub use payable::pay_out;
pub use period::{Period, PeriodKind, UnknownPeriod};
pub use reach::{NextBand, ReturnCost, next_band, return_cost};
pub use statement::{
    Carried, FxUsed, Measured, Other, Record, RecordKind, Statement, TargetProgress, Totals, Unpaid,
    UnpaidReason,
};
pub use step::{Against, Step};
pub use timeline::{TermsTimeline, TermsVersion, TimelineError, Timelines};
