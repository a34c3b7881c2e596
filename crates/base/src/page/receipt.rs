//! The receipt: the page behind every door, one step of the derivation a line.

use maud::{Markup, Render, html};

use super::Icon;
use crate::words::Reader;

/// Why a sum is what it is.
pub struct Receipt<'a> {
    reader: &'a Reader,
    title: String,
    under_title: String,
    lines: Vec<Line>,
    rejected: Vec<(Markup, Markup)>,
    seal: Option<(String, String)>,
    change: Option<Markup>,
}

enum Line {
    Head(String),
    Step { what: Markup, note: Option<Markup>, figure: Markup },
    Total { what: Markup, figure: Markup, last: bool },
}

impl<'a> Receipt<'a> {
    /// An empty receipt: what it is for, and a line under it (period, partner, version of the terms).
    pub fn new(reader: &'a Reader, title: impl Into<String>, under_title: impl Into<String>) -> Self {
        Self {
            reader,
            title: title.into(),
            under_title: under_title.into(),
            lines: Vec::new(),
            rejected: Vec::new(),
            seal: None,
            change: None,
        }
    }

    /// One more heading between steps.
    #[must_use]
    pub fn head(mut self, head: impl Into<String>) -> Self {
        self.lines.push(Line::Head(head.into()));
        self
    }

    /// One more step of the derivation and its figure.
    #[must_use]
    pub fn step(mut self, what: impl Render, figure: impl Render) -> Self {
        self.lines.push(Line::Step { what: what.render(), note: None, figure: figure.render() });
        self
    }

    /// One more step with a small note under it, such as the band or the rounding.
    #[must_use]
    pub fn noted(mut self, what: impl Render, note: impl Render, figure: impl Render) -> Self {
        self.lines.push(Line::Step {
            what: what.render(),
            note: Some(note.render()),
            figure: figure.render(),
        });
        self
    }

    /// A total of the steps above, under a rule.
    #[must_use]
    pub fn subtotal(mut self, what: impl Render, figure: impl Render) -> Self {
        self.lines.push(Line::Total { what: what.render(), figure: figure.render(), last: false });
        self
    }

    /// The sum itself, under a double rule.
    #[must_use]
    pub fn total(mut self, what: impl Render, figure: impl Render) -> Self {
        self.lines.push(Line::Total { what: what.render(), figure: figure.render(), last: true });
        self
    }

    /// A rule that was considered and rejected, and why.
    #[must_use]
    pub fn rejected(mut self, rule: impl Render, why: impl Render) -> Self {
        self.rejected.push((rule.render(), why.render()));
        self
    }

    /// The seal of a closed statement: its short hash and the page that verifies it.
    #[must_use]
    pub fn sealed(mut self, short_hash: impl Into<String>, href: impl Into<String>) -> Self {
        self.seal = Some((short_hash.into(), href.into()));
        self
    }

    /// What would change the sum, under a tear line.
    #[must_use]
    pub fn would_change(mut self, what: impl Render) -> Self {
        self.change = Some(what.render());
        self
    }

    fn line(line: &Line) -> Markup {
        match line {
            Line::Head(head) => html! { li.receipt-part { (head) } },
            Line::Step { what, note, figure } => html! {
                li {
                    span.receipt-what { (what) @if let Some(note) = note { small { (note) } } }
                    span.receipt-figure { (figure) }
                }
            },
            Line::Total { what, figure, last } => html! {
                li.receipt-total data-last[*last] {
                    span.receipt-what { (what) }
                    span.receipt-figure { (figure) }
                }
            },
        }
    }

    fn stamp(&self, hash: &str, href: &str) -> Markup {
        html! {
            a.stamp href=(href) {
                svg viewBox="0 0 100 100" width="96" height="96" aria-hidden="true" {
                    circle cx="50" cy="50" r="47" {}
                    circle cx="50" cy="50" r="36" {}
                    path d="M38 36l8 8 16-17" {}
                    text x="50" y="62" text-anchor="middle" { (hash.get(..6).unwrap_or(hash)) }
                    text x="50" y="75" text-anchor="middle" { (hash.get(6..12).unwrap_or_default()) }
                }
                span.unseen { (self.reader.tr("base-receipt-seal", &[("hash", hash.into())])) " " }
                span { (self.reader.t("base-receipt-sealed")) }
            }
        }
    }
}

impl Render for Receipt<'_> {
    fn render(&self) -> Markup {
        html! {
            article.receipt {
                header.receipt-head { h2 { (self.title) } p { (self.under_title) } }
                ul.receipt-lines { @for line in &self.lines { (Self::line(line)) } }
                @if !self.rejected.is_empty() {
                    div.receipt-rejected {
                        h3 { (self.reader.t("base-receipt-rejected")) }
                        ul { @for (rule, why) in &self.rejected { li { (Icon::Cross) span { (rule) " — " (why) } } } }
                    }
                }
                @if let Some((hash, href)) = &self.seal { (self.stamp(hash, href)) }
                @if let Some(change) = &self.change {
                    div.receipt-tear { h3 { (self.reader.t("base-receipt-would-change")) } (change) }
                }
            }
        }
    }
}
