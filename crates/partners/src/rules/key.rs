//! Keys: what two spellings of one thing have in common, and what is searched.

/// A text as it is compared: small letters, `е` for `ё`, single spaces.
pub fn key(text: &str) -> String {
    let small = text.to_lowercase().replace('ё', "е");
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits of a telephone number without the `8` or `7` that Russia begins with.
pub fn phone_key(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix(['7', '8']) {
        Some(rest) if digits.len() == 11 => rest.to_owned(),
        _ => digits,
    }
}

/// The words of a search, each of which must occur in a partner's search key; at most three.
pub fn search_words(text: &str) -> Vec<String> {
    let is_phone = text.chars().all(|letter| letter.is_ascii_digit() || " +-()".contains(letter));
    let digits = phone_key(text);
    if is_phone && digits.len() >= 5 {
        return vec![digits];
    }
    key(text).split(' ').filter(|word| !word.is_empty()).take(3).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{key, phone_key, search_words};

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(key("  ООО  «Алёна» "), key("ооо «алена»"));
    }

    #[test]
    fn a_number_dialled_from_inside_or_outside_is_one_number() {
        assert_eq!(phone_key("8 (912) 345-67-89"), phone_key("+7 912 3456789"));
        assert_eq!(phone_key("+49 30 123456"), "4930123456");
    }

    #[test]
    fn a_search_is_words_or_a_number() {
        assert_eq!(search_words("Ромашка  Урал"), ["ромашка", "урал"]);
        assert_eq!(search_words("+7 (912) 345-67"), ["791234567"]);
        assert_eq!(search_words("8 912 345-67-89"), ["9123456789"]);
        assert_eq!(search_words("77"), ["77"]);
        assert!(search_words(" ").is_empty());
    }
}
