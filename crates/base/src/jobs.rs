//! Jobs: work that is queued inside a business transaction and done after it, exactly by one replica at a time.
//!
//! A job that fails is tried again after a pause that grows fourfold, from 4 seconds to 4½ hours, so that a server which
//! was down for a while is met again; after [`ATTEMPTS_MAX`] tries the job is dead and waits for a person.
//! A job must be safe to run again: a replica may die after the work and before the tick.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::access::{Actor, UserId};
use crate::db::{Db, Row};
use crate::failure::{Failure, Result};
use crate::work::{Site, Work};
use crate::{args, id};

id!(
    /// A job.
    JobId,
    "job"
);

/// Tries before a job is dead.
pub const ATTEMPTS_MAX: i64 = 8;
/// How long a lease lasts unless it is renewed.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How long the worker sleeps when nothing wakes it.
const NAP: Duration = Duration::from_millis(500);

type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// A kind of job and the function that does it.
#[derive(Clone, Copy)]
pub struct JobKind {
    /// `<slice>.<verb>`.
    pub name: &'static str,
    run: fn(Site, Job) -> Running,
}

/// Declares a kind of job: `job_kind!("payouts.remind", remind)` with `async fn remind(site: Site, job: Job) -> Result<()>`.
#[macro_export]
macro_rules! job_kind {
    ($name:literal, $run:path) => {
        $crate::jobs::JobKind::new($name, |site, job| Box::pin($run(site, job)))
    };
}

impl JobKind {
    /// Joins a name and a function; see [`job_kind!`](crate::job_kind).
    pub const fn new(name: &'static str, run: fn(Site, Job) -> Running) -> Self {
        Self { name, run }
    }
}

/// A job to queue.
#[derive(Clone, Debug)]
pub struct NewJob {
    kind: &'static str,
    payload: String,
    once: Option<String>,
    due_at: Option<Timestamp>,
    total: Option<i64>,
}

impl NewJob {
    /// A job of `kind`, due at once.
    pub fn new(kind: &'static str, payload: impl Into<String>) -> Self {
        Self { kind, payload: payload.into(), once: None, due_at: None, total: None }
    }

    /// Queues at most one job of this kind with this key, ever.
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.once = Some(key.into());
        self
    }

    /// Waits until `moment`.
    pub fn due_at(mut self, moment: Timestamp) -> Self {
        self.due_at = Some(moment);
        self
    }

    /// Says how much there is to do, for the progress page.
    pub fn of_total(mut self, total: i64) -> Self {
        self.total = Some(total);
        self
    }
}

/// A job as it stands.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// What it needs to know.
    pub payload: String,
    /// `due`, `done` or `dead`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// How much is done.
    pub done: i64,
    /// Of how much, when that is known.
    pub total: Option<i64>,
    /// What the job wants to say of its progress or result (JSON or a sentence key, as its slice likes).
    pub note: Option<String>,
    /// When it was queued.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Who queued it.
    pub user: Option<UserId>,
}

/// Queues a job in the present transaction; with a key that was queued before, the earlier job stands.
pub async fn queue(work: &mut Work, job: NewJob) -> Result<JobId> {
    let (id, now, user) = (JobId::fresh(), work.now(), work.actor.user());
    let sql = "insert into base_jobs (id, kind, payload, once, state, due_at, attempts, done, total, created_at, user_id)
               values ($1, $2, $3, $4, 'due', $5, 0, 0, $6, $7, $8)
               on conflict (kind, once) do update set kind = excluded.kind returning id";
    let due = job.due_at.unwrap_or(now);
    let args = args![id, job.kind, job.payload, job.once, due, job.total, now, user];
    let row = work.row(sql, args).await?.ok_or_else(|| Failure::new("a queued job has no id"))?;
    work.note_queued();
    Ok(row.get("id")?)
}

