//! What-if: which terms may be replayed over which periods, and how the replay compares with what was stated.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use base::access::PartnerId;
use jiff::civil::Date;
use programs::{Program, check_text};
use serde::{Deserialize, Serialize};
use terms::{Period, RecordKind, Severity, SumKey, Sums, Terms};

use super::{Refusal, judge_period};

/// The periods of one replay, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first period.
    pub from: Period,
    /// The last one.
    pub until: Period,
}

/// Periods that one replay takes at most.
const PERIODS_MAX: usize = 60;

impl Span {
    /// The periods one after another.
    pub fn periods(self) -> impl Iterator<Item = Period> {
        let first = (self.from <= self.until).then_some(self.from);
        std::iter::successors(first, move |period| (*period < self.until).then(|| period.next()))
    }
}

/// The terms of a draft, if they can be replayed over these periods of its programme.
pub fn judge_replay(program: &Program, text: &str, span: Span, today: Date) -> Result<Arc<Terms>, Refusal> {
    judge_period(program, span.from)?;
    judge_period(program, span.until)?;
    if span.from > span.until {
        return Err(Refusal::SpanReversed { from: span.from });
    }
    let last = Period::containing(today, program.period);
    if span.until > last {
        return Err(Refusal::NotBegun { last });
    }
    if span.periods().nth(PERIODS_MAX).is_some() {
        return Err(Refusal::TooManyPeriods { most: PERIODS_MAX });
    }
    let checked = check_text(text);
    let errors = checked.findings.iter().filter(|(_, finding)| finding.severity == Severity::Error).count();
    let count = checked.problems.len() + errors;
    let terms = checked.terms.filter(|_| count == 0).ok_or(Refusal::DraftHasErrors { count })?;
    if terms.currency != program.currency {
        return Err(Refusal::DraftInOtherCurrency { terms: terms.currency, program: program.currency });
    }
    if terms.period != program.period {
        return Err(Refusal::DraftInOtherPeriods { terms: terms.period, program: program.period });
    }
    Ok(Arc::new(terms))
}

/// What a partner was stated for all periods together, and what the replay gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerChange {
    /// The partner.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// What was stated, corrections included.
    pub was: i64,
    /// What the replay gives.
    pub now: i64,
}

impl PartnerChange {
    /// What the replay adds.
    pub fn change(&self) -> i64 {
        self.now.saturating_sub(self.was)
    }
}

/// One sum of a statement that the replay changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineChange {
    /// The period.
    pub period: Period,
    /// The partner.
    pub partner: PartnerId,
    /// What the sum is about.
    pub about: SumKey,
    /// What was stated.
    pub was: i64,
    /// What the replay gives.
    pub now: i64,
}

impl LineChange {
    /// What the replay adds.
    pub fn change(&self) -> i64 {
        self.now.saturating_sub(self.was)
    }
}

/// The sums of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodChange {
    /// The period.
    pub period: Period,
    /// Whether it is closed: what was stated; otherwise what the present terms come to.
    pub is_closed: bool,
    /// What was stated, corrections included.
    pub was: i64,
    /// What the replay gives.
    pub now: i64,
}

/// How many partners gain or lose how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// The smallest change of the bar; nothing where it is open.
    pub from: Option<i64>,
    /// The largest change of the bar; nothing where it is open.
    pub until: Option<i64>,
    /// How many partners.
    pub partners: i64,
}

/// How many partners gain, lose and stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those who gain.
    pub winners: i64,
    /// Those who lose.
    pub losers: i64,
    /// Those for whom nothing changes.
    pub unchanged: i64,
}

impl Counts {
    /// Counts partners by what becomes of them.
    pub fn of(partners: &[PartnerChange]) -> Counts {
        let mut counts = Counts::default();
        for partner in partners {
            match partner.change() {
                0 => counts.unchanged += 1,
                change if change > 0 => counts.winners += 1,
                _ => counts.losers += 1,
            }
        }
        counts
    }
}

/// Sums added up; a total that does not fit stays at the end of what fits.
pub fn summed(sums: &Sums) -> i64 {
    sums.values().copied().fold(0, i64::saturating_add)
}

