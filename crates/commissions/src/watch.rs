//! How long the steps of a close take, told in the log (`ARTEL_LOG=commissions=debug`).

use std::time::Instant;

/// Tells of every step how long it took.
pub struct Watch {
    since: Instant,
}

impl Watch {
    /// Begins with the first step.
    pub fn start() -> Watch {
        Watch { since: Instant::now() }
    }

    /// Tells that a step is done; the next one begins.
    pub fn done(&mut self, step: &str) {
        tracing::debug!(ms = self.since.elapsed().as_micros() as f64 / 1000.0, "{step}");
        self.since = Instant::now();
    }
}
