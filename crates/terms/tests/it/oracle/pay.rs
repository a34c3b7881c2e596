//! What one rule pays for one sale, and what a return takes back.

use super::bands::Question;
use super::days::{Days, number, plus_days, plus_months, whole_months};
use super::fraction::Q;
use super::sale::base;
use super::subject::{About, holds};
use super::{Ctx, Reason, Taken};
use jiff::civil::Date;
use terms::{
    BandMode, ClawbackHow, Original, Pay, Per, Recurring, RecurringCount, Rule, SaleFact, Terms, Window,
};

/// What a rule pays for a sale, rounded already where a return takes back a part of its original.
pub struct Paid {
    pub base: i64,
    pub exact: Q,
    pub rounded: Option<i64>,
}

/// Whether a rule takes a sale.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Takes,
    Refuses,
    CannotSay,
}

pub fn fit(ctx: &Ctx, terms: &Terms, rule: &Rule, sale: &SaleFact) -> Fit {
    if !holds(&rule.when, &About { ctx, sale: Some((sale, terms)), beneficiary: ctx.who }) {
        return Fit::Refuses;
    }
    let more = sale.more.as_ref();
    let takes = match rule.recurring {
        None => Some(true),
        Some(Recurring::Payments(most)) => more.and_then(|more| more.payment).map(|payment| payment <= most),
        Some(Recurring::Months { months, count }) => more.and_then(|more| more.first_sold_on).map(|first| {
            let end = plus_months(first, i64::from(months));
            match (count, covers(sale)) {
                (RecurringCount::Covered, Some(covered)) => days_before(covered, end) > 0,
                _ => sale.judged_on() < end,
            }
        }),
    };
    match takes {
        Some(true) => Fit::Takes,
        Some(false) => Fit::Refuses,
        None => Fit::CannotSay,
    }
}

/// The days that a sale pays for; a return those of its original.
fn covers(sale: &SaleFact) -> Option<Days> {
    let covers = match sale.original() {
        Some(original) => original.covers,
        None => sale.more.as_ref().and_then(|more| more.covers),
    };
    covers.map(|(first, last)| Days { first, last })
}

fn days_before(covered: Days, end: Date) -> i64 {
    (number(end) - number(covered.first)).clamp(0, covered.len())
}

/// The part of the base that lies inside the rule's time.
fn recurring_part(rule: &Rule, sale: &SaleFact, base: i64) -> i64 {
    let Some(Recurring::Months { months, count: RecurringCount::Covered }) = rule.recurring else {
        return base;
    };
    let first = sale.more.as_ref().and_then(|more| more.first_sold_on);
    let (Some(first), Some(covered)) = (first, covers(sale)) else { return base };
    let inside = days_before(covered, plus_months(first, i64::from(months)));
    (Q::whole(base) * Q::whole(inside) / Q::whole(covered.len())).nearest()
}

pub fn rule_base(ctx: &Ctx, terms: &Terms, rule: &Rule, sale: &SaleFact) -> Result<i64, Reason> {
    base(ctx, sale, terms, rule.base).map(|base| recurring_part(rule, sale, base))
}

/// The day after which a return takes nothing back.
pub fn is_too_late(terms: &Terms, sale: &SaleFact) -> bool {
    match (sale.original(), terms.clawback.within_days) {
        (Some(original), Some(within)) if sale.is_return() => {
            number(sale.happened_on) > number(original.happened_on) + i64::from(within)
        }
        _ => false,
    }
}

/// Whether a return takes back a part of what its original was paid, rather than being paid below zero.
fn takes_back(pay: &Pay) -> bool {
    match pay {
        Pay::Percent(_) | Pay::Fixed { per: Per::Sale, .. } => true,
        Pay::Fixed { .. } => false,
        Pay::Bands(bands) => {
            let by_sale = matches!(bands.mode, BandMode::Before | BandMode::Including | BandMode::Previous);
            by_sale || bands.window == Window::Sale
        }
    }
}

/// A sale, the terms and the rule it is paid by, and what the rules took before it and altogether.
#[derive(Clone, Copy)]
pub struct Payable<'a> {
    pub ctx: &'a Ctx<'a>,
    pub terms: &'a Terms,
    pub rule: &'a Rule,
    pub sale: &'a SaleFact,
    pub before: &'a [Taken<'a>],
    pub all: &'a [Taken<'a>],
}

