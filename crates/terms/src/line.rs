//! A record opened up again: the sale, the rule, the rules that were rejected, and the arithmetic, computed anew.

use crate::calculate::{
    Exchange, Judged, around, bands_of, binary_earns, bonus_earns, difference, earned_on, measure_of,
    rejections, scaled,
};
use crate::calculators::{Counted, Earned, How, Sold, percent, taken_back, whole};
use crate::{
    Band, BandMode, Bands, Book, FxUsed, Measure, Record, RecordKind, Rejection, Rounding, SaleFact, Scope,
    SplitShare, Statement, Terms, UplineOf, Why,
};
use jiff::civil::Date;
use money::{Exact, Money, MoneyError, Rate};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// One sum and its whole reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The place of its record in the statement.
    pub place: u32,
    /// How many lines of the same sale and kind stand directly before it.
    pub again: u16,
    /// The id of the version of the terms.
    pub terms: i64,
    /// The sale that earned the sum, if one did.
    pub sale: Option<SaleRef>,
    /// What earned the sum, and under which part of the terms.
    pub origin: Origin,
    /// What the sum is computed from, in minor units of the terms' currency.
    pub base: i64,
    /// The exchange rate that made the base.
    pub fx: Option<FxUsed>,
    /// How it is computed from the base.
    pub how: How,
    /// The bands it was computed by, with bounds as they counted for the partner.
    pub bounds: Vec<Band>,
    /// What the sale added to what its bands measure.
    pub adds: i64,
    /// The product, where each has a measure of its own: its place in the book.
    pub product: Option<u32>,
    /// The sum before rounding.
    pub exact: Exact,
    /// How it is rounded.
    pub rounding: Rounding,
    /// The whole sum of the sale, where this is what sharing it with others left.
    pub pot: Option<i64>,
    /// The sum in minor units, never zero.
    pub amount: i64,
}

/// What earned a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A sale of the partner himself.
    Direct {
        /// The place of the rule that pays.
        rule: u16,
        /// The rules before it, or beside it, that did not take the sale, with why.
        rejected: Vec<Rejection>,
        /// Rules that took it and would have paid this much.
        outbid: Vec<(u16, i64)>,
    },
    /// Sales of earlier periods of the window at the band reached now.
    TrueUp {
        /// The place of the rule.
        rule: u16,
    },
    /// A share in the commission of somebody else's sale.
    Share {
        /// The place of the split; none for a share that the sale itself names.
        split: Option<u16>,
        /// The role.
        role: Arc<str>,
        /// The share.
        share: SplitShare,
    },
    /// A sale of the downline.
    Override {
        /// How many steps below it counts.
        level: u8,
        /// The place of the upline that took it.
        upline: u16,
        /// The uplines of this level before it that did not, with why.
        rejected: Vec<Rejection>,
    },
    /// A sale of his own or of the downline, by rank.
    Ranked {
        /// How many steps below it was made; 0 for his own.
        level: u8,
        /// The place of his rank.
        rank: u16,
        /// The place of the highest rank below.
        below: Option<u16>,
    },
    /// The weaker leg.
    Binary {
        /// The volume of the left leg.
        left: i64,
        /// The volume of the right leg.
        right: i64,
    },
    /// A target reached.
    Bonus {
        /// The place of the bonus.
        bonus: u16,
        /// What was asked for.
        asked: i64,
    },
    /// A cap cut, or a floor raised, what was earned.
    Cap {
        /// The place of the cap.
        cap: u16,
        /// What had been earned in its window before.
        used: i64,
    },
    /// A budget was spent.
    Budget {
        /// The place of the cap.
        cap: u16,
        /// The place of the record that was cut.
        of: u32,
    },
    /// A draw.
    Draw {
        /// The debt before.
        before: i64,
        /// The debt after.
        after: i64,
    },
}

/// The groups of lines that totals are kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// From sales of the partner himself, or his shares in sales of others.
    Direct,
    /// From sales of his downline.
    Override,
    /// From a target.
    Bonus,
    /// A cap, a floor, a budget or a draw.
    Limit,
    /// A correction of an earlier period.
    Adjustment,
}

/// A sale as a line tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleRef {
    /// The id of the sale.
    pub id: i64,
    /// The number people know it by.
    pub reference: String,
    /// The id of the partner who sold.
    pub seller: i64,
    /// The day it happened.
    pub happened_on: Date,
    /// What it was worth, in its own currency.
    pub amount: Money,
    /// The id of the sale that this one takes back.
    pub refers_to: Option<i64>,
}

