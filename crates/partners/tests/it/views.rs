use base::access::Role;
use base::on_both_engines;

use crate::dealer;

on_both_engines! { crate::desk;

async fn a_view_is_kept_shown_and_forgotten_by_its_owner(bench) {
    dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    manager.get("/desk/partners?kind=dealer").await.shows(&["Сохранить вид"]);
    let kept = manager.post("/desk/partners/views", &[("view", "Дилеры"), ("query", "kind=dealer&page=3")]).await.leads_on();
    assert_eq!(kept, "/desk/partners?kind=dealer");
    manager.get("/desk/partners").await.shows(&["Дилеры"]);
    let page = manager.get("/desk/partners?kind=dealer").await.shows(&["Убрать вид «"]).text();
    let view = page.split("/desk/partners/views/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    bench.desk(Role::Finance).get("/desk/partners").await.hides(&["Дилеры"]);
    bench.desk(Role::Finance).post(&format!("/desk/partners/views/{view}/forget"), &[]).await.is(404);
    manager.post(&format!("/desk/partners/views/{view}/forget"), &[]).await.leads_on();
    manager.get("/desk/partners").await.hides(&["Дилеры"]);
}

async fn a_view_has_a_name(bench) {
    let page = bench.desk(Role::Owner).post("/desk/partners/views", &[("view", " "), ("query", "kind=agent")]).await.is(422);
    assert!(page.text().contains("Назовите вид"));
}

}
