//! A naive second opinion: one row at a time in plain integers, written from the document and not from the engine.

use crate::kit::*;
use money::{Rate, RoundingMode};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::{
    Band, Bonus, BonusPay, Clause, Facts, Field, Pay, Per, RoundingPoint, Rule, SaleFact, Terms, Test,
    Upline, When,
};

const SERIES: [&str; 3] = ["GTK", "GTX", "MG"];

/// A rule in the oracle's own words: which of the three series it takes, and what it pays in millionths.
#[derive(Debug, Clone)]
struct Plan {
    rules: Vec<([bool; 3], Price)>,
    uplines: Vec<(u8, i64)>,
    bonus: (i64, i64),
    mode: RoundingMode,
}

#[derive(Debug, Clone)]
enum Price {
    Percent(i64),
    Fixed(i64),
    PerUnit(i64),
    Bands(Vec<(i64, i64)>, i64),
}

#[derive(Debug, Clone)]
struct Row {
    day: i8,
    series: usize,
    minor: i64,
    quantity: i64,
    level: u8,
}

fn rounded(ppm_minor: i128, mode: RoundingMode) -> i64 {
    let million = 1_000_000_i128;
    let toward_zero = ppm_minor / million;
    let rest = (ppm_minor % million).abs();
    let away = toward_zero + ppm_minor.signum();
    let result = match mode {
        RoundingMode::Down => toward_zero,
        RoundingMode::Up => {
            if rest == 0 {
                toward_zero
            } else {
                away
            }
        }
        RoundingMode::HalfAwayFromZero => {
            if rest * 2 >= million {
                away
            } else {
                toward_zero
            }
        }
        RoundingMode::HalfTowardZero => {
            if rest * 2 > million {
                away
            } else {
                toward_zero
            }
        }
        RoundingMode::HalfEven => match (rest * 2).cmp(&million) {
            std::cmp::Ordering::Less => toward_zero,
            std::cmp::Ordering::Greater => away,
            std::cmp::Ordering::Equal => {
                if toward_zero % 2 == 0 {
                    toward_zero
                } else {
                    away
                }
            }
        },
    };
    result as i64
}

/// What turnover `x` has earned since zero, in minor units and millionths; below zero the first band goes on.
fn slab(x: i64, bands: &[(i64, i64)], above: i64) -> i128 {
    let mut total = 0_i128;
    let mut low = 0_i64;
    for (at, (high, rate)) in bands.iter().enumerate() {
        if x < *high {
            let low = if at == 0 { 0 } else { low };
            return total + i128::from(x - low) * i128::from(*rate);
        }
        total += i128::from(high - low) * i128::from(*rate);
        low = *high;
    }
    total + i128::from(x - low) * i128::from(above)
}

/// Direct, overrides, bonus and the number of lines.
fn naive(plan: &Plan, rows: &[Row]) -> (i64, i64, i64, usize) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| (rows[*at].day, *at));
    let mut under_rule: BTreeMap<usize, i64> = BTreeMap::new();
    let (mut direct, mut overrides, mut turnover, mut lines) = (0, 0, 0, 0);
    for row in order.into_iter().map(|at| &rows[at]) {
        if row.level > 0 {
            let rate =
                plan.uplines.iter().find(|(level, _)| *level == row.level).map_or(0, |(_, rate)| *rate);
            let amount = rounded(i128::from(row.minor) * i128::from(rate), plan.mode);
            overrides += amount;
            lines += usize::from(amount != 0);
            continue;
        }
        turnover += row.minor;
        let Some(rule) = plan.rules.iter().position(|(takes, _)| takes[row.series]) else { continue };
        let before = *under_rule.get(&rule).unwrap_or(&0);
        under_rule.insert(rule, before + row.minor);
        let sign = if row.minor < 0 { -1 } else { 1 };
        let exact = match &plan.rules[rule].1 {
            Price::Percent(rate) => i128::from(row.minor) * i128::from(*rate),
            Price::Fixed(sum) => i128::from(sum * sign) * 1_000_000,
            Price::PerUnit(sum) => i128::from(sum * sign * row.quantity) * 1_000_000,
            Price::Bands(bands, above) => {
                slab(before + row.minor, bands, *above) - slab(before, bands, *above)
            }
        };
        let amount = rounded(exact, plan.mode);
        direct += amount;
        lines += usize::from(amount != 0);
    }
    let bonus = if turnover >= plan.bonus.0 { plan.bonus.1 } else { 0 };
    (direct, overrides, bonus, lines)
}

