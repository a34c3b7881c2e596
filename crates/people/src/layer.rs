//! The layer that finds out who is at the door.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::access::{Actor, Role, Visitor, cookie};
use base::failure::{Oops, Result};
use base::work::Site;
use jiff::SignedDuration;

use crate::links::sign;
use crate::sessions::{COOKIE, IDLE, hash_key};
use crate::sign_in::Origin;
use crate::store::{self, Present};

/// A session's last sight is written this seldom.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// Puts the visitor into the request; `axum::middleware::from_fn_with_state(site, sign_in_layer)`.
pub async fn sign_in_layer(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let key = cookie(request.headers(), COOKIE).filter(|key| !key.is_empty());
    if let Some(key) = key
        && !request.uri().path().starts_with("/assets/")
    {
        match visitor(&site, &key).await {
            Ok(Some(visitor)) => drop(request.extensions_mut().insert(visitor)),
            Ok(None) => {}
            Err(failure) => return Oops::Failed(failure).into_response(),
        }
    }
    next.run(request).await
}

async fn visitor(site: &Site, key: &str) -> Result<Option<Visitor>> {
    let hash = hash_key(key);
    let mut work = site.read(Actor::System("sign-in")).await?;
    let since = work.now().checked_sub(IDLE)?;
    let Some(present) = store::present(&mut work, &hash, since).await? else { return Ok(None) };
    drop(work);
    if site.clock.now().duration_since(present.seen_at) > TOUCH_EVERY {
        let mut work = site.begin(Actor::System("sign-in")).await?;
        store::touch_session(&mut work, present.session).await?;
        work.commit().await?;
    }
    Ok(Some(visitor_of(site, present, &hash)?))
}

fn visitor_of(site: &Site, present: Present, key_hash: &str) -> Result<Visitor> {
    let user = present.user;
    let delivered = Role::parse(&user.role).map(Role::acts).unwrap_or_default();
    let acts = present.acts.unwrap_or(delivered);
    let actor = match user.partner {
        Some(partner) => Actor::Partner { user: user.id, partner, acts },
        None => Actor::Staff { user: user.id, acts },
    };
    let company = if user.partner.is_some() { user.company } else { present.vendor.unwrap_or_default() };
    let csrf = sign(&site.secret, &format!("csrf {key_hash}"))?;
    Ok(Visitor { actor, name: user.name, company, role: user.role, csrf })
}

/// Where a visitor comes from.
pub(crate) fn origin(site: &Site, headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> Origin {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // The last address is the one that our own proxy wrote; the ones before it are hearsay.
    let forwarded = text("x-forwarded-for").rsplit(',').next().unwrap_or_default().trim().to_owned();
    let address = if site.config.behind_proxy && !forwarded.is_empty() {
        forwarded
    } else {
        peer.map(|peer| peer.0.ip().to_string()).unwrap_or_default()
    };
    Origin { address, browser: text(USER_AGENT.as_str()).to_owned() }
}
