//! Corrections of closed periods: late sales, confirmations, cancellations, corrected sales and re-parented partners.
//!
//! A closed period never changes. What it comes to with all that is known now, less what was stated for it and corrected
//! since, becomes lines of the open period that point at what they correct.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use programs::Program;
use rayon::prelude::*;
use terms::{Adjusted, Adjustment, Carried, KeptStatement, Period, Record, Sums, adjust, corrected, sums};

use crate::compute::{Recomputed, recompute};
use crate::gather::{self, Gathered, Standing, Whom};
use crate::run::{Run, RunId};
use crate::{facts, store};

/// What must be corrected, and what the open period goes on from.
#[derive(Debug, Default)]
pub struct Reconciled {
    /// Corrections by partner.
    pub adjusted: BTreeMap<PartnerId, Vec<Adjusted>>,
    /// What corrected periods hand on, in place of what they were said to.
    pub carried: Vec<(Period, BTreeMap<PartnerId, Carried>)>,
    /// The attributes that terms asked for in the corrected periods.
    pub sets: Vec<(Period, Vec<u8>)>,
    /// The runs that agree with these hashes now.
    pub agrees: Vec<(RunId, String)>,
}

impl Reconciled {
    /// What the last closed period hands on, where it was computed anew.
    pub fn last_carried(&self) -> Option<&BTreeMap<PartnerId, Carried>> {
        self.carried.last().map(|(_, carried)| carried)
    }
}

/// Computes closed periods anew from the first one about which more is known than was stated.
pub async fn reconcile(
    work: &mut Work,
    program: &Program,
    whom: &Whom,
    known_until: Option<Timestamp>,
) -> Result<Reconciled> {
    let runs = store::closed_runs_of(work, program.id).await?;
    let Some(first) = first_changed(work, program, &runs).await? else { return Ok(Reconciled::default()) };
    let mut reconciled = Reconciled::default();
    for run in &runs[first..] {
        let Some(standing) = gather::standing(work, program.id).await? else { break };
        let hash = standing.hash(run.period.end);
        let carried = match reconciled.last_carried() {
            Some(carried) => carried.clone(),
            None => store::carried_before(work, program.id, run.period).await?,
        };
        let computed = anew(work, program, run, whom, known_until, standing, carried).await?;
        let stated = stated_for(work, run).await?;
        let corrections = differences(&stated, &computed, whom);
        for (partner, items) in corrections {
            let due = computed.due.get(&partner).map(|due| due.block.clone()).unwrap_or_default();
            let adjusted = Adjusted { period: run.period, items, due };
            reconciled.adjusted.entry(partner).or_default().push(adjusted);
        }
        reconciled.carried.push((run.period, handed_on(&computed)));
        reconciled.sets.push((run.period, computed.sets));
        reconciled.agrees.push((run.id, hash));
    }
    Ok(reconciled)
}

/// What each partner hands on, and the budgets.
pub fn handed_on(computed: &Recomputed) -> BTreeMap<PartnerId, Carried> {
    let partners = computed.due.iter().map(|(partner, due)| (*partner, due.carried.clone()));
    let mut all: BTreeMap<PartnerId, Carried> = partners.collect();
    all.insert(store::EVERYBODY, computed.budgets.clone());
    all.retain(|_, carried| !carried.is_empty());
    all
}

/// The first closed period whose sales, terms, enrolments or network are not as they were when it was last agreed with.
async fn first_changed(work: &mut Work, program: &Program, runs: &[Run]) -> Result<Option<usize>> {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return Ok(None) };
    let Some(standing) = gather::standing(work, program.id).await? else { return Ok(None) };
    let moment = last.known_until;
    let sales = facts::may_have_changed(work, first.period.start, last.period.end, moment).await?;
    let rules = standing.hash(last.period.end) != last.reconciled_hash;
    if !sales && !rules {
        return Ok(None);
    }
    for (place, run) in runs.iter().enumerate() {
        let changed = (rules && standing.hash(run.period.end) != run.reconciled_hash)
            || (sales && facts::may_have_changed(work, run.period.start, run.period.end, moment).await?);
        if changed {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Computes the period of a run anew.
pub async fn anew(
    work: &mut Work,
    program: &Program,
    run: &Run,
    whom: &Whom,
    known_until: Option<Timestamp>,
    standing: Standing,
    carried: BTreeMap<PartnerId, Carried>,
) -> Result<Recomputed> {
    let budgets = carried.get(&store::EVERYBODY).cloned().unwrap_or_default();
    let asked = (program.clone(), run.period, whom.clone());
    let mut gathered: Gathered =
        gather::gather_under(work, asked.0, asked.1, asked.2, known_until, standing, carried).await?;
    gathered.book.payout_on = run.closed_on(&work.site().config.zone);
    recompute(gathered, budgets).await
}

/// What was stated for the period of a run, with the corrections that later statements made, by partner.
pub async fn stated_for(work: &mut Work, run: &Run) -> Result<BTreeMap<PartnerId, Sums>> {
    let blocks = store::blocks_of_run(work, run.id).await?;
    let read = move || -> Result<BTreeMap<PartnerId, Sums>> { blocks.par_iter().map(sums_of).collect() };
    let mut stated = tokio::task::spawn_blocking(read).await??;
    for statement in store::corrections_of(work, run.program, run.period).await? {
        let Some(later) = store::statement(work, statement, None).await? else { continue };
        for adjusted in later.adjusted.iter().filter(|adjusted| adjusted.period == run.period) {
            let before = stated.remove(&later.head.partner).unwrap_or_default();
            stated.insert(later.head.partner, corrected(before, &adjusted.items));
        }
    }
    Ok(stated)
}

fn sums_of((partner, block): &(PartnerId, Vec<u8>)) -> Result<(PartnerId, Sums)> {
    let kept = KeptStatement::from_block(block)?;
    let id = |record: &Record| kept.sales.get(record.sale as usize).map(|sale| sale.id);
    Ok((*partner, sums(kept.records.iter().map(|record| (record, id(record))))))
}

/// What is due less what was stated, for those who could be computed.
pub fn differences(
    stated: &BTreeMap<PartnerId, Sums>,
    computed: &Recomputed,
    whom: &Whom,
) -> BTreeMap<PartnerId, Vec<Adjustment>> {
    let parked: BTreeSet<PartnerId> = computed.parked.iter().map(|one| one.partner).collect();
    let wanted = |partner: &PartnerId| match whom {
        Whom::Everybody => !parked.contains(partner),
        Whom::Only(few) => few.contains(partner) && !parked.contains(partner),
    };
    let partners: BTreeSet<PartnerId> = stated.keys().chain(computed.due.keys()).copied().collect();
    let nothing = Sums::new();
    let mut found = BTreeMap::new();
    for partner in partners.into_iter().filter(wanted) {
        let due = computed.due.get(&partner).map_or(&nothing, |due| &due.sums);
        let items = adjust(stated.get(&partner).unwrap_or(&nothing), due);
        if !items.is_empty() {
            found.insert(partner, items);
        }
    }
    found
}
