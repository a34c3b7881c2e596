//! The calculators, one file per kind: what was sold and what was counted in, an exact sum and its derivation out.
//!
//! The same functions compute a sum when a period is closed and tell its reason later: a record keeps what was
//! counted, and everything else follows.

pub mod by_band;
pub mod fixed;
pub mod interpolated;
pub mod limit;
pub mod marginal;
pub mod percent;
pub mod taken_back;
pub mod whole;

use crate::pay::{Band, BandMode, Earns, Pay, Stack, StackHow, Window};
use crate::{Bands, Measure, Per, Rule};
use jiff::civil::Date;
use money::{Exact, MoneyError, Rate};
use serde::{Deserialize, Serialize};

/// How a sum follows from its base.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Parts of what is measured, each at its own band.
    Parts {
        /// What had been measured before.
        before: i64,
        /// The parts in the order the measure passed through them.
        parts: Vec<BandPart>,
    },
    /// All of the volume at the band reached.
    Whole {
        /// What had been measured before.
        before: i64,
        /// What is measured now.
        after: i64,
        /// The band reached.
        band: u16,
        /// What it earns.
        earns: Earns,
        /// What a change of the band does to the volume before.
        jump: Option<Jump>,
    },
    /// The whole sale at one band.
    ByBand {
        /// The value that chose the band.
        value: i64,
        /// The band.
        band: u16,
        /// What it earns.
        earns: Earns,
    },
    /// Parts of the turnover at rates that grow inside their bands.
    Growing {
        /// What had been measured before.
        before: i64,
        /// The parts in the order the measure passed through them.
        parts: Vec<GrowingPart>,
    },
    /// A return takes back a part of what its sale earned.
    TakenBack {
        /// How the sale had earned.
        of: Box<How>,
        /// What the sale had earned, before rounding.
        earned: Exact,
        /// The share that earlier returns took back.
        before: Rate,
        /// The share that is taken back with this one.
        after: Rate,
    },
    /// The share of a rank less the share that was paid below.
    Difference {
        /// The share of the rank.
        own: Rate,
        /// The highest share below.
        below: Rate,
    },
    /// A part of a sum that is shared, a cut or an addition: the amount says it all.
    Given,
    /// A sum that was cut or raised to a limit for one sale.
    Limited {
        /// How it was computed.
        of: Box<How>,
        /// What it came to before.
        earned: Exact,
        /// The limit, in minor units.
        limit: i64,
    },
}

/// What a change of the band does to volume that was paid for before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump {
    /// The volume.
    pub volume: i64,
    /// What it had earned by.
    pub from: Earns,
    /// What it earns by now.
    pub to: Earns,
    /// The difference.
    pub exact: Exact,
}

/// The part of what a sale adds to a measure that fell into one band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandPart {
    /// The place of the band.
    pub band: u16,
    /// The value where the part begins.
    pub from: i64,
    /// The value where it ends; below `from` for a return.
    pub to: i64,
}

/// A part at a rate that grows from one end to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrowingPart {
    /// Where it lies.
    pub part: BandPart,
    /// What it earns.
    pub exact: Exact,
}

/// What a calculator found: the sum before rounding and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// How it follows.
    pub how: How,
    /// The sum, exactly.
    pub exact: Exact,
    /// The sum rounded, where it does not follow from the exact one alone.
    pub rounded: Option<i64>,
}

/// What was sold, in the currency of the terms.
#[derive(Debug, Clone, Copy)]
pub struct Sold {
    /// The base.
    pub base: i64,
    /// How many units.
    pub quantity: i64,
    /// Whether it takes something back.
    pub is_return: bool,
    /// What it adds to the number of sales: a return takes its sale off when nothing of it is left.
    pub count: i64,
    /// What it adds to the measure of the rule's bands.
    pub adds: i64,
}

/// What a band earns of each unit of what it pays for, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// A share of it.
    Share(Rate),
    /// A sum in minor units.
    Sum(Exact),
}

/// What of sales a rule with bands pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// Their base.
    Base,
    /// Their units.
    Quantity,
    /// Their number.
    Count,
}

/// What had been counted when a sale came.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    /// What the bands had measured before, or the value that chooses the band.
    pub before: i64,
    /// The volume before that a higher band reaches.
    pub moved: i64,
}

impl Earned {
    /// A sum that is rounded where the terms say.
    pub fn new(how: How, exact: Exact) -> Earned {
        Earned { how, exact, rounded: None }
    }
}

impl Each {
    /// What a volume earns: a share of the money, or a sum for each unit.
    pub fn of(self, volume: i64) -> Result<Exact, MoneyError> {
        self.of_sale(volume, volume)
    }

    /// What a sale earns: a share of its base, or a sum so many times.
    pub fn of_sale(self, base: i64, times: i64) -> Result<Exact, MoneyError> {
        match self {
            Each::Share(rate) => Ok(Exact::product(base, rate)),
            Each::Sum(sum) => sum.checked_mul(i128::from(times), 1),
        }
    }
}

impl Volume {
    /// What these bands pay for: shares are of the base, and sums are for each unit or for each sale.
    pub fn of(terms: &Bands) -> Volume {
        match terms.measure {
            _ if !pays_sums(terms) => Volume::Base,
            Measure::Quantity => Volume::Quantity,
            _ => Volume::Count,
        }
    }
}

/// Whether bands pay sums rather than shares; a sum that is multiplied stays one.
pub fn pays_sums(terms: &Bands) -> bool {
    let is_sum = |earns: Earns| matches!(earns, Earns::Fixed(_));
    terms.stack.is_some_and(|stack| is_sum(stack.onto)) || terms.bands.iter().any(|band| is_sum(band.earns))
}

