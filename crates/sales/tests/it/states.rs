use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use base::testing::Bench;
use http::Request;
use jiff::civil::date;
use sales::{NewReturn, NewSale, Refusal, SaleId, SaleState};

use crate::kit::{FEBRUARY_20, back, bench, counted, earned, order, partner, rub, sold};

async fn numbers(bench: &Bench, known_until: Option<jiff::Timestamp>) -> Vec<(String, i64)> {
    let earning = earned(bench, known_until).await;
    earning.into_iter().map(|one| (one.reference, one.amount.minor)).collect()
}

async fn state(bench: &Bench, id: SaleId) -> SaleState {
    let mut work = bench.work().await;
    sales::sale(&mut work, id).await.unwrap().unwrap().state()
}

async fn confirmed(bench: &Bench, id: SaleId) {
    let mut work = bench.work().await;
    sales::confirm(&mut work, id).await.unwrap();
    work.commit().await.unwrap();
}

async fn cancelled(bench: &Bench, id: SaleId) {
    let mut work = bench.work().await;
    sales::cancel(&mut work, id, "by mistake").await.unwrap();
    work.commit().await.unwrap();
}

async fn corrected(bench: &Bench, id: SaleId, new: NewSale) -> SaleId {
    let mut work = bench.work().await;
    let entered = sales::correct(&mut work, id, new).await.unwrap();
    work.commit().await.unwrap();
    entered.sale
}

async fn api(bench: &Bench, path: &str, body: &str) -> base::testing::Seen {
    let request = Request::post(path).header("content-type", "application/json");
    bench.desk(Role::Finance).send(request.body(body.to_owned().into()).unwrap()).await
}

on_both_engines! { bench;

async fn a_pending_sale_earns_from_the_moment_it_is_confirmed(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, NewSale { is_pending: true, ..order(anna, "A-1") }).await;
    assert_eq!((counted(&bench).await, numbers(&bench, None).await), ([(0, 0, 0); 2], vec![]));
    let before = bench.site.clock.now();
    bench.site.clock.advance(jiff::Span::new().hours(1));
    confirmed(&bench, sale).await;
    confirmed(&bench, sale).await;
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
    assert_eq!(numbers(&bench, None).await, [("A-1".to_owned(), 10_000)]);
    assert_eq!(numbers(&bench, Some(before)).await, []);
    let mut work = bench.work().await;
    let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
    assert_eq!(sales::changed_since(&mut work, from, until, before).await.unwrap(), 1);
}

async fn a_cancelled_sale_earned_until_it_was_cancelled(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let before = bench.site.clock.now();
    bench.site.clock.advance(jiff::Span::new().hours(1));
    cancelled(&bench, sale).await;
    cancelled(&bench, sale).await;
    assert_eq!((counted(&bench).await, numbers(&bench, None).await), ([(0, 0, 0); 2], vec![]));
    assert_eq!(numbers(&bench, Some(before)).await.len(), 1);
    let mut work = bench.work().await;
    let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
    assert_eq!(sales::changed_since(&mut work, from, until, before).await.unwrap(), 1);
    assert_eq!(work.count("select count(*) from sales_days", vec![]).await.unwrap(), 0);
    let again = sales::enter(&mut work, order(anna, "A-1")).await.unwrap();
    assert_eq!((again.sale, again.new), (sale, false));
    let refused = sales::confirm(&mut work, sale).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::SaleIsVoided { .. }))));
}

async fn a_correction_takes_the_place_of_the_sale_and_the_old_one_stays(bench) {
    let (anna, boris) = (partner(&bench, "Anna").await, partner(&bench, "Boris").await);
    let sale = sold(&bench, order(anna, "A-1")).await;
    let before = bench.site.clock.now();
    bench.site.clock.advance(jiff::Span::new().hours(1));
    let new = NewSale { amount: rub(7_000), source: "other".into(), ..order(boris, "B-7") };
    let next = corrected(&bench, sale, new.clone()).await;
    assert_eq!(corrected(&bench, sale, new.clone()).await, next);
    assert_eq!(corrected(&bench, next, new).await, next);
    assert_eq!((state(&bench, sale).await, state(&bench, next).await), (SaleState::Corrected, SaleState::Confirmed));
    assert_eq!(counted(&bench).await, [(1, 0, 7_000); 2]);
    assert_eq!(numbers(&bench, Some(before)).await, [("A-1".to_owned(), 10_000)]);
    assert_eq!(numbers(&bench, None).await, [("A-1".to_owned(), 7_000)]);
    let third = corrected(&bench, next, order(boris, "")).await;
    let mut work = bench.work().await;
    let third = sales::sale(&mut work, third).await.unwrap().unwrap();
    assert_eq!((third.revision, third.supersedes, third.source.as_str()), (2, Some(next), "test"));
    let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
    assert_eq!(sales::changed_since(&mut work, from, until, before).await.unwrap(), 4);
    let refused = sales::correct(&mut work, sale, order(anna, "")).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::SaleIsVoided { .. }))));
    let conflict = sales::enter(&mut work, order(anna, "A-1")).await;
    assert!(matches!(conflict, Err(Stop::Refused(Refusal::Conflict { sale, .. })) if sale == third.id));
}

