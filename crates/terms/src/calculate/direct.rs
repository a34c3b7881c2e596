//! What a partner's own sales earn by the rules, before anything is shared, rounded or limited.

use super::choice::{Choices, covers_of};
use super::exchange::{Exchange, exchange};
use super::plan::{Plan, bands_of};
use super::tape::{Tape, count_of};
use super::window::{self, Days};
use super::{Calculation, CalculationError, Judged, bounds};
use crate::calculators::{self, Counted, Earned, Sold, mirrors, recurring_end, taken_back, whole};
use crate::pay::{BandMode, Bands, Measure, Scope, Window};
use crate::{
    Base, Choose, FxUsed, Measured, Missing, Recurring, RecurringCount, Rule, SaleFact, Terms, UnpaidReason,
};
use jiff::civil::Date;
use money::{Exact, MoneyError, Rate, RoundingMode};
use std::collections::HashMap;

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
enum No {
    Unpaid(UnpaidReason),
    Error(CalculationError),
}

impl Calculation<'_> {
    /// What the rules pay a partner for his own sales.
    pub(super) fn direct(&self, partner: u32, choices: &mut Choices) -> Result<Direct, CalculationError> {
        let plan = self.plan(partner);
        let last = plan.at(self.book.period.end).or(plan.versions.len().checked_sub(1).map(|at| at as u8));
        let is_max = last.is_some_and(|last| plan.terms(last).choose == Choose::Max);
        if !is_max || plan.slots.len() < 2 {
            return Run::new(self, partner, choices, None).run();
        }
        let mut best: Option<(i64, Direct)> = None;
        let mut sums = Vec::new();
        for slot in 0..plan.slots.len() as u16 {
            let direct = Run::new(self, partner, choices, Some(slot)).run()?;
            let sum = self.sum_of(partner, &direct)?;
            sums.push((slot, direct.lines.first().map(|line| line.rule), sum));
            let is_better = match &best {
                None => true,
                Some((most, so_far)) if so_far.is_empty() => !direct.is_empty() || sum > *most,
                Some((most, _)) => !direct.is_empty() && sum > *most,
            };
            if is_better {
                best = Some((sum, direct));
            }
        }
        let Some((_, mut direct)) = best else { return Ok(Direct::default()) };
        let chosen = direct.lines.first().map(|line| line.rule);
        let rest = sums.into_iter().filter(|(_, rule, _)| rule.is_some() && *rule != chosen);
        direct.others = rest.filter_map(|(_, rule, sum)| Some((crate::Other::WHOLE, rule?, sum))).collect();
        Ok(direct)
    }

    fn sum_of(&self, partner: u32, direct: &Direct) -> Result<i64, CalculationError> {
        let plan = self.plan(partner);
        let mut sum = 0_i64;
        let lines = direct.lines.iter().map(|line| (line.version, line.exact, line.rounded));
        for (version, exact, rounded) in
            lines.chain(direct.true_ups.iter().map(|up| (up.version, up.exact, None)))
        {
            let mode = plan.terms(version).rounding.mode;
            let amount = rounded.map_or_else(|| exact.round(mode), Ok);
            sum = amount.ok().and_then(|amount| sum.checked_add(amount)).ok_or(TOO_LARGE)?;
        }
        Ok(sum)
    }
}

const TOO_LARGE: CalculationError = CalculationError::TooLarge { sale: None };

impl Direct {
    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.true_ups.is_empty()
    }
}

struct Run<'r, 'a> {
    calc: &'r Calculation<'a>,
    plan: &'r Plan<'a>,
    partner: u32,
    choices: &'r mut Choices,
    only: Option<u16>,
    /// Tapes of rules by slot and product.
    tapes: HashMap<(u16, u32), Tape>,
    /// Tapes of all sales of a scope.
    wide: Vec<((Measure, Scope), Tape)>,
    /// What chose the band of a sale, for returns of it: by sale and rule.
    chose: HashMap<(i64, u16), i64>,
    reached: Vec<(u16, u32, Days, i64)>,
    out: Direct,
}

