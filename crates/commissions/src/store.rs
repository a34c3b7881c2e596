//! Every statement of SQL of this slice.

mod runs;
mod statements;

pub use runs::{
    close_run, closed_runs, delete_parked, insert_parked, note_trouble, open_run, parked_of, run_of, runs,
};
pub use statements::{
    insert_statements, statement, statement_of, statements, statements_count, totals_of_run,
};
