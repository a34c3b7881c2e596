use base::access::{PartnerId, Role};
use base::on_both_engines;
use base::work::Work;
use programs::{Audience, Effect, GroupId, ProgramId, Publish, Refusal, SaveDraft, Seen, TermsVersionId};

use crate::timeline::{individual, rates};
use crate::{day, partner, percent, program, published, refusal};

/// Publishes terms of a group between two days.
async fn for_group(
    work: &mut Work,
    program: ProgramId,
    group: GroupId,
    rate: &str,
    (from, until): (&str, Option<&str>),
) -> TermsVersionId {
    let whose = Audience::Group(group);
    let request = SaveDraft { program, whose, text: percent(rate), seen: Seen::Anything };
    let version = programs::save(work, request).await.unwrap();
    let effect = Effect { from: day(from), until: until.map(day) };
    programs::publish_between(work, Publish { version, effect, seen: Seen::Anything }).await.unwrap();
    version
}

async fn two_partners(work: &mut Work) -> [PartnerId; 2] {
    [partner(work, "Анна").await, partner(work, "Борис").await]
}

on_both_engines! { crate::bench;

async fn terms_of_a_group_hold_for_those_who_are_in_it_on_the_day(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris] = two_partners(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    let group = programs::add_group(&mut work, program, "Уральские").await.unwrap();
    assert_eq!(programs::join_group(&mut work, group, &[anna, boris, anna], day("2026-02-01")).await.unwrap(), 2);
    for_group(&mut work, program, group, "7", ("2026-01-15", Some("2026-06-30"))).await;
    individual(&mut work, program, anna, "9", "2026-03-01", Some("2026-03-31")).await;
    let member = programs::group_members(&mut work, program).await.unwrap().into_iter().find(|one| one.partner == boris);
    programs::leave_group(&mut work, group, member.unwrap().id, day("2026-04-30")).await.unwrap();
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    let days = ["2026-01-31", "2026-02-01", "2026-03-15", "2026-04-01", "2026-05-01", "2026-07-01"];
    assert_eq!(rates(&terms, anna, &days), ["5", "7", "9", "7", "7", "5"]);
    assert_eq!(rates(&terms, boris, &days), ["5", "7", "7", "7", "5", "5"]);
    assert_eq!(rates(&terms, PartnerId(1), &days), ["5"; 6]);
}

async fn a_partner_is_in_one_group_of_a_programme_at_a_time(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris] = two_partners(&mut work).await;
    let first = programs::add_group(&mut work, program, "Уральские").await.unwrap();
    let second = programs::add_group(&mut work, program, "Сибирские").await.unwrap();
    programs::join_group(&mut work, first, &[anna], day("2026-02-01")).await.unwrap();
    let said = refusal(programs::join_group(&mut work, second, &[boris, anna], day("2026-03-01")).await);
    let (group, name) = ("Уральские".to_owned(), "Анна".to_owned());
    assert_eq!(said, Refusal::InGroupAlready { partner: name, group, from: day("2026-02-01") });
    assert_eq!(programs::group_members(&mut work, program).await.unwrap().len(), 1, "all or none");
    assert_eq!(programs::join_group(&mut work, first, &[anna, boris], day("2026-03-01")).await.unwrap(), 1);
    programs::set_closed_until(&mut work, program, day("2026-03-31")).await.unwrap();
    let member = programs::group_members(&mut work, program).await.unwrap()[0].clone();
    let said = refusal(programs::leave_group(&mut work, first, member.id, day("2026-03-15")).await);
    assert_eq!(said, Refusal::InClosedPeriod { closed_until: day("2026-03-31") });
    programs::leave_group(&mut work, first, member.id, day("2026-03-31")).await.unwrap();
    programs::join_group(&mut work, second, &[member.partner], day("2026-04-01")).await.unwrap();
    let said = refusal(programs::add_group(&mut work, program, " уральские ").await);
    assert!(matches!(said, Refusal::GroupNameTaken { .. } | Refusal::InClosedPeriod { .. }), "{said:?}");
}

