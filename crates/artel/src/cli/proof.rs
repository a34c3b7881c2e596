//! `artel verify FILE`: sealed statements, proven on any machine without a database.

use std::path::{Path, PathBuf};

use base::failure::{Context, Failure, Result};
use base::words::Reader;
use commissions::{Broken, Proven, SealedFile, prove};
use ledger::seals::{Note, PublicKey};
use money::Money;
use serde_json::{Value, json};

use super::{Common, Ended, Output};

/// What to prove, and against what.
pub struct Proof {
    /// The files.
    pub files: Vec<PathBuf>,
    /// An earlier file or signed head from which the log must have grown.
    pub from: Option<PathBuf>,
    /// The key that must have signed.
    pub key: Option<String>,
}

impl Proof {
    pub fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let reader = common.reader()?;
        let key = self.key.as_deref().map(trusted).transpose()?;
        let from = self.from.as_deref().map(head_of).transpose()?;
        let (mut words, mut told, mut ended) = (Vec::new(), Vec::new(), Ended::Well);
        for path in &self.files {
            let text = read(path)?;
            let outcome = prove(&text, key.as_ref());
            let grown = match (&outcome, &from) {
                (Ok(proven), Some(from)) => Some(has_grown(proven, from)),
                _ => None,
            };
            if outcome.is_err() || grown == Some(false) {
                ended = Ended::Differently;
            }
            let (line, object) = match &outcome {
                Ok(proven) => (sentence(proven), object(proven)),
                Err(broken) => (trouble(&reader, broken), broken_object(broken)),
            };
            words.push(format!("{}: {line}{}", path.display(), growth(grown, from.as_ref())));
            told.push(json!({ "file": path.display().to_string(), "grown": grown, "result": object }));
        }
        output.answer(&words.join("\n"), Value::Array(told));
        Ok(ended)
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).context(path.display().to_string())
}

/// A key as words, or in a file.
fn trusted(words: &str) -> Result<PublicKey> {
    const WANTED: &str = "--key: write a key as `artel verify keys` shows it, or a file with one";
    if let Some(key) = PublicKey::parse(words.trim()) {
        return Ok(key);
    }
    let in_file = read(Path::new(words)).context(WANTED)?;
    PublicKey::parse(in_file.trim()).ok_or_else(|| Failure::new(WANTED))
}

/// The signed head of a statement's file, or a signed head by itself.
fn head_of(path: &Path) -> Result<Note> {
    let text = read(path)?;
    let checkpoint = SealedFile::parse(&text).map(|file| file.seal.checkpoint).unwrap_or(text);
    Note::parse(&checkpoint)
        .ok_or_else(|| Failure::new(format!("{}: there is no signed head in it", path.display())))
}

/// Whether the log of a proven file grew from an earlier head: it is the same one, or the file proves the way from it.
fn has_grown(proven: &Proven, from: &Note) -> bool {
    proven.checkpoint == from.checkpoint || proven.earlier.contains(&from.checkpoint)
}

fn growth(grown: Option<bool>, from: Option<&Note>) -> String {
    let size = from.map_or(0, |note| note.checkpoint.size);
    match grown {
        None => String::new(),
        Some(true) => format!("\n  the log grew from the {size} leaves of the earlier head and nothing else"),
        Some(false) => format!(
            "\n  does not prove that the log grew from the {size} leaves of the earlier head; ask the site for the file \
             with ?from={size}"
        ),
    }
}

fn sentence(proven: &Proven) -> String {
    let document = &proven.document;
    let total = Money::new(document.totals.total, document.currency).to_decimal();
    format!(
        "proven. {} · {} · {total} {}\n  leaf {} of {} in the log {}, signed by {}\n  {} lines and {} corrections computed again",
        document.partner_name,
        document.period,
        document.currency,
        proven.leaf + 1,
        proven.checkpoint.size,
        proven.checkpoint.origin,
        proven.key.words(),
        proven.lines,
        proven.corrections,
    )
}

fn object(proven: &Proven) -> Value {
    let document = &proven.document;
    json!({
        "proven": true, "statement": document.statement, "partner": document.partner,
        "partner_name": document.partner_name, "period": document.period.to_string(),
        "total": Money::new(document.totals.total, document.currency).to_decimal(),
        "currency": document.currency.code(), "leaf": proven.leaf, "size": proven.checkpoint.size,
        "root": proven.checkpoint.root.to_string(), "key": proven.key.words(),
        "lines": proven.lines, "corrections": proven.corrections,
    })
}

fn trouble(reader: &Reader, broken: &Broken) -> String {
    let part = reader.t(&format!("commissions-broken-{}", broken.part.word()));
    format!("NOT proven. {part}: {}", broken.detail)
}

fn broken_object(broken: &Broken) -> Value {
    json!({ "proven": false, "part": broken.part.word(), "detail": broken.detail })
}
