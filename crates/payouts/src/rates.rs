//! Writing rates, limits and forms by the day from which they hold; every version is kept.

use std::collections::BTreeMap;

use base::access::{Act, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::events::{RateSet, RateWithdrawn};
use crate::rules::Refusal;
use crate::rules::forms::{RateId, RateKind, RateRow, Rates, judge_row};
use crate::store;

/// A row as it was typed.
#[derive(Clone, Debug)]
pub struct NewRate {
    /// What it is about.
    pub kind: RateKind,
    /// The first day.
    pub from_on: Date,
    /// The last day, if it is known.
    pub until_on: Option<Date>,
    /// The values by their fields.
    pub values: BTreeMap<String, String>,
    /// Where it is written.
    pub source: String,
    /// Whether it was compared with the source.
    pub is_confirmed: bool,
}

/// The table as it is known now.
pub async fn rates(work: &mut Work) -> Result<Rates> {
    let kept = store::rates(work).await?;
    Ok(Rates::new(kept.into_iter().map(|kept| kept.row).collect()))
}

/// Writes a row down; one about the same kind from the same day gives way to it, and so does the row that it is written
/// instead of. The same row again changes nothing and answers that.
pub async fn set_rate(work: &mut Work, new: NewRate, instead_of: Option<RateId>) -> Outcome<bool, Refusal> {
    work.may(Act::ManageSettings, Whose::Vendor)?;
    let row = judge(new).map_err(Stop::Refused)?;
    let table = rates(work).await?;
    let same = |known: &&RateRow| RateRow { id: row.id, ..(*known).clone() } == row;
    if table.rows().iter().any(|known| same(&known)) {
        return Ok(false);
    }
    if let Some(id) = instead_of {
        let old = table.rows().iter().find(|known| known.id == id).ok_or(Stop::Unknown)?;
        if old.from_on != row.from_on {
            take_back(work, old).await?;
        }
    }
    store::insert_rate(work, &row, false).await?;
    let (kind_key, from_on, is_confirmed) = (kind_key(row.kind), row.from_on, row.is_confirmed);
    work.record(RateSet { kind_key, from_on, source: row.source, is_confirmed }).await?;
    Ok(true)
}

/// Takes a row back: from its day on the row before it counts again.
pub async fn withdraw_rate(work: &mut Work, id: RateId) -> Outcome<(), Refusal> {
    work.may(Act::ManageSettings, Whose::Vendor)?;
    let table = rates(work).await?;
    let old = table.rows().iter().find(|known| known.id == id).ok_or(Stop::Unknown)?;
    Ok(take_back(work, old).await?)
}

async fn take_back(work: &mut Work, old: &RateRow) -> Result<()> {
    store::insert_rate(work, &RateRow { id: RateId::fresh(), ..old.clone() }, true).await?;
    work.record(RateWithdrawn { kind_key: kind_key(old.kind), from_on: old.from_on }).await
}

fn judge(new: NewRate) -> std::result::Result<RateRow, Refusal> {
    let NewRate { kind, from_on, until_on, values, source, is_confirmed } = new;
    let typed = |field: &str| values.get(field).cloned().unwrap_or_default();
    let values = judge_row(kind, typed).map_err(|wrong| Refusal::RateWrong { wrong })?;
    let source = source.trim().to_owned();
    if source.is_empty() {
        return Err(Refusal::RateSourceMissing);
    }
    if until_on.is_some_and(|until| until < from_on) {
        return Err(Refusal::RateEndsEarly { from: from_on });
    }
    Ok(RateRow { id: RateId::fresh(), kind, from_on, until_on, values, source, is_confirmed })
}

pub(crate) fn kind_key(kind: RateKind) -> String {
    format!("payouts-rate-kind-{}", kind.word())
}
