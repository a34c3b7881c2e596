//! Whatever is posted in whatever order, all accounts add up to nothing and no balance lies.

use base::access::PartnerId;
use base::on_both_engines;
use ledger::{Account, NewEntry, Transfer, balance, check, currencies, post_many};
use money::{Currency, Money};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const CASES: usize = 40;

fn account() -> impl Strategy<Value = Account> {
    let partner = (1_i64..5).prop_map(PartnerId);
    prop_oneof![
        Just(Account::Commissions),
        Just(Account::Bank),
        partner.clone().prop_map(Account::Payable),
        partner.prop_map(Account::InPayout),
    ]
}

fn transfer() -> impl Strategy<Value = (Account, Account, i64)> {
    (account(), account(), 1_i64..1_000_000_000)
        .prop_filter("two sides", |(debit, credit, _)| debit != credit)
}

/// The number of a key, the currency, and the transfers of an entry; keys come up again and again.
type Plan = (u8, bool, Vec<(Account, Account, i64)>);

fn plan() -> impl Strategy<Value = Vec<Plan>> {
    vec((0_u8..40, any::<bool>(), vec(transfer(), 1..5)), 1..25)
}

fn entry(case: usize, (key, roubles, transfers): &Plan) -> (NewEntry, Vec<Transfer>) {
    let currency = if *roubles { Currency::RUB } else { Currency::USD };
    let transfers: Vec<Transfer> = transfers
        .iter()
        .map(|(debit, credit, minor)| Transfer {
            debit: *debit,
            credit: *credit,
            amount: Money::new(*minor, currency),
            available_on: None,
        })
        .collect();
    (NewEntry { key: format!("{case}:{key}"), ..crate::entry("any") }, transfers)
}

on_both_engines! { crate::bench;

async fn all_accounts_add_up_to_nothing_and_stored_equals_recomputed(bench) {
    let mut runner = TestRunner::deterministic();
    for case in 0..CASES {
        let plans = plan().new_tree(&mut runner).unwrap().current();
        let mut first: std::collections::BTreeMap<u8, Plan> = std::collections::BTreeMap::new();
        // Whoever uses a key again means the same entry.
        let again: Vec<Plan> = plans.iter().map(|plan| first.entry(plan.0).or_insert(plan.clone()).clone()).collect();
        let (left, right) = again.split_at(again.len() / 2);
        for half in [left, right] {
            let entries: Vec<_> = half.iter().map(|plan| entry(case, plan)).collect();
            let mut work = bench.work().await;
            post_many(&mut work, &entries).await.unwrap();
            work.commit().await.unwrap();
        }
        let mut work = bench.work().await;
        assert_eq!(check(&mut work).await.unwrap(), []);
        for currency in currencies(&mut work).await.unwrap() {
            let mut sum = balance(&mut work, Account::Commissions, currency).await.unwrap().minor
                + balance(&mut work, Account::Bank, currency).await.unwrap().minor;
            for partner in (1..5).map(PartnerId) {
                sum += balance(&mut work, Account::Payable(partner), currency).await.unwrap().minor;
                sum += balance(&mut work, Account::InPayout(partner), currency).await.unwrap().minor;
            }
            assert_eq!(sum, 0, "{currency} after case {case}");
        }
    }
}

}
