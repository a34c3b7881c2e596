use encoding_rs::{IBM866, WINDOWS_1251};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::rules::{BankFile, Order, Party, write};

const OWN: &str = "40702810900000000001";

/// A statement as banks send it: two movements, one each way.
const TEXT: &str = "1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
Отправитель=Банк
ДатаНачала=01.03.2026
РасчСчет=40702810900000000001
СекцияРасчСчет
ДатаНачала=01.03.2026
РасчСчет=40702810900000000001
НачальныйОстаток=1000.00
ВсегоПоступило=500.50
ВсегоСписано=1234.56
КонецРасчСчет
СекцияДокумент=Платежное поручение
Номер=17
Дата=01.03.2026
Сумма=1234.56
ДатаСписано=02.03.2026
ПлательщикСчет=40702810900000000001
Плательщик=ИНН 7707083893 ООО \"Артель\"
ПлательщикИНН=7707083893
ПолучательСчет=40802810500000000002
ПолучательИНН=541011749265
Получатель1=ИП Ёлкина Анна
ПолучательБИК=044525974
НазначениеПлатежа=Вознаграждение = по договору
КонецДокумента
СекцияДокумент=Банковский ордер
Номер=18
Дата=03.03.2026
Сумма=500,5
ДатаПоступило=03.03.2026
ПлательщикСчет=40802810500000000002
ПолучательСчет=40702810900000000001
НазначениеПлатежа1=Возврат
НазначениеПлатежа2=по реестру 1
КонецДокумента
КонецФайла
";

fn windows(text: &str) -> Vec<u8> {
    WINDOWS_1251.encode(&text.replace('\n', "\r\n")).0.into_owned()
}

fn troubles(bytes: &[u8]) -> Vec<(usize, String, &'static str)> {
    let found = super::read(bytes).unwrap_err();
    found.into_iter().map(|trouble| (trouble.line, trouble.field, trouble.what.word())).collect()
}

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::RUB)
}

#[test]
fn both_ways_of_money_are_read() {
    let statement = super::read(&windows(TEXT)).unwrap();
    assert_eq!(statement.accounts, [OWN]);
    let [out, back] = &statement.rows[..] else { panic!("two rows") };
    assert_eq!((out.line, out.number.as_str(), out.date), (14, "17", date(2026, 3, 1)));
    assert_eq!(
        (out.booked_on, out.amount, out.direction),
        (Some(date(2026, 3, 2)), rub(123_456), Direction::Out)
    );
    assert_eq!((out.payer.name.as_str(), out.payer.inn.as_str()), ("ООО \"Артель\"", "7707083893"));
    assert_eq!((out.payee.name.as_str(), out.payee.bic.as_str()), ("ИП Ёлкина Анна", "044525974"));
    assert_eq!(out.purpose, "Вознаграждение = по договору");
    assert_eq!(
        (back.direction, back.amount, back.purpose.as_str()),
        (Direction::In, rub(50_050), "Возврат по реестру 1")
    );
    assert_eq!(back.booked_on, Some(date(2026, 3, 3)));
}

#[test]
fn every_encoding_of_banks_is_read() {
    let expected = super::read(&windows(TEXT)).unwrap();
    let dos = IBM866.encode(&TEXT.replace("=Windows", "=DOS")).0.into_owned();
    let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
    for bytes in [dos.as_slice(), TEXT.as_bytes(), &marked] {
        assert_eq!(super::read(bytes).as_ref(), Ok(&expected));
    }
}

