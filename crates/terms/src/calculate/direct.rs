//! What a partner's own sales earn by the rules, before anything is shared, rounded or limited.

use super::choice::Choices;
use super::earning::{base_of, earned_on, judge_late};
use super::exchange::{Exchange, exchange};
use super::plan::Plan;
use super::rounding::Rounder;
use super::tape::Tape;
use super::window::Days;
use super::{Calculation, CalculationError, Judged};
use crate::calculators::Earned;
use crate::pay::{Measure, Scope};
use crate::{Choose, FxUsed, Measured, Missing, Rule, SaleFact, Terms, UnpaidReason};
use money::{Exact, MoneyError};
use rustc_hash::FxHashMap;

/// What one rule earns on one sale.
#[derive(Debug, Clone)]
pub struct DirectLine {
    pub sale: u32,
    pub version: u8,
    pub rule: u16,
    pub fx: Option<FxUsed>,
    pub base: i64,
    pub before: i64,
    pub moved: i64,
    pub exact: Exact,
    pub rounded: Option<i64>,
}

/// What earlier sales of a window earn more or less at the band reached now.
#[derive(Debug, Clone)]
pub struct TrueUp {
    pub version: u8,
    pub rule: u16,
    pub volume: i64,
    pub before: i64,
    pub now: i64,
    pub exact: Exact,
}

/// What came of a partner's own sales.
#[derive(Debug, Clone, Default)]
pub struct Direct {
    pub lines: Vec<DirectLine>,
    pub true_ups: Vec<TrueUp>,
    pub unpaid: Vec<(u32, Option<u8>, UnpaidReason)>,
    /// Rules that were weighed by money: the place of the line, the rule and its sum.
    pub others: Vec<(u32, u16, i64)>,
    pub measured: Vec<Measured>,
}

/// Why there is no line for a sale.
pub(super) enum No {
    Unpaid(UnpaidReason),
    Error(CalculationError),
}

/// A sale and a rule that takes it.
#[derive(Clone, Copy)]
pub(super) struct Taking<'t> {
    pub at: u32,
    pub version: u8,
    pub rule_at: u16,
    pub terms: &'t Terms,
    pub rule: &'t Rule,
    pub sale: &'t SaleFact,
    pub exchange: &'t Exchange,
}

impl Taking<'_> {
    pub(super) fn missing(&self, what: Missing) -> No {
        No::Unpaid(UnpaidReason::Missing { rule: self.rule_at, what })
    }

    pub(super) fn large(&self) -> No {
        No::Error(too_large(self.sale))
    }
}

impl Calculation<'_> {
    /// What the rules pay a partner for his own sales.
    pub(super) fn direct(&self, partner: u32, choices: &mut Choices) -> Result<Direct, CalculationError> {
        let plan = self.plan(partner);
        let last = plan.at(self.book.period.end);
        let is_max = last.is_some_and(|last| plan.terms(last).choose == Choose::Max);
        if !is_max || plan.slots.len() < 2 {
            return Run::new(self, partner, choices, None).run();
        }
        let mut runs = Vec::with_capacity(plan.slots.len());
        for slot in 0..plan.slots.len() as u16 {
            let direct = Run::new(self, partner, choices, Some(slot)).run()?;
            let sum = self.sum_of(partner, &direct)?;
            runs.push((slot, sum, direct));
        }
        let mut best: Option<(i64, usize)> = None;
        for (at, (_, sum, _)) in runs.iter().enumerate() {
            if let Some(sum) = sum.filter(|sum| best.is_none_or(|(most, _)| *sum > most)) {
                best = Some((sum, at));
            }
        }
        let chosen = best.map_or(0, |(_, at)| at);
        let rule_of = |slot: u16| {
            let slots = &plan.versions[usize::from(last?)].slots;
            slots.iter().position(|known| *known == slot).map(|at| at as u16)
        };
        let others = runs.iter().enumerate().filter(|(at, _)| *at != chosen).filter_map(|(_, run)| {
            let (slot, sum, _) = run;
            Some((crate::Other::WHOLE, rule_of(*slot)?, (*sum)?))
        });
        let others: Vec<_> = others.collect();
        Ok(Direct { others, ..runs.swap_remove(chosen).2 })
    }

    /// What a partner gets of his own sales as records will have it; nothing where there will be no record.
    fn sum_of(&self, partner: u32, direct: &Direct) -> Result<Option<i64>, CalculationError> {
        let plan = self.plan(partner);
        let mut rounder = Rounder::default();
        let (mut sum, mut has_any) = (0_i64, false);
        let mut add = |amount: i64| {
            has_any |= amount != 0;
            sum = sum.checked_add(amount).ok_or(TOO_LARGE)?;
            Ok::<_, CalculationError>(())
        };
        for line in &direct.lines {
            add(self.shared(partner, line, &mut rounder)?.map_or(0, |(_, own)| own))?;
        }
        for up in &direct.true_ups {
            add(rounder.round(plan.terms(up.version), None, up.exact).map_err(|_| TOO_LARGE)?)?;
        }
        Ok(has_any.then_some(sum))
    }
}

