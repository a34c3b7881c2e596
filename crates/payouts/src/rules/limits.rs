//! How much may go out: in one line, in one batch, on one day.

use money::{Currency, Money};
use serde::{Deserialize, Serialize};

use super::Refusal;

/// What a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// One partner's payout.
    Line,
    /// A whole batch.
    Batch,
    /// Everything that is handed out on one day.
    Day,
}

impl LimitKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Line, Self::Batch, Self::Day];

    /// The word of its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Batch => "batch",
            Self::Day => "day",
        }
    }
}

/// The limits of a currency in minor units; what is not set is not limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// In one line.
    pub line: Option<i64>,
    /// In one batch.
    pub batch: Option<i64>,
    /// On one day.
    pub day: Option<i64>,
}

impl Limits {
    /// The limit of a kind.
    pub fn of(&self, kind: LimitKind) -> Option<i64> {
        match kind {
            LimitKind::Line => self.line,
            LimitKind::Batch => self.batch,
            LimitKind::Day => self.day,
        }
    }

    /// Sets the limit of a kind.
    pub fn set(&mut self, kind: LimitKind, minor: Option<i64>) {
        match kind {
            LimitKind::Line => self.line = minor,
            LimitKind::Batch => self.batch = minor,
            LimitKind::Day => self.day = minor,
        }
    }
}

/// Judges the greatest line, the whole batch and the day with it.
pub fn judge_limits(
    limits: &Limits,
    currency: Currency,
    line: i64,
    batch: i64,
    day: i64,
) -> Result<(), Refusal> {
    let asked = [(LimitKind::Line, line), (LimitKind::Batch, batch), (LimitKind::Day, day)];
    for (kind, minor) in asked {
        if let Some(limit) = limits.of(kind).filter(|limit| minor > *limit) {
            let (limit, asked) = (Money::new(limit, currency), Money::new(minor, currency));
            return Err(Refusal::OverLimit { kind, limit, asked });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_limit_goes_and_one_kopeck_more_does_not() {
        let limits = Limits { line: Some(100), batch: Some(200), day: Some(300) };
        let judged = |line, batch, day| judge_limits(&limits, Currency::RUB, line, batch, day);
        assert_eq!(judged(100, 200, 300), Ok(()));
        let over = |refused| match refused {
            Err(Refusal::OverLimit { kind, .. }) => kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(over(judged(101, 200, 300)), LimitKind::Line);
        assert_eq!(over(judged(100, 201, 300)), LimitKind::Batch);
        assert_eq!(over(judged(100, 200, 301)), LimitKind::Day);
        assert_eq!(judge_limits(&Limits::default(), Currency::RUB, i64::MAX, i64::MAX, i64::MAX), Ok(()));
    }
}
