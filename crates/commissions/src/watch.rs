//! How long the steps of a close take, told in the log (`ARTEL_LOG=commissions=debug`).

use std::fs;
use std::time::Instant;

/// Tells of every step how long it took on the clock, and on the processor where the system says so.
pub struct Watch {
    since: Instant,
    worked: Option<f64>,
}

impl Watch {
    /// Begins with the first step.
    pub fn start() -> Watch {
        Watch { since: Instant::now(), worked: worked() }
    }

    /// Tells that a step is done; the next one begins.
    pub fn done(&mut self, step: &str) {
        if !tracing::enabled!(tracing::Level::DEBUG) {
            return;
        }
        let now = worked();
        let cpu_ms = now.zip(self.worked).map(|(now, before)| (now - before).round());
        tracing::debug!(ms = self.since.elapsed().as_millis() as u64, cpu_ms, "{step}");
        (self.since, self.worked) = (Instant::now(), now);
    }
}

/// What all threads of this process have worked, in milliseconds.
fn worked() -> Option<f64> {
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return None;
    }
    let mut nanoseconds = 0.0;
    for thread in fs::read_dir("/proc/self/task").ok()?.flatten() {
        let stat = fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
        nanoseconds +=
            stat.split_whitespace().next().and_then(|first| first.parse::<f64>().ok()).unwrap_or_default();
    }
    Some(nanoseconds / 1e6)
}
