//! Rules: those that nothing reaches, and what each says of its pay.

use super::conditions::fitting;
use super::implies::implies;
use super::{Checking, FindingKind};
use crate::{Choose, Pay, Place, Recurring, Rule};

impl Checking<'_> {
    pub fn rules(&mut self) {
        let terms = self.terms;
        for (at, rule) in terms.rules.iter().enumerate() {
            self.rule(at, rule);
        }
    }

    fn rule(&mut self, at: usize, rule: &Rule) {
        let place = Place::Rule(at);
        self.condition(place, &rule.when);
        let takes = |earlier: &&Rule| earlier.recurring.is_none() && implies(&rule.when, &earlier.when);
        let earlier = self.terms.rules[..at].iter().find(takes);
        if let Some(by) = earlier.filter(|_| self.terms.choose == Choose::First) {
            let kind = FindingKind::Unreachable { by: by.shown().to_string() };
            self.shown(place, kind, fitting(&rule.when));
        }
        if matches!(rule.recurring, Some(Recurring::Months { months: 0, .. } | Recurring::Payments(0))) {
            self.error(place, FindingKind::RecurringNever);
        }
        self.limits(place, rule.at_most, rule.at_least);
        match &rule.pay {
            Pay::Percent(rate) => self.rate(place, *rate),
            Pay::Fixed { amount, .. } => self.sum(place, *amount),
            Pay::Bands(bands) => self.bands(at, rule, bands),
        }
    }
}
