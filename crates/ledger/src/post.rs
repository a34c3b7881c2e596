//! Posting, the only way anything gets into the ledger.

use std::collections::BTreeMap;

use base::failure::{Context, Failure, Result};
use base::work::Work;
use money::Money;

use crate::rules::{EntryId, NewEntry, Posted, Transfer, checked, digest, net};
use crate::store;

/// Entries that travel to the database together.
const CHUNK: usize = 500;

/// Posts an entry with its transfers. Under a key that was used before nothing is posted; what was posted under it
/// must have been the same.
pub async fn post(work: &mut Work, entry: NewEntry, transfers: &[Transfer]) -> Result<Posted> {
    let posted = post_many(work, &[(entry, transfers.to_vec())]).await?;
    posted.first().copied().ok_or_else(|| Failure::new("an entry was posted and is not there"))
}

/// Posts one entry for many things: each transfer names what it is for, and pages lead there.
pub async fn post_together(work: &mut Work, entry: NewEntry, parts: &[(Transfer, String)]) -> Result<Posted> {
    let transfers: Vec<Transfer> = parts.iter().map(|(transfer, _)| *transfer).collect();
    let subjects: Vec<&str> = parts.iter().map(|(_, subject)| subject.as_str()).collect();
    let sum = checked(&transfers).context(&entry.key)?;
    let digest = digest(&entry, &transfers);
    let one = Fresh {
        id: EntryId::fresh(),
        entry: &entry,
        transfers: &transfers,
        subjects: &subjects,
        sum,
        digest,
    };
    let posted = keep(work, std::slice::from_ref(&one)).await?;
    let posted = *posted.first().ok_or_else(|| Failure::new("an entry was posted and is not there"))?;
    if posted.new {
        store::change_balances(work, &net(&transfers)?).await?;
    }
    Ok(posted)
}

/// Posts many entries, in pages, with one change of each account's balance; answers in the order of the entries.
/// Whoever calls it has asked whether the actor may.
pub async fn post_many(work: &mut Work, entries: &[(NewEntry, Vec<Transfer>)]) -> Result<Vec<Posted>> {
    let mut done: BTreeMap<&str, Posted> = BTreeMap::new();
    let mut fresh: BTreeMap<&str, Fresh<'_>> = BTreeMap::new();
    for (entry, transfers) in entries {
        let sum = checked(transfers).context(&entry.key)?;
        let digest = digest(entry, transfers);
        let one = Fresh { id: EntryId::fresh(), entry, transfers, subjects: &[], sum, digest };
        let first = fresh.entry(&entry.key).or_insert_with(|| one.clone());
        same(&first.digest, &one)?;
    }
    let all: Vec<Fresh<'_>> = fresh.into_values().collect();
    let mut moved: Vec<Transfer> = Vec::new();
    for chunk in all.chunks(CHUNK) {
        let kept = keep(work, chunk).await?;
        for (one, posted) in chunk.iter().zip(kept) {
            if posted.new {
                moved.extend(one.transfers);
            }
            done.insert(&one.entry.key, posted);
        }
    }
    store::change_balances(work, &net(&moved)?).await?;
    answer(entries, done)
}

/// An entry on its way in.
#[derive(Clone)]
pub(crate) struct Fresh<'a> {
    pub id: EntryId,
    pub entry: &'a NewEntry,
    pub transfers: &'a [Transfer],
    /// What each transfer is for, where that is not what the entry is for.
    pub subjects: &'a [&'a str],
    pub sum: Money,
    pub digest: String,
}

/// Inserts the entries whose keys are new, with their transfers; says of each what became of it.
async fn keep(work: &mut Work, chunk: &[Fresh<'_>]) -> Result<Vec<Posted>> {
    store::insert_entries(work, chunk).await?;
    let keys: Vec<&str> = chunk.iter().map(|one| one.entry.key.as_str()).collect();
    let kept = store::entries_under(work, &keys).await?;
    let mut posted = Vec::with_capacity(chunk.len());
    for one in chunk {
        let (id, digest) = kept.get(&one.entry.key).ok_or_else(|| Failure::new("an entry was not kept"))?;
        same(digest, one)?;
        posted.push(Posted { entry: *id, new: *id == one.id });
    }
    let new: Vec<&Fresh<'_>> =
        chunk.iter().zip(&posted).filter(|(_, posted)| posted.new).map(|(one, _)| one).collect();
    store::insert_transfers(work, &new).await?;
    Ok(posted)
}

fn same(known: &str, one: &Fresh<'_>) -> Result<()> {
    if known == one.digest {
        return Ok(());
    }
    Err(Failure::new(format!("the key {} was used for another entry of the ledger", one.entry.key)))
}

/// The first entry under a key was posted, every further one had been posted before.
fn answer(entries: &[(NewEntry, Vec<Transfer>)], mut done: BTreeMap<&str, Posted>) -> Result<Vec<Posted>> {
    let mut answers = Vec::with_capacity(entries.len());
    for (entry, _) in entries {
        let posted =
            done.get_mut(entry.key.as_str()).ok_or_else(|| Failure::new("an entry was lost on its way"))?;
        answers.push(*posted);
        posted.new = false;
    }
    Ok(answers)
}
