//! Rules: every way to pay that the language allows.

use super::Frame;
use super::conditions::of_sale;
use crate::oracle::Random;
use money::{Money, Rate};
use std::collections::BTreeSet;
use terms::{
    Band, BandMode, Bands, Base, Choose, Earns, Measure, Pay, Per, Recurring, RecurringCount, Rule, Scope,
    Stack, StackHow, Window,
};

pub fn rate(random: &mut Random) -> Rate {
    match random.below(14) {
        0 => Rate::ZERO,
        1 => Rate::new(1, 3).unwrap(),
        2 => Rate::new(1, 7).unwrap(),
        3 => Rate::ONE,
        4 => Rate::ppm(33_370),
        5 => Rate::ppm(random.between(1, 300_000)),
        _ => Rate::ppm(random.one(&[5_000, 10_000, 25_000, 50_000, 80_000, 100_000, 120_000])),
    }
}

pub fn base(random: &mut Random) -> Base {
    random.one(&[
        Base::Gross,
        Base::Gross,
        Base::Gross,
        Base::Gross,
        Base::Gross,
        Base::Gross,
        Base::Net,
        Base::GrossWithoutDelivery,
        Base::NetWithoutDelivery,
        Base::Margin,
        Base::Paid,
    ])
}

pub fn rule(random: &mut Random, frame: &Frame, choose: Choose, at: usize) -> Rule {
    let mut base = base(random);
    let pay = match random.below(20) {
        0..=4 => Pay::Percent(rate(random)),
        5..=7 => {
            let amount = Money::new(random.one(&[0, 1, 7, 1_00, 3_33, 20_00]), frame.currency);
            Pay::Fixed { amount, per: random.one(&[Per::Sale, Per::Unit, Per::Thousand]) }
        }
        _ => {
            // Bands that look back have something to work out anew only now and then.
            let mode = if random.chance(20) { BandMode::Reached } else { random.one(&MODES) };
            Pay::Bands(bands(random, choose, &mut base, mode))
        }
    };
    if matches!(pay, Pay::Fixed { .. }) {
        base = Base::Gross;
    }
    let money = |minor| Money::new(minor, frame.currency);
    let at_least = random.maybe(12, |random| random.one(&[1, 50, 5_00]));
    let at_most = random.maybe(15, |random| at_least.unwrap_or(0) + random.one(&[1, 3_00, 10_00]));
    Rule {
        when: of_sale(random, frame),
        base,
        at_most: at_most.map(money),
        at_least: at_least.map(money),
        recurring: random.maybe(if frame.is_focused { 4 } else { 15 }, recurring),
        ..Rule::new(format!("r{at}"), pay)
    }
}

fn recurring(random: &mut Random) -> Recurring {
    let months = random.one(&[1, 2, 3, 12]);
    match random.below(3) {
        0 => Recurring::Payments(random.between(1, 3) as u32),
        1 => Recurring::Months { months, count: RecurringCount::Dates },
        _ => Recurring::Months { months, count: RecurringCount::Covered },
    }
}

/// Every mode of bands.
pub const MODES: [BandMode; 7] = [
    BandMode::Marginal,
    BandMode::Whole,
    BandMode::Reached,
    BandMode::Before,
    BandMode::Including,
    BandMode::Interpolated,
    BandMode::Previous,
];

/// A rule for every sale whose bands reach back over a long window.
pub fn looking_back(random: &mut Random, choose: Choose) -> Rule {
    let mut base = Base::Gross;
    let mut bands = bands(random, choose, &mut base, BandMode::Reached);
    bands.window = random.one(&[Window::Year, Window::Lifetime, Window::Lifetime, Window::ContractYear]);
    bands.horizon_days = random.maybe(20, |random| random.one(&[5, 30, 90]));
    while bands.bands.len() < 3 {
        let is_fixed = matches!(bands.bands[0].earns, Earns::Fixed(_));
        bands.bands = closed(random, bands.measure, is_fixed);
    }
    Rule { base, ..Rule::new("r0", Pay::Bands(bands)) }
}

