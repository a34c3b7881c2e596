//! What a statement's lines add up to under each rule, band by band: never a blended rate alone.

use std::collections::BTreeMap;

use money::{Exact, MoneyError, Rate};
use terms::{Band, Base, Earns, How, Line, LineKind, Measure, Origin, Terms};

/// The lines of one part of one version of the terms, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slab {
    /// The version of the terms.
    pub terms: i64,
    /// The group of the lines.
    pub kind: LineKind,
    /// Which part of the terms, and its place among its like.
    pub part: (Paid, u16),
    /// How many lines.
    pub lines: i64,
    /// What the sums are computed from, in minor units.
    pub base: i64,
    /// What its bands measure.
    pub measure: Measure,
    /// Its bands, with bounds as they counted for the partner.
    pub bounds: Vec<Band>,
    /// The sums by rate, before rounding.
    pub parts: Vec<SlabPart>,
    /// The sum of the lines, each rounded as the terms declare.
    pub amount: i64,
}

/// What kind of part of the terms pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paid {
    /// A rule.
    Rule,
    /// Earlier sales of a rule at the band reached later.
    TrueUp,
    /// A share in sales of others.
    Share,
    /// A level of the network.
    Upline,
    /// A rank.
    Rank,
    /// The weaker leg.
    Binary,
    /// A bonus.
    Bonus,
    /// A cap or a floor.
    Cap,
    /// A budget.
    Budget,
    /// The draw.
    Draw,
}

/// The part of a slab under one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlabPart {
    /// The place of the band; nothing where there are no bands.
    pub band: Option<u16>,
    /// What it earns; nothing for sums that are not a share or a fixed sum.
    pub earns: Option<Earns>,
    /// Whether it is what a change of the band added to volume before.
    pub is_jump: bool,
    /// What the part is computed from: minor units, or units where bands count units.
    pub base: i64,
    /// Its sum, exactly.
    pub exact: Exact,
}

/// Adds lines up by group, version and part, in this order; `terms` finds a version.
pub fn slabs<'t>(lines: &[Line], terms: impl Fn(i64) -> Option<&'t Terms>) -> Result<Vec<Slab>, MoneyError> {
    let mut found: BTreeMap<(LineKind, i64, (Paid, u16)), Slab> = BTreeMap::new();
    for line in lines {
        let (kind, part) = (line.kind(), part_of(line));
        let measure = || terms(line.terms).and_then(|terms| line.bands(terms)).map(|bands| bands.measure);
        let slab = found.entry((kind, line.terms, part)).or_insert_with(|| Slab {
            terms: line.terms,
            kind,
            part,
            lines: 0,
            base: 0,
            measure: measure().unwrap_or(Measure::Amount(Base::Gross)),
            bounds: line.bounds.clone(),
            parts: Vec::new(),
            amount: 0,
        });
        slab.lines += 1;
        slab.base = slab.base.checked_add(line.base).ok_or(MoneyError::Overflow)?;
        slab.amount = slab.amount.checked_add(line.amount).ok_or(MoneyError::Overflow)?;
        for part in parts_of(line, &line.how)? {
            add(&mut slab.parts, part)?;
        }
    }
    let mut slabs: Vec<Slab> = found.into_values().collect();
    slabs.iter_mut().for_each(|slab| slab.parts.sort_by_key(|part| (part.is_jump, part.band)));
    Ok(slabs)
}

fn part_of(line: &Line) -> (Paid, u16) {
    match line.origin {
        Origin::Direct { rule, .. } => (Paid::Rule, rule),
        Origin::TrueUp { rule } => (Paid::TrueUp, rule),
        Origin::Share { split, .. } => (Paid::Share, split.unwrap_or(u16::MAX)),
        Origin::Override { upline, .. } => (Paid::Upline, upline),
        Origin::Ranked { rank, .. } => (Paid::Rank, rank),
        Origin::Binary { .. } => (Paid::Binary, 0),
        Origin::Bonus { bonus, .. } => (Paid::Bonus, bonus),
        Origin::Cap { cap, .. } => (Paid::Cap, cap),
        Origin::Budget { cap, .. } => (Paid::Budget, cap),
        Origin::Draw { .. } => (Paid::Draw, 0),
    }
}