/// Walks both maps side by side and hands on every sum that differs.
pub fn differing(was: &Sums, now: &Sums, mut each: impl FnMut(SumKey, i64, i64)) {
    let (mut left, mut right) = (was.iter().peekable(), now.iter().peekable());
    loop {
        let (about, was, now) = match (left.peek(), right.peek()) {
            (None, None) => return,
            (Some((key, was)), None) => (**key, **was, 0),
            (None, Some((key, now))) => (**key, 0, **now),
            (Some((one, was)), Some((other, now))) => match one.cmp(other) {
                std::cmp::Ordering::Less => (**one, **was, 0),
                std::cmp::Ordering::Greater => (**other, 0, **now),
                std::cmp::Ordering::Equal => (**one, **was, **now),
            },
        };
        if left.peek().is_some_and(|(key, _)| **key == about) {
            left.next();
        }
        if right.peek().is_some_and(|(key, _)| **key == about) {
            right.next();
        }
        if was != now {
            each(about, was, now);
        }
    }
}

/// The largest changes met so far, the same whatever the order they are met in.
#[derive(Clone, Debug)]
pub struct Largest {
    most: usize,
    /// The smallest of those kept stands on top.
    kept: BinaryHeap<Reverse<(u64, Reverse<LineChange>)>>,
}

impl Largest {
    /// Keeps this many.
    pub fn keeping(most: usize) -> Largest {
        Largest { most, kept: BinaryHeap::new() }
    }

    /// Keeps a change if it is among the largest.
    pub fn meet(&mut self, change: LineChange) {
        let size = change.change().unsigned_abs();
        let is_full = self.kept.len() >= self.most;
        if is_full && self.kept.peek().is_none_or(|Reverse((least, _))| size < *least) {
            return;
        }
        self.kept.push(Reverse((size, Reverse(change))));
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }

    /// Meets everything that another one kept.
    pub fn join(mut self, other: Largest) -> Largest {
        other.into_sorted().into_iter().for_each(|change| self.meet(change));
        self
    }

    /// The largest change first.
    pub fn into_sorted(self) -> Vec<LineChange> {
        let mut all = self.kept.into_vec();
        all.sort();
        all.into_iter().map(|Reverse((_, Reverse(change)))| change).collect()
    }
}

/// Bars to each side of those for whom nothing changes.
const BARS: i64 = 5;

/// Changes in bars of round width; the outermost bars hold whatever lies farther out.
pub fn bins(changes: &[i64]) -> Vec<Bin> {
    let mut sizes: Vec<u64> =
        changes.iter().filter(|change| **change != 0).map(|change| change.unsigned_abs()).collect();
    sizes.sort_unstable();
    let Some(most) = sizes.get((sizes.len() * 19 / 20).min(sizes.len().saturating_sub(1))) else {
        return vec![Bin { from: Some(0), until: Some(0), partners: count(changes.len()) }];
    };
    let width = round_up(i64::try_from(most / BARS.unsigned_abs()).unwrap_or(i64::MAX / 16).max(1));
    let mut bars = vec![0_i64; 2 * BARS as usize + 1];
    for change in changes {
        let steps = if *change == 0 { 0 } else { ((change.abs().saturating_sub(1)) / width + 1).min(BARS) };
        let at = if *change < 0 { BARS - steps } else { BARS + steps };
        bars[usize::try_from(at).unwrap_or(0)] += 1;
    }
    let first = bars.iter().position(|bar| *bar > 0).unwrap_or(0).min(BARS as usize);
    let last = bars.iter().rposition(|bar| *bar > 0).unwrap_or(0).max(BARS as usize);
    (first..=last).map(|at| bin(at as i64 - BARS, width, bars[at])).collect()
}

