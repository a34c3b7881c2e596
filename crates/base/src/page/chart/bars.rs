//! Bars: side by side, or one upon the other.

use maud::{Markup, html};

use super::{Chart, Scale, as_f64, center, percent, px};

/// The share of a label's place that its bars fill, and the widest a single bar may get, in percent of the chart.
const FILL: f64 = 0.68;
const BAR_MAX: f64 = 7.0;
/// Few enough bars to write a value on each; among more only the largest and the last are written.
const WRITTEN_MAX: usize = 6;

pub(super) fn grouped(chart: &Chart<'_>, scale: &Scale) -> Markup {
    let places = chart.labels.len();
    let group = chart.drawn().len().max(1);
    let width = (100.0 / as_f64(places.max(1)) * FILL / as_f64(group)).min(BAR_MAX);
    html! {
        @for (series, (_, values)) in chart.drawn().iter().enumerate() {
            @for (place, value) in values.iter().copied().enumerate().take(places) {
                @let left = center(place, places) + width * (as_f64(series) - as_f64(group) / 2.0);
                (bar(chart, scale, Bar { series, place, value, from: 0, to: value, left, width }))
                @if writes(chart, place) { (written(chart, scale, place, value, left + width / 2.0)) }
            }
        }
    }
}

pub(super) fn stacked(chart: &Chart<'_>, scale: &Scale) -> Markup {
    let places = chart.labels.len();
    let width = (100.0 / as_f64(places.max(1)) * FILL).min(BAR_MAX * 1.5);
    html! {
        @for place in 0..places {
            @let left = center(place, places) - width / 2.0;
            @for (series, value, from) in tower(chart, place) {
                (bar(chart, scale, Bar { series, place, value, from, to: from + value, left, width }))
            }
        }
    }
}

/// The parts of one stacked bar: series, value, and the height it starts from.
fn tower(chart: &Chart<'_>, place: usize) -> Vec<(usize, i64, i64)> {
    let values = chart.drawn().iter().map(|(_, values)| values.get(place).copied().unwrap_or(0).max(0));
    let parts = values.enumerate().scan(0, |height, (series, value)| {
        let from = *height;
        *height += value;
        Some((series, value, from))
    });
    parts.filter(|(_, value, _)| *value > 0).collect()
}

struct Bar {
    series: usize,
    place: usize,
    value: i64,
    from: i64,
    to: i64,
    left: f64,
    width: f64,
}

fn bar(chart: &Chart<'_>, scale: &Scale, bar: Bar) -> Markup {
    let (y, foot) = (scale.y(bar.from.max(bar.to)), scale.y(bar.from.min(bar.to)));
    html! {
        rect.{ "s" (bar.series + 1) } x=(percent(bar.left)) y=(px(y)) width=(percent(bar.width)) height=(px(foot - y)) rx="2" {
            title { (chart.mark(bar.series, bar.place, bar.value)) }
        }
    }
}

/// Whether the value of a bar is written upon it: few bars, or the last, or the largest that stands well before it.
fn writes(chart: &Chart<'_>, place: usize) -> bool {
    let [(_, values)] = chart.drawn() else { return false };
    let places = chart.labels.len().min(values.len());
    let largest = values.iter().max().is_some_and(|most| values.get(place) == Some(most));
    places <= WRITTEN_MAX || place + 1 == places || (largest && place + 3 < places)
}

fn written(chart: &Chart<'_>, scale: &Scale, place: usize, value: i64, middle: f64) -> Markup {
    let y = scale.y(value.max(0)) - 5.0;
    let last = place + 1 == chart.labels.len();
    html! {
        text.value.minor[!last] x=(percent(middle)) y=(px(y)) text-anchor="middle" { ((chart.short)(value)) }
    }
}
