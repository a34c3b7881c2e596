//! Seals: documents in a log that only grows, under a signed head, so that whoever holds a file can prove what was stated.

use std::collections::BTreeMap;

use base::db::id::fresh;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;

use crate::rules::merkle::{self, Edge};
pub use crate::rules::merkle::{Hash, has_grown, leaf_hash, root_from};
pub use crate::rules::note::{Checkpoint, Note, PublicKey, Signer};
use crate::store::seals as store;

/// Documents that are asked for together.
const CHUNK: usize = 500;
/// Whoever adds to the log queues up here, so that there is one order.
const QUEUE: &str = "ledger_seals";
/// What leaves that seal rows of the ledger are called, with their place.
const LEDGER: &str = "ledger/";

/// A document on its way into the log.
pub struct Sealable {
    /// What it is about, such as the id of a statement; sealed once.
    pub subject: String,
    /// The bytes that are sealed.
    pub document: String,
}

/// Where a document is in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Its place, counted from 0.
    pub place: u64,
    /// The bytes that were sealed.
    pub document: String,
    /// The first signed head after it.
    pub note: Note,
}

/// A way from an earlier head of the log to a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The earlier head.
    pub note: Note,
    /// The hashes that show that the log only grew.
    pub path: Vec<Hash>,
}

/// Something in the log that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A leaf is not there, or is another one.
    Leaf {
        /// Its place.
        place: u64,
        /// What it is about.
        subject: String,
    },
    /// A head does not fit its leaves, or nobody known signed it.
    Checkpoint {
        /// How many leaves it speaks of.
        size: u64,
    },
    /// An entry of the ledger is not as it was sealed, or its own fingerprint differs.
    Entry {
        /// Its number.
        entry: i64,
    },
}

/// Seals documents and every row of the ledger that is not sealed yet, and signs the head.
pub async fn seal(work: &mut Work, documents: &[Sealable]) -> Result<Checkpoint> {
    work.queue_for(QUEUE).await?;
    let signer = signer(work).await?;
    let mut edge = store::edge(work).await?;
    let mut leaves = Vec::with_capacity(documents.len() + 1);
    for Sealable { subject, document } in documents {
        leaves.push((edge.size, subject.clone(), document.clone(), leaf_hash(document.as_bytes())));
        edge.push(leaf_hash(document.as_bytes()));
    }
    let rows = store::unsealed_entries(work).await?;
    if !rows.is_empty() {
        let document = ledger_document(&rows);
        let hash = leaf_hash(document.as_bytes());
        store::insert_sealed_entries(work, edge.size, &rows).await?;
        leaves.push((edge.size, format!("{LEDGER}{}", edge.size), document, hash));
        edge.push(hash);
    }
    store::insert_leaves(work, &leaves).await?;
    let origin = origin(work).await?.unwrap_or_else(|| signer.public.name.clone());
    let checkpoint = Checkpoint { origin, size: edge.size, root: edge.root() };
    if !leaves.is_empty() {
        store::insert_checkpoint(work, &edge, &signer.sign(&checkpoint).words()).await?;
    }
    Ok(checkpoint)
}

/// What a leaf says of rows of the ledger: the hash over the hash of each.
fn ledger_document(rows: &BTreeMap<i64, Hash>) -> String {
    let all: String = rows.iter().map(|(entry, hash)| format!("{entry} {hash}\n")).collect();
    let hash = leaf_hash(all.as_bytes());
    format!("{{\"format\":\"artel-ledger/1\",\"entries\":{},\"hash\":\"{hash}\"}}", rows.len())
}

/// The name under which the log began; it stays when keys change.
async fn origin(work: &mut Work) -> Result<Option<String>> {
    Ok(keys(work).await?.into_iter().next().map(|(key, _)| key.name))
}

/// Public keys with the moment since when each signs, the newest last.
pub async fn keys(work: &mut Work) -> Result<Vec<(PublicKey, Timestamp)>> {
    let rows = store::keys(work).await?.into_iter();
    Ok(rows.filter_map(|(_, words, made_at)| Some((PublicKey::parse(&words)?, made_at))).collect())
}

/// Makes a key when there is none yet.
pub async fn make_key(work: &mut Work) -> Result<PublicKey> {
    work.queue_for(QUEUE).await?;
    Ok(signer(work).await?.public)
}

/// Signs with a new key from now on; what the old ones signed stays signed by them.
pub async fn rotate_key(work: &mut Work) -> Result<PublicKey> {
    work.queue_for(QUEUE).await?;
    Ok(new_signer(work).await?.public)
}

/// The pair that signs now. Another secret of the installation makes another pair.
async fn signer(work: &mut Work) -> Result<Signer> {
    if let Some((id, words, _)) = store::keys(work).await?.pop() {
        let name = PublicKey::parse(&words).map(|key| key.name);
        let known = name.and_then(|name| Signer::new(name, &seed(work, id)));
        if let Some(known) = known.filter(|known| known.public.words() == words) {
            return Ok(known);
        }
    }
    new_signer(work).await
}

async fn new_signer(work: &mut Work) -> Result<Signer> {
    let id = fresh();
    let seed = seed(work, id);
    let made = match origin(work).await? {
        Some(name) => Signer::new(name, &seed),
        None => Signer::named_by_key(&seed),
    };
    let made = made.ok_or_else(|| Failure::new("a key for seals cannot be made"))?;
    store::insert_key(work, id, &made.public.words()).await?;
    Ok(made)
}

fn seed(work: &Work, id: i64) -> [u8; 32] {
    let secret = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &work.site().secret);
    let tag = ring::hmac::sign(&secret, format!("artel seal key {id}").as_bytes());
    let mut seed = [0; 32];
    seed.copy_from_slice(tag.as_ref());
    seed
}

