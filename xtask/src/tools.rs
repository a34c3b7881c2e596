//! What the tests lean on outside Rust: found, or installed where that is allowed, or named as missing.

use crate::run::{self, answer, cache};
use anyhow::{Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const AXE_CORE: &str = "axe-core@4";
const AIOSMTPD: &str = "aiosmtpd==1.4.6";
/// Readers of bank files that others wrote, and the schema of ISO 20022.
const BANK_READERS: [&str; 3] = ["client-bank-1c==0.3", "client-bank-exchange-1c==0.1.8", "sepaxml==2.7.0"];

/// The tools, each with the path that tests are told.
pub struct Tools {
    pub postgres: PathBuf,
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
    pub axe: PathBuf,
    pub python: PathBuf,
}

impl Tools {
    /// Finds every tool, installs what is missing, and fails with the list of what could not be had.
    pub fn ready() -> Result<Tools> {
        let lacking = lacking_packages();
        if !lacking.is_empty() {
            install(&lacking)?;
        }
        let (Some(postgres), Some(chromium), Some(chromedriver)) = (postgres(), chromium(), chromedriver())
        else {
            bail!("still missing after the installation: {}", lacking_packages().join(", "));
        };
        Ok(Tools { postgres, chromium, chromedriver, axe: axe()?, python: python()? })
    }

    /// The environment by which tests learn of the tools.
    pub fn environment(&self) -> [(&'static str, &Path); 4] {
        [
            ("ARTEL_TEST_CHROMIUM", &self.chromium),
            ("ARTEL_TEST_CHROMEDRIVER", &self.chromedriver),
            ("ARTEL_TEST_AXE", &self.axe),
            ("ARTEL_TEST_PYTHON", &self.python),
        ]
    }
}

/// The folder with PostgreSQL's server programs, the newest version when there are several.
pub fn postgres() -> Option<PathBuf> {
    let named = answer("pg_config", &["--bindir"]).map(PathBuf::from);
    let mut versioned: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versioned.sort();
    let found = versioned.into_iter().rev().map(|(_, folder)| folder);
    let on_path = on_path("initdb").and_then(|initdb| initdb.parent().map(Path::to_owned));
    found.chain(named).chain(on_path).find(|folder| folder.join("initdb").is_file())
}

/// Installs the server when it is missing and answers where its programs are.
pub fn postgres_ready() -> Result<PathBuf> {
    if let Some(folder) = postgres() {
        return Ok(folder);
    }
    install(&["postgresql"])?;
    match postgres() {
        Some(folder) => Ok(folder),
        None => bail!("PostgreSQL is installed, but initdb is not to be found"),
    }
}

fn chromium() -> Option<PathBuf> {
    chosen("ARTEL_TEST_CHROMIUM")
        .or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path))
}

fn chromedriver() -> Option<PathBuf> {
    chosen("ARTEL_TEST_CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

fn chosen(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn lacking_packages() -> Vec<&'static str> {
    let has_axe = axe_file().is_ok_and(|file| file.is_file());
    let has_venv = || answer("python3", &["-c", "import venv, ensurepip"]).is_some();
    let wants = [
        ("chromium", chromium().is_some()),
        ("chromium-driver", chromedriver().is_some()),
        ("postgresql", postgres().is_some()),
        ("npm", has_axe || on_path("npm").is_some()),
        ("python3-venv", python_file().is_ok_and(|file| file.is_file()) || has_venv()),
    ];
    wants.into_iter().filter(|(_, present)| !present).map(|(package, _)| package).collect()
}

/// Installs Debian packages as root or through sudo that asks for no password.
fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if on_path("apt-get").is_none() {
        bail!("missing (Debian's names): {names}. Please install them; there is no apt-get to do it here.");
    }
    let root = answer("id", &["-u"]).as_deref() == Some("0");
    if !root && answer("sudo", &["-n", "true"]).is_none() {
        bail!("missing: {names}. Please run: sudo apt-get install {names}");
    }
    println!("Missing, so installed now: {names}");
    let apt = |words: &[&str]| {
        let mut command = Command::new(if root { "env" } else { "sudo" });
        command.args(if root { &[][..] } else { &["-n", "env"][..] });
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]).args(words);
        command
    };
    run::step("apt-get update", apt(&["update"]))?;
    run::step("apt-get install", apt(&[&["install", "--no-install-recommends"], packages].concat()))
}

fn axe_file() -> Result<PathBuf> {
    Ok(cache()?.join("npm/node_modules/axe-core/axe.min.js"))
}

/// axe-core in the cache folder, fetched with npm the first time.
fn axe() -> Result<PathBuf> {
    let file = axe_file()?;
    if !file.is_file() {
        let folder = cache()?.join("npm");
        fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
        npm.arg(&folder).arg(AXE_CORE);
        run::step("fetch axe-core", npm)?;
    }
    Ok(file)
}

fn python_file() -> Result<PathBuf> {
    Ok(cache()?.join("python/bin/python"))
}

/// A Python of our own in the cache folder, with the mail server that the tests write to and the readers of bank files.
fn python() -> Result<PathBuf> {
    let python = python_file()?;
    if answer(&python, &["-c", "import aiosmtpd"]).is_none() {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(cache()?.join("python"));
        run::step("make a Python environment", venv)?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", AIOSMTPD]);
        run::step("fetch aiosmtpd", pip)?;
    }
    if answer(&python, &["-c", "import client_bank_1c, client_bank_exchange_1c, sepaxml"]).is_none() {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet"]).args(BANK_READERS);
        run::step("fetch readers of bank files", pip)?;
    }
    Ok(python)
}
