use axum::body::Body;
use axum::http::{Request, header};
use base::access::{PartnerId, Role};
use base::args;
use base::on_both_engines;
use base::testing::{Guest, Seen};
use base::work::Work;
use programs::{NewPlacement, ProgramId, Refusal};
use terms::Leg;

use crate::targets::post_file;
use crate::{day, partner, program, published, refusal};

/// Posts a body as programs do.
pub async fn post_json(guest: &Guest<'_>, path: &str, body: serde_json::Value) -> Seen {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    guest.send(request.body(Body::from(body.to_string())).unwrap()).await
}

/// Partners with these names who take part from January.
async fn enrolled<const N: usize>(work: &mut Work, program: ProgramId, names: [&str; N]) -> [PartnerId; N] {
    let mut found = Vec::new();
    for name in names {
        let partner = partner(work, name).await;
        programs::enrol(work, program, partner, day("2026-01-01")).await.unwrap();
        found.push(partner);
    }
    found.try_into().unwrap()
}

fn on(partner: PartnerId, under: PartnerId, leg: Leg) -> NewPlacement {
    NewPlacement { partner, under, leg, from: day("2026-02-01") }
}

/// The tree as it is: whose left and right leg holds whom.
async fn tree(work: &mut Work, program: ProgramId) -> Vec<(PartnerId, PartnerId, Leg)> {
    let all = programs::placements(work, program).await.unwrap();
    all.iter().map(|one| (one.place.partner, one.place.under, one.place.leg)).collect()
}

on_both_engines! { crate::bench;

async fn a_place_is_given_once_and_a_leg_holds_one(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris, vera] = enrolled(&mut work, program, ["Анна", "Борис", "Вера"]).await;
    let stranger = partner(&mut work, "Глеб").await;
    programs::place(&mut work, program, on(boris, anna, Leg::Left)).await.unwrap();
    let said = refusal(programs::place(&mut work, program, on(vera, anna, Leg::Left)).await);
    assert_eq!(said, Refusal::LegTaken { under: "Анна".into(), by: "Борис".into() });
    let said = refusal(programs::place(&mut work, program, on(anna, boris, Leg::Right)).await);
    assert_eq!(said, Refusal::PlacedInCircle { partner: "Анна".into(), under: "Борис".into() });
    let said = refusal(programs::place(&mut work, program, on(anna, anna, Leg::Right)).await);
    assert_eq!(said, Refusal::PlacedUnderItself);
    let said = refusal(programs::place(&mut work, program, on(stranger, anna, Leg::Right)).await);
    assert_eq!(said, Refusal::NotTakingPart { partner: "Глеб".into(), on: day("2026-02-01") });
    let early = NewPlacement { from: day("2025-12-31"), ..on(vera, anna, Leg::Right) };
    let said = refusal(programs::place(&mut work, program, early).await);
    assert_eq!(said, Refusal::BeforeProgramBegins { starts_on: day("2026-01-01") });
    let already = Refusal::PlacedAlready { partner: "Борис".into(), under: "Анна".into(), from: day("2026-02-01") };
    for again in [on(boris, anna, Leg::Left), on(boris, vera, Leg::Left)] {
        assert_eq!(refusal(programs::place(&mut work, program, again).await), already);
    }
    assert_eq!(tree(&mut work, program).await, [(boris, anna, Leg::Left)]);
}

async fn many_are_placed_all_or_none_and_the_same_again_changes_nothing(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris, vera] = enrolled(&mut work, program, ["Анна", "Борис", "Вера"]).await;
    let both = [on(vera, boris, Leg::Right), on(boris, anna, Leg::Left)];
    assert_eq!(programs::place_many(&mut work, program, &both).await.unwrap(), 2);
    assert_eq!(programs::place_many(&mut work, program, &both).await.unwrap(), 0);
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    let circle = programs::place_many(&mut work, program, &[on(anna, vera, Leg::Left)]).await;
    assert!(matches!(refusal(circle), Refusal::PlacedInCircle { .. }));
    assert_eq!(tree(&mut work, program).await.len(), 2);
}

