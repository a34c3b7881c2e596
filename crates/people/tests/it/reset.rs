use base::access::Role;
use base::on_both_engines;
use base::testing::Bench;
use jiff::ToSpan;

use crate::person::{OWNER, PASSWORD, Person, letters_to, link_in, owner, sign_in, try_sign_in};

const FRESH: &str = "сом ушёл в омут поглубже";

async fn ask(bench: &Bench, email: &str) -> String {
    bench.stranger().post("/forgot", &[("email", email)]).await.shows(&["Проверьте почту"]).text()
}

async fn link(bench: &Bench) -> String {
    ask(bench, OWNER).await;
    link_in(&letters_to(bench, OWNER).await[0])
}

on_both_engines! { crate::house;

async fn a_reset_link_works_once_and_ends_every_session(bench) {
    let before = owner(&bench).await;
    let link = link(&bench).await;
    bench.stranger().get(&link).await.shows(&["Новый пароль"]);
    let seen = bench.stranger().post(&link, &[("password", FRESH)]).await;
    let after = Person::with_cookie_of(&bench, &seen).await;
    assert!(after.is_in().await && !before.is_in().await);
    try_sign_in(&bench, OWNER, PASSWORD).await.is(422);
    try_sign_in(&bench, OWNER, FRESH).await.leads_on();
    let text = bench.stranger().post(&link, &[("password", "а теперь по-моему")]).await.is(422).text();
    assert!(text.contains("Ссылка уже использована"), "{text}");
    bench.stranger().in_english().get(&link).await.is(422);
}

async fn a_reset_link_lives_for_an_hour(bench) {
    owner(&bench).await;
    let link = link(&bench).await;
    bench.site.clock.advance(59.minutes());
    bench.stranger().get(&link).await.shows(&["Новый пароль"]);
    bench.site.clock.advance(1.minutes());
    bench.stranger().post(&link, &[("password", FRESH)]).await.is(422);
    sign_in(&bench, OWNER).await;
}

async fn the_answer_does_not_tell_who_is_known(bench) {
    owner(&bench).await;
    let (known, unknown) = (ask(&bench, OWNER).await, ask(&bench, "nobody@artel.example").await);
    assert_eq!(known, unknown);
    assert_eq!(letters_to(&bench, OWNER).await.len(), 1);
    assert!(letters_to(&bench, "nobody@artel.example").await.is_empty());
}

async fn the_newest_link_alone_works_and_a_mailbox_is_not_flooded(bench) {
    owner(&bench).await;
    let first = link(&bench).await;
    let second = link(&bench).await;
    assert_ne!(first, second);
    bench.stranger().get(&first).await.is(422);
    for _ in 0..5 {
        ask(&bench, OWNER).await;
    }
    assert_eq!(letters_to(&bench, OWNER).await.len(), 3);
    bench.site.clock.advance(61.minutes());
    ask(&bench, OWNER).await;
    assert_eq!(letters_to(&bench, OWNER).await.len(), 4);
}

async fn a_blocked_person_does_not_come_in_by_a_reset_link(bench) {
    let boss = owner(&bench).await;
    let oleg = crate::person::add(&bench, "Олег", "oleg@artel.example", Role::Finance, None).await;
    ask(&bench, "oleg@artel.example").await;
    let link = link_in(&letters_to(&bench, "oleg@artel.example").await[0]);
    boss.post(&format!("/desk/people/{oleg}/block"), &[]).await.leads_on();
    bench.stranger().post(&link, &[("password", FRESH)]).await.is(422);
    ask(&bench, "oleg@artel.example").await;
    assert_eq!(letters_to(&bench, "oleg@artel.example").await.len(), 1);
}

}