fn as_terms(plan: &Plan) -> Terms {
    let series = Field::parse("product.series").unwrap();
    let rule = |(at, (takes, price)): (usize, &([bool; 3], Price))| {
        let words = |wanted| {
            SERIES
                .iter()
                .zip(takes)
                .filter(|(_, takes)| **takes == wanted)
                .map(|(word, _)| Arc::from(*word))
                .collect()
        };
        let test = if at % 2 == 0 { Test::OneOf(words(true)) } else { Test::NoneOf(words(false)) };
        let when = match takes {
            [true, true, true] => When::ALWAYS,
            _ => When { clauses: vec![Clause::Field { field: series, test }] },
        };
        Rule::new(format!("rule {at}"), as_pay(price)).when(when)
    };
    let mut terms = quarterly(plan.rules.iter().enumerate().map(rule).collect());
    terms.uplines = plan.uplines.iter().map(|(level, rate)| Upline::new(*level, Rate::ppm(*rate))).collect();
    terms.bonuses = vec![Bonus::new("bonus", rub(plan.bonus.0), BonusPay::Fixed(rub(plan.bonus.1)))];
    terms.rounding = terms::Rounding { at: RoundingPoint::Line, mode: plan.mode };
    terms
}

fn as_pay(price: &Price) -> Pay {
    match price {
        Price::Percent(rate) => Pay::Percent(Rate::ppm(*rate)),
        Price::Fixed(sum) => Pay::Fixed { amount: rub(*sum), per: Per::Sale },
        Price::PerUnit(sum) => Pay::Fixed { amount: rub(*sum), per: Per::Unit },
        Price::Bands(bands, above) => {
            let closed = bands.iter().map(|(high, rate)| Band::up_to(rub(*high), Rate::ppm(*rate)));
            Pay::Bands(closed.chain([Band::open(Rate::ppm(*above))]).collect())
        }
    }
}

fn as_facts(rows: &[Row]) -> Facts {
    let mut facts = facts(Vec::new());
    for (row, id) in rows.iter().zip(1..) {
        let date = jiff::civil::date(2017, 2, row.day);
        let sale = SaleFact::new(id, format!("{id:06}"), 1, date, rub(row.minor));
        let sale = series(SaleFact { quantity: row.quantity, ..sale }, SERIES[row.series]);
        match row.level {
            0 => facts.own.push(sale),
            level => facts.downline.push(downline(level, sale)),
        }
    }
    facts
}

fn any_price() -> impl Strategy<Value = Price> {
    let bands = (prop::collection::btree_map(1..100_000_i64, 0..300_000_i64, 1..5), 0..300_000_i64);
    prop_oneof![
        (0..400_000_i64).prop_map(Price::Percent),
        (0..10_000_i64).prop_map(Price::Fixed),
        (0..10_000_i64).prop_map(Price::PerUnit),
        bands.prop_map(|(bands, above)| Price::Bands(bands.into_iter().collect(), above)),
    ]
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let takes = prop::sample::select(vec![
        [true, false, false],
        [false, true, false],
        [true, false, true],
        [false, true, true],
        [true, true, true],
    ]);
    let rules = prop::collection::vec((takes, any_price()), 0..4);
    let uplines = prop::collection::btree_map(1..4_u8, 0..100_000_i64, 0..3);
    let bonus = (1..300_000_i64, 0..50_000_i64);
    let mode = prop::sample::select(RoundingMode::ALL.to_vec());
    (rules, uplines, bonus, mode).prop_map(|(rules, uplines, bonus, mode)| Plan {
        rules,
        uplines: uplines.into_iter().collect(),
        bonus,
        mode,
    })
}

fn any_row() -> impl Strategy<Value = Row> {
    let minor = prop_oneof![4 => 1..60_000_i64, 1 => -60_000..0_i64];
    (1..6_i8, 0..3_usize, minor, 1..5_i64, prop_oneof![2 => Just(0_u8), 1 => 1..5_u8])
        .prop_map(|(day, series, minor, quantity, level)| Row { day, series, minor, quantity, level })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn engine_and_oracle_agree_on_random_plans_and_streams(
        plan in any_plan(), rows in prop::collection::vec(any_row(), 0..24),
    ) {
        let statement = state(as_terms(&plan), &as_facts(&rows));
        let (direct, overrides, bonus, lines) = naive(&plan, &rows);
        prop_assert_eq!(statement.direct.minor, direct);
        prop_assert_eq!(statement.overrides.minor, overrides);
        prop_assert_eq!(statement.bonus.minor, bonus);
        prop_assert_eq!(statement.sale_lines(), lines);
    }
}
