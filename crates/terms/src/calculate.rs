//! The one way from terms and facts to a statement, for previews, open periods and closes alike.

use crate::calculators::{self, Earned, bonus, upline};
use crate::statement::{
    Line, LineKind, Origin, Rejection, RuleTurnover, SaleRef, Statement, TargetProgress, Unpaid, UnpaidReason,
};
use crate::{Facts, PeriodKind, Rule, SaleFact, Subject, TermsTimeline, TermsVersion};
use money::{Money, MoneyError};
use std::collections::HashSet;
use std::fmt;

/// Says why facts cannot be stated; nothing is stated in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalculationError {
    /// The facts are of another kind of period than the terms.
    OtherPeriod {
        /// What the terms count in.
        terms: PeriodKind,
        /// What the facts are of.
        facts: PeriodKind,
    },
    /// A sale happened after the end of the period.
    AfterPeriod {
        /// The id of the sale.
        sale: i64,
    },
    /// The same sale is given twice and would be paid twice.
    TwiceGiven {
        /// The id of the sale.
        sale: i64,
    },
    /// A sum does not fit into 64 bits of minor units.
    TooLarge {
        /// The id of the sale where it happened; a total has none.
        sale: Option<i64>,
    },
}

/// Computes the statement of one partner and one period.
///
/// The result does not depend on the order of `facts`: sales are taken by day, then reference, then id.
pub fn calculate(timeline: &TermsTimeline, facts: &Facts) -> Result<Statement, CalculationError> {
    let (terms, given) = (timeline.period(), facts.period.kind);
    if terms != given {
        return Err(CalculationError::OtherPeriod { terms, facts: given });
    }
    judge_input(facts)?;
    let mut run = Run { timeline, facts, lines: Vec::new(), unpaid: Vec::new(), turnovers: Vec::new() };
    let own = ordered(&facts.own, |sale| sale);
    for sale in &own {
        run.direct(sale)?;
    }
    for entry in ordered(&facts.downline, |entry| &entry.sale) {
        run.override_for(&entry.sale, entry.level)?;
    }
    let targets = run.bonuses()?;
    run.statement(targets)
}

fn judge_input(facts: &Facts) -> Result<(), CalculationError> {
    let mut seen = HashSet::with_capacity(facts.own.len() + facts.downline.len());
    let downline = facts.downline.iter().map(|entry| &entry.sale);
    for sale in facts.own.iter().chain(downline) {
        if sale.happened_on > facts.period.end {
            return Err(CalculationError::AfterPeriod { sale: sale.id });
        }
        if !seen.insert(sale.id) {
            return Err(CalculationError::TwiceGiven { sale: sale.id });
        }
    }
    Ok(())
}

fn ordered<T>(entries: &[T], sale: impl Fn(&T) -> &SaleFact) -> Vec<&T> {
    let mut ordered: Vec<&T> = entries.iter().collect();
    ordered.sort_unstable_by(|left, right| {
        let (left, right) = (sale(left), sale(right));
        (left.happened_on, &left.reference, left.id).cmp(&(right.happened_on, &right.reference, right.id))
    });
    ordered
}

struct Run<'a> {
    timeline: &'a TermsTimeline,
    facts: &'a Facts,
    lines: Vec<Line>,
    unpaid: Vec<Unpaid>,
    turnovers: Vec<RuleTurnover>,
}

