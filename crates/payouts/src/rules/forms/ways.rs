//! Ways of paying people that have limits of their own: the faster payments system, cards, wallets.

use jiff::civil::Date;
use money::{Currency, Money};

use super::{Gap, RateKind, Rates};

/// A way of paying people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By telephone number through the faster payments system (СБП).
    Sbp,
    /// To a card.
    Card,
    /// To a wallet.
    Wallet,
}

/// What went the same way to the same person before this payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WentBefore {
    /// How many payments on the day.
    pub count_today: i8,
    /// How much in the month.
    pub month: Money,
}

/// The limit that a payment breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverLimit {
    /// It is less than the least.
    Below {
        /// The least.
        least: Money,
    },
    /// It is more than the most.
    Above {
        /// The most.
        most: Money,
    },
    /// There were as many payments on the day as there may be.
    Count {
        /// How many there may be.
        max: i8,
    },
    /// It is more than the month has left.
    Month {
        /// What is left.
        left: Money,
    },
    /// Only roubles go this way.
    NotRoubles,
}

impl Way {
    /// The word of its row.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sbp => "way-sbp",
            Self::Card => "way-card",
            Self::Wallet => "way-wallet",
        }
    }

    /// The limit that a payment on a day breaks, if it breaks one; limits that the table leaves empty do not exist.
    pub fn judge(
        self,
        rates: &Rates,
        amount: Money,
        before: WentBefore,
        on: Date,
    ) -> Result<Result<(), OverLimit>, Gap> {
        let row = rates.on(RateKind::Way(self), on)?;
        let roubles = |field: &'static str| match row.text(field) {
            "" => Ok(None),
            _ => row.roubles(field).map(Some),
        };
        let count = match row.text("per_day") {
            "" => None,
            _ => Some(row.number("per_day")?),
        };
        let (least, most, month) = (roubles("least")?, roubles("most")?, roubles("per_month")?);
        if amount.currency != Currency::RUB || before.month.currency != Currency::RUB {
            return Ok(Err(OverLimit::NotRoubles));
        }
        if let Some(least) = least.filter(|least| amount.minor < least.minor) {
            return Ok(Err(OverLimit::Below { least }));
        }
        if let Some(most) = most.filter(|most| amount.minor > most.minor) {
            return Ok(Err(OverLimit::Above { most }));
        }
        if let Some(max) = count.filter(|max| before.count_today >= *max) {
            return Ok(Err(OverLimit::Count { max }));
        }
        let left = month.map(|month| month.minor.saturating_sub(before.month.minor).max(0));
        match left.filter(|left| amount.minor > *left) {
            Some(left) => Ok(Err(OverLimit::Month { left: Money::new(left, Currency::RUB) })),
            None => Ok(Ok(())),
        }
    }
}
