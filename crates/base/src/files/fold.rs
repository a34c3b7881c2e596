//! When two texts are the same to a person: case, spaces and the dots over ё make no difference.

/// A text without what people write differently: small letters, `е` for `ё`, nothing but letters and digits.
pub fn fold(text: &str) -> String {
    let folded: String = letters(text).filter(|letter| letter.is_alphanumeric()).collect();
    // A value of signs alone, such as `+++`, would fold to nothing and equal every other of them.
    if folded.is_empty() { letters(text).filter(|letter| !letter.is_whitespace()).collect() } else { folded }
}

/// Whether two texts are the same but for case, `ё` and the width and number of spaces.
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// The form in which `same` compares.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().map(|word| letters(word).collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter })
}

/// The start of a text, short enough for a message.
pub(super) fn shortened(text: &str) -> String {
    const SHOWN_MAX: usize = 80;
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a spreadsheet would take a text for a formula, or would once an apostrophe before it is taken away.
pub(super) fn is_formula_like(text: &str) -> bool {
    let bare = text.trim_start_matches(['\'', ' ']);
    bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A text as it was before an export put an apostrophe before what looked like a formula.
pub(super) fn without_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(guarded) if is_formula_like(guarded) => guarded,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_signs_and_the_dots_over_yo_make_no_difference() {
        assert_eq!(fold("ООО «Алёна  Плюс»"), fold("ооо алена-плюс"));
        assert_eq!(fold("GTX Pro"), fold("gtxpro"));
        assert_ne!(fold("+++"), fold("---"));
    }

    #[test]
    fn sameness_keeps_words_apart() {
        assert!(same(" Won\u{a0}Deal ", "won deal"));
        assert!(!same("GTX Pro", "GTXPro"));
    }

    #[test]
    fn a_long_value_is_shown_by_its_start() {
        assert_eq!(shortened(&"ы".repeat(100)).chars().count(), 81);
        assert_eq!(shortened("short"), "short");
    }
}
