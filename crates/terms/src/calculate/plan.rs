//! A timeline prepared for calculation: rules by slot, what is counted for their bands, and what choices depend on.

use crate::calculators::Volume;
use crate::{
    BandMode, Bands, Field, FieldKind, Measure, Owner, Pay, RoundingPoint, Rule, SaleFact, Scope, Terms,
    TermsTimeline, TermsVersion, When,
};
use jiff::civil::Date;

/// A timeline prepared for calculation.
pub struct Plan<'a> {
    pub timeline: &'a TermsTimeline,
    pub versions: Vec<Version<'a>>,
    /// The names of rules across versions; bands go on counting under them.
    pub slots: Vec<Slot<'a>>,
    /// What is counted of the sales that rules take, for the bands of all versions.
    pub counters: Vec<Counter>,
    /// Whether every sum is rounded for itself in every version.
    pub rounds_at_line: bool,
}

/// The name of a rule across versions.
pub struct Slot<'a> {
    pub name: &'a str,
    /// The counters that a sale taken under the name goes into.
    pub counters: Vec<u16>,
}

/// What is counted of the sales taken under one name. A version that measures something else has a counter of its own,
/// into which every sale taken under the name goes too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    pub slot: u16,
    pub measure: Measure,
    /// Whether each product is counted for itself.
    pub by_product: bool,
    /// What of the sales the rule pays for.
    pub volume: Volume,
}

/// One version of a plan.
pub struct Version<'a> {
    pub of: &'a TermsVersion,
    /// The slot of each rule.
    pub slots: Vec<u16>,
    /// The counter of each rule with bands.
    pub counters: Vec<Option<u16>>,
    /// Whether the rule is a matter of the attributes of product, customer, seller and kind alone.
    pub rules_by_attributes: bool,
    /// Whether an upline is a matter of the beneficiary alone.
    pub uplines_by_beneficiary: bool,
    /// Whether sales of the downline can earn anything.
    pub pays_network: bool,
}

impl<'a> Plan<'a> {
    pub fn new(timeline: &'a TermsTimeline) -> Plan<'a> {
        let versions = timeline.versions();
        let rounds_at_line = versions.iter().all(|version| version.terms.rounding.at == RoundingPoint::Line);
        let mut plan =
            Plan { timeline, versions: Vec::new(), slots: Vec::new(), counters: Vec::new(), rounds_at_line };
        for version in versions {
            let version = plan.version_of(version);
            plan.versions.push(version);
        }
        plan
    }

    fn version_of(&mut self, of: &'a TermsVersion) -> Version<'a> {
        let terms: &'a Terms = &of.terms;
        let rules_by_attributes =
            terms.rules.iter().all(|rule| rule.recurring.is_none() && by_attributes(&rule.when));
        let slots: Vec<u16> = terms.rules.iter().map(|rule| self.slot_of(rule)).collect();
        let rules = terms.rules.iter().zip(&slots);
        let counters = rules.map(|(rule, slot)| bands_of(rule).map(|bands| self.counter_of(*slot, bands)));
        Version {
            of,
            counters: counters.collect(),
            slots,
            rules_by_attributes,
            uplines_by_beneficiary: terms.uplines.iter().all(|upline| by_beneficiary(&upline.when)),
            pays_network: !terms.uplines.is_empty() || !terms.ranks.is_empty(),
        }
    }

    fn slot_of(&mut self, rule: &'a Rule) -> u16 {
        let known = self.slots.iter().position(|slot| slot.name == rule.name);
        known.unwrap_or_else(|| {
            self.slots.push(Slot { name: &rule.name, counters: Vec::new() });
            self.slots.len() - 1
        }) as u16
    }

    fn counter_of(&mut self, slot: u16, bands: &Bands) -> u16 {
        let counter = Counter {
            slot,
            // What all sales of a scope measure is counted apart; the rule's own volume still belongs here.
            measure: if is_wide(bands.scope) { Measure::Count } else { bands.measure },
            by_product: bands.scope == Scope::Product,
            volume: Volume::of(bands),
        };
        let known = self.counters.iter().position(|known| *known == counter);
        let at = known.unwrap_or_else(|| {
            self.counters.push(counter);
            self.counters.len() - 1
        }) as u16;
        let of_slot = &mut self.slots[usize::from(slot)].counters;
        // Of what is measured over all sales nobody needs the rule's own volume but a true-up.
        let is_needed = !is_wide(bands.scope) || bands.mode == BandMode::Reached;
        if is_needed && !of_slot.contains(&at) {
            of_slot.push(at);
        }
        at
    }

    /// The place of the version in force on a day.
    pub fn at(&self, day: Date) -> Option<u8> {
        let after = self.versions.partition_point(|version| version.of.from <= day);
        after.checked_sub(1).map(|at| at as u8)
    }

    /// The place of the version that judges a sale.
    pub fn of(&self, sale: &SaleFact) -> Option<u8> {
        self.at(sale.judged_on())
    }

    /// The terms of a version.
    pub fn terms(&self, version: u8) -> &'a Terms {
        &self.versions[usize::from(version)].of.terms
    }

    /// The slot of a rule of a version.
    pub fn slot(&self, version: u8, rule: u16) -> u16 {
        self.versions[usize::from(version)].slots[usize::from(rule)]
    }
}

/// Whether a scope counts sales whatever rule takes them.
pub fn is_wide(scope: Scope) -> bool {
    !matches!(scope, Scope::Rule | Scope::Product)
}

fn by_attributes(when: &When) -> bool {
    when.fields().iter().all(|field: &Field| field.kind() == FieldKind::Text)
}

fn by_beneficiary(when: &When) -> bool {
    when.fields().iter().all(|field| field.owner() == Owner::Beneficiary)
}

/// The bands of a rule, if it pays by bands.
pub fn bands_of(rule: &Rule) -> Option<&Bands> {
    match &rule.pay {
        Pay::Bands(bands) => Some(bands),
        _ => None,
    }
}
