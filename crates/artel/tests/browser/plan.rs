//! A plan from the first thought to the partner's receipt, in Russian and without touching the file: built of a preset
//! and parts, doubted by the check, replayed over the year, approved by a second person, closed, and told to a partner.

use anyhow::{Context, Result};
use base::access::{Actor, PartnerId};
use jiff::civil::Date;
use money::{Currency, Money};
use programs::ProgramId;
use sales::{NewSale, SaleKind, SaleParts};

use crate::driver::Browser;
use crate::house::{self, House, well};

/// The day on which November is closed.
const CLOSING: &str = "2026-12-04T09:00:00Z";

/// An order in the dealers' programme on a day of November.
fn order(reference: &str, partner: PartnerId, program: ProgramId, day: i8, kopecks: i64) -> Result<NewSale> {
    Ok(NewSale {
        source: "1c".to_owned(),
        reference: reference.to_owned(),
        kind: SaleKind::Order,
        partner,
        customer: None,
        product: None,
        program: Some(program),
        happened_on: Date::new(2026, 11, day)?,
        quantity: 1,
        amount: Money::new(kopecks, Currency::RUB),
        note: String::new(),
        parts: SaleParts::default(),
        participants: Vec::new(),
        is_pending: false,
    })
}

/// Sells something large and odd, and something below in the network, so that every reason has a line of its own.
async fn sell(house: &House) -> Result<()> {
    let other = house.built()?.other;
    let mut work = well(house.site.begin(Actor::System("test")).await)?;
    let program = well(programs::program_by_code(&mut work, "dealers").await)?.context("the dealers")?.id;
    let edges = well(partners::edges(&mut work).await)?;
    let enrolled = well(programs::enrolments(&mut work, program).await)?;
    let below = edges.iter().filter(|edge| edge.upline == other).map(|edge| edge.partner);
    let below = below.into_iter().find(|low| enrolled.iter().any(|one| one.partner == *low));
    let below = below.context("somebody stands below")?;
    for new in
        [order("ПЛАН-1", other, program, 15, 400_000_55)?, order("ПЛАН-2", below, program, 16, 100_000_00)?]
    {
        sales::enter(&mut work, new).await.map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    }
    well(work.commit().await)
}

/// Asserts that the page shows all these words, whichever spaces stand in its figures.
async fn tells(browser: &Browser, words: &[&str]) -> Result<()> {
    let text = browser.text().await?;
    let plain: String = text.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    for word in words {
        assert!(plain.contains(word), "no «{word}» at {} in {text}", browser.url().await?);
    }
    Ok(())
}

/// Builds the plan of buttons and hands it in; answers the address of the approval.
async fn build(house: &House, browser: &Browser) -> Result<String> {
    browser.click_text("Программы").await?;
    browser.click_text("Дилерская сеть").await?;
    browser.click_text("Условия").await?;
    browser.click_text("Написать условия").await?;
    browser.click_text("Начать заново с готового плана").await?;
    browser.click_text("Ретробонус").await?;
    browser.sees("Обрыв").await?;
    tells(
        browser,
        &["5 % до 100 000 ₽, 8 % до 300 000 ₽, 12 % выше", "на весь оборот квартала с первого рубля"],
    )
    .await?;
    tells(browser, &["Обрыв: на границе 100 000 ₽ выплата прыгает на 3 000 ₽"]).await?;
    browser.click_text("Вышестоящим 3 % и 1 %").await?;
    browser.sees("без собственных продаж").await?;
    browser.click_text("Структуре — только кто сам продаёт").await?;
    browser.click_text("Предел за период").await?;
    tells(browser, &["Всё вместе за месяц — не больше 300 000 ₽", "Прямая структура: 3 %"]).await?;
    assert!(!browser.text().await?.contains("без собственных продаж"), "the doubt is settled");
    browser.click_text("Сохранить черновик").await?;
    browser.sees("Черновик сохранён").await?;
    replay(browser).await?;
    browser.click_text("Открыть условия").await?;
    browser.click_text("На утверждение…").await?;
    browser.sees("Отличия").await?;
    browser.fill("Первый день", "2026-11-01").await?;
    browser.fill("Комментарий", "Ретробонус по кварталу").await?;
    browser.click("form[action$='/submit'] button").await?;
    browser.sees("Ждёт утверждения").await?;
    let url = browser.url().await?;
    house.sign_out(browser).await?;
    Ok(url)
}

