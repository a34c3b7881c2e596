use base::access::{PartnerId, Role};
use base::failure::Stop;
use base::on_both_engines;
use base::testing::Bench;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use partners::{Refusal, UplineEdge};

use crate::dealer;

async fn put(
    bench: &Bench,
    partner: PartnerId,
    upline: Option<PartnerId>,
    from: Date,
) -> Result<(), Refusal> {
    let mut work = bench.work().await;
    match partners::set_upline(&mut work, partner, upline, from).await {
        Ok(()) => {
            work.commit().await.unwrap();
            Ok(())
        }
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(stop) => panic!("{stop:?}"),
    }
}

async fn network(bench: &Bench) -> Vec<UplineEdge> {
    partners::edges(&mut bench.work().await).await.unwrap()
}

on_both_engines! { crate::desk;

async fn the_old_edge_ends_the_day_before_and_history_stays(bench) {
    let (anna, boris, vera) = (dealer(&bench, "Анна").await, dealer(&bench, "Борис").await, dealer(&bench, "Вера").await);
    put(&bench, anna, Some(boris), date(2026, 1, 1)).await.unwrap();
    put(&bench, anna, Some(vera), date(2026, 3, 1)).await.unwrap();
    put(&bench, anna, None, date(2026, 5, 1)).await.unwrap();
    assert_eq!(network(&bench).await, [
        UplineEdge { partner: anna, upline: boris, from: date(2026, 1, 1), until: Some(date(2026, 2, 28)) },
        UplineEdge { partner: anna, upline: vera, from: date(2026, 3, 1), until: Some(date(2026, 4, 30)) },
    ]);
    assert_eq!(put(&bench, anna, Some(boris), date(2026, 2, 1)).await, Err(Refusal::UplineLater { since: date(2026, 3, 1) }));
    assert_eq!(put(&bench, anna, None, date(2026, 6, 1)).await, Err(Refusal::UplineAbsent));
}

async fn a_plan_that_has_not_begun_may_be_replaced(bench) {
    let (anna, boris, vera) = (dealer(&bench, "Анна").await, dealer(&bench, "Борис").await, dealer(&bench, "Вера").await);
    put(&bench, anna, Some(boris), date(2026, 4, 1)).await.unwrap();
    put(&bench, anna, Some(vera), date(2026, 4, 1)).await.unwrap();
    assert_eq!(network(&bench).await, [UplineEdge { partner: anna, upline: vera, from: date(2026, 4, 1), until: None }]);
    bench.site.clock.advance((24 * 40).hours());
    assert_eq!(put(&bench, anna, Some(boris), date(2026, 4, 1)).await, Err(Refusal::UplineLater { since: date(2026, 4, 1) }));
}

async fn a_circle_is_refused_by_the_whole_chain(bench) {
    let (anna, boris, vera) = (dealer(&bench, "Анна").await, dealer(&bench, "Борис").await, dealer(&bench, "Вера").await);
    put(&bench, anna, Some(boris), date(2026, 1, 1)).await.unwrap();
    put(&bench, boris, Some(vera), date(2026, 2, 1)).await.unwrap();
    assert_eq!(put(&bench, vera, Some(anna), date(2026, 1, 15)).await, Err(Refusal::UplineCircle { on: date(2026, 2, 1) }));
    assert_eq!(put(&bench, vera, Some(vera), date(2026, 1, 15)).await, Err(Refusal::UplineItself));
    put(&bench, boris, None, date(2026, 3, 1)).await.unwrap();
    assert_eq!(put(&bench, vera, Some(anna), date(2026, 3, 1)).await, Ok(()));
}

async fn the_page_takes_a_name_or_code_and_tells_what_is_wrong(bench) {
    let (anna, boris) = (dealer(&bench, "Анна").await, dealer(&bench, "Борис").await);
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{anna}/upline");
    let page = manager.post(&path, &[("upline", "Глеб"), ("from", "2026-03-01")]).await.is(422).text();
    assert!(page.contains("Партнёра «Глеб» нет") && page.contains("value=\"Глеб\""), "{page}");
    let page = manager.post(&path, &[("upline", "Борис"), ("from", "31.02.2026")]).await.is(422).text();
    assert!(page.contains("31.02.2026"), "{page}");
    manager.post(&path, &[("upline", "борис"), ("from", "01.03.2026")]).await.leads_on();
    manager.get(&path).await.shows(&["Кто стоял над ним", "01.03.2026", "по сей день", "value=\"Борис\""]);
    manager.get(&format!("/desk/partners/{boris}")).await.shows(&["Под ним напрямую 1 партнёр", "Анна"]);
    manager.get(&format!("/desk/partners/{anna}/timeline")).await.shows(&["С 01.03.2026 вышестоящий — Борис"]);
    manager.get("/desk/partners").await.shows(&["Борис", "Анна"]);
}

async fn the_card_shows_the_chain_above_and_the_tree_below(bench) {
    let names = ["Анна", "Борис", "Вера", "Глеб", "Дина", "Егор"];
    let mut all = Vec::new();
    for name in names {
        all.push(dealer(&bench, name).await);
    }
    for pair in all.windows(2) {
        put(&bench, pair[1], Some(pair[0]), date(2026, 1, 1)).await.unwrap();
    }
    let page = bench.desk(Role::Auditor).get(&format!("/desk/partners/{}", all[1])).await;
    page.shows(&["Анна", "Вера", "Глеб", "Дина"]).hides(&["Егор", "/upline"]);
}

async fn two_people_cannot_close_a_circle_together(bench) {
    let (anna, boris) = (dealer(&bench, "Анна").await, dealer(&bench, "Борис").await);
    let at_once = |partner, upline| {
        let site = bench.site.clone();
        tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            let done = partners::set_upline(&mut work, partner, Some(upline), date(2026, 3, 1)).await;
            if done.is_ok() { work.commit().await.unwrap() }
            done.is_ok()
        })
    };
    let (one, other) = (at_once(anna, boris), at_once(boris, anna));
    assert_eq!(usize::from(one.await.unwrap()) + usize::from(other.await.unwrap()), 1);
}

}
