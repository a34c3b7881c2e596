//! One's own page: profile, password, open sessions.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use base::access::{Path, Posted, Redirect, Visit, cookie};
use base::failure::{Answer, Oops};
use base::page::{Column, Fields, Filled, Row, Table, card, columns, details, form, verb};
use maud::{Markup, html};

use super::door::session_cookie;
use super::write_refusal;
use crate::layer::origin;
use crate::sessions::{COOKIE, Session, SessionId, end_own, hash_key};
use crate::sign_in::begin_session;
use crate::{User, reset, rules, store};

/// `GET /people/me`
pub async fn show(visit: Visit, headers: HeaderMap) -> Answer {
    page(&visit, &headers, Filled::default()).await
}

async fn page(visit: &Visit, headers: &HeaderMap, filled: Filled) -> Answer {
    let user = visit.visitor.actor.user().ok_or(Oops::Unknown)?;
    let mut work = visit.read().await?;
    let user = store::user(&mut work, user).await?.ok_or(Oops::Unknown)?;
    let sessions = store::sessions_of(&mut work, user.id).await?;
    let present = cookie(headers, COOKIE).map(|key| hash_key(&key)).unwrap_or_default();
    let r = &visit.reader;
    let frame = visit.frame(r.t("people-me-title"));
    let content = html! {
        (columns([profile(visit, &user), password(visit, &frame, &filled)]))
        p { a.button href="/people/me/factor" { (r.t("people-factor-title")) } }
        (sessions_table(visit, &sessions, &present))
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn profile(visit: &Visit, user: &User) -> Markup {
    let r = &visit.reader;
    let rows = [
        (r.t("people-name"), html! { (user.name) }),
        (r.t("people-email"), html! { (user.email) }),
        (r.t("people-role"), html! { (r.t(&format!("role-{}", user.role))) }),
        (r.t("people-company"), html! { (visit.visitor.company) }),
    ];
    card(&r.t("people-me-profile"), details(rows))
}

fn password(visit: &Visit, frame: &base::page::Frame, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let help = r.tr("people-password-help", &[("min", rules::PASSWORD_MIN.into())]);
    let fields = html! {
        (f.password("present", r.t("people-present-password")).required().autocomplete("current-password"))
        (f.password("password", r.t("people-new-password")).required().autocomplete("new-password").help(help))
        (verb(&r.t("people-change-password-verb")))
    };
    card(&r.t("people-me-password"), form(frame, "/people/me/password", filled, fields))
}

fn sessions_table(visit: &Visit, sessions: &[Session], present: &str) -> Markup {
    let r = &visit.reader;
    let frame = visit.frame("");
    let rows = sessions.iter().map(|session| {
        let here = session.key_hash == present;
        let action = format!("/people/me/sessions/{}/end", session.id);
        let end = form(&frame, &action, &Filled::default(), verb(&r.t("people-session-end")));
        Row::new([
            html! { (session.browser) @if here { " · " strong { (r.t("people-session-here")) } } },
            html! { (session.address) },
            html! { (r.moment(session.created_at)) },
            html! { (r.moment(session.seen_at)) },
            html! { @if !here { (end) } },
        ])
    });
    let table = Table::new(r, "sessions", r.t("people-sessions-title"))
        .columns([
            Column::text(r.t("people-session-browser")).lead(),
            Column::text(r.t("people-session-address")),
            Column::text(r.t("people-session-begun")),
            Column::text(r.t("people-session-seen")).key(),
            Column::text(r.t("people-session-verbs")),
        ])
        .rows(rows);
    base::page::section(&r.t("people-sessions-title"), html! {}, table)
}

/// `POST /people/me/password`
pub async fn change_password(
    visit: Visit,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match reset::change(&mut work, filled.exact("present"), filled.exact("password")).await {
        Ok(user) => {
            let from = origin(&visit.site, &headers, peer.as_deref());
            let key = begin_session(&mut work, user, &from).await?;
            work.commit().await?;
            let on = visit.redirect("/people/me", "people-said-password-changed", &[]);
            on.with_cookie(session_cookie(&visit.site, &key)).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            drop(work);
            page(&visit, &headers, filled).await
        }
    }
}

/// `POST /people/me/sessions/{session}/end`
pub async fn end_session(visit: Visit, Path(session): Path<SessionId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    end_own(&mut work, Some(session)).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    Redirect::into(visit.redirect("/people/me", "people-said-session-ended", &[]))
}
