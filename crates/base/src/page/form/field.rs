//! Fields: label above, help below, the error under the field.

use maud::{Markup, Render, html};

use super::{Filled, Icon};
use crate::words::Reader;

/// Makes the fields of one form.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    reader: &'a Reader,
    filled: &'a Filled,
}

/// One field of a form.
pub struct Field<'a> {
    reader: &'a Reader,
    filled: &'a Filled,
    name: &'a str,
    label: String,
    kind: Kind,
    help: Option<Markup>,
    unit: Option<String>,
    autocomplete: Option<&'static str>,
    placeholder: Option<String>,
    required: bool,
    short: bool,
}

enum Kind {
    Input(&'static str),
    Decimal,
    Password,
    Area { rows: u8 },
    Select(Vec<(String, String)>),
    Many(Vec<(String, String)>),
    Radio(Vec<(String, String)>),
    Tick,
    File { accept: String },
}

impl<'a> Fields<'a> {
    /// The fields of a form with these values and errors.
    pub const fn new(reader: &'a Reader, filled: &'a Filled) -> Self {
        Self { reader, filled }
    }

    /// One line of text.
    pub fn text(&self, name: &'a str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Input("text"))
    }

    /// An e-mail address.
    pub fn email(&self, name: &'a str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Input("email")).autocomplete("email")
    }

    /// A password; it is never written back.
    pub fn password(&self, name: &'a str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Password)
    }

    /// A whole number.
    pub fn number(&self, name: &'a str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Decimal).short()
    }

    /// An amount of money; the unit is the currency's sign or code.
    pub fn money(&self, name: &'a str, label: impl Into<String>, unit: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Decimal).short().unit(unit)
    }

    /// A date.
    pub fn date(&self, name: &'a str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Input("date")).short()
    }

    /// Several lines of text.
    pub fn area(&self, name: &'a str, label: impl Into<String>, rows: u8) -> Field<'a> {
        self.field(name, label, Kind::Area { rows })
    }

    /// One of many: pairs of value and word; an empty value is the invitation to choose.
    pub fn select<V: Into<String>, W: Into<String>>(
        &self,
        name: &'a str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (V, W)>,
    ) -> Field<'a> {
        self.field(name, label, Kind::Select(owned(options)))
    }

    /// One of a few, all in sight.
    pub fn radio<V: Into<String>, W: Into<String>>(
        &self,
        name: &'a str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (V, W)>,
    ) -> Field<'a> {
        self.field(name, label, Kind::Radio(owned(options)))
    }

