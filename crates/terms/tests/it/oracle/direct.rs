//! What a partner's own sales earn: one pass that lets rules take sales, one that pays them.

use super::bands::Question;
use super::fraction::Q;
use super::pay::{Fit, Paid, Payable, fit, is_too_late, rule_base};
use super::sale::{rate, takes_back};
use super::split::{Shared, shared};
use super::{Ctx, Purse, Reason, Taken};
use std::collections::BTreeSet;
use terms::{BandMode, Choose, Pay, Rule, SaleFact, Scope, TermsVersion};

/// What one rule pays for one sale.
pub struct Line<'a> {
    pub sale: &'a SaleFact,
    pub version: &'a TermsVersion,
    pub rule: usize,
    pub base: i64,
    pub pot: i64,
    /// The seller's part of the pot.
    pub amount: i64,
    /// The parts of the others.
    pub shares: Vec<Shared>,
}

pub struct TrueUp<'a> {
    pub version: &'a TermsVersion,
    pub rule: usize,
    pub base: i64,
    pub amount: i64,
}

#[derive(Default)]
pub struct Direct<'a> {
    pub lines: Vec<Line<'a>>,
    pub true_ups: Vec<TrueUp<'a>>,
    pub unpaid: Vec<(&'a SaleFact, Reason)>,
    pub purse: Purse,
}

/// Everything that the partner's own sales earn.
pub fn direct<'a>(ctx: &'a Ctx<'a>) -> Direct<'a> {
    let last = ctx.timeline.at(ctx.book.period.end);
    if last.is_none_or(|version| version.terms.choose != Choose::Max) {
        return run(ctx, None);
    }
    let mut names: Vec<&str> = Vec::new();
    for rule in ctx.timeline.versions().iter().flat_map(|version| &version.terms.rules) {
        if !names.contains(&rule.name.as_str()) {
            names.push(&rule.name);
        }
    }
    let mut best: Option<(i64, Direct)> = None;
    for alone in &names {
        let run = run(ctx, Some(alone));
        if run.lines.iter().all(|line| line.amount == 0) && run.true_ups.is_empty() {
            continue;
        }
        let sum = run.lines.iter().map(|line| line.amount).sum::<i64>()
            + run.true_ups.iter().map(|up| up.amount).sum::<i64>();
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, run));
        }
    }
    best.map_or_else(|| run(ctx, names.first().copied()), |(_, run)| run)
}

/// The rules of a version, or the one that is tried alone.
fn rules<'a>(version: &'a TermsVersion, alone: Option<&str>) -> Vec<(usize, &'a Rule)> {
    let all = version.terms.rules.iter().enumerate();
    all.filter(|(_, rule)| alone.is_none_or(|alone| alone == rule.name)).collect()
}

fn run<'a>(ctx: &'a Ctx<'a>, alone: Option<&str>) -> Direct<'a> {
    let mut sales: Vec<&SaleFact> = ctx.book.sales().iter().filter(|sale| sale.seller == ctx.who).collect();
    sales.sort_by(|left, right| ctx.order(left).cmp(&ctx.order(right)));
    let mut taken: Vec<Taken> = Vec::new();
    let mut due: Vec<(usize, &SaleFact, &TermsVersion, usize)> = Vec::new();
    let mut result = Direct::default();
    for sale in sales {
        match takers(ctx, sale, alone, &taken) {
            Ok((version, takers)) => {
                let before = taken.len();
                for (at, rule) in takers {
                    due.push((before, sale, version, at));
                    let base = rule_base(ctx, &version.terms, rule, sale).unwrap_or(0);
                    taken.push(Taken { sale, rule: &rule.name, base });
                }
            }
            Err(reason) => result.unpaid.push((sale, reason)),
        }
    }
    for (before, sale, version, at) in due.into_iter().filter(|(_, sale, ..)| ctx.is_paid_now(sale)) {
        let rule = &version.terms.rules[at];
        let before = &taken[..before];
        let payable = Payable { ctx, terms: &version.terms, rule, sale, before, all: &taken };
        match line(&payable, sale, version, at, &mut result.purse) {
            Ok(line) => result.lines.push(line),
            Err(Reason::NothingYet) => {}
            Err(reason) => result.unpaid.push((sale, reason)),
        }
    }
    result.unpaid.retain(|(sale, _)| ctx.is_paid_now(sale));
    true_ups(ctx, alone, &taken, &mut result);
    result
}

