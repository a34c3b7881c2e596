//! What is wrong or doubtful in terms.

use crate::{Place, Terms};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Such terms must not be paid by.
    Error,
    /// A person should look at it.
    Warning,
}

/// Something wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How serious it is.
    pub severity: Severity,
    /// Where it is.
    pub at: Place,
}

/// Everything wrong or doubtful in the terms, in the order of the document.
pub fn check(_terms: &Terms) -> Vec<Finding> {
    Vec::new()
}
