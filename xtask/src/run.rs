//! Running programs: one step at a time, named and timed.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs one step of a chore, prints its name before and its time after.
pub fn step(name: &str, mut command: Command) -> Result<()> {
    announce(name);
    let began = Instant::now();
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{name}: failed ({status})");
    }
    report(name, began.elapsed());
    Ok(())
}

/// Prints the head line of a step.
pub fn announce(name: &str) {
    println!("\n=== {name}");
}

/// Prints the time a step has taken.
pub fn report(name: &str, took: Duration) {
    println!("=== {name}: {:.1} s", took.as_secs_f64());
}

/// The cargo that runs this chore, started in the root of the workspace with a target directory outside it.
pub fn cargo<S: AsRef<OsStr>>(words: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root());
    // What cargo told this chore about its own package would make build scripts of others run anew.
    for (name, _) in env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        {
            command.env_remove(name);
        }
    }
    if env::var_os("CARGO_TARGET_DIR").is_none()
        && let Ok(cache) = cache()
    {
        command.env("CARGO_TARGET_DIR", cache.join("target"));
    }
    command
}

/// What a program prints, or nothing when it cannot be started or fails.
pub fn answer(program: impl AsRef<OsStr>, words: &[&str]) -> Option<String> {
    let output =
        Command::new(program).args(words).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The folder where this project keeps what can be built or fetched again.
pub fn cache() -> Result<PathBuf> {
    let from = |name: &str, below: &str| {
        env::var_os(name).filter(|value| !value.is_empty()).map(|value| PathBuf::from(value).join(below))
    };
    let folder = from("XDG_CACHE_HOME", "artel")
        .or_else(|| from("HOME", ".cache/artel"))
        .context("neither XDG_CACHE_HOME nor HOME says where the cache is")?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

/// The root of the workspace that this was started in, which need not be the one it was built in: clones may share a cache.
pub fn root() -> PathBuf {
    let started_in = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    started_in.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR"))).join("..")
}
