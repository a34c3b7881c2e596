//! Tables: sticky head, figures at the right, sort by head, totals, selection; cards on a phone.

use maud::{Markup, PreEscaped, Render, html};

use super::frame::{CSRF_FIELD, Frame};
use super::{Address, Empty, Icon, Sort};
use crate::words::Reader;

/// What a column is for; on a phone a row becomes a card that shows its lead and its key cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Lead,
    Key,
    Rest,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    head: String,
    sort: Option<&'static str>,
    figure: bool,
    place: Place,
}

impl Column {
    /// A column of words.
    pub fn text(head: impl Into<String>) -> Self {
        Self { head: head.into(), sort: None, figure: false, place: Place::Rest }
    }

    /// A column of figures, aligned at the right.
    pub fn figure(head: impl Into<String>) -> Self {
        Self { figure: true, ..Self::text(head) }
    }

    /// The same column, sorted by `key` when its head is clicked.
    #[must_use]
    pub const fn sort(mut self, key: &'static str) -> Self {
        self.sort = Some(key);
        self
    }

    /// The same column as the name of the row: it carries the row's link and heads the card on a phone.
    #[must_use]
    pub const fn lead(mut self) -> Self {
        self.place = Place::Lead;
        self
    }

    /// The same column as one of the two that a phone shows beside the name.
    #[must_use]
    pub const fn key(mut self) -> Self {
        self.place = Place::Key;
        self
    }

    const fn class(&self) -> &'static str {
        match (self.figure, self.place) {
            (false, Place::Lead) => "lead-cell",
            (true, Place::Lead) => "figure lead-cell",
            (false, Place::Key) => "key-cell",
            (true, Place::Key) => "figure key-cell",
            (false, Place::Rest) => "rest-cell",
            (true, Place::Rest) => "figure rest-cell",
        }
    }
}

/// A row of a table: one cell for each column.
#[derive(Clone, Debug)]
pub struct Row {
    cells: Vec<Markup>,
    href: Option<String>,
    choice: Option<(String, String)>,
    chosen: bool,
}

impl Row {
    /// A row of cells.
    pub fn new(cells: impl IntoIterator<Item = Markup>) -> Self {
        Self { cells: cells.into_iter().collect(), href: None, choice: None, chosen: false }
    }

    /// The same row, opened by a click anywhere on it and by Enter.
    #[must_use]
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    /// The same row with a box to select it: the value sent as `id`, and the name read out.
    #[must_use]
    pub fn id(self, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { choice: Some((id.into(), name.into())), ..self }
    }

    /// The same row, marked as the one whose card is shown beside the list.
    #[must_use]
    pub fn chosen(self, chosen: bool) -> Self {
        Self { chosen, ..self }
    }
}

/// Verbs over the selected rows; posts `id` for each, and `verb`.
#[derive(Clone, Debug)]
pub struct Bulk {
    action: String,
    csrf: String,
    verbs: Vec<(String, String)>,
}

impl Bulk {
    /// Verbs that post to `action`.
    pub fn new(frame: &Frame, action: impl Into<String>) -> Self {
        Self { action: action.into(), csrf: frame.csrf.clone(), verbs: Vec::new() }
    }

    /// One more verb: the value sent as `verb` and the word on its button.
    #[must_use]
    pub fn verb(mut self, value: impl Into<String>, word: impl Into<String>) -> Self {
        self.verbs.push((value.into(), word.into()));
        self
    }
}

/// A table with everything LOOK asks of it.
pub struct Table<'a> {
    reader: &'a Reader,
    id: &'a str,
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    totals: Option<Vec<Markup>>,
    sorted: Option<(&'a Address, Sort)>,
    bulk: Option<Bulk>,
    empty: Option<Empty>,
}

impl<'a> Table<'a> {
    /// A table; `id` is unique on the page, the caption is read out and not shown.
    pub fn new(reader: &'a Reader, id: &'a str, caption: impl Into<String>) -> Self {
        Self {
            reader,
            id,
            caption: caption.into(),
            columns: Vec::new(),
            rows: Vec::new(),
            totals: None,
            sorted: None,
            bulk: None,
            empty: None,
        }
    }

