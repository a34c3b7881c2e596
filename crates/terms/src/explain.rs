//! The derivation of a line as steps without a language; pages turn them into sentences.

use crate::calculators::{BandPart, GrowingPart, How};
use crate::pay::{Band, Earns};
use crate::step::{Against, Step};
use crate::{
    Base, Bonus, Clause, Draw, Line, Measure, Origin, Pay, Per, Rejection, Rule, Terms, UplineOf, Why,
};
use money::{Exact, Money, Rate};

/// Tells how the line came about under `terms`, which must be the version the line names.
pub fn explain(line: &Line, terms: &Terms) -> Vec<Step> {
    let told = Telling { line, terms };
    let mut steps = Vec::new();
    if let Some(sale) = &line.sale {
        steps.push(Step::Sale {
            id: sale.id,
            reference: sale.reference.clone(),
            seller: sale.seller,
            happened_on: sale.happened_on,
            refers_to: sale.refers_to,
            amount: sale.amount,
        });
    }
    steps.push(Step::Terms { version: line.terms, name: terms.name.clone() });
    steps.extend(told.origin());
    steps.extend(told.base());
    steps.extend(told.how(&line.how, line.exact));
    if let Some(pot) = line.pot {
        steps.push(Step::Shared { pot: told.money(pot) });
    }
    let rounds = line.pot.is_none() && !matches!(line.how, How::TakenBack { .. });
    if rounds && line.exact != Exact::whole(line.amount) {
        let (at, mode) = (line.rounding.at, line.rounding.mode);
        steps.push(Step::Rounded { exact: line.exact, at, mode });
    }
    steps.push(Step::Result { amount: told.money(line.amount) });
    steps
}

struct Telling<'a> {
    line: &'a Line,
    terms: &'a Terms,
}

