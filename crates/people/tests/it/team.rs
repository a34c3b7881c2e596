use base::access::{Role, UserId};
use base::on_both_engines;
use base::testing::Bench;

use crate::person::{Person, add, letters_to, link_in, owner, sign_in};

const IRA: &str = "ira@first.example";
const PETR: &str = "petr@first.example";

async fn ira(bench: &Bench) -> Person<'_> {
    add(bench, "Ира", IRA, Role::PartnerOwner, Some(7)).await;
    sign_in(bench, IRA).await
}

on_both_engines! { crate::house;

async fn a_partners_owner_invites_and_blocks_in_her_own_team(bench) {
    let ira = ira(&bench).await;
    let fields = [("name", "Пётр"), ("email", PETR), ("role", "partner-employee")];
    ira.post("/portal/people", &fields).await.leads_on();
    ira.get("/portal/people").await.shows(&["Команда", "Пётр", "Приглашён"]);
    ira.get_in_english("/portal/people").await.shows(&["Team", "Invited"]);
    let link = link_in(&letters_to(&bench, PETR).await[0]);
    let seen = bench.stranger().post(&link, &[("password", crate::person::PASSWORD)]).await;
    let petr = Person::with_cookie_of(&bench, &seen).await;
    petr.get("/people/me").await.shows(&["Пётр", "Партнёр 7"]);
    petr.get("/portal/people").await.is(403);
    let users = people::users_of(&mut bench.work().await, Some(base::access::PartnerId(7))).await.unwrap();
    let id = users.iter().find(|user| user.email == PETR).unwrap().id;
    ira.post(&format!("/portal/people/{id}/block"), &[]).await.leads_on();
    assert!(!petr.is_in().await);
}

async fn foreign_people_are_unknown(bench) {
    let ira = ira(&bench).await;
    owner(&bench).await;
    let staff = people::users_of(&mut bench.work().await, None).await.unwrap()[0].id;
    let foreign = add(&bench, "Фёдор", "fedor@second.example", Role::PartnerEmployee, Some(8)).await;
    let fedor = sign_in(&bench, "fedor@second.example").await;
    for id in [staff, foreign, UserId(1)] {
        ira.post(&format!("/portal/people/{id}/block"), &[]).await.is(404);
        ira.post(&format!("/portal/people/{id}/invite"), &[]).await.is(404);
    }
    assert!(fedor.is_in().await);
    ira.get("/portal/people").await.shows(&["Ира"]).hides(&["Фёдор", "Вера"]);
}

async fn the_desk_does_not_exist_for_a_partner(bench) {
    let ira = ira(&bench).await;
    for path in ["/desk/people", "/desk/people/roles", "/desk/people/audit", "/desk/people/letters"] {
        ira.get(path).await.is(404);
    }
    ira.post("/desk/people", &[("name", "Х"), ("email", "x@x.example"), ("role", "owner")]).await.is(404);
    owner(&bench).await.get("/portal/people").await.is(404);
}

async fn a_partner_gives_no_role_of_the_desk_and_does_not_block_herself(bench) {
    let ira = ira(&bench).await;
    let fields = [("name", "Пётр"), ("email", PETR), ("role", "owner")];
    let text = ira.post("/portal/people", &fields).await.is(422).text();
    assert!(text.contains("Выберите роль из списка"), "{text}");
    let id = people::users_of(&mut bench.work().await, Some(base::access::PartnerId(7))).await.unwrap()[0].id;
    ira.post(&format!("/portal/people/{id}/block"), &[]).await.is(403);
}

}
