//! What must be true of every statement, whoever wrote it.

use super::OracleStatement;
use super::fraction::Q;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Book, RecordKind, SplitShare, Terms, Timelines};

/// Sums of one statement.
pub fn adds_up(stated: &OracleStatement) -> Result<(), String> {
    let sum: i64 = stated.records.iter().map(|record| record.amount).sum();
    let totals = stated.totals;
    let parts = totals.direct + totals.overrides + totals.bonus + totals.limits + totals.adjustments;
    if sum != totals.total || parts != totals.total {
        return Err(format!("records come to {sum}, parts to {parts}, the total is {}", totals.total));
    }
    match stated.records.iter().find(|record| record.amount == 0) {
        Some(record) => Err(format!("a record of nothing: {record:?}")),
        None => Ok(()),
    }
}

/// What the statements of all partners of one book must come to together; terms are those of everybody.
pub fn hold_together(all: &[OracleStatement], timelines: &Timelines, book: &Book) -> Result<(), String> {
    let [version] = timelines.common.versions() else { return Ok(()) };
    if !timelines.individual.is_empty() {
        return Ok(());
    }
    shares_are_the_pot(all, &version.terms)?;
    network_is_bounded(all, &version.terms, book)
}

/// The seller's part and the shares of one pot make the pot.
fn shares_are_the_pot(all: &[OracleStatement], terms: &Terms) -> Result<(), String> {
    let of_pot = |part: u16| {
        let split = terms.splits.get(usize::from(part));
        split.is_none_or(|split| matches!(split.share, SplitShare::Pot(_)))
    };
    let records = || all.iter().flat_map(|stated| &stated.records);
    let shared: BTreeSet<i64> = records()
        .filter(|record| record.kind == RecordKind::Share && of_pot(record.part))
        .filter_map(|record| record.sale)
        .collect();
    if terms.choose == terms::Choose::Sum {
        return Ok(());
    }
    for sale in shared {
        let of_sale = || records().filter(|record| record.sale == Some(sale));
        let pots: BTreeSet<i64> =
            of_sale().filter(|record| record.kind == RecordKind::Share).map(|record| record.base).collect();
        let sum: i64 = of_sale()
            .filter(|record| match record.kind {
                RecordKind::Direct => true,
                RecordKind::Share => of_pot(record.part),
                _ => false,
            })
            .map(|record| record.amount)
            .sum();
        if pots != BTreeSet::from([sum]) {
            return Err(format!("sale {sale}: the parts come to {sum}, the pot is {pots:?}"));
        }
    }
    Ok(())
}

/// Uplines together get no more of a sale than the rates of all levels, ranks no more than the highest rank; each
/// record may be rounded up by less than a unit, and by less than two where it is what a running sum grows by.
fn network_is_bounded(all: &[OracleStatement], terms: &Terms, book: &Book) -> Result<(), String> {
    let mut by_level: BTreeMap<u8, Q> = BTreeMap::new();
    for upline in &terms.uplines {
        let most = by_level.entry(upline.level).or_insert(Q::ZERO);
        *most = (*most).max(Q::of(upline.rate));
    }
    let of_levels = by_level.into_values().fold(Q::ZERO, |sum, rate| sum + rate);
    let of_ranks = terms.ranks.iter().map(|rank| Q::of(rank.rate)).fold(Q::ZERO, Q::max);
    for sale in book.sales().iter().filter(|sale| sale.amount > 0) {
        for (kind, rate) in [(RecordKind::Override, of_levels), (RecordKind::Ranked, of_ranks)] {
            let records: Vec<_> = all
                .iter()
                .flat_map(|stated| &stated.records)
                .filter(|record| record.kind == kind && record.sale == Some(sale.id))
                .collect();
            let base = records.iter().map(|record| record.base).max().unwrap_or(0).max(0);
            let paid: i64 = records.iter().map(|record| record.amount).sum();
            if Q::whole(paid) > rate * Q::whole(base) + Q::whole(2 * records.len() as i64) {
                return Err(format!("sale {}: {kind:?} records come to {paid} of {base}", sale.id));
            }
        }
    }
    Ok(())
}
