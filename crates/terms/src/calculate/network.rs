//! What the network earns: by level with or without compression, and by rank.

use super::earning::judge_late;
use super::exchange::exchange;
use super::stating::Stating;
use super::{CalculationError, Judged};
use crate::book::Below;
use crate::calculators::{Earned, percent, taken_back};
use crate::{
    Base, Compression, Field, PartnerFact, Record, RecordKind, Rejection, SaleFact, Terms, UnpaidReason,
    Upline, UplineOf, Why,
};
use money::{Exact, MoneyError, Rate};

/// Who takes the share of a level.
#[derive(Clone)]
enum Taker {
    Upline(u16),
    Nobody(Vec<Rejection>),
    NoLevel,
}

/// Why a partner stands on no level above a sale.
#[derive(Clone, Copy)]
enum NoLevel {
    NotPaid,
    NotQualified,
}

/// Choices that hold for every sale of a run.
#[derive(Default)]
struct Known {
    levels: Vec<(u8, Result<u8, NoLevel>)>,
    takers: Vec<((u8, u8), Taker)>,
}

impl Stating<'_, '_> {
    /// Records what the network below earns the partner, and his own share by rank.
    pub(super) fn network(&mut self) -> Result<(), CalculationError> {
        let calc = self.calc;
        let pays_any = calc.plan(self.partner).versions.iter().any(|version| version.pays_network);
        if !pays_any {
            return Ok(());
        }
        self.own_by_rank()?;
        let mut known = Known::default();
        let sales = |below: &Below| calc.book.run(below.run).sales.len();
        self.out.records.reserve(calc.book.below(self.partner).iter().map(sales).sum());
        if calc.plan(self.partner).rounds_at_line {
            for below in calc.book.below(self.partner) {
                known.levels.clear();
                for at in calc.book.run(below.run).sales.clone() {
                    self.below(*below, at, &mut known)?;
                }
            }
            return Ok(());
        }
        // Sums that are rounded as they run must not depend on the order of partners in the book.
        let below = calc.book.below(self.partner).iter();
        let mut all: Vec<(Below, u32)> =
            below.flat_map(|below| calc.book.run(below.run).sales.clone().map(|at| (*below, at))).collect();
        all.sort_by_key(|(_, at)| {
            let sale = calc.book.sale(*at);
            (sale.happened_on, &sale.reference, sale.id)
        });
        for (below, at) in all {
            known.levels.clear();
            self.below(below, at, &mut known)?;
        }
        Ok(())
    }

    fn own_by_rank(&mut self) -> Result<(), CalculationError> {
        for at in self.calc.book.own(self.partner) {
            let sale = self.calc.book.sale(at);
            let Some(version) = self.calc.plan(self.partner).of(sale) else { continue };
            let terms = self.calc.plan(self.partner).terms(version);
            if sale.happened_on >= self.calc.book.period.start && !terms.ranks.is_empty() {
                self.by_rank(at, 0, version, terms)?;
            }
        }
        Ok(())
    }

    fn below(&mut self, below: Below, at: u32, known: &mut Known) -> Result<(), CalculationError> {
        let book = self.calc.book;
        let sale = book.sale(at);
        if sale.happened_on < book.period.start {
            return Ok(());
        }
        let plan = self.calc.plan(self.partner);
        let Some(version) = plan.of(sale) else {
            self.leave(at, below.level, None, UnpaidReason::NoTerms);
            return Ok(());
        };
        let terms = plan.terms(version);
        if !terms.uplines.is_empty() {
            self.by_upline(below, at, version, known)?;
        }
        if !terms.ranks.is_empty() {
            self.by_rank(at, below.level, version, terms)?;
        }
        Ok(())
    }

    fn by_upline(
        &mut self,
        below: Below,
        at: u32,
        version: u8,
        known: &mut Known,
    ) -> Result<(), CalculationError> {
        let terms = self.calc.plan(self.partner).terms(version);
        let sale = self.calc.book.sale(at);
        let level = match known.levels.iter().find(|known| known.0 == version) {
            Some(known) => known.1,
            None => {
                let level = self.level(terms, sale, below.level);
                known.levels.push((version, level));
                level
            }
        };
        let why = match level {
            Ok(level) => return self.by_level(at, level, version, terms, known),
            Err(NoLevel::NotPaid) => UnpaidReason::NoLevel,
            Err(NoLevel::NotQualified) => UnpaidReason::NotQualified,
        };
        self.leave(at, below.level, Some(version), why);
        Ok(())
    }

    /// Whether a partner counts in the network.
    fn qualifies(&self, terms: &Terms, partner: u32) -> bool {
        let standing = self.calc.standing(partner);
        let judged = Judged::of_partner(self.calc.book, terms, partner, standing);
        let takes_part = self.calc.book.partner(partner).id != PartnerFact::NOBODY;
        takes_part && (terms.network.qualified.is_always() || terms.network.qualified.holds(&judged))
    }

