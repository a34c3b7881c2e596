//! The result of a calculation: totals, and lines that each keep their reason.

use crate::compact::{self, CodecError};
use crate::{Mismatch, Period, Terms};
use jiff::civil::Date;
use money::{Currency, Exact, Money, Rate, RoundingMode};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What one partner earned in one period, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The period.
    pub period: Period,
    /// The currency of every sum.
    pub currency: Currency,
    /// The partner's own sales less returns, whether they earned or not.
    pub turnover: Money,
    /// What his own sales earned.
    pub direct: Money,
    /// What the sales of his downline earned him.
    pub overrides: Money,
    /// What reached targets earned.
    pub bonus: Money,
    /// Everything together, equal to the sum of the lines.
    pub total: Money,
    /// One line for every sum earned: own sales, then the downline's, each by day and reference, then bonuses.
    pub lines: Vec<Line>,
    /// Sales that earned nothing, with the reason.
    pub unpaid: Vec<Unpaid>,
    /// How far each target is.
    pub targets: Vec<TargetProgress>,
    /// Turnover counted under each rule, by name, in the order rules were first used.
    pub turnover_by_rule: Vec<RuleTurnover>,
}

/// One sum earned and its whole reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The id of the version of the terms.
    pub terms: i64,
    /// What earned the sum, and under which part of the terms.
    pub origin: Origin,
    /// What the sum is computed from, in minor units.
    pub base: i64,
    /// How it is computed from the base.
    pub how: How,
    /// The sum before rounding.
    pub exact: Exact,
    /// How it is rounded.
    pub rounding: RoundingMode,
    /// The sum in minor units, never zero.
    pub amount: i64,
}

/// What earned a sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// A sale of the partner himself.
    Direct {
        /// The sale.
        sale: SaleRef,
        /// The index of the rule that took it.
        rule: u16,
        /// The rules before it that did not, with why.
        rejected: Vec<Rejection>,
    },
    /// A sale of the partner's downline.
    Override {
        /// The sale.
        sale: SaleRef,
        /// How many steps below it was made.
        level: u8,
        /// The index of the upline that took it.
        upline: u16,
        /// The uplines of this level before it that did not, with why.
        rejected: Vec<Rejection>,
    },
    /// A target reached.
    Bonus {
        /// The index of the bonus.
        bonus: u16,
        /// The turnover that counted.
        turnover: i64,
        /// The turnover that was asked for.
        target: i64,
    },
}

/// The three kinds of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// From a sale of the partner himself.
    Direct,
    /// From a sale of his downline.
    Override,
    /// From a target.
    Bonus,
}

/// A sale as a line remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleRef {
    /// The id of the sale.
    pub id: i64,
    /// The number people know it by.
    pub reference: Arc<str>,
    /// The id of the partner who sold.
    pub seller: i64,
    /// The day it happened.
    #[serde(with = "crate::compact::day")]
    pub happened_on: Date,
    /// The id of the sale that this one takes back.
    pub refers_to: Option<i64>,
}

/// A rule, or an upline, that did not take the sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The index of the rule or of the upline.
    pub rule: u16,
    /// The clause that failed and what was found.
    pub because: Mismatch,
}

/// How a sum follows from its base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// A share of the base.
    Percent {
        /// The share.
        rate: Rate,
    },
    /// A fixed sum.
    Fixed {
        /// The sum for one, in minor units.
        amount: i64,
        /// How many times it is paid; negative for a return, a fraction for a part of it.
        times: Rate,
    },
    /// Parts of turnover, each at the rate of its band.
    Bands {
        /// The turnover under the rule before this sale, in minor units.
        before: i64,
        /// The parts in the order turnover passed through them.
        parts: Vec<BandPart>,
    },
}

/// The part of a sale that fell into one band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandPart {
    /// The index of the band.
    pub band: u16,
    /// The turnover where the part begins.
    pub from: i64,
    /// The turnover where it ends; below `from` for a return.
    pub to: i64,
    /// The rate of the band.
    pub rate: Rate,
}

