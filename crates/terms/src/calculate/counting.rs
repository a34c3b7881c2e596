//! What the sales that rules take add up to, and which value chooses a band.

use super::CalculationError;
use super::bounds;
use super::direct::{No, Run, TOO_LARGE, Taking, TrueUp, too_large};
use super::earning::{base_of, bounds_days, known_measure_of, measure_of, mirrored};
use super::plan::{bands_of, is_wide};
use super::standing::Bounds;
use super::tape::{Tape, count_of};
use super::window::{self, Days};
use crate::calculators::{self, Counted, Sold, Volume, whole};
use crate::pay::{BandMode, Bands, Measure, Scope, Window};
use crate::{Measured, Missing, Original, SaleFact};
use jiff::civil::Date;

impl Run<'_, '_> {
    /// What had been counted before a sale, and what the sale adds.
    pub(super) fn counted(&mut self, of: &Taking<'_>, base: i64) -> Result<(Counted, Sold), No> {
        let mut sold = Sold::of(of.sale, base);
        let Some(bands) = bands_of(of.rule) else { return Ok((Counted::default(), sold)) };
        if let Some(original) = mirrored(of.rule, of.sale) {
            let before = self.chose_original(of, bands, original).map_err(|what| of.missing(what))?;
            return Ok((Counted { before, moved: 0 }, sold));
        }
        let adds = measure_of(bands.measure, of.sale, of.terms, of.exchange);
        let adds = adds.map_err(|what| of.missing(what))?.map_err(|_| of.large())?;
        let days = self.around(bands, of.sale.happened_on).map_err(|what| of.missing(what))?;
        if bands.mode == BandMode::Reached {
            // Only a measure over all sales is known before the rules have taken theirs.
            let before = if is_wide(bands.scope) { self.reached(of, bands, days) } else { 0 };
            return Ok((Counted { before, moved: 0 }, sold));
        }
        let (period, joined) = (of.terms.period, self.joined());
        let (tape, place) = self.tape(of, bands);
        sold.adds = tape.adds(days, place, of.sale, adds);
        let mut counted = Counted { before: tape.value(days, place), moved: 0 };
        match bands.mode {
            BandMode::Whole => {
                let since = bands.horizon_days.map_or(days.start, |horizon| {
                    window::back(of.sale.happened_on, i64::from(horizon)).max(days.start)
                });
                counted.moved = tape.volume(Days { start: since, end: days.end }, place);
            }
            BandMode::Previous => {
                let earlier = window::before(bands.window, days, period, joined);
                counted.before = earlier.map_or(0, |days| tape.value(days, tape.len()));
            }
            // How many customers a sale adds cannot be found again from the sale alone.
            _ if bands.measure == Measure::Customers => counted.moved = sold.adds,
            _ => {}
        }
        Ok((counted, sold))
    }

    /// The value that chose the band of the original of a return, or what would choose it now where the book does not
    /// hold the original.
    fn chose_original(
        &mut self,
        of: &Taking<'_>,
        bands: &Bands,
        original: &Original,
    ) -> Result<i64, Missing> {
        if bands.window == Window::Sale {
            return Ok(0);
        }
        if bands.mode == BandMode::Previous {
            let days = self.around(bands, original.happened_on)?;
            let earlier = window::before(bands.window, days, of.terms.period, self.joined());
            let (tape, _) = self.tape(of, bands);
            return Ok(earlier.map_or(0, |days| tape.value(days, tape.len())));
        }
        let days = self.around(bands, of.sale.happened_on)?;
        let slot = self.plan.slot(of.version, of.rule_at);
        if let Some(value) = self.chose.get(&(original.id, slot)) {
            return Ok(*value);
        }
        let (tape, place) = self.tape(of, bands);
        Ok(tape.value(days, place))
    }

    /// Notes what chooses the band of a sale, for returns of it.
    fn note_choice(&mut self, of: &Taking<'_>) -> Result<(), CalculationError> {
        let Some(bands) = bands_of(of.rule) else { return Ok(()) };
        let by_sale = matches!(bands.mode, BandMode::Before | BandMode::Including);
        if !by_sale || bands.window == Window::Sale || of.sale.is_return() {
            return Ok(());
        }
        let Ok(days) = self.around(bands, of.sale.happened_on) else { return Ok(()) };
        let adds = known_measure_of(bands.measure, of.sale, of.terms, of.exchange);
        let adds = adds.map_err(|_| too_large(of.sale))?;
        let slot = self.plan.slot(of.version, of.rule_at);
        let (tape, place) = self.tape(of, bands);
        let before = tape.value(days, place);
        let value = match bands.mode {
            BandMode::Including => before.checked_add(tape.adds(days, place, of.sale, adds)),
            _ => Some(before),
        };
        self.chose.insert((of.sale.id, slot), value.ok_or(too_large(of.sale))?);
        Ok(())
    }

    pub(super) fn joined(&self) -> Option<Date> {
        self.calc.book.partner(self.partner).joined_on
    }

    pub(super) fn around(&self, bands: &Bands, day: Date) -> Result<Days, Missing> {
        window::around(bands.window, day, self.calc.book.period.kind, self.joined())
    }

