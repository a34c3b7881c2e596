//! Every "no" of this slice, with the data its sentence needs.

use base::words::{Arg, Reader};
use jiff::civil::Date;
use money::{Currency, Money};
use partners::rules::Finding;

use super::forms::{Gap, WrongValue};
use super::statement::Trouble;
use super::{BatchState, LimitKind, Problem};

/// A rule of payouts said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody can be paid in this currency today.
    NothingToPay {
        /// The currency.
        currency: Currency,
    },
    /// The vendor's own requisites lack something.
    PayerIncomplete {
        /// The fields that are empty.
        missing: Vec<&'static str>,
    },
    /// The vendor's own requisites are wrong.
    PayerWrong {
        /// Field by field.
        findings: Vec<Finding>,
    },
    /// The vendor's own requisites or phrase cannot be written into a bank order.
    PayerUnwritable {
        /// What stands in the way.
        problem: Problem,
    },
    /// The smallest payout is below zero.
    MinimumNegative,
    /// Changed requisites wait for less than nothing or too long.
    HoldOdd {
        /// The most hours.
        max: i64,
    },
    /// A code of the second factor is needed.
    FactorNeeded,
    /// More would go out than may.
    OverLimit {
        /// In what.
        kind: LimitKind,
        /// How much may.
        limit: Money,
        /// How much would.
        asked: Money,
    },
    /// A limit is below zero.
    LimitNegative,
    /// Whoever prepared a batch does not approve it.
    OwnBatch,
    /// A batch is approved by a person, not by the program.
    NoPerson,
    /// The batch has come too far for this, or not far enough.
    WrongState {
        /// How far it has come.
        state: BatchState,
    },
    /// The line was paid or taken out already.
    LineDone,
    /// The last line stays: the batch is to be cancelled.
    LastLine,
    /// No reason was given.
    ReasonMissing,
    /// The reason is a novel.
    ReasonLong {
        /// The most letters.
        max: usize,
    },
    /// The day of payment lies before the batch or in the future.
    PaidOnOdd {
        /// The first day it may be.
        from: Date,
        /// The last day it may be.
        until: Date,
    },
    /// Values of a rate cannot be read.
    RateWrong {
        /// Every one.
        wrong: Vec<WrongValue>,
    },
    /// Nobody can tell where a rate is written.
    RateSourceMissing,
    /// The table of rates says nothing about a day.
    RateUnknown {
        /// What was asked.
        gap: Gap,
    },
    /// A rate ends before it begins.
    RateEndsEarly {
        /// Its first day.
        from: Date,
    },
    /// A part is not above zero or not below what is left.
    PartOdd {
        /// What is left.
        left: Money,
    },
    /// A statement of the bank cannot be read.
    StatementWrong {
        /// Everything that is wrong.
        troubles: Vec<Trouble>,
    },
    /// Every line dropped out.
    NothingLeft,
    /// A layout lacks something.
    LayoutWrong {
        /// What.
        problem: Problem,
    },
    /// A line of a layout cannot be read.
    LayoutLine {
        /// Its number.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// The file for the bank cannot be written.
    FileWrong {
        /// How many problems there are.
        count: usize,
        /// The first.
        first: Problem,
    },
}

