//! What a program costs: seconds on the clock, seconds of the processor, memory at the peak.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The kernel counts processor time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// A program that has ended.
#[derive(Clone, Debug)]
pub struct Ran {
    pub wall: f64,
    /// Of the program and all it started and waited for, in user and kernel mode.
    pub cpu: f64,
    /// Resident memory at its highest.
    pub peak_mb: u64,
    /// The exit code; nothing when a signal ended it.
    pub code: Option<i32>,
    pub out: String,
}

/// Runs a program to its end. What it complains of goes to our own stderr.
pub fn run(command: &mut Command) -> Result<Ran> {
    let cpu = children_cpu()?;
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut pipe = child.stdout.take().context("a pipe was asked for")?;
    let reader = thread::spawn(move || {
        let mut out = String::new();
        pipe.read_to_string(&mut out).map(|_| out)
    });
    let mut peak_kb = 0;
    let status = loop {
        peak_kb =
            fs::read_to_string(&status_file).ok().and_then(|text| peak(&text)).unwrap_or(0).max(peak_kb);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let wall = began.elapsed().as_secs_f64();
    let out = reader.join().map_err(|_| anyhow::anyhow!("the reader of an output broke down"))??;
    Ok(Ran { wall, cpu: children_cpu()? - cpu, peak_mb: peak_kb / 1024, code: status.code(), out })
}

/// Processor seconds of all children that have ended and were waited for.
fn children_cpu() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("cannot read processor times")?;
    ticks(&stat).map(|ticks| ticks as f64 / TICKS_A_SECOND).context("/proc/self/stat has another shape")
}

/// Fields 16 and 17: user and kernel time of children; the name in field 2 may hold anything but ends with `)`.
fn ticks(stat: &str) -> Option<u64> {
    let after_name = stat.rsplit_once(')')?.1;
    let mut fields = after_name.split_ascii_whitespace().skip(13);
    let mut next = || fields.next().and_then(|field| field.parse::<u64>().ok());
    Some(next()? + next()?)
}

fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// The load of this machine, as the kernel says it.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_ascii_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

/// The middle one; of an even number the mean of the two in the middle. Nothing of nothing.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        count if count % 2 == 1 => Some(numbers[middle]),
        _ => Some((numbers[middle - 1] + numbers[middle]) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_measured_and_heard() {
        let ran = run(
            Command::new("sh").args(["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo $i"])
        );
        let ran = ran.unwrap();
        assert_eq!((ran.code, ran.out.trim()), (Some(0), "200000"));
        assert!(ran.cpu > 0.0 && ran.wall > 0.0, "{ran:?}");
    }

    #[test]
    fn the_name_of_a_process_may_hold_anything() {
        let stat = "12 (a) b) S 1 12 12 0 -1 4194560 1 2 3 4 5 6 70 8 20 0 1 0 9";
        assert_eq!(ticks(stat), Some(78));
        assert_eq!(peak("Name:\tx\nVmHWM:\t  2048 kB\n"), Some(2048));
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median([]), None);
    }
}
