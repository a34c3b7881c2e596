//! The sentences of this room: why a file, a mapping, a row or a value is refused.

use super::error::FileError;
use super::mapping::MappingProblem;
use super::problem::{Problem, ProblemKind};
use super::report::ProblemGroup;
use super::row::RowRefusal;
use crate::words::{Arg, Book, Reader};

/// The word book of this room; `Words::new` takes it in by itself.
pub fn book() -> Book {
    crate::words::book!("files")
}

type Args = Vec<(&'static str, Arg<'static>)>;

impl FileError {
    /// The sentence for the reader.
    pub fn sentence(&self, reader: &Reader) -> String {
        let (key, args) = self.parts(reader);
        reader.tr(key, &args)
    }

    fn parts(&self, reader: &Reader) -> (&'static str, Args) {
        match self {
            FileError::Unreadable { why } => ("files-error-unreadable", vec![("why", why.clone().into())]),
            FileError::Empty => ("files-error-empty", vec![]),
            FileError::NotATable { looks_like } => {
                ("files-error-not-a-table", vec![("kind", reader.t(looks_like.key()).into())])
            }
            FileError::NotWhatItsNameSays { name, looks_like } => {
                let kind = reader.t(looks_like.key());
                ("files-error-name", vec![("name", name.clone().into()), ("kind", kind.into())])
            }
            FileError::BrokenEncoding { encoding, line } => {
                ("files-error-encoding", vec![("encoding", encoding.name().into()), ("line", plain(*line))])
            }
            FileError::UnknownEncoding => ("files-error-unknown-encoding", vec![]),
            FileError::DuplicateColumn { name, first, second } => (
                "files-error-duplicate-column",
                vec![
                    ("name", name.clone().into()),
                    ("first", plain(*first as u64)),
                    ("second", plain(*second as u64)),
                ],
            ),
            FileError::TooManyColumns { max } => ("files-error-columns", vec![("max", (*max).into())]),
            FileError::TooManyRows { max } => ("files-error-rows", vec![("max", (*max).into())]),
            FileError::BrokenHeader => ("files-error-header", vec![]),
            FileError::NoHeader { row } => ("files-error-no-header", vec![("row", plain(*row))]),
            FileError::TooMuchInside { max } => {
                ("files-error-too-much-inside", vec![("max", (max / (1024 * 1024)).into())])
            }
            FileError::PackedTooTightly { ratio, max } => {
                ("files-error-packed", vec![("ratio", (*ratio).into()), ("max", (*max).into())])
            }
            FileError::BrokenWorkbook { why } => {
                ("files-error-broken-workbook", vec![("why", why.clone().into())])
            }
            FileError::NoSuchSheet { name, sheets } => (
                "files-error-sheet",
                vec![("name", name.clone().into()), ("sheets", sheets.join(", ").into())],
            ),
        }
    }
}

impl RowRefusal {
    /// The sentence for the reader.
    pub fn sentence(&self, reader: &Reader) -> String {
        let (key, args): (_, Args) = match self {
            RowRefusal::CellTooLong { column, bytes, max } => (
                "files-row-cell-too-long",
                vec![
                    ("column", plain(*column as u64)),
                    ("size", (bytes / 1024).into()),
                    ("max", (max / 1024).into()),
                ],
            ),
            RowRefusal::RowTooLong { max } => ("files-row-too-long", vec![("max", (max / 1024).into())]),
            RowRefusal::TooFewCells { found, expected } => {
                ("files-row-too-few", vec![("found", (*found).into()), ("expected", (*expected).into())])
            }
            RowRefusal::TooManyCells { found, expected } => {
                ("files-row-too-many", vec![("found", (*found).into()), ("expected", (*expected).into())])
            }
            RowRefusal::QuoteNotClosed { last_line } => {
                ("files-row-quote", vec![("line", plain(*last_line))])
            }
        };
        reader.tr(key, &args)
    }
}

