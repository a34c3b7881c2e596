//! Limits around what is earned: caps and floors, draws, holds, and how returns take back.

use crate::When;
use crate::pay::Window;
use jiff::civil::Date;
use money::Money;

/// The most or the least that is paid of something over a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// The short name; what was used is counted under it, also across versions.
    pub name: String,
    /// The name people read; empty when the short name will do.
    pub title: String,
    /// What is limited.
    pub of: CapOf,
    /// Over which time.
    pub window: Window,
    /// For whom it counts together.
    pub whose: CapWhose,
    /// The most that is paid.
    pub at_most: Option<Money>,
    /// The least that is paid to somebody who earns or may earn.
    pub at_least: Option<Money>,
    /// Whom it concerns.
    pub when: When,
}

/// What a cap limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapOf {
    /// Everything that is earned.
    Total,
    /// What own sales earn.
    Direct,
    /// What the network earns.
    Override,
    /// What targets earn.
    Bonus,
    /// What one rule earns.
    Rule(String),
}

/// For whom a cap counts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CapWhose {
    /// For each partner apart.
    #[default]
    Partner,
    /// For all together: a budget, spent in the order of the sales.
    Everybody,
}

/// What is advanced on commissions to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// What a partner gets at least every period.
    pub amount: Money,
    /// Whether what was advanced is taken off later earnings above the draw.
    pub recoverable: bool,
    /// Who gets it.
    pub when: When,
}

/// How long accruals wait before they may be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// How many days.
    pub days: u32,
    /// From when on.
    pub from: HoldFrom,
}

/// The day from which a hold is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HoldFrom {
    /// The day the period is closed.
    #[default]
    Close,
    /// The last day of the period.
    PeriodEnd,
    /// The day of the sale.
    Sale,
    /// The day the customer paid; while it is unknown, the day the period is closed.
    Payment,
}

/// How a return takes commission back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clawback {
    /// How much of it.
    pub how: ClawbackHow,
    /// A return after so many days takes nothing back.
    pub within_days: Option<u32>,
}

/// How much of its sale's commission a return takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClawbackHow {
    /// The part that is returned.
    #[default]
    Proportional,
    /// All of it, whatever part is returned.
    Whole,
    /// The part of the covered time that was not served, by whole months.
    UnservedMonths,
    /// The part of the covered time that was not served, by days.
    UnservedDays,
}

impl Hold {
    /// The first day on which a sum may be paid. What a hold counts from and is not known is the day of the close.
    pub fn until(
        self,
        sold_on: Option<Date>,
        paid_on: Option<Date>,
        period_end: Date,
        closed_on: Date,
    ) -> Date {
        let from = match self.from {
            HoldFrom::Close => closed_on,
            HoldFrom::PeriodEnd => period_end,
            HoldFrom::Sale => sold_on.unwrap_or(period_end),
            HoldFrom::Payment => paid_on.unwrap_or(closed_on),
        };
        from.saturating_add(jiff::Span::new().days(i64::from(self.days).min(40_000))).max(closed_on)
    }
}

impl Cap {
    /// The most that a partner gets of something in a period.
    pub fn at_most(name: impl Into<String>, of: CapOf, most: Money) -> Cap {
        Cap {
            name: name.into(),
            title: String::new(),
            of,
            window: Window::Period,
            whose: CapWhose::Partner,
            at_most: Some(most),
            at_least: None,
            when: When::ALWAYS,
        }
    }

    /// The title, or the short name where there is none.
    pub fn shown(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
}
