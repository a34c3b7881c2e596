//! A small demo whose things the isolation table names.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use artel::{demo, house};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use base::access::{Actor, PartnerId, Role, UserId, Visitor};
use base::clock::Clock;
use base::db::id;
use base::words::{Language, Reader};
use base::work::{Config, Site, Work};
use tower::ServiceExt;

/// The day on which the fixture's story ends.
const TODAY: &str = "2026-11-21";

static COPIES: AtomicU32 = AtomicU32::new(0);

/// A site in a folder of its own.
pub struct Fixture {
    /// The partner whose things are asked for.
    pub own: PartnerId,
    /// The partner to whom they are foreign.
    pub other: PartnerId,
    /// The site itself.
    pub site: Site,
    folder: PathBuf,
    names: Vec<(&'static str, String)>,
}

impl Fixture {
    /// Builds the small demo.
    pub async fn build() -> Self {
        let folder = fresh_folder();
        let clock = Clock::moving(jiff::Timestamp::now());
        let site = house::open(&url(&folder), Config::default(), clock).await.expect("a site");
        let today = TODAY.parse().expect("a date");
        let built = demo::build(&site, today, demo::Size::SMALL, |_, _| {}).await.expect("a demo");
        furnish(&site, built.partner).await;
        let names = names(&site, built.partner).await;
        let mut fixture = Self { own: built.partner, other: built.other, site, folder, names };
        fixture.name_lines().await;
        fixture
    }

    /// The same things in a database of their own, for a visit that may change them.
    pub async fn copy(&self) -> Self {
        let folder = fresh_folder();
        self.site.db.backup(&folder.join("artel.sqlite")).await.expect("a copy");
        let clock = Clock::moving(self.site.clock.now());
        let site = house::open(&url(&folder), Config::default(), clock).await.expect("a site");
        Self { own: self.own, other: self.other, site, folder, names: self.names.clone() }
    }

    /// Lines of statements are named by their pages alone: the first one of each is taken.
    async fn name_lines(&mut self) {
        let pages = [
            ("/statements/ line", "/desk/commissions/statements/{statement}"),
            ("/open/ line", "/desk/commissions/open/{program}/{period}/{partner}"),
        ];
        for (name, pattern) in pages {
            let mut request = Request::get(self.path(pattern)).body(Body::empty()).expect("a request");
            let mut visitor = Visitor::anonymous();
            visitor.actor = user_of(&self.site, "owner@demo").await;
            request.extensions_mut().insert(visitor);
            let answer = self.router().await.oneshot(request).await.expect("an answer");
            let page = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a page");
            let page = String::from_utf8_lossy(&page).into_owned();
            let line = page.split("/lines/").nth(1).and_then(|rest| rest.split(['"', '?']).next());
            self.names.insert(0, (name, line.expect("a statement with a line").to_owned()));
        }
    }

    /// Everything that is served, but for the layer that signs in by cookies: visitors are put in by hand.
    pub async fn router(&self) -> Router {
        base::access::edge(house::routes().into_router(self.site.clone()), self.site.clone())
    }

