//! The visit: one request by one visitor, with everything a handler needs.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use maud::Render;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::convert::Infallible;

use super::{Act, Actor, PartnerId, Side, Whose};
use crate::failure::{Oops, Refusal, Result, Stop};
use crate::page::{self, Address, Frame, Link, MenuGroup, MenuItem, Person, Tone};
use crate::words::{Arg, Language, Reader, Theme};
use crate::work::{Site, Work};

/// Who is at the door; put into every request by the sign-in layer.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// By whom work is done.
    pub actor: Actor,
    /// The name shown in the top line.
    pub name: String,
    /// The vendor's or the partner's name.
    pub company: String,
    /// The role's name, for its translation.
    pub role: String,
    /// The secret that every form of this visitor carries.
    pub csrf: String,
}

impl Visitor {
    /// Somebody who has not signed in.
    pub fn anonymous() -> Self {
        let empty = String::new;
        Self { actor: Actor::Anonymous, name: empty(), company: empty(), role: empty(), csrf: empty() }
    }
}

/// One request by one visitor.
#[derive(Clone)]
pub struct Visit {
    /// The running installation.
    pub site: Site,
    /// Who came.
    pub visitor: Visitor,
    /// For whom pages are written.
    pub reader: Reader,
    /// Where he came.
    pub uri: Uri,
    /// What the previous page had to say (one toast).
    pub said: Option<String>,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> std::result::Result<Self, Infallible> {
        Ok(Self::of(site, parts))
    }
}

impl Visit {
    /// Reads the visit out of a request's head.
    pub fn of(site: &Site, parts: &Parts) -> Self {
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_else(Visitor::anonymous);
        let original = parts.extensions.get::<axum::extract::OriginalUri>().map(|uri| uri.0.clone());
        Self {
            visitor,
            reader: reader_of(site, &parts.headers),
            uri: original.unwrap_or_else(|| parts.uri.clone()),
            said: cookie(&parts.headers, "artel_said").filter(|said| !said.is_empty()),
            site: site.clone(),
        }
    }

    /// Begins a piece of work that may write.
    pub async fn begin(&self) -> Result<Work> {
        self.site.begin(self.visitor.actor).await
    }

    /// Begins a piece of work that only reads.
    pub async fn read(&self) -> Result<Work> {
        self.site.read(self.visitor.actor).await
    }

    /// Tells whether the visitor may do `act` at all; pages hide what he may not.
    pub fn can(&self, act: Act) -> bool {
        let whose = self.visitor.actor.partner().map_or(Whose::Vendor, Whose::Partner);
        self.visitor.actor.may(act, whose)
    }

    /// The partner whose portal this is; unknown for everybody else.
    pub fn partner(&self) -> std::result::Result<PartnerId, Oops> {
        self.visitor.actor.partner().ok_or(Oops::Unknown)
    }

    /// The frame of a page: menu, person, switches and the toast of the page before.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        let mut frame = Frame::new(self.reader.clone(), Address::parse(self.here())).titled(title);
        frame.csrf = self.visitor.csrf.clone();
        frame.menu = self.menu();
        frame.person = (self.visitor.actor != Actor::Anonymous).then(|| self.person());
        match &self.said {
            Some(said) => frame.toast(Tone::Good, said.as_str()),
            None => frame,
        }
    }

    /// A finished page of the desk, the portal or, for strangers, of neither.
    pub fn page(&self, frame: &Frame, content: impl Render) -> Response {
        let markup = match self.visitor.actor {
            Actor::Staff { .. } | Actor::System(_) => page::desk(frame, content),
            Actor::Partner { .. } => page::portal(frame, content),
            Actor::Anonymous => page::plain(frame, content),
        };
        markup.into_response()
    }

    /// The same page again, with what was typed and what is wrong with it (422).
    pub fn page_again(&self, frame: &Frame, content: impl Render) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, self.page(frame, content)).into_response()
    }

    fn side(&self) -> Side {
        if self.visitor.actor.partner().is_some() { Side::Portal } else { Side::Desk }
    }

    fn menu(&self) -> Vec<MenuGroup> {
        let mut groups: Vec<MenuGroup> = Vec::new();
        let side = self.side();
        for entry in self.site.menu.iter().filter(|entry| entry.side == side && self.can(entry.act)) {
            let item = MenuItem { key: entry.key, href: entry.href, icon: entry.icon };
            match groups.iter_mut().find(|group| group.key == entry.group) {
                Some(group) => group.items.push(item),
                None => groups.push(MenuGroup { key: entry.group, items: vec![item] }),
            }
        }
        groups
    }

    fn person(&self) -> Person {
        let role = self.reader.t(&format!("role-{}", self.visitor.role));
        let links = vec![Link { label: self.reader.t("base-own-sessions"), href: "/people/me".into() }];
        Person { name: self.visitor.name.clone(), note: format!("{} · {role}", self.visitor.company), links }
    }

    /// Turns a stop into an answer in the reader's language.
    pub fn oops<R: Refusal>(&self, stop: Stop<R>) -> Oops {
        Oops::from_stop(stop, &self.reader)
    }

    /// Leads on to another page, where a toast says that it is done.
    pub fn redirect(&self, to: impl Into<String>, said: &str, args: &[(&str, Arg<'_>)]) -> Redirect {
        Redirect { to: to.into(), said: Some(self.reader.tr(said, args)), cookies: Vec::new() }
    }

    /// The path and query of this page, to come back to.
    pub fn here(&self) -> &str {
        self.uri.path_and_query().map_or("/", |path| path.as_str())
    }
}

/// A way on after a form was posted.
pub struct Redirect {
    to: String,
    said: Option<String>,
    cookies: Vec<String>,
}

impl Redirect {
    /// Leads on without a word.
    pub fn to(to: impl Into<String>) -> Self {
        Self { to: to.into(), said: None, cookies: Vec::new() }
    }

    /// Adds a `Set-Cookie` value.
    pub fn with_cookie(mut self, cookie: String) -> Self {
        self.cookies.push(cookie);
        self
    }
}

/// Everything outside of what a cookie value may hold.
const COOKIE_UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');
const HEADER_UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\');

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let mut response = axum::http::StatusCode::SEE_OTHER.into_response();
        let headers = response.headers_mut();
        let to = utf8_percent_encode(&self.to, HEADER_UNSAFE).to_string();
        headers.insert(header::LOCATION, HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/")));
        let said = self.said.map(|said| {
            let said = utf8_percent_encode(&said, COOKIE_UNSAFE);
            format!("artel_said={said}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")
        });
        for cookie in said.into_iter().chain(self.cookies) {
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                headers.append(header::SET_COOKIE, value);
            }
        }
        response
    }
}

impl From<Redirect> for std::result::Result<Response, Oops> {
    fn from(redirect: Redirect) -> Self {
        Ok(redirect.into_response())
    }
}

fn reader_of(site: &Site, headers: &HeaderMap) -> Reader {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::of_request(cookie(headers, "artel_language").as_deref(), accepted);
    let theme = cookie(headers, "artel_theme").map(|code| Theme::parse(&code)).unwrap_or_default();
    Reader::new(site.words.clone(), language).in_zone(site.config.zone.clone()).in_theme(theme)
}

/// The value of the cookie called `name`.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(known, _)| *known == name)?;
    Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
}
