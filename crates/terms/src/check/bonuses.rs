//! Bonuses: targets that everybody reaches, that cannot be measured, or that count people instead of sales.

use super::{Checking, FindingKind};
use crate::{Bonus, BonusPay, Measure, Place, Scope, Target, TargetAt, Window};

impl Checking<'_> {
    pub fn bonuses(&mut self) {
        let terms = self.terms;
        for (at, bonus) in terms.bonuses.iter().enumerate() {
            self.bonus(at, bonus);
        }
    }

    fn bonus(&mut self, at: usize, bonus: &Bonus) {
        let place = Place::Bonus(at);
        if bonus.targets.is_empty() {
            self.error(place, FindingKind::NoTarget);
        }
        for (number, target) in bonus.targets.iter().enumerate() {
            self.target(if bonus.targets.len() > 1 { Place::Target(at, number) } else { place }, target);
        }
        match bonus.pay {
            BonusPay::Fixed(sum) => self.sum(place, sum),
            BonusPay::Percent(rate) | BonusPay::PercentAbove(rate) | BonusPay::PercentOfCommission(rate) => {
                self.rate(place, rate);
            }
        }
        let shares = matches!(bonus.pay, BonusPay::Percent(_) | BonusPay::PercentAbove(_));
        if shares && bonus.targets.first().is_some_and(|target| !target.measure.is_money()) {
            self.error(place, FindingKind::ShareOfCount);
        }
        if !bonus.targets.is_empty() && bonus.targets.iter().all(counts_people) {
            self.warning(place, FindingKind::PaysForRecruiting);
        }
    }

    fn target(&mut self, place: Place, target: &Target) {
        self.condition(place, &target.when);
        if matches!(target.scope, Scope::Rule | Scope::Product) {
            self.error(place, FindingKind::TargetScope);
        }
        if target.measure == Measure::Attainment {
            self.error(place, FindingKind::TargetAttainment);
        }
        match target.window {
            Window::Sale => self.error(place, FindingKind::WindowOfSale),
            Window::Rolling(0) => self.error(place, FindingKind::WindowEmpty),
            _ => {}
        }
        match target.at {
            TargetAt::AtLeast(asked) if asked <= 0 => self.error(place, FindingKind::TargetNotPositive),
            TargetAt::AtLeast(_) => {}
            TargetAt::Own if counts(target) => self.error(place, FindingKind::TargetNotMoney),
            TargetAt::Own => {}
            TargetAt::Growth { by, .. } => {
                if by.is_negative() {
                    self.error(place, FindingKind::NegativeRate);
                }
                if target.window == Window::Lifetime {
                    self.error(place, FindingKind::NoWindowBefore);
                }
            }
        }
    }
}

fn counts(target: &Target) -> bool {
    matches!(target.measure, Measure::Quantity | Measure::Count | Measure::Customers)
}

/// Whether a target is reached by how many there are below, whatever they sold.
fn counts_people(target: &Target) -> bool {
    let people = matches!(target.measure, Measure::Customers | Measure::Count);
    people && matches!(target.scope, Scope::Group | Scope::Subtree)
}
