use axum::body::Body;
use axum::http::Request;
use base::on_both_engines;
use base::testing::Seen;

use crate::person::{OWNER, PASSWORD, owner};

const PAGES: [&str; 8] = [
    "/people/me",
    "/desk/people",
    "/desk/people/new",
    "/desk/people/roles",
    "/desk/people/audit",
    "/desk/people/letters",
    "/desk/people/nowhere",
    "/portal/people",
];

fn header<'a>(seen: &'a Seen, name: &str) -> &'a str {
    seen.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn is_guarded(seen: &Seen) {
    let policy = header(seen, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(header(seen, "x-content-type-options"), "nosniff");
    assert_eq!(header(seen, "x-frame-options"), "DENY");
    assert_eq!(header(seen, "referrer-policy"), "same-origin");
    assert_eq!(header(seen, "cache-control"), "private, no-store");
    let text = seen.text();
    for inline in [" style=", " onclick=", " onsubmit=", "<style", "<script>", "javascript:"] {
        assert!(!text.contains(inline), "{inline} in {text}");
    }
}

on_both_engines! { crate::house;

async fn every_page_carries_the_headers_and_nothing_inline(bench) {
    let boss = owner(&bench).await;
    for path in PAGES {
        is_guarded(&boss.get(path).await);
    }
    for path in ["/sign-in", "/forgot", "/invitation/none", "/nowhere"] {
        is_guarded(&bench.stranger().get(path).await);
    }
}

async fn a_form_without_the_secret_is_refused_with_a_way_out(bench) {
    let boss = owner(&bench).await;
    for path in ["/sign-out", "/desk/people", "/people/me/password", "/desk/people/roles/support"] {
        let text = boss.post_without_secret(path).await.is(400).text();
        assert!(text.contains("Форма устарела"), "{text}");
    }
    assert!(boss.is_in().await);
    bench.desk(base::access::Role::Owner).post("/desk/people/roles/owner", &[]).await.is(422);
}

async fn the_secret_of_one_session_does_not_fit_another(bench) {
    let boss = owner(&bench).await;
    let again = crate::person::sign_in(&bench, OWNER).await;
    let (one, other) = (boss.get("/people/me").await.text(), again.get("/people/me").await.text());
    let secret = |page: &str| page.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert_ne!(secret(&one), secret(&other));
    assert_eq!(secret(&one).len(), 40);
    let fields = [("csrf", secret(&other))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    bench.stranger().with_cookies(boss.cookies()).post("/sign-out", &fields).await.is(400);
}

async fn a_form_posted_from_a_foreign_page_is_refused(bench) {
    owner(&bench).await;
    let body = format!("email={OWNER}&password={PASSWORD}");
    let from = |name: &str, value: &str| {
        Request::post("/sign-in").header("host", "artel.example").header(name, value).body(Body::from(body.clone())).unwrap()
    };
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let seen = bench.stranger().send(from(name, value)).await.is(400);
        assert!(seen.text().contains("Форма пришла с чужого сайта"), "{}", seen.text());
        is_guarded(&seen);
    }
    bench.stranger().send(from("origin", "https://artel.example")).await.leads_on();
    bench.stranger().send(from("sec-fetch-site", "same-origin")).await.leads_on();
}

}
