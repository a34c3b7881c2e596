//! Every statement of this slice.

mod batches;
mod files;
mod layouts;
mod lines;
mod moves;
mod rates;

pub use batches::{
    all_batches, approve, batch, batches, count_paid, counts, end_batch, insert_batch, lock_batch,
    next_number, set_exported, shrink_batch,
};
pub use files::{FileFormat, StoredFile, file, file_heads, insert_file};
pub use layouts::{KeptLayout, drop_layout, keep_layout, layout, layouts};
pub use lines::{
    LeftOutRow, Payout, insert_left_out, insert_lines, left_out, line, lines, lines_due, pay_lines,
    payouts_of, remove_lines,
};
pub use moves::{Move, move_money};
pub use rates::{KeptRate, insert_rate, rates};