fn bands(random: &mut Random, choose: Choose, base: &mut Base, mode: BandMode) -> Bands {
    let amount = |random: &mut Random, base: Base| {
        Measure::Amount(if random.chance(75) { base } else { self::base(random) })
    };
    let is_fixed = mode != BandMode::Interpolated && random.chance(35);
    let counted = [Measure::Quantity, Measure::Count, Measure::Customers];
    let measure = match (mode, is_fixed) {
        (BandMode::Whole, true) => random.one(&counted[..2]),
        (BandMode::Whole, false) => Measure::Amount(*base),
        (BandMode::Marginal, true) => random.one(&counted),
        _ => match random.below(8) {
            0..=3 => amount(random, *base),
            4 => Measure::Attainment,
            at => counted[at as usize - 5],
        },
    };
    if is_fixed {
        *base = Base::Gross;
    }
    let measure = match measure {
        Measure::Amount(_) if is_fixed && random.chance(70) => Measure::Amount(Base::Gross),
        other => other,
    };
    let all = [Scope::Rule, Scope::Rule, Scope::Product, Scope::Own, Scope::Group, Scope::Subtree];
    let scope = match mode {
        BandMode::Whole => random.one(&all[..3]),
        // What is best cannot hang on which sales are taken later.
        BandMode::Reached if choose == Choose::Best => random.one(&all[3..]),
        _ => random.one(&all),
    };
    let window = window(random, mode);
    let horizons = [1, 5, 30, 90];
    let horizon_days = match mode {
        BandMode::Whole => random.maybe(35, |random| random.one(&horizons)),
        BandMode::Reached if window.looks_back() => random.maybe(25, |random| random.one(&horizons)),
        _ => None,
    };
    let (stack, is_multiplied) = stack(random, is_fixed);
    let bands = closed(random, measure, is_fixed && !is_multiplied);
    Bands { mode, measure, scope, window, horizon_days, stack, bands }
}

pub fn long_windows(random: &mut Random) -> Window {
    random.one(&[
        Window::Period,
        Window::Period,
        Window::Period,
        Window::Month,
        Window::Quarter,
        Window::Year,
        Window::Rolling(1),
        Window::Rolling(10),
        Window::Rolling(45),
        Window::ContractYear,
        Window::Lifetime,
    ])
}

fn window(random: &mut Random, mode: BandMode) -> Window {
    let single = matches!(mode, BandMode::Marginal | BandMode::Interpolated | BandMode::Including);
    if single && random.chance(20) {
        return Window::Sale;
    }
    match (mode, long_windows(random)) {
        (BandMode::Reached, Window::Period) if random.chance(80) => {
            random.one(&[Window::Year, Window::Lifetime, Window::ContractYear])
        }
        (BandMode::Reached | BandMode::Whole, Window::Rolling(_)) => {
            random.one(&[Window::Quarter, Window::Year, Window::ContractYear, Window::Lifetime])
        }
        (BandMode::Previous, Window::Lifetime) => Window::Period,
        (_, window) => window,
    }
}

fn stack(random: &mut Random, is_fixed: bool) -> (Option<Stack>, bool) {
    let onto = |random: &mut Random| match is_fixed {
        true => Earns::Fixed(random.one(&[1_00, 3_00, 7])),
        false => Earns::Percent(rate(random)),
    };
    match random.below(8) {
        0 => (Some(Stack { onto: onto(random), how: StackHow::Add }), false),
        1 => (Some(Stack { onto: onto(random), how: StackHow::Multiply }), true),
        _ => (None, false),
    }
}

fn closed(random: &mut Random, measure: Measure, is_fixed: bool) -> Vec<Band> {
    let of: &[i64] = match measure {
        Measure::Amount(_) => &[10_00, 25_00, 50_00, 99_99, 100_00, 100_01, 300_00, 1_000_00],
        Measure::Quantity => &[1, 2, 3, 5, 8, 10],
        Measure::Count | Measure::Customers => &[1, 2, 3, 4],
        Measure::Attainment => &[250_000, 333_333, 500_000, 600_000, 1_000_000, 1_200_000],
    };
    let many = random.one(&[0, 1, 1, 2, 2, 3, 3]);
    let ends: BTreeSet<i64> = (0..many).map(|_| random.one(of)).collect();
    let ends = ends.into_iter().map(Some).chain([None]);
    ends.map(|up_to| {
        let earns = match is_fixed {
            true => Earns::Fixed(random.one(&[0, 1, 2_50, 10_00, 12_00])),
            false => Earns::Percent(rate(random)),
        };
        Band { up_to, earns }
    })
    .collect()
}
