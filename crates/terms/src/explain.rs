//! The derivation of a line as steps without a language; pages turn them into sentences.

use crate::{Bonus, Clause, Found, How, Line, Origin, Pay, Per, Rejection, Rule, SaleRef, Terms, Upline};
use jiff::civil::Date;
use money::{Exact, Money, Rate, RoundingMode};

/// One step of a derivation, in the order a person would tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The sale that earned the sum.
    Sale {
        /// The id of the sale.
        id: i64,
        /// The number people know it by.
        reference: String,
        /// The id of the partner who sold.
        seller: i64,
        /// The day it happened.
        happened_on: Date,
        /// The id of the sale it takes back.
        refers_to: Option<i64>,
        /// What it was worth.
        amount: Money,
    },
    /// The version of the terms in force.
    Terms {
        /// The id of the version.
        version: i64,
        /// What people call the terms.
        name: String,
    },
    /// A rule that was considered before and did not fit.
    Rejected {
        /// The name people read.
        title: String,
        /// The clause that failed; nothing when the terms at hand have no such clause.
        clause: Option<Clause>,
        /// What was found instead.
        found: Found,
    },
    /// The rule that took the sale.
    Rule {
        /// The short name.
        name: String,
        /// The name people read.
        title: String,
    },
    /// The level of the network that earned the sum.
    Level {
        /// How many steps below the sale was made.
        level: u8,
        /// The name people read; empty when the level says enough.
        title: String,
    },
    /// A target that was reached.
    Target {
        /// The name people read.
        title: String,
        /// The turnover that was asked for.
        target: Money,
        /// The turnover that counted.
        turnover: Money,
    },
    /// A share of the base.
    Percent {
        /// What the share is of.
        base: Money,
        /// The share.
        rate: Rate,
        /// The sum, exactly.
        exact: Exact,
    },
    /// A fixed sum.
    Fixed {
        /// The sum for one.
        amount: Money,
        /// How many times; negative for a return.
        times: Rate,
        /// What it is paid for; nothing for a bonus.
        per: Option<Per>,
    },
    /// The turnover under the rule before this sale and after it.
    Turnover {
        /// Before.
        before: Money,
        /// After.
        after: Money,
    },
    /// A part of the sale in one band.
    BandPart {
        /// The turnover where the band begins; nothing for the first one.
        band_from: Option<Money>,
        /// The turnover where the band ends; nothing for the last one.
        band_up_to: Option<Money>,
        /// How much of the sale fell into it.
        part: Money,
        /// The rate of the band.
        rate: Rate,
        /// What the part earns, exactly.
        exact: Exact,
    },
    /// The declared rounding; present only when it changes the sum.
    Rounded {
        /// The sum before.
        exact: Exact,
        /// The mode.
        mode: RoundingMode,
    },
    /// The sum of the line.
    Result {
        /// The sum.
        amount: Money,
    },
}

/// Tells how the line came about under `terms`, which must be the version the line names.
pub fn explain(line: &Line, terms: &Terms) -> Vec<Step> {
    let money = |minor| Money::new(minor, terms.currency);
    let mut steps = Vec::new();
    if let Some(sale) = line.sale() {
        steps.push(sale_step(sale, money(line.base)));
    }
    steps.push(Step::Terms { version: line.terms, name: terms.name.clone() });
    steps.extend(origin_steps(line, terms));
    steps.extend(how_steps(line, terms));
    if !line.exact.is_whole() {
        steps.push(Step::Rounded { exact: line.exact, mode: line.rounding });
    }
    steps.push(Step::Result { amount: money(line.amount) });
    steps
}

fn sale_step(sale: &SaleRef, amount: Money) -> Step {
    Step::Sale {
        id: sale.id,
        reference: sale.reference.to_string(),
        seller: sale.seller,
        happened_on: sale.happened_on,
        refers_to: sale.refers_to,
        amount,
    }
}

