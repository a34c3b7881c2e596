//! The terms file: reading it with every problem at once, and writing its canonical form.

mod conditions;
mod keep;
mod problem;
mod read;
mod table;
mod write;

pub use keep::keep_comments;
pub use problem::{Position, Problem, ProblemKind};

use crate::{Finding, Place, Terms, check};
use std::collections::BTreeMap;

/// A file that could be read, with what its check found and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The terms.
    pub terms: Terms,
    /// What is wrong or doubtful, each with its place in the file.
    pub findings: Vec<(Position, Finding)>,
}

impl Terms {
    /// Reads a terms file; all problems come at once, in the order of the file.
    pub fn parse(text: &str) -> Result<Terms, Vec<Problem>> {
        read::read(text).map(|(terms, _)| terms)
    }

    /// Writes the canonical file, which reads back as the same terms.
    pub fn to_text(&self) -> String {
        write::write(self)
    }
}

/// Reads a terms file and checks what it says.
pub fn check_file(text: &str) -> Result<Checked, Vec<Problem>> {
    let (terms, places) = read::read(text)?;
    let findings =
        check(&terms).into_iter().map(|finding| (position(&places, finding.at), finding)).collect();
    Ok(Checked { terms, findings })
}

/// Where the places of a document stand in its file.
type Places = BTreeMap<Place, Position>;

fn position(places: &Places, at: Place) -> Position {
    let start = Position { line: 1, column: 1 };
    places.get(&at).copied().unwrap_or(start)
}
