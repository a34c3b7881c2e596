//! The way of a file through an import: parts come in, are taken in, and their rows are counted or given back.

use std::fs::File;
use std::future::Future;
use std::io::{Seek, SeekFrom};

use base::access::Actor;
use base::db::DbErrorKind;
use base::failure::{Failure, Outcome, Result, Stop};
use base::files::{Problem, Record, Rejected, Report, Row, uploads};
use base::words::Reader;
use base::work::{Site, Work};

use super::reading::{self, Message, Part, ROWS_AT_ONCE};
use super::{Imported, Input, Mode, Step, Trouble};

/// A row that could be read, with what it means.
pub struct Drafted<D> {
    /// The row as the file has it.
    pub row: Row,
    /// What it means.
    pub draft: D,
}

/// What becomes of a row.
pub enum Fate {
    /// Recorded for the first time.
    New,
    /// Known and the same.
    Unchanged,
    /// Known and changed.
    Changed,
    /// Given back with reasons.
    Rejected(Vec<Problem>),
    /// It names something that may stand further down in the file.
    Waits,
}

/// Takes in rows of one kind.
pub trait Writer: Send + Sized {
    /// What a row means.
    type Draft: Send + Sync + 'static;
    /// Whether a dry run happens in one transaction that is rolled back in the end.
    const DRY_IN_ONE: bool = false;

    /// Reads a row.
    fn read(record: &mut Record<'_>) -> Option<Self::Draft>;

    /// Takes rows in and says what became of each; nothing when another writer was faster and the part must be taken
    /// again. After `last` no row may wait any more.
    fn take(
        &mut self,
        work: &mut Work,
        rows: &[Drafted<Self::Draft>],
        last: bool,
    ) -> impl Future<Output = Result<Option<Vec<Fate>>>> + Send;

    /// The rows that were taken last are recorded for good; returns how much was added beside them.
    fn recorded(&mut self) -> u64;
}

/// How an import runs.
pub struct Way<'a> {
    pub site: &'a Site,
    pub actor: Actor,
    pub mode: Mode,
    pub reader: &'a Reader,
}

/// Rows that wait are held in memory; a file with more of them than this is imported again instead.
const WAITING_MAX: usize = 50_000;
/// How often a part is tried when other writers are faster.
const TRIES_MAX: u32 = 8;

/// What has been counted and given back so far.
struct Books {
    report: Report,
    beside: u64,
    /// The writer of rejected rows, and a second handle to its file.
    rejected: Option<(Rejected<File>, File)>,
    columns: Vec<String>,
}

