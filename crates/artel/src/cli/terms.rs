//! `artel terms …`

use std::path::{Path, PathBuf};

use base::access::Actor;
use base::failure::{Context, Failure, Result};
use base::words::Reader;
use clap::Subcommand;
use jiff::civil::Date;
use programs::CheckedText;
use serde_json::json;

use super::replay::Replay;
use super::{Common, Ended, Output, refusal};

/// What can be done with a file of terms.
#[derive(Subcommand)]
pub enum Terms {
    /// Read a file of terms and list everything that is wrong or doubtful in it
    Check {
        /// The file
        file: PathBuf,
    },
    /// Publish a file of terms, which makes it binding from a day on
    Publish {
        /// The file
        file: PathBuf,
        /// The programme's code or name
        #[arg(long)]
        program: String,
        /// The first day on which sales earn by these terms
        #[arg(long)]
        from: Date,
    },
    /// Show what a file of terms would have cost on the real sales of periods gone by; nothing is written
    Replay(Replay),
}

impl Terms {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        match self {
            Self::Check { file } => check(common, output, &file),
            Self::Publish { file, program, from } => publish(common, output, &file, &program, from).await,
            Self::Replay(replay) => replay.run(common, output).await,
        }
    }
}

/// The text of a file.
pub fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).context(file.display())
}

fn check(common: &Common, output: &Output, file: &Path) -> Result<Ended> {
    let checked = programs::check_text(&read(file)?);
    let reader = common.reader()?;
    let lines = findings(&reader, &checked, file);
    let good = checked.is_publishable();
    let last =
        if good { "The terms can be published." } else { "The terms cannot be published as they are." };
    let words = lines.iter().map(String::as_str).chain([last]).collect::<Vec<_>>().join("\n");
    let hash = checked.terms.as_ref().map(|terms| terms.hash().hex());
    output.answer(&words, json!({ "publishable": good, "hash": hash, "findings": lines }));
    Ok(if good { Ended::Well } else { Ended::WithProblems })
}

/// Problems and findings as `file:line:column: sentence`.
fn findings(reader: &Reader, checked: &CheckedText, file: &Path) -> Vec<String> {
    let place = |line: usize, column: usize| format!("{}:{line}:{column}", file.display());
    let problems = checked.problems.iter().map(|problem| {
        let key = format!("terms-problem-{}", problem.kind.key());
        let sentence = reader.tr(&key, &[("what", problem.kind.what().into())]);
        format!("{}: {sentence}", place(problem.at.line, problem.at.column))
    });
    let doubts = checked.findings.iter().map(|(at, finding)| {
        let sentence = programs::finding_sentence(reader, finding);
        let example = programs::example_sentence(reader, finding).map(|example| format!(". {example}"));
        format!("{}: {sentence}{}", place(at.line, at.column), example.unwrap_or_default())
    });
    problems.chain(doubts).collect()
}

async fn publish(common: &Common, output: &Output, file: &Path, program: &str, from: Date) -> Result<Ended> {
    let text = read(file)?;
    let site = common.site().await?;
    let reader = common.reader()?;
    let mut work = site.begin(Actor::System("command-line")).await?;
    let found = programs::program_by_code(&mut work, program).await?;
    let found =
        found.ok_or_else(|| Failure::new(format!("--program {program}: there is no such programme")))?;
    let published = async {
        let draft = programs::save_draft(&mut work, found.id, &text).await?;
        programs::publish(&mut work, draft, from).await
    };
    match published.await {
        Ok(number) => {
            work.commit().await?;
            let words = format!("Published version {number} of {} from {from}.", found.name);
            output.answer(&words, json!({ "program": found.code, "version": number, "from": from }));
            Ok(Ended::Well)
        }
        Err(stop) => refusal(output, &reader, stop),
    }
}