async fn a_place_that_is_taken_back_is_history(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris, vera] = enrolled(&mut work, program, ["Анна", "Борис", "Вера"]).await;
    programs::place_many(&mut work, program, &[on(boris, anna, Leg::Left), on(vera, boris, Leg::Left)]).await.unwrap();
    work.commit().await.unwrap();
    let before = bench.site.clock.now();
    bench.site.clock.set("2026-03-02T09:00:00Z".parse().unwrap());
    let mut work = bench.work().await;
    let said = refusal(programs::take_back(&mut work, program, boris).await);
    assert_eq!(said, Refusal::OthersBelow { partner: "Борис".into(), below: "Вера".into() });
    programs::take_back(&mut work, program, vera).await.unwrap();
    programs::place(&mut work, program, on(vera, anna, Leg::Right)).await.unwrap();
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    assert_eq!(tree(&mut work, program).await, [(boris, anna, Leg::Left), (vera, anna, Leg::Right)]);
    let known = programs::placements_known(&mut work, program, before).await.unwrap();
    let known: Vec<_> = known.iter().map(|one| (one.place.partner, one.place.under)).collect();
    assert_eq!(known, [(boris, anna), (vera, boris)]);
    drop(work);
    for sql in ["update programs_placements set leg = 'right' where partner_id = $1", "delete from programs_placements where partner_id = $1"] {
        let mut work = bench.work().await;
        let error = work.run(sql, args![boris]).await.unwrap_err();
        assert!(error.is_constraint("programs_row_stays_as_written"), "{error}");
    }
}

async fn of_two_who_place_on_one_leg_at_once_one_succeeds(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris, vera] = enrolled(&mut work, program, ["Анна", "Борис", "Вера"]).await;
    work.commit().await.unwrap();
    let clients: Vec<_> = [boris, vera, boris, vera].into_iter().map(|who| {
        let site = bench.site.clone();
        tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            match programs::place(&mut work, program, on(who, anna, Leg::Left)).await {
                Ok(()) => work.commit().await.map(|()| 1).unwrap(),
                Err(base::failure::Stop::Refused(_)) => 0,
                Err(stop) => panic!("{stop:?}"),
            }
        })
    }).collect();
    let mut placed = 0;
    for client in clients {
        placed += client.await.unwrap();
    }
    assert_eq!(placed, 1);
}

async fn the_tree_is_seen_and_filled_on_the_desk(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    let [anna, boris, _, _] = enrolled(&mut work, program, ["Анна", "Борис", "Вера", "Глеб"]).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let page = format!("/desk/programs/{program}/partners/tree");
    desk.get(&format!("/desk/programs/{program}/partners")).await.shows(&[&page]);
    desk.get(&page).await.shows(&["Пока никто не размещён", "Здесь будет дерево"]);
    let fields = [("partner", "Борис"), ("under", "Анна"), ("leg", "left"), ("from", "2026-02-01")];
    desk.post(&page, &fields).await.leads_on();
    let again = desk.post(&page, &[("partner", "Вера"), fields[1], fields[2], fields[3]]).await.is(422);
    assert!(again.text().contains("занята: там Борис"), "{}", again.text());
    desk.post(&page, &[("partner", ""), ("under", "Никто"), ("leg", ""), ("from", "")]).await.is(422);
    desk.get(&page).await.shows(&["Размещён 1 партнёр", "левая ветка: ", "Борис", "с 01.02.2026", "свободно:", "leg=right#place"]);
    let wrong = "Кого;Под кем;Ветка;С\nВера;Анна;левая;01.02.2026\nГлеб;Никто;правая;01.02.2026\nГлеб;Анна;вверх;01.02.2026";
    let again = post_file(&desk, &format!("{page}/import"), &[("text", wrong)], None).await.is(422);
    let text = again.text();
    assert!(text.contains("Строка 2: Эта ветка") && text.contains("Нет партнёра «Никто»") && text.contains("Строка 4"), "{text}");
    let right = "Глеб;Вера;правая;01.02.2026\nВера;Анна;правая;01.02.2026\n";
    for _ in 0..2 {
        post_file(&desk, &format!("{page}/import"), &[("text", "")], Some(("tree.csv", right.as_bytes()))).await.leads_on();
    }
    desk.get(&format!("{page}?of={anna}")).await.shows(&["Размещены 3 партнёра", "Вера", "Глеб"]);
    desk.get(&format!("{page}?of={boris}")).await.shows(&["Стоит под партнёром", "место снимается так"]);
    desk.post(&format!("{page}/take-back"), &[("partner", &anna.to_string())]).await.is(404);
    desk.post(&format!("{page}/take-back"), &[("partner", &boris.to_string())]).await.leads_on();
    desk.get(&page).await.shows(&["Размещены 2 партнёра"]).hides(&["Борис"]);
    desk.in_english().get(&page).await.shows(&["right leg: ", "free:", "left leg"]);
    bench.desk(Role::Auditor).get(&page).await.shows(&["Вера"]).hides(&["Снять с места", "Разместить партнёра"]);
    bench.desk(Role::Owner).get(&format!("/desk/programs/{program}/timeline")).await
        .shows(&["Борис: в программе «Канал» под партнёром Анна, левая ветка, с 01.02.2026", "Борис: в программе «Канал» снят с места"]);
}

