use base::access::{Role, UserId};
use base::failure::Stop;
use base::on_both_engines;
use base::testing::staff;
use programs::{Audience, DecisionKind, Effect, Refusal, SaveDraft, Seen, Submit, TermsVersionId};

use crate::{day, partner, percent, program, published, refusal};

/// A draft to be handed in for 1 April.
fn from_april(version: TermsVersionId) -> Submit {
    let effect = Effect { from: day("2026-04-01"), until: None };
    Submit { version, effect, comment: "Ставка растёт".into(), seen: Seen::Anything }
}

on_both_engines! { crate::bench;

async fn one_hands_in_and_another_approves(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let mut author = bench.work_as(Role::PartnerManager).await;
    let draft = programs::save_draft(&mut author, program, &percent("5")).await.unwrap();
    let handed_in = programs::submit(&mut author, from_april(draft)).await.unwrap();
    assert_eq!(refusal(programs::submit(&mut author, from_april(draft)).await), Refusal::SubmittedAlready);
    assert!(matches!(programs::approve(&mut author, handed_in).await, Err(Stop::Forbidden)));
    author.commit().await.unwrap();
    let mut finance = bench.work_as(Role::Finance).await;
    assert_eq!(refusal(programs::publish(&mut finance, draft, day("2026-04-01")).await), Refusal::SecondPersonNeeded);
    assert_eq!(programs::approve(&mut finance, handed_in).await.unwrap(), 1);
    assert_eq!(refusal(programs::approve(&mut finance, handed_in).await), Refusal::NotSubmitted);
    finance.commit().await.unwrap();
    let mut work = bench.work().await;
    let version = programs::terms_version(&mut work, draft).await.unwrap().unwrap();
    assert_eq!(version.days(), Some((day("2026-04-01"), None)));
    let kept = programs::submissions(&mut work, draft).await.unwrap();
    let decision = kept[0].decision.clone().unwrap();
    assert_eq!((decision.kind, decision.by), (DecisionKind::Approved, staff(Role::Finance).user()));
    assert_eq!((kept[0].by, kept[0].comment.as_str()), (staff(Role::PartnerManager).user(), "Ставка растёт"));
}

async fn who_handed_in_or_changed_last_does_not_decide(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let mut owner = bench.work_as(Role::Owner).await;
    let draft = programs::save_draft(&mut owner, program, &percent("5")).await.unwrap();
    let own = programs::submit(&mut owner, from_april(draft)).await.unwrap();
    assert_eq!(refusal(programs::approve(&mut owner, own).await), Refusal::OwnSubmission);
    assert_eq!(refusal(programs::give_back(&mut owner, own, "нет").await), Refusal::OwnSubmission);
    programs::withdraw(&mut owner, draft).await.unwrap();
    owner.commit().await.unwrap();
    let mut manager = bench.work_as(Role::PartnerManager).await;
    let handed_in = programs::submit(&mut manager, from_april(draft)).await.unwrap();
    manager.commit().await.unwrap();
    let mut owner = bench.work_as(Role::Owner).await;
    assert_eq!(refusal(programs::approve(&mut owner, handed_in).await), Refusal::OwnSubmission, "he changed it last");
}

async fn a_change_takes_the_draft_back_and_errors_forbid_handing_in(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let mut author = bench.work_as(Role::PartnerManager).await;
    let draft = programs::save_draft(&mut author, program, &percent("пять")).await.unwrap();
    let said = refusal(programs::submit(&mut author, from_april(draft)).await);
    assert!(matches!(said, Refusal::DraftUnreadable { .. }), "{said:?}");
    programs::save_draft(&mut author, program, &percent("5")).await.unwrap();
    let handed_in = programs::submit(&mut author, from_april(draft)).await.unwrap();
    programs::save_draft(&mut author, program, &percent("5")).await.unwrap();
    assert!(programs::submissions(&mut author, draft).await.unwrap()[0].decision.is_none(), "nothing was changed");
    programs::save_draft(&mut author, program, &percent("50")).await.unwrap();
    author.commit().await.unwrap();
    let mut finance = bench.work_as(Role::Finance).await;
    assert_eq!(refusal(programs::approve(&mut finance, handed_in).await), Refusal::NotSubmitted);
    let kept = programs::submissions(&mut finance, draft).await.unwrap();
    assert_eq!(kept[0].decision.as_ref().map(|decision| decision.kind), Some(DecisionKind::Withdrawn));
}

async fn what_is_returned_carries_its_reason(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let mut author = bench.work_as(Role::PartnerManager).await;
    let draft = programs::save_draft(&mut author, program, &percent("5")).await.unwrap();
    let handed_in = programs::submit(&mut author, from_april(draft)).await.unwrap();
    author.commit().await.unwrap();
    let finance = bench.desk(Role::Finance);
    let own = format!("/desk/programs/{program}/terms/{draft}");
    finance.get("/desk/programs").await.shows(&["Ждут вашего решения: 1", "ждёт вас: 1", &format!("{own}/approval")]);
    bench.desk(Role::PartnerManager).get("/desk/programs").await.hides(&["Ждут вашего решения"]);
    finance.get(&format!("{own}/approval")).await.shows(&["Ждёт утверждения", "Ставка растёт", "01.04.2026", "Вернуть с причиной"]);
    let id = handed_in.to_string();
    let again = finance.post(&format!("{own}/return"), &[("submission", &id), ("reason", " ")]).await.is(422);
    assert!(again.text().contains("Напишите, почему"), "{}", again.text());
    finance.post(&format!("{own}/return"), &[("submission", &id), ("reason", "Слишком мало")]).await.leads_on();
    let manager = bench.desk(Role::PartnerManager);
    manager.get(&format!("{own}/approval")).await.shows(&["Возвращено", "Слишком мало", "Отправить на утверждение"]);
    manager.in_english().get(&format!("/desk/programs/{program}/timeline")).await.shows(&["given back. Слишком мало"]);
}

async fn the_pages_lead_from_draft_to_binding(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let draft = programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    work.commit().await.unwrap();
    let own = format!("/desk/programs/{program}/terms/{draft}");
    let manager = bench.desk(Role::PartnerManager);
    let fields = [("from", "2026-04-01"), ("seen", "1"), ("comment", "")];
    let again = manager.post(&format!("{own}/submit"), &fields).await.is(422);
    assert!(again.text().contains("сохранил кто-то другой"), "{}", again.text());
    let seen = programs::terms_version(&mut bench.work().await, draft).await.unwrap().unwrap().changed_at;
    let seen = seen.as_microsecond().to_string();
    let fields = [("from", "2026-04-01"), ("seen", seen.as_str()), ("comment", "Новая ставка")];
    manager.post(&format!("{own}/submit"), &fields).await.leads_on();
    manager.get(&format!("{own}/approval")).await.shows(&["Новая ставка", "Отозвать с утверждения"]).hides(&["Утвердить и"]);
    bench.desk(Role::Finance).post(&format!("{own}/publish"), &[("from", "2026-04-01"), ("seen", &seen)]).await.is(422);
    let id = programs::submissions(&mut bench.work().await, draft).await.unwrap()[0].id.to_string();
    let to = bench.desk(Role::Finance).post(&format!("{own}/approve"), &[("submission", &id)]).await.leads_on();
    manager.get(&to).await.shows(&["Версия 1", "Отправлена на утверждение", "Утверждена и опубликована", "Новая ставка"]);
    assert_eq!(manager.get(&format!("{own}/approval")).await.leads_on(), to);
    let log = format!("/desk/programs/{program}/timeline");
    manager.get(&log).await.shows(&["условия отправлены на утверждение, с 01.04.2026. Новая ставка", "опубликована версия условий 1"]);
}

async fn one_person_publishes_where_the_programme_lets_him(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let draft = programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    work.commit().await.unwrap();
    let own = format!("/desk/programs/{program}");
    bench.desk(Role::PartnerManager).post(&format!("{own}/one-person"), &[("one_person", "yes")]).await.is(403);
    let owner = bench.desk(Role::Owner);
    owner.get(&own).await.shows(&["публикует второй человек", "Разрешить публиковать одному"]);
    owner.get(&format!("{own}/terms/{draft}/approval")).await.hides(&["Опубликовать без второго"]);
    owner.post(&format!("{own}/one-person"), &[("one_person", "yes")]).await.leads_on();
    owner.get(&format!("{own}/terms/{draft}/approval")).await.shows(&["Опубликовать без второго"]);
    assert!(programs::one_person_may_publish(&mut bench.work().await, program).await.unwrap());
    owner.get(&format!("{own}/timeline")).await.shows(&["публиковать может один человек — да"]);
    owner.post(&format!("{own}/one-person"), &[("one_person", "")]).await.leads_on();
    assert!(!programs::one_person_may_publish(&mut bench.work().await, program).await.unwrap());
}

async fn those_who_may_approve_get_a_letter_once(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let mut ids: Vec<UserId> = Vec::new();
    for (email, role) in [("f@x", "finance"), ("o@x", "owner"), ("m@x", "partner-manager")] {
        let new = people::NewUser {
            email: email.into(), name: email.into(), role: role.into(), partner: None, company: String::new(),
        };
        ids.push(people::add_user(&mut work, &new, "not a hash").await.unwrap());
    }
    work.commit().await.unwrap();
    let acts = Role::Owner.acts();
    let author = base::access::Actor::Staff { user: ids[1], acts };
    let mut work = bench.site.begin(author).await.unwrap();
    let draft = programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    programs::submit(&mut work, from_april(draft)).await.unwrap();
    work.commit().await.unwrap();
    base::jobs::run_all(&bench.site).await.unwrap();
    let letters = base::letters::outbox(&mut bench.work().await, 10).await.unwrap();
    let to: Vec<&str> = letters.iter().map(|letter| letter.recipient.as_str()).collect();
    assert_eq!(to, ["f@x"]);
    assert!(letters[0].body.contains(&format!("/terms/{draft}/approval")), "{}", letters[0].body);
}

async fn a_draft_that_is_deleted_leaves_nothing_to_decide(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    let request = SaveDraft { program, whose: Audience::Partner(anna), text: percent("9"), seen: Seen::Nothing };
    let draft = programs::save(&mut work, request).await.unwrap();
    let handed_in = programs::submit(&mut work, from_april(draft)).await.unwrap();
    programs::delete_draft(&mut work, draft).await.unwrap();
    assert_eq!(refusal(programs::approve(&mut work, handed_in).await), Refusal::NotSubmitted);
}

}
