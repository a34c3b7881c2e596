use base::on_both_engines;
use jiff::civil::date;
use sales::{
    Buyers, EarningSale, EarningWants, NewCustomer, NewProduct, NewReturn, NewSale, SaleKind, SaleParts,
};

use crate::kit::{FEBRUARY_20, back, bench, earned, order, partner, rub, sold};

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
    let wants = EarningWants::default();
    sales::earning(&mut work, date(2026, 2, 1), until, None, wants, &mut |one| earning.push(one)).await.unwrap();
    assert_eq!(earning.len(), 3);
    let returned = earning.iter().find(|one| &*one.reference == "R-1").unwrap();
    let original = returned.original.as_ref().unwrap();
    assert_eq!((original.id, original.happened_on, original.amount), (sale, FEBRUARY_20, rub(10_000)));
    assert_eq!((returned.amount, returned.kind), (rub(-4_000), SaleKind::Return));
    assert_eq!((returned.product, returned.customer, returned.seller), (Some(product), Some(customer), anna));
    let products = sales::product_attributes(&mut work, None, None).await.unwrap();
    let (_, attributes) = products.iter().find(|(id, _)| *id == product).unwrap();
    assert_eq!(attributes.get("series").map(|series| &**series), Some("GTX"));
    let customers = sales::customer_attributes(&mut work, Buyers::Between(date(2026, 2, 1), until), None).await.unwrap();
    assert_eq!(customers[0].1.get("sector").map(|sector| &**sector), Some("retail"));
    let mut own = Vec::new();
    sales::earning_of(&mut work, &[boris], FEBRUARY_20, FEBRUARY_20, None, wants, &mut |one| own.push(one.id)).await.unwrap();
    assert_eq!(own.len(), 1);
}

async fn a_sale_that_became_known_late_is_counted_as_a_change(bench) {
    let anna = partner(&bench, "Anna").await;
    sold(&bench, order(anna, "A-1")).await;
    let cut_off = bench.site.clock.now();
    bench.site.clock.advance(jiff::Span::new().hours(1));
    sold(&bench, order(anna, "A-2")).await;
    let mut work = bench.work().await;
    let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
    assert_eq!(sales::changed_since(&mut work, from, until, cut_off).await.unwrap(), 1);
    assert_eq!(sales::first_and_last_day(&mut work).await.unwrap(), Some((FEBRUARY_20, FEBRUARY_20)));
    assert_eq!(sales::sales_of(&mut work, anna, from, until, 10).await.unwrap().len(), 2);
}

async fn a_return_knows_its_original_and_what_was_taken_back_before(bench) {
    let anna = partner(&bench, "Anna").await;
    let parts = SaleParts { vat: Some(rub(2_000)), cost: Some(rub(5_000)), ..SaleParts::default() };
    let sale = sold(&bench, NewSale { parts: parts.clone(), ..order(anna, "A-1") }).await;
    let mut work = bench.work().await;
    let own = SaleParts { vat: Some(rub(200)), ..SaleParts::default() };
    let early = NewReturn { happened_on: date(2026, 2, 21), parts: own, ..back(sale, "R-9", 1_000) };
    sales::give_back(&mut work, back(sale, "R-2", 2_000)).await.unwrap();
    sales::give_back(&mut work, back(sale, "R-1", 3_000)).await.unwrap();
    sales::give_back(&mut work, early).await.unwrap();
    let pending = NewReturn { is_pending: true, ..back(sale, "R-0", 500) };
    sales::give_back(&mut work, pending).await.unwrap();
    work.commit().await.unwrap();
    let earning = earned(&bench, None).await;
    let before: Vec<(&str, i64)> = earning.iter().map(|one| (&*one.reference, one.returned_before.minor)).collect();
    assert_eq!(before, [("A-1", 0), ("R-1", 1_000), ("R-2", 4_000), ("R-9", 0)]);
    let original = earning[3].original.as_ref().unwrap();
    assert_eq!((original.id, original.amount, &original.parts), (sale, rub(10_000), &parts));
    assert_eq!((earning[0].parts.clone(), earning[3].parts.vat), (parts, Some(rub(-200))));
}

async fn the_first_sale_to_a_customer_and_the_place_of_each_are_known_when_asked(bench) {
    let (anna, boris) = (partner(&bench, "Anna").await, partner(&bench, "Boris").await);
    let mut work = bench.work().await;
    let acme = NewCustomer { name: "Acme".into(), ..NewCustomer::default() };
    let customer = Some(sales::add_customer(&mut work, acme).await.unwrap());
    work.commit().await.unwrap();
    let on = |partner, reference, day| NewSale { customer, happened_on: day, ..order(partner, reference) };
    let first = sold(&bench, on(anna, "A-1", date(2025, 12, 1))).await;
    sold(&bench, on(anna, "A-3", FEBRUARY_20)).await;
    sold(&bench, on(anna, "A-2", FEBRUARY_20)).await;
    sold(&bench, on(boris, "B-1", FEBRUARY_20)).await;
    sold(&bench, order(boris, "B-2")).await;
    let mistaken = sold(&bench, on(anna, "A-0", date(2025, 1, 1))).await;
    let mut work = bench.work().await;
    sales::cancel(&mut work, mistaken, "").await.unwrap();
    sales::give_back(&mut work, back(first, "R-1", 100)).await.unwrap();
    work.commit().await.unwrap();
    let told: Vec<_> = earned(&bench, None).await.into_iter().map(|one| (one.reference, one.first_sold_on, one.payment_no)).collect();
    let december = Some(date(2025, 12, 1));
    let expected = [
        ("A-2", december, Some(2)), ("A-3", december, Some(3)), ("B-1", Some(FEBRUARY_20), Some(1)), ("B-2", None, None),
        ("R-1", december, Some(1)),
    ];
    assert_eq!(told, expected.map(|(reference, day, place)| (reference.to_owned(), day, place)));
    let mut work = bench.work().await;
    let wants = EarningWants::default();
    let mut asked = Vec::new();
    sales::earning_of(&mut work, &[anna], FEBRUARY_20, FEBRUARY_20, None, wants, &mut |one| asked.push(one.payment_no)).await.unwrap();
    assert_eq!(asked, [None, None]);
}

}