/// Says that a record and its facts do not belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotItsFacts {
    /// The place of the record.
    pub place: u32,
    /// What does not fit.
    pub detail: &'static str,
}

/// A statement with everything that its reasons are told from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// The sales and partners it is about.
    pub book: &'a Book,
    /// The partner's index in the book.
    pub partner: u32,
    /// Finds a version of the terms by its id.
    pub terms: &'a dyn Fn(i64) -> Option<&'a Terms>,
}

impl<'a> Source<'a> {
    /// Opens up every record.
    pub fn lines(&self) -> Result<Vec<Line>, NotItsFacts> {
        (0..self.statement.records.len() as u32).map(|place| self.line(place)).collect()
    }

    /// How many records of the same sale and kind stand directly before one.
    fn again(&self, place: u32) -> u16 {
        let (before, rest) = self.statement.records.split_at(place as usize);
        let Some(own) = rest.first().filter(|own| own.has_sale()) else { return 0 };
        let same = |record: &&Record| record.sale == own.sale && record.kind == own.kind;
        before.iter().rev().take_while(same).count() as u16
    }

    /// Opens up one record by computing its sum anew.
    pub fn line(&self, place: u32) -> Result<Line, NotItsFacts> {
        let wrong = |detail| NotItsFacts { place, detail };
        let record = *self.statement.records.get(place as usize).ok_or(wrong("there is no such record"))?;
        let id = *self
            .statement
            .versions
            .get(usize::from(record.version))
            .ok_or(wrong("its version is unknown"))?;
        let terms = (self.terms)(id).ok_or(wrong("its terms are not at hand"))?;
        let sale = self.book.sales().get(record.sale as usize);
        if sale.is_none() && record.has_sale() {
            return Err(wrong("its sale is not at hand"));
        }
        let opening = Opening { source: self, place, record, terms, sale };
        let (origin, earned) = opening.open().map_err(wrong)?;
        let bounds = opening.effective_bounds().map_err(wrong)?;
        let pot = opening.pot(&earned);
        Ok(Line {
            place,
            again: self.again(place),
            terms: id,
            sale: sale.map(|sale| self.book.sale_ref(sale)),
            origin,
            base: record.base,
            fx: opening.fx().cloned(),
            how: earned.how,
            bounds,
            adds: opening.added(),
            product: opening.product(),
            exact: earned.exact,
            rounding: terms.rounding,
            pot,
            amount: record.amount,
        })
    }
}

struct Opening<'o, 'a> {
    source: &'o Source<'a>,
    place: u32,
    record: Record,
    terms: &'a Terms,
    sale: Option<&'a SaleFact>,
}

const NO_PART: &str = "the terms have no such part";
const NO_SALE: &str = "a sale is missing";
const TOO_LARGE: &str = "a sum is too large";

