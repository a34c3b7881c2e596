use base::access::Role;
use base::args;
use base::failure::Stop;
use base::on_both_engines;
use programs::{Audience, Effect, Publish, Refusal, SaveDraft, Seen, VersionState};

use crate::{day, partner, percent, program, published, refusal};

on_both_engines! { crate::bench;

async fn a_published_version_can_be_neither_changed_nor_deleted(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let version = published(&mut work, program, "5", "2026-01-01").await;
    work.commit().await.unwrap();
    for sql in [
        "update programs_versions set text = '' where id = $1",
        "update programs_versions set effective_from = '2030-01-01' where id = $1",
        "delete from programs_versions where id = $1",
    ] {
        let mut work = bench.work().await;
        let error = work.run(sql, args![version]).await.unwrap_err();
        assert!(error.is_constraint("programs_version_stays_as_published"), "{error}");
    }
    let kept = programs::terms_version(&mut bench.work().await, version).await.unwrap().unwrap();
    assert_eq!(kept.text, percent("5"));
}

async fn a_version_carries_its_number_and_the_hash_of_its_content(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    let id = published(&mut work, program, "6.0", "2026-04-01").await;
    let version = programs::terms_version(&mut work, id).await.unwrap().unwrap();
    let VersionState::Published { number, content_hash, from, until, .. } = version.state.clone() else { panic!() };
    assert_eq!((number, from, until), (2, day("2026-04-01"), None));
    assert_eq!(content_hash, programs::terms_of(&version).unwrap().hash().hex());
}

async fn a_draft_with_problems_is_kept_and_not_published(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let broken = percent("пять");
    let draft = programs::save_draft(&mut work, program, &broken).await.unwrap();
    let said = refusal(programs::publish(&mut work, draft, day("2026-01-01")).await);
    assert_eq!(said, Refusal::DraftUnreadable { count: 1, line: 9 });
    assert_eq!(programs::terms_version(&mut work, draft).await.unwrap().unwrap().text, broken);
    let negative = percent("-5");
    assert_eq!(programs::save_draft(&mut work, program, &negative).await.unwrap(), draft);
    let said = refusal(programs::publish(&mut work, draft, day("2026-01-01")).await);
    assert!(matches!(said, Refusal::DraftWrong { count: 1, .. }), "{said:?}");
}

async fn terms_in_another_currency_or_period_are_refused(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let draft = programs::save_draft(&mut work, program, &percent("5").replace("RUB", "USD")).await.unwrap();
    let said = refusal(programs::publish(&mut work, draft, day("2026-01-01")).await);
    assert!(matches!(said, Refusal::OtherCurrency { .. }));
    programs::save_draft(&mut work, program, &percent("5").replace("quarter", "month")).await.unwrap();
    let said = refusal(programs::publish(&mut work, draft, day("2026-01-01")).await);
    assert!(matches!(said, Refusal::OtherPeriod { .. }));
}

async fn closed_periods_keep_their_terms(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    programs::set_closed_until(&mut work, program, day("2026-03-31")).await.unwrap();
    programs::set_closed_until(&mut work, program, day("2025-12-31")).await.unwrap();
    let draft = programs::save_draft(&mut work, program, &percent("6")).await.unwrap();
    let said = refusal(programs::publish(&mut work, draft, day("2026-03-31")).await);
    assert_eq!(said, Refusal::InClosedPeriod { closed_until: day("2026-03-31") });
    assert_eq!(programs::publish(&mut work, draft, day("2026-04-01")).await.unwrap(), 2);
}

async fn individual_terms_need_common_ones_to_fall_back_to(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    let text = percent("9");
    let request = SaveDraft { program, whose: Audience::Partner(anna), text, seen: Seen::Nothing };
    let version = programs::save(&mut work, request).await.unwrap();
    let effect = Effect { from: day("2026-01-01"), until: Some(day("2026-02-28")) };
    let request = Publish { version, effect, seen: Seen::Anything };
    assert_eq!(refusal(programs::publish_between(&mut work, request).await), Refusal::NoCommonTerms);
    published(&mut work, program, "5", "2026-04-01").await;
    let said = refusal(programs::publish_between(&mut work, request).await);
    assert_eq!(said, Refusal::NothingAfter { first: day("2026-04-01") });
}

async fn who_publishes_publishes_what_he_has_read(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let version = programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    let read = programs::terms_version(&mut work, version).await.unwrap().unwrap().changed_at;
    work.commit().await.unwrap();
    bench.site.clock.advance(jiff::ToSpan::minutes(1));
    let mut work = bench.work().await;
    programs::save_draft(&mut work, program, &percent("50")).await.unwrap();
    let effect = Effect { from: day("2026-01-01"), until: None };
    let request = Publish { version, effect, seen: Seen::At(read) };
    let said = refusal(programs::publish_between(&mut work, request).await);
    assert!(matches!(said, Refusal::DraftChanged { .. }));
}

async fn of_many_who_publish_one_draft_at_once_one_succeeds(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let draft = programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    work.commit().await.unwrap();
    let mut clients = Vec::new();
    for _ in 0..6 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            match programs::publish(&mut work, draft, day("2026-01-01")).await {
                Ok(number) => work.commit().await.map(|()| number).unwrap(),
                Err(Stop::Refused(Refusal::PublishedAlready)) => 0,
                Err(stop) => panic!("{stop:?}"),
            }
        }));
    }
    let mut numbers = 0;
    for client in clients {
        numbers += client.await.unwrap();
    }
    assert_eq!(numbers, 1);
}

