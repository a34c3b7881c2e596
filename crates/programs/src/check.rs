//! Checking a terms file: what cannot be read, and what would be wrong or doubtful.

use terms::{Finding, Position, Problem, Severity, Terms, check_file};

/// What a check of a text found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CheckedText {
    /// The terms, when the text could be read.
    pub terms: Option<Terms>,
    /// Why it could not be read; empty when it could.
    pub problems: Vec<Problem>,
    /// What is wrong or doubtful in the terms, with its place in the text.
    pub findings: Vec<(Position, Finding)>,
}

impl CheckedText {
    /// Whether the terms could be published as they are.
    pub fn is_publishable(&self) -> bool {
        self.terms.is_some() && !self.findings.iter().any(|(_, finding)| finding.severity == Severity::Error)
    }
}

/// Reads and checks a terms file; what the editor shows and `artel terms check` prints.
pub fn check_text(text: &str) -> CheckedText {
    match check_file(text) {
        Ok(checked) => {
            CheckedText { terms: Some(checked.terms), problems: Vec::new(), findings: checked.findings }
        }
        Err(problems) => CheckedText { problems, ..CheckedText::default() },
    }
}
