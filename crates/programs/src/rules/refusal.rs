//! Every "no" of this slice, with the data its sentence needs.

use base::words::{Arg, Reader};
use jiff::Timestamp;
use jiff::civil::Date;
use money::Currency;
use terms::PeriodKind;

/// A rule of programmes and terms said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another programme has this code.
    CodeTaken {
        /// The code.
        code: String,
    },
    /// The code is empty, too long or has odd letters.
    CodeOdd {
        /// The code.
        code: String,
    },
    /// The name is empty.
    NameMissing,
    /// Another programme has this name.
    NameTaken {
        /// The name.
        name: String,
    },
    /// The wait before payment is too long.
    HoldTooLong {
        /// The longest wait in days.
        max: u32,
    },
    /// The smallest payout is below zero.
    MinimumNegative,
    /// Published terms bind the currency and the period.
    BoundByTerms,
    /// A programme without published terms cannot run.
    NoTermsYet,
    /// The programme has ended.
    ProgramEnded,
    /// The partner takes part already, or will.
    EnrolledAlready {
        /// Since when.
        from: Date,
    },
    /// Something would end before it begins.
    EndsBeforeItBegins {
        /// When it begins.
        from: Date,
    },
    /// The day lies in a closed period.
    InClosedPeriod {
        /// The last closed day.
        closed_until: Date,
    },
    /// Somebody else saved the draft in the meantime.
    DraftChanged {
        /// When.
        at: Timestamp,
    },
    /// The version is published already.
    PublishedAlready,
    /// The text of the draft cannot be read as terms.
    DraftUnreadable {
        /// How many problems it has.
        count: usize,
        /// The line of the first.
        line: usize,
    },
    /// The terms of the draft have errors.
    DraftWrong {
        /// How many.
        count: usize,
        /// The line of the first.
        line: usize,
    },
    /// The terms count in another currency than the programme.
    OtherCurrency {
        /// The terms' currency.
        terms: Currency,
        /// The programme's currency.
        program: Currency,
    },
    /// The terms count in other periods than the programme.
    OtherPeriod {
        /// The terms' period.
        terms: PeriodKind,
        /// The programme's period.
        program: PeriodKind,
    },
    /// One person alone does not publish in this programme.
    SecondPersonNeeded,
    /// Who handed a draft in or last changed it does not decide on it.
    OwnSubmission,
    /// The draft has been handed in already.
    SubmittedAlready,
    /// The draft is not handed in, or was changed since.
    NotSubmitted,
    /// A reason must be given.
    ReasonMissing,
    /// A comment, reason or note is too long.
    WordsTooLong {
        /// The most letters.
        max: usize,
    },
    /// The version is not terms proposed to a partner.
    NotProposed,
    /// The proposal has its answer.
    AnsweredAlready {
        /// Since when.
        at: Timestamp,
    },
    /// The text that was answered is not the text that was proposed.
    OtherText,
    /// Periods were closed while the proposal waited.
    ProposalLate {
        /// The last closed day.
        closed_until: Date,
    },
    /// The name of the group is empty.
    GroupNameMissing,
    /// The name of the group is too long.
    GroupNameLong {
        /// The most letters.
        max: usize,
    },
    /// Another group of the programme has this name.
    GroupNameTaken {
        /// The name.
        name: String,
    },
    /// The partner is in a group of the programme already, or will be.
    InGroupAlready {
        /// The partner's name.
        partner: String,
        /// The group's name.
        group: String,
        /// Since when.
        from: Date,
    },
    /// A group's terms would begin before the programme's.
    GroupBeforeCommon {
        /// When common terms begin.
        first: Date,
    },
    /// A partner does not stand under himself.
    PlacedUnderItself,
    /// The partner has his place.
    PlacedAlready {
        /// The partner's name.
        partner: String,
        /// The name of the one above him.
        under: String,
        /// Since when.
        from: Date,
    },
    /// The programme begins later.
    BeforeProgramBegins {
        /// Its first day.
        starts_on: Date,
    },
    /// Who is placed, and who stands above, takes part on the first day.
    NotTakingPart {
        /// The name of the one who does not.
        partner: String,
        /// The day.
        on: Date,
    },
    /// Somebody stands on the leg.
    LegTaken {
        /// The name of the one whose leg it is.
        under: String,
        /// The name of the one who stands there.
        by: String,
    },
    /// The one above stands below the partner.
    PlacedInCircle {
        /// The partner's name.
        partner: String,
        /// The name of the one who would stand above.
        under: String,
    },
    /// Somebody stands under the partner whose place would be taken back.
    OthersBelow {
        /// The partner's name.
        partner: String,
        /// The name of the one below.
        below: String,
    },
    /// A plan is more than nothing.
    TargetNotPositive,
    /// A currency has no rate into itself.
    SameCurrency {
        /// The currency.
        currency: Currency,
    },
    /// A rate is known for tomorrow at the latest.
    RateInFuture {
        /// The day that was given.
        on: Date,
    },
    /// The number is not a positive decimal that can be kept exactly.
    RateOdd {
        /// What was written.
        text: String,
        /// The most decimals.
        decimals: usize,
    },
    /// Individual terms need common ones to fall back to.
    NoCommonTerms,
    /// Individual terms would end before any common ones are in force.
    NothingAfter {
        /// When common terms begin.
        first: Date,
    },
    /// The version is not individual terms in force.
    NotIndividual,
    /// The individual terms end by then anyway.
    EndsAlready {
        /// When.
        until: Date,
    },
}