#[test]
fn every_trouble_is_told_with_its_line_and_field() {
    let wrong = TEXT
        .replace("Сумма=1234.56", "Сумма=много")
        .replace("Дата=03.03.2026", "Дата=31.02.2026")
        .replace("Номер=18\n", "");
    let expected = [
        (17, "Сумма".to_owned(), "not-an-amount"),
        (28, "Номер".to_owned(), "missing"),
        (29, "Дата".to_owned(), "not-a-date"),
    ];
    assert_eq!(troubles(&windows(&wrong)), expected);
    let foreign = TEXT.replace(OWN, "40702810900000000009").replacen("40702810900000000009", OWN, 2);
    assert!(super::read(&windows(&foreign)).is_ok(), "the days say which way");
    let nobody = foreign.replace("ДатаСписано=02.03.2026\n", "");
    assert_eq!(troubles(&windows(&nobody)), [(14, "ДатаСписано".to_owned(), "no-direction")]);
    for sum in ["0", "-5.00", "1e3", "12.345", "99999999999999999999"] {
        let odd = TEXT.replace("Сумма=1234.56", &format!("Сумма={sum}"));
        assert_eq!(troubles(&windows(&odd))[0].2, "not-an-amount", "{sum}");
    }
}

#[test]
fn a_file_that_is_cut_off_is_not_taken_for_whole() {
    let cut = &TEXT[..TEXT.find("НазначениеПлатежа1").unwrap()];
    assert_eq!(troubles(&windows(cut)), [(28, "СекцияДокумент".to_owned(), "cut-off")]);
    let twice = TEXT.replacen("КонецДокумента\n", "", 1);
    assert_eq!(troubles(&windows(&twice))[0].2, "section");
    assert_eq!(troubles(b"hello"), [(0, String::new(), "not-a-statement")]);
}

#[test]
fn accounts_in_other_currencies_say_so_by_their_digits() {
    let dollars = TEXT.replace(OWN, "40702840900000000001");
    let statement = super::read(&windows(&dollars)).unwrap();
    assert_eq!(statement.rows[0].amount, Money::new(123_456, Currency::USD));
    let odd = TEXT.replace(OWN, "40702000900000000001");
    assert_eq!(troubles(&windows(&odd))[0].2, "currency");
}

const CAMT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">1500.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-03-02</Dt></BookgDt>
<NtryDtls>
<TxDtls><Refs><EndToEndId>17</EndToEndId></Refs><Amt Ccy="EUR">1000.00000</Amt>
<RltdPties><Cdtr><Pty><Nm>M&#252;ller &amp; Co</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></CdtrAcct></RltdPties>
<RmtInf><Ustrd>Reward, </Ustrd><Ustrd>batch 1</Ustrd></RmtInf></TxDtls>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><InstrId>18</InstrId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">500.00</Amt></TxAmt></AmtDtls></TxDtls>
</NtryDtls></Ntry>
<Ntry><NtryRef>77</NtryRef><Amt Ccy="EUR">20.5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-03-03T10:00:00</DtTm></BookgDt><AddtlNtryInf><![CDATA[Return & fee]]></AddtlNtryInf></Ntry>
<Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-03-03</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"#;

#[test]
fn camt_053_is_read_entry_by_entry() {
    let statement = super::read(CAMT.as_bytes()).unwrap();
    assert_eq!(statement.accounts, ["DE89370400440532013000"]);
    let [first, second, back] = &statement.rows[..] else { panic!("three rows") };
    let eur = |minor| Money::new(minor, Currency::EUR);
    assert_eq!((first.line, first.number.as_str(), first.amount), (8, "17", eur(100_000)));
    assert_eq!(
        (first.payee.name.as_str(), first.payee.account.as_str()),
        ("Müller & Co", "FR1420041010050500013M02606")
    );
    assert_eq!(
        (first.payer.account.as_str(), first.purpose.as_str()),
        ("DE89370400440532013000", "Reward, batch 1")
    );
    assert_eq!(
        (second.number.as_str(), second.amount, second.direction),
        ("18", eur(50_000), Direction::Out)
    );
    assert_eq!((back.number.as_str(), back.amount, back.direction), ("77", eur(2_050), Direction::In));
    assert_eq!((back.purpose.as_str(), back.booked_on), ("Return & fee", Some(date(2026, 3, 3))));
}

