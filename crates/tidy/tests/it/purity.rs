//! Rules are pure: plain data in, verdict out; no database, network, files, waiting or clock.

use crate::house::{self, File};
use crate::tokens::begins;
use crate::{Broken, nothing};

const FOREIGN: [&str; 5] = ["sqlx", "rusqlite", "tokio_postgres", "axum", "tokio"];
const CLOCKS: [&str; 5] = ["SystemTime", "Instant", "Timestamp", "Zoned", "Utc"];
const ROOMS: [&str; 4] = ["fs", "net", "env", "process"];

/// Whether a file must be pure: rules of a slice, and all of money and terms.
fn applies(file: &File) -> bool {
    let rules = file.place.contains("/src/rules/") || file.place.ends_with("/src/rules.rs");
    file.is_program() && (rules || ["money", "terms"].contains(&file.krate()))
}

fn broken(file: &File) -> Vec<Broken> {
    let tokens = file.tokens();
    (0..tokens.len())
        .filter_map(|at| {
            let rest = &tokens[at..];
            let word = rest[0].word()?;
            let after_path = at >= 2 && tokens[at - 1].is(":") && tokens[at - 2].is(":");
            let from = begins(&rest[1..], &[":", ":"]);
            let what = match word {
                "async" | "await" => "waits".to_owned(),
                _ if FOREIGN.contains(&word) && from && !after_path => format!("reaches for `{word}`"),
                "std" if from => {
                    format!("reaches for `std::{}`", rest.get(3)?.word().filter(|room| ROOMS.contains(room))?)
                }
                _ if CLOCKS.contains(&word) && from && rest.get(3)?.is("now") => {
                    format!("reads a clock: `{word}::now`")
                }
                _ => return None,
            };
            let mend = "let the verb fetch it and hand it to the rule as an argument";
            Some(Broken::at(&file.place, rest[0].line, format!("a rule {what}"), mend))
        })
        .collect()
}

#[test]
fn rules_are_free_of_io_and_clocks() {
    nothing(house::rust().iter().filter(|file| applies(file)).flat_map(broken).collect());
}

#[test]
fn a_rule_that_reads_waits_or_looks_at_the_clock_is_found() {
    let whats = |text: &str| -> Vec<String> {
        broken(&File::new("crates/deals/src/rules/conflict.rs", text)).into_iter().map(|at| at.what).collect()
    };
    assert_eq!(whats("async fn judge() {}"), ["a rule waits"]);
    assert_eq!(whats("fn judge() { jiff::Timestamp::now(); }"), ["a rule reads a clock: `Timestamp::now`"]);
    assert_eq!(whats("use std::fs::read;"), ["a rule reaches for `std::fs`"]);
    assert_eq!(whats("use tokio_postgres::Row;"), ["a rule reaches for `tokio_postgres`"]);
    assert_eq!(whats("use std::collections::BTreeMap; fn due(today: Date) { }"), [""; 0]);
    assert!(applies(&File::new("crates/money/src/split.rs", "")));
    assert!(!applies(&File::new("crates/deals/src/register.rs", "")));
}
