use base::access::{Actor, PartnerId, Role, UserId};
use base::args;
use base::failure::Stop;
use base::on_both_engines;
use base::testing::{Bench, staff};
use partners::{LegalForm, Refusal, Requisites};

use crate::{dealer, happened};

/// Published requisites with an account whose key fits.
const FIT: [(&str, &str); 9] = [
    ("form", "company"),
    ("name", "ПАО Сбербанк"),
    ("inn", "7707083893"),
    ("kpp", "773601001"),
    ("bic", "044525225"),
    ("account", "4070 2810 0000 0000 0001"),
    ("bank", "Сбербанк"),
    ("corr_account", "30101810400000000225"),
    ("vat", "general"),
];

fn with(field: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    FIT.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect()
}

/// An account whose ninth digit is its right key.
fn keyed() -> &'static str {
    let numbers = (0..10).map(|key| format!("40702810{key}00000000001"));
    let fits = |number: &String| partners::rules::account(number, "044525225", false).is_ok();
    numbers.into_iter().find(fits).expect("one of ten keys fits").leak()
}

on_both_engines! { crate::desk;

async fn requisites_are_written_and_every_version_is_kept(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/requisites");
    manager.get(&path).await.shows(&["value=\"Ромашка\"", "Расчётный счёт"]);
    manager.post(&path, &with("account", keyed())).await.leads_on();
    let first = partners::requisites_of(&mut bench.work().await, id).await.unwrap().unwrap();
    assert_eq!((first.account.as_str(), first.missing_for_payment()), (keyed(), vec![]));
    manager.post(&path, &[with("account", keyed()), vec![("bank", "ПАО «Сбербанк»")]].concat().into_iter().rev().collect::<Vec<_>>()).await.leads_on();
    let versions = partners::store::requisites_versions(&mut bench.work().await, id).await.unwrap();
    assert_eq!(versions.iter().map(|version| version.requisites.bank.as_str()).collect::<Vec<_>>(), ["ПАО «Сбербанк»", "Сбербанк"]);
    assert!(versions.iter().all(|version| version.by.is_some()));
    assert_ne!(versions[0].requisites.hash(), versions[1].requisites.hash());
    manager.get(&path).await.shows(&["Как реквизиты менялись", keyed()]);
    manager.get(&format!("/desk/partners/{id}/timeline")).await.shows(&["счёт прежний", "в том числе счёт", "Все цифры сходятся"]);
    manager.get("/desk/partners?q=7707083893").await.shows(&["Ромашка"]);
}

async fn a_new_vat_mode_counts_from_its_day(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/requisites");
    manager.post(&path, &with("vat", "none")).await.is(422);
    let fields = [with("account", keyed()), vec![("vat", "none")]].concat();
    let fields: Vec<_> = fields.into_iter().rev().collect();
    manager.post(&path, &fields).await.leads_on();
    let odd = [with("account", keyed()), vec![("tax_since", "позавчера")]].concat();
    manager.post(&path, &odd).await.is(422);
    manager.post(&path, &[with("account", keyed()), vec![("tax_since", "2026-07-01")]].concat()).await.leads_on();
    let mut work = bench.work().await;
    let mut vat = Vec::new();
    for on in ["2026-06-30", "2026-07-01"] {
        vat.push(partners::standing_on(&mut work, id, on.parse().unwrap()).await.unwrap().unwrap().vat.name());
    }
    assert_eq!(vat, ["none", "general"]);
    drop(work);
    manager.get(&format!("/desk/partners/{id}")).await.shows(&["Налоговый режим действует с", "НДС по общей ставке"]);
}

async fn the_same_requisites_again_are_no_new_version(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/requisites");
    manager.post(&path, &with("account", keyed())).await.leads_on();
    manager.post(&path, &with("account", keyed())).await.leads_on();
    assert_eq!(partners::store::requisites_versions(&mut bench.work().await, id).await.unwrap().len(), 1);
}

async fn a_wrong_digit_is_named_and_what_was_typed_stays(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::PartnerManager);
    let page = manager.post(&format!("/desk/partners/{id}/requisites"), &with("inn", "7707083894")).await.is(422).text();
    assert!(page.contains("10-я цифра должна быть 3, а стоит 4"), "{page}");
    assert!(page.contains("value=\"7707083894\""));
    assert_eq!(partners::requisites_of(&mut bench.work().await, id).await.unwrap(), None);
}

async fn a_wrong_tax_number_is_not_kept_with_any_reason(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let mut work = bench.work().await;
    let wrong = Requisites {
        name: "Ромашка".into(), inn: "7707083894".into(), override_reason: "так надо".into(),
        ..Requisites::empty(LegalForm::Company)
    };
    let refused = partners::change_requisites(&mut work, id, wrong).await.unwrap_err();
    assert!(matches!(refused, Stop::Refused(Refusal::RequisitesWrong { findings }) if findings.len() == 1));
}

async fn an_account_that_breaks_the_key_is_kept_with_a_reason(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let manager = bench.desk(Role::Owner);
    let path = format!("/desk/partners/{id}/requisites");
    let wrong = with("account", "40702810999999999999");
    let page = manager.post(&path, &wrong).await.is(422).text();
    assert!(page.contains("счёт не подходит к БИК") && page.contains("Почему оставить как есть"), "{page}");
    manager.post(&path, &[wrong, vec![("override_reason", "подтвердил банк")]].concat()).await.leads_on();
    manager.get(&format!("/desk/partners/{id}")).await.shows(&["Цифры не сходятся", "подтвердил банк"]);
    manager.get(&format!("/desk/partners/{id}/timeline")).await.shows(&["оставлены как есть: ", "подтвердил банк"]);
}

