//! Caps, floors and draws, after everything is earned.

use super::budget::counts;
use super::stating::{Stating, TOO_LARGE};
use super::window;
use super::{CalculationError, Judged};
use crate::{Cap, CapOf, CapWhose, Draw, Record, RecordKind, Terms, Window};

/// The name under which the debt of a draw is carried on.
pub(crate) const DRAW: &str = "draw";

impl Stating<'_, '_> {
    /// Cuts to caps and raises to floors, in the order they are written.
    pub(super) fn caps(&mut self, version: u8, terms: &Terms) -> Result<(), CalculationError> {
        for (at, cap) in terms.caps.iter().enumerate().filter(|(_, cap)| cap.whose == CapWhose::Partner) {
            if self.concerned(terms, &cap.when) {
                self.cap(version, at as u16, cap)?;
            }
        }
        Ok(())
    }

    fn concerned(&self, terms: &Terms, when: &crate::When) -> bool {
        let standing = self.calc.standing(self.partner);
        when.holds(&Judged::of_partner(self.calc.book, terms, self.partner, standing))
    }

    fn cap(&mut self, version: u8, part: u16, cap: &Cap) -> Result<(), CalculationError> {
        let raw = self.sum_of(&cap.of)?;
        let key = self.window_key(cap);
        let used = key.as_ref().and_then(|key| self.carried.get(key)).copied().unwrap_or(0);
        let after = used.checked_add(raw).ok_or(TOO_LARGE)?;
        let blank = self.blank(RecordKind::Cap, version, part);
        if let Some(most) = cap.at_most {
            let over = |sum: i64| (sum - sum.min(most.minor)).max(0);
            let cut = over(after).saturating_sub(over(used));
            self.record_whole(Record { base: raw, before: used, ..blank }, cut.saturating_neg());
        }
        if let Some(least) = cap.at_least.filter(|least| raw < least.minor) {
            self.record_whole(Record { base: raw, ..blank }, least.minor.saturating_sub(raw));
        }
        if let Some(key) = key {
            self.out.carried.insert(key, after);
        }
        Ok(())
    }

    /// The name under which what a cap has seen is carried; nothing for a cap of the period alone.
    fn window_key(&self, cap: &Cap) -> Option<String> {
        let period = self.calc.book.period;
        let joined = self.calc.book.partner(self.partner).joined_on;
        let key = match cap.window {
            Window::Period | Window::Sale | Window::Rolling(_) => return None,
            Window::Lifetime => "all".to_string(),
            window => window::around(window, period.end, period.kind, joined).ok()?.start.to_string(),
        };
        Some(format!("cap.{}.{key}", cap.name))
    }

    fn sum_of(&self, of: &CapOf) -> Result<i64, CalculationError> {
        let counts = |record: &&Record| counts(of, record, || Some(&self.version(record.version).terms));
        let counted = self.out.records.iter().filter(counts);
        counted.map(|record| record.amount).try_fold(0_i64, i64::checked_add).ok_or(TOO_LARGE)
    }

    /// Advances what is missing to the draw, and takes back what was advanced before.
    pub(super) fn draw(&mut self, version: u8, terms: &Terms) -> Result<(), CalculationError> {
        let Some(draw) = &terms.draw else { return Ok(()) };
        let debt = self.carried.get(DRAW).copied().unwrap_or(0);
        if !self.concerned(terms, &draw.when) {
            self.keep_debt(debt);
            return Ok(());
        }
        let earned = self.sum_of(&CapOf::Total)?;
        let (amount, after) = drawn(draw, earned, debt).ok_or(TOO_LARGE)?;
        self.keep_debt(after);
        let blank = self.blank(RecordKind::Draw, version, 0);
        self.record_whole(Record { base: earned, before: debt, moved: after, ..blank }, amount);
        Ok(())
    }

    fn keep_debt(&mut self, debt: i64) {
        if debt != 0 {
            self.out.carried.insert(DRAW.to_string(), debt);
        }
    }
}

/// What a draw adds or takes, and the debt after it.
fn drawn(draw: &Draw, earned: i64, debt: i64) -> Option<(i64, i64)> {
    let short = draw.amount.minor.checked_sub(earned)?;
    if short > 0 {
        return Some((short, if draw.recoverable { debt.checked_add(short)? } else { debt }));
    }
    // What was advanced under other terms stays owed, and these take nothing back.
    let back = if draw.recoverable { debt.min(short.checked_neg()?) } else { 0 };
    Some((-back, debt - back))
}
