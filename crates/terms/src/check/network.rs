//! The network: levels, ranks, legs and splits; what is paid without end, and what is paid for people, not sales.

use super::conditions::fitting;
use super::cost::{SALE, direct, part, uplines, whole};
use super::implies::implies;
use super::{Checking, Example, FindingKind, Told};
use crate::{
    Binary, CapOf, Clause, Compression, Field, Place, Rank, SplitShare, Test, Upline, UplineOf, When,
};
use money::Rate;

/// Levels beyond this are more than any usual programme pays.
const LEVELS_USUAL: u8 = 10;
/// The kinds of sales in which nothing is sold yet.
const NOT_SOLD: [&str; 2] = ["lead", "action"];

impl Checking<'_> {
    pub fn network(&mut self) {
        let terms = self.terms;
        self.condition_of_partner(Place::Network, &terms.network.qualified);
        self.compression();
        self.own_sales();
        for (at, upline) in terms.uplines.iter().enumerate() {
            self.upline(at, upline);
        }
        for (at, rank) in terms.ranks.iter().enumerate() {
            self.rank(at, rank);
        }
        if let Some(binary) = &terms.binary {
            self.binary(binary);
        }
    }

    fn compression(&mut self) {
        let terms = self.terms;
        let capped = terms
            .caps
            .iter()
            .any(|cap| cap.at_most.is_some() && matches!(cap.of, CapOf::Total | CapOf::Override));
        if terms.network.compression == Compression::Dynamic && !terms.uplines.is_empty() && !capped {
            let Some(total) = direct(terms).and_then(|direct| uplines(terms, direct)) else { return };
            self.warning(Place::Network, FindingKind::CompressedWithoutLimit { total });
        }
        let levels = terms.uplines.iter().map(|upline| upline.level).max().unwrap_or(0);
        if levels > LEVELS_USUAL {
            let at = terms.uplines.iter().position(|upline| upline.level == levels).unwrap_or(0);
            self.warning(Place::Upline(at), FindingKind::DeepNetwork { levels: i64::from(levels) });
        }
    }

    /// One level is the usual override of a distributor; a network of several must ask for own sales. Told once.
    fn own_sales(&mut self) {
        let terms = self.terms;
        let everybody = !asks_own_sales(&terms.network.qualified);
        let several = terms.uplines.iter().any(|upline| upline.level > 1);
        let idle = |when: &When| !asks_own_sales(when);
        let upline = terms.uplines.iter().position(|upline| several && everybody && idle(&upline.when));
        let rank = terms.ranks.iter().position(|rank| everybody && idle(&rank.when));
        let (place, rate) = if let Some(at) = upline {
            let upline = &terms.uplines[at];
            (Place::Upline(at), (upline.of != UplineOf::Commission).then_some(upline.rate))
        } else if let Some(at) = rank {
            (Place::Rank(at), Some(terms.ranks[at].rate))
        } else if let Some(binary) = terms.binary.as_ref().filter(|binary| idle(&binary.when)) {
            (Place::Binary, Some(binary.rate))
        } else {
            return;
        };
        let example = rate.and_then(|rate| self.idle_shown(rate));
        self.shown(place, FindingKind::NetworkWithoutOwnSales, example);
    }

    fn idle_shown(&self, rate: Rate) -> Option<Example> {
        let sale = whole(self.terms, SALE)?;
        let earns = part(self.terms, sale, rate)?;
        Some(Example::new("nothing-sold", vec![("sale", Told::Money(sale)), ("earns", Told::Money(earns))]))
    }

    fn upline(&mut self, at: usize, upline: &Upline) {
        let place = Place::Upline(at);
        self.condition(place, &upline.when);
        self.rate(place, upline.rate);
        if upline.level == 0 {
            self.error(place, FindingKind::LevelZero);
        }
        let takes = |earlier: &Upline| earlier.level == upline.level && implies(&upline.when, &earlier.when);
        if let Some(by) = self.terms.uplines[..at].iter().position(takes) {
            let by = shown(&self.terms.uplines[by].title, format!("upline {}", by + 1));
            self.shown(place, FindingKind::Unreachable { by }, fitting(&upline.when));
        }
        if asks_only_for_people(&upline.when) {
            self.shown(place, FindingKind::PaysForRecruiting, fitting(&upline.when));
        }
    }

    fn rank(&mut self, at: usize, rank: &Rank) {
        let place = Place::Rank(at);
        if rank.title.trim().is_empty() {
            self.error(place, FindingKind::NoName);
        }
        self.condition(place, &rank.when);
        if rank.rate > Rate::ONE {
            self.error(place, FindingKind::RanksOverHundred { rate: rank.rate });
        } else {
            self.rate(place, rank.rate);
        }
        let takes = |earlier: &Rank| implies(&rank.when, &earlier.when);
        if let Some(by) = self.terms.ranks[..at].iter().position(takes) {
            let by = shown(&self.terms.ranks[by].title, format!("rank {}", by + 1));
            self.shown(place, FindingKind::Unreachable { by }, fitting(&rank.when));
        }
        if asks_only_for_people(&rank.when) {
            self.shown(place, FindingKind::PaysForRecruiting, fitting(&rank.when));
        }
    }

    fn binary(&mut self, binary: &Binary) {
        self.condition_of_partner(Place::Binary, &binary.when);
        self.rate(Place::Binary, binary.rate);
        self.limits(Place::Binary, binary.at_most, None);
        self.limits(Place::Binary, binary.carry_at_most, None);
        if binary.at_most.is_none() {
            self.warning(Place::Binary, FindingKind::BinaryWithoutLimit);
        }
    }

    /// Nobody stands above himself, so the network never pays a seller for his own sale; a part in the sale may come
    /// together with a level all the same.
    pub fn splits(&mut self) {
        let terms = self.terms;
        let mut pot = Some(Rate::ZERO);
        for (at, split) in terms.splits.iter().enumerate() {
            let (SplitShare::Pot(rate) | SplitShare::Overlay(rate)) = split.share;
            self.rate(Place::Split(at), rate);
            if let SplitShare::Pot(share) = split.share {
                pot = pot.and_then(|pot| pot.checked_add(share));
                if let Some(total) = pot.filter(|pot| *pot > Rate::ONE) {
                    self.error(Place::Split(at), FindingKind::SharesOverHundred { total });
                }
            }
        }
        let above = terms.uplines.first().map(|upline| upline.rate);
        if let Some(above) =
            above.or(terms.ranks.first().map(|rank| rank.rate)).filter(|_| !terms.splits.is_empty())
        {
            self.shown(Place::Split(0), FindingKind::PaidTwice, self.twice_shown(above));
        }
    }

    fn twice_shown(&self, above: Rate) -> Option<Example> {
        let terms = self.terms;
        let (SplitShare::Pot(share) | SplitShare::Overlay(share)) = terms.splits[0].share;
        let sale = whole(terms, SALE)?;
        let pot = part(terms, sale, direct(terms)?)?;
        let commission = terms.uplines.first().is_some_and(|upline| upline.of == UplineOf::Commission);
        let level = part(terms, if commission { pot } else { sale }, above)?;
        Some(Example::new(
            "paid-twice",
            vec![
                ("sale", Told::Money(sale)),
                ("share", Told::Money(part(terms, pot, share)?)),
                ("level", Told::Money(level)),
            ],
        ))
    }
}

fn shown(title: &str, otherwise: String) -> String {
    if title.is_empty() { otherwise } else { title.to_string() }
}

/// Whether the condition holds only for somebody who sold something himself.
fn asks_own_sales(when: &When) -> bool {
    when.clauses.iter().any(|clause| match clause {
        Clause::Field { field: Field::BENEFICIARY_TURNOVER, test: Test::Amount { from: Some(from), .. } } => {
            from.minor > 0
        }
        Clause::Field { field: Field::BENEFICIARY_SALES, test: Test::Number { from: Some(from), .. } } => {
            *from > 0
        }
        Clause::Any(groups) => !groups.is_empty() && groups.iter().all(asks_own_sales),
        _ => false,
    })
}

/// Whether the condition takes nothing but kinds in which nothing is sold yet.
fn asks_only_for_people(when: &When) -> bool {
    when.clauses.iter().any(|clause| match clause {
        Clause::Field { field: Field::SALE_KIND, test: Test::OneOf(kinds) } => {
            !kinds.is_empty() && kinds.iter().all(|kind| NOT_SOLD.contains(&kind.as_ref()))
        }
        _ => false,
    })
}
