//! The program itself: the built binary over a fresh database, its commands and its servers.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base::db::EngineName;
use serde_json::Value;

/// The built program over a database of its own, in a folder that goes with it.
pub struct Artel {
    pub database: String,
    pub folder: PathBuf,
}

/// What a command left behind.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A command that is still running; killed when it is dropped.
pub struct Running(Child);

/// A replica that serves; killed when it is dropped.
pub struct Server {
    running: Running,
    /// `127.0.0.1:PORT`
    pub address: String,
    /// The link by which the first owner comes in, while there is none.
    pub welcome: Option<String>,
}

impl Artel {
    /// The program over a fresh, empty database; `None` (and a line that says so) when there is no PostgreSQL here.
    pub fn fresh(engine: EngineName) -> Option<Artel> {
        // Two processes of tests may begin in the same millisecond.
        let number = base::db::id::encode(base::db::id::fresh());
        let name = format!("artel-story-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let database = match engine {
            EngineName::Sqlite => format!("sqlite:{}", folder.join("artel.sqlite").display()),
            EngineName::Postgres => runtime.block_on(base::testing::fresh_postgres())?,
        };
        std::fs::create_dir_all(&folder).expect("a folder");
        Some(Artel { database, folder })
    }

    /// A command of the program, not yet started.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_artel"));
        for name in [
            "ARTEL_ZONE",
            "ARTEL_LANGUAGE",
            "ARTEL_LISTEN",
            "ARTEL_PUBLIC_URL",
            "ARTEL_SMTP",
            "ARTEL_BEHIND_PROXY",
        ] {
            command.env_remove(name);
        }
        command.env("ARTEL_DATABASE", &self.database).env("ARTEL_LOG", "warn").current_dir(&self.folder);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Ran {
        let output = self.command(words).output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Runs a command that must end well; returns what it printed.
    pub fn does(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.code, Some(0), "artel {}: {}{}", words.join(" "), ran.out, ran.err);
        ran.out
    }

    /// Starts a command and does not wait for it.
    pub fn start(&self, words: &[&str]) -> Running {
        Running(
            self.command(words)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts"),
        )
    }

    /// Starts a replica on a free loopback port and waits until it listens.
    pub fn serve(&self, words: &[&str]) -> Server {
        let words = [&["--json", "serve", "--listen", "127.0.0.1:0"], words].concat();
        let mut child = self.command(&words).stderr(Stdio::inherit()).spawn().expect("the program starts");
        let out = child.stdout.take().expect("its output");
        let running = Running(child);
        let said = first_line(out);
        let said: Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
        Server {
            running,
            address: said["address"].as_str().expect("an address").to_owned(),
            welcome: said["welcome"].as_str().map(str::to_owned),
        }
    }

    /// Writes a file into the folder; returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.join(name);
        std::fs::write(&path, content).expect("a file");
        path.display().to_string()
    }

    /// Imports a file by a mapping; the report as the program tells it, and the exit code.
    pub fn import(&self, what: &str, file: &str, more: &[&str]) -> (Value, Option<i32>) {
        let ran = self.run(&[&["--json", "import", what, file], more].concat());
        let report = serde_json::from_str(&ran.out)
            .unwrap_or_else(|error| panic!("artel import {what} {file}: {error}: {}{}", ran.out, ran.err));
        (report, ran.code)
    }
}

impl Drop for Artel {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Ran {
    /// Asserts that the command ended with this code and said each of `words` somewhere.
    pub fn says(&self, code: i32, words: &[&str]) {
        let said = format!("{}{}", self.out, self.err);
        assert_eq!(self.code, Some(code), "{said}");
        for word in words {
            assert!(said.contains(word), "not said: {word:?}\n{said}");
        }
    }
}

impl Running {
    /// Kills the process as `kill -9` does, unless it ends within `time`; tells whether it ended by itself.
    pub fn killed_after(mut self, time: Duration) -> bool {
        let until = Instant::now() + time;
        loop {
            if let Some(status) = self.0.try_wait().expect("a process of ours") {
                assert!(status.success(), "the command ended with {status}");
                return true;
            }
            if Instant::now() >= until {
                return false;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// Ends the replica at once, in the middle of whatever it does.
    pub fn kill(self) {
        drop(self.running);
    }
}

/// The first line of an output; the rest is read and forgotten, so that the program never waits for a reader.
fn first_line(out: ChildStdout) -> String {
    let mut reader = BufReader::new(out);
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    thread::spawn(move || {
        let mut rest = Vec::new();
        let _ = reader.read_to_end(&mut rest);
    });
    line
}

/// The folder of data sets beside the project, when it is here.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: ../shared is not here");
    None
}

/// The path of a file that lies beside this story.
pub fn beside(name: &str) -> String {
    format!("{}/tests/story/{name}", env!("CARGO_MANIFEST_DIR"))
}
