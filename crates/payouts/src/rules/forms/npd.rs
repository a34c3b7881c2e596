//! Partners on the professional income tax: their status, the cap of the year and when it will be reached.

use jiff::civil::Date;
use money::{Money, Rate};

use super::{Gap, RateKind, RateRow, Rates};

/// What the regime says on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Npd {
    /// The most income of a calendar year.
    pub cap: Money,
    /// His own tax on what people pay him.
    pub from_people: Rate,
    /// His own tax on what companies pay him.
    pub from_companies: Rate,
}

/// What a check of the status said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NpdStatus {
    /// Whether he was registered.
    pub is_active: bool,
    /// On which day that was asked.
    pub checked_on: Date,
}

/// How far the cap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NpdOutlook {
    /// What may still be earned in the year.
    pub left: Money,
    /// The day on which the cap is reached if the year goes on as it did; none when it is not reached this year.
    pub reached_on: Option<Date>,
}

impl Npd {
    /// What holds on a day; and the row that says so. After its last day the regime is not known.
    pub fn on(rates: &Rates, on: Date) -> Result<(Self, &RateRow), Gap> {
        let row = rates.on(RateKind::Npd, on)?;
        let found = Self {
            cap: row.roubles("cap")?,
            from_people: row.percent("from_people")?,
            from_companies: row.percent("from_companies")?,
        };
        Ok((found, row))
    }

    /// What may still be paid in the year.
    pub fn left(&self, income: Money) -> Money {
        Money::new(self.cap.minor.saturating_sub(income.minor).max(0), self.cap.currency)
    }

    /// How far the cap is on a day, by the income of the year up to and with this day.
    pub fn outlook(&self, income: Money, on: Date) -> NpdOutlook {
        let left = self.left(income);
        let days = i128::from(on.day_of_year());
        let reached_on = if left.is_zero() {
            Some(on)
        } else if income.minor <= 0 {
            None
        } else {
            // The first whole day by which the pace so far has earned the cap.
            let needed =
                (i128::from(self.cap.minor) * days + i128::from(income.minor) - 1) / i128::from(income.minor);
            i16::try_from(needed).ok().filter(|day| *day <= on.days_in_year()).and_then(|day| {
                Date::constant(on.year(), 1, 1).checked_add(jiff::Span::new().days(day - 1)).ok()
            })
        };
        NpdOutlook { left, reached_on }
    }
}

/// The last day for the receipt of a transfer made on a day.
pub fn receipt_due(rates: &Rates, paid_on: Date) -> Result<Option<Date>, Gap> {
    let day = rates.on(RateKind::NpdReceipt, paid_on)?.number("day")?;
    let next = paid_on.first_of_month().checked_add(jiff::Span::new().months(1)).ok();
    Ok(next.and_then(|next| next.with().day(day.min(next.days_in_month())).build().ok()))
}

/// The first day on which a former employee of the vendor may be paid under the regime.
pub fn allowed_after_employment(rates: &Rates, ended_on: Date, on: Date) -> Result<Option<Date>, Gap> {
    let years = rates.on(RateKind::NpdEmployer, on)?.number("years")?;
    Ok(ended_on.checked_add(jiff::Span::new().years(years)).ok())
}
