//! The languages Artel speaks.

use unic_langid::LanguageIdentifier;

/// A language of pages, letters and documents; Russian is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Russian.
    #[default]
    Ru,
    /// English.
    En,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::Ru, Self::En];

    /// The two letters used in cookies, columns, `lang` attributes and folder names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// The other language, which the switch in the top line offers.
    pub const fn other(self) -> Self {
        match self {
            Self::Ru => Self::En,
            Self::En => Self::Ru,
        }
    }

    /// Reads a code such as `ru`, `en-US` or `RU_ru`; anything unknown is `None`.
    pub fn parse(code: &str) -> Option<Self> {
        let head = code.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| head.eq_ignore_ascii_case(language.code()))
    }

    /// The best known language of an `Accept-Language` header, by its weights; `None` when no known one is accepted.
    pub fn from_accept(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for wish in header.split(',') {
            let mut parts = wish.split(';');
            let Some(language) = parts.next().and_then(Self::parse) else { continue };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// The language of a request: the reader's own choice in the cookie, else what the browser asks for, else Russian.
    pub fn of_request(cookie: Option<&str>, accept: Option<&str>) -> Self {
        cookie.and_then(Self::parse).or_else(|| accept.and_then(Self::from_accept)).unwrap_or_default()
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_readers_choice_wins_over_the_browser() {
        assert_eq!(Language::of_request(Some("en"), Some("ru")), Language::En);
    }

    #[test]
    fn the_browsers_heaviest_known_language_is_taken() {
        assert_eq!(Language::of_request(None, Some("de, ru;q=0.3, en-GB;q=0.8")), Language::En);
    }

    #[test]
    fn russian_is_the_default() {
        assert_eq!(Language::of_request(Some("xx"), Some("de")), Language::Ru);
        assert_eq!(Language::of_request(None, None), Language::Ru);
    }
}
