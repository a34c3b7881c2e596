//! Filters of a list: a form of plain links and fields, and chips that read as a sentence.

use maud::{Markup, Render, html};

use super::{Address, Icon};
use crate::words::Reader;

/// The filter line over a list. What is chosen is read from the address and shown as chips.
pub struct Filters<'a> {
    reader: &'a Reader,
    here: &'a Address,
    search: Option<(&'static str, String)>,
    fields: Vec<Filter>,
    tail: Markup,
}

struct Filter {
    name: &'static str,
    label: String,
    kind: Kind,
}

enum Kind {
    Choice(Vec<(String, String)>),
    Date,
}

impl<'a> Filters<'a> {
    /// Filters of the list at this address.
    pub fn new(reader: &'a Reader, here: &'a Address) -> Self {
        Self { reader, here, search: None, fields: Vec::new(), tail: html! {} }
    }

    /// A search field; the list follows the typing where the browser can.
    #[must_use]
    pub fn search(mut self, name: &'static str, label: impl Into<String>) -> Self {
        self.search = Some((name, label.into()));
        self
    }

    /// A choice of one value: pairs of value and word.
    #[must_use]
    pub fn choice<V: Into<String>, W: Into<String>>(
        mut self,
        name: &'static str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (V, W)>,
    ) -> Self {
        let options = options.into_iter().map(|(value, word)| (value.into(), word.into())).collect();
        self.fields.push(Filter { name, label: label.into(), kind: Kind::Choice(options) });
        self
    }

    /// A date, such as the beginning or end of a range.
    #[must_use]
    pub fn date(mut self, name: &'static str, label: impl Into<String>) -> Self {
        self.fields.push(Filter { name, label: label.into(), kind: Kind::Date });
        self
    }

    /// What stands at the right end of the line, such as export links.
    #[must_use]
    pub fn tail(mut self, tail: impl Render) -> Self {
        self.tail = tail.render();
        self
    }

    fn kept(&self) -> impl Iterator<Item = &(String, String)> {
        let own = |name: &str| {
            self.search.as_ref().is_some_and(|(search, _)| *search == name)
                || self.fields.iter().any(|field| field.name == name)
        };
        self.here.pairs().iter().filter(move |(name, value)| {
            !own(name) && !value.is_empty() && !matches!(name.as_str(), "page" | "after" | "before")
        })
    }

    fn chips(&self) -> Vec<(String, String, String)> {
        let searched = self.search.as_ref().and_then(|(name, _)| {
            let value = self.here.get(name)?;
            Some((
                self.reader.t("base-filter-search"),
                format!("«{value}»"),
                self.here.without(name).to_string(),
            ))
        });
        let chosen = self.fields.iter().flat_map(|field| {
            self.here.all(field.name).map(|value| {
                let link = self.here.without_value(field.name, value).to_string();
                (field.label.clone(), field.word(self.reader, value), link)
            })
        });
        searched.into_iter().chain(chosen).collect()
    }

    fn chip_line(&self) -> Markup {
        let chips = self.chips();
        html! {
            @if !chips.is_empty() {
                p.chips data-live id="chips" {
                    @for (label, value, link) in &chips {
                        a.chip href=(link)
                            aria-label=(self.reader.tr("base-filter-remove", &[("filter", format!("{label}: {value}").into())])) {
                            span { (label) ": " } b { (value) } (Icon::Cross)
                        }
                    }
                    @if chips.len() > 1 { a.chips-clear href=(self.here.path()) { (self.reader.t("base-filter-clear")) } }
                }
            } @else { p.chips data-live id="chips" {} }
        }
    }
}

impl Filter {
    fn word(&self, reader: &Reader, value: &str) -> String {
        match &self.kind {
            Kind::Choice(options) => options
                .iter()
                .find(|(known, _)| known == value)
                .map_or_else(|| value.to_owned(), |(_, word)| word.clone()),
            Kind::Date => value.parse().map_or_else(|_| value.to_owned(), |date| reader.date(date)),
        }
    }

    fn field(&self, reader: &Reader, here: &Address) -> Markup {
        let id = format!("filter-{}", self.name);
        let current = here.get(self.name).unwrap_or_default();
        html! {
            div.filter-field {
                label for=(id) { (self.label) }
                @match &self.kind {
                    Kind::Choice(options) => select id=(id) name=(self.name) {
                        option value="" { (reader.t("base-filter-any")) }
                        @for (value, word) in options { option value=(value) selected[value == current] { (word) } }
                    },
                    Kind::Date => input type="date" id=(id) name=(self.name) value=(current);,
                }
            }
        }
    }
}

impl Render for Filters<'_> {
    fn render(&self) -> Markup {
        let reader = self.reader;
        html! {
            form.filters method="get" action=(self.here.path()) data-filters {
                @for (name, value) in self.kept() { input type="hidden" name=(name) value=(value); }
                @if let Some((name, label)) = &self.search {
                    span.search-field {
                        (Icon::Search)
                        input type="search" name=(name) value=[self.here.get(name)] aria-label=(label) placeholder=(label);
                    }
                }
                @if !self.fields.is_empty() {
                    details.drop.filter-drop {
                        summary.button { (Icon::Filter) (reader.t("base-filter-open")) }
                        div.drop-sheet {
                            @for field in &self.fields { (field.field(reader, self.here)) }
                            button.button.primary type="submit" { (reader.t("base-filter-apply")) }
                        }
                    }
                } @else {
                    noscript { button.button type="submit" { (reader.t("base-filter-apply")) } }
                }
                span.grow {}
                (self.tail)
            }
            (self.chip_line())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use maud::Render;

    use super::Filters;
    use crate::page::Address;
    use crate::words::{Language, Reader, Words};

    #[test]
    fn chips_read_as_a_sentence_and_each_can_be_taken_away() {
        let reader = Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::Ru);
        let here = Address::parse("/desk/partners?status=active&region=ural&sort=-turnover&page=2");
        let filters = Filters::new(&reader, &here)
            .choice("status", "статус", [("active", "активен"), ("left", "ушёл")])
            .choice("region", "регион", [("ural", "Урал")])
            .date("from", "с даты");
        let chips = filters.chips();
        assert_eq!((chips[0].0.as_str(), chips[0].1.as_str()), ("статус", "активен"));
        assert_eq!(chips[0].2, "/desk/partners?region=ural&sort=-turnover");
        assert_eq!((chips[1].0.as_str(), chips[1].1.as_str()), ("регион", "Урал"));
        assert_eq!(chips.len(), 2);
        let html = filters.render().0;
        assert!(html.contains(r#"<input type="hidden" name="sort" value="-turnover">"#));
        assert!(!html.contains(r#"name="page""#));
    }

    #[test]
    fn what_was_searched_is_escaped() {
        let reader = Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::En);
        let here = Address::parse("/desk/partners?q=%22%3E%3Cscript%3E");
        let html = Filters::new(&reader, &here).search("q", "Name").render().0;
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"));
    }
}
