//! The pages before the door: sign-in, invitation, forgotten password, the first owner's welcome.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use base::access::{Path, Posted, Redirect, Visit, cookie};
use base::failure::{Answer, Result, Stop};
use base::page::{Address, Fields, Filled, form, safe_back, verb};
use base::work::{Site, Work};
use maud::{Markup, html};

use super::write_refusal;
use crate::invite::Welcome;
use crate::layer::origin;
use crate::links::{self, Purpose};
use crate::sessions::{COOKIE, IDLE, hash_key};
use crate::sign_in::{self as signing, begin_session};
use crate::{Origin, invite, reset, rules, store};

type Peer = Option<axum::Extension<ConnectInfo<SocketAddr>>>;

/// `GET /sign-in`
pub async fn sign_in_form(visit: Visit, here: Address) -> Answer {
    if visit.visitor.actor.user().is_some() {
        return Redirect::to("/").into();
    }
    let filled = Filled::from_pairs([("back", here.get("back").unwrap_or("/"))]);
    Ok(sign_in_page(&visit, &filled).into_response())
}

fn sign_in_page(visit: &Visit, filled: &Filled) -> axum::response::Response {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let frame = visit.frame(r.t("people-sign-in-title"));
    let fields = html! {
        input type="hidden" name="back" value=(safe_back(filled.text("back")));
        (f.email("email", r.t("people-email")).required().autocomplete("username"))
        (f.password("password", r.t("people-password")).required().autocomplete("current-password"))
        (verb(&r.t("people-sign-in-verb")))
    };
    let content = html! {
        (form(&frame, "/sign-in", filled, fields))
        p { a href="/forgot" { (r.t("people-forgot-link")) } }
    };
    if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) }
}

/// `POST /sign-in`
pub async fn sign_in(visit: Visit, peer: Peer, headers: HeaderMap, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let from = origin(&visit.site, &headers, peer.as_deref());
    let signed = signing::sign_in(&visit.site, filled.text("email"), filled.exact("password"), &from).await;
    match signed {
        Ok(key) => {
            Redirect::to(safe_back(filled.text("back"))).with_cookie(session_cookie(&visit.site, &key)).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            Ok(sign_in_page(&visit, &filled))
        }
    }
}

