use base::on_both_engines;
use base::testing::Bench;

use crate::person::{PASSWORD, Person};

const FIELDS: [(&str, &str); 4] = [
    ("vendor", "Ромашка"),
    ("name", "Вера Павлова"),
    ("email", "vera@romashka.example"),
    ("password", PASSWORD),
];

async fn fresh_link(bench: &Bench) -> Option<String> {
    let mut work = bench.work().await;
    let link = people::welcome_link(&mut work).await.unwrap();
    work.commit().await.unwrap();
    link.map(|link| link.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned())
}

on_both_engines! { crate::house;

async fn the_first_owner_opens_the_house_once(bench) {
    let (link, other) = (fresh_link(&bench).await.unwrap(), fresh_link(&bench).await.unwrap());
    bench.stranger().get(&link).await.shows(&["Первый запуск", "Название компании"]);
    let owner = Person::with_cookie_of(&bench, &bench.stranger().post(&link, &FIELDS).await).await;
    owner.get("/desk/people").await.shows(&["Вера Павлова", "Ромашка"]);
    assert_eq!(fresh_link(&bench).await, None);
    for dead in [&link, &other] {
        bench.stranger().post(dead, &FIELDS).await.is(422);
    }
    bench.stranger().get(&link).await.is(422);
    assert_eq!(people::users_count(&mut bench.work().await).await.unwrap(), 1);
}

async fn a_refused_welcome_keeps_what_was_typed_and_the_link(bench) {
    let link = fresh_link(&bench).await.unwrap();
    let weak = FIELDS.map(|(name, value)| (name, if name == "password" { "qwertyuiop" } else { value }));
    let text = bench.stranger().post(&link, &weak).await.is(422).text();
    assert!(text.contains("угадают первым") && text.contains("value=\"Ромашка\""), "{text}");
    let nameless = FIELDS.map(|(name, value)| (name, if name == "vendor" { " " } else { value }));
    bench.stranger().post(&link, &nameless).await.is(422);
    bench.stranger().post(&link, &FIELDS).await.leads_on();
}

async fn nobody_opens_the_house_without_the_link(bench) {
    fresh_link(&bench).await.unwrap();
    bench.stranger().post("/welcome/link_0000000000001.0000", &FIELDS).await.is(422);
    assert_eq!(people::users_count(&mut bench.work().await).await.unwrap(), 0);
}

}
