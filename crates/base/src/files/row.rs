//! One row of a table as the file has it, before anybody asks what it means.

use serde::{Deserialize, Serialize};

/// One row of the file; a row that could not be read whole carries the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    number: u64,
    text: String,
    ends: Vec<usize>,
    shapes: Vec<Shape>,
    refusal: Option<RowRefusal>,
}

/// What a workbook says about a cell besides its text; every cell of a CSV file is text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    #[default]
    Text,
    /// A number, written with a decimal point.
    Number,
    /// A number of more than fifteen digits, of which the workbook has lost the last.
    LostDigits,
    /// A date, written as `2017-03-01` or with a time behind it.
    Date,
    /// The error a formula ended in, such as `#N/A`.
    Error,
}

/// Why a row as a whole is refused before its cells are looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowRefusal {
    /// A cell is longer than is read.
    CellTooLong {
        /// The column, counted from one.
        column: usize,
        /// Bytes in the cell.
        bytes: usize,
        /// Bytes a cell may have.
        max: usize,
    },
    /// The row is longer than is read; its end is not in the row.
    RowTooLong {
        /// Bytes a row may have.
        max: usize,
    },
    /// The row has fewer cells than there are columns, so that they cannot be matched.
    TooFewCells {
        /// Cells in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    },
    /// The row has cells that no column stands above.
    TooManyCells {
        /// Cells in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    },
    /// A quote is opened in this row and never closed, so the rest of the file is inside it.
    QuoteNotClosed {
        /// The last line that it swallowed.
        last_line: u64,
    },
}

impl Row {
    pub(super) fn new(number: u64) -> Row {
        Row { number, ..Row::default() }
    }

    /// A row of plain text cells, as for a preview or a test.
    pub fn of_text<'a>(number: u64, cells: impl IntoIterator<Item = &'a str>) -> Row {
        let mut row = Row::new(number);
        cells.into_iter().for_each(|cell| row.push(cell, Shape::Text));
        row
    }

    pub(super) fn from_parts(number: u64, text: String, ends: Vec<usize>) -> Row {
        Row { number, text, ends, ..Row::default() }
    }

    pub(super) fn push(&mut self, cell: &str, shape: Shape) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
        if shape != Shape::Text {
            self.shapes.resize(self.ends.len() - 1, Shape::Text);
            self.shapes.push(shape);
        }
    }

    pub(super) fn text_bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn refuse(&mut self, refusal: RowRefusal) {
        self.refusal.get_or_insert(refusal);
    }

    /// The number of the row as an editor or a spreadsheet counts it, from one; the header is usually row 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Cells in the row.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether every cell is blank.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text of a cell as the file has it; empty where the row has none.
    pub fn cell(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[start..*end]
    }

    /// What the workbook says about a cell.
    pub fn shape(&self, index: usize) -> Shape {
        self.shapes.get(index).copied().unwrap_or_default()
    }

    /// All cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }

    /// Why the row as a whole is refused, if it is.
    pub fn refusal(&self) -> Option<&RowRefusal> {
        self.refusal.as_ref()
    }

    /// Refuses the row when its cells cannot be matched with `columns` columns.
    pub(super) fn fit(&mut self, columns: usize, short_rows_are_whole: bool) {
        let found = self.len();
        if found < columns && !short_rows_are_whole {
            self.refuse(RowRefusal::TooFewCells { found, expected: columns });
        }
        if (columns..found).any(|index| !self.cell(index).trim().is_empty()) {
            self.refuse(RowRefusal::TooManyCells { found, expected: columns });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_its_cells_and_nothing_beyond() {
        let row = Row::of_text(2, ["Ромашка", "", "12"]);
        assert_eq!(row.cells().collect::<Vec<_>>(), ["Ромашка", "", "12"]);
        assert_eq!(row.cell(7), "");
    }

    #[test]
    fn shapes_belong_to_their_cells() {
        let mut row = Row::new(2);
        row.push("a", Shape::Text);
        row.push("12", Shape::Number);
        row.push("b", Shape::Text);
        assert_eq!([row.shape(0), row.shape(1), row.shape(2)], [Shape::Text, Shape::Number, Shape::Text]);
    }

    #[test]
    fn a_row_that_does_not_fit_the_columns_is_refused() {
        let mut short = Row::of_text(2, ["a"]);
        short.fit(2, false);
        assert_eq!(short.refusal(), Some(&RowRefusal::TooFewCells { found: 1, expected: 2 }));
        let mut long = Row::of_text(3, ["a", "b", "c"]);
        long.fit(2, false);
        assert_eq!(long.refusal(), Some(&RowRefusal::TooManyCells { found: 3, expected: 2 }));
    }

    #[test]
    fn blank_cells_beyond_the_columns_do_no_harm() {
        let mut row = Row::of_text(2, ["a", "b", " ", ""]);
        row.fit(2, false);
        assert_eq!(row.refusal(), None);
    }
}
