//! Finding the code base and its files.

use crate::tokens::{self, Token};
use std::fs;
use std::path::{Path, PathBuf};

/// The crates from the ground to the roof; a crate may use those above it in this list.
pub const ORDER: [&str; 25] = [
    "money",
    "terms",
    "documents",
    "base",
    "people",
    "ledger",
    "partners",
    "programs",
    "learning",
    "content",
    "recruiting",
    "sales",
    "traffic",
    "leads",
    "deals",
    "inspections",
    "commissions",
    "goals",
    "payouts",
    "fraud",
    "support",
    "insights",
    "integrations",
    "artel",
    "tidy",
];

/// The crates that have a URL segment, a locale file, a guide page and a menu entry of their own.
pub const SLICES: &[&str] = ORDER.split_at(4).1.split_at(18).0;

/// A file of the code base with its place relative to the root.
#[derive(Debug, Clone)]
pub struct File {
    pub place: String,
    pub text: String,
}

impl File {
    pub fn new(place: &str, text: &str) -> File {
        File { place: place.to_owned(), text: text.to_owned() }
    }

    /// The crate's folder name, or `xtask`.
    pub fn krate(&self) -> &str {
        let place = self.place.strip_prefix("crates/").unwrap_or(&self.place);
        place.split('/').next().unwrap_or_default()
    }

    /// Whether only tests see this file.
    pub fn is_test(&self) -> bool {
        ["/tests/", "/testing/", "/benches/"].iter().any(|part| self.place.contains(part))
            || ["/tests.rs", "/testing.rs"].iter().any(|end| self.place.ends_with(end))
    }

    /// Whether this file is part of the program rather than of its tests.
    pub fn is_program(&self) -> bool {
        self.place.contains("/src/") && !self.is_test()
    }

    /// The tokens outside test modules; a file that does not read as Rust breaks the test that asks.
    pub fn tokens(&self) -> Vec<Token> {
        tokens::without_tests(&self.text).unwrap_or_else(|problem| panic!("{}: {problem}", self.place))
    }

    pub fn all_tokens(&self) -> Vec<Token> {
        tokens::all(&self.text).unwrap_or_else(|problem| panic!("{}: {problem}", self.place))
    }
}

/// The root of the code base.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace is two folders up")
}

/// The crates that exist.
pub fn crates() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("crates"))
        .expect("crates/ is there")
        .flatten()
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// All Rust files of the crates and of xtask.
pub fn rust() -> Vec<File> {
    [files("crates", "rs"), files("xtask", "rs")].concat()
}

/// All files below a folder whose name ends with the extension; an absent folder has none.
pub fn files(folder: &str, extension: &str) -> Vec<File> {
    let mut found = Vec::new();
    walk(&root(), &root().join(folder), &mut |path, place| {
        if path.extension().is_some_and(|own| own == extension) {
            found.push(File::new(place, &fs::read_to_string(path).expect("a text file")));
        }
    });
    found.sort_by(|one, other| one.place.cmp(&other.place));
    found
}

/// Calls `visit` with every file below `folder`, hidden and built ones left out, and its place relative to `root`.
pub fn walk(root: &Path, folder: &Path, visit: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name == "target" || name == "node_modules" || name == ".git" || name == "artel-data" {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, visit);
        } else if let Ok(place) = path.strip_prefix(root) {
            visit(&path, &place.to_string_lossy());
        }
    }
}

#[test]
fn slices_run_from_people_to_insights() {
    assert_eq!((SLICES.first(), SLICES.last()), (Some(&"people"), Some(&"insights")));
}
