//! Putting one partner's statement together, part by part.

use super::choice::Choices;
use super::direct::{Direct, DirectLine};
use super::rounding::{Rounder, rounds_alone, sale_at};
use super::shares::is_shared;
use super::{Calculation, CalculationError};
use crate::{
    Carried, FxUsed, Other, Record, RecordKind, Statement, Terms, TermsVersion, Totals, Unpaid, UnpaidReason,
};
use money::Exact;
use std::collections::HashMap;

/// What one thread keeps from one statement to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) choices: Choices,
}

/// A statement in the making.
pub(super) struct Stating<'s, 'a> {
    pub calc: &'s Calculation<'a>,
    pub partner: u32,
    pub carried: &'s Carried,
    pub scratch: &'s mut Scratch,
    pub out: Statement,
    pub rounder: Rounder,
    /// What sellers earned on their sales, by seller and sale; only for terms that ask.
    pub earned: HashMap<u32, HashMap<u32, i64>>,
}

pub(super) const TOO_LARGE: CalculationError = CalculationError::TooLarge { sale: None };

impl<'s, 'a> Stating<'s, 'a> {
    pub fn new(
        calc: &'s Calculation<'a>,
        partner: u32,
        carried: &'s Carried,
        scratch: &'s mut Scratch,
    ) -> Stating<'s, 'a> {
        let plan = calc.plan(partner);
        let out = Statement {
            partner: calc.book.partner(partner).id,
            period: calc.book.period,
            currency: plan.timeline.currency(),
            totals: Totals { turnover: calc.standing(partner).own, ..Totals::default() },
            versions: plan.versions.iter().map(|version| version.of.id).collect(),
            records: Vec::new(),
            others: Vec::new(),
            fx: Vec::new(),
            unpaid: Vec::new(),
            targets: Vec::new(),
            measured: Vec::new(),
            standing: *calc.standing(partner),
            carried: Carried::new(),
        };
        Stating { calc, partner, carried, scratch, out, rounder: Rounder::default(), earned: HashMap::new() }
    }

    pub fn run(mut self) -> Result<Statement, CalculationError> {
        let direct = self.calc.direct(self.partner, &mut self.scratch.choices)?;
        self.own(direct)?;
        self.shares_of_others()?;
        self.network()?;
        if let Some((version, terms)) = self.last() {
            self.binary(version, terms)?;
            self.bonuses(version, terms)?;
            self.caps(version, terms)?;
            self.draw(version, terms)?;
        }
        for record in &self.out.records {
            self.out.totals.count(record).ok_or(TOO_LARGE)?;
        }
        Ok(self.out)
    }

    /// The version in force on the last day of the period.
    pub fn last(&self) -> Option<(u8, &'a Terms)> {
        let plan = self.calc.plan(self.partner);
        let version = plan.at(self.calc.book.period.end)?;
        Some((version, plan.terms(version)))
    }

