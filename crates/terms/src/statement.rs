//! The result of a calculation: totals, and records that each are enough to tell the reason of a sum.

use crate::{FxRate, Missing, Period, Rejection, Standing};
use jiff::civil::Date;
use money::{Currency, Exact, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one partner earned in one period, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The id of the partner.
    pub partner: i64,
    /// The period.
    pub period: Period,
    /// The currency of every sum.
    pub currency: Currency,
    /// The sums.
    pub totals: Totals,
    /// The ids of the versions of the terms that records name by their place here.
    pub versions: Vec<i64>,
    /// One record for every sum: own sales in order, shares in sales of others, the network's, bonuses, limits.
    pub records: Vec<Record>,
    /// Rules that would have paid less, or that pay as well: with money, where terms choose by money.
    pub others: Vec<Other>,
    /// Exchange rates that records name by their place here.
    pub fx: Vec<FxUsed>,
    /// Sales that earned nothing, with the reason.
    pub unpaid: Vec<Unpaid>,
    /// How far each target is.
    pub targets: Vec<TargetProgress>,
    /// What each rule with bands has measured at the end of the period.
    pub measured: Vec<Measured>,
    /// What the partner sold, as conditions saw it.
    pub standing: Standing,
    /// What the next period goes on from.
    pub carried: Carried,
}

/// Sums of one statement in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Own sales less returns, whether they earned or not.
    pub turnover: i64,
    /// What own sales earned, and shares in sales of others.
    pub direct: i64,
    /// What the network earned him.
    pub overrides: i64,
    /// What reached targets earned.
    pub bonus: i64,
    /// What caps, floors and draws took off or added.
    pub limits: i64,
    /// What corrections of earlier periods took off or added.
    pub adjustments: i64,
    /// Everything together, equal to the sum of the records.
    pub total: i64,
    /// How many records come from sales.
    pub sale_lines: i64,
}

/// One sum and what its reason is told from; sixty-four bytes, of which the compact form keeps about a dozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// What kind of sum it is.
    pub kind: RecordKind,
    /// How many steps below the sale was made; 0 for the partner's own.
    pub level: u8,
    /// The version of the terms, by its place in [`Statement::versions`].
    pub version: u8,
    /// The exchange rate, by its place in [`Statement::fx`] counted from 1; 0 for none.
    pub fx: u16,
    /// Which rule, upline, rank, split, bonus or cap, by its place in the terms.
    pub part: u16,
    /// The sale, by its place in the [`Book`](crate::Book); [`Record::NO_SALE`] for none.
    pub sale: u32,
    /// What the sum is computed from, in minor units of the terms' currency.
    pub base: i64,
    /// What had been counted before; its meaning goes with the kind.
    pub before: i64,
    /// What else was counted; its meaning goes with the kind.
    pub moved: i64,
    /// The sum in minor units, never zero.
    pub amount: i64,
}

/// The kinds of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum RecordKind {
    /// A sale of the partner himself. `before` is what the bands had measured before it, or the value that chose the
    /// band; `moved` is the volume before it that a higher band reaches.
    Direct,
    /// Sales of earlier periods of the window at the band reached now. `base` is their volume, `before` what had been
    /// measured when they were last paid for, `moved` what is measured now.
    TrueUp,
    /// A share in a sale of somebody else. `base` is the pot.
    Share,
    /// A sale of the downline. `base` is the part of the sale, or what the seller earned on it.
    Override,
    /// A sale of his own (level 0) or of the downline by rank. `before` is the place of the highest rank below counted
    /// from 1, or 0.
    Ranked,
    /// The weaker leg. `base` is the matched volume, `before` the left leg and `moved` the right one.
    Binary,
    /// A target reached. `base` is what the bonus is computed from, `before` what the first target asked for and `moved`
    /// what counted for it.
    Bonus,
    /// A cap or a floor. `base` is what was earned, `before` what had been earned in the window before.
    Cap,
    /// A budget spent before this sum. `base` is the sum that was cut.
    Budget,
    /// A draw. `base` is what was earned, `before` the debt before and `moved` the debt after.
    Draw,
    /// A correction of an earlier period; it stands in [`Adjustment`](crate::Adjustment)s.
    Adjustment,
}

/// A rule that was weighed by money beside the one that pays a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// The place of the record; [`Other::WHOLE`] when rules were weighed by the whole period.
    pub record: u32,
    /// The place of the rule in the terms.
    pub rule: u16,
    /// What it would have paid, in minor units.
    pub amount: i64,
}

/// An exchange rate that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FxUsed {
    /// The currency that was turned into that of the terms.
    pub from: Currency,
    /// The day of the rate; nothing for a mean of a period.
    #[serde(with = "crate::compact::maybe_day")]
    pub on: Option<Date>,
    /// The rate and who published it.
    pub rate: FxRate,
}

