//! Sixteen who approve, hand out and mark one batch at the same time.

use base::db::EngineName;
use base::failure::Outcome;
use base::on_both_engines;
use base::testing::Bench;
use base::work::Site;
use money::Currency;
use payouts::{BatchId, BatchState, FileFormat, Refusal};

use crate::{earn, finance, in_bank, partner, requisites, rub, set_payer, standing};

const CLIENTS: i64 = 16;
const EACH: i64 = 12_345;

/// What one client got done.
#[derive(Default)]
struct Done {
    approved: usize,
    exported: usize,
    paid: usize,
}

/// Commits what was done; a refusal is one that loses the race.
async fn kept(work: base::work::Work, done: Outcome<(), Refusal>) -> usize {
    match done {
        Ok(()) => {
            work.commit().await.unwrap();
            1
        }
        Err(base::failure::Stop::Refused(Refusal::WrongState { .. })) => 0,
        Err(stop) => panic!("{stop:?}"),
    }
}

async fn client(site: Site, number: i64, id: BatchId) -> Done {
    let mut done = Done::default();
    let mut work = site.begin(finance(number)).await.unwrap();
    let answer = payouts::approve(&mut work, id).await;
    done.approved = kept(work, answer).await;
    let mut work = site.begin(finance(number)).await.unwrap();
    let answer = payouts::export(&mut work, id).await;
    done.exported = kept(work, answer).await;
    let mut work = site.begin(finance(number)).await.unwrap();
    let today = work.today();
    let answer = payouts::pay_all(&mut work, id, today).await;
    done.paid = kept(work, answer).await;
    done
}

/// So many rounds, each with a batch of its own; after each everything happened once.
async fn rounds(bench: &Bench, many: i64) {
    set_payer(bench, 0).await;
    let anna = partner(bench, "Анна", Some(requisites("ИП Ёлкина Анна Петровна"))).await;
    for round in 1..=many {
        earn(bench, anna, rub(EACH), None).await;
        let mut work = bench.site.begin(finance(1)).await.unwrap();
        let id = payouts::prepare(&mut work, Currency::RUB).await.unwrap();
        work.commit().await.unwrap();
        let clients: Vec<_> =
            (2..2 + CLIENTS).map(|number| tokio::spawn(client(bench.site.clone(), number, id))).collect();
        let mut all = Done::default();
        for one in clients {
            let done = one.await.unwrap();
            all.approved += done.approved;
            all.exported += done.exported;
            all.paid += done.paid;
        }
        assert_eq!((all.approved, all.exported, all.paid), (1, 1, 1), "round {round}");
        assert_eq!(in_bank(bench).await, EACH * round, "round {round}");
        let mut work = bench.work().await;
        let batch = payouts::batch(&mut work, id).await.unwrap().unwrap();
        assert_eq!((batch.state, batch.paid), (BatchState::Paid, rub(EACH)));
        assert!(payouts::file(&mut work, id, FileFormat::BankOrders).await.unwrap().is_some());
    }
    assert_eq!(standing(bench, anna).await, (0, 0));
}

on_both_engines! { crate::bench;

async fn sixteen_at_once_release_a_batch_once(bench) {
    rounds(&bench, 5).await;
}

}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a thousand rounds on each engine take minutes"]
async fn sixteen_at_once_release_once_in_a_thousand_rounds() {
    for engine in [EngineName::Sqlite, EngineName::Postgres] {
        let Some(bench) = crate::bench(engine).await else { continue };
        rounds(&bench, 1_000).await;
        println!("{engine:?}: 1000 rounds of {CLIENTS} clients, each batch released and paid once");
    }
}
