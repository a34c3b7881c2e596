//! The edge: what every request passes on its way in and every answer on its way out.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use super::{Redirect, Visit};
use crate::db::id;
use crate::failure::Oops;
use crate::work::Site;

/// Bodies of forms; routes that take files set their own limit.
const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);

const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ("strict-transport-security", "max-age=31536000"),
];

/// Puts the edge around the routes.
pub fn edge(router: Router, site: Site) -> Router {
    router
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(CatchPanicLayer::custom(|_| {
            Oops::Failed(crate::failure::Failure::new("a handler panicked")).into_response()
        }))
        .layer(from_fn(same_origin))
        .layer(from_fn_with_state(site, draw_oops))
        .layer(from_fn(security_headers))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CompressionLayer::new())
}

async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    response
}

/// A form posted from a foreign page is refused before anything reads it: browsers say where a request comes from.
async fn same_origin(request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reading || comes_from_here(&request) {
        next.run(request).await
    } else {
        Oops::BadRequest("base-foreign-form").into_response()
    }
}

fn comes_from_here(request: &Request) -> bool {
    let value = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = value("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let host = value("host").unwrap_or_default();
    value("origin").is_none_or(|origin| origin.split_once("://").is_some_and(|(_, named)| named == host))
}

/// Draws what a handler could not answer: a page for people, a problem document (RFC 9457) for programs.
async fn draw_oops(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visit = Visit::of(&site, &parts);
    let api = parts.uri.path().starts_with("/api/");
    let had_toast = visit.said.is_some() && parts.method == Method::GET && !api;
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(oops) = response.extensions_mut().remove::<Arc<Oops>>() {
        return answer(&visit, &oops, api);
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if had_toast && is_page {
        let gone = HeaderValue::from_static("artel_said=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}

fn answer(visit: &Visit, oops: &Oops, api: bool) -> Response {
    let request_id = id::encode(id::fresh());
    if let Oops::Failed(failure) = oops {
        tracing::error!(%failure, request_id, path = %visit.uri.path(), "a request failed");
    }
    if matches!(oops, Oops::SignIn) && !api {
        let back = form_urlencoded::byte_serialize(visit.here().as_bytes()).collect::<String>();
        return Redirect::to(format!("/sign-in?back={back}")).into_response();
    }
    let (title, detail) = sentences(visit, oops, &request_id);
    if api {
        let kind = match oops {
            Oops::Refused(key, _) | Oops::BadRequest(key) => *key,
            _ => "about:blank",
        };
        let body = serde_json::json!({
            "type": kind, "title": title, "status": oops.status().as_u16(), "detail": detail, "request": request_id,
        });
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        return (oops.status(), kind, body.to_string()).into_response();
    }
    let frame = visit.frame(title);
    let content = maud::html! { p { (detail) } p { a href="/" { (visit.reader.t("base-way-home")) } } };
    (oops.status(), visit.page(&frame, content)).into_response()
}

fn sentences(visit: &Visit, oops: &Oops, request_id: &str) -> (String, String) {
    let say = |key: &str| visit.reader.t(key);
    match oops {
        Oops::Unknown => (say("base-unknown-title"), say("base-unknown-detail")),
        Oops::Forbidden => (say("base-forbidden-title"), say("base-forbidden-detail")),
        Oops::SignIn => (say("base-sign-in-title"), say("base-sign-in-detail")),
        Oops::BadRequest(key) => (say("base-bad-request-title"), say(key)),
        Oops::Refused(_, sentence) => (say("base-refused-title"), sentence.clone()),
        Oops::Failed(_) => {
            let args = [("id", request_id.into())];
            (say("base-failed-title"), visit.reader.tr("base-failed-detail", &args))
        }
    }
}
