//! Statements of the bank: what was paid, in part, returned, and what belongs to no payout.

use axum::body::Body;
use base::access::{PartnerId, Role};
use base::on_both_engines;
use base::testing::Bench;
use http::Request;
use payouts::{BatchState, Found, LineState};

use crate::{
    day, earn, exported, finance, in_bank, line_of, partner, prepare, requisites, rub, set_payer, standing,
};

const OWN: &str = "40702810900000000001";
const PAYEE: &str = "40802810500000000002";

/// A movement of the statement: the number, the sum, from and to, and what for.
struct Moved<'a> {
    number: &'a str,
    sum: &'a str,
    to: &'a str,
    purpose: &'a str,
    came: bool,
}

fn out<'a>(number: &'a str, sum: &'a str, to: &'a str) -> Moved<'a> {
    Moved { number, sum, to, purpose: "Вознаграждение", came: false }
}

fn back<'a>(sum: &'a str, purpose: &'a str) -> Moved<'a> {
    Moved { number: "900", sum, to: PAYEE, purpose, came: true }
}

fn file(rows: &[Moved<'_>]) -> Vec<u8> {
    let mut text =
        format!("1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=UTF-8\r\nРасчСчет={OWN}\r\n");
    for Moved { number, sum, to, purpose, came } in rows {
        let (from, to, day) = if *came {
            (*to, OWN, "ДатаПоступило")
        } else {
            (OWN, *to, "ДатаСписано")
        };
        text += &format!(
            "СекцияДокумент=Платежное поручение\r\nНомер={number}\r\nДата=01.03.2026\r\nСумма={sum}\r\nПлательщикСчет={from}\r\n\
             ПолучательСчет={to}\r\n{day}=01.03.2026\r\nНазначениеПлатежа={purpose}\r\nКонецДокумента\r\n"
        );
    }
    text += "КонецФайла\r\n";
    text.into_bytes()
}

async fn take(bench: &Bench, rows: &[Moved<'_>]) -> Found {
    let mut work = bench.site.begin(finance(1)).await.unwrap();
    let found = payouts::take_statement(&mut work, "выписка.txt", &file(rows)).await.unwrap();
    work.commit().await.unwrap();
    found
}

async fn state_of(bench: &Bench, partner: PartnerId) -> (LineState, i64) {
    let mut work = bench.work().await;
    let line = payouts::payouts_of(&mut work, partner, 1).await.unwrap().remove(0).line;
    (line.state, line.paid.minor)
}

on_both_engines! { crate::bench;

async fn a_statement_pays_what_it_shows_and_the_same_file_changes_nothing(bench) {
    let (id, anna, boris) = exported(&bench).await;
    let rows = [out("1", "1220.00", PAYEE), out("2", "50.00", PAYEE), out("3", "999.00", "40702810900000000777"),
        Moved { purpose: "Оплата по счёту 5", ..back("70.00", "") }];
    let found = take(&bench, &rows).await;
    assert_eq!(found, Found { paid: 2, open: 1, foreign: 1, ..Found::default() });
    assert_eq!((standing(&bench, anna).await, standing(&bench, boris).await), ((0, 0), (0, 0)));
    assert_eq!(in_bank(&bench).await, 127_000);
    let found = take(&bench, &rows).await;
    assert_eq!(found, Found { known: 3, foreign: 1, ..Found::default() });
    assert_eq!(in_bank(&bench).await, 127_000);
    let staff = bench.desk(Role::Finance);
    let page = staff.get("/desk/payouts/statement").await.is(200);
    page.shows(&["выписка.txt", "нет выплаты с таким номером и таким получателем", "40702810900000000777", "Уже известно"]);
    staff.get("/desk/payouts/statement?state=matched").await.shows(&["выплата проведена"]);
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["Оплачен"]);
    let open = bench.desk(Role::Auditor).get("/api/v1/payouts/statement").await.json();
    assert_eq!(open["items"][0]["missing"]["missing"], "nothing");
    let at = format!("/desk/payouts/statement/{}/aside", open["items"][0]["id"].as_str().unwrap());
    assert!(staff.post(&at, &[("reason", "")]).await.is(422).text().contains("Напишите причину"));
    staff.post(&at, &[("reason", "аренда")]).await.leads_on();
    staff.post(&at, &[("reason", "аренда")]).await.is(404);
    staff.get("/desk/payouts/statement?state=aside").await.shows(&["аренда"]);
}

async fn a_part_leaves_the_rest_due_and_the_rest_may_go_back(bench) {
    let (id, anna, _) = exported(&bench).await;
    assert_eq!(take(&bench, &[out("1", "1000.00", PAYEE)]).await.parts, 1);
    assert_eq!(state_of(&bench, anna).await, (LineState::Due, 100_000));
    assert_eq!(standing(&bench, anna).await, (0, 22_000));
    let line = line_of(&bench, anna).await;
    let staff = bench.desk(Role::Finance);
    staff.get(&format!("/desk/payouts/{id}/lines/{line}")).await.shows(&["Банк уже провёл", "Осталось", "220"]);
    assert_eq!(take(&bench, &[out("1", "300.00", PAYEE)]).await.open, 1);
    assert_eq!(take(&bench, &[out("1", "100.00", PAYEE)]).await.parts, 1);
    staff.post(&format!("/desk/payouts/{id}/lines/{line}/remove"), &[("reason", "банк не довёл")]).await.leads_on();
    assert_eq!(state_of(&bench, anna).await, (LineState::Paid, 110_000));
    assert_eq!((standing(&bench, anna).await, in_bank(&bench).await), ((12_000, 0), 110_000));
    assert_eq!(take(&bench, &[out("2", "50.00", PAYEE)]).await.paid, 1);
    let mut work = bench.work().await;
    let batch = payouts::batch(&mut work, id).await.unwrap().unwrap();
    assert_eq!((batch.state, batch.total, batch.paid, batch.lines), (BatchState::Paid, rub(115_000), rub(115_000), 2));
}

async fn a_rest_is_paid_by_the_next_movement(bench) {
    let (_, anna, _) = exported(&bench).await;
    take(&bench, &[out("1", "1000.00", PAYEE)]).await;
    assert_eq!(take(&bench, &[out("1", "220.00", PAYEE)]).await.paid, 1);
    assert_eq!(state_of(&bench, anna).await, (LineState::Paid, 122_000));
    assert_eq!((standing(&bench, anna).await, in_bank(&bench).await), ((0, 0), 122_000));
}

async fn what_comes_back_is_payable_again_with_the_banks_reason(bench) {
    let (id, anna, boris) = exported(&bench).await;
    let rows = [back("1220.00", "Возврат: счёт получателя закрыт"), out("1", "1220.00", PAYEE)];
    let found = take(&bench, &rows).await;
    assert_eq!((found.paid, found.returned), (1, 1), "a payment and its return may stand in one file");
    assert_eq!((standing(&bench, anna).await, in_bank(&bench).await), ((122_000, 0), 0));
    let found = take(&bench, &[back("50.00", "Возврат п/п 2 от 01.03.2026")]).await;
    assert_eq!(found.returned, 1, "the bank never took it");
    assert_eq!(standing(&bench, boris).await, (5_000, 0));
    let line = line_of(&bench, anna).await;
    let staff = bench.desk(Role::Finance);
    staff.get(&format!("/desk/payouts/{id}/lines/{line}")).await.shows(&["счёт получателя закрыт"]);
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["вернулась из банка"]);
    let next = prepare(&bench, finance(1)).await;
    let mut work = bench.work().await;
    assert_eq!(payouts::batch(&mut work, next).await.unwrap().unwrap().total, rub(127_000));
}

async fn what_was_marked_by_hand_is_confirmed_and_a_second_payment_is_told(bench) {
    let (id, anna, _) = exported(&bench).await;
    let staff = bench.desk(Role::Finance);
    staff.post(&format!("/desk/payouts/{id}/paid"), &[("paid_on", "2026-03-01")]).await.leads_on();
    assert_eq!(take(&bench, &[out("1", "1220.00", PAYEE)]).await.confirmed, 1);
    let twice = [out("1", "1220.00", PAYEE), out("1", "1220.00", PAYEE)];
    assert_eq!(take(&bench, &twice).await, Found { known: 1, open: 1, ..Found::default() });
    staff.get("/desk/payouts/statement").await.shows(&["возможно, банк заплатил дважды"]);
    assert_eq!(in_bank(&bench).await, 127_000);
    let line = line_of(&bench, anna).await;
    let at = format!("/desk/payouts/{id}/lines/{line}/returned");
    staff.post(&at, &[("paid_on", "2026-03-02"), ("reason", "ошибка в счёте")]).await.is(422);
    staff.post(&at, &[("paid_on", "2026-03-01"), ("reason", "ошибка в счёте")]).await.leads_on();
    staff.post(&at, &[("paid_on", "2026-03-01"), ("reason", "ошибка в счёте")]).await.is(422);
    assert_eq!((standing(&bench, anna).await, in_bank(&bench).await), ((122_000, 0), 5_000));
}

async fn what_cannot_be_read_is_told_and_programs_may_bring_files(bench) {
    exported(&bench).await;
    let staff = bench.desk(Role::Finance);
    let send = |body: Vec<u8>| {
        let request = Request::post("/api/v1/payouts/statement?name=bank.txt").body(Body::from(body)).unwrap();
        staff.send(request)
    };
    let refused = send(b"hello".to_vec()).await.is(422);
    assert!(refused.text().contains("payouts-refusal-statement-wrong"), "{}", refused.text());
    let answer = send(file(&[out("1", "1220.00", PAYEE)])).await.is(200).json();
    assert_eq!((answer["paid"].as_i64(), answer["open"].as_i64()), (Some(1), Some(0)));
    staff.get("/desk/payouts/statement").await.shows(&["bank.txt"]);
}

async fn many_who_bring_one_file_at_once_pay_once(bench) {
    set_payer(&bench, 0).await;
    let anna = partner(&bench, "Анна", Some(requisites("ИП Ёлкина Анна Петровна"))).await;
    earn(&bench, anna, rub(122_000), Some(day("2026-02-01"))).await;
    let id = prepare(&bench, finance(1)).await;
    crate::approve(&bench, id, finance(2)).await;
    crate::export(&bench, id).await;
    let mut clients = Vec::new();
    for number in 0..8 {
        let site = bench.site.clone();
        clients.push(tokio::spawn(async move {
            let mut work = site.begin(finance(number)).await.unwrap();
            let file = file(&[out("1", "1220.00", PAYEE)]);
            let found = payouts::take_statement(&mut work, "x", &file).await.unwrap();
            work.commit().await.unwrap();
            found.paid
        }));
    }
    let mut paid = 0;
    for client in clients {
        paid += client.await.unwrap();
    }
    assert_eq!((paid, in_bank(&bench).await), (1, 122_000));
}

}