impl Run<'_> {
    fn direct(&mut self, sale: &SaleFact) -> Result<(), CalculationError> {
        let (timeline, facts) = (self.timeline, self.facts);
        let version = match applicable(timeline, sale) {
            Ok(version) => version,
            Err(why) => return self.leave(sale, None, None, why),
        };
        let subject = Subject { sale, beneficiary: &facts.beneficiary };
        let (at, rule, rejected) = match first_match(&version.terms.rules, subject) {
            Ok(chosen) => chosen,
            Err(rejected) => return self.leave(sale, None, Some(version), UnpaidReason::NoRule { rejected }),
        };
        let too_large = |_| CalculationError::TooLarge { sale: Some(sale.id) };
        let counted = self.turnover_of(&rule.name);
        let earned = calculators::earn(&rule.pay, sale, counted.turnover).map_err(too_large)?;
        let turnover = counted.turnover.checked_add(sale.amount.minor);
        counted.turnover = turnover.ok_or(MoneyError::Overflow).map_err(too_large)?;
        counted.sales += 1;
        let origin = Origin::Direct { sale: reference(sale), rule: at, rejected };
        self.keep(sale, None, version, at, origin, earned)
    }

    fn override_for(&mut self, sale: &SaleFact, level: u8) -> Result<(), CalculationError> {
        let (timeline, facts) = (self.timeline, self.facts);
        let version = match applicable(timeline, sale) {
            Ok(version) => version,
            Err(why) => return self.leave(sale, Some(level), None, why),
        };
        let subject = Subject { sale, beneficiary: &facts.beneficiary };
        let (at, rejected) = match upline::choose(&version.terms.uplines, level, subject) {
            upline::Choice::Takes { upline, rejected } => (upline, rejected),
            upline::Choice::Nobody { rejected } => {
                return self.leave(sale, Some(level), Some(version), UnpaidReason::NoRule { rejected });
            }
            upline::Choice::NoLevel => {
                return self.leave(sale, Some(level), Some(version), UnpaidReason::NoLevel);
            }
        };
        let earned = upline::earn(&version.terms.uplines[usize::from(at)], sale);
        let origin = Origin::Override { sale: reference(sale), level, upline: at, rejected };
        self.keep(sale, Some(level), version, at, origin, earned)
    }

    /// Every bonus of the version in force on the last day of the period.
    fn bonuses(&mut self) -> Result<Vec<TargetProgress>, CalculationError> {
        let Some(version) = self.timeline.at(self.facts.period.end) else { return Ok(Vec::new()) };
        let currency = self.timeline.currency();
        let too_large = |_| CalculationError::TooLarge { sale: None };
        let mut targets = Vec::with_capacity(version.terms.bonuses.len());
        for (at, bonus) in version.terms.bonuses.iter().enumerate() {
            let index = u16::try_from(at).unwrap_or(u16::MAX);
            let turnover = bonus::turnover(bonus, currency, &self.facts.own, &self.facts.beneficiary);
            let turnover = turnover.map_err(too_large)?;
            let target = bonus.turnover_from;
            let earned = bonus::earn(bonus, turnover);
            targets.push(TargetProgress {
                terms: version.id,
                bonus: index,
                turnover: Money::new(turnover, currency),
                target,
                reached: earned.is_some(),
            });
            if let Some(earned) = earned {
                let origin = Origin::Bonus { bonus: index, turnover, target: target.minor };
                let line = line(version, origin, earned).map_err(too_large)?;
                self.lines.extend((line.amount != 0).then_some(line));
            }
        }
        Ok(targets)
    }

    /// Keeps the line, or the reason why there is none.
    fn keep(
        &mut self,
        sale: &SaleFact,
        level: Option<u8>,
        version: &TermsVersion,
        rule: u16,
        origin: Origin,
        earned: Earned,
    ) -> Result<(), CalculationError> {
        let line = line(version, origin, earned);
        let line = line.map_err(|_| CalculationError::TooLarge { sale: Some(sale.id) })?;
        if line.amount == 0 {
            let why = UnpaidReason::RoundsToZero { rule, exact: line.exact };
            return self.leave(sale, level, Some(version), why);
        }
        self.lines.push(line);
        Ok(())
    }

    fn leave(
        &mut self,
        sale: &SaleFact,
        level: Option<u8>,
        version: Option<&TermsVersion>,
        why: UnpaidReason,
    ) -> Result<(), CalculationError> {
        let terms = version.map(|version| version.id);
        self.unpaid.push(Unpaid { sale: reference(sale), amount: sale.amount, level, terms, why });
        Ok(())
    }

    fn turnover_of(&mut self, rule: &str) -> &mut RuleTurnover {
        let at = self.turnovers.iter().position(|counted| counted.rule == rule).unwrap_or_else(|| {
            self.turnovers.push(RuleTurnover { rule: rule.to_string(), turnover: 0, sales: 0 });
            self.turnovers.len() - 1
        });
        &mut self.turnovers[at]
    }

    fn statement(self, targets: Vec<TargetProgress>) -> Result<Statement, CalculationError> {
        let currency = self.timeline.currency();
        let too_large = |_| CalculationError::TooLarge { sale: None };
        let total_of = |kind: LineKind| {
            let amounts = self.lines.iter().filter(|line| line.kind() == kind);
            Money::sum(currency, amounts.map(|line| Money::new(line.amount, currency))).map_err(too_large)
        };
        let direct = total_of(LineKind::Direct)?;
        let overrides = total_of(LineKind::Override)?;
        let bonus = total_of(LineKind::Bonus)?;
        let own = self.facts.own.iter().map(|sale| sale.amount).filter(|amount| amount.currency == currency);
        Ok(Statement {
            period: self.facts.period,
            currency,
            turnover: Money::sum(currency, own).map_err(too_large)?,
            direct,
            overrides,
            bonus,
            total: Money::sum(currency, [direct, overrides, bonus]).map_err(too_large)?,
            lines: self.lines,
            unpaid: self.unpaid,
            targets,
            turnover_by_rule: self.turnovers,
        })
    }
}

