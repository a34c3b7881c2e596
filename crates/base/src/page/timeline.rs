//! The timeline: who, what, when, and the reason when a rule did it.

use maud::{Markup, Render, html};

use super::Icon;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    icon: Icon,
    when: String,
    who: String,
    what: Markup,
    reason: Option<Markup>,
}

impl Event {
    /// A thing that happened: when (already told in the reader's zone), by whom, and what.
    pub fn new(icon: Icon, when: impl Into<String>, who: impl Into<String>, what: impl Render) -> Self {
        Self { icon, when: when.into(), who: who.into(), what: what.render(), reason: None }
    }

    /// The same event with the reason of the rule that did it.
    #[must_use]
    pub fn reason(self, reason: impl Render) -> Self {
        Self { reason: Some(reason.render()), ..self }
    }
}

/// What happened, the latest first.
pub fn timeline(events: &[Event]) -> Markup {
    html! {
        ol.timeline {
            @for event in events {
                li {
                    span.timeline-icon { (event.icon) }
                    div {
                        p.timeline-head { strong { (event.who) } span { (event.when) } }
                        div { (event.what) }
                        @if let Some(reason) = &event.reason { p.timeline-reason { (reason) } }
                    }
                }
            }
        }
    }
}