fn parts_of(line: &Line, how: &How) -> Result<Vec<SlabPart>, MoneyError> {
    let whole = |band, earns| SlabPart { band, earns, is_jump: false, base: line.base, exact: line.exact };
    Ok(match how {
        How::Percent { rate } => vec![whole(None, Some(Earns::Percent(*rate)))],
        How::Fixed { amount, .. } => vec![whole(None, Some(Earns::Fixed(*amount)))],
        How::ByBand { band, earns, .. } => vec![whole(Some(*band), Some(*earns))],
        How::Difference { own, below } => {
            let minus = Rate::new(-below.num(), below.den()).map_err(|_| MoneyError::Overflow)?;
            let rate = own.checked_add(minus).ok_or(MoneyError::Overflow)?;
            vec![whole(None, Some(Earns::Percent(rate)))]
        }
        How::Parts { parts, .. } => {
            let adds = parts.iter().map(terms::BandPart::size).fold(0_i64, i64::saturating_add);
            let part = |part: &terms::BandPart| {
                let earns = line.bounds.get(usize::from(part.band)).map(|band| band.earns);
                let exact = line.part_exact(part, adds)?;
                let band = Some(part.band);
                Ok(SlabPart { band, earns, is_jump: false, base: part.size(), exact })
            };
            parts.iter().map(part).collect::<Result<_, MoneyError>>()?
        }
        How::Growing { parts, .. } => parts
            .iter()
            .map(|part| SlabPart {
                band: Some(part.part.band),
                earns: None,
                is_jump: false,
                base: part.part.size(),
                exact: part.exact,
            })
            .collect(),
        How::Whole { band, earns, jump, .. } => {
            let jumped = jump.map_or(Exact::ZERO, |jump| jump.exact);
            let own = line.exact.checked_sub(jumped)?;
            let mut parts = Vec::new();
            if !matches!(line.origin, Origin::TrueUp { .. }) {
                parts.push(SlabPart { exact: own, ..whole(Some(*band), Some(*earns)) });
            }
            parts.extend(jump.map(|jump| SlabPart {
                band: Some(*band),
                earns: None,
                is_jump: true,
                base: jump.volume,
                exact: jump.exact,
            }));
            parts
        }
        How::TakenBack { of, .. } | How::Limited { of, .. } => {
            let inner = parts_of(line, of)?;
            let (band, earns) = inner.first().map_or((None, None), |part| (part.band, part.earns));
            vec![whole(band, earns)]
        }
        How::Given => vec![whole(None, None)],
    })
}

fn add(parts: &mut Vec<SlabPart>, part: SlabPart) -> Result<(), MoneyError> {
    let same = parts
        .iter_mut()
        .find(|known| known.band == part.band && known.earns == part.earns && known.is_jump == part.is_jump);
    match same {
        None => parts.push(part),
        Some(known) => {
            known.base = known.base.checked_add(part.base).ok_or(MoneyError::Overflow)?;
            known.exact = known.exact.checked_add(part.exact)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use money::{Currency, Money};
    use std::sync::Arc;
    use terms::{
        Book, Carried, PartnerFact, Pay, Period, PeriodKind, Rule, SaleFact, Source, TermsTimeline, Timelines,
    };

    fn rub(minor: i64) -> Money {
        Money::new(minor, Currency::RUB)
    }

    /// The table of the domain document: 5 % to 100 000, 8 % to 300 000, 12 % above.
    fn bands() -> Pay {
        let rate = |text| Rate::percent(text).unwrap();
        Pay::marginal(vec![
            Band::up_to(rub(10_000_000), rate("5")),
            Band::up_to(rub(30_000_000), rate("8")),
            Band::open(rate("12")),
        ])
    }

    #[test]
    fn bands_of_a_period_add_up_to_the_published_41_400() {
        let mut terms = Terms::new("T", Currency::RUB, PeriodKind::Quarter);
        terms.rules = vec![Rule::new("all", bands())];
        let timelines = Timelines::common(TermsTimeline::always(1, Arc::new(terms.clone())).unwrap());
        let mut book = Book::new(Period::containing(date(2017, 10, 1), PeriodKind::Quarter));
        book.add_partner(PartnerFact { id: 1, ..PartnerFact::default() });
        for (at, whole) in [80_000, 150_000, 40_000, 200_000].into_iter().enumerate() {
            let day = date(2017, 10, at as i8 + 1);
            book.add_sale(SaleFact::new(at as i64, format!("S-{at}"), 0, day, Currency::RUB, whole * 100));
        }
        book.finish();
        let statement = terms::calculate(&timelines, &book, 0, &Carried::new()).unwrap();
        let find = |_| Some(&terms);
        let lines = Source { statement: &statement, book: &book, partner: 0, terms: &find }.lines().unwrap();
        let slabs = slabs(&lines, find).unwrap();
        assert_eq!((slabs.len(), slabs[0].lines, slabs[0].amount), (1, 4, 4_140_000));
        let parts: Vec<(i64, Exact)> = slabs[0].parts.iter().map(|part| (part.base, part.exact)).collect();
        let whole = Exact::whole;
        assert_eq!(
            parts,
            [(10_000_000, whole(500_000)), (20_000_000, whole(1_600_000)), (17_000_000, whole(2_040_000))]
        );
    }
}
