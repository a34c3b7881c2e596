//! Every statement of this slice.

mod bank_rows;
mod batches;
mod documents;
mod files;
mod layouts;
mod lines;
mod moves;
mod rates;

pub use bank_rows::{
    Found, KeptRow, NewRow, OtherSide, TakenStatement, expected, fingerprints, insert_row, insert_statement,
    row_counts, rows_in, set_aside, set_found, statements,
};
pub use batches::{
    all_batches, approve, batch, batches, count_paid, counts, end_batch, exported_since, insert_batch,
    lock_batch, next_number, release_key, set_exported, set_release_key, shrink_batch,
};
pub use documents::{
    Kept, cancel_document, document, document_bytes, documents, documents_about, insert_document,
    insert_paper, insert_template, paper, papers, template_on, template_versions,
};
pub use files::{FileFormat, StoredFile, file, file_heads, insert_file};
pub use layouts::{KeptLayout, drop_layout, keep_layout, layout, layouts};
pub use lines::{
    LeftOutRow, Payout, close_part, insert_left_out, insert_lines, left_out, line, lines, lines_due,
    pay_lines, pay_part_of, payouts_of, remove_lines, return_line,
};
pub use moves::{Move, move_money, move_part};
pub use rates::{KeptRate, insert_rate, rates};
