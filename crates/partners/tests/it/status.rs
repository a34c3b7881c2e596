use base::access::Role;
use base::on_both_engines;

use crate::dealer;

on_both_engines! { crate::desk;

async fn a_status_is_kept_with_its_reason(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/status");
    manager.get(&path).await.shows(&["Сейчас: Активен", "Приостановлен"]).hides(&["value=\"candidate\""]);
    let page = manager.post(&path, &[("status", "suspended")]).await.is(422).text();
    assert!(page.contains("Напишите причину"), "{page}");
    manager.post(&path, &[("status", "suspended"), ("reason", "не платит за обучение")]).await.leads_on();
    manager.get(&format!("/desk/partners/{id}")).await.shows(&["Приостановлен", "не платит за обучение"]);
    manager.get(&format!("/desk/partners/{id}/timeline")).await.shows(&["Статус: ", "не платит за обучение"]);
    let history = partners::store::statuses_of(&mut bench.work().await, id).await.unwrap();
    assert_eq!((history.len(), history[0].by.is_some(), history[1].by), (2, true, None));
}

async fn a_form_without_a_choice_says_so(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let page = bench.desk(Role::PartnerManager).post(&format!("/desk/partners/{id}/status"), &[]).await.is(422);
    assert!(page.text().contains("Заполните поле «Новый статус»"));
}

async fn parting_tells_how_many_stand_below(bench) {
    let (upline, below) = (dealer(&bench, "Ромашка").await, dealer(&bench, "Лютик").await);
    let mut work = bench.work().await;
    let today = work.today();
    partners::set_upline(&mut work, below, Some(upline), today).await.unwrap();
    work.commit().await.unwrap();
    let page = bench.desk(Role::Owner).get(&format!("/desk/partners/{upline}/status")).await;
    page.shows(&["Под партнёром 1 другой партнёр"]);
}

}
