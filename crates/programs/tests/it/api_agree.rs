use base::access::{Actor, PartnerId, Role, UserId};
use base::on_both_engines;
use base::testing::{Bench, Guest};
use base::work::Work;
use programs::{Audience, Effect, ProgramId, Publish, SaveDraft, Seen, TermsVersionId};
use serde_json::{Value, json};

use crate::place::post_json;
use crate::{day, partner, percent, program, published};

/// A draft for one partner, by somebody of the staff.
async fn draft(bench: &Bench, program: ProgramId, whose: Audience) -> TermsVersionId {
    let author = Actor::Staff { user: UserId(41), acts: Role::PartnerManager.acts() };
    let mut work = bench.site.begin(author).await.unwrap();
    let request = SaveDraft { program, whose, text: percent("9"), seen: Seen::Anything };
    let draft = programs::save(&mut work, request).await.unwrap();
    work.commit().await.unwrap();
    draft
}

/// Terms that were proposed to a partner.
async fn proposed(work: &mut Work, program: ProgramId, partner: PartnerId) -> TermsVersionId {
    let request =
        SaveDraft { program, whose: Audience::Partner(partner), text: percent("9"), seen: Seen::Anything };
    let version = programs::save(work, request).await.unwrap();
    let effect = Effect { from: day("2026-02-01"), until: None };
    programs::publish_between(work, Publish { version, effect, seen: Seen::Anything }).await.unwrap();
    version
}

async fn only_proposal(owner: &Guest<'_>) -> Value {
    let list = owner.get("/api/v1/programs/proposals").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    list["items"][0].clone()
}

