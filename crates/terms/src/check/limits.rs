//! Caps, floors, the draw, and worked examples.

use super::{Checking, FindingKind};
use crate::{Cap, CapOf, CapWhose, Case, CaseSale, PeriodKind, Place, Window};

impl Checking<'_> {
    pub fn caps(&mut self) {
        let terms = self.terms;
        for (at, cap) in terms.caps.iter().enumerate() {
            self.cap(Place::Cap(at), cap);
        }
    }

    fn cap(&mut self, place: Place, cap: &Cap) {
        self.condition_of_partner(place, &cap.when);
        self.limits(place, cap.at_most, cap.at_least);
        if cap.at_most.is_none() && cap.at_least.is_none() {
            self.error(place, FindingKind::LimitsNothing);
        }
        if let CapOf::Rule(name) = &cap.of
            && !self.terms.rules.iter().any(|rule| rule.name == *name)
        {
            self.error(place, FindingKind::UnknownRule { name: name.clone() });
        }
        if !holds_statements(cap.window, self.terms.period) {
            self.error(place, FindingKind::CapWindow);
        } else if cap.at_least.is_some() && cap.window != Window::Period {
            self.error(place, FindingKind::FloorWindow);
        }
        if cap.at_least.is_some() && cap.whose == CapWhose::Everybody {
            self.error(place, FindingKind::FloorOfBudget);
        }
        if cap.window == Window::ContractYear && cap.whose == CapWhose::Everybody {
            self.error(place, FindingKind::BudgetWindow);
        }
    }

    pub fn draw(&mut self) {
        let terms = self.terms;
        if let Some(draw) = &terms.draw {
            self.condition_of_partner(Place::Draw, &draw.when);
            self.sum(Place::Draw, draw.amount);
        }
    }

    pub fn cases(&mut self) {
        let terms = self.terms;
        for (at, case) in terms.cases.iter().enumerate() {
            self.case(Place::Case(at), case);
        }
    }

    fn case(&mut self, place: Place, case: &Case) {
        if case.name.trim().is_empty() {
            self.error(place, FindingKind::NoName);
        }
        if case.period.kind != self.terms.period {
            self.error(place, FindingKind::CaseOtherPeriod { period: case.period.to_string() });
        }
        self.currency(place, case.total);
        case.target.into_iter().for_each(|target| self.currency(place, target));
        for (at, sale) in case.sales.iter().enumerate() {
            let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
            self.currency(place, sale.amount);
            if sale.on > case.period.end {
                self.error(place, FindingKind::CaseAfterPeriod { sale: number });
            }
            if !returns_something(&case.sales[..at], sale) {
                self.error(place, FindingKind::CaseReturn { sale: number });
            }
        }
    }
}

/// Whether a window is made of whole statements.
fn holds_statements(window: Window, period: PeriodKind) -> bool {
    match window {
        Window::Period | Window::ContractYear | Window::Lifetime => true,
        Window::Sale | Window::Rolling(_) => false,
        Window::Month => PeriodKind::Month >= period,
        Window::Quarter => PeriodKind::Quarter >= period,
        Window::Year => PeriodKind::Year >= period,
    }
}

/// Whether what a sale of an example takes back, if anything, is a sale before it.
fn returns_something(earlier: &[CaseSale], sale: &CaseSale) -> bool {
    let Some(returns) = sale.returns else { return true };
    let original = usize::from(returns).checked_sub(1).and_then(|at| earlier.get(at));
    let sells = |sale: &CaseSale| !sale.amount.is_negative() && sale.quantity >= 0;
    original.is_some_and(sells) && !sells(sale)
}
