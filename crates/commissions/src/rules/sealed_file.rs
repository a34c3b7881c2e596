//! The file in which a partner takes a sealed statement home, and its proof without a database.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::seals::{Checkpoint, Hash, Note, PublicKey, has_grown, leaf_hash, root_from};
use serde::{Deserialize, Serialize};
use terms::{Adjusted, KeptStatement, Period, Statement as Unsealed, Terms};

use super::sealed::{Document, FILE, Facts, sha256};
use super::sealed_sums;

/// One file with everything that proves a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedFile {
    /// Always [`FILE`].
    pub format: String,
    /// What is sealed.
    pub statement: Document,
    /// Where it is in the log.
    pub seal: FileSeal,
    /// What the versions of the terms say.
    pub terms: Vec<FileTerms>,
    /// The lines in their compact block, in base64.
    pub lines: String,
    /// The sales that earned nothing, the same way.
    pub unpaid: String,
    /// Corrections, the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<String>,
    /// What the lines are computed from.
    pub facts: Facts,
    /// What corrections are computed from.
    pub corrected: Vec<FileCorrected>,
}

/// Where a statement is in the log of seals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSeal {
    /// The place of its leaf, counted from 0.
    pub leaf: u64,
    /// The hash of the leaf.
    pub hash: String,
    /// The hashes that lead to the root.
    pub proof: Vec<String>,
    /// The signed head.
    pub checkpoint: String,
    /// The keys that signed the heads here.
    pub keys: Vec<String>,
    /// Earlier heads, with how the log grew from them.
    pub earlier: Vec<FileEarlier>,
}

/// An earlier head of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEarlier {
    /// The signed head.
    pub checkpoint: String,
    /// How the log grew since.
    pub proof: Vec<String>,
}

/// A version of the terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileTerms {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub text: String,
}

/// What the corrections of a period are computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileCorrected {
    /// The period.
    pub period: Period,
    /// Its facts.
    pub facts: Facts,
}

/// What is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which part of the file.
    pub part: Part,
    /// What exactly, in English: a line, a version, a period.
    pub detail: String,
}

/// The parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is not written as such files are.
    Form,
    /// The totals and hashes of the statement.
    Statement,
    /// The proof that it is in the log.
    Proof,
    /// The signed head of the log.
    Checkpoint,
    /// The public key.
    Key,
    /// An earlier head, or the proof that the log only grew.
    Earlier,
    /// The terms.
    Terms,
    /// The lines.
    Lines,
    /// The sales that earned nothing.
    Unpaid,
    /// The corrections.
    Corrections,
    /// The sales and attributes that lines are computed from.
    Facts,
    /// Everything is as it was sealed, and does not come to the sums.
    Sums,
}

impl Part {
    /// The word by which it is translated (`commissions-broken-<word>`).
    pub fn word(self) -> &'static str {
        match self {
            Part::Form => "form",
            Part::Statement => "statement",
            Part::Proof => "proof",
            Part::Checkpoint => "checkpoint",
            Part::Key => "key",
            Part::Earlier => "earlier",
            Part::Terms => "terms",
            Part::Lines => "lines",
            Part::Unpaid => "unpaid",
            Part::Corrections => "corrections",
            Part::Facts => "facts",
            Part::Sums => "sums",
        }
    }
}

impl Broken {
    /// Something in a part.
    pub fn new(part: Part, detail: impl Into<String>) -> Broken {
        Broken { part, detail: detail.into() }
    }
}

/// What a file proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// What was sealed.
    pub document: Document,
    /// The place of its leaf.
    pub leaf: u64,
    /// The head of the log.
    pub checkpoint: Checkpoint,
    /// Who signed it.
    pub key: PublicKey,
    /// Earlier heads from which the log is shown to have grown.
    pub earlier: Vec<Checkpoint>,
    /// How many lines were computed again.
    pub lines: usize,
    /// How many corrections were.
    pub corrections: usize,
}

impl SealedFile {
    /// The file as it is handed out; the only way to write it.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Reads a file that is written as they are handed out, byte for byte.
    pub fn parse(text: &str) -> Result<SealedFile, Broken> {
        let read: Result<SealedFile, _> = serde_json::from_str(text);
        let file = read.map_err(|error| Broken::new(Part::Form, error.to_string()))?;
        let again = file.to_text().map_err(|error| Broken::new(Part::Form, error.to_string()))?;
        if again != text {
            let same = again.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
            let line = text.bytes().take(same).filter(|byte| *byte == b'\n').count() + 1;
            return Err(Broken::new(Part::Form, format!("line {line} is not written as Artel writes it")));
        }
        if file.format != FILE {
            return Err(Broken::new(Part::Form, format!("the form {} is unknown", file.format)));
        }
        Ok(file)
    }
}