impl base::failure::Refusal for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Self::NothingToPay { .. } => "payouts-refusal-nothing-to-pay",
            Self::PayerIncomplete { .. } => "payouts-refusal-payer-incomplete",
            Self::PayerWrong { .. } => "payouts-refusal-payer-wrong",
            Self::PayerUnwritable { .. } => "payouts-refusal-payer-unwritable",
            Self::MinimumNegative => "payouts-refusal-minimum-negative",
            Self::HoldOdd { .. } => "payouts-refusal-hold-odd",
            Self::OverLimit { .. } => "payouts-refusal-over-limit",
            Self::LimitNegative => "payouts-refusal-limit-negative",
            Self::FactorNeeded => "payouts-refusal-factor-needed",
            Self::OwnBatch => "payouts-refusal-own-batch",
            Self::NoPerson => "payouts-refusal-no-person",
            Self::WrongState { .. } => "payouts-refusal-wrong-state",
            Self::LineDone => "payouts-refusal-line-done",
            Self::LastLine => "payouts-refusal-last-line",
            Self::ReasonMissing => "payouts-refusal-reason-missing",
            Self::ReasonLong { .. } => "payouts-refusal-reason-long",
            Self::PaidOnOdd { .. } => "payouts-refusal-paid-on-odd",
            Self::RateWrong { .. } => "payouts-refusal-rate-wrong",
            Self::RateSourceMissing => "payouts-refusal-rate-source-missing",
            Self::RateUnknown { .. } => "payouts-refusal-rate-unknown",
            Self::RateEndsEarly { .. } => "payouts-refusal-rate-ends-early",
            Self::PartOdd { .. } => "payouts-refusal-part-odd",
            Self::StatementWrong { .. } => "payouts-refusal-statement-wrong",
            Self::NothingLeft => "payouts-refusal-nothing-left",
            Self::LayoutWrong { .. } => "payouts-refusal-layout-wrong",
            Self::LayoutLine { .. } => "payouts-refusal-layout-line",
            Self::FileWrong { .. } => "payouts-refusal-file-wrong",
        }
    }

    fn args(&self, reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        let field = |name: &str| reader.t(&format!("payouts-field-{name}"));
        match self {
            Self::NothingToPay { currency } => vec![("currency", currency.to_string().into())],
            Self::PayerIncomplete { missing } => {
                let words: Vec<String> = missing.iter().map(|name| field(name)).collect();
                vec![("missing", words.join(", ").into())]
            }
            Self::PayerWrong { findings } => vec![("count", findings.len().into())],
            Self::PayerUnwritable { problem } => {
                vec![("field", field(problem.field()).into()), ("what", problem.what().into())]
            }
            Self::WrongState { state } => {
                vec![("state", reader.t(&format!("payouts-state-{}", state.word())).into())]
            }
            Self::HoldOdd { max } => vec![("max", (*max).into())],
            Self::OverLimit { kind, limit, asked } => vec![
                ("kind", reader.t(&format!("payouts-limit-{}", kind.word())).into()),
                ("limit", reader.money(*limit).into()),
                ("asked", reader.money(*asked).into()),
            ],
            Self::ReasonLong { max } => vec![("max", (*max).into())],
            Self::PaidOnOdd { from, until } => {
                vec![("from", reader.date(*from).into()), ("until", reader.date(*until).into())]
            }
            Self::RateWrong { wrong } => vec![("count", wrong.len().into())],
            Self::RateUnknown { gap } => vec![
                ("kind", reader.t(&format!("payouts-rate-kind-{}", gap.kind.word())).into()),
                ("on", reader.date(gap.on).into()),
            ],
            Self::RateEndsEarly { from } => vec![("from", reader.date(*from).into())],
            Self::PartOdd { left } => vec![("left", reader.money(*left).into())],
            Self::StatementWrong { troubles } => {
                let first = troubles.first().map(|trouble| trouble.sentence(reader)).unwrap_or_default();
                vec![("count", troubles.len().into()), ("first", first.into())]
            }
            Self::LayoutWrong { problem } => vec![("field", field(problem.field()).into())],
            Self::LayoutLine { line, text } => vec![("line", (*line).into()), ("text", text.clone().into())],
            Self::FileWrong { count, first } => vec![
                ("count", (*count).into()),
                ("field", field(first.field()).into()),
                ("what", first.what().into()),
            ],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ReasonMissing | Self::ReasonLong { .. } => Some("reason"),
            Self::PaidOnOdd { .. } => Some("paid_on"),
            Self::MinimumNegative => Some("minimum"),
            Self::FactorNeeded => Some("code"),
            Self::HoldOdd { .. } => Some("hold_hours"),
            Self::RateWrong { wrong } => wrong.first().map(|wrong| wrong.field),
            Self::RateSourceMissing => Some("source"),
            Self::StatementWrong { .. } => Some("file"),
            Self::LayoutLine { .. } => Some("columns"),
            Self::LayoutWrong { problem } => Some(match problem.field() {
                "name" => "name",
                "separator" => "separator",
                "decimal" => "decimal",
                _ => "columns",
            }),
            Self::RateEndsEarly { .. } => Some("until_on"),
            Self::NothingToPay { .. } => Some("currency"),
            Self::PayerUnwritable { problem } => match problem.field() {
                "purpose" => Some("purpose"),
                _ => None,
            },
            _ => None,
        }
    }
}
