use base::access::Role;
use base::on_both_engines;
use partners::{NewPartner, PartnerKind};

use crate::{added, dealer, happened};

on_both_engines! { crate::desk;

async fn a_changed_card_tells_the_timeline_what_was_and_what_is(bench) {
    let id = added(&bench, NewPartner { region: Some("Урал".into()), ..NewPartner::named("Ромашка", PartnerKind::Dealer) }).await;
    let manager = bench.desk(Role::PartnerManager);
    manager.get(&format!("/desk/partners/{id}/edit")).await.shows(&["value=\"Ромашка\"", "value=\"Урал\""]);
    let fields = [("name", "Ромашка"), ("kind", "agent"), ("region", "Сибирь"), ("tier", "Серебро")];
    manager.post(&format!("/desk/partners/{id}/edit"), &fields).await.leads_on();
    let timeline = manager.get(&format!("/desk/partners/{id}/timeline")).await;
    timeline.shows(&["Регион: ", "Урал", "Сибирь", "Вид: ", "Дилер", "Агент", "Уровень: ", "Серебро", "Добавлен партнёр"]);
    let english = bench.desk(Role::PartnerManager).in_english();
    english.get(&format!("/desk/partners/{id}/timeline")).await.shows(&["Region: ", "Kind: ", "Dealer", "Agent"]);
}

async fn saving_a_card_unchanged_tells_nothing(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let fields = [("name", " Ромашка "), ("kind", "dealer")];
    manager.post(&format!("/desk/partners/{id}/edit"), &fields).await.leads_on();
    assert_eq!(happened(&bench, id).await, ["partners.added"]);
}

async fn a_tier_is_set_by_itself(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let mut work = bench.work().await;
    partners::set_tier(&mut work, id, Some("Золото".into())).await.unwrap();
    let partner = partners::partner(&mut work, id).await.unwrap().unwrap();
    assert_eq!((partner.tier.as_deref(), partner.name.as_str()), (Some("Золото"), "Ромашка"));
    partners::set_tier(&mut work, id, None).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(happened(&bench, id).await, ["partners.tier-set", "partners.tier-set", "partners.added"]);
}

async fn an_own_code_may_stay_and_a_foreign_one_may_not(bench) {
    let coded = |name: &str, code: &str| NewPartner { code: Some(code.into()), ..NewPartner::named(name, PartnerKind::Dealer) };
    let first = added(&bench, coded("Ромашка", "1")).await;
    added(&bench, coded("Лютик", "2")).await;
    let manager = bench.desk(Role::PartnerManager);
    let edit = format!("/desk/partners/{first}/edit");
    manager.post(&edit, &[("name", "Ромашка и К"), ("kind", "dealer"), ("code", "1")]).await.leads_on();
    manager.post(&edit, &[("name", "Ромашка и К"), ("kind", "dealer"), ("code", "2")]).await.is(422);
}

}
