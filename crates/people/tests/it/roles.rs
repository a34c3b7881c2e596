use base::access::{Act, Actor, Acts, Role, UserId};
use base::on_both_engines;

use crate::person::{OWNER, PASSWORD, add, owner, sign_in, try_sign_in};

const OLEG: &str = "oleg@artel.example";

on_both_engines! { crate::house;

async fn an_edited_role_changes_at_once_what_its_holder_may_do(bench) {
    let boss = owner(&bench).await;
    add(&bench, "Олег", OLEG, Role::Support, None).await;
    let oleg = sign_in(&bench, OLEG).await;
    oleg.get("/desk/people/audit").await.is(403);
    let acts = [("act", "see-audit"), ("act", "see-partners"), ("act", "portal-home")];
    boss.post("/desk/people/roles/support", &acts).await.leads_on();
    oleg.get("/desk/people/audit").await.shows(&["Журнал действий"]);
    boss.get("/desk/people/roles").await.shows(&["Поддержка", "Владелец может всё"]);
    boss.get_in_english("/desk/people/roles").await.shows(&["Support", "Permissions"]);
    boss.post("/desk/people/roles/support", &[]).await.leads_on();
    oleg.get("/desk/people/audit").await.is(403);
}

async fn the_owners_role_and_unknown_roles_are_not_edited(bench) {
    let boss = owner(&bench).await;
    boss.post("/desk/people/roles/owner", &[("act", "see-audit")]).await.is(422);
    boss.post("/desk/people/roles/emperor", &[]).await.is(404);
    assert!(boss.get("/desk/people").await.status.is_success());
}

async fn another_role_holds_from_the_next_page_on(bench) {
    let boss = owner(&bench).await;
    let id = add(&bench, "Олег", OLEG, Role::Support, None).await;
    let oleg = sign_in(&bench, OLEG).await;
    oleg.get("/desk/people").await.is(403);
    boss.post(&format!("/desk/people/{id}/role"), &[("role", "owner")]).await.leads_on();
    oleg.get("/desk/people").await.shows(&["Олег"]);
    boss.post(&format!("/desk/people/{id}/role"), &[("role", "partner-owner")]).await.is(422);
    boss.post(&format!("/desk/people/{}/role", UserId(1)), &[("role", "owner")]).await.is(404);
    boss.post("/desk/people/nonsense/role", &[("role", "owner")]).await.is(404);
}

async fn the_last_owner_stays(bench) {
    let boss = owner(&bench).await;
    let users = people::users_of(&mut bench.work().await, None).await.unwrap();
    let vera = users[0].id;
    let text = boss.post(&format!("/desk/people/{vera}/role"), &[("role", "finance")]).await.is(422).text();
    assert!(text.contains("Последний владелец должен остаться"), "{text}");
    boss.post(&format!("/desk/people/{vera}/block"), &[]).await.is(422);
    let oleg = add(&bench, "Олег", OLEG, Role::Owner, None).await;
    boss.post(&format!("/desk/people/{oleg}/block"), &[]).await.leads_on();
    boss.post(&format!("/desk/people/{vera}/role"), &[("role", "finance")]).await.is(422);
    boss.post(&format!("/desk/people/{oleg}/unblock"), &[]).await.leads_on();
    boss.post(&format!("/desk/people/{vera}/role"), &[("role", "finance")]).await.leads_on();
    boss.get("/desk/people").await.is(403);
}

async fn a_blocked_person_is_out_at_once(bench) {
    let boss = owner(&bench).await;
    let id = add(&bench, "Олег", OLEG, Role::Finance, None).await;
    let oleg = sign_in(&bench, OLEG).await;
    boss.post(&format!("/desk/people/{id}/block"), &[]).await.leads_on();
    assert!(!oleg.is_in().await);
    try_sign_in(&bench, OLEG, PASSWORD).await.is(422);
    boss.get("/desk/people").await.shows(&["Заблокирован", "Разблокировать"]);
    boss.post(&format!("/desk/people/{id}/unblock"), &[]).await.leads_on();
    assert!(!oleg.is_in().await, "old sessions stay ended");
    sign_in(&bench, OLEG).await;
}

async fn who_looks_after_people_does_not_make_himself_the_owner(bench) {
    let boss = owner(&bench).await;
    boss.post("/desk/people/roles/support", &[("act", "manage-users"), ("act", "see-partners")]).await.leads_on();
    let id = add(&bench, "Олег", OLEG, Role::Support, None).await;
    let vera = people::users_of(&mut bench.work().await, None).await.unwrap()[0].id;
    add(&bench, "Зоя", "zoya@artel.example", Role::Owner, None).await;
    let oleg = sign_in(&bench, OLEG).await;
    let text = oleg.post(&format!("/desk/people/{id}/role"), &[("role", "owner")]).await.is(422).text();
    assert!(text.contains("В этой роли больше прав, чем у вас"), "{text}");
    oleg.post(&format!("/desk/people/{vera}/role"), &[("role", "inspector")]).await.is(422);
    oleg.post(&format!("/desk/people/{vera}/block"), &[]).await.is(422);
    oleg.post("/desk/people/roles/support", &[("act", "manage-users"), ("act", "approve-payouts")]).await.is(422);
    oleg.post("/desk/people/roles/inspector", &[("act", "see-partners")]).await.leads_on();
    sign_in(&bench, OWNER).await;
}

async fn a_verb_asks_again_when_the_door_was_passed_by(bench) {
    let id = add(&bench, "Олег", OLEG, Role::Finance, None).await;
    let mut work = bench.work().await;
    work.actor = Actor::Staff { user: UserId(5), acts: Acts::of(&[Act::SeeAudit]) };
    let reader = base::words::Reader::new(bench.site.words.clone(), base::words::Language::Ru);
    let refused = people::invite_again(&mut work, id, &reader).await.unwrap_err();
    assert!(matches!(refused, base::failure::Stop::Forbidden), "{refused:?}");
}

}
