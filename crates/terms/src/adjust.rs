//! Corrections of closed periods: what a period comes to with all that is known now, less what was stated for it.

use crate::compact::{self, CodecError};
use crate::{Period, Record, RecordKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a sum of a statement is about, however it was computed: the same sale under another rule is the same sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SumKey {
    /// What kind of sum it is.
    pub kind: RecordKind,
    /// The id of the sale; 0 for none.
    pub sale: i64,
    /// The part of the terms, where there is no sale.
    pub part: u16,
}

/// Sums by what they are about, in minor units.
pub type Sums = BTreeMap<SumKey, i64>;

/// A difference between what is due for a closed period and what was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// What it is about.
    pub about: SumKey,
    /// What was stated so far, earlier corrections included.
    pub was: i64,
    /// What is due with all that is known now.
    pub now: i64,
}

/// Corrections of one earlier period on a later statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjusted {
    /// The period that is corrected.
    pub period: Period,
    /// What was stated and what is due, sum by sum.
    pub items: Vec<Adjustment>,
    /// The period stated anew in one compact block, from which every sum that is due is told.
    pub due: Vec<u8>,
}

impl Adjusted {
    /// What the corrections come to.
    pub fn amount(&self) -> i64 {
        self.items.iter().map(Adjustment::amount).fold(0, i64::saturating_add)
    }

    /// Corrections in one compact block.
    pub fn to_block(all: &[Adjusted]) -> Result<Vec<u8>, CodecError> {
        compact::pack(&all)
    }

    /// The corrections of a block written by [`Adjusted::to_block`].
    pub fn from_block(block: &[u8]) -> Result<Vec<Adjusted>, CodecError> {
        compact::unpack(block)
    }
}

impl SumKey {
    /// What a record is about, given the id of its sale.
    pub fn of(record: &Record, sale: Option<i64>) -> SumKey {
        let part = if sale.is_some() { 0 } else { record.part };
        SumKey { kind: record.kind, sale: sale.unwrap_or(0), part }
    }
}

impl Adjustment {
    /// What the correction comes to.
    pub fn amount(&self) -> i64 {
        self.now.saturating_sub(self.was)
    }
}

/// Adds records up by what they are about; a sum that does not fit stays at the end of what fits.
pub fn sums<'r>(records: impl IntoIterator<Item = (&'r Record, Option<i64>)>) -> Sums {
    let mut sums = Sums::new();
    for (record, sale) in records {
        let sum = sums.entry(SumKey::of(record, sale)).or_default();
        *sum = sum.saturating_add(record.amount);
    }
    sums
}

/// Adds corrections to what was stated.
pub fn corrected(mut stated: Sums, adjustments: &[Adjustment]) -> Sums {
    for adjustment in adjustments {
        let sum = stated.entry(adjustment.about).or_default();
        *sum = sum.saturating_add(adjustment.amount());
    }
    stated
}

/// What must be added to `stated` for it to come to `due`; nothing where both agree.
pub fn adjust(stated: &Sums, due: &Sums) -> Vec<Adjustment> {
    let keys: BTreeSet<&SumKey> = stated.keys().chain(due.keys()).collect();
    let of = |sums: &Sums, key: &SumKey| sums.get(key).copied().unwrap_or(0);
    keys.into_iter()
        .map(|key| Adjustment { about: *key, was: of(stated, key), now: of(due, key) })
        .filter(|adjustment| adjustment.was != adjustment.now)
        .collect()
}
