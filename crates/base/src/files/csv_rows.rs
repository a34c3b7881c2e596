//! Rows of a text file with separators, in memory that does not grow with the file.
//!
//! Our own small reader, because three things are promised that a general one does not give: a row that is too long is
//! skipped within a fixed buffer, a quote that is never closed is told instead of swallowing the file in silence, and
//! row numbers are those an editor shows, blank lines and quoted line ends included.

use super::encoding::Encoding;
use super::error::FileError;
use super::limits::Limits;
use super::row::{Row, RowRefusal};
use std::io::{self, Read};

const BUFFER: usize = 64 * 1024;

/// Reads rows from UTF-8 text.
pub(super) struct CsvRows<R> {
    source: R,
    separator: u8,
    encoding: Encoding,
    limits: Limits,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    line: u64,
    after_return: bool,
}

impl<R: Read> CsvRows<R> {
    pub(super) fn new(source: R, separator: u8, encoding: Encoding, limits: Limits) -> CsvRows<R> {
        let buffer = vec![0; BUFFER].into_boxed_slice();
        CsvRows {
            source,
            separator,
            encoding,
            limits,
            buffer,
            start: 0,
            end: 0,
            line: 1,
            after_return: false,
        }
    }

    /// The same rows when the source begins with a later line of the file.
    pub(super) fn starting_at(mut self, line: u64) -> CsvRows<R> {
        self.line = line;
        self
    }

    /// Where the text comes from.
    pub(super) fn source(&self) -> &R {
        &self.source
    }

