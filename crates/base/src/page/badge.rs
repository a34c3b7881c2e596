//! Badges: a state as an icon and a word, never by colour alone.

use maud::{Markup, html};

use super::Icon;

/// What a coloured thing means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Wants attention.
    Warn,
    /// Went wrong or takes something away.
    Bad,
    /// A plain fact.
    #[default]
    Neutral,
    /// Sealed for good.
    Seal,
}

impl Tone {
    /// The tone's class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Neutral => "neutral",
            Self::Seal => "seal",
        }
    }

    /// The icon that says the same without colour.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Good => Icon::Check,
            Self::Warn => Icon::Warning,
            Self::Bad => Icon::Cross,
            Self::Neutral => Icon::Dot,
            Self::Seal => Icon::Seal,
        }
    }
}

/// A state in one word with the tone's icon.
pub fn badge(tone: Tone, word: &str) -> Markup {
    html! { span class={ "badge " (tone.class()) } { (tone.icon()) (word) } }
}