async fn a_pending_sale_that_is_corrected_stays_pending(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, NewSale { is_pending: true, ..order(anna, "A-1") }).await;
    let next = corrected(&bench, sale, NewSale { amount: rub(5_000), ..order(anna, "A-1") }).await;
    assert_eq!((state(&bench, next).await, counted(&bench).await), (SaleState::Pending, [(0, 0, 0); 2]));
    confirmed(&bench, next).await;
    assert_eq!(counted(&bench).await, [(1, 0, 5_000); 2]);
}

async fn a_sale_with_returns_stays_until_they_are_cancelled(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let returned = sales::give_back(&mut work, back(sale, "R-1", 4_000)).await.unwrap().sale;
    let refused = sales::cancel(&mut work, sale, "").await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::SaleHasReturns { count: 1 }))));
    let refused = sales::correct(&mut work, sale, order(anna, "A-1").with(20_000)).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::SaleHasReturns { .. }))));
    let refused = sales::correct(&mut work, returned, order(anna, "A-1")).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::ReturnIsNotCorrected))));
    work.commit().await.unwrap();
    cancelled(&bench, returned).await;
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
    let mut work = bench.work().await;
    assert_eq!(sales::sale(&mut work, sale).await.unwrap().unwrap().left(), rub(10_000));
    drop(work);
    cancelled(&bench, sale).await;
    assert_eq!(counted(&bench).await, [(0, 0, 0); 2]);
}

async fn a_pending_return_takes_back_nothing_until_it_is_confirmed(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work().await;
    let pending = |number: &str| NewReturn { is_pending: true, ..back(sale, number, 6_000) };
    let first = sales::give_back(&mut work, pending("R-1")).await.unwrap().sale;
    let second = sales::give_back(&mut work, pending("R-2")).await.unwrap().sale;
    work.commit().await.unwrap();
    assert_eq!(counted(&bench).await, [(1, 0, 10_000); 2]);
    confirmed(&bench, first).await;
    let mut work = bench.work().await;
    let refused = sales::confirm(&mut work, second).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::ReturnTooLarge { left })) if left == rub(4_000)));
    drop(work);
    assert_eq!(counted(&bench).await, [(1, 1, 4_000); 2]);
    let waiting = sold(&bench, NewSale { is_pending: true, ..order(anna, "A-2") }).await;
    let mut work = bench.work().await;
    let refused = sales::give_back(&mut work, back(waiting, "R-3", 1)).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::ReturnOfPending))));
}

async fn who_may_not_enter_sales_may_not_change_their_state(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    let mut work = bench.work_as(Role::Support).await;
    assert!(matches!(sales::confirm(&mut work, sale).await, Err(Stop::Forbidden)));
    assert!(matches!(sales::cancel(&mut work, sale, "").await, Err(Stop::Forbidden)));
    assert!(matches!(sales::correct(&mut work, sale, order(anna, "A-1")).await, Err(Stop::Forbidden)));
}

async fn a_state_moves_once_and_in_one_direction(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, order(anna, "A-1")).await;
    cancelled(&bench, sale).await;
    for sql in [
        "update sales_sales set confirmed_at = null where id = $1",
        "update sales_sales set confirmed_at = 1 where id = $1",
        "update sales_sales set voided_at = null where id = $1",
        "update sales_sales set voided_at = 1 where id = $1",
        "update sales_sales set document = 'D-1' where id = $1",
        "update sales_sales set revision = 2 where id = $1",
    ] {
        let mut work = bench.work().await;
        let refused = work.run(sql, base::args![sale]).await.unwrap_err();
        assert!(refused.is_constraint("sales_sale_stays_as_entered"), "{sql}: {refused}");
    }
}

async fn one_sale_confirmed_and_cancelled_from_many_sides_is_counted_once(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, NewSale { is_pending: true, ..order(anna, "A-1") }).await;
    let mut clients = Vec::new();
    for number in 0..8 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            let done = match number % 4 {
                3 => sales::cancel(&mut work, sale, "").await.is_ok(),
                2 => sales::correct(&mut work, sale, order(anna, "").with(3_000)).await.is_ok(),
                _ => sales::confirm(&mut work, sale).await.is_ok(),
            };
            if done {
                work.commit().await.unwrap();
            }
        }));
    }
    for client in clients {
        client.await.unwrap();
    }
    let [days, kept] = counted(&bench).await;
    assert_eq!(days, kept);
}

