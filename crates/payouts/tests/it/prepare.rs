//! Preparing a batch.

use base::access::Role;
use base::failure::Stop;
use base::on_both_engines;
use money::Currency;
use partners::PartnerStatus;
use payouts::{BatchState, LineState, Refusal};

use crate::{
    day, earn, exported, finance, in_bank, partner, prepare, requisites, rub, set_payer, standing, two,
};

on_both_engines! { crate::bench;

async fn whoever_can_be_paid_is_in_and_the_money_is_moved_aside(bench) {
    let (anna, boris) = two(&bench).await;
    let page = bench.desk(Role::Finance).get("/desk/payouts/new").await;
    page.shows(&["Анна", "Борис", "Подготовить реестр", "1\u{202f}270"]);
    let to = bench.desk(Role::Finance).post("/desk/payouts", &[("currency", "RUB")]).await.leads_on();
    assert!(to.starts_with("/desk/payouts/batch_"), "{to}");
    bench.desk(Role::Finance).get(&to).await.shows(&["Реестр № 1", "Ждёт утверждения", "Анна", "Войдут все"]);
    bench.desk(Role::Finance).in_english().get(&to).await.shows(&["Batch No. 1", "Awaits approval"]);
    assert_eq!(standing(&bench, anna).await, (0, 122_000));
    assert_eq!(standing(&bench, boris).await, (0, 5_000));
    bench.desk(Role::Finance).get("/desk/payouts").await.shows(&["Реестр № 1"]);
    bench.desk(Role::Finance).get("/desk/payouts?state=paid").await.shows(&["Реестров нет"]);
    let file = bench.desk(Role::Auditor).get("/desk/payouts/export?format=csv&state=prepared").await.is(200).text();
    assert!(file.contains("1270,00"), "{file}");
    assert!(!bench.desk(Role::Auditor).get("/desk/payouts/export?format=csv&state=paid").await.text().contains("1270"));
    bench.desk(Role::Auditor).get("/desk/payouts/export?format=doc").await.is(400);
}

async fn everybody_left_out_is_told_why(bench) {
    let (anna, _) = two(&bench).await;
    set_payer(&bench, 10_000).await;
    let poor = partner(&bench, "Вера", None).await;
    earn(&bench, poor, rub(20_000), None).await;
    let early = partner(&bench, "Глеб", Some(requisites("ИП Глеб"))).await;
    earn(&bench, early, rub(20_000), Some(day("2026-04-01"))).await;
    let odd = partner(&bench, "Дина", Some(requisites("ИП 東京"))).await;
    earn(&bench, odd, rub(20_000), None).await;
    let gone = partner(&bench, "Егор", Some(requisites("ИП Егор"))).await;
    earn(&bench, gone, rub(20_000), None).await;
    let mut work = bench.work().await;
    partners::change_status(&mut work, gone, PartnerStatus::Suspended, "проверка").await.unwrap();
    work.commit().await.unwrap();
    let id = prepare(&bench, finance(1)).await;
    let page = bench.desk(Role::Auditor).get(&format!("/desk/payouts/{id}")).await;
    page.shows(&[
        "меньше наименьшей выплаты", "партнёр не указал реквизиты", "станут доступны 01.04.2026",
        "поле «Наименование»: 東", "партнёр не активен",
    ]);
    assert_eq!(standing(&bench, anna).await, (0, 122_000));
    assert_eq!(standing(&bench, poor).await, (20_000, 0));
    let whole = bench.desk(Role::Auditor).get(&format!("/api/v1/payouts/{id}")).await.is(200).json();
    assert_eq!(whole["left_out"].as_array().unwrap().len(), 5);
    assert_eq!(whole["left_out"][0]["reason"]["why"], "below-minimum");
    assert_eq!(whole["lines"]["items"][0]["amount"]["amount"], "1220.00");
    assert_eq!(bench.desk(Role::Auditor).get("/api/v1/payouts").await.json()["items"][0]["state"], "prepared");
}

async fn without_the_vendors_requisites_no_roubles_go(bench) {
    let anna = partner(&bench, "Анна", Some(requisites("ИП Анна"))).await;
    earn(&bench, anna, rub(100), None).await;
    bench.desk(Role::Finance).get("/desk/payouts/new?currency=RUB").await.shows(&["нужны реквизиты вашей компании"]);
    let again = bench.desk(Role::Finance).post("/desk/payouts", &[("currency", "RUB")]).await.is(422);
    assert!(again.text().contains("Сначала заполните реквизиты компании"));
    assert_eq!(standing(&bench, anna).await, (100, 0));
}

async fn two_who_prepare_at_once_never_take_the_same_money(bench) {
    let (anna, boris) = two(&bench).await;
    let mut clients = Vec::new();
    for number in 0..5 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(finance(number)).await.unwrap();
            match payouts::prepare(&mut work, Currency::RUB).await {
                Ok(_) => { work.commit().await.unwrap(); true }
                Err(Stop::Refused(Refusal::NothingToPay { .. })) => false,
                Err(stop) => panic!("{stop:?}"),
            }
        }));
    }
    let mut prepared = 0;
    for client in clients {
        prepared += i32::from(client.await.unwrap());
    }
    assert_eq!(prepared, 1);
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((0, 122_000), (0, 5_000)));
}

