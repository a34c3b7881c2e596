//! What the network earns a partner: by level, by rank, and on the weaker of two legs.

use super::fraction::Q;
use super::pay::{as_sale, is_too_late, taken_back};
use super::sale::{base, rate, takes_back};
use super::statement::{OracleRecord, OracleStatement, Sellers};
use super::subject::{About, holds};
use super::{Ctx, Purse, Reason};
use std::collections::BTreeSet;
use terms::{Compression, Leg, RecordKind, SaleFact, Terms, TermsVersion, Upline, UplineOf};

/// A sale of the downline, or his own, before the terms of a partner.
struct Seen<'a> {
    ctx: &'a Ctx<'a>,
    sale: &'a SaleFact,
    version: &'a TermsVersion,
    distance: usize,
}

/// Everything that uplines and ranks earn, own sales first, then those of the downline.
pub fn network(ctx: &Ctx, sellers: &Sellers, purse: &mut Purse, out: &mut OracleStatement) {
    let pays = |version: &TermsVersion| !version.terms.uplines.is_empty() || !version.terms.ranks.is_empty();
    if !ctx.timeline.versions().iter().any(pays) {
        return;
    }
    let mut sales: Vec<(usize, &SaleFact)> =
        ctx.book.sales().iter().filter_map(|sale| Some((ctx.distance(ctx.who, sale)?, sale))).collect();
    sales.retain(|(_, sale)| ctx.is_paid_now(sale));
    sales.sort_by(|(far, left), (other, right)| {
        (*far > 0, ctx.order(left)).cmp(&(*other > 0, ctx.order(right)))
    });
    for (distance, sale) in sales {
        let Some(version) = ctx.version(sale) else {
            if distance > 0 {
                out.nothing(sale, distance, Reason::NoTerms);
            }
            continue;
        };
        let seen = Seen { ctx, sale, version, distance };
        if distance > 0 && !version.terms.uplines.is_empty() {
            match seen.level() {
                Err(reason) => out.nothing(sale, distance, reason),
                Ok(level) => match seen.override_record(level, sellers, purse) {
                    Ok(record) => out.records.extend(record),
                    Err(reason) => out.nothing(sale, level, reason),
                },
            }
        }
        if !version.terms.ranks.is_empty() {
            match seen.ranked_record(purse) {
                Ok(record) => out.records.extend(record),
                // Of his own sale he is told by the rules that there is no rate, and nobody qualifies for himself.
                Err(Reason::NotQualified | Reason::NoRate | Reason::OtherCurrency) if distance == 0 => {}
                Err(reason) => out.nothing(sale, distance, reason),
            }
        }
    }
}