impl<'r, 'a> Run<'r, 'a> {
    fn new(
        calc: &'r Calculation<'a>,
        partner: u32,
        choices: &'r mut Choices,
        only: Option<u16>,
    ) -> Run<'r, 'a> {
        Run {
            calc,
            plan: calc.plan(partner),
            partner,
            choices,
            only,
            tapes: HashMap::new(),
            wide: Vec::new(),
            chose: HashMap::new(),
            reached: Vec::new(),
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
        self.measure()?;
        Ok(self.out)
    }

    fn is_current(&self, sale: &SaleFact) -> bool {
        sale.happened_on >= self.calc.book.period.start
    }

    fn take(&mut self, at: u32) -> Result<(), CalculationError> {
        let book = self.calc.book;
        let sale = book.sale(at);
        if sale.happened_on > book.period.end {
            return Err(CalculationError::AfterPeriod { sale: sale.id });
        }
        let Some(version) = self.plan.of(sale) else {
            return self.leave(at, None, UnpaidReason::NoTerms);
        };
        let terms = self.plan.terms(version);
        let exchange = match exchange(book, terms, sale) {
            Ok(exchange) => exchange,
            Err(why) => return self.leave(at, None, why),
        };
        let judged = Judged {
            book,
            terms,
            sale: Some(sale),
            beneficiary: self.partner,
            standing: self.calc.standing(self.partner),
        };
        let rules = match self.choose(version, &judged, sale) {
            Ok(rules) => rules,
            Err((rule, what)) => return self.leave(at, Some(version), UnpaidReason::Missing { rule, what }),
        };
        match (rules.first(), terms.choose) {
            (None, _) => {
                if self.is_current(sale) && self.only.is_none() {
                    let rejected = super::choice::rejections(terms, &judged, sale, terms.rules.len());
                    return self.leave(at, Some(version), UnpaidReason::NoRule { rejected });
                }
                Ok(())
            }
            (Some(_), Choose::Best) if rules.len() > 1 => self.best(at, version, &rules, &exchange),
            _ => rules.iter().try_for_each(|rule| self.pay(at, version, *rule, &exchange)),
        }
    }

    fn choose(&mut self, version: u8, judged: &Judged<'_>, sale: &SaleFact) -> Result<Rules, (u16, Missing)> {
        let first = self.plan.terms(version).choose == Choose::First && self.only.is_none();
        if first {
            let plan = self.calc.plan_index(self.partner);
            let found = self.calc.first_rule(self.choices, plan, version, judged, sale)?;
            return Ok(found.into_iter().collect());
        }
        let fitting = self.calc.fitting(self.plan, version, judged, sale, self.only)?;
        Ok(fitting.into_iter().collect())
    }

    /// Pays by one rule and counts the sale under it.
    fn pay(&mut self, at: u32, version: u8, rule: u16, exchange: &Exchange) -> Result<(), CalculationError> {
        let line = self.line(at, version, rule, exchange);
        self.count(at, version, rule, exchange)?;
        self.keep(at, version, line)
    }

    /// Pays by the rule that gives most.
    fn best(
        &mut self,
        at: u32,
        version: u8,
        rules: &[u16],
        exchange: &Exchange,
    ) -> Result<(), CalculationError> {
        let mut lines = Vec::with_capacity(rules.len());
        for rule in rules {
            match self.line(at, version, *rule, exchange) {
                Ok(line) => lines.push(line),
                Err(No::Error(error)) => return Err(error),
                Err(No::Unpaid(why)) => {
                    self.count(at, version, *rule, exchange)?;
                    return self.leave(at, Some(version), why);
                }
            }
        }
        let mut most = 0;
        for (place, line) in lines.iter().enumerate().skip(1) {
            let order = line.exact.abs().compared(lines[most].exact.abs()).ok_or(TOO_LARGE)?;
            if order.is_gt() {
                most = place;
            }
        }
        let sale = self.calc.book.sale(at);
        self.count(at, version, rules[most], exchange)?;
        if self.is_current(sale) {
            let mode = self.plan.terms(version).rounding.mode;
            for (place, line) in lines.iter().enumerate().filter(|(place, _)| *place != most) {
                let amount = line.rounded.map_or_else(|| line.exact.round(mode), Ok);
                let amount = amount.map_err(|_| too_large(sale))?;
                self.out.others.push((self.out.lines.len() as u32, rules[place], amount));
            }
        }
        let line = lines.swap_remove(most);
        self.keep(at, version, Ok(line))
    }

    fn keep(&mut self, at: u32, version: u8, line: Result<DirectLine, No>) -> Result<(), CalculationError> {
        match line {
            Ok(line) => {
                if self.is_current(self.calc.book.sale(at)) {
                    self.out.lines.push(line);
                }
                Ok(())
            }
            Err(No::Unpaid(why)) => self.leave(at, Some(version), why),
            Err(No::Error(error)) => Err(error),
        }
    }

    fn leave(&mut self, at: u32, version: Option<u8>, why: UnpaidReason) -> Result<(), CalculationError> {
        if self.is_current(self.calc.book.sale(at)) {
            self.out.unpaid.push((at, version, why));
        }
        Ok(())
    }

    /// What a rule would pay for a sale as things stand.
    fn line(&mut self, at: u32, version: u8, rule_at: u16, exchange: &Exchange) -> Result<DirectLine, No> {
        let terms = self.plan.terms(version);
        let rule = &terms.rules[usize::from(rule_at)];
        let sale = self.calc.book.sale(at);
        let missing = |what| No::Unpaid(UnpaidReason::Missing { rule: rule_at, what });
        let large = |_: MoneyError| No::Error(too_large(sale));
        judge_late(terms, sale).map_err(No::Unpaid)?;
        let base = base_of(terms, rule, sale, exchange).map_err(missing)?.map_err(large)?;
        let (counted, sold) = self.counted(at, version, rule_at, base, exchange).map_err(missing)?;
        let bands = self.bands(terms, rule, sale).map_err(missing)?;
        let earned = earned_on(terms, rule, sale, &bands, &sold, counted, exchange).map_err(missing)?;
        let Earned { exact, rounded, .. } = earned.map_err(large)?;
        let Counted { before, moved } = counted;
        if mirrors(rule) && bands_of(rule).is_some() {
            self.chose.insert((sale.id, rule_at), before);
        }
        let fx = exchange.used.clone();
        Ok(DirectLine { sale: at, version, rule: rule_at, fx, base, before, moved, exact, rounded })
    }

    /// What had been counted before a sale, and what the sale adds.
    fn counted(
        &mut self,
        at: u32,
        version: u8,
        rule_at: u16,
        base: i64,
        exchange: &Exchange,
    ) -> Result<(Counted, Sold), Missing> {
        let terms = self.plan.terms(version);
        let rule = &terms.rules[usize::from(rule_at)];
        let sale = self.calc.book.sale(at);
        let mut sold = Sold { base, quantity: sale.quantity, is_return: sale.is_return(), adds: 0 };
        let Some(bands) = bands_of(rule) else { return Ok((Counted::default(), sold)) };
        let adds = measure_of(bands.measure, sale, terms, exchange).unwrap_or(0);
        let days = self.around(bands, sale.happened_on)?;
        let slot = self.plan.versions[usize::from(version)].slots[usize::from(rule_at)];
        let period = terms.period;
        let (tape, place) = self.tape(slot, bands, sale);
        sold.adds = tape.adds(days, place, sale, adds);
        let mut counted = Counted { before: tape.value(days, place), moved: 0 };
        match bands.mode {
            BandMode::Whole => {
                let since = bands.horizon_days.map_or(days.start, |horizon| {
                    window::back(sale.happened_on, i64::from(horizon)).max(days.start)
                });
                counted.moved = tape.volume(Days { start: since, end: days.end }, place);
            }
            BandMode::Previous => {
                let earlier = window::before(bands.window, days, period);
                counted.before = earlier.map_or(0, |days| tape.value(days, tape.len()));
            }
            BandMode::Reached => counted.before = counted.before.saturating_add(sold.adds),
            // How many customers a sale adds cannot be found again from the sale alone.
            _ if bands.measure == Measure::Customers => counted.moved = sold.adds,
            _ => {}
        }
        if let (Some(original), true) = (sale.original(), mirrors(rule))
            && let Some(before) = self.chose.get(&(original.id, rule_at))
        {
            counted.before = *before;
        }
        Ok((counted, sold))
    }

    fn joined(&self) -> Option<Date> {
        self.calc.book.partner(self.partner).joined_on
    }

    fn around(&self, bands: &Bands, day: Date) -> Result<Days, Missing> {
        window::around(bands.window, day, self.calc.book.period.kind, self.joined())
    }

    fn bands<'b>(
        &self,
        terms: &Terms,
        rule: &'b Rule,
        sale: &SaleFact,
    ) -> Result<super::standing::Bounds<'b>, Missing> {
        let Some(bands) = bands_of(rule) else { return Ok(super::standing::Bounds::Borrowed(&[])) };
        let days = self.around(bands, sale.happened_on)?;
        bounds::scaled(bands, terms.prorate, self.calc.book.partner(self.partner), days)
    }

    /// The tape that bands read, and how many of its entries come before the sale.
    fn tape(&mut self, slot: u16, bands: &Bands, sale: &SaleFact) -> (&Tape, usize) {
        match bands.scope {
            Scope::Rule | Scope::Product => {
                let product = if bands.scope == Scope::Product { sale.product } else { 0 };
                let tape = self.tapes.entry((slot, product)).or_insert_with(|| Tape::new(bands.measure));
                (tape, tape.len())
            }
            scope => {
                let at = self.wide_tape(bands.measure, scope);
                let tape = &self.wide[at].1;
                (tape, tape.place(self.calc.book, sale))
            }
        }
    }

    fn wide_tape(&mut self, measure: Measure, scope: Scope) -> usize {
        if let Some(at) = self.wide.iter().position(|(key, _)| *key == (measure, scope)) {
            return at;
        }
        let tape = self.calc.scope_tape(self.partner, measure, scope, None);
        self.wide.push(((measure, scope), tape));
        self.wide.len() - 1
    }

    /// Counts a sale under the rule that took it.
    fn count(
        &mut self,
        at: u32,
        version: u8,
        rule: u16,
        exchange: &Exchange,
    ) -> Result<(), CalculationError> {
        let terms = self.plan.terms(version);
        let Some(bands) = bands_of(&terms.rules[usize::from(rule)]) else { return Ok(()) };
        if !matches!(bands.scope, Scope::Rule | Scope::Product) {
            return self.count_volume(at, version, rule, exchange);
        }
        let sale = self.calc.book.sale(at);
        let slot = self.plan.versions[usize::from(version)].slots[usize::from(rule)];
        let adds = measure_of(bands.measure, sale, terms, exchange).unwrap_or(0);
        let volume = self.volume(terms, &terms.rules[usize::from(rule)], sale, exchange, adds)?;
        let product = if bands.scope == Scope::Product { sale.product } else { 0 };
        let tape = self.tapes.entry((slot, product)).or_insert_with(|| Tape::new(bands.measure));
        tape.push(sale.happened_on, adds, volume, (at, sale)).ok_or(too_large(sale))
    }

    /// Where all sales of a scope are measured, the rule still needs its own volume for true-ups.
    fn count_volume(
        &mut self,
        at: u32,
        version: u8,
        rule: u16,
        exchange: &Exchange,
    ) -> Result<(), CalculationError> {
        let terms = self.plan.terms(version);
        let sale = self.calc.book.sale(at);
        if self.is_current(sale) {
            return Ok(());
        }
        let of = &terms.rules[usize::from(rule)];
        let adds =
            bands_of(of).and_then(|bands| measure_of(bands.measure, sale, terms, exchange)).unwrap_or(0);
        let volume = self.volume(terms, of, sale, exchange, adds)?;
        let slot = self.plan.versions[usize::from(version)].slots[usize::from(rule)];
        let tape = self.tapes.entry((slot, 0)).or_insert_with(|| Tape::new(Measure::Count));
        tape.push(sale.happened_on, 0, volume, (at, sale)).ok_or(too_large(sale))
    }

    fn volume(
        &self,
        terms: &Terms,
        rule: &Rule,
        sale: &SaleFact,
        exchange: &Exchange,
        adds: i64,
    ) -> Result<i64, CalculationError> {
        match bands_of(rule).map(|bands| bands.measure) {
            Some(Measure::Count | Measure::Quantity) => Ok(adds),
            _ => match base_of(terms, rule, sale, exchange) {
                Ok(base) => base.map_err(|_| too_large(sale)),
                Err(_) => Ok(0),
            },
        }
    }

    /// Pays by the bands that were reached at the end of each window.
    fn fill_reached(&mut self) -> Result<(), CalculationError> {
        let mut lines = std::mem::take(&mut self.out.lines);
        for line in &mut lines {
            let terms = self.plan.terms(line.version);
            let rule = &terms.rules[usize::from(line.rule)];
            let Some(bands) = bands_of(rule).filter(|bands| bands.mode == BandMode::Reached) else {
                continue;
            };
            let sale = self.calc.book.sale(line.sale);
            let slot = self.plan.versions[usize::from(line.version)].slots[usize::from(line.rule)];
            let value = self.reached(slot, bands, sale).ok_or_else(|| too_large(sale))?;
            let scaled = self.bands(terms, rule, sale).map_err(|_| too_large(sale))?;
            let sold =
                Sold { base: line.base, quantity: sale.quantity, is_return: sale.is_return(), adds: 0 };
            let counted = Counted { before: value, moved: 0 };
            let earned = calculators::earn(rule, &scaled, &sold, counted).map_err(|_| too_large(sale))?;
            line.before = value;
            line.exact = earned.exact;
        }
        self.out.lines = lines;
        Ok(())
    }

    /// What the window of a sale has measured at its end, or so far.
    fn reached(&mut self, slot: u16, bands: &Bands, sale: &SaleFact) -> Option<i64> {
        let days = self.around(bands, sale.happened_on).ok()?;
        let product = if bands.scope == Scope::Product { sale.product } else { 0 };
        let known = self.reached.iter().find(|known| (known.0, known.1, known.2) == (slot, product, days));
        if let Some(known) = known {
            return Some(known.3);
        }
        let (tape, _) = self.tape(slot, bands, sale);
        let value = tape.value(days, tape.len());
        self.reached.push((slot, product, days, value));
        Some(value)
    }

    /// What earlier periods of a window earn more or less at the band reached now.
    fn true_up(&mut self) -> Result<(), CalculationError> {
        let period = self.calc.book.period;
        let Some(version) = self.plan.at(period.end) else { return Ok(()) };
        let terms = self.plan.terms(version);
        for (at, rule) in terms.rules.iter().enumerate() {
            let Some(bands) = bands_of(rule).filter(|bands| bands.mode == BandMode::Reached) else {
                continue;
            };
            let Ok(days) = self.around(bands, period.end) else { continue };
            let slot = self.plan.versions[usize::from(version)].slots[at];
            if days.start >= period.start || self.only.is_some_and(|only| only != slot) {
                continue;
            }
            let mut products: Vec<u32> =
                self.tapes.keys().filter(|key| key.0 == slot).map(|key| key.1).collect();
            products.sort_unstable();
            for product in products {
                self.true_up_of(version, at as u16, slot, product, days)?;
            }
        }
        Ok(())
    }

    fn true_up_of(
        &mut self,
        version: u8,
        rule_at: u16,
        slot: u16,
        product: u32,
        days: Days,
    ) -> Result<(), CalculationError> {
        let period = self.calc.book.period;
        let terms = self.plan.terms(version);
        let rule = &terms.rules[usize::from(rule_at)];
        let Some(bands) = bands_of(rule) else { return Ok(()) };
        let eve = Days { start: days.start, end: period.start.yesterday().unwrap_or(Date::MIN) };
        let since = bands
            .horizon_days
            .map_or(eve.start, |days| window::back(period.end, i64::from(days)).max(eve.start));
        let volumes = &self.tapes[&(slot, product)];
        let volume = volumes.volume(Days { start: since, end: eve.end }, volumes.len());
        let until = Days { start: days.start, end: period.end };
        let (before, now) = match bands.scope {
            Scope::Rule | Scope::Product => {
                (volumes.value(eve, volumes.len()), volumes.value(until, volumes.len()))
            }
            scope => {
                let at = self.wide_tape(bands.measure, scope);
                let tape = &self.wide[at].1;
                (tape.value(eve, tape.len()), tape.value(until, tape.len()))
            }
        };
        let partner = self.calc.book.partner(self.partner);
        let Ok(scaled) = bounds::scaled(bands, terms.prorate, partner, days) else { return Ok(()) };
        let earns = |value| {
            calculators::effective(bands, calculators::band_at(&scaled, value), &scaled)
                .map_err(|_| TOO_LARGE)
        };
        let jump = whole::jump(earns(before)?, earns(now)?, volume).map_err(|_| TOO_LARGE)?;
        if let Some(jump) = jump {
            self.out.true_ups.push(TrueUp { version, rule: rule_at, volume, before, now, exact: jump.exact });
        }
        Ok(())
    }

    /// What rules with bands have measured at the end of the period, for those that were used in it.
    fn measure(&mut self) -> Result<(), CalculationError> {
        let mut used: Vec<(u8, u16, u32, u32)> = Vec::new();
        for line in self.out.lines.iter().rev() {
            let sale = self.calc.book.sale(line.sale);
            let rule = &self.plan.terms(line.version).rules[usize::from(line.rule)];
            let Some(bands) = bands_of(rule).filter(|bands| bands.window != Window::Sale) else { continue };
            let product = if bands.scope == Scope::Product { sale.product } else { 0 };
            let is_new = used.iter().all(|known| (known.1, known.2) != (line.rule, product));
            if is_new {
                used.push((line.version, line.rule, product, line.sale));
            }
        }
        used.sort_unstable();
        let end = self.calc.book.period.end;
        for (version, rule, product, at) in used {
            let terms = self.plan.terms(version);
            let Some(bands) = bands_of(&terms.rules[usize::from(rule)]) else { continue };
            let Ok(days) = self.around(bands, end) else { continue };
            let slot = self.plan.versions[usize::from(version)].slots[usize::from(rule)];
            let sale = self.calc.book.sale(at);
            let (tape, _) = self.tape(slot, bands, sale);
            let (value, volume) = (tape.value(days, tape.len()), tape.volume(days, tape.len()));
            self.out.measured.push(Measured { version, rule, product, value, volume });
        }
        Ok(())
    }
}

