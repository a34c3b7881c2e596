use base::access::Role;
use base::on_both_engines;
use jiff::ToSpan;
use people::{Origin, Refusal};

use crate::person::{PASSWORD, add, owner, sign_in, try_sign_in};

const FINANCE: &str = "oleg@artel.example";

on_both_engines! { crate::house;

async fn the_right_password_opens_a_session_and_leads_back(bench) {
    add(&bench, "Олег", FINANCE, Role::Finance, None).await;
    let fields = [("email", " Oleg@Artel.Example "), ("password", PASSWORD), ("back", "/people/me?tab=1")];
    let seen = bench.stranger().post("/sign-in", &fields).await;
    assert_eq!(seen.location, "/people/me?tab=1");
    let cookie = seen.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    sign_in(&bench, FINANCE).await.get("/people/me").await.shows(&["Олег", "Финансы", FINANCE]);
}

async fn nobody_is_led_to_a_foreign_site(bench) {
    add(&bench, "Олег", FINANCE, Role::Finance, None).await;
    for back in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let fields = [("email", FINANCE), ("password", PASSWORD), ("back", back)];
        assert_eq!(bench.stranger().post("/sign-in", &fields).await.leads_on(), "/");
    }
}

async fn a_wrong_password_and_unknown_invited_and_blocked_people_get_one_answer(bench) {
    let boss = owner(&bench).await;
    add(&bench, "Олег", FINANCE, Role::Finance, None).await;
    let blocked = add(&bench, "Глеб", "gleb@artel.example", Role::Finance, None).await;
    boss.post(&format!("/desk/people/{blocked}/block"), &[]).await.leads_on();
    let new = [("name", "Инна"), ("email", "inna@artel.example"), ("role", "finance")];
    boss.post("/desk/people", &new).await.leads_on();
    let mut answers = Vec::new();
    for (email, password) in [
        (FINANCE, "не тот пароль"),
        (FINANCE, ""),
        ("nobody@artel.example", PASSWORD),
        ("gleb@artel.example", PASSWORD),
        ("inna@artel.example", PASSWORD),
    ] {
        let seen = try_sign_in(&bench, email, password).await.is(422);
        assert!(seen.cookies.is_empty());
        answers.push(seen.text().replace(email, "…"));
    }
    assert!(answers[0].contains("Почта и пароль не подходят друг к другу"), "{}", answers[0]);
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}

async fn after_eight_failures_a_mailbox_waits_a_quarter_of_an_hour(bench) {
    add(&bench, "Олег", FINANCE, Role::Finance, None).await;
    for _ in 0..8 {
        let text = try_sign_in(&bench, FINANCE, "наугад").await.is(422).text();
        assert!(text.contains("не подходят"), "{text}");
    }
    let text = try_sign_in(&bench, FINANCE, PASSWORD).await.is(422).text();
    assert!(text.contains("Подождите 15 минут"), "{text}");
    add(&bench, "Глеб", "gleb@artel.example", Role::Finance, None).await;
    sign_in(&bench, "gleb@artel.example").await;
    bench.site.clock.advance(14.minutes());
    try_sign_in(&bench, FINANCE, PASSWORD).await.is(422);
    bench.site.clock.advance(1.minutes());
    sign_in(&bench, FINANCE).await;
}

async fn an_unknown_mailbox_waits_just_the_same(bench) {
    for _ in 0..8 {
        try_sign_in(&bench, "nobody@artel.example", "наугад").await.is(422);
    }
    let text = try_sign_in(&bench, "nobody@artel.example", "наугад").await.is(422).text();
    assert!(text.contains("Подождите 15 минут"), "{text}");
}

async fn a_success_forgets_the_failures_before_it(bench) {
    add(&bench, "Олег", FINANCE, Role::Finance, None).await;
    for _ in 0..2 {
        for _ in 0..7 {
            try_sign_in(&bench, FINANCE, "наугад").await.is(422);
        }
        sign_in(&bench, FINANCE).await;
    }
}

async fn many_guesses_at_once_are_no_more_than_many_in_a_row(bench) {
    add(&bench, "Олег", FINANCE, Role::Finance, None).await;
    let guesses: Vec<_> = (0..20).map(|_| {
        let site = bench.site.clone();
        tokio::spawn(async move { people::sign_in(&site, FINANCE, "наугад", &Origin::default()).await })
    }).collect();
    let mut looked_at = 0;
    for guess in guesses {
        match guess.await.unwrap().unwrap_err() {
            base::failure::Stop::Refused(Refusal::WrongCredentials) => looked_at += 1,
            base::failure::Stop::Refused(Refusal::TooManyTries { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(looked_at, 8);
}

async fn strangers_are_led_to_the_sign_in_page_and_back(bench) {
    let to = bench.stranger().get("/desk/people?role=owner").await.leads_on();
    assert_eq!(to, "/sign-in?back=%2Fdesk%2Fpeople%3Frole%3Downer");
    bench.stranger().get(&to).await.shows(&["Вход", "name=\"back\" value=\"/desk/people?role=owner\""]);
    bench.stranger().in_english().get("/sign-in").await.shows(&["Sign in", "Forgot your password?"]);
}

}
