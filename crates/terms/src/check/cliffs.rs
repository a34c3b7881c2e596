//! Cliffs: bounds where a little more turnover changes what all of it earns.

use super::bands::pays_fixed;
use super::{Checking, Example, FindingKind, Told};
use crate::{BandMode, Bands, Earns, Measure, Place, StackHow, Window};
use money::{Exact, Money, Rate};

/// A jump of more than one in so many of the turnover at the bound is a cliff: 1 %.
const TURNOVER_PER_JUMP: i64 = 100;
/// A jump of more than so many times what one unit earns is a cliff, where units are paid for.
const UNITS_PER_JUMP: i64 = 10;
/// The turnover, in whole units of the currency, that a jump is shown on where turnover is not what is measured.
const TURNOVER: i64 = 100_000;
/// A return is shown from a little above the bound: a thirtieth of it, as a round sum.
const ABOVE: i64 = 30;

impl Checking<'_> {
    pub fn cliffs(&mut self, rule: usize, bands: &Bands) {
        for at in 1..bands.bands.len() {
            let Some(bound) = bands.bands[at - 1].up_to else { continue };
            let Some(edge) = Edge::new(self, bands, at, bound) else { continue };
            let told = Told::measured(bound, bands.measure, self.terms.currency);
            let place = Place::Band(rule, at);
            if edge.jump < 0 {
                let kind = FindingKind::Falls { bound: told, drop: self.money(edge.jump.saturating_neg()) };
                self.shown(place, kind, self.jump_shown(bands, &edge));
            } else if edge.is_cliff() {
                let kind = FindingKind::Cliff { bound: told, jump: self.money(edge.jump) };
                self.shown(place, kind, self.jump_shown(bands, &edge));
            }
        }
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.terms.currency)
    }

    fn jump_shown(&self, bands: &Bands, edge: &Edge) -> Option<Example> {
        let below = self.just_below(bands, edge);
        let measures_volume = edge.volume == edge.bound;
        let earns = |band, volume| self.earned(bands, band, volume);
        let earns_below = earns(edge.band - 1, if measures_volume { below } else { edge.volume })?;
        let told = |value| Told::measured(value, bands.measure, self.terms.currency);
        let money = |minor| Told::Money(self.money(minor));
        let mut shown = vec![
            ("below", told(below)),
            ("earns_below", money(earns_below)),
            ("bound", told(edge.bound)),
            ("earns_at", money(earns(edge.band, edge.volume)?)),
        ];
        if !measures_volume {
            shown.push(("turnover", money(edge.volume)));
            return Some(Example::new("jump-on", shown));
        }
        let key = match bands.mode {
            BandMode::Whole | BandMode::Reached if bands.measure.is_money() => match self.back(bands, edge) {
                Some(back) => {
                    shown.extend(back);
                    "jump-and-back"
                }
                None => "jump",
            },
            BandMode::Including => "jump-of-sale",
            BandMode::Before | BandMode::Previous => "jump-of-next",
            _ => "jump",
        };
        // What comes next is paid by what was reached, so it is the same turnover on both sides.
        if key == "jump-of-next" {
            shown[1].1 = money(earns(edge.band - 1, edge.volume)?);
            shown.push(("next", money(edge.volume)));
        }
        Some(Example::new(key, shown))
    }

    /// One whole unit of the currency, or one of anything else, less than the bound.
    fn just_below(&self, bands: &Bands, edge: &Edge) -> i64 {
        let start = edge.band.checked_sub(2).and_then(|before| bands.bands[before].up_to).unwrap_or(0);
        let step = match bands.measure {
            Measure::Amount(_) => self.terms.currency.minor_per_whole(),
            Measure::Attainment => 10_000,
            Measure::Quantity | Measure::Count | Measure::Customers => 1,
        };
        if edge.bound.saturating_sub(step) >= start { edge.bound - step } else { edge.bound - 1 }
    }

    /// A return that takes the turnover from a little above the bound to as little below it.
    fn back(&self, bands: &Bands, edge: &Edge) -> Option<Vec<(&'static str, Told)>> {
        let mut step = 1_i64;
        while step <= edge.bound / ABOVE / 10 {
            step *= 10;
        }
        let (from, to) = (edge.bound.checked_add(step)?, edge.bound - step);
        if bands.at(from) != edge.band || bands.at(to) != edge.band - 1 || to <= 0 {
            return None;
        }
        let takes =
            self.earned(bands, edge.band, from)?.checked_sub(self.earned(bands, edge.band - 1, to)?)?;
        let money = |minor| Told::Money(self.money(minor));
        Some(vec![("from", money(from)), ("returned", money(from - to)), ("takes", money(takes))])
    }

    /// What so much volume earns at a band, rounded as the terms round.
    fn earned(&self, bands: &Bands, band: usize, volume: i64) -> Option<i64> {
        let pays = |earns| match earns {
            Earns::Percent(rate) => Exact::product(volume, rate).round(self.terms.rounding.mode).ok(),
            Earns::Fixed(minor) => minor.checked_mul(volume),
        };
        let own = bands.bands[band].earns;
        match bands.stack {
            None => pays(own),
            Some(stack) if stack.how == StackHow::Add => pays(stack.onto)?.checked_add(pays(own)?),
            Some(stack) => match own {
                Earns::Percent(rate) => {
                    let more = rate.checked_add(Rate::ONE)?;
                    Exact::product(pays(stack.onto)?, more).round(self.terms.rounding.mode).ok()
                }
                Earns::Fixed(_) => None,
            },
        }
    }
}

/// A bound, and what is paid on both sides of it.
struct Edge {
    /// The band that begins there.
    band: usize,
    bound: i64,
    /// What the band changes the pay of: turnover in minor units, or units.
    volume: i64,
    /// How much more the volume earns in the band than in the one before it.
    jump: i64,
    /// What one unit earns in the band; nothing where turnover is paid for.
    unit: Option<i64>,
}

impl Edge {
    /// The bound before a band, if all volume up to it may be paid by the band.
    fn new(checking: &Checking<'_>, bands: &Bands, band: usize, bound: i64) -> Option<Edge> {
        let fixed = pays_fixed(bands, bands.bands[band].earns);
        let nominal = TURNOVER.checked_mul(checking.terms.currency.minor_per_whole())?;
        let volume = match (bands.mode, bands.measure) {
            (BandMode::Marginal | BandMode::Interpolated, _) => return None,
            (BandMode::Before, _) if bands.window == Window::Sale => return None,
            (BandMode::Whole | BandMode::Reached, Measure::Quantity | Measure::Count) if fixed => bound,
            _ if fixed => return None,
            (_, Measure::Amount(_)) => bound,
            (BandMode::Whole | BandMode::Reached | BandMode::Previous, _) => nominal,
            (BandMode::Before | BandMode::Including, _) => return None,
        };
        let below = checking.earned(bands, band - 1, volume)?;
        let jump = checking.earned(bands, band, volume)?.checked_sub(below)?;
        // Falling rates are common for what comes next and surprising for what is there already.
        if jump < 0 && matches!(bands.mode, BandMode::Before | BandMode::Previous) {
            return None;
        }
        let unit = if fixed { Some(checking.earned(bands, band, 1)?) } else { None };
        Some(Edge { band, bound, volume, jump, unit })
    }

    fn is_cliff(&self) -> bool {
        match self.unit {
            Some(unit) => unit.checked_mul(UNITS_PER_JUMP).is_some_and(|usual| self.jump > usual),
            None => self.jump > self.volume / TURNOVER_PER_JUMP,
        }
    }
}
