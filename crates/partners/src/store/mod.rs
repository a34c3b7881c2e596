//! Every SQL statement of the slice, by table.

mod cards;
mod contacts;
mod earlier;
mod edges;
mod list;
mod notes;
mod requisites;

pub use cards::*;
pub use contacts::*;
pub use earlier::*;
pub use edges::*;
pub use list::*;
pub use notes::*;
pub use requisites::*;

use base::db::Row;
use base::failure::{Failure, Result};

/// Reads a column that holds one of a few names.
fn named<T>(row: &Row, column: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
    let name: String = row.get(column)?;
    parse(&name).ok_or_else(|| Failure::new(format!("column {column} holds the unknown name {name}")))
}
