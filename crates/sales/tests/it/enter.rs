use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use sales::{NewSale, Refusal, SaleKind};

use crate::kit::{bench, counted, order, partner, rub, sold};

on_both_engines! { bench;

async fn a_sale_is_entered_once_however_often_it_comes(bench) {
    let anna = partner(&bench, "Anna").await;
    let first = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let again = sales::enter(&mut work, order(anna, "A-1")).await.unwrap();
    assert_eq!((again.sale, again.new), (first, false));
    drop(work);
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
}

async fn another_body_under_the_same_number_is_a_conflict_and_changes_nothing(bench) {
    let anna = partner(&bench, "Anna").await;
    let first = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let other = NewSale { amount: rub(50_000), ..order(anna, "A-1") };
    let refused = sales::enter(&mut work, other).await;
    let conflict = Refusal::Conflict { reference: "A-1".into(), sale: first };
    assert!(matches!(refused, Err(Stop::Refused(refusal)) if refusal == conflict));
    drop(work);
    let mut work = bench.work().await;
    assert_eq!(sales::sale(&mut work, first).await.unwrap().unwrap().amount, rub(10_000));
}

async fn an_order_and_its_payment_may_share_a_number(bench) {
    let anna = partner(&bench, "Anna").await;
    sold(&bench, order(anna, "A-1")).await;
    sold(&bench, NewSale { kind: SaleKind::Payment, ..order(anna, "A-1") }).await;
    sold(&bench, NewSale { source: "other".into(), ..order(anna, "A-1") }).await;
    assert_eq!(counted(&bench).await, [(3, 0, 30_000); 2]);
}

async fn a_sale_of_nobody_is_refused(bench) {
    let mut work = bench.work().await;
    let refused = sales::enter(&mut work, order(base::access::PartnerId(7), "A-1")).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::UnknownPartner { .. }))));
}

async fn support_may_not_enter_sales(bench) {
    let anna = partner(&bench, "Anna").await;
    let mut work = bench.work_as(Role::Support).await;
    assert!(matches!(sales::enter(&mut work, order(anna, "A-1")).await, Err(Stop::Forbidden)));
}

async fn a_sale_stays_as_it_was_entered(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    for sql in ["update sales_sales set amount_minor = 1 where id = $1", "delete from sales_sales where id = $1"] {
        let mut work = bench.work().await;
        let refused = work.run(sql, base::args![sale]).await.unwrap_err();
        assert!(refused.is_constraint("sales_sale_stays_as_entered"), "{refused}");
    }
}

async fn the_same_sale_from_many_sides_at_once_is_entered_once(bench) {
    let anna = partner(&bench, "Anna").await;
    let mut clients = Vec::new();
    for _ in 0..8 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            let entered = sales::enter(&mut work, order(anna, "A-1")).await.unwrap();
            work.commit().await.unwrap();
            entered.new
        }));
    }
    let mut new = 0;
    for client in clients {
        new += i32::from(client.await.unwrap());
    }
    assert_eq!(new, 1);
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
}

}
