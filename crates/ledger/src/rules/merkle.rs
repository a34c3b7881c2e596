//! A Merkle tree by RFC 6962, section 2: roots, and proofs that a leaf is in it and that it only grew.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Hash> {
        let is_plain = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate().take_while(|_| is_plain) {
            *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
        }
        (is_plain && text == Hash(bytes).to_string()).then_some(Hash(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The hash of a leaf.
pub fn leaf_hash(document: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(document).finalize().into())
}

/// The hash over two subtrees.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root over these leaves; that of none is the hash of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash(Sha256::digest([]).into()),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// The largest power of two below a number above one.
fn split(count: usize) -> usize {
    count.next_power_of_two() / 2
}

/// The hashes that lead from a leaf to the root, from below.
pub fn inclusion(leaves: &[Hash], place: usize) -> Vec<Hash> {
    if leaves.len() < 2 || place >= leaves.len() {
        return Vec::new();
    }
    let at = split(leaves.len());
    let (left, right) = leaves.split_at(at);
    let (mut path, other) = match place < at {
        true => (inclusion(left, place), right),
        false => (inclusion(right, place - at), left),
    };
    path.push(root(other));
    path
}

/// The root that a leaf and its path lead to; nothing when the path is none of a tree of this size.
pub fn root_from(leaf: Hash, place: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if place >= size {
        return None;
    }
    let (mut at, mut last, mut hash) = (place, size - 1, leaf);
    for other in path {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(other, &hash);
            while at % 2 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = node_hash(&hash, other);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

/// The hashes that show that a tree of the first `size` leaves grew into one of all of them.
pub fn consistency(leaves: &[Hash], size: usize) -> Vec<Hash> {
    if size == 0 || size >= leaves.len() { Vec::new() } else { grown(leaves, size, true) }
}

fn grown(leaves: &[Hash], size: usize, is_known: bool) -> Vec<Hash> {
    if size == leaves.len() {
        return if is_known { Vec::new() } else { vec![root(leaves)] };
    }
    let at = split(leaves.len());
    let (left, right) = leaves.split_at(at);
    let (mut path, other) = match size <= at {
        true => (grown(left, size, is_known), right),
        false => (grown(right, size - at, false), left),
    };
    path.push(root(other));
    path
}

/// Whether a tree with one root grew into another with another root, by RFC 9162, section 2.1.4.2.
pub fn has_grown(before: (u64, Hash), now: (u64, Hash), path: &[Hash]) -> bool {
    let ((before, old), (now, new)) = (before, now);
    if before == now || before == 0 {
        return path.is_empty() && (before == 0 || old == new);
    }
    let whole = [old];
    let mut path = if before.is_power_of_two() { whole.iter().chain(path) } else { [].iter().chain(path) };
    let (Some(first), true) = (path.next(), before < now) else { return false };
    let (mut at, mut last) = (before - 1, now - 1);
    while at % 2 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let (mut earlier, mut later) = (*first, *first);
    for other in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            (earlier, later) = (node_hash(other, &earlier), node_hash(other, &later));
            while at % 2 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            later = node_hash(&later, other);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && earlier == old && later == new
}

/// A log that grows: the roots of its complete subtrees, left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// How many leaves there are.
    pub size: u64,
    /// The roots, one for each bit of the size, the largest first.
    pub roots: Vec<Hash>,
}

impl Edge {
    /// Reads what `Display` of the roots wrote.
    pub fn parse(size: u64, text: &str) -> Option<Edge> {
        let roots: Option<Vec<Hash>> = text.split_whitespace().map(Hash::parse).collect();
        roots.filter(|roots| roots.len() == size.count_ones() as usize).map(|roots| Edge { size, roots })
    }

    /// The roots as a text.
    pub fn words(&self) -> String {
        self.roots.iter().map(Hash::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// The root over all leaves.
    pub fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        let Some(last) = roots.next() else { return root(&[]) };
        roots.fold(*last, |right, left| node_hash(left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inputs that tests of Certificate Transparency use everywhere.
    fn known() -> Vec<Hash> {
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        inputs.iter().map(|input| leaf_hash(input)).collect()
    }

    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_the_known_vectors() {
        let leaves = known();
        let mut edge = Edge::default();
        for (size, known) in ROOTS.iter().enumerate() {
            assert_eq!(root(&leaves[..size]).to_string(), *known);
            assert_eq!(edge.root().to_string(), *known);
            assert_eq!(Edge::parse(edge.size, &edge.words()), Some(edge.clone()));
            if size < leaves.len() {
                edge.push(leaves[size]);
            }
        }
    }

    #[test]
    fn proofs_are_those_of_the_known_vectors() {
        let leaves = known();
        let words =
            |path: Vec<Hash>| path.iter().map(|hash| hash.to_string()[..8].to_owned()).collect::<Vec<_>>();
        assert_eq!(words(inclusion(&leaves, 0)), ["96a296d2", "5f083f0a", "6b47aaf2"]);
        assert_eq!(words(inclusion(&leaves, 5)), ["bc1a0643", "ca854ea1", "d37ee418"]);
        assert_eq!(words(consistency(&leaves, 1)), ["96a296d2", "5f083f0a", "6b47aaf2"]);
        assert_eq!(words(consistency(&leaves, 6)), ["0ebc5d34", "ca854ea1", "d37ee418"]);
    }

    #[test]
    fn every_proof_holds_and_no_other_leaf_or_size_does() {
        let leaves: Vec<Hash> = (0..70_u32).map(|at| leaf_hash(&at.to_le_bytes())).collect();
        for size in 1..=leaves.len() {
            let (all, tree) = (size as u64, &leaves[..size]);
            let top = root(tree);
            for (place, leaf) in tree.iter().enumerate() {
                let path = inclusion(tree, place);
                assert_eq!(root_from(*leaf, place as u64, all, &path), Some(top));
                assert_ne!(root_from(leaf_hash(b"other"), place as u64, all, &path), Some(top));
                assert_eq!(root_from(*leaf, all, all, &path), None);
            }
            for before in 0..=size {
                let old = (before as u64, root(&leaves[..before]));
                let path = consistency(tree, before);
                assert!(has_grown(old, (all, top), &path), "{before} of {size}");
                if before > 0 {
                    assert!(!has_grown((old.0, leaf_hash(b"other")), (all, top), &path));
                    assert!(!has_grown(old, (all, leaf_hash(b"other")), &path));
                }
            }
        }
    }
}
