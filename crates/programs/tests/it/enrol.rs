use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use programs::Refusal;

use crate::{day, partner, program, published, refusal};

on_both_engines! { crate::bench;

async fn a_partner_takes_part_once_at_a_time(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    let first = programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    let said = refusal(programs::enrol(&mut work, program, anna, day("2026-02-01")).await);
    assert_eq!(said, Refusal::EnrolledAlready { from: day("2026-01-01") });
    let said = refusal(programs::end_enrolment(&mut work, program, first, day("2025-12-31")).await);
    assert_eq!(said, Refusal::EndsBeforeItBegins { from: day("2026-01-01") });
    programs::end_enrolment(&mut work, program, first, day("2026-02-28")).await.unwrap();
    programs::enrol(&mut work, program, anna, day("2026-03-01")).await.unwrap();
    let enrolments = programs::enrolments(&mut work, program).await.unwrap();
    let covered = |date| enrolments.iter().filter(|one| one.covers(day(date))).count();
    assert_eq!((covered("2025-12-31"), covered("2026-02-28"), covered("2026-03-01")), (0, 1, 1));
}

async fn many_join_and_those_who_are_in_stay_in(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    let boris = partner(&mut work, "Борис").await;
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    let list = [anna, boris, boris];
    let done = programs::enrol_many(&mut work, program, &list, day("2026-02-01")).await.unwrap();
    assert_eq!((done.joined, done.already), (vec![boris], vec![anna, boris]));
    assert_eq!(programs::enrolments(&mut work, program).await.unwrap().len(), 2);
    assert!(programs::programs_of(&mut work, boris).await.unwrap().is_empty(), "a draft is not seen");
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    assert_eq!(programs::programs_of(&mut work, boris).await.unwrap()[0].1.from, day("2026-02-01"));
}

async fn closed_periods_and_ended_programmes_take_nobody(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    programs::set_closed_until(&mut work, program, day("2026-03-31")).await.unwrap();
    let said = refusal(programs::enrol(&mut work, program, anna, day("2026-03-31")).await);
    assert_eq!(said, Refusal::InClosedPeriod { closed_until: day("2026-03-31") });
    programs::end(&mut work, program).await.unwrap();
    let said = refusal(programs::enrol(&mut work, program, anna, day("2026-04-01")).await);
    assert_eq!(said, Refusal::ProgramEnded);
}

async fn the_form_enrols_by_name_and_by_filter(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    partner(&mut work, "Анна").await;
    partner(&mut work, "Борис").await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let href = format!("/desk/programs/{program}/partners/enrol");
    desk.get(&href).await.shows(&["Записать партнёров"]);
    let fields = [("do", "enrol"), ("from", "2026-01-01"), ("who", "names"), ("names", "Анна\nВера")];
    let seen = desk.post(&href, &fields).await.is(422);
    assert!(seen.text().contains("Нет партнёра «Вера»") && seen.text().contains("Анна\nВера"), "{}", seen.text());
    let fields = [("do", "preview"), ("from", "2026-01-01"), ("who", "filter"), ("kind", "reseller")];
    desk.post(&href, &fields).await.shows(&["Подходят 2 партнёра", "Анна, Борис"]);
    let fields = [("do", "enrol"), ("from", "2026-01-01"), ("who", "filter"), ("kind", "reseller")];
    let list = desk.post(&href, &fields).await.leads_on();
    let seen = desk.get(&list).await.shows(&["Анна", "Борис", "участвует"]);
    let text = seen.text();
    let at = text.find("name=\"enrolment\" value=\"").unwrap() + "name=\"enrolment\" value=\"".len();
    let enrolment = &text[at..at + text[at..].find('"').unwrap()];
    desk.post(&format!("{list}/end"), &[("enrolment", enrolment), ("until", "2026-01-31")]).await.leads_on();
    desk.get(&format!("{list}?state=left")).await.shows(&["31.01.2026"]);
    let file = desk.get(&format!("{list}/export?format=csv&q=бор")).await;
    assert!(file.text().contains("Борис;") && !file.text().contains("Анна"), "{}", file.text());
    assert!(desk.get(&format!("{list}/export?format=xlsx")).await.is(200).bytes.starts_with(b"PK"));
    desk.get(&format!("{list}?q=бор&state=now")).await.shows(&["Борис"]).hides(&["Анна"]);
}

async fn of_many_who_enrol_one_partner_at_once_one_succeeds(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    work.commit().await.unwrap();
    let mut clients = Vec::new();
    for _ in 0..6 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            match programs::enrol(&mut work, program, anna, day("2026-01-01")).await {
                Ok(_) => work.commit().await.map(|()| true).unwrap(),
                Err(Stop::Refused(Refusal::EnrolledAlready { .. })) => false,
                Err(stop) => panic!("{stop:?}"),
            }
        }));
    }
    let mut joined = 0;
    for client in clients {
        joined += usize::from(client.await.unwrap());
    }
    assert_eq!(joined, 1);
    assert_eq!(programs::enrolments(&mut bench.work().await, program).await.unwrap().len(), 1);
}

async fn only_those_who_edit_programmes_enrol(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    work.commit().await.unwrap();
    let mut auditor = bench.work_as(Role::Auditor).await;
    let stop = programs::enrol(&mut auditor, program, anna, day("2026-01-01")).await;
    assert!(matches!(stop, Err(Stop::Forbidden)));
}

}
