//! Functions over 70 lines and files over 500 stand on a list that may only shrink.

use crate::house::{self, File};
use crate::tokens::Token;
use crate::{Broken, nothing};
use std::collections::BTreeMap;

const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 500;
const LIST: &str = "crates/tidy/long.txt";

/// What is long: `path` for a file, `path function` for a function; its lines, and where it begins.
type Long = BTreeMap<String, (usize, usize)>;

fn long(files: &[File]) -> Long {
    let mut found = Long::new();
    for file in files {
        let lines = file.text.lines().count();
        if lines > FILE_LINES_MAX {
            found.insert(file.place.clone(), (lines, 1));
        }
        for (name, line, lines) in functions(&file.all_tokens()) {
            if lines > FUNCTION_LINES_MAX {
                let known = found.entry(format!("{} {name}", file.place)).or_insert((0, line));
                known.0 = known.0.max(lines);
            }
        }
    }
    found
}

/// Name, first line and number of lines of every function with a body.
fn functions(tokens: &[Token]) -> Vec<(String, usize, usize)> {
    (0..tokens.len())
        .filter(|at| tokens[*at].is("fn"))
        .filter_map(|at| {
            let name = tokens.get(at + 1)?.word()?;
            let body = body(tokens, at)?;
            let end = closing(tokens, body)?;
            Some((name.to_owned(), tokens[at].line, tokens[end].line - tokens[at].line + 1))
        })
        .collect()
}

/// Where the brace of the body opens; nothing for a declaration without one.
fn body(tokens: &[Token], from: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match () {
            () if token.is("(") || token.is("[") => depth += 1,
            () if token.is(")") || token.is("]") => depth -= 1,
            () if depth == 0 && token.is("{") => return Some(at),
            () if depth <= 0 && (token.is(";") || token.is("}")) => return None,
            () => {}
        }
    }
    None
}

fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    tokens.iter().enumerate().skip(open).find_map(|(at, token)| {
        depth += i32::from(token.is("{")) - i32::from(token.is("}"));
        (depth == 0).then_some(at)
    })
}

fn broken(list: &str, found: &Long) -> Vec<Broken> {
    let listed: BTreeMap<&str, (usize, usize)> = list
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(|(at, line)| {
            let (lines, what) = line.split_once(' ').unwrap_or(("0", line));
            (what.trim(), (lines.parse().unwrap_or(0), at + 1))
        })
        .collect();
    let over = found.iter().filter_map(|(what, (lines, begins))| {
        let place = what.split(' ').next().unwrap_or_default();
        let allowed = listed.get(what.as_str()).map(|(lines, _)| *lines);
        let what = match allowed {
            None => format!("`{what}` has {lines} lines"),
            Some(allowed) if *lines > allowed => {
                format!("`{what}` has grown from {allowed} to {lines} lines")
            }
            Some(_) => return None,
        };
        let mend = "find the second name in it: a function of at most 70 lines, a file of at most 500";
        Some(Broken::at(place, *begins, what, mend))
    });
    let done = listed.iter().filter(|(what, _)| !found.contains_key(**what)).map(|(what, (_, line))| {
        Broken::at(LIST, *line, format!("`{what}` is no longer over the limit"), "take this line out")
    });
    over.chain(done).collect()
}

#[test]
fn long_functions_and_files_only_become_fewer() {
    let list = std::fs::read_to_string(house::root().join(LIST)).expect("the list is there");
    nothing(broken(&list, &long(&house::rust())));
}

#[test]
fn a_long_function_and_a_long_file_are_found_and_a_stale_line_too() {
    let body = "    step();\n".repeat(FUNCTION_LINES_MAX);
    let text =
        format!("trait T {{ fn short(&self) -> [u8; 4]; }}\nfn long() {{\n{body}}}\n{}", "\n".repeat(500));
    let found = long(&[File::new("crates/x/src/y.rs", &text)]);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["crates/x/src/y.rs", "crates/x/src/y.rs long"]);
    assert_eq!(broken("", &found).len(), 2);
    assert_eq!(broken("573 crates/x/src/y.rs\n72 crates/x/src/y.rs long\n", &found), []);
    assert_eq!(broken("573 crates/x/src/y.rs\n71 crates/x/src/y.rs long\n", &found).len(), 1);
    assert_eq!(broken("# why\n600 crates/x/src/gone.rs\n", &Long::new()).len(), 1);
}