on_both_engines! { crate::bench;

async fn a_draft_is_handed_in_returned_and_approved_as_json(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    work.commit().await.unwrap();
    let draft = draft(&bench, program, Audience::Everybody).await;
    let (manager, finance) = (bench.desk(Role::PartnerManager), bench.desk(Role::Finance));
    let at = |rest: &str| format!("/api/v1/programs/{program}/terms/{draft}{rest}");
    let body = |changed_at: &Value| json!({ "from": "2026-04-01", "comment": "Прошу", "changed_at": changed_at });
    post_json(&manager, &at("/submit"), json!({ "from": "весной" })).await.is(400);
    let stale = post_json(&manager, &at("/submit"), body(&"2025-01-01T00:00:00Z".into())).await.is(422).json();
    assert_eq!(stale["type"], "programs-refusal-draft-changed");
    let changed_at = manager.get(&at("")).await.json()["changed_at"].clone();
    let handed_in = post_json(&manager, &at("/submit"), body(&changed_at)).await.is(200).json();
    let decide = |reason: &str| json!({ "submission": handed_in["submission"], "reason": reason });
    post_json(&manager, &at("/approve"), decide("")).await.is(403);
    assert_eq!(post_json(&finance, &at("/return"), decide("")).await.is(422).json()["type"], "programs-refusal-reason-missing");
    post_json(&finance, &at("/return"), decide("Мало")).await.is(200);
    assert_eq!(post_json(&finance, &at("/approve"), decide("")).await.is(422).json()["type"], "programs-refusal-not-submitted");
    post_json(&manager, &at("/submit"), json!({ "from": "2026-04-01" })).await.is(200);
    post_json(&manager, &at("/withdraw"), json!({})).await.is(200);
    let again = post_json(&manager, &at("/submit"), json!({ "from": "2026-04-01" })).await.is(200).json();
    let done = post_json(&finance, &at("/approve"), json!({ "submission": again["submission"] })).await.is(200).json();
    assert_eq!((&done["number"], &done["binding"]), (&1.into(), &true.into()));
    let all = bench.desk(Role::Auditor).get(&at("/submissions")).await.json();
    let outcomes: Vec<&str> = all["items"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["approved", "withdrawn", "returned"]);
    let other = programs::ProgramId::fresh();
    post_json(&finance, &format!("/api/v1/programs/{other}/terms/{draft}/approve"), decide("")).await.is(404);
}

async fn a_partners_program_reads_what_is_proposed_and_answers(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    let (of_anna, of_boris) = (proposed(&mut work, program, anna).await, proposed(&mut work, program, boris).await);
    work.commit().await.unwrap();
    let (owner, other) = (bench.portal(anna, Role::PartnerOwner), bench.portal(boris, Role::PartnerOwner));
    let one = only_proposal(&owner).await;
    assert_eq!((&one["version"], &one["from"]), (&of_anna.to_string().into(), &"2026-02-01".into()));
    assert!(one["text"].as_str().unwrap().contains("percent = \"9\""));
    let at = |version: TermsVersionId, rest: &str| format!("/api/v1/programs/proposals/{version}/{rest}");
    post_json(&other, &at(of_anna, "accept"), json!({ "hash": one["hash"] })).await.is(404);
    post_json(&bench.portal(anna, Role::PartnerEmployee), &at(of_anna, "accept"), json!({ "hash": one["hash"] })).await.is(403);
    let wrong = post_json(&owner, &at(of_anna, "accept"), json!({ "hash": "другой" })).await.is(422).json();
    assert_eq!(wrong["type"], "programs-refusal-other-text");
    post_json(&owner, &at(of_anna, "accept"), json!({})).await.is(400);
    post_json(&owner, &at(of_anna, "accept"), json!({ "hash": one["hash"] })).await.is(200);
    assert_eq!(owner.get("/api/v1/programs/proposals").await.json()["items"], json!([]));
    let hash = only_proposal(&other).await["hash"].clone();
    post_json(&other, &at(of_boris, "decline"), json!({ "hash": hash })).await.is(422);
    post_json(&other, &at(of_boris, "decline"), json!({ "hash": hash, "reason": "Мало" })).await.is(200);
    let desk = bench.desk(Role::Auditor);
    let answer = async |version| desk.get(&format!("/api/v1/programs/{program}/terms/{version}")).await.json()["answer"].clone();
    assert_eq!((answer(of_anna).await, answer(of_boris).await), ("accepted".into(), "declined".into()));
    desk.get("/api/v1/programs/proposals").await.is(404);
}

async fn paper_and_taking_back_are_noted_as_json(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    let (of_anna, of_boris) = (proposed(&mut work, program, anna).await, proposed(&mut work, program, boris).await);
    work.commit().await.unwrap();
    let finance = bench.desk(Role::Finance);
    let at = |version: TermsVersionId, rest: &str| format!("/api/v1/programs/{program}/terms/{version}/{rest}");
    post_json(&finance, &at(of_anna, "paper"), json!({})).await.is(422);
    post_json(&finance, &at(of_anna, "paper"), json!({ "note": "папка 7" })).await.is(200);
    post_json(&finance, &at(of_boris, "retract"), json!({})).await.is(200);
    post_json(&finance, &at(of_boris, "paper"), json!({ "note": "папка 7" })).await.is(422);
    post_json(&bench.desk(Role::PartnerManager), &at(of_boris, "retract"), json!({})).await.is(403);
}

async fn those_who_may_propose_hear_what_the_partner_answered(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    for (email, role) in [("f@x", "finance"), ("o@x", "owner"), ("m@x", "partner-manager")] {
        let new = people::NewUser {
            email: email.into(), name: email.into(), role: role.into(), partner: None, company: String::new(),
        };
        people::add_user(&mut work, &new, "not a hash").await.unwrap();
    }
    let mut partners = Vec::new();
    for name in ["Анна", "Борис", "Вера"] {
        partners.push(partner(&mut work, name).await);
    }
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    let mut versions = Vec::new();
    for partner in &partners {
        versions.push(proposed(&mut work, program, *partner).await);
    }
    // What the vendor notes himself is no news to him.
    programs::accept_on_paper(&mut work, versions[2], "папка 7").await.unwrap();
    work.commit().await.unwrap();
    for (at, (verb, reason)) in [("accept", ""), ("decline", "Мало & поздно")].into_iter().enumerate() {
        let owner = bench.portal(partners[at], Role::PartnerOwner);
        let hash = only_proposal(&owner).await["hash"].clone();
        let body = json!({ "hash": hash, "reason": reason });
        post_json(&owner, &format!("/api/v1/programs/proposals/{}/{verb}", versions[at]), body).await.is(200);
    }
    base::jobs::run_all(&bench.site).await.unwrap();
    base::jobs::run_all(&bench.site).await.unwrap();
    let mut letters = base::letters::outbox(&mut bench.work().await, 20).await.unwrap();
    letters.sort_by_key(|letter| (letter.subject.clone(), letter.recipient.clone()));
    let told: Vec<(&str, &str)> =
        letters.iter().map(|letter| (letter.recipient.as_str(), letter.subject.as_str())).collect();
    assert_eq!(told, [
        ("f@x", "Канал: Анна принял индивидуальные условия"),
        ("o@x", "Канал: Анна принял индивидуальные условия"),
        ("f@x", "Канал: Борис отклонил индивидуальные условия"),
        ("o@x", "Канал: Борис отклонил индивидуальные условия"),
    ]);
    assert!(letters[0].body.contains(&format!("/desk/programs/{program}/terms/{}", versions[0])), "{}", letters[0].body);
    assert!(letters[3].body.contains("Мало & поздно"), "{}", letters[3].body);
}

}
