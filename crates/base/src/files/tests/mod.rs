//! The room as a whole: files come in, records and reports come out, files go out.

mod bad_files;
mod csv_files;
mod exports;
mod pipeline;
mod records;
mod sentences;
mod workbooks;

use super::*;
use crate::words::{Language, Reader, Words};
use std::io::Cursor;
use std::sync::Arc;

fn open_as(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Table, FileError> {
    Table::open(Cursor::new(bytes.into()), name, &Hints::default(), Limits::default())
}

fn table(text: &str) -> Table {
    open_as(text, "table.csv").unwrap()
}

fn rows(table: &mut Table) -> Vec<Row> {
    table.rows().unwrap().map(Result::unwrap).collect()
}

/// The cells of every row under the header.
fn cells(table: &mut Table) -> Vec<Vec<String>> {
    let cells = |row: &Row| row.cells().map(str::to_owned).collect();
    rows(table).iter().map(cells).collect()
}

fn reader(language: Language) -> Reader {
    Reader::new(Arc::new(Words::new(&[]).unwrap()), language)
}