impl Way<'_> {
    /// Takes a whole file through.
    pub async fn run<W: Writer>(
        &self,
        input: Input,
        mut writer: W,
        progress: &mut (dyn FnMut(Step) + Send),
    ) -> Outcome<Imported, Trouble> {
        let mut books = Books { report: Report::default(), beside: 0, rejected: None, columns: Vec::new() };
        let mut waiting = Vec::new();
        let mut held = None;
        if W::DRY_IN_ONE && self.mode == Mode::DryRun {
            held = Some(self.site.begin(self.actor).await?);
        }
        let mut parts = reading::start(input, W::read);
        loop {
            match parts.recv().await {
                None => return Err(Failure::new("the reading of the file broke off").into()),
                Some(Message::Failed(trouble)) => return Err(Stop::Refused(trouble)),
                Some(Message::End) => break,
                Some(Message::Columns(columns)) => books.columns = columns,
                Some(Message::Part(part)) => {
                    let at = part.at;
                    let drafted = books.sort(part, self.reader)?;
                    self.settle(&mut writer, &mut held, drafted, false, &mut books, &mut waiting).await?;
                    let (rows, rejected) = (books.report.read, books.report.rejected);
                    progress(Step { rows, rejected, done: at.done, total: at.total });
                }
            }
        }
        self.settle_waiting(&mut writer, &mut held, waiting, &mut books).await?;
        Ok(books.close()?)
    }

    /// Takes in the rows that waited, as long as any of them finds what it waited for.
    async fn settle_waiting<W: Writer>(
        &self,
        writer: &mut W,
        held: &mut Option<Work>,
        mut waiting: Vec<Drafted<W::Draft>>,
        books: &mut Books,
    ) -> Result<()> {
        let mut last = false;
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut rest = Vec::new();
            let mut left = waiting.into_iter();
            loop {
                let part: Vec<_> = left.by_ref().take(ROWS_AT_ONCE).collect();
                if part.is_empty() {
                    break;
                }
                self.settle(writer, held, part, last, books, &mut rest).await?;
            }
            if last && !rest.is_empty() {
                return Err(Failure::new("rows still wait after the last round"));
            }
            waiting = rest;
            last = waiting.len() == before;
        }
        Ok(())
    }

    async fn settle<W: Writer>(
        &self,
        writer: &mut W,
        held: &mut Option<Work>,
        rows: Vec<Drafted<W::Draft>>,
        last: bool,
        books: &mut Books,
        waiting: &mut Vec<Drafted<W::Draft>>,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let last = last || waiting.len() >= WAITING_MAX;
        let fates = self.take(writer, held, &rows, last).await?;
        books.beside += writer.recorded();
        for (row, fate) in rows.into_iter().zip(fates) {
            match fate {
                Fate::New => books.report.count_new(),
                Fate::Unchanged => books.report.count_unchanged(),
                Fate::Changed => books.report.count_changed(),
                Fate::Rejected(problems) => books.reject(&row.row, problems, self.reader)?,
                Fate::Waits => waiting.push(row),
            }
        }
        Ok(())
    }

    /// One transaction; tried again when another writer was faster.
    async fn take<W: Writer>(
        &self,
        writer: &mut W,
        held: &mut Option<Work>,
        rows: &[Drafted<W::Draft>],
        last: bool,
    ) -> Result<Vec<Fate>> {
        if let Some(work) = held {
            let fates = writer.take(work, rows, last).await?;
            return fates.ok_or_else(|| Failure::new("another writer was faster than a dry run"));
        }
        for _ in 0..TRIES_MAX {
            match self.take_once(writer, rows, last).await {
                Ok(Some(fates)) => return Ok(fates),
                Ok(None) => {}
                Err(failure)
                    if failure.database().is_some_and(|error| error.kind == DbErrorKind::Conflict) => {}
                Err(failure) => return Err(failure),
            }
        }
        Err(Failure::new("other writers were faster every time"))
    }

    async fn take_once<W: Writer>(
        &self,
        writer: &mut W,
        rows: &[Drafted<W::Draft>],
        last: bool,
    ) -> Result<Option<Vec<Fate>>> {
        if self.mode == Mode::DryRun {
            let mut work = self.site.read(self.actor).await?;
            return writer.take(&mut work, rows, last).await;
        }
        let mut work = self.site.begin(self.actor).await?;
        let fates = writer.take(&mut work, rows, last).await?;
        if fates.is_some() {
            work.commit().await?;
        }
        Ok(fates)
    }
}

impl Books {
    /// Counts what is settled without the database; returns the rows that are to be taken in.
    fn sort<D>(&mut self, part: Part<D>, reader: &Reader) -> Result<Vec<Drafted<D>>> {
        for _ in 0..part.filtered {
            self.report.count_filtered();
        }
        let mut drafted = Vec::with_capacity(part.rows.len());
        for (row, what) in part.rows {
            match what {
                Ok(draft) => drafted.push(Drafted { row, draft }),
                Err(problems) => self.reject(&row, problems, reader)?,
            }
        }
        Ok(drafted)
    }

    fn reject(&mut self, row: &Row, problems: Vec<Problem>, reader: &Reader) -> Result<()> {
        if self.rejected.is_none() {
            let file = uploads::nameless()?;
            self.rejected = Some((Rejected::new(file.try_clone()?, &self.columns, reader)?, file));
        }
        if let Some((rejected, _)) = &mut self.rejected {
            rejected.write(row, &problems)?;
        }
        self.report.reject(problems);
        Ok(())
    }

    fn close(self) -> Result<Imported> {
        let rejected = match self.rejected {
            None => None,
            Some((rejected, mut file)) => {
                rejected.finish()?;
                file.seek(SeekFrom::Start(0))?;
                Some(file)
            }
        };
        Ok(Imported { report: self.report, beside: self.beside, rejected })
    }
}
