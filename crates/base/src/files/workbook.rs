//! Rows of a worksheet, one at a time.

use super::error::FileError;
use super::limits::Limits;
use super::row::{Row, RowRefusal, Shape};
use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetVisible, Xlsx, XlsxCellReader};
use std::io::{BufReader, Read, Seek};

/// An opened workbook and the sheet that is read.
pub(super) struct Workbook<R: Read + Seek> {
    book: Xlsx<BufReader<R>>,
    pub(super) sheet: String,
    pub(super) sheets: Vec<String>,
    limits: Limits,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook that the zip guard has let through, on the sheet named or on the first that is not hidden.
    pub(super) fn open(source: R, sheet: Option<&str>, limits: Limits) -> Result<Workbook<R>, FileError> {
        let book: Xlsx<BufReader<R>> = Xlsx::new(BufReader::new(source)).map_err(broken)?;
        let visible = book.sheets_metadata().iter().find(|sheet| sheet.visible == SheetVisible::Visible);
        let first = visible.map(|sheet| sheet.name.clone());
        let sheets = book.sheet_names();
        let sheet = match sheet {
            Some(name) if sheets.iter().any(|known| known == name) => name.to_owned(),
            Some(name) => return Err(FileError::NoSuchSheet { name: name.to_owned(), sheets }),
            None => first.or_else(|| sheets.first().cloned()).ok_or(FileError::Empty)?,
        };
        Ok(Workbook { book, sheet, sheets, limits })
    }

    /// Starts reading the sheet from its first row.
    pub(super) fn rows(&mut self) -> Result<WorkbookRows<'_, R>, FileError> {
        let cells = self.book.worksheet_cells_reader(&self.sheet).map_err(broken)?;
        let last_row = u64::from(cells.dimensions().end.0) + 1;
        Ok(WorkbookRows { cells, waiting: None, ended: false, limits: self.limits, last_row, reached: 0 })
    }
}

fn broken(error: calamine::XlsxError) -> FileError {
    FileError::BrokenWorkbook { why: error.to_string() }
}

/// A cell with its row and column, counted from zero.
type PlacedCell<'a> = ((u32, u32), DataRef<'a>);

/// The rows of a worksheet from top to bottom.
pub(super) struct WorkbookRows<'a, R: Read + Seek> {
    cells: XlsxCellReader<'a, BufReader<R>>,
    waiting: Option<PlacedCell<'a>>,
    ended: bool,
    limits: Limits,
    last_row: u64,
    reached: u64,
}

impl<'a, R: Read + Seek> WorkbookRows<'a, R> {
    /// The row read last, and the last row that the sheet claims to have.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.reached, self.last_row.max(self.reached))
    }

    /// The next row that is not blank.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>, FileError> {
        loop {
            let Some(row) = self.read_row()? else { return Ok(None) };
            self.reached = row.number();
            if !row.is_empty() || row.refusal().is_some() {
                return Ok(Some(row));
            }
        }
    }

    fn read_row(&mut self) -> Result<Option<Row>, FileError> {
        let Some(((line, column), value)) = self.next_cell()? else { return Ok(None) };
        let mut row = Row::new(u64::from(line) + 1);
        self.place(&mut row, column, &value)?;
        while let Some(((next, column), value)) = self.next_cell()? {
            if next != line {
                self.waiting = Some(((next, column), value));
                break;
            }
            self.place(&mut row, column, &value)?;
        }
        Ok(Some(row))
    }

    fn next_cell(&mut self) -> Result<Option<PlacedCell<'a>>, FileError> {
        if let Some(cell) = self.waiting.take() {
            return Ok(Some(cell));
        }
        if self.ended {
            return Ok(None);
        }
        let cell = self.cells.next_cell().map_err(broken)?;
        self.ended = cell.is_none();
        Ok(cell.map(|cell| (cell.get_position(), cell.get_value().clone())))
    }

    /// Puts a cell into its column, with blanks for the cells that the sheet leaves out.
    fn place(&self, row: &mut Row, column: u32, value: &DataRef<'_>) -> Result<(), FileError> {
        let column = column as usize;
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
        if column < row.len() {
            let why = format!("cells of row {} are out of order", row.number());
            return Err(FileError::BrokenWorkbook { why });
        }
        if column >= self.limits.columns_max {
            row.refuse(RowRefusal::TooManyCells { found: column + 1, expected: self.limits.columns_max });
            return Ok(());
        }
        while row.len() < column {
            row.push("", Shape::Text);
        }
        let (text, shape) = written(value);
        if text.len() > self.limits.cell_bytes_max {
            let (bytes, max) = (text.len(), self.limits.cell_bytes_max);
            row.refuse(RowRefusal::CellTooLong { column: column + 1, bytes, max });
        }
        if row.text_bytes() + text.len() > self.limits.row_bytes_max {
            row.refuse(RowRefusal::RowTooLong { max: self.limits.row_bytes_max });
            row.push("", Shape::Text);
        } else {
            row.push(&text, shape);
        }
        Ok(())
    }
}

