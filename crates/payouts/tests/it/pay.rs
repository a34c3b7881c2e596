//! Marking payouts as paid.

use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use payouts::{BatchState, Refusal};

use crate::{day, exported, finance, in_bank, line_of, standing};

on_both_engines! { crate::bench;

async fn a_paid_batch_leaves_the_accounts(bench) {
    let (id, anna, boris) = exported(&bench).await;
    let staff = bench.desk(Role::Finance);
    let at = format!("/desk/payouts/{id}/paid");
    let empty = staff.post(&at, &[("paid_on", "")]).await.is(422);
    assert!(empty.text().contains("Заполните поле «Дата оплаты»"));
    for odd in ["2026-02-28", "2026-03-02"] {
        let refused = staff.post(&at, &[("paid_on", odd)]).await.is(422);
        assert!(refused.text().contains("от 01.03.2026 до 01.03.2026"), "{}", refused.text());
    }
    staff.post(&at, &[("paid_on", "01.03.2026")]).await.leads_on();
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((0, 0), (0, 0)));
    assert_eq!(in_bank(&bench).await, 127_000);
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["Оплачен"]);
    let anna = bench.portal(anna, Role::PartnerOwner);
    anna.get("/portal/payouts").await.shows(&["Выплачено", "01.03.2026", "…0002", "Сейчас к выплате ничего нет"]);
    anna.get("/portal/ledger").await.shows(&["Выплата", "1\u{202f}220"]);
}

async fn lines_are_paid_one_by_one_or_come_back(bench) {
    let (id, anna, boris) = exported(&bench).await;
    let staff = bench.desk(Role::Finance);
    let line = line_of(&bench, anna).await;
    let at = format!("/desk/payouts/{id}/lines/{line}/paid");
    staff.post(&at, &[("paid_on", "2026-03-01")]).await.leads_on();
    let again = staff.post(&at, &[("paid_on", "2026-03-01")]).await.is(422);
    assert!(again.text().contains("уже оплачена или исключена"));
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((0, 0), (0, 5_000)));
    let refused = line_of(&bench, boris).await;
    let at = format!("/desk/payouts/{id}/lines/{refused}/remove");
    staff.post(&at, &[("reason", "банк вернул: счёт закрыт")]).await.leads_on();
    assert_eq!(standing(&bench, boris).await, (5_000, 0));
    let mut work = bench.work().await;
    let batch = payouts::batch(&mut work, id).await.unwrap().unwrap();
    assert_eq!((batch.state, batch.lines, batch.paid.minor), (BatchState::Paid, 1, 122_000));
}

async fn many_who_pay_at_once_pay_once(bench) {
    let (id, anna, boris) = exported(&bench).await;
    let line = line_of(&bench, anna).await;
    let mut clients = Vec::new();
    for number in 0..8 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(finance(number)).await.unwrap();
            let today = day("2026-03-01");
            let done = if number % 2 == 0 {
                payouts::pay_all(&mut work, id, today).await
            } else {
                payouts::pay_line(&mut work, id, line, today).await
            };
            match done {
                Ok(()) => work.commit().await.unwrap(),
                Err(Stop::Refused(Refusal::WrongState { .. } | Refusal::LineDone)) => {}
                Err(stop) => panic!("{stop:?}"),
            }
        }));
    }
    for client in clients {
        client.await.unwrap();
    }
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((0, 0), (0, 0)));
    assert_eq!(in_bank(&bench).await, 127_000);
    let mut work = bench.work().await;
    assert_eq!(payouts::batch(&mut work, id).await.unwrap().unwrap().state, BatchState::Paid);
}

async fn when_the_bank_refuses_everything_the_batch_came_to_nothing(bench) {
    let (id, anna, boris) = exported(&bench).await;
    for partner in [anna, boris] {
        let line = line_of(&bench, partner).await;
        let mut work = bench.site.begin(finance(1)).await.unwrap();
        payouts::remove(&mut work, id, line, "банк отказал").await.unwrap();
        work.commit().await.unwrap();
    }
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((122_000, 0), (5_000, 0)));
    let mut work = bench.work().await;
    assert_eq!(payouts::batch(&mut work, id).await.unwrap().unwrap().state, BatchState::Cancelled);
}

}
