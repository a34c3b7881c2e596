use base::access::{Act, Acts, Role};
use base::on_both_engines;
use base::testing::{Bench, Seen};
use jiff::ToSpan;

use crate::person::{PASSWORD, Person, add, letters_to, link_in, owner, sign_in, try_sign_in};

const INNA: &str = "inna@artel.example";
const FIELDS: [(&str, &str); 3] = [("name", "Инна Котова"), ("email", INNA), ("role", "finance")];

/// Invites Инна; returns the path of her link.
async fn invited(bench: &Bench, boss: &Person<'_>) -> String {
    assert_eq!(boss.post("/desk/people", &FIELDS).await.leads_on(), "/desk/people");
    link_in(&letters_to(bench, INNA).await[0])
}

async fn take_up(bench: &Bench, link: &str) -> Seen {
    bench.stranger().post(link, &[("password", PASSWORD)]).await
}

async fn is_dead(bench: &Bench, link: &str) -> bool {
    let opened = bench.stranger().get(link).await;
    let posted = take_up(bench, link).await;
    assert_eq!(opened.status, posted.status);
    opened.status.as_u16() == 422 && posted.text().contains("Ссылка уже использована или её срок прошёл")
}

on_both_engines! { crate::house;

async fn an_invitation_goes_by_letter_and_opens_once(bench) {
    let boss = owner(&bench).await;
    let link = invited(&bench, &boss).await;
    let letter = letters_to(&bench, INNA).await.remove(0);
    assert_eq!(letter.state, "kept", "no mail server is set");
    assert!(letter.body.contains("Здравствуйте, Инна Котова!"), "{}", letter.body);
    boss.get("/desk/people").await.shows(&["Инна Котова", "Приглашён"]);
    boss.get("/desk/people/letters").await.shows(&[INNA, "Осталось здесь", "Почтовый сервер не настроен"]);
    let page = format!("/desk/people/letters/{}", letter.id);
    boss.get(&page).await.shows(&["Здравствуйте, Инна Котова!", &format!("href=\"http://127.0.0.1:8080{link}\"")]);
    boss.get_in_english(&page).await.shows(&["Kept here"]);

    bench.stranger().get(&link).await.shows(&["Добро пожаловать", "Не короче 10 знаков"]);
    let inna = Person::with_cookie_of(&bench, &take_up(&bench, &link).await).await;
    inna.get("/people/me").await.shows(&["Инна Котова", "Финансы"]);
    assert!(is_dead(&bench, &link).await);
    sign_in(&bench, INNA).await;
}

async fn an_invitation_lives_for_seven_days(bench) {
    let boss = owner(&bench).await;
    let link = invited(&bench, &boss).await;
    bench.site.clock.advance((7 * 24 - 1).hours());
    bench.stranger().get(&link).await.shows(&["Добро пожаловать"]);
    bench.site.clock.advance(1.hours());
    assert!(is_dead(&bench, &link).await);
    try_sign_in(&bench, INNA, PASSWORD).await.is(422);
}

async fn a_link_with_a_tampered_signature_is_dead(bench) {
    let boss = owner(&bench).await;
    let link = invited(&bench, &boss).await;
    let (head, signature) = link.split_once('.').unwrap();
    let turned: String = signature.chars().rev().collect();
    assert!(is_dead(&bench, &format!("{head}.{turned}")).await);
    assert!(is_dead(&bench, &format!("{head}.")).await);
    assert!(is_dead(&bench, head).await);
    assert!(is_dead(&bench, "/invitation/nonsense").await);
    let for_another_door = link.replace("/invitation/", "/reset/");
    assert!(is_dead(&bench, &for_another_door).await);
    let id = head.rsplit('/').next().unwrap();
    let mut next: base::letters::LetterId = id.replace("link_", "letter_").parse().unwrap();
    next.0 += 1;
    let other = next.to_string().replace("letter_", "link_");
    assert!(is_dead(&bench, &link.replace(id, &other)).await, "a signature fits one link alone");
    take_up(&bench, &link).await.leads_on();
}

async fn a_weak_password_is_refused_and_the_link_stays(bench) {
    let boss = owner(&bench).await;
    let link = invited(&bench, &boss).await;
    for (weak, sentence) in [("сом", "короче 10 знаков"), ("1234567890", "угадают первым"), (INNA, "угадают первым")] {
        let text = bench.stranger().post(&link, &[("password", weak)]).await.is(422).text();
        assert!(text.contains(sentence), "{text}");
    }
    take_up(&bench, &link).await.leads_on();
}

async fn a_second_invitation_takes_the_place_of_the_first(bench) {
    let boss = owner(&bench).await;
    let first = invited(&bench, &boss).await;
    bench.site.clock.advance((8 * 24).hours());
    let boss = { drop(boss); sign_in(&bench, crate::person::OWNER).await };
    let page = boss.get("/desk/people").await.shows(&["Выслать приглашение ещё раз"]).text();
    let (before, _) = page.split_once("/invite\"").unwrap();
    let again = format!("{}/invite", before.rsplit('"').next().unwrap());
    boss.post(&again, &[]).await.leads_on();
    let second = link_in(&letters_to(&bench, INNA).await[0]);
    assert_ne!(first, second);
    assert!(is_dead(&bench, &first).await);
    take_up(&bench, &second).await.leads_on();
    boss.post(&again, &[]).await.is(404);
}

async fn a_blocked_person_does_not_come_in_by_an_old_invitation(bench) {
    let boss = owner(&bench).await;
    let link = invited(&bench, &boss).await;
    let users = people::users_of(&mut bench.work().await, None).await.unwrap();
    let inna = users.iter().find(|user| user.email == INNA).unwrap().id;
    boss.post(&format!("/desk/people/{inna}/block"), &[]).await.leads_on();
    assert_eq!(take_up(&bench, &link).await.status.as_u16(), 422);
    boss.post(&format!("/desk/people/{inna}/unblock"), &[]).await.leads_on();
    take_up(&bench, &link).await.leads_on();
}

async fn what_was_typed_stays_when_an_invitation_is_refused(bench) {
    let boss = owner(&bench).await;
    invited(&bench, &boss).await;
    let text = boss.post("/desk/people", &FIELDS).await.is(422).text();
    assert!(text.contains("Человек с такой почтой уже есть") && text.contains("value=\"Инна Котова\""), "{text}");
    for (field, value, sentence) in [
        ("email", "inna", "Это не похоже на адрес почты"),
        ("name", " ", "Впишите имя"),
        ("role", "partner-owner", "Выберите роль из списка"),
    ] {
        let fields = FIELDS.map(|(name, typed)| match name {
            _ if name == field => (name, value),
            "email" if field != "email" => (name, "other@artel.example"),
            _ => (name, typed),
        });
        let text = boss.post("/desk/people", &fields).await.is(422).text();
        assert!(text.contains(sentence), "{text}");
    }
}

async fn only_those_who_look_after_people_invite_and_none_gives_more_than_he_has(bench) {
    owner(&bench).await;
    bench.desk(Role::Finance).post("/desk/people", &FIELDS).await.is(403);
    bench.stranger().post("/desk/people", &FIELDS).await.leads_on();
    let mut work = bench.work().await;
    let acts = Acts::of(&[Act::ManageUsers, Act::SeePartners]);
    work.actor = base::access::Actor::Staff { user: base::access::UserId(5), acts };
    let new = |role: Role| people::NewUser {
        email: INNA.into(), name: "Инна".into(), role: role.name().into(), partner: None, company: String::new(),
    };
    let reader = base::words::Reader::new(bench.site.words.clone(), base::words::Language::Ru);
    let owner_to_be = people::invite(&mut work, new(Role::Owner), &reader).await.unwrap_err();
    assert!(matches!(owner_to_be, base::failure::Stop::Refused(people::Refusal::MoreThanOwn)), "{owner_to_be:?}");
    people::invite(&mut work, new(Role::Inspector), &reader).await.unwrap();
}

async fn an_address_serves_one_person_in_the_whole_house(bench) {
    let boss = owner(&bench).await;
    add(&bench, "Ира", "ira@partner.example", Role::PartnerOwner, Some(7)).await;
    let fields = [("name", "Ира"), ("email", "IRA@partner.example"), ("role", "finance")];
    boss.post("/desk/people", &fields).await.is(422);
}

}