/// The version that judges the sale, unless its currency is not that of the terms.
fn applicable<'a>(timeline: &'a TermsTimeline, sale: &SaleFact) -> Result<&'a TermsVersion, UnpaidReason> {
    let version = timeline.at(sale.judged_on()).ok_or(UnpaidReason::NoTerms)?;
    if version.terms.currency == sale.amount.currency {
        Ok(version)
    } else {
        Err(UnpaidReason::OtherCurrency)
    }
}

/// The first rule that takes the sale with those before it, or all of them when none does.
fn first_match<'a>(
    rules: &'a [Rule],
    subject: Subject<'_>,
) -> Result<(u16, &'a Rule, Vec<Rejection>), Vec<Rejection>> {
    let mut rejected = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        let index = u16::try_from(at).unwrap_or(u16::MAX);
        match rule.when.mismatch(subject) {
            None => return Ok((index, rule, rejected)),
            Some(because) => rejected.push(Rejection { rule: index, because }),
        }
    }
    Err(rejected)
}

fn line(version: &TermsVersion, origin: Origin, earned: Earned) -> Result<Line, MoneyError> {
    let rounding = version.terms.rounding.mode;
    let amount = earned.exact.round(rounding)?;
    Ok(Line {
        terms: version.id,
        origin,
        base: earned.base,
        how: earned.how,
        exact: earned.exact,
        rounding,
        amount,
    })
}

fn reference(sale: &SaleFact) -> SaleRef {
    SaleRef {
        id: sale.id,
        reference: sale.reference.clone(),
        seller: sale.seller,
        happened_on: sale.happened_on,
        refers_to: sale.refers_to.map(|original| original.id),
    }
}

impl fmt::Display for CalculationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalculationError::OtherPeriod { terms, facts } => {
                write!(f, "the terms count by {} and the facts are of a {}", terms.word(), facts.word())
            }
            CalculationError::AfterPeriod { sale } => write!(f, "sale {sale} happened after the period"),
            CalculationError::TwiceGiven { sale } => write!(f, "sale {sale} is given twice"),
            CalculationError::TooLarge { sale: Some(sale) } => {
                write!(f, "the sum of sale {sale} is too large")
            }
            CalculationError::TooLarge { sale: None } => f.write_str("a total is too large"),
        }
    }
}

impl std::error::Error for CalculationError {}
