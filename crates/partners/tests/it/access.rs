use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;

use crate::{dealer, vera};

on_both_engines! { crate::desk;

async fn a_partner_sees_his_own_company_and_nobody_elses(bench) {
    let (own, foreign) = (dealer(&bench, "Ромашка").await, dealer(&bench, "Лютик").await);
    let owner = bench.portal(own, Role::PartnerOwner);
    owner.get("/portal/partners").await.shows(&["Ромашка"]).hides(&["Лютик"]);
    owner.get(&format!("/desk/partners/{foreign}")).await.is(404);
    owner.get(&format!("/desk/partners/{own}")).await.is(404);
    owner.get("/api/v1/partners").await.is(404);
    bench.portal(own, Role::PartnerEmployee).get("/portal/partners/requisites").await.is(403);
}

async fn the_verbs_themselves_keep_a_foreign_partner_out(bench) {
    let (own, foreign) = (dealer(&bench, "Ромашка").await, dealer(&bench, "Лютик").await);
    let user = base::access::UserId(5);
    let actor = base::access::Actor::Partner { user, partner: own, acts: Role::PartnerOwner.acts() };
    let mut work = bench.site.begin(actor).await.unwrap();
    assert!(matches!(partners::add_contact(&mut work, foreign, vera()).await, Err(Stop::Unknown)));
    assert!(matches!(partners::add_note(&mut work, own, "x").await, Err(Stop::Forbidden)));
    assert!(matches!(partners::set_tier(&mut work, own, None).await, Err(Stop::Forbidden)));
    assert!(partners::add_contact(&mut work, own, vera()).await.is_ok());
}

async fn unknown_and_nonsense_answer_alike(bench) {
    let owner = bench.desk(Role::Owner);
    for tail in ["partner_0000000000001", "nonsense", "partner_0000000000001/edit", "nonsense/status", "nonsense/timeline"] {
        owner.get(&format!("/desk/partners/{tail}")).await.is(404);
    }
    owner.post("/desk/partners/partner_0000000000001/notes", &[("body", "x")]).await.is(404);
    owner.post("/desk/partners/partner_0000000000001/requisites", &[("name", "x"), ("form", "foreign")]).await.is(404);
    owner.get("/api/v1/partners/nonsense").await.is(404);
}

async fn who_may_only_see_changes_nothing(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let auditor = bench.desk(Role::Auditor);
    auditor.get(&format!("/desk/partners/{id}")).await.shows(&["Ромашка"]).hides(&["/edit", "/notes", "Добавить контакт"]);
    for tail in ["edit", "status", "upline", "requisites"] {
        auditor.get(&format!("/desk/partners/{id}/{tail}")).await.is(403);
    }
    auditor.post(&format!("/desk/partners/{id}/notes"), &[("body", "x")]).await.is(403);
    assert_eq!(bench.stranger().get("/desk/partners").await.status, 303);
}

async fn the_tabs_are_those_the_role_may_open(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let card = format!("/desk/partners/{id}");
    bench.desk(Role::Owner).get(&card).await.shows(&[&format!("/desk/payouts?partner={id}"), "/desk/sales?partner="]);
    bench.desk(Role::Inspector).get(&card).await.shows(&["Хронология"]).hides(&["/desk/payouts", "/desk/sales"]);
}

}
