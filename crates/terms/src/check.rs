//! What is wrong or doubtful in terms, found before anybody is paid by them.

use crate::{Band, Bonus, BonusPay, Clause, Field, Pay, Place, Rule, Terms, Test, Upline, When};
use money::{Money, Rate};
use std::collections::{BTreeMap, HashSet};
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
}

/// What is wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// A name is empty.
    NoName,
    /// Two rules, or two bonuses, have the same name.
    SameName {
        /// The name.
        name: String,
    },
    /// The terms pay nothing at all.
    PaysNothing,
    /// No sale can reach the rule or upline, because an earlier one takes the same or everything.
    Unreachable {
        /// The name of the earlier one.
        by: String,
    },
    /// A rule by bands has no band.
    NoBands,
    /// A band does not end above the one before it.
    BandsNotAscending,
    /// A band without an end is not the last one.
    OpenBandNotLast,
    /// The last band has an end, so turnover above it would earn nothing.
    LastBandNotOpen {
        /// Where it ends.
        up_to: Money,
    },
    /// A rate is below zero.
    NegativeRate,
    /// A rate is above 100 %.
    RateOverHundred {
        /// The rate.
        rate: Rate,
    },
    /// A rule gives nothing.
    ZeroPay,
    /// A fixed sum is below zero.
    NegativeSum,
    /// A sum is in another currency than the terms.
    OtherCurrency {
        /// The sum.
        sum: Money,
    },
    /// A level of the network is zero; levels count from one.
    LevelZero,
    /// All levels of the network together pay more than the sale.
    UplinesOverHundred {
        /// The rates of all levels together.
        total: Rate,
    },
    /// The dearest rule and all levels of the network together pay more than the sale.
    TotalOverHundred {
        /// The rates together.
        total: Rate,
    },
    /// A target is not above zero, so every partner reaches it.
    TargetNotPositive,
    /// A range is empty, so its condition never holds.
    EmptyRange {
        /// The field.
        field: Field,
    },
    /// A list has no value, so its condition never holds or always does.
    EmptyList {
        /// The field; nothing for a group.
        field: Option<Field>,
    },
    /// A test does not fit what the field holds.
    TestDoesNotFit {
        /// The field.
        field: Field,
    },
}

/// Everything wrong or doubtful in the terms, in the order of the document.
pub fn check(terms: &Terms) -> Vec<Finding> {
    let mut checking = Checking { terms, findings: Vec::new() };
    checking.document();
    for (at, rule) in terms.rules.iter().enumerate() {
        checking.rule(at, rule);
    }
    for (at, upline) in terms.uplines.iter().enumerate() {
        checking.upline(at, upline);
    }
    for (at, bonus) in terms.bonuses.iter().enumerate() {
        checking.bonus(at, bonus);
    }
    checking.totals();
    checking.findings
}

struct Checking<'a> {
    terms: &'a Terms,
    findings: Vec<Finding>,
}

