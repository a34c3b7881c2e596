//! Rankings and funnels: rows of a table with a bar in each.

use maud::{Markup, Render, html};

use super::{as_f64, percent};
use crate::words::Reader;

/// One row: a name (a link where it leads somewhere), the figure as it is shown (a door for money), and its size.
#[derive(Clone, Debug)]
pub struct Ranked {
    name: Markup,
    figure: Markup,
    size: i64,
}

impl Ranked {
    /// A row of a ranking or a stage of a funnel.
    pub fn new(name: impl Render, figure: impl Render, size: i64) -> Self {
        Self { name: name.render(), figure: figure.render(), size }
    }
}

/// Rows with bars from zero, in the given order.
pub fn ranking(title: &str, rows: &[Ranked]) -> Markup {
    let most = rows.iter().map(|row| row.size).max().unwrap_or(0);
    html! {
        figure.chart.ranking {
            figcaption { (title) }
            ol {
                @for row in rows {
                    li {
                        span.ranking-name { (row.name) }
                        span.ranking-figure { (row.figure) }
                        (bar(row.size, most, false))
                    }
                }
            }
        }
    }
}

/// Stages that each lose some of the one before; the share that went on stands between them.
pub fn funnel(reader: &Reader, title: &str, stages: &[Ranked]) -> Markup {
    let most = stages.iter().map(|stage| stage.size).max().unwrap_or(0);
    html! {
        figure.chart.funnel {
            figcaption { (title) }
            ol {
                @for (place, stage) in stages.iter().enumerate() {
                    li {
                        @if let Some(before) = place.checked_sub(1).and_then(|before| stages.get(before)) {
                            span.funnel-share {
                                (reader.tr("base-chart-went-on", &[("share", reader.percent(stage.size, before.size).into())]))
                            }
                        }
                        span.ranking-name { (stage.name) }
                        span.ranking-figure { (stage.figure) }
                        (bar(stage.size, most, true))
                    }
                }
            }
        }
    }
}

fn bar(size: i64, most: i64, centered: bool) -> Markup {
    let share = share(size, most);
    let left = if centered { (100.0 - share) / 2.0 } else { 0.0 };
    html! {
        svg.ranking-bar width="100%" height="8" aria-hidden="true" {
            rect.track width="100%" height="8" rx="2" {}
            rect.s1 x=(percent(left)) width=(percent(share)) height="8" rx="2" {}
        }
    }
}

/// The length of a bar in percent of the longest; nothing negative has a length.
fn share(size: i64, most: i64) -> f64 {
    let whole = |value: i64| usize::try_from(value / (most / 1_000_000).max(1)).unwrap_or(0);
    if most <= 0 { 0.0 } else { as_f64(whole(size)) * 100.0 / as_f64(whole(most)) }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_longest_bar_fills_the_width() {
        assert!((share(8, 8) - 100.0).abs() < 0.001);
        assert!((share(i64::MAX, i64::MAX) - 100.0).abs() < 0.001);
        assert!((share(2_500_000_000, 10_000_000_000) - 25.0).abs() < 0.001);
    }

    #[test]
    fn a_loss_has_no_bar() {
        assert!(share(-5, 10).abs() < 0.001);
        assert!(share(0, 0).abs() < 0.001);
    }
}