/// Looks at a job.
pub async fn job(work: &mut Work, id: JobId) -> Result<Option<Job>> {
    let sql = "select id, kind, payload, state, attempts, last_error, done, total, note, created_at, ended_at, user_id
               from base_jobs where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// The jobs that gave up and wait for a person, newest first.
pub async fn dead(work: &mut Work) -> Result<Vec<Job>> {
    let sql = "select id, kind, payload, state, attempts, last_error, done, total, note, created_at, ended_at, user_id
               from base_jobs where state = 'dead' order by id desc limit 200";
    work.rows(sql, vec![]).await?.iter().map(read).collect()
}

/// Gives a dead job another round of tries.
pub async fn revive(work: &mut Work, id: JobId) -> Result<bool> {
    let sql = "update base_jobs set state = 'due', attempts = 0, due_at = $2, ended_at = null
               where id = $1 and state = 'dead'";
    let now = work.now();
    work.note_queued();
    Ok(work.run(sql, args![id, now]).await? > 0)
}

/// Says how far a running job is, and renews its lease.
pub async fn progress(
    site: &Site,
    job: JobId,
    done: i64,
    total: Option<i64>,
    note: Option<&str>,
) -> Result<()> {
    let sql = "update base_jobs set done = $2, total = coalesce($3, total), note = coalesce($4, note), leased_until = $5
               where id = $1";
    let until = site.clock.now().checked_add(LEASE)?;
    let mut tx = site.db.begin().await?;
    tx.run(sql, args![job, done, total, note, until]).await?;
    Ok(tx.commit().await?)
}

/// Does due jobs until `stop` says so.
pub async fn work_until(site: Site, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        let busy = match run_next(&site).await {
            Ok(busy) => busy,
            Err(failure) => {
                tracing::error!(%failure, "the job worker could not take a job");
                false
            }
        };
        let nap = if busy { Duration::ZERO } else { NAP };
        tokio::select! {
            () = &mut stop => return,
            () = site.wake.notified(), if !busy => {}
            () = tokio::time::sleep(nap) => {}
        }
    }
}

/// Does every job that is due now; what tests and the demo use in place of a worker.
pub async fn run_all(site: &Site) -> Result<usize> {
    let mut count = 0;
    while run_next(site).await? {
        count += 1;
    }
    Ok(count)
}

/// Takes and does one due job; tells whether there was one.
async fn run_next(site: &Site) -> Result<bool> {
    let Some(job) = claim(&site.db, site.clock.now()).await? else { return Ok(false) };
    let (id, attempts) = (job.id, job.attempts);
    let Some(kind) = site.jobs.iter().find(|kind| kind.name == job.kind) else {
        settle(site, id, attempts, Err(Failure::new(format!("nobody does jobs of kind {}", job.kind))))
            .await?;
        return Ok(true);
    };
    let running = tokio::spawn((kind.run)(site.clone(), job));
    let result = keep_lease(site, id, running).await;
    settle(site, id, attempts, result).await?;
    Ok(true)
}

async fn claim(db: &Db, now: Timestamp) -> Result<Option<Job>> {
    let sql = "update base_jobs set leased_until = $2, attempts = attempts + 1
               where id = (select id from base_jobs
                           where state = 'due' and due_at <= $1 and (leased_until is null or leased_until < $1)
                           order by due_at, id limit 1 /*skip locked*/)
               returning id, kind, payload, state, attempts, last_error, done, total, note, created_at, ended_at, user_id";
    let mut tx = db.begin().await?;
    let row = tx.row(sql, args![now, now.checked_add(LEASE)?]).await?;
    tx.commit().await?;
    row.as_ref().map(read).transpose()
}

/// Waits for a running job and renews its lease meanwhile; a panic is a failure of the job alone.
async fn keep_lease(site: &Site, id: JobId, mut running: tokio::task::JoinHandle<Result<()>>) -> Result<()> {
    loop {
        tokio::select! {
            ended = &mut running => return ended.unwrap_or_else(|panic| Err(panic.into())),
            () = tokio::time::sleep(Duration::from_secs(20)) => {
                let until = site.clock.now().checked_add(LEASE)?;
                let mut tx = site.db.begin().await?;
                tx.run("update base_jobs set leased_until = $2 where id = $1", args![id, until]).await?;
                tx.commit().await?;
            }
        }
    }
}

async fn settle(site: &Site, id: JobId, attempts: i64, result: Result<()>) -> Result<()> {
    let now = site.clock.now();
    let mut work = site.begin(Actor::System("jobs")).await?;
    match result {
        Ok(()) => {
            let sql = "update base_jobs set state = 'done', leased_until = null, ended_at = $2 where id = $1";
            work.run(sql, args![id, now]).await?;
        }
        Err(failure) => {
            tracing::warn!(job = %id, attempts, %failure, "a job failed");
            let dead = attempts >= ATTEMPTS_MAX;
            let again = now.checked_add(SignedDuration::from_secs(1 << (2 * attempts.clamp(0, 8))))?;
            let sql = "update base_jobs set state = $2, leased_until = null, last_error = $3, due_at = $4, ended_at = $5
                       where id = $1";
            let state = if dead { "dead" } else { "due" };
            work.run(sql, args![id, state, failure.to_string(), again, dead.then_some(now)]).await?;
        }
    }
    work.commit().await
}

fn read(row: &Row) -> Result<Job> {
    Ok(Job {
        id: row.get("id")?,
        kind: row.get("kind")?,
        payload: row.get("payload")?,
        state: row.get("state")?,
        attempts: row.get("attempts")?,
        last_error: row.get("last_error")?,
        done: row.get("done")?,
        total: row.get("total")?,
        note: row.get("note")?,
        created_at: row.get("created_at")?,
        ended_at: row.get("ended_at")?,
        user: row.get("user_id")?,
    })
}
