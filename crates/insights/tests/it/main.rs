//! The home pages of both sides on both engines.

use base::access::{PartnerId, Role};
use base::db::EngineName;
use base::on_both_engines;
use base::testing::{Bench, Parts};
use jiff::civil::{Date, date};
use money::{Currency, Money};
use partners::{NewPartner, PartnerKind};
use sales::{NewSale, SaleKind};

async fn house(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![
            ledger::MIGRATIONS,
            partners::MIGRATIONS,
            programs::MIGRATIONS,
            sales::MIGRATIONS,
            commissions::MIGRATIONS,
            payouts::MIGRATIONS,
        ],
        books: vec![
            insights::BOOK,
            partners::BOOK,
            programs::BOOK,
            sales::BOOK,
            commissions::BOOK,
            payouts::BOOK,
        ],
        routes: insights::routes(),
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

async fn partner(bench: &Bench, name: &str) -> PartnerId {
    let mut work = bench.work().await;
    let id = partners::add(&mut work, NewPartner::named(name, PartnerKind::Dealer)).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn sold(
    bench: &Bench,
    partner: PartnerId,
    reference: &str,
    day: Date,
    amount: i64,
    currency: Currency,
) {
    let mut work = bench.work().await;
    let new = NewSale {
        source: "test".into(),
        reference: reference.into(),
        kind: SaleKind::Order,
        partner,
        customer: None,
        product: None,
        program: None,
        happened_on: day,
        quantity: 1,
        amount: Money::new(amount, currency),
        note: String::new(),
        parts: sales::SaleParts::default(),
        participants: Vec::new(),
        is_pending: false,
    };
    sales::enter(&mut work, new).await.unwrap();
    work.commit().await.unwrap();
}

on_both_engines! { crate::house;

async fn an_empty_house_has_a_home_on_both_sides(bench) {
    bench.desk(Role::Owner).get("/desk").await.shows(&["Оборот", "Ничего срочного"]);
    let own = partner(&bench, "ООО «Ромашка»").await;
    bench.portal(own, Role::PartnerOwner).get("/portal").await.shows(&["Добрый день", "Заполните реквизиты"]);
    bench.portal(own, Role::PartnerEmployee).get("/portal").await.shows(&["Добрый день"]).hides(&["Мои отчёты", "К выплате"]);
}

async fn turnover_is_compared_with_as_many_days_of_the_month_before(bench) {
    let own = partner(&bench, "ООО «Ромашка»").await;
    sold(&bench, own, "1", date(2026, 3, 1), 1_000_00, Currency::RUB).await;
    sold(&bench, own, "2", date(2026, 2, 1), 400_00, Currency::RUB).await;
    sold(&bench, own, "3", date(2026, 2, 20), 7_000_00, Currency::RUB).await;
    let answer = bench.desk(Role::Owner).get("/api/v1/insights/overview").await.is(200).json();
    assert_eq!(answer["until"], "2026-03-01");
    assert_eq!(answer["turnover"]["now"]["amount"], "1000.00");
    assert_eq!(answer["turnover"]["before"]["amount"], "400.00");
    assert_eq!(answer["best"][0]["name"], "ООО «Ромашка»");
    let whole = bench.desk(Role::Owner).get("/api/v1/insights/overview?month=2026-02").await.json();
    assert_eq!(whole["turnover"]["now"]["amount"], "7400.00");
}

async fn currencies_are_never_added_up(bench) {
    let own = partner(&bench, "ООО «Ромашка»").await;
    sold(&bench, own, "1", date(2026, 3, 1), 1_000_00, Currency::RUB).await;
    sold(&bench, own, "2", date(2026, 3, 1), 50_00, Currency::USD).await;
    let dollars = bench.desk(Role::Owner).get("/api/v1/insights/overview?currency=USD").await.json();
    assert_eq!(dollars["turnover"]["now"]["amount"], "50.00");
    bench.desk(Role::Owner).get("/desk?currency=USD").await.shows(&["RUB", "USD"]);
}

async fn a_partner_sees_his_own_figures_only(bench) {
    let own = partner(&bench, "ООО «Ромашка»").await;
    let other = partner(&bench, "ООО «Лютик»").await;
    sold(&bench, own, "1", date(2026, 3, 1), 1_111_00, Currency::RUB).await;
    sold(&bench, other, "2", date(2026, 3, 1), 777_777_00, Currency::RUB).await;
    let page = bench.portal(own, Role::PartnerOwner).get("/portal").await.is(200).text();
    assert!(page.contains("111") && !page.contains("777"), "{page}");
    bench.portal(own, Role::PartnerOwner).get("/desk").await.is(404);
    bench.portal(own, Role::PartnerOwner).get("/api/v1/insights/overview").await.is(404);
}

async fn whoever_may_not_see_overviews_is_led_on(bench) {
    let to = bench.desk(Role::Inspector).get("/desk").await.leads_on();
    assert_ne!(to, "/desk");
}

}
