//! `cargo xtask fuzz`: random and damaged input for the reading of terms files and expert conditions.

use crate::run::{cache, cargo, step};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Stdio;
use std::time::{SystemTime, UNIX_EPOCH};

/// How long to fuzz, and where to begin.
pub struct Wish {
    minutes: u64,
    seed: u64,
}

impl Wish {
    /// Reads the words after `fuzz`; without a seed the clock gives one.
    pub fn parse(words: &[&str]) -> Result<Wish> {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs());
        let mut wish = Wish { minutes: 10, seed: clock };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let number = |value: Option<&&str>| -> Result<u64> {
                value.and_then(|value| value.parse().ok()).with_context(|| format!("{word} wants a number"))
            };
            match *word {
                "--minutes" => wish.minutes = number(words.next())?,
                "--seed" => wish.seed = number(words.next())?,
                other => bail!("fuzz knows no {other}; `cargo xtask help` says what it knows"),
            }
        }
        Ok(wish)
    }
}

/// Fuzzes in a process of its own, which may die; an error says that something was found.
pub fn fuzz(wish: &Wish) -> Result<()> {
    let scratch = cache()?.join(format!("fuzz-input-{}", std::process::id()));
    step("build", cargo(["build", "--quiet", "--package", "terms", "--example", "fuzz"]))?;
    let mut command = cargo(["run", "--quiet", "--package", "terms", "--example", "fuzz", "--"]);
    command.args([wish.minutes.to_string(), wish.seed.to_string()]).arg(&scratch);
    let status = command.stdin(Stdio::null()).status().context("cannot start the fuzzing process")?;
    let last = fs::read_to_string(&scratch).unwrap_or_default();
    // Left behind it would only be litter.
    let _ = fs::remove_file(&scratch);
    let again = format!("`cargo xtask fuzz --seed {}` tries the same again", wish.seed);
    match status.code() {
        Some(0) => Ok(()),
        Some(1 | 3) => bail!("something was found; {again}"),
        _ => bail!("the process died ({status}) on\n  {last}\n{again}"),
    }
}
