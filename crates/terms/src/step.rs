//! The steps of a derivation, without a language.

use crate::calculators::Jump;
use crate::pay::Earns;
use crate::{Base, Clause, Found, FxUsed, Measure, Per, RoundingPoint, SplitShare};
use jiff::civil::Date;
use money::{Exact, Money, Rate, RoundingMode};

/// One step of a derivation, in the order a person would tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The sale that earned the sum.
    Sale {
        /// The id of the sale.
        id: i64,
        /// The number people know it by.
        reference: String,
        /// The id of the partner who sold.
        seller: i64,
        /// The day it happened.
        happened_on: Date,
        /// The id of the sale it takes back.
        refers_to: Option<i64>,
        /// What it was worth.
        amount: Money,
    },
    /// The version of the terms in force.
    Terms {
        /// The id of the version.
        version: i64,
        /// What people call the terms.
        name: String,
    },
    /// A rule that was considered and did not fit.
    Rejected {
        /// The name people read.
        title: String,
        /// What stood against it.
        against: Against,
    },
    /// The rule that took the sale.
    Rule {
        /// The short name.
        name: String,
        /// The name people read.
        title: String,
    },
    /// The level of the network that earned the sum.
    Level {
        /// How many steps below the sale was made.
        level: u8,
        /// The name people read; empty when the level says enough.
        title: String,
    },
    /// The rank that earned the sum.
    Rank {
        /// How many steps below the sale was made; 0 for an own sale.
        level: u8,
        /// The name of the rank.
        title: String,
        /// Its share.
        rate: Rate,
        /// The highest rank below and its share.
        below: Option<(String, Rate)>,
    },
    /// A share in the commission of somebody else's sale.
    Share {
        /// The role.
        role: String,
        /// The share.
        share: SplitShare,
        /// The whole sum that is shared.
        pot: Money,
    },
    /// What is left to the seller of the whole sum.
    Shared {
        /// The whole sum.
        pot: Money,
    },
    /// The legs and what of them was matched.
    Legs {
        /// The left leg.
        left: Money,
        /// The right leg.
        right: Money,
        /// The matched volume.
        matched: Money,
    },
    /// A target that was reached.
    Target {
        /// The name people read.
        title: String,
        /// What is counted.
        measure: Measure,
        /// What was asked for, in the units of the measure.
        asked: i64,
        /// What counted.
        value: i64,
    },
    /// The exchange rate that was used.
    Exchange {
        /// The rate.
        used: FxUsed,
        /// What the sum became.
        base: Money,
    },
    /// The part of the sale that the pay is computed from, where it is not the whole amount.
    Base {
        /// Which part.
        base: Base,
        /// What it comes to.
        amount: Money,
    },
    /// What the seller earned, where the share is of that.
    OfCommission {
        /// What he earned.
        earned: Money,
    },
    /// A share of the base.
    Percent {
        /// What the share is of.
        base: Money,
        /// The share.
        rate: Rate,
        /// The sum, exactly.
        exact: Exact,
    },
    /// A fixed sum.
    Fixed {
        /// The sum for one.
        amount: Money,
        /// How many times; negative for a return.
        times: Rate,
        /// What it is paid for; nothing for a bonus.
        per: Option<Per>,
    },
    /// What had been measured before this sale and after it.
    Measured {
        /// What is measured.
        measure: Measure,
        /// Before.
        before: i64,
        /// After.
        after: i64,
    },
    /// The band that the value is in.
    Band {
        /// What is measured.
        measure: Measure,
        /// The value.
        value: i64,
        /// Where the band begins; nothing for the first one.
        from: Option<i64>,
        /// Where it ends; nothing for the last one.
        up_to: Option<i64>,
        /// What it earns.
        earns: Earns,
    },
    /// A part of the sale in one band.
    BandPart {
        /// What is measured.
        measure: Measure,
        /// Where the band begins; nothing for the first one.
        from: Option<i64>,
        /// Where it ends; nothing for the last one.
        up_to: Option<i64>,
        /// How much of the sale fell into it.
        part: i64,
        /// What the band earns.
        earns: Earns,
        /// What the part earns, exactly.
        exact: Exact,
    },
    /// A part of the sale at a rate that grows inside its band.
    GrowingPart {
        /// How much of the sale it is.
        part: i64,
        /// The rate at which the band begins.
        from: Earns,
        /// The rate at which it ends.
        to: Earns,
        /// What the part earns, exactly.
        exact: Exact,
    },
    /// What a change of the band does to volume before this sale.
    Jump {
        /// What is measured.
        measure: Measure,
        /// The jump.
        jump: Jump,
    },
    /// A return takes back a share of what its sale earned.
    TakenBack {
        /// What the sale earned, exactly.
        earned: Exact,
        /// The share taken back before.
        before: Rate,
        /// The share taken back with this return.
        after: Rate,
    },
    /// A sum was cut or raised for one sale.
    Limited {
        /// What it came to.
        earned: Exact,
        /// The limit.
        limit: Money,
    },
    /// A cap or a floor over a window.
    Cap {
        /// The name people read.
        title: String,
        /// What was earned in this statement.
        earned: Money,
        /// What was earned in the window before.
        used: Money,
        /// The most, or the least.
        limit: Money,
        /// Whether it raises rather than cuts.
        is_floor: bool,
    },
    /// A budget of all partners was spent.
    Budget {
        /// The name people read.
        title: String,
        /// The sum that it cut.
        earned: Money,
    },
    /// A draw.
    Draw {
        /// What is paid at least.
        amount: Money,
        /// What was earned.
        earned: Money,
        /// The debt before.
        before: Money,
        /// The debt after.
        after: Money,
    },
    /// The declared rounding; present only when it changes the sum.
    Rounded {
        /// The sum before.
        exact: Exact,
        /// Where it is rounded.
        at: RoundingPoint,
        /// The mode.
        mode: RoundingMode,
    },
    /// The sum of the line.
    Result {
        /// The sum.
        amount: Money,
    },
}

/// What stood against a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// A clause that failed; nothing when the terms at hand have no such clause.
    Clause {
        /// The clause.
        clause: Option<Clause>,
        /// What was found instead.
        found: Found,
    },
    /// It pays for a time, and that is over.
    Over {
        /// The first day on which it no longer pays; nothing when payments are counted.
        since: Option<Date>,
    },
    /// It would have paid less.
    PaysLess {
        /// What it would have paid.
        amount: Money,
    },
}
