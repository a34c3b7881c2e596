//! Bands: what they measure, and what they earn.

use super::days::{Days, plus_days, prorated, window, window_before};
use super::fraction::Q;
use super::sale::{adds, counts, measured};
use super::{Ctx, Reason, Taken};
use terms::{BandMode, Bands, Earns, Measure, Prorate, Rule, SaleFact, Scope, StackHow, Terms, Window};

/// A sale before a rule with bands, and the sales the rules have taken: before it, and altogether.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub ctx: &'a Ctx<'a>,
    pub terms: &'a Terms,
    pub rule: &'a Rule,
    pub bands: &'a Bands,
    pub sale: &'a SaleFact,
    pub base: i64,
    pub before: &'a [Taken<'a>],
    pub all: &'a [Taken<'a>],
}

fn number(earns: Earns) -> Q {
    match earns {
        Earns::Percent(rate) => Q::of(rate),
        Earns::Fixed(sum) => Q::whole(sum),
    }
}

/// Whether the bands earn shares of the base rather than sums; a multiplied base pay stays what it is.
fn is_percent(bands: &Bands) -> bool {
    let earns = match bands.stack {
        Some(stack) if stack.how == StackHow::Multiply => stack.onto,
        _ => bands.bands[0].earns,
    };
    matches!(earns, Earns::Percent(_))
}

/// What each band earns, its base pay included.
fn earnings(bands: &Bands) -> Vec<Q> {
    let of_band = bands.bands.iter().map(|band| number(band.earns));
    match bands.stack {
        None => of_band.collect(),
        Some(stack) if stack.how == StackHow::Add => {
            of_band.map(|earns| number(stack.onto) + earns).collect()
        }
        Some(stack) => of_band.map(|earns| number(stack.onto) * (Q::ONE + earns)).collect(),
    }
}

/// The ends of all bands but the last in the window.
fn ends(ctx: &Ctx, terms: &Terms, bands: &Bands, days: Days) -> Result<Vec<i64>, Reason> {
    if bands.measure == Measure::Attainment && ctx.partner().target.is_none() {
        return Err(Reason::Missing);
    }
    let mut ends = Vec::new();
    for end in bands.bands.iter().filter_map(|band| band.up_to) {
        let end = match bands.measure {
            Measure::Attainment => {
                let target = ctx.partner().target.ok_or(Reason::Missing)?;
                (Q::whole(target) * Q::whole(end) / Q::whole(1_000_000)).nearest()
            }
            _ => end,
        };
        let shrinks = matches!(terms.prorate, Prorate::Thresholds | Prorate::Both);
        ends.push(if shrinks { prorated(ctx, bands.window, days, end) } else { end });
    }
    Ok(ends)
}

fn band_of(ends: &[i64], value: i64) -> usize {
    ends.iter().position(|end| value < *end).unwrap_or(ends.len())
}

/// What everything from zero to the value earns, each part at its own band; the first goes on below zero.
fn slabs(ends: &[i64], earnings: &[Q], value: i64) -> Q {
    let (mut sum, mut low) = (Q::ZERO, 0);
    for (end, earns) in ends.iter().zip(earnings) {
        if value < *end {
            return sum + Q::whole(value - low) * *earns;
        }
        sum = sum + Q::whole(end - low) * *earns;
        low = *end;
    }
    sum + Q::whole(value - low) * earnings[ends.len()]
}

/// The same where the rate grows evenly from that of the band to that of the next.
fn slopes(ends: &[i64], rates: &[Q], value: i64) -> Q {
    if value < 0 {
        return Q::whole(value) * rates[0];
    }
    let (mut sum, mut low) = (Q::ZERO, 0);
    for (at, end) in ends.iter().enumerate() {
        let way = Q::whole(value.min(*end) - low);
        if *end > low {
            let growth = (rates[at + 1] - rates[at]) / Q::whole(end - low);
            sum = sum + way * rates[at] + growth * way * way / Q::whole(2);
        }
        if value < *end {
            return sum;
        }
        low = *end;
    }
    sum + Q::whole(value - low) * rates[ends.len()]
}

/// The rate that the slope has come to.
fn slope_at(ends: &[i64], rates: &[Q], value: i64) -> Q {
    let at = band_of(ends, value);
    let low = if at == 0 { 0 } else { ends[at - 1] };
    if value < 0 || at == ends.len() {
        return rates[at];
    }
    rates[at] + (rates[at + 1] - rates[at]) * Q::whole(value - low) / Q::whole(ends[at] - low)
}

