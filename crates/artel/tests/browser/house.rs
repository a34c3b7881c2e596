//! A small demo, built once for all tests; every test is served a copy of its own on a free port of loopback.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, anyhow};
use artel::demo::{self, Built, people::PASSWORD};
use artel::{house, serve};
use base::access::{Actor, PartnerId};
use base::clock::Clock;
use base::work::{Config, Site, Work};
use tokio::sync::{OnceCell, oneshot};

use crate::driver::Browser;

/// The day on which the story ends.
const TODAY: &str = "2026-11-21";

static TEMPLATE: OnceCell<(PathBuf, Built)> = OnceCell::const_new();
static COPIES: AtomicU32 = AtomicU32::new(0);

/// A served site with a database of its own; both end with it.
pub struct House {
    pub site: Site,
    pub built: Option<Built>,
    address: String,
    folder: PathBuf,
    stop: Option<oneshot::Sender<()>>,
}

/// A house and a browser, or nothing where there is no browser.
pub async fn visit() -> Result<Option<(House, Browser)>> {
    let Some(browser) = Browser::start().await? else { return Ok(None) };
    Ok(Some((House::of_demo().await?, browser)))
}

impl House {
    /// The small demo.
    pub async fn of_demo() -> Result<Self> {
        let (file, built) = TEMPLATE.get_or_try_init(template).await?;
        let folder = fresh_folder()?;
        std::fs::copy(file, folder.join("artel.sqlite"))?;
        Self::serve(folder, Some(*built)).await
    }

    /// No vendor, no people, nothing.
    pub async fn empty() -> Result<Self> {
        Self::serve(fresh_folder()?, None).await
    }

    async fn serve(folder: PathBuf, built: Option<Built>) -> Result<Self> {
        let listener = well(serve::listen("127.0.0.1:0").await)?;
        let address = format!("http://{}", listener.local_addr()?);
        let site = open(&folder.join("artel.sqlite"), &address).await?;
        let (stop, stopped) = oneshot::channel::<()>();
        // An error means that the house is gone, which is as good as a stop.
        tokio::spawn(serve::serve(site.clone(), listener, async { drop(stopped.await) }));
        Ok(Self { site, built, address, folder, stop: Some(stop) })
    }

    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The partners of the sample sign-ins.
    pub fn built(&self) -> Result<Built> {
        self.built.context("this house has no demo")
    }

    /// Reads as the program itself.
    pub async fn reader(&self) -> Result<Work> {
        well(self.site.read(Actor::System("test")).await)
    }

    /// Signs in by typing.
    pub async fn sign_in(&self, browser: &Browser, email: &str) -> Result<()> {
        browser.goto(&self.at("/sign-in")).await?;
        browser.fill("Эл. почта", email).await?;
        browser.fill("Пароль", PASSWORD).await?;
        browser.click_text("Войти").await?;
        browser.arrives(|url| !url.contains("/sign-in")).await
    }

    /// Signs out by the person's menu.
    pub async fn sign_out(&self, browser: &Browser) -> Result<()> {
        browser.click("header .person summary").await?;
        browser.click_text("Выйти").await?;
        browser.arrives(|url| url.contains("/sign-in")).await
    }
}

impl Drop for House {
    fn drop(&mut self) {
        drop(self.stop.take());
        // A folder that stays behind in the temporary place harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn open(file: &Path, address: &str) -> Result<Site> {
    let config = Config { public_url: address.to_owned(), ..Config::default() };
    let clock = Clock::moving(format!("{TODAY}T09:00:00Z").parse()?);
    well(house::open(&format!("sqlite:{}", file.display()), config, clock).await)
}

/// The demo as a file. Tests may run as processes of their own, so the first one builds it for all, and it serves
/// until the tests are compiled anew.
async fn template() -> Result<(PathBuf, Built)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-demo");
    std::fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let tests = std::env::current_exe()?.metadata()?;
    let age = tests.modified()?.duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    let file = folder.join(format!("{}-{age}.sqlite", tests.len()));
    let partners = file.with_extension("partners");
    if !partners.exists() {
        for old in std::fs::read_dir(&folder)?.filter_map(|entry| entry.ok()).map(|entry| entry.path()) {
            if !old.ends_with("lock") {
                std::fs::remove_file(old)?;
            }
        }
        let built = build(&file).await?;
        std::fs::write(&partners, format!("{} {}", built.partner.0, built.other.0))?;
    }
    let known = std::fs::read_to_string(&partners)?;
    let (partner, other) = known.split_once(' ').context("two partners")?;
    let built = Built { partner: PartnerId(partner.parse()?), other: PartnerId(other.parse()?) };
    Ok((file, built))
}

async fn build(file: &Path) -> Result<Built> {
    let folder = fresh_folder()?;
    let site = open(&folder.join("artel.sqlite"), "http://127.0.0.1").await?;
    let built = well(demo::build(&site, TODAY.parse()?, demo::Size::SMALL, |_, _| {}).await)?;
    well(base::jobs::run_all(&site).await)?;
    site.db.backup(file).await?;
    drop(site);
    std::fs::remove_dir_all(folder)?;
    Ok(built)
}

fn fresh_folder() -> Result<PathBuf> {
    let number = COPIES.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("artel_browser_{}_{number}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A surprise of the program as a surprise of a test.
pub fn well<T>(answer: base::failure::Result<T>) -> Result<T> {
    answer.map_err(|failure| anyhow!("{failure}"))
}
