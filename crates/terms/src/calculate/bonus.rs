//! What reaching targets earns.

use super::bounds::{joined_share, times};
use super::exchange::exchange;
use super::stating::{Stating, TOO_LARGE};
use super::tape::Tape;
use super::window::{self, Days};
use super::{Calculation, CalculationError, Judged, earning};
use crate::{
    Bonus, BonusPay, Measure, Prorate, Record, RecordKind, Scope, Target, TargetAt, TargetProgress, Terms,
    When,
};
use money::{Exact, Rate};

/// What a target counted and what it asked for.
struct Reached {
    value: i64,
    asked: Option<i64>,
    reached: bool,
}

impl Stating<'_, '_> {
    /// Records every bonus whose targets are all reached.
    pub(super) fn bonuses(&mut self, version: u8, terms: &Terms) -> Result<(), CalculationError> {
        let mut direct = crate::Totals::default();
        for record in &self.out.records {
            direct.count(record).ok_or(TOO_LARGE)?;
        }
        for (at, bonus) in terms.bonuses.iter().enumerate() {
            self.bonus(version, terms, at as u16, bonus, direct.direct)?;
        }
        Ok(())
    }

    fn bonus(
        &mut self,
        version: u8,
        terms: &Terms,
        part: u16,
        bonus: &Bonus,
        direct: i64,
    ) -> Result<(), CalculationError> {
        let mut reached = Vec::with_capacity(bonus.targets.len());
        for (place, target) in bonus.targets.iter().enumerate() {
            let found = self.target(terms, target)?;
            self.out.targets.push(TargetProgress {
                terms: self.version(version).id,
                bonus: part,
                target: place as u16,
                value: found.value,
                asked: found.asked,
                reached: found.reached,
            });
            reached.push(found);
        }
        let Some(first) = reached.first().filter(|_| reached.iter().all(|one| one.reached)) else {
            return Ok(());
        };
        let (value, asked) = (first.value, first.asked.unwrap_or(0));
        let base = bonus_base(bonus.pay, value, asked, direct);
        let record =
            Record { base, before: asked, moved: value, ..self.blank(RecordKind::Bonus, version, part) };
        self.record(record, bonus_earns(bonus.pay, base), None).map(|_| ())
    }

    fn target(&self, terms: &Terms, target: &Target) -> Result<Reached, CalculationError> {
        let book = self.calc.book;
        let partner = book.partner(self.partner);
        let period = book.period;
        let Ok(days) = window::around(target.window, period.end, period.kind, partner.joined_on) else {
            return Ok(Reached { value: 0, asked: None, reached: false });
        };
        let tape = self.calc.scope_tape(self.partner, target.measure, target.scope, Some(&target.when))?;
        let until = Days { start: days.start, end: days.end.min(period.end) };
        let value = tape.value(until, tape.len());
        let share = match terms.prorate {
            Prorate::Targets | Prorate::Both if window::is_prorated(target.window) => {
                joined_share(partner, days)
            }
            _ => None,
        };
        let prorated = |asked: i64| share.map_or(asked, |share| times(asked, Ok(share)));
        let (asked, reached) = match target.at {
            TargetAt::AtLeast(least) => (Some(prorated(least)), value >= prorated(least)),
            TargetAt::Own => {
                let asked = partner.target.map(prorated);
                (asked, asked.is_some_and(|asked| value >= asked))
            }
            TargetAt::Growth { by, over } => {
                let earlier = window::earlier(target.window, days, period.kind, partner.joined_on, over);
                let earlier = earlier.map_or(0, |days| tape.value(days, tape.len()));
                let asked = grown(earlier, by);
                (asked, asked.is_some_and(|asked| value >= asked))
            }
        };
        Ok(Reached { value, asked, reached })
    }
}

/// The least value that is so much more than an earlier one; nothing when the earlier one is not above zero.
fn grown(earlier: i64, by: Rate) -> Option<i64> {
    let factor = by.checked_add(Rate::ONE).filter(|_| earlier > 0)?;
    let exact = Exact::product(earlier, factor);
    let down = exact.round(money::RoundingMode::Down).ok()?;
    if exact.is_whole() || exact.is_negative() { Some(down) } else { down.checked_add(1) }
}

/// What a bonus is computed from.
pub(crate) fn bonus_base(pay: BonusPay, value: i64, asked: i64, direct: i64) -> i64 {
    match pay {
        BonusPay::Fixed(_) | BonusPay::Percent(_) => value,
        BonusPay::PercentAbove(_) => value.saturating_sub(asked),
        BonusPay::PercentOfCommission(_) => direct,
    }
}

/// What a bonus pays on its base.
pub(crate) fn bonus_earns(pay: BonusPay, base: i64) -> Exact {
    match pay {
        BonusPay::Fixed(sum) => Exact::whole(sum.minor),
        BonusPay::Percent(rate) | BonusPay::PercentAbove(rate) | BonusPay::PercentOfCommission(rate) => {
            Exact::product(base, rate)
        }
    }
}

impl Calculation<'_> {
    /// A tape of everything that counts for a partner over a scope, in order.
    pub(super) fn scope_tape(
        &self,
        partner: u32,
        measure: Measure,
        scope: Scope,
        when: Option<&When>,
    ) -> Result<Tape, CalculationError> {
        let mut tape = Tape::new(measure);
        let plan = self.plan(partner);
        for at in self.scope_sales(partner, scope) {
            let sale = self.book.sale(at);
            let Some(version) = plan.of(sale) else { continue };
            let terms = plan.terms(version);
            let Ok(exchange) = exchange(self.book, terms, sale) else { continue };
            let standing = self.standing(partner);
            let judged = Judged {
                exchange: Some(&exchange),
                sale: Some(sale),
                ..Judged::of_partner(self.book, terms, partner, standing)
            };
            if when.is_some_and(|when| !when.is_always() && !when.holds(&judged)) {
                continue;
            }
            let too_large = CalculationError::TooLarge { sale: Some(sale.id) };
            let adds = earning::known_measure_of(measure, sale, terms, &exchange);
            let adds = adds.map_err(|_| too_large.clone())?;
            tape.push(sale.happened_on, adds, 0, (at, sale)).ok_or(too_large)?;
        }
        Ok(tape)
    }

    /// The sales of a scope in order.
    fn scope_sales(&self, partner: u32, scope: Scope) -> Vec<u32> {
        let own = self.book.own(partner);
        let deepest = match scope {
            Scope::Group => 1,
            Scope::Subtree => u8::MAX,
            _ => return own.collect(),
        };
        let below = self.book.below(partner).iter().filter(|below| below.level <= deepest);
        let mut all: Vec<u32> =
            own.chain(below.flat_map(|below| self.book.run(below.run).sales.clone())).collect();
        all.sort_by(|left, right| {
            let (left, right) = (self.book.sale(*left), self.book.sale(*right));
            (left.happened_on, &left.reference, left.id).cmp(&(right.happened_on, &right.reference, right.id))
        });
        all
    }
}