async fn a_removed_line_goes_back_with_its_reason(bench) {
    let (anna, boris) = two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    let line = crate::line_of(&bench, boris).await;
    let at = format!("/desk/payouts/{id}/lines/{line}");
    let staff = bench.desk(Role::Finance);
    staff.get(&at).await.shows(&["ИП Борисов Борис", "40802810500000000002", "Исключить"]);
    let again = staff.post(&format!("{at}/remove"), &[("reason", " ")]).await.is(422);
    assert!(again.text().contains("Напишите причину"));
    staff.post(&format!("{at}/remove"), &[("reason", "счёт закрыт")]).await.leads_on();
    assert_eq!(standing(&bench, boris).await, (5_000, 0));
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["счёт закрыт", "1\u{202f}220"]);
    bench.portal(boris, Role::PartnerOwner).get("/portal/payouts").await.shows(&["Возвращено в остаток", "счёт закрыт", "войдёт в ближайший реестр"]);
    let again = staff.post(&format!("{at}/remove"), &[("reason", "ещё раз")]).await.is(422);
    assert!(again.text().contains("уже оплачена или исключена"));
    let last = crate::line_of(&bench, anna).await;
    let kept = staff.post(&format!("/desk/payouts/{id}/lines/{last}/remove"), &[("reason", "всё")]).await.is(422);
    assert!(kept.text().contains("Отмените реестр целиком"));
    let mut work = bench.work().await;
    let batch = payouts::batch(&mut work, id).await.unwrap().unwrap();
    assert_eq!((batch.lines, batch.total), (1, rub(122_000)));
    assert_eq!(payouts::payouts_of(&mut work, boris, 1).await.unwrap()[0].line.state, LineState::Removed);
}

async fn a_cancelled_batch_gives_everything_back(bench) {
    let (anna, boris) = two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    let staff = bench.desk(Role::Finance);
    staff.post(&format!("/desk/payouts/{id}/cancel"), &[("reason", "не тот месяц")]).await.leads_on();
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((122_000, 0), (5_000, 0)));
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["Отменён", "не тот месяц"]);
    let again = staff.post(&format!("/desk/payouts/{id}/cancel"), &[("reason", "снова")]).await.is(422);
    assert!(again.text().contains("реестр в состоянии «Отменён»"));
    let second = prepare(&bench, finance(1)).await;
    assert_ne!(second, id);
    assert_eq!(standing(&bench, anna).await, (0, 122_000));
}

async fn what_went_to_the_bank_is_not_cancelled(bench) {
    let (id, anna, _) = exported(&bench).await;
    let staff = bench.desk(Role::Finance);
    let no = staff.post(&format!("/desk/payouts/{id}/cancel"), &[("reason", "поздно")]).await.is(422);
    assert!(no.text().contains("реестр в состоянии «Выгружен»"), "{}", no.text());
    assert_eq!(standing(&bench, anna).await, (0, 122_000));
    assert_eq!(in_bank(&bench).await, 0);
    let mut work = bench.work().await;
    assert_eq!(payouts::batch(&mut work, id).await.unwrap().unwrap().state, BatchState::Exported);
}

}
