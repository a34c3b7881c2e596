//! A part of the form: the fields of one entry, and whatever of it is kept without being shown.

use std::cell::RefCell;
use std::collections::BTreeSet;

use ::money::Currency;
use ::terms::{Field, FieldKind, Finding, Window, Word};
use base::page::{Fields, Icon};
use maud::{Markup, html};

use super::super::words::{conditions, field_name};
use super::Sheet;
use crate::rules::typed::{EXPRESSION, Edit, Entry, GROUP, entry_at, field_of, group_condition};

/// The fields of one entry. What is not shown goes along hidden: nothing typed is lost.
pub struct Part<'a> {
    sheet: &'a Sheet<'a>,
    entry: &'a Entry,
    way: String,
    shown: RefCell<BTreeSet<String>>,
}

impl<'a> Part<'a> {
    /// The document's own fields.
    pub fn document(sheet: &'a Sheet<'a>) -> Self {
        let part = Self::at(sheet, "");
        // The document's lists are shown by their own parts.
        part.shown.borrow_mut().extend(part.entry.list_names().map(str::to_owned));
        part
    }

    /// The fields of the entry at the end of a way.
    pub fn at(sheet: &'a Sheet<'a>, way: &str) -> Self {
        let document = &sheet.editing.typed.document;
        let entry = entry_at(document, way).unwrap_or(document);
        Self { sheet, entry, way: way.to_owned(), shown: RefCell::default() }
    }

    /// The part of an entry of one of its lists.
    pub fn within(&self, list: &str, at: usize) -> Self {
        self.shown.borrow_mut().insert(list.to_owned());
        Self::at(self.sheet, &format!("{}-{list}-{at}", self.way))
    }

    /// What stands in a field.
    pub fn text(&self, name: &str) -> &str {
        self.entry.text(name).trim()
    }

    /// How many entries a list has.
    pub fn count(&self, list: &str) -> usize {
        self.entry.list(list).len()
    }

    /// The way to it, which names its lists and buttons.
    pub fn way(&self) -> &str {
        &self.way
    }

    fn t(&self, key: &str) -> String {
        self.sheet.t(key)
    }

    fn name(&self, name: &str) -> String {
        self.shown.borrow_mut().insert(name.to_owned());
        if self.way.is_empty() { name.to_owned() } else { format!("{}-{name}", self.way) }
    }

    /// Whether the field that a finding stands at is on the page.
    pub fn shows(&self, finding: &Finding) -> bool {
        let field = field_of(finding, &self.sheet.editing.typed);
        let inner = field.strip_prefix(&format!("{}-", self.way)).unwrap_or(&field).to_owned();
        let first = inner.split('-').next().unwrap_or_default().to_owned();
        let shown = self.shown.borrow();
        shown.contains(&inner) || (inner.contains('-') && shown.contains(&first))
    }

    fn make(
        &self,
        name: &str,
        key: &str,
        required: bool,
        field: impl for<'f> FnOnce(Fields<'f>, &'f str, String) -> base::page::Field<'f>,
    ) -> Markup {
        let full = self.name(name);
        let fields: Fields<'_> = self.sheet.fields;
        let mut made = field(fields, &full, self.t(key));
        let help = format!("{key}-help");
        if self.sheet.r.words.knows(self.sheet.r.language, &help) {
            made = made.help(self.t(&help));
        }
        if required {
            made = made.required();
        }
        html! { (made) }
    }

    /// A text that must be there.
    pub fn must(&self, name: &str, key: &str) -> Markup {
        self.make(name, key, true, |fields, name, label| fields.text(name, label))
    }

    /// A text that may be missing.
    pub fn may(&self, name: &str, key: &str) -> Markup {
        self.make(name, key, false, |fields, name, label| fields.text(name, label))
    }

    /// A whole number.
    pub fn number(&self, name: &str, key: &str, required: bool) -> Markup {
        self.make(name, key, required, |fields, name, label| fields.number(name, label))
    }

    /// A percentage.
    pub fn percent(&self, name: &str, key: &str, required: bool) -> Markup {
        self.make(name, key, required, |fields, name, label| fields.money(name, label, "%"))
    }