impl BandPart {
    /// How much fell into the band; negative for a return.
    pub fn size(&self) -> i64 {
        self.to.saturating_sub(self.from)
    }
}

/// What a rule pays for a sale that has no original to be compared with.
///
/// `bands` are those of the rule with bounds as they count for this partner.
pub fn earn(rule: &Rule, bands: &[Band], sold: &Sold, counted: Counted) -> Result<Earned, MoneyError> {
    let earned = match &rule.pay {
        Pay::Percent(rate) => percent::earn(sold.base, *rate),
        Pay::Fixed { amount, per } => fixed::earn(amount.minor, *per, sold),
        Pay::Bands(terms) => match terms.mode {
            BandMode::Marginal => marginal::earn(terms, bands, sold, counted.before)?,
            BandMode::Whole => whole::earn(terms, bands, sold, counted)?,
            BandMode::Interpolated => interpolated::earn(terms, bands, sold, counted.before)?,
            BandMode::Including => {
                let value = counted.before.checked_add(sold.adds).ok_or(MoneyError::Overflow)?;
                by_band::earn(terms, bands, sold, value)?
            }
            BandMode::Before | BandMode::Reached | BandMode::Previous => {
                by_band::earn(terms, bands, sold, counted.before)?
            }
        },
    };
    limit::within(rule, earned)
}

/// Whether a return with a known original takes back a share of what that earned, rather than walking back.
pub fn mirrors(rule: &Rule) -> bool {
    match &rule.pay {
        Pay::Percent(_) | Pay::Fixed { per: Per::Sale, .. } => true,
        Pay::Fixed { .. } => false,
        Pay::Bands(bands) => {
            matches!(bands.mode, BandMode::Before | BandMode::Including | BandMode::Previous)
                || bands.window == Window::Sale
        }
    }
}

/// What a band earns, with the base pay it is stacked on, exactly.
pub fn each(terms: &Bands, band: usize, bands: &[Band]) -> Result<Each, MoneyError> {
    if let Some(Stack { onto: Earns::Fixed(onto), how: StackHow::Multiply }) = terms.stack
        && let Some(Earns::Percent(more)) = bands.get(band).map(|band| band.earns)
    {
        let factor = more.checked_add(Rate::ONE).ok_or(MoneyError::Overflow)?;
        return Ok(Each::Sum(Exact::product(onto, factor)));
    }
    Ok(match effective(terms, band, bands)? {
        Earns::Percent(rate) => Each::Share(rate),
        Earns::Fixed(sum) => Each::Sum(Exact::whole(sum)),
    })
}

/// What a band earns, with the base pay it is stacked on, as people are told: a sum in whole minor units.
pub fn effective(terms: &Bands, band: usize, bands: &[Band]) -> Result<Earns, MoneyError> {
    let earns = bands.get(band).map_or(Earns::Fixed(0), |band| band.earns);
    let Some(stack) = terms.stack else { return Ok(earns) };
    match (stack.how, stack.onto, earns) {
        (StackHow::Add, Earns::Percent(onto), Earns::Percent(more)) => {
            onto.checked_add(more).map(Earns::Percent).ok_or(MoneyError::Overflow)
        }
        (StackHow::Add, Earns::Fixed(onto), Earns::Fixed(more)) => {
            onto.checked_add(more).map(Earns::Fixed).ok_or(MoneyError::Overflow)
        }
        (StackHow::Multiply, Earns::Percent(onto), Earns::Percent(more)) => {
            let factor = more.checked_add(Rate::ONE);
            factor.and_then(|factor| onto.checked_mul(factor)).map(Earns::Percent).ok_or(MoneyError::Overflow)
        }
        (StackHow::Multiply, Earns::Fixed(onto), Earns::Percent(more)) => {
            let factor = more.checked_add(Rate::ONE).ok_or(MoneyError::Overflow)?;
            Exact::product(onto, factor).round(money::RoundingMode::HalfAwayFromZero).map(Earns::Fixed)
        }
        _ => Ok(earns),
    }
}

/// The band that `value` is in; below the first bound, and below zero, it is the first.
pub fn band_at(bands: &[Band], value: i64) -> usize {
    let at = bands.iter().position(|band| band.up_to.is_none_or(|bound| value < bound));
    at.unwrap_or(bands.len().saturating_sub(1))
}

/// The parts of `[before; after]` by band, in the order the measure passes through them.
pub fn parts(bands: &[Band], before: i64, after: i64) -> Vec<BandPart> {
    let (low, high) = (before.min(after), before.max(after));
    let mut parts = Vec::with_capacity(1);
    let mut from = low;
    for (at, band) in bands.iter().enumerate() {
        let to = band.up_to.map_or(high, |bound| bound.min(high));
        if from < to {
            parts.push(BandPart { band: at as u16, from, to });
            from = to;
        }
    }
    if after < before {
        parts.reverse();
        for part in &mut parts {
            (part.from, part.to) = (part.to, part.from);
        }
    }
    parts
}

/// How many times a fixed sum is paid for a sale by what is measured. Where the band reached pays for the number of
/// sales, a part of one that is returned takes nothing off until the rest is.
pub fn times(terms: &Bands, sold: &Sold) -> i64 {
    match terms.measure {
        Measure::Quantity => sold.quantity,
        _ if terms.mode == BandMode::Reached => sold.count,
        _ if sold.is_return => -1,
        _ => 1,
    }
}

/// The day after the last on which a recurring rule pays, counted from the first sale.
pub fn recurring_end(first: Date, months: u32) -> Date {
    first.saturating_add(jiff::Span::new().months(i64::from(months).min(12_000)))
}
