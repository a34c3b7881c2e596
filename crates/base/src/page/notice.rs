//! Banners and empty states.

use maud::{Markup, PreEscaped, Render, html};

use super::{Icon, Tone};

/// A message that stays on the page until its cause is gone.
#[derive(Clone, Debug)]
pub struct Banner {
    /// What it means.
    pub tone: Tone,
    /// The message.
    pub text: Markup,
}

impl Banner {
    /// A message in a tone.
    pub fn new(tone: Tone, text: impl Render) -> Self {
        Self { tone, text: text.render() }
    }
}

impl Render for Banner {
    fn render(&self) -> Markup {
        banner(self.tone, &self.text)
    }
}

/// A message across the page with the tone's icon.
pub fn banner(tone: Tone, text: impl Render) -> Markup {
    html! { div class={ "banner " (tone.class()) } { (banner_icon(tone)) div { (text) } } }
}

const fn banner_icon(tone: Tone) -> Icon {
    match tone {
        Tone::Bad => Icon::Warning,
        Tone::Neutral => Icon::Info,
        other => other.icon(),
    }
}

/// What a place will show, why it is empty, and the one thing to do next.
#[derive(Clone, Debug)]
pub struct Empty {
    icon: Icon,
    title: String,
    why: String,
    next: Markup,
}

impl Empty {
    /// An empty place: what it will show and why there is nothing yet.
    pub fn new(icon: Icon, title: impl Into<String>, why: impl Into<String>) -> Self {
        Self { icon, title: title.into(), why: why.into(), next: PreEscaped(String::new()) }
    }

    /// The one thing to do next: a link or a form's button.
    #[must_use]
    pub fn next(self, next: impl Render) -> Self {
        Self { next: next.render(), ..self }
    }
}

impl Render for Empty {
    fn render(&self) -> Markup {
        html! {
            div.empty {
                span.empty-icon { (self.icon) }
                p.empty-title { (self.title) }
                p { (self.why) }
                (self.next)
            }
        }
    }
}
