//! Tiles: a figure, its name, the change against a named period, a sparkline.

use maud::{Markup, Render, html};

use super::{Icon, chart};
use crate::words::Reader;

/// How a figure changed against a period before.
#[derive(Clone, Debug)]
pub struct Change {
    now: i64,
    before: i64,
    against: String,
    less_is_better: bool,
}

impl Change {
    /// The change from `before` to `now`, told against a period in words ("к сентябрю").
    pub fn new(now: i64, before: i64, against: impl Into<String>) -> Self {
        Self { now, before, against: against.into(), less_is_better: false }
    }

    /// The same change where a fall is good news.
    #[must_use]
    pub fn less_is_better(self) -> Self {
        Self { less_is_better: true, ..self }
    }

    fn render(&self, reader: &Reader) -> Markup {
        let grew = self.now > self.before;
        let (icon, tone, key) = match (self.now == self.before, grew, grew != self.less_is_better) {
            (true, ..) => (Icon::Dot, "neutral", "base-tile-same"),
            (_, true, good) => (Icon::Up, if good { "good" } else { "bad" }, "base-tile-more"),
            (_, false, good) => (Icon::Down, if good { "good" } else { "bad" }, "base-tile-less"),
        };
        let share =
            reader.percent(self.now.abs_diff(self.before).try_into().unwrap_or(i64::MAX), self.before.abs());
        html! {
            span class={ "change " (tone) } {
                (icon) span.unseen { (reader.t(key)) " " }
                @if self.now != self.before && self.before != 0 { (share) " " }
            }
            span.against { (self.against) }
        }
    }
}

/// One figure worth a look; the figure is a door.
pub struct Tile<'a> {
    reader: &'a Reader,
    name: String,
    figure: Markup,
    change: Option<Change>,
    line: Vec<i64>,
    note: Markup,
}

impl<'a> Tile<'a> {
    /// A figure and its name; money is given as a `door`.
    pub fn new(reader: &'a Reader, name: impl Into<String>, figure: impl Render) -> Self {
        Self {
            reader,
            name: name.into(),
            figure: figure.render(),
            change: None,
            line: Vec::new(),
            note: html! {},
        }
    }

    /// The same tile with the change against the period before.
    #[must_use]
    pub fn change(self, change: Change) -> Self {
        Self { change: Some(change), ..self }
    }

    /// The same tile with the course of the figure as a small line.
    #[must_use]
    pub fn line(self, values: impl Into<Vec<i64>>) -> Self {
        Self { line: values.into(), ..self }
    }

    /// The same tile with a few words under the figure.
    #[must_use]
    pub fn note(self, note: impl Render) -> Self {
        Self { note: note.render(), ..self }
    }
}

impl Render for Tile<'_> {
    fn render(&self) -> Markup {
        html! {
            div.tile {
                p.tile-name { (self.name) }
                p.tile-figure { (self.figure) }
                @if let Some(change) = &self.change { p.tile-note { (change.render(self.reader)) } }
                @if !self.note.0.is_empty() { p.tile-note { (self.note) } }
                @if self.line.len() > 1 { (chart::sparkline(&self.line)) }
            }
        }
    }
}

/// Tiles side by side.
pub fn tiles<'a>(tiles: impl IntoIterator<Item = Tile<'a>>) -> Markup {
    html! { div.tiles { @for tile in tiles { (tile) } } }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Change;
    use crate::words::{Language, Reader, Words};

    fn told(change: &Change) -> String {
        change.render(&Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::En)).0
    }

    #[test]
    fn growth_is_good_unless_less_is_better() {
        assert!(told(&Change::new(108, 100, "to May")).contains("change good"));
        assert!(told(&Change::new(108, 100, "to May").less_is_better()).contains("change bad"));
        assert!(told(&Change::new(108, 100, "to May")).contains("8%"));
    }

    #[test]
    fn growth_from_nothing_has_no_percent() {
        assert!(!told(&Change::new(5, 0, "to May")).contains('%'));
    }
}
