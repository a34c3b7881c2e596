//! The terms file: reading it with every problem at once, and writing its canonical form.

mod conditions;
mod keep;
mod problem;
mod read;
mod table;
mod words;
mod write;

pub use keep::keep_comments;
pub use problem::{Position, Problem, ProblemKind};
pub use words::Word;

use crate::{CaseOutcome, Finding, FindingKind, Place, Severity, Terms, check, run_cases};
use std::collections::BTreeMap;

/// A file that could be read, with what its check found and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The terms.
    pub terms: Terms,
    /// What is wrong or doubtful, each with its place in the file. To what [`check`] finds it adds what only the file
    /// can tell, that it says nothing of rounding, and the worked examples that do not come out.
    pub findings: Vec<(Position, Finding)>,
}

impl Terms {
    /// Reads a terms file; all problems come at once, in the order of the file.
    pub fn parse(text: &str) -> Result<Terms, Vec<Problem>> {
        read::read(text).map(|file| file.terms)
    }

    /// Writes the canonical file, which reads back as the same terms. What equals its default is left out.
    pub fn to_text(&self) -> String {
        write::write(self)
    }
}

/// Reads a terms file and checks what it says.
pub fn check_file(text: &str) -> Result<Checked, Vec<Problem>> {
    let file = read::read(text)?;
    let mut findings = Vec::new();
    if !file.declares_rounding {
        findings.push(Finding::rounding_not_declared(&file.terms));
    }
    findings.extend(check(&file.terms));
    findings.extend(failed_cases(&file.terms));
    let starts: Vec<usize> =
        findings.iter().map(|finding| file.places.get(&finding.at).copied().unwrap_or(0)).collect();
    let positions = table::positions(text, &starts);
    Ok(Checked { terms: file.terms, findings: positions.into_iter().zip(findings).collect() })
}

/// Worked examples that do not come to what is written.
fn failed_cases(terms: &Terms) -> Vec<Finding> {
    let failed = run_cases(terms).into_iter().filter(|outcome| !outcome.holds());
    let finding = |outcome: CaseOutcome| {
        let kind = match outcome.found {
            Ok(found) => FindingKind::CaseFails { expected: outcome.expected, found },
            Err(_) => FindingKind::CaseTooLarge,
        };
        Finding::new(Severity::Error, Place::Case(outcome.case), kind)
    };
    failed.map(finding).collect()
}

/// Where the places of a document begin in its file, in bytes.
type Places = BTreeMap<Place, usize>;
