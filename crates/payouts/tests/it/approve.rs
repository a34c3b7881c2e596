//! Approving a batch.

use base::access::{Actor, Role};
use base::args;
use base::failure::Stop;
use base::on_both_engines;
use base::testing::staff;
use payouts::{BatchState, Refusal};

use crate::{finance, prepare, two};

on_both_engines! { crate::bench;

async fn the_author_cannot_approve_and_another_can(bench) {
    two(&bench).await;
    let id = prepare(&bench, staff(Role::Finance)).await;
    let at = format!("/desk/payouts/{id}/approve");
    let author = bench.desk(Role::Finance);
    author.get(&format!("/desk/payouts/{id}")).await.shows(&["утвердить его должен другой человек"]);
    let refused = author.post(&at, &[]).await.is(422);
    assert!(refused.text().contains("Этот реестр подготовили вы. Утвердить его должен другой человек."));
    bench.desk(Role::Auditor).post(&at, &[]).await.is(403);
    bench.desk(Role::Owner).post(&at, &[]).await.leads_on();
    bench.desk(Role::Owner).get(&format!("/desk/payouts/{id}")).await.shows(&["Утверждён", "Выгрузить для банка"]);
    let late = bench.desk(Role::Owner).post(&at, &[]).await.is(422);
    assert!(late.text().contains("реестр в состоянии «Утверждён»"));
}

async fn the_program_approves_nothing_and_the_database_minds_the_author_too(bench) {
    two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    let mut work = bench.site.begin(Actor::System("test")).await.unwrap();
    assert!(matches!(payouts::approve(&mut work, id).await, Err(Stop::Refused(Refusal::NoPerson))));
    drop(work);
    let mut work = bench.work().await;
    let sql = "update payouts_batches set state = 'approved', approved_by = $1";
    assert!(work.run(sql, args![1]).await.unwrap_err().is_constraint("payouts_second_person"));
    drop(work);
    let mut work = bench.work().await;
    let sql = "update payouts_batches set state = 'exported'";
    assert!(work.run(sql, args![]).await.unwrap_err().is_constraint("payouts_approved_before_export"));
}

async fn many_who_approve_at_once_approve_once(bench) {
    two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    let mut clients = Vec::new();
    for number in 2..8 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(finance(number)).await.unwrap();
            match payouts::approve(&mut work, id).await {
                Ok(()) => { work.commit().await.unwrap(); 1 }
                Err(Stop::Refused(Refusal::WrongState { state: BatchState::Approved })) => 0,
                Err(stop) => panic!("{stop:?}"),
            }
        }));
    }
    let mut approved = 0;
    for client in clients {
        approved += client.await.unwrap();
    }
    assert_eq!(approved, 1);
}

}
