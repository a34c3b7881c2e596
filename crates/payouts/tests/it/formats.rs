//! In which files a batch is handed out.

use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use base::testing::staff;
use money::Currency;
use payouts::{FileFormat, Limits, LineState, NewSettings, Refusal, RegisterForm, Way};

use crate::{approve, finance, line_of, prepare, requisites, standing, two};

const COLUMNS: &str = "№ = place\r\nФамилия = last-name\r\nИмя = first-name\r\nСчёт = account\r\nСумма = amount\r\nВид = \"01\"";

fn layout<'a>(form: &'a str, columns: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Сбербанк, зарплатный проект"),
        ("form", form),
        ("has_head", "yes"),
        ("separator", ";"),
        ("decimal", ","),
        ("columns", columns),
    ]
}

on_both_engines! { crate::bench;

async fn a_batch_goes_out_in_the_columns_of_a_bank(bench) {
    two(&bench).await;
    let staff = bench.desk(Role::Finance);
    let at = "/desk/payouts/layouts";
    staff.get(at).await.shows(&["Видов реестра нет"]);
    staff.get(&format!("{at}/new")).await.shows(&["Фамилия = last-name"]);
    let odd = staff.post(&format!("{at}/new"), &layout("csv-utf8", "Счёт = account\nСумма = salary")).await.is(422);
    assert!(odd.text().contains("Строку 2 не прочитать"), "{}", odd.text());
    let odd = staff.post(&format!("{at}/new"), &layout("csv-utf8", "Счёт = account")).await.is(422);
    assert!(odd.text().contains("Не хватает или не годится: «Сумма»"), "{}", odd.text());
    staff.post(&format!("{at}/new"), &layout("csv-utf8", COLUMNS)).await.leads_on();
    staff.get(at).await.shows(&["Сбербанк, зарплатный проект", "Фамилия · Имя · Счёт"]);
    let mut work = bench.work().await;
    let kept = payouts::layouts(&mut work).await.unwrap().remove(0);
    drop(work);
    assert_eq!((kept.layout.form, kept.layout.columns.len()), (RegisterForm::CsvUtf8, 6));
    staff.get(&format!("{at}/{}", kept.id)).await.shows(&["Вид = &quot;01&quot;"]);
    let id = prepare(&bench, finance(1)).await;
    approve(&bench, id, finance(2)).await;
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["Каким файлом", "Сбербанк, зарплатный проект", "pain.001"]);
    staff.post(&format!("/desk/payouts/{id}/export"), &[("way", "gold")]).await.is(400);
    staff.post(&format!("/desk/payouts/{id}/export"), &[("way", &kept.id.to_string())]).await.leads_on();
    let file = staff.get(&format!("/desk/payouts/{id}/files/register-csv")).await.is(200);
    let text = file.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "№;Фамилия;Имя;Счёт;Сумма;Вид");
    assert!(lines[1].ends_with(";40802810500000000002;1220,00;01"), "{}", lines[1]);
    staff.get(&format!("/desk/payouts/{id}/files/1c")).await.is(404);
    staff.post(&format!("{at}/{}/drop", kept.id), &[]).await.leads_on();
    staff.get(&format!("{at}/{}", kept.id)).await.is(404);
    assert_eq!(staff.get(&format!("/desk/payouts/{id}/files/register-csv")).await.text(), text);
}

async fn a_batch_goes_out_as_iso_20022_and_once(bench) {
    two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    approve(&bench, id, finance(2)).await;
    let staff = bench.desk(Role::Finance);
    staff.post(&format!("/desk/payouts/{id}/export"), &[("way", "pain")]).await.leads_on();
    let file = staff.get(&format!("/desk/payouts/{id}/files/pain")).await.is(200);
    assert!(file.text().contains("pain.001.001.09") && file.text().contains("<CtrlSum>1270.00</CtrlSum>"), "{}", file.text());
    let again = staff.post(&format!("/desk/payouts/{id}/export"), &[("way", "1c")]).await.is(422);
    assert!(again.text().contains("реестр в состоянии «Выгружен»"));
    let mut work = bench.work().await;
    assert!(payouts::file(&mut work, id, FileFormat::BankOrders).await.unwrap().is_none());
}

async fn a_line_whose_requisites_changed_drops_out_with_the_reason(bench) {
    let (anna, boris) = two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    approve(&bench, id, finance(2)).await;
    let line = line_of(&bench, anna).await;
    move_account(&bench, anna).await;
    let staff = bench.desk(Role::Finance);
    staff.post(&format!("/desk/payouts/{id}/export"), &[]).await.leads_on();
    staff.get(&format!("/desk/payouts/{id}/lines/{line}")).await.shows(&["реквизиты изменились после подготовки реестра"]);
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["выпала, реквизиты изменились"]);
    let csv = staff.get(&format!("/desk/payouts/{id}/files/csv")).await.text();
    assert!(!csv.contains("1220.00") && csv.contains("50.00"), "{csv}");
    let mut work = bench.work().await;
    let batch = payouts::batch(&mut work, id).await.unwrap().unwrap();
    assert_eq!((batch.lines, batch.total.minor), (1, 5_000));
    assert_eq!(payouts::payouts_of(&mut work, anna, 1).await.unwrap()[0].line.state, LineState::Removed);
    drop(work);
    assert_eq!(standing(&bench, anna).await, (122_000, 0));
    assert_eq!(standing(&bench, boris).await, (0, 5_000));
}

