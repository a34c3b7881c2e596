//! Whole plans: rules, networks, splits, bonuses, limits.

use super::conditions::{of_partner, of_sale, qualified};
use super::pays::{base, long_windows, looking_back, rate, rule};
use super::{Frame, Random};
use money::{Money, Rate};
use terms::{
    Binary, Bonus, BonusPay, Cap, CapOf, CapWhose, Choose, Clawback, ClawbackHow, Compression, Draw, Earns,
    GrowthOver, Measure, Network, Pay, PeriodKind, Prorate, Rank, Rule, Scope, Split, SplitShare, Target,
    TargetAt, Terms, Upline, UplineOf, Window,
};

pub fn terms(random: &mut Random, frame: &Frame) -> Terms {
    let mut terms = Terms::new("Random", frame.currency, frame.period.kind);
    terms.rounding = frame.rounding;
    terms.fx = frame.fx;
    terms.vat = frame.vat;
    terms.choose = random.one(&[
        Choose::First,
        Choose::First,
        Choose::First,
        Choose::First,
        Choose::Best,
        Choose::Sum,
        Choose::Max,
    ]);
    terms.prorate = random.one(&[Prorate::None, Prorate::Targets, Prorate::Thresholds, Prorate::Both]);
    terms.clawback = clawback(random);
    let many = random.one(&[0, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
    terms.rules = (0..many).map(|at| rule(random, frame, terms.choose, at)).collect();
    if frame.looks_back && !terms.rules.is_empty() {
        terms.rules[0] = looking_back(random, terms.choose);
    }
    terms.network = Network {
        compression: random.one(&[Compression::Breakage, Compression::Dynamic]),
        qualified: random.maybe(45, |random| qualified(random, frame)).unwrap_or_default(),
        base: base(random),
    };
    if random.chance(45) {
        terms.uplines = uplines(random, frame);
    }
    if random.chance(25) {
        terms.ranks = ranks(random, frame);
    }
    terms.binary = random.maybe(12, |random| binary(random, frame));
    if random.chance(50) {
        terms.splits = splits(random);
    }
    let many = random.one(&[0, 0, 1, 2]);
    terms.bonuses = (0..many).map(|at| bonus(random, frame, at)).collect();
    let many = random.one(&[0, 0, 0, 1, 2]);
    terms.caps = (0..many).map(|at| cap(random, frame, &terms, at)).collect();
    terms.draw = random.maybe(12, |random| Draw {
        amount: Money::new(random.between(0, 40_00), frame.currency),
        recoverable: random.chance(70),
        when: of_partner(random, frame),
    });
    terms
}

fn clawback(random: &mut Random) -> Clawback {
    let how = [
        ClawbackHow::Proportional,
        ClawbackHow::Proportional,
        ClawbackHow::Whole,
        ClawbackHow::UnservedMonths,
        ClawbackHow::UnservedDays,
    ];
    Clawback { how: random.one(&how), within_days: random.maybe(25, |random| random.one(&[0, 7, 40])) }
}

fn uplines(random: &mut Random, frame: &Frame) -> Vec<Upline> {
    let mut uplines = Vec::new();
    for level in 1..=random.between(1, 4) as u8 {
        for _ in 0..random.one(&[1, 1, 2]) {
            let of = if random.chance(30) { UplineOf::Commission } else { UplineOf::Sale(base(random)) };
            uplines.push(Upline {
                of,
                when: of_sale(random, frame),
                ..Upline::new(level, upline_rate(random))
            });
        }
    }
    uplines
}

/// Four levels of it are less than the sale.
fn upline_rate(random: &mut Random) -> Rate {
    let quarter = Rate::new(1, 4).unwrap();
    rate(random).min(quarter)
}

fn ranks(random: &mut Random, frame: &Frame) -> Vec<Rank> {
    let rank = |random: &mut Random, at| Rank {
        title: format!("rank {at}"),
        rate: Rate::ppm(random.one(&[20_000, 50_000, 80_000, 120_000])),
        when: if random.chance(80) { qualified(random, frame) } else { of_sale(random, frame) },
    };
    let many = random.between(1, 3);
    (0..many).map(|at| rank(random, at)).collect()
}

fn binary(random: &mut Random, frame: &Frame) -> Binary {
    let money = |minor| Money::new(minor, frame.currency);
    Binary {
        rate: rate(random),
        base: base(random),
        at_most: random.maybe(40, |random| money(random.between(1, 20_00))),
        carry_at_most: random.maybe(40, |random| money(random.between(0, 100_00))),
        when: of_partner(random, frame),
        per: frame.period.kind,
    }
}

fn splits(random: &mut Random) -> Vec<Split> {
    let share = |random: &mut Random| Rate::ppm(random.one(&[100_000, 200_000, 333_333, 500_000]));
    let mut splits = vec![Split { role: "scout".into(), share: SplitShare::Pot(share(random)) }];
    if random.chance(60) {
        splits.push(Split { role: "expert".into(), share: SplitShare::Overlay(share(random)) });
    }
    if random.chance(40) {
        splits.push(Split { role: "closer".into(), share: SplitShare::Pot(share(random)) });
    }
    splits
}

fn bonus(random: &mut Random, frame: &Frame, at: usize) -> Bonus {
    let many = random.one(&[1, 1, 2]);
    let targets: Vec<Target> = (0..many).map(|_| target(random, frame)).collect();
    let is_money = matches!(targets[0].measure, Measure::Amount(_));
    let pay = match random.below(if is_money { 4 } else { 2 }) {
        0 => BonusPay::Fixed(Money::new(random.one(&[1, 5_00, 33_33]), frame.currency)),
        1 => BonusPay::PercentOfCommission(rate(random)),
        2 => BonusPay::Percent(rate(random)),
        _ => BonusPay::PercentAbove(rate(random)),
    };
    Bonus { name: format!("b{at}"), title: String::new(), targets, pay }
}

fn target(random: &mut Random, frame: &Frame) -> Target {
    let measure = match random.below(6) {
        0 => Measure::Quantity,
        1 => Measure::Count,
        2 => Measure::Customers,
        _ => Measure::Amount(base(random)),
    };
    let is_money = matches!(measure, Measure::Amount(_));
    let window = match long_windows(random) {
        Window::ContractYear if !frame.all_joined => Window::Period,
        window => window,
    };
    let sums = if is_money { vec![10_00, 50_00, 100_00, 300_00, 1_000_00] } else { vec![1, 2, 3, 8] };
    let at = match random.below(6) {
        0 if is_money => TargetAt::Own,
        1 | 2 if window != Window::Lifetime => TargetAt::Growth {
            by: random.one(&[Rate::ZERO, Rate::ppm(200_000), Rate::new(1, 3).unwrap()]),
            over: random.one(&[GrowthOver::Previous, GrowthOver::YearBefore]),
        },
        _ => TargetAt::AtLeast(random.one(&sums)),
    };
    let scope = random.one(&[Scope::Own, Scope::Own, Scope::Group, Scope::Subtree]);
    Target { when: of_sale(random, frame), measure, scope, window, at }
}

fn cap(random: &mut Random, frame: &Frame, terms: &Terms, at: usize) -> Cap {
    let money = |minor| Money::new(minor, frame.currency);
    let mut of = vec![CapOf::Total, CapOf::Total, CapOf::Direct, CapOf::Override, CapOf::Bonus];
    of.extend(terms.rules.first().map(|rule| CapOf::Rule(rule.name.clone())));
    let mut windows = vec![Window::Period, Window::Period, Window::Year, Window::Lifetime];
    if frame.period.kind != PeriodKind::Year {
        windows.push(Window::Quarter);
    }
    if frame.all_joined {
        windows.push(Window::ContractYear);
    }
    let window = random.one(&windows);
    let at_least =
        random.maybe(if window == Window::Period { 40 } else { 0 }, |random| random.between(1, 20_00));
    let whose = if at_least.is_none() && random.chance(40) { CapWhose::Everybody } else { CapWhose::Partner };
    let most = at_least.unwrap_or(0) + random.one(&[1, 5_00, 20_00, 100_00]);
    let at_most = random.maybe(if at_least.is_some() { 50 } else { 100 }, |_| most);
    Cap {
        window,
        whose,
        at_most: at_most.map(money),
        at_least: at_least.map(money),
        when: of_partner(random, frame),
        ..Cap::at_most(format!("c{at}"), random.one(&of), money(0))
    }
}

/// A later version: other numbers, perhaps a rule less or another order.
pub fn varied(random: &mut Random, frame: &Frame, first: &Terms) -> Terms {
    let mut terms = first.clone();
    if random.chance(10) {
        terms.choose = random.one(&[Choose::First, Choose::Best, Choose::Sum, Choose::Max]);
    }
    for (at, rule) in terms.rules.iter_mut().enumerate() {
        if random.chance(15) {
            let other = self::rule(random, frame, terms.choose, at);
            *rule = Rule { name: rule.name.clone(), ..other };
            continue;
        }
        match &mut rule.pay {
            Pay::Percent(share) => *share = rate(random),
            Pay::Fixed { .. } => {}
            Pay::Bands(bands) => {
                for band in &mut bands.bands {
                    if let (Earns::Percent(_), true) = (band.earns, random.chance(60)) {
                        band.earns = Earns::Percent(rate(random));
                    }
                }
                if bands.bands.len() > 1 && random.chance(30) {
                    bands.bands.remove(0);
                }
            }
        }
    }
    if terms.rules.len() > 1 && random.chance(30) {
        terms.rules.rotate_left(1);
    }
    if terms.rules.len() > 1 && random.chance(20) {
        terms.rules.pop();
    }
    for upline in &mut terms.uplines {
        upline.rate = upline_rate(random);
    }
    let rules: Vec<String> = terms.rules.iter().map(|rule| rule.name.clone()).collect();
    terms.caps.retain(|cap| !matches!(&cap.of, CapOf::Rule(name) if !rules.contains(name)));
    terms.clawback = clawback(random);
    terms
}
