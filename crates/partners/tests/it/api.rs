use base::access::Role;
use base::on_both_engines;
use partners::{NewPartner, PartnerKind};

use crate::{added, dealer, vera};

on_both_engines! { crate::desk;

async fn programs_turn_the_list_by_cursor(bench) {
    for name in ["Анна", "Борис", "Вера"] {
        dealer(&bench, name).await;
    }
    let auditor = bench.desk(Role::Auditor);
    let first = auditor.get("/api/v1/partners?limit=2").await.json();
    assert_eq!(first["partners"].as_array().unwrap().len(), 2);
    let next = first["next"].as_str().unwrap();
    let second = auditor.get(&format!("/api/v1/partners?limit=2&after={next}")).await.json();
    assert_eq!(second["partners"][0]["name"], "Вера");
    assert_eq!(second["next"], serde_json::Value::Null);
}

async fn one_partner_comes_in_full(bench) {
    let new = NewPartner { contact: Some(vera()), code: Some("R-1".into()), ..NewPartner::named("Ромашка", PartnerKind::Agent) };
    let id = added(&bench, new).await;
    let partner = bench.desk(Role::Auditor).get(&format!("/api/v1/partners/{id}")).await.json();
    assert_eq!((&partner["id"], &partner["kind"], &partner["code"]), (&id.to_string().into(), &"agent".into(), &"R-1".into()));
    assert_eq!(partner["contacts"][0]["email"], "vera@romashka.example");
    assert_eq!(partner["requisites"], serde_json::Value::Null);
}

async fn a_parameter_that_is_not_understood_is_a_problem_document(bench) {
    let problem = bench.desk(Role::Auditor).get("/api/v1/partners?status=alive").await.is(400);
    assert_eq!(problem.kind, "application/problem+json");
    assert_eq!(problem.json()["type"], "partners-api-bad-parameter");
}

}
