//! Replaying real history under other terms, period by period, with the code that closes periods. Nothing is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::access::{Actor, PartnerId};
use base::failure::{Outcome, Stop};
use base::work::{Site, Work};
use jiff::Timestamp;
use jiff::civil::Date;
use programs::{Audience, Program, TermsVersionId, Trial};
use rayon::prelude::*;
use terms::{Carried, Period, Sums, Terms};

use crate::compute::{Recomputed, resum};
use crate::gather::{self, Whom};
use crate::reconcile::{handed_on_by, stated_by};
use crate::rules::{
    self, Counts, Largest, LineChange, PartnerChange, PeriodChange, Refusal, Span, Trouble, differing,
    judge_replay,
};
use crate::run::{Parked, Run};
use crate::store;

/// So many of the largest changes are kept.
const LINES_MAX: usize = 200;

/// Terms to be replayed over periods of their programme.
#[derive(Clone, Debug)]
pub struct Replayable {
    /// The programme.
    pub program: Program,
    /// The version the terms come from.
    pub version: TermsVersionId,
    /// For whom they are.
    pub whose: Audience,
    /// What they say.
    pub terms: Arc<Terms>,
    /// The periods.
    pub span: Span,
}

/// A text of terms for everybody, if it can be replayed over these periods.
pub fn replayable(program: Program, text: &str, span: Span, today: Date) -> Result<Replayable, Refusal> {
    let terms = judge_replay(&program, text, span, today)?;
    Ok(Replayable { program, version: TermsVersionId::fresh(), whose: Audience::Everybody, terms, span })
}

/// What a replay came to.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// Every partner who was stated or would be, by name.
    pub partners: Vec<PartnerChange>,
    /// The largest changes of single sums.
    pub lines: Vec<LineChange>,
    /// The sums of each period.
    pub periods: Vec<PeriodChange>,
    /// Partners who could not be computed, with the period; both sides leave them out of it.
    pub parked: Vec<(Period, Parked)>,
}

impl Replayed {
    /// What was stated in all periods.
    pub fn was(&self) -> i64 {
        self.periods.iter().map(|period| period.was).fold(0, i64::saturating_add)
    }

    /// What the replay comes to in all periods.
    pub fn now(&self) -> i64 {
        self.periods.iter().map(|period| period.now).fold(0, i64::saturating_add)
    }

    /// How many gain and lose.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.partners)
    }
}

/// A replay under way.
pub struct Replay {
    asked: Replayable,
    /// The period that comes next; nothing when all are done.
    next: Option<Period>,
    /// What the replayed period before hands on.
    carried: BTreeMap<PartnerId, Carried>,
    /// What the open period before hands on under the present terms.
    present: Option<BTreeMap<PartnerId, Carried>>,
    /// The moment up to which sales of closed periods are known.
    known_until: Option<Timestamp>,
    partners: BTreeMap<PartnerId, (String, i64, i64)>,
    largest: Largest,
    periods: Vec<PeriodChange>,
    parked: Vec<(Period, Parked)>,
}

/// One period on both sides.
struct Sides {
    period: Period,
    was: BTreeMap<PartnerId, Sums>,
    now: Recomputed,
    names: BTreeMap<PartnerId, String>,
}

/// What one period comes to.
struct Tally {
    partners: Vec<(PartnerId, i64, i64)>,
    largest: Largest,
}

impl Replay {
    /// Begins a replay with what the period before its first one has handed on.
    pub async fn begin(work: &mut Work, asked: Replayable) -> base::failure::Result<Replay> {
        let carried = store::carried_before(work, asked.program.id, asked.span.from).await?;
        let last = store::closed_runs_of(work, asked.program.id).await?.pop();
        Ok(Replay {
            next: asked.span.periods().next(),
            carried,
            present: None,
            known_until: last.map(|run| run.known_until),
            partners: BTreeMap::new(),
            largest: Largest::keeping(LINES_MAX),
            periods: Vec::new(),
            parked: Vec::new(),
            asked,
        })
    }

    /// How many periods are done.
    pub fn done(&self) -> usize {
        self.periods.len()
    }

    /// Of how many.
    pub fn of(&self) -> usize {
        self.asked.span.periods().count()
    }

    /// Replays the next period; tells whether there was one.
    pub async fn step(&mut self, site: &Site, actor: Actor) -> Outcome<bool, Refusal> {
        let Some(period) = self.next else { return Ok(false) };
        let mut work = site.read(actor).await?;
        let run = store::run_of(&mut work, self.asked.program.id, period).await?.filter(|run| run.is_closed);
        let was = match &run {
            Some(run) => stated_by(&mut work, run).await?,
            None => self.under_present(&mut work, period).await?,
        };
        let before = self.carried.clone();
        let (now, names) = self.under_trial(work, period, run.as_ref()).await?;
        self.carried = handed_on_by(&now, &before);
        let sides = Sides { period, was, now, names };
        let is_closed = run.is_some();
        let (sides, tally) = tokio::task::spawn_blocking(move || tallied(sides)).await?;
        self.add(sides, tally, is_closed);
        self.next = (period < self.asked.span.until).then(|| period.next());
        Ok(true)
    }

