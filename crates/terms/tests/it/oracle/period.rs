//! What is paid for the whole period: targets, caps and floors, draws.

use super::days::{Days, plus_months, prorated, window, window_before};
use super::fraction::Q;
use super::sale::measured;
use super::statement::{OracleRecord, OracleStatement, OracleTarget};
use super::subject::{About, holds};
use super::{Ctx, Purse};
use terms::{
    BonusPay, Cap, CapOf, CapWhose, Carried, Draw, GrowthOver, Prorate, RecordKind, SaleFact, Scope, Target,
    TargetAt, Terms, Window,
};

pub fn bonuses(ctx: &Ctx, purse: &mut Purse, out: &mut OracleStatement) {
    let Some(version) = ctx.timeline.at(ctx.book.period.end) else { return };
    for (at, bonus) in version.terms.bonuses.iter().enumerate() {
        let progress: Vec<OracleTarget> = bonus
            .targets
            .iter()
            .enumerate()
            .map(|(place, target)| {
                let (value, asked, reached) = progress(ctx, &version.terms, target);
                OracleTarget { version: version.id, bonus: at, target: place, value, asked, reached }
            })
            .collect();
        let (all, first) = (progress.iter().all(|one| one.reached), progress[0]);
        out.targets.extend(progress);
        if !all {
            continue;
        }
        let (base, rate) = match bonus.pay {
            BonusPay::Fixed(_) => (first.value, None),
            BonusPay::Percent(rate) => (first.value, Some(rate)),
            BonusPay::PercentAbove(rate) => (first.value - first.asked.unwrap(), Some(rate)),
            BonusPay::PercentOfCommission(rate) => (out.sum_of_direct(), Some(rate)),
        };
        let exact = match (bonus.pay, rate) {
            (BonusPay::Fixed(sum), _) => Q::whole(sum.minor),
            (_, rate) => Q::whole(base) * rate.map_or(Q::ZERO, Q::of),
        };
        let amount = purse.rounded(&version.terms, None, exact);
        out.push(OracleRecord::of_period(RecordKind::Bonus, at, version.id, base, amount));
    }
}

/// What counts, what is asked for, and whether it is reached.
fn progress(ctx: &Ctx, terms: &Terms, target: &Target) -> (i64, Option<i64>, bool) {
    let Ok(days) = window(ctx, target.window, ctx.book.period.end) else { return (0, None, false) };
    let value = value(ctx, target, days);
    let shrinks = matches!(terms.prorate, Prorate::Targets | Prorate::Both);
    let share = |asked| if shrinks { prorated(ctx, target.window, days, asked) } else { asked };
    match target.at {
        TargetAt::AtLeast(asked) => (value, Some(share(asked)), value >= share(asked)),
        TargetAt::Own => match ctx.partner().target.map(share) {
            Some(asked) => (value, Some(asked), value >= asked),
            None => (value, None, false),
        },
        TargetAt::Growth { by, over } => {
            let earlier =
                earlier(ctx, target.window, days, over).map_or(0, |days| self::value(ctx, target, days));
            if earlier <= 0 {
                return (value, None, false);
            }
            let asked = Q::whole(earlier) * (Q::ONE + Q::of(by));
            (value, Some(asked.ceil()), Q::whole(value) >= asked)
        }
    }
}

fn earlier(ctx: &Ctx, kind: Window, days: Days, over: GrowthOver) -> Option<Days> {
    match over {
        GrowthOver::Previous => window_before(ctx, kind, days).ok()?,
        GrowthOver::YearBefore if kind == Window::Lifetime => None,
        GrowthOver::YearBefore => window(ctx, kind, plus_months(days.last, -12)).ok(),
    }
}

