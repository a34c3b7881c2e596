//! Every statement of this slice.

mod accrued;
mod reading;
pub(crate) mod seals;
mod writing;

pub use accrued::{accrued_in_all, accrued_under};
pub use reading::{
    Balance, BalanceFilter, Discrepancy, Entry, EntryFilter, FILE, Holding, MovementFilter, PAGE, Part,
    balance, balances, balances_count, currencies, discrepancies, entries, entries_of, entry, holdings,
    movements, payable, totals, transfers_count, transfers_of,
};
pub(crate) use writing::{change_balances, entries_under, insert_entries, insert_transfers};
pub use writing::{insert_names, name_of, names_of};
