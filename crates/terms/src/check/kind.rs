//! What is wrong or doubtful, each with the key of its sentence.

use super::told::Told;
use crate::Field;
use money::{Money, Rate};
use std::fmt;

/// What is wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// A name is empty.
    NoName,
    /// Two entries of a list have the same name.
    SameName {
        /// The name.
        name: String,
    },
    /// The terms pay nothing at all.
    PaysNothing,
    /// The file says nothing of rounding, so each line is rounded with halves away from zero.
    RoundingNotDeclared,
    /// Conditions ask for countries, and no day of the exchange rate is named, so sales in other currencies go unpaid.
    FxNotDeclared,
    /// A rate is below zero.
    NegativeRate,
    /// A rate is above 100 %.
    RateOverHundred {
        /// The rate.
        rate: Rate,
    },
    /// It pays nothing.
    ZeroPay,
    /// A sum is below zero.
    NegativeSum,
    /// A sum is in another currency than the terms.
    OtherCurrency {
        /// The sum.
        sum: Money,
    },
    /// The least is more than the most.
    LeastOverMost,
    /// A range is empty, so its condition never holds.
    EmptyRange {
        /// The field.
        field: Field,
    },
    /// A list has no value, so its condition never holds or always does.
    EmptyList {
        /// The field; nothing for a group.
        field: Option<Field>,
    },
    /// A test does not fit what the field holds.
    TestDoesNotFit {
        /// The field.
        field: Field,
    },
    /// Two tests of a field exclude each other, so the condition never holds.
    Contradiction {
        /// The field.
        field: Field,
    },
    /// A field of a sale is asked for where no sale is judged.
    FieldNotKnownHere {
        /// The field.
        field: Field,
    },
    /// Nothing gets here, because an earlier entry takes the same or everything.
    Unreachable {
        /// The name of the earlier one.
        by: String,
    },
    /// A rule pays for no time at all after the first sale.
    RecurringNever,
    /// A rule by bands has no band.
    NoBands,
    /// A band does not end above the one before it.
    BandsNotAscending,
    /// A band without an end is not the last one.
    OpenBandNotLast,
    /// The last band has an end, so what is above it would earn nothing.
    LastBandNotOpen {
        /// Where it ends.
        up_to: Told,
    },
    /// No value can be in the band.
    UnreachableBand,
    /// A little more turnover changes the pay of all of it.
    Cliff {
        /// Where the band begins.
        bound: Told,
        /// How much more is paid there.
        jump: Money,
    },
    /// More turnover earns less.
    Falls {
        /// Where the band begins.
        bound: Told,
        /// How much less is paid there.
        drop: Money,
    },
    /// Whole-volume bands measure more than the sales they pay for.
    WholeScope,
    /// Whole-volume bands measure something else than what they pay for.
    WholeMeasure,
    /// A horizon is given, and no band reaches back.
    HorizonNotWhole,
    /// A fixed sum is given for a part of turnover in money.
    FixedBandOfMoney,
    /// A fixed sum is given where a rate must grow evenly.
    InterpolatedFixed,
    /// A band adds a sum to a rate, or a rate to a sum.
    StackOfOtherKind,
    /// A band multiplies by a sum.
    MultiplyByFixed,
    /// An earlier window is asked for where there is none.
    NoWindowBefore,
    /// A single sale is the window where several are meant.
    WindowOfSale,
    /// A window has no day.
    WindowEmpty,
    /// The band reached pays for a whole window, and a rolling window is another one for every sale.
    WindowRolls,
    /// What pays most for a sale hangs on a band that only the choices of later sales reach.
    ReachedUnderBest,
    /// The band reached changes what is paid for earlier sales from a share into a sum, or the other way round.
    ReachedMixed,
    /// A level of the network is zero; levels count from one.
    LevelZero,
    /// All levels of the network together pay more than the sale.
    UplinesOverHundred {
        /// The rates of all levels together.
        total: Rate,
    },
    /// A rank pays more than the sale.
    RanksOverHundred {
        /// The rate.
        rate: Rate,
    },
    /// Everything that one sale earns is together more than the sale.
    TotalOverHundred {
        /// The rates together.
        total: Rate,
    },
    /// Everything that one sale earns is together more than the usual margin.
    MoreThanMargin {
        /// The rates together.
        total: Rate,
        /// The margin.
        margin: Rate,
    },
    /// The network is paid deeper than is usual.
    DeepNetwork {
        /// How many levels.
        levels: i64,
    },
    /// Levels that somebody does not qualify for go to the next one, and nothing limits what the network gets.
    CompressedWithoutLimit {
        /// What is paid of every sale.
        total: Rate,
    },
    /// Nothing limits what two legs pay.
    BinaryWithoutLimit,
    /// A network of several levels pays those who sell nothing themselves.
    NetworkWithoutOwnSales,
    /// People found rather than things sold are paid for.
    PaysForRecruiting,
    /// Somebody above the seller may also have a part in the sale, and is paid for both.
    PaidTwice,
    /// The shares of the pot are together more than it.
    SharesOverHundred {
        /// The shares together.
        total: Rate,
    },
    /// A bonus has no target, so every partner gets it.
    NoTarget,
    /// A target is not above zero, so every partner reaches it.
    TargetNotPositive,
    /// A target counts the sales of a rule or of a product, which it has none of.
    TargetScope,
    /// A partner's own target is compared with something that is not money.
    TargetNotMoney,
    /// A bonus measures the share of a target that is reached, which only bands do.
    TargetAttainment,
    /// A percentage is given of something that is not money.
    ShareOfCount,
    /// A cap names neither a most nor a least.
    LimitsNothing,
    /// A cap names a rule that does not exist.
    UnknownRule {
        /// The name.
        name: String,
    },
    /// A cap counts over a window that statements cannot be counted in.
    CapWindow,
    /// A floor counts over something else than the statement's own period.
    FloorWindow,
    /// A floor is given for everybody together.
    FloorOfBudget,
    /// A budget of everybody counts over contract years, of which each partner has his own.
    BudgetWindow,
    /// An example plays in a period of another length.
    CaseOtherPeriod {
        /// The period.
        period: String,
    },
    /// A sale of an example happens after its period.
    CaseAfterPeriod {
        /// The place of the sale.
        sale: i64,
    },
    /// A return of an example takes back no earlier sale.
    CaseReturn {
        /// The place of the return.
        sale: i64,
    },
    /// An example does not come to what is written.
    CaseFails {
        /// What it must come to.
        expected: Money,
        /// What it comes to.
        found: Money,
    },
    /// An example has sums that are too large to be computed.
    CaseTooLarge,
}

