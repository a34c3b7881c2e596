//! Charts drawn on the server: SVG that follows the theme, a title on every mark, an HTML legend, and a table of the
//! same figures one click away. Lengths along the page are in percent, so a chart fits its place without a script.

mod bars;
mod line;
mod ranking;
mod scale;
mod spark;

use maud::{Markup, html};
use money::{Currency, Money};

pub use ranking::{Ranked, funnel, ranking};
pub use spark::sparkline;

use scale::Scale;

use super::Icon;
use crate::words::Reader;

/// No chart tells more than five series apart.
const SERIES_MAX: usize = 5;
/// The height of a chart in pixels.
const HEIGHT: f64 = 236.0;
/// Where the field of the chart begins and ends in pixels from the top.
const TOP: f64 = 22.0;
const BOTTOM: f64 = 208.0;

type Written<'a> = Box<dyn Fn(i64) -> String + 'a>;
type Cell<'a> = Box<dyn Fn(usize, usize, i64) -> Markup + 'a>;

/// A chart of one to five series over the same labels.
pub struct Chart<'a> {
    reader: &'a Reader,
    id: &'a str,
    title: String,
    labels: Vec<String>,
    series: Vec<(String, Vec<i64>)>,
    written: Written<'a>,
    short: Written<'a>,
    cell: Option<Cell<'a>>,
}

impl<'a> Chart<'a> {
    /// A chart with a heading and the labels along its foot; `id` is unique on the page.
    pub fn new<L: Into<String>>(
        reader: &'a Reader,
        id: &'a str,
        title: impl Into<String>,
        labels: impl IntoIterator<Item = L>,
    ) -> Self {
        Self {
            reader,
            id,
            title: title.into(),
            labels: labels.into_iter().map(Into::into).collect(),
            series: Vec::new(),
            written: Box::new(|value| reader.number(value)),
            short: Box::new(|value| reader.number_short(value)),
            cell: None,
        }
    }

    /// One more series, a value for each label; a sixth series is left to the table.
    #[must_use]
    pub fn series(mut self, name: impl Into<String>, values: impl Into<Vec<i64>>) -> Self {
        self.series.push((name.into(), values.into()));
        self
    }

    /// The same chart of money in minor units.
    #[must_use]
    pub fn money(mut self, currency: Currency) -> Self {
        let reader = self.reader;
        self.written = Box::new(move |minor| reader.money(Money::new(minor, currency)));
        self.short = Box::new(move |minor| reader.money_short(Money::new(minor, currency)));
        self
    }

    /// The same chart, whose table draws its cells with this function of series, place and value: the place for doors.
    #[must_use]
    pub fn cells(mut self, cell: impl Fn(usize, usize, i64) -> Markup + 'a) -> Self {
        self.cell = Some(Box::new(cell));
        self
    }

    /// Draws bars side by side.
    pub fn bars(&self) -> Markup {
        let scale = Scale::over(self.values());
        self.figure(&scale, &bars::grouped(self, &scale))
    }

    /// Draws bars one upon the other; the height is the sum, and no value is negative.
    pub fn stacked(&self) -> Markup {
        let sums = (0..self.labels.len()).map(|place| {
            self.drawn().iter().map(|(_, values)| values.get(place).copied().unwrap_or(0).max(0)).sum()
        });
        let scale = Scale::over(sums);
        self.figure(&scale, &bars::stacked(self, &scale))
    }

    /// Draws lines with the last value written at the end.
    pub fn lines(&self) -> Markup {
        let scale = Scale::over(self.values());
        self.figure(&scale, &line::lines(self, &scale))
    }

    fn drawn(&self) -> &[(String, Vec<i64>)] {
        self.series.get(..SERIES_MAX).unwrap_or(&self.series)
    }

    fn values(&self) -> impl Iterator<Item = i64> {
        self.drawn().iter().flat_map(|(_, values)| values.iter().copied())
    }

    /// The words on a mark: series, label, value.
    fn mark(&self, series: usize, place: usize, value: i64) -> String {
        let label = self.labels.get(place).map_or("", String::as_str);
        let written = (self.written)(value);
        match self.drawn() {
            [_] => format!("{label}: {written}"),
            all => format!("{} · {label}: {written}", all.get(series).map_or("", |(name, _)| name)),
        }
    }

    fn figure(&self, scale: &Scale, marks: &Markup) -> Markup {
        let (title_id, desc_id) = (format!("{}-title", self.id), format!("{}-desc", self.id));
        html! {
            figure.chart id=(self.id) {
                figcaption id=(title_id) { (self.title) }
                @if self.drawn().len() > 1 { (self.legend()) }
                div.plot {
                    svg.plot-scale width="72" height=(HEIGHT) aria-hidden="true" {
                        @for tick in scale.ticks() {
                            text x="64" y=(px(scale.y(tick) + 4.0)) text-anchor="end" { ((self.short)(tick)) }
                        }
                    }
                    svg.plot-field role="img" aria-labelledby={ (title_id) " " (desc_id) } height=(HEIGHT) {
                        desc id=(desc_id) { (self.summary()) }
                        (self.grid(scale))
                        (marks)
                        (self.foot())
                    }
                }
                (self.table())
            }
        }
    }

