//! What-if: replaying a draft over periods gone by as a job, and keeping what it came to. Nothing is posted.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::access::{Act, Actor, PartnerId, UserId, Whose};
use base::failure::{Failure, Outcome, Result, Stop};
use base::jobs::{self, Job, JobId, JobKind, NewJob};
use base::work::{Site, Work};
use base::{id, job_kind};
use jiff::Timestamp;
use money::{Currency, Money};
use programs::{Audience, ProgramId, TermsVersionId};
use sales::SaleId;
use serde::{Deserialize, Serialize};
use terms::{Period, RecordKind, SumKey, Terms};

use crate::replay::{Replay, Replayable, Replayed};
use crate::rules::{
    Bin, Counts, LineChange, PartnerChange, PeriodChange, Refusal, Span, bins, heading, judge_replay,
};
use crate::run::{ClosedStatement, StatementId};
use crate::store;

id!(
    /// A replay of terms over periods gone by.
    WhatIfId,
    "replay"
);

/// The job that replays.
pub const RUN: JobKind = job_kind!("commissions.what-if", run);

/// So many replays of a programme are kept.
const KEPT_MAX: i64 = 20;

/// A draft to be replayed over periods of its programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The programme.
    pub program: ProgramId,
    /// The draft, or a version that was published.
    pub draft: TermsVersionId,
    /// The first period.
    pub from: Period,
    /// The last one; it may still be open.
    pub until: Period,
}

/// How far a replay has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatIfState {
    /// It waits or is under way.
    Queued,
    /// It is there to be read.
    Done,
    /// It cannot be done.
    Failed,
}

impl WhatIfState {
    /// The word by which it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Queued, Self::Done, Self::Failed].into_iter().find(|state| state.word() == word)
    }
}

/// A replay as it is kept.
#[derive(Clone, Debug)]
pub struct KeptWhatIf {
    /// Its id.
    pub id: WhatIfId,
    /// The programme.
    pub program: ProgramId,
    /// The version that was replayed; a draft may have changed since.
    pub version: TermsVersionId,
    /// For whom the terms are.
    pub whose: Audience,
    /// The name that the terms give themselves.
    pub name: String,
    /// The terms as they were replayed.
    pub text: String,
    /// The hash of their content.
    pub hash: String,
    /// The periods.
    pub span: Span,
    /// The currency of every sum.
    pub currency: Currency,
    /// How far it has come.
    pub state: WhatIfState,
    /// Why it cannot be done (`commissions-trouble-<word>`).
    pub trouble: Option<String>,
    /// How many periods are done.
    pub done: i64,
    /// Of how many.
    pub total: i64,
    /// When it was asked for.
    pub started_at: Timestamp,
    /// By whom.
    pub started_by: Option<UserId>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The job that does it.
    pub job: JobId,
    /// What was stated.
    pub was: i64,
    /// What the replay gives.
    pub now: i64,
    /// How many gain and lose.
    pub counts: Counts,
    /// What is told beside the sums, once it is done.
    pub told: Option<Told>,
}

impl KeptWhatIf {
    /// A sum as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// What the replay adds.
    pub fn change(&self) -> i64 {
        self.now.saturating_sub(self.was)
    }
}

/// What is told of a finished replay beside its sums.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// The sums of each period.
    pub periods: Vec<PeriodChange>,
    /// How many partners gain or lose how much.
    pub bins: Vec<Bin>,
    /// Partners who could not be computed.
    pub parked: Vec<ParkedIn>,
}

/// A partner who could not be computed for a period; both sides leave him out of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParkedIn {
    /// The period.
    pub period: Period,
    /// Who.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// The word of the trouble (`commissions-trouble-<word>`).
    pub reason: String,
    /// The sale it is about.
    pub sale: Option<SaleId>,
}

/// A large change of a single sum as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLine {
    /// The period.
    pub period: Period,
    /// The partner.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// Under which heading of the statement it stands (`direct`, `override`, `bonus`, `limit`).
    pub heading: String,
    /// The sale it is about.
    pub sale: Option<SaleId>,
    /// The sale's number.
    pub reference: Option<String>,
    /// What was stated.
    pub was: i64,
    /// What the replay gives.
    pub now: i64,
    /// The statement of the closed period.
    pub statement: Option<StatementId>,
    /// What names the line within that statement.
    pub line: Option<String>,
}

