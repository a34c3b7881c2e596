//! Every statement of this slice.

mod batches;
mod documents;
mod files;
mod lines;
mod moves;
mod rates;

pub use batches::{
    all_batches, approve, batch, batches, count_paid, counts, end_batch, insert_batch, lock_batch,
    next_number, set_exported, shrink_batch,
};
pub use documents::{
    Kept, cancel_document, document, document_bytes, documents, documents_about, insert_document,
    insert_paper, insert_template, paper, papers, template_on, template_versions,
};
pub use files::{FileFormat, StoredFile, file, file_heads, insert_file};
pub use lines::{
    LeftOutRow, Payout, insert_left_out, insert_lines, left_out, line, lines, lines_due, pay_lines,
    payouts_of, remove_lines,
};
pub use moves::{Move, move_money};
pub use rates::{KeptRate, insert_rate, rates};
