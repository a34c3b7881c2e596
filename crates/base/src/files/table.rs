//! A file opened as a table: its columns, and its rows one by one.

use super::csv_rows::CsvRows;
use super::encoding::{self, Decoded, Encoding};
use super::error::FileError;
use super::kind::Kind;
use super::limits::Limits;
use super::mapping::Hints;
use super::row::Row;
use super::separator;
use super::workbook::{Workbook, WorkbookRows};
use super::zip_guard;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Where a table is read from: a file, or an upload in memory.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// A file opened as a table; its rows can be read as often as needed, each time from the first.
pub struct Table {
    body: Body,
    columns: Vec<String>,
    header_row: u64,
    limits: Limits,
}

enum Body {
    Text(Text),
    Workbook(Box<Workbook<Box<dyn Source>>>),
}

struct Text {
    source: Box<dyn Source>,
    encoding: Encoding,
    separator: u8,
    starts_at: u64,
    starts_at_line: u64,
    size: u64,
}

/// How the table is laid down in the file, as told or as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Text with separators.
    Text {
        /// The encoding.
        encoding: Encoding,
        /// The separator.
        separator: char,
    },
    /// A sheet of a workbook.
    Workbook {
        /// The sheet that is read.
        sheet: String,
        /// All sheets there are.
        sheets: Vec<String>,
    },
}

/// How far the reading has come, in bytes of a text and in rows of a workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What has been read.
    pub done: u64,
    /// What there is to read.
    pub total: u64,
}

const SAMPLE: u64 = 64 * 1024;

impl Table {
    /// Opens a file by its path.
    pub fn open_path(path: &Path, hints: &Hints, limits: Limits) -> Result<Table, FileError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Table::open(File::open(path)?, &name, hints, limits)
    }

    /// Opens a source that came under `name`; what the hints leave open is found out from the content.
    pub fn open(
        source: impl Source + 'static,
        name: &str,
        hints: &Hints,
        limits: Limits,
    ) -> Result<Table, FileError> {
        let mut source: Box<dyn Source> = Box::new(source);
        source.seek(SeekFrom::Start(0))?;
        let mut head = Vec::with_capacity(512);
        (&mut source).take(512).read_to_end(&mut head)?;
        let body = match content(&head, name)? {
            Kind::Zip => {
                zip_guard::check(&mut BufReader::new(&mut source), &limits)?;
                source.seek(SeekFrom::Start(0))?;
                Body::Workbook(Box::new(Workbook::open(source, hints.sheet.as_deref(), limits)?))
            }
            _ => Body::Text(Text::open(source, hints)?),
        };
        let mut table =
            Table { body, columns: Vec::new(), header_row: hints.header_row.unwrap_or(1), limits };
        table.read_header(hints.header_row)?;
        Ok(table)
    }

    /// The names of the columns from left to right; a column without a name is called by its letter, as `(C)`.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How the table is laid down in the file.
    pub fn layout(&self) -> Layout {
        match &self.body {
            Body::Text(text) => {
                Layout::Text { encoding: text.encoding, separator: char::from(text.separator) }
            }
            Body::Workbook(book) => {
                Layout::Workbook { sheet: book.sheet.clone(), sheets: book.sheets.clone() }
            }
        }
    }

    /// Starts reading the rows under the header.
    pub fn rows(&mut self) -> Result<Rows<'_>, FileError> {
        let mut body = self.body.rows(self.limits, self.header_row)?;
        body.next_row()?;
        let short_rows_are_whole = matches!(body, RowsBody::Workbook(_));
        let (columns, rows_max) = (self.columns.len(), self.limits.rows_max);
        Ok(Rows { body, columns, rows_max, read: 0, short_rows_are_whole, ended: false })
    }

    fn read_header(&mut self, asked: Option<u64>) -> Result<(), FileError> {
        let first = asked.unwrap_or(1);
        let mut body = self.body.rows(self.limits, first)?;
        let header = match (body.next_row()?, asked) {
            (Some(row), _) => row,
            (None, None | Some(1)) => return Err(FileError::Empty),
            (None, Some(row)) => return Err(FileError::NoHeader { row }),
        };
        if header.len() >= self.limits.columns_max && header.refusal().is_some() {
            return Err(FileError::TooManyColumns { max: self.limits.columns_max });
        }
        if header.refusal().is_some() {
            return Err(FileError::BrokenHeader);
        }
        self.columns = column_names(&header)?;
        self.header_row = header.number();
        Ok(())
    }
}

/// What the content is, unless it is nothing we read or not what the name says.
fn content(head: &[u8], name: &str) -> Result<Kind, FileError> {
    let looks_like = Kind::of(head);
    let lower = name.to_lowercase();
    let says_workbook = [".xlsx", ".xlsm"].iter().any(|ending| lower.ends_with(ending));
    match looks_like {
        _ if head.is_empty() => Err(FileError::Empty),
        Kind::Zip => Ok(Kind::Zip),
        looks_like if says_workbook => {
            Err(FileError::NotWhatItsNameSays { name: name.to_owned(), looks_like })
        }
        Kind::Text => Ok(Kind::Text),
        looks_like => Err(FileError::NotATable { looks_like }),
    }
}

fn column_names(header: &Row) -> Result<Vec<String>, FileError> {
    let named = (0..header.len()).rev().find(|index| !header.cell(*index).trim().is_empty());
    let mut names: Vec<String> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for index in 0..named.map_or(0, |last| last + 1) {
        let name = header.cell(index).split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { format!("({})", letters(index)) } else { name };
        if let Some(first) = seen.insert(name.clone(), index + 1) {
            return Err(FileError::DuplicateColumn { name, first, second: index + 1 });
        }
        names.push(name);
    }
    Ok(names)
}

