//! Every problem and finding has a sentence in both languages.

use std::path::Path;

const PROBLEMS: [&str; 13] = [
    "syntax",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "not-quoted",
    "bad-rate",
    "bad-sum",
    "bad-date",
    "unknown-word",
    "unknown-field",
    "no-pay",
    "several-pays",
    "test-does-not-fit",
];

const FINDINGS: [&str; 20] = [
    "no-name",
    "same-name",
    "pays-nothing",
    "unreachable",
    "no-bands",
    "bands-not-ascending",
    "open-band-not-last",
    "last-band-not-open",
    "negative-rate",
    "rate-over-hundred",
    "zero-pay",
    "negative-sum",
    "other-currency",
    "level-zero",
    "uplines-over-hundred",
    "total-over-hundred",
    "target-not-positive",
    "empty-range",
    "empty-list",
    "test-does-not-fit",
];

#[test]
fn every_key_has_a_sentence_in_both_languages() {
    for language in ["ru", "en"] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language).join("terms.ftl");
        let book = std::fs::read_to_string(&path).unwrap();
        let has =
            |key: String| assert!(book.lines().any(|line| line.starts_with(&key)), "{language} lacks {key}");
        PROBLEMS.iter().for_each(|key| has(format!("terms-problem-{key} =")));
        FINDINGS.iter().for_each(|key| has(format!("terms-finding-{key} =")));
    }
}

#[test]
fn the_lists_above_name_every_kind() {
    let source =
        |file: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let keys =
        |text: &str| text.lines().filter(|line| line.contains(" => \"") && !line.contains("\"\"")).count();
    assert_eq!(keys(&source("src/check.rs")), FINDINGS.len());
    assert_eq!(keys(&source("src/file/problem.rs")), PROBLEMS.len());
}
