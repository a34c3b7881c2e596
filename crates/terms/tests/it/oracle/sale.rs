//! A single sale: its currency, the part of it that pay is computed from, what it adds to a measure.

use super::fraction::Q;
use super::{Ctx, Reason};
use std::collections::BTreeMap;
use terms::{Base, FxDate, Measure, Parts, SaleFact, Terms};

/// What one minor unit of the sale's currency is worth in minor units of the terms' currency.
pub fn rate(ctx: &Ctx, sale: &SaleFact, terms: &Terms) -> Result<Q, Reason> {
    if sale.currency == terms.currency {
        return Ok(Q::ONE);
    }
    let fx = terms.fx.ok_or(Reason::OtherCurrency)?;
    let more = sale.more.as_ref();
    let day = match fx {
        FxDate::Sale => Some(sale.original().map_or(sale.happened_on, |original| original.happened_on)),
        FxDate::Invoice => more.and_then(|more| more.invoiced_on),
        FxDate::Payment => more.and_then(|more| more.paid_on),
        FxDate::PeriodEnd => Some(ctx.book.period.end),
        FxDate::Payout => ctx.book.payout_on,
        FxDate::PeriodAverage => None,
    };
    let rate = match (fx, day) {
        (FxDate::PeriodAverage, _) => {
            let rates: Vec<Q> =
                ctx.book.rates_within(sale.currency).map(|(_, rate)| Q::of(rate.rate)).collect();
            let sum = rates.iter().fold(Q::ZERO, |sum, rate| sum + *rate);
            if rates.is_empty() { None } else { Some(sum / Q::whole(rates.len() as i64)) }
        }
        (_, Some(day)) => ctx.book.rate_on(sale.currency, day).map(|(_, rate)| Q::of(rate.rate)),
        (_, None) => None,
    };
    let scale = Q::new(terms.currency.minor_per_whole().into(), sale.currency.minor_per_whole().into());
    rate.map(|rate| rate * scale).ok_or(Reason::NoRate)
}

/// Minor units of the sale's currency in those of the terms.
pub fn converted(ctx: &Ctx, sale: &SaleFact, terms: &Terms, minor: i64) -> Result<i64, Reason> {
    if sale.currency == terms.currency {
        return Ok(minor);
    }
    Ok((rate(ctx, sale, terms)? * Q::whole(minor)).nearest())
}

/// The whole amount in minor units of its seller's terms; nothing where it cannot be told.
pub fn gross(ctx: &Ctx, sale: &SaleFact) -> Option<i64> {
    let ctx = &Ctx::new(ctx.timelines, ctx.book, sale.seller);
    match ctx.version(sale) {
        Some(version) => converted(ctx, sale, &version.terms, sale.amount).ok(),
        None => Some(sale.amount).filter(|_| sale.currency == ctx.timeline.currency()),
    }
}

/// The part of the sale that the base names, in minor units of the terms.
pub fn base(ctx: &Ctx, sale: &SaleFact, terms: &Terms, base: Base) -> Result<i64, Reason> {
    let parts = sale.more.as_ref().map(|more| more.parts).unwrap_or_default();
    let part = part(sale.amount, parts, base, terms)?;
    converted(ctx, sale, terms, part)
}

fn part(amount: i64, parts: Parts, base: Base, terms: &Terms) -> Result<i64, Reason> {
    let tax = match (parts.vat, terms.vat) {
        (Some(sum), _) => Ok(sum),
        (None, Some(rate)) => Ok((Q::whole(amount) * Q::of(rate) / (Q::of(rate) + Q::ONE)).nearest()),
        (None, None) => Err(Reason::Missing),
    };
    let delivery = parts.delivery.ok_or(Reason::Missing);
    match base {
        Base::Gross => Ok(amount),
        Base::Net => Ok(amount - tax?),
        Base::GrossWithoutDelivery => Ok(amount - delivery?),
        Base::NetWithoutDelivery if amount == 0 => Ok(amount - tax? - delivery?),
        Base::NetWithoutDelivery => {
            let (tax, delivery) = (tax?, delivery?);
            let of_delivery = (Q::whole(delivery) * Q::whole(tax) / Q::whole(amount)).nearest();
            Ok(amount - tax - (delivery - of_delivery))
        }
        Base::Margin => Ok(amount - tax? - parts.cost.ok_or(Reason::Missing)?),
        Base::Paid => parts.paid.ok_or(Reason::Missing),
    }
}

/// Whether the sale is a return of a known one.
pub fn takes_back(sale: &SaleFact) -> bool {
    sale.is_return() && sale.original().is_some()
}

/// What the sale adds to a count of sales.
pub fn counts(sale: &SaleFact) -> i64 {
    match (sale.is_return(), sale.original()) {
        (false, _) => 1,
        (true, None) => -1,
        (true, Some(original)) => -i64::from(original.returned_before + sale.amount.abs() >= original.amount),
    }
}

/// What the sale adds to a measure; customers are counted only together.
pub fn adds(ctx: &Ctx, sale: &SaleFact, measure: Measure) -> Result<i64, Reason> {
    let version = ctx.version(sale).ok_or(Reason::NoTerms)?;
    match measure {
        Measure::Amount(of) => base(ctx, sale, &version.terms, of),
        Measure::Attainment => base(ctx, sale, &version.terms, Base::Gross),
        Measure::Quantity => Ok(sale.quantity),
        Measure::Count | Measure::Customers => Ok(counts(sale)),
    }
}

/// What sales measure together; a sale of which the part is not known adds nothing.
pub fn measured<'a>(ctx: &Ctx, sales: impl Iterator<Item = &'a SaleFact>, measure: Measure) -> i64 {
    if measure != Measure::Customers {
        return sales.map(|sale| adds(ctx, sale, measure).unwrap_or(0)).sum();
    }
    let mut by_customer: BTreeMap<u32, i64> = BTreeMap::new();
    for sale in sales {
        *by_customer.entry(sale.customer).or_default() += counts(sale);
    }
    by_customer.values().filter(|count| **count > 0).count() as i64
}
