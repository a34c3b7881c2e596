//! The pages of the ledger, through HTTP.

use base::access::Role;
use base::on_both_engines;
use base::testing::Bench;
use ledger::{name_partner, post};

use crate::{ANNA, BORIS, accrual, clawback, entry, rub};

async fn filled(bench: &Bench) -> String {
    let mut work = bench.work().await;
    name_partner(&mut work, ANNA, "Анна Снеллинг").await.unwrap();
    name_partner(&mut work, ANNA, "Анна Снеллинг").await.unwrap();
    name_partner(&mut work, BORIS, "Борис и сыновья").await.unwrap();
    let posted = post(&mut work, entry("q1"), &[accrual(ANNA, rub(123_456), None)]).await.unwrap();
    post(&mut work, entry("q2"), &[accrual(BORIS, rub(7_000), Some("2026-04-01"))]).await.unwrap();
    post(&mut work, entry("q3"), &[clawback(BORIS, rub(2_000))]).await.unwrap();
    work.commit().await.unwrap();
    posted.entry.to_string()
}

on_both_engines! { crate::bench;

async fn finance_sees_accounts_entries_and_the_check(bench) {
    let empty = bench.desk(Role::Finance).get("/desk/ledger").await;
    empty.shows(&["На счетах пока ничего нет"]);
    let entry = filled(&bench).await;
    let finance = bench.desk(Role::Finance);
    finance.get("/desk/ledger").await.shows(&["Анна Снеллинг", "1\u{202f}234", "Борис и сыновья"]);
    finance.get("/desk/ledger?q=анна&account=payable&sort=-amount").await.shows(&["Анна"]).hides(&["Борис"]);
    finance.get("/desk/ledger/entries?q=АГЕНТА+q1").await.shows(&["Отчёт агента q1"]).hides(&["агента q2"]);
    finance.get("/desk/ledger/entries?q=%25").await.hides(&["агента q1"]);
    finance.get("/desk/ledger/entries?from=2026-02-01&kind=accrual").await.shows(&["Таких проводок нет"]);
    let page = format!("/desk/ledger/entries/{entry}");
    finance.get(&page).await.shows(&["statement_q1", "Расходы на вознаграждения", "Анна Снеллинг", "q1"]);
    let account = format!("/desk/ledger/accounts/payable?currency=RUB&partner={BORIS}");
    finance.get(&account).await.shows(&["Борис и сыновья", "01.04.2026", "Отчёт агента q3"]);
    finance.get("/desk/ledger/accounts/commissions?currency=RUB").await.shows(&["Отчёт агента q2"]);
    finance.get("/desk/ledger/check").await.shows(&["Всё сходится", "ноль, как и должно быть"]);
    finance.in_english().get("/desk/ledger/check").await.shows(&["All is well"]);
}

async fn lists_go_out_as_files_of_exactly_what_is_filtered(bench) {
    filled(&bench).await;
    let finance = bench.desk(Role::Finance);
    let accounts = finance.get("/desk/ledger/export?format=csv&account=payable&q=анна").await.is(200).text();
    assert!(accounts.contains("Анна Снеллинг") && accounts.contains("1234,56"), "{accounts}");
    assert!(!accounts.contains("Борис"), "{accounts}");
    let entries = finance.in_english().get("/desk/ledger/entries/export?format=csv&q=q3").await.is(200).text();
    assert!(entries.contains("агента q3") && !entries.contains("агента q1"), "{entries}");
    let book = bench.desk(Role::Auditor).get("/desk/ledger/export?format=xlsx").await.is(200);
    assert!(book.bytes.starts_with(b"PK"));
    bench.desk(Role::Auditor).get("/desk/ledger/export?format=doc").await.is(400);
    bench.portal(ANNA, Role::PartnerOwner).get("/desk/ledger/export?format=csv").await.is(404);
}

async fn what_is_not_there_is_unknown(bench) {
    let finance = bench.desk(Role::Finance);
    finance.get("/desk/ledger/entries/entry_0000000000001").await.is(404);
    finance.get("/desk/ledger/accounts/payable?currency=RUB").await.is(404);
    finance.get("/desk/ledger/accounts/cash?currency=RUB").await.is(404);
}

async fn a_partner_sees_his_own_money_and_nothing_of_others(bench) {
    let entry = filled(&bench).await;
    let anna = bench.portal(ANNA, Role::PartnerOwner);
    anna.get("/portal/ledger").await.shows(&["Отчёт агента q1", "1\u{202f}234"]).hides(&["агента q2", "Борис"]);
    anna.get(&format!("/portal/ledger?partner={BORIS}")).await.shows(&["агента q1"]).hides(&["агента q2"]);
    anna.get("/desk/ledger").await.is(404);
    anna.get(&format!("/desk/ledger/entries/{entry}")).await.is(404);
    let boris = bench.portal(BORIS, Role::PartnerAccountant);
    boris.get("/portal/ledger").await.shows(&["Ждёт срока", "01.04.2026"]).hides(&["агента q1"]);
    bench.portal(BORIS, Role::PartnerEmployee).get("/portal/ledger").await.is(403);
    bench.desk(Role::Marketing).get("/desk/ledger").await.is(403);
    bench.stranger().get("/portal/ledger").await.is(303);
}

async fn programs_read_balances_and_entries_as_json(bench) {
    filled(&bench).await;
    let auditor = bench.desk(Role::Auditor);
    let balances = auditor.get("/api/v1/ledger/balances?account=payable").await.is(200).json();
    assert_eq!(balances["items"][0]["balance"]["amount"], "1234.56");
    assert_eq!(balances["items"][0]["partner"], ANNA.to_string());
    let entries = auditor.get("/api/v1/ledger/entries").await.is(200).json();
    assert_eq!(entries["items"].as_array().unwrap().len(), 3);
    assert_eq!(entries["items"][2]["key"], "q1");
}

}