    /// The bands of a rule with bounds as they count for the partner.
    pub(super) fn bounds<'t>(&self, of: &Taking<'t>) -> Result<Bounds<'t>, Missing> {
        let Some(bands) = bands_of(of.rule) else { return Ok(Bounds::Borrowed(&[])) };
        let days = bounds_days(of.rule, bands, of.sale, self.calc.book.period.kind, self.joined())?;
        bounds::scaled(bands, of.terms.prorate, self.calc.book.partner(self.partner), days)
    }

    /// The tape that bands read, and how many of its entries come before the sale.
    fn tape(&mut self, of: &Taking<'_>, bands: &Bands) -> (&Tape, usize) {
        if is_wide(bands.scope) {
            let at = self.wide_tape(bands.measure, bands.scope);
            let tape = &self.wide[at].1;
            return (tape, tape.place(self.calc.book, of.sale));
        }
        let tape = self.own_tape(of.version, of.rule_at, of.sale.product);
        (tape, tape.len())
    }

    /// The tape of what a rule takes.
    fn own_tape(&mut self, version: u8, rule: u16, product: u32) -> &Tape {
        let counter = self.plan.versions[usize::from(version)].counters[usize::from(rule)].unwrap_or(0);
        let of = &self.plan.counters[usize::from(counter)];
        if of.by_product {
            self.of_products.entry((counter, product)).or_insert_with(|| Tape::new(of.measure))
        } else {
            &self.tapes[usize::from(counter)]
        }
    }

    fn wide_tape(&mut self, measure: Measure, scope: Scope) -> usize {
        if let Some(at) = self.wide.iter().position(|(key, _)| *key == (measure, scope)) {
            return at;
        }
        let tape = self.calc.scope_tape(self.partner, measure, scope, None).unwrap_or_else(|error| {
            self.broken.get_or_insert(error);
            Tape::new(measure)
        });
        self.wide.push(((measure, scope), tape));
        self.wide.len() - 1
    }

    /// Counts a sale under the rule that took it.
    pub(super) fn count(&mut self, of: &Taking<'_>) -> Result<(), CalculationError> {
        self.note_choice(of)?;
        let plan = self.plan;
        let slot = plan.slot(of.version, of.rule_at);
        for at in &plan.slots[usize::from(slot)].counters {
            let counter = &plan.counters[usize::from(*at)];
            let adds = known_measure_of(counter.measure, of.sale, of.terms, of.exchange);
            let adds = adds.map_err(|_| too_large(of.sale))?;
            let volume = match counter.volume {
                Volume::Base => base_of(of.terms, of.rule, of.sale, of.exchange).unwrap_or(Ok(0)),
                Volume::Quantity => Ok(of.sale.quantity),
                Volume::Count => Ok(i64::from(count_of(of.sale))),
            };
            let volume = volume.map_err(|_| too_large(of.sale))?;
            let tape = if counter.by_product {
                let key = (*at, of.sale.product);
                self.of_products.entry(key).or_insert_with(|| Tape::new(counter.measure))
            } else {
                &mut self.tapes[usize::from(*at)]
            };
            tape.push(of.sale.happened_on, adds, volume, (of.at, of.sale)).ok_or(too_large(of.sale))?;
        }
        Ok(())
    }

    /// Pays by the bands that were reached at the end of each window.
    pub(super) fn fill_reached(&mut self) -> Result<(), CalculationError> {
        let mut lines = std::mem::take(&mut self.out.lines);
        for line in &mut lines {
            let terms = self.plan.terms(line.version);
            let rule = &terms.rules[usize::from(line.rule)];
            let Some(bands) = bands_of(rule).filter(|bands| bands.mode == BandMode::Reached) else {
                continue;
            };
            let sale = self.calc.book.sale(line.sale);
            let large = |_| too_large(sale);
            let exchange = &super::Exchange::NONE;
            let of = Taking {
                at: line.sale,
                version: line.version,
                rule_at: line.rule,
                terms,
                rule,
                sale,
                exchange,
            };
            let days = self.around(bands, sale.happened_on).map_err(|_| too_large(sale))?;
            let value = self.reached(&of, bands, days);
            let scaled = self.bounds(&of).map_err(|_| too_large(sale))?;
            let counted = Counted { before: value, moved: 0 };
            let sold = Sold::of(sale, line.base);
            line.before = value;
            line.exact = calculators::earn(rule, &scaled, &sold, counted).map_err(large)?.exact;
        }
        self.out.lines = lines;
        Ok(())
    }

    /// What the window of a sale has measured at its end, or so far.
    fn reached(&mut self, of: &Taking<'_>, bands: &Bands, days: Days) -> i64 {
        if bands.measure != Measure::Customers {
            let (tape, _) = self.tape(of, bands);
            return tape.value(days, tape.len());
        }
        // Customers are counted one by one, so their number is kept.
        let product = if bands.scope == Scope::Product { of.sale.product } else { 0 };
        let key = (of.version, of.rule_at, product, days);
        if let Some((_, value)) = self.reached.iter().rev().find(|(known, _)| *known == key) {
            return *value;
        }
        let (tape, _) = self.tape(of, bands);
        let value = tape.value(days, tape.len());
        self.reached.push((key, value));
        value
    }

    /// What earlier periods of a window earn more or less at the band reached now.
    pub(super) fn true_up(&mut self) -> Result<(), CalculationError> {
        let period = self.calc.book.period;
        let Some(version) = self.plan.at(period.end) else { return Ok(()) };
        let terms = self.plan.terms(version);
        for (at, rule) in terms.rules.iter().enumerate() {
            let at = at as u16;
            let Some(bands) = bands_of(rule).filter(|bands| bands.mode == BandMode::Reached) else {
                continue;
            };
            // The window that was already open when the period began; one that begins inside it owes nothing to earlier
            // periods.
            let Ok(days) = self.around(bands, period.start) else { continue };
            let is_left_out = self.only.is_some_and(|only| only != self.plan.slot(version, at));
            if days.start >= period.start || is_left_out {
                continue;
            }
            for product in self.products_of(version, at) {
                self.true_up_of(version, at, bands, product, days)?;
            }
        }
        Ok(())
    }

    /// The products that a rule counts each for itself, in the order of their first sales, or one that stands for all.
    fn products_of(&self, version: u8, rule: u16) -> Vec<u32> {
        let counter = self.plan.versions[usize::from(version)].counters[usize::from(rule)].unwrap_or(0);
        if !self.plan.counters[usize::from(counter)].by_product {
            return vec![0];
        }
        let tapes = self.of_products.iter().filter(|((of, _), _)| *of == counter);
        let mut products: Vec<(Option<u32>, u32)> =
            tapes.map(|((_, product), tape)| (tape.first(), *product)).collect();
        products.sort_unstable();
        products.into_iter().map(|(_, product)| product).collect()
    }

    fn true_up_of(
        &mut self,
        version: u8,
        rule: u16,
        bands: &Bands,
        product: u32,
        days: Days,
    ) -> Result<(), CalculationError> {
        let period = self.calc.book.period;
        let eve = Days { start: days.start, end: period.start.yesterday().unwrap_or(Date::MIN) };
        let since = bands
            .horizon_days
            .map_or(eve.start, |days| window::back(period.end, i64::from(days)).max(eve.start));
        let volumes = self.own_tape(version, rule, product);
        let volume = volumes.volume(Days { start: since, end: eve.end }, volumes.len());
        let tape = if is_wide(bands.scope) {
            let at = self.wide_tape(bands.measure, bands.scope);
            &self.wide[at].1
        } else {
            self.own_tape(version, rule, product)
        };
        let (before, now) = (tape.value(eve, tape.len()), tape.value(days, tape.len()));
        let prorate = self.plan.terms(version).prorate;
        let partner = self.calc.book.partner(self.partner);
        let Ok(scaled) = bounds::scaled(bands, prorate, partner, days) else { return Ok(()) };
        let at = |value| calculators::band_at(&scaled, value);
        let jump = whole::jump(bands, &scaled, (at(before), at(now)), volume).map_err(|_| TOO_LARGE)?;
        if let Some(jump) = jump {
            self.out.true_ups.push(TrueUp { version, rule, volume, before, now, exact: jump.exact });
        }
        Ok(())
    }

    /// What rules with bands have measured at the end of the period, for those that were used in it: by the last
    /// version that used each.
    pub(super) fn measure(&mut self) {
        let mut used: Vec<(u8, u16, u32, u32)> = Vec::new();
        let mut known: rustc_hash::FxHashSet<(u16, u32)> = rustc_hash::FxHashSet::default();
        let mut last = None;
        for line in self.out.lines.iter().rev() {
            let rule = &self.plan.terms(line.version).rules[usize::from(line.rule)];
            let Some(bands) = bands_of(rule).filter(|bands| bands.window != Window::Sale) else { continue };
            let by_product = bands.scope == Scope::Product;
            let product = if by_product { self.calc.book.sale(line.sale).product } else { 0 };
            let key = (self.plan.slot(line.version, line.rule), product);
            if last != Some(key) && known.insert(key) {
                used.push((line.version, line.rule, product, line.sale));
            }
            last = Some(key);
        }
        used.sort_unstable();
        let end = self.calc.book.period.end;
        for (version, rule, product, at) in used {
            let Some(bands) = bands_of(&self.plan.terms(version).rules[usize::from(rule)]) else { continue };
            let Ok(days) = self.around(bands, end) else { continue };
            let sale: &SaleFact = self.calc.book.sale(at);
            let own = self.own_tape(version, rule, sale.product);
            let (own_value, volume) = (own.value(days, own.len()), own.volume(days, own.len()));
            let value = if is_wide(bands.scope) {
                let at = self.wide_tape(bands.measure, bands.scope);
                let tape = &self.wide[at].1;
                tape.value(days, tape.len())
            } else {
                own_value
            };
            self.out.measured.push(Measured { version, rule, product, value, volume });
        }
    }
}
