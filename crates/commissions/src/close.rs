//! Closing a period: freeze, compute, post and save, all or nothing.

use std::collections::{BTreeMap, BTreeSet};

use base::access::{Act, Actor, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::{Site, Work};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use money::Money;
use programs::{Program, ProgramId};
use terms::Period;

use crate::books;
use crate::compute::{Before, Computed, compute};
use crate::events::{CloseStopped, ParkedStated, PeriodClosed};
use crate::gather::{self, Gathered, Whom, gather, program_for};
use crate::reconcile::{Agreed, Reconciled, handed_on, reconcile};
use crate::rules::{self, Draft, Refusal, Totals};
use crate::run::{Parked, Run, RunId, StatementId};
use crate::seal::{Fresh, seal};
use crate::watch::Watch;
use crate::{facts, store};

/// Statements that travel to the database together.
const PAGE: usize = 500;
/// How often a close starts again when terms, enrolments or network change under its hands.
const ATTEMPTS_MAX: usize = 4;
/// Closes queue up here, so that each sees the ledger of the one before.
const QUEUE: &str = "commissions_close";

/// Whether a close is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Compute and show; nothing is written.
    Preview,
    /// Compute, post and save.
    Post,
}

/// What came of closing a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The programme.
    pub program: Program,
    /// The period.
    pub period: Period,
    /// How far it has come.
    pub state: ClosingState,
    /// How many statements there are.
    pub statements: i64,
    /// Their sums.
    pub totals: Totals,
    /// How many sales earn in the programme.
    pub sales: i64,
    /// Partners whose statement could not be computed.
    pub parked: Vec<Parked>,
    /// The statements of a preview, by name.
    pub drafts: Vec<Draft>,
}

/// How far a close has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingState {
    /// Only computed.
    Previewed,
    /// Closed now, or statements were added for partners who had been parked.
    Closed(RunId),
    /// It had been closed before; nothing was posted.
    ClosedBefore(RunId),
}

impl Closing {
    /// A sum as money of the programme.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.program.currency)
    }

    fn previewed(computed: Computed) -> Closing {
        let sales = computed.gathered.sales;
        Closing {
            statements: i64::try_from(computed.drafts.len()).unwrap_or(i64::MAX),
            state: ClosingState::Previewed,
            totals: computed.totals,
            sales,
            parked: computed.parked,
            drafts: computed.drafts,
            period: computed.gathered.period,
            program: computed.gathered.program,
        }
    }

    fn of_run(program: Program, run: Run, state: ClosingState, parked: Vec<Parked>) -> Closing {
        Closing {
            period: run.period,
            state,
            statements: run.statements,
            totals: run.totals,
            sales: run.sales,
            parked,
            drafts: Vec::new(),
            program,
        }
    }
}

/// Closes a period of a programme, or shows what closing it would come to.
///
/// Everything is written in one transaction that other closes wait for, so a close is there wholly or not at all,
/// and closing twice, one after another or at once, posts once. Partners who were parked are tried again.
pub async fn close(
    site: &Site,
    actor: Actor,
    program: ProgramId,
    period: Period,
    mode: Mode,
) -> Outcome<Closing, Refusal> {
    let mut cut_off = None;
    for _ in 0..ATTEMPTS_MAX {
        let work = site.read(actor).await?;
        let (gathered, frozen) = match freeze(work, program, period, mode, cut_off).await? {
            Frozen::ClosedBefore(closing) => return Ok(*closing),
            Frozen::Gathered(gathered, beside) => (*gathered, *beside),
        };
        // What was being written while we read is there the next time, and what is known later than this stays out.
        cut_off = Some(gathered.known_until);
        let budgets = gathered.carried.get(&store::EVERYBODY).cloned().unwrap_or_default();
        let before = Before { adjusted: frozen.reconciled.adjusted.clone(), budgets };
        let computed = compute(gathered, before, site.today()).await?;
        if mode == Mode::Preview {
            return Ok(Closing::previewed(computed));
        }
        if let Some(closing) = post(site, actor, computed, &frozen).await? {
            return Ok(closing);
        }
    }
    Err(Stop::Refused(Refusal::KeepsChanging))
}

enum Frozen {
    ClosedBefore(Box<Closing>),
    Gathered(Box<Gathered>, Box<Beside>),
}

/// What was frozen beside the facts of the period.
#[derive(Default)]
struct Beside {
    /// Corrections of earlier periods.
    reconciled: Reconciled,
    /// How many facts had become known in the hour before.
    freshly_known: i64,
    /// The mark of the sales that were read; empty where it says too much or too little.
    sales_mark: String,
}

