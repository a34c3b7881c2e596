//! Which rules fit a sale, and what stood against the others.

use super::plan::{Plan, Version};
use super::{Calculation, Judged};
use crate::calculators::recurring_end;
use crate::{Missing, Recurring, RecurringCount, Rejection, Rule, SaleFact, Terms, Why};
use rustc_hash::FxHashMap;

/// What a choice of a rule by attributes alone depends on: plan, version, kind and the sets of attributes.
type Key = (u16, u8, u16, u32, u32, u32);

/// Choices made before, shared by many statements of one thread.
#[derive(Debug, Default)]
pub struct Choices {
    known: FxHashMap<Key, Option<u16>>,
}

impl Calculation<'_> {
    /// The first rule that takes the sale.
    pub(super) fn first_rule(
        &self,
        choices: &mut Choices,
        plan: u16,
        version: u8,
        judged: &Judged<'_>,
        sale: &SaleFact,
    ) -> Result<Option<u16>, (u16, Missing)> {
        let of = &self.plans[usize::from(plan)].versions[usize::from(version)];
        if !of.rules_by_attributes {
            return self.search(of, judged, sale);
        }
        let sets = &self.dictionary;
        let key = (
            plan,
            version,
            sale.kind,
            sets.product(sale.product),
            sets.customer(sale.customer),
            sets.partner(judged.beneficiary),
        );
        if let Some(known) = choices.known.get(&key) {
            return Ok(*known);
        }
        let found = self.search(of, judged, sale)?;
        choices.known.insert(key, found);
        Ok(found)
    }

    fn search(
        &self,
        of: &Version<'_>,
        judged: &Judged<'_>,
        sale: &SaleFact,
    ) -> Result<Option<u16>, (u16, Missing)> {
        for (at, rule) in of.of.terms.rules.iter().enumerate() {
            let at = at as u16;
            if against(rule, judged, sale).map_err(|what| (at, what))?.is_none() {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Every rule that takes the sale; only rules of `only` when it is given. A rule that counts from the customer's first
    /// sale drops out where that is not known, unless all that would take the sale do.
    pub(super) fn fitting(
        &self,
        plan: &Plan<'_>,
        version: u8,
        judged: &Judged<'_>,
        sale: &SaleFact,
        only: Option<u16>,
    ) -> Result<Vec<u16>, (u16, Missing)> {
        let of = &plan.versions[usize::from(version)];
        let (mut fitting, mut unknown) = (Vec::new(), None);
        for (at, rule) in of.of.terms.rules.iter().enumerate() {
            let wanted = only.is_none_or(|slot| of.slots[at] == slot);
            let place = at as u16;
            match against(rule, judged, sale) {
                _ if !wanted => {}
                Ok(None) => fitting.push(place),
                Ok(Some(_)) => {}
                Err(what) => drop(unknown.get_or_insert((place, what))),
            }
        }
        match unknown {
            Some(unknown) if fitting.is_empty() => Err(unknown),
            _ => Ok(fitting),
        }
    }
}

/// Every rule up to `until`, or all of them, with what stands against it.
pub(crate) fn rejections(
    terms: &Terms,
    judged: &Judged<'_>,
    sale: &SaleFact,
    until: usize,
) -> Vec<Rejection> {
    let rules = terms.rules.iter().enumerate().take(until);
    rules
        .filter_map(|(at, rule)| {
            let because = against(rule, judged, sale).ok().flatten()?;
            Some(Rejection { rule: at as u16, because })
        })
        .collect()
}

/// What stands against a rule taking a sale.
pub(crate) fn against(rule: &Rule, judged: &Judged<'_>, sale: &SaleFact) -> Result<Option<Why>, Missing> {
    if let Some(mismatch) = rule.when.mismatch(judged) {
        return Ok(Some(Why::Clause(mismatch)));
    }
    match rule.recurring {
        None => Ok(None),
        Some(recurring) => over(recurring, sale),
    }
}

fn over(recurring: Recurring, sale: &SaleFact) -> Result<Option<Why>, Missing> {
    let more = sale.more.as_deref();
    match recurring {
        Recurring::Payments(most) => {
            let payment = more.and_then(|more| more.payment).ok_or(Missing::FirstSale)?;
            Ok((payment > most).then_some(Why::Over { since: None }))
        }
        Recurring::Months { months, count } => {
            let first = more.and_then(|more| more.first_sold_on).ok_or(Missing::FirstSale)?;
            let end = recurring_end(first, months);
            let is_over = match (count, covers_of(sale)) {
                (RecurringCount::Covered, Some((from, _))) => from >= end,
                _ => sale.judged_on() >= end,
            };
            Ok(is_over.then_some(Why::Over { since: Some(end) }))
        }
    }
}

/// The days that a sale pays for; for a return those of its original.
pub(crate) fn covers_of(sale: &SaleFact) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    match sale.original() {
        Some(original) => original.covers,
        None => sale.more.as_ref()?.covers,
    }
}
