//! Every statement of SQL of this slice.

mod carried;
mod runs;
mod sealed;
mod statements;
mod verifications;
mod what_ifs;

pub use carried::{EVERYBODY, carried_before, corrections_of, insert_corrections, keep_carried};
pub use runs::{
    close_run, closed_runs, closed_runs_of, delete_parked, insert_parked, keep_sales_mark, keep_sets,
    note_trouble, open_run, parked_of, reconcile, run_of, runs, sales_mark_of, sets_of,
};
pub use sealed::{SealedRow, sealed_row, sealed_rows, subjects_of};
pub use statements::{
    KeptRow, insert_statements, kept_of_run, statement, statement_of, statements, statements_count,
    totals_of_run,
};
pub use verifications::{insert_verification, last_verification};
pub use what_ifs::{
    Outcome, fail_what_if, finish_what_if, forget_old_what_ifs, insert_line_changes, insert_partner_changes,
    insert_what_if, line_changes, partner_changes, partner_changes_count, tell_what_if, what_if, what_ifs,
};