/// Proves a file: that it is in a signed log as it stands, and that its sums come out again. With a key, only what this
/// key signed counts.
pub fn prove(text: &str, trusted: Option<&PublicKey>) -> Result<Proven, Broken> {
    let file = SealedFile::parse(text)?;
    let (checkpoint, key, earlier) = sealed(&file)?;
    if trusted.is_some_and(|trusted| *trusted != key) {
        return Err(Broken::new(Part::Key, "the head is signed by another key than the one that is trusted"));
    }
    let terms = enclosed_terms(&file)?;
    let blocks = Blocks::of(&file)?;
    let (lines, corrections) = sealed_sums::recompute(&file, &blocks, &terms)?;
    Ok(Proven {
        leaf: file.seal.leaf,
        document: file.statement,
        checkpoint,
        key,
        earlier,
        lines,
        corrections,
    })
}

/// The document in the log, the log under its head, the head under its key, and the way from earlier heads.
fn sealed(file: &SealedFile) -> Result<(Checkpoint, PublicKey, Vec<Checkpoint>), Broken> {
    let seal = &file.seal;
    let mut keys = Keys::read(&seal.keys)?;
    let (note, key) = keys.signed(&seal.checkpoint, Part::Checkpoint)?;
    let text = file.statement.to_text().map_err(|error| Broken::new(Part::Statement, error.to_string()))?;
    let (stated, written) = (leaf_hash(text.as_bytes()), Hash::parse(&seal.hash));
    let path = hashes(&seal.proof).ok_or(Broken::new(Part::Proof, "a hash cannot be read"))?;
    let head = &note.checkpoint;
    let leads = |leaf: Hash| root_from(leaf, seal.leaf, head.size, &path) == Some(head.root);
    match (leads(stated), written) {
        (true, Some(written)) if written == stated => {}
        (true, _) => return Err(Broken::new(Part::Proof, "the hash of the leaf is another one")),
        (false, Some(written)) if leads(written) => {
            return Err(Broken::new(
                Part::Statement,
                "its sums, dates, names or hashes are not those sealed",
            ));
        }
        _ => {
            return Err(Broken::new(
                Part::Proof,
                "it does not lead from the statement to the head of the log",
            ));
        }
    }
    let mut earlier = Vec::with_capacity(seal.earlier.len());
    for one in &seal.earlier {
        let (before, _) = keys.signed(&one.checkpoint, Part::Earlier)?;
        let size = before.checkpoint.size;
        let path = hashes(&one.proof).ok_or(Broken::new(Part::Earlier, "a hash cannot be read"))?;
        let (from, to) = ((size, before.checkpoint.root), (head.size, head.root));
        if before.checkpoint.origin != head.origin || size >= head.size || !has_grown(from, to, &path) {
            return Err(Broken::new(Part::Earlier, format!("the log did not grow from its {size} leaves")));
        }
        earlier.push(before.checkpoint);
    }
    keys.all_used()?;
    Ok((note.checkpoint, key, earlier))
}

fn hashes(words: &[String]) -> Option<Vec<Hash>> {
    words.iter().map(|word| Hash::parse(word)).collect()
}

/// The keys of a file; one that signed nothing does not belong there.
struct Keys(Vec<(PublicKey, bool)>);

impl Keys {
    fn read(words: &[String]) -> Result<Keys, Broken> {
        let read: Option<Vec<_>> =
            words.iter().map(|word| PublicKey::parse(word).map(|key| (key, false))).collect();
        read.map(Keys).ok_or(Broken::new(Part::Key, "a key cannot be read"))
    }

    fn signed(&mut self, note: &str, part: Part) -> Result<(Note, PublicKey), Broken> {
        let note = Note::parse(note).ok_or(Broken::new(part, "the signed head cannot be read"))?;
        let signer = self.0.iter_mut().find(|(key, _)| key.has_signed(&note));
        let (key, used) = signer.ok_or(Broken::new(part, "no key here signed the head of the log"))?;
        *used = true;
        if key.name != note.checkpoint.origin {
            return Err(Broken::new(part, "the key belongs to another log"));
        }
        Ok((note, key.clone()))
    }