/// Where the document about something is in the log.
pub async fn seal_of(work: &mut Work, subject: &str) -> Result<Option<Seal>> {
    let Some((place, document)) = store::leaf(work, subject).await? else { return Ok(None) };
    let note = store::note_after(work, place).await?.and_then(|words| Note::parse(&words));
    let note = note.ok_or_else(|| Failure::new(format!("{subject} is sealed and no head can be read")))?;
    Ok(Some(Seal { place, document, note }))
}

/// The hashes that lead from a leaf to the head of its seal.
pub async fn proof(work: &mut Work, seal: &Seal) -> Result<Vec<Hash>> {
    let leaves = store::hashes(work, seal.note.checkpoint.size).await?;
    Ok(merkle::inclusion(&leaves, usize::try_from(seal.place)?))
}

/// How the log grew from the heads of these sizes, where there were any, to a later one.
pub async fn growths(work: &mut Work, sizes: &[u64], now: &Checkpoint) -> Result<Vec<Growth>> {
    if sizes.is_empty() {
        return Ok(Vec::new());
    }
    let leaves = store::hashes(work, now.size).await?;
    let mut all = Vec::with_capacity(sizes.len());
    for size in sizes.iter().filter(|size| **size > 0 && **size < now.size) {
        let note = store::note_at(work, *size).await?.and_then(|words| Note::parse(&words));
        let path = merkle::consistency(&leaves, usize::try_from(*size)?);
        all.extend(note.map(|note| Growth { note, path }));
    }
    Ok(all)
}

/// The last signed head.
pub async fn last(work: &mut Work) -> Result<Option<Note>> {
    let edge = store::edge(work).await?;
    Ok(store::note_at(work, edge.size).await?.and_then(|words| Note::parse(&words)))
}

/// What was sealed about these subjects.
pub async fn documents(work: &mut Work, subjects: &[String]) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for chunk in subjects.chunks(CHUNK) {
        all.extend(store::documents(work, chunk).await?);
    }
    Ok(all)
}

/// Goes through the whole log and the rows of the ledger it seals, and tells what is not as it was. What each leaf is
/// about and its document are handed over as well.
pub async fn check(work: &mut Work, mut each: impl FnMut(&str, &str) + Send) -> Result<Vec<Damage>> {
    let mut damages = Vec::new();
    let keys: Vec<PublicKey> = keys(work).await?.into_iter().map(|(key, _)| key).collect();
    let mut heads = store::checkpoints(work).await?.into_iter().peekable();
    let mut edge = Edge::default();
    let mut ledger_leaves: BTreeMap<u64, String> = BTreeMap::new();
    let look = |store::Leaf { place, subject, document, hash }: store::Leaf| {
        let of_document = leaf_hash(document.as_bytes());
        let is_named_so = !subject.starts_with(LEDGER) || subject == format!("{LEDGER}{place}");
        if place != edge.size || Hash::parse(&hash) != Some(of_document) || !is_named_so {
            damages.push(Damage::Leaf { place, subject: subject.clone() });
        }
        edge.push(of_document);
        while let Some(head) = heads.next_if(|head| head.size <= edge.size) {
            if head.size != edge.size || !head.fits(&edge, &keys) {
                damages.push(Damage::Checkpoint { size: head.size });
            }
        }
        each(&subject, &document);
        if subject.starts_with(LEDGER) {
            ledger_leaves.insert(place, document);
        }
    };
    store::each_leaf(work, look).await?;
    damages.extend(heads.map(|head| Damage::Checkpoint { size: head.size }));
    let signed = store::last_size(work).await?;
    if signed != edge.size {
        damages.push(Damage::Checkpoint { size: edge.size });
    }
    damages.extend(entries(work, ledger_leaves).await?);
    Ok(damages)
}

/// Rows of the ledger against what was sealed of them.
async fn entries(work: &mut Work, leaves: BTreeMap<u64, String>) -> Result<Vec<Damage>> {
    let mut damages = Vec::new();
    let rows = store::entry_hashes(work).await?;
    let mut sealed: BTreeMap<u64, BTreeMap<i64, Hash>> = BTreeMap::new();
    for (entry, place, hash) in store::sealed_entries(work).await? {
        let hash = Hash::parse(&hash);
        if hash.is_none() || rows.hashes.get(&entry) != hash.as_ref() {
            damages.push(Damage::Entry { entry });
        }
        sealed.entry(place).or_default().insert(entry, hash.unwrap_or(Hash([0; 32])));
    }
    for (place, document) in &leaves {
        if sealed.get(place).map(ledger_document).as_ref() != Some(document) {
            damages.push(Damage::Leaf { place: *place, subject: format!("{LEDGER}{place}") });
        }
    }
    let unknown = sealed.keys().filter(|place| !leaves.contains_key(*place));
    damages.extend(unknown.map(|place| Damage::Leaf { place: *place, subject: format!("{LEDGER}{place}") }));
    damages.extend(rows.orphans.into_iter().map(|entry| Damage::Entry { entry }));
    Ok(damages)
}

/// A head as it lies in its table.
pub(crate) struct Head {
    pub size: u64,
    pub root: String,
    pub edge: String,
    pub note: String,
}

impl Head {
    fn fits(&self, edge: &Edge, keys: &[PublicKey]) -> bool {
        let Some(note) = Note::parse(&self.note) else { return false };
        self.root == edge.root().to_string()
            && self.edge == edge.words()
            && note.checkpoint.size == edge.size
            && note.checkpoint.root == edge.root()
            && keys.iter().any(|key| key.name == note.checkpoint.origin && key.has_signed(&note))
    }
}