    fn legend(&self) -> Markup {
        html! {
            ul.legend {
                @for (place, (name, _)) in self.drawn().iter().enumerate() {
                    li {
                        svg width="12" height="12" aria-hidden="true" {
                            rect.{ "s" (place + 1) } width="12" height="12" rx="3" {}
                        }
                        (name)
                    }
                }
            }
        }
    }

    fn grid(&self, scale: &Scale) -> Markup {
        html! {
            @for tick in scale.ticks() {
                @let y = px(scale.y(tick));
                line class=(if tick == 0 { "zero" } else { "grid" }) x1="0" x2="100%" y1=(y) y2=(y) {}
            }
        }
    }

    fn foot(&self) -> Markup {
        let every = self.labels.len().div_ceil(12).max(1);
        html! {
            @for (place, label) in self.labels.iter().enumerate().filter(|(place, _)| place % every == 0) {
                @let odd = self.labels.len() > 6 && (place / every) % 2 == 1;
                text.foot.odd[odd] x=(percent(center(place, self.labels.len()))) y=(HEIGHT - 8.0) text-anchor="middle" {
                    (label)
                }
            }
        }
    }

    fn summary(&self) -> String {
        let sentences = self.drawn().iter().map(|(name, values)| {
            let least = values.iter().min().copied().unwrap_or(0);
            let most = values.iter().max().copied().unwrap_or(0);
            let last = values.last().copied().unwrap_or(0);
            self.reader.tr(
                "base-chart-summary",
                &[
                    ("series", name.into()),
                    ("least", (self.written)(least).into()),
                    ("most", (self.written)(most).into()),
                    ("last", (self.written)(last).into()),
                ],
            )
        });
        sentences.collect::<Vec<_>>().join(" ")
    }

    fn table(&self) -> Markup {
        html! {
            details.figures {
                summary { (Icon::Right) (self.reader.t("base-chart-figures")) }
                div.table-scroll tabindex="0" role="region" aria-label=(self.title) {
                    table {
                        thead {
                            tr {
                                th scope="col" { span.unseen { (self.reader.t("base-chart-label")) } }
                                @for (name, _) in &self.series { th.figure scope="col" { (name) } }
                            }
                        }
                        tbody {
                            @for (place, label) in self.labels.iter().enumerate() {
                                tr {
                                    th scope="row" { (label) }
                                    @for (series, (_, values)) in self.series.iter().enumerate() {
                                        td.figure { (self.table_cell(series, place, values)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn table_cell(&self, series: usize, place: usize, values: &[i64]) -> Markup {
        let Some(value) = values.get(place).copied() else { return html! {} };
        match &self.cell {
            Some(cell) => cell(series, place, value),
            None => html! { ((self.written)(value)) },
        }
    }
}

/// The middle of a label's place, in percent of the width.
fn center(place: usize, of: usize) -> f64 {
    (as_f64(place) + 0.5) * 100.0 / as_f64(of.max(1))
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Chart;
    use crate::words::{Language, Reader, Words};

    fn reader() -> Reader {
        Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::En)
    }

    #[test]
    fn every_bar_has_a_title_and_the_same_figure_stands_in_the_table() {
        let reader = reader();
        let chart = Chart::new(&reader, "c", "Turnover", ["Jan", "Feb"])
            .series("Turnover", [120_000, 250_050])
            .money(money::Currency::USD)
            .bars()
            .0;
        assert!(chart.contains("<title>Feb: $2,500.50</title>"));
        assert!(chart.contains(r#"<td class="figure">$2,500.50</td>"#));
        assert!(chart.contains(r#"role="img""#) && chart.contains(r#"aria-labelledby="c-title c-desc""#));
        assert!(reader.words.missing().is_empty());
    }

    #[test]
    fn a_sixth_series_is_only_in_the_table() {
        let reader = reader();
        let mut chart = Chart::new(&reader, "c", "Many", ["Jan"]);
        for series in 1..=6 {
            chart = chart.series(format!("Series {series}"), [series]);
        }
        let html = chart.bars().0;
        assert!(!html.contains("<title>Series 6"));
        assert!(html.contains(r#"<th class="figure" scope="col">Series 6</th>"#));
    }

    #[test]
    fn nothing_to_show_draws_an_empty_chart() {
        let reader = reader();
        let chart = Chart::new(&reader, "c", "Empty", Vec::<String>::new()).series("Nothing", []);
        assert!(!chart.bars().0.contains("NaN"));
        assert!(!chart.lines().0.contains("NaN"));
        assert!(!chart.stacked().0.contains("NaN"));
    }
}