#[test]
fn troubles_of_camt_have_lines_too() {
    let with = |from: &str, to: &str| troubles(CAMT.replacen(from, to, 1).as_bytes());
    assert_eq!(with("2026-03-02", "2026-02-30"), [(6, "BookgDt".to_owned(), "not-a-date")]);
    assert_eq!(with("1000.00000", "1000.00001"), [(8, "Amt".to_owned(), "not-an-amount")]);
    assert_eq!(with("Ccy=\"EUR\">1500", "Ccy=\"EU\">1500"), [(5, "Ccy".to_owned(), "currency")]);
    assert_eq!(with("DBIT", "DBET"), [(5, "CdtDbtInd".to_owned(), "direction")]);
    assert_eq!(with("</Stmt>", "")[0].2, "xml");
    let trick = CAMT.replace("<Document", "<!DOCTYPE a [<!ENTITY b \"c\">]><Document");
    assert_eq!(troubles(trick.as_bytes()), [(2, "DOCTYPE".to_owned(), "doctype")]);
    let deep = "<a>".repeat(1000);
    assert_eq!(troubles(deep.as_bytes())[0].2, "too-deep");
    assert_eq!(troubles(b"<a></a>"), [(0, String::new(), "not-a-statement")]);
}

fn party(account: String) -> Party {
    Party {
        name: "ИП Ёлкина \"Анна\" =; &".into(),
        inn: "541011749265".into(),
        kpp: String::new(),
        account,
        bic: "044525974".into(),
        bank: "АО «ТБанк»".into(),
        corr_account: "30101810145250000974".into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_for_the_bank_is_read_back(
        orders in prop::collection::vec((1i64..1_000_000, 1i64..1_000_000_000_00, 0u64..10_000_000_000, "[а-яА-ЯёЁ№a-z0-9«»\".,= -]{0,200}"), 1..30),
    ) {
        let orders: Vec<Order> = orders.into_iter().map(|(number, minor, account, purpose)| Order {
            number,
            date: date(2026, 3, 1),
            amount: rub(minor),
            payee: party(format!("4080281050{account:010}")),
            purpose,
        }).collect();
        let payer = party(OWN.into());
        let made_at = date(2026, 3, 1).at(9, 5, 7, 0);
        let bytes = write(&BankFile { payer: &payer, made_at, orders: &orders }).unwrap();
        let statement = super::read(&bytes).unwrap();
        prop_assert_eq!(statement.rows.len(), orders.len());
        for (row, order) in statement.rows.iter().zip(&orders) {
            prop_assert_eq!((&row.number, row.date, row.amount), (&order.number.to_string(), order.date, order.amount));
            prop_assert_eq!((&row.payee.account, &row.payee.name), (&order.payee.account, &order.payee.name));
            prop_assert_eq!((&row.purpose[..], row.direction), (order.purpose.trim(), Direction::Out));
        }
    }

    #[test]
    fn hostile_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), place in 0usize..4000, by in any::<u8>(), cut in 0usize..4000) {
        let _ = super::read(&bytes);
        let _ = super::read(&[b"1CClientBankExchange\n", &bytes[..]].concat());
        let _ = super::read(&[b"<Document>", &bytes[..]].concat());
        for good in [windows(TEXT), CAMT.as_bytes().to_vec()] {
            let mut odd = good.clone();
            let at = place % odd.len();
            odd[at] = by;
            let _ = super::read(&odd);
            let _ = super::read(&good[..cut % good.len()]);
        }
    }

    #[test]
    fn hostile_lines_never_panic(lines in prop::collection::vec("(СекцияДокумент|КонецДокумента|Сумма=|Дата=|Номер=|РасчСчет=|СекцияРасчСчет|КонецФайла|ПлательщикСчет=)\\PC{0,20}", 0..40)) {
        let text = format!("1CClientBankExchange\n{}", lines.join("\n"));
        let _ = super::read(text.as_bytes());
    }
}
