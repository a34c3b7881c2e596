//! Import of partners, customers, products and sales from files: one verb for the page, the job and the command line.
//!
//! A thread reads the file and turns rows into drafts; this side takes them in, a part of some thousand rows a
//! transaction. Every transaction is durable and may be repeated, so a process that dies at any moment leaves nothing
//! half-done, and the same import run again completes it. Memory does not grow with the file.

mod customers;
mod directory;
mod draft;
mod fields;
mod file;
mod job;
mod partners;
mod places;
mod products;
mod reading;
mod run;
mod sales;

use std::fs::File;

use base::access::{Act, Actor, Whose};
use base::failure::{Outcome, Refusal};
use base::files::{FileError, Mapping, MappingProblem, Report, Source};
use base::words::Reader;
use base::work::Site;

pub use file::{Look, look};
pub(crate) use file::{known_mapping, remember};
pub use job::RUN;
pub(crate) use job::queue;

use crate::events::FileImported;
use crate::rules::named;

named!(
    /// What the rows of a file are.
    Target {
        /// Partners with their uplines.
        Partners = "partners",
        /// Customers.
        Customers = "customers",
        /// Products.
        Products = "products",
        /// Sales and returns.
        Sales = "sales",
    }
);

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The whole file is read and judged, and nothing is written.
    DryRun,
    /// What fits is written.
    Write,
}

/// A file to be imported.
pub struct Input {
    /// What its rows are.
    pub target: Target,
    /// The file.
    pub file: Box<dyn Source>,
    /// The name it came under.
    pub name: String,
    /// How it is read.
    pub mapping: Mapping,
    /// The import on the page, if it began there.
    pub import: Option<String>,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Rows read.
    pub rows: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// What has been read, in bytes of a text and rows of a workbook.
    pub done: u64,
    /// What there is to read.
    pub total: u64,
}

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    /// The rows in figures, and their problems.
    pub report: Report,
    /// What was added beside the rows themselves: uplines, customers or products that only sales named.
    pub beside: u64,
    /// The rejected rows with their reasons, ready to be read from the beginning.
    pub rejected: Option<File>,
}

/// Why a file cannot be imported at all. What was written of it before stays, and importing it again is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file cannot be read.
    File(FileError),
    /// The mapping does not fit the file.
    Mapping(Vec<MappingProblem>),
}

impl Refusal for Trouble {
    fn key(&self) -> &'static str {
        match self {
            Self::File(_) => "sales-refusal-file",
            Self::Mapping(_) => "sales-refusal-mapping",
        }
    }

    fn sentence(&self, reader: &Reader) -> String {
        match self {
            Self::File(error) => error.sentence(reader),
            Self::Mapping(problems) => {
                problems.iter().map(|problem| problem.sentence(reader)).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

impl From<FileError> for Trouble {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// Imports a file. Sentences of the rejected rows are written for `reader`; `progress` is told after every part.
pub async fn import(
    site: &Site,
    actor: Actor,
    input: Input,
    mode: Mode,
    reader: &Reader,
    progress: &mut (dyn FnMut(Step) + Send),
) -> Outcome<Imported, Trouble> {
    let act = if input.target == Target::Partners { Act::EditPartners } else { Act::EditSales };
    let mut work = site.read(actor).await?;
    work.may(act, Whose::Vendor)?;
    let way = run::Way { site, actor, mode, reader };
    let places = places::Places::of(&input.mapping);
    let (target, name, page) = (input.target, input.name.clone(), input.import.clone());
    let imported = match target {
        Target::Partners => {
            let writer = partners::Partners::new(&mut work, places, reader).await?;
            drop(work);
            way.run(input, writer, progress).await?
        }
        Target::Customers => {
            drop(work);
            way.run(input, customers::Customers::new(places, reader, mode), progress).await?
        }
        Target::Products => {
            drop(work);
            way.run(input, products::Products::new(places, reader, mode), progress).await?
        }
        Target::Sales => {
            let writer = sales::Sales::new(&mut work, places, reader, mode).await?;
            drop(work);
            way.run(input, writer, progress).await?
        }
    };
    if mode == Mode::Write && !imported.report.is_unchanged() {
        let report = &imported.report;
        let (new, unchanged, rejected) = (report.new + report.changed, report.unchanged, report.rejected);
        let mut work = site.begin(actor).await?;
        work.record(FileImported {
            import: page,
            file: name,
            target: target.name(),
            new,
            unchanged,
            rejected,
        })
        .await?;
        work.commit().await?;
    }
    Ok(imported)
}
