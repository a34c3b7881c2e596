//! Lines with the last value written at the end.

use maud::{Markup, html};

use super::{BOTTOM, Chart, Scale, TOP, center, percent, px};

/// The least distance between two written values in pixels.
const APART: f64 = 15.0;

pub(super) fn lines(chart: &Chart<'_>, scale: &Scale) -> Markup {
    html! {
        svg x="0" y=(TOP) width="100%" height=(BOTTOM - TOP) viewBox="0 0 1000 1000" preserveAspectRatio="none" overflow="visible" {
            @for (series, (_, values)) in chart.drawn().iter().enumerate() {
                polyline.{ "line s" (series + 1) } points=(points(chart, scale, values)) {}
            }
        }
        @for (series, (_, values)) in chart.drawn().iter().enumerate() {
            @for (place, value) in values.iter().copied().enumerate().take(chart.labels.len()) {
                circle.{ "dot s" (series + 1) } cx=(percent(center(place, chart.labels.len()))) cy=(px(scale.y(value))) r="4" {
                    title { (chart.mark(series, place, value)) }
                }
            }
        }
        @for (series, value, y) in ends(chart, scale) {
            text.{ "end s" (series + 1) } x="100%" y=(px(y)) text-anchor="end" { ((chart.short)(value)) }
        }
    }
}

fn points(chart: &Chart<'_>, scale: &Scale, values: &[i64]) -> String {
    let points = values.iter().take(chart.labels.len()).enumerate().map(|(place, value)| {
        format!("{:.1},{:.1}", center(place, chart.labels.len()) * 10.0, (1.0 - scale.share(*value)) * 1000.0)
    });
    points.collect::<Vec<_>>().join(" ")
}

/// The last value of each series and where it is written, none upon another.
fn ends(chart: &Chart<'_>, scale: &Scale) -> Vec<(usize, i64, f64)> {
    let lasts = chart.drawn().iter().enumerate().filter_map(|(series, (_, values))| {
        let last = *values.get(..chart.labels.len()).unwrap_or(values).last()?;
        Some((series, last, scale.y(last) - 8.0))
    });
    let mut ends: Vec<(usize, i64, f64)> = lasts.collect();
    ends.sort_by(|one, other| other.2.total_cmp(&one.2));
    for place in 1..ends.len() {
        ends[place].2 = ends[place].2.min(ends[place - 1].2 - APART);
    }
    ends
}
