//! Why a period is not closed, or a statement not computed.

use base::words::{Arg, Reader};
use jiff::civil::Date;
use money::{Currency, Money};
use terms::{Period, PeriodKind};

use super::Trouble;

/// A rule's "no" to closing a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The programme counts in another kind of period.
    OtherKind {
        /// The kind it counts in.
        expected: PeriodKind,
    },
    /// The programme is still being prepared.
    NotStarted,
    /// The programme has no published terms.
    NoTerms,
    /// The period lies before the programme.
    BeforeStart {
        /// The first day of the programme.
        starts_on: Date,
    },
    /// An earlier period is still open.
    OutOfOrder {
        /// The first open one.
        first: Period,
    },
    /// The period is not over.
    NotEnded {
        /// Its last day.
        ends_on: Date,
    },
    /// Statements and postings do not add up to the same sum; the run stays open.
    TotalsDiffer {
        /// The sum of the statements.
        statements: Money,
        /// The sum of the postings.
        postings: Money,
    },
    /// Sales, terms or the network kept changing while the period was computed.
    KeepsChanging,
    /// The statement of this partner cannot be computed.
    NotComputed {
        /// Why.
        trouble: Trouble,
    },
    /// The first period of a replay comes after its last one.
    SpanReversed {
        /// The first one.
        from: Period,
    },
    /// A replay would reach into periods that have not begun.
    NotBegun {
        /// The period that runs.
        last: Period,
    },
    /// A replay would take too many periods.
    TooManyPeriods {
        /// So many are allowed.
        most: usize,
    },
    /// The terms to be replayed have errors.
    DraftHasErrors {
        /// How many.
        count: usize,
    },
    /// The terms to be replayed count in another currency.
    DraftInOtherCurrency {
        /// That of the terms.
        terms: Currency,
        /// That of the programme.
        program: Currency,
    },
    /// The terms to be replayed count in other periods.
    DraftInOtherPeriods {
        /// Those of the terms.
        terms: PeriodKind,
        /// Those of the programme.
        program: PeriodKind,
    },
}

impl base::failure::Refusal for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Refusal::OtherKind { .. } => "commissions-refusal-other-kind",
            Refusal::NotStarted => "commissions-refusal-not-started",
            Refusal::NoTerms => "commissions-refusal-no-terms",
            Refusal::BeforeStart { .. } => "commissions-refusal-before-start",
            Refusal::OutOfOrder { .. } => "commissions-refusal-out-of-order",
            Refusal::NotEnded { .. } => "commissions-refusal-not-ended",
            Refusal::TotalsDiffer { .. } => "commissions-refusal-totals-differ",
            Refusal::KeepsChanging => "commissions-refusal-keeps-changing",
            Refusal::NotComputed { .. } => "commissions-refusal-not-computed",
            Refusal::SpanReversed { .. } => "commissions-refusal-span-reversed",
            Refusal::NotBegun { .. } => "commissions-refusal-not-begun",
            Refusal::TooManyPeriods { .. } => "commissions-refusal-too-many-periods",
            Refusal::DraftHasErrors { .. } => "commissions-refusal-draft-has-errors",
            Refusal::DraftInOtherCurrency { .. } => "commissions-refusal-draft-in-other-currency",
            Refusal::DraftInOtherPeriods { .. } => "commissions-refusal-draft-in-other-periods",
        }
    }

    fn args(&self, reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Refusal::OtherKind { expected } => {
                vec![("expected", reader.t(&format!("commissions-kind-{}", expected.word())).into())]
            }
            Refusal::BeforeStart { starts_on } => vec![("day", reader.date(*starts_on).into())],
            Refusal::OutOfOrder { first } => vec![("first", period_words(reader, *first).into())],
            Refusal::NotEnded { ends_on } => vec![("day", reader.date(*ends_on).into())],
            Refusal::TotalsDiffer { statements, postings } => vec![
                ("statements", reader.money(*statements).into()),
                ("postings", reader.money(*postings).into()),
            ],
            Refusal::NotComputed { trouble } => {
                vec![("trouble", reader.t(&format!("commissions-trouble-{}", trouble.word())).into())]
            }
            Refusal::SpanReversed { from } => vec![("from", period_words(reader, *from).into())],
            Refusal::NotBegun { last } => vec![("last", period_words(reader, *last).into())],
            Refusal::TooManyPeriods { most } => vec![("most", number(*most).into())],
            Refusal::DraftHasErrors { count } => vec![("count", number(*count).into())],
            Refusal::DraftInOtherCurrency { terms, program } => {
                vec![("terms", terms.to_string().into()), ("program", program.to_string().into())]
            }
            Refusal::DraftInOtherPeriods { terms, program } => {
                let word = |kind: &PeriodKind| reader.t(&format!("commissions-kind-{}", kind.word()));
                vec![("terms", word(terms).into()), ("program", word(program).into())]
            }
            Refusal::NotStarted | Refusal::NoTerms | Refusal::KeepsChanging => Vec::new(),
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A period as people say it: `4 квартал 2017`, `December 2017`, `2017`.
pub fn period_words(reader: &Reader, period: Period) -> String {
    match period.kind {
        PeriodKind::Month => reader.month(period.start),
        PeriodKind::Quarter => reader.quarter(period.start),
        PeriodKind::Year => period.start.year().to_string(),
    }
}
