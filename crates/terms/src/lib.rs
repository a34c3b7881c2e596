//! The language of commission terms and its calculators.
//!
//! Pure: terms and facts in, a statement out, the same whatever the order of the input. See `README.md` for the words
//! and the invariants, and the guide page `terms` for the file format.

mod calculate;
pub mod calculators;
mod check;
mod compact;
mod condition;
mod document;
mod explain;
pub mod expression;
mod facts;
mod field;
pub mod file;
mod period;
mod statement;
mod timeline;

pub use calculate::{CalculationError, calculate};
pub use check::{Finding, FindingKind, Severity, check};
pub use compact::CodecError;
pub use condition::{Clause, Found, Mismatch, Subject, Test, When};
pub use document::{
    Band, Bonus, BonusPay, Pay, Per, Place, Rounding, RoundingPoint, Rule, Terms, TermsHash, Upline,
};
pub use explain::{Step, explain};
pub use facts::{Attributes, DownlineSale, Facts, Original, SaleFact};
pub use field::{Field, FieldKind, Owner};
pub use file::{Checked, Position, Problem, ProblemKind, check_file};
pub use period::{Period, PeriodKind, UnknownPeriod};
pub use statement::{
    BandPart, How, Line, LineKind, Origin, Rejection, RuleTurnover, SaleRef, Statement, TargetProgress,
    Unpaid, UnpaidReason,
};
pub use timeline::{TermsTimeline, TermsVersion, TimelineError};
