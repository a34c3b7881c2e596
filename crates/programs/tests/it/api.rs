use base::access::Role;
use base::on_both_engines;

use crate::{day, partner, program, published};

on_both_engines! { crate::bench;

async fn programmes_read_as_json(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    let version = published(&mut work, program, "5", "2026-01-01").await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Auditor);
    let at = |rest: &str| format!("/api/v1/programs/{program}{rest}");
    let list = desk.get("/api/v1/programs").await.json();
    assert_eq!(list["items"][0]["minimum"], serde_json::json!({ "amount": "5000.00", "currency": "RUB" }));
    assert_eq!(desk.get(&at("")).await.json()["period"], "quarter");
    let enrolments = desk.get(&at("/enrolments")).await.json();
    assert_eq!(enrolments["items"][0]["partner"], anna.to_string());
    let versions = desk.get(&at("/terms")).await.json();
    assert_eq!((&versions["items"][0]["number"], &versions["items"][0]["text"]), (&1.into(), &serde_json::Value::Null));
    let one = desk.get(&at(&format!("/terms/{version}"))).await.json();
    assert_eq!((&one["state"], &one["from"]), (&"published".into(), &"2026-01-01".into()));
    let unknown = desk.get(&format!("/api/v1/programs/{}", programs::ProgramId::fresh())).await.is(404);
    assert_eq!(unknown.kind, "application/problem+json");
    bench.portal(anna, Role::PartnerOwner).get("/api/v1/programs").await.is(404);
}

}