/// Reads everything from one moment of the database, as it was known at `cut_off` or is known now; a period that is closed
/// is only asked for its parked partners.
async fn freeze(
    mut work: Work,
    program: ProgramId,
    period: Period,
    mode: Mode,
    cut_off: Option<Timestamp>,
) -> Outcome<Frozen, Refusal> {
    work.may(if mode == Mode::Post { Act::ClosePeriod } else { Act::SeeCommissions }, Whose::Vendor)?;
    let program = program_for(&mut work, program, period).await?;
    if let Some(run) = store::run_of(&mut work, program.id, period).await?.filter(|run| run.is_closed) {
        let parked = store::parked_of(&mut work, run.id).await?;
        // Once a later period is closed, those who were parked are corrected by the next close.
        let is_last = program.closed_until == Some(period.end);
        if parked.is_empty() || mode == Mode::Preview || !is_last {
            let state = ClosingState::ClosedBefore(run.id);
            return Ok(Frozen::ClosedBefore(Box::new(Closing::of_run(program, run, state, parked))));
        }
        let known_until = Some(run.known_until);
        let gathered = gather(&mut work, program, period, Whom::Everybody, known_until).await?;
        return Ok(Frozen::Gathered(Box::new(gathered), Box::default()));
    }
    if mode == Mode::Post {
        rules::judge_close(&program, period, work.today()).map_err(Stop::Refused)?;
    }
    let mut watch = Watch::start();
    let (everybody, moment) = (Whom::Everybody, cut_off.unwrap_or(work.now()));
    let freshly_known = facts::freshly_known(&mut work, program.currency, period.end, moment).await?;
    let reconciled = reconcile(&mut work, &program, period, &everybody, Some(moment)).await?;
    watch.done("earlier periods compared");
    let mut gathered = gather(&mut work, program, period, everybody, Some(moment)).await?;
    watch.done("everything gathered");
    if let Some(carried) = reconciled.last_carried() {
        gathered.go_on_from(carried.clone(), reconciled.adjusted.keys());
    }
    let sales_mark = facts::mark_of(&mut work, period, moment).await?;
    let beside = Beside { reconciled, freshly_known, sales_mark };
    Ok(Frozen::Gathered(Box::new(gathered), Box::new(beside)))
}

/// Saves and posts what was computed; nothing when its inputs have changed since, and it must be computed again.
async fn post(
    site: &Site,
    actor: Actor,
    computed: Computed,
    frozen: &Beside,
) -> Outcome<Option<Closing>, Refusal> {
    let Gathered { program, period, known_until, .. } = &computed.gathered;
    let mut work = site.begin(actor).await?;
    work.may(Act::ClosePeriod, Whose::Vendor)?;
    work.queue_for(QUEUE).await?;
    let before = store::run_of(&mut work, program.id, *period).await?.filter(|run| run.is_closed);
    if let Some(run) = before {
        return state_parked(work, run, computed).await;
    }
    let now = programs::program(&mut work, program.id).await?.ok_or(Stop::Unknown)?;
    rules::judge_close(&now, *period, work.today()).map_err(Stop::Refused)?;
    // From here on the programme is held, and nobody changes terms or enrolments of the period any more.
    programs::set_closed_until(&mut work, program.id, period.end)
        .await
        .map_err(|stop| stop.map(|_| Refusal::KeepsChanging))?;
    let standing = gather::standing(&mut work, program.id, Some(*known_until)).await?;
    if standing.is_none_or(|standing| standing.hash(period.end) != computed.gathered.terms_hash) {
        return Ok(None);
    }
    let freshly_known = facts::freshly_known(&mut work, program.currency, period.end, *known_until).await?;
    if freshly_known != frozen.freshly_known {
        return Ok(None);
    }
    let mut run = Run { freshly_known, ..new_run(&work, &computed) };
    run.id = store::open_run(&mut work, &run).await?;
    store::keep_sales_mark(&mut work, run.id, &frozen.sales_mark).await?;
    match keep(&mut work, &mut run, &computed, &frozen.reconciled.sets).await? {
        Kept::Whole => {}
        Kept::Differs(refusal) => {
            drop(work);
            note_trouble(site, actor, &computed, &run, &refusal).await?;
            return Err(Stop::Refused(refusal));
        }
    }
    let mut watch = Watch::start();
    hand_on(&mut work, &run, &computed, &frozen.reconciled).await?;
    watch.done("handed on");
    let total = computed.money(run.totals.total).to_string();
    let (name, period) = (program.name.clone(), *period);
    let Run { id, statements, parked, .. } = run;
    work.record(PeriodClosed { run: id, program: program.id, name, period, statements, parked, total })
        .await?;
    work.commit().await?;
    watch.done("committed");
    Ok(Some(Closing::of_run(computed.gathered.program, run, ClosingState::Closed(id), computed.parked)))
}