/// A cell as text, with a decimal point and ISO dates, and what it was.
fn written(value: &DataRef<'_>) -> (String, Shape) {
    match value {
        DataRef::Int(number) => (number.to_string(), Shape::Number),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) => (text.clone(), Shape::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Shape::Text),
        DataRef::Bool(yes) => (yes.to_string(), Shape::Text),
        DataRef::DateTime(moment) if moment.is_datetime() => (date_text(moment), Shape::Date),
        DataRef::DateTime(span) => number_text(span.as_f64()),
        DataRef::DateTimeIso(text) => (text.clone(), Shape::Date),
        DataRef::DurationIso(text) => (text.clone(), Shape::Text),
        DataRef::Error(_) => (Data::from(value.clone()).to_string(), Shape::Error),
        DataRef::Empty => (String::new(), Shape::Text),
    }
}

fn date_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// A number as a person sees it in the sheet: fifteen digits, as Excel keeps no more, and no exponent.
fn number_text(number: f64) -> (String, Shape) {
    if !number.is_finite() || number.abs() >= 1e40 || (number != 0.0 && number.abs() < 1e-20) {
        return (number.to_string(), Shape::Text);
    }
    let shape = if number.abs() < 1e15 { Shape::Number } else { Shape::LostDigits };
    let scientific = format!("{number:.14e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return (scientific, Shape::Text) };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let minus = if digits.starts_with('-') { "-" } else { "" };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let (whole, fraction) = match usize::try_from(exponent + 1) {
        Ok(point) if point >= digits.len() => (format!("{digits:0<point$}"), String::new()),
        Ok(point) if point > 0 => (digits[..point].to_owned(), digits[point..].to_owned()),
        _ => ("0".to_owned(), format!("{}{digits}", "0".repeat((-exponent - 1).unsigned_abs() as usize))),
    };
    let fraction = fraction.trim_end_matches('0');
    let text = if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") };
    (format!("{}{text}", if text == "0" { "" } else { minus }), shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(number: f64) -> String {
        number_text(number).0
    }

    #[test]
    fn numbers_are_written_as_a_person_sees_them() {
        assert_eq!(text_of(1234.56), "1234.56");
        assert_eq!(text_of(0.1 + 0.2), "0.3");
        assert_eq!(text_of(-0.05), "-0.05");
        assert_eq!(text_of(0.0), "0");
        assert_eq!(text_of(42795.0), "42795");
        assert_eq!(text_of(7_701_234_567.0), "7701234567");
        assert_eq!(text_of(100_000_000_000_000.0), "100000000000000");
        assert_eq!(text_of(1e-7), "0.0000001");
    }

    #[test]
    fn a_number_of_more_than_fifteen_digits_is_known_to_have_lost_some() {
        assert_eq!(number_text(40_702_810_900_000_001_234.0).1, Shape::LostDigits);
        assert_eq!(number_text(999_999_999_999_999.0), ("999999999999999".to_owned(), Shape::Number));
    }

    #[test]
    fn a_date_cell_is_written_as_iso() {
        let moment = |serial| ExcelDateTime::new(serial, calamine::ExcelDateTimeType::DateTime, false);
        assert_eq!(date_text(&moment(42795.0)), "2017-03-01");
        assert_eq!(date_text(&moment(42795.5)), "2017-03-01T12:00:00");
    }
}
