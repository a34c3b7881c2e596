//! What a statement's lines add up to under each rule, band by band: never a blended rate alone.

use std::collections::BTreeMap;

use money::{Exact, MoneyError, Rate};
use terms::{How, Line, LineKind, Origin};

/// The lines of one rule, level or bonus of one version of the terms, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slab {
    /// The version of the terms.
    pub terms: i64,
    /// Which of the three kinds the lines are.
    pub kind: LineKind,
    /// The index of the rule, of the upline or of the bonus.
    pub rule: u16,
    /// How many lines.
    pub lines: i64,
    /// What the sums are computed from, in minor units.
    pub base: i64,
    /// The sums by rate, before rounding.
    pub parts: Vec<SlabPart>,
    /// The sum of the lines, each rounded as the terms declare.
    pub amount: i64,
}

/// The part of a slab under one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlabPart {
    /// The index of the band; nothing where the rule has no bands.
    pub band: Option<u16>,
    /// The rate; nothing for fixed sums.
    pub rate: Option<Rate>,
    /// What the part is computed from, in minor units.
    pub base: i64,
    /// Its sum, exactly.
    pub exact: Exact,
}

/// Adds lines up by kind, version and rule, in this order.
pub fn slabs(lines: &[Line]) -> Result<Vec<Slab>, MoneyError> {
    let mut found: BTreeMap<(LineKind, i64, u16), Slab> = BTreeMap::new();
    for line in lines {
        let (kind, rule) = (line.kind(), rule_of(line));
        let slab = found.entry((kind, line.terms, rule)).or_insert_with(|| Slab {
            terms: line.terms,
            kind,
            rule,
            lines: 0,
            base: 0,
            parts: Vec::new(),
            amount: 0,
        });
        slab.lines += 1;
        slab.base = slab.base.checked_add(line.base).ok_or(MoneyError::Overflow)?;
        slab.amount = slab.amount.checked_add(line.amount).ok_or(MoneyError::Overflow)?;
        for part in parts_of(line) {
            add(&mut slab.parts, part)?;
        }
    }
    let mut slabs: Vec<Slab> = found.into_values().collect();
    slabs.iter_mut().for_each(|slab| slab.parts.sort_by_key(|part| part.band));
    Ok(slabs)
}

fn rule_of(line: &Line) -> u16 {
    match line.origin {
        Origin::Direct { rule, .. } => rule,
        Origin::Override { upline, .. } => upline,
        Origin::Bonus { bonus, .. } => bonus,
    }
}

fn parts_of(line: &Line) -> Vec<SlabPart> {
    match &line.how {
        How::Percent { rate } => {
            vec![SlabPart { band: None, rate: Some(*rate), base: line.base, exact: line.exact }]
        }
        How::Fixed { .. } => vec![SlabPart { band: None, rate: None, base: line.base, exact: line.exact }],
        How::Bands { parts, .. } => parts
            .iter()
            .map(|part| SlabPart {
                band: Some(part.band),
                rate: Some(part.rate),
                base: part.part(),
                exact: part.exact(),
            })
            .collect(),
    }
}

fn add(parts: &mut Vec<SlabPart>, part: SlabPart) -> Result<(), MoneyError> {
    let same = parts.iter_mut().find(|known| known.band == part.band && known.rate == part.rate);
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
    use terms::{Attributes, Band, Facts, Pay, Period, PeriodKind, Rule, SaleFact, Terms, TermsTimeline};

    fn rub(minor: i64) -> Money {
        Money::new(minor, Currency::RUB)
    }

    /// The table of the domain document: 5 % to 100 000, 8 % to 300 000, 12 % above.
    fn bands() -> Pay {
        let rate = |text| Rate::percent(text).unwrap();
        Pay::Bands(vec![
            Band::up_to(rub(10_000_000), rate("5")),
            Band::up_to(rub(30_000_000), rate("8")),
            Band::open(rate("12")),
        ])
    }

    #[test]
    fn bands_of_a_period_add_up_to_the_published_41_400() {
        let mut terms = Terms::new("T", Currency::RUB, PeriodKind::Quarter);
        terms.rules = vec![Rule::new("all", bands())];
        let timeline = TermsTimeline::always(1, Arc::new(terms)).unwrap();
        let sale = |(at, whole): (usize, i64)| {
            let day = date(2017, 10, at as i8 + 1);
            SaleFact::new(at as i64, format!("S-{at}"), 1, day, rub(whole * 100))
        };
        let own = [80_000, 150_000, 40_000, 200_000].into_iter().enumerate().map(sale).collect();
        let period = Period::containing(date(2017, 10, 1), PeriodKind::Quarter);
        let facts = Facts { period, beneficiary: Attributes::default(), own, downline: vec![] };
        let statement = terms::calculate(&timeline, &facts).unwrap();
        let slabs = slabs(&statement.lines).unwrap();
        assert_eq!((slabs.len(), slabs[0].lines, slabs[0].amount), (1, 4, 4_140_000));
        let parts: Vec<(i64, Exact)> = slabs[0].parts.iter().map(|part| (part.base, part.exact)).collect();
        let whole = Exact::whole;
        assert_eq!(
            parts,
            [(10_000_000, whole(500_000)), (20_000_000, whole(1_600_000)), (17_000_000, whole(2_040_000))]
        );
    }
}