    /// The path with the own partner's things in place of its parameters.
    pub fn path(&self, pattern: &str) -> String {
        let mut path = pattern.to_owned();
        for (parameter, value) in &self.names {
            let (within, name) = parameter.split_once(' ').unwrap_or(("", parameter));
            if pattern.contains(within) {
                path = path.replace(&format!("{{{name}}}"), value);
            }
        }
        assert!(!path.contains('{'), "tests/isolation/fixture.rs does not know what stands for {path}");
        path
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary place harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn fresh_folder() -> PathBuf {
    let number = COPIES.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("artel_isolation_{}_{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("artel.sqlite").display())
}

/// Puts what the demo does not have and the table asks for: a letter and an invited person, a saved view, a draft.
async fn furnish(site: &Site, own: PartnerId) {
    let mut work = site.begin(user_of(site, "owner@demo").await).await.expect("a writer");
    let reader = Reader::new(site.words.clone(), Language::En);
    let new = people::NewUser {
        email: "new@demo".into(),
        name: "Новый Сотрудник".into(),
        role: Role::PartnerEmployee.name().into(),
        partner: Some(own),
        company: "Ромашка".into(),
    };
    people::invite(&mut work, new, &reader).await.expect("an invitation");
    partners::keep_view(&mut work, "Уральские", "region=Урал").await.expect("a view");
    let dealers =
        programs::program_by_code(&mut work, "dealers").await.expect("a look").expect("a programme");
    programs::save_draft(&mut work, dealers.id, "name = \"Черновик\"").await.expect("a draft");
    programs::add_group(&mut work, dealers.id, "Уральские").await.expect("a group");
    place(&mut work, dealers.id, own).await;
    replay(&mut work, dealers.id).await;
    work.commit().await.expect("a commit");
    propose(site, dealers.id, own).await;
}

/// Puts the own partner on a leg of somebody else who takes part.
async fn place(work: &mut Work, program: programs::ProgramId, partner: PartnerId) {
    let from = TODAY.parse().expect("a date");
    let all = programs::enrolments(work, program).await.expect("enrolments");
    let other = all.iter().find(|one| one.partner != partner && one.covers(from)).expect("somebody else");
    let new = programs::NewPlacement { partner, under: other.partner, leg: terms::Leg::Left, from };
    programs::place(work, program, new).await.expect("a place");
}

/// Asks what the published terms would have cost.
async fn replay(work: &mut Work, program: programs::ProgramId) {
    let versions = programs::terms_versions(work, program).await.expect("versions");
    let draft = versions.iter().find(|version| !version.is_draft()).expect("a version").id;
    let period = "2026-10".parse().expect("a period");
    let asked = commissions::WhatIf { program, draft, from: period, until: period };
    commissions::start_what_if(work, asked).await.expect("a replay");
}

/// Proposes the common terms to the own partner once more, as his own.
async fn propose(site: &Site, program: programs::ProgramId, own: PartnerId) {
    let mut work = site.begin(Actor::System("test")).await.expect("a writer");
    let versions = programs::terms_versions(&mut work, program).await.expect("versions");
    let text = versions.iter().find(|version| !version.is_draft()).expect("a version").text.clone();
    let whose = programs::Audience::Partner(own);
    let draft = programs::SaveDraft { program, whose, text, seen: programs::Seen::Anything };
    let version = programs::save(&mut work, draft).await.expect("a draft");
    let from = TODAY.parse().expect("a date");
    programs::publish(&mut work, version, from).await.expect("a proposal");
    work.commit().await.expect("a commit");
}

/// The person of the demo with this address, as he acts.
pub async fn user_of(site: &Site, email: &str) -> Actor {
    let mut work = site.read(Actor::System("test")).await.expect("a reader");
    let sql = "select id, partner_id, role from people_users where email = $1";
    let row = work.row(sql, base::args![email]).await.expect("a look").expect("a person");
    let acts = Role::parse(&row.get::<String>("role").expect("a role")).expect("a known role").acts();
    let user: UserId = row.get("id").expect("an id");
    match row.get::<Option<PartnerId>>("partner_id").expect("a partner or none") {
        Some(partner) => Actor::Partner { user, partner, acts },
        None => Actor::Staff { user, acts },
    }
}

/// What stands for a parameter: where it is meant (a part of the pattern, or everywhere), its name, the prefix of its
/// id, and where the id is found; `$own` is the own partner's number.
type Named = (&'static str, &'static str, &'static str);

/// The draft that stands for every draft: the dealers' own, since a path names its programme too.
const DRAFT: &str = "programs_versions where state = 'draft'
                     and program_id = (select id from programs_programs where code = 'dealers')";

const NAMED: &[Named] = &[
    ("/invite user", "user", "people_users where email = 'new@demo'"),
    ("/people/ user", "user", "people_users where partner_id = $own and role = 'partner-employee'"),
    ("session", "session", "people_sessions"),
    ("letter", "letter", "base_letters"),
    (
        "entry",
        "entry",
        "ledger_entries where id in (select entry_id from ledger_transfers where credit_partner_id = $own)",
    ),
    ("contact", "contact", "partners_contacts where partner_id = $own"),
    ("view", "view", "partners_views"),
    ("/programs/ id", "program", "programs_programs where code = 'dealers'"),
    ("program", "program", "programs_programs where code = 'dealers'"),
    ("/delete version", "terms", DRAFT),
    ("/approval version", "terms", DRAFT),
    ("/submit version", "terms", DRAFT),
    ("/withdraw version", "terms", DRAFT),
    ("/publish version", "terms", DRAFT),
    ("/proposals/ version", "terms", "programs_versions where state = 'published' and partner_id = $own"),
    ("/paper version", "terms", "programs_versions where state = 'published' and partner_id = $own"),
    ("/retract version", "terms", "programs_versions where state = 'published' and partner_id = $own"),
    ("group", "group", "programs_groups"),
    ("version", "terms", "programs_versions where state = 'published'"),
    ("what_if", "replay", "commissions_what_ifs"),
    ("statement", "statement", "commissions_statements where partner_id = $own and direct_minor > 0"),
    ("sale", "sale", "sales_sales where partner_id = $own"),
    ("customer", "customer", "sales_customers"),
    ("product", "product", "sales_products"),
    ("import", "import", "sales_imports"),
    ("/files/ batch", "batch", "payouts_batches where state = 'exported'"),
    ("/approve batch", "batch", "payouts_batches where state = 'prepared'"),
    ("/cancel batch", "batch", "payouts_batches where state = 'prepared'"),
    ("/remove batch", "batch", "payouts_batches where state = 'prepared'"),
    ("batch", "batch", "payouts_batches where state = 'exported'"),
    (
        "/remove line",
        "payout",
        "payouts_lines where batch_id in (select id from payouts_batches where state = 'prepared')",
    ),
    (
        "/payouts/ line",
        "payout",
        "payouts_lines where batch_id in (select id from payouts_batches where state = 'exported')",
    ),
    ("rate", "taxrate", "payouts_rates"),
    ("job", "job", "base_jobs"),
];

async fn names(site: &Site, own: PartnerId) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut work = site.read(Actor::System("test")).await.expect("a reader");
    for (name, prefix, place) in NAMED {
        let sql = format!("select min(id) from {}", place.replace("$own", &own.0.to_string()));
        let number = work.count(&sql, vec![]).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        found.push((*name, format!("{prefix}_{}", id::encode(number))));
    }
    found.extend([
        ("partner", own.to_string()),
        ("period", "2026-11".to_owned()),
        ("account", format!("payable?partner={own}&currency=RUB")),
        ("role", "support".to_owned()),
        ("format", "csv".to_owned()),
        // Nobody has these yet.
        ("layout", "layout_0000000000001".to_owned()),
        ("movement", "movement_0000000000001".to_owned()),
        ("document", "document_0000000000001".to_owned()),
        ("paper", "paper_0000000000001".to_owned()),
        ("kind", "report".to_owned()),
        ("language", "ru".to_owned()),
        ("link", "link_0000000000000.00".to_owned()),
        ("file", base::page::assets::CSS.path().rsplit('/').next().unwrap_or_default().to_owned()),
    ]);
    found
}
