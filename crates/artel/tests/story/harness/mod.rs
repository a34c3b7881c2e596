//! What the stories stand on: the built program, a visitor, a post office, and a look into the books.

mod books;
mod post_office;
mod program;
pub mod trade;
mod web;

pub use books::{Books, books, change, number, wait};
pub use post_office::PostOffice;
pub use program::{Artel, Server, beside, shared};
pub use web::Visitor;