async fn terms_of_a_group_do_not_begin_before_the_common_ones_and_end_early(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-02-01").await;
    let group = programs::add_group(&mut work, program, "Уральские").await.unwrap();
    let request = SaveDraft { program, whose: Audience::Group(group), text: percent("7"), seen: Seen::Nothing };
    let version = programs::save(&mut work, request).await.unwrap();
    let effect = Effect { from: day("2026-01-01"), until: None };
    let said = refusal(programs::publish_between(&mut work, Publish { version, effect, seen: Seen::Anything }).await);
    assert_eq!(said, Refusal::GroupBeforeCommon { first: day("2026-02-01") });
    let effect = Effect { from: day("2026-02-01"), until: None };
    programs::publish_between(&mut work, Publish { version, effect, seen: Seen::Anything }).await.unwrap();
    programs::end_individual(&mut work, version, day("2026-05-31")).await.unwrap();
    let ended = programs::terms_version(&mut work, version).await.unwrap().unwrap();
    assert_eq!(ended.days(), Some((day("2026-02-01"), Some(day("2026-05-31")))));
}

async fn the_pages_make_a_group_and_the_portal_shows_its_terms(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris] = two_partners(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    programs::enrol_many(&mut work, program, &[anna, boris], day("2026-01-01")).await.unwrap();
    programs::allow_one_person(&mut work, program, true).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Owner);
    let list = format!("/desk/programs/{program}/groups");
    desk.get(&list).await.shows(&["Здесь будут группы партнёров"]);
    desk.post(&list, &[("name", " ")]).await.is(422);
    let own = desk.post(&list, &[("name", "Уральские")]).await.leads_on();
    desk.post(&list, &[("name", "УРАЛЬСКИЕ")]).await.is(422);
    let again = desk.post(&format!("{own}/join"), &[("from", "2026-02-01"), ("names", "Вера")]).await.is(422);
    assert!(again.text().contains("Нет партнёра «Вера»"), "{}", again.text());
    desk.post(&format!("{own}/join"), &[("from", "2026-02-01"), ("names", "анна")]).await.leads_on();
    desk.get(&own).await.shows(&["Анна", "в группе", "01.02.2026"]);
    let text = percent("7");
    let saved = [("view", "text"), ("seen", "none"), ("text", text.as_str()), ("do", "save")];
    desk.get(&format!("{own}/draft")).await.shows(&["Условия для «Уральские»"]);
    desk.post(&format!("{own}/draft"), &saved).await.leads_on();
    let draft = programs::terms_versions(&mut bench.work().await, program).await.unwrap()[0].clone();
    let seen = draft.changed_at.as_microsecond().to_string();
    let version = format!("/desk/programs/{program}/terms/{}", draft.id);
    desk.get(&format!("{version}/approval")).await.shows(&["Утверждение условий для «Уральские»", "<ins>Любая продажа: 7"]);
    desk.post(&format!("{version}/publish"), &[("seen", &seen), ("from", "2026-02-01"), ("until", "")]).await.leads_on();
    desk.get(&list).await.shows(&["Уральские", "Версия 2"]);
    desk.get(&format!("/desk/programs/{program}/timeline")).await.shows(&["группа «Уральские»: опубликованы условия"]);
    let portal = |partner| bench.portal(partner, Role::PartnerEmployee);
    portal(anna).get("/portal/programs").await.shows(&["Любая продажа: 7", "условия вашей группы"]);
    portal(boris).get("/portal/programs").await.shows(&["Любая продажа: 5"]).hides(&["Любая продажа: 7"]);
    portal(boris).get(&format!("/portal/programs/{program}/terms/{}", draft.id)).await.is(404);
    let other = programs::add_group(&mut bench.work().await, program, "Чужие").await.unwrap();
    desk.get(&format!("{list}/{other}")).await.is(404);
}

}