/// Adds the statements of partners who were parked when the period was closed and can be stated now.
async fn state_parked(
    mut work: Work,
    mut run: Run,
    mut computed: Computed,
) -> Outcome<Option<Closing>, Refusal> {
    let waiting: BTreeSet<_> =
        store::parked_of(&mut work, run.id).await?.iter().map(|one| one.partner).collect();
    computed.drafts.retain(|draft| waiting.contains(&draft.partner));
    // Their records name attributes by their places in what the run keeps.
    if store::sets_of(&mut work, run.id, run.period).await? != computed.sets {
        computed.drafts.clear();
    }
    let program = computed.gathered.program.clone();
    if computed.drafts.is_empty() || waiting.is_empty() {
        let parked = store::parked_of(&mut work, run.id).await?;
        let state = ClosingState::ClosedBefore(run.id);
        return Ok(Some(Closing::of_run(program, run, state, parked)));
    }
    let added = i64::try_from(computed.drafts.len()).unwrap_or(i64::MAX);
    let stated = computed.drafts.iter().map(|draft| draft.totals.total).fold(0_i64, i64::saturating_add);
    if let Kept::Differs(refusal) = keep(&mut work, &mut run, &computed, &[]).await? {
        return Err(Stop::Refused(refusal));
    }
    let next = run.period.next();
    let mut carried = store::carried_before(&mut work, run.program, next).await?;
    carried.extend(computed.drafts.iter().map(|draft| (draft.partner, draft.carried.clone())));
    store::keep_carried(&mut work, run.program, run.period.end, &carried).await?;
    // What they earn may leave less of a budget to others, which the next close looks at.
    store::reconcile(&mut work, run.id, "", run.parked).await?;
    let total = computed.money(stated).to_string();
    let event = ParkedStated {
        run: run.id,
        name: program.name.clone(),
        period: run.period,
        statements: added,
        total,
    };
    work.record(event).await?;
    work.commit().await?;
    let state = ClosingState::Closed(run.id);
    Ok(Some(Closing::of_run(program, run, state, computed.parked)))
}

/// Keeps what the period and those it corrects hand on, and that corrected runs agree with what is known now.
async fn hand_on(
    work: &mut Work,
    run: &Run,
    computed: &Computed,
    reconciled: &Reconciled,
) -> base::failure::Result<()> {
    for (period, carried) in &reconciled.carried {
        store::keep_carried(work, run.program, period.end, carried).await?;
    }
    for (period, sets) in &reconciled.sets {
        store::keep_sets(work, run.id, *period, sets).await?;
    }
    // Who is parked now was not corrected either.
    let waits = computed.parked.iter().any(|one| reconciled.adjusted.contains_key(&one.partner));
    for Agreed { run: earlier, hash, parked } in &reconciled.agrees {
        let count = i64::try_from(parked.len()).unwrap_or(i64::MAX);
        store::reconcile(work, *earlier, if waits { "" } else { hash }, count).await?;
        store::delete_parked(work, *earlier).await?;
        store::insert_parked(work, *earlier, parked).await?;
    }
    let partners = computed.drafts.iter().map(|draft| (draft.partner, draft.carried.clone()));
    let before = &computed.gathered.carried;
    let carried = handed_on(partners, &computed.parked, &computed.budgets, before);
    store::keep_carried(work, run.program, run.period.end, &carried).await?;
    store::keep_sets(work, run.id, run.period, &computed.sets).await
}

enum Kept {
    Whole,
    Differs(Refusal),
}