    /// Any of a few, all in sight.
    pub fn many<V: Into<String>, W: Into<String>>(
        &self,
        name: &'a str,
        label: impl Into<String>,
        options: impl IntoIterator<Item = (V, W)>,
    ) -> Field<'a> {
        self.field(name, label, Kind::Many(owned(options)))
    }

    /// A single box to tick; sends `yes`.
    pub fn tick(&self, name: &'a str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::Tick)
    }

    /// A file of the given endings (`.csv,.xlsx`); its form is an `upload`.
    pub fn file(&self, name: &'a str, label: impl Into<String>, accept: impl Into<String>) -> Field<'a> {
        self.field(name, label, Kind::File { accept: accept.into() })
    }

    fn field(&self, name: &'a str, label: impl Into<String>, kind: Kind) -> Field<'a> {
        Field {
            reader: self.reader,
            filled: self.filled,
            name,
            label: label.into(),
            kind,
            help: None,
            unit: None,
            autocomplete: None,
            placeholder: None,
            required: false,
            short: false,
        }
    }
}

impl Field<'_> {
    /// The same field with a sentence of help below it.
    #[must_use]
    pub fn help(self, help: impl Render) -> Self {
        Self { help: Some(help.render()), ..self }
    }

    /// The same field, which must be filled; fields are optional otherwise and say so.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same field with a unit after it.
    #[must_use]
    pub fn unit(self, unit: impl Into<String>) -> Self {
        Self { unit: Some(unit.into()), ..self }
    }

    /// The same field, filled by the browser as this (`username`, `current-password`).
    #[must_use]
    pub fn autocomplete(self, what: &'static str) -> Self {
        Self { autocomplete: Some(what), ..self }
    }

    /// The same field with an example of what to type.
    #[must_use]
    pub fn placeholder(self, example: impl Into<String>) -> Self {
        Self { placeholder: Some(example.into()), ..self }
    }

    /// The same field, as wide as a short value.
    #[must_use]
    pub fn short(self) -> Self {
        Self { short: true, ..self }
    }

    fn id(&self) -> String {
        format!("f-{}", self.name)
    }

    fn error(&self) -> Option<&str> {
        self.filled.error(self.name)
    }

    fn described_by(&self) -> Option<String> {
        let error = self.error().map(|_| format!("{}-error", self.id()));
        let help = self.help.as_ref().map(|_| format!("{}-help", self.id()));
        let ids: Vec<String> = error.into_iter().chain(help).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn label_words(&self) -> Markup {
        html! {
            (self.label)
            @if !self.required && !matches!(self.kind, Kind::Tick) {
                span.optional { " " (self.reader.t("base-form-optional")) }
            }
        }
    }

    fn below(&self) -> Markup {
        html! {
            @if let Some(error) = self.error() {
                p.field-error id={ (self.id()) "-error" } { (Icon::Warning) span { (error) } }
            }
            @if let Some(help) = &self.help { p.field-help id={ (self.id()) "-help" } { (help) } }
        }
    }

    fn input(&self, kind: &str, mode: Option<&str>, value: Option<&str>) -> Markup {
        html! {
            input type=(kind) id=(self.id()) name=(self.name) value=[value] inputmode=[mode]
                autocomplete=[self.autocomplete] placeholder=[self.placeholder.as_deref()]
                required[self.required] aria-invalid=[self.error().map(|_| "true")]
                aria-describedby=[self.described_by()];
        }
    }

    fn control(&self) -> Markup {
        let value = self.filled.exact(self.name);
        match &self.kind {
            Kind::Input(kind) => self.input(kind, None, Some(value)),
            Kind::Decimal => self.input("text", Some("decimal"), Some(value)),
            Kind::Password => self.input("password", None, None),
            Kind::Area { rows } => html! {
                textarea id=(self.id()) name=(self.name) rows=(rows) required[self.required]
                    aria-invalid=[self.error().map(|_| "true")] aria-describedby=[self.described_by()] {
                    "\n" (value)
                }
            },
            Kind::Select(options) => html! {
                select id=(self.id()) name=(self.name) required[self.required]
                    aria-invalid=[self.error().map(|_| "true")] aria-describedby=[self.described_by()] {
                    @for (option, word) in options { option value=(option) selected[option == value] { (word) } }
                }
            },
            Kind::File { accept } => html! {
                input type="file" id=(self.id()) name=(self.name) accept=(accept) required[self.required]
                    aria-invalid=[self.error().map(|_| "true")] aria-describedby=[self.described_by()];
            },
            Kind::Many(options) => self.boxes("checkbox", options),
            Kind::Radio(options) => self.boxes("radio", options),
            Kind::Tick => html! {
                input type="checkbox" id=(self.id()) name=(self.name) value="yes" checked[self.filled.is_ticked(self.name)]
                    required[self.required] aria-invalid=[self.error().map(|_| "true")] aria-describedby=[self.described_by()];
            },
        }
    }

    fn boxes(&self, kind: &str, options: &[(String, String)]) -> Markup {
        let chosen = |option: &str| self.filled.all(self.name).any(|value| value == option);
        html! {
            div.boxes {
                @for (place, (option, word)) in options.iter().enumerate() {
                    @let id = if place == 0 { self.id() } else { format!("{}-{place}", self.id()) };
                    label.box for=(id) {
                        input type=(kind) id=(id) name=(self.name) value=(option) checked[chosen(option)];
                        span { (word) }
                    }
                }
            }
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        match self.kind {
            Kind::Many(_) | Kind::Radio(_) => html! {
                fieldset.field aria-describedby=[self.described_by()] {
                    legend { (self.label_words()) } (self.control()) (self.below())
                }
            },
            Kind::Tick => html! {
                div.field { label.box for=(self.id()) { (self.control()) span { (self.label) } } (self.below()) }
            },
            _ => html! {
                div.field data-short[self.short] {
                    label for=(self.id()) { (self.label_words()) }
                    @if let Some(unit) = &self.unit { span.with-unit { (self.control()) span { (unit) } } }
                    @else { (self.control()) }
                    (self.below())
                }
            },
        }
    }
}

fn owned<V: Into<String>, W: Into<String>>(
    options: impl IntoIterator<Item = (V, W)>,
) -> Vec<(String, String)> {
    options.into_iter().map(|(value, word)| (value.into(), word.into())).collect()
}
