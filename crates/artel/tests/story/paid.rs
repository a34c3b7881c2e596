//! From a closed quarter to the bank's file, by the command line: two people, one batch, and money that is nowhere twice.

use artel::house;
use base::access::Actor;
use base::clock::Clock;
use base::db::EngineName;
use base::work::{Config, Work};
use partners::{LegalForm, Requisites, Vat};
use payouts::{NewSettings, Party};
use people::NewUser;
use serde_json::Value;

use crate::harness::{Artel, books, number, trade, wait};

const PARTNERS: usize = 6;

/// Gives every partner requisites, the vendor his own, and adds Vera and Boris of finance.
async fn settle_in(work: &mut Work) {
    for partner in partners::all(work).await.expect("partners") {
        let requisites = Requisites {
            name: format!("ИП {}", partner.name),
            inn: "541011749265".into(),
            account: "40802810500000000002".into(),
            bic: "044525225".into(),
            bank: "ПАО Сбербанк".into(),
            corr_account: "30101810400000000225".into(),
            vat: Vat::Without,
            override_reason: "compared with the bank's papers".into(),
            ..Requisites::empty(LegalForm::Entrepreneur)
        };
        partners::change_requisites(work, partner.id, requisites).await.expect("requisites");
    }
    let payer = Party {
        name: "ООО «Чайники»".into(),
        inn: "7707083893".into(),
        kpp: "773601001".into(),
        account: "40702810900000000001".into(),
        bic: "044525225".into(),
        bank: "ПАО Сбербанк".into(),
        corr_account: "30101810400000000225".into(),
    };
    let new = NewSettings {
        payer,
        purpose: String::new(),
        minimums: Vec::new(),
        hold_hours: None,
        needs_factor: None,
        limits: Vec::new(),
        is_sure: true,
    };
    payouts::save_settings(work, new).await.expect("the vendor's requisites");
    for name in ["vera", "boris"] {
        let (email, role) = (format!("{name}@example.org"), "finance".into());
        let new = NewUser { email, name: name.into(), role, partner: None, company: String::new() };
        people::add_user(work, &new, "not a hash, so nobody signs in with it").await.expect("a user");
    }
}

fn trading() -> Option<Artel> {
    let artel = Artel::fresh(EngineName::Sqlite)?;
    trade::found(&artel, PARTNERS);
    artel.does(&["import", "sales", &trade::sales(&artel, PARTNERS, 300)]);
    artel.does(&["close", "--program", trade::PROGRAM, "--period", trade::QUARTER]);
    wait(async {
        let site =
            house::open(&artel.database, Config::default(), Clock::Real).await.expect("the site opens");
        let mut work = site.begin(Actor::System("story")).await.expect("a transaction");
        settle_in(&mut work).await;
        work.commit().await.expect("a commit");
    });
    Some(artel)
}

#[test]
fn a_batch_goes_to_the_bank_when_a_second_person_has_approved_it() {
    let Some(artel) = trading() else { return };
    let vera = ["--as", "vera@example.org"];
    let batch = |words: &[&str], more: &[&str]| artel.run(&[&["--json", "payouts"], words, more].concat());

    let prepared: Value =
        serde_json::from_str(&batch(&["prepare", "--currency", "RUB"], &vera).out).expect("a batch");
    assert_eq!(
        (&prepared["state"], &prepared["lines"]),
        (&"prepared".into(), &PARTNERS.into()),
        "{prepared}"
    );
    batch(&["approve", "1"], &vera).says(3, &["payouts-refusal-own-batch"]);
    batch(&["approve", "1"], &[]).says(3, &["payouts-refusal-no-person"]);
    batch(&["approve", "1"], &["--as", "nobody@example.org"]).says(1, &["nobody of the staff"]);
    batch(&["export", "1"], &vera).says(3, &["payouts-refusal"]);
    batch(&["approve", "1"], &["--as", "boris@example.org"]).says(0, &["approved"]);
    batch(&["export", "1"], &vera).says(0, &["exported"]);
    let files = |ending: &str| {
        let mut all =
            std::fs::read_dir(&artel.folder).expect("the folder").flatten().map(|entry| entry.path());
        let found = all.find(|path| {
            path.to_string_lossy().ends_with(ending) && !path.to_string_lossy().contains("sales")
        });
        std::fs::read(found.unwrap_or_else(|| panic!("no file *{ending}"))).expect("a file")
    };
    let orders = files(".txt");
    let (text, _, broken) = encoding_rs::WINDOWS_1251.decode(&orders);
    assert!(!broken && text.starts_with("1CClientBankExchange"), "{text}");
    assert_eq!(text.matches("СекцияДокумент=Платежное поручение").count(), PARTNERS, "{text}");
    batch(&["export", "1"], &vera).says(0, &["exported"]);
    assert_eq!(files(".txt"), orders, "an exported batch is written as it was");
    batch(&["cancel", "1", "--reason", "too late"], &vera).says(3, &["payouts-refusal"]);
    batch(&["paid", "1"], &vera).says(0, &["\"paid\""]);
    batch(&["prepare", "--currency", "RUB"], &vera).says(3, &["payouts-refusal-nothing-to-pay"]);

    let books = books(&artel);
    let paid = "select cast(sum(amount_minor) as bigint) from ledger_transfers where credit_account = 'bank'";
    assert_eq!(number(&artel, paid), books.stated_minor, "what was stated is what was paid");
    let owed = "select cast(sum(abs(amount_minor)) as bigint) from ledger_balances where account in ('payable', 'in-payout')";
    assert_eq!(number(&artel, owed), 0);
}
