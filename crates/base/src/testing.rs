//! The harness of the slices' tests: a fresh database per test on each engine, a visitor in any role, forms to fill.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use tokio::sync::Notify;
use tower::ServiceExt;

use crate::access::{Actor, PartnerId, Role, Routes, UserId, Visitor, edge};
use crate::clock::Clock;
use crate::db::{Db, EngineName, Migrations};
use crate::events::Reaction;
use crate::jobs::JobKind;
use crate::words::{Book, Words};
use crate::work::{Config, Site, SiteParts, Work};

/// Writes one test for SQLite and one for PostgreSQL: `on_both_engines! { setup; async fn name(bench) { … } }`.
///
/// `setup` is an `async fn(EngineName) -> Option<Bench>`; it answers `None` when there is no PostgreSQL here.
#[macro_export]
macro_rules! on_both_engines {
    ($setup:path; $($(#[$meta:meta])* async fn $name:ident($bench:ident) $body:block)+) => { $(
        $(#[$meta])*
        mod $name {
            use super::*;
            async fn run($bench: $crate::testing::Bench) $body
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                if let Some(bench) = $setup($crate::db::EngineName::Sqlite).await { run(bench).await }
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(bench) = $setup($crate::db::EngineName::Postgres).await { run(bench).await }
            }
        }
    )+ };
}

/// What a slice's tests stand on; lists of the slice and of those above it.
#[derive(Default)]
pub struct Parts {
    /// Tables.
    pub migrations: Vec<Migrations>,
    /// Words.
    pub books: Vec<Book>,
    /// Routes.
    pub routes: Routes,
    /// Jobs.
    pub jobs: Vec<JobKind>,
    /// Reactions.
    pub reactions: &'static [Reaction],
    /// A layer around the routes, such as the one that signs visitors in by their cookie.
    pub layer: Option<fn(Router, Site) -> Router>,
    /// What is set at the start.
    pub config: Config,
}

/// A site over a fresh database, and a browser of sorts.
pub struct Bench {
    /// The site.
    pub site: Site,
    router: Router,
    folder: Option<std::path::PathBuf>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Opens a fresh, empty database; `None` (and a line that says so) when there is no PostgreSQL server here.
pub async fn fresh_database(engine: EngineName) -> Option<(Db, Option<std::path::PathBuf>)> {
    match engine {
        EngineName::Sqlite => {
            let folder = std::env::temp_dir().join(fresh_name());
            let url = format!("sqlite:{}", folder.join("artel.sqlite").display());
            Some((Db::open(&url).await.expect("a fresh SQLite database"), Some(folder)))
        }
        EngineName::Postgres => {
            let url = fresh_postgres().await?;
            Some((Db::open(&url).await.expect("a fresh PostgreSQL database"), None))
        }
    }
}

fn fresh_name() -> String {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("artel_test_{}_{number}_{}", std::process::id(), crate::db::id::encode(crate::db::id::fresh()))
}

/// The URL of a fresh, empty PostgreSQL database; `None` (and a line that says so) when there is no server here.
pub async fn fresh_postgres() -> Option<String> {
    let Ok(server) = std::env::var("ARTEL_TEST_POSTGRES") else {
        println!("skipped: ARTEL_TEST_POSTGRES names no server; `cargo xtask test` starts one");
        return None;
    };
    let (client, connection) =
        tokio_postgres::connect(&server, tokio_postgres::NoTls).await.expect("the test server");
    tokio::spawn(connection);
    let name = fresh_name();
    let create = format!(
        "create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'"
    );
    client.batch_execute(&create).await.expect("a new database");
    let (address, _) = server.rsplit_once('/').expect("a URL that ends with a database");
    Some(format!("{address}/{name}"))
}

impl Bench {
    /// Sets a bench up, with a clock that stands at 1 March 2026, noon in Moscow.
    pub async fn set_up(engine: EngineName, parts: Parts) -> Option<Self> {
        let (db, folder) = fresh_database(engine).await?;
        let own = [crate::MIGRATIONS];
        let all: Vec<Migrations> = own.into_iter().chain(parts.migrations).collect();
        db.migrate(&all).await.expect("migrations");
        let words = Words::new(&parts.books).expect("word books");
        let site = Site::new(SiteParts {
            db,
            clock: Clock::moving("2026-03-01T09:00:00Z".parse().expect("a moment")),
            words: Arc::new(words),
            config: parts.config,
            secret: [7; 32],
            reactions: parts.reactions,
            jobs: parts.jobs.into_iter().chain([crate::letters::SEND]).collect(),
            menu: Vec::new(),
            wake: Notify::new(),
        });
        let router = parts.routes.merge(crate::access::house_routes()).into_router(site.clone());
        let router = edge(router, site.clone());
        let router = parts.layer.map_or(router.clone(), |layer| layer(router, site.clone()));
        Some(Self { site, router, folder })
    }

    /// Begins work as the program itself.
    pub async fn work(&self) -> Work {
        self.site.begin(Actor::System("test")).await.expect("a transaction")
    }

    /// Begins work as somebody of the staff.
    pub async fn work_as(&self, role: Role) -> Work {
        self.site.begin(staff(role)).await.expect("a transaction")
    }

    /// A visitor who has not signed in.
    pub fn stranger(&self) -> Guest<'_> {
        Guest { bench: self, visitor: Visitor::anonymous(), language: "ru", cookies: Vec::new() }
    }

    /// Somebody of the vendor's staff.
    pub fn desk(&self, role: Role) -> Guest<'_> {
        self.guest(staff(role), role)
    }

    /// Somebody of the partner's company.
    pub fn portal(&self, partner: PartnerId, role: Role) -> Guest<'_> {
        self.guest(Actor::Partner { user: UserId(2000 + partner.0 % 1000), partner, acts: role.acts() }, role)
    }

    fn guest(&self, actor: Actor, role: Role) -> Guest<'_> {
        let visitor = Visitor {
            actor,
            name: "Вера Павлова".into(),
            company: "Проба".into(),
            role: role.name().into(),
            csrf: "test-csrf".into(),
        };
        Guest { bench: self, visitor, language: "ru", cookies: Vec::new() }
    }
}

