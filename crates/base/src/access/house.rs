//! The house's own routes: style sheet and script, language and theme.

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;

use super::{Door, Posted, Redirect, Routes, Visit};
use crate::failure::{Answer, Oops};
use crate::page::{assets, safe_back};
use crate::words::{Language, Theme};

/// Routes that every installation has.
pub fn house_routes() -> Routes {
    Routes::new().get("/assets/{file}", Door::Public, asset).post("/language", Door::Public, language).post(
        "/theme",
        Door::Public,
        theme,
    )
}

async fn asset(Path(file): Path<String>) -> Answer {
    let asset = assets::find(&format!("/assets/{file}")).ok_or(Oops::Unknown)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.bytes).into_response())
}

async fn language(visit: Visit, posted: Posted) -> Answer {
    let language = Language::parse(posted.filled.text("to")).ok_or(Oops::BadRequest("base-bad-form"))?;
    remember(&visit, &posted, "artel_language", language.code())
}

async fn theme(visit: Visit, posted: Posted) -> Answer {
    let theme = Theme::parse(posted.filled.text("to"));
    remember(&visit, &posted, "artel_theme", theme.code())
}

fn remember(visit: &Visit, posted: &Posted, name: &str, value: &str) -> Answer {
    let secure = if visit.site.config.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{secure}");
    Redirect::to(safe_back(posted.filled.text("back"))).with_cookie(cookie).into()
}
