use std::sync::atomic::{AtomicUsize, Ordering};

use base::access::PartnerId;
use base::events::{self, Event, Reaction, Which};
use base::failure::{Failure, Result};
use base::jobs::{self, Job, JobKind, NewJob};
use base::work::Site;
use base::{job_kind, on_both_engines};
use jiff::ToSpan;

pub const KINDS: &[JobKind] = &[job_kind!("test.fail", fail), job_kind!("test.note", note)];
pub const REACTIONS: &[Reaction] = &[Reaction { event: "test.happened", job: "test.note" }];

static RUNS: AtomicUsize = AtomicUsize::new(0);

async fn fail(_: Site, job: Job) -> Result<()> {
    if job.payload == "count" {
        RUNS.fetch_add(1, Ordering::SeqCst);
        return Ok(());
    }
    Err(Failure::new("the printer is out of paper"))
}

async fn note(site: Site, job: Job) -> Result<()> {
    let mut work = site.begin(base::access::Actor::System("test")).await?;
    work.set_setting("noted", &job.payload).await?;
    work.commit().await
}

#[derive(serde::Serialize)]
struct Happened {
    sum: String,
}

impl Event for Happened {
    const NAME: &'static str = "test.happened";
    fn subject(&self) -> String {
        "thing_1".into()
    }
    fn partner(&self) -> Option<PartnerId> {
        Some(PartnerId(5))
    }
}

on_both_engines! { crate::ground;

async fn an_event_is_logged_and_its_reaction_runs_after_the_commit(bench) {
    let mut work = bench.work().await;
    work.record(Happened { sum: "12.00".into() }).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 1);
    let mut work = bench.work().await;
    assert_eq!(work.setting("noted").await.unwrap().as_deref(), Some("{\"sum\":\"12.00\"}"));
    let which = Which { partner: Some(PartnerId(5)), ..Which::default() };
    let log = events::recorded(&mut work, &which, 10).await.unwrap();
    assert_eq!((log.len(), log[0].name.as_str(), log[0].actor.as_str()), (1, "test.happened", "test"));
    let none = Which { name: Some("sales.".into()), ..Which::default() };
    assert!(events::recorded(&mut work, &none, 10).await.unwrap().is_empty());
}

async fn what_was_logged_is_neither_changed_nor_removed(bench) {
    let mut work = bench.work().await;
    work.record(Happened { sum: "1.00".into() }).await.unwrap();
    work.commit().await.unwrap();
    for sql in ["update base_events set data = '{}'", "delete from base_events"] {
        let refused = bench.work().await.run(sql, vec![]).await.unwrap_err();
        assert!(refused.to_string().contains("takes new rows only"), "{refused}");
    }
    let log = events::recorded(&mut bench.work().await, &Which::default(), 10).await.unwrap();
    assert_eq!(log.len(), 1);
}

async fn work_that_is_rolled_back_queues_nothing(bench) {
    let mut work = bench.work().await;
    work.record(Happened { sum: "1.00".into() }).await.unwrap();
    drop(work);
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 0);
}

async fn a_failing_job_is_tried_again_later_and_dies_in_the_end(bench) {
    let mut work = bench.work().await;
    let id = jobs::queue(&mut work, NewJob::new("test.fail", "paper")).await.unwrap();
    work.commit().await.unwrap();
    for _ in 0..jobs::ATTEMPTS_MAX {
        assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 1);
        bench.site.clock.advance(5.hours());
    }
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 0);
    let mut work = bench.work().await;
    let dead = jobs::dead(&mut work).await.unwrap();
    assert_eq!(dead.iter().map(|job| job.id).collect::<Vec<_>>(), [id]);
    assert_eq!(dead[0].last_error.as_deref(), Some("the printer is out of paper"));
    assert!(jobs::revive(&mut work, id).await.unwrap());
}

async fn a_key_queues_a_job_once(bench) {
    let mut work = bench.work().await;
    let first = jobs::queue(&mut work, NewJob::new("test.note", "a").once("k")).await.unwrap();
    let second = jobs::queue(&mut work, NewJob::new("test.note", "b").once("k")).await.unwrap();
    assert_eq!(first, second);
}

async fn a_lease_that_ran_out_lets_another_take_the_job(bench) {
    let mut work = bench.work().await;
    jobs::queue(&mut work, NewJob::new("test.note", "left behind")).await.unwrap();
    let now = work.now();
    let until = now.checked_add(jiff::SignedDuration::from_secs(60)).unwrap();
    work.run("update base_jobs set leased_until = $1, attempts = 1", base::args![until]).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 0);
    bench.site.clock.advance(2.minutes());
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 1);
}

}

on_both_engines! { crate::ground;

async fn many_workers_do_each_job_once(bench) {
    let before = RUNS.load(Ordering::SeqCst);
    let mut work = bench.work().await;
    for _ in 0..40 {
        jobs::queue(&mut work, NewJob::new("test.fail", "count")).await.unwrap();
    }
    work.commit().await.unwrap();
    let workers: Vec<_> = (0..4).map(|_| {
        let site = bench.site.clone();
        tokio::spawn(async move { jobs::run_all(&site).await.unwrap() })
    }).collect();
    let mut done = 0;
    for worker in workers {
        done += worker.await.unwrap();
    }
    assert_eq!(done, 40);
    assert!(RUNS.load(Ordering::SeqCst) - before >= 40);
}

}