impl Payable<'_> {
    pub fn pay(&self) -> Result<Paid, Reason> {
        let base = rule_base(self.ctx, self.terms, self.rule, self.sale)?;
        match self.sale.original() {
            Some(original) if self.sale.is_return() && takes_back(&self.rule.pay) => {
                let of_original = self.clamped(self.of_original(original)?);
                let (exact, rounded) = taken_back(self.terms, self.sale, original, of_original);
                Ok(Paid { base, exact, rounded: Some(rounded) })
            }
            _ => Ok(Paid { base, exact: self.clamped(self.plain(self.sale, base)?), rounded: None }),
        }
    }

    fn clamped(&self, exact: Q) -> Q {
        let mut size = exact.abs();
        if let Some(most) = self.rule.at_most {
            size = size.min(Q::whole(most.minor));
        }
        if let Some(least) = self.rule.at_least {
            size = size.max(Q::whole(least.minor));
        }
        Q::whole(exact.signum()) * size
    }

    fn plain(&self, sale: &SaleFact, base: i64) -> Result<Q, Reason> {
        match &self.rule.pay {
            Pay::Percent(rate) => Ok(Q::whole(base) * Q::of(*rate)),
            Pay::Fixed { amount, per } => {
                let each = Q::whole(amount.minor);
                Ok(match per {
                    Per::Sale => each * Q::whole(if sale.is_return() { -1 } else { 1 }),
                    Per::Unit => each * Q::whole(sale.quantity),
                    Per::Thousand => each * Q::whole(sale.quantity) / Q::whole(1_000),
                })
            }
            Pay::Bands(bands) => self.question(bands, sale, base).answer(),
        }
    }

    fn question<'a>(&'a self, bands: &'a terms::Bands, sale: &'a SaleFact, base: i64) -> Question<'a> {
        let Payable { ctx, terms, rule, before, all, .. } = *self;
        Question { ctx, terms, rule, bands, sale, base, before, all }
    }

    /// What the original would be paid, or was.
    fn of_original(&self, original: &Original) -> Result<Q, Reason> {
        let sale = as_sale(self.sale, original);
        let base = rule_base(self.ctx, self.terms, self.rule, &sale)?;
        match &self.rule.pay {
            Pay::Bands(bands)
                if bands.window != Window::Sale
                    && matches!(bands.mode, BandMode::Before | BandMode::Including) =>
            {
                self.question(bands, &sale, base).answer_as(original.id, self.sale)
            }
            _ => self.plain(&sale, base),
        }
    }
}

/// The original of a return as a sale of its own, with everything else as the return has it.
pub fn as_sale(sale: &SaleFact, original: &Original) -> SaleFact {
    let mut of_original = sale.clone();
    of_original.happened_on = original.happened_on;
    of_original.amount = original.amount;
    of_original.quantity = original.quantity;
    let more = of_original.more_mut();
    more.parts = original.parts;
    more.covers = original.covers;
    more.original = None;
    of_original
}

/// What a return takes back of `earned`, exactly and rounded.
pub fn taken_back(terms: &Terms, sale: &SaleFact, original: &Original, earned: Q) -> (Q, i64) {
    let mode = terms.rounding.mode;
    let once = |share: Q| {
        let exact = if original.returned_before == 0 { -(earned * share) } else { Q::ZERO };
        (exact, exact.round(mode))
    };
    let unserved = |served: i64, total: i64| once(Q::whole(total - served.clamp(0, total)) / Q::whole(total));
    match (terms.clawback.how, original.covers) {
        (ClawbackHow::Whole, _) => once(Q::ONE),
        (ClawbackHow::UnservedMonths, Some((first, last))) => {
            let total = whole_months(first, plus_days(last, 1));
            unserved(whole_months(first, sale.happened_on), total.max(1))
        }
        (ClawbackHow::UnservedDays, Some((first, last))) => {
            unserved(number(sale.happened_on) - number(first), Days { first, last }.len())
        }
        _ => {
            // Nothing is taken back twice.
            let part =
                |returned: i64| earned * Q::whole(returned.min(original.amount)) / Q::whole(original.amount);
            let (before, after) =
                (part(original.returned_before), part(original.returned_before + sale.amount.abs()));
            (before - after, before.round(mode) - after.round(mode))
        }
    }
}