    /// Everything together.
    pub fn end(self) -> Replayed {
        let change = |(partner, (name, was, now))| PartnerChange { partner, name, was, now };
        let mut partners: Vec<PartnerChange> = self.partners.into_iter().map(change).collect();
        partners.sort_by(|one, other| (&one.name, one.partner).cmp(&(&other.name, other.partner)));
        Replayed { partners, lines: self.largest.into_sorted(), periods: self.periods, parked: self.parked }
    }

    /// What an open period comes to under the terms that are in force.
    async fn under_present(
        &mut self,
        work: &mut Work,
        period: Period,
    ) -> Outcome<BTreeMap<PartnerId, Sums>, Refusal> {
        let standing = gather::standing(work, self.asked.program.id, None).await?;
        let Some(standing) = standing else { return Ok(BTreeMap::new()) };
        let carried = match self.present.take() {
            Some(carried) => carried,
            None => store::carried_before(work, self.asked.program.id, period).await?,
        };
        let budgets = budgets(&carried);
        let program = self.asked.program.clone();
        let (whom, before) = (Whom::Everybody, carried.clone());
        let today = work.today();
        let mut gathered = gather::gather_under(work, program, period, whom, None, standing, carried).await?;
        gathered.book.payout_on = Some(today);
        let computed = resum(gathered, budgets).await?.map_err(refused)?;
        self.present = Some(handed_on_by(&computed, &before));
        Ok(computed.due.into_iter().map(|(partner, due)| (partner, due.sums)).collect())
    }

    /// What a period comes to under the terms on trial, with the names of everybody.
    async fn under_trial(
        &mut self,
        mut work: Work,
        period: Period,
        run: Option<&Run>,
    ) -> Outcome<(Recomputed, BTreeMap<PartnerId, String>), Refusal> {
        let Replayable { program, version, whose, terms, span } = self.asked.clone();
        let trial = Trial { program: program.id, version, whose, terms, from: span.from.start };
        let found = programs::timeline_with(&mut work, &trial).await?;
        let terms = gather::timelines(found.ok_or(Stop::Refused(Refusal::NoTerms))?);
        // What became known after the last close would have changed statements under any terms.
        let known_until = run.and(self.known_until);
        let mut standing = gather::standing_under(&mut work, program.id, terms, known_until).await?;
        standing.cards_at = run.map(|run| run.known_until);
        let carried = std::mem::take(&mut self.carried);
        let budgets = budgets(&carried);
        let whom = Whom::Everybody;
        let mut gathered =
            gather::gather_under(&mut work, program, period, whom, known_until, standing, carried).await?;
        gathered.book.payout_on = match run {
            Some(run) => run.closed_on(&work.site().config.zone),
            None => Some(work.today()),
        };
        drop(work);
        let names = std::mem::take(&mut gathered.names);
        let computed = resum(gathered, budgets).await?.map_err(refused)?;
        Ok((computed, names))
    }

    fn add(&mut self, sides: Sides, tally: Tally, is_closed: bool) {
        let Sides { period, now: mut computed, mut names, .. } = sides;
        let mut change = PeriodChange { period, is_closed, was: 0, now: 0 };
        for (partner, was, now) in tally.partners {
            change.was = change.was.saturating_add(was);
            change.now = change.now.saturating_add(now);
            let mut name = || {
                let due = computed.due.remove(&partner).map(|due| due.name);
                due.or_else(|| names.remove(&partner)).unwrap_or_default()
            };
            let (_, all_was, all_now) = self.partners.entry(partner).or_insert_with(|| (name(), 0, 0));
            *all_was = all_was.saturating_add(was);
            *all_now = all_now.saturating_add(now);
        }
        self.periods.push(change);
        self.parked.extend(computed.parked.into_iter().map(|one| (period, one)));
        let before = std::mem::replace(&mut self.largest, Largest::keeping(LINES_MAX));
        self.largest = before.join(tally.largest);
    }
}

fn refused(trouble: Trouble) -> Stop<Refusal> {
    Stop::Refused(Refusal::NotComputed { trouble })
}

fn budgets(carried: &BTreeMap<PartnerId, Carried>) -> Carried {
    carried.get(&store::EVERYBODY).cloned().unwrap_or_default()
}

/// Adds up both sides partner by partner; who is parked stays out of it.
fn tallied(sides: Sides) -> (Sides, Tally) {
    let parked: Vec<PartnerId> = sides.now.parked.iter().map(|one| one.partner).collect();
    let mut partners: Vec<PartnerId> = sides.was.keys().chain(sides.now.due.keys()).copied().collect();
    partners.sort_unstable();
    partners.dedup();
    partners.retain(|partner| !parked.contains(partner));
    let nothing = Sums::new();
    let one = |mut tally: Tally, partner: &PartnerId| {
        let was = sides.was.get(partner).unwrap_or(&nothing);
        let due = sides.now.due.get(partner);
        let now = due.map_or(&nothing, |due| &due.sums);
        differing(was, now, |about, was, now| {
            tally.largest.meet(LineChange { period: sides.period, partner: *partner, about, was, now });
        });
        tally.partners.push((*partner, rules::summed(was), due.map_or(0, |due| rules::summed(&due.sums))));
        tally
    };
    let empty = || Tally { partners: Vec::new(), largest: Largest::keeping(LINES_MAX) };
    let join = |mut one: Tally, other: Tally| {
        one.partners.extend(other.partners);
        Tally { partners: one.partners, largest: one.largest.join(other.largest) }
    };
    let tally = partners.par_iter().fold(empty, one).reduce(empty, join);
    (sides, tally)
}
