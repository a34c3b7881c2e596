//! The reading side: a thread of its own that turns rows into drafts, a few parts ahead of the writing.

use base::files::{Limits, Problem, Progress, Record, Row, Table, Taken};
use tokio::sync::mpsc;

use super::{Input, Trouble};

/// Rows taken in by one transaction.
pub const ROWS_AT_ONCE: usize = 2_000;
/// Parts read ahead.
const PARTS_AHEAD: usize = 2;

/// What the reading side says.
pub enum Message<D> {
    /// The file is open; these are its columns.
    Columns(Vec<String>),
    /// Some rows.
    Part(Part<D>),
    /// The file cannot be read on.
    Failed(Trouble),
    /// The file has been read to its end.
    End,
}

/// Some rows of the file.
pub struct Part<D> {
    /// The rows with what they mean, or what is wrong with them.
    pub rows: Vec<(Row, Result<D, Vec<Problem>>)>,
    /// Rows that the mapping leaves out.
    pub filtered: u64,
    /// How far the reading has come.
    pub at: Progress,
}

/// Starts reading; dropping the receiver ends it.
pub fn start<D: Send + 'static>(
    input: Input,
    read: fn(&mut Record<'_>) -> Option<D>,
) -> mpsc::Receiver<Message<D>> {
    let (send, receive) = mpsc::channel(PARTS_AHEAD);
    tokio::task::spawn_blocking(move || {
        let last = match read_all(input, read, &send) {
            Ok(()) => Message::End,
            Err(trouble) => Message::Failed(trouble),
        };
        // Nobody listens any more when the import was given up.
        let _ = send.blocking_send(last);
    });
    receive
}

fn read_all<D>(
    input: Input,
    read: fn(&mut Record<'_>) -> Option<D>,
    send: &mpsc::Sender<Message<D>>,
) -> Result<(), Trouble> {
    let mapping = input.mapping;
    if let Some(problem) = mapping.check_kind(input.target.name()) {
        return Err(Trouble::Mapping(vec![problem]));
    }
    let mut table = Table::open(input.file, &input.name, &mapping.hints, Limits::default())?;
    let binding = mapping.bind(table.columns(), input.target.fields()).map_err(Trouble::Mapping)?;
    let columns = table.columns().to_vec();
    let mut listening = send.blocking_send(Message::Columns(columns)).is_ok();
    let mut rows = table.rows()?;
    let mut part = Vec::with_capacity(ROWS_AT_ONCE);
    let mut filtered = 0;
    while listening && let Some(row) = rows.next() {
        let row = row?;
        let drafted = match binding.take(&row) {
            Taken::Filtered => None,
            Taken::Record(mut record) => {
                let draft = read(&mut record);
                Some(record.finish(draft))
            }
        };
        match drafted {
            None => filtered += 1,
            Some(drafted) => part.push((row, drafted)),
        }
        if part.len() >= ROWS_AT_ONCE || filtered >= 50 * ROWS_AT_ONCE as u64 {
            let rows_read = std::mem::replace(&mut part, Vec::with_capacity(ROWS_AT_ONCE));
            let full = Part { rows: rows_read, filtered: std::mem::take(&mut filtered), at: rows.progress() };
            listening = send.blocking_send(Message::Part(full)).is_ok();
        }
    }
    let at = rows.progress();
    let _ = send.blocking_send(Message::Part(Part { rows: part, filtered, at }));
    Ok(())
}