impl<'a> Opening<'_, 'a> {
    fn fx(&self) -> Option<&'a FxUsed> {
        let at = usize::from(self.record.fx).checked_sub(1)?;
        self.source.statement.fx.get(at)
    }

    /// The sum before it was shared, when it was.
    fn pot(&self, earned: &Earned) -> Option<i64> {
        let shared = self.sale?.more.as_ref().is_some_and(|more| !more.participants.is_empty());
        if !shared || self.record.kind != RecordKind::Direct {
            return None;
        }
        let pot = earned.rounded.or_else(|| earned.exact.round(self.terms.rounding.mode).ok())?;
        (pot != self.record.amount).then_some(pot)
    }

    fn exchange(&self) -> Exchange {
        self.fx().map_or(Exchange::NONE, |used| Exchange::by(used.clone(), self.terms.currency))
    }

    fn judged(&self) -> Judged<'a> {
        Judged {
            book: self.source.book,
            terms: self.terms,
            sale: self.sale,
            beneficiary: self.source.partner,
            standing: &self.source.statement.standing,
        }
    }

    fn open(&self) -> Result<(Origin, Earned), &'static str> {
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
                Ok((Origin::Bonus { bonus: record.part, asked: record.before }, Earned::new(how, exact)))
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
        let mut sold =
            Sold { base: record.base, quantity: sale.quantity, is_return: sale.is_return(), adds: 0 };
        let mut counted = Counted { before: record.before, moved: record.moved };
        if let Some(bands) = bands_of(rule) {
            sold.adds = self.adds(bands, sale, &exchange);
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
        let mut rejected = rejections(terms, &self.judged(), sale, until);
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
    fn added(&self) -> i64 {
        let found = self.own_bands().zip(self.sale);
        found.map_or(0, |(bands, sale)| self.adds(bands, sale, &self.exchange()))
    }

    /// The product, where each has a measure of its own.
    fn product(&self) -> Option<u32> {
        let bands = self.own_bands()?;
        self.sale.filter(|_| bands.scope == Scope::Product).map(|sale| sale.product)
    }

    /// The bands of the rule, with bounds as they count for the partner.
    fn bounds(&self) -> Result<Cow<'a, [Band]>, &'static str> {
        let is_rule = matches!(self.record.kind, RecordKind::Direct | RecordKind::TrueUp);
        let rule = self.terms.rules.get(usize::from(self.record.part)).filter(|_| is_rule);
        let Some(bands) = rule.and_then(bands_of) else { return Ok(Cow::Borrowed(&[])) };
        let partner = self.source.book.partner(self.source.partner);
        let period = self.source.book.period;
        let day = self.sale.map_or(period.end, |sale| sale.happened_on);
        let days = around(bands.window, day, period.kind, partner.joined_on).map_err(|_| NO_PART)?;
        scaled(bands, self.terms.prorate, partner, days).map_err(|_| NO_PART)
    }

    /// The same with what each band earns together with the pay it is stacked on.
    fn effective_bounds(&self) -> Result<Vec<Band>, &'static str> {
        let bounds = self.bounds()?;
        let rule = self.terms.rules.get(usize::from(self.record.part));
        let Some(bands) = rule.and_then(bands_of) else { return Ok(bounds.into_owned()) };
        let earns = |at: usize| crate::calculators::effective(bands, at, &bounds).map_err(|_| TOO_LARGE);
        bounds.iter().enumerate().map(|(at, band)| Ok(Band { earns: earns(at)?, ..*band })).collect()
    }

    fn adds(&self, bands: &Bands, sale: &SaleFact, exchange: &Exchange) -> i64 {
        if bands.measure == Measure::Customers && bands.mode != BandMode::Whole {
            return self.record.moved;
        }
        measure_of(bands.measure, sale, self.terms, exchange).unwrap_or(0)
    }

    fn true_up(&self) -> Result<(Origin, Earned), &'static str> {
        let (record, terms) = (&self.record, self.terms);
        let rule = terms.rules.get(usize::from(record.part)).ok_or(NO_PART)?;
        let bands = bands_of(rule).ok_or(NO_PART)?;
        let bounds = self.bounds()?;
        let open = || -> Result<Earned, MoneyError> {
            let at = |value| crate::calculators::band_at(&bounds, value);
            let earns = |value| crate::calculators::effective(bands, at(value), &bounds);
            let (from, to) = (earns(record.before)?, earns(record.moved)?);
            let jump = whole::jump(from, to, record.base)?;
            let exact = jump.map_or(Exact::ZERO, |jump| jump.exact);
            let (before, after, band) = (record.before, record.moved, at(record.moved) as u16);
            Ok(Earned::new(How::Whole { before, after, band, earns: to, jump }, exact))
        };
        Ok((Origin::TrueUp { rule: record.part }, open().map_err(|_| TOO_LARGE)?))
    }

    fn share(&self) -> Result<(Origin, Earned), &'static str> {
        let sale = self.sale.ok_or(NO_SALE)?;
        let split = self.terms.splits.get(usize::from(self.record.part));
        let mut participants = sale.more.iter().flat_map(|more| &more.participants);
        let own = participants
            .find(|one| {
                one.partner == self.source.partner && split.is_none_or(|split| *split.role == *one.role)
            })
            .ok_or("the partner did not take part in the sale")?;
        let share = match (split.map(|split| split.share), own.share) {
            (Some(SplitShare::Overlay(_)), Some(own)) => SplitShare::Overlay(own),
            (_, Some(own)) => SplitShare::Pot(own),
            (Some(share), None) => share,
            (None, None) => return Err(NO_PART),
        };
        let split = split.map(|_| self.record.part);
        let exact = Exact::whole(self.record.amount);
        Ok((Origin::Share { split, role: own.role.clone(), share }, Earned::new(How::Given, exact)))
    }

    fn override_of(&self) -> Result<(Origin, Earned), &'static str> {
        let (record, terms) = (&self.record, self.terms);
        let sale = self.sale.ok_or(NO_SALE)?;
        let upline = terms.uplines.get(usize::from(record.part)).ok_or(NO_PART)?;
        let exchange = self.exchange();
        let open = || -> Result<Earned, MoneyError> {
            let original = sale.original().zip(match upline.of {
                UplineOf::Sale(base) => Some(base),
                UplineOf::Commission => None,
            });
            let Some((original, base)) = original else { return Ok(percent::earn(record.base, upline.rate)) };
            let base = exchange.of(original.base(base, terms.vat).unwrap_or(0))?;
            let earned = percent::earn(base, upline.rate);
            let (returned, mode) = (sale.amount.saturating_abs(), terms.rounding.mode);
            taken_back::earn(earned, original, returned, sale.happened_on, terms.clawback, mode)
        };
        let judged = self.judged();
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

