//! `cargo xtask test`: everything that must hold before a change lands.

use crate::postgres::Server;
use crate::run::{announce, answer, cargo, report, step};
use crate::tools::Tools;
use anyhow::{Context, Result, bail};
use std::env;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

/// What the caller wants tested.
#[derive(Default)]
pub struct Wish {
    /// Only what needs nothing but Rust.
    pub quick: bool,
    /// Only tests whose name contains this.
    pub filter: Option<String>,
}

impl Wish {
    /// Reads the words after `test`.
    pub fn parse(words: &[&str]) -> Result<Wish> {
        let mut wish = Wish::default();
        for word in words {
            match *word {
                "--quick" => wish.quick = true,
                flag if flag.starts_with('-') => {
                    bail!("test knows no {flag}; `cargo xtask help` says what it knows")
                }
                filter if wish.filter.is_none() => wish.filter = Some(filter.to_owned()),
                more => bail!("one filter is enough, {more} is one more"),
            }
        }
        Ok(wish)
    }
}

/// Runs the checks and tests; an error says what failed.
pub fn test(wish: Wish) -> Result<()> {
    let began = Instant::now();
    println!("{}", plan(&wish));
    let tools = if wish.quick { None } else { Some(Tools::ready()?) };
    if wish.filter.is_none() {
        step("formatting", cargo(["fmt", "--all", "--check"]))?;
        if !wish.quick {
            step("clippy", cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
        }
    }
    let runner = Runner::find();
    step("build the tests", runner.command(&wish, true))?;
    let mut tests = runner.command(&wish, false);
    let _server = match &tools {
        Some(tools) => equip(&mut tests, tools)?,
        None => {
            strip(&mut tests);
            None
        }
    };
    let counts = run_tests(tests)?;
    println!("All in {:.0} s", began.elapsed().as_secs_f64());
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if !counts.well || counts.failed > 0 { bail!("the tests failed") } else { Ok(()) }
}

fn plan(wish: &Wish) -> String {
    match (&wish.filter, wish.quick) {
        (Some(filter), true) => format!("Tests named *{filter}*, without PostgreSQL and a browser."),
        (Some(filter), false) => format!("Tests named *{filter}*, on SQLite, PostgreSQL and in a browser."),
        (None, true) => "Formatting, then the tests, without PostgreSQL and a browser.".to_owned(),
        (None, false) => {
            "Formatting, clippy, then every test: unit, tidy, on SQLite, on PostgreSQL, in a browser.\n\
             Missing tools are installed where that is allowed."
                .to_owned()
        }
    }
}

/// Tells the tests where their tools are and starts a server unless the caller has named one.
fn equip(tests: &mut Command, tools: &Tools) -> Result<Option<Server>> {
    tests.envs(tools.environment());
    if env::var_os("ARTEL_TEST_POSTGRES").is_some() {
        return Ok(None);
    }
    announce("start a private PostgreSQL");
    let began = Instant::now();
    let server = Server::start(&tools.postgres)?;
    tests.env("ARTEL_TEST_POSTGRES", &server.url);
    report("start a private PostgreSQL", began.elapsed());
    Ok(Some(server))
}

/// Takes away what would make tests insist on tools that a quick run leaves out.
fn strip(tests: &mut Command) {
    let tools = ["POSTGRES", "CHROMIUM", "CHROMEDRIVER", "AXE", "PYTHON"];
    tools.iter().for_each(|tool| {
        tests.env_remove(format!("ARTEL_TEST_{tool}"));
    });
    tests.env_remove("CI");
}

/// What runs the tests: nextest where it is installed, cargo otherwise.
enum Runner {
    Nextest,
    Cargo,
}

impl Runner {
    fn find() -> Runner {
        match answer(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), &["nextest", "--version"]) {
            Some(_) => Runner::Nextest,
            None => Runner::Cargo,
        }
    }

    fn command(&self, wish: &Wish, build_only: bool) -> Command {
        let mut words = match self {
            Runner::Nextest => vec!["nextest", "run", "--workspace"],
            Runner::Cargo => vec!["test", "--workspace", "--lib", "--bins", "--tests"],
        };
        match build_only {
            true => words.push("--no-run"),
            false => words.push("--no-fail-fast"),
        }
        if std::io::stdout().is_terminal() {
            words.extend(["--color", "always"]);
        }
        if let Some(filter) = wish.filter.as_deref().filter(|_| !build_only) {
            words.push(filter);
        }
        cargo(words)
    }
}

#[derive(Default)]
struct Counts {
    well: bool,
    passed: u32,
    failed: u32,
}

/// Runs the tests, lets their output through and counts by the runner's own summaries.
fn run_tests(mut command: Command) -> Result<Counts> {
    announce("tests");
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let listening = thread::spawn(move || out.map(|out| listen(out, false)).unwrap_or_default());
    let heard = err.map(|err| listen(err, true)).unwrap_or_default();
    let also = listening.join().unwrap_or_default();
    let well = child.wait()?.success();
    report("tests", began.elapsed());
    Ok(Counts { well, passed: heard.0 + also.0, failed: heard.1 + also.1 })
}

/// Copies a stream line by line and adds up the passed and failed tests that summaries in it name.
fn listen(stream: impl Read, is_error: bool) -> (u32, u32) {
    let mut sums = (0, 0);
    for line in BufReader::new(stream).split(b'\n').map_while(|line| line.ok()) {
        let line = String::from_utf8_lossy(&line);
        if is_error {
            eprintln!("{line}")
        } else {
            println!("{line}")
        }
        let plain = without_colours(&line);
        // The captured output of a failed test, which nextest indents, may carry a summary of its own.
        if plain.starts_with("test result: ") || plain.trim_start().starts_with("Summary [") {
            sums = (sums.0 + number_before(&plain, " passed"), sums.1 + number_before(&plain, " failed"));
            sums.1 += number_before(&plain, " timed out");
        }
    }
    sums
}

fn number_before(line: &str, word: &str) -> u32 {
    let before = line.find(word).map_or("", |at| &line[..at]);
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    before[digits..].parse().unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    for (index, part) in line.split('\u{1b}').enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_and_cargo_summaries_are_counted() {
        let nextest = "     \u{1b}[32;1mSummary\u{1b}[0m [ 0.2s] \u{1b}[1m12\u{1b}[0m tests run: \u{1b}[1m11\u{1b}[0m passed, \u{1b}[1m1\u{1b}[0m failed, 3 skipped";
        let cargo = "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured\n\
             test result: ok. 5 passed; 0 failed; 0 ignored";
        assert_eq!(listen(nextest.as_bytes(), true), (11, 1));
        assert_eq!(listen(cargo.as_bytes(), false), (9, 2));
        let captured = "    test result: FAILED. 0 passed; 1 failed; 0 ignored";
        assert_eq!(listen(captured.as_bytes(), true), (0, 0));
    }

    #[test]
    fn a_wish_is_a_filter_and_a_flag_in_any_order() {
        let wish = Wish::parse(&["deals", "--quick"]).unwrap();
        assert!(wish.quick);
        assert_eq!(wish.filter.as_deref(), Some("deals"));
        assert!(Wish::parse(&["--slow"]).is_err());
    }
}
