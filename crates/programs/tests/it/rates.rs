use axum::body::Body;
use axum::http::{Request, header};
use base::access::Role;
use base::args;
use base::failure::Stop;
use base::on_both_engines;
use money::Currency;
use programs::{NewRate, Refusal};

use crate::targets::post_file;
use crate::{day, refusal};

fn usd(on: &str, rate: &str) -> NewRate {
    NewRate {
        base: Currency::USD,
        quote: Currency::RUB,
        on: day(on),
        rate: rate.into(),
        source: "ЦБ РФ".into(),
    }
}

on_both_engines! { crate::bench;

async fn the_newest_rate_of_a_day_counts_and_the_older_stays(bench) {
    let mut work = bench.work().await;
    programs::add_rate(&mut work, usd("2026-02-27", "98,4321")).await.unwrap();
    programs::add_rate(&mut work, usd("2026-02-28", "99")).await.unwrap();
    programs::add_rate(&mut work, usd("2026-02-28", "101.0050")).await.unwrap();
    let eur = NewRate { base: Currency::EUR, ..usd("2026-02-28", "110") };
    programs::add_rate(&mut work, eur).await.unwrap();
    let rates = programs::rates(&mut work, Currency::RUB, day("2026-02-27"), day("2026-02-28")).await.unwrap();
    let told: Vec<String> = rates.iter().map(|row| format!("{} {} {}", row.base.code(), row.on, row.rate)).collect();
    assert_eq!(told, ["EUR 2026-02-28 110", "USD 2026-02-27 98.4321", "USD 2026-02-28 101.005"]);
    assert_eq!(rates[1].source, "ЦБ РФ");
    assert!(programs::rates(&mut work, Currency::USD, day("2026-01-01"), day("2026-12-31")).await.unwrap().is_empty());
    work.commit().await.unwrap();
    bench.desk(Role::Auditor).get("/desk/programs/rates?pair=USD-RUB").await
        .shows(&["<del>99</del>", "исправлен", "101,005"]).hides(&["EUR/RUB</td>", "Внести курс"]);
    let error = bench.work().await.run("update programs_rates set rate = $1", args!["1"]).await.unwrap_err();
    assert!(error.is_constraint("programs_row_stays_as_written"), "{error}");
}

async fn a_wrong_rate_is_refused(bench) {
    let mut work = bench.work().await;
    for text in ["0", "-1", "1/3", "1.00000000001", "много"] {
        assert!(matches!(refusal(programs::add_rate(&mut work, usd("2026-02-28", text)).await), Refusal::RateOdd { .. }));
    }
    programs::add_rate(&mut work, usd("2026-03-02", "1")).await.unwrap();
    let said = refusal(programs::add_rate(&mut work, usd("2026-03-03", "1")).await);
    assert_eq!(said, Refusal::RateInFuture { on: day("2026-03-03") });
    let same = NewRate { base: Currency::RUB, ..usd("2026-02-28", "1") };
    assert_eq!(refusal(programs::add_rate(&mut work, same).await), Refusal::SameCurrency { currency: Currency::RUB });
    drop(work);
    let mut manager = bench.work_as(Role::PartnerManager).await;
    assert!(matches!(programs::add_rate(&mut manager, usd("2026-02-28", "1")).await, Err(Stop::Forbidden)));
}

async fn rates_come_one_by_one_and_as_a_table(bench) {
    let desk = bench.desk(Role::Finance);
    let page = "/desk/programs/rates";
    desk.get(page).await.shows(&["Здесь будут курсы валют", "Внести таблицей"]);
    let fields = |rate| [("on", "2026-02-28"), ("base", "USD"), ("quote", "RUB"), ("rate", rate), ("source", "ЦБ")];
    let again = desk.post(page, &fields("сто")).await.is(422);
    assert!(again.text().contains("«сто» — не курс"), "{}", again.text());
    desk.post(page, &fields("98,4321")).await.leads_on();
    desk.get(page).await.shows(&["USD/RUB", "98,4321"]);
    bench.desk(Role::Finance).in_english().get(page).await.shows(&["98.4321", "Bring a table"]);
    let import = format!("{page}/import");
    let wrong = "дата;валюта;курс\n28.02.2026;EUR;0\n28.02.2026;ЕЖЖ;5";
    let again = post_file(&desk, &import, &[("into", "RUB"), ("text", wrong)], None).await.is(422);
    let text = again.text();
    assert!(text.contains("Строка 2: «0» — не курс") && text.contains("Строка 3"), "{text}");
    let right = "28.02.2026;EUR;110,5;ЦБ\n28.02.2026;CNY;13,1;ЦБ\n";
    post_file(&desk, &import, &[("into", "RUB"), ("text", right)], None).await.leads_on();
    let json = desk.get("/api/v1/programs/rates?quote=RUB&from=2026-02-28&until=2026-02-28").await.json();
    assert_eq!(json["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(json["items"][1]["rate"], "110.5");
    let body = serde_json::json!({ "items": [
        { "base": "GBP", "quote": "RUB", "on": "2026-02-28", "rate": "120.25", "source": "api" }
    ] });
    let post = |body: String| {
        let request = Request::post("/api/v1/programs/rates").header(header::CONTENT_TYPE, "application/json");
        request.body(Body::from(body)).unwrap()
    };
    desk.send(post(body.to_string())).await.is(200);
    desk.send(post("{".into())).await.is(400);
    let bad = body.to_string().replace("120.25", "1/3");
    desk.send(post(bad)).await.is(422);
    bench.desk(Role::PartnerManager).send(post(body.to_string())).await.is(403);
}

}
