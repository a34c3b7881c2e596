use base::failure::Stop;
use base::on_both_engines;
use sales::{NewSale, Refusal, SaleKind};

use crate::kit::{back, bench, counted, earned, order, partner, rub, sold};

on_both_engines! { bench;

async fn a_return_is_a_negative_sale_that_refers_to_its_original(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let entered = sales::give_back(&mut work, back(sale, "R-1", 4_000)).await.unwrap();
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    let returned = sales::sale(&mut work, entered.sale).await.unwrap().unwrap();
    assert_eq!((returned.amount, returned.original, returned.partner), (rub(-4_000), Some(sale), anna));
    assert_eq!(sales::sale(&mut work, sale).await.unwrap().unwrap().left(), rub(6_000));
    drop(work);
    assert_eq!(counted(&bench).await, [(1, 1, 6_000); 2]);
}

async fn all_returns_together_never_exceed_the_sale(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    sales::give_back(&mut work, back(sale, "R-1", 4_000)).await.unwrap();
    let refused = sales::give_back(&mut work, back(sale, "R-2", 6_001)).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::ReturnTooLarge { left })) if left == rub(6_000)));
    sales::give_back(&mut work, back(sale, "R-3", 6_000)).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(counted(&bench).await, [(1, 2, 0); 2]);
}

async fn two_returns_at_once_take_back_no_more_than_was_sold(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut clients = Vec::new();
    for number in 0..6 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            let done = sales::give_back(&mut work, back(sale, &format!("R-{number}"), 3_000)).await;
            match done {
                Ok(_) => work.commit().await.map(|()| 1).unwrap(),
                Err(_) => 0,
            }
        }));
    }
    let mut taken = 0;
    for client in clients {
        taken += client.await.unwrap();
    }
    assert_eq!(taken, 3);
    assert_eq!(counted(&bench).await, [(1, 3, 1_000); 2]);
}

async fn a_return_whose_sale_nobody_knows_stands_by_itself(bench) {
    let anna = partner(&bench, "Anna").await;
    let new = NewSale { kind: SaleKind::Return, ..order(anna, "R-1") };
    let id = sold(&bench, new.clone()).await;
    assert_eq!(sold(&bench, new.clone()).await, id);
    assert_eq!(counted(&bench).await, [(0, 1, -10_000); 2]);
    let earning = earned(&bench, None).await;
    let told = (earning[0].amount, earning[0].quantity, &earning[0].original, earning[0].returned_before);
    assert_eq!(told, (rub(-10_000), -1, &None, rub(0)));
    let mut work = bench.work().await;
    let nothing = NewSale { amount: rub(0), ..NewSale { kind: SaleKind::Return, ..order(anna, "R-2") } };
    assert!(matches!(sales::enter(&mut work, nothing).await, Err(Stop::Refused(Refusal::ReturnOfNothing))));
    let refused = sales::give_back(&mut work, back(id, "R-3", 1)).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::ReturnOfReturn))));
    sales::cancel(&mut work, id, "").await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(counted(&bench).await, [(0, 0, 0); 2]);
}

async fn the_same_return_again_changes_nothing(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let first = sales::give_back(&mut work, back(sale, "R-1", 10_000)).await.unwrap();
    let again = sales::give_back(&mut work, back(sale, "R-1", 10_000)).await.unwrap();
    assert_eq!((again.sale, again.new), (first.sale, false));
    let other = sales::give_back(&mut work, back(sale, "R-1", 5_000)).await;
    assert!(matches!(other, Err(Stop::Refused(Refusal::Conflict { .. }))));
}

}
