//! Accounts, entries and what they add up to; pure.

mod account;
mod entry;
pub mod merkle;
pub mod note;

pub use account::Account;
pub use entry::{
    Change, EntryId, Movement, NewEntry, Payable, Posted, Transfer, Wrong, checked, digest, net,
};