impl<'a> Question<'a> {
    /// The sales of the scope, of whatever day.
    fn scope(&self, taken: &[Taken<'a>]) -> Vec<&'a SaleFact> {
        let ctx = self.ctx;
        let of_rule = taken.iter().filter(|taken| taken.rule == self.rule.name).map(|taken| taken.sale);
        let downline = |depth: usize| {
            let near = |sale: &&SaleFact| ctx.distance(ctx.who, sale).is_some_and(|far| far <= depth);
            ctx.book.sales().iter().filter(near).filter(|sale| ctx.is_known(sale)).collect()
        };
        match self.bands.scope {
            Scope::Rule => of_rule.collect(),
            Scope::Product => of_rule.filter(|sale| sale.product == self.sale.product).collect(),
            Scope::Own => downline(0),
            Scope::Group => downline(1),
            Scope::Subtree => downline(usize::MAX),
        }
    }

    /// What the scope measures within some days, all sales of them together.
    fn whole_value(&self, days: Days) -> i64 {
        let sales = self.scope(self.all);
        measured(self.ctx, sales.into_iter().filter(|sale| days.holds(sale.happened_on)), self.bands.measure)
    }

    /// What the scope had measured before the sale, and what with it.
    fn values(&self, days: Days) -> (i64, i64) {
        let sum = |sales: &[&SaleFact]| measured(self.ctx, sales.iter().copied(), self.bands.measure);
        let mut sales = self.scope(self.before);
        sales.retain(|sale| days.holds(sale.happened_on) && self.ctx.precedes(sale, self.sale));
        if self.bands.window == Window::Sale {
            sales.clear();
        }
        let before = sum(&sales);
        sales.push(self.sale);
        (before, sum(&sales))
    }

    /// How many times a fixed sum is paid where a band pays for whole sales.
    fn times(&self) -> i64 {
        match self.bands.measure {
            Measure::Quantity => self.sale.quantity,
            _ if self.sale.is_return() => -1,
            _ => 1,
        }
    }

    /// What the band at `value` pays for the whole sale.
    fn at(&self, ends: &[i64], value: i64, times: i64) -> Q {
        self.by(band_of(ends, value), times)
    }

    fn by(&self, band: usize, times: i64) -> Q {
        let each = if is_percent(self.bands) { self.base } else { times };
        earnings(self.bands)[band] * Q::whole(each)
    }

    /// What the rule pays for the sale.
    pub fn answer(&self) -> Result<Q, Reason> {
        let (ctx, bands) = (self.ctx, self.bands);
        adds(ctx, self.sale, bands.measure)?;
        let days = window(ctx, bands.window, self.sale.happened_on)?;
        let ends = ends(ctx, self.terms, bands, days)?;
        let (before, after) = self.values(days);
        let earns = earnings(bands);
        Ok(match bands.mode {
            BandMode::Marginal if !is_percent(bands) => {
                slabs(&ends, &earns, after) - slabs(&ends, &earns, before)
            }
            BandMode::Marginal if before == after => self.at(&ends, before, 1),
            BandMode::Interpolated if before == after => {
                Q::whole(self.base) * slope_at(&ends, &earns, before)
            }
            BandMode::Marginal | BandMode::Interpolated => {
                let earned = if bands.mode == BandMode::Marginal { slabs } else { slopes };
                let sum = earned(&ends, &earns, after) - earned(&ends, &earns, before);
                sum * Q::whole(self.base) / Q::whole(after - before)
            }
            BandMode::Whole => self.whole(&ends, days, before, after)?,
            BandMode::Reached => self.reached(days)?,
            BandMode::Before => self.at(&ends, before, self.times()),
            BandMode::Including => self.at(&ends, after, self.times()),
            BandMode::Previous => self.previous(days)?,
        })
    }

    fn whole(&self, ends: &[i64], days: Days, before: i64, after: i64) -> Result<Q, Reason> {
        let earns = earnings(self.bands);
        let (reached, until_now) = (earns[band_of(ends, after)], earns[band_of(ends, before)]);
        let own =
            if is_percent(self.bands) { self.base } else { adds(self.ctx, self.sale, self.bands.measure)? };
        let mut moved = 0;
        if self.bands.window != Window::Sale {
            let oldest =
                self.bands.horizon_days.map(|back| plus_days(self.sale.happened_on, -i64::from(back)));
            let reach = |taken: &&Taken| {
                let day = taken.sale.happened_on;
                days.holds(day) && oldest.is_none_or(|oldest| day >= oldest)
            };
            moved = self.volume(self.before.iter().filter(reach));
        }
        Ok(reached * Q::whole(own) + (reached - until_now) * Q::whole(moved))
    }

    /// What the rule pays for in these of its sales.
    fn volume<'t>(&self, taken: impl Iterator<Item = &'t Taken<'a>>) -> i64
    where
        'a: 't,
    {
        taken
            .filter(|taken| taken.rule == self.rule.name)
            .filter(|taken| self.bands.scope != Scope::Product || taken.sale.product == self.sale.product)
            .map(|taken| match (is_percent(self.bands), self.bands.measure) {
                (true, _) => taken.base,
                (false, Measure::Quantity) => taken.sale.quantity,
                (false, _) => counts(taken.sale),
            })
            .sum()
    }

    /// The value at the end of the window, or of the period where that comes first.
    fn final_value(&self, days: Days) -> i64 {
        let end = self.ctx.book.period.end;
        self.whole_value(Days { last: days.last.min(end), ..days })
    }

    fn reached(&self, days: Days) -> Result<Q, Reason> {
        let ends = ends(self.ctx, self.terms, self.bands, days)?;
        let times =
            if self.bands.measure == Measure::Quantity { self.sale.quantity } else { counts(self.sale) };
        Ok(self.at(&ends, self.final_value(days), times))
    }

    fn previous(&self, days: Days) -> Result<Q, Reason> {
        let earlier = window_before(self.ctx, self.bands.window, days)?;
        let value = earlier.map_or(0, |days| self.whole_value(days));
        let ends = ends(self.ctx, self.terms, self.bands, earlier.unwrap_or(days))?;
        Ok(self.at(&ends, value, self.times()))
    }

    /// What the sale pays at the band that its original had when it was taken, or else at the one to begin from now.
    pub fn answer_as(&self, original: i64, now: &SaleFact) -> Result<Q, Reason> {
        adds(self.ctx, self.sale, self.bands.measure)?;
        let same = |taken: &Taken| taken.rule == self.rule.name && taken.sale.id == original;
        let (sale, before) = match self.before.iter().position(same) {
            Some(at) => (self.before[at].sale, &self.before[..at]),
            None => (now, self.before),
        };
        let days = window(self.ctx, self.bands.window, sale.happened_on)?;
        let of_original = window(self.ctx, self.bands.window, self.sale.happened_on)?;
        let ends = ends(self.ctx, self.terms, self.bands, of_original)?;
        let then = Question { sale, before, ..*self };
        let (value_before, value_after) = then.values(days);
        let was_taken = self.before.iter().any(same);
        let value =
            if self.bands.mode == BandMode::Including && was_taken { value_after } else { value_before };
        Ok(self.at(&ends, value, self.times()))
    }

    /// What sales of earlier periods of the window get by the band reached now: their volume, and the sum.
    ///
    /// The question's sale only names the product.
    pub fn true_up(&self) -> Option<(i64, Q)> {
        let (ctx, bands, period) = (self.ctx, self.bands, self.ctx.book.period);
        let eve = plus_days(period.start, -1);
        let days = window(ctx, bands.window, period.start).ok()?;
        let until_eve = Days { last: eve, ..days };
        if days.first >= period.start {
            return None;
        }
        let ends = ends(ctx, self.terms, bands, days).ok()?;
        let oldest = bands.horizon_days.map(|back| plus_days(period.end, -i64::from(back)));
        let volume = self.volume(self.all.iter().filter(|taken| {
            let day = taken.sale.happened_on;
            days.holds(day) && day < period.start && oldest.is_none_or(|oldest| day >= oldest)
        }));
        let earns = earnings(bands);
        let (now, then) = (self.final_value(days), self.whole_value(until_eve));
        Some((volume, (earns[band_of(&ends, now)] - earns[band_of(&ends, then)]) * Q::whole(volume)))
    }
}

#[test]
fn slabs_and_slopes_meet_at_the_ends_of_bands() {
    let rates = [Q::new(1, 10), Q::new(2, 10), Q::new(4, 10)];
    let ends = [100, 200];
    assert_eq!(slabs(&ends, &rates, 250), Q::whole(10 + 20 + 20));
    assert_eq!(slabs(&ends, &rates, -50), Q::whole(-5));
    assert_eq!(slopes(&ends, &rates, 200), Q::whole(15 + 30));
    assert_eq!(slopes(&ends, &rates, 250), Q::whole(15 + 30 + 20));
    assert_eq!(slopes(&ends, &rates, -50), Q::whole(-5));
    assert_eq!(slope_at(&ends, &rates, 150), Q::new(3, 10));
    assert_eq!(slope_at(&ends, &rates, 200), Q::new(4, 10));
    assert_eq!(slope_at(&ends, &rates, 50), Q::new(15, 100));
}
