//! Every problem, finding and example has a sentence in both languages.

use std::collections::BTreeSet;
use std::path::Path;
use terms::Example;

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// The keys that the function `key` of a source file gives.
fn keys(file: &str) -> BTreeSet<String> {
    let lines: Vec<String> = read(file).lines().map(str::to_string).collect();
    let key = |line: &String| Some(line.split_once(" => \"")?.1.split_once('"')?.0.to_string());
    lines.iter().filter_map(key).filter(|key| !key.is_empty()).collect()
}

fn asked() -> BTreeSet<String> {
    let named = |kind: &str, keys: BTreeSet<String>| -> Vec<String> {
        keys.iter().map(|key| format!("terms-{kind}-{key}")).collect()
    };
    let examples = Example::KEYS.iter().map(|key| (*key).to_string()).collect();
    let all = [
        named("problem", keys("src/file/problem.rs")),
        named("finding", keys("src/check/kind.rs")),
        named("example", examples),
    ];
    all.into_iter().flatten().collect()
}

#[test]
fn every_key_has_a_sentence_in_both_languages_and_no_sentence_is_left_over() {
    for language in ["ru", "en"] {
        let book = read(&format!("../../locales/{language}/terms.ftl"));
        let said: BTreeSet<String> = book
            .lines()
            .filter_map(|line| Some(line.split_once(" =")?.0.to_string()))
            .filter(|key| {
                ["problem", "finding", "example"]
                    .iter()
                    .any(|kind| key.starts_with(&format!("terms-{kind}-")))
            })
            .collect();
        let asked = asked();
        assert_eq!(asked.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "{language} lacks");
        assert_eq!(
            said.difference(&asked).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{language} left over"
        );
    }
}

#[test]
fn the_keys_are_found_in_the_source() {
    assert!(keys("src/file/problem.rs").len() >= 20 && keys("src/check/kind.rs").len() >= 55);
}
