//! Signed heads of the log: C2SP `tlog-checkpoint` in a `signed-note`, Ed25519.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use super::merkle::Hash;

/// The byte that says Ed25519 in keys of signed notes.
const ED25519_KIND: u8 = 1;

/// A head of the log: how many leaves there are, and their root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is.
    pub origin: String,
    /// How many leaves it has.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// A public key with the name of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Whose it is.
    pub name: String,
    /// The key.
    pub bytes: [u8; 32],
}

/// A pair of keys that signs.
pub struct Signer {
    pair: Ed25519KeyPair,
    /// The public one.
    pub public: PublicKey,
}

/// A signed note, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is signed.
    pub checkpoint: Checkpoint,
    /// The name of who signed.
    pub signer: String,
    /// The beginning of the hash of the key.
    pub key: [u8; 4],
    /// The signature.
    pub signature: Vec<u8>,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    fn parse(body: &str) -> Option<Checkpoint> {
        let mut lines = body.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let root = Hash(STANDARD.decode(root).ok()?.try_into().ok()?);
        let checkpoint = Checkpoint { origin: origin.to_owned(), size: size.parse().ok()?, root };
        (!origin.is_empty() && checkpoint.body() == body).then_some(checkpoint)
    }
}

impl PublicKey {
    /// The first four bytes of the hash by which notes name the key.
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(&self.name).chain_update([b'\n', ED25519_KIND]);
        let hash: [u8; 32] = hash.chain_update(self.bytes).finalize().into();
        [hash[0], hash[1], hash[2], hash[3]]
    }

    /// `name+1f2e3d4c+AQ…`, as verifiers of signed notes take it.
    pub fn words(&self) -> String {
        let id = u32::from_be_bytes(self.id());
        let kind: Vec<u8> = std::iter::once(ED25519_KIND).chain(self.bytes).collect();
        format!("{}+{id:08x}+{}", self.name, STANDARD.encode(kind))
    }

    /// Reads what [`PublicKey::words`] wrote.
    pub fn parse(words: &str) -> Option<PublicKey> {
        let mut parts = words.splitn(3, '+');
        let (name, _, key) = (parts.next()?, parts.next()?, parts.next()?);
        let kind = STANDARD.decode(key).ok()?;
        let (ED25519_KIND, bytes) = kind.split_first().map(|(kind, rest)| (*kind, rest))? else {
            return None;
        };
        let key = PublicKey { name: name.to_owned(), bytes: bytes.try_into().ok()? };
        (key.words() == words).then_some(key)
    }

    /// Whether this key signed the note.
    pub fn has_signed(&self, note: &Note) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.bytes);
        self.is_named_by(note) && key.verify(note.checkpoint.body().as_bytes(), &note.signature).is_ok()
    }

    /// Whether the note says that this key signed it.
    pub fn is_named_by(&self, note: &Note) -> bool {
        self.name == note.signer && self.id() == note.key
    }
}

impl Signer {
    /// The pair that these 32 secret bytes make. The name may hold neither blanks nor a plus.
    pub fn new(name: impl Into<String>, seed: &[u8; 32]) -> Option<Signer> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let bytes = pair.public_key().as_ref().try_into().ok()?;
        Some(Signer { pair, public: PublicKey { name: name.into(), bytes } })
    }

    /// The pair with the name that its key gives: `artel-` and the beginning of the key's hash.
    pub fn named_by_key(seed: &[u8; 32]) -> Option<Signer> {
        let nameless = Signer::new("", seed)?;
        let hash = Hash(Sha256::digest(nameless.public.bytes).into()).to_string();
        Signer::new(format!("artel-{}", hash.get(..12)?), seed)
    }

    /// Signs a checkpoint.
    pub fn sign(&self, checkpoint: &Checkpoint) -> Note {
        let signature = self.pair.sign(checkpoint.body().as_bytes()).as_ref().to_vec();
        let (signer, key) = (self.public.name.clone(), self.public.id());
        Note { checkpoint: checkpoint.clone(), signer, key, signature }
    }
}

impl Note {
    /// The note as a text.
    pub fn words(&self) -> String {
        let signed: Vec<u8> = self.key.iter().chain(&self.signature).copied().collect();
        format!("{}\n\u{2014} {} {}\n", self.checkpoint.body(), self.signer, STANDARD.encode(signed))
    }

    /// Reads a note with one signature; nothing when it is not written as [`Note::words`] writes it.
    pub fn parse(text: &str) -> Option<Note> {
        let (body, signed) = text.split_once("\n\n")?;
        let signed = signed.strip_prefix("\u{2014} ")?.strip_suffix('\n')?;
        let (signer, signed) = signed.split_once(' ')?;
        let signed = STANDARD.decode(signed).ok()?;
        let (key, signature) = signed.split_at_checked(4)?;
        let note = Note {
            checkpoint: Checkpoint::parse(&format!("{body}\n"))?,
            signer: signer.to_owned(),
            key: key.try_into().ok()?,
            signature: signature.to_vec(),
        };
        (note.words() == text).then_some(note)
    }
}

#[cfg(test)]
mod tests {
    use super::super::merkle::leaf_hash;
    use super::*;

    #[test]
    fn a_key_of_the_specification_accepts_its_note() {
        // From the tests of signed notes in the Go project (golang.org/x/mod/sumdb/note).
        let key = PublicKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        assert_eq!(key.map(|key| key.name), Some("PeterNeumann".into()));
    }

    #[test]
    fn what_was_signed_is_accepted_and_nothing_else() {
        let signer = Signer::named_by_key(&[7; 32]).unwrap();
        let checkpoint = Checkpoint { origin: signer.public.name.clone(), size: 5, root: leaf_hash(b"x") };
        let text = signer.sign(&checkpoint).words();
        let key = PublicKey::parse(&signer.public.words()).unwrap();
        assert!(key.has_signed(&Note::parse(&text).unwrap()));
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let read = String::from_utf8(bytes).ok().and_then(|text| Note::parse(&text));
                assert!(!read.is_some_and(|note| key.has_signed(&note)), "byte {place}, bit {bit}");
            }
        }
        let other = Signer::new(signer.public.name.clone(), &[8; 32]).unwrap().public;
        assert!(!other.has_signed(&Note::parse(&text).unwrap()));
    }
}