fn origin_steps(line: &Line, terms: &Terms) -> Vec<Step> {
    match &line.origin {
        Origin::Direct { rule, rejected, .. } => {
            let mut steps: Vec<Step> = rejected.iter().map(|entry| rejected_rule(entry, terms)).collect();
            steps.extend(
                rule_of(terms, *rule)
                    .map(|rule| Step::Rule { name: rule.name.clone(), title: rule.shown().to_string() }),
            );
            steps
        }
        Origin::Override { level, upline, rejected, .. } => {
            let mut steps: Vec<Step> = rejected.iter().map(|entry| rejected_upline(entry, terms)).collect();
            let title = upline_of(terms, *upline).map(|upline| upline.title.clone()).unwrap_or_default();
            steps.push(Step::Level { level: *level, title });
            steps
        }
        Origin::Bonus { bonus, turnover, target } => vec![Step::Target {
            title: bonus_of(terms, *bonus).map(|bonus| bonus.shown().to_string()).unwrap_or_default(),
            target: Money::new(*target, terms.currency),
            turnover: Money::new(*turnover, terms.currency),
        }],
    }
}

fn rejected_rule(entry: &Rejection, terms: &Terms) -> Step {
    let rule = rule_of(terms, entry.rule);
    rejected(entry, rule.map(|rule| (rule.shown(), &rule.when.clauses[..])))
}

fn rejected_upline(entry: &Rejection, terms: &Terms) -> Step {
    let upline = upline_of(terms, entry.rule);
    rejected(entry, upline.map(|upline| (upline.title.as_str(), &upline.when.clauses[..])))
}

fn rejected(entry: &Rejection, of: Option<(&str, &[Clause])>) -> Step {
    let (title, clauses) = of.unwrap_or_default();
    Step::Rejected {
        title: title.to_string(),
        clause: clauses.get(usize::from(entry.because.clause)).cloned(),
        found: entry.because.found.clone(),
    }
}

fn how_steps(line: &Line, terms: &Terms) -> Vec<Step> {
    let money = |minor| Money::new(minor, terms.currency);
    match &line.how {
        How::Percent { rate } => {
            vec![Step::Percent { base: money(line.base), rate: *rate, exact: line.exact }]
        }
        How::Fixed { amount, times } => {
            vec![Step::Fixed { amount: money(*amount), times: *times, per: per(line, terms) }]
        }
        How::Bands { before, parts } => {
            let after = before.saturating_add(line.base);
            let mut steps = vec![Step::Turnover { before: money(*before), after: money(after) }];
            steps.extend(parts.iter().map(|part| {
                let (band_from, band_up_to) = band_bounds(line, terms, usize::from(part.band));
                let exact = part.exact();
                Step::BandPart { band_from, band_up_to, part: money(part.part()), rate: part.rate, exact }
            }));
            steps
        }
    }
}

fn pay<'a>(line: &Line, terms: &'a Terms) -> Option<&'a Pay> {
    match line.origin {
        Origin::Direct { rule, .. } => rule_of(terms, rule).map(|rule| &rule.pay),
        _ => None,
    }
}

fn per(line: &Line, terms: &Terms) -> Option<Per> {
    match pay(line, terms) {
        Some(Pay::Fixed { per, .. }) => Some(*per),
        _ => None,
    }
}

fn band_bounds(line: &Line, terms: &Terms, band: usize) -> (Option<Money>, Option<Money>) {
    let Some(Pay::Bands(bands)) = pay(line, terms) else { return (None, None) };
    let end_of = |at: usize| bands.get(at).and_then(|band| band.up_to);
    (band.checked_sub(1).and_then(end_of), end_of(band))
}

fn rule_of(terms: &Terms, at: u16) -> Option<&Rule> {
    terms.rules.get(usize::from(at))
}

fn upline_of(terms: &Terms, at: u16) -> Option<&Upline> {
    terms.uplines.get(usize::from(at))
}

fn bonus_of(terms: &Terms, at: u16) -> Option<&Bonus> {
    terms.bonuses.get(usize::from(at))
}