impl Checking<'_> {
    fn error(&mut self, at: Place, kind: FindingKind) {
        self.findings.push(Finding { severity: Severity::Error, at, kind });
    }

    fn warning(&mut self, at: Place, kind: FindingKind) {
        self.findings.push(Finding { severity: Severity::Warning, at, kind });
    }

    fn document(&mut self) {
        let terms = self.terms;
        if terms.name.trim().is_empty() {
            self.error(Place::Document, FindingKind::NoName);
        }
        if terms.rules.is_empty() && terms.uplines.is_empty() && terms.bonuses.is_empty() {
            self.warning(Place::Document, FindingKind::PaysNothing);
        }
        let rules = terms.rules.iter().enumerate().map(|(at, rule)| (Place::Rule(at), rule.name.as_str()));
        self.names(rules.collect());
        let bonuses =
            terms.bonuses.iter().enumerate().map(|(at, bonus)| (Place::Bonus(at), bonus.name.as_str()));
        self.names(bonuses.collect());
    }

    fn names(&mut self, names: Vec<(Place, &str)>) {
        let mut seen = HashSet::new();
        for (at, name) in names {
            if name.trim().is_empty() {
                self.error(at, FindingKind::NoName);
            } else if !seen.insert(name) {
                self.error(at, FindingKind::SameName { name: name.to_string() });
            }
        }
    }

    fn rule(&mut self, at: usize, rule: &Rule) {
        let place = Place::Rule(at);
        self.condition(place, &rule.when);
        let earlier = &self.terms.rules[..at];
        if let Some(by) = earlier.iter().find(|earlier| takes_all(&earlier.when, &rule.when)) {
            self.warning(place, FindingKind::Unreachable { by: by.shown().to_string() });
        }
        match &rule.pay {
            Pay::Percent(rate) => self.rate(place, *rate),
            Pay::Fixed { amount, .. } => self.sum(place, *amount),
            Pay::Bands(bands) => self.bands(at, bands),
        }
    }

    fn bands(&mut self, rule: usize, bands: &[Band]) {
        let Some(last) = bands.last() else { return self.error(Place::Rule(rule), FindingKind::NoBands) };
        let mut reached = 0_i64;
        for (at, band) in bands.iter().enumerate() {
            let place = Place::Band(rule, at);
            if band.rate.is_negative() {
                self.error(place, FindingKind::NegativeRate);
            } else if band.rate > Rate::ONE {
                self.warning(place, FindingKind::RateOverHundred { rate: band.rate });
            }
            match band.up_to {
                None if at + 1 < bands.len() => self.error(place, FindingKind::OpenBandNotLast),
                None => {}
                Some(bound) => {
                    self.currency(place, bound);
                    if bound.minor <= reached {
                        self.error(place, FindingKind::BandsNotAscending);
                    }
                    reached = reached.max(bound.minor);
                }
            }
        }
        if let Some(up_to) = last.up_to {
            self.error(Place::Band(rule, bands.len() - 1), FindingKind::LastBandNotOpen { up_to });
        }
    }

    fn upline(&mut self, at: usize, upline: &Upline) {
        let place = Place::Upline(at);
        self.condition(place, &upline.when);
        self.rate(place, upline.rate);
        if upline.level == 0 {
            self.error(place, FindingKind::LevelZero);
        }
        let takes =
            |earlier: &Upline| earlier.level == upline.level && takes_all(&earlier.when, &upline.when);
        if let Some(by) = self.terms.uplines[..at].iter().position(takes) {
            self.warning(place, FindingKind::Unreachable { by: format!("upline {}", by + 1) });
        }
    }

    fn bonus(&mut self, at: usize, bonus: &Bonus) {
        let place = Place::Bonus(at);
        self.condition(place, &bonus.when);
        self.currency(place, bonus.turnover_from);
        if bonus.turnover_from.minor <= 0 {
            self.error(place, FindingKind::TargetNotPositive);
        }
        match bonus.pay {
            BonusPay::Fixed(sum) => self.sum(place, sum),
            BonusPay::Percent(rate) => self.rate(place, rate),
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

    fn currency(&mut self, at: Place, sum: Money) {
        if sum.currency != self.terms.currency {
            self.error(at, FindingKind::OtherCurrency { sum });
        }
    }

    fn condition(&mut self, at: Place, when: &When) {
        for clause in &when.clauses {
            match clause {
                Clause::Field { field, test } => self.test(at, *field, test),
                Clause::Not(group) => self.group(at, group),
                Clause::Any(groups) => {
                    if groups.is_empty() {
                        self.error(at, FindingKind::EmptyList { field: None });
                    }
                    groups.iter().for_each(|group| self.group(at, group));
                }
            }
        }
    }

    /// A group inside a condition must say something.
    fn group(&mut self, at: Place, group: &When) {
        if group.is_always() {
            self.error(at, FindingKind::EmptyList { field: None });
        }
        self.condition(at, group);
    }

    fn test(&mut self, at: Place, field: Field, test: &Test) {
        if !test.fits(field.kind()) {
            self.error(at, FindingKind::TestDoesNotFit { field });
        }
        if let Test::Amount { from, below } = test {
            from.iter().chain(below).for_each(|sum| self.currency(at, *sum));
        }
        if test.says_nothing() {
            self.error(at, FindingKind::EmptyList { field: Some(field) });
        } else if test.never_passes() {
            self.error(at, FindingKind::EmptyRange { field });
        }
    }

    /// What a sale can cost at most: the dearest rate of the rules and of each level.
    fn totals(&mut self) {
        let mut levels: BTreeMap<u8, Rate> = BTreeMap::new();
        for upline in &self.terms.uplines {
            let dearest = levels.entry(upline.level).or_insert(Rate::ZERO);
            *dearest = (*dearest).max(upline.rate);
        }
        let Some(uplines) = levels.values().try_fold(Rate::ZERO, |sum, rate| sum.checked_add(*rate)) else {
            return;
        };
        if uplines > Rate::ONE {
            return self.error(Place::Document, FindingKind::UplinesOverHundred { total: uplines });
        }
        let direct = self.terms.rules.iter().map(dearest_rate).max().unwrap_or(Rate::ZERO);
        match uplines.checked_add(direct) {
            Some(total) if total > Rate::ONE && direct <= Rate::ONE => {
                self.warning(Place::Document, FindingKind::TotalOverHundred { total });
            }
            _ => {}
        }
    }
}

/// Whether every sale that `later` takes is taken by `earlier` already.
fn takes_all(earlier: &When, later: &When) -> bool {
    earlier.is_always() || earlier.clauses.iter().all(|clause| later.clauses.contains(clause))
}

fn dearest_rate(rule: &Rule) -> Rate {
    match &rule.pay {
        Pay::Percent(rate) => *rate,
        Pay::Fixed { .. } => Rate::ZERO,
        Pay::Bands(bands) => bands.iter().map(|band| band.rate).max().unwrap_or(Rate::ZERO),
    }
}

impl FindingKind {
    /// The last words of the key of its sentence in the locale files: `terms-finding-<key>`.
    pub fn key(&self) -> &'static str {
        match self {
            FindingKind::NoName => "no-name",
            FindingKind::SameName { .. } => "same-name",
            FindingKind::PaysNothing => "pays-nothing",
            FindingKind::Unreachable { .. } => "unreachable",
            FindingKind::NoBands => "no-bands",
            FindingKind::BandsNotAscending => "bands-not-ascending",
            FindingKind::OpenBandNotLast => "open-band-not-last",
            FindingKind::LastBandNotOpen { .. } => "last-band-not-open",
            FindingKind::NegativeRate => "negative-rate",
            FindingKind::RateOverHundred { .. } => "rate-over-hundred",
            FindingKind::ZeroPay => "zero-pay",
            FindingKind::NegativeSum => "negative-sum",
            FindingKind::OtherCurrency { .. } => "other-currency",
            FindingKind::LevelZero => "level-zero",
            FindingKind::UplinesOverHundred { .. } => "uplines-over-hundred",
            FindingKind::TotalOverHundred { .. } => "total-over-hundred",
            FindingKind::TargetNotPositive => "target-not-positive",
            FindingKind::EmptyRange { .. } => "empty-range",
            FindingKind::EmptyList { .. } => "empty-list",
            FindingKind::TestDoesNotFit { .. } => "test-does-not-fit",
        }
    }

    /// The one thing its sentence names, as `{ $what }`; empty where it names nothing.
    pub fn what(&self) -> String {
        match self {
            FindingKind::SameName { name } => name.clone(),
            FindingKind::Unreachable { by } => by.clone(),
            FindingKind::LastBandNotOpen { up_to: sum } | FindingKind::OtherCurrency { sum } => {
                sum.to_string()
            }
            FindingKind::RateOverHundred { rate }
            | FindingKind::UplinesOverHundred { total: rate }
            | FindingKind::TotalOverHundred { total: rate } => rate.percent_text(),
            FindingKind::EmptyRange { field } | FindingKind::TestDoesNotFit { field } => field.to_string(),
            FindingKind::EmptyList { field } => field.map(|field| field.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    }
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
            Place::Bonus(at) => write!(f, "bonus {}", at + 1),
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.what();
        match self {
            FindingKind::NoName => f.write_str("the name is empty"),
            FindingKind::SameName { .. } => write!(f, "the name `{what}` is used twice"),
            FindingKind::PaysNothing => f.write_str("nothing is paid: there is no rule, upline or bonus"),
            FindingKind::Unreachable { .. } => {
                write!(f, "never reached: `{what}` before it takes the same sales")
            }
            FindingKind::NoBands => f.write_str("there is no band"),
            FindingKind::BandsNotAscending => f.write_str("it must end above the band before it"),
            FindingKind::OpenBandNotLast => f.write_str("only the last band may have no end"),
            FindingKind::LastBandNotOpen { .. } => write!(f, "turnover above {what} would earn nothing"),
            FindingKind::NegativeRate => f.write_str("a rate cannot be below zero"),
            FindingKind::RateOverHundred { .. } => write!(f, "{what} % is more than the sale itself"),
            FindingKind::ZeroPay => f.write_str("it pays nothing"),
            FindingKind::NegativeSum => f.write_str("a sum cannot be below zero"),
            FindingKind::OtherCurrency { .. } => write!(f, "{what} is not in the currency of the terms"),
            FindingKind::LevelZero => f.write_str("levels count from 1, the direct downline"),
            FindingKind::UplinesOverHundred { .. } => write!(f, "all levels together pay {what} % of a sale"),
            FindingKind::TotalOverHundred { .. } => {
                write!(f, "rules and levels together pay {what} % of a sale")
            }
            FindingKind::TargetNotPositive => f.write_str("the target must be above zero"),
            FindingKind::EmptyRange { .. } => write!(f, "the range of `{what}` is empty"),
            FindingKind::EmptyList { field: Some(_) } => write!(f, "`{what}` has no value to compare with"),
            FindingKind::EmptyList { field: None } => f.write_str("a group of conditions is empty"),
            FindingKind::TestDoesNotFit { .. } => write!(f, "the test does not fit the field `{what}`"),
        }
    }
}
