//! What one sale can cost at most: the dearest rule, who shares in it, every level and the dearest rank.

use super::{Checking, Example, FindingKind, Told};
use crate::{
    Base, BonusPay, Choose, Earns, Measure, Pay, Place, Rule, Scope, SplitShare, StackHow, Terms, UplineOf,
};
use money::{Exact, Money, Rate};
use std::collections::BTreeMap;

/// The sale, in whole units of the currency, that costs are shown on.
pub const SALE: i64 = 100_000;

impl Checking<'_> {
    pub fn totals(&mut self) {
        let terms = self.terms;
        let direct = direct(terms);
        let Some(uplines) = direct.and_then(|direct| uplines(terms, direct)) else { return };
        if uplines > Rate::ONE {
            return self.error(Place::Document, FindingKind::UplinesOverHundred { total: uplines });
        }
        let Some((direct, total)) = direct.and_then(|direct| Some((direct, total(terms, direct, uplines)?)))
        else {
            return;
        };
        if total > Rate::ONE && direct <= Rate::ONE {
            let example = self.cost("cost", total, None);
            self.shown(Place::Document, FindingKind::TotalOverHundred { total }, example);
        } else if let Some(margin) = terms.margin.filter(|margin| total > *margin && total <= Rate::ONE) {
            let example = self.cost("cost-over-margin", total, Some(margin));
            self.shown(Place::Document, FindingKind::MoreThanMargin { total, margin }, example);
        }
    }

    fn cost(&self, key: &'static str, total: Rate, margin: Option<Rate>) -> Option<Example> {
        let sale = whole(self.terms, SALE)?;
        let mut told =
            vec![("sale", Told::Money(sale)), ("costs", Told::Money(part(self.terms, sale, total)?))];
        if let Some(margin) = margin {
            told.push(("margin", Told::Money(part(self.terms, sale, margin)?)));
        }
        Some(Example::new(key, told))
    }
}

/// What all levels together get of a sale at most.
pub fn uplines(terms: &Terms, direct: Rate) -> Option<Rate> {
    let mut levels: BTreeMap<u8, Rate> = BTreeMap::new();
    for upline in &terms.uplines {
        let rate = match upline.of {
            UplineOf::Sale(base) => of_base(terms, base, upline.rate)?,
            UplineOf::Commission => times(upline.rate, direct)?,
        };
        let dearest = levels.entry(upline.level).or_insert(Rate::ZERO);
        *dearest = (*dearest).max(rate);
    }
    levels.values().try_fold(Rate::ZERO, |sum, rate| sum.checked_add(*rate))
}

/// What the seller gets of a sale at most, as far as rates say it.
pub fn direct(terms: &Terms) -> Option<Rate> {
    let rates: Vec<Rate> = terms.rules.iter().map(|rule| dearest(terms, rule)).collect::<Option<_>>()?;
    match terms.choose {
        Choose::Sum => rates.into_iter().try_fold(Rate::ZERO, |sum, rate| sum.checked_add(rate)),
        Choose::First | Choose::Best | Choose::Max => Some(rates.into_iter().max().unwrap_or(Rate::ZERO)),
    }
}

/// Everything together: overlays and bonuses on top of the rules, levels, and the dearest rank.
fn total(terms: &Terms, direct: Rate, uplines: Rate) -> Option<Rate> {
    let mut total = direct.checked_add(uplines)?;
    for split in &terms.splits {
        if let SplitShare::Overlay(share) = split.share {
            total = total.checked_add(times(direct, share)?)?;
        }
    }
    for bonus in &terms.bonuses {
        let own = |target: &crate::Target| target.scope == Scope::Own && target.measure.is_money();
        let rate = match (bonus.pay, bonus.targets.first()) {
            (BonusPay::Percent(rate) | BonusPay::PercentAbove(rate), Some(target)) if own(target) => {
                let Measure::Amount(base) = target.measure else { continue };
                of_base(terms, base, rate)?
            }
            (BonusPay::PercentOfCommission(rate), _) => times(rate, direct)?,
            _ => continue,
        };
        total = total.checked_add(rate)?;
    }
    let ranks = terms.ranks.iter().map(|rank| rank.rate).max().unwrap_or(Rate::ZERO);
    total.checked_add(of_base(terms, terms.network.base, ranks)?)
}

fn dearest(terms: &Terms, rule: &Rule) -> Option<Rate> {
    let share = |earns| match earns {
        Earns::Percent(rate) => rate,
        Earns::Fixed(_) => Rate::ZERO,
    };
    let rate = match &rule.pay {
        Pay::Percent(rate) => *rate,
        Pay::Fixed { .. } => Rate::ZERO,
        Pay::Bands(bands) => {
            let top = bands.bands.iter().map(|band| share(band.earns)).max().unwrap_or(Rate::ZERO);
            match bands.stack {
                None => top,
                Some(stack) if stack.how == StackHow::Add => share(stack.onto).checked_add(top)?,
                Some(stack) => times(share(stack.onto), top.checked_add(Rate::ONE)?)?,
            }
        }
    };
    of_base(terms, rule.base, rate)
}

/// A share of a base as a share of the amount: of the margin, where it is told, and at most of the amount otherwise.
fn of_base(terms: &Terms, base: Base, rate: Rate) -> Option<Rate> {
    match (base, terms.margin) {
        (Base::Margin, Some(margin)) => times(rate, margin),
        _ => Some(rate),
    }
}

fn times(left: Rate, right: Rate) -> Option<Rate> {
    let product = Exact::product(left.num(), right).fraction();
    let den = product.1.checked_mul(i128::from(left.den()))?;
    let shared = gcd(product.0.unsigned_abs(), den.unsigned_abs());
    let shared = i128::try_from(shared).ok()?;
    Rate::new(i64::try_from(product.0 / shared).ok()?, i64::try_from(den / shared).ok()?).ok()
}

fn gcd(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left.max(1)
}

/// So many whole units of the currency.
pub fn whole(terms: &Terms, units: i64) -> Option<Money> {
    units.checked_mul(terms.currency.minor_per_whole()).map(|minor| Money::new(minor, terms.currency))
}

/// A share of a sum, rounded as the terms round.
pub fn part(terms: &Terms, sum: Money, rate: Rate) -> Option<Money> {
    let minor = Exact::product(sum.minor, rate).round(terms.rounding.mode).ok()?;
    Some(Money::new(minor, terms.currency))
}

/// A sale of half a minor unit too much, as it is rounded.
pub fn rounded(terms: &Terms) -> Option<Example> {
    let rate = Rate::ppm(50_000);
    let sale = whole(terms, 100)?.checked_add(Money::new(10, terms.currency)).ok()?;
    let exact = Exact::product(sale.minor, rate).text(terms.currency);
    let told = vec![
        ("sale", Told::Money(sale)),
        ("exact", Told::Text(exact)),
        ("line", Told::Money(part(terms, sale, rate)?)),
    ];
    Some(Example::new("rounded", told))
}
