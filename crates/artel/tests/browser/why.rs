//! Every sum is a door to its reason.

use anyhow::Result;

use crate::house;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sum_of_a_closed_statement_opens_its_sale_rule_terms_band_and_rounding() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    house.sign_in(&browser, "owner@demo").await?;
    browser.click_text("Начисления").await?;
    browser.click_text("октябрь 2026").await?;
    browser.sees("Период закрыт").await?;
    // Who sold most has reached the second band.
    browser.click("th a[href*='sort=-direct']").await?;
    browser.arrives(|url| url.contains("sort=-direct")).await?;
    browser.click("a.row-link").await?;
    browser.sees("На чём основано").await?;
    let line = browser.link("a.door[href*='/lines/']").await?;
    browser.goto(&house.at(&line)).await?;
    for part in ["Продажа", "Правило словами", "версия", "Ступень", "Округление", "Начислено"]
    {
        browser.sees(part).await?;
    }
    Ok(())
}
