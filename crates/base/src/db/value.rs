//! What travels between Rust and either engine: integers, text, bytes and nothing.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use money::Currency;

use super::DbError;

/// One value of a column or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// SQL's null.
    Null,
    /// `bigint`: numbers, ids, minor units, moments in microseconds UTC, yes (1) and no (0).
    Int(i64),
    /// `text`: words, ISO dates, codes, JSON.
    Text(String),
    /// `bytea`.
    Bytes(Vec<u8>),
}

/// Builds the list of parameters of a statement.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}

macro_rules! from_integer {
    ($($kind:ty),*) => { $(impl From<$kind> for Value {
        fn from(number: $kind) -> Self { Self::Int(number as i64) }
    })* };
}
from_integer!(i64, i32, u32, u8, usize, bool);

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Text(date.to_string())
    }
}

impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Self {
        Self::Int(moment.as_microsecond())
    }
}

impl From<Currency> for Value {
    fn from(currency: Currency) -> Self {
        Self::Text(currency.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Reads a Rust value out of a column; `None` when the column holds something else.
pub trait FromValue: Sized {
    /// Returns the value, or `None` when it does not fit.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(*number) } else { None }
    }
}

impl FromValue for u32 {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).and_then(|number| number.try_into().ok())
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Arc<str> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.as_str().into()) } else { None }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl FromValue for Date {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { text.parse().ok() } else { None }
    }
}

impl FromValue for Timestamp {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).and_then(|micros| Self::from_microsecond(micros).ok())
    }
}

impl FromValue for Currency {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Self::parse(text).ok() } else { None }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// One row of an answer.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) columns: Arc<[String]>,
    pub(super) values: Vec<Value>,
}

impl Row {
    /// Reads the column called `name`.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T, DbError> {
        let place = self.columns.iter().position(|column| column == name);
        let place = place.ok_or_else(|| DbError::column(name, "is not in the answer"))?;
        T::from_value(&self.values[place])
            .ok_or_else(|| DbError::column(name, &format!("holds {:?}", self.values[place])))
    }

    /// Reads the column at `place`, counted from 0; the quick way for long answers.
    pub fn at<T: FromValue>(&self, place: usize) -> Result<T, DbError> {
        let value = self.values.get(place).unwrap_or(&Value::Null);
        T::from_value(value).ok_or_else(|| DbError::column(&place.to_string(), &format!("holds {value:?}")))
    }

    /// Returns the row as one JSON object, for documents and reports.
    pub fn to_json(&self) -> serde_json::Value {
        let pairs = self.columns.iter().zip(&self.values).map(|(column, value)| {
            let value = match value {
                Value::Null => serde_json::Value::Null,
                Value::Int(number) => (*number).into(),
                Value::Text(text) => text.as_str().into(),
                Value::Bytes(bytes) => format!("{} bytes", bytes.len()).into(),
            };
            (column.clone(), value)
        });
        serde_json::Value::Object(pairs.collect())
    }
}
