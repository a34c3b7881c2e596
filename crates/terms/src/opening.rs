//! Computes the sum of one record anew, from what the record keeps and its sale.

use crate::calculate::{
    Exchange, Judged, around, bands_of, binary_earns, bonus_earns, bounds_days, cuts, difference, earned_on,
    is_shared, known_measure_of, rejections, scaled,
};
use crate::calculators::{Counted, Earned, How, Sold, percent, taken_back, whole};
use crate::line::{Origin, Source};
use crate::{
    Band, BandMode, Bands, FxUsed, Measure, Record, RecordKind, Rejection, SaleFact, Scope, Terms, UplineOf,
    Why,
};
use money::{Exact, MoneyError, Rate};
use std::borrow::Cow;

/// A record with everything at hand that its sum is computed anew from.
pub(crate) struct Opening<'o, 'a> {
    pub source: &'o Source<'a>,
    pub place: u32,
    pub record: Record,
    pub terms: &'a Terms,
    pub sale: Option<&'a SaleFact>,
}

const NO_PART: &str = "the terms have no such part";
const NO_SALE: &str = "a sale is missing";
const TOO_LARGE: &str = "a sum is too large";

impl<'a> Opening<'_, 'a> {
    fn fx(&self) -> Option<&'a FxUsed> {
        let at = usize::from(self.record.fx).checked_sub(1)?;
        self.source.statement.fx.get(at)
    }

    /// The exchange rate that made the base; a share of a commission is of money that was exchanged before.
    pub fn shown_fx(&self) -> Option<&'a FxUsed> {
        let upline = self.terms.uplines.get(usize::from(self.record.part));
        let of_commission = upline.is_some_and(|upline| upline.of == UplineOf::Commission);
        self.fx().filter(|_| self.record.kind != RecordKind::Override || !of_commission)
    }

    /// The sum before it was shared, when it was.
    pub fn pot(&self, earned: &Earned) -> Option<i64> {
        if self.record.kind != RecordKind::Direct || !is_shared(self.terms, self.sale?) {
            return None;
        }
        let pot = earned.rounded.or_else(|| earned.exact.round(self.terms.rounding.mode).ok())?;
        (pot != self.record.amount).then_some(pot)
    }

    fn exchange(&self) -> Exchange {
        self.fx().map_or(Exchange::NONE, |used| Exchange::by(used.clone(), self.terms.currency))
    }

    /// What conditions were asked about: by the rate that was used then, whatever rates are known now.
    fn judged<'j>(&'j self, exchange: &'j Exchange) -> Judged<'j> {
        let is_known =
            self.fx().is_some() || self.sale.is_some_and(|sale| sale.currency == self.terms.currency);
        let standing = &self.source.statement.standing;
        Judged {
            sale: self.sale,
            exchange: is_known.then_some(exchange),
            ..Judged::of_partner(self.source.book, self.terms, self.source.partner, standing)
        }
    }

    pub fn open(&self) -> Result<(Origin, Earned), &'static str> {
        let record = &self.record;
        let part = usize::from(record.part);
        let given = || Earned::new(How::Given, Exact::whole(record.amount));
        match record.kind {
            RecordKind::Direct => self.direct(),
            RecordKind::TrueUp => self.true_up(),
            RecordKind::Share => self.share(),
            RecordKind::Override => self.override_of(),
            RecordKind::Ranked => self.ranked(),
            RecordKind::Binary => {
                let binary = self.terms.binary.as_ref().ok_or(NO_PART)?;
                let (left, right) = (record.before, record.moved);
                let how = How::Percent { rate: binary.rate };
                Ok((Origin::Binary { left, right }, Earned::new(how, binary_earns(binary, record.base))))
            }
            RecordKind::Bonus => {
                let bonus = self.terms.bonuses.get(part).ok_or(NO_PART)?;
                let exact = bonus_earns(bonus.pay, record.base);
                let how = match bonus.pay {
                    crate::BonusPay::Fixed(sum) => How::Fixed { amount: sum.minor, times: Rate::ONE },
                    crate::BonusPay::Percent(rate)
                    | crate::BonusPay::PercentAbove(rate)
                    | crate::BonusPay::PercentOfCommission(rate) => How::Percent { rate },
                };
                let (asked, value) = (record.before, record.moved);
                Ok((Origin::Bonus { bonus: record.part, asked, value }, Earned::new(how, exact)))
            }
            RecordKind::Cap => Ok((Origin::Cap { cap: record.part, used: record.before }, given())),
            RecordKind::Budget => {
                let of = u32::try_from(record.before).unwrap_or(u32::MAX);
                Ok((Origin::Budget { cap: record.part, of }, given()))
            }
            RecordKind::Draw => Ok((Origin::Draw { before: record.before, after: record.moved }, given())),
            RecordKind::Adjustment => Err("an adjustment is not told from one record"),
        }
    }

    fn direct(&self) -> Result<(Origin, Earned), &'static str> {
        let (record, terms) = (&self.record, self.terms);
        let sale = self.sale.ok_or(NO_SALE)?;
        let rule = terms.rules.get(usize::from(record.part)).ok_or(NO_PART)?;
        let exchange = self.exchange();
        let mut sold = Sold::of(sale, record.base);
        let mut counted = Counted { before: record.before, moved: record.moved };
        if let Some(bands) = bands_of(rule) {
            sold.adds = self.adds(bands, sale, &exchange).map_err(|_| TOO_LARGE)?;
            if bands.mode != BandMode::Whole {
                counted.moved = 0;
            }
        }
        let bounds = self.bounds()?;
        let earned = earned_on(terms, rule, sale, &bounds, &sold, counted, &exchange);
        let earned = earned.map_err(|_| "a part of the sale is not known")?.map_err(|_| TOO_LARGE)?;
        let until = match terms.choose {
            crate::Choose::First => usize::from(record.part),
            _ => terms.rules.len(),
        };
        let mut rejected = rejections(terms, &self.judged(&exchange), sale, until);
        rejected.retain(|rejection| rejection.rule != record.part);
        let others = self.source.statement.others.iter();
        let outbid =
            others.filter(|other| other.record == self.place).map(|other| (other.rule, other.amount));
        Ok((Origin::Direct { rule: record.part, rejected, outbid: outbid.collect() }, earned))
    }

    fn own_bands(&self) -> Option<&'a Bands> {
        let is_direct = self.record.kind == RecordKind::Direct;
        let rule = self.terms.rules.get(usize::from(self.record.part)).filter(|_| is_direct)?;
        bands_of(rule)
    }

    /// What the sale added to what its bands measure.
    pub fn added(&self) -> i64 {
        let found = self.own_bands().zip(self.sale);
        found.map_or(0, |(bands, sale)| self.adds(bands, sale, &self.exchange()).unwrap_or(0))
    }

    /// The product, where each has a measure of its own.
    pub fn product(&self) -> Option<u32> {
        let bands = self.own_bands()?;
        self.sale.filter(|_| bands.scope == Scope::Product).map(|sale| sale.product)
    }

    /// The same with what each band earns together with the pay it is stacked on.
    pub fn effective_bounds(&self) -> Result<Vec<Band>, &'static str> {
        let bounds = self.bounds()?;
        let rule = self.terms.rules.get(usize::from(self.record.part));
        let Some(bands) = rule.and_then(bands_of) else { return Ok(bounds.into_owned()) };
        let earns = |at: usize| crate::calculators::effective(bands, at, &bounds).map_err(|_| TOO_LARGE);
        bounds.iter().enumerate().map(|(at, band)| Ok(Band { earns: earns(at)?, ..*band })).collect()
    }

    /// The bands of the rule, with bounds as they count for the partner.
    pub fn bounds(&self) -> Result<Cow<'a, [Band]>, &'static str> {
        let is_rule = matches!(self.record.kind, RecordKind::Direct | RecordKind::TrueUp);
        let rule = self.terms.rules.get(usize::from(self.record.part)).filter(|_| is_rule);
        let Some((rule, bands)) = rule.and_then(|rule| Some((rule, bands_of(rule)?))) else {
            return Ok(Cow::Borrowed(&[]));
        };
        let partner = self.source.book.partner(self.source.partner);
        let period = self.source.book.period;
        let joined = partner.joined_on;
        let days = match self.sale {
            Some(sale) => bounds_days(rule, bands, sale, period.kind, joined),
            None => around(bands.window, period.start, period.kind, joined),
        };
        let days = days.map_err(|_| "the day the partner joined is not known")?;
        scaled(bands, self.terms.prorate, partner, days).map_err(|_| "the partner's target is not known")
    }

    fn adds(&self, bands: &Bands, sale: &SaleFact, exchange: &Exchange) -> Result<i64, MoneyError> {
        if bands.measure == Measure::Customers {
            return Ok(self.record.moved);
        }
        known_measure_of(bands.measure, sale, self.terms, exchange)
    }

    fn true_up(&self) -> Result<(Origin, Earned), &'static str> {
        let (record, terms) = (&self.record, self.terms);
        let rule = terms.rules.get(usize::from(record.part)).ok_or(NO_PART)?;
        let bands = bands_of(rule).ok_or(NO_PART)?;
        let bounds = self.bounds()?;
        let open = || -> Result<Earned, MoneyError> {
            let at = |value| crate::calculators::band_at(&bounds, value);
            let (from, to) = (at(record.before), at(record.moved));
            let jump = whole::jump(bands, &bounds, (from, to), record.base)?;
            let exact = jump.map_or(Exact::ZERO, |jump| jump.exact);
            let earns = crate::calculators::effective(bands, to, &bounds)?;
            let (before, after, band) = (record.before, record.moved, to as u16);
            Ok(Earned::new(How::Whole { before, after, band, earns, jump }, exact))
        };
        Ok((Origin::TrueUp { rule: record.part }, open().map_err(|_| TOO_LARGE)?))
    }

    fn share(&self) -> Result<(Origin, Earned), &'static str> {
        let sale = self.sale.ok_or(NO_SALE)?;
        let own = cuts(self.terms, sale)
            .into_iter()
            .find(|cut| cut.of.partner == self.source.partner && cut.part() == self.record.part)
            .ok_or("the partner did not take part in the sale")?;
        let exact = Exact::whole(self.record.amount);
        let origin = Origin::Share { split: own.split, role: own.of.role.clone(), share: own.share };
        Ok((origin, Earned::new(How::Given, exact)))
    }

    fn override_of(&self) -> Result<(Origin, Earned), &'static str> {
        let (record, terms) = (&self.record, self.terms);
        let sale = self.sale.ok_or(NO_SALE)?;
        let upline = terms.uplines.get(usize::from(record.part)).ok_or(NO_PART)?;
        let exchange = self.exchange();
        let open = || -> Result<Earned, MoneyError> {
            let original = sale.taken_back().zip(match upline.of {
                UplineOf::Sale(base) => Some(base),
                UplineOf::Commission => None,
            });
            let Some((original, base)) = original else { return Ok(percent::earn(record.base, upline.rate)) };
            let base = exchange.of(original.base(base, terms.vat).unwrap_or(0))?;
            let earned = percent::earn(base, upline.rate);
            let (returned, mode) = (sale.amount.saturating_abs(), terms.rounding.mode);
            taken_back::earn(earned, original, returned, sale.happened_on, terms.clawback, mode)
        };
        let judged = self.judged(&exchange);
        let before = terms.uplines.iter().enumerate().take(usize::from(record.part));
        let rejected = before.filter(|(_, other)| other.level == upline.level).filter_map(|(at, other)| {
            let mismatch = other.when.mismatch(&judged)?;
            Some(Rejection { rule: at as u16, because: Why::Clause(mismatch) })
        });
        let origin =
            Origin::Override { level: record.level, upline: record.part, rejected: rejected.collect() };
        Ok((origin, open().map_err(|_| TOO_LARGE)?))
    }

    fn ranked(&self) -> Result<(Origin, Earned), &'static str> {
        let (record, terms) = (&self.record, self.terms);
        let own = terms.ranks.get(usize::from(record.part)).ok_or(NO_PART)?.rate;
        let below = u16::try_from(record.before - 1).ok();
        let paid =
            below.and_then(|below| terms.ranks.get(usize::from(below))).map_or(Rate::ZERO, |rank| rank.rate);
        let exact = difference(record.base, own, paid).map_err(|_| TOO_LARGE)?;
        let origin = Origin::Ranked { level: record.level, rank: record.part, below };
        Ok((origin, Earned::new(How::Difference { own, below: paid }, exact)))
    }
}
