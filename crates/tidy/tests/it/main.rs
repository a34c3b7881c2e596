//! Reads the code base and keeps the promises of its design true.
//!
//! One module per promise. Each has a rule, a pure function from what was read to the broken places; a test that holds
//! the rule against the whole code base; and tests that show the rule finding a bad snippet.

mod fluent;
mod house;
mod length;
mod names;
mod order;
mod prepares;
mod purity;
mod slips;
mod sql;
mod tokens;
mod words;

/// A place where a promise is broken: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    pub place: String,
    pub line: usize,
    pub what: String,
    pub mend: String,
}

impl Broken {
    pub fn at(place: &str, line: usize, what: impl Into<String>, mend: impl Into<String>) -> Broken {
        Broken { place: place.to_owned(), line, what: what.into(), mend: mend.into() }
    }
}

/// Fails with every broken place, one a line.
#[track_caller]
pub fn nothing(mut broken: Vec<Broken>) {
    broken.sort();
    let lines: Vec<String> = broken
        .iter()
        .map(|at| format!("{}:{}: {}\n    mend: {}", at.place, at.line, at.what, at.mend))
        .collect();
    assert!(broken.is_empty(), "{} broken places:\n{}\n", lines.len(), lines.join("\n"));
}
