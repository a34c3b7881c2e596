//! Keys: what two spellings of one thing have in common.

/// A text as it is compared: small letters, `е` for `ё`, single spaces.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(
            word.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter }),
        );
    }
    key
}

/// The first key after all keys that begin with `key`, so that a search by its beginning is a range.
pub fn search_key(key: &str) -> String {
    format!("{key}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::{key, search_key};

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(key("  ООО  «Алёна» "), "ооо «алена»");
        assert_eq!(key("GTX  Pro"), key("gtx pro"));
    }

    #[test]
    fn a_beginning_is_a_range() {
        let (from, until) = (key("З-12"), search_key(&key("З-12")));
        assert!((from.as_str()..until.as_str()).contains(&"з-127"));
        assert!(!(from.as_str()..until.as_str()).contains(&"з-13"));
    }
}
