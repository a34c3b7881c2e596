//! VAT: the rate of a mode on a day, and the tax inside a sum or on top of it.

use jiff::civil::Date;
use money::{Money, MoneyError, Rate, RoundingMode};
use partners::Vat;

use super::{Gap, RateKind, Rates};

/// What the agreed sum says about VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatClause {
    /// The tax comes on top of the reward.
    OnTop,
    /// The tax is inside the reward.
    Inside,
}

/// The rates of VAT on a day.
#[derive(Clone, Copy, Debug)]
pub struct VatRates<'a> {
    rates: &'a Rates,
    on: Date,
}

impl<'a> VatRates<'a> {
    /// The rates of a day.
    pub const fn on(rates: &'a Rates, on: Date) -> Self {
        Self { rates, on }
    }

    /// The rate of a mode; none for those who do not pay VAT. A zero rate is known without the table.
    pub fn of(&self, mode: Vat) -> Result<Option<Rate>, Gap> {
        let field = match mode {
            Vat::Without => return Ok(None),
            Vat::Rate0 => return Ok(Some(Rate::ZERO)),
            Vat::General => "general",
            Vat::Rate10 => "reduced",
            Vat::Rate5 => "special_low",
            Vat::Rate7 => "special_high",
        };
        let row = self.rates.on(RateKind::Vat, self.on)?;
        // The gap is about the day that was asked.
        row.percent(field).map(Some).map_err(|gap| Gap { on: self.on, ..gap })
    }

    /// The mode of somebody on the simplified system whose income of the year before was this, by the limits of the table.
    pub fn mode_by_income(&self, income: Money) -> Result<Vat, Gap> {
        let row = self.rates.on(RateKind::Vat, self.on)?;
        let limits =
            [("free_to", Vat::Without), ("special_low_to", Vat::Rate5), ("special_high_to", Vat::Rate7)];
        for (field, mode) in limits {
            if income.minor <= row.roubles(field)?.minor {
                return Ok(mode);
            }
        }
        Ok(Vat::General)
    }
}

/// The tax that comes on top of a sum.
pub fn above(sum: Money, rate: Rate) -> Result<Money, MoneyError> {
    let minor = sum.times(rate).round(RoundingMode::HalfAwayFromZero)?;
    Ok(Money::new(minor, sum.currency))
}

/// The tax inside a sum: at 22 % it is 22/122 of it.
pub fn inside(sum: Money, rate: Rate) -> Result<Money, MoneyError> {
    let (num, den) = (i128::from(rate.num()), i128::from(rate.den()));
    let share = money::Exact::whole(sum.minor).checked_mul(num, den + num)?;
    Ok(Money::new(share.round(RoundingMode::HalfAwayFromZero)?, sum.currency))
}