impl Telling<'_> {
    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.terms.currency)
    }

    fn origin(&self) -> Vec<Step> {
        match &self.line.origin {
            Origin::Direct { rule, rejected, outbid } => {
                let mut steps: Vec<Step> = rejected.iter().map(|entry| self.rejected_rule(entry)).collect();
                steps.extend(outbid.iter().map(|(rule, amount)| Step::Rejected {
                    title: self.rule(*rule).map(|rule| rule.shown().to_string()).unwrap_or_default(),
                    against: Against::PaysLess { amount: self.money(*amount) },
                }));
                steps.extend(self.chosen(*rule));
                steps
            }
            Origin::TrueUp { rule } => self.chosen(*rule).into_iter().collect(),
            Origin::Share { role, share, .. } => {
                vec![Step::Share { role: role.to_string(), share: *share, pot: self.money(self.line.base) }]
            }
            Origin::Override { level, upline, rejected } => {
                let mut steps: Vec<Step> = rejected.iter().map(|entry| self.rejected_upline(entry)).collect();
                let title = self.terms.uplines.get(usize::from(*upline)).map(|upline| upline.title.clone());
                steps.push(Step::Level { level: *level, title: title.unwrap_or_default() });
                steps
            }
            Origin::Ranked { level, rank, below } => {
                let named = |at: u16| {
                    let rank = self.terms.ranks.get(usize::from(at))?;
                    Some((rank.title.clone(), rank.rate))
                };
                let (title, rate) = named(*rank).unwrap_or((String::new(), Rate::ZERO));
                vec![Step::Rank { level: *level, title, rate, below: below.and_then(named) }]
            }
            Origin::Binary { left, right } => vec![Step::Legs {
                left: self.money(*left),
                right: self.money(*right),
                matched: self.money(self.line.base),
            }],
            Origin::Bonus { bonus, asked, value } => self.bonus(*bonus, *asked, *value).into_iter().collect(),
            Origin::Cap { .. } | Origin::Budget { .. } | Origin::Draw { .. } => self.limit(),
        }
    }

    fn chosen(&self, rule: u16) -> Option<Step> {
        let rule = self.rule(rule)?;
        Some(Step::Rule { name: rule.name.clone(), title: rule.shown().to_string() })
    }

    fn bonus(&self, bonus: u16, asked: i64, value: i64) -> Option<Step> {
        let bonus: &Bonus = self.terms.bonuses.get(usize::from(bonus))?;
        let measure = bonus.targets.first()?.measure;
        let title = bonus.shown().to_string();
        Some(Step::Target { title, measure, asked, value })
    }

    fn limit(&self) -> Vec<Step> {
        let line = self.line;
        match &line.origin {
            Origin::Cap { cap, used } => {
                let Some(cap) = self.terms.caps.get(usize::from(*cap)) else { return Vec::new() };
                let is_floor = line.amount > 0 && cap.at_least.is_some();
                let limit = if is_floor { cap.at_least } else { cap.at_most };
                vec![Step::Cap {
                    title: cap.shown().to_string(),
                    earned: self.money(line.base),
                    used: self.money(*used),
                    limit: limit.unwrap_or(self.money(0)),
                    is_floor,
                }]
            }
            Origin::Budget { cap, .. } => {
                let title = self.terms.caps.get(usize::from(*cap)).map(|cap| cap.shown().to_string());
                vec![Step::Budget { title: title.unwrap_or_default(), earned: self.money(line.base) }]
            }
            Origin::Draw { before, after } => {
                let amount = self.terms.draw.as_ref().map(|draw: &Draw| draw.amount);
                vec![Step::Draw {
                    amount: amount.unwrap_or(self.money(0)),
                    earned: self.money(line.base),
                    before: self.money(*before),
                    after: self.money(*after),
                }]
            }
            _ => Vec::new(),
        }
    }

    /// The exchange and the part of the sale that the pay is computed from.
    fn base(&self) -> Vec<Step> {
        let line = self.line;
        let base = match &line.origin {
            Origin::Direct { rule, .. } => self.rule(*rule).map(|rule| rule.base),
            Origin::Ranked { .. } => Some(self.terms.network.base),
            Origin::Override { upline, .. } => {
                match self.terms.uplines.get(usize::from(*upline)).map(|upline| upline.of) {
                    Some(UplineOf::Sale(base)) => Some(base),
                    Some(UplineOf::Commission) => {
                        return vec![Step::OfCommission { earned: self.money(line.base) }];
                    }
                    None => None,
                }
            }
            _ => None,
        };
        let mut steps = Vec::new();
        if let Some(base) = base.filter(|base| *base != Base::Gross) {
            steps.push(Step::Base { base, amount: self.money(line.base) });
        }
        if let Some(used) = &line.fx {
            steps.push(Step::Exchange { used: used.clone(), base: self.money(line.base) });
        }
        steps
    }

    fn how(&self, how: &How, exact: Exact) -> Vec<Step> {
        let base = self.money(self.line.base);
        match how {
            How::Percent { rate } => vec![Step::Percent { base, rate: *rate, exact }],
            How::Fixed { amount, times } => {
                vec![Step::Fixed { amount: self.money(*amount), times: *times, per: self.per() }]
            }
            How::Parts { before, parts } => {
                let mut steps = self.measured(*before, parts.last().map_or(*before, |part| part.to));
                let adds = parts.iter().map(BandPart::size).fold(0, i64::saturating_add);
                steps.extend(parts.iter().map(|part| self.part(part, adds)));
                steps
            }
            How::Whole { before, after, band, earns, jump } => {
                let mut steps = self.measured(*before, *after);
                steps.push(self.band(*after, *band, *earns));
                steps.extend(jump.map(|jump| Step::Jump { measure: self.measure(), jump }));
                steps
            }
            How::ByBand { value, band, earns } => vec![self.band(*value, *band, *earns)],
            How::Growing { before, parts } => {
                let after = parts.last().map_or(*before, |part| part.part.to);
                let mut steps = self.measured(*before, after);
                steps.extend(parts.iter().map(|part| self.growing(part)));
                steps
            }
            How::TakenBack { of, earned, before, after } => {
                let mut steps = match **of {
                    How::Percent { .. } => Vec::new(),
                    _ => self.how(of, *earned),
                };
                steps.push(Step::TakenBack { earned: *earned, before: *before, after: *after });
                steps
            }
            How::Limited { of, earned, limit } => {
                let mut steps = self.how(of, *earned);
                steps.push(Step::Limited { earned: *earned, limit: self.money(*limit) });
                steps
            }
            How::Difference { own, below } => {
                let minus = Rate::new(-below.num(), below.den()).unwrap_or(Rate::ZERO);
                let rate = own.checked_add(minus).unwrap_or(*own);
                vec![Step::Percent { base, rate, exact }]
            }
            How::Given => Vec::new(),
        }
    }

    fn measure(&self) -> Measure {
        self.line.bands(self.terms).map_or(Measure::Amount(Base::Gross), |bands| bands.measure)
    }

    fn measured(&self, before: i64, after: i64) -> Vec<Step> {
        vec![Step::Measured { measure: self.measure(), before, after }]
    }

    fn band(&self, value: i64, band: u16, earns: Earns) -> Step {
        let (from, up_to) = self.bounds(usize::from(band));
        Step::Band { measure: self.measure(), value, from, up_to, earns }
    }

    fn part(&self, part: &BandPart, adds: i64) -> Step {
        let (from, up_to) = self.bounds(usize::from(part.band));
        Step::BandPart {
            measure: self.measure(),
            from,
            up_to,
            part: part.size(),
            earns: self.earns(usize::from(part.band)),
            exact: self.line.part_exact(part, adds).unwrap_or(self.line.exact),
        }
    }

    fn growing(&self, part: &GrowingPart) -> Step {
        let at = usize::from(part.part.band);
        let count = self.line.bounds.len().max(1);
        let to = self.earns((at + 1).min(count - 1));
        Step::GrowingPart { part: part.part.size(), from: self.earns(at), to, exact: part.exact }
    }

    fn earns(&self, band: usize) -> Earns {
        self.line.bounds.get(band).map_or(Earns::Fixed(0), |band| band.earns)
    }

    fn bounds(&self, band: usize) -> (Option<i64>, Option<i64>) {
        let end_of = |at: usize| self.line.bounds.get(at).and_then(|band: &Band| band.up_to);
        (band.checked_sub(1).and_then(end_of), end_of(band))
    }

    fn per(&self) -> Option<Per> {
        match self.line.origin {
            Origin::Direct { rule, .. } => match self.rule(rule)?.pay {
                Pay::Fixed { per, .. } => Some(per),
                _ => None,
            },
            _ => None,
        }
    }

    fn rule(&self, at: u16) -> Option<&Rule> {
        self.terms.rules.get(usize::from(at))
    }

    fn rejected_rule(&self, entry: &Rejection) -> Step {
        let rule = self.rule(entry.rule);
        rejected(entry, rule.map(|rule| (rule.shown(), &rule.when.clauses[..])))
    }

    fn rejected_upline(&self, entry: &Rejection) -> Step {
        let upline = self.terms.uplines.get(usize::from(entry.rule));
        rejected(entry, upline.map(|upline| (upline.title.as_str(), &upline.when.clauses[..])))
    }
}

fn rejected(entry: &Rejection, of: Option<(&str, &[Clause])>) -> Step {
    let (title, clauses) = of.unwrap_or_default();
    let against = match &entry.because {
        Why::Clause(mismatch) => Against::Clause {
            clause: clauses.get(usize::from(mismatch.clause)).cloned(),
            found: mismatch.found.clone(),
        },
        Why::Over { since } => Against::Over { since: *since },
    };
    Step::Rejected { title: title.to_string(), against }
}