/// A sale that earned nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpaid {
    /// The sale.
    pub sale: SaleRef,
    /// What it was worth.
    pub amount: Money,
    /// How many steps below it was made; nothing for the partner's own.
    pub level: Option<u8>,
    /// The id of the version of the terms, if one was in force.
    pub terms: Option<i64>,
    /// Why it earned nothing.
    pub why: UnpaidReason,
}

/// Why a sale earned nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnpaidReason {
    /// No version of the terms was in force on its day.
    NoTerms,
    /// It is in another currency than the terms, and currencies are never mixed.
    OtherCurrency,
    /// No rule takes it; each says why.
    NoRule {
        /// Every rule with the clause that failed.
        rejected: Vec<Rejection>,
    },
    /// The terms pay nothing for this level of the network.
    NoLevel,
    /// The rule that took it gives nothing, or less than half of the smallest unit.
    RoundsToZero {
        /// The index of the rule or of the upline.
        rule: u16,
        /// The sum before rounding.
        exact: Exact,
    },
}

/// How far a target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetProgress {
    /// The id of the version of the terms.
    pub terms: i64,
    /// The index of the bonus.
    pub bonus: u16,
    /// The turnover that counts.
    pub turnover: Money,
    /// The turnover that reaches the target.
    pub target: Money,
    /// Whether it is reached.
    pub reached: bool,
}

/// Turnover under one rule within the period, across versions of the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTurnover {
    /// The short name of the rule.
    pub rule: String,
    /// The turnover in minor units.
    pub turnover: i64,
    /// How many sales it took.
    pub sales: u32,
}

impl Statement {
    /// How many lines come from sales; bonuses are not counted.
    pub fn sale_lines(&self) -> usize {
        self.lines.iter().filter(|line| line.kind() != LineKind::Bonus).count()
    }

    /// Whether there is nothing to state: no line at all.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// All lines in one compact block.
    pub fn lines_to_bytes(&self) -> Result<Vec<u8>, CodecError> {
        compact::pack(&self.lines)
    }

    /// The lines of a block written by [`Statement::lines_to_bytes`].
    pub fn lines_from_bytes(bytes: &[u8]) -> Result<Vec<Line>, CodecError> {
        compact::unpack(bytes)
    }

    /// All sales that earned nothing in one compact block.
    pub fn unpaid_to_bytes(&self) -> Result<Vec<u8>, CodecError> {
        compact::pack(&self.unpaid)
    }

    /// The sales of a block written by [`Statement::unpaid_to_bytes`].
    pub fn unpaid_from_bytes(bytes: &[u8]) -> Result<Vec<Unpaid>, CodecError> {
        compact::unpack(bytes)
    }
}

impl Line {
    /// Which of the three kinds the line is.
    pub fn kind(&self) -> LineKind {
        match self.origin {
            Origin::Direct { .. } => LineKind::Direct,
            Origin::Override { .. } => LineKind::Override,
            Origin::Bonus { .. } => LineKind::Bonus,
        }
    }

    /// The sale that earned the sum; a bonus has none.
    pub fn sale(&self) -> Option<&SaleRef> {
        match &self.origin {
            Origin::Direct { sale, .. } | Origin::Override { sale, .. } => Some(sale),
            Origin::Bonus { .. } => None,
        }
    }

    /// How many steps below the sale was made, for an override.
    pub fn level(&self) -> Option<u8> {
        match self.origin {
            Origin::Override { level, .. } => Some(level),
            _ => None,
        }
    }

    /// The name people read of the rule or bonus in these terms; empty for an upline without a title.
    pub fn rule_title<'a>(&self, terms: &'a Terms) -> Option<&'a str> {
        match self.origin {
            Origin::Direct { rule, .. } => terms.rules.get(usize::from(rule)).map(|rule| rule.shown()),
            Origin::Override { upline, .. } => {
                terms.uplines.get(usize::from(upline)).map(|upline| upline.title.as_str())
            }
            Origin::Bonus { bonus, .. } => terms.bonuses.get(usize::from(bonus)).map(|bonus| bonus.shown()),
        }
    }
}

impl BandPart {
    /// How much of the sale fell into the band; negative for a return.
    pub fn part(&self) -> i64 {
        self.to.saturating_sub(self.from)
    }

    /// What the part earns, exactly.
    pub fn exact(&self) -> Exact {
        Exact::product(self.part(), self.rate)
    }
}
