//! Every page of the house, opened as people open it, in both languages and both themes: nothing for axe, the console
//! or a phone to complain of, nothing loaded from elsewhere, no word missing. `ARTEL_WRITE_PAGES=FOLDER` leaves a
//! picture of each, on a desk and on a phone, to be judged by eye.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use anyhow::{Context, Result};
use artel::house::routes;
use base::access::Actor;
use base::words::Language;
use base::work::Work;
use money::Currency;

use crate::driver::{Browser, Violation};
use crate::house::{self, House, well};
use crate::pages;

/// Routes of `GET` that are no pages but files.
fn is_file(pattern: &str) -> bool {
    let endings = [
        "/export",
        "/palette.json",
        "/mapping.toml",
        "/rejected",
        "/files/{format}",
        "/files/{paper}",
        "/documents/{document}/file",
        "/documents/archive",
        "/seal",
        "/assets/{file}",
        "/health",
    ];
    endings.iter().any(|ending| pattern.ends_with(ending))
}

/// A walk through the pages of one side.
struct Walk<'a> {
    house: &'a House,
    browser: &'a Browser,
    english: bool,
    /// The patterns of the routes, the more literal ones first.
    patterns: Vec<&'static str>,
    /// The address of a page for each pattern that has been met.
    known: BTreeMap<&'static str, String>,
    /// What parameters have stood for.
    values: BTreeMap<String, String>,
    wrong: Vec<String>,
}

impl<'a> Walk<'a> {
    fn new(house: &'a House, browser: &'a Browser, english: bool, belongs: fn(&str) -> bool) -> Self {
        let routes = routes();
        let pages =
            routes.rows().iter().filter(|row| row.method == "GET" && belongs(row.path) && !is_file(row.path));
        let mut patterns: Vec<&'static str> = pages.map(|row| row.path).collect();
        patterns.sort_by_key(|pattern| pattern.matches('{').count());
        Self {
            house,
            browser,
            english,
            patterns,
            known: BTreeMap::new(),
            values: BTreeMap::new(),
            wrong: Vec::new(),
        }
    }

    /// Opens every page: those found and those without parameters, what they lead to, at last what only buttons lead to.
    async fn run(mut self, found: Vec<String>) -> Result<()> {
        self.browser.set_theme(false).await?;
        if self.english {
            self.browser.click_text("EN, English").await?;
        }
        self.browser.complaints().await?;
        let plain = self.patterns.iter().filter(|pattern| !pattern.contains('{'));
        let mut queue: VecDeque<String> = plain.map(|pattern| (*pattern).to_owned()).chain(found).collect();
        queue.iter().for_each(|path| drop(self.meet(path)));
        let mut opened = BTreeSet::new();
        loop {
            while let Some(path) = queue.pop_front() {
                if opened.insert(path.clone()) {
                    queue.extend(self.open(&path).await?);
                }
            }
            let rest = self.patterns.iter().filter(|pattern| !self.known.contains_key(*pattern));
            let Some((pattern, path)) =
                rest.filter_map(|pattern| Some((*pattern, self.filled(pattern)?))).next()
            else {
                break;
            };
            self.known.insert(pattern, path.clone());
            queue.push_back(path);
        }
        let unmet: Vec<_> =
            self.patterns.iter().filter(|pattern| !self.known.contains_key(*pattern)).collect();
        assert!(unmet.is_empty(), "no page leads to {unmet:?}");
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        println!("{} pages", opened.len());
        Ok(())
    }

    /// Takes note of an address whose kind has not been met yet.
    fn meet(&mut self, link: &str) -> Option<String> {
        let path = link.split('?').next().unwrap_or(link);
        let pattern = self.patterns.iter().copied().find(|pattern| fits(pattern, path))?;
        for (part, value) in pattern.split('/').zip(path.split('/')).filter(|(part, _)| part.starts_with('{'))
        {
            self.values.entry(part.to_owned()).or_insert_with(|| value.to_owned());
        }
        if self.known.contains_key(pattern) {
            return None;
        }
        self.known.insert(pattern, link.to_owned());
        Some(link.to_owned())
    }

    /// The address of a page to which no link has led, if all that it names has been met.
    fn filled(&self, pattern: &str) -> Option<String> {
        let value = |part: &str| {
            if part.starts_with('{') { self.values.get(part).cloned() } else { Some(part.to_owned()) }
        };
        let parts: Option<Vec<String>> = pattern.split('/').map(value).collect();
        parts.map(|parts| parts.join("/"))
    }