async fn payouts_to_changed_requisites_wait_for_the_hours_and_a_second_person(bench) {
    let (anna, _) = two(&bench).await;
    let mut work = bench.site.begin(finance(1)).await.unwrap();
    work.actor = staff(Role::PartnerManager);
    let moved = partners::Requisites { account: "40802810500000000099".into(), ..requisites("ИП Ёлкина Анна Петровна") };
    partners::change_requisites(&mut work, anna, moved).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Finance);
    desk.get("/desk/payouts/new").await.shows(&["выплата на новый счёт ждёт до 04.03.2026"]);
    bench.portal(anna, Role::PartnerOwner).get("/portal/payouts").await.shows(&["выплата на новый счёт ждёт до"]);
    bench.site.clock.advance(jiff::ToSpan::hours(72));
    desk.get("/desk/payouts/new").await.shows(&["их должен подтвердить второй человек"]);
    let mut work = bench.work_as(Role::Owner).await;
    partners::confirm_requisites(&mut work, anna).await.unwrap();
    work.commit().await.unwrap();
    desk.get("/desk/payouts/new").await.hides(&["их должен подтвердить второй человек", "ждёт до"]);
    let id = prepare(&bench, finance(1)).await;
    let mut work = bench.work().await;
    assert_eq!(payouts::batch(&mut work, id).await.unwrap().unwrap().lines, 2);
}

async fn no_more_goes_out_than_the_limits_say(bench) {
    let (anna, _) = two(&bench).await;
    let limit = |line, batch, day| vec![(Currency::RUB, Limits { line, batch, day })];
    let id = prepare(&bench, finance(1)).await;
    let owner = bench.desk(Role::Owner);
    set_limits(&bench, limit(Some(121_999), None, None)).await;
    let refused = owner.post(&format!("/desk/payouts/{id}/approve"), &[]).await.is(422);
    assert!(refused.text().contains("Лимит одной выплаты"), "{}", refused.text());
    set_limits(&bench, limit(Some(122_000), Some(127_000), Some(130_000))).await;
    owner.post(&format!("/desk/payouts/{id}/approve"), &[]).await.leads_on();
    let key = [("way", "1c"), ("key", "one")];
    owner.post(&format!("/desk/payouts/{id}/export"), &key).await.leads_on();
    owner.post(&format!("/desk/payouts/{id}/export"), &key).await.leads_on();
    owner.post(&format!("/desk/payouts/{id}/export"), &[("key", "another")]).await.is(422);
    crate::earn(&bench, anna, crate::rub(3_001), None).await;
    let next = prepare(&bench, finance(1)).await;
    owner.post(&format!("/desk/payouts/{next}/approve"), &[]).await.leads_on();
    let refused = owner.post(&format!("/desk/payouts/{next}/export"), &[]).await.is(422);
    assert!(refused.text().contains("Лимит дня"), "{}", refused.text());
    bench.site.clock.advance(jiff::ToSpan::hours(24));
    owner.post(&format!("/desk/payouts/{next}/export"), &[]).await.leads_on();
}

async fn a_batch_goes_out_with_a_code_of_the_second_factor(bench) {
    two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    approve(&bench, id, finance(2)).await;
    let user = staff(Role::Finance).user().unwrap();
    let mut work = bench.work().await;
    let sql = "insert into people_users (id, email, email_key, name, role, company, state, created_at)
               values ($1, 'v@x.ru', 'v@x.ru', 'Вера', 'finance', '', 'active', 0)";
    work.run(sql, base::args![user]).await.unwrap();
    let sql = "insert into people_factors (user_id, secret, made_at, confirmed_at, last_step) values ($1, $2, 0, 1, 0)";
    let secret = b"12345678901234567890";
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    work.run(sql, base::args![user, hex]).await.unwrap();
    work.commit().await.unwrap();
    let desk = bench.desk(Role::Finance);
    let at = format!("/desk/payouts/{id}/export");
    desk.get(&format!("/desk/payouts/{id}")).await.shows(&["Код второго фактора"]);
    assert!(desk.post(&at, &[]).await.is(422).text().contains("введите код второго фактора"));
    assert!(desk.post(&at, &[("code", "000000")]).await.is(422).text().contains("Код не подошёл"));
    let code = people::rules::totp::code(secret, bench.site.clock.now().as_second() / 30);
    let code = format!("{code:06}");
    let fields = [("code", code.as_str()), ("key", "one")];
    desk.post(&at, &fields).await.leads_on();
    desk.post(&at, &fields).await.leads_on();
    let actor = staff(Role::Finance);
    assert!(people::prove_factor(&bench.site, actor, &code).await.is_err(), "a code is good once");
}

async fn nothing_goes_out_when_every_line_drops_out(bench) {
    let (anna, boris) = two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    approve(&bench, id, finance(2)).await;
    move_account(&bench, anna).await;
    move_account(&bench, boris).await;
    let mut work = bench.site.begin(finance(1)).await.unwrap();
    let refused = payouts::export_as(&mut work, id, Way::Pain).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::NothingLeft))));
    drop(work);
    assert_eq!(standing(&bench, anna).await, (0, 122_000));
}

}

async fn move_account(bench: &base::testing::Bench, partner: base::access::PartnerId) {
    let mut work = bench.work().await;
    let moved =
        partners::Requisites { account: "40802810500000000099".into(), ..requisites("ИП Другая") };
    partners::change_requisites(&mut work, partner, moved).await.unwrap();
    work.commit().await.unwrap();
}

async fn set_limits(bench: &base::testing::Bench, limits: Vec<(Currency, Limits)>) {
    let mut work = bench.work().await;
    let (payer, purpose) = (crate::payer(), String::new());
    let new = NewSettings {
        payer,
        purpose,
        minimums: Vec::new(),
        limits,
        hold_hours: None,
        needs_factor: None,
        is_sure: true,
    };
    payouts::save_settings(&mut work, new).await.unwrap();
    work.commit().await.unwrap();
}
