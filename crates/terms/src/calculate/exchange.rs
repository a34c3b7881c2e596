//! Turning sums of other currencies into the currency of the terms.

use crate::{Book, FxDate, FxRate, FxUsed, Original, SaleFact, Terms, UnpaidReason};
use jiff::civil::Date;
use money::{Currency, Exact, MoneyError, Rate, RoundingMode};

/// How sums of a sale become sums of the terms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exchange {
    /// The rate; nothing for a sale in the currency of the terms.
    pub used: Option<FxUsed>,
    scale: (i128, i128),
}

impl Exchange {
    /// Sums stay as they are.
    pub const NONE: Exchange = Exchange { used: None, scale: (1, 1) };

    /// The exchange by a rate that was used.
    pub fn by(used: FxUsed, to: Currency) -> Exchange {
        let scale = (i128::from(to.minor_per_whole()), i128::from(used.from.minor_per_whole()));
        Exchange { used: Some(used), scale }
    }

    /// A sum in minor units of the terms' currency, rounded to one, halves away from zero.
    pub fn of(&self, minor: i64) -> Result<i64, MoneyError> {
        let Some(used) = &self.used else { return Ok(minor) };
        let exact = Exact::product(minor, used.rate.rate).checked_mul(self.scale.0, self.scale.1)?;
        exact.round(RoundingMode::HalfAwayFromZero)
    }
}

/// The exchange of a sale under these terms, or why it cannot be paid.
pub(crate) fn exchange(book: &Book, terms: &Terms, sale: &SaleFact) -> Result<Exchange, UnpaidReason> {
    if sale.currency == terms.currency {
        return Ok(Exchange::NONE);
    }
    let fx = terms.fx.ok_or(UnpaidReason::OtherCurrency)?;
    let used = match fx {
        FxDate::PeriodAverage => average(book, sale.currency),
        _ => day_of(book, fx, sale).ok_or(None).and_then(|day| {
            let found = book.rate_on(sale.currency, day).ok_or(Some(day))?;
            Ok(FxUsed { from: sale.currency, on: Some(found.0), rate: found.1.clone() })
        }),
    };
    let used = used.map_err(|on| UnpaidReason::NoRate { of: sale.currency, on })?;
    Ok(Exchange::by(used, terms.currency))
}

fn day_of(book: &Book, fx: FxDate, sale: &SaleFact) -> Option<Date> {
    let more = sale.more.as_deref();
    match fx {
        FxDate::Sale => {
            Some(sale.original().map_or(sale.happened_on, |original: &Original| original.happened_on))
        }
        FxDate::Invoice => more?.invoiced_on,
        FxDate::Payment => more?.paid_on,
        FxDate::PeriodEnd | FxDate::PeriodAverage => Some(book.period.end),
        FxDate::Payout => book.payout_on,
    }
}

/// The mean of the rates known for days of the period; nothing when there is none or it cannot be kept exactly.
fn average(book: &Book, of: Currency) -> Result<FxUsed, Option<Date>> {
    let (mut sum, mut count, mut source) = (Rate::ZERO, 0_i64, None);
    for (_, rate) in book.rates_within(of) {
        sum = sum.checked_add(rate.rate).ok_or(None)?;
        count += 1;
        source.get_or_insert_with(|| rate.source.clone());
    }
    let part = Rate::new(1, count.max(1)).map_err(|_| None)?;
    let rate = sum.checked_mul(part).ok_or(None)?;
    let source = source.ok_or(None)?;
    Ok(FxUsed { from: of, on: None, rate: FxRate { rate, source } })
}
