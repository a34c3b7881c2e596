//! Rates, limits and forms by their days.

use base::access::Role;
use base::on_both_engines;
use partners::Vat;
use payouts::forms::{RateKind, VatRates};

use crate::day;

const VAT: [(&str, &str); 8] = [
    ("general", "25"),
    ("reduced", "10"),
    ("special_low", ""),
    ("special_high", ""),
    ("from_on", "2027-01-01"),
    ("source", "https://example.org/law"),
    ("free_to", "20 000 000"),
    ("special_low_to", ""),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = VAT.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

on_both_engines! { crate::bench;

async fn the_table_is_there_from_the_beginning_and_says_what_is_doubtful(bench) {
    let owner = bench.desk(Role::Owner);
    let page = owner.get("/desk/payouts/rates").await;
    page.shows(&[
        "НДФЛ, резиденты", "Уточнить", "Подтверждено", "2\u{202f}979\u{202f}000", "422-ФЗ", "Агентский договор",
        "https://dzen.ru/a/aTltV9nHfXzd1flS", ">dzen.ru<", "Строк, которые нужно уточнить: 9",
    ]);
    let mut work = bench.work().await;
    let rates = payouts::rates(&mut work).await.unwrap();
    for kind in RateKind::ALL {
        assert!(rates.on(*kind, day("2026-03-01")).is_ok(), "{}", kind.word());
    }
    bench.desk(Role::Finance).get("/desk/payouts/rates").await.shows(&["НДФЛ, резиденты"]).hides(&["rates/taxrate"]);
    bench.desk(Role::Finance).get("/desk/payouts/rates/new?kind=vat").await.is(403);
    bench.desk(Role::Marketing).get("/desk/payouts/rates").await.is(403);
}

async fn the_owner_writes_a_rate_and_it_counts_from_its_day(bench) {
    let owner = bench.desk(Role::Owner);
    let at = "/desk/payouts/rates/new?kind=vat";
    owner.get(at).await.shows(&["value=\"22\"", "Источник"]);
    let wrong = owner.post(at, &with(&[("general", "125"), ("free_to", "x"), ("source", "")])).await.is(422);
    assert!(wrong.text().contains("Нужен процент от 0 до 100") && wrong.text().contains("Нужна сумма"), "{}", wrong.text());
    owner.post(at, &with(&[("source", " ")])).await.is(422);
    owner.post(at, &with(&[("until_on", "2026-01-01")])).await.is(422);
    owner.post(at, &with(&[("from_on", "")])).await.is(422);
    owner.post(at, &with(&[])).await.leads_on();
    let mut work = bench.work().await;
    let rates = payouts::rates(&mut work).await.unwrap();
    let of = |on| VatRates::on(&rates, day(on)).of(Vat::General).unwrap().unwrap().percent_text();
    assert_eq!((of("2026-12-31"), of("2027-01-01")), ("22".to_owned(), "25".to_owned()));
}

async fn an_edited_row_gives_way_and_a_withdrawn_one_is_gone(bench) {
    let owner = bench.desk(Role::Owner);
    owner.post("/desk/payouts/rates/new?kind=vat", &with(&[])).await.leads_on();
    let mut work = bench.work().await;
    let row = payouts::rates(&mut work).await.unwrap().on(RateKind::Vat, day("2027-01-01")).unwrap().clone();
    drop(work);
    let at = format!("/desk/payouts/rates/{}", row.id);
    owner.get(&at).await.shows(&["value=\"25\"", "2027-01-01"]);
    owner.post(&at, &with(&[("general", "24"), ("from_on", "2027-07-01"), ("confirmed", "yes")])).await.leads_on();
    owner.post(&at, &with(&[])).await.is(404);
    let mut work = bench.work().await;
    let rates = payouts::rates(&mut work).await.unwrap();
    drop(work);
    let general = |on| rates.on(RateKind::Vat, day(on)).unwrap().text("general").to_owned();
    assert_eq!((general("2027-06-30"), general("2027-07-01")), ("22".to_owned(), "24".to_owned()));
    let moved = rates.on(RateKind::Vat, day("2027-07-01")).unwrap();
    assert!(moved.is_confirmed);
    owner.post(&format!("/desk/payouts/rates/{}/withdraw", moved.id), &[]).await.leads_on();
    let mut work = bench.work().await;
    let rates = payouts::rates(&mut work).await.unwrap();
    assert_eq!(rates.on(RateKind::Vat, day("2027-07-01")).unwrap().text("general"), "22");
}

async fn a_payment_says_the_rate_of_its_day_or_none_is_prepared(bench) {
    let (anna, _) = crate::two(&bench).await;
    let owner = bench.desk(Role::Owner);
    let mut work = bench.work().await;
    let seeds: Vec<_> = payouts::rates(&mut work).await.unwrap().rows().to_vec();
    drop(work);
    for seed in seeds.iter().filter(|seed| seed.kind == RateKind::Vat) {
        owner.post(&format!("/desk/payouts/rates/{}/withdraw", seed.id), &[]).await.leads_on();
    }
    let refused = bench.desk(Role::Finance).post("/desk/payouts", &[("currency", "RUB")]).await.is(422);
    assert!(refused.text().contains("В таблице ставок нет нужного значения «НДС»"), "{}", refused.text());
    owner.get("/desk/payouts/rates").await.shows(&["Про это строк нет"]);
    let again = with(&[("general", "20"), ("from_on", "2019-01-01")]);
    owner.post("/desk/payouts/rates/new?kind=vat", &again).await.leads_on();
    crate::prepare(&bench, crate::finance(1)).await;
    let mut work = bench.work().await;
    let purpose = &payouts::payouts_of(&mut work, anna, 1).await.unwrap()[0].line.purpose;
    assert!(purpose.ends_with("В том числе НДС 20 % - 203.33."), "{purpose}");
}

async fn a_mode_that_begins_later_does_not_count_yet(bench) {
    let (anna, _) = crate::two(&bench).await;
    let mut work = bench.work().await;
    let later = partners::Requisites {
        vat: Vat::Rate5, tax_since: Some(work.today().tomorrow().unwrap()), ..crate::requisites("ИП Ёлкина Анна Петровна")
    };
    partners::change_requisites(&mut work, anna, later).await.unwrap();
    work.commit().await.unwrap();
    crate::prepare(&bench, crate::finance(1)).await;
    let mut work = bench.work().await;
    let purpose = &payouts::payouts_of(&mut work, anna, 1).await.unwrap()[0].line.purpose;
    assert!(purpose.contains("В том числе НДС 22 %"), "{purpose}");
}

async fn the_table_takes_new_rows_only(bench) {
    let mut work = bench.work().await;
    assert!(work.run("update payouts_rates set source = 'x'", vec![]).await.is_err());
}

}