    /// A sum in the currency of the terms.
    pub fn sum(&self, name: &str, key: &str, required: bool) -> Markup {
        let unit = self.currency_sign();
        self.make(name, key, required, |fields, name, label| fields.money(name, label, unit))
    }

    /// A value with this unit.
    pub fn value(&self, name: &str, key: &str, unit: &str, required: bool) -> Markup {
        let unit = unit.to_owned();
        self.make(name, key, required, |fields, name, label| {
            if unit.is_empty() { fields.number(name, label) } else { fields.money(name, label, unit) }
        })
    }

    /// One of many: words with the keys of what people read.
    pub fn choose(&self, name: &str, key: &str, words: &[(&str, String)]) -> Markup {
        let options: Vec<(String, String)> =
            words.iter().map(|(word, shown)| ((*word).to_owned(), shown.clone())).collect();
        self.make(name, key, true, |fields, name, label| fields.select(name, label, options))
    }

    /// One of the words of the file, each shown by its key under `prefix`.
    pub fn word<T: Word>(&self, name: &str, key: &str, prefix: &str) -> Markup {
        self.choose(name, key, &self.words::<T>(prefix))
    }

    /// These words with what people read under `prefix`; the word of nothing is read as `none`.
    pub fn keyed<'w>(&self, words: &[&'w str], prefix: &str) -> Vec<(&'w str, String)> {
        let shown = |word: &&'w str| {
            let key = if word.is_empty() { "none".to_owned() } else { word.replace('_', "-") };
            (*word, self.t(&format!("{prefix}-{key}")))
        };
        words.iter().map(shown).collect()
    }

    /// A sentence.
    pub fn say(&self, key: &str) -> String {
        self.t(key)
    }

    /// A name with a number that people count from one.
    pub fn numbered(&self, key: &str, at: usize) -> String {
        self.sheet.r.tr(key, &[("number", (at + 1).into())])
    }

    /// The words of the file with what people read.
    pub fn words<T: Word>(&self, prefix: &str) -> Vec<(&'static str, String)> {
        T::WORDS.iter().map(|(word, _)| (*word, self.t(&format!("{prefix}-{word}")))).collect()
    }

    /// A window; a rolling one asks for its days. `without` are words that make no sense here.
    pub fn window(&self, key: &str, without: &[&str]) -> Markup {
        let rolling = ("rolling", self.t("programs-window-rolling"));
        let words = self.words::<Window>("programs-window").into_iter().chain([rolling]);
        let words: Vec<_> =
            words.filter(|(word, _)| !without.contains(word) || self.text("window") == *word).collect();
        html! {
            (self.choose("window", key, &words))
            @if self.text("window") == "rolling" { (self.number("window_days", "programs-editor-window-days", true)) }
        }
    }

    /// The sign of the currency of the terms.
    pub fn currency_sign(&self) -> String {
        let code = self.sheet.editing.typed.document.text("currency");
        match Currency::parse(code) {
            Ok(currency) if currency.has_symbol() => currency.symbol().to_owned(),
            _ => code.to_owned(),
        }
    }

    /// Asks the page again, so that the fields fit what was chosen.
    pub fn refresh(&self) -> Markup {
        let anchor = self.way.split('-').take(2).collect::<Vec<_>>().join("-");
        html! {
            button.button.small type="submit" name="do" value="check" formaction={ (self.sheet.href) "#" (anchor) } {
                (self.t("programs-editor-refresh"))
            }
        }
    }

    /// A button that changes one of its lists.
    pub fn button(&self, edit: &Edit, icon: Icon, key: &str) -> Markup {
        self.sheet.button(edit, icon, &self.t(key))
    }

    /// Fields that are rarely used: open where one of them says something else than usual, or is wrong.
    pub fn fold(&self, key: &str, usual: &[(&str, &str)], body: &Markup) -> Markup {
        let says = |(name, word): &(&str, &str)| {
            let full = if self.way.is_empty() { (*name).to_owned() } else { format!("{}-{name}", self.way) };
            let typed = self.text(name);
            self.sheet.editing.filled.error(&full).is_some() || (!typed.is_empty() && typed != *word)
        };
        self.folded(key, usual.iter().any(says), body)
    }

    /// The same, open also for another reason.
    pub fn fold_or(&self, key: &str, open: bool, usual: &[(&str, &str)], body: &Markup) -> Markup {
        if open { self.folded(key, true, body) } else { self.fold(key, usual, body) }
    }

    fn folded(&self, key: &str, open: bool, body: &Markup) -> Markup {
        html! {
            details.fold open[open] {
                summary { (Icon::Right) (self.t(key)) }
                div.fold-body { (body) }
            }
        }
    }

    /// The table of conditions.
    pub fn conditions(&self, key: &str, all: &str) -> Markup {
        let list = if self.way.is_empty() { "when".to_owned() } else { format!("{}-when", self.way) };
        html! {
            h3 { (self.t(key)) }
            @if self.count("when") == 0 { p.field-help { (self.t(all)) } }
            @for at in 0..self.count("when") {
                @let row = self.within("when", at);
                @let label = self.sheet.r.tr("programs-place-condition", &[("number", (at + 1).into())]);
                div.entry-row role="group" aria-label=(label) {
                    (row.condition())
                    (self.button(&Edit::Remove(row.way.clone()), Icon::Trash, "programs-editor-remove-condition"))
                }
            }
            div.verbs { (self.button(&Edit::Add(list), Icon::Plus, "programs-editor-add-condition")) }
        }
    }

    fn condition(&self) -> Markup {
        let field = self.text("field");
        if field == GROUP {
            return self.group();
        }
        let kind = Field::parse(field).map_or(FieldKind::Text, Field::kind);
        let empty = (String::new(), self.t("programs-editor-field-choose"));
        let known = Field::all().map(|field| (field.path().to_owned(), field_name(self.sheet.r, field)));
        let expression = (EXPRESSION.to_owned(), self.t("programs-editor-expression-field"));
        let options: Vec<_> = [empty].into_iter().chain(known).chain([expression]).collect();
        let options: Vec<(&str, String)> =
            options.iter().map(|(path, shown)| (path.as_str(), shown.clone())).collect();
        html! {
            (self.choose("field", "programs-editor-field", &options))
            @match kind {
                _ if field == EXPRESSION => div.wide { (self.must("value", "programs-editor-expression")) },
                FieldKind::Text => {
                    (self.choose("op", "programs-editor-op", &["is", "not"].map(|word| (word, self.t(&format!("programs-op-{word}"))))))
                    (self.make("value", "programs-editor-values", true, |fields, name, label|
                        fields.text(name, label).placeholder(self.t("programs-editor-values-example"))))
                },
                FieldKind::Date => {
                    (self.make("value", "programs-editor-from-day", false, |fields, name, label| fields.date(name, label)))
                    (self.make("until", "programs-editor-to-day", false, |fields, name, label| fields.date(name, label)))
                },
                FieldKind::Amount => {
                    (self.sum("value", "programs-editor-from", false)) (self.sum("until", "programs-editor-below", false))
                },
                FieldKind::Number => {
                    (self.number("value", "programs-editor-from", false)) (self.number("until", "programs-editor-below", false))
                },
            }
            (self.rest())
        }
    }

    /// A condition that the table cannot show: in words and as the file has it; only the text changes it.
    fn group(&self) -> Markup {
        let document = &self.sheet.editing.typed.document;
        let currency = Currency::parse(document.text("currency")).unwrap_or(Currency::RUB);
        let said =
            group_condition(self.text("value"), currency).and_then(|when| conditions(self.sheet.r, &when));
        html! {
            div.kept id={ "f-" (self.way) "-value" } {
                p { (said.unwrap_or_default()) }
                code { (self.text("value")) }
                p.field-help { (self.t("programs-editor-group-kept")) }
            }
            (self.rest())
        }
    }

    /// Everything of the entry that was not shown, hidden.
    pub fn rest(&self) -> Markup {
        let shown = self.shown.borrow();
        let head = if self.way.is_empty() { String::new() } else { format!("{}-", self.way) };
        let hidden = self.entry.pairs_without(&head, &|name| shown.contains(name));
        html! { @for (name, value) in hidden { input type="hidden" name=(name) value=(value); } }
    }
}
