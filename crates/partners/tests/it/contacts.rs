use base::access::Role;
use base::on_both_engines;

use crate::{dealer, happened, vera};

on_both_engines! { crate::desk;

async fn a_contact_is_added_found_and_removed(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/contacts");
    let fields = [("contact", "Вера Павлова"), ("phone", "8 (912) 345-67-89")];
    manager.post(&path, &fields).await.leads_on();
    manager.get("/desk/partners?q=%2B7+912+3456789").await.shows(&["Ромашка"]);
    manager.get("/desk/partners?q=павлова").await.shows(&["Ромашка"]);
    let contact = partners::store::contacts_of(&mut bench.work().await, id).await.unwrap().remove(0);
    manager.post(&format!("{path}/{}/remove", contact.id), &[]).await.leads_on();
    manager.get(&format!("/desk/partners/{id}")).await.shows(&["Контактов пока нет"]);
    manager.get("/desk/partners?q=павлова").await.shows(&["Таких партнёров нет"]);
    manager.post(&format!("{path}/{}/remove", contact.id), &[]).await.is(404);
    assert_eq!(happened(&bench, id).await[0], "partners.contact-removed");
}

async fn a_contact_without_a_way_keeps_what_was_typed(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let page = manager.post(&format!("/desk/partners/{id}/contacts"), &[("contact", "Вера"), ("role", "директор")]).await.is(422);
    let page = page.text();
    assert!(page.contains("Нужна почта или телефон.") && page.contains("value=\"директор\""), "{page}");
}

async fn a_partner_keeps_his_own_contacts(bench) {
    let (own, foreign) = (dealer(&bench, "Ромашка").await, dealer(&bench, "Лютик").await);
    let mut work = bench.work().await;
    let contact = partners::add_contact(&mut work, foreign, vera()).await.unwrap();
    work.commit().await.unwrap();
    let owner = bench.portal(own, Role::PartnerOwner);
    owner.post("/portal/partners/contacts", &[("contact", "Пётр"), ("email", "petr@romashka.example")]).await.leads_on();
    owner.get("/portal/partners").await.shows(&["Пётр", "petr@romashka.example"]).hides(&["vera@romashka.example", "Лютик"]);
    owner.post(&format!("/portal/partners/contacts/{contact}/remove"), &[]).await.is(404);
    owner.post("/portal/partners/contacts/contact_nonsense/remove", &[]).await.is(404);
    assert_eq!(partners::store::contacts_of(&mut bench.work().await, foreign).await.unwrap().len(), 1);
}

}