/// Rules that take a sale; mostly one.
type Rules = Vec<u16>;

fn too_large(sale: &SaleFact) -> CalculationError {
    CalculationError::TooLarge { sale: Some(sale.id) }
}

/// Whether a return came too late to take anything back.
pub fn judge_late(terms: &Terms, sale: &SaleFact) -> Result<(), UnpaidReason> {
    let (Some(original), Some(days)) = (sale.original(), terms.clawback.within_days) else { return Ok(()) };
    let until = original.happened_on.saturating_add(jiff::Span::new().days(i64::from(days).min(4_000_000)));
    if sale.happened_on > until { Err(UnpaidReason::TooLateToTakeBack { until }) } else { Ok(()) }
}

/// The converted base of a sale under a rule, less what a recurring rule no longer covers.
pub(crate) fn base_of(
    terms: &Terms,
    rule: &Rule,
    sale: &SaleFact,
    exchange: &Exchange,
) -> Result<Result<i64, MoneyError>, Missing> {
    let base = sale.base(rule.base, terms.vat)?;
    Ok(exchange.of(base).and_then(|base| covered(rule, sale, base)))
}

/// The part of a base whose days lie inside the months of a recurring rule.
pub(crate) fn covered(rule: &Rule, sale: &SaleFact, base: i64) -> Result<i64, MoneyError> {
    let Some(Recurring::Months { months, count: RecurringCount::Covered }) = rule.recurring else {
        return Ok(base);
    };
    let first = sale.more.as_ref().and_then(|more| more.first_sold_on);
    let (Some((from, until)), Some(first)) = (covers_of(sale), first) else { return Ok(base) };
    let end = recurring_end(first, months).yesterday().unwrap_or(Date::MAX);
    if end >= until {
        return Ok(base);
    }
    let inside = if end < from { 0 } else { window::length(from, end) };
    let share = Rate::new(inside, window::length(from, until)).map_err(|_| MoneyError::Overflow)?;
    Exact::product(base, share).round(RoundingMode::HalfAwayFromZero)
}