/// A version and those of its rules that pay for a sale.
type Takers<'a> = (&'a TermsVersion, Vec<(usize, &'a Rule)>);

fn takers<'a>(
    ctx: &'a Ctx<'a>,
    sale: &'a SaleFact,
    alone: Option<&str>,
    taken: &[Taken<'a>],
) -> Result<Takers<'a>, Reason> {
    let version = ctx.version(sale).ok_or(Reason::NoTerms)?;
    rate(ctx, sale, &version.terms)?;
    let fits = |(at, rule)| (at, rule, fit(ctx, &version.terms, rule, sale));
    let fitting: Vec<_> =
        rules(version, alone).into_iter().map(fits).filter(|(.., fit)| *fit != Fit::Refuses).collect();
    let known = fitting.iter().filter(|(.., fit)| *fit == Fit::Takes).map(|(at, rule, _)| (*at, *rule));
    let first = fitting.first().ok_or(Reason::NoRule)?;
    match version.terms.choose {
        Choose::First | Choose::Max if first.2 == Fit::CannotSay => Err(Reason::Missing),
        Choose::First | Choose::Max => Ok((version, vec![(first.0, first.1)])),
        Choose::Sum => {
            let known: Vec<_> = known.collect();
            if known.is_empty() { Err(Reason::Missing) } else { Ok((version, known)) }
        }
        Choose::Best => {
            let mut best: Option<(Q, (usize, &Rule))> = None;
            for (at, rule) in known.clone() {
                let mut with = taken.to_vec();
                with.push(Taken { sale, rule: &rule.name, base: 0 });
                let payable = Payable { ctx, terms: &version.terms, rule, sale, before: taken, all: &with };
                let Ok(paid) = payable.pay() else { continue };
                if best.as_ref().is_none_or(|(most, _)| paid.exact.abs() > *most) {
                    best = Some((paid.exact.abs(), (at, rule)));
                }
            }
            let chosen = best.map(|(_, rule)| rule).or_else(|| known.clone().next());
            chosen.map(|rule| (version, vec![rule])).ok_or(Reason::Missing)
        }
    }
}

fn line<'a>(
    payable: &Payable,
    sale: &'a SaleFact,
    version: &'a TermsVersion,
    rule: usize,
    purse: &mut Purse,
) -> Result<Line<'a>, Reason> {
    let terms = payable.terms;
    if is_too_late(terms, sale) {
        return Err(Reason::TooLate);
    }
    let Paid { base, exact, rounded } = payable.pay()?;
    let is_shared = super::split::is_shared(terms, sale);
    let at_line = is_shared || takes_back(sale);
    let pot = match rounded {
        Some(amount) => amount,
        None if at_line => exact.round(terms.rounding.mode),
        None => purse.rounded(terms, Some(sale), exact),
    };
    let (amount, shares) = shared(terms, sale, pot)?;
    if pot == 0 {
        let by_line = at_line || terms.rounding.at == terms::RoundingPoint::Line;
        return Err(if by_line { Reason::RoundsToZero } else { Reason::NothingYet });
    }
    Ok(Line { sale, version, rule, base, pot, amount, shares })
}

fn true_ups<'a>(ctx: &'a Ctx<'a>, alone: Option<&str>, taken: &[Taken<'a>], result: &mut Direct<'a>) {
    let Some(version) = ctx.timeline.at(ctx.book.period.end) else { return };
    for (at, rule) in rules(version, alone) {
        let Pay::Bands(bands) = &rule.pay else { continue };
        if bands.mode != BandMode::Reached {
            continue;
        }
        let of_rule = taken.iter().filter(|taken| taken.rule == rule.name).map(|taken| taken.sale);
        let mut products = BTreeSet::new();
        for sale in of_rule {
            if !products.insert(if bands.scope == Scope::Product { sale.product } else { 0 }) {
                continue;
            }
            let terms = &*version.terms;
            let question = Question { ctx, terms, rule, bands, sale, base: 0, before: taken, all: taken };
            let Some((base, exact)) = question.true_up() else { continue };
            let amount = result.purse.rounded(terms, None, exact);
            if amount != 0 {
                result.true_ups.push(TrueUp { version, rule: at, base, amount });
            }
        }
    }
}
