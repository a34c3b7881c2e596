//! The sparkline of a tile: the course of a figure without a scale.

use maud::{Markup, html};

use super::{Scale, as_f64};

/// A small line of the values in order; decoration, since the tile tells the figure and its change in words.
pub fn sparkline(values: &[i64]) -> Markup {
    let least = values.iter().copied().min().unwrap_or(0);
    let most = values.iter().copied().max().unwrap_or(0);
    let scale = Scale::over(std::iter::once(most.saturating_sub(least)));
    let last = as_f64(values.len().saturating_sub(1).max(1));
    let points: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(place, value)| {
            let height = scale.share(value.saturating_sub(least));
            format!("{:.1},{:.1}", as_f64(place) * 100.0 / last, 26.0 - height * 24.0)
        })
        .collect();
    html! {
        svg.spark viewBox="0 0 100 28" preserveAspectRatio="none" width="100%" height="28" aria-hidden="true" {
            polygon points={ "0,28 " (points.join(" ")) " 100,28" } {}
            polyline points=(points.join(" ")) {}
        }
    }
}
