//! A private PostgreSQL: in a temporary folder, on a free loopback port, gone when we are gone.
//!
//! It never syncs to disk and trusts everybody on this machine: good for tests, useless for anything else.

use crate::run::answer;
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const FOLDER: &str = "artel-postgres-";
const START_SECONDS_MAX: u64 = 30;

/// A running server; dropping it stops the server and removes its folder.
pub struct Server {
    process: Child,
    folder: PathBuf,
    /// The address of the server's first database.
    pub url: String,
}

/// Runs a server until it is interrupted.
pub fn serve() -> Result<()> {
    let mut server = Server::start(&tools::postgres_ready()?)?;
    println!("{}\nexport ARTEL_TEST_POSTGRES={}\nCtrl-C stops it.", server.url, server.url);
    let status = server.process.wait()?;
    println!("PostgreSQL has stopped ({status})");
    Ok(())
}

impl Server {
    /// Creates and starts a server with the programs in `programs`.
    pub fn start(programs: &Path) -> Result<Server> {
        sweep();
        let owner = Owner::of_the_server()?;
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        create(&folder, programs, &owner).inspect_err(|_| remove(&folder))?;
        let mut trouble = String::new();
        for _ in 0..3 {
            let port = free_port()?;
            let process = launch(&folder, programs, &owner, port)?;
            let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
            let mut server = Server { process, folder: folder.clone(), url };
            if server.answers(programs, port)? {
                return Ok(server);
            }
            trouble = fs::read_to_string(folder.join("log")).unwrap_or_default();
            server.folder = PathBuf::new(); // the next attempt needs it
        }
        remove(&folder);
        bail!("PostgreSQL does not start; its log says:\n{trouble}")
    }

    /// Waits until the server answers; false when it has ended or takes too long.
    fn answers(&mut self, programs: &Path, port: u16) -> Result<bool> {
        let until = Instant::now() + Duration::from_secs(START_SECONDS_MAX);
        let port = port.to_string();
        while Instant::now() < until {
            if self.process.try_wait()?.is_some() {
                return Ok(false);
            }
            if answer(programs.join("pg_isready"), &["-h", "127.0.0.1", "-p", &port]).is_some() {
                return Ok(true);
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(false)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown; SIGKILL would leave shared memory behind.
        let pid = self.process.id().to_string();
        let asked = Command::new("kill").args(["-INT", &pid]).status().is_ok_and(|status| status.success());
        let until = Instant::now() + Duration::from_secs(10);
        while asked && Instant::now() < until && matches!(self.process.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(50));
        }
        if matches!(self.process.try_wait(), Ok(None)) {
            self.process.kill().ok();
            self.process.wait().ok();
        }
        if !self.folder.as_os_str().is_empty() {
            remove(&self.folder);
        }
    }
}

/// Whom the server runs as: PostgreSQL refuses root.
struct Owner {
    ids: Option<(u32, u32)>,
}

impl Owner {
    fn of_the_server() -> Result<Owner> {
        if answer("id", &["-u"]).as_deref() != Some("0") {
            return Ok(Owner { ids: None });
        }
        let number = |flag| answer("id", &[flag, "postgres"]).and_then(|text| text.parse().ok());
        let ids = number("-u").zip(number("-g"));
        Ok(Owner { ids: Some(ids.context("root needs a user called postgres to run PostgreSQL as")?) })
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some((user, group)) = self.ids {
            chown(folder, Some(user), Some(group))?;
        }
        Ok(())
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null());
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }
}

fn create(folder: &Path, programs: &Path, owner: &Owner) -> Result<()> {
    fs::create_dir(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    owner.own(folder)?;
    let output = owner
        .command(programs.join("initdb"), folder)
        .args(["--pgdata=data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"])
        .arg("--no-sync")
        .output()
        .context("cannot start initdb")?;
    if !output.status.success() {
        bail!("initdb failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

fn launch(folder: &Path, programs: &Path, owner: &Owner, port: u16) -> Result<Child> {
    let log = File::create(folder.join("log"))?;
    // Where setpriv exists, the kernel stops the server even when this process is killed outright.
    let postgres = programs.join("postgres");
    let mut command = if answer("setpriv", &["--pdeathsig", "INT", "true"]).is_some() {
        let mut command = owner.command("setpriv", folder);
        command.args(["--pdeathsig", "INT"]).arg(postgres);
        command
    } else {
        owner.command(postgres, folder)
    };
    command.args(["-D", "data", "-p", &port.to_string(), "-k"]).arg(folder);
    let settings = [
        "listen_addresses=127.0.0.1",
        "max_connections=200",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "autovacuum=off",
        "timezone=UTC",
    ];
    command.args(settings.iter().flat_map(|setting| ["-c", setting]));
    command.stdout(log.try_clone()?).stderr(log).spawn().context("cannot start postgres")
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn remove(folder: &Path) {
    if let Err(problem) = fs::remove_dir_all(folder) {
        eprintln!("cannot remove {}: {problem}", folder.display());
    }
}

/// Removes what runs that were cut short have left: folders whose process is no more.
fn sweep() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(FOLDER)) else { continue };
        let alive = answer("kill", &["-0", pid]).is_some() || Path::new("/proc").join(pid).exists();
        if pid.parse::<u32>().is_ok() && !alive {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}