    /// The same table with its columns.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns = columns.into_iter().collect();
        self
    }

    /// The same table with its rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows = rows.into_iter().collect();
        self
    }

    /// The same table with totals of exactly what is filtered, one cell for each column.
    #[must_use]
    pub fn totals(mut self, cells: impl IntoIterator<Item = Markup>) -> Self {
        self.totals = Some(cells.into_iter().collect());
        self
    }

    /// The same table with heads that sort; the links keep the rest of the address.
    #[must_use]
    pub fn sorted(mut self, here: &'a Address, sort: Sort) -> Self {
        self.sorted = Some((here, sort));
        self
    }

    /// The same table with verbs over selected rows.
    #[must_use]
    pub fn bulk(mut self, bulk: Bulk) -> Self {
        self.bulk = Some(bulk);
        self
    }

    /// What stands instead of the table when it has no rows.
    #[must_use]
    pub fn empty(mut self, empty: Empty) -> Self {
        self.empty = Some(empty);
        self
    }

    fn head(&self, column: &Column) -> Markup {
        let Some((key, (here, sort))) = column.sort.zip(self.sorted.as_ref()) else {
            return html! { th scope="col" class=(column.class()) { (column.head) } };
        };
        let is_current = sort.key == key;
        let next = next_sort(column, key, sort);
        let direction = is_current.then_some(if sort.descending { "descending" } else { "ascending" });
        html! {
            th scope="col" class=(column.class()) aria-sort=[direction] {
                a href=(here.with("sort", &next)) {
                    (column.head)
                    @if is_current { (if sort.descending { Icon::Down } else { Icon::Up }) }
                }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            tr data-href=[row.href.as_deref()] data-chosen[row.chosen] {
                @if self.bulk.is_some() { td.choice { (self.choice(row)) } }
                @for (place, (column, cell)) in self.columns.iter().zip(&row.cells).enumerate() {
                    td class=(column.class()) data-head=(column.head) { (self.cell(row, column, place, cell)) }
                }
            }
        }
    }

    fn cell(&self, row: &Row, column: &Column, place: usize, cell: &Markup) -> Markup {
        let no_lead = self.columns.iter().all(|column| column.place != Place::Lead);
        let carries_link = column.place == Place::Lead || (no_lead && place == 0);
        match row.href.as_deref().filter(|_| carries_link) {
            Some(href) => html! { a.row-link href=(href) { (cell) } },
            None => PreEscaped(cell.0.clone()),
        }
    }

    fn choice(&self, row: &Row) -> Markup {
        html! {
            @if let Some((id, name)) = &row.choice {
                input type="checkbox" name="id" value=(id) form={ (self.id) "-bulk" }
                    aria-label=(self.reader.tr("base-table-select", &[("name", name.into())]));
            }
        }
    }

    fn bulk_bar(&self, bulk: &Bulk) -> Markup {
        html! {
            form.bulk method="post" action=(bulk.action) id={ (self.id) "-bulk" } {
                input type="hidden" name=(CSRF_FIELD) value=(bulk.csrf);
                span.bulk-word { (self.reader.t("base-table-with-selected")) }
                @for (value, word) in &bulk.verbs {
                    button.button.small type="submit" name="verb" value=(value) { (word) }
                }
            }
        }
    }

    fn choice_head(&self) -> Markup {
        let label = self.reader.t("base-table-select-all");
        html! {
            th.choice scope="col" {
                span.unseen { (label) }
                input type="checkbox" hidden data-select-all={ (self.id) "-bulk" } aria-label=(label);
            }
        }
    }

    fn totals_row(&self, cells: &[Markup]) -> Markup {
        html! {
            tfoot {
                tr {
                    @if self.bulk.is_some() { td.choice {} }
                    @for (column, cell) in self.columns.iter().zip(cells) {
                        td class=(column.class()) data-head=(column.head) { (cell) }
                    }
                }
            }
        }
    }
}

/// What a click on the head asks for: figures begin with the largest, words with the first letter, then the reverse.
fn next_sort(column: &Column, key: &str, sort: &Sort) -> String {
    let descending = if sort.key == key { !sort.descending } else { column.figure };
    if descending { format!("-{key}") } else { key.to_owned() }
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        if let (true, Some(empty)) = (self.rows.is_empty(), &self.empty) {
            return html! { div.sheet id=(self.id) data-live { (empty) } };
        }
        html! {
            div.sheet.table-sheet id=(self.id) data-live {
                div.table-scroll tabindex="0" role="region" aria-label=(self.caption) {
                    table {
                        caption.unseen { (self.caption) }
                        thead {
                            tr {
                                @if self.bulk.is_some() { (self.choice_head()) }
                                @for column in &self.columns { (self.head(column)) }
                            }
                        }
                        tbody { @for row in &self.rows { (self.row(row)) } }
                        @if let Some(cells) = &self.totals { (self.totals_row(cells)) }
                    }
                }
                @if let Some(bulk) = &self.bulk { (self.bulk_bar(bulk)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use maud::{Render, html};

    use super::{Column, Row, Table};
    use crate::page::{Address, Empty, Icon};
    use crate::words::{Language, Reader, Words};

    fn reader() -> Reader {
        Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::En)
    }

    fn columns() -> [Column; 2] {
        [Column::text("Name").sort("name").lead(), Column::figure("Turnover").sort("turnover").key()]
    }

    #[test]
    fn sort_links_keep_the_filter_and_turn_round() {
        let here = Address::parse("/desk/partners?status=active&page=3&sort=-turnover");
        let table = Table::new(&reader(), "t", "Partners")
            .columns(columns())
            .sorted(&here, here.sort(&["name", "turnover"], "name"))
            .render()
            .0;
        assert!(table.contains(r#"href="/desk/partners?status=active&amp;sort=name""#));
        assert!(table.contains(r#"href="/desk/partners?status=active&amp;sort=turnover""#));
        assert!(table.contains(r#"aria-sort="descending""#));
        assert!(!table.contains("page=3"));
    }

    #[test]
    fn figures_begin_with_the_largest() {
        let here = Address::parse("/desk/partners");
        let table = Table::new(&reader(), "t", "")
            .columns(columns())
            .sorted(&here, here.sort(&[], "name"))
            .render()
            .0;
        assert!(table.contains("sort=-turnover"));
        assert!(table.contains("sort=-name"));
    }

    #[test]
    fn names_are_escaped_and_the_lead_cell_carries_the_link() {
        let table = Table::new(&reader(), "t", "Partners")
            .columns(columns())
            .rows([Row::new([html! { ("<b>Roga & Kopyta</b>") }, html! { "1" }]).href("/desk/partners/1")])
            .render()
            .0;
        assert!(table.contains(
            r#"<a class="row-link" href="/desk/partners/1">&lt;b&gt;Roga &amp; Kopyta&lt;/b&gt;</a>"#
        ));
    }

    #[test]
    fn an_empty_table_says_what_to_do_next() {
        let empty = Empty::new(Icon::Partners, "No partners", "None yet").next("Invite");
        let table = Table::new(&reader(), "t", "Partners").columns(columns()).empty(empty).render().0;
        assert!(table.contains("Invite") && !table.contains("<table"));
    }
}
