//! What is wrong or doubtful in terms, found before anybody is paid by them.

mod bands;
mod bonuses;
mod cliffs;
mod conditions;
mod cost;
mod implies;
mod kind;
mod limits;
mod network;
mod rules;
mod told;

pub use kind::FindingKind;
pub use told::{Example, Told};

use crate::{Field, Owner, Place, Terms};
use money::{Currency, Money, Rate};
use std::collections::HashSet;
use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Probably not what was meant; publishing is possible.
    Warning,
    /// Must not be published.
    Error,
}

/// One thing wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub at: Place,
    /// What it is.
    pub kind: FindingKind,
    /// A case that shows it, where numbers say more than words.
    pub example: Option<Example>,
}

impl Finding {
    /// A finding without an example.
    pub fn new(severity: Severity, at: Place, kind: FindingKind) -> Finding {
        Finding { severity, at, kind, example: None }
    }

    /// The file says nothing of rounding.
    pub(crate) fn rounding_not_declared(terms: &Terms) -> Finding {
        let mut finding = Finding::new(Severity::Warning, Place::Document, FindingKind::RoundingNotDeclared);
        finding.example = cost::rounded(terms);
        finding
    }
}

/// Everything wrong or doubtful in the terms, in the order of the document: first what concerns all of it.
pub fn check(terms: &Terms) -> Vec<Finding> {
    let mut checking = Checking { terms, findings: Vec::new() };
    checking.document();
    checking.totals();
    checking.rules();
    checking.network();
    checking.splits();
    checking.bonuses();
    checking.caps();
    checking.draw();
    checking.cases();
    checking.findings
}

/// What is wrong with terms for somebody whose sales are in these currencies: no day of the exchange rate is named.
pub fn check_currencies(terms: &Terms, sold_in: impl IntoIterator<Item = Currency>) -> Option<Finding> {
    let foreign = terms.fx.is_none() && sold_in.into_iter().any(|currency| currency != terms.currency);
    foreign.then(|| Finding::new(Severity::Warning, Place::Document, FindingKind::FxNotDeclared))
}

struct Checking<'a> {
    terms: &'a Terms,
    findings: Vec<Finding>,
}

impl Checking<'_> {
    fn error(&mut self, at: Place, kind: FindingKind) {
        self.findings.push(Finding::new(Severity::Error, at, kind));
    }

    fn warning(&mut self, at: Place, kind: FindingKind) {
        self.findings.push(Finding::new(Severity::Warning, at, kind));
    }

    fn shown(&mut self, at: Place, kind: FindingKind, example: Option<Example>) {
        self.findings.push(Finding { severity: Severity::Warning, at, kind, example });
    }

    fn document(&mut self) {
        let terms = self.terms;
        if terms.name.trim().is_empty() {
            self.error(Place::Document, FindingKind::NoName);
        }
        let lists = [terms.rules.len(), terms.uplines.len(), terms.ranks.len(), terms.bonuses.len()];
        if lists.iter().all(|entries| *entries == 0) && terms.binary.is_none() && terms.draw.is_none() {
            self.warning(Place::Document, FindingKind::PaysNothing);
        }
        for share in [terms.vat, terms.margin].into_iter().flatten() {
            if share.is_negative() {
                self.error(Place::Document, FindingKind::NegativeRate);
            } else if share > Rate::ONE {
                self.warning(Place::Document, FindingKind::RateOverHundred { rate: share });
            }
        }
        if terms.fx.is_none() && terms.conditions().flat_map(|when| when.fields()).any(tells_country) {
            self.warning(Place::Document, FindingKind::FxNotDeclared);
        }
        self.names(terms.rules.iter().map(|rule| rule.name.as_str()), Place::Rule);
        self.names(terms.splits.iter().map(|split| split.role.as_str()), Place::Split);
        self.names(terms.bonuses.iter().map(|bonus| bonus.name.as_str()), Place::Bonus);
        self.names(terms.caps.iter().map(|cap| cap.name.as_str()), Place::Cap);
    }

    fn names<'n>(&mut self, names: impl Iterator<Item = &'n str>, place: fn(usize) -> Place) {
        let mut seen = HashSet::new();
        for (at, name) in names.enumerate() {
            if name.trim().is_empty() {
                self.error(place(at), FindingKind::NoName);
            } else if !seen.insert(name) {
                self.error(place(at), FindingKind::SameName { name: name.to_string() });
            }
        }
    }

    fn rate(&mut self, at: Place, rate: Rate) {
        if rate.is_negative() {
            self.error(at, FindingKind::NegativeRate);
        } else if rate.is_zero() {
            self.warning(at, FindingKind::ZeroPay);
        } else if rate > Rate::ONE {
            self.warning(at, FindingKind::RateOverHundred { rate });
        }
    }

    fn sum(&mut self, at: Place, sum: Money) {
        self.currency(at, sum);
        if sum.is_negative() {
            self.error(at, FindingKind::NegativeSum);
        } else if sum.is_zero() {
            self.warning(at, FindingKind::ZeroPay);
        }
    }

    /// The most and the least of something.
    fn limits(&mut self, at: Place, most: Option<Money>, least: Option<Money>) {
        most.into_iter().for_each(|most| self.sum(at, most));
        least.into_iter().for_each(|least| self.sum(at, least));
        if most.zip(least).is_some_and(|(most, least)| least.minor > most.minor) {
            self.error(at, FindingKind::LeastOverMost);
        }
    }

    fn currency(&mut self, at: Place, sum: Money) {
        if sum.currency != self.terms.currency {
            self.error(at, FindingKind::OtherCurrency { sum });
        }
    }
}

fn tells_country(field: Field) -> bool {
    field.name() == "country" && field.owner() != Owner::Beneficiary
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.kind)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Document => f.write_str("terms"),
            Place::Rule(at) => write!(f, "rule {}", at + 1),
            Place::Band(rule, at) => write!(f, "rule {}, band {}", rule + 1, at + 1),
            Place::Upline(at) => write!(f, "upline {}", at + 1),
            Place::Rank(at) => write!(f, "rank {}", at + 1),
            Place::Binary => f.write_str("binary"),
            Place::Network => f.write_str("network"),
            Place::Split(at) => write!(f, "split {}", at + 1),
            Place::Bonus(at) => write!(f, "bonus {}", at + 1),
            Place::Target(bonus, at) => write!(f, "bonus {}, target {}", bonus + 1, at + 1),
            Place::Cap(at) => write!(f, "cap {}", at + 1),
            Place::Draw => f.write_str("draw"),
            Place::Case(at) => write!(f, "case {}", at + 1),
        }
    }
}
