use std::collections::BTreeSet;

use base::access::Role;
use base::events::{self, Which};
use base::on_both_engines;
use base::testing::Bench;

use crate::person::{PASSWORD, Person, add, letters_to, link_in, owner, sign_in, try_sign_in};

const FRESH: &str = "сом ушёл в омут поглубже";

/// Makes every event of the slice happen.
async fn live_a_day(bench: &Bench, boss: &Person<'_>) {
    let fields = [("name", "Инна"), ("email", "inna@artel.example"), ("role", "finance")];
    boss.post("/desk/people", &fields).await.leads_on();
    let users = people::users_of(&mut bench.work().await, None).await.unwrap();
    let inna = users.iter().find(|user| user.name == "Инна").unwrap().id;
    boss.post(&format!("/desk/people/{inna}/invite"), &[]).await.leads_on();
    let link = link_in(&letters_to(bench, "inna@artel.example").await[0]);
    let seen = bench.stranger().post(&link, &[("password", PASSWORD)]).await;
    let person = Person::with_cookie_of(bench, &seen).await;
    person.post("/people/me/password", &[("present", PASSWORD), ("password", FRESH)]).await.leads_on();
    boss.post(&format!("/desk/people/{inna}/role"), &[("role", "auditor")]).await.leads_on();
    boss.post(&format!("/desk/people/{inna}/block"), &[]).await.leads_on();
    boss.post("/desk/people/roles/support", &[("act", "see-sales"), ("act", "see-audit")]).await.leads_on();
    boss.post("/desk/people/roles/inspector", &[]).await.leads_on();
    for _ in 0..8 {
        try_sign_in(bench, "zoya@artel.example", "наугад").await.is(422);
    }
}

on_both_engines! { crate::house;

async fn every_event_of_the_slice_is_a_sentence_in_both_languages(bench) {
    let boss = owner(&bench).await;
    live_a_day(&bench, &boss).await;
    boss.get("/desk/people/audit").await.shows(&[
        "Вход: Вера Павлова, адрес",
        "Новый пользователь: Вера Павлова (vera@artel.example), роль «Владелец»",
        "Приглашение для Инна (inna@artel.example), роль «Финансы»",
        "Повторное приглашение для Инна (inna@artel.example)",
        "Инна: приглашение принято, пароль задан",
        "Инна: пароль изменён",
        "Инна: роль «Финансы» → «Аудитор»",
        "Инна: новое состояние — Заблокирован",
        "Инна: завершено сеансов — 1",
        "Роль «Поддержка» изменена, теперь в ней: ",
        "теперь в ней: —",
        "Пароль к zoya@artel.example подбирали",
        "не вошедший",
    ]);
    boss.get_in_english("/desk/people/audit").await.shows(&[
        "Вера Павлова signed in from",
        "Вера Павлова (vera@artel.example) was added as “Owner”",
        "Инна (inna@artel.example) was invited as “Finance”",
        "Инна (inna@artel.example) was invited again",
        "Инна set a password and joined",
        "Инна changed the password",
        "Инна: role “Finance” → “Auditor”",
        "Инна: new state — Blocked",
        "Инна: sessions ended — 1",
        "Role “Support” was changed and now includes: ",
        "The password of zoya@artel.example was guessed at",
    ]);
    let all = events::recorded(&mut bench.work().await, &Which::default(), 500).await.unwrap();
    let names: BTreeSet<&str> = all.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names.len(), 11, "{names:?}");
    let guessed = all.iter().filter(|entry| entry.name == "people.guessed-at").count();
    assert_eq!(guessed, 1);
    assert!(!format!("{all:?}").contains(PASSWORD));
}

async fn an_act_is_written_to_the_one_who_did_it(bench) {
    let boss = owner(&bench).await;
    add(&bench, "Олег", "oleg@artel.example", Role::Finance, None).await;
    sign_in(&bench, "oleg@artel.example").await;
    let users = people::users_of(&mut bench.work().await, None).await.unwrap();
    let oleg = users.iter().find(|user| user.name == "Олег").unwrap().id;
    let which = Which { user: Some(oleg), ..Which::default() };
    let own = events::recorded(&mut bench.work().await, &which, 10).await.unwrap();
    assert_eq!(own.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["people.signed-in"]);
    boss.get(&format!("/desk/people/audit?user={oleg}")).await.shows(&["Вход: Олег"]).hides(&["Вход: Вера"]);
    boss.get(&format!("/desk/people/audit?subject={oleg}")).await.shows(&["Новый пользователь: Олег"]).hides(&["Вход: Вера"]);
    boss.get("/desk/people/audit?slice=sales").await.shows(&["Записей нет"]);
}

async fn the_trail_turns_its_pages(bench) {
    let boss = owner(&bench).await;
    for _ in 0..101 {
        boss.post("/desk/people/roles/support", &[("act", "see-sales")]).await.leads_on();
    }
    let page = boss.get("/desk/people/audit").await.shows(&["Роль «Поддержка»"]).hides(&["Новый пользователь"]).text();
    let (_, after) = page.split_once("after=event_").expect("a way to older entries");
    let older = format!("/desk/people/audit?after=event_{}", after.split(['"', '&']).next().unwrap());
    boss.get(&older).await.shows(&["Новый пользователь: Вера Павлова"]);
}

async fn the_trail_is_for_those_who_may_read_it(bench) {
    bench.desk(Role::Auditor).get("/desk/people/audit").await.shows(&["Журнал действий"]);
    bench.desk(Role::Finance).get("/desk/people/audit").await.is(403);
    bench.desk(Role::Auditor).get("/desk/people/letters").await.is(403);
}

}