    /// The next row that is not blank.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>, FileError> {
        loop {
            self.skip_line_ends()?;
            if !self.fill()? {
                return Ok(None);
            }
            let row = self.read_row()?;
            if !row.is_empty() || row.refusal().is_some() {
                return Ok(Some(row));
            }
        }
    }

    /// Skips whole lines until `line` is the next one.
    pub(super) fn skip_to_line(&mut self, line: u64) -> Result<(), FileError> {
        while self.line < line && self.fill()? {
            let byte = self.buffer[self.start];
            self.advance(1);
            self.count_line_end(byte);
        }
        Ok(())
    }

    fn skip_line_ends(&mut self) -> Result<(), FileError> {
        while self.fill()? && matches!(self.buffer[self.start], b'\n' | b'\r') {
            let byte = self.buffer[self.start];
            self.advance(1);
            self.count_line_end(byte);
        }
        self.after_return = false;
        Ok(())
    }

    /// Counts `\n`, `\r\n` and a lone `\r` as one line end each.
    fn count_line_end(&mut self, byte: u8) {
        let second_half = byte == b'\n' && self.after_return;
        self.line += u64::from(matches!(byte, b'\n' | b'\r') && !second_half);
        self.after_return = byte == b'\r';
    }

    fn advance(&mut self, bytes: usize) {
        self.start += bytes;
    }

    /// Makes sure that there is a byte to look at; false at the end of the file.
    fn fill(&mut self) -> Result<bool, FileError> {
        while self.start == self.end {
            match self.source.read(&mut self.buffer) {
                Ok(0) => return Ok(false),
                Ok(read) => (self.start, self.end) = (0, read),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(self.broken()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(true)
    }

    fn broken(&self) -> FileError {
        FileError::BrokenEncoding { encoding: self.encoding, line: self.line }
    }

    fn read_row(&mut self) -> Result<Row, FileError> {
        let mut draft = Draft::new(self.separator, &self.limits);
        let number = self.line;
        while self.fill()? {
            let (used, line_end) = draft.take(&self.buffer[self.start..self.end]);
            self.advance(used);
            if let Some(byte) = line_end {
                self.line += draft.lines;
                self.count_line_end(byte);
                return draft.finish(number, None).ok_or_else(|| self.broken());
            }
        }
        self.line += draft.lines;
        draft.end_cell();
        let unclosed = (draft.state == State::Quoted).then_some(self.line);
        draft.finish(number, unclosed).ok_or_else(|| self.broken())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteSeen,
}

/// A row while it is being read.
struct Draft {
    separator: u8,
    state: State,
    text: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
    cell_bytes: usize,
    lines: u64,
    cell_bytes_max: usize,
    row_bytes_max: usize,
    columns_max: usize,
    refusal: Option<RowRefusal>,
    cut: bool,
}

impl Draft {
    fn new(separator: u8, limits: &Limits) -> Draft {
        Draft {
            separator,
            state: State::CellStart,
            text: Vec::with_capacity(128),
            ends: Vec::with_capacity(16),
            cells: 0,
            cell_bytes: 0,
            lines: 0,
            cell_bytes_max: limits.cell_bytes_max,
            row_bytes_max: limits.row_bytes_max,
            columns_max: limits.columns_max,
            refusal: None,
            cut: false,
        }
    }

    /// Takes bytes until the row or the chunk ends: how many, and the line end that closed the row.
    fn take(&mut self, chunk: &[u8]) -> (usize, Option<u8>) {
        let mut at = 0;
        while at < chunk.len() {
            match self.state {
                State::CellStart if chunk[at] == b'"' => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::CellStart => self.state = State::Plain,
                State::QuoteSeen if chunk[at] == b'"' => {
                    self.push(b"\"");
                    self.state = State::Quoted;
                    at += 1;
                }
                State::QuoteSeen => self.state = State::Plain,
                State::Quoted => at += self.take_quoted(&chunk[at..]),
                State::Plain => {
                    at += self.take_plain(&chunk[at..]);
                    let Some(stop) = chunk.get(at) else { break };
                    at += 1;
                    self.end_cell();
                    if *stop != self.separator {
                        return (at, Some(*stop));
                    }
                    self.state = State::CellStart;
                }
            }
        }
        (at, None)
    }

    fn take_plain(&mut self, chunk: &[u8]) -> usize {
        let separator = self.separator;
        let stops = |byte: &u8| *byte == separator || *byte == b'\n' || *byte == b'\r';
        let stop = chunk.iter().position(stops).unwrap_or(chunk.len());
        self.push(&chunk[..stop]);
        stop
    }

    /// Takes quoted text and, when it is there, the quote behind it.
    fn take_quoted(&mut self, chunk: &[u8]) -> usize {
        let quote = chunk.iter().position(|byte| *byte == b'"');
        let stop = quote.unwrap_or(chunk.len());
        self.lines += chunk[..stop].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.push(&chunk[..stop]);
        if quote.is_some() {
            self.state = State::QuoteSeen;
        }
        stop + usize::from(quote.is_some())
    }

    /// Keeps bytes of the cell as long as the row has room for them.
    fn push(&mut self, bytes: &[u8]) {
        self.cell_bytes += bytes.len();
        if self.cut || self.text.len() + bytes.len() > self.row_bytes_max {
            self.cut = true;
            self.refusal.get_or_insert(RowRefusal::RowTooLong { max: self.row_bytes_max });
        } else {
            self.text.extend_from_slice(bytes);
        }
    }

    fn end_cell(&mut self) {
        self.cells += 1;
        if self.cells <= self.columns_max {
            self.ends.push(self.text.len());
        } else {
            let (found, expected) = (self.cells, self.columns_max);
            self.refusal.get_or_insert(RowRefusal::TooManyCells { found, expected });
        }
        if self.cell_bytes > self.cell_bytes_max {
            let (bytes, max) = (self.cell_bytes, self.cell_bytes_max);
            self.refusal.get_or_insert(RowRefusal::CellTooLong { column: self.cells, bytes, max });
        }
        self.cell_bytes = 0;
    }

    /// The row, or nothing when its text is no UTF-8; `unclosed` is the last line inside an open quote.
    fn finish(mut self, number: u64, unclosed: Option<u64>) -> Option<Row> {
        if let Some(last_line) = unclosed {
            self.refusal = Some(RowRefusal::QuoteNotClosed { last_line });
        }
        let mut row = Row::from_parts(number, String::from_utf8(self.text).ok()?, self.ends);
        if let Some(refusal) = self.refusal {
            row.refuse(refusal);
        }
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &str, limits: Limits) -> Vec<Row> {
        let mut rows = CsvRows::new(text.as_bytes(), b',', Encoding::Utf8, limits);
        std::iter::from_fn(|| rows.next_row().unwrap()).collect()
    }

    fn cells_of(text: &str) -> Vec<(u64, Vec<String>)> {
        let cells = |row: &Row| row.cells().map(str::to_owned).collect();
        rows_of(text, Limits::default()).iter().map(|row| (row.number(), cells(row))).collect()
    }

    #[test]
    fn quotes_hide_separators_line_ends_and_quotes() {
        let rows = cells_of("a,\"b,\"\"c\"\"\nd\",e\nf,g,h");
        assert_eq!(rows[0], (1, vec!["a".into(), "b,\"c\"\nd".into(), "e".into()]));
        assert_eq!(rows[1].0, 3);
    }

    #[test]
    fn rows_are_numbered_as_an_editor_does() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,d", "", "", "e,f"].join(end);
            let numbers: Vec<u64> = cells_of(&text).iter().map(|row| row.0).collect();
            assert_eq!(numbers, [1, 3, 6], "{end:?}");
        }
    }

    #[test]
    fn rows_of_nothing_but_separators_are_blank() {
        assert_eq!(cells_of("a,b\n,\n , \nc,d\n").len(), 2);
    }

    #[test]
    fn a_long_cell_refuses_its_row_and_the_next_one_is_read() {
        let limits = Limits { cell_bytes_max: 10, row_bytes_max: 100, ..Limits::default() };
        let rows = rows_of(&format!("a,{}\nb,c\n", "x".repeat(50)), limits);
        assert_eq!(rows[0].refusal(), Some(&RowRefusal::CellTooLong { column: 2, bytes: 50, max: 10 }));
        assert_eq!(rows[0].cell(1).len(), 50);
        assert_eq!((rows[1].refusal(), rows[1].cell(1)), (None, "c"));
    }

    #[test]
    fn a_row_longer_than_its_buffer_is_skipped_and_the_next_one_is_read() {
        let limits = Limits { row_bytes_max: 100, ..Limits::default() };
        let rows = rows_of(&format!("a,\"{}\"\nb,c\n", "ы".repeat(500_000)), limits);
        assert_eq!(rows[0].refusal(), Some(&RowRefusal::RowTooLong { max: 100 }));
        assert!(rows[0].text_bytes() <= 100);
        assert_eq!((rows[1].number(), rows[1].cell(1)), (2, "c"));
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_the_lines_it_swallowed() {
        let rows = rows_of("a,b\n\"c,d\ne,f\ng,h", Limits::default());
        assert_eq!(rows[1].refusal(), Some(&RowRefusal::QuoteNotClosed { last_line: 4 }));
    }

    #[test]
    fn more_cells_than_the_limit_refuse_the_row() {
        let limits = Limits { columns_max: 3, ..Limits::default() };
        let rows = rows_of("1,2,3,4,5\n", limits);
        assert_eq!(rows[0].refusal(), Some(&RowRefusal::TooManyCells { found: 4, expected: 3 }));
    }
}
