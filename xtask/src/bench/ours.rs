//! Artel itself at W1: import once, close three months as often as is asked for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::files::{self, Import, MONTHS, STARTS_ON};
use super::measure::{self, Ran};
use super::peers::Postgres;
use super::w1::Size;
use crate::run::{self, announce, cargo};

const PROGRAM: &str = "w1";

/// Where our data is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

/// The built program, and its data before the first close.
pub struct Ours {
    binary: PathBuf,
    folder: PathBuf,
    store: Store,
}

impl Ours {
    /// Builds the program as it is released.
    pub fn build(folder: PathBuf, store: Store) -> Result<Ours> {
        run::step("build the program as it is released", cargo(["build", "--release", "-p", "artel"]))?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) => PathBuf::from(target),
            None => run::cache()?.join("target"),
        };
        Ok(Ours { binary: run::root().join(target).join("release/artel"), folder, store })
    }

    fn url(&self, name: &str) -> String {
        match self.store {
            Store::Sqlite => format!("sqlite:{}", self.file(name).display()),
            Store::Postgres => Postgres::url(&format!("artel_{name}")),
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name).with_extension("sqlite")
    }

    /// Where the last closes were made.
    pub fn closed_url(&self) -> String {
        self.url("closed")
    }

    fn artel(&self, database: &str, words: &[&str]) -> Result<Ran> {
        let mut command = Command::new(&self.binary);
        command.args(words).env("ARTEL_DATABASE", database).env("ARTEL_LOG", "warn");
        measure::run(&mut command)
    }

    /// Runs a command that must end well; what it says is shown.
    fn does(&self, database: &str, words: &[&str]) -> Result<Ran> {
        let ran = self.artel(database, words)?;
        let Ran { wall, cpu, peak_mb, out, code } = &ran;
        println!("artel {}\n{}", words.join(" "), out.trim_end());
        println!("  {wall:.2} s, {cpu:.2} CPU s, at most {peak_mb} MB");
        if *code != Some(0) {
            bail!("artel {}: exit code {code:?}", words.join(" "));
        }
        Ok(ran)
    }

    /// Writes the data, takes it in and publishes the terms, unless that was done before.
    pub fn prepare(&self, size: Size) -> Result<()> {
        let data = self.folder.join("data");
        let done = self.folder.join(match self.store {
            Store::Sqlite => "ready-on-sqlite",
            Store::Postgres => "ready-on-postgres",
        });
        if done.is_file() {
            println!("\nThe imported data of an earlier run is used; --fresh makes it anew.");
            return Ok(());
        }
        announce("write the data");
        files::write(&data, size)?;
        announce("import");
        let database = self.url("base");
        self.empty(&database)?;
        self.import(&database, &data, files::MEMBERS)?;
        let add =
            ["programs", "add", "--code", PROGRAM, "--name", "W1", "--currency", "RUB", "--period", "month"];
        self.does(&database, &[&add[..], &["--starts-on", STARTS_ON, "--enrol-all"]].concat())?;
        for import in files::REST {
            self.import(&database, &data, import)?;
        }
        let terms = data.join("terms.toml").display().to_string();
        self.does(&database, &["terms", "publish", &terms, "--program", PROGRAM, "--from", STARTS_ON])?;
        self.does(&database, &["programs", "start", PROGRAM])?;
        fs::write(done, "")?;
        Ok(())
    }

    fn empty(&self, database: &str) -> Result<()> {
        match self.store {
            Store::Sqlite => remove_sqlite(&self.file("base"))?,
            Store::Postgres => Postgres::renew("artel_base", None)?,
        }
        self.does(database, &["migrate"]).map(|_| ())
    }

    fn import(&self, database: &str, data: &Path, import: Import) -> Result<()> {
        let Import { target, name } = import;
        let path = |extension: &str| data.join(name).with_extension(extension).display().to_string();
        let (file, mapping, rejected) = (path("csv"), path("toml"), path("rejected.csv"));
        let words = ["import", target, &file, "--map", &mapping, "--rejected", &rejected];
        self.does(database, &words).map(|_| ())
    }

    /// Closes the three months on a fresh copy of the data; the copy is not counted.
    pub fn close(&self) -> Result<Ran> {
        self.copy()?;
        let database = self.closed_url();
        let mut whole = Ran { wall: 0.0, cpu: 0.0, peak_mb: 0, code: Some(0), out: String::new() };
        for month in MONTHS {
            let ran = self.artel(&database, &["close", "--program", PROGRAM, "--period", month])?;
            if ran.code != Some(0) {
                bail!("the close of {month}: exit code {:?}\n{}", ran.code, ran.out);
            }
            whole.wall += ran.wall;
            whole.cpu += ran.cpu;
            whole.peak_mb = whole.peak_mb.max(ran.peak_mb);
            whole.out.push_str(&ran.out);
        }
        Ok(whole)
    }

    fn copy(&self) -> Result<()> {
        if self.store == Store::Postgres {
            return Postgres::renew("artel_closed", Some("artel_base"));
        }
        let (from, to) = (self.file("base"), self.file("closed"));
        remove_sqlite(&to)?;
        for part in ["sqlite", "sqlite-wal"] {
            let from = from.with_extension(part);
            if from.is_file() {
                fs::copy(&from, to.with_extension(part)).with_context(|| from.display().to_string())?;
            }
        }
        // What the copy left in memory must not be written while the close is measured.
        Command::new("sync").status().context("cannot start sync")?;
        Ok(())
    }
}

fn remove_sqlite(file: &Path) -> Result<()> {
    for part in ["sqlite", "sqlite-wal", "sqlite-shm"] {
        let file = file.with_extension(part);
        if file.exists() {
            fs::remove_file(&file).with_context(|| file.display().to_string())?;
        }
    }
    Ok(())
}