/// A sale that earned nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpaid {
    /// The id of the sale.
    pub sale: i64,
    /// How many steps below it was made; 0 for the partner's own.
    pub level: u8,
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
    /// It is in another currency than the terms, which name no exchange rate.
    OtherCurrency,
    /// The exchange rate of its day is not known.
    NoRate {
        /// The currency.
        of: Currency,
        /// The day; nothing when no rate of the whole period is known.
        #[serde(with = "crate::compact::maybe_day")]
        on: Option<Date>,
    },
    /// A part of it that the pay is computed from is not known.
    Missing {
        /// The place of the rule.
        rule: u16,
        /// The part.
        what: Missing,
    },
    /// No rule takes it; each says why.
    NoRule {
        /// Every rule with what stood against it.
        rejected: Vec<Rejection>,
    },
    /// The terms pay nothing for this level of the network.
    NoLevel,
    /// The partner does not qualify in the network.
    NotQualified,
    /// Somebody below had the same share or a higher one already.
    PaidBelow,
    /// The rule that took it gives nothing, or less than half of the smallest unit.
    RoundsToZero {
        /// The place of the rule or of the upline.
        rule: u16,
        /// The sum before rounding.
        exact: Exact,
    },
    /// The return came too late to take anything back.
    TooLateToTakeBack {
        /// The last day on which it would have.
        #[serde(with = "crate::compact::day")]
        until: Date,
    },
    /// The shares of those who took part in it are more than the whole.
    SharesOverWhole,
}

/// How far a target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetProgress {
    /// The id of the version of the terms.
    pub terms: i64,
    /// The place of the bonus.
    pub bonus: u16,
    /// The place of the target in it.
    pub target: u16,
    /// What counts so far, in the units of its measure.
    pub value: i64,
    /// What is asked for; nothing when it is not known, such as growth over nothing.
    pub asked: Option<i64>,
    /// Whether it is reached.
    pub reached: bool,
}

/// What a rule with bands has measured at the end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The version of the terms, by its place in [`Statement::versions`].
    pub version: u8,
    /// The place of the rule.
    pub rule: u16,
    /// The product, where each has a measure of its own.
    pub product: u32,
    /// The value, in the units of the measure.
    pub value: i64,
    /// The volume that the rule pays for in the window, which a higher band may reach.
    pub volume: i64,
}

/// Named numbers that one period hands to the next, in minor units: debts of draws, what caps have seen, volumes of legs.
pub type Carried = BTreeMap<String, i64>;

impl Record {
    /// Stands where a record has no sale.
    pub const NO_SALE: u32 = u32::MAX;

    /// Whether the record is about a sale.
    pub fn has_sale(&self) -> bool {
        self.sale != Record::NO_SALE
    }
}

impl Other {
    /// Stands for the whole period in place of a record.
    pub const WHOLE: u32 = u32::MAX;
}

impl RecordKind {
    /// All kinds in the order of their numbers.
    pub const ALL: [RecordKind; 11] = [
        RecordKind::Direct,
        RecordKind::TrueUp,
        RecordKind::Share,
        RecordKind::Override,
        RecordKind::Ranked,
        RecordKind::Binary,
        RecordKind::Bonus,
        RecordKind::Cap,
        RecordKind::Budget,
        RecordKind::Draw,
        RecordKind::Adjustment,
    ];
}

impl Statement {
    /// A sum of the statement as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// Whether there is nothing to state: no record and no own sale without pay.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.unpaid.is_empty()
    }
}

impl Totals {
    /// Counts a record in; nothing when a sum does not fit.
    #[must_use]
    pub fn count(&mut self, record: &Record) -> Option<()> {
        let into = match record.kind {
            RecordKind::Direct | RecordKind::TrueUp | RecordKind::Share => &mut self.direct,
            RecordKind::Ranked if record.level == 0 => &mut self.direct,
            RecordKind::Override | RecordKind::Ranked | RecordKind::Binary => &mut self.overrides,
            RecordKind::Bonus => &mut self.bonus,
            RecordKind::Cap | RecordKind::Budget | RecordKind::Draw => &mut self.limits,
            RecordKind::Adjustment => &mut self.adjustments,
        };
        *into = into.checked_add(record.amount)?;
        self.total = self.total.checked_add(record.amount)?;
        self.sale_lines += i64::from(record.has_sale());
        Some(())
    }

    /// Adds other totals of the same currency; nothing when a sum does not fit.
    pub fn plus(self, other: Totals) -> Option<Totals> {
        Some(Totals {
            turnover: self.turnover.checked_add(other.turnover)?,
            direct: self.direct.checked_add(other.direct)?,
            overrides: self.overrides.checked_add(other.overrides)?,
            bonus: self.bonus.checked_add(other.bonus)?,
            limits: self.limits.checked_add(other.limits)?,
            adjustments: self.adjustments.checked_add(other.adjustments)?,
            total: self.total.checked_add(other.total)?,
            sale_lines: self.sale_lines.checked_add(other.sale_lines)?,
        })
    }
}