    pub fn version(&self, at: u8) -> &'a TermsVersion {
        self.calc.plan(self.partner).versions[usize::from(at)].of
    }

    /// Records what the partner's own sales earn.
    fn own(&mut self, direct: Direct) -> Result<(), CalculationError> {
        self.out.records.reserve(direct.lines.len());
        let places = direct.lines.iter().map(|line| self.own_line(line)).collect::<Result<Vec<_>, _>>()?;
        for up in direct.true_ups {
            let record = Record {
                base: up.volume,
                before: up.before,
                moved: up.now,
                ..self.blank(RecordKind::TrueUp, up.version, up.rule)
            };
            self.record(record, up.exact, None)?;
        }
        self.out.others = direct
            .others
            .into_iter()
            .filter_map(|(line, rule, amount)| {
                let record =
                    if line == Other::WHOLE { Some(Other::WHOLE) } else { *places.get(line as usize)? };
                Some(Other { record: record?, rule, amount })
            })
            .collect();
        for (sale, version, why) in direct.unpaid {
            self.leave(sale, 0, version, why);
        }
        self.out.measured = direct.measured;
        Ok(())
    }

    /// Records one line, less what others get of it; tells its place when there is one.
    fn own_line(&mut self, line: &DirectLine) -> Result<Option<u32>, CalculationError> {
        let record = self.of_line(RecordKind::Direct, line);
        let sale = self.calc.book.sale(line.sale);
        if is_shared(self.calc.plan(self.partner).terms(line.version), sale) {
            return self.own_share(line, record);
        }
        self.record(record, line.exact, line.rounded)
    }

    /// A record of a sale without its sum.
    pub fn of_line(&mut self, kind: RecordKind, line: &DirectLine) -> Record {
        let fx = self.fx(line.fx.as_ref());
        Record {
            fx,
            sale: line.sale,
            base: line.base,
            before: line.before,
            moved: line.moved,
            ..self.blank(kind, line.version, line.rule)
        }
    }

    /// A record of nothing.
    pub fn blank(&self, kind: RecordKind, version: u8, part: u16) -> Record {
        Record {
            kind,
            level: 0,
            version,
            fx: 0,
            part,
            sale: Record::NO_SALE,
            base: 0,
            before: 0,
            moved: 0,
            amount: 0,
        }
    }

    /// The place of an exchange rate, counted from 1.
    pub fn fx(&mut self, used: Option<&FxUsed>) -> u16 {
        let Some(used) = used else { return 0 };
        let known = self.out.fx.iter().position(|known| known == used);
        let at = known.unwrap_or_else(|| {
            self.out.fx.push(used.clone());
            self.out.fx.len() - 1
        });
        at as u16 + 1
    }

    /// Rounds a sum and keeps its record, or the reason why there is none; tells its place.
    pub fn record(
        &mut self,
        record: Record,
        exact: Exact,
        rounded: Option<i64>,
    ) -> Result<Option<u32>, CalculationError> {
        let terms: &Terms = &self.version(record.version).terms;
        let sale = sale_at(self.calc.book, record.sale);
        let too_large = |_| CalculationError::TooLarge { sale: sale.map(|sale| sale.id) };
        let amount = match rounded {
            Some(amount) => amount,
            None => self.rounder.round(terms, sale, exact).map_err(too_large)?,
        };
        if amount == 0 {
            if record.has_sale() && (rounds_alone(terms, sale) || rounded.is_some()) {
                let why = UnpaidReason::RoundsToZero { rule: record.part, exact };
                self.leave(record.sale, record.level, Some(record.version), why);
            }
            return Ok(None);
        }
        self.out.records.push(Record { amount, ..record });
        Ok(Some(self.out.records.len() as u32 - 1))
    }

    /// Keeps a sum that needs no rounding.
    pub fn record_whole(&mut self, record: Record, amount: i64) {
        if amount != 0 {
            self.out.records.push(Record { amount, ..record });
        }
    }

    /// Notes a sale that earned nothing.
    pub fn leave(&mut self, sale: u32, level: u8, version: Option<u8>, why: UnpaidReason) {
        let terms = version.map(|version| self.version(version).id);
        let sale = self.calc.book.sale(sale).id;
        let unpaid = Unpaid { sale, level, terms, why };
        // Several rules of one sale may have the same thing against them.
        if self.out.unpaid.last() != Some(&unpaid) {
            self.out.unpaid.push(unpaid);
        }
    }

    /// What the seller earned on each of his sales, before anything is shared.
    pub fn earned_by(&mut self, seller: u32) -> Result<&HashMap<u32, i64>, CalculationError> {
        if !self.earned.contains_key(&seller) {
            let direct = self.calc.direct(seller, &mut self.scratch.choices)?;
            let mut rounder = Rounder::default();
            let mut earned: HashMap<u32, i64> = HashMap::new();
            for line in &direct.lines {
                let Some((pot, _)) = self.calc.shared(seller, line, &mut rounder)? else { continue };
                let sum = earned.entry(line.sale).or_default();
                *sum = sum.checked_add(pot).ok_or(TOO_LARGE)?;
            }
            self.earned.insert(seller, earned);
        }
        Ok(&self.earned[&seller])
    }
}