async fn a_partner_sees_his_place_and_his_two_legs(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    published(&mut work, program, "5", "2026-01-01").await;
    programs::start(&mut work, program).await.unwrap();
    let [anna, boris, vera, gleb] = enrolled(&mut work, program, ["Анна", "Борис", "Вера", "Глеб"]).await;
    let places = [on(boris, anna, Leg::Left), on(vera, boris, Leg::Right), on(gleb, vera, Leg::Left)];
    programs::place_many(&mut work, program, &places).await.unwrap();
    work.commit().await.unwrap();
    let page = format!("/portal/programs/{program}");
    let own = bench.portal(boris, Role::PartnerEmployee).get(&page).await;
    own.shows(&["Ваше место", "Анна, левая ветка, с 01.02.2026", "Вера, с 01.02.2026", "свободна"]).hides(&["Глеб"]);
    bench.portal(anna, Role::PartnerOwner).get(&page).await.shows(&["вы наверху", "Борис"]).hides(&["Вера, с"]);
    bench.portal(gleb, Role::PartnerOwner).in_english().get(&page).await.shows(&["Your place", "Вера, left leg, from"]);
}

async fn places_are_read_and_given_as_json(bench) {
    let mut work = bench.work().await;
    let program = program(&mut work).await;
    let [anna, boris] = enrolled(&mut work, program, ["Анна", "Борис"]).await;
    work.commit().await.unwrap();
    let desk = bench.desk(Role::PartnerManager);
    let api = format!("/api/v1/programs/{program}/placements");
    let place = |leg: &str| {
        serde_json::json!({ "items": [{ "partner": "Борис", "under": "Анна", "leg": leg, "from": "2026-02-01" }] })
    };
    assert_eq!(post_json(&desk, &api, place("left")).await.json()["placed"], 1);
    assert_eq!(post_json(&desk, &api, place("left")).await.json()["placed"], 0);
    let refused = post_json(&desk, &api, place("right")).await.is(422).json();
    assert_eq!(refused["type"], "programs-refusal-placed-already");
    post_json(&desk, &api, place("up")).await.is(400);
    let read = bench.desk(Role::Auditor).get(&api).await.json();
    let one = &read["items"][0];
    assert_eq!((&one["partner"], &one["under"], &one["leg"]), (&boris.to_string().into(), &anna.to_string().into(), &"left".into()));
    post_json(&bench.desk(Role::Auditor), &api, place("left")).await.is(403);
    bench.portal(boris, Role::PartnerOwner).get(&api).await.is(404);
    post_json(&desk, &format!("{api}/{anna}/take-back"), serde_json::json!({})).await.is(404);
    post_json(&desk, &format!("{api}/{boris}/take-back"), serde_json::json!({})).await.is(200);
    assert_eq!(desk.get(&api).await.json()["items"], serde_json::json!([]));
}

}