    /// The level at which the partner stands above a sale. Where levels are lost, one that is not paid needs no question
    /// whether he qualifies.
    fn level(&self, terms: &Terms, sale: &SaleFact, distance: u8) -> Result<u8, NoLevel> {
        let is_lost = terms.network.compression == Compression::Breakage;
        if is_lost && terms.uplines.iter().all(|upline| upline.level != distance) {
            return Err(NoLevel::NotPaid);
        }
        if !self.qualifies(terms, self.partner) {
            return Err(NoLevel::NotQualified);
        }
        if is_lost {
            return Ok(distance);
        }
        let between = self.calc.book.above(sale).iter().take(usize::from(distance));
        let level = between.filter(|above| self.qualifies(terms, **above)).count();
        Ok(u8::try_from(level).unwrap_or(u8::MAX))
    }

    fn by_level(
        &mut self,
        at: u32,
        level: u8,
        version: u8,
        terms: &Terms,
        known: &mut Known,
    ) -> Result<(), CalculationError> {
        let sale = self.calc.book.sale(at);
        let of = &self.calc.plan(self.partner).versions[usize::from(version)];
        let found = if of.uplines_by_beneficiary {
            match known.takers.iter().position(|known| known.0 == (version, level)) {
                Some(place) => place,
                None => {
                    known.takers.push(((version, level), self.taker(terms, sale, level)));
                    known.takers.len() - 1
                }
            }
        } else {
            known.takers.clear();
            known.takers.push(((version, level), self.taker(terms, sale, level)));
            0
        };
        match &known.takers[found].1 {
            Taker::Upline(upline) => self.override_of(at, level, version, *upline, terms),
            Taker::Nobody(rejected) => {
                let rejected = rejected.clone();
                self.leave(at, level, Some(version), UnpaidReason::NoRule { rejected });
                Ok(())
            }
            Taker::NoLevel => {
                self.leave(at, level, Some(version), UnpaidReason::NoLevel);
                Ok(())
            }
        }
    }

    fn taker(&self, terms: &Terms, sale: &SaleFact, level: u8) -> Taker {
        let judged = self.judged(terms, sale);
        let mut rejected = Vec::new();
        for (at, upline) in terms.uplines.iter().enumerate().filter(|(_, upline)| upline.level == level) {
            match upline.when.mismatch(&judged) {
                None => return Taker::Upline(at as u16),
                Some(mismatch) => {
                    rejected.push(Rejection { rule: at as u16, because: Why::Clause(mismatch) });
                }
            }
        }
        if rejected.is_empty() { Taker::NoLevel } else { Taker::Nobody(rejected) }
    }

