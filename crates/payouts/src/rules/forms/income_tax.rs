//! Income tax that the vendor withholds from a person: brackets over what was paid since January.

use jiff::civil::Date;
use money::{Currency, Exact, Money, MoneyError, Rate, RoundingMode};

use super::{Gap, RateKind, RateRow, Rates};

/// A bracket: income above a sum is taxed at a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Above what income of the year.
    pub from: Money,
    /// At what rate.
    pub rate: Rate,
}

/// The tax of one payment within one bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The part of the payment.
    pub base: Money,
    /// At what rate.
    pub rate: Rate,
    /// The tax.
    pub tax: Money,
}

/// How a person's income is taxed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomeTax {
    brackets: Vec<Bracket>,
    /// To how many kopecks the tax is rounded.
    unit: i64,
}

impl IncomeTax {
    /// How residents or non-residents are taxed on a day; and the row that says so.
    pub fn on(rates: &Rates, is_resident: bool, on: Date) -> Result<(Self, &RateRow), Gap> {
        let kind = if is_resident { RateKind::IncomeTax } else { RateKind::IncomeTaxAbroad };
        let row = rates.on(kind, on)?;
        let brackets = if is_resident {
            row.brackets("brackets")?
        } else {
            vec![Bracket { from: Money::zero(Currency::RUB), rate: row.percent("percent")? }]
        };
        let unit = if row.text("unit") == "kopeck" { 1 } else { 100 };
        Ok((Self { brackets, unit }, row))
    }

    /// The tax of a payment after so much income of the year, bracket by bracket. Rounding is of the tax since January, so
    /// that the parts of a year add up to the tax of the year.
    pub fn slices(&self, before: Money, payment: Money) -> Result<Vec<Slice>, MoneyError> {
        let until = before.checked_add(payment)?;
        let mut slices = Vec::new();
        let mut known = self.rounded(self.exact(before.minor)?)?;
        for (place, bracket) in self.brackets.iter().enumerate() {
            let end = self.brackets.get(place + 1).map_or(i64::MAX, |next| next.from.minor).min(until.minor);
            let start = bracket.from.minor.max(before.minor);
            if start >= end {
                continue;
            }
            let tax = self.rounded(self.exact(end)?)?;
            slices.push(Slice {
                base: Money::new(end - start, payment.currency),
                rate: bracket.rate,
                tax: Money::new(tax - known, payment.currency),
            });
            known = tax;
        }
        Ok(slices)
    }

    /// The exact tax of an income of the year.
    fn exact(&self, income: i64) -> Result<Exact, MoneyError> {
        let mut tax = Exact::whole(0);
        for (place, bracket) in self.brackets.iter().enumerate() {
            let end = self.brackets.get(place + 1).map_or(i64::MAX, |next| next.from.minor).min(income);
            if end > bracket.from.minor {
                tax = tax.checked_add(Exact::product(end - bracket.from.minor, bracket.rate))?;
            }
        }
        Ok(tax)
    }

    fn rounded(&self, tax: Exact) -> Result<i64, MoneyError> {
        let units = tax.checked_mul(1, i128::from(self.unit))?.round(RoundingMode::HalfAwayFromZero)?;
        units.checked_mul(self.unit).ok_or(MoneyError::Overflow)
    }

    /// What must be paid so that after tax this is left: at 13 % of 10 000 it is 11 494.25. The exact sum, rounded to kopecks.
    pub fn grossed_up(&self, before: Money, in_hand: Money) -> Result<Money, MoneyError> {
        let mut left = Exact::whole(in_hand.minor);
        let mut gross = Exact::whole(0);
        for (place, bracket) in self.brackets.iter().enumerate() {
            let start = bracket.from.minor.max(before.minor);
            let kept = (i128::from(bracket.rate.den() - bracket.rate.num()), i128::from(bracket.rate.den()));
            let needed = left.checked_mul(kept.1, kept.0)?;
            let room = match self.brackets.get(place + 1) {
                Some(next) if next.from.minor <= start => continue,
                Some(next) => Exact::whole(next.from.minor - start),
                None => needed,
            };
            if needed.compared(room).is_none_or(|order| order.is_le()) {
                gross = gross.checked_add(needed)?;
                break;
            }
            gross = gross.checked_add(room)?;
            left = left.checked_sub(room.checked_mul(kept.0, kept.1)?)?;
        }
        Ok(Money::new(gross.round(RoundingMode::HalfAwayFromZero)?, in_hand.currency))
    }
}
