//! Insurance contributions that the vendor pays for a person on top of the reward.

use jiff::civil::Date;
use money::{Exact, Money, MoneyError, Rate, RoundingMode};

use super::{Gap, RateKind, RateRow, Rates, Slice};

/// One rate up to a limit of the year, another above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contributions {
    /// Up to the limit.
    pub rate: Rate,
    /// Of what was paid since January.
    pub limit: Money,
    /// Above it.
    pub above: Rate,
}

impl Contributions {
    /// What holds on a day; and the row that says so.
    pub fn on(rates: &Rates, on: Date) -> Result<(Self, &RateRow), Gap> {
        let row = rates.on(RateKind::Contributions, on)?;
        let found = Self {
            rate: row.percent("percent")?,
            limit: row.roubles("limit")?,
            above: row.percent("above")?,
        };
        Ok((found, row))
    }

    /// The contributions of a payment after so much of the year: below the limit and above it.
    pub fn slices(&self, before: Money, payment: Money) -> Result<Vec<Slice>, MoneyError> {
        let until = before.checked_add(payment)?;
        let below = (until.minor.min(self.limit.minor) - before.minor).max(0).min(payment.minor);
        let (known, middle) = (self.total(before.minor)?, self.total(before.minor + below)?);
        let money = |minor| Money::new(minor, payment.currency);
        let all = [
            (below, self.rate, middle - known),
            (payment.minor - below, self.above, self.total(until.minor)? - middle),
        ];
        let real = all.into_iter().filter(|(base, _, _)| *base != 0);
        Ok(real.map(|(base, rate, tax)| Slice { base: money(base), rate, tax: money(tax) }).collect())
    }

    /// The contributions since January, to the kopeck.
    fn total(&self, income: i64) -> Result<i64, MoneyError> {
        let below = Exact::product(income.min(self.limit.minor), self.rate);
        let above = Exact::product((income - self.limit.minor).max(0), self.above);
        below.checked_add(above)?.round(RoundingMode::HalfAwayFromZero)
    }
}
