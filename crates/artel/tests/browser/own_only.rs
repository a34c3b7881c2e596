//! A partner sees his own things and nobody else's.

use anyhow::{Result, ensure};
use base::access::PartnerId;
use commissions::StatementFilter;

use crate::driver::Browser;
use crate::house::{self, House, well};

async fn statement_of(house: &House, partner: PartnerId) -> Result<String> {
    let mut work = house.reader().await?;
    let filter = StatementFilter { partner: Some(partner), ..StatementFilter::default() };
    let found = well(commissions::statements(&mut work, &filter).await)?;
    ensure!(!found.is_empty(), "{partner} has no statement");
    Ok(found[0].id.to_string())
}

/// The status of an address and the words that its page shows.
async fn answer(house: &House, browser: &Browser, path: &str) -> Result<(u64, String)> {
    browser.goto(&house.at(path)).await?;
    Ok((browser.status().await?, browser.text().await?))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_foreign_statement_answers_a_partner_like_one_that_never_was() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    let built = house.built()?;
    let own = statement_of(&house, built.partner).await?;
    let foreign = statement_of(&house, built.other).await?;
    house.sign_in(&browser, "partner@demo").await?;
    browser.click_text("Отчёты").await?;
    let text = browser.text().await?;
    let mut work = house.reader().await?;
    let others = well(partners::all(&mut work).await)?;
    for other in others.iter().filter(|other| other.id != built.partner) {
        assert!(!text.contains(&other.name), "{} is seen in {text}", other.name);
    }
    let at = |id: &str| format!("/portal/commissions/statements/{id}");
    let (status, text) = answer(&house, &browser, &at(&own)).await?;
    assert_eq!(status, 200, "{text}");
    for ending in ["", "/total"] {
        let seen = answer(&house, &browser, &format!("{}{ending}", at(&foreign))).await?;
        let unknown = answer(&house, &browser, &format!("{}{ending}", at("statement_0000000000001"))).await?;
        assert_eq!(seen, unknown);
        assert_eq!(seen.0, 404, "{}", seen.1);
        assert!(seen.1.contains("Такой страницы нет"), "{}", seen.1);
    }
    let (status, text) = answer(&house, &browser, &format!("/desk/partners/{}", built.other)).await?;
    assert_eq!(status, 404, "{text}");
    Ok(())
}
