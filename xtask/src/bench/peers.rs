//! The peers: DuckDB and PostgreSQL do the same work by the scripts beside the project.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::measure::{self, Ran};
use super::w1::Size;
use crate::run::{self, answer, cache, step};

const PACKAGES: [&str; 3] = ["duckdb==2.0.0", "pyarrow", "numpy"];

/// Whom we are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    DuckDb,
    Postgres,
}

/// A peer that is ready to run.
pub struct Ready {
    pub peer: Peer,
    scripts: PathBuf,
    python: PathBuf,
    data: PathBuf,
    _server: Option<Postgres>,
}

impl Peer {
    pub fn name(self) -> &'static str {
        match self {
            Peer::DuckDb => "DuckDB",
            Peer::Postgres => "PostgreSQL",
        }
    }

    /// Fetches what the peer needs, and writes its data unless that was done before.
    pub fn prepare(self, folder: &Path, size: Size) -> Result<Ready> {
        let (scripts, python) = (scripts()?, python()?);
        let data = folder.join("peer");
        if !data.join("sales.csv").is_file() {
            let mut command = Command::new(&python);
            command.arg(scripts.join("gen.py")).arg("w1").arg(&data);
            command.args([size.sales.to_string(), size.partners.to_string()]);
            step("write the data of the peers", command)?;
        }
        let server = if self == Peer::Postgres { Some(Postgres::start()?) } else { None };
        Ok(Ready { peer: self, scripts, python, data, _server: server })
    }
}

impl Ready {
    /// Runs the peer once. What it says of its own run counts: its loading does not, and neither does the check.
    pub fn run(&self) -> Result<Ran> {
        let mut command = match self.peer {
            Peer::DuckDb => Command::new(&self.python),
            Peer::Postgres => Command::new("bash"),
        };
        let script = match self.peer {
            Peer::DuckDb => "w1_duckdb.py",
            Peer::Postgres => "w1_pg.sh",
        };
        let ran = measure::run(command.arg(self.scripts.join(script)).arg(&self.data))?;
        if ran.code != Some(0) {
            bail!("{script}: exit code {:?}\n{}", ran.code, ran.out);
        }
        let said = |name: &str| figure(&ran.out, name);
        let wall = said("run_s").with_context(|| format!("{script} does not say its run_s:\n{}", ran.out))?;
        // The server's processes are not our children, so nothing is known of their processor time.
        let cpu = said("cpu_s").unwrap_or(f64::NAN);
        let peak_mb = said("peak_mb").map_or(0, |mb| mb as u64);
        Ok(Ran { wall, cpu, peak_mb, ..ran })
    }
}

/// The check line in what a program said.
pub fn check_line(out: &str) -> Option<&str> {
    out.lines().find(|line| line.starts_with("CHECK "))
}

fn figure(out: &str, name: &str) -> Option<f64> {
    let mut words = out.split_ascii_whitespace();
    words.find_map(|word| word.strip_prefix(name)?.strip_prefix('=')).and_then(|number| number.parse().ok())
}

/// The folder with the scripts: `shared/bench` beside the project, or in the folder that `ARTEL_SHARED` names.
fn scripts() -> Result<PathBuf> {
    let shared = env::var_os("ARTEL_SHARED").map_or_else(|| run::root().join("../shared"), PathBuf::from);
    let folder = shared.join("bench");
    if !folder.join("w1_duckdb.py").is_file() {
        bail!(
            "{}: the scripts of the peers are not here; ARTEL_SHARED may name another folder",
            folder.display()
        );
    }
    Ok(folder.canonicalize()?)
}

/// A Python with DuckDB: the one that `ARTEL_BENCH_PYTHON` names, or our own in the cache folder.
fn python() -> Result<PathBuf> {
    if let Some(python) = env::var_os("ARTEL_BENCH_PYTHON") {
        return Ok(PathBuf::from(python));
    }
    let folder = cache()?.join("bench-python");
    let python = folder.join("bin/python");
    if answer(&python, &["-c", "import duckdb, pyarrow, numpy"]).is_none() {
        println!("\nA Python environment is made in {} and gets {}.", folder.display(), PACKAGES.join(", "));
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv", "--clear"]).arg(&folder);
        step("make a Python environment", venv)?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet"]).args(PACKAGES);
        step("fetch the peers", pip)?;
    }
    Ok(python)
}

/// The server of the scripts, tuned and durable; stopped when it is dropped.
pub struct Postgres {
    script: PathBuf,
}

impl Postgres {
    /// Starts it.
    pub fn start() -> Result<Postgres> {
        crate::tools::postgres_ready()?;
        let script = scripts()?.join("pg_up.sh");
        let mut command = Command::new("bash");
        command.arg(&script).arg("start");
        step("start PostgreSQL", command)?;
        Ok(Postgres { script })
    }

    /// The address of one of its databases.
    pub fn url(database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:54329/{database}")
    }

    /// Makes a database anew, empty or as a copy of another one.
    pub fn renew(database: &str, template: Option<&str>) -> Result<()> {
        let template = template.map_or(String::new(), |template| format!("template {template}"));
        for sql in
            [format!("drop database if exists {database}"), format!("create database {database} {template}")]
        {
            let mut psql = Command::new("psql");
            psql.args(["-qAt", "-v", "ON_ERROR_STOP=1", "-d", &Postgres::url("postgres"), "-c", &sql]);
            if !psql.status().context("cannot start psql")?.success() {
                bail!("psql: {sql} failed");
            }
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        Command::new("bash").arg(&self.script).arg("stop").status().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_in_what_a_peer_says() {
        let out =
            "load_s=0.40\n  anc: 0.02s\nrun_s=0.96 cpu_s=1.72\nCHECK lines=3 sum=4\npeak_mb=410 db_mb=69\n";
        assert_eq!(
            (figure(out, "run_s"), figure(out, "cpu_s"), figure(out, "other")),
            (Some(0.96), Some(1.72), None)
        );
        assert_eq!(check_line(out), Some("CHECK lines=3 sum=4"));
    }
}