impl Line {
    /// The group of the line.
    pub fn kind(&self) -> LineKind {
        match self.origin {
            Origin::Direct { .. } | Origin::TrueUp { .. } | Origin::Share { .. } => LineKind::Direct,
            Origin::Ranked { level: 0, .. } => LineKind::Direct,
            Origin::Override { .. } | Origin::Ranked { .. } | Origin::Binary { .. } => LineKind::Override,
            Origin::Bonus { .. } => LineKind::Bonus,
            Origin::Cap { .. } | Origin::Budget { .. } | Origin::Draw { .. } => LineKind::Limit,
        }
    }

    /// The sale that earned the sum; a bonus has none.
    pub fn sale(&self) -> Option<&SaleRef> {
        self.sale.as_ref()
    }

    /// How many steps below the sale was made, for what the network earns.
    pub fn level(&self) -> Option<u8> {
        match self.origin {
            Origin::Override { level, .. } | Origin::Ranked { level, .. } => Some(level),
            _ => None,
        }
    }

    /// The name people read of the part of these terms that pays; empty for one without a title.
    pub fn rule_title<'t>(&self, terms: &'t Terms) -> Option<&'t str> {
        match &self.origin {
            Origin::Direct { rule, .. } | Origin::TrueUp { rule } => {
                terms.rules.get(usize::from(*rule)).map(|rule| rule.shown())
            }
            Origin::Override { upline, .. } => {
                terms.uplines.get(usize::from(*upline)).map(|upline| upline.title.as_str())
            }
            Origin::Ranked { rank, .. } => {
                terms.ranks.get(usize::from(*rank)).map(|rank| rank.title.as_str())
            }
            Origin::Bonus { bonus, .. } => terms.bonuses.get(usize::from(*bonus)).map(|bonus| bonus.shown()),
            Origin::Cap { cap, .. } | Origin::Budget { cap, .. } => {
                terms.caps.get(usize::from(*cap)).map(|cap| cap.shown())
            }
            Origin::Share { split, .. } => {
                split.and_then(|split| terms.splits.get(usize::from(split))).map(|split| split.role.as_str())
            }
            Origin::Binary { .. } | Origin::Draw { .. } => None,
        }
    }

    /// What one part of the line earns, of `adds` that its sale added to what is measured.
    pub fn part_exact(&self, part: &crate::BandPart, adds: i64) -> Result<Exact, MoneyError> {
        let earns = self.bounds.get(usize::from(part.band)).map_or(crate::Earns::Fixed(0), |band| band.earns);
        match earns {
            crate::Earns::Fixed(sum) => Exact::whole(sum).checked_mul(i128::from(part.size()), 1),
            crate::Earns::Percent(rate) if adds == self.base => Ok(Exact::product(part.size(), rate)),
            crate::Earns::Percent(rate) if adds == 0 => Ok(Exact::product(self.base, rate)),
            crate::Earns::Percent(rate) => {
                let (size, adds) = (i128::from(part.size()), i128::from(adds));
                Exact::product(self.base, rate).checked_mul(size * adds.signum(), adds.abs())
            }
        }
    }

    /// The bands the line was computed with, if its rule pays by bands.
    pub fn bands<'t>(&self, terms: &'t Terms) -> Option<&'t Bands> {
        match &self.origin {
            Origin::Direct { rule, .. } | Origin::TrueUp { rule } => {
                bands_of(terms.rules.get(usize::from(*rule))?)
            }
            _ => None,
        }
    }
}

impl fmt::Display for NotItsFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} cannot be told: {}", self.place + 1, self.detail)
    }
}

impl std::error::Error for NotItsFacts {}