/// The staff member who acts in tests in this role.
pub fn staff(role: Role) -> Actor {
    let number = Role::ALL.iter().position(|known| *known == role).unwrap_or(0);
    Actor::Staff { user: UserId(1000 + number as i64), acts: role.acts() }
}

impl Drop for Bench {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A visitor who opens pages and sends forms.
pub struct Guest<'a> {
    bench: &'a Bench,
    visitor: Visitor,
    language: &'static str,
    cookies: Vec<String>,
}

impl Guest<'_> {
    /// Reads English from now on.
    pub fn in_english(mut self) -> Self {
        self.language = "en";
        self
    }

    /// Carries these cookies from now on.
    pub fn with_cookies(mut self, cookies: &[String]) -> Self {
        self.cookies = cookies.to_vec();
        self
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form with its secret.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let secret = [(crate::page::CSRF_FIELD, self.visitor.csrf.as_str())];
        let pairs = fields.iter().copied().chain(secret);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends any request.
    pub async fn send(&self, mut request: Request<Body>) -> Seen {
        request.extensions_mut().insert(self.visitor.clone());
        let cookies = self.cookies.iter().map(|cookie| format!("; {cookie}")).collect::<String>();
        let language = format!("artel_language={}{cookies}", self.language);
        request.headers_mut().append(header::COOKIE, language.parse().expect("a cookie"));
        let response = self.bench.router.clone().oneshot(request).await.expect("an answer");
        Seen::of(response).await
    }
}

/// An answer as a test looks at it.
pub struct Seen {
    /// The status.
    pub status: StatusCode,
    /// Where it leads on to.
    pub location: String,
    /// The body as bytes.
    pub bytes: Vec<u8>,
    /// The content type.
    pub kind: String,
    /// What the browser is asked to keep, `name=value`.
    pub cookies: Vec<String>,
    /// Every header.
    pub headers: HeaderMap,
}

impl Seen {
    async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let header = |name| {
            parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let cookies =
            parts.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies = cookies.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned).collect();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        let (location, kind) = (header(header::LOCATION), header(header::CONTENT_TYPE));
        Self { status: parts.status, location, kind, bytes, cookies, headers: parts.headers }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Asserts that the page is there and shows every one of `words`.
    pub fn shows(self, words: &[&str]) -> Self {
        let text = self.text();
        assert_eq!(self.status, StatusCode::OK, "{text}");
        for word in words {
            assert!(text.contains(word), "the page does not show {word:?}:\n{text}");
        }
        assert!(!text.contains('⟦'), "a text is missing: {text}");
        self
    }

    /// Asserts that the page does not show any of `words`.
    pub fn hides(self, words: &[&str]) -> Self {
        let text = self.text();
        for word in words {
            assert!(!text.contains(word), "the page shows {word:?}");
        }
        self
    }

    /// Asserts that the form was accepted; returns where it leads.
    pub fn leads_on(self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.location
    }

    /// Asserts the status.
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}