pub(super) const TOO_LARGE: CalculationError = CalculationError::TooLarge { sale: None };

/// One pass over a partner's own sales.
pub(super) struct Run<'r, 'a> {
    pub calc: &'r Calculation<'a>,
    pub plan: &'r Plan<'a>,
    pub partner: u32,
    choices: &'r mut Choices,
    /// The one name under which rules are tried.
    pub only: Option<u16>,
    /// Tapes of what rules take, by counter.
    pub tapes: Vec<Tape>,
    /// Those of counters that count each product for itself.
    pub of_products: FxHashMap<(u16, u32), Tape>,
    /// Tapes of all sales of a scope.
    pub wide: Vec<((Measure, Scope), Tape)>,
    /// What chose the band of a sale, for returns of it: by sale and slot.
    pub chose: FxHashMap<(i64, u16), i64>,
    /// How many customers a window has reached, by version, rule and product.
    pub reached: Vec<((u8, u16, u32, Days), i64)>,
    /// What went wrong where nothing could be answered.
    pub broken: Option<CalculationError>,
    pub out: Direct,
}

/// Rules that take a sale.
enum Chosen {
    Nobody,
    One(u16),
    Many(Vec<u16>),
}

impl<'r, 'a> Run<'r, 'a> {
    fn new(
        calc: &'r Calculation<'a>,
        partner: u32,
        choices: &'r mut Choices,
        only: Option<u16>,
    ) -> Run<'r, 'a> {
        let plan = calc.plan(partner);
        Run {
            calc,
            plan,
            partner,
            choices,
            only,
            tapes: plan.counters.iter().map(|counter| Tape::new(counter.measure)).collect(),
            of_products: FxHashMap::default(),
            wide: Vec::new(),
            chose: FxHashMap::default(),
            reached: Vec::new(),
            broken: None,
            out: Direct::default(),
        }
    }

    fn run(mut self) -> Result<Direct, CalculationError> {
        let own = self.calc.book.own(self.partner);
        self.out.lines.reserve(own.len());
        for at in own {
            self.take(at)?;
        }
        self.fill_reached()?;
        self.true_up()?;
        self.measure();
        match self.broken {
            Some(error) => Err(error),
            None => Ok(self.out),
        }
    }

    fn is_current(&self, sale: &SaleFact) -> bool {
        sale.happened_on >= self.calc.book.period.start
    }

    fn take(&mut self, at: u32) -> Result<(), CalculationError> {
        let book = self.calc.book;
        let sale = book.sale(at);
        let Some(version) = self.plan.of(sale) else {
            self.leave(at, None, UnpaidReason::NoTerms);
            return Ok(());
        };
        let terms = self.plan.terms(version);
        let exchange = match exchange(book, terms, sale) {
            Ok(exchange) => exchange,
            Err(why) => {
                self.leave(at, Some(version), why);
                return Ok(());
            }
        };
        let judged = Judged {
            book,
            terms,
            sale: Some(sale),
            beneficiary: self.partner,
            standing: self.calc.standing(self.partner),
            exchange: Some(&exchange),
        };
        let taking = |rule_at: u16| {
            let rule = &terms.rules[usize::from(rule_at)];
            Taking { at, version, rule_at, terms, rule, sale, exchange: &exchange }
        };
        match self.choose(version, &judged, sale) {
            Err((rule, what)) => self.leave(at, Some(version), UnpaidReason::Missing { rule, what }),
            Ok(Chosen::Nobody) => {
                if self.is_current(sale) {
                    let rejected = super::choice::rejections(terms, &judged, sale, terms.rules.len());
                    self.leave(at, Some(version), UnpaidReason::NoRule { rejected });
                }
            }
            Ok(Chosen::One(rule)) => self.pay(&taking(rule))?,
            Ok(Chosen::Many(rules)) => {
                let all: Vec<Taking<'_>> = rules.into_iter().map(taking).collect();
                if terms.choose == Choose::Best && all.len() > 1 {
                    self.best(&all)?;
                } else {
                    all.iter().try_for_each(|of| self.pay(of))?;
                }
            }
        }
        Ok(())
    }

