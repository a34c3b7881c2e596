//! Sheets, sections and lists of facts.

use maud::{Markup, Render, html};

/// A sheet of paper with a heading.
pub fn card(title: &str, body: impl Render) -> Markup {
    html! { section.sheet.card { h2 { (title) } (body) } }
}

/// A sheet of paper without a heading, for a chart that has its own.
pub fn sheet(body: impl Render) -> Markup {
    html! { section.sheet { (body) } }
}

/// A part of a page with a heading, a place for links at its right, and no sheet of its own.
pub fn section(title: &str, links: impl Render, body: impl Render) -> Markup {
    html! { section.section { div.section-head { h2 { (title) } div.section-links { (links) } } (body) } }
}

/// Facts as pairs of a name and a value.
pub fn details<V: Render>(pairs: impl IntoIterator<Item = (String, V)>) -> Markup {
    html! { dl.facts { @for (name, value) in pairs { div { dt { (name) } dd { (value) } } } } }
}

/// A list on the left and the card of its chosen row on the right when the screen is wide.
pub fn list_and_card(list: impl Render, card: impl Render) -> Markup {
    html! { div.list-and-card { div.list { (list) } aside.chosen { (card) } } }
}

/// Things of equal weight side by side while there is room.
pub fn columns<V: Render>(things: impl IntoIterator<Item = V>) -> Markup {
    html! { div.columns { @for thing in things { div { (thing) } } } }
}
