//! The chores of the code base: `cargo xtask help` lists them.

mod bench;
mod fuzz;
mod postgres;
mod run;
mod suite;
mod tools;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
Chores of the Artel code base.

  cargo xtask test [--quick] [FILTER]   formatting, clippy and every test, on both engines and in a browser
  cargo xtask fmt                       format the code
  cargo xtask fuzz [--minutes N] [--seed N]
                                        random and damaged terms files and conditions, 10 minutes when not said
  cargo xtask postgres                  run a private PostgreSQL for tests until Ctrl-C, print its address
  cargo xtask bench w1 [OPTIONS]        close a million sales in Artel and in a peer, in turns, and compare
  cargo xtask help                      this page

test
  --quick    only what needs nothing but Rust: formatting and the tests; those that want PostgreSQL,
             a browser, Python or axe-core are left out and say so
  FILTER     run only the tests whose name contains FILTER, without formatting and clippy

bench w1
  --size SIZE     tiny, s (a million sales, when nothing is said), m or l
  --peer PEER     duckdb (when nothing is said), postgres or none
  --rounds N      how often each of the two runs; 5 when nothing is said
  --store STORE   where our data is: sqlite (when nothing is said) or postgres
  --fresh         write and import the data anew

Environment
  CARGO_TARGET_DIR         where to build; the cache folder is used when unset
  XDG_CACHE_HOME           where the cache folder `artel` lives; ~/.cache when unset
  ARTEL_TEST_POSTGRES      URL of a server to use instead of starting a private one
  ARTEL_TEST_CHROMIUM      the browser, instead of the one found
  ARTEL_TEST_CHROMEDRIVER  its driver, instead of the one found
  ARTEL_BENCH_PYTHON       a Python with duckdb, pyarrow and numpy, instead of one made in the cache folder
  ARTEL_SHARED             the folder that holds bench/ with the scripts of the peers; ../shared when unset
";

fn main() -> ExitCode {
    match obey(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nxtask: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", rest @ ..] => suite::test(suite::Wish::parse(rest)?),
        ["bench", rest @ ..] => bench::bench(rest),
        ["fmt"] => run::step("format", run::cargo(["fmt", "--all"])),
        ["fuzz", rest @ ..] => fuzz::fuzz(&fuzz::Wish::parse(rest)?),
        ["postgres"] => postgres::serve(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no chore called {:?}; `cargo xtask help` lists them", words.join(" ")),
    }
}
