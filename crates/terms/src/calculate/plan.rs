//! A timeline prepared for calculation: rules by slot, and what choices depend on.

use crate::{Field, FieldKind, Owner, Pay, Rule, SaleFact, Terms, TermsTimeline, TermsVersion, When};
use jiff::civil::Date;

/// A timeline prepared for calculation.
pub struct Plan<'a> {
    pub timeline: &'a TermsTimeline,
    pub versions: Vec<Version<'a>>,
    /// The names of rules across versions; bands go on counting under them.
    pub slots: Vec<&'a str>,
}

/// One version of a plan.
pub struct Version<'a> {
    pub of: &'a TermsVersion,
    /// The slot of each rule.
    pub slots: Vec<u16>,
    /// Whether the rule is a matter of the attributes of product, customer, seller and kind alone.
    pub rules_by_attributes: bool,
    /// Whether an upline is a matter of the beneficiary alone.
    pub uplines_by_beneficiary: bool,
    /// Whether sales of the downline can earn anything.
    pub pays_network: bool,
}

impl<'a> Plan<'a> {
    pub fn new(timeline: &'a TermsTimeline) -> Plan<'a> {
        let mut slots: Vec<&'a str> = Vec::new();
        let mut slot_of = |rule: &'a Rule| {
            let at = slots.iter().position(|name| *name == rule.name).unwrap_or_else(|| {
                slots.push(&rule.name);
                slots.len() - 1
            });
            at as u16
        };
        let versions = timeline.versions().iter().map(|version| version_of(version, &mut slot_of)).collect();
        Plan { timeline, versions, slots }
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
}

fn version_of<'a>(of: &'a TermsVersion, slot_of: &mut impl FnMut(&'a Rule) -> u16) -> Version<'a> {
    let terms: &'a Terms = &of.terms;
    let rules_by_attributes =
        terms.rules.iter().all(|rule| rule.recurring.is_none() && by_attributes(&rule.when));
    Version {
        of,
        slots: terms.rules.iter().map(slot_of).collect(),
        rules_by_attributes,
        uplines_by_beneficiary: terms.uplines.iter().all(|upline| by_beneficiary(&upline.when)),
        pays_network: !terms.uplines.is_empty() || !terms.ranks.is_empty(),
    }
}

fn by_attributes(when: &When) -> bool {
    when.fields().iter().all(|field: &Field| field.kind() == FieldKind::Text)
}

fn by_beneficiary(when: &When) -> bool {
    when.fields().iter().all(|field| field.owner() == Owner::Beneficiary)
}

/// The bands of a rule, if it pays by bands.
pub fn bands_of(rule: &Rule) -> Option<&crate::Bands> {
    match &rule.pay {
        Pay::Bands(bands) => Some(bands),
        _ => None,
    }
}
