use base::access::{Actor, PartnerId, Role, UserId};
use base::args;
use base::failure::Stop;
use base::on_both_engines;
use base::testing::Bench;
use base::work::Work;
use programs::{
    AnswerKind, Audience, Effect, ProgramId, Publish, Refusal, SaveDraft, Seen, TermsVersionId, VersionState,
};

use crate::timeline::rates;
use crate::{day, partner, percent, program, published, refusal};

/// Proposes 9 % to a partner from 1 February.
async fn proposed(work: &mut Work, program: ProgramId, partner: PartnerId) -> TermsVersionId {
    let whose = Audience::Partner(partner);
    let request = SaveDraft { program, whose, text: percent("9"), seen: Seen::Anything };
    let version = programs::save(work, request).await.unwrap();
    let effect = Effect { from: day("2026-02-01"), until: None };
    programs::publish_between(work, Publish { version, effect, seen: Seen::Anything }).await.unwrap();
    version
}

async fn hash_of(work: &mut Work, version: TermsVersionId) -> String {
    match programs::terms_version(work, version).await.unwrap().unwrap().state {
        VersionState::Published { content_hash, .. } => content_hash,
        VersionState::Draft => panic!("a draft"),
    }
}

async fn as_partner(bench: &Bench, partner: PartnerId, role: Role) -> Work {
    bench.site.begin(Actor::Partner { user: UserId(7), partner, acts: role.acts() }).await.unwrap()
}

