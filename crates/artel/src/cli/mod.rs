//! The command line: one file per command.

mod backup;
mod close;
mod demo;
mod import;
mod migrate;
mod output;
mod payouts;
mod programs;
mod proof;
mod replay;
mod serve;
mod statements;
mod terms;
mod user;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use base::clock::Clock;
use base::failure::{Failure, Refusal, Result, Stop};
use base::words::{Language, Reader, Words};
use base::work::{Config, Site};
use clap::{Args, Parser, Subcommand};
use jiff::tz::TimeZone;

use output::Output;

/// A partner programme that explains every sum.
#[derive(Parser)]
#[command(name = "artel", version, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  artel serve                                   serve on 127.0.0.1:8080 over SQLite in ./artel-data
  artel --database postgres://artel@db/artel serve --listen 0.0.0.0:8080 --public-url https://partners.example.org
  artel user add --email vera@example.org --name 'Vera Pavlova' --role finance
  artel import sales pipeline.csv --map sales.toml --dry-run --rejected rejected.csv
  artel programs add --code channel --name Channel --currency USD --period quarter --starts-on 2017-01-01 --enrol-all
  artel close --program channel --period 2017-Q1 --preview
  artel terms replay draft.toml --program channel --from 2017-01 --until 2017-12 --csv partners.csv
  artel verify ledger
  artel verify statement_01h….sealed.json --from last-month.sealed.json
  artel payouts approve 3 --as boris@example.org
  artel backup artel-2026-11-21.sqlite

Exit codes: 0 done, 1 something broke or does not come to the same, 2 the command line is wrong, 3 done with problems or refused.";

/// What every command takes.
#[derive(Args, Clone)]
struct Common {
    /// sqlite:PATH or postgres://user@host/database
    #[arg(long, global = true, env = "ARTEL_DATABASE", default_value = "sqlite:artel-data/artel.sqlite")]
    database: String,
    /// The zone in which days begin and periods end
    #[arg(long, global = true, env = "ARTEL_ZONE", default_value = "Europe/Moscow")]
    zone: String,
    /// The language of answers: ru or en
    #[arg(long, global = true, env = "ARTEL_LANGUAGE", default_value = "en")]
    language: String,
    /// Answer in JSON, for programs
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Build and serve a filled sample vendor
    Demo(demo::Demo),
    /// Serve the site until Ctrl-C
    Serve(serve::Serve),
    /// Bring the tables of the database up to date
    Migrate(migrate::Migrate),
    /// Add people
    #[command(subcommand)]
    User(user::User),
    /// Take in partners, customers, products or sales from a file
    Import(import::Import),
    /// Add, start and list programmes, and enrol partners
    #[command(subcommand)]
    Programs(programs::Programs),
    /// Check, publish and replay terms of commission
    #[command(subcommand)]
    Terms(terms::Terms),
    /// Close a period of a programme, or preview it
    Close(close::Close),
    /// Print the statements of closed periods
    Statements(statements::Statements),
    /// Prove sealed statements from their files, or compute closed periods again and compare them with the database
    Verify(verify::Verify),
    /// Prepare, approve, export and settle payouts
    #[command(subcommand)]
    Payouts(payouts::Payouts),
    /// Copy the SQLite database into a new file while the site goes on working
    Backup {
        /// The file to write; it must not be there yet
        file: PathBuf,
    },
}

/// How a command ended.
enum Ended {
    /// All is done.
    Well,
    /// Done, but something needs a look; or refused.
    WithProblems,
    /// What was compared is not the same.
    Differently,
}

/// Reads the command line, does the command, and answers with its exit code.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("ARTEL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("artel: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithProblems) => ExitCode::from(3),
        Ok(Ended::Differently) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("artel: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(cli: Cli) -> Result<Ended> {
    let common = cli.common;
    let output = Output::new(common.json);
    match cli.command {
        Command::Serve(serve) => serve.run(&common, &output).await,
        Command::Migrate(migrate) => migrate.run(&common, &output).await,
        Command::User(user) => user.run(&common, &output).await,
        Command::Import(import) => import.run(&common, &output).await,
        Command::Programs(programs) => programs.run(&common, &output).await,
        Command::Terms(terms) => terms.run(&common, &output).await,
        Command::Demo(demo) => demo.run(&common, &output).await,
        Command::Close(close) => close.run(&common, &output).await,
        Command::Statements(statements) => statements.run(&common, &output).await,
        Command::Verify(verify) => verify.run(&common, &output).await,
        Command::Payouts(payouts) => payouts.run(&common, &output).await,
        Command::Backup { file } => backup::run(&common, &output, &file).await,
    }
}

/// Says no in the reader's language; a surprise stays one.
fn refusal<R: Refusal>(output: &Output, reader: &Reader, stop: Stop<R>) -> Result<Ended> {
    match stop {
        Stop::Refused(refusal) => {
            output.answer(&refusal.sentence(reader), serde_json::json!({ "refused": refusal.key() }));
            Ok(Ended::WithProblems)
        }
        Stop::Failed(failure) => Err(failure),
        Stop::Unknown | Stop::Forbidden => Err(Failure::new("there is no such thing")),
    }
}

impl Common {
    /// For whom answers are written.
    fn reader(&self) -> Result<Reader> {
        let words = Words::new(&artel::house::books()).map_err(|error| Failure::new(format!("{error:#}")))?;
        Ok(Reader::new(Arc::new(words), Language::parse(&self.language).unwrap_or_default()))
    }

    /// What the site is set to.
    fn config(&self) -> Result<Config> {
        let zone = TimeZone::get(&self.zone)
            .map_err(|_| Failure::new(format!("--zone {}: write a zone like Europe/Moscow", self.zone)))?;
        Ok(Config { zone, ..Config::default() })
    }

    /// The site that a command works on.
    async fn site(&self) -> Result<Site> {
        artel::house::open(&self.database, self.config()?, Clock::Real).await
    }
}
