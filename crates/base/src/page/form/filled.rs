//! What was typed into a form, and what is wrong with it.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use money::{Currency, Money};

use crate::words::Reader;

/// One thing that is wrong, told in words that say how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name; empty when it is the whole form.
    pub field: String,
    /// The sentence.
    pub sentence: String,
}

/// The values of a form as they were typed, together with every error found so far.
///
/// A page that shows an empty form uses `Filled::default()`; a verb's handler reads the typed values out of it, and
/// when `has_errors` shows the same page again.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    values: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl Filled {
    /// The values of a form, or the present state of a thing to be edited.
    pub fn from_pairs<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let values = pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { values, errors: Vec::new() }
    }

    /// The values of a posted body.
    pub fn from_body(body: &[u8]) -> Self {
        Self::from_pairs(form_urlencoded::parse(body).into_owned())
    }

    /// Sets the first value of a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.into()));
    }

    /// What was typed, without the blanks around it; empty when nothing was.
    pub fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default().trim()
    }

    /// What was typed, to the letter; for passwords.
    pub fn exact(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// What was typed, or `None` when the field was left empty.
    pub fn optional(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Every value of a field with many.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Everything that was sent.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.values
    }

    /// Adds an error to a field; an empty name means the whole form.
    pub fn refuse(&mut self, name: &str, sentence: impl Into<String>) {
        self.errors.push(FieldError { field: name.to_owned(), sentence: sentence.into() });
    }

    /// Every error found so far.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The error of one field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.sentence.as_str())
    }

    /// Whether anything is wrong.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// What was typed into a field that must not be empty.
    pub fn required(&mut self, reader: &Reader, name: &str, label: &str) -> String {
        let text = self.text(name).to_owned();
        if text.is_empty() {
            self.refuse(name, reader.tr("base-form-required", &[("field", label.into())]));
        }
        text
    }

    /// A date, if one was typed; a wrong one is an error.
    pub fn date(&mut self, reader: &Reader, name: &str, label: &str) -> Option<Date> {
        let text = self.optional(name)?;
        let date = read_date(&text);
        if date.is_none() {
            let args = [("field", label.into()), ("value", text.into())];
            self.refuse(name, reader.tr("base-form-date", &args));
        }
        date
    }

    /// A whole number, if one was typed; a wrong one is an error.
    pub fn integer(&mut self, reader: &Reader, name: &str, label: &str) -> Option<i64> {
        let text = self.optional(name)?;
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let number = digits.replace('−', "-").parse().ok();
        if number.is_none() {
            let args = [("field", label.into()), ("value", text.into())];
            self.refuse(name, reader.tr("base-form-integer", &args));
        }
        number
    }

    /// An amount of money, if one was typed; a wrong one is an error.
    pub fn money(&mut self, reader: &Reader, name: &str, label: &str, currency: Currency) -> Option<Money> {
        let text = self.optional(name)?;
        let amount = Money::parse_amount(&text, currency).ok();
        if amount.is_none() {
            let args =
                [("field", label.into()), ("value", text.into()), ("currency", currency.code().into())];
            self.refuse(name, reader.tr("base-form-money", &args));
        }
        amount
    }
}

/// Reads `2017-12-05` as the browser sends it, or `05.12.2017` as a person types it.
fn read_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && year.len() == 4;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| whole)
}

impl<S: Send + Sync> FromRequest<S> for Filled {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let body =
            axum::body::Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self::from_body(&body))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use money::{Currency, Money};

    use super::Filled;
    use crate::words::{Language, Reader, Words};

    fn reader() -> Reader {
        Reader::new(Arc::new(Words::new(&[]).unwrap()), Language::Ru)
    }

    #[test]
    fn all_errors_are_found_at_once() {
        let mut filled = Filled::from_body("from=31.02.2017&count=много&sum=12%2C345+руб&name=+".as_bytes());
        let reader = reader();
        filled.required(&reader, "name", "Название");
        filled.date(&reader, "from", "С даты");
        filled.integer(&reader, "count", "Штук");
        filled.money(&reader, "sum", "Сумма", Currency::RUB);
        let fields: Vec<&str> = filled.errors().iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "from", "count", "sum"]);
        assert!(reader.words.missing().is_empty());
    }

    #[test]
    fn people_may_type_as_they_write() {
        let mut filled =
            Filled::from_pairs([("from", "05.12.2017"), ("count", "1 200"), ("sum", "1 234,56 ₽")]);
        let reader = reader();
        assert_eq!(filled.date(&reader, "from", ""), Some(jiff::civil::date(2017, 12, 5)));
        assert_eq!(filled.integer(&reader, "count", ""), Some(1200));
        assert_eq!(filled.money(&reader, "sum", "", Currency::RUB), Some(Money::new(123_456, Currency::RUB)));
        assert!(!filled.has_errors());
    }

    #[test]
    fn an_empty_field_is_not_an_error_unless_required() {
        let mut filled = Filled::default();
        assert_eq!(filled.date(&reader(), "from", "С даты"), None);
        assert!(!filled.has_errors());
    }
}