/// `POST /sign-out`
pub async fn sign_out(visit: Visit, headers: HeaderMap, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    if let Some(key) = cookie(&headers, COOKIE) {
        store::end_session_by_key(&mut work, &hash_key(&key)).await?;
    }
    work.commit().await?;
    Redirect::to("/sign-in")
        .with_cookie(format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"))
        .into()
}

/// The cookie that carries a session's key.
pub fn session_cookie(site: &Site, key: &str) -> String {
    let secure = if site.config.secure_cookies { "; Secure" } else { "" };
    format!("{COOKIE}={key}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}", IDLE.as_secs())
}

/// `GET /forgot`
pub async fn forgot_form(visit: Visit) -> Answer {
    let r = &visit.reader;
    let filled = Filled::default();
    let frame = visit.frame(r.t("people-forgot-title")).lead(r.t("people-forgot-lead"));
    let f = Fields::new(r, &filled);
    let fields = html! {
        (f.email("email", r.t("people-email")).required().autocomplete("username"))
        (verb(&r.t("people-forgot-verb")))
    };
    Ok(visit.page(&frame, form(&frame, "/forgot", &filled, fields)))
}

/// `POST /forgot`
pub async fn forgot(visit: Visit, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    reset::forgot(&mut work, posted.filled.text("email"), &visit.reader).await?;
    work.commit().await?;
    let r = &visit.reader;
    let frame = visit.frame(r.t("people-forgot-sent-title"));
    Ok(visit.page(
        &frame,
        html! { p { (r.t("people-forgot-sent")) } p { a href="/sign-in" { (r.t("people-sign-in-verb")) } } },
    ))
}

/// `GET /reset/{link}`
pub async fn reset_form(visit: Visit, Path(link): Path<String>) -> Answer {
    password_page(&visit, Purpose::Reset, &link, Filled::default()).await
}

/// `POST /reset/{link}`
pub async fn reset(
    visit: Visit,
    peer: Peer,
    headers: HeaderMap,
    Path(link): Path<String>,
    posted: Posted,
) -> Answer {
    let from = origin(&visit.site, &headers, peer.as_deref());
    take_link(&visit, &from, Purpose::Reset, &link, posted.filled).await
}

/// `GET /invitation/{link}`
pub async fn invitation_form(visit: Visit, Path(link): Path<String>) -> Answer {
    password_page(&visit, Purpose::Invitation, &link, Filled::default()).await
}

/// `POST /invitation/{link}`
pub async fn accept(
    visit: Visit,
    peer: Peer,
    headers: HeaderMap,
    Path(link): Path<String>,
    posted: Posted,
) -> Answer {
    let from = origin(&visit.site, &headers, peer.as_deref());
    take_link(&visit, &from, Purpose::Invitation, &link, posted.filled).await
}

/// Sets the typed password by the link and lets its person in, or shows the form again.
async fn take_link(visit: &Visit, from: &Origin, purpose: Purpose, link: &str, mut filled: Filled) -> Answer {
    let mut work = visit.begin().await?;
    let done = match purpose {
        Purpose::Invitation => invite::accept(&mut work, link, filled.exact("password")).await,
        _ => reset::reset(&mut work, link, filled.exact("password")).await,
    };
    match done {
        Ok(user) => come_in(visit, work, user, from).await,
        Err(stop) => {
            write_refusal(visit, &mut filled, stop)?;
            drop(work);
            password_page(visit, purpose, link, filled).await
        }
    }
}

/// The page with one field, for a link that still opens; a dead link says so.
async fn password_page(visit: &Visit, purpose: Purpose, link: &str, filled: Filled) -> Answer {
    let (way, title, word) = match purpose {
        Purpose::Invitation => ("invitation", "people-invitation-title", "people-invitation-verb"),
        _ => ("reset", "people-reset-title", "people-reset-verb"),
    };
    let mut work = visit.read().await?;
    links::look(&mut work, purpose, link).await.map_err(|stop| visit.oops(stop))?;
    let r = &visit.reader;
    let frame = visit.frame(r.t(title));
    let f = Fields::new(r, &filled);
    let help = r.tr("people-password-help", &[("min", rules::PASSWORD_MIN.into())]);
    let fields = html! {
        (f.password("password", r.t("people-new-password")).required().autocomplete("new-password").help(help))
        (verb(&r.t(word)))
    };
    let content = form(&frame, &format!("/{way}/{link}"), &filled, fields);
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

/// `GET /welcome/{link}`
pub async fn welcome_form(visit: Visit, Path(link): Path<String>) -> Answer {
    welcome_page(&visit, &link, Filled::default()).await
}

/// `POST /welcome/{link}`
pub async fn welcome(
    visit: Visit,
    peer: Peer,
    headers: HeaderMap,
    Path(link): Path<String>,
    posted: Posted,
) -> Answer {
    let mut filled = posted.filled;
    let r = &visit.reader;
    let request = Welcome {
        vendor: filled.required(r, "vendor", &r.t("people-vendor")),
        name: filled.required(r, "name", &r.t("people-name")),
        email: filled.required(r, "email", &r.t("people-email")),
        password: filled.exact("password").to_owned(),
    };
    if filled.has_errors() {
        return welcome_page(&visit, &link, filled).await;
    }
    let mut work = visit.begin().await?;
    let from = origin(&visit.site, &headers, peer.as_deref());
    match invite::welcome(&mut work, &link, request).await {
        Ok(user) => come_in(&visit, work, user, &from).await,
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            welcome_page(&visit, &link, filled).await
        }
    }
}

async fn welcome_page(visit: &Visit, link: &str, filled: Filled) -> Answer {
    let mut work = visit.read().await?;
    links::look(&mut work, Purpose::Welcome, link).await.map_err(|stop| visit.oops(stop))?;
    let frame =
        visit.frame(visit.reader.t("people-welcome-title")).lead(visit.reader.t("people-welcome-lead"));
    let content = form(&frame, &format!("/welcome/{link}"), &filled, welcome_fields(visit, &filled));
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn welcome_fields(visit: &Visit, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let help = r.tr("people-password-help", &[("min", rules::PASSWORD_MIN.into())]);
    html! {
        (f.text("vendor", r.t("people-vendor")).required().help(r.t("people-vendor-help")))
        (f.text("name", r.t("people-name")).required().autocomplete("name"))
        (f.email("email", r.t("people-email")).required().autocomplete("username"))
        (f.password("password", r.t("people-new-password")).required().autocomplete("new-password").help(help))
        (verb(&r.t("people-welcome-verb")))
    }
}

/// Opens a session for somebody who has just set a password, and leads him in.
async fn come_in(visit: &Visit, mut work: Work, user: base::access::UserId, from: &Origin) -> Answer {
    let key: Result<String> = begin_session(&mut work, user, from).await;
    let key = key.map_err(|failure| visit.oops(Stop::<base::failure::Never>::Failed(failure)))?;
    work.commit().await?;
    Redirect::to("/").with_cookie(session_cookie(&visit.site, &key)).into()
}