fn value(ctx: &Ctx, target: &Target, days: Days) -> i64 {
    let depth = match target.scope {
        Scope::Group => 1,
        Scope::Subtree => usize::MAX,
        _ => 0,
    };
    let counts = |sale: &&SaleFact| {
        days.holds(sale.happened_on)
            && ctx.distance(ctx.who, sale).is_some_and(|far| far <= depth)
            && ctx.is_known(sale)
            && ctx.version(sale).is_some_and(|version| {
                holds(&target.when, &About { ctx, sale: Some((sale, &version.terms)), beneficiary: ctx.who })
            })
    };
    measured(ctx, ctx.book.sales().iter().filter(counts), target.measure)
}

pub fn caps(ctx: &Ctx, out: &mut OracleStatement, carried: &Carried) {
    let Some(version) = ctx.timeline.at(ctx.book.period.end) else { return };
    for (at, cap) in version.terms.caps.iter().enumerate() {
        let concerns = holds(&cap.when, &About { ctx, sale: None, beneficiary: ctx.who });
        if cap.whose == CapWhose::Partner && concerns {
            let earned = earned(ctx, out, &cap.of);
            let key = cap_key(ctx, cap);
            let used = key.as_ref().and_then(|key| carried.get(key)).copied().unwrap_or(0);
            let mut record = |amount| {
                out.push(OracleRecord::of_period(RecordKind::Cap, at, version.id, earned, amount));
            };
            if let Some(most) = cap.at_most {
                let cut = |sum: i64| (sum - most.minor).max(0);
                record(cut(used) - cut(used + earned));
            }
            if let Some(least) = cap.at_least
                && earned < least.minor
            {
                record(least.minor - earned);
            }
            if let Some(key) = key {
                out.carried.insert(key, used + earned);
            }
        }
    }
}

/// The name under which a cap counts from period to period.
fn cap_key(ctx: &Ctx, cap: &Cap) -> Option<String> {
    match cap.window {
        Window::Period => None,
        Window::Lifetime => Some(format!("cap.{}.all", cap.name)),
        kind => Some(format!("cap.{}.{}", cap.name, window(ctx, kind, ctx.book.period.end).ok()?.first)),
    }
}

fn earned(ctx: &Ctx, out: &OracleStatement, of: &CapOf) -> i64 {
    let of_rule = |record: &OracleRecord, name: &str| {
        let version = ctx.timeline.versions().iter().find(|version| version.id == record.version);
        let rule = version.and_then(|version| version.terms.rules.get(usize::from(record.part)));
        matches!(record.kind, RecordKind::Direct | RecordKind::TrueUp)
            && rule.is_some_and(|rule| rule.name == name)
    };
    let of_network = |record: &OracleRecord| match record.kind {
        RecordKind::Ranked => record.level > 0,
        RecordKind::Override | RecordKind::Binary => true,
        _ => false,
    };
    match of {
        CapOf::Total => out.records.iter().map(|record| record.amount).sum(),
        CapOf::Direct => out.sum_of_direct(),
        CapOf::Override => out.sum(of_network),
        CapOf::Bonus => out.sum(|record| record.kind == RecordKind::Bonus),
        CapOf::Rule(name) => out.sum(|record| of_rule(record, name)),
    }
}

pub fn draw(ctx: &Ctx, out: &mut OracleStatement, carried: &Carried) {
    let Some(version) = ctx.timeline.at(ctx.book.period.end) else { return };
    let Some(Draw { amount, recoverable, when }) = &version.terms.draw else { return };
    let mut debt = carried.get("draw").copied().unwrap_or(0);
    if holds(when, &About { ctx, sale: None, beneficiary: ctx.who }) {
        let earned = out.sum(|_| true);
        let lacks = amount.minor - earned;
        let paid = match (lacks > 0, recoverable) {
            (true, _) => lacks,
            (false, true) => -debt.min(-lacks),
            (false, false) => 0,
        };
        out.push(OracleRecord::of_period(RecordKind::Draw, 0, version.id, earned, paid));
        debt += if *recoverable { paid } else { 0 };
    }
    out.carried.insert("draw".into(), debt);
}
