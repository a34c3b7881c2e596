//! Money leaves by two pairs of hands: one prepares, another approves, the bank gets exactly that.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use base::access::PartnerId;
use base::work::Work;
use encoding_rs::WINDOWS_1251;
use ledger::Account;
use money::{Currency, Money};
use partners::Requisites;

use crate::driver::Browser;
use crate::house::{self, House, well};

/// The `Ключ=Значение` lines above the documents, in their order.
type Header = Vec<(String, String)>;
/// The `Ключ=Значение` lines of one document.
type Section = BTreeMap<String, String>;

/// What stands in payouts, partner by partner.
async fn on_its_way(work: &mut Work) -> Result<BTreeMap<PartnerId, Money>> {
    let mut found = BTreeMap::new();
    for partner in well(partners::all(work).await)? {
        let balance = well(ledger::balance(work, Account::InPayout(partner.id), Currency::RUB).await)?;
        found.insert(partner.id, balance);
    }
    Ok(found)
}

/// Cancels the batch that waits and prepares a new one; answers its path.
async fn prepare(house: &House, browser: &Browser) -> Result<String> {
    browser.goto(&house.at("/desk/payouts?state=prepared")).await?;
    browser.click("a.row-link").await?;
    browser.click_text("Отменить реестр").await?;
    browser.fill("Причина", "Собираем заново").await?;
    browser.click("form[action$='/cancel'] button").await?;
    browser.sees("Причина отмены: Собираем заново").await?;
    browser.goto(&house.at("/desk/payouts")).await?;
    browser.click_text("Новый реестр").await?;
    browser.click_text("Подготовить реестр").await?;
    browser.sees("теперь его должен утвердить другой человек").await?;
    Ok(url::Url::parse(&browser.url().await?)?.path().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_is_approved_by_another_exported_for_the_bank_and_paid() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    let mut work = house.reader().await?;
    house.sign_in(&browser, "finance@demo").await?;
    let batch = house.at(&prepare(&house, &browser).await?);
    drop(work);
    work = house.reader().await?;
    let sums = on_its_way(&mut work).await?;

    browser.click_text("Утвердить реестр").await?;
    browser.sees("Этот реестр подготовили вы. Утвердить его должен другой человек.").await?;
    assert_eq!(browser.status().await?, 422);
    house.sign_out(&browser).await?;
    house.sign_in(&browser, "finance2@demo").await?;
    browser.goto(&batch).await?;
    browser.click_text("Утвердить реестр").await?;
    browser.sees("Утвердил(а) Павел Счётов").await?;
    house.sign_out(&browser).await?;

    house.sign_in(&browser, "finance@demo").await?;
    browser.goto(&batch).await?;
    browser.click_text("Выгрузить для банка").await?;
    browser.sees("Файлы для банка").await?;
    let number =
        browser.run("return document.querySelector('h1').innerText.match(/[0-9]+/)[0]", vec![]).await?;
    let number = number.as_str().context("the number of the batch")?.to_owned();
    let (name, bytes) = browser.download(&format!("1c_to_kl_{number}.txt")).await?;
    assert_eq!(name, format!("1c_to_kl_{number}.txt"));
    let paid = check_file(&mut work, &bytes).await?;

    let bank = well(ledger::balance(&mut work, Account::Bank, Currency::RUB).await)?;
    browser.fill("Дата оплаты", "2026-11-21").await?;
    browser.click_text("Отметить оплату всего реестра").await?;
    browser.sees("Оплата отмечена").await?;
    drop(work);
    work = house.reader().await?;
    let left = well(ledger::balance(&mut work, Account::Bank, Currency::RUB).await)?;
    let total: i64 = paid.values().sum();
    assert_eq!((left.minor - bank.minor).abs(), total);
    let after = on_its_way(&mut work).await?;
    for (partner, minor) in &paid {
        assert_eq!(sums[partner].minor.abs() - after[partner].minor.abs(), *minor, "{partner}");
    }
    assert_eq!(well(ledger::check(&mut work).await)?.len(), 0);
    Ok(())
}

/// The header and the sections of the file, whose form is checked on the way.
fn read_file(bytes: &[u8]) -> Result<(Header, Vec<Section>)> {
    let (text, _, broken) = WINDOWS_1251.decode(bytes);
    ensure!(!broken && std::str::from_utf8(bytes).is_err(), "windows-1251 and nothing else");
    ensure!(text.ends_with("\r\nКонецФайла\r\n"), "the end is {:?}", text.get(text.len() - 60..));
    ensure!(text.matches('\n').count() == text.matches("\r\n").count(), "every line ends with CR LF");
    let mut lines = text.split("\r\n");
    ensure!(lines.next() == Some("1CClientBankExchange"), "the mark comes first");
    let (mut header, mut sections) = (Vec::new(), Vec::new());
    let mut open: Option<Section> = None;
    for line in lines.filter(|line| !line.is_empty() && *line != "КонецФайла") {
        if line == "КонецДокумента" {
            sections.push(open.take().context("a document ends that has not begun")?);
            continue;
        }
        let (key, value) = line.split_once('=').with_context(|| format!("no key in {line}"))?;
        let pair = (key.to_owned(), value.to_owned());
        match (&mut open, key) {
            (None, "СекцияДокумент") => open = Some(Section::from([pair])),
            (None, _) => header.push(pair),
            (Some(section), _) => {
                ensure!(section.insert(pair.0, pair.1).is_none(), "{key} comes twice");
            }
        }
    }
    ensure!(open.is_none(), "a document does not end");
    Ok((header, sections))
}

/// Checks every field against the ledger and the cards; answers what each partner is paid.
async fn check_file(work: &mut Work, bytes: &[u8]) -> Result<BTreeMap<PartnerId, i64>> {
    let (header, sections) = read_file(bytes)?;
    let payer = well(payouts::settings(work).await)?.payer;
    let expected = [
        ("ВерсияФормата", "1.03"),
        ("Кодировка", "Windows"),
        ("Отправитель", "Artel"),
        ("Получатель", ""),
        ("ДатаСоздания", "21.11.2026"),
        ("ВремяСоздания", "12:00:00"),
        ("ДатаНачала", "21.11.2026"),
        ("ДатаКонца", "21.11.2026"),
        ("РасчСчет", &payer.account),
        ("Документ", "Платежное поручение"),
    ];
    let header: Vec<(&str, &str)> =
        header.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(header, expected);
    let due = on_its_way(work).await?;
    let mut cards = BTreeMap::new();
    for partner in well(partners::all(work).await)? {
        if let Some(requisites) = well(partners::requisites_of(work, partner.id).await)? {
            cards.insert(requisites.account.clone(), (partner.id, requisites));
        }
    }
    let (mut paid, mut numbers) = (BTreeMap::new(), BTreeSet::new());
    for section in &sections {
        let (partner, card) = cards.get(&section["ПолучательСчет"]).context("an account of no partner")?;
        check_section(section, &payer, card);
        assert!(numbers.insert(section["Номер"].clone()), "{} comes twice", section["Номер"]);
        let sum = Money::parse_decimal(&section["Сумма"], Currency::RUB)?;
        assert!(sum.minor > 0 && sum.minor <= due[partner].minor.abs(), "{sum:?} of {:?}", due[partner]);
        assert_eq!(paid.insert(*partner, sum.minor), None, "one payment for each partner");
    }
    assert!(paid.len() > 3, "{} payments", paid.len());
    Ok(paid)
}

/// Every key of a payment order and no other, with the values of the payer's and the payee's cards.
fn check_section(section: &Section, payer: &payouts::Party, card: &Requisites) {
    let mut expected = Section::new();
    let mut set = |key: &str, value: &str| drop(expected.insert(key.to_owned(), value.to_owned()));
    let sides = [
        (
            "Плательщик",
            [
                &payer.account,
                &payer.inn,
                &payer.kpp,
                &payer.name,
                &payer.bank,
                &payer.bic,
                &payer.corr_account,
            ],
        ),
        (
            "Получатель",
            [&card.account, &card.inn, &card.kpp, &card.name, &card.bank, &card.bic, &card.corr_account],
        ),
    ];
    for (side, [account, inn, kpp, name, bank, bic, corr_account]) in sides {
        set(side, &format!("ИНН {inn} {name}"));
        let keys = ["Счет", "РасчСчет", "ИНН", "КПП", "1", "Банк1", "БИК", "Корсчет"];
        for (key, value) in keys.iter().zip([account, account, inn, kpp, name, bank, bic, corr_account]) {
            set(&format!("{side}{key}"), value);
        }
    }
    let fixed = [
        ("СекцияДокумент", "Платежное поручение"),
        ("Дата", "21.11.2026"),
        ("ВидПлатежа", "Электронно"),
        ("ВидОплаты", "01"),
        ("Код", "0"),
        ("Очередность", "5"),
    ];
    fixed.iter().for_each(|(key, value)| set(key, value));
    for free in ["Номер", "Сумма", "НазначениеПлатежа"] {
        set(free, &section[free]);
    }
    assert_eq!(section, &expected);
    let number: u32 = section["Номер"].parse().expect("a number");
    assert!((1..=999_999).contains(&number));
    let (whole, part) = section["Сумма"].split_once('.').expect("a sum with a dot");
    assert!(part.len() == 2 && [whole, part].concat().bytes().all(|byte| byte.is_ascii_digit()));
    let purpose = &section["НазначениеПлатежа"];
    assert!(purpose.contains("НДС") && purpose.chars().count() <= 210, "{purpose}");
}
