//! Tabs, saved views and export links.

use maud::{Markup, html};

use super::{Address, Icon};
use crate::words::Reader;

/// One tab or one saved view.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one shown.
    pub current: bool,
    /// How many things it holds.
    pub count: Option<i64>,
}

impl Tab {
    /// A tab that leads to `href`.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), current: false, count: None }
    }

    /// The same tab, shown as the current one when `current`.
    #[must_use]
    pub fn current(self, current: bool) -> Self {
        Self { current, ..self }
    }

    /// The same tab with the number of things in it.
    #[must_use]
    pub fn count(self, count: i64) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// Links to the parts of one thing, or to the saved views of one list.
pub fn tabs(reader: &Reader, label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.label)
                    @if let Some(count) = tab.count { span.count { (reader.number(count)) } }
                }
            }
        }
    }
}

/// Links that export exactly what is seen: `path` with the query of `here` and `format=csv` or `format=xlsx`.
pub fn exports(reader: &Reader, here: &Address, path: &str) -> Markup {
    let there = here.at(path);
    html! {
        span.exports {
            (Icon::Download) span { (reader.t("base-table-export")) }
            a href=(there.with("format", "csv")) download { "CSV" }
            a href=(there.with("format", "xlsx")) download { "XLSX" }
        }
    }
}