impl FindingKind {
    /// The last words of the key of its sentence in the locale files: `terms-finding-<key>`.
    #[rustfmt::skip]
    pub fn key(&self) -> &'static str {
        match self {
            FindingKind::NoName => "no-name",
            FindingKind::SameName { .. } => "same-name",
            FindingKind::PaysNothing => "pays-nothing",
            FindingKind::RoundingNotDeclared => "rounding-not-declared",
            FindingKind::FxNotDeclared => "fx-not-declared",
            FindingKind::NegativeRate => "negative-rate",
            FindingKind::RateOverHundred { .. } => "rate-over-hundred",
            FindingKind::ZeroPay => "zero-pay",
            FindingKind::NegativeSum => "negative-sum",
            FindingKind::OtherCurrency { .. } => "other-currency",
            FindingKind::LeastOverMost => "least-over-most",
            FindingKind::EmptyRange { .. } => "empty-range",
            FindingKind::EmptyList { .. } => "empty-list",
            FindingKind::TestDoesNotFit { .. } => "test-does-not-fit",
            FindingKind::Contradiction { .. } => "contradiction",
            FindingKind::FieldNotKnownHere { .. } => "field-not-known-here",
            FindingKind::Unreachable { .. } => "unreachable",
            FindingKind::RecurringNever => "recurring-never",
            FindingKind::NoBands => "no-bands",
            FindingKind::BandsNotAscending => "bands-not-ascending",
            FindingKind::OpenBandNotLast => "open-band-not-last",
            FindingKind::LastBandNotOpen { .. } => "last-band-not-open",
            FindingKind::UnreachableBand => "unreachable-band",
            FindingKind::Cliff { .. } => "cliff",
            FindingKind::Falls { .. } => "falls",
            FindingKind::WholeScope => "whole-scope",
            FindingKind::WholeMeasure => "whole-measure",
            FindingKind::HorizonNotWhole => "horizon-not-whole",
            FindingKind::FixedBandOfMoney => "fixed-band-of-money",
            FindingKind::InterpolatedFixed => "interpolated-fixed",
            FindingKind::StackOfOtherKind => "stack-of-other-kind",
            FindingKind::MultiplyByFixed => "multiply-by-fixed",
            FindingKind::NoWindowBefore => "no-window-before",
            FindingKind::WindowOfSale => "window-of-sale",
            FindingKind::WindowEmpty => "window-empty",
            FindingKind::WindowRolls => "window-rolls",
            FindingKind::ReachedUnderBest => "reached-under-best",
            FindingKind::ReachedMixed => "reached-mixed",
            FindingKind::LevelZero => "level-zero",
            FindingKind::UplinesOverHundred { .. } => "uplines-over-hundred",
            FindingKind::RanksOverHundred { .. } => "ranks-over-hundred",
            FindingKind::TotalOverHundred { .. } => "total-over-hundred",
            FindingKind::MoreThanMargin { .. } => "more-than-margin",
            FindingKind::DeepNetwork { .. } => "deep-network",
            FindingKind::CompressedWithoutLimit { .. } => "compressed-without-limit",
            FindingKind::BinaryWithoutLimit => "binary-without-limit",
            FindingKind::NetworkWithoutOwnSales => "network-without-own-sales",
            FindingKind::PaysForRecruiting => "pays-for-recruiting",
            FindingKind::PaidTwice => "paid-twice",
            FindingKind::SharesOverHundred { .. } => "shares-over-hundred",
            FindingKind::NoTarget => "no-target",
            FindingKind::TargetNotPositive => "target-not-positive",
            FindingKind::TargetScope => "target-scope",
            FindingKind::TargetNotMoney => "target-not-money",
            FindingKind::TargetAttainment => "target-attainment",
            FindingKind::ShareOfCount => "share-of-count",
            FindingKind::LimitsNothing => "limits-nothing",
            FindingKind::UnknownRule { .. } => "unknown-rule",
            FindingKind::CapWindow => "cap-window",
            FindingKind::FloorWindow => "floor-window",
            FindingKind::FloorOfBudget => "floor-of-budget",
            FindingKind::BudgetWindow => "budget-window",
            FindingKind::CaseOtherPeriod { .. } => "case-other-period",
            FindingKind::CaseAfterPeriod { .. } => "case-after-period",
            FindingKind::CaseReturn { .. } => "case-return",
            _ => self.key_of_case(),
        }
    }

    /// The same of a finding about a worked example.
    fn key_of_case(&self) -> &'static str {
        match self {
            FindingKind::CaseFails { .. } => "case-fails",
            FindingKind::CaseTooLarge => "case-too-large",
            _ => "",
        }
    }

    /// What its sentence names.
    pub fn told(&self) -> Vec<(&'static str, Told)> {
        match self {
            FindingKind::SameName { name: what }
            | FindingKind::Unreachable { by: what }
            | FindingKind::UnknownRule { name: what }
            | FindingKind::CaseOtherPeriod { period: what } => vec![("what", Told::Text(what.clone()))],
            FindingKind::RateOverHundred { rate: what }
            | FindingKind::UplinesOverHundred { total: what }
            | FindingKind::RanksOverHundred { rate: what }
            | FindingKind::TotalOverHundred { total: what }
            | FindingKind::CompressedWithoutLimit { total: what }
            | FindingKind::SharesOverHundred { total: what } => vec![("what", Told::Rate(*what))],
            FindingKind::OtherCurrency { sum: what } => vec![("what", Told::Money(*what))],
            FindingKind::EmptyRange { field: what }
            | FindingKind::TestDoesNotFit { field: what }
            | FindingKind::Contradiction { field: what }
            | FindingKind::FieldNotKnownHere { field: what } => vec![("what", Told::Field(*what))],
            FindingKind::EmptyList { field: what } => {
                vec![("what", what.map_or(Told::Text(String::new()), Told::Field))]
            }
            FindingKind::LastBandNotOpen { up_to: what } => vec![("what", what.clone())],
            FindingKind::DeepNetwork { levels: what }
            | FindingKind::CaseAfterPeriod { sale: what }
            | FindingKind::CaseReturn { sale: what } => vec![("what", Told::Number(*what))],
            FindingKind::Cliff { bound, jump } => {
                vec![("bound", bound.clone()), ("jump", Told::Money(*jump))]
            }
            FindingKind::CaseFails { expected, found } => {
                vec![("expected", Told::Money(*expected)), ("found", Told::Money(*found))]
            }
            FindingKind::Falls { bound, drop } => {
                vec![("bound", bound.clone()), ("drop", Told::Money(*drop))]
            }
            FindingKind::MoreThanMargin { total, margin } => {
                vec![("total", Told::Rate(*total)), ("margin", Told::Rate(*margin))]
            }
            _ => Vec::new(),
        }
    }
}

/// The key and what the sentence names, for logs; people read the sentence of the locale files.
impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())?;
        self.told().iter().try_for_each(|(name, told)| write!(f, " {name}=`{told}`"))
    }
}
