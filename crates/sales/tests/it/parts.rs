use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use http::Request;
use jiff::civil::date;
use sales::{Covers, NewSale, Refusal, SaleParts};

use crate::kit::{back, bench, order, partner, rub, sold};

fn everything() -> SaleParts {
    SaleParts {
        document: Some("СЧ-17".into()),
        vat: Some(rub(1_667)),
        delivery: Some(rub(500)),
        cost: Some(rub(6_000)),
        paid: Some(rub(10_000)),
        invoiced_on: Some(date(2026, 2, 18)),
        paid_on: Some(date(2026, 2, 20)),
        covers: Some(Covers { from: date(2026, 3, 1), until: date(2027, 2, 28) }),
    }
}

on_both_engines! { bench;

async fn a_sale_keeps_everything_that_it_says(bench) {
    let anna = partner(&bench, "Anna").await;
    let new = NewSale { parts: everything(), ..order(anna, "A-1") };
    let sale = sold(&bench, new.clone()).await;
    assert_eq!(sold(&bench, new).await, sale);
    let mut work = bench.work().await;
    assert_eq!(sales::sale(&mut work, sale).await.unwrap().unwrap().parts, everything());
    let blank = SaleParts { document: Some("   ".into()), ..everything() };
    let refused = sales::enter(&mut work, NewSale { parts: blank, ..order(anna, "A-1") }).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::Conflict { .. }))));
}

async fn the_sums_of_a_return_are_kept_below_zero(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let mut new = back(sale, "R-1", 4_000);
    new.parts.vat = Some(rub(667));
    let returned = sales::give_back(&mut work, new.clone()).await.unwrap().sale;
    assert_eq!(sales::sale(&mut work, returned).await.unwrap().unwrap().parts.vat, Some(rub(-667)));
    new.reference = "R-2".into();
    new.parts.vat = Some(rub(4_001));
    let refused = sales::give_back(&mut work, new).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::PartOverAmount { field: "vat", .. }))));
}

async fn the_form_takes_and_the_page_shows_what_a_sale_says(bench) {
    partner(&bench, "Anna").await;
    let desk = bench.desk(Role::PartnerManager);
    desk.get("/desk/sales/new").await.shows(&["Подробнее о продаже", "НДС в сумме"]);
    let mut fields = vec![
        ("partner", "Anna"), ("happened_on", "2026-02-20"), ("amount", "120"), ("currency", "RUB"), ("kind", "order"),
        ("quantity", "1"), ("reference", "A-1"), ("ticket", "t"), ("document", "СЧ-17"), ("vat", "20"),
        ("delivery", "12"), ("cost", "70"), ("paid", "50"), ("invoiced_on", "2026-02-18"),
        ("covers_from", "2026-03-01"), ("covers_until", "2026-03-31"),
    ];
    let page = desk.post("/desk/sales", &fields).await.leads_on();
    desk.get(&page).await.shows(&["СЧ-17", "Доставка в сумме", "01.03.2026 – 31.03.2026", "Себестоимость"]);
    desk.get("/desk/sales?document=СЧ-17").await.shows(&["A-1", "Всего 1 строка"]);
    desk.get("/desk/sales?document=СЧ-18").await.hides(&["A-1"]);
    fields[15] = ("covers_until", "");
    let text = desk.post("/desk/sales", &fields).await.is(422).text();
    assert!(text.contains("обе даты") && text.contains("<details open"), "{text}");
    fields.pop();
    fields.pop();
    fields[9] = ("vat", "121");
    assert!(desk.post("/desk/sales", &fields).await.is(422).text().contains("не может быть больше суммы"));
}

async fn the_api_takes_and_writes_what_a_sale_says(bench) {
    partner(&bench, "Anna").await;
    let send = |body: &'static str| {
        let request = Request::post("/api/v1/sales").header("content-type", "application/json");
        request.body(body.into()).unwrap()
    };
    let desk = bench.desk(Role::Finance);
    let body = r#"{"reference":"A-1","partner":"Anna","happened_on":"2026-02-20","amount":"120","currency":"RUB",
        "document":"СЧ-17","vat":"20","paid":"120","paid_on":"2026-02-20","covers_from":"2026-03-01","covers_until":"2026-03-31"}"#;
    let sale = desk.send(send(body)).await.is(201).json();
    assert_eq!((&sale["vat"]["amount"], &sale["document"]), (&"20.00".into(), &"СЧ-17".into()));
    assert_eq!((&sale["covers_until"], &sale["cost"]), (&"2026-03-31".into(), &serde_json::Value::Null));
    let half = r#"{"reference":"A-2","partner":"Anna","happened_on":"2026-02-20","amount":"120","currency":"RUB","covers_from":"2026-03-01"}"#;
    assert_eq!(desk.send(send(half)).await.is(422).json()["type"], "sales-refusal-covers-half");
    let back = r#"{"reference":"R-1","kind":"return","original":"A-1","happened_on":"2026-02-21","amount":"-60","vat":"-10","currency":"RUB"}"#;
    assert_eq!(desk.send(send(back)).await.is(201).json()["vat"]["amount"], "-10.00");
}

}
