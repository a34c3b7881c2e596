//! A real browser for tests: a headless Chromium behind chromedriver, both on loopback and both gone with the `Browser`.
//!
//! What is clicked and filled is named by what a reader sees: the words on a button, the label of a field.

use crate::pages;
use anyhow::{Context, Result, anyhow, bail, ensure};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::env;
use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a page may take to show what a test waits for.
const PATIENCE: Duration = Duration::from_secs(10);
const FLAGS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--accept-lang=ru",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",
    // Chromium ends by itself when this pipe closes, however its driver ends.
    "--remote-debugging-pipe",
];

/// A browser with an empty profile.
pub struct Browser {
    client: Client,
    axe: PathBuf,
    processes: Processes,
}

/// A rule of accessibility that a page breaks, as axe says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub rule: String,
    pub help: String,
    /// Selector and reason for every place on the page.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}\n  {}", self.rule, self.help, self.places.join("\n  "))
    }
}

/// Something that a page has loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    pub url: String,
    /// Bytes on the wire, headers included.
    pub bytes: u64,
}

impl Browser {
    /// Starts a browser; nothing, with a clear line, where the tools are absent and nobody insists on them.
    pub async fn start() -> Result<Option<Browser>> {
        let tool = |name: &str| env::var_os(name).map(PathBuf::from).ok_or_else(|| name.to_owned());
        let names = ["ARTEL_TEST_CHROMEDRIVER", "ARTEL_TEST_CHROMIUM", "ARTEL_TEST_AXE"];
        match names.map(tool) {
            [Ok(driver), Ok(chromium), Ok(axe)] => Browser::launch(&driver, &chromium, axe).await.map(Some),
            tools => {
                let absent: Vec<String> = tools.into_iter().filter_map(Result::err).collect();
                let absent = absent.join(", ");
                ensure!(env::var_os("CI").is_none(), "{absent} must be set; `cargo xtask test` does it");
                println!("skipped: {absent} is not set; `cargo xtask test` starts browsers");
                Ok(None)
            }
        }
    }