/// Which partners of a replay to list.
#[derive(Clone, Debug, Default)]
pub struct ChangeFilter {
    /// Only those whose name holds this.
    pub name: Option<String>,
    /// Only those who gain (1), lose (−1) or stay as they are (0).
    pub sign: Option<i64>,
    /// The order.
    pub sort: ChangeSort,
    /// Largest or last first.
    pub descending: bool,
    /// How many to pass over.
    pub offset: i64,
    /// How many at most; `None` means all.
    pub limit: Option<i64>,
}

/// The orders in which partners of a replay are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeSort {
    /// By name.
    Name,
    /// By what was stated.
    Was,
    /// By what the replay gives.
    Now,
    /// By the difference.
    #[default]
    Change,
}

impl ChangeSort {
    /// The words that addresses use.
    pub const WORDS: [&'static str; 4] = ["name", "was", "now", "change"];

    /// The order that a word asks for.
    pub fn parse(word: &str) -> Self {
        match word {
            "name" => Self::Name,
            "was" => Self::Was,
            "now" => Self::Now,
            _ => Self::Change,
        }
    }
}

/// Queues a replay; what the draft says now is what is replayed. The oldest replays of the programme make room.
pub async fn start(work: &mut Work, request: WhatIf) -> Outcome<WhatIfId, Refusal> {
    work.may(Act::SeeCommissions, Whose::Vendor)?;
    work.may(Act::SeePrograms, Whose::Vendor)?;
    let program = programs::program(work, request.program).await?.ok_or(Stop::Unknown)?;
    let version = programs::terms_version(work, request.draft).await?;
    let version = version.filter(|version| version.program == program.id).ok_or(Stop::Unknown)?;
    let span = Span { from: request.from, until: request.until };
    let terms = judge_replay(&program, &version.text, span, work.today()).map_err(Stop::Refused)?;
    if version.audience() != Audience::Everybody && programs::timeline(work, program.id).await?.is_none() {
        return Err(Stop::Refused(Refusal::NoTerms));
    }
    let id = WhatIfId::fresh();
    let total = i64::try_from(span.periods().count()).unwrap_or(i64::MAX);
    let job = NewJob::new(RUN.name, id.to_string()).once(id.to_string()).of_total(total);
    let new = KeptWhatIf {
        id,
        program: program.id,
        version: version.id,
        whose: version.audience(),
        name: terms.name.clone(),
        hash: terms.hash().hex(),
        text: version.text,
        span,
        currency: program.currency,
        state: WhatIfState::Queued,
        trouble: None,
        done: 0,
        total,
        started_at: work.now(),
        started_by: work.actor.user(),
        ended_at: None,
        job: jobs::queue(work, job).await?,
        was: 0,
        now: 0,
        counts: Counts::default(),
        told: None,
    };
    store::insert_what_if(work, &new).await?;
    store::forget_old_what_ifs(work, program.id, KEPT_MAX).await?;
    Ok(id)
}

const ACTOR: Actor = Actor::System("what-if");

/// Replays from the first period on, however often it was tried before; only the whole result is kept.
async fn run(site: Site, job: Job) -> Result<()> {
    let id: WhatIfId = job.payload.parse().map_err(|_| Failure::new("the job names no replay"))?;
    let mut work = site.read(ACTOR).await?;
    let kept = store::what_if(&mut work, id).await?.filter(|kept| kept.state == WhatIfState::Queued);
    let Some(kept) = kept else { return Ok(()) };
    let program = programs::program(&mut work, kept.program).await?;
    let program = program.ok_or_else(|| Failure::new(format!("{id} names an unknown programme")))?;
    let terms = Terms::parse(&kept.text).map_err(|_| Failure::new(format!("{id} keeps unreadable terms")))?;
    let (version, whose, span) = (kept.version, kept.whose, kept.span);
    let asked = Replayable { program, version, whose, terms: Arc::new(terms), span };
    let mut replay = Replay::begin(&mut work, asked).await?;
    drop(work);
    loop {
        tell(&site, &job, id, &replay).await?;
        match replay.step(&site, ACTOR).await {
            Ok(true) => {}
            Ok(false) => return keep(&site, &kept, replay.end()).await,
            Err(Stop::Refused(refusal)) => return give_up(&site, id, &refusal).await,
            Err(Stop::Failed(failure)) => return Err(failure),
            Err(stop) => return Err(Failure::new(format!("a replay ended without a result: {stop:?}"))),
        }
    }
}

async fn tell(site: &Site, job: &Job, id: WhatIfId, replay: &Replay) -> Result<()> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut work = site.begin(ACTOR).await?;
    store::tell_what_if(&mut work, id, number(replay.done())).await?;
    work.commit().await?;
    jobs::progress(site, job.id, number(replay.done()), Some(number(replay.of())), None).await
}

