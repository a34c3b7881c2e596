use base::access::Role;
use base::on_both_engines;

use crate::{day, partner, program, published};

on_both_engines! { crate::bench;

async fn a_programme_is_added_changed_started_and_ended(bench) {
    let desk = bench.desk(Role::Owner);
    desk.get("/desk/programs").await.shows(&["Здесь будут партнёрские программы"]);
    let fields = [
        ("name", "Дилеры"), ("code", "dealers"), ("currency", "RUB"), ("period", "month"), ("starts_on", "2026-01-01"),
        ("hold_days", "много"), ("minimum", "1 000,50"), ("description", "Для дилеров"),
    ];
    let seen = desk.post("/desk/programs/new", &fields).await.is(422);
    assert!(seen.text().contains("1 000,50") && seen.text().contains("много"), "{}", seen.text());
    let fields = fields.map(|(name, value)| if name == "hold_days" { (name, "10") } else { (name, value) });
    let own = desk.post("/desk/programs/new", &fields).await.leads_on();
    desk.get(&own).await.shows(&["Дилеры", "готовится", "10 дней", "Здесь будут условия"]);
    desk.post(&format!("{own}/start"), &[]).await.is(422);
    let program = own.rsplit('/').next().unwrap().parse().unwrap();
    let mut work = bench.work().await;
    let text = crate::percent("5").replace("quarter", "month");
    let draft = programs::save_draft(&mut work, program, &text).await.unwrap();
    programs::publish(&mut work, draft, day("2026-01-01")).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(desk.post(&format!("{own}/start"), &[]).await.leads_on(), own);
    desk.get(&own).await.shows(&["действует", "Любая продажа: 5"]);
    let fields = fields.map(|(name, value)| if name == "name" { (name, "Дилеры Урала") } else { (name, value) });
    desk.get(&format!("{own}/edit")).await.shows(&["value=\"1000,50\""]);
    desk.post(&format!("{own}/edit"), &fields).await.leads_on();
    desk.post(&format!("{own}/end"), &[]).await.leads_on();
    desk.get("/desk/programs").await.shows(&["Дилеры Урала", "завершена"]);
    desk.get(&format!("{own}/timeline")).await
        .shows(&["Добавлена программа «Дилеры»", "опубликована версия условий 1", "Завершена программа"]);
}

async fn every_tab_opens_in_both_languages(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    published(&mut work, program, "5", "2026-01-01").await;
    programs::save_draft(&mut work, program, "x = ").await.unwrap();
    work.commit().await.unwrap();
    for rest in ["", "/partners", "/partners/enrol", "/terms", "/terms/draft", "/individual", "/groups", "/partners/targets", "/timeline", "/edit"] {
        let path = format!("/desk/programs/{program}{rest}");
        bench.desk(Role::Owner).get(&path).await.shows(&[]);
        bench.desk(Role::Owner).in_english().get(&path).await.shows(&[]);
    }
    assert!(bench.site.words.missing().is_empty(), "{:?}", bench.site.words.missing());
}

async fn those_who_only_see_find_no_verbs(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    work.commit().await.unwrap();
    let auditor = bench.desk(Role::Auditor);
    auditor.get(&format!("/desk/programs/{program}")).await.shows(&["Канал"]).hides(&["/edit", "/start"]);
    auditor.get(&format!("/desk/programs/{program}/edit")).await.is(403);
    bench.desk(Role::Inspector).get("/desk/programs").await.is(403);
    bench.stranger().get("/desk/programs").await.is(303);
}

async fn an_unknown_programme_and_a_foreign_version_are_not_there(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let version = published(&mut work, program, "5", "2026-01-01").await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Owner);
    let other = programs::ProgramId::fresh();
    desk.get(&format!("/desk/programs/{other}")).await.is(404);
    desk.get(&format!("/desk/programs/{other}/terms/{version}")).await.is(404);
    desk.post(&format!("/desk/programs/{other}/terms/{version}/end"), &[("until", "2026-06-30")]).await.is(404);
}

}
