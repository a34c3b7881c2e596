//! Tables written as workbooks: typed dates and numbers, a head that stays, filters on every column.

use super::export::{Align, Sheet, Value, decimal_text};
use super::fold::shortened;
use crate::words::Language;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::io;

const TEXT_MAX: usize = 32_767;
const DIGITS_MAX: u64 = 999_999_999_999_999;
const ROWS_MAX: usize = 1_048_575;
const WIDTHS_LOOKED_AT: usize = 500;

/// The table as the bytes of a workbook.
pub(super) fn workbook(sheet: &Sheet, language: Language) -> io::Result<Vec<u8>> {
    if sheet.rows.len() > ROWS_MAX {
        let why = format!("a sheet has room for {ROWS_MAX} rows, not {}; CSV has no limit", sheet.rows.len());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    let mut book = Workbook::new();
    fill(book.add_worksheet(), sheet, language).and_then(|()| book.save_to_buffer()).map_err(io::Error::other)
}

fn fill(page: &mut Worksheet, sheet: &Sheet, language: Language) -> Result<(), XlsxError> {
    page.set_name(sheet_name(&sheet.title, language))?;
    for (at, column) in (0_u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, at, fitting(&column.name), &head(column.align))?;
        page.set_column_width(at, width(sheet, usize::from(at)))?;
    }
    page.set_freeze_panes(1, 0)?;
    let styles = Styles::new(language);
    for (line, row) in (1_u32..).zip(&sheet.rows) {
        for (at, value) in (0_u16..).zip(row) {
            write(page, line, at, value, &styles)?;
        }
    }
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    if let Some(last) = sheet.columns.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
        page.autofilter(0, 0, last_row, last)?;
    }
    Ok(())
}

fn head(align: Align) -> Format {
    let align = if align == Align::Right { FormatAlign::Right } else { FormatAlign::Left };
    Format::new()
        .set_bold()
        .set_align(align)
        .set_background_color(Color::RGB(0xE4_EFEF))
        .set_border_bottom(FormatBorder::Thin)
}

/// The number formats of cells, made once: a workbook keeps each of them once too.
struct Styles {
    date: Format,
    integer: Format,
    decimals: Vec<Format>,
}

impl Styles {
    fn new(language: Language) -> Styles {
        let date = if language == Language::Ru { "dd.mm.yyyy" } else { "yyyy-mm-dd" };
        let decimal = |scale: usize| {
            let zeros = if scale == 0 { String::new() } else { format!(".{}", "0".repeat(scale)) };
            Format::new().set_num_format(format!("#,##0{zeros}"))
        };
        Styles {
            date: Format::new().set_num_format(date),
            // Years and numbers of documents are whole numbers too: no marks between thousands.
            integer: Format::new().set_num_format("0"),
            decimals: (0..=9).map(decimal).collect(),
        }
    }
}

fn write(page: &mut Worksheet, row: u32, at: u16, value: &Value, styles: &Styles) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            page.write_string(row, at, fitting(text))?;
        }
        Value::Integer(number) => write_number(page, (row, at), *number, 0, &styles.integer)?,
        Value::Decimal { units, scale } => {
            write_number(page, (row, at), *units, *scale, decimal_style(styles, *scale))?;
        }
        Value::Money(money) => {
            let scale = money.currency.exponent();
            write_number(page, (row, at), money.minor, scale, decimal_style(styles, scale))?;
        }
        Value::Date(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let date =
                ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())?;
            page.write_datetime_with_format(row, at, &date, &styles.date)?;
        }
    }
    Ok(())
}

fn decimal_style(styles: &Styles, scale: u8) -> &Format {
    styles.decimals.get(usize::from(scale)).unwrap_or(&styles.integer)
}

/// Writes a number whose digits a workbook keeps; a longer one is written as text, which loses nothing.
fn write_number(
    page: &mut Worksheet,
    (row, at): (u32, u16),
    units: i64,
    scale: u8,
    style: &Format,
) -> Result<(), XlsxError> {
    let text = decimal_text(units, scale);
    match text.parse::<f64>() {
        Ok(number) if units.unsigned_abs() <= DIGITS_MAX => {
            page.write_number_with_format(row, at, number, style)?;
        }
        _ => {
            page.write_string(row, at, text)?;
        }
    }
    Ok(())
}

/// A text that fits into a cell.
fn fitting(text: &str) -> String {
    if text.len() <= TEXT_MAX || text.encode_utf16().count() <= TEXT_MAX {
        return text.to_owned();
    }
    let mut room = TEXT_MAX - 1;
    let fits = |letter: &char| {
        let wanted = letter.len_utf16();
        let enough = wanted <= room;
        room = if enough { room - wanted } else { 0 };
        enough
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push('…');
    kept
}

/// A name that a sheet may have: not empty, at most 31 characters, none of `[]:*?/\`, no apostrophe at its ends.
fn sheet_name(title: &str, language: Language) -> String {
    let clean: String =
        title.chars().map(|sign| if "[]:*?/\\".contains(sign) { ' ' } else { sign }).collect();
    let mut name = String::new();
    for letter in clean.trim().trim_matches('\'').chars() {
        if name.encode_utf16().count() + letter.len_utf16() > 31 {
            break;
        }
        name.push(letter);
    }
    let name = name.trim().trim_matches('\'').to_owned();
    let unnamed = if language == Language::Ru { "Лист1" } else { "Sheet1" };
    if name.is_empty() || name.eq_ignore_ascii_case("history") { unnamed.to_owned() } else { name }
}

/// A width in characters that shows the head and the first rows.
fn width(sheet: &Sheet, at: usize) -> f64 {
    let shown = |value: &Value| match value {
        Value::Empty => 0,
        Value::Text(text) => shortened(text).chars().count(),
        Value::Integer(number) => number.to_string().len(),
        Value::Decimal { units, .. } => units.to_string().len() * 4 / 3 + 1,
        Value::Money(money) => money.minor.to_string().len() * 4 / 3 + 1,
        Value::Date(_) => 10,
    };
    let cells = sheet.rows.iter().take(WIDTHS_LOOKED_AT).filter_map(|row| row.get(at)).map(shown);
    // The button of the filter takes the room of some three characters beside the name.
    let head = sheet.columns.get(at).map_or(0, |column| column.name.chars().count() + 3);
    let widest = cells.chain([head]).max().unwrap_or(0).clamp(6, 60);
    f64::from(u32::try_from(widest).unwrap_or(60)) + 1.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_becomes_a_name_that_a_sheet_may_have() {
        assert_eq!(sheet_name("Продажи 01/2017", Language::Ru), "Продажи 01 2017");
        assert_eq!(sheet_name("''", Language::Ru), "Лист1");
        assert_eq!(sheet_name("", Language::En), "Sheet1");
        assert_eq!(sheet_name(&"ы".repeat(60), Language::Ru).chars().count(), 31);
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_visibly() {
        let text = fitting(&"ы".repeat(40_000));
        assert_eq!(text.chars().count(), TEXT_MAX);
        assert!(text.ends_with('…'));
    }
}
