use axum::body::Body;
use axum::http::{Request, header};
use base::access::Role;
use base::on_both_engines;
use base::testing::{Guest, Seen};
use programs::{Plan, Refusal};

use crate::{day, partner, program, refusal};

/// Sends a form as browsers send one that may carry a file.
pub async fn post_file(
    guest: &Guest<'_>,
    path: &str,
    fields: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> Seen {
    let mut body: Vec<u8> = Vec::new();
    for (name, value) in fields.iter().chain(&[("csrf", "test-csrf")]) {
        let part = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let head =
            format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--cut--\r\n");
    let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
    guest.send(request.body(Body::from(body)).unwrap()).await
}

on_both_engines! { crate::bench;

async fn the_plan_that_began_last_holds(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let (anna, boris) = (partner(&mut work, "Анна").await, partner(&mut work, "Борис").await);
    let plan = |from: &str, target: Option<i64>| Plan { from: day(from), until: None, target_minor: target };
    programs::set_target(&mut work, program, anna, plan("2026-01-01", Some(100))).await.unwrap();
    programs::set_target(&mut work, program, anna, plan("2026-01-01", Some(150))).await.unwrap();
    programs::set_target(&mut work, program, boris, plan("2026-02-01", Some(70))).await.unwrap();
    programs::set_target(&mut work, program, boris, plan("2026-03-01", None)).await.unwrap();
    let on = async |work: &mut base::work::Work, date: &str| programs::targets(work, program, day(date)).await.unwrap();
    assert_eq!(on(&mut work, "2026-01-31").await, [(anna, 150)]);
    assert_eq!(on(&mut work, "2026-02-28").await, [(anna, 150), (boris, 70)]);
    assert_eq!(on(&mut work, "2026-03-01").await, [(anna, 150)]);
    let said = refusal(programs::set_target(&mut work, program, anna, plan("2026-01-01", Some(0))).await);
    assert_eq!(said, Refusal::TargetNotPositive);
    programs::set_closed_until(&mut work, program, day("2026-03-31")).await.unwrap();
    let said = refusal(programs::set_target(&mut work, program, anna, plan("2026-03-31", Some(1))).await);
    assert_eq!(said, Refusal::InClosedPeriod { closed_until: day("2026-03-31") });
}

async fn plans_are_set_in_the_list_and_by_a_table(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let anna = partner(&mut work, "Анна").await;
    partner(&mut work, "Борис").await;
    programs::enrol(&mut work, program, anna, day("2026-01-01")).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let list = format!("/desk/programs/{program}/partners");
    let id = anna.to_string();
    let fields = |target| [("partner", id.as_str()), ("target", target), ("from", "2026-01-01")];
    desk.post(&format!("{list}/target"), &fields("много")).await.is(422);
    desk.post(&format!("{list}/target"), &fields("1 500,50")).await.leads_on();
    desk.get(&list).await.shows(&["1\u{202f}500", "value=\"1500,50\""]);
    let page = format!("{list}/targets");
    let wrong = "Партнёр;План;С\nАнна;2000;01.04.2026\nВера;10;01.04.2026\nБорис;пять;01.04.2026";
    let again = post_file(&desk, &page, &[("text", wrong)], None).await.is(422);
    let text = again.text();
    assert!(text.contains("Строка 4") && text.contains("Строка 3: Нет партнёра «Вера»"), "{text}");
    let right = "Анна;2000;01.04.2026\nБорис;10,5;01.04.2026\n";
    post_file(&desk, &page, &[("text", "")], Some(("plans.csv", right.as_bytes()))).await.leads_on();
    let found = programs::targets(&mut bench.work().await, program, day("2026-04-01")).await.unwrap();
    assert_eq!(found.iter().map(|(_, minor)| *minor).collect::<Vec<_>>(), [200_000, 1_050]);
    desk.get(&page).await.shows(&["Анна", "Борис", "01.04.2026"]);
    let api = format!("/api/v1/programs/{program}/targets");
    let json = desk.get(&format!("{api}?on=2026-02-01")).await.json();
    assert_eq!(json["items"][0]["target"], serde_json::json!({ "amount": "1500.50", "currency": "RUB" }));
    let body = serde_json::json!({ "items": [{ "partner": "Анна", "target": "777.00", "from": "2026-05-01" }] });
    let request = Request::post(&api).header(header::CONTENT_TYPE, "application/json");
    desk.send(request.body(Body::from(body.to_string())).unwrap()).await.is(200);
    let json = desk.get(&format!("{api}?on=2026-05-01")).await.json();
    assert_eq!(json["items"][0]["target"]["amount"], "777.00");
    post_file(&bench.desk(Role::Auditor), &page, &[("text", right)], None).await.is(403);
}

}