fn bin(step: i64, width: i64, partners: i64) -> Bin {
    let (near, far) = ((step.abs() - 1) * width + 1, step.abs() * width);
    let far = (step.abs() < BARS).then_some(far);
    match step.signum() {
        0 => Bin { from: Some(0), until: Some(0), partners },
        1 => Bin { from: Some(near), until: far, partners },
        _ => Bin { from: far.map(|far| -far), until: Some(-near), partners },
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below the value.
fn round_up(value: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for step in [1, 2, 5] {
            if power.saturating_mul(step) >= value {
                return power.saturating_mul(step);
            }
        }
        match power.checked_mul(10) {
            Some(next) => power = next,
            None => return value,
        }
    }
}

/// Under which heading of a statement a sum stands.
pub fn heading(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Direct | RecordKind::TrueUp | RecordKind::Share => "direct",
        RecordKind::Override | RecordKind::Ranked | RecordKind::Binary => "override",
        RecordKind::Bonus => "bonus",
        RecordKind::Cap | RecordKind::Budget | RecordKind::Draw => "limit",
        RecordKind::Adjustment => "adjustment",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(sale: i64) -> SumKey {
        SumKey { kind: RecordKind::Direct, sale, part: 0 }
    }

    fn line(sale: i64, was: i64, now: i64) -> LineChange {
        let period = Period::parse("2025-01").unwrap();
        LineChange { period, partner: PartnerId(1), about: key(sale), was, now }
    }

    #[test]
    fn sums_on_one_side_only_differ_from_nothing() {
        let was = Sums::from([(key(1), 5), (key(2), 7), (key(4), 9)]);
        let now = Sums::from([(key(2), 7), (key(3), 1), (key(4), 8)]);
        let mut met = Vec::new();
        differing(&was, &now, |about, was, now| met.push((about.sale, was, now)));
        assert_eq!(met, [(1, 5, 0), (3, 0, 1), (4, 9, 8)]);
    }

    #[test]
    fn the_largest_changes_are_kept_in_whatever_order_they_come() {
        let all = [line(1, 0, 5), line(2, 0, -9), line(3, 4, 4), line(4, 10, 3), line(5, 0, 5)];
        let kept = |order: &[usize]| {
            let mut largest = Largest::keeping(3);
            order.iter().for_each(|at| largest.meet(all[*at].clone()));
            largest.into_sorted().iter().map(|line| line.about.sale).collect::<Vec<_>>()
        };
        assert_eq!(kept(&[0, 1, 2, 3, 4]), [2, 4, 1]);
        assert_eq!(kept(&[4, 3, 2, 1, 0]), [2, 4, 1]);
        let mut one = Largest::keeping(3);
        one.meet(all[0].clone());
        let mut other = Largest::keeping(3);
        all[1..].iter().for_each(|line| other.meet(line.clone()));
        let joined: Vec<i64> = one.join(other).into_sorted().iter().map(|line| line.about.sale).collect();
        assert_eq!(joined, [2, 4, 1]);
    }

    #[test]
    fn bars_are_round_and_those_for_whom_nothing_changes_stand_apart() {
        let bars = bins(&[0, 0, 120, 480, -90, 500]);
        let seen: Vec<_> = bars.iter().map(|bar| (bar.from, bar.until, bar.partners)).collect();
        assert_eq!(seen[0], (Some(-100), Some(-1), 1));
        assert_eq!(seen[1], (Some(0), Some(0), 2));
        assert_eq!(seen[3], (Some(101), Some(200), 1));
        assert_eq!(seen.last(), Some(&(Some(401), None, 2)));
        assert_eq!(bins(&[0, 0, 0]), [Bin { from: Some(0), until: Some(0), partners: 3 }]);
        assert_eq!(bins(&[]), [Bin { from: Some(0), until: Some(0), partners: 0 }]);
    }

    #[test]
    fn one_very_large_change_does_not_flatten_the_others() {
        let mut changes: Vec<i64> = (1..=99).collect();
        changes.push(1_000_000);
        let bars = bins(&changes);
        assert_eq!(bars.iter().map(|bar| bar.partners).sum::<i64>(), 100);
        assert!(bars[1].until <= Some(20), "{bars:?}");
    }

    #[test]
    fn a_span_holds_both_its_ends() {
        let period = |text: &str| Period::parse(text).unwrap();
        let span = Span { from: period("2025-11"), until: period("2026-01") };
        assert_eq!(span.periods().count(), 3);
        assert_eq!(Span { from: period("2026-01"), until: period("2025-11") }.periods().count(), 0);
    }
}
