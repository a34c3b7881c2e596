use jiff::civil::date;
use money::Currency;
use proptest::prelude::*;

use super::*;

fn payer() -> Party {
    Party {
        name: "ООО «Артель» & Co".into(),
        inn: "7707083893".into(),
        account: "40702810900000000001".into(),
        bic: "044525225".into(),
        bank: "ПАО СБЕРБАНК".into(),
        ..Party::default()
    }
}

fn order(number: i64, minor: i64) -> Order {
    Order {
        number,
        date: date(2026, 3, 1),
        amount: Money::new(minor, Currency::RUB),
        payee: Party {
            name: "ИП Ёлкина <Анна>".into(),
            inn: "541011749265".into(),
            account: "40802810500000000002".into(),
            bic: "044525974".into(),
            ..Party::default()
        },
        purpose: "Вознаграждение, реестр 1".into(),
    }
}

fn written(orders: &[Order]) -> Result<String, Vec<Problem>> {
    let payer = payer();
    let made_at = date(2026, 3, 1).at(9, 5, 7, 0);
    let file = PainFile { message: "batch-1", payer: &payer, made_at, execute_on: date(2026, 3, 2), orders };
    write_pain(&file).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn a_message_says_who_whom_how_much_and_when() {
    let text = written(&[order(17, 123_456), order(18, 100)]).unwrap();
    let flat: String = text.lines().map(str::trim).collect();
    let expected = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">",
        "<GrpHdr><MsgId>batch-1</MsgId><CreDtTm>2026-03-01T09:05:07</CreDtTm><NbOfTxs>2</NbOfTxs><CtrlSum>1235.56</CtrlSum>",
        "<PmtMtd>TRF</PmtMtd>",
        "<ReqdExctnDt><Dt>2026-03-02</Dt></ReqdExctnDt><Dbtr><Nm>ООО «Артель» &amp; Co</Nm>",
        "<OrgId><Othr><Id>7707083893</Id><SchmeNm><Cd>TXID</Cd></SchmeNm></Othr></OrgId>",
        "<DbtrAcct><Id><Othr><Id>40702810900000000001</Id></Othr></Id></DbtrAcct>",
        "<ClrSysMmbId><ClrSysId><Cd>RUCBC</Cd></ClrSysId><MmbId>044525225</MmbId></ClrSysMmbId><Nm>ПАО СБЕРБАНК</Nm>",
        "<PmtId><EndToEndId>17</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"RUB\">1234.56</InstdAmt></Amt>",
        "<Nm>ИП Ёлкина &lt;Анна&gt;</Nm><Id><PrvtId>",
        "<RmtInf><Ustrd>Вознаграждение, реестр 1</Ustrd></RmtInf>",
    ];
    for part in expected {
        assert!(flat.contains(part), "{part}\n{text}");
    }
}

#[test]
fn abroad_accounts_are_iban_and_banks_are_bic() {
    let mut abroad = order(1, 100);
    abroad.payee.account = "DE89 3704 0044 0532 0130 00".into();
    abroad.payee.bic = "COBADEFFXXX".into();
    let flat: String = written(&[abroad]).unwrap().lines().map(str::trim).collect();
    assert!(flat.contains("<CdtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></CdtrAgt>"));
    assert!(flat.contains("<Id><IBAN>DE89370400440532013000</IBAN></Id>"));
    assert!(
        is_iban("RU0304452522540817810538091310419") && !is_iban("DE88370400440532013000") && !is_iban("DE8")
    );
}

#[test]
fn what_does_not_fit_is_told() {
    let mut wrong = order(1, 0);
    wrong.payee.name = "я".repeat(141);
    wrong.payee.bic = String::new();
    wrong.purpose = "a\u{0}".into();
    let fields: Vec<String> =
        written(&[wrong]).unwrap_err().iter().map(|problem| problem.field().to_owned()).collect();
    assert_eq!(fields, ["name", "bic", "purpose", "amount"]);
    assert_eq!(written(&[]).unwrap_err().len(), 1);
    let dollars = Order { amount: Money::new(1, Currency::USD), ..order(2, 1) };
    assert!(written(&[order(1, 1), dollars]).is_err(), "one message has one currency");
}

proptest! {
    #[test]
    fn long_purposes_keep_every_word(words in prop::collection::vec("[а-я]{1,30}", 0..60)) {
        let text = words.join(" ");
        let broken = lines(&text);
        prop_assert!(broken.iter().all(|line| line.chars().count() <= TEXT_MAX));
        prop_assert_eq!(broken.join(" "), text);
    }

    #[test]
    fn no_text_breaks_the_message(name in "\\PC{1,40}", purpose in "\\PC{1,200}") {
        let mut odd = order(1, 100);
        odd.payee.name = name;
        odd.purpose = purpose;
        if let Ok(text) = written(&[odd]) {
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), Event::Eof) {}
        }
    }
}
