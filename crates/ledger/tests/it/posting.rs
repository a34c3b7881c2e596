//! Posting, balances and what the database refuses.

use base::args;
use base::on_both_engines;
use ledger::{
    Account, MovementFilter, Payable, balance, check, holdings_of, movements_of, payable, post, post_many,
};
use money::Currency;

use crate::{ANNA, BORIS, accrual, clawback, day, entry, rub};

on_both_engines! { crate::bench;

async fn what_is_earned_is_owed(bench) {
    let mut work = bench.work().await;
    post(&mut work, entry("q1"), &[accrual(ANNA, rub(10_000), None), accrual(BORIS, rub(5_000), None)]).await.unwrap();
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    assert_eq!(balance(&mut work, Account::Payable(ANNA), Currency::RUB).await.unwrap(), rub(10_000));
    assert_eq!(balance(&mut work, Account::Commissions, Currency::RUB).await.unwrap(), rub(-15_000));
    assert_eq!(balance(&mut work, Account::Bank, Currency::RUB).await.unwrap(), rub(0));
    assert_eq!(check(&mut work).await.unwrap(), []);
}

async fn posting_twice_with_one_key_posts_once(bench) {
    let mut work = bench.work().await;
    let first = post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
    let again = post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), Some("2026-05-01"))]).await.unwrap();
    assert!(first.new && !again.new);
    assert_eq!(first.entry, again.entry);
    let both = post_many(&mut work, &[
        (entry("q2"), vec![accrual(ANNA, rub(5), None)]),
        (entry("q1"), vec![accrual(ANNA, rub(100), None)]),
        (entry("q2"), vec![accrual(ANNA, rub(5), None)]),
    ]).await.unwrap();
    assert_eq!(both.iter().map(|posted| posted.new).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(balance(&mut work, Account::Payable(ANNA), Currency::RUB).await.unwrap(), rub(105));
    assert_eq!(check(&mut work).await.unwrap(), []);
}

async fn one_key_for_two_different_entries_is_a_failure(bench) {
    let mut work = bench.work().await;
    post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
    let other = post(&mut work, entry("q1"), &[accrual(ANNA, rub(101), None)]).await.unwrap_err();
    assert!(other.to_string().contains("q1"), "{other}");
}

async fn what_waits_is_owed_and_not_available(bench) {
    let mut work = bench.work().await;
    post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None), accrual(BORIS, rub(70), Some("2026-04-01"))]).await.unwrap();
    post(&mut work, entry("q2"), &[accrual(ANNA, rub(60), Some("2026-03-02"))]).await.unwrap();
    post(&mut work, entry("q3"), &[clawback(BORIS, rub(20))]).await.unwrap();
    let early = payable(&mut work, Currency::RUB, day("2026-03-01")).await.unwrap();
    let anna = Payable { partner: ANNA, balance: rub(160), available: rub(100), waits_until: Some(day("2026-03-02")) };
    let boris = Payable { partner: BORIS, balance: rub(50), available: rub(-20), waits_until: Some(day("2026-04-01")) };
    assert_eq!(early, [anna, boris]);
    let later = payable(&mut work, Currency::RUB, day("2026-04-01")).await.unwrap();
    assert_eq!(later.iter().map(|one| one.available).collect::<Vec<_>>(), [rub(160), rub(50)]);
    let holding = holdings_of(&mut work, ANNA, day("2026-03-01")).await.unwrap();
    assert_eq!((holding[0].payable, holding[0].available), (rub(160), rub(100)));
    assert_eq!(payable(&mut work, Currency::USD, day("2026-03-01")).await.unwrap(), []);
}

async fn a_partner_with_whom_all_is_settled_is_left_out(bench) {
    let mut work = bench.work().await;
    post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
    post(&mut work, entry("q2"), &[clawback(ANNA, rub(100))]).await.unwrap();
    assert_eq!(payable(&mut work, Currency::RUB, day("2026-03-01")).await.unwrap(), []);
    let list = movements_of(&mut work, ANNA, &MovementFilter::default(), 1).await.unwrap();
    let changes: Vec<_> = list.iter().map(|movement| movement.change_of(Account::Payable(ANNA))).collect();
    assert_eq!(changes, [rub(-100), rub(100)]);
    assert!(movements_of(&mut work, BORIS, &MovementFilter::default(), 1).await.unwrap().is_empty());
}

