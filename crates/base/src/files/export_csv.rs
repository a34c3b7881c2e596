//! Tables written as text with separators.

use super::export::{Value, decimal_text};
use super::fold::is_formula_like;
use crate::words::Language;
use jiff::civil::Date;
use std::io::{self, Write};

/// How a text with separators is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvStyle {
    /// What stands between cells.
    pub separator: u8,
    /// What stands before decimals.
    pub decimal: char,
    /// Whether a byte order mark tells Excel that this is UTF-8.
    pub mark: bool,
    /// Whether dates are written `01.03.2017` instead of `2017-03-01`.
    pub dates_with_dots: bool,
}

impl CsvStyle {
    /// What Excel with Russian settings opens by a double click.
    pub const RU: CsvStyle = CsvStyle { separator: b';', decimal: ',', mark: true, dates_with_dots: true };
    /// What Excel with English settings opens by a double click.
    pub const EN: CsvStyle = CsvStyle { separator: b',', decimal: '.', mark: true, dates_with_dots: false };
    /// For programs: commas, points, ISO dates, no mark.
    pub const PLAIN: CsvStyle =
        CsvStyle { separator: b',', decimal: '.', mark: false, dates_with_dots: false };

    /// The style for readers of a language.
    pub fn of(language: Language) -> CsvStyle {
        match language {
            Language::Ru => CsvStyle::RU,
            Language::En => CsvStyle::EN,
        }
    }

    fn date(self, date: Date) -> String {
        if self.dates_with_dots {
            format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
        } else {
            date.to_string()
        }
    }

    fn number(self, text: String) -> String {
        if self.decimal == '.' { text } else { text.replace('.', &self.decimal.to_string()) }
    }

    fn text(self, value: &Value) -> String {
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => harmless(text),
            Value::Integer(number) => number.to_string(),
            Value::Decimal { units, scale } => self.number(decimal_text(*units, *scale)),
            Value::Money(money) => self.number(decimal_text(money.minor, money.currency.exponent())),
            Value::Date(date) => self.date(*date),
        }
    }
}

/// A text that a spreadsheet does not run: an apostrophe goes before what looks like a formula and is no number.
fn harmless(text: &str) -> String {
    if is_formula_like(text) && !is_number(text) { format!("'{text}") } else { text.to_owned() }
}

/// A cell of a foreign file as it goes back to where it came from: harmless, and read again the same.
pub(super) fn harmless_again(text: &str) -> String {
    if text.starts_with('\'') { text.to_owned() } else { harmless(text) }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let figures = digits.bytes().filter(u8::is_ascii_digit).count();
    let marks = digits.bytes().filter(|byte| matches!(byte, b'.' | b',')).count();
    figures > 0 && marks <= 1 && figures + marks == digits.len()
}

/// Writes rows as they come, without holding them.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    style: CsvStyle,
}

impl<W: Write> CsvWriter<W> {
    /// Starts a file with its column names.
    pub fn new<'a>(
        mut out: W,
        style: CsvStyle,
        columns: impl IntoIterator<Item = &'a str>,
    ) -> io::Result<CsvWriter<W>> {
        if style.mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let terminator = if style.mark { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let out = csv::WriterBuilder::new()
            .delimiter(style.separator)
            .terminator(terminator)
            .flexible(true)
            .from_writer(out);
        let mut writer = CsvWriter { out, style };
        writer.cells(columns.into_iter().map(harmless))?;
        Ok(writer)
    }

    /// Writes a row of values.
    pub fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let style = self.style;
        self.cells(values.iter().map(|value| style.text(value)))
    }

    /// Writes cells as they are.
    pub(super) fn cells(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        self.out.write_record(cells.into_iter().map(String::into_bytes)).map_err(io::Error::other)
    }

    /// Makes sure that everything is written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::{Currency, Money};

    fn written(style: CsvStyle, row: &[Value]) -> String {
        let mut bytes = Vec::new();
        let mut writer = CsvWriter::new(&mut bytes, style, ["a", "b"]).unwrap();
        writer.row(row).unwrap();
        writer.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_russian_file_has_semicolons_and_decimal_commas() {
        let row = [Money::new(-123_456, Currency::RUB).into(), jiff::civil::date(2017, 3, 1).into()];
        assert_eq!(written(CsvStyle::RU, &row), "\u{feff}a;b\r\n-1234,56;01.03.2017\r\n");
    }

    #[test]
    fn a_plain_file_has_commas_points_and_no_mark() {
        let row = [Value::Decimal { units: 1_500, scale: 3 }, jiff::civil::date(2017, 3, 1).into()];
        assert_eq!(written(CsvStyle::PLAIN, &row), "a,b\n1.500,2017-03-01\n");
    }

    #[test]
    fn formulas_in_names_are_harmless() {
        for (text, cell) in [
            ("=cmd()", "'=cmd()"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+7 912 000", "'+7 912 000"),
            ("-x", "'-x"),
            ("\tx", "'\tx"),
            (" =x", "' =x"),
            ("-12.5", "-12.5"),
            ("+79120000000", "+79120000000"),
            ("Ромашка", "Ромашка"),
        ] {
            assert_eq!(harmless(text), cell);
        }
    }

    #[test]
    fn an_apostrophe_of_ours_is_not_doubled_when_a_cell_goes_back() {
        assert_eq!(harmless_again("'=x"), "'=x");
        assert_eq!(harmless_again("=x"), "'=x");
    }
}