async fn staff_confirm_correct_and_cancel_on_the_page(bench) {
    let anna = partner(&bench, "Anna").await;
    let sale = sold(&bench, NewSale { is_pending: true, ..order(anna, "A-1") }).await;
    let desk = bench.desk(Role::PartnerManager);
    let page = format!("/desk/sales/{sale}");
    desk.get("/desk/sales").await.shows(&["A-1", "ожидает", "Всего 1 строка"]);
    desk.get("/desk/sales?status=confirmed").await.shows(&["Продаж пока нет"]);
    desk.get("/desk/sales?status=pending").await.shows(&["A-1", "Всего 1 строка"]);
    desk.get(&page).await.shows(&["Ожидает подтверждения", "Подтвердить"]);
    desk.post(&format!("{page}/confirm"), &[]).await.leads_on();
    desk.get(&page).await.shows(&["подтверждена", "Подтверждена продажа A-1"]).hides(&["Ожидает подтверждения"]);
    desk.get(&format!("{page}/correct")).await.shows(&["Исправить продажу A-1", "100.00", "Anna"]);
    let fields = [("partner", "Anna"), ("happened_on", "2026-02-20"), ("amount", "120"), ("currency", "RUB"), ("quantity", "1")];
    let next = desk.post(&format!("{page}/correct"), &fields).await.leads_on();
    desk.get(&next).await.shows(&["Исправление № 1", "120", "Исправлена продажа A-1"]);
    desk.get(&page).await.shows(&["исправлена", "Действующая запись"]);
    desk.post(&format!("{page}/cancel"), &[]).await.is(422);
    desk.post(&format!("{next}/cancel"), &[("reason", "клиент передумал")]).await.leads_on();
    desk.get(&next).await.shows(&["отменена", "клиент передумал"]);
    desk.get("/desk/sales").await.shows(&["Продаж пока нет"]);
    desk.get("/desk/sales?status=cancelled").await.shows(&["120", "Всего 1 строка"]);
    desk.get("/desk/sales?status=corrected").await.shows(&["100", "Всего 1 строка"]);
    bench.portal(anna, Role::PartnerEmployee).get("/portal/sales?status=cancelled").await.shows(&["A-1", "отменена"]);
    bench.desk(Role::Support).post(&format!("{page}/confirm"), &[]).await.is(403);
}

async fn the_api_confirms_corrects_and_cancels(bench) {
    partner(&bench, "Anna").await;
    let body = |amount: &str, status: &str| {
        format!(r#"{{"reference":"A-1","partner":"Anna","happened_on":"{FEBRUARY_20}","amount":"{amount}","currency":"RUB"{status}}}"#)
    };
    let pending = body("100", r#","status":"pending""#);
    let sale = api(&bench, "/api/v1/sales", &pending).await.is(201).json();
    assert_eq!((&sale["status"], &sale["confirmed_at"]), (&"pending".into(), &serde_json::Value::Null));
    assert_eq!(api(&bench, "/api/v1/sales", &body("100", "")).await.is(200).json()["status"], "pending");
    let confirmed = api(&bench, "/api/v1/sales", &body("100", r#","status":"confirmed""#)).await.is(200).json();
    assert_eq!((&confirmed["id"], &confirmed["status"]), (&sale["id"], &"confirmed".into()));
    api(&bench, "/api/v1/sales", &body("100", r#","status":"cancelled""#)).await.is(422);
    let path = format!("/api/v1/sales/{}", sale["id"].as_str().unwrap());
    assert_eq!(api(&bench, &format!("{path}/confirm"), "").await.is(200).json()["status"], "confirmed");
    let next = api(&bench, &format!("{path}/corrections"), &body("90", "")).await.is(201).json();
    assert_eq!((&next["revision"], &next["supersedes"], &next["status"]), (&1.into(), &sale["id"], &"confirmed".into()));
    assert_eq!(api(&bench, &format!("{path}/corrections"), &body("90", "")).await.is(200).json()["id"], next["id"]);
    api(&bench, &format!("{path}/cancel"), "").await.is(409);
    let path = format!("/api/v1/sales/{}", next["id"].as_str().unwrap());
    let gone = api(&bench, &format!("{path}/cancel"), r#"{"reason":"fraud"}"#).await.is(200).json();
    assert_eq!(gone["status"], "cancelled");
    assert_eq!(bench.desk(Role::Finance).get("/api/v1/sales?status=cancelled").await.json()["count"], 1);
    api(&bench, "/api/v1/sales/sale_0000000000001/confirm", "").await.is(404);
}

}

/// A sale with another amount.
trait With {
    fn with(self, minor: i64) -> Self;
}

impl With for NewSale {
    fn with(self, minor: i64) -> Self {
        Self { amount: rub(minor), ..self }
    }
}
