//! Which version of the terms is in force on which day.

use crate::{Finding, PeriodKind, Severity, Terms, check};
use jiff::civil::Date;
use money::Currency;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A published version and the day it comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsVersion {
    /// The first day it is in force.
    pub from: Date,
    /// The id of the version, kept on every line.
    pub id: i64,
    /// The terms themselves.
    pub terms: Arc<Terms>,
}

/// Checked versions in the order they come into force; individual terms are entries like any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsTimeline {
    versions: Vec<TermsVersion>,
}

/// The terms of everybody and of single partners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timelines {
    /// Those of the programme.
    pub common: TermsTimeline,
    /// Those of partners with terms of their own, by the partner's id.
    pub individual: BTreeMap<i64, TermsTimeline>,
}

/// Says why versions do not make a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimelineError {
    /// There is no version at all.
    Empty,
    /// A version has errors and must not be paid by.
    Broken {
        /// The id of the version.
        version: i64,
        /// What is wrong in it.
        findings: Vec<Finding>,
    },
    /// Two versions count in different currencies or periods.
    Mixed {
        /// The id of the version that differs from the first.
        version: i64,
    },
}

impl TermsTimeline {
    /// Orders the versions by their first day; of two with the same day the later in the list is in force.
    pub fn new(mut versions: Vec<TermsVersion>) -> Result<TermsTimeline, TimelineError> {
        versions.sort_by_key(|version| version.from);
        let first = versions.first().ok_or(TimelineError::Empty)?;
        let (currency, period) = (first.terms.currency, first.terms.period);
        for version in &versions {
            if version.terms.currency != currency || version.terms.period != period {
                return Err(TimelineError::Mixed { version: version.id });
            }
            let mut findings = check(&version.terms);
            findings.retain(|finding| finding.severity == Severity::Error);
            if !findings.is_empty() {
                return Err(TimelineError::Broken { version: version.id, findings });
            }
        }
        Ok(TermsTimeline { versions })
    }

    /// A timeline of one version that has always been in force.
    pub fn always(id: i64, terms: Arc<Terms>) -> Result<TermsTimeline, TimelineError> {
        TermsTimeline::new(vec![TermsVersion { from: Date::MIN, id, terms }])
    }

    /// The version in force on `date`.
    pub fn at(&self, date: Date) -> Option<&TermsVersion> {
        let after = self.versions.partition_point(|version| version.from <= date);
        after.checked_sub(1).map(|at| &self.versions[at])
    }

    /// The versions in the order they come into force.
    pub fn versions(&self) -> &[TermsVersion] {
        &self.versions
    }

    /// The version with this id.
    pub fn version(&self, id: i64) -> Option<&TermsVersion> {
        self.versions.iter().find(|version| version.id == id)
    }

    /// The one currency of all versions.
    pub fn currency(&self) -> Currency {
        self.versions[0].terms.currency
    }

    /// The one kind of period of all versions.
    pub fn period(&self) -> PeriodKind {
        self.versions[0].terms.period
    }

    /// The deepest level of the network that earns anything in any version.
    pub fn deepest_level(&self) -> u8 {
        self.versions.iter().map(|version| version.terms.deepest_level()).max().unwrap_or(0)
    }
}

impl Timelines {
    /// The same terms for everybody.
    pub fn common(timeline: TermsTimeline) -> Timelines {
        Timelines { common: timeline, individual: BTreeMap::new() }
    }

    /// The terms of one partner.
    pub fn of(&self, partner: i64) -> &TermsTimeline {
        self.individual.get(&partner).unwrap_or(&self.common)
    }

    /// Every timeline once.
    pub fn all(&self) -> impl Iterator<Item = &TermsTimeline> {
        std::iter::once(&self.common).chain(self.individual.values())
    }
}

impl fmt::Display for TimelineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TimelineError::Empty => f.write_str("no version of the terms is given"),
            TimelineError::Broken { version, findings } => {
                write!(f, "version {version} of the terms has {} errors", findings.len())
            }
            TimelineError::Mixed { version } => {
                write!(f, "version {version} of the terms has another currency or period than the first")
            }
        }
    }
}

impl std::error::Error for TimelineError {}