    /// Looks at a page; answers the pages of kinds not yet met that it leads to.
    async fn open(&mut self, path: &str) -> Result<Vec<String>> {
        let browser = self.browser;
        browser.goto(&self.house.at(path)).await?;
        let status = browser.status().await?;
        if status != 200 {
            self.wrong.push(format!("{path} answers {status}"));
        }
        self.picture(path, "desk").await?;
        let mut found = shown(browser.axe().await?);
        browser.set_theme(true).await?;
        found.extend(
            shown(browser.axe_colours().await?).into_iter().map(|violation| format!("dark: {violation}")),
        );
        browser.set_theme(false).await?;
        let source = browser.run("return document.documentElement.outerHTML", vec![]).await?;
        let source = source.as_str().context("a page is text")?;
        found.extend(
            source
                .split('⟦')
                .skip(1)
                .map(|rest| format!("no word {}", rest.split('⟧').next().unwrap_or(rest))),
        );
        let own = self.house.at("/");
        let foreign = browser.loaded().await?.into_iter().filter(|part| !part.url.starts_with(&own));
        found.extend(foreign.map(|part| format!("loads {}", part.url)));
        browser.set_size(390, 844).await?;
        let wide = browser.run(pages::TOO_WIDE, vec![]).await?;
        found.extend(wide.as_str().filter(|wide| !wide.is_empty()).map(|wide| format!("on a phone {wide}")));
        self.picture(path, "phone").await?;
        browser.set_size(1280, 800).await?;
        found.extend(browser.complaints().await?);
        self.wrong.extend(found.into_iter().map(|what| format!("{path}: {what}")));
        let links = browser.run(pages::LINKS, vec![]).await?;
        let links = links.as_array().into_iter().flatten().filter_map(|link| link.as_str());
        Ok(links.filter_map(|link| self.meet(link)).collect())
    }
}

impl Walk<'_> {
    async fn picture(&self, path: &str, size: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("ARTEL_WRITE_PAGES") else { return Ok(()) };
        let language = if self.english { "en" } else { "ru" };
        let name = path.split('?').next().unwrap_or(path).trim_matches('/').replace('/', " ");
        self.browser.screenshot(&Path::new(&folder).join(format!("{name} {language} {size}.png"))).await
    }
}

fn shown(violations: Vec<Violation>) -> Vec<String> {
    violations.iter().map(Violation::to_string).collect()
}

fn fits(pattern: &str, path: &str) -> bool {
    let same = |(part, value): (&str, &str)| part == value || part.starts_with('{');
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(same)
}

fn is_desk(path: &str) -> bool {
    path == "/desk" || path.starts_with("/desk/") || path.starts_with("/people/me")
}

fn is_portal(path: &str) -> bool {
    path == "/portal" || path.starts_with("/portal/") || path == "/people/me"
}

/// Leaves a draft of terms, its replay, an import half way, a letter, a document and a bank's layout, so that their pages are
/// there.
async fn begin_things(house: &House, browser: &Browser) -> Result<()> {
    let mut work = well(house.site.begin(Actor::System("test")).await)?;
    let program =
        well(programs::program_by_code(&mut work, "dealers").await)?.context("the dealers' programme")?;
    let versions = well(programs::terms_versions(&mut work, program.id).await)?;
    let text = versions.first().context("a version")?.text.replace("15000.00", "16000.00");
    let draft = programs::save_draft(&mut work, program.id, &text).await;
    let draft = draft.map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    let (from, until) = ("2026-06".parse()?, "2026-11".parse()?);
    let asked = commissions::WhatIf { program: program.id, draft, from, until };
    commissions::start_what_if(&mut work, asked).await.map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    programs::add_group(&mut work, program.id, "Уральские")
        .await
        .map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    well(base::letters::write(&mut work, "owner@demo", "Здравствуйте", "Письмо").await)?;
    agree(house, &mut work).await?;
    well(work.commit().await)?;
    well(base::jobs::run_all(&house.site).await)?;
    let file = std::env::temp_dir().join(format!("artel_browser_{}.csv", std::process::id()));
    std::fs::write(&file, "number;date;partner;product;amount\n1;2026-11-02;ООО «Нет такого»;ERP;100,00\n")?;
    browser.goto(&house.at("/desk/sales/import")).await?;
    browser.fill("Файл", &file.display().to_string()).await?;
    browser.click("main form button[type=submit]").await?;
    browser.arrives(|url| url.contains("/desk/sales/import/")).await?;
    std::fs::remove_file(file)?;
    browser.goto(&house.at("/desk/payouts/layouts/new")).await?;
    browser.fill("Название", "Банк").await?;
    browser.click("main form button[type=submit]").await?;
    browser.arrives(|url| !url.contains("/new")).await?;
    Ok(())
}

/// Makes an agreement with the partner of the portal.
async fn agree(house: &House, work: &mut Work) -> Result<()> {
    let new = payouts::NewDocument {
        kind: payouts::DocumentKind::Agreement,
        partner: house.built()?.partner,
        period: "2026-10".parse()?,
        currency: Currency::RUB,
        language: Language::Ru,
        dated_on: None,
        note: String::new(),
    };
    payouts::make_document(work, new).await.map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    Ok(())
}