impl base::failure::Refusal for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Self::CodeTaken { .. } => "programs-refusal-code-taken",
            Self::CodeOdd { .. } => "programs-refusal-code-odd",
            Self::NameMissing => "programs-refusal-name-missing",
            Self::NameTaken { .. } => "programs-refusal-name-taken",
            Self::HoldTooLong { .. } => "programs-refusal-hold-too-long",
            Self::MinimumNegative => "programs-refusal-minimum-negative",
            Self::BoundByTerms => "programs-refusal-bound-by-terms",
            Self::NoTermsYet => "programs-refusal-no-terms-yet",
            Self::ProgramEnded => "programs-refusal-program-ended",
            Self::EnrolledAlready { .. } => "programs-refusal-enrolled-already",
            Self::EndsBeforeItBegins { .. } => "programs-refusal-ends-before-it-begins",
            Self::InClosedPeriod { .. } => "programs-refusal-in-closed-period",
            Self::DraftChanged { .. } => "programs-refusal-draft-changed",
            Self::PublishedAlready => "programs-refusal-published-already",
            Self::DraftUnreadable { .. } => "programs-refusal-draft-unreadable",
            Self::DraftWrong { .. } => "programs-refusal-draft-wrong",
            Self::OtherCurrency { .. } => "programs-refusal-other-currency",
            Self::OtherPeriod { .. } => "programs-refusal-other-period",
            Self::SecondPersonNeeded => "programs-refusal-second-person-needed",
            Self::OwnSubmission => "programs-refusal-own-submission",
            Self::SubmittedAlready => "programs-refusal-submitted-already",
            Self::NotSubmitted => "programs-refusal-not-submitted",
            Self::ReasonMissing => "programs-refusal-reason-missing",
            Self::WordsTooLong { .. } => "programs-refusal-words-too-long",
            Self::NotProposed => "programs-refusal-not-proposed",
            Self::AnsweredAlready { .. } => "programs-refusal-answered-already",
            Self::OtherText => "programs-refusal-other-text",
            Self::ProposalLate { .. } => "programs-refusal-proposal-late",
            Self::GroupNameMissing => "programs-refusal-group-name-missing",
            Self::GroupNameLong { .. } => "programs-refusal-group-name-long",
            Self::GroupNameTaken { .. } => "programs-refusal-group-name-taken",
            Self::InGroupAlready { .. } => "programs-refusal-in-group-already",
            Self::GroupBeforeCommon { .. } => "programs-refusal-group-before-common",
            Self::PlacedUnderItself => "programs-refusal-placed-under-itself",
            Self::PlacedAlready { .. } => "programs-refusal-placed-already",
            Self::BeforeProgramBegins { .. } => "programs-refusal-before-program-begins",
            Self::NotTakingPart { .. } => "programs-refusal-not-taking-part",
            Self::LegTaken { .. } => "programs-refusal-leg-taken",
            Self::PlacedInCircle { .. } => "programs-refusal-placed-in-circle",
            Self::OthersBelow { .. } => "programs-refusal-others-below",
            Self::TargetNotPositive => "programs-refusal-target-not-positive",
            Self::SameCurrency { .. } => "programs-refusal-same-currency",
            Self::RateInFuture { .. } => "programs-refusal-rate-in-future",
            Self::RateOdd { .. } => "programs-refusal-rate-odd",
            Self::NoCommonTerms => "programs-refusal-no-common-terms",
            Self::NothingAfter { .. } => "programs-refusal-nothing-after",
            Self::NotIndividual => "programs-refusal-not-individual",
            Self::EndsAlready { .. } => "programs-refusal-ends-already",
        }
    }

    fn args(&self, reader: &Reader) -> Vec<(&'static str, Arg<'static>)> {
        match self {
            Self::CodeTaken { code } | Self::CodeOdd { code } => vec![("code", code.clone().into())],
            Self::NameTaken { name } | Self::GroupNameTaken { name } => vec![("name", name.clone().into())],
            Self::HoldTooLong { max } => vec![("max", (*max).into())],
            Self::EnrolledAlready { from } | Self::EndsBeforeItBegins { from } => {
                vec![("from", reader.date(*from).into())]
            }
            Self::SameCurrency { currency } => vec![("currency", currency.code().into())],
            Self::RateInFuture { on } => vec![("date", reader.date(*on).into())],
            Self::RateOdd { text, decimals } => {
                vec![("text", text.clone().into()), ("decimals", (*decimals).into())]
            }
            Self::WordsTooLong { max } | Self::GroupNameLong { max } => vec![("max", (*max).into())],
            Self::AnsweredAlready { at } => vec![("at", reader.moment(*at).into())],
            Self::InGroupAlready { partner, group, from } => vec![
                ("partner", partner.clone().into()),
                ("group", group.clone().into()),
                ("from", reader.date(*from).into()),
            ],
            Self::PlacedAlready { partner, under, from } => vec![
                ("partner", partner.clone().into()),
                ("under", under.clone().into()),
                ("from", reader.date(*from).into()),
            ],
            Self::BeforeProgramBegins { starts_on } => vec![("date", reader.date(*starts_on).into())],
            Self::NotTakingPart { partner, on } => {
                vec![("partner", partner.clone().into()), ("date", reader.date(*on).into())]
            }
            Self::LegTaken { under, by } => vec![("under", under.clone().into()), ("by", by.clone().into())],
            Self::PlacedInCircle { partner, under } => {
                vec![("partner", partner.clone().into()), ("under", under.clone().into())]
            }
            Self::OthersBelow { partner, below } => {
                vec![("partner", partner.clone().into()), ("below", below.clone().into())]
            }
            Self::InClosedPeriod { closed_until } | Self::ProposalLate { closed_until } => {
                vec![("date", reader.date(*closed_until).into())]
            }
            Self::DraftChanged { at } => vec![("at", reader.moment(*at).into())],
            Self::DraftUnreadable { count, line } | Self::DraftWrong { count, line } => {
                vec![("count", (*count).into()), ("line", (*line).into())]
            }
            Self::OtherCurrency { terms, program } => {
                vec![("terms", terms.code().into()), ("program", program.code().into())]
            }
            Self::OtherPeriod { terms, program } => {
                let word = |kind: &PeriodKind| reader.t(&format!("programs-period-{}", kind.word()));
                vec![("terms", word(terms).into()), ("program", word(program).into())]
            }
            Self::NothingAfter { first } | Self::GroupBeforeCommon { first } => {
                vec![("date", reader.date(*first).into())]
            }
            Self::EndsAlready { until } => vec![("date", reader.date(*until).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::CodeTaken { .. } | Self::CodeOdd { .. } => Some("code"),
            Self::NameTaken { .. } | Self::NameMissing => Some("name"),
            Self::HoldTooLong { .. } => Some("hold_days"),
            Self::MinimumNegative => Some("minimum"),
            Self::BoundByTerms => Some("currency"),
            Self::EnrolledAlready { .. } | Self::GroupBeforeCommon { .. } => Some("from"),
            Self::PlacedUnderItself | Self::PlacedInCircle { .. } => Some("under"),
            Self::PlacedAlready { .. } => Some("partner"),
            Self::BeforeProgramBegins { .. } | Self::NotTakingPart { .. } => Some("from"),
            Self::LegTaken { .. } => Some("leg"),
            Self::ReasonMissing => Some("reason"),
            Self::TargetNotPositive => Some("target"),
            Self::SameCurrency { .. } => Some("base"),
            Self::RateInFuture { .. } => Some("on"),
            Self::RateOdd { .. } => Some("rate"),
            Self::GroupNameMissing | Self::GroupNameLong { .. } | Self::GroupNameTaken { .. } => Some("name"),
            Self::EndsBeforeItBegins { .. } | Self::NothingAfter { .. } | Self::EndsAlready { .. } => {
                Some("until")
            }
            _ => None,
        }
    }
}