    fn all_used(&self) -> Result<(), Broken> {
        match self.0.iter().all(|(_, used)| *used) {
            true => Ok(()),
            false => Err(Broken::new(Part::Key, "a key signed nothing here")),
        }
    }
}

/// The versions that the statement names, as they were when it was sealed.
fn enclosed_terms(file: &SealedFile) -> Result<BTreeMap<i64, Terms>, Broken> {
    let document = &file.statement;
    let named = document.corrected.iter().map(|one| one.terms.as_str()).chain([document.terms.as_str()]);
    let pairs: Option<BTreeMap<i64, &str>> = named
        .flat_map(str::split_whitespace)
        .map(|pair| pair.split_once(':').and_then(|(id, hash)| Some((id.parse().ok()?, hash))))
        .collect();
    let pairs = pairs.ok_or(Broken::new(Part::Terms, "the list of versions cannot be read"))?;
    let mut known = BTreeMap::new();
    for FileTerms { id, text } in &file.terms {
        let broken = |detail: &str| Broken::new(Part::Terms, format!("version {id}: {detail}"));
        let terms = Terms::parse(text).map_err(|_| broken("it cannot be read"))?;
        if terms.to_text() != *text || pairs.get(id) != Some(&terms.hash().hex().as_str()) {
            return Err(broken("it is not what was published"));
        }
        if known.insert(*id, terms).is_some() {
            return Err(broken("it is there twice"));
        }
    }
    match known.len() == pairs.len() {
        true => Ok(known),
        false => Err(Broken::new(Part::Terms, "a version that the statement names is missing")),
    }
}

/// The blocks of a file, read.
pub struct Blocks {
    /// The records.
    pub kept: KeptStatement,
    /// The corrections.
    pub adjusted: Vec<Adjusted>,
}

impl Blocks {
    fn of(file: &SealedFile) -> Result<Blocks, Broken> {
        let document = &file.statement;
        let lines = block(&file.lines, &document.lines, Part::Lines)?;
        let unpaid = block(&file.unpaid, &document.unpaid, Part::Unpaid)?;
        let adjusted = match (&file.adjusted, &document.adjusted) {
            (Some(block), Some(hash)) => Some(self::block(block, hash, Part::Corrections)?),
            (None, None) => None,
            _ => return Err(Broken::new(Part::Corrections, "they are missing, or there should be none")),
        };
        let facts = file.facts.hash().map_err(|error| Broken::new(Part::Facts, error.to_string()))?;
        if facts != document.facts {
            return Err(Broken::new(Part::Facts, "sales or attributes of the period are not those sealed"));
        }
        let periods = |one: &FileCorrected| one.facts.hash().ok().map(|hash| (one.period, hash));
        let enclosed: Option<Vec<_>> = file.corrected.iter().map(periods).collect();
        let stated: Vec<_> = document.corrected.iter().map(|one| (one.period, one.facts.clone())).collect();
        if enclosed.as_ref() != Some(&stated) {
            let detail = "sales or attributes of a corrected period are not those sealed";
            return Err(Broken::new(Part::Facts, detail));
        }
        let read = |error: terms::CodecError| Broken::new(Part::Lines, error.to_string());
        let adjusted = adjusted.as_deref().map(Adjusted::from_block).transpose().map_err(read)?;
        let adjusted = adjusted.unwrap_or_default();
        let kept = KeptStatement::from_block(&lines).map_err(read)?;
        let unsealed = Unsealed::unpaid_from_block(&unpaid).map_err(read)?;
        if i64::try_from(unsealed.len()).ok() != Some(document.unpaid_count) {
            return Err(Broken::new(Part::Sums, "the number of unpaid sales is another one"));
        }
        if super::hash(document.period, &lines, &unpaid, &adjusted) != document.inputs_hash {
            return Err(Broken::new(Part::Sums, "the hash of its inputs is another one"));
        }
        Ok(Blocks { kept, adjusted })
    }
}

fn block(words: &str, hash: &str, part: Part) -> Result<Vec<u8>, Broken> {
    let bytes = STANDARD.decode(words).map_err(|_| Broken::new(part, "the block cannot be read"))?;
    match sha256(&bytes) == hash {
        true => Ok(bytes),
        false => Err(Broken::new(part, "the block is not the one sealed")),
    }
}

/// Bytes as a file holds them.
pub fn encoded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
