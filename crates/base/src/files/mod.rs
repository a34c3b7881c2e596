//! Tables that come in and go out as files: CSV and XLSX, independent of the database.
//!
//! A file is opened as a [`Table`], whose rows stream one by one. A [`Mapping`] says which column is which field of a
//! slice; [`guess`] offers one. Bound to the columns it turns every [`Row`] into a [`Record`] whose typed accessors
//! collect all problems of the row at once. A [`Report`] counts and groups, [`Rejected`] gives the refused rows back
//! with their reasons. A [`Sheet`] goes out as CSV or XLSX.
//!
//! ```text
//! let mut table = Table::open_path(path, &mapping.hints, Limits::default())?;
//! let binding = mapping.bind(table.columns(), FIELDS)?;
//! for row in table.rows()? {
//!     let row = row?;
//!     let mut record = match binding.take(&row) {
//!         Taken::Filtered => { report.count_filtered(); continue }
//!         Taken::Record(record) => record,
//!     };
//!     let on = record.date("happened_on");
//!     let amount = record.money("amount", currency);
//!     match record.finish((|| Some(NewSale { on: on?, amount: amount? }))()) {
//!         Ok(sale) => …,
//!         Err(problems) => { rejected.write(&row, &problems)?; report.reject(problems) }
//!     }
//! }
//! ```

mod binding;
mod csv_rows;
mod date;
mod encoding;
mod error;
mod export;
mod export_csv;
mod export_xlsx;
mod field;
mod fold;
mod guess;
mod kind;
mod limits;
mod mapping;
mod mapping_file;
mod nearest;
mod problem;
mod record;
mod rejected;
mod report;
mod row;
mod sentences;
mod separator;
mod table;
pub mod uploads;
mod workbook;
mod zip_guard;

#[cfg(test)]
mod tests;

pub use binding::{Binding, Taken};
pub use date::{DateTrouble, parse_date};
pub use encoding::Encoding;
pub use error::FileError;
pub use export::{Align, Column, Format, Sheet, Value};
pub use export_csv::{CsvStyle, CsvWriter};
pub use field::{Choice, FieldKind, TargetField};
pub use fold::{fold, same};
pub use guess::guess;
pub use kind::Kind;
pub use limits::Limits;
pub use mapping::{DateStyle, DecimalStyle, Hints, Mapping, MappingProblem};
pub use mapping_file::MappingError;
pub use nearest::Nearest;
pub use problem::{Problem, ProblemKind};
pub use record::Record;
pub use rejected::Rejected;
pub use report::{ProblemGroup, Report};
pub use row::{Row, RowRefusal, Shape};
pub use sentences::book;
pub use table::{Layout, Progress, Rows, Source, Table};
