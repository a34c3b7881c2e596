use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use partners::{NewPartner, PartnerKind, PartnerStatus, Refusal};

use crate::{added, happened, vera};

on_both_engines! { crate::desk;

async fn a_partner_is_added_on_the_page_and_stands_on_his_card(bench) {
    let manager = bench.desk(Role::PartnerManager);
    manager.get("/desk/partners/new").await.shows(&["Новый партнёр", "Дистрибьютор"]);
    let fields = [
        ("name", "ООО «Ромашка»"), ("kind", "distributor"), ("code", "R-1"), ("region", "Урал"), ("tier", "Золото"),
        ("status", "active"), ("contact", "Вера Павлова"), ("email", "vera@romashka.example"),
    ];
    let card = manager.post("/desk/partners/new", &fields).await.leads_on();
    manager.get(&card).await.shows(&["ООО «Ромашка»", "Дистрибьютор", "№ R-1", "Урал", "Золото", "Активен", "Вера Павлова"]);
    manager.get(&card).await.shows(&["mailto:vera@romashka.example"]);
    let id = card.rsplit('/').next().unwrap().parse().unwrap();
    assert_eq!(happened(&bench, id).await, ["partners.contact-added", "partners.added"]);
}

async fn all_errors_stand_in_the_form_with_what_was_typed(bench) {
    let manager = bench.desk(Role::PartnerManager);
    let fields = [("name", " "), ("kind", "pirate"), ("region", "Урал")];
    let page = manager.post("/desk/partners/new", &fields).await.is(422).text();
    assert!(page.contains("Заполните поле «Название»") && page.contains("Заполните поле «Вид»"), "{page}");
    assert!(page.contains("value=\"Урал\""));
}

async fn a_code_belongs_to_one_partner_however_it_is_spelled(bench) {
    let code = |code: &str| NewPartner { code: Some(code.into()), ..NewPartner::named("Ромашка", PartnerKind::Agent) };
    added(&bench, code("Ёж-1")).await;
    let mut work = bench.work().await;
    let refused = partners::add(&mut work, code(" еж-1 ")).await.unwrap_err();
    assert!(matches!(refused, Stop::Refused(Refusal::CodeTaken { code }) if code == "еж-1"));
    drop(work);
    let manager = bench.desk(Role::PartnerManager);
    let page = manager.post("/desk/partners/new", &[("name", "Лютик"), ("kind", "agent"), ("code", "ёж-1")]).await.is(422);
    assert!(page.text().contains("уже у другого партнёра"));
}

async fn a_contact_nobody_can_reach_keeps_the_partner_out(bench) {
    let mut work = bench.work().await;
    let contact = partners::NewContact { email: "vera".into(), ..vera() };
    let new = NewPartner { contact: Some(contact), ..NewPartner::named("Ромашка", PartnerKind::Agent) };
    let refused = partners::add(&mut work, new).await.unwrap_err();
    assert!(matches!(refused, Stop::Refused(Refusal::EmailWrong { .. })));
}

async fn what_was_added_reads_back_by_the_face_of_the_slice(bench) {
    let new = NewPartner { code: Some("7".into()), region: Some(" Урал ".into()), ..NewPartner::named("Ромашка", PartnerKind::Agent) };
    let id = added(&bench, new).await;
    let mut work = bench.work().await;
    let partner = partners::partner(&mut work, id).await.unwrap().unwrap();
    assert_eq!((partner.region.as_deref(), partner.status), (Some("Урал"), PartnerStatus::Active));
    assert_eq!(partners::all(&mut work).await.unwrap().len(), 1);
    let found = partners::find_by_name_or_code(&mut work, &["РОМАШКА", "7", "Лютик"]).await.unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("7".to_owned(), id), ("РОМАШКА".to_owned(), id)]);
    assert_eq!(partners::partner(&mut work, base::access::PartnerId(1)).await.unwrap(), None);
}

async fn a_name_that_two_partners_have_means_nobody(bench) {
    let named = |code: &str| NewPartner { code: Some(code.into()), ..NewPartner::named("Автосервис", PartnerKind::Dealer) };
    added(&bench, named("1")).await;
    let second = added(&bench, named("2")).await;
    let mut work = bench.work().await;
    let found = partners::find_by_name_or_code(&mut work, &["автосервис", "2"]).await.unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("2".to_owned(), second)]);
    let refused = partners::meant(&mut work, "Автосервис").await.unwrap_err();
    assert!(matches!(refused, Stop::Refused(Refusal::NameAmbiguous { .. })));
}

}
