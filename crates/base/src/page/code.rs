//! Text of machines: terms files, keys, addresses.

use maud::{Markup, html};

use super::Icon;
use crate::words::Reader;

/// A block of text as a machine wrote it, with a copy button where the browser can copy.
pub fn code(reader: &Reader, text: &str) -> Markup {
    html! {
        div.code {
            pre tabindex="0" aria-label=(reader.t("base-code-label")) { code { (text) } }
            (copy(reader, text))
        }
    }
}

/// One line of such text, for links and keys to be handed on.
pub fn code_line(reader: &Reader, text: &str) -> Markup {
    html! { span.code-line { code { (text) } (copy(reader, text)) } }
}

fn copy(reader: &Reader, text: &str) -> Markup {
    html! {
        button.copy type="button" hidden data-copy=(text) data-done=(reader.t("base-code-copied")) {
            (Icon::Copy) span { (reader.t("base-code-copy")) }
        }
    }
}
