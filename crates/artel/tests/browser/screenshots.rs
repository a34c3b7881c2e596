//! The pictures of the README: `ARTEL_WRITE_SCREENSHOTS=1 cargo test -p artel --test browser screenshots`.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::driver::Browser;
use crate::house;

/// The most that a picture weighs in the repository.
const BYTES_MAX: u64 = 200_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screenshots")
}

async fn picture(browser: &Browser, name: &str) -> Result<()> {
    let file = folder().join(name);
    browser.screenshot_seen(&file).await?;
    let bytes = std::fs::metadata(&file)?.len();
    assert!(bytes < BYTES_MAX, "{name} has {bytes} bytes");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_readme_shows_the_desk_and_a_receipt_as_they_are() -> Result<()> {
    if std::env::var_os("ARTEL_WRITE_SCREENSHOTS").is_none() {
        println!("skipped: ARTEL_WRITE_SCREENSHOTS writes docs/screenshots anew");
        return Ok(());
    }
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    browser.set_size(1280, 860).await?;
    browser.set_theme(false).await?;
    house.sign_in(&browser, "owner@demo").await?;
    browser.goto(&house.at("/desk?month=2026-10")).await?;
    picture(&browser, "desk.png").await?;
    browser.goto(&house.at("/desk/commissions")).await?;
    browser.click_text("октябрь 2026").await?;
    browser.click("th a[href*='sort=-direct']").await?;
    browser.arrives(|url| url.contains("sort=-direct")).await?;
    browser.click("a.row-link").await?;
    browser.sees("На чём основано").await?;
    let line = browser.link("a.door[href*='/lines/']").await?;
    browser.goto(&house.at(&line)).await?;
    picture(&browser, "receipt.png").await
}
