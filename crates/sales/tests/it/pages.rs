use base::access::Role;
use base::on_both_engines;
use base::testing::Bench;
use http::Request;
use sales::{NewCustomer, NewSale};

use crate::kit::{bench, order, partner, sold};

async fn api(bench: &Bench, body: &str) -> base::testing::Seen {
    let request = Request::post("/api/v1/sales").header("content-type", "application/json");
    bench.desk(Role::Finance).send(request.body(body.to_owned().into()).unwrap()).await
}

on_both_engines! { bench;

async fn staff_enter_a_sale_and_see_it(bench) {
    partner(&bench, "Anna Snelling").await;
    let desk = bench.desk(Role::PartnerManager);
    desk.get("/desk/sales").await.shows(&["Продаж пока нет"]);
    desk.get("/desk/sales/new").await.shows(&["Новая продажа"]);
    let fields = [
        ("partner", "anna snelling"), ("happened_on", "2026-02-20"), ("amount", "1 234,56 ₽"), ("currency", "RUB"),
        ("kind", "order"), ("quantity", "1"), ("reference", "З-77"), ("ticket", "t"),
    ];
    let page = desk.post("/desk/sales", &fields).await.leads_on();
    desk.get(&page).await.shows(&["З-77", "Anna Snelling", "234", "Внесена продажа З-77"]);
    assert_eq!(desk.post("/desk/sales", &fields).await.leads_on(), page);
    desk.get("/desk/sales?q=з-7&kind=order").await.shows(&["З-77", "Всего 1 строка"]);
    desk.get("/desk/sales?q=з-8").await.hides(&["З-77"]);
    desk.in_english().get(&page).await.shows(&["Sale З-77", "Became known"]);
}

async fn a_wrong_form_comes_back_with_everything_that_was_typed(bench) {
    let fields = [("partner", "Никто"), ("happened_on", "31.02.2026"), ("amount", "сто"), ("currency", "RUB"), ("ticket", "t")];
    let seen = bench.desk(Role::Owner).post("/desk/sales", &fields).await.is(422);
    let text = seen.text();
    for word in ["Партнёр «Никто» не найден", "31.02.2026", "сто"] {
        assert!(text.contains(word), "{word}");
    }
}

async fn a_return_is_entered_on_the_page_of_its_sale(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let desk = bench.desk(Role::Finance);
    let form = format!("/desk/sales/{sale}/return");
    desk.get(&form).await.shows(&["100.00"]);
    let fields = |amount| [("amount", amount), ("happened_on", "2026-02-21"), ("quantity", "1"), ("ticket", "r")];
    desk.post(&form, &fields("100.01")).await.is(422);
    desk.post(&form, &fields("60")).await.leads_on();
    desk.get(&format!("/desk/sales/{sale}")).await.shows(&["Осталось после возвратов", "Внесён возврат"]);
}

async fn customers_and_products_are_kept_and_changed(bench) {
    let desk = bench.desk(Role::Owner);
    let card = desk.post("/desk/sales/customers", &[("name", "ООО «Ёлка»"), ("inn", "7701234567")]).await.leads_on();
    desk.get("/desk/sales/customers?q=7701234567").await.shows(&["ООО «Ёлка»"]);
    desk.post("/desk/sales/customers", &[("name", "ооо «елка»"), ("inn", "7701234567")]).await.is(422);
    desk.post(&format!("{card}/change"), &[("name", "ООО «Ёлка»"), ("sector", "торговля")]).await.leads_on();
    desk.get(&card).await.shows(&["торговля", "Изменён клиент"]);
    let card = desk.post("/desk/sales/products", &[("name", "GTX Pro"), ("price", "4821"), ("currency", "USD")]).await.leads_on();
    desk.get(&card).await.shows(&["GTX Pro", "821"]);
    desk.get("/desk/sales/products?sort=-price").await.shows(&["GTX Pro"]);
}

async fn a_partner_sees_his_own_sales_and_nobody_elses(bench) {
    let (anna, boris) = (partner(&bench, "Anna").await, partner(&bench, "Boris").await);
    let own = sold(&bench, order(anna, "A-1")).await;
    let foreign = sold(&bench, order(boris, "B-1")).await;
    let portal = bench.portal(anna, Role::PartnerEmployee);
    portal.get(&format!("/portal/sales?partner={boris}")).await.shows(&["A-1"]).hides(&["B-1"]);
    portal.get(&format!("/portal/sales/{own}")).await.shows(&["A-1"]);
    let unknown = portal.get("/portal/sales/sale_0000000000001").await.is(404).text();
    assert_eq!(portal.get(&format!("/portal/sales/{foreign}")).await.is(404).text().len(), unknown.len());
    portal.get("/desk/sales").await.is(404);
    portal.get("/api/v1/sales").await.is(404);
}

async fn the_api_knows_a_sale_again(bench) {
    partner(&bench, "Anna").await;
    let body = |amount: &str| {
        format!(r#"{{"reference":"A-1","partner":"Anna","happened_on":"2026-02-20","amount":"{amount}","currency":"RUB"}}"#)
    };
    let first = api(&bench, &body("100.00")).await.is(201).json();
    assert_eq!(api(&bench, &body("100.00")).await.is(200).json()["id"], first["id"]);
    let conflict = api(&bench, &body("200.00")).await.is(409).json();
    assert_eq!((&conflict["sale"], &conflict["type"]), (&first["id"], &"sales-refusal-conflict".into()));
    api(&bench, "{").await.is(400);
    api(&bench, &body("100.00").replace("Anna", "Nobody")).await.is(422);
    let back = r#"{"reference":"R-1","kind":"return","original":"A-1","happened_on":"2026-02-21","amount":"40","currency":"RUB"}"#;
    assert_eq!(api(&bench, back).await.is(201).json()["amount"]["amount"], "-40.00");
    let list = bench.desk(Role::Finance).get("/api/v1/sales?kind=order").await.json();
    assert_eq!((list["count"].clone(), list["sales"][0]["reference"].clone()), (1.into(), "A-1".into()));
}

async fn totals_are_those_of_what_is_filtered(bench) {
    let anna = partner(&bench, "Anna").await;
    let mut work = bench.work().await;
    let customer = NewCustomer { name: "Acme".into(), ..NewCustomer::default() };
    let acme = sales::add_customer(&mut work, customer).await.unwrap();
    work.commit().await.unwrap();
    for number in 0..60 {
        let customer = (number % 3 == 0).then_some(acme);
        sold(&bench, NewSale { customer, ..order(anna, &format!("A-{number:02}")) }).await;
    }
    let desk = bench.desk(Role::Auditor);
    desk.get("/desk/sales?sort=reference").await.shows(&["Всего 60 строк", "A-00"]).hides(&["A-55"]);
    desk.get("/desk/sales?sort=reference&page=2").await.shows(&["A-55"]).hides(&["A-00"]);
    desk.get(&format!("/desk/sales?customer={acme}")).await.shows(&["Всего 20 строк", "Acme"]);
    desk.get("/desk/sales?from=2026-02-21").await.shows(&["Продаж пока нет"]);
}

}
