//! The command field.

use anyhow::{Context, Result};
use fantoccini::key::Key;

use crate::house::{self, well};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ctrl_k_a_name_and_enter_open_the_partner() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    let partner = house.built()?.partner;
    let mut work = house.reader().await?;
    let name = well(partners::partner(&mut work, partner).await)?.context("the sample partner")?.name;
    drop(work);
    house.sign_in(&browser, "owner@demo").await?;
    browser.press(&(Key::Control + "k")).await?;
    browser.press(&name).await?;
    browser.appears("#found [aria-selected=true]").await?;
    browser.press(&Key::Enter.to_string()).await?;
    browser.arrives(|url| url.ends_with(&format!("/desk/partners/{partner}"))).await?;
    assert_eq!(browser.complaints().await?, [""; 0]);
    Ok(())
}