/// Proposes terms to the partner whose portal it is, so that their page is there.
async fn propose(house: &House) -> Result<()> {
    let mut work = well(house.site.begin(Actor::System("test")).await)?;
    let program =
        well(programs::program_by_code(&mut work, "dealers").await)?.context("the dealers' programme")?;
    let versions = well(programs::terms_versions(&mut work, program.id).await)?;
    let text = versions.first().context("a version")?.text.replace("15000.00", "16000.00");
    let (whose, seen) = (programs::Audience::Partner(house.built()?.partner), programs::Seen::Anything);
    let draft = programs::SaveDraft { program: program.id, whose, text, seen };
    let version = programs::save(&mut work, draft).await.map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    let first = work.today();
    programs::publish(&mut work, version, first).await.map_err(|stop| anyhow::anyhow!("{stop:?}"))?;
    well(work.commit().await)?;
    Ok(())
}

/// Pages that look otherwise than the first of their kind: a closed period, an open statement, a batch
/// in every state.
async fn others(house: &House) -> Result<Vec<String>> {
    let mut work = house.reader().await?;
    let batches = well(payouts::batches(&mut work, None, 1).await)?;
    let mut found: Vec<String> = batches.iter().map(|batch| format!("/desk/payouts/{}", batch.id)).collect();
    let program =
        well(programs::program_by_code(&mut work, "dealers").await)?.context("the dealers' programme")?;
    found.push(format!("/desk/commissions/periods/{}/2026-10", program.id));
    found.push(format!("/desk/commissions/open/{}/2026-11/{}", program.id, house.built()?.partner));
    Ok(found)
}

async fn walk_the_desk(english: bool) -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    house.sign_in(&browser, "owner@demo").await?;
    begin_things(&house, &browser).await?;
    let others = others(&house).await?;
    Walk::new(&house, &browser, english, is_desk).run(others).await
}

async fn walk_the_portal(english: bool) -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    house.sign_in(&browser, "partner@demo").await?;
    propose(&house).await?;
    Walk::new(&house, &browser, english, is_portal).run(Vec::new()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_the_desk_is_in_order_in_russian() -> Result<()> {
    walk_the_desk(false).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_the_desk_is_in_order_in_english() -> Result<()> {
    walk_the_desk(true).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_the_portal_is_in_order_in_russian() -> Result<()> {
    walk_the_portal(false).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_the_portal_is_in_order_in_english() -> Result<()> {
    walk_the_portal(true).await
}

/// The pages of a house before the sign-in; each link by letter or console is a real one.
fn is_outside(path: &str) -> bool {
    !is_desk(path) && !is_portal(path) && !path.starts_with("/api/") && path != "/"
}

/// Asks for links in the ways in which people get them; answers their paths.
async fn links(house: &House, browser: &Browser) -> Result<Vec<String>> {
    house.sign_in(browser, "owner@demo").await?;
    browser.goto(&house.at("/desk/people/new")).await?;
    browser.fill("Имя", "Новый человек").await?;
    browser.fill("Эл. почта", "new@demo").await?;
    browser.click_text("Пригласить").await?;
    browser.sees("Приглашение отправлено").await?;
    house.sign_out(browser).await?;
    browser.goto(&house.at("/forgot")).await?;
    browser.fill("Эл. почта", "owner@demo").await?;
    browser.click_text("Прислать ссылку").await?;
    browser.sees("Проверьте почту").await?;
    let letters = well(base::letters::outbox(&mut house.reader().await?, 10).await)?;
    let words = letters.iter().flat_map(|letter| letter.body.split_whitespace());
    Ok(words.filter_map(|word| word.strip_prefix(&house.at(""))).map(str::to_owned).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_before_the_sign_in_is_in_order() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    let links = links(&house, &browser).await?;
    for english in [false, true] {
        browser.goto(&house.at("/sign-in")).await?;
        let mut walk =
            Walk::new(&house, &browser, english, |path| is_outside(path) && !path.starts_with("/welcome/"));
        let found: Vec<String> = links.iter().filter_map(|link| walk.meet(link)).collect();
        assert_eq!(found.len(), 2, "an invitation and a reset in {links:?}");
        walk.run(found).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_owner_is_welcomed_by_a_page_in_order() -> Result<()> {
    let Some(browser) = Browser::start().await? else { return Ok(()) };
    let house = House::empty().await?;
    let mut work = well(house.site.begin(Actor::System("test")).await)?;
    let link = well(people::welcome_link(&mut work).await)?.context("an empty house welcomes")?;
    well(work.commit().await)?;
    for english in [false, true] {
        browser.goto(&house.at("/sign-in")).await?;
        let mut walk = Walk::new(&house, &browser, english, |path| path.starts_with("/welcome/"));
        let found = walk.meet(link.trim_start_matches(&house.at(""))).into_iter().collect();
        walk.run(found).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_home_of_a_partner_is_light() -> Result<()> {
    let Some((house, browser)) = house::visit().await? else { return Ok(()) };
    house.sign_in(&browser, "partner@demo").await?;
    browser.forget_files().await?;
    browser.goto(&house.at("/portal")).await?;
    let loaded = browser.loaded().await?;
    let bytes: u64 = loaded.iter().map(|part| part.bytes).sum();
    println!("the home of a partner: {bytes} bytes in {} requests", loaded.len());
    assert!(bytes <= 150_000 && loaded.len() <= 10, "{loaded:?}");
    Ok(())
}