impl<'a> Seen<'a> {
    fn terms(&self) -> &'a Terms {
        &self.version.terms
    }

    fn qualifies(&self, partner: u32) -> bool {
        if self.ctx.book.partner(partner).id == terms::PartnerFact::NOBODY {
            return false;
        }
        holds(&self.terms().network.qualified, &About { ctx: self.ctx, sale: None, beneficiary: partner })
    }

    fn about(&self, partner: u32) -> About<'a> {
        About { ctx: self.ctx, sale: Some((self.sale, self.terms())), beneficiary: partner }
    }

    /// The level that the partner stands on above the sale.
    fn level(&self) -> Result<usize, Reason> {
        let qualifies = self.qualifies(self.ctx.who);
        match self.terms().network.compression {
            Compression::Breakage if self.uplines(self.distance).is_empty() => Err(Reason::NoLevel),
            _ if !qualifies => Err(Reason::NotQualified),
            Compression::Breakage => Ok(self.distance),
            Compression::Dynamic => {
                let until = &self.ctx.book.above(self.sale)[..self.distance];
                Ok(until.iter().filter(|above| self.qualifies(**above)).count())
            }
        }
    }

    fn uplines(&self, level: usize) -> Vec<(usize, &'a Upline)> {
        let all = self.terms().uplines.iter().enumerate();
        all.filter(|(_, upline)| usize::from(upline.level) == level).collect()
    }

    fn override_record(
        &self,
        level: usize,
        sellers: &Sellers,
        purse: &mut Purse,
    ) -> Result<Option<OracleRecord>, Reason> {
        let (ctx, sale, terms) = (self.ctx, self.sale, self.terms());
        let uplines = self.uplines(level);
        if uplines.is_empty() {
            return Err(Reason::NoLevel);
        }
        let found = uplines.into_iter().find(|(_, upline)| holds(&upline.when, &self.about(ctx.who)));
        let (at, upline) = found.ok_or(Reason::NoRule)?;
        let share = Q::of(upline.rate);
        let of = match upline.of {
            UplineOf::Sale(part) => {
                rate(ctx, sale, terms)?;
                if is_too_late(terms, sale) {
                    return Err(Reason::TooLate);
                }
                base(ctx, sale, terms, part)?
            }
            UplineOf::Commission => sellers.earned(sale),
        };
        let record = |amount| self.record(RecordKind::Override, level, at, of, amount);
        if let (UplineOf::Sale(part), Some(original)) =
            (upline.of, sale.original().filter(|_| sale.is_return()))
        {
            let of_original = base(ctx, &as_sale(sale, original), terms, part)?;
            let (_, amount) = taken_back(terms, sale, original, Q::whole(of_original) * share);
            return if amount == 0 { Err(Reason::RoundsToZero) } else { Ok(Some(record(amount))) };
        }
        Ok(self.rounded(purse, Q::whole(of) * share)?.map(record))
    }

    /// The sum in whole units; nothing where a running sum did not grow.
    fn rounded(&self, purse: &mut Purse, exact: Q) -> Result<Option<i64>, Reason> {
        let terms = self.terms();
        let at_line = takes_back(self.sale) || terms.rounding.at == terms::RoundingPoint::Line;
        if at_line {
            let amount = exact.round(terms.rounding.mode);
            return if amount == 0 { Err(Reason::RoundsToZero) } else { Ok(Some(amount)) };
        }
        Ok(Some(purse.rounded(terms, Some(self.sale), exact)).filter(|amount| *amount != 0))
    }

    fn record(&self, kind: RecordKind, level: usize, part: usize, base: i64, amount: i64) -> OracleRecord {
        OracleRecord {
            kind,
            part: part as u16,
            level: level as u8,
            version: self.version.id,
            sale: Some(self.sale.id),
            base,
            amount,
        }
    }

    /// The place of a partner's rank and its share; no share for whoever does not qualify.
    fn rank(&self, partner: u32) -> Option<(usize, Q)> {
        if !self.qualifies(partner) {
            return None;
        }
        let mut ranks = self.terms().ranks.iter().enumerate();
        let (at, rank) = ranks.find(|(_, rank)| holds(&rank.when, &self.about(partner)))?;
        Some((at, Q::of(rank.rate)))
    }

    fn ranked_record(&self, purse: &mut Purse) -> Result<Option<OracleRecord>, Reason> {
        let (ctx, sale, terms) = (self.ctx, self.sale, self.terms());
        let (at, own) = self.rank(ctx.who).filter(|(_, own)| !own.is_zero()).ok_or(Reason::NotQualified)?;
        let mut paid = Q::ZERO;
        if self.distance > 0 {
            let between = &ctx.book.above(sale)[..self.distance - 1];
            for below in between.iter().chain([&sale.seller]) {
                paid = paid.max(self.rank(*below).map_or(Q::ZERO, |(_, share)| share));
            }
        }
        if own <= paid {
            return Err(Reason::PaidBelow);
        }
        rate(ctx, sale, terms)?;
        let of = base(ctx, sale, terms, terms.network.base)?;
        let amount = self.rounded(purse, Q::whole(of) * (own - paid))?;
        Ok(amount.map(|amount| self.record(RecordKind::Ranked, self.distance, at, of, amount)))
    }
}

/// The weaker leg, and what both carry on.
pub fn binary(ctx: &Ctx, purse: &mut Purse, out: &mut OracleStatement, carried: &terms::Carried) {
    let Some(version) = ctx.timeline.at(ctx.book.period.end) else { return };
    let Some(binary) = &version.terms.binary else { return };
    let volume = |leg, name: &str| {
        let placed = placed_below(ctx, leg);
        let sales =
            ctx.book.sales().iter().filter(|sale| ctx.is_paid_now(sale) && placed.contains(&sale.seller));
        let known = sales.filter_map(|sale| base(ctx, sale, &ctx.version(sale)?.terms, binary.base).ok());
        known.sum::<i64>() + carried.get(name).copied().unwrap_or(0)
    };
    let (left, right) = (volume(Leg::Left, "binary.left"), volume(Leg::Right, "binary.right"));
    let mut kept = [0, 0];
    if holds(&binary.when, &About { ctx, sale: None, beneficiary: ctx.who }) {
        let matched = left.max(0).min(right.max(0));
        let mut exact = Q::whole(matched) * Q::of(binary.rate);
        if let Some(most) = binary.at_most {
            exact = exact.min(Q::whole(most.minor));
        }
        let amount = purse.rounded(&version.terms, None, exact);
        out.push(OracleRecord::of_period(RecordKind::Binary, 0, version.id, matched, amount));
        let most = binary.carry_at_most.map_or(i64::MAX, |most| most.minor);
        kept = [(left - matched).min(most), (right - matched).min(most)];
    }
    out.carried.insert("binary.left".into(), kept[0]);
    out.carried.insert("binary.right".into(), kept[1]);
}

/// Everybody placed on a leg of the partner, directly or below somebody placed there.
fn placed_below(ctx: &Ctx, leg: Leg) -> BTreeSet<u32> {
    let partners = ctx.book.partners();
    let mut below = BTreeSet::new();
    for _ in partners {
        for (at, partner) in partners.iter().enumerate() {
            match partner.placed {
                Some((above, on)) if above == ctx.who && on == leg => below.insert(at as u32),
                Some((above, _)) if below.contains(&above) => below.insert(at as u32),
                _ => false,
            };
        }
    }
    below
}