    fn judged<'j>(&'j self, terms: &'j Terms, sale: &'j SaleFact) -> Judged<'j> {
        Judged {
            sale: Some(sale),
            ..Judged::of_partner(self.calc.book, terms, self.partner, self.calc.standing(self.partner))
        }
    }

    fn override_of(
        &mut self,
        at: u32,
        level: u8,
        version: u8,
        part: u16,
        terms: &Terms,
    ) -> Result<(), CalculationError> {
        let upline = &terms.uplines[usize::from(part)];
        let sale = self.calc.book.sale(at);
        if sale.more.is_none() && sale.currency == terms.currency && upline.of == UplineOf::Sale(Base::Gross)
        {
            // Nothing is exchanged, taken back or taken off: most sales are such.
            let blank = self.blank(RecordKind::Override, version, part);
            let record = Record { level, sale: at, base: sale.amount, ..blank };
            return self.record(record, Exact::product(sale.amount, upline.rate), None).map(|_| ());
        }
        let (base, fx, earned) = match self.upline_earns(at, terms, upline) {
            Ok(found) => found?,
            Err(why) => {
                let why = match why {
                    UnpaidReason::Missing { what, .. } => UnpaidReason::Missing { rule: part, what },
                    other => other,
                };
                self.leave(at, level, Some(version), why);
                return Ok(());
            }
        };
        let fx = self.fx(fx.as_ref());
        let record = Record { level, fx, sale: at, base, ..self.blank(RecordKind::Override, version, part) };
        self.record(record, earned.exact, earned.rounded).map(|_| ())
    }

    /// The base of an upline's share, the exchange rate, and what it earns.
    #[allow(clippy::type_complexity)]
    fn upline_earns(
        &mut self,
        at: u32,
        terms: &Terms,
        upline: &Upline,
    ) -> Result<Result<(i64, Option<crate::FxUsed>, Earned), CalculationError>, UnpaidReason> {
        let sale = self.calc.book.sale(at);
        let UplineOf::Sale(base) = upline.of else {
            // The rate makes nothing here, but conditions that ask what the sale was worth are told by it later.
            let asks = upline_conditions_ask_amount(terms);
            let used =
                exchange(self.calc.book, terms, sale).ok().filter(|_| asks).and_then(|known| known.used);
            return Ok(self.earned_by(sale.seller).map(|earned| {
                let base = earned.get(&at).copied().unwrap_or(0);
                (base, used, percent::earn(base, upline.rate))
            }));
        };
        let exchange = exchange(self.calc.book, terms, sale)?;
        judge_late(terms, sale)?;
        let missing = |what| UnpaidReason::Missing { rule: 0, what };
        let sold = sale.base(base, terms.vat).map_err(missing)?;
        let original = sale.taken_back();
        let original_base =
            original.map(|original| original.base(base, terms.vat)).transpose().map_err(missing)?;
        let earn = || -> Result<(i64, Option<crate::FxUsed>, Earned), MoneyError> {
            let sold = exchange.of(sold)?;
            let earned = match original.zip(original_base) {
                None => percent::earn(sold, upline.rate),
                Some((original, base)) => {
                    let earned = percent::earn(exchange.of(base)?, upline.rate);
                    let (returned, on) = (sale.amount.saturating_abs(), sale.happened_on);
                    taken_back::earn(earned, original, returned, on, terms.clawback, terms.rounding.mode)?
                }
            };
            Ok((sold, exchange.used.clone(), earned))
        };
        Ok(earn().map_err(|_| CalculationError::TooLarge { sale: Some(sale.id) }))
    }

    /// The place of the rank of a partner counted from 1 and its share; nothing when he has none or does not qualify.
    fn rank(&self, terms: &Terms, sale: &SaleFact, partner: u32) -> (usize, Rate) {
        if !self.qualifies(terms, partner) {
            return (0, Rate::ZERO);
        }
        let standing = self.calc.standing(partner);
        let judged =
            Judged { sale: Some(sale), ..Judged::of_partner(self.calc.book, terms, partner, standing) };
        let found = terms.ranks.iter().position(|rank| rank.when.holds(&judged));
        found.map_or((0, Rate::ZERO), |at| (at + 1, terms.ranks[at].rate))
    }

    fn by_rank(&mut self, at: u32, level: u8, version: u8, terms: &Terms) -> Result<(), CalculationError> {
        let sale = self.calc.book.sale(at);
        let too_large = |_| CalculationError::TooLarge { sale: Some(sale.id) };
        let (own, share) = self.rank(terms, sale, self.partner);
        if own == 0 || share.is_zero() {
            if level > 0 {
                self.leave(at, level, Some(version), UnpaidReason::NotQualified);
            }
            return Ok(());
        }
        let (mut below, mut paid) = (0, Rate::ZERO);
        if level > 0 {
            let between = self.calc.book.above(sale).iter().take(usize::from(level) - 1).copied();
            for partner in std::iter::once(sale.seller).chain(between) {
                let (rank, share) = self.rank(terms, sale, partner);
                if share > paid {
                    (below, paid) = (rank, share);
                }
            }
        }
        if share <= paid {
            self.leave(at, level, Some(version), UnpaidReason::PaidBelow);
            return Ok(());
        }
        let exchange = match exchange(self.calc.book, terms, sale) {
            Ok(exchange) => exchange,
            Err(why) => {
                // The seller himself is told by his rules.
                if level > 0 {
                    self.leave(at, level, Some(version), why);
                }
                return Ok(());
            }
        };
        let part = own as u16 - 1;
        let base = match sale.base(terms.network.base, terms.vat) {
            Ok(base) => exchange.of(base).map_err(too_large)?,
            Err(what) => {
                self.leave(at, level, Some(version), UnpaidReason::Missing { rule: part, what });
                return Ok(());
            }
        };
        let exact = difference(base, share, paid).map_err(too_large)?;
        let fx = self.fx(exchange.used.as_ref());
        let blank = self.blank(RecordKind::Ranked, version, part);
        let record = Record { level, fx, sale: at, base, before: below as i64, ..blank };
        self.record(record, exact, None).map(|_| ())
    }
}

/// Whether the choice of an upline looks at what the sale was worth.
fn upline_conditions_ask_amount(terms: &Terms) -> bool {
    terms.uplines.iter().any(|upline| upline.when.fields().contains(&Field::SALE_AMOUNT))
}

/// What a rank's share comes to, less the share that was paid below.
pub(crate) fn difference(base: i64, own: Rate, below: Rate) -> Result<Exact, MoneyError> {
    Exact::product(base, own).checked_sub(Exact::product(base, below))
}
