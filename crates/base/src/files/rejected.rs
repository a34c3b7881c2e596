//! The file of refused rows: what came in, and why it did not go further.

use super::export_csv::{CsvStyle, CsvWriter, harmless_again};
use super::problem::Problem;
use super::row::Row;
use crate::words::Reader;
use std::io::{self, Write};

/// Writes refused rows as they were, with the row number and the reasons in the reader's language at the end.
///
/// Mended in place, the file can be imported again with the same mapping: the columns keep their names.
pub struct Rejected<W: Write> {
    out: CsvWriter<W>,
    columns: usize,
    reader: Reader,
    rows: u64,
}

impl<W: Write> Rejected<W> {
    /// Starts the file with the columns of the imported one.
    pub fn new(out: W, columns: &[String], reader: &Reader) -> io::Result<Rejected<W>> {
        let own = own_columns(columns, reader);
        let names = columns.iter().chain(&own).map(String::as_str);
        let out = CsvWriter::new(out, CsvStyle::of(reader.language), names)?;
        Ok(Rejected { out, columns: columns.len(), reader: reader.clone(), rows: 0 })
    }

    /// Writes a refused row with its reasons.
    pub fn write(&mut self, row: &Row, problems: &[Problem]) -> io::Result<()> {
        let mut reasons: Vec<String> =
            problems.iter().map(|problem| problem.sentence(&self.reader)).collect();
        reasons.dedup();
        let surplus = (self.columns..row.len()).map(|index| row.cell(index)).filter(|cell| !cell.is_empty());
        let surplus: Vec<&str> = surplus.collect();
        if !surplus.is_empty() {
            reasons.push(self.reader.tr("files-rejected-surplus", &[("cells", surplus.join(" · ").into())]));
        }
        let cells = (0..self.columns).map(|index| harmless_again(row.cell(index)));
        self.out.cells(cells.chain([row.number().to_string(), reasons.join("; ")]))?;
        self.rows += 1;
        Ok(())
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Makes sure that everything is written.
    pub fn finish(self) -> io::Result<()> {
        self.out.finish()
    }
}

/// Names for the row number and the reason which the file does not have already, as when rejected rows are rejected
/// again.
fn own_columns(columns: &[String], reader: &Reader) -> [String; 2] {
    ["files-rejected-row", "files-rejected-reason"].map(|key| {
        let mut name = reader.t(key);
        while columns.contains(&name) {
            name.push('*');
        }
        name
    })
}
