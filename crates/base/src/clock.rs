//! The clock: real in the program, moving by hand in tests and in the demo.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{Span, Timestamp};

/// Tells the moment. Rules never ask it; verbs pass the answer on.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The computer's own clock.
    #[default]
    Real,
    /// A clock that stands still until somebody moves it; clones show the same time.
    Moving(Arc<AtomicI64>),
}

impl Clock {
    /// Makes a clock that stands at `start` until it is moved.
    pub fn moving(start: Timestamp) -> Self {
        Self::Moving(Arc::new(AtomicI64::new(start.as_microsecond())))
    }

    /// Returns the present moment, cut to microseconds as the database keeps it.
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::Real => Timestamp::now().as_microsecond(),
            Self::Moving(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
    }

    /// Moves a moving clock to `moment`; a real clock cannot be moved and stays.
    pub fn set(&self, moment: Timestamp) {
        if let Self::Moving(at) = self {
            at.store(moment.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// Moves a moving clock forward by `span` (hours and smaller units).
    pub fn advance(&self, span: Span) {
        if let Ok(later) = self.now().checked_add(span) {
            self.set(later);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    #[test]
    fn a_moving_clock_stands_until_it_is_moved() {
        let clock = Clock::moving("2026-03-01T09:00:00Z".parse().unwrap());
        let seen_elsewhere = clock.clone();
        clock.advance(2.hours());
        assert_eq!(seen_elsewhere.now().to_string(), "2026-03-01T11:00:00Z");
    }
}