    async fn launch(driver: &Path, chromium: &Path, axe: PathBuf) -> Result<Browser> {
        let (mut processes, port) = Processes::start(driver)?;
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", processes.folder.join("profile").display()));
        let wanted = json!({
            "goog:chromeOptions": { "binary": chromium, "args": flags },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(wanted) = wanted else { bail!("capabilities are an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .with_context(|| format!("chromedriver starts no browser; it says:\n{}", processes.log()))?;
        processes.chromium = client.capabilities().and_then(|found| found.get("goog:processID")?.as_u64());
        let browser = Browser { client, axe, processes };
        browser.set_size(1280, 800).await?;
        Ok(browser)
    }

    /// The processes behind this browser: the driver's and Chromium's.
    pub fn pids(&self) -> Vec<u64> {
        self.processes.chromium.into_iter().chain([self.processes.driver.id().into()]).collect()
    }

    /// Opens an address and waits until the page has loaded.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.client.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// The address of the page.
    pub async fn url(&self) -> Result<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// Waits until the address is as wished.
    pub async fn arrives(&self, is_there: impl Fn(&str) -> bool) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        loop {
            let url = self.url().await?;
            if is_there(&url) {
                return Ok(());
            }
            ensure!(Instant::now() < until, "still at {url}; the page shows:\n{}", self.text().await?);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The HTTP status of the page.
    pub async fn status(&self) -> Result<u64> {
        let status = self.run("return performance.getEntriesByType('navigation')[0].responseStatus", vec![]);
        status.await?.as_u64().context("a status is a number")
    }

    /// The first address that a link with such a CSS selector leads to, without scheme and host.
    pub async fn link(&self, selector: &str) -> Result<String> {
        let script = "const it = document.querySelector(arguments[0]); return it && it.pathname + it.search";
        let found = self.run(script, vec![json!(selector)]).await?;
        let none = || format!("no link {selector}");
        found.as_str().map(str::to_owned).with_context(none)
    }

    /// Clicks what carries these words and answers the name and bytes of the file that is saved then.
    pub async fn download(&self, words: &str) -> Result<(String, Vec<u8>)> {
        let folder = self.processes.folder.join("downloads");
        fs::create_dir_all(&folder)?;
        let wish = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Page.setDownloadBehavior", wish).await?;
        self.click_text(words).await?;
        let until = Instant::now() + PATIENCE;
        loop {
            for entry in fs::read_dir(&folder)? {
                let file = entry?.path();
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                // A file on its way has another name.
                if !name.ends_with(".crdownload") && !name.starts_with(".") {
                    let bytes = fs::read(&file)?;
                    fs::remove_file(&file)?;
                    return Ok((name, bytes));
                }
            }
            ensure!(Instant::now() < until, "«{words}» saves no file");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks the link, button, tab or summary with these words on it.
    pub async fn click_text(&self, words: &str) -> Result<()> {
        let place = self.find(pages::CLICKABLE, words, "nothing to click says").await?;
        place.click().await.with_context(|| format!("cannot click «{words}»"))
    }

    /// Clicks the first place that a CSS selector names.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let place = self.find(pages::SELECTED, selector, "nothing to click matches").await?;
        place.click().await.with_context(|| format!("cannot click {selector}"))
    }

    /// Fills the field with this label: text, a date, the words of a choice, `on` or `off` for a tick, a path for a file.
    pub async fn fill(&self, label: &str, value: &str) -> Result<()> {
        let field = self.find(pages::LABELLED, label, "no field is labelled").await?;
        let handle = serde_json::to_value(&field)?;
        let kind = self.run(pages::FILL, vec![handle, json!(value)]).await?;
        match kind.as_str() {
            Some("typed") => {
                field.clear().await?;
                field.send_keys(value).await?;
            }
            Some("file") => field.send_keys(value).await?,
            Some("click") => field.click().await?,
            Some("done") => {}
            _ => bail!("cannot fill «{label}» with «{value}»: {kind}"),
        }
        Ok(())
    }

    /// Presses keys where the focus is; `fantoccini::key::Key` names the special ones.
    pub async fn press(&self, keys: &str) -> Result<()> {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// The words that a reader sees on the page.
    pub async fn text(&self) -> Result<String> {
        self.run("return document.body.innerText", vec![])
            .await?
            .as_str()
            .map(str::to_owned)
            .context("no text")
    }

    /// Waits until the page shows these words.
    pub async fn sees(&self, words: &str) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        loop {
            let text = self.text().await.unwrap_or_default().replace('\u{a0}', " ");
            if text.contains(words) {
                return Ok(());
            }
            if Instant::now() > until {
                bail!("the page at {} does not show «{words}»; it shows:\n{text}", self.url().await?);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a place with this CSS selector is seen.
    pub async fn appears(&self, selector: &str) -> Result<()> {
        self.find(pages::SELECTED, selector, "nothing matches").await.map(drop)
    }

    /// How many places a CSS selector names.
    pub async fn count(&self, selector: &str) -> Result<u64> {
        let count =
            self.run("return document.querySelectorAll(arguments[0]).length", vec![json!(selector)]).await?;
        count.as_u64().context("a count is a number")
    }

    /// Runs a script in the page; the page's content security policy does not bind it.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Sets the size of the visible page, 390 × 844 for a phone.
    pub async fn set_size(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// Makes the system prefer dark or light, as `prefers-color-scheme` tells pages.
    pub async fn set_theme(&self, dark: bool) -> Result<()> {
        let value = if dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    /// Forgets the files of pages seen before, as if this were the first.
    pub async fn forget_files(&self) -> Result<()> {
        self.devtools("Network.clearBrowserCache", json!({})).await.map(drop)
    }

    /// Turns the page's own scripts on or off; takes effect with the next page.
    pub async fn set_scripts(&self, on: bool) -> Result<()> {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await.map(drop)
    }

    /// Saves a picture of the whole page, also of what one would have to scroll to, as PNG.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        let metrics = self.devtools("Page.getLayoutMetrics", json!({})).await?;
        let size = &metrics["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        self.capture(json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }), file).await
    }

    /// Saves a picture of what is seen without scrolling, as PNG.
    pub async fn screenshot_seen(&self, file: &Path) -> Result<()> {
        self.capture(json!({ "format": "png" }), file).await
    }

    async fn capture(&self, wish: Value, file: &Path) -> Result<()> {
        let picture = self.devtools("Page.captureScreenshot", wish).await?;
        let picture = pages::from_base64(picture["data"].as_str().context("a picture is text")?);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))
    }

    /// What axe finds wrong with the page for people who see, hear or move differently.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let axe =
            fs::read_to_string(&self.axe).with_context(|| format!("cannot read {}", self.axe.display()))?;
        self.run(&axe, vec![]).await?;
        self.ask_axe(json!({})).await
    }

    /// What axe finds wrong with the colours of a page that [`Browser::axe`] has looked at.
    pub async fn axe_colours(&self) -> Result<Vec<Violation>> {
        self.ask_axe(json!({ "runOnly": ["color-contrast", "link-in-text-block"] })).await
    }

    async fn ask_axe(&self, options: Value) -> Result<Vec<Violation>> {
        let found = self.client.execute_async(pages::AXE, vec![options]).await?;
        let list = found.as_array().ok_or_else(|| anyhow!("axe failed: {found}"))?;
        Ok(list.iter().map(violation).collect())
    }

    /// Everything that the page has loaded, itself first.
    pub async fn loaded(&self) -> Result<Vec<Loaded>> {
        let found = self.run(pages::LOADED, vec![]).await?;
        let one =
            |entry: &Value| Loaded { url: word(&entry["name"]), bytes: entry["bytes"].as_u64().unwrap_or(0) };
        Ok(found.as_array().into_iter().flatten().map(one).collect())
    }

    /// What the browser has complained of since the last question: script errors, refused loads, policy violations.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let found = self.command("se/log", json!({ "type": "browser" })).await?;
        let grave = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        Ok(found
            .as_array()
            .into_iter()
            .flatten()
            .filter(grave)
            .map(|entry| word(&entry["message"]))
            .collect())
    }

    /// Waits for the element that a script finds by the words it is given.
    async fn find(&self, script: &str, words: &str, trouble: &str) -> Result<Element> {
        let until = Instant::now() + PATIENCE;
        loop {
            let found = self.run(script, vec![json!(words)]).await.unwrap_or_default();
            let handle = found.as_object().and_then(|handle| handle.values().next()?.as_str());
            if let Some(handle) = handle {
                return Ok(Element::from_element_id(
                    self.client.clone(),
                    ElementRef::from(handle.to_owned()),
                ));
            }
            if Instant::now() > until {
                bail!(
                    "{trouble} «{words}» at {}; the page shows:\n{}",
                    self.url().await?,
                    self.text().await?
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    async fn command(&self, path: &'static str, body: Value) -> Result<Value> {
        let command = SessionCommand { path, body };
        self.client.issue_cmd(command).await.with_context(|| format!("chromedriver refuses {path}"))
    }
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn violation(found: &Value) -> Violation {
    let place =
        |node: &Value| format!("{} {}", node["target"], word(&node["failureSummary"]).replace('\n', " "));
    let places = found["nodes"].as_array().into_iter().flatten().map(place).collect();
    Violation { rule: word(&found["id"]), help: word(&found["help"]), places }
}

/// A command of chromedriver's own, beside the standard ones.
#[derive(Debug)]
struct SessionCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for SessionCommand {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.body.to_string()))
    }
}

/// The driver and its browser, with the folder of their profile and log.
struct Processes {
    driver: Child,
    chromium: Option<u64>,
    folder: PathBuf,
}

impl Processes {
    fn start(driver: &Path) -> Result<(Processes, u16)> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("artel-browser-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        let log = File::create(folder.join("log"))?;
        let driver = Command::new(driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", driver.display()))?;
        let mut processes = Processes { driver, chromium: None, folder };
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(port) = processes.port() {
                return Ok((processes, port));
            }
            if processes.driver.try_wait()?.is_some() || Instant::now() > until {
                bail!("chromedriver does not start; it says:\n{}", processes.log());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The port that the driver has chosen, once its log says that it listens there.
    fn port(&self) -> Option<u16> {
        let log = self.log();
        log.split_once("successfully on port ")?.1.split_once('.')?.0.parse().ok()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        self.driver.kill().ok();
        self.driver.wait().ok();
        let until = Instant::now() + Duration::from_secs(5);
        let lives = || self.chromium.is_some_and(|pid| Path::new(&format!("/proc/{pid}")).exists());
        while lives() && Instant::now() < until {
            thread::sleep(Duration::from_millis(20));
        }
        if let Some(pid) = self.chromium.filter(|_| lives()) {
            Command::new("kill").args(["-KILL", &pid.to_string()]).status().ok();
        }
        while fs::remove_dir_all(&self.folder).is_err() && Instant::now() < until {
            thread::sleep(Duration::from_millis(20));
        }
    }
}
