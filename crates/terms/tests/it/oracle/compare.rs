//! The engine's statement beside the oracle's.

use super::{OracleRecord, OracleStatement, OracleTarget, OracleUnpaid, Reason};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};
use terms::{Book, Carried, Record, RecordKind, Statement, UnpaidReason};

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
    compare_stated(&OracleStatement::from_engine(engine, book), oracle, carried)
}

pub fn compare_stated(
    engine: &OracleStatement,
    oracle: &OracleStatement,
    carried: &Carried,
) -> Result<(), String> {
    let mut found = String::new();
    if engine.totals != oracle.totals {
        let _ = writeln!(found, "totals: engine {:?}\n        oracle {:?}", engine.totals, oracle.totals);
    }
    differ(&mut found, "record", &records(engine), &records(oracle));
    differ(&mut found, "unpaid", &unpaid(engine), &unpaid(oracle));
    if found.is_empty() && own(engine) != own(oracle) {
        let _ = writeln!(found, "order: engine {:?}\n       oracle {:?}", own(engine), own(oracle));
    }
    let groups: Vec<u8> = engine.records.iter().map(group).collect();
    if !groups.is_sorted() {
        let _ = writeln!(found, "kinds of records are mixed: {groups:?}");
    }
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

/// The place of a record's kind in a statement.
fn group(record: &OracleRecord) -> u8 {
    match record.kind {
        RecordKind::Direct => 0,
        RecordKind::TrueUp => 1,
        RecordKind::Share => 2,
        RecordKind::Ranked if record.level == 0 => 3,
        RecordKind::Override | RecordKind::Ranked => 4,
        RecordKind::Binary => 5,
        RecordKind::Bonus => 6,
        RecordKind::Cap => 7,
        RecordKind::Draw => 8,
        RecordKind::Budget | RecordKind::Adjustment => 9,
    }
}

/// The records of everything but the downline, in their order.
fn own(statement: &OracleStatement) -> Vec<RecordWords> {
    statement.records.iter().filter(|record| group(record) != 4).map(words).collect()
}

/// Kind, sale, part, level, version, base, amount.
type RecordWords = (RecordKind, Option<i64>, u16, u8, i64, i64, i64);

fn words(record: &OracleRecord) -> RecordWords {
    (record.kind, record.sale, record.part, record.level, record.version, record.base, record.amount)
}

/// Records without their order: those of the downline may be told seller by seller.
fn records(statement: &OracleStatement) -> Vec<RecordWords> {
    statement.records.iter().map(words).collect()
}

/// Sales that earned nothing, once for each reason.
fn unpaid(statement: &OracleStatement) -> Vec<OracleUnpaid> {
    let mut all: Vec<OracleUnpaid> = statement.unpaid.clone();
    all.sort();
    all.dedup();
    all
}

fn targets(statement: &OracleStatement) -> Vec<(i64, usize, usize, i64, Option<i64>, bool)> {
    let all = statement.targets.iter();
    all.map(|one| (one.version, one.bonus, one.target, one.value, one.asked, one.reached)).collect()
}
