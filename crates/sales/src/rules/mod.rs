//! Decisions about customers, products, sales and returns; pure.

mod customer;
mod key;
mod month;
mod named;
mod participant;
mod parts;
mod product;
mod refusal;
mod sale;

pub(crate) use named::named;

pub use customer::{Customer, CustomerId, NewCustomer, judge_customer};
pub use key::{key, search_key};
pub use month::{Change, Damaged, LoggedSale, changes_to_block, each_change, each_sale, sales_to_block};
pub use participant::{NamedParticipant, PARTICIPANTS_MAX, Participant, judge_participants};
pub use parts::{Covers, SaleParts, judge_parts, worded};
pub use product::{NewProduct, Product, ProductId, judge_product};
pub use refusal::Refusal;
pub use sale::{
    NewReturn, NewSale, Sale, SaleId, SaleKind, SaleState, judge_original, judge_return, judge_sale,
};

/// The longest name, code, reference or note.
pub const LETTERS_MAX: usize = 300;

/// The first of these texts that is longer than is kept.
fn too_long<'a>(texts: impl IntoIterator<Item = (&'static str, &'a str)>) -> Option<Refusal> {
    let long = texts.into_iter().find(|(_, text)| text.chars().count() > LETTERS_MAX);
    long.map(|(field, _)| Refusal::TooLong { field, max: LETTERS_MAX })
}
