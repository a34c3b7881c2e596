//! Everything works without JavaScript.

use anyhow::Result;

use crate::house;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_is_found_changed_and_read_in_english_and_in_the_dark_without_scripts() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    browser.set_scripts(false).await?;
    house.sign_in(&browser, "manager@demo").await?;
    browser.click_text("Партнёры").await?;
    browser.arrives(|url| url.ends_with("/desk/partners")).await?;
    let all = browser.count("#partners tbody tr").await?;
    browser.click_text("Фильтр").await?;
    browser.fill("Вид", "Агент").await?;
    browser.click_text("Показать").await?;
    browser.arrives(|url| url.contains("kind=agent")).await?;
    let agents = browser.count("#partners tbody tr").await?;
    assert!(agents > 0 && agents < all, "{agents} of {all}");
    browser.click("a.row-link").await?;
    browser.click_text("Изменить").await?;
    browser.fill("Название", "Ромашка и сыновья").await?;
    browser.click_text("Сохранить карточку").await?;
    browser.sees("Ромашка и сыновья").await?;
    browser.click_text("EN, English").await?;
    browser.appears("html[lang=en]").await?;
    browser.sees("Partners").await?;
    browser.click_text("Light theme").await?;
    browser.appears("html[data-theme=light]").await?;
    browser.click_text("Dark theme").await?;
    browser.appears("html[data-theme=dark]").await?;
    browser.sees("Ромашка и сыновья").await
}
