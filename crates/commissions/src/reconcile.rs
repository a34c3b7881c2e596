//! Corrections of closed periods: late sales, confirmations, cancellations, corrected sales, rates and re-parented partners.
//!
//! A closed period never changes. What it comes to with all that is known now, less what was stated for it and corrected
//! since, becomes lines of the open period that point at what they correct.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use programs::Program;
use rayon::prelude::*;
use terms::{Adjusted, Adjustment, Carried, KeptStatement, Period, Record, Sums, adjust, corrected, sums};

use crate::compute::{Recomputed, recompute};
use crate::facts::Source;
use crate::gather::{self, Whom};
use crate::run::{Parked, Run, RunId};
use crate::{facts, rules, store};

/// What must be corrected, and what the open period goes on from.
#[derive(Debug, Default)]
pub struct Reconciled {
    /// Corrections by partner.
    pub adjusted: BTreeMap<PartnerId, Vec<Adjusted>>,
    /// What corrected periods hand on, in place of what they were said to.
    pub carried: Vec<(Period, BTreeMap<PartnerId, Carried>)>,
    /// The attributes that terms asked for in the corrected periods.
    pub sets: Vec<(Period, Vec<u8>)>,
    /// The runs that were looked at.
    pub agrees: Vec<Agreed>,
}

/// A closed run after it was looked at.
#[derive(Debug)]
pub struct Agreed {
    /// Which.
    pub run: RunId,
    /// The hash of terms, enrolments, network and places that it agrees with now; empty while anybody is parked, so that
    /// it is looked at again.
    pub hash: String,
    /// Those who cannot be stated.
    pub parked: Vec<Parked>,
}

impl Reconciled {
    /// What the last closed period hands on, where it was computed anew.
    pub fn last_carried(&self) -> Option<&BTreeMap<PartnerId, Carried>> {
        self.carried.last().map(|(_, carried)| carried)
    }
}

/// Computes closed periods anew from the first one about which more is known than was stated. Only the first open period
/// brings corrections.
pub async fn reconcile(
    work: &mut Work,
    program: &Program,
    period: Period,
    whom: &Whom,
    known_until: Option<Timestamp>,
) -> Result<Reconciled> {
    let mut reconciled = Reconciled::default();
    if period != rules::first_open(program) {
        return Ok(reconciled);
    }
    let runs = store::closed_runs_of(work, program.id).await?;
    let Some(first) = first_changed(work, program, &runs, known_until).await? else { return Ok(reconciled) };
    let mut carried = store::carried_before(work, program.id, runs[first].period).await?;
    for run in &runs[first..] {
        let Some(anew) = anew(work, program, run, whom, (known_until, Source::Log), carried).await? else {
            break;
        };
        let stated = stated_by(work, run).await?;
        let Anew { computed, hash, carried: handed_on } = anew;
        for (partner, items) in differences(&stated, &computed, whom) {
            let due = computed.due.get(&partner).map(|due| due.block.clone()).unwrap_or_default();
            let adjusted = Adjusted { period: run.period, items, due };
            reconciled.adjusted.entry(partner).or_default().push(adjusted);
        }
        let hash = if computed.parked.is_empty() { hash } else { String::new() };
        reconciled.agrees.push(Agreed { run: run.id, hash, parked: computed.parked });
        reconciled.sets.push((run.period, computed.sets));
        reconciled.carried.push((run.period, handed_on.clone()));
        carried = handed_on;
    }
    Ok(reconciled)
}