async fn publishing_is_an_act_of_its_own(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let draft = programs::save_draft(&mut work, program, &percent("5")).await.unwrap();
    work.commit().await.unwrap();
    let mut manager = bench.work_as(Role::PartnerManager).await;
    assert!(matches!(programs::publish(&mut manager, draft, day("2026-01-01")).await, Err(Stop::Forbidden)));
    drop(manager);
    let mut finance = bench.work_as(Role::Finance).await;
    assert!(matches!(programs::save_draft(&mut finance, program, "").await, Err(Stop::Forbidden)));
    let said = refusal(programs::publish(&mut finance, draft, day("2026-01-01")).await);
    assert_eq!(said, Refusal::SecondPersonNeeded);
    assert!(matches!(programs::allow_one_person(&mut finance, program, true).await, Err(Stop::Forbidden)));
    drop(finance);
    let mut owner = bench.work_as(Role::Owner).await;
    programs::allow_one_person(&mut owner, program, true).await.unwrap();
    owner.commit().await.unwrap();
    let mut finance = bench.work_as(Role::Finance).await;
    assert_eq!(programs::publish(&mut finance, draft, day("2026-01-01")).await.unwrap(), 1);
}

async fn published_terms_bind_currency_and_period(bench) {
    let mut work = bench.work().await;
    let id = program(&mut work).await;
    assert_eq!(refusal(programs::start(&mut work, id).await), Refusal::NoTermsYet);
    published(&mut work, id, "5", "2026-01-01").await;
    programs::start(&mut work, id).await.unwrap();
    let known = programs::program(&mut work, id).await.unwrap().unwrap();
    let mut change = programs::NewProgram {
        code: "ch-2".into(),
        name: known.name.clone(),
        currency: known.currency,
        period: known.period,
        starts_on: known.starts_on,
        hold_days: 30,
        minimum_minor: 0,
        description: String::new(),
    };
    programs::change(&mut work, id, change.clone()).await.unwrap();
    assert_eq!(programs::program_by_code(&mut work, " CH-2 ").await.unwrap().unwrap().hold_days, 30);
    assert_eq!(programs::program_by_code(&mut work, "канал").await.unwrap().unwrap().id, id);
    change.currency = money::Currency::USD;
    assert_eq!(refusal(programs::change(&mut work, id, change).await), Refusal::BoundByTerms);
}

}

on_both_engines! { crate::bench;

async fn a_code_and_a_name_belong_to_one_programme(bench) {
    let mut work = bench.work().await;
    program(&mut work).await;
    work.commit().await.unwrap();
    let new = |code: &str, name: &str| programs::NewProgram {
        code: code.into(),
        name: name.into(),
        currency: money::Currency::RUB,
        period: terms::PeriodKind::Month,
        starts_on: day("2026-01-01"),
        hold_days: 0,
        minimum_minor: 0,
        description: String::new(),
    };
    let said = refusal(programs::add(&mut bench.work().await, new("Channel", "Другая")).await);
    assert_eq!(said, Refusal::CodeTaken { code: "Channel".into() });
    let said = refusal(programs::add(&mut bench.work().await, new("other", "КАНАЛ")).await);
    assert_eq!(said, Refusal::NameTaken { name: "КАНАЛ".into() });
    let said = refusal(programs::add(&mut bench.work().await, new("two words", "Другая")).await);
    assert!(matches!(said, Refusal::CodeOdd { .. }));
}

}
