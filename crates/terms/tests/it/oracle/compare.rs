//! The engine's statement beside the oracle's.

use super::{OracleRecord, OracleStatement, OracleTarget, OracleUnpaid, Reason};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use terms::{Book, Carried, Record, RecordKind, RoundingPoint, Statement, UnpaidReason};

impl OracleStatement {
    /// The engine's statement in the same words.
    pub fn from_engine(statement: &Statement, book: &Book) -> OracleStatement {
        let record = |record: &Record| OracleRecord {
            kind: record.kind,
            part: record.part,
            level: record.level,
            version: statement.versions[usize::from(record.version)],
            sale: record.has_sale().then(|| book.sale(record.sale).id),
            base: record.base,
            amount: record.amount,
        };
        let unpaid = |unpaid: &terms::Unpaid| OracleUnpaid {
            sale: unpaid.sale,
            level: unpaid.level,
            why: match unpaid.why {
                UnpaidReason::NoTerms => Reason::NoTerms,
                UnpaidReason::OtherCurrency => Reason::OtherCurrency,
                UnpaidReason::NoRate { .. } => Reason::NoRate,
                UnpaidReason::Missing { .. } => Reason::Missing,
                UnpaidReason::NoRule { .. } => Reason::NoRule,
                UnpaidReason::NoLevel => Reason::NoLevel,
                UnpaidReason::NotQualified => Reason::NotQualified,
                UnpaidReason::PaidBelow => Reason::PaidBelow,
                UnpaidReason::RoundsToZero { .. } => Reason::RoundsToZero,
                UnpaidReason::TooLateToTakeBack { .. } => Reason::TooLate,
                UnpaidReason::SharesOverWhole => Reason::SharesOverWhole,
            },
        };
        let target = |target: &terms::TargetProgress| OracleTarget {
            version: target.terms,
            bonus: usize::from(target.bonus),
            target: usize::from(target.target),
            value: target.value,
            asked: target.asked,
            reached: target.reached,
        };
        OracleStatement {
            records: statement.records.iter().map(record).collect(),
            unpaid: statement.unpaid.iter().map(unpaid).collect(),
            totals: statement.totals,
            targets: statement.targets.iter().map(target).collect(),
            carried: statement.carried.clone(),
            point: None,
        }
    }
}

/// Everything in which the engine's statement differs from the oracle's.
pub fn compare(
    engine: &Statement,
    oracle: &OracleStatement,
    book: &Book,
    carried: &Carried,
) -> Result<(), String> {
    compare_stated(&OracleStatement::from_engine(engine, book), oracle, book, carried)
}

pub fn compare_stated(
    engine: &OracleStatement,
    oracle: &OracleStatement,
    book: &Book,
    carried: &Carried,
) -> Result<(), String> {
    let mut found = String::new();
    if engine.totals != oracle.totals {
        let _ = writeln!(found, "totals: engine {:?}\n        oracle {:?}", engine.totals, oracle.totals);
    }
    let is_line = oracle.point.is_none_or(|point| point == RoundingPoint::Line);
    differ(&mut found, "record", &records(engine, is_line), &records(oracle, is_line));
    differ(&mut found, "unpaid", &unpaid(engine, book), &unpaid(oracle, book));
    differ(&mut found, "target", &targets(engine), &targets(oracle));
    let names: BTreeSet<&String> = engine.carried.keys().chain(oracle.carried.keys()).collect();
    for name in names {
        let value = |of: &Carried| of.get(name).copied().unwrap_or(0);
        let is_kept = !oracle.carried.contains_key(name) && engine.carried.get(name) == carried.get(name);
        if value(&engine.carried) != value(&oracle.carried) && !is_kept {
            let (left, right) = (value(&engine.carried), value(&oracle.carried));
            let _ = writeln!(found, "carried {name}: engine {left}, oracle {right}");
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}

/// Says which entries only one side has, counting equal ones.
fn differ<T: Ord + Debug>(found: &mut String, what: &str, engine: &[T], oracle: &[T]) {
    let mut counts: BTreeMap<&T, i64> = BTreeMap::new();
    for one in engine {
        *counts.entry(one).or_default() += 1;
    }
    for one in oracle {
        *counts.entry(one).or_default() -= 1;
    }
    for (one, count) in counts.into_iter().filter(|(_, count)| *count != 0) {
        let side = if count > 0 { "engine" } else { "oracle" };
        let _ = writeln!(found, "{what} only of the {side}: {one:?}");
    }
}

/// Kind, sale, part, level, version, base, amount.
type RecordWords = (RecordKind, Option<i64>, u16, u8, i64, Option<i64>, i64);

/// Records without their order. Where sums are rounded as they run, who of the network gets the odd unit depends on an
/// order nobody promised, so there only own sales are compared one by one, and the totals say the rest.
fn records(statement: &OracleStatement, is_line: bool) -> Vec<RecordWords> {
    let own = [RecordKind::Direct, RecordKind::TrueUp, RecordKind::Share];
    let compared = statement.records.iter().filter(|record| is_line || own.contains(&record.kind));
    compared
        .map(|record| {
            // What a bonus on something else than its first target is computed from is nowhere promised.
            let base = Some(record.base).filter(|_| record.kind != RecordKind::Bonus);
            (record.kind, record.sale, record.part, record.level, record.version, base, record.amount)
        })
        .collect()
}

/// Sales that earned nothing, once for each reason. A sale paid by one of several rules, a share of nothing in a pot,
/// and a level nobody pays for may be told or not.
fn unpaid(statement: &OracleStatement, book: &Book) -> Vec<OracleUnpaid> {
    let is_paid = |unpaid: &OracleUnpaid| {
        let of_sale =
            |record: &&OracleRecord| record.sale == Some(unpaid.sale) && record.kind == RecordKind::Direct;
        unpaid.level == 0 && statement.records.iter().any(|record| of_sale(&record))
    };
    let is_shared = |unpaid: &OracleUnpaid| {
        let sale = book.sales().iter().find(|sale| sale.id == unpaid.sale);
        let more = sale.and_then(|sale| sale.more.as_ref());
        unpaid.why == Reason::RoundsToZero && more.is_some_and(|more| !more.participants.is_empty())
    };
    let is_told = |unpaid: &OracleUnpaid| match unpaid.why {
        Reason::NoLevel => false,
        Reason::NoTerms => unpaid.level == 0,
        Reason::NotQualified | Reason::PaidBelow => unpaid.level > 0,
        _ => true,
    };
    let mut all: Vec<OracleUnpaid> = statement.unpaid.clone();
    all.retain(|unpaid| is_told(unpaid) && !is_paid(unpaid) && !is_shared(unpaid));
    all.sort();
    all.dedup();
    all
}

fn targets(statement: &OracleStatement) -> Vec<(i64, usize, usize, i64, Option<i64>, bool)> {
    let all = statement.targets.iter();
    all.map(|one| (one.version, one.bonus, one.target, one.value, one.asked, one.reached)).collect()
}
