//! Jobs that gave up, as the owner sees them.

use base::access::Role;
use base::jobs::{self, JobId, NewJob};
use base::on_both_engines;
use base::testing::Bench;

async fn dead_job(bench: &Bench) -> JobId {
    let mut work = bench.work().await;
    let job = jobs::queue(&mut work, NewJob::new("base.send-letter", "letter_x")).await.unwrap();
    let sql = "update base_jobs set state = 'dead', attempts = 8, last_error = 'no paper' where id = $1";
    work.run(sql, base::args![job]).await.unwrap();
    work.commit().await.unwrap();
    job
}

on_both_engines! { crate::house;

async fn a_job_that_gave_up_is_shown_and_tried_again(bench) {
    let owner = bench.desk(Role::Owner);
    owner.get("/desk/people/jobs").await.shows(&["Неудавшихся заданий нет"]);
    let job = dead_job(&bench).await;
    owner.get("/desk/people/jobs").await.shows(&["no paper", "base.send-letter"]);
    assert_eq!(owner.post(&format!("/desk/people/jobs/{job}/revive"), &[]).await.leads_on(), "/desk/people/jobs");
    let found = jobs::job(&mut bench.work().await, job).await.unwrap().unwrap();
    assert_eq!((found.state.as_str(), found.attempts), ("due", 0));
    owner.get("/desk/people/audit").await.shows(&["Задание base.send-letter снова поставлено в очередь"]);
    owner.post(&format!("/desk/people/jobs/{job}/revive"), &[]).await.is(404);
}

async fn only_those_who_may_change_settings_see_jobs(bench) {
    bench.desk(Role::Finance).get("/desk/people/jobs").await.is(403);
}

}