    fn choose(
        &mut self,
        version: u8,
        judged: &Judged<'_>,
        sale: &SaleFact,
    ) -> Result<Chosen, (u16, Missing)> {
        let by_order = matches!(judged.terms.choose, Choose::First | Choose::Max);
        if by_order && self.only.is_none() {
            let plan = self.calc.plan_index(self.partner);
            let found = self.calc.first_rule(self.choices, plan, version, judged, sale)?;
            return Ok(found.map_or(Chosen::Nobody, Chosen::One));
        }
        let fitting = self.calc.fitting(self.plan, version, judged, sale, self.only)?;
        Ok(if fitting.is_empty() { Chosen::Nobody } else { Chosen::Many(fitting) })
    }

    /// Pays by one rule and counts the sale under it.
    fn pay(&mut self, of: &Taking<'_>) -> Result<(), CalculationError> {
        let line = match judge_late(of.terms, of.sale) {
            Ok(()) => self.line(of),
            Err(why) => Err(No::Unpaid(why)),
        };
        self.count(of)?;
        self.keep(of, line)
    }

    /// Pays by the rule that gives most; rules for which a part of the sale is not known drop out, unless all do.
    fn best(&mut self, all: &[Taking<'_>]) -> Result<(), CalculationError> {
        let (mut lines, mut unknown) = (Vec::with_capacity(all.len()), None);
        for of in all {
            match self.line(of) {
                Ok(line) => lines.push((*of, line)),
                Err(No::Unpaid(why)) => drop(unknown.get_or_insert((*of, why))),
                Err(No::Error(error)) => return Err(error),
            }
        }
        let mut most = 0;
        for (place, (_, line)) in lines.iter().enumerate().skip(1) {
            let order = line.exact.abs().compared(lines[most].1.exact.abs()).ok_or(TOO_LARGE)?;
            if order.is_gt() {
                most = place;
            }
        }
        if lines.is_empty() {
            let Some((of, why)) = unknown else { return Ok(()) };
            self.count(&of)?;
            let late = judge_late(of.terms, of.sale);
            return self.keep(&of, Err(No::Unpaid(late.err().unwrap_or(why))));
        }
        let (of, line) = lines.swap_remove(most);
        self.count(&of)?;
        if let Err(why) = judge_late(of.terms, of.sale) {
            return self.keep(&of, Err(No::Unpaid(why)));
        }
        if self.is_current(of.sale) {
            lines.sort_by_key(|(other, _)| other.rule_at);
            for (other, line) in lines {
                let mode = of.terms.rounding.mode;
                let amount = line.rounded.map_or_else(|| line.exact.round(mode), Ok);
                let amount = amount.map_err(|_| too_large(of.sale))?;
                self.out.others.push((self.out.lines.len() as u32, other.rule_at, amount));
            }
        }
        self.keep(&of, Ok(line))
    }

    fn keep(&mut self, of: &Taking<'_>, line: Result<DirectLine, No>) -> Result<(), CalculationError> {
        match line {
            Ok(line) => {
                if self.is_current(of.sale) {
                    self.out.lines.push(line);
                }
            }
            Err(No::Unpaid(why)) => self.leave(of.at, Some(of.version), why),
            Err(No::Error(error)) => return Err(error),
        }
        Ok(())
    }

    fn leave(&mut self, at: u32, version: Option<u8>, why: UnpaidReason) {
        if self.is_current(self.calc.book.sale(at)) {
            self.out.unpaid.push((at, version, why));
        }
    }

    /// What a rule would pay for a sale as things stand.
    fn line(&mut self, of: &Taking<'_>) -> Result<DirectLine, No> {
        let missing = |what| of.missing(what);
        let large = |_: MoneyError| of.large();
        let base = base_of(of.terms, of.rule, of.sale, of.exchange).map_err(missing)?.map_err(large)?;
        let (counted, sold) = self.counted(of, base)?;
        let bands = self.bounds(of).map_err(missing)?;
        let earned = earned_on(of.terms, of.rule, of.sale, &bands, &sold, counted, of.exchange);
        let Earned { exact, rounded, .. } = earned.map_err(missing)?.map_err(large)?;
        Ok(DirectLine {
            sale: of.at,
            version: of.version,
            rule: of.rule_at,
            fx: of.exchange.used.clone(),
            base,
            before: counted.before,
            moved: counted.moved,
            exact,
            rounded,
        })
    }
}

pub(super) fn too_large(sale: &SaleFact) -> CalculationError {
    CalculationError::TooLarge { sale: Some(sale.id) }
}
