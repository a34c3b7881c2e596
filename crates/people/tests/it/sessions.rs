use base::access::Role;
use base::on_both_engines;
use jiff::ToSpan;

use crate::person::{OWNER, PASSWORD, Person, add, owner, sign_in, try_sign_in};

/// The ids of the sessions that a page offers to end.
async fn others(person: &Person<'_>) -> Vec<String> {
    let page = person.get("/people/me").await.text();
    let ends = page.match_indices("/people/me/sessions/").map(|(place, way)| &page[place + way.len()..]);
    ends.map(|rest| rest.split('/').next().unwrap_or_default().to_owned()).collect()
}

on_both_engines! { crate::house;

async fn one_sees_ones_sessions_and_ends_another(bench) {
    let here = owner(&bench).await;
    let there = sign_in(&bench, OWNER).await;
    here.get("/people/me").await.shows(&["Открытые сеансы", "этот сеанс"]);
    here.get_in_english("/people/me").await.shows(&["Open sessions", "this session"]);
    let other = others(&here).await;
    assert_eq!(other.len(), 1);
    here.post(&format!("/people/me/sessions/{}/end", other[0]), &[]).await.leads_on();
    assert!(here.is_in().await && !there.is_in().await);
    here.post(&format!("/people/me/sessions/{}/end", other[0]), &[]).await.is(404);
}

async fn nobody_ends_the_session_of_somebody_else(bench) {
    let boss = owner(&bench).await;
    sign_in(&bench, OWNER).await;
    add(&bench, "Олег", "oleg@artel.example", Role::Finance, None).await;
    let oleg = sign_in(&bench, "oleg@artel.example").await;
    let of_boss = others(&boss).await;
    oleg.post(&format!("/people/me/sessions/{}/end", of_boss[0]), &[]).await.is(404);
    oleg.post("/people/me/sessions/nonsense/end", &[]).await.is(404);
    assert_eq!(others(&boss).await, of_boss);
}

async fn a_changed_password_ends_every_other_session(bench) {
    let here = owner(&bench).await;
    let there = sign_in(&bench, OWNER).await;
    let fresh = "сом ушёл в омут поглубже";
    let seen = here.post("/people/me/password", &[("present", PASSWORD), ("password", fresh)]).await;
    let still_here = Person::with_cookie_of(&bench, &seen).await;
    assert!(still_here.is_in().await && !there.is_in().await && !here.is_in().await);
    try_sign_in(&bench, OWNER, PASSWORD).await.is(422);
    try_sign_in(&bench, OWNER, fresh).await.leads_on();
}

async fn a_password_is_not_changed_without_the_present_one(bench) {
    let here = owner(&bench).await;
    let there = sign_in(&bench, OWNER).await;
    let wrong = [("present", "наугад наугад"), ("password", "сом ушёл в омут поглубже")];
    let text = here.post("/people/me/password", &wrong).await.is(422).text();
    assert!(text.contains("Нынешний пароль не подходит"), "{text}");
    let short = [("present", PASSWORD), ("password", "сом")];
    let text = here.post("/people/me/password", &short).await.is(422).text();
    assert!(text.contains("Пароль короче 10 знаков") && !text.contains(PASSWORD), "{text}");
    assert!(here.is_in().await && there.is_in().await);
}

async fn who_signs_out_is_out(bench) {
    let here = owner(&bench).await;
    let there = sign_in(&bench, OWNER).await;
    let seen = here.post("/sign-out", &[]).await;
    assert_eq!(seen.cookies, ["artel_session="]);
    assert_eq!(seen.leads_on(), "/sign-in");
    assert!(!here.is_in().await && there.is_in().await);
}

async fn a_session_that_nobody_uses_ends_after_two_weeks(bench) {
    let person = owner(&bench).await;
    for _ in 0..3 {
        bench.site.clock.advance((13 * 24).hours());
        assert!(person.is_in().await);
    }
    bench.site.clock.advance((14 * 24 + 1).hours());
    assert!(!person.is_in().await);
}

async fn a_made_up_cookie_opens_nothing(bench) {
    owner(&bench).await;
    let cookies = ["artel_session=0000000000000000".to_owned()];
    let to = bench.stranger().with_cookies(&cookies).get("/people/me").await.leads_on();
    assert!(to.starts_with("/sign-in"), "{to}");
}

}
