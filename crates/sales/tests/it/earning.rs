use base::on_both_engines;
use jiff::civil::date;
use sales::{EarningSale, NewCustomer, NewProduct, NewSale};

use crate::kit::{FEBRUARY_20, back, bench, order, partner, rub, sold};

on_both_engines! { bench;

async fn what_earns_carries_everything_that_terms_ask(bench) {
    let (anna, boris) = (partner(&bench, "Anna").await, partner(&bench, "Boris").await);
    let mut work = bench.work().await;
    let product = NewProduct { name: "GTX Pro".into(), series: Some("GTX".into()), ..NewProduct::default() };
    let product = sales::add_product(&mut work, product).await.unwrap();
    let customer = NewCustomer { name: "Acme".into(), sector: Some("retail".into()), ..NewCustomer::default() };
    let customer = sales::add_customer(&mut work, customer).await.unwrap();
    work.commit().await.unwrap();
    let new = NewSale { product: Some(product), customer: Some(customer), ..order(anna, "A-1") };
    let sale = sold(&bench, new).await;
    sold(&bench, order(boris, "B-1")).await;
    let mut work = bench.work().await;
    sales::give_back(&mut work, back(sale, "R-1", 4_000)).await.unwrap();
    let mut earning: Vec<EarningSale> = Vec::new();
    let until = date(2026, 2, 28);
    sales::earning(&mut work, date(2026, 2, 1), until, &mut |one| earning.push(one)).await.unwrap();
    assert_eq!(earning.len(), 3);
    let returned = earning.iter().find(|one| &*one.fact.reference == "R-1").unwrap();
    let original = returned.fact.refers_to.unwrap();
    assert_eq!((original.id, original.happened_on, original.amount), (sale.0, FEBRUARY_20, rub(10_000)));
    assert_eq!((returned.fact.amount, &*returned.fact.kind), (rub(-4_000), "return"));
    assert_eq!(returned.fact.product.get("series").map(|series| &**series), Some("GTX"));
    assert_eq!(returned.fact.customer.get("sector").map(|sector| &**sector), Some("retail"));
    assert_eq!(returned.fact.partner.get("name").map(|name| &**name), Some("Anna"));
    let mut own = Vec::new();
    sales::earning_of(&mut work, &[boris], FEBRUARY_20, FEBRUARY_20, &mut |one| own.push(one.fact.id)).await.unwrap();
    assert_eq!(own.len(), 1);
}

async fn a_sale_that_became_known_late_is_counted_as_late(bench) {
    let anna = partner(&bench, "Anna").await;
    sold(&bench, order(anna, "A-1")).await;
    let cut_off = bench.site.clock.now();
    bench.site.clock.advance(jiff::Span::new().hours(1));
    sold(&bench, order(anna, "A-2")).await;
    let mut work = bench.work().await;
    let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
    assert_eq!(sales::late_for(&mut work, from, until, cut_off).await.unwrap(), 1);
    assert_eq!(sales::first_and_last_day(&mut work).await.unwrap(), Some((FEBRUARY_20, FEBRUARY_20)));
    assert_eq!(sales::sales_of(&mut work, anna, from, until, 10).await.unwrap().len(), 2);
}

}