/// Saves statements and posts them in pages, then asks statements and ledger whether they came to the same sum.
async fn keep(
    work: &mut Work,
    run: &mut Run,
    computed: &Computed,
    corrected: &[(Period, Vec<u8>)],
) -> Outcome<Kept, Refusal> {
    let program = &computed.gathered.program;
    let (earlier, earlier_totals) = store::totals_of_run(work, run.id).await?;
    let accrued_before = books::accrued(work, run.currency).await?;
    let available_on = available_on(work.today(), program.hold_days);
    let hashes = hashes_of(&computed.gathered);
    let mut watch = Watch::start();
    let ids: Vec<(StatementId, &Draft)> =
        computed.drafts.iter().map(|draft| (StatementId::fresh(), draft)).collect();
    for page in ids.chunks(PAGE) {
        let rows: Vec<_> = page
            .iter()
            .map(|(id, draft)| {
                let key = (draft.totals.total != 0).then(|| books::statement_key(run, draft.partner));
                (*id, *draft, terms_of(draft, &hashes), key)
            })
            .collect();
        store::insert_statements(work, run, &rows).await?;
        store::insert_corrections(work, run.program, &corrections(page)).await?;
    }
    watch.done("statements saved");
    let posted = books::post(work, run, &program.name, &ids).await?;
    watch.done("statements posted");
    let (statements, totals) = store::totals_of_run(work, run.id).await?;
    let accrued = books::accrued(work, run.currency).await?.saturating_sub(accrued_before);
    let stated = totals.total.saturating_sub(earlier_totals.total);
    let to_post = computed.drafts.iter().filter(|draft| draft.totals.total != 0).count();
    let all_there = statements - earlier == i64::try_from(computed.drafts.len()).unwrap_or(i64::MAX);
    if accrued != stated || stated != computed_total(computed) || posted != to_post || !all_there {
        let (statements, postings) = (computed.money(stated), computed.money(accrued));
        return Ok(Kept::Differs(Refusal::TotalsDiffer { statements, postings }));
    }
    let fresh: Vec<Fresh<'_>> = ids
        .iter()
        .map(|(id, draft)| {
            let entry_key = (draft.totals.total != 0).then(|| books::statement_key(run, draft.partner));
            Fresh { id: *id, draft, terms: terms_of(draft, &hashes), entry_key }
        })
        .collect();
    seal(work, run, computed, &fresh, corrected, &hashes).await?;
    watch.done("statements sealed");
    store::delete_parked(work, run.id).await?;
    store::insert_parked(work, run.id, &computed.parked).await?;
    run.statements = statements;
    run.totals = totals;
    run.parked = i64::try_from(computed.parked.len()).unwrap_or(i64::MAX);
    run.available_on = run.available_on.or(Some(available_on));
    run.closed_at = run.closed_at.or(Some(work.now()));
    run.closed_by = run.closed_by.or(work.actor.user());
    store::close_run(work, run.id, run).await?;
    watch.done("sums compared");
    Ok(Kept::Whole)
}

/// Which periods a page of statements corrects.
fn corrections(page: &[(StatementId, &Draft)]) -> Vec<(StatementId, PartnerId, Period, i64)> {
    let of = |(id, draft): &(StatementId, &Draft)| {
        let (id, partner) = (*id, draft.partner);
        draft.adjusted.iter().map(move |one| (id, partner, one.period, one.amount())).collect::<Vec<_>>()
    };
    page.iter().flat_map(of).collect()
}

fn computed_total(computed: &Computed) -> i64 {
    computed.drafts.iter().map(|draft| draft.totals.total).fold(0, i64::saturating_add)
}

fn available_on(today: Date, hold_days: u32) -> Date {
    today.saturating_add(i64::from(hold_days).days())
}

/// The hash of the content of every version in the timelines.
fn hashes_of(gathered: &Gathered) -> BTreeMap<i64, String> {
    let all = gathered.terms.all();
    all.flat_map(|timeline| timeline.versions())
        .map(|version| (version.id, version.terms.hash().hex()))
        .collect()
}

/// The versions a statement rests on as `id:hash id:hash`.
fn terms_of(draft: &Draft, hashes: &BTreeMap<i64, String>) -> String {
    let pairs = draft.versions.iter().filter_map(|id| Some(format!("{id}:{}", hashes.get(id)?)));
    pairs.collect::<Vec<_>>().join(" ")
}

fn new_run(work: &Work, computed: &Computed) -> Run {
    let Gathered { program, period, terms_hash, known_until, sales, .. } = &computed.gathered;
    Run {
        id: RunId::fresh(),
        program: program.id,
        period: *period,
        currency: program.currency,
        is_closed: false,
        trouble: None,
        known_until: *known_until,
        terms_hash: terms_hash.clone(),
        inputs_hash: computed.inputs_hash.clone(),
        sales: *sales,
        sales_minor: computed.gathered.sales_minor(),
        statements: 0,
        totals: Totals::default(),
        parked: 0,
        available_on: Some(available_on(work.today(), program.hold_days)),
        closed_at: None,
        closed_by: None,
        reconciled_hash: terms_hash.clone(),
        freshly_known: 0,
    }
}

/// Leaves the run open, with what stood in the way, after everything else was taken back.
async fn note_trouble(
    site: &Site,
    actor: Actor,
    computed: &Computed,
    run: &Run,
    refusal: &Refusal,
) -> base::failure::Result<()> {
    let Refusal::TotalsDiffer { statements, postings } = refusal else { return Ok(()) };
    let mut work = site.begin(actor).await?;
    let id = store::open_run(&mut work, run).await?;
    let (statements, postings) = (statements.to_decimal(), postings.to_decimal());
    store::note_trouble(&mut work, id, &format!("{statements} {postings}")).await?;
    let name = computed.gathered.program.name.clone();
    work.record(CloseStopped { run: id, name, period: run.period, statements, postings }).await?;
    work.commit().await
}
