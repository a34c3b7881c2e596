//! The driver does what it says, on pages under the same strict policy as Artel's own.

use crate::driver::Browser;
use anyhow::Result;
use axum::Router;
use axum::extract::Query;
use axum::response::Html;
use axum::routing::get;
use std::collections::BTreeMap;
use std::path::Path;

const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; img-src 'self' data:; \
    script-src 'self'";
const STYLE: &str = "body { color: #111; background: #fff } \
    @media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } } .tall { height: 3000px }";

fn page(title: &str, body: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=ru><head><meta charset=utf-8><title>{title}</title>\
         <meta name=viewport content='width=device-width'><link rel=icon href='data:,'>\
         <link rel=stylesheet href=/style.css><script src=/live.js defer></script></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    ))
}

async fn form() -> Html<String> {
    page(
        "Новая сделка",
        "<form action=/saved><p><label for=n>Название</label> <input id=n name=name value=старое>\
         <p><label>Уровень <select name=tier><option value=1>Серебро<option value=2>Золото</select></label>\
         <p><label>Дата <input type=date name=on></label> <p><label><input type=checkbox name=agreed> Согласен</label>\
         <p><button>Сохранить</button></form><div class=tall></div>",
    )
}

async fn answer(Query(fields): Query<BTreeMap<String, String>>) -> Html<String> {
    page("Сохранено", &format!("<p>{fields:?}</p><a href=/bad>Дальше</a>"))
}

async fn bad() -> Html<String> {
    page("Плохо", "<form><input name=nameless></form><img src=/absent.png><p style='color: red'>inline</p>")
}

async fn with_policy(
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("content-security-policy", axum::http::HeaderValue::from_static(POLICY));
    response
}

async fn serve() -> Result<String> {
    let script = get(|| async { ([("content-type", "text/javascript")], "document.title += ' (live)'") });
    let style = get(|| async { ([("content-type", "text/css")], STYLE) });
    let routes = Router::new()
        .route("/", get(form))
        .route("/saved", get(answer))
        .route("/bad", get(bad))
        .route("/style.css", style);
    let routes = routes.route("/live.js", script);
    let routes = routes.layer(axum::middleware::from_fn(with_policy));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(address)
}

#[tokio::test]
async fn a_form_is_filled_and_sent_by_the_words_on_it() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.goto(&serve().await?).await?;
    browser.fill("Название", "Ромашка").await?;
    browser.fill("Уровень", "Золото").await?;
    browser.fill("Дата", "2026-03-04").await?;
    browser.fill("Согласен", "on").await?;
    assert!(browser.fill("Уровень", "Платина").await.is_err());
    browser.click_text("Сохранить").await?;
    browser.sees("Сохранено").await?;
    let text = browser.text().await?;
    for part in ["\"Ромашка\"", "\"tier\": \"2\"", "\"2026-03-04\"", "\"agreed\": \"on\""] {
        assert!(text.contains(part), "{part} in {text}");
    }
    Ok(())
}

#[tokio::test]
async fn axe_passes_a_good_page_in_both_themes_and_finds_what_is_bad() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let home = serve().await?;
    for dark in [false, true] {
        browser.set_theme(dark).await?;
        browser.goto(&home).await?;
        assert_eq!(browser.axe().await?, []);
        let ink = browser.run("return getComputedStyle(document.body).color", vec![]).await?;
        assert_eq!(ink, if dark { "rgb(238, 238, 238)" } else { "rgb(17, 17, 17)" });
    }
    assert_eq!(browser.complaints().await?, [""; 0]);
    browser.goto(&format!("{home}/bad")).await?;
    let rules: Vec<String> = browser.axe().await?.into_iter().map(|violation| violation.rule).collect();
    assert!(rules.contains(&"label".to_owned()) && rules.contains(&"image-alt".to_owned()), "{rules:?}");
    let complaints = browser.complaints().await?.join("\n");
    assert!(complaints.contains("absent.png") && complaints.contains("inline style"), "{complaints}");
    Ok(())
}

#[tokio::test]
async fn a_phone_is_narrow_and_a_picture_shows_the_whole_page() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    browser.set_size(390, 844).await?;
    browser.goto(&serve().await?).await?;
    assert_eq!(browser.run("return innerWidth", vec![]).await?, 390);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("phone.png");
    browser.screenshot(&file).await?;
    let picture = std::fs::read(file)?;
    let number =
        |at: usize| u32::from_be_bytes([picture[at], picture[at + 1], picture[at + 2], picture[at + 3]]);
    assert_eq!(number(16), 390);
    assert!(number(20) > 3000, "{} high", number(20));
    let loaded = browser.loaded().await?;
    assert_eq!(loaded.len(), 3, "{loaded:?}");
    assert!(loaded.iter().all(|part| part.bytes > 0));
    Ok(())
}

#[tokio::test]
async fn a_page_is_read_with_and_without_its_scripts() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let home = serve().await?;
    for (on, title) in [(true, "Новая сделка (live)"), (false, "Новая сделка")] {
        browser.set_scripts(on).await?;
        browser.goto(&home).await?;
        assert_eq!(browser.run("return document.title", vec![]).await?, title);
        assert_eq!(browser.count("form input").await?, 3);
    }
    browser.click("input[name=name]").await?;
    browser.press("!\u{e007}").await?;
    browser.sees("Сохранено").await?;
    assert!(browser.text().await?.contains("старое"), "{}", browser.text().await?);
    assert!(browser.url().await?.contains("/saved?"));
    Ok(())
}

#[tokio::test]
async fn a_browser_leaves_no_process_behind() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let pids = browser.pids();
    assert!(pids.iter().all(|pid| alive(*pid)));
    drop(browser);
    assert!(!pids.iter().any(|pid| alive(*pid)), "{pids:?}");
    Ok(())
}

/// Whether a process runs; one that has ended and waits to be collected does not.
fn alive(pid: u64) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}
