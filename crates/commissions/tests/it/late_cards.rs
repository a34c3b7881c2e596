//! What a close knew of partners, products and exchange rates.

use crate::kit::{self, day, rub, setup};
use crate::months::trade;
use base::on_both_engines;
use money::{Currency, Money};
use programs::NewRate;

const TIERS: &str = r#"
[[rule]]
name = "gold"
title = "Золото"
percent = "20"
when = { partner.tier = "gold" }

[[rule]]
name = "series"
title = "Серия"
percent = "15"
when = { product.series = "GTK" }

[[rule]]
name = "all"
title = "Все продажи"
percent = "10"
"#;

const EUROS: &str = r#"
[[rule]]
name = "all"
title = "Все продажи"
percent = "10"
"#;

on_both_engines! { setup;

    async fn a_tier_that_is_given_later_does_not_change_a_closed_month(bench) {
        let trade = trade(bench, TIERS).await;
        trade.sold("S-1", "2026-01-10", 100_000).await;
        trade.close("2026-01").await;
        trade.on("2026-02-10");
        let mut work = trade.bench.work().await;
        partners::set_tier(&mut work, trade.boris, Some("gold".into())).await.unwrap();
        work.commit().await.unwrap();
        crate::months::sound(&trade.bench).await;
        trade.sold("S-2", "2026-01-20", 10_000).await;
        trade.sold("S-3", "2026-02-11", 10_000).await;
        trade.close("2026-02").await;
        // January goes on by the card that its close knew, February by the new one.
        let found = trade.corrections(trade.boris, "2026-02").await;
        assert_eq!(found, [("2026-01".to_owned(), "S-2".to_owned(), 0, 1_000)]);
        assert_eq!(trade.totals(trade.boris).await, [10_000, 3_000]);
    }

    async fn a_product_that_moves_to_another_series_does_not_change_a_closed_month(bench) {
        let trade = trade(bench, TIERS).await;
        let card = sales::NewProduct {
            name: "Чайник".into(),
            code: None,
            series: Some("GTK".into()),
            category: None,
            price: None,
        };
        let mut work = trade.bench.work().await;
        let product = sales::add_product(&mut work, card.clone()).await.unwrap();
        let new = |reference: &str, on: &str| sales::NewSale {
            source: "test".into(),
            reference: reference.into(),
            kind: sales::SaleKind::Order,
            partner: trade.boris,
            customer: None,
            product: Some(product),
            program: None,
            happened_on: day(on),
            quantity: 1,
            amount: rub(1_000_000),
            note: String::new(),
            parts: sales::SaleParts::default(),
            participants: Vec::new(),
            is_pending: false,
        };
        trade.on("2026-02-01");
        sales::enter(&mut work, new("S-1", "2026-01-10")).await.unwrap();
        work.commit().await.unwrap();
        trade.close("2026-01").await;
        trade.on("2026-02-10");
        let mut work = trade.bench.work().await;
        sales::change_product(&mut work, product, sales::NewProduct { series: None, ..card }).await.unwrap();
        sales::enter(&mut work, new("S-2", "2026-01-11")).await.unwrap();
        sales::enter(&mut work, new("S-3", "2026-02-02")).await.unwrap();
        work.commit().await.unwrap();
        trade.close("2026-02").await;
        assert_eq!(trade.totals(trade.boris).await, [1_500, 2_500]);
    }

    async fn a_rate_that_comes_late_pays_what_waited_for_it(bench) {
        let trade = trade(bench, EUROS).await;
        let mut work = trade.bench.work().await;
        trade.on("2026-02-01");
        let euros = Money::new(100_000, Currency::parse("EUR").unwrap());
        kit::sale(&mut work, trade.boris, "E-1", "2026-01-10", euros).await;
        work.commit().await.unwrap();
        trade.close("2026-01").await;
        assert_eq!(trade.owed(trade.boris).await, 0);
        trade.on("2026-02-20");
        let mut work = trade.bench.work().await;
        let rate = |rate: &str| NewRate {
            base: Currency::parse("EUR").unwrap(),
            quote: Currency::RUB,
            on: day("2026-01-10"),
            rate: rate.into(),
            source: "ЦБ".into(),
        };
        programs::add_rates(&mut work, vec![rate("100")]).await.unwrap();
        work.commit().await.unwrap();
        crate::months::sound(&trade.bench).await;
        trade.close("2026-02").await;
        assert_eq!(trade.owed(trade.boris).await, 10_000);
        trade.on("2026-03-20");
        let mut work = trade.bench.work().await;
        programs::add_rates(&mut work, vec![rate("110")]).await.unwrap();
        work.commit().await.unwrap();
        trade.close("2026-03").await;
        assert_eq!(trade.owed(trade.boris).await, 11_000);
    }
}
