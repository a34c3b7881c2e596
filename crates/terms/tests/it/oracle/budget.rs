//! Budgets of everybody together, spent one sum after the other.

use super::days::window;
use super::statement::OracleRecord;
use super::subject::{About, holds};
use super::{Ctx, OracleStatement};
use std::collections::BTreeMap;
use terms::{Book, CapOf, CapWhose, Carried, RecordKind, Timelines, Window};

/// What budgets cut: the partner's index, the place of the record, the place of the cap, the sum cut off.
pub type Cut = (u32, usize, u16, i64);

/// Everything that the budgets cut, and what they hand on.
pub fn budgets(
    all: &[OracleStatement],
    timelines: &Timelines,
    book: &Book,
    carried: &Carried,
) -> (Vec<Cut>, Carried) {
    let (mut cuts, mut carried) = (Vec::new(), carried.clone());
    let Some(version) = timelines.common.at(book.period.end) else { return (cuts, carried) };
    let mut sums: BTreeMap<(u32, usize), i64> = BTreeMap::new();
    for (who, stated) in all.iter().enumerate() {
        sums.extend(
            stated.records.iter().enumerate().map(|(place, record)| ((who as u32, place), record.amount)),
        );
    }
    for (at, cap) in version.terms.caps.iter().enumerate() {
        let (CapWhose::Everybody, Some(most)) = (cap.whose, cap.at_most) else { continue };
        let key = match cap.window {
            Window::Lifetime => format!("budget.{}.all", cap.name),
            kind => {
                let start = window(&Ctx::new(timelines, book, 0), kind, book.period.end);
                format!("budget.{}.{}", cap.name, start.map_or(book.period.start, |days| days.first))
            }
        };
        let before = carried.get(&key).copied().unwrap_or(0);
        let mut left = (most.minor - before).max(0);
        let mut spent = before;
        for (who, place) in order(all, book) {
            let about = About { ctx: &Ctx::new(timelines, book, who), sale: None, beneficiary: who };
            let record = &all[who as usize].records[place];
            if !is_of(&cap.of, record, timelines) || !holds(&cap.when, &about) {
                continue;
            }
            let sum = sums.get_mut(&(who, place)).unwrap();
            if *sum > left {
                cuts.push((who, place, at as u16, *sum - left));
                *sum = left;
            }
            // What comes back fills the budget up to its whole and no further.
            let back = (left - *sum).min(most.minor);
            spent += left - back;
            left = back;
        }
        carried.insert(key, spent);
    }
    (cuts, carried)
}

fn order(all: &[OracleStatement], book: &Book) -> Vec<(u32, usize)> {
    let mut order: Vec<(u32, usize)> = Vec::new();
    for (who, stated) in all.iter().enumerate() {
        order.extend((0..stated.records.len()).map(|place| (who as u32, place)));
    }
    order.sort_by_key(|(who, place)| {
        let sale = all[*who as usize].records[*place].sale;
        let sale = sale.and_then(|id| book.sales().iter().find(|sale| sale.id == id));
        let key = sale.map(|sale| (sale.happened_on, sale.reference.to_string(), sale.id));
        (sale.is_none(), key, book.partner(*who).id, *place)
    });
    order
}

fn is_of(of: &CapOf, record: &OracleRecord, timelines: &Timelines) -> bool {
    match of {
        CapOf::Total => true,
        CapOf::Direct => record.is_direct(),
        CapOf::Override => match record.kind {
            RecordKind::Override | RecordKind::Binary => true,
            RecordKind::Ranked => record.level > 0,
            _ => false,
        },
        CapOf::Bonus => record.kind == RecordKind::Bonus,
        CapOf::Rule(name) => {
            let version = timelines.all().find_map(|timeline| timeline.version(record.version));
            let rule = version.and_then(|version| version.terms.rules.get(usize::from(record.part)));
            matches!(record.kind, RecordKind::Direct | RecordKind::TrueUp)
                && rule.is_some_and(|rule| rule.name == *name)
        }
    }
}
