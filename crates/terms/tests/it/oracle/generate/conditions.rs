//! Conditions of one clause or two, sometimes a group.

use super::Frame;
use crate::oracle::Random;
use crate::oracle::days::plus_days;
use money::Money;
use terms::{Clause, Field, Test, When};

/// A condition about a sale and whoever is paid for it; often none.
pub fn of_sale(random: &mut Random, frame: &Frame) -> When {
    when(random, frame, &|random, frame| {
        let of_sale = [
            "product.series",
            "product.series",
            "customer.kind",
            "sale.kind",
            "sale.amount",
            "sale.amount",
            "sale.quantity",
            "sale.date",
            "sale.payment",
            "partner.tier",
            "beneficiary.tier",
        ];
        let counted = random.chance(15);
        if counted { beneficiary(random, frame) } else { clause(random, frame, &of_sale) }
    })
}

/// A condition about a partner alone; often none.
pub fn of_partner(random: &mut Random, frame: &Frame) -> When {
    when(random, frame, &beneficiary)
}

/// A condition about a partner, never empty.
pub fn qualified(random: &mut Random, frame: &Frame) -> When {
    When { clauses: vec![beneficiary(random, frame)] }
}

type Make = dyn Fn(&mut Random, &Frame) -> Clause;

fn when(random: &mut Random, frame: &Frame, make: &Make) -> When {
    let many = if frame.is_focused { [0, 0, 0, 0, 0, 0, 1] } else { [0, 0, 0, 0, 1, 1, 2] };
    let many = random.one(&many);
    let group = |random: &mut Random| When { clauses: vec![make(random, frame)] };
    let clauses = (0..many).map(|_| match random.below(8) {
        0 => Clause::Not(group(random)),
        1 => Clause::Any(vec![group(random), group(random)]),
        _ => make(random, frame),
    });
    When { clauses: clauses.collect() }
}

fn beneficiary(random: &mut Random, frame: &Frame) -> Clause {
    let fields = [
        "beneficiary.tier",
        "beneficiary.tier",
        "beneficiary.turnover",
        "beneficiary.group_turnover",
        "beneficiary.subtree_turnover",
        "beneficiary.sales",
        "beneficiary.months",
    ];
    clause(random, frame, &fields)
}

fn clause(random: &mut Random, frame: &Frame, paths: &[&str]) -> Clause {
    let path = random.one(paths);
    let field = Field::parse(path).unwrap();
    let test = match field.kind() {
        terms::FieldKind::Text => {
            let words: &[&str] = match path {
                "product.series" => &["GTK", "GTX", "MG"],
                "customer.kind" => &["shop", "plant"],
                "sale.kind" => &super::KINDS,
                _ => &["bronze", "silver", "gold"],
            };
            let mut list = vec![random.one(words).into()];
            if random.chance(40) {
                list.push(random.one(words).into());
                list.dedup();
            }
            if random.chance(65) { Test::OneOf(list) } else { Test::NoneOf(list) }
        }
        terms::FieldKind::Amount => {
            let (from, below) = ends(random, &[10_00, 25_00, 50_00, 100_00, 300_00]);
            let money = |minor| Money::new(minor, frame.currency);
            Test::Amount { from: from.map(money), below: below.map(money) }
        }
        terms::FieldKind::Number => {
            let (from, below) = ends(random, &[1, 2, 3, 5, 12]);
            Test::Number { from, below }
        }
        terms::FieldKind::Date => {
            let first = plus_days(frame.period.start, random.between(-40, 20));
            let from = random.maybe(70, |_| first);
            let last = plus_days(first, random.between(5, 60));
            Test::Dates { from, to: random.maybe(if from.is_some() { 60 } else { 100 }, |_| last) }
        }
    };
    Clause::Field { field, test }
}

fn ends(random: &mut Random, of: &[i64]) -> (Option<i64>, Option<i64>) {
    let from = random.one(of);
    match random.below(3) {
        0 => (Some(from), None),
        1 => (None, Some(from)),
        _ => (Some(from), Some(from * random.between(2, 4))),
    }
}
