//! A table that goes out as a file.

use crate::words::{Language, Reader};
use jiff::civil::Date;
use money::Money;
use std::io::Write;

use super::export_csv::{CsvStyle, CsvWriter};
use super::export_xlsx;

/// A table to be written: what it is called, its columns, its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The name of the sheet in a workbook.
    pub title: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from top to bottom, a value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// On which side its values stand.
    pub align: Align,
}

/// On which side of a column values stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Figures.
    Right,
}

/// A value to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, which is never taken for a formula.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number in units of its last decimal: `Decimal { units: 1500, scale: 3 }` is 1.5.
    Decimal {
        /// How many units.
        units: i64,
        /// Decimals.
        scale: u8,
    },
    /// A sum; its currency belongs into a column of its own or the head.
    Money(Money),
    /// A calendar date.
    Date(Date),
}

/// The file formats a table is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// The format an address or a command line names.
    pub fn parse(text: &str) -> Option<Format> {
        match text {
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// The ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }

    /// The content type of a download.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl Column {
    /// A column of words.
    pub fn words(name: impl Into<String>) -> Column {
        Column { name: name.into(), align: Align::Left }
    }

    /// A column of figures.
    pub fn figures(name: impl Into<String>) -> Column {
        Column { name: name.into(), align: Align::Right }
    }
}

impl Sheet {
    /// An empty table.
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Sheet {
        Sheet { title: title.into(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, values: Vec<Value>) {
        self.rows.push(values);
    }

    /// Writes the table as a file for a reader of this language.
    pub fn write(&self, format: Format, reader: &Reader, out: impl Write) -> std::io::Result<()> {
        match format {
            Format::Csv => self.write_csv(CsvStyle::of(reader.language), out),
            Format::Xlsx => self.write_xlsx(reader.language, out),
        }
    }

    /// The file as bytes.
    pub fn to_bytes(&self, format: Format, reader: &Reader) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write(format, reader, &mut bytes)?;
        Ok(bytes)
    }

    /// Writes the table as text with separators.
    pub fn write_csv(&self, style: CsvStyle, out: impl Write) -> std::io::Result<()> {
        let mut writer = CsvWriter::new(out, style, self.columns.iter().map(|column| column.name.as_str()))?;
        self.rows.iter().try_for_each(|row| writer.row(row))?;
        writer.finish()
    }

    /// Writes the table as a workbook.
    pub fn write_xlsx(&self, language: Language, mut out: impl Write) -> std::io::Result<()> {
        out.write_all(&export_xlsx::workbook(self, language)?)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Value {
        Value::Money(money)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Value {
        Value::Date(date)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Empty, Into::into)
    }
}

/// Units of a last decimal as exact text with a point: 1500 at scale 3 is `1.500`.
pub(super) fn decimal_text(units: i64, scale: u8) -> String {
    let scale = usize::from(scale);
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let minus = if units < 0 { "-" } else { "" };
    if scale == 0 { format!("{minus}{whole}") } else { format!("{minus}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        assert_eq!(decimal_text(123_456, 2), "1234.56");
        assert_eq!(decimal_text(-5, 2), "-0.05");
        assert_eq!(decimal_text(7, 0), "7");
        assert_eq!(decimal_text(i64::MIN, 3), "-9223372036854775.808");
    }
}