async fn a_reason_without_need_is_forgotten(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let fields = [with("account", keyed()), vec![("override_reason", "на всякий случай")]].concat();
    bench.desk(Role::Owner).post(&format!("/desk/partners/{id}/requisites"), &fields).await.leads_on();
    let kept = partners::requisites_of(&mut bench.work().await, id).await.unwrap().unwrap();
    assert_eq!(kept.override_reason, "");
}

async fn the_partner_writes_his_own_requisites(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let accountant = bench.portal(id, Role::PartnerAccountant);
    accountant.get("/portal/partners").await.shows(&["мы не знаем, куда вам платить"]);
    accountant.post("/portal/partners/requisites", &with("account", keyed())).await.leads_on();
    accountant.get("/portal/partners").await.shows(&[keyed(), "ПАО Сбербанк"]);
    accountant.get("/portal/partners/requisites").await.shows(&["value=\"7707083893\""]);
    assert_eq!(happened(&bench, id).await[0], "partners.requisites-changed");
}

}

/// Whoever acts in a role signs in with this password.
async fn with_password(bench: &Bench, actor: Actor, partner: Option<PartnerId>) {
    let hash = people::hash_password("сложный-пароль-1").await.unwrap();
    let user = actor.user().unwrap();
    let mut work = bench.work().await;
    let sql = "insert into people_users (id, email, email_key, name, role, partner_id, company, password_hash, state, created_at)
               values ($1, $2, $2, 'Вера', 'owner', $3, '', $4, 'active', 0)";
    work.run(sql, args![user, format!("u{}@artel.example", user.0), partner, hash]).await.unwrap();
    work.commit().await.unwrap();
}

fn other_account(password: &str) -> Vec<(&str, &str)> {
    let moved = [("account", "40702810900000000077"), ("override_reason", "сверено"), ("password", password)];
    FIT.into_iter().filter(|(name, _)| *name != "account").chain(moved).collect()
}

on_both_engines! { crate::desk;

async fn money_goes_elsewhere_only_with_the_password_and_the_old_contacts_hear_of_it(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let mut work = bench.work().await;
    partners::add_contact(&mut work, id, crate::vera()).await.unwrap();
    work.commit().await.unwrap();
    let manager = bench.desk(Role::PartnerManager);
    let path = format!("/desk/partners/{id}/requisites");
    manager.post(&path, &with("account", keyed())).await.leads_on();
    assert!(base::letters::outbox(&mut bench.work().await, 10).await.unwrap().is_empty(), "the first are no change");
    with_password(&bench, staff(Role::PartnerManager), None).await;
    for wrong in ["", "сложный-пароль-2"] {
        let refused = manager.post(&path, &other_account(wrong)).await.is(422);
        assert!(refused.text().contains("Пароль не подошёл"), "{wrong}");
    }
    manager.post(&path, &other_account("сложный-пароль-1")).await.leads_on();
    let letters = base::letters::outbox(&mut bench.work().await, 10).await.unwrap();
    let [letter] = &letters[..] else { panic!("one letter, not {}", letters.len()) };
    assert_eq!(letter.recipient, crate::vera().email);
    assert!(letter.body.contains("Прежний счёт оканчивался на 0001"), "{}", letter.body);
    manager.get(&format!("/desk/partners/{id}")).await.shows(&["Новые реквизиты не подтверждены"]);
    let confirm = format!("{path}/confirm");
    manager.get(&path).await.shows(&["подтвердить их должен другой человек"]);
    assert!(manager.post(&confirm, &[]).await.is(422).text().contains("не тот, кто их изменил"));
    let owner = bench.desk(Role::Owner);
    owner.get(&path).await.shows(&["Подтвердить реквизиты"]);
    owner.post(&confirm, &[]).await.leads_on();
    assert!(owner.post(&confirm, &[]).await.is(422).text().contains("Подтверждать нечего"));
    owner.get(&format!("/desk/partners/{id}")).await.hides(&["Новые реквизиты не подтверждены"]);
    assert!(happened(&bench, id).await.iter().any(|event| event == "partners.requisites-confirmed"));
}

async fn the_partner_types_his_password_too(bench) {
    let id = dealer(&bench, "Ромашка").await;
    let own = bench.portal(id, Role::PartnerOwner);
    own.post("/portal/partners/requisites", &with("account", keyed())).await.leads_on();
    own.get("/portal/partners/requisites").await.shows(&["Ваш пароль"]);
    own.post("/portal/partners/requisites", &other_account("сложный-пароль-1")).await.is(422);
    let actor = Actor::Partner { user: UserId(2000 + id.0 % 1000), partner: id, acts: Role::PartnerOwner.acts() };
    with_password(&bench, actor, Some(id)).await;
    own.post("/portal/partners/requisites", &other_account("сложный-пароль-1")).await.leads_on();
    let guard = partners::requisites_guard(&mut bench.work().await, id).await.unwrap().unwrap();
    assert!(!guard.is_confirmed && guard.changed_by == actor.user());
}

async fn an_account_of_two_partners_is_flagged(bench) {
    let (rose, lily) = (dealer(&bench, "Роза").await, dealer(&bench, "Лилия").await);
    let manager = bench.desk(Role::PartnerManager);
    manager.get("/desk/partners/shared").await.shows(&["Общих счетов нет"]);
    manager.post(&format!("/desk/partners/{rose}/requisites"), &with("account", keyed())).await.leads_on();
    manager.get(&format!("/desk/partners/{rose}")).await.hides(&["Тот же счёт у других"]);
    manager.post(&format!("/desk/partners/{lily}/requisites"), &with("account", keyed())).await.leads_on();
    manager.get(&format!("/desk/partners/{rose}")).await.shows(&["Тот же счёт у других", "Лилия"]);
    manager.get("/desk/partners/shared").await.shows(&["Роза", "Лилия", keyed()]);
}

}
