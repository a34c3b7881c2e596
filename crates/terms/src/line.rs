//! A record opened up again: the sale, the rule, the rules that were rejected, and the arithmetic, computed anew.

use crate::calculate::bands_of;
use crate::calculators::How;
use crate::opening::Opening;
use crate::{
    Band, BandPart, Bands, Book, Earns, FxUsed, Record, Rejection, Rounding, SplitShare, Statement, Terms,
};
use jiff::civil::Date;
use money::{Exact, Money, MoneyError};
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
    /// The day the customer paid, where it is known.
    pub paid_on: Option<Date>,
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
        /// What counted.
        value: i64,
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
            fx: opening.shown_fx().cloned(),
            how: earned.how,
            bounds,
            paid_on: sale.and_then(|sale| sale.more.as_ref()).and_then(|more| more.paid_on),
            adds: opening.added(),
            product: opening.product(),
            exact: earned.exact,
            rounding: terms.rounding,
            pot,
            amount: record.amount,
        })
    }

    /// How many records of the same sale and kind stand directly before one.
    fn again(&self, place: u32) -> u16 {
        let (before, rest) = self.statement.records.split_at(place as usize);
        let Some(own) = rest.first().filter(|own| own.has_sale()) else { return 0 };
        let same = |record: &&Record| record.sale == own.sale && record.kind == own.kind;
        before.iter().rev().take_while(same).count() as u16
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
    pub fn part_exact(&self, part: &BandPart, adds: i64) -> Result<Exact, MoneyError> {
        let earns = self.bounds.get(usize::from(part.band)).map_or(Earns::Fixed(0), |band| band.earns);
        match earns {
            Earns::Fixed(sum) => Exact::whole(sum).checked_mul(i128::from(part.size()), 1),
            Earns::Percent(rate) if adds == self.base => Ok(Exact::product(part.size(), rate)),
            Earns::Percent(rate) if adds == 0 => Ok(Exact::product(self.base, rate)),
            Earns::Percent(rate) => {
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
