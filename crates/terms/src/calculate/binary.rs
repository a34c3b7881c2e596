//! What a partner earns on the weaker of two legs.

use super::exchange::exchange;
use super::legs::Legs;
use super::stating::{Stating, TOO_LARGE};
use super::{CalculationError, Judged};
use crate::{Binary, Leg, Record, RecordKind, Terms};
use money::Exact;

/// The names under which volumes of legs are carried on.
pub(crate) const LEFT: &str = "binary.left";
pub(crate) const RIGHT: &str = "binary.right";

impl Stating<'_, '_> {
    /// Matches the volumes of both legs and carries the rest on.
    pub(super) fn binary(&mut self, version: u8, terms: &Terms) -> Result<(), CalculationError> {
        let Some(binary) = &terms.binary else { return Ok(()) };
        let left = self.leg(binary, Leg::Left, LEFT)?;
        let right = self.leg(binary, Leg::Right, RIGHT)?;
        let standing = self.calc.standing(self.partner);
        if !binary.when.holds(&Judged::of_partner(self.calc.book, terms, self.partner, standing)) {
            self.carry(LEFT, 0);
            self.carry(RIGHT, 0);
            return Ok(());
        }
        let matched = left.max(0).min(right.max(0));
        let most = |volume: i64| binary.carry_at_most.map_or(volume, |most| volume.min(most.minor));
        self.carry(LEFT, most(left - matched));
        self.carry(RIGHT, most(right - matched));
        let record = Record {
            base: matched,
            before: left,
            moved: right,
            ..self.blank(RecordKind::Binary, version, 0)
        };
        self.record(record, binary_earns(binary, matched), None).map(|_| ())
    }

    fn carry(&mut self, name: &str, minor: i64) {
        if minor != 0 {
            self.out.carried.insert(name.to_string(), minor);
        }
    }

    /// The volume of everybody placed in a leg, with what was carried; each sale is converted as the version of its day
    /// says.
    fn leg(&self, binary: &Binary, leg: Leg, name: &str) -> Result<i64, CalculationError> {
        let legs = self.calc.legs.get_or_init(|| Legs::of(self.calc.book));
        let own = |at: u32| self.own_volume(binary, at);
        let sold = match self.calc.plan_index(self.partner) {
            0 => legs.common_volume(self.partner, leg, own),
            _ => legs.volume(self.partner, leg, own),
        };
        let carried = self.carried.get(name).copied().unwrap_or(0);
        sold.and_then(|sold| sold.checked_add(carried)).ok_or(TOO_LARGE)
    }

    /// What somebody's own sales of the period add to the leg he stands on; nothing when it does not fit.
    fn own_volume(&self, binary: &Binary, at: u32) -> Option<i64> {
        let (book, plan) = (self.calc.book, self.calc.plan(self.partner));
        let mut volume = 0_i64;
        for sale in book.own(at).map(|at| book.sale(at)) {
            if sale.happened_on < book.period.start {
                continue;
            }
            let Some(terms) = plan.of(sale).map(|version| plan.terms(version)) else { continue };
            let Ok(exchange) = exchange(book, terms, sale) else { continue };
            let Ok(base) = sale.base(binary.base, terms.vat) else { continue };
            volume = volume.checked_add(exchange.of(base).ok()?)?;
        }
        Some(volume)
    }
}

/// What a matched volume earns.
pub(crate) fn binary_earns(binary: &Binary, matched: i64) -> Exact {
    let exact = Exact::product(matched, binary.rate);
    let most = binary.at_most.map(|most| Exact::whole(most.minor));
    match most {
        Some(most) if exact.compared(most).is_some_and(|order| order.is_gt()) => most,
        _ => exact,
    }
}