on_both_engines! { crate::bench;

async fn only_what_is_accepted_is_in_force(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    published(&mut work, program, "5", "2026-01-01").await;
    let version = proposed(&mut work, program, anna).await;
    let hash = hash_of(&mut work, version).await;
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    assert_eq!(rates(&terms, anna, &["2026-02-01"]), ["5"], "he was not asked yet");
    work.commit().await.unwrap();
    let mut other = as_partner(&bench, boris, Role::PartnerOwner).await;
    assert!(matches!(programs::accept(&mut other, version, &hash).await, Err(Stop::Unknown)));
    drop(other);
    let mut employee = as_partner(&bench, anna, Role::PartnerEmployee).await;
    assert!(matches!(programs::accept(&mut employee, version, &hash).await, Err(Stop::Forbidden)));
    drop(employee);
    let mut own = as_partner(&bench, anna, Role::PartnerOwner).await;
    assert_eq!(refusal(programs::accept(&mut own, version, "другой").await), Refusal::OtherText);
    programs::accept(&mut own, version, &hash).await.unwrap();
    assert!(matches!(refusal(programs::decline(&mut own, version, &hash, "поздно").await), Refusal::AnsweredAlready { .. }));
    own.commit().await.unwrap();
    let mut work = bench.work().await;
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    assert_eq!(rates(&terms, anna, &["2026-01-31", "2026-02-01"]), ["5", "9"]);
    let answer = programs::terms_version(&mut work, version).await.unwrap().unwrap().answer.unwrap();
    assert_eq!((answer.kind, answer.hash, answer.by), (AnswerKind::Accepted, hash, Some(UserId(7))));
    drop(work);
    for sql in ["update programs_answers set answer = 'declined' where version_id = $1", "delete from programs_answers where version_id = $1"] {
        let mut work = bench.work().await;
        let error = work.run(sql, args![version]).await.unwrap_err();
        assert!(error.is_constraint("programs_row_stays_as_written"), "{error}");
    }
}

async fn what_is_declined_or_taken_back_never_holds(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    published(&mut work, program, "5", "2026-01-01").await;
    let (declined, retracted) = (proposed(&mut work, program, anna).await, proposed(&mut work, program, boris).await);
    let hash = hash_of(&mut work, declined).await;
    programs::retract(&mut work, retracted, "").await.unwrap();
    work.commit().await.unwrap();
    let mut own = as_partner(&bench, anna, Role::PartnerOwner).await;
    assert_eq!(refusal(programs::decline(&mut own, declined, &hash, " ").await), Refusal::ReasonMissing);
    programs::decline(&mut own, declined, &hash, "Мало").await.unwrap();
    own.commit().await.unwrap();
    let mut work = bench.work().await;
    let said = refusal(programs::accept_on_paper(&mut work, retracted, "бумага").await);
    assert!(matches!(said, Refusal::AnsweredAlready { .. }));
    let terms = programs::timeline(&mut work, program).await.unwrap().unwrap();
    assert!(terms.individual.is_empty());
    assert_eq!(refusal(programs::end_individual(&mut work, declined, day("2026-06-30")).await), Refusal::NotIndividual);
}

async fn what_was_closed_meanwhile_is_not_accepted_any_more(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    let version = proposed(&mut work, program, anna).await;
    let hash = hash_of(&mut work, version).await;
    programs::set_closed_until(&mut work, program, day("2026-03-31")).await.unwrap();
    let said = refusal(programs::accept_on_paper(&mut work, version, "бумага").await);
    assert_eq!(said, Refusal::ProposalLate { closed_until: day("2026-03-31") });
    work.commit().await.unwrap();
    let mut own = as_partner(&bench, anna, Role::PartnerOwner).await;
    programs::decline(&mut own, version, &hash, "Опоздали").await.unwrap();
}

async fn a_proposal_is_held_against_what_holds_for_the_partner_without_it(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    let group = programs::add_group(&mut work, program, "Уральские").await.unwrap();
    programs::join_group(&mut work, group, &[anna], day("2026-01-01")).await.unwrap();
    let request = SaveDraft { program, whose: Audience::Group(group), text: percent("7"), seen: Seen::Anything };
    let of_group = programs::save(&mut work, request).await.unwrap();
    let effect = Effect { from: day("2026-01-01"), until: None };
    let publish = Publish { version: of_group, effect, seen: Seen::Anything };
    programs::publish_between(&mut work, publish).await.unwrap();
    let version = proposed(&mut work, program, anna).await;
    assert_eq!(programs::proposals_to(&mut work, anna).await.unwrap().len(), 1);
    work.commit().await.unwrap();
    let owner = bench.portal(anna, Role::PartnerOwner);
    owner.get(&format!("/portal/programs/proposals/{version}")).await
        .shows(&["Отличия от условий вашей группы", "<del>Любая продажа: 7"]).hides(&["Любая продажа: 5"]);
    bench.desk(Role::Owner).get(&format!("/desk/programs/{program}/terms/{version}/compare")).await
        .shows(&["<del>Любая продажа: 7", "<ins>Любая продажа: 9"]);
}

async fn the_partner_reads_the_proposal_and_accepts_in_the_portal(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    let version = proposed(&mut work, program, anna).await;
    let hash = hash_of(&mut work, version).await;
    work.commit().await.unwrap();
    let page = format!("/portal/programs/proposals/{version}");
    let owner = bench.portal(anna, Role::PartnerOwner);
    owner.get("/portal/programs").await.shows(&["Вам предлагают индивидуальные условия: 1", &page, "Любая продажа: 5"]);
    bench.portal(anna, Role::PartnerEmployee).get("/portal/programs").await.hides(&[&page, "Любая продажа: 9"]);
    bench.portal(anna, Role::PartnerEmployee).get(&page).await.is(403);
    bench.portal(boris, Role::PartnerOwner).get(&page).await.is(404);
    bench.portal(boris, Role::PartnerOwner).post(&format!("{page}/accept"), &[("hash", &hash)]).await.is(404);
    owner.get(&format!("/portal/programs/{program}/terms/{version}")).await.is(404);
    owner.get(&page).await.shows(&["с 01.02.2026", "Любая продажа: 9", "<del>Любая продажа: 5", "Принять условия", &hash]);
    let again = owner.post(&format!("{page}/decline"), &[("hash", &hash), ("reason", "")]).await.is(422);
    assert!(again.text().contains("Напишите, почему"), "{}", again.text());
    owner.post(&format!("{page}/accept"), &[("hash", "не та")]).await.is(422);
    owner.post(&format!("{page}/accept"), &[("hash", &hash)]).await.leads_on();
    owner.get(&page).await.shows(&["Приняты партнёром в портале"]).hides(&["Принять условия"]);
    owner.get("/portal/programs").await.shows(&["Любая продажа: 9", "ваши индивидуальные условия"]).hides(&["Вам предлагают"]);
    let english = bench.portal(anna, Role::PartnerOwner).in_english();
    english.get(&format!("/portal/programs/{program}/terms/{version}/compare")).await.shows(&["changed", "<ins>Any sale: 9"]);
    bench.desk(Role::Owner).get(&format!("/desk/programs/{program}/terms/{version}")).await
        .shows(&["Приняты партнёром в портале", "Отпечаток показанного"]);
    bench.desk(Role::Owner).get(&format!("/desk/programs/{program}/timeline")).await
        .shows(&["Анна: условия версии 2 приняты в портале"]);
}

async fn of_many_who_answer_at_once_one_succeeds(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    published(&mut work, program, "5", "2026-01-01").await;
    let version = proposed(&mut work, program, anna).await;
    work.commit().await.unwrap();
    let mut clients = Vec::new();
    for at in 0..6 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(Actor::System("test")).await.unwrap();
            let done = match at % 2 {
                0 => programs::accept_on_paper(&mut work, version, "бумага").await,
                _ => programs::retract(&mut work, version, "").await,
            };
            match done {
                Ok(()) => work.commit().await.map(|()| 1).unwrap(),
                Err(Stop::Refused(Refusal::AnsweredAlready { .. })) => 0,
                Err(stop) => panic!("{stop:?}"),
            }
        }));
    }
    let mut yes = 0;
    for client in clients {
        yes += client.await.unwrap();
    }
    assert_eq!(yes, 1);
}

}
