//! A real year in the browser: what Anna Snelling gets for the last quarter of 2017, and why.

use anyhow::{Context, Result};
use base::db::EngineName;

use crate::driver::Browser;
use crate::program::{Artel, Server, beside, shared};

/// Brings the year in, closes its quarters and serves it; nothing where the data set is not here.
fn served() -> Option<(Artel, Server)> {
    let data = shared("data/crm")?;
    let artel = Artel::fresh(EngineName::Sqlite)?;
    artel.does(&["migrate"]);
    for (what, file, mapping) in [
        ("partners", "sales_teams.csv", "partners.toml"),
        ("customers", "accounts.csv", "customers.toml"),
        ("products", "products.csv", "products.toml"),
        ("sales", "sales_pipeline.csv", "sales.toml"),
    ] {
        let (file, mapping) = (data.join(file).display().to_string(), beside(&format!("crm/{mapping}")));
        let (report, code) = artel.import(what, &file, &["--map", &mapping]);
        assert_eq!(code, Some(0), "{report}");
    }
    let add = ["programs", "add", "--code", "crm2017", "--name", "Channel 2017", "--currency", "USD"];
    artel.does(&[&add[..], &["--period", "quarter", "--starts-on", "2017-01-01", "--enrol-all"]].concat());
    let terms = format!("{}/../terms/tests/it/crm.toml", env!("CARGO_MANIFEST_DIR"));
    artel.does(&["terms", "publish", &terms, "--program", "crm2017", "--from", "2017-01-01"]);
    artel.does(&["programs", "start", "crm2017"]);
    for quarter in ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"] {
        artel.does(&["close", "--program", "crm2017", "--period", quarter]);
    }
    let server = artel.serve(&[]);
    Some((artel, server))
}

/// Comes in as the first owner by the link that the console shows.
async fn come_in(browser: &Browser, server: &Server) -> Result<()> {
    browser.goto(server.welcome.as_deref().context("a link for the first owner")?).await?;
    browser.fill("Название компании", "Hardware Ltd.").await?;
    browser.fill("Имя", "Марина Белова").await?;
    browser.fill("Эл. почта", "owner@example.com").await?;
    browser.fill("Новый пароль", "a long pass phrase").await?;
    browser.click_text("Открыть Артель").await?;
    browser.arrives(|url| url.ends_with("/desk")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anna_snelling_s_last_quarter_opens_to_the_sale_the_rule_and_the_bands() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    // The program runs as it does for people: as a process of its own.
    let Some((_artel, server)) = tokio::task::spawn_blocking(served).await? else { return Ok(()) };
    come_in(&browser, &server).await?;
    browser.click_text("Начисления").await?;
    browser.click_text("4 квартал 2017").await?;
    browser.sees("Период закрыт").await?;
    browser.click_text("Anna Snelling").await?;
    browser.sees("На чём основано").await?;
    tells(&browser, &["С продаж", "500,00", "5 659,02"]).await?;
    browser.click_text("64CTQ6C5").await?;
    browser.sees("Почему столько").await?;
    // 15 416 before this sale, 22 075 after it: the bound of 20 000 splits it.
    let reasons =
        ["64CTQ6C5, 2 ноября 2017", "6 659,00", "15 416,00", "Everything else, by quarterly turnover"];
    tells(&browser, &reasons).await?;
    tells(&browser, &["5 % × 4 584,00", "229,20", "7 % × 2 075,00", "145,25", "374,45"]).await?;
    tells(&browser, &["Channel programme 2017», версия 1", "половина округляется от нуля"]).await?;
    tells(&browser, &["Series GTK, flat"]).await
}

/// Asserts that the page shows all these words, whichever spaces stand in its figures.
async fn tells(browser: &Browser, words: &[&str]) -> Result<()> {
    let text: String =
        browser.text().await?.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    for word in words {
        assert!(text.contains(word), "no «{word}» in {text}");
    }
    Ok(())
}
