//! Letters through a real mail server: aiosmtpd in a child process.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use base::db::EngineName;
use base::jobs;
use base::letters;
use base::testing::{Bench, Parts};
use base::work::Config;
use jiff::ToSpan;

use crate::person::owner;

const INNA: &str = "inna@artel.example";

/// The Python that has aiosmtpd; `None` (and a line that says so) when there is none here.
fn python() -> Option<String> {
    let named = std::env::var("ARTEL_TEST_PYTHON").ok();
    if named.is_none() {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "ARTEL_TEST_PYTHON names no Python with aiosmtpd"
        );
        println!("skipped: ARTEL_TEST_PYTHON names no Python with aiosmtpd; `cargo xtask test` prepares one");
    }
    named
}

/// A mail server that is gone when the test is.
struct Mailbox {
    process: Child,
    port: u16,
    file: PathBuf,
}

impl Mailbox {
    fn open(python: &str, port: u16) -> Self {
        let name = format!("artel-mailbox-{}-{}", std::process::id(), base::db::id::fresh());
        let file = std::env::temp_dir().join(name);
        let mut process = Command::new(python)
            .args(["-c", include_str!("mailbox.py"), &port.to_string()])
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let mut said = String::new();
        let out = process.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut said).expect("its first line");
        let port = said.trim().parse().expect("the port that the mail server listens on");
        Self { process, port, file }
    }

    fn letters(&self) -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).expect("a letter")).collect()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_file(&self.file);
    }
}

async fn house_with_mail(engine: EngineName, port: u16) -> Option<Bench> {
    let config = Config {
        smtp: Some(format!("smtp://127.0.0.1:{port}")),
        letters_from: "Артель <artel@romashka.example>".into(),
        ..Config::default()
    };
    Bench::set_up(engine, Parts { config, ..crate::parts() }).await
}

async fn invite(bench: &Bench) {
    let mut work = bench.work().await;
    work.set_setting("vendor-name", "Ромашка и партнёры").await.unwrap();
    work.commit().await.unwrap();
    let fields = [("name", "Инна Котова"), ("email", INNA), ("role", "finance")];
    owner(bench).await.post("/desk/people", &fields).await.leads_on();
}

async fn state(bench: &Bench) -> (String, Option<String>) {
    let letter = letters::outbox(&mut bench.work().await, 1).await.unwrap().remove(0);
    (letter.state, letter.error)
}

async fn an_invitation_arrives(engine: EngineName) {
    let Some(python) = python() else { return };
    let mailbox = Mailbox::open(&python, 0);
    let Some(bench) = house_with_mail(engine, mailbox.port).await else { return };
    invite(&bench).await;
    assert_eq!(state(&bench).await, ("waiting".into(), None));
    assert!(mailbox.letters().is_empty(), "nothing leaves before the job runs");
    jobs::run_all(&bench.site).await.unwrap();
    assert_eq!(state(&bench).await, ("sent".into(), None));
    jobs::run_all(&bench.site).await.unwrap();
    let arrived = mailbox.letters();
    assert_eq!(arrived.len(), 1);
    let letter = &arrived[0];
    assert_eq!(letter["from"], "Артель <artel@romashka.example>");
    assert_eq!(letter["to"], INNA);
    assert_eq!(letter["recipients"], serde_json::json!([INNA]));
    assert_eq!(letter["subject"], "Ромашка и партнёры приглашает вас в Артель");
    assert_eq!(letter["charset"], "utf-8");
    assert_eq!(letter["auto-submitted"], "auto-generated");
    assert!(letter["date"].is_string());
    let id = letter["message-id"].as_str().unwrap();
    assert!(id.starts_with("<letter_") && id.ends_with("@romashka.example>"), "{id}");
    let body = letter["body"].as_str().unwrap();
    assert!(body.contains("Здравствуйте, Инна Котова!"), "{body}");
    let link = body.lines().find(|line| line.starts_with("http")).expect("a link on a line of its own");
    let path = link.strip_prefix("http://127.0.0.1:8080").unwrap();
    bench.stranger().get(path).await.shows(&["Добро пожаловать"]);
}

async fn a_letter_waits_for_the_server_to_come_back(engine: EngineName) {
    let Some(python) = python() else { return };
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let Some(bench) = house_with_mail(engine, port).await else { return };
    invite(&bench).await;
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 1);
    let (failed, error) = state(&bench).await;
    assert_eq!(failed, "failed");
    assert!(error.unwrap().contains("the SMTP server"));
    let owner = crate::person::sign_in(&bench, crate::person::OWNER).await;
    owner.get("/desk/people/letters").await.shows(&[INNA, "Не ушло"]);
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 0, "not at once");

    let mailbox = Mailbox::open(&python, port);
    bench.site.clock.advance(1.minutes());
    assert_eq!(jobs::run_all(&bench.site).await.unwrap(), 1);
    assert_eq!(state(&bench).await, ("sent".into(), None));
    assert_eq!(mailbox.letters().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_arrives_with_its_headers_and_its_cyrillic_sqlite() {
    an_invitation_arrives(EngineName::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_arrives_with_its_headers_and_its_cyrillic_postgres() {
    an_invitation_arrives(EngineName::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_fails_at_a_dead_port_and_leaves_later_sqlite() {
    a_letter_waits_for_the_server_to_come_back(EngineName::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_fails_at_a_dead_port_and_leaves_later_postgres() {
    a_letter_waits_for_the_server_to_come_back(EngineName::Postgres).await;
}
