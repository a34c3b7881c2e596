//! The words room: languages, the word books of all slices, and the `Reader` for whom a page or letter is written.
//!
//! Keys are spelled `<slice>-<page>-<thing>` and live in `locales/{ru,en}/<slice>.ftl`.

mod book;
mod figures;
mod language;
mod reader;
mod theme;

pub use book::{Arg, Book, Words, keys};
pub use language::Language;
pub use reader::Reader;
pub use theme::Theme;

pub use crate::book;