/// What a rule earns on a sale: on what was sold, or as a share of what the original earned.
pub(crate) fn earned_on(
    terms: &Terms,
    rule: &Rule,
    sale: &SaleFact,
    bands: &[crate::Band],
    sold: &Sold,
    counted: Counted,
    exchange: &Exchange,
) -> Result<Result<Earned, MoneyError>, Missing> {
    let Some(original) = sale.original().filter(|_| mirrors(rule)) else {
        return Ok(calculators::earn(rule, bands, sold, counted));
    };
    let base = original.base(rule.base, terms.vat)?;
    let earn = || {
        let base = exchange.of(base).and_then(|base| covered(rule, sale, base))?;
        let adds = original_adds(terms, rule, original, exchange)?;
        let sold = Sold { base, quantity: original.quantity, is_return: false, adds };
        let earned = calculators::earn(rule, bands, &sold, counted)?;
        let returned = sale.amount.saturating_abs();
        taken_back::earn(earned, original, returned, sale.happened_on, terms.clawback, terms.rounding.mode)
    };
    Ok(earn())
}

/// What a sale adds to a measure that adds up; nothing where a part of it is not known.
pub(crate) fn measure_of(
    measure: Measure,
    sale: &SaleFact,
    terms: &Terms,
    exchange: &Exchange,
) -> Option<i64> {
    match measure {
        Measure::Amount(base) => exchange.of(sale.base(base, terms.vat).ok()?).ok(),
        Measure::Attainment => exchange.of(sale.base(Base::Gross, None).ok()?).ok(),
        Measure::Quantity => Some(sale.quantity),
        Measure::Count | Measure::Customers => Some(i64::from(count_of(sale))),
    }
}

/// What the original of a return had added to the measure of the rule's bands.
fn original_adds(
    terms: &Terms,
    rule: &Rule,
    original: &crate::Original,
    exchange: &Exchange,
) -> Result<i64, MoneyError> {
    match bands_of(rule).map(|bands| bands.measure) {
        Some(Measure::Amount(base)) => exchange.of(original.base(base, terms.vat).unwrap_or(0)),
        Some(Measure::Attainment) => exchange.of(original.amount),
        Some(Measure::Quantity) => Ok(original.quantity),
        Some(Measure::Count | Measure::Customers) => Ok(1),
        None => Ok(0),
    }
}