/// The letters a spreadsheet writes above a column: A, B, … Z, AA.
fn letters(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letters(index / 26 - 1)) }
}

impl Body {
    /// Rows from the header on.
    fn rows(&mut self, limits: Limits, header_row: u64) -> Result<RowsBody<'_>, FileError> {
        Ok(match self {
            Body::Text(text) => {
                let size = text.size;
                RowsBody::Text(Box::new(text.rows(limits, header_row)?), size)
            }
            Body::Workbook(book) => {
                RowsBody::Workbook(Box::new(HeadedRows { rows: book.rows()?, header_row }))
            }
        })
    }
}

impl Text {
    fn open(mut source: Box<dyn Source>, hints: &Hints) -> Result<Text, FileError> {
        let (encoding, starts_at) = match hints.encoding {
            None => encoding::detect(&mut *source)?,
            Some(asked) => match encoding::byte_order_mark(&mut *source)? {
                Some((found, length)) if found == asked => (asked, length),
                _ => (asked, 0),
            },
        };
        let size = source.seek(SeekFrom::End(0))?;
        let mut text = Text { source, encoding, separator: b',', starts_at, starts_at_line: 1, size };
        text.separator = text.find_separator(hints)?;
        Ok(text)
    }

    fn find_separator(&mut self, hints: &Hints) -> Result<u8, FileError> {
        let mut sample = Vec::new();
        self.source.seek(SeekFrom::Start(self.starts_at))?;
        // A byte that the encoding does not have is told by the reading of rows, which knows its line.
        let _broken = Decoded::new(&mut self.source, self.encoding).take(SAMPLE).read_to_end(&mut sample);
        let sample = String::from_utf8_lossy(&sample);
        if sample.trim().is_empty() {
            return Err(FileError::Empty);
        }
        if let Some(separator) = separator::named(&sample) {
            let line = sample.split_inclusive('\n').next().unwrap_or_default();
            self.starts_at += (line.len() * if self.is_wide() { 2 } else { 1 }) as u64;
            self.starts_at_line = 2;
            return Ok(separator);
        }
        let asked = hints.separator.and_then(|separator| u8::try_from(separator).ok());
        let skipped = usize::try_from(hints.header_row.unwrap_or(1).saturating_sub(1)).unwrap_or(usize::MAX);
        let from_header: String = sample.split_inclusive('\n').skip(skipped).collect();
        Ok(asked.unwrap_or_else(|| separator::sniff(&from_header)))
    }

    fn is_wide(&self) -> bool {
        matches!(self.encoding, Encoding::Utf16Le | Encoding::Utf16Be)
    }

    fn rows(&mut self, limits: Limits, header_row: u64) -> Result<TextRows<'_>, FileError> {
        self.source.seek(SeekFrom::Start(self.starts_at))?;
        let counted = Counted { source: &mut self.source, read: self.starts_at };
        let decoded = Decoded::new(counted, self.encoding);
        let mut rows =
            CsvRows::new(decoded, self.separator, self.encoding, limits).starting_at(self.starts_at_line);
        rows.skip_to_line(header_row)?;
        Ok(rows)
    }
}

type TextRows<'a> = CsvRows<Decoded<Counted<'a>>>;

/// Counts the bytes of the file as they are read.
struct Counted<'a> {
    source: &'a mut Box<dyn Source>,
    read: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(into)?;
        self.read += read as u64;
        Ok(read)
    }
}

/// The rows of a table from top to bottom, blank ones left out; an error ends them.
pub struct Rows<'a> {
    body: RowsBody<'a>,
    columns: usize,
    rows_max: u64,
    read: u64,
    short_rows_are_whole: bool,
    ended: bool,
}

enum RowsBody<'a> {
    Text(Box<TextRows<'a>>, u64),
    Workbook(Box<HeadedRows<'a>>),
}

/// Rows of a sheet without those above the header.
struct HeadedRows<'a> {
    rows: WorkbookRows<'a, Box<dyn Source>>,
    header_row: u64,
}

impl RowsBody<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, FileError> {
        match self {
            RowsBody::Text(rows, _) => rows.next_row(),
            RowsBody::Workbook(headed) => loop {
                match headed.rows.next_row()? {
                    Some(row) if row.number() < headed.header_row => {}
                    row => return Ok(row),
                }
            },
        }
    }
}

impl Rows<'_> {
    /// How far the reading has come.
    pub fn progress(&self) -> Progress {
        let (done, total) = match &self.body {
            RowsBody::Text(rows, size) => (rows.source().bytes_read().min(*size), *size),
            RowsBody::Workbook(headed) => headed.rows.progress(),
        };
        Progress { done, total }
    }
}

impl Decoded<Counted<'_>> {
    fn bytes_read(&self) -> u64 {
        self.source().read
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Result<Row, FileError>> {
        if self.ended {
            return None;
        }
        let row = match self.body.next_row() {
            Ok(Some(_)) if self.read == self.rows_max => Err(FileError::TooManyRows { max: self.rows_max }),
            Ok(row) => Ok(row),
            Err(error) => Err(error),
        };
        self.ended = !matches!(row, Ok(Some(_)));
        let mut row = match row {
            Ok(row) => row?,
            Err(error) => return Some(Err(error)),
        };
        self.read += 1;
        row.fit(self.columns, self.short_rows_are_whole);
        Some(Ok(row))
    }
}
