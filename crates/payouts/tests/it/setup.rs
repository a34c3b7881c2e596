//! The vendor's requisites and the smallest payouts.

use base::access::Role;
use base::on_both_engines;
use money::Currency;

use crate::rub;

const FORM: [(&str, &str); 8] = [
    ("name", "ООО «Артель»"),
    ("inn", "7707 083893"),
    ("kpp", "773601001"),
    ("account", "40702810900000000001"),
    ("bic", "044525225"),
    ("bank", "ПАО Сбербанк"),
    ("corr_account", "30101810400000000225"),
    ("minimum_RUB", "1 000,50"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FORM.into_iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

on_both_engines! { crate::bench;

async fn the_requisites_are_checked_and_kept(bench) {
    let staff = bench.desk(Role::Finance);
    let at = "/desk/payouts/settings";
    staff.get(at).await.shows(&["Расчётный счёт", "Наименьшая выплата, RUB"]);
    let wrong = staff.post(at, &with(&[("inn", "7707083894"), ("bic", "1")])).await.is(422);
    assert!(wrong.text().contains("ООО «Артель»"), "what was typed is kept");
    staff.post(at, &with(&[("minimum_RUB", "много")])).await.is(422);
    let odd = staff.post(at, &with(&[("name", "ООО 東京"), ("sure", "yes")])).await.is(422);
    assert!(odd.text().contains("东") || odd.text().contains("東"), "{}", odd.text());
    staff.post(at, &with(&[("minimum_RUB", "-5"), ("sure", "yes")])).await.is(422);
    let odd = staff.post(at, &with(&[("hold_hours", "-1"), ("sure", "yes")])).await.is(422);
    assert!(odd.text().contains("от 0 до 744"), "{}", odd.text());
    staff.post(at, &with(&[("hold_hours", "24"), ("sure", "yes")])).await.leads_on();
    staff.get(at).await.shows(&["7707083893", "1000.50"]);
    let mut work = bench.work().await;
    let kept = payouts::settings(&mut work).await.unwrap();
    assert_eq!(kept.hold_hours, 24);
    assert_eq!((kept.minimum(Currency::RUB), kept.minimum(Currency::USD).minor), (rub(100_050), 0));
}

}
