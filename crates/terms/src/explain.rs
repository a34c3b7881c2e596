//! The derivation of a line as steps without a language; pages turn them into sentences.

use crate::calculators::{BandPart, GrowingPart, How, Jump};
use crate::pay::{Band, Earns};
use crate::{
    Base, Bonus, Clause, Draw, Found, FxUsed, Line, Measure, Origin, Pay, Per, Rejection, RoundingPoint,
    Rule, SplitShare, Terms, UplineOf, Why,
};
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
    /// A rule that was considered and did not fit.
    Rejected {
        /// The name people read.
        title: String,
        /// What stood against it.
        against: Against,
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
    /// The rank that earned the sum.
    Rank {
        /// How many steps below the sale was made; 0 for an own sale.
        level: u8,
        /// The name of the rank.
        title: String,
        /// Its share.
        rate: Rate,
        /// The highest rank below and its share.
        below: Option<(String, Rate)>,
    },
    /// A share in the commission of somebody else's sale.
    Share {
        /// The role.
        role: String,
        /// The share.
        share: SplitShare,
        /// The whole sum that is shared.
        pot: Money,
    },
    /// What is left to the seller of the whole sum.
    Shared {
        /// The whole sum.
        pot: Money,
    },
    /// The legs and what of them was matched.
    Legs {
        /// The left leg.
        left: Money,
        /// The right leg.
        right: Money,
        /// The matched volume.
        matched: Money,
    },
    /// A target that was reached.
    Target {
        /// The name people read.
        title: String,
        /// What is counted.
        measure: Measure,
        /// What was asked for, in the units of the measure.
        asked: i64,
        /// What counted.
        value: i64,
    },
    /// The exchange rate that was used.
    Exchange {
        /// The rate.
        used: FxUsed,
        /// What the sum became.
        base: Money,
    },
    /// The part of the sale that the pay is computed from, where it is not the whole amount.
    Base {
        /// Which part.
        base: Base,
        /// What it comes to.
        amount: Money,
    },
    /// What the seller earned, where the share is of that.
    OfCommission {
        /// What he earned.
        earned: Money,
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
    /// What had been measured before this sale and after it.
    Measured {
        /// What is measured.
        measure: Measure,
        /// Before.
        before: i64,
        /// After.
        after: i64,
    },
    /// The band that the value is in.
    Band {
        /// What is measured.
        measure: Measure,
        /// The value.
        value: i64,
        /// Where the band begins; nothing for the first one.
        from: Option<i64>,
        /// Where it ends; nothing for the last one.
        up_to: Option<i64>,
        /// What it earns.
        earns: Earns,
    },
    /// A part of the sale in one band.
    BandPart {
        /// What is measured.
        measure: Measure,
        /// Where the band begins; nothing for the first one.
        from: Option<i64>,
        /// Where it ends; nothing for the last one.
        up_to: Option<i64>,
        /// How much of the sale fell into it.
        part: i64,
        /// What the band earns.
        earns: Earns,
    },
    /// A part of the sale at a rate that grows inside its band.
    GrowingPart {
        /// How much of the sale it is.
        part: i64,
        /// The rate at which the band begins.
        from: Earns,
        /// The rate at which it ends.
        to: Earns,
        /// What the part earns, exactly.
        exact: Exact,
    },
    /// What a change of the band does to volume before this sale.
    Jump {
        /// What is measured.
        measure: Measure,
        /// The jump.
        jump: Jump,
    },
    /// A return takes back a share of what its sale earned.
    TakenBack {
        /// What the sale earned, exactly.
        earned: Exact,
        /// The share taken back before.
        before: Rate,
        /// The share taken back with this return.
        after: Rate,
    },
    /// A sum was cut or raised for one sale.
    Limited {
        /// What it came to.
        earned: Exact,
        /// The limit.
        limit: Money,
    },
    /// A cap or a floor over a window.
    Cap {
        /// The name people read.
        title: String,
        /// What was earned in this statement.
        earned: Money,
        /// What was earned in the window before.
        used: Money,
        /// The most, or the least.
        limit: Money,
        /// Whether it raises rather than cuts.
        is_floor: bool,
    },
    /// A budget of all partners was spent.
    Budget {
        /// The name people read.
        title: String,
        /// The sum that it cut.
        earned: Money,
    },
    /// A draw.
    Draw {
        /// What is paid at least.
        amount: Money,
        /// What was earned.
        earned: Money,
        /// The debt before.
        before: Money,
        /// The debt after.
        after: Money,
    },
    /// The declared rounding; present only when it changes the sum.
    Rounded {
        /// The sum before.
        exact: Exact,
        /// Where it is rounded.
        at: RoundingPoint,
        /// The mode.
        mode: RoundingMode,
    },
    /// The sum of the line.
    Result {
        /// The sum.
        amount: Money,
    },
}

/// What stood against a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// A clause that failed; nothing when the terms at hand have no such clause.
    Clause {
        /// The clause.
        clause: Option<Clause>,
        /// What was found instead.
        found: Found,
    },
    /// It pays for a time, and that is over.
    Over {
        /// The first day on which it no longer pays; nothing when payments are counted.
        since: Option<Date>,
    },
    /// It would have paid less.
    PaysLess {
        /// What it would have paid.
        amount: Money,
    },
}

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
            Origin::Bonus { bonus, asked } => self.bonus(*bonus, *asked).into_iter().collect(),
            Origin::Cap { .. } | Origin::Budget { .. } | Origin::Draw { .. } => self.limit(),
        }
    }

    fn chosen(&self, rule: u16) -> Option<Step> {
        let rule = self.rule(rule)?;
        Some(Step::Rule { name: rule.name.clone(), title: rule.shown().to_string() })
    }

    fn bonus(&self, bonus: u16, asked: i64) -> Option<Step> {
        let bonus: &Bonus = self.terms.bonuses.get(usize::from(bonus))?;
        let measure = bonus.targets.first()?.measure;
        let title = bonus.shown().to_string();
        let value = match bonus.pay {
            crate::BonusPay::PercentAbove(_) => self.line.base.saturating_add(asked),
            _ => self.line.base,
        };
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
                steps.extend(parts.iter().map(|part| self.part(part)));
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

    fn part(&self, part: &BandPart) -> Step {
        let (from, up_to) = self.bounds(usize::from(part.band));
        Step::BandPart {
            measure: self.measure(),
            from,
            up_to,
            part: part.size(),
            earns: self.earns(usize::from(part.band)),
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