/// The first closed period whose sales, rates, terms, enrolments or network are not as they were when it was last agreed
/// with, or that somebody waits in.
async fn first_changed(
    work: &mut Work,
    program: &Program,
    runs: &[Run],
    known_until: Option<Timestamp>,
) -> Result<Option<usize>> {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return Ok(None) };
    if is_quiet(work, program, runs, last).await? {
        return Ok(None);
    }
    let Some(standing) = gather::standing(work, program.id, known_until).await? else { return Ok(None) };
    let moment = agreed_at(work, program, last).await?;
    // The place of a sale among all that its customer bought counts from the first sale there ever was.
    let from = |place: usize| match place {
        0 if standing.asks_for_first_sales() => Date::MIN,
        place => runs[place].period.start,
    };
    let (from_first, until) = (from(0), last.period.end);
    let now = known_until.unwrap_or(Timestamp::MAX);
    let sales = facts::has_changed(work, from_first.min(first.period.start), until, moment).await?;
    let rates = programs::rates_added_between(work, program.currency, until, moment, now).await? > 0;
    let waits = runs.iter().any(|run| run.reconciled_hash.is_empty());
    let rules = waits || standing.hash(until) != last.reconciled_hash;
    if !sales && !rules && !rates {
        return Ok(None);
    }
    for (place, run) in runs.iter().enumerate() {
        let until = run.period.end;
        let changed = (rules && standing.hash(until) != run.reconciled_hash)
            || (sales && facts::has_changed(work, from(place), until, moment).await?)
            || (rates
                && programs::rates_added_between(work, program.currency, until, moment, now).await? > 0);
        if changed {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Whether it is plain that nothing has changed since the last close, without looking at what there is.
async fn is_quiet(work: &mut Work, program: &Program, runs: &[Run], last: &Run) -> Result<bool> {
    if runs.iter().any(|run| run.reconciled_hash.is_empty()) {
        return Ok(false);
    }
    let (until, mark) = (last.period.end, store::sales_mark_of(work, last.id).await?);
    if mark.is_empty() || sales::mark_until(work, until).await? != Some(mark) {
        return Ok(false);
    }
    // What was being written at the close has an earlier moment.
    let moment = facts::hour_before(last.known_until);
    let rates = programs::rates_added_between(work, program.currency, until, moment, Timestamp::MAX).await?;
    Ok(rates == 0
        && !partners::network_changed_since(work, moment).await?
        && !programs::placements_changed_since(work, program.id, moment).await?)
}

/// The moment up to which everything known has been stated: that of the last close, or an hour before it when something
/// that was being written at the close is there now.
async fn agreed_at(work: &mut Work, program: &Program, last: &Run) -> Result<Timestamp> {
    let moment = last.known_until;
    let known = facts::freshly_known(work, program.currency, last.period.end, moment).await?;
    Ok(if known == last.freshly_known { moment } else { facts::hour_before(moment) })
}

/// A closed period computed anew.
pub struct Anew {
    /// What it comes to.
    pub computed: Recomputed,
    /// The hash of the terms, enrolments and network that it was computed by.
    pub hash: String,
    /// What it hands on, by partner, budgets included.
    pub carried: BTreeMap<PartnerId, Carried>,
}

/// Computes the period of a run anew, going on from what the period before hands on. Partners, products and customers are
/// those that the close of the period knew. Nothing without published terms.
pub async fn anew(
    work: &mut Work,
    program: &Program,
    run: &Run,
    whom: &Whom,
    (known_until, source): (Option<Timestamp>, Source),
    carried: BTreeMap<PartnerId, Carried>,
) -> Result<Option<Anew>> {
    let Some(mut standing) = gather::standing(work, program.id, known_until).await? else { return Ok(None) };
    (standing.cards_at, standing.source) = (Some(run.known_until), source);
    let hash = standing.hash(run.period.end);
    let whom = standing.needed_for(whom);
    let (budgets, before) = (carried.get(&store::EVERYBODY).cloned().unwrap_or_default(), carried.clone());
    let (program, period) = (program.clone(), run.period);
    let mut gathered =
        gather::gather_under(work, program, period, whom, known_until, standing, carried).await?;
    gathered.book.payout_on = run.closed_on(&work.site().config.zone);
    let computed = recompute(gathered, budgets).await?;
    let carried = handed_on_by(&computed, &before);
    Ok(Some(Anew { computed, hash, carried }))
}

/// What a period that was computed anew hands on.
pub fn handed_on_by(
    computed: &Recomputed,
    before: &BTreeMap<PartnerId, Carried>,
) -> BTreeMap<PartnerId, Carried> {
    let due = computed.due.iter().map(|(partner, due)| (*partner, due.carried.clone()));
    handed_on(due, &computed.parked, &computed.budgets, before)
}

/// What a period hands on: of those who were stated what they carry, of those who are parked what they had before.
pub fn handed_on(
    stated: impl Iterator<Item = (PartnerId, Carried)>,
    parked: &[Parked],
    budgets: &Carried,
    before: &BTreeMap<PartnerId, Carried>,
) -> BTreeMap<PartnerId, Carried> {
    let waiting = parked.iter().filter_map(|one| Some((one.partner, before.get(&one.partner)?.clone())));
    let mut all: BTreeMap<PartnerId, Carried> = waiting.chain(stated).collect();
    all.insert(store::EVERYBODY, budgets.clone());
    all.retain(|_, carried| !carried.is_empty());
    all
}

/// What was stated for the period of a run with its corrections, read from its statements side by side.
pub async fn stated_by(work: &mut Work, run: &Run) -> Result<BTreeMap<PartnerId, Sums>> {
    let rows = store::kept_of_run(work, run.id).await?;
    let read = move || -> Result<BTreeMap<PartnerId, Sums>> {
        rows.par_iter().map(|row| Ok((row.partner, sums_of(&row.read()?.0)))).collect()
    };
    let stated = tokio::task::spawn_blocking(read).await??;
    with_corrections(work, run, stated).await
}

/// What was stated for the period of a run, with the corrections that later statements made, by partner.
pub async fn stated_for(
    work: &mut Work,
    run: &Run,
    statements: impl Iterator<Item = (PartnerId, &KeptStatement)>,
) -> Result<BTreeMap<PartnerId, Sums>> {
    let stated = statements.map(|(partner, kept)| (partner, sums_of(kept))).collect();
    with_corrections(work, run, stated).await
}

fn sums_of(kept: &KeptStatement) -> Sums {
    let id = |record: &Record| kept.sales.get(record.sale as usize).map(|sale| sale.id);
    sums(kept.records.iter().map(|record| (record, id(record))))
}

async fn with_corrections(
    work: &mut Work,
    run: &Run,
    mut stated: BTreeMap<PartnerId, Sums>,
) -> Result<BTreeMap<PartnerId, Sums>> {
    for (partner, later) in store::corrections_of(work, run.program, run.period).await? {
        for adjusted in later.iter().filter(|adjusted| adjusted.period == run.period) {
            let before = stated.remove(&partner).unwrap_or_default();
            stated.insert(partner, corrected(before, &adjusted.items));
        }
    }
    Ok(stated)
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