impl MappingProblem {
    /// The sentence for the reader.
    pub fn sentence(&self, reader: &Reader) -> String {
        let said = |key: &str, name: &str, value: &String| reader.tr(key, &[(name, value.into())]);
        match self {
            MappingProblem::OtherKind { kind } => said("files-mapping-kind", "kind", kind),
            MappingProblem::UnknownField { field, nearest } => {
                said("files-mapping-field", "field", field) + &suggestion(nearest, reader)
            }
            MappingProblem::UnknownColumn { column, nearest } => {
                said("files-mapping-column", "column", column) + &suggestion(nearest, reader)
            }
            MappingProblem::MissingField { field } => said("files-mapping-missing", "field", field),
            MappingProblem::TwiceGiven { field } => said("files-mapping-twice", "field", field),
        }
    }
}

impl Problem {
    /// The sentence for the reader, without the row's number.
    pub fn sentence(&self, reader: &Reader) -> String {
        let said = match &self.what {
            ProblemKind::Row(refusal) => refusal.sentence(reader),
            ProblemKind::Refused { key, args } => {
                let args: Vec<(&str, Arg<'_>)> =
                    args.iter().map(|(name, value)| (name.as_str(), value.into())).collect();
                reader.tr(key, &args)
            }
            what => {
                let mut args: Args = vec![("column", self.place().to_owned().into())];
                args.push(("value", self.value.clone().into()));
                args.extend(what.data());
                reader.tr(what.key(), &args)
            }
        };
        said + &suggestion(&self.nearest, reader)
    }
}

impl ProblemKind {
    fn key(&self) -> &'static str {
        match self {
            // The sentences of these two come from the refusal of the row and from the slice.
            ProblemKind::Row(_) | ProblemKind::Refused { .. } => "files-problem-row",
            ProblemKind::Missing => "files-problem-missing",
            ProblemKind::FormulaError => "files-problem-formula-error",
            ProblemKind::LostDigits => "files-problem-lost-digits",
            ProblemKind::NotAnInteger => "files-problem-not-an-integer",
            ProblemKind::NotANumber => "files-problem-not-a-number",
            ProblemKind::TooManyDecimals { .. } => "files-problem-too-many-decimals",
            ProblemKind::NotMoney => "files-problem-not-money",
            ProblemKind::OtherCurrency { .. } => "files-problem-other-currency",
            ProblemKind::AmbiguousAmount => "files-problem-ambiguous-amount",
            ProblemKind::TooLarge => "files-problem-too-large",
            ProblemKind::UnknownCurrency => "files-problem-unknown-currency",
            ProblemKind::NotADate => "files-problem-not-a-date",
            ProblemKind::NoSuchDay => "files-problem-no-such-day",
            ProblemKind::NotAFlag => "files-problem-not-a-flag",
            ProblemKind::NotAChoice => "files-problem-not-a-choice",
            ProblemKind::Unknown => "files-problem-unknown",
            ProblemKind::TooLong { .. } => "files-problem-too-long",
            ProblemKind::Repeated { .. } => "files-problem-repeated",
            ProblemKind::Differs { .. } => "files-problem-differs",
        }
    }

    fn data(&self) -> Args {
        match self {
            ProblemKind::TooManyDecimals { max } => vec![("max", u64::from(*max).into())],
            ProblemKind::TooLong { max } => vec![("max", (*max).into())],
            ProblemKind::OtherCurrency { expected } => vec![("expected", expected.clone().into())],
            ProblemKind::Repeated { row } => vec![("row", plain(*row))],
            ProblemKind::Differs { recorded } => vec![("recorded", recorded.clone().into())],
            _ => vec![],
        }
    }
}

impl ProblemGroup {
    /// The sentence for the reader: how many rows, and what is wrong with them.
    pub fn sentence(&self, reader: &Reader) -> String {
        let key = if self.mixed { "files-group-mixed" } else { "files-group" };
        reader.tr(key, &[("rows", self.count.into()), ("problem", self.first.sentence(reader).into())])
    }
}

fn suggestion(nearest: &[String], reader: &Reader) -> String {
    if nearest.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        nearest.iter().map(|name| reader.tr("files-quoted", &[("name", name.into())])).collect();
    reader.tr("files-nearest", &[("names", names.join(", ").into())])
}

/// A number that names a place, which is not counted in thousands.
fn plain(number: u64) -> Arg<'static> {
    number.to_string().into()
}
