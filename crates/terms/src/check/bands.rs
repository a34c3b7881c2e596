//! Bands: gaps, ways of measuring that do not go together, and bands that no value reaches.

use super::{Checking, FindingKind, Told};
use crate::{
    BandMode, Bands, Base, Choose, Clause, Earns, Field, Measure, Place, Rule, Scope, StackHow, Test, Window,
};
use money::Rate;

impl Checking<'_> {
    pub fn bands(&mut self, at: usize, rule: &Rule, bands: &Bands) {
        if bands.bands.is_empty() {
            return self.error(Place::Rule(at), FindingKind::NoBands);
        }
        let before = self.findings.len();
        self.bounds(at, bands);
        self.earnings(at, bands);
        self.measuring(at, rule, bands);
        // What follows from bands that are wrong in themselves is not worth telling.
        if self.findings.len() == before {
            self.reachable(at, rule, bands);
            self.cliffs(at, bands);
        }
    }

    fn bounds(&mut self, rule: usize, bands: &Bands) {
        let mut reached = 0_i64;
        let last = bands.bands.len() - 1;
        for (at, band) in bands.bands.iter().enumerate() {
            let place = Place::Band(rule, at);
            match band.up_to {
                None if at < last => self.error(place, FindingKind::OpenBandNotLast),
                None => {}
                Some(bound) if bound <= reached => self.error(place, FindingKind::BandsNotAscending),
                Some(bound) => reached = bound,
            }
        }
        if let Some(up_to) = bands.bands[last].up_to {
            let up_to = Told::measured(up_to, bands.measure, self.terms.currency);
            self.error(Place::Band(rule, last), FindingKind::LastBandNotOpen { up_to });
        }
    }

    fn earnings(&mut self, rule: usize, bands: &Bands) {
        if let Some(stack) = bands.stack {
            self.earning(Place::Rule(rule), stack.onto);
        }
        for (at, band) in bands.bands.iter().enumerate() {
            let place = Place::Band(rule, at);
            self.earning(place, band.earns);
            match bands.stack {
                Some(stack) if stack.how == StackHow::Multiply && is_fixed(band.earns) => {
                    self.error(place, FindingKind::MultiplyByFixed);
                }
                Some(stack) if stack.how == StackHow::Add && is_fixed(stack.onto) != is_fixed(band.earns) => {
                    self.error(place, FindingKind::StackOfOtherKind);
                }
                _ => {}
            }
            if pays_fixed(bands, band.earns) {
                let counts = matches!(bands.measure, Measure::Quantity | Measure::Count | Measure::Customers);
                match bands.mode {
                    BandMode::Marginal if !counts => self.error(place, FindingKind::FixedBandOfMoney),
                    BandMode::Interpolated => self.error(place, FindingKind::InterpolatedFixed),
                    _ => {}
                }
            }
        }
    }

    fn earning(&mut self, at: Place, earns: Earns) {
        match earns {
            Earns::Percent(rate) if rate.is_negative() => self.error(at, FindingKind::NegativeRate),
            Earns::Percent(rate) if rate > Rate::ONE => {
                self.warning(at, FindingKind::RateOverHundred { rate });
            }
            Earns::Fixed(minor) if minor < 0 => self.error(at, FindingKind::NegativeSum),
            Earns::Percent(_) | Earns::Fixed(_) => {}
        }
    }

    fn measuring(&mut self, at: usize, rule: &Rule, bands: &Bands) {
        let place = Place::Rule(at);
        if bands.mode == BandMode::Whole {
            if !matches!(bands.scope, Scope::Rule | Scope::Product) {
                self.error(place, FindingKind::WholeScope);
            }
            let pays_by = |band: &crate::Band| pays_for_measured(rule.base, bands, band.earns);
            if !bands.bands.iter().all(pays_by) {
                self.error(place, FindingKind::WholeMeasure);
            }
        }
        let reaches_back = matches!(bands.mode, BandMode::Whole | BandMode::Reached);
        if bands.horizon_days.is_some() && !reaches_back {
            self.error(place, FindingKind::HorizonNotWhole);
        }
        match (bands.window, bands.mode) {
            (Window::Rolling(0), _) => self.error(place, FindingKind::WindowEmpty),
            (Window::Sale | Window::Lifetime, BandMode::Previous) => {
                self.error(place, FindingKind::NoWindowBefore);
            }
            (Window::Sale, BandMode::Reached) => self.error(place, FindingKind::WindowOfSale),
            (Window::Rolling(_), BandMode::Whole | BandMode::Reached) => {
                self.error(place, FindingKind::WindowRolls);
            }
            _ => {}
        }
        if bands.mode == BandMode::Reached {
            self.reached(place, bands);
        }
    }

    fn reached(&mut self, place: Place, bands: &Bands) {
        let is_own = matches!(bands.scope, Scope::Rule | Scope::Product);
        if is_own && self.terms.choose == Choose::Best {
            self.error(place, FindingKind::ReachedUnderBest);
        }
        let sums = bands.bands.iter().filter(|band| pays_fixed(bands, band.earns)).count();
        if sums > 0 && sums < bands.bands.len() {
            self.error(place, FindingKind::ReachedMixed);
        }
    }

    /// Where every sale is measured alone, what the rule takes bounds what can be measured.
    fn reachable(&mut self, at: usize, rule: &Rule, bands: &Bands) {
        if bands.window != Window::Sale {
            return;
        }
        let (least, most) = match (bands.mode, bands.measure) {
            (BandMode::Before, _) => (0, Some(0)),
            (_, Measure::Count | Measure::Customers) => (0, Some(1)),
            (_, Measure::Amount(Base::Gross)) => amounts_of(rule),
            _ => (0, None),
        };
        let mut start = 0;
        for (band, up_to) in bands.bands.iter().map(|band| band.up_to).enumerate() {
            let never_so_little = up_to.is_some_and(|up_to| up_to <= least);
            let never_so_much = band > 0 && most.is_some_and(|most| most < start);
            // Parts of a sale are paid by every band below its size.
            let in_parts = matches!(bands.mode, BandMode::Marginal | BandMode::Interpolated);
            if never_so_much || (never_so_little && !in_parts) {
                self.warning(Place::Band(at, band), FindingKind::UnreachableBand);
            }
            start = up_to.unwrap_or(start);
        }
    }
}

pub(super) fn is_fixed(earns: Earns) -> bool {
    matches!(earns, Earns::Fixed(_))
}

/// Whether a band pays sums in the end.
pub(super) fn pays_fixed(bands: &Bands, earns: Earns) -> bool {
    is_fixed(earns) || bands.stack.is_some_and(|stack| is_fixed(stack.onto))
}

/// Whether what is measured is also what is paid for, so that the pay of a whole window can be worked out.
fn pays_for_measured(base: Base, bands: &Bands, earns: Earns) -> bool {
    match bands.measure {
        Measure::Amount(measured) => measured == base && !pays_fixed(bands, earns),
        Measure::Quantity | Measure::Count => pays_fixed(bands, earns),
        Measure::Customers | Measure::Attainment => false,
    }
}

/// The sizes of sales that a rule takes, both ends included.
fn amounts_of(rule: &Rule) -> (i64, Option<i64>) {
    let (mut least, mut most) = (0, None::<i64>);
    for clause in &rule.when.clauses {
        if let Clause::Field { field: Field::SALE_AMOUNT, test: Test::Amount { from, below } } = clause {
            least = from.map_or(least, |from| least.max(from.minor));
            let top = below.map(|below| below.minor.saturating_sub(1));
            most = most.into_iter().chain(top).min();
        }
    }
    (least, most)
}