async fn give_up(site: &Site, id: WhatIfId, refusal: &Refusal) -> Result<()> {
    let word = match refusal {
        Refusal::NotComputed { trouble } => trouble.word(),
        _ => "no-terms",
    };
    let mut work = site.begin(ACTOR).await?;
    store::fail_what_if(&mut work, id, word).await?;
    work.commit().await
}

async fn keep(site: &Site, kept: &KeptWhatIf, replayed: Replayed) -> Result<()> {
    let mut work = site.read(ACTOR).await?;
    let lines = with_doors(&mut work, kept.program, &replayed).await?;
    drop(work);
    let changes: Vec<i64> = replayed.partners.iter().map(PartnerChange::change).collect();
    let outcome = store::Outcome { was: replayed.was(), now: replayed.now(), counts: replayed.counts() };
    let parked = replayed.parked.into_iter().map(|(period, one)| ParkedIn {
        period,
        partner: one.partner,
        name: one.name,
        reason: one.reason,
        sale: one.sale.map(SaleId),
    });
    let told = Told { periods: replayed.periods, bins: bins(&changes), parked: parked.collect() };
    let mut work = site.begin(ACTOR).await?;
    if store::finish_what_if(&mut work, kept.id, outcome, &told).await? {
        store::insert_partner_changes(&mut work, kept.id, &replayed.partners).await?;
        store::insert_line_changes(&mut work, kept.id, &lines).await?;
    }
    work.commit().await
}

/// The largest changes with the numbers of their sales and the lines that tell what was stated.
async fn with_doors(work: &mut Work, program: ProgramId, replayed: &Replayed) -> Result<Vec<KeptLine>> {
    let names: BTreeMap<PartnerId, &str> =
        replayed.partners.iter().map(|one| (one.partner, one.name.as_str())).collect();
    let mut statements: BTreeMap<(Period, PartnerId), Option<ClosedStatement>> = BTreeMap::new();
    let mut lines = Vec::with_capacity(replayed.lines.len());
    for LineChange { period, partner, about, was, now } in replayed.lines.iter().cloned() {
        let sale = (about.sale != 0).then_some(SaleId(about.sale));
        let reference = match sale {
            Some(sale) => sales::sale(work, sale).await?.map(|sale| sale.reference.to_string()),
            None => None,
        };
        if let std::collections::btree_map::Entry::Vacant(place) = statements.entry((period, partner)) {
            place.insert(store::statement_of(work, program, period, partner).await?);
        }
        let statement = statements.get(&(period, partner)).and_then(Option::as_ref);
        lines.push(KeptLine {
            period,
            partner,
            name: names.get(&partner).map(|name| (*name).to_owned()).unwrap_or_default(),
            heading: heading(about.kind).to_owned(),
            sale,
            reference,
            was,
            now,
            statement: statement.map(|statement| statement.head.id),
            line: statement.and_then(|statement| line_of(statement, about)),
        });
    }
    Ok(lines)
}

/// What names the first line of a statement that is about this.
fn line_of(statement: &ClosedStatement, about: SumKey) -> Option<String> {
    let kept = &statement.kept;
    let sale = |record: &terms::Record| kept.sales.get(record.sale as usize).map(|sale| sale.id);
    let place = kept.records.iter().position(|record| SumKey::of(record, sale(record)) == about)?;
    let part = kept.records[place].part;
    let sale = SaleId(about.sale);
    Some(match about.kind {
        RecordKind::Direct | RecordKind::Override => sale.to_string(),
        RecordKind::TrueUp => format!("true-up-{part}-{place}"),
        RecordKind::Share => format!("{sale}-share-{part}"),
        RecordKind::Ranked => format!("{sale}-rank"),
        RecordKind::Binary => "binary".to_owned(),
        RecordKind::Bonus => format!("bonus-{part}"),
        RecordKind::Cap => format!("cap-{part}-{place}"),
        RecordKind::Budget => format!("budget-{part}-{place}"),
        RecordKind::Draw => "draw".to_owned(),
        RecordKind::Adjustment => return None,
    })
}
