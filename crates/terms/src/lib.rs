//! The language of commission terms and its calculators.
//!
//! Pure: terms and facts in, a statement out, the same whatever the order of the input. See `README.md` for the words
//! and the invariants, and the guide page `terms` for the file format.

mod book;
mod case;
mod check;
mod compact;
mod condition;
mod document;
mod facts;
mod field;
mod file;
mod limits;
mod network;
mod pay;
mod period;
mod statement;
mod timeline;

pub use book::{Book, FxRate};
pub use case::{Case, CaseSale};
pub use check::{Example, Finding, FindingKind, Severity, Told, check, check_currencies};
pub use compact::CodecError;
pub use condition::{Clause, FieldValue, Found, Mismatch, Rejection, Subject, Test, When, Why};
pub use document::{
    Bonus, BonusPay, Choose, FxDate, GrowthOver, Place, Prorate, Recurring, RecurringCount, Rounding,
    RoundingPoint, Rule, Split, SplitShare, Target, TargetAt, Terms, TermsHash,
};
pub use facts::{
    Attributes, Leg, Missing, Original, Participant, PartnerFact, Parts, SaleFact, SaleMore, Standing,
    base_of, vat_inside,
};
pub use field::{Field, FieldKind, Owner};
pub use file::{Checked, Position, Problem, ProblemKind, Word, check_file};
pub use limits::{Cap, CapOf, CapWhose, Clawback, ClawbackHow, Draw, Hold, HoldFrom};
pub use network::{Binary, Compression, Network, Rank, Upline, UplineOf};
pub use pay::{
    Band, BandMode, Bands, Base, Earns, Measure, Pay, Per, Scope, Stack, StackHow, Window,
};
pub use period::{Period, PeriodKind, UnknownPeriod};
pub use statement::{
    Carried, FxUsed, Measured, Other, Record, RecordKind, Statement, TargetProgress, Totals, Unpaid,
    UnpaidReason,
};
pub use timeline::{Timelines, TermsTimeline, TermsVersion, TimelineError};
