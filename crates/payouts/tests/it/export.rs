//! The files for the bank.

use base::access::Role;
use base::on_both_engines;

use crate::{approve, exported, finance, prepare, requisites, two};

/// The lines of the file as a bank reads them: windows-1251, CR LF.
fn read(bytes: &[u8]) -> Vec<String> {
    let table = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
    let letters: Vec<char> = table.chars().collect();
    let letter = |byte: &u8| match byte {
        0xc0..=0xff => letters[usize::from(byte - 0xc0)],
        0xa8 => 'Ё',
        0xb8 => 'ё',
        0xab => '«',
        0xbb => '»',
        0xb9 => '№',
        byte if byte.is_ascii() => char::from(*byte),
        byte => panic!("an odd byte {byte:#x}"),
    };
    let text: String = bytes.iter().map(letter).collect();
    text.split("\r\n").map(str::to_owned).collect()
}

const EXPECTED: &str = "1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
Отправитель=Artel
Получатель=
ДатаСоздания=01.03.2026
ВремяСоздания=12:00:00
ДатаНачала=01.03.2026
ДатаКонца=01.03.2026
РасчСчет=40702810900000000001
Документ=Платежное поручение
СекцияДокумент=Платежное поручение
Номер=1
Дата=01.03.2026
Сумма=1220.00
ПлательщикСчет=40702810900000000001
Плательщик=ИНН 7707083893 ООО «Артель»
ПлательщикИНН=7707083893
ПлательщикКПП=773601001
Плательщик1=ООО «Артель»
ПлательщикРасчСчет=40702810900000000001
ПлательщикБанк1=ПАО Сбербанк
ПлательщикБИК=044525225
ПлательщикКорсчет=30101810400000000225
ПолучательСчет=40802810500000000002
Получатель=ИНН 541011749265 ИП Ёлкина Анна Петровна
ПолучательИНН=541011749265
ПолучательКПП=
Получатель1=ИП Ёлкина Анна Петровна
ПолучательРасчСчет=40802810500000000002
ПолучательБанк1=ПАО Сбербанк
ПолучательБИК=044525225
ПолучательКорсчет=30101810400000000225
ВидПлатежа=Электронно
ВидОплаты=01
Код=0
Очередность=5
НазначениеПлатежа=Вознаграждение по партнёрскому договору, реестр 1 от 01.03.2026. В том числе НДС 22 % - 220.00.
КонецДокумента";

on_both_engines! { crate::bench;

async fn the_banks_file_is_right_to_the_byte(bench) {
    two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    approve(&bench, id, finance(2)).await;
    let staff = bench.desk(Role::Finance);
    staff.get(&format!("/desk/payouts/{id}/files/1c")).await.is(404);
    staff.post(&format!("/desk/payouts/{id}/export"), &[]).await.leads_on();
    let file = staff.get(&format!("/desk/payouts/{id}/files/1c")).await.is(200);
    assert_eq!(file.kind, "text/plain; charset=windows-1251");
    let bytes = file.bytes;
    let lines = read(&bytes);
    let expected: Vec<&str> = EXPECTED.lines().collect();
    assert_eq!(lines[..expected.len()], expected);
    let second = &lines[expected.len()..];
    assert_eq!(second[0], "СекцияДокумент=Платежное поручение");
    assert!(second.contains(&"Номер=2".to_owned()) && second.contains(&"Сумма=50.00".to_owned()));
    assert_eq!(second[second.len() - 3..], ["КонецДокумента", "КонецФайла", ""]);
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["1c_to_kl_1.txt", "payouts_1.csv", "Выгружен"]);
    bench.desk(Role::Auditor).get(&format!("/desk/payouts/{id}/files/1c")).await.is(403);
}

async fn what_was_handed_out_never_changes(bench) {
    let (id, anna, _) = exported(&bench).await;
    let staff = bench.desk(Role::Finance);
    let first = staff.get(&format!("/desk/payouts/{id}/files/1c")).await.bytes;
    let mut work = bench.work().await;
    let moved = partners::Requisites { account: "40802810500000000099".into(), ..requisites("ИП Другая") };
    partners::change_requisites(&mut work, anna, moved).await.unwrap();
    work.commit().await.unwrap();
    staff.post(&format!("/desk/payouts/{id}/export"), &[]).await.is(422);
    assert_eq!(staff.get(&format!("/desk/payouts/{id}/files/1c")).await.bytes, first);
    staff.get(&format!("/desk/payouts/{id}")).await.shows(&["реквизиты с тех пор изменились"]);
    for sql in ["update payouts_files set name = 'x'", "delete from payouts_files"] {
        let mut work = bench.work().await;
        let refused = work.run(sql, vec![]).await.unwrap_err();
        assert!(refused.to_string().contains("takes new rows only"), "{refused}");
    }
}

async fn the_register_is_a_table_with_the_same_sums(bench) {
    let (id, anna, _) = exported(&bench).await;
    let file = bench.desk(Role::Finance).get(&format!("/desk/payouts/{id}/files/csv")).await.is(200);
    let text = file.text();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("\u{feff}document;partner;payee;inn;kpp;account;bic;bank;corr_account;amount;currency;purpose"));
    let first = lines.next().unwrap();
    assert!(first.starts_with(&format!("1;{anna};ИП Ёлкина Анна Петровна;541011749265;;40802810500000000002;")), "{first}");
    assert!(first.contains(";1220.00;RUB;"), "{first}");
    let whole = bench.desk(Role::Auditor).get(&format!("/api/v1/payouts/{id}")).await.json();
    assert_eq!(whole["files"][0]["format"], "1c");
    assert_eq!(whole["files"][0]["sha256"].as_str().unwrap().len(), 64);
}

async fn nothing_is_handed_out_before_approval(bench) {
    two(&bench).await;
    let id = prepare(&bench, finance(1)).await;
    let refused = bench.desk(Role::Finance).post(&format!("/desk/payouts/{id}/export"), &[]).await.is(422);
    assert!(refused.text().contains("реестр в состоянии «Ждёт утверждения»"));
}

}
