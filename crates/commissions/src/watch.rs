//! How long the steps of a close take, told in the log (`ARTEL_LOG=commissions=debug`).

use std::fs;
use std::time::Instant;

/// Tells of every step how long it took on the clock, and on the processor where the system says so.
pub struct Watch {
    since: Instant,
    worked: Option<u64>,
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
        let cpu_ms = now.zip(self.worked).map(|(now, before)| now.saturating_sub(before) / 1_000_000);
        tracing::debug!(ms = self.since.elapsed().as_millis() as u64, cpu_ms, "{step}");
        (self.since, self.worked) = (Instant::now(), now);
    }
}

/// What all threads of this process have worked, in nanoseconds.
fn worked() -> Option<u64> {
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return None;
    }
    let threads = fs::read_dir("/proc/self/task").ok()?.flatten();
    let stats = threads.map(|thread| fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default());
    Some(stats.filter_map(|stat| stat.split_whitespace().next()?.parse::<u64>().ok()).sum())
}
