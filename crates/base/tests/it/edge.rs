use axum::body::Body;
use axum::http::Request;
use base::access::{Door, Role, Routes, Visit};
use base::failure::{Answer, Failure, Oops};
use base::on_both_engines;
use base::testing::Seen;
use maud::html;

/// Routes that end in every way there is.
pub fn routes() -> Routes {
    Routes::new()
        .get("/page", Door::Public, page)
        .get("/panic", Door::Public, panics)
        .get("/fail", Door::Public, fails)
        .get("/api/v1/panic", Door::Public, panics)
        .get("/api/v1/fail", Door::Public, fails)
        .get("/api/v1/refuse", Door::Public, refuses)
        .get("/api/v1/own", Door::SignedIn, page)
        .get("/api/v1/desk", Door::Desk(base::access::Act::SeePayouts), page)
}

async fn page(visit: Visit) -> Answer {
    Ok(visit.page(&visit.frame("Проба"), html! { p { "всё на месте" } }))
}

async fn panics() -> Answer {
    panic!("the handler met what it did not expect")
}

async fn fails() -> Answer {
    Err(Failure::new("password=secret leaked into the message").into())
}

async fn refuses() -> Answer {
    Err(Oops::Refused("sales-refusal-closed", "Период закрыт".into()))
}

/// The problem document of an answer, after its envelope was checked.
fn problem(seen: &Seen, status: u16) -> serde_json::Value {
    assert_eq!(
        (seen.status.as_u16(), seen.kind.as_str()),
        (status, "application/problem+json"),
        "{}",
        seen.text()
    );
    let document = seen.json();
    assert_eq!(document["status"], status);
    assert_eq!(document["request"].as_str().map(str::len), Some(13), "{document}");
    document
}

on_both_engines! { crate::ground;

async fn an_unknown_page_says_so_in_both_languages(bench) {
    for guest in [bench.stranger(), bench.desk(Role::Owner)] {
        let text = guest.get("/nowhere").await.is(404).text();
        assert!(text.contains("Такой страницы нет") && text.contains("lang=\"ru\""), "{text}");
        let text = guest.in_english().get("/nowhere").await.is(404).text();
        assert!(text.contains("There is no such page") && text.contains("lang=\"en\""), "{text}");
    }
}

async fn the_api_answers_errors_as_problem_documents(bench) {
    let guest = bench.stranger().in_english();
    let unknown = problem(&guest.get("/api/v1/nowhere").await, 404);
    assert_eq!((&unknown["type"], &unknown["title"]), (&"about:blank".into(), &"There is no such page".into()));
    problem(&guest.get("/api/v1/own").await, 401);
    problem(&bench.desk(Role::Inspector).get("/api/v1/desk").await, 403);
    let refused = problem(&guest.get("/api/v1/refuse").await, 422);
    assert_eq!((&refused["type"], &refused["detail"]), (&"sales-refusal-closed".into(), &"Период закрыт".into()));
    let failed = guest.get("/api/v1/fail").await;
    assert!(problem(&failed, 500)["detail"].as_str().unwrap().contains(failed.json()["request"].as_str().unwrap()));
    assert!(!failed.text().contains("secret"));
    problem(&guest.get("/api/v1/panic").await, 500);
}

async fn a_panic_and_a_failure_become_an_apology_with_a_number(bench) {
    let mut numbers = Vec::new();
    for path in ["/panic", "/fail"] {
        let text = bench.stranger().get(path).await.is(500).text();
        assert!(text.contains("Что-то сломалось") && !text.contains("secret"), "{text}");
        let (_, after) = text.split_once("назовите администратору номер ").expect("a number to tell");
        numbers.push(after.split('.').next().unwrap().trim().to_owned());
        bench.stranger().in_english().get(path).await.is(500);
    }
    assert!(numbers.iter().all(|number| number.len() == 13) && numbers[0] != numbers[1], "{numbers:?}");
    bench.stranger().get("/page").await.shows(&["всё на месте"]);
}

async fn the_reader_switches_the_language_and_comes_back(bench) {
    let seen = bench.stranger().post("/language", &[("to", "en"), ("back", "/page?a=1")]).await;
    assert_eq!((seen.location.as_str(), seen.cookies.as_slice()), ("/page?a=1", &["artel_language=en".to_owned()][..]));
    let page = |cookie: &str| Request::get("/page").header("cookie", cookie).body(Body::empty()).unwrap();
    bench.stranger().send(page("artel_language=en")).await.shows(&["lang=\"en\""]);
    bench.stranger().send(page("artel_language=ru")).await.shows(&["lang=\"ru\""]);
    bench.stranger().post("/language", &[("to", "tlh"), ("back", "/page")]).await.is(400);
    assert_eq!(bench.stranger().post("/language", &[("to", "en"), ("back", "//evil.example")]).await.leads_on(), "/");
}

async fn the_reader_switches_the_theme_and_comes_back(bench) {
    let seen = bench.stranger().post("/theme", &[("to", "dark"), ("back", "/page")]).await;
    assert_eq!((seen.location.as_str(), seen.cookies.as_slice()), ("/page", &["artel_theme=dark".to_owned()][..]));
    bench.stranger().with_cookies(&seen.cookies).get("/page").await.shows(&["data-theme=\"dark\""]);
    bench.stranger().get("/page").await.shows(&["data-theme=\"auto\""]);
}

async fn the_switches_of_a_signed_in_reader_need_the_secret(bench) {
    let body = Body::from("to=en&back=/page");
    let seen = bench.desk(Role::Owner).send(Request::post("/language").body(body).unwrap()).await.is(400);
    assert!(seen.text().contains("Форма устарела"), "{}", seen.text());
    bench.desk(Role::Owner).post("/language", &[("to", "en"), ("back", "/page")]).await.leads_on();
}

async fn the_style_sheet_may_be_kept_and_pages_may_not(bench) {
    let page = bench.stranger().get("/page").await;
    assert_eq!(page.headers["cache-control"], "private, no-store");
    let text = page.text();
    let (_, after) = text.split_once("href=\"/assets/").expect("a style sheet");
    let sheet = bench.stranger().get(&format!("/assets/{}", after.split('"').next().unwrap())).await.is(200);
    assert_eq!(sheet.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(sheet.headers["x-content-type-options"], "nosniff");
    bench.stranger().get("/assets/../Cargo.toml").await.is(404);
}

async fn a_form_that_is_too_long_is_refused(bench) {
    let long = "x".repeat(3 * 1024 * 1024);
    bench.stranger().post("/theme", &[("to", &long)]).await.is(400);
}

}
