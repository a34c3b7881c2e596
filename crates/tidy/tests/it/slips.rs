//! Slips that a reader's eye misses: panics in the program, floats near money, paths of somebody's machine.

use crate::house::{self, File};
use crate::tokens::{Kind, begins};
use crate::{Broken, nothing};

const EXACT: [&str; 5] = ["money", "terms", "ledger", "commissions", "payouts"];

/// Homes of developers, put together here so that this file is not found.
const HOMES: [&str; 5] = [
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("C:\\Us", "ers\\"),
];

fn panics(file: &File) -> Vec<Broken> {
    let tokens = file.tokens();
    (0..tokens.len())
        .filter_map(|at| {
            let rest = &tokens[at..];
            let what =
                [[".", "unwrap", "("], [".", "expect", "("]].into_iter().find(|row| begins(rest, row))?;
            let mend = "hand the failure up with `?` and context, or match on it";
            Some(Broken::at(&file.place, rest[1].line, format!("`{}` in the program", what.concat()), mend))
        })
        .collect()
}

fn floats(file: &File) -> Vec<Broken> {
    let tokens = file.tokens();
    (0..tokens.len())
        .filter(|at| match &tokens[*at].kind {
            Kind::Word(word) => word == "f64" || word == "f32",
            // `pair.0.1` reads as a number too, but after a point.
            Kind::Number(number) => is_float(number) && !(*at > 0 && tokens[at - 1].is(".")),
            _ => false,
        })
        .map(|at| {
            let mend = "amounts are integers in minor units, rates are `money::Rate`";
            Broken::at(&file.place, tokens[at].line, "a float near money", mend)
        })
        .collect()
}

fn is_float(number: &str) -> bool {
    let prefixed = ["0x", "0b", "0o"].iter().any(|prefix| number.starts_with(prefix));
    !prefixed && (number.contains(['.', 'e', 'E']) && !number.ends_with("size") || number.ends_with("f64"))
}

fn homes(file: &File) -> Vec<Broken> {
    file.text
        .lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let home = HOMES.iter().find(|home| names_home(line, home))?;
            let mend = "name it relative to the repository, or find it by CARGO_MANIFEST_DIR";
            Some(Broken::at(&file.place, at + 1, format!("a path of somebody's machine: {home}…"), mend))
        })
        .collect()
}

/// Whether the path stands at the beginning of a word: `/portal/…` may well go on with the same letters.
fn names_home(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || "/._-}~$".contains(letter))
    })
}

fn texts() -> Vec<File> {
    let mut found = Vec::new();
    let root = house::root();
    house::walk(&root, &root, &mut |path, place| {
        let own = !place.starts_with('.') || place.starts_with(".ci/") || place.starts_with(".cargo/");
        if let (true, Ok(text)) = (own, std::fs::read_to_string(path)) {
            found.push(File::new(place, &text));
        }
    });
    found
}

fn program() -> Vec<File> {
    house::rust().into_iter().filter(File::is_program).collect()
}

#[test]
fn the_program_does_not_panic_on_purpose() {
    nothing(program().iter().flat_map(panics).collect());
}

#[test]
fn money_never_floats() {
    nothing(program().iter().filter(|file| EXACT.contains(&file.krate())).flat_map(floats).collect());
}

#[test]
fn no_file_names_a_path_of_somebodys_machine() {
    nothing(texts().iter().flat_map(homes).collect());
}

#[test]
fn a_panic_in_the_program_is_found_and_one_in_tests_is_not() {
    let text = "fn a() { b().unwrap(); c().expect(\"d\"); e().unwrap_or(1); }\n#[cfg(test)] mod tests { fn f() { g().unwrap() } }";
    assert_eq!(panics(&File::new("crates/deals/src/register.rs", text)).len(), 2);
    assert!(!File::new("crates/base/src/testing/harness.rs", "").is_program());
}

#[test]
fn a_float_near_money_is_found() {
    let count = |text: &str| floats(&File::new("crates/money/src/rate.rs", text)).len();
    assert_eq!(count("fn a(b: f64) -> f32 { 0.5 }"), 3);
    assert_eq!(count("fn a() { 1e3 + 2f64 }"), 2);
    assert_eq!(count("fn a(pair: ((i64, i64), i64)) -> i64 { pair.0.1 + 0xEE + 1_usize }"), 0);
}

#[test]
fn a_path_of_somebodys_machine_is_found() {
    let count = |text: &str| homes(&File::new("README.md", text)).len();
    assert_eq!(count(&format!("see {}me/notes", HOMES[0])), 1);
    assert_eq!(count(&format!("`{}notes`", HOMES[2])), 1);
    assert_eq!(count("a link /portal/home/ and https://example.com/work/"), 0);
}