/// Asks what the draft would have cost last year, and waits for the answer.
async fn replay(browser: &Browser) -> Result<()> {
    browser.click_text("Прогнать на прошлом годе").await?;
    browser.sees("ничего не проводится").await?;
    browser.click("form[action$='/what-if'] button").await?;
    browser.arrives(|url| url.contains("/what-if/")).await?;
    browser.sees("посчитан").await?;
    tells(browser, &["май 2026 – октябрь 2026", "Было", "Стало бы", "Выигрывают", "Теряют"]).await
}

/// The second person finds what waits for him, reads it and approves it.
async fn approve(house: &House, browser: &Browser) -> Result<()> {
    house.sign_in(browser, "finance@demo").await?;
    browser.click_text("Программы").await?;
    browser.sees("Ждут вашего решения").await?;
    browser.click_text("Дилерская сеть, с 01.11.2026").await?;
    tells(browser, &["Игорь Котов", "Ретробонус по кварталу", "Обрыв"]).await?;
    browser.click_text("Утвердить и опубликовать").await?;
    browser.sees("опубликована").await
}

/// Closes November, when it is over.
async fn close(house: &House, browser: &Browser) -> Result<()> {
    house.site.clock.set(CLOSING.parse()?);
    house.sign_in(browser, "finance@demo").await?;
    browser.click_text("Начисления").await?;
    browser.click_text("ноябрь 2026").await?;
    browser.click_text("Закрыть период «ноябрь 2026»").await?;
    browser.click("form[action$='/close'] button").await?;
    browser.sees("Период закрыт").await?;
    house.sign_out(browser).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manager_builds_a_plan_of_parts_and_a_partner_reads_why_he_got_what_it_pays() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    sell(&house).await?;
    house.sign_in(&browser, "manager@demo").await?;
    let approval = build(&house, &browser).await?;
    assert!(approval.contains("/approval"), "{approval}");
    approve(&house, &browser).await?;
    house.sign_out(&browser).await?;
    close(&house, &browser).await?;

    house.sign_in(&browser, "other@demo").await?;
    browser.click_text("Отчёты").await?;
    browser.click_text("ноябрь 2026").await?;
    browser.sees("Из чего сложилось").await?;
    let statement = browser.url().await?;
    browser.fill("Номер продажи", "ПЛАН-1\u{e007}").await?;
    browser.arrives(|url| url.contains("q=")).await?;
    let line = browser.link("#lines a.door[href*='/lines/']").await?;
    browser.goto(&house.at(&line)).await?;
    browser.sees("Почему столько").await?;
    tells(
        &browser,
        &[
            "ПЛАН-1, 15 ноября 2026",
            "Правило «Продажи»",
            "Оборот по правилу до этой продажи",
            "12 % × 400 000,55",
        ],
    )
    .await?;
    tells(&browser, &["48 000,066", "половина округляется от нуля", "48 000,07"]).await?;
    tells(&browser, &["12 % выше — на весь оборот квартала с первого рубля"]).await?;
    browser.goto(&statement).await?;
    browser.fill("Номер продажи", "ПЛАН-2\u{e007}").await?;
    browser.arrives(|url| url.contains("q=")).await?;
    let line = browser.link("#lines a.door[href*='/lines/']").await?;
    browser.goto(&house.at(&line)).await?;
    tells(&browser, &["Структура, уровень 1", "3 % × 100 000,00", "3 000,00"]).await
}