async fn ten_thousand_partners_go_in_at_once(bench) {
    let batch: Vec<_> = (1..=10_000).map(|number| {
        let partner = base::access::PartnerId(number);
        (entry(&format!("q1:{number}")), vec![accrual(partner, rub(number), None)])
    }).collect();
    let mut work = bench.work().await;
    let posted = post_many(&mut work, &batch).await.unwrap();
    assert!(posted.iter().all(|posted| posted.new));
    work.commit().await.unwrap();
    let mut work = bench.work().await;
    let again = post_many(&mut work, &batch).await.unwrap();
    assert!(again.iter().zip(&posted).all(|(again, posted)| !again.new && again.entry == posted.entry));
    assert_eq!(balance(&mut work, Account::Commissions, Currency::RUB).await.unwrap(), rub(-10_000 * 10_001 / 2));
    assert_eq!(payable(&mut work, Currency::RUB, day("2026-03-01")).await.unwrap().len(), 10_000);
}

async fn closes_that_race_post_once(bench) {
    let mut clients = Vec::new();
    for _ in 0..6 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(base::access::Actor::System("test")).await.unwrap();
            let batch: Vec<_> = (1..=40).map(|number| {
                let partner = base::access::PartnerId(number);
                (entry(&format!("q1:{number}")), vec![accrual(partner, rub(10), None)])
            }).collect();
            let posted = post_many(&mut work, &batch).await.unwrap();
            work.commit().await.unwrap();
            posted.iter().filter(|posted| posted.new).count()
        }));
    }
    let mut new = 0;
    for client in clients {
        new += client.await.unwrap();
    }
    assert_eq!(new, 40);
    let mut work = bench.work().await;
    assert_eq!(balance(&mut work, Account::Commissions, Currency::RUB).await.unwrap(), rub(-400));
    assert_eq!(check(&mut work).await.unwrap(), []);
}

async fn the_database_refuses_to_change_or_delete_what_was_posted(bench) {
    let mut work = bench.work().await;
    post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
    work.commit().await.unwrap();
    let tries = [
        "update ledger_entries set amount_minor = amount_minor + 1",
        "delete from ledger_entries",
        "update ledger_transfers set amount_minor = amount_minor + 1",
        "update ledger_transfers set debit_account = 'bank'",
        "delete from ledger_transfers",
    ];
    for sql in tries {
        let mut work = bench.work().await;
        let refused = work.run(sql, vec![]).await.unwrap_err();
        assert!(refused.to_string().contains("takes new rows only"), "{sql}: {refused}");
    }
    let mut work = bench.work().await;
    assert_eq!(balance(&mut work, Account::Payable(ANNA), Currency::RUB).await.unwrap(), rub(100));
}

async fn the_database_refuses_what_does_not_balance(bench) {
    let mut work = bench.work().await;
    let posted = post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
    work.commit().await.unwrap();
    let sql = "insert into ledger_transfers (id, entry_id, debit_account, debit_partner_id, credit_account, credit_partner_id,
                 currency, amount_minor) values ($1, $2, $3, $4, $5, $6, 'RUB', $7)";
    let cases = [
        (args![1, posted.entry, "commissions", 0, "payable", 7, 0], "ledger_transfer_is_positive"),
        (args![1, posted.entry, "commissions", 0, "payable", 7, -5], "ledger_transfer_is_positive"),
        (args![1, posted.entry, "bank", 0, "bank", 0, 5], "ledger_transfer_has_two_sides"),
        (args![1, posted.entry, "payable", 0, "bank", 0, 5], "ledger_debit_account"),
        (args![1, posted.entry, "bank", 0, "cash", 0, 5], "ledger_credit_account"),
    ];
    for (args, constraint) in cases {
        let mut work = bench.work().await;
        let refused = work.run(sql, args).await.unwrap_err();
        assert!(refused.is_constraint(constraint), "{refused}");
    }
}

async fn a_balance_that_was_tampered_with_is_found(bench) {
    let mut work = bench.work().await;
    post(&mut work, entry("q1"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
    work.run("update ledger_balances set amount_minor = 90 where account = 'payable'", vec![]).await.unwrap();
    let found = check(&mut work).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].account, found[0].stored, found[0].counted), (Account::Payable(ANNA), rub(90), rub(100)));
}

}
