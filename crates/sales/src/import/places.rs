//! Where values of the file came from, so that problems found later still name the column.

use std::collections::BTreeMap;

use base::failure::Refusal;
use base::files::{Mapping, Problem, ProblemKind};
use base::words::{Arg, Reader};

/// Field ← column, as the mapping says.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<String, String>);

impl Places {
    /// The places of a mapping.
    pub fn of(mapping: &Mapping) -> Self {
        Self(mapping.columns.clone())
    }

    /// A problem of a field, with its column.
    pub fn problem(&self, row: u64, field: &str, value: &str, what: ProblemKind) -> Problem {
        let column = self.0.get(field).cloned();
        Problem { column, ..Problem::of_field(row, field, value, what) }
    }

    /// Nothing is known by this value.
    pub fn unknown(&self, row: u64, field: &str, value: &str, nearest: Vec<String>) -> Problem {
        self.problem(row, field, value, ProblemKind::Unknown).nearest(nearest)
    }

    /// A rule of the slice says no.
    pub fn refused(&self, row: u64, value: &str, refusal: &impl Refusal, reader: &Reader) -> Problem {
        let plain = |arg: Arg<'static>| match arg {
            Arg::Text(text) => text.into_owned(),
            Arg::Number(number) => number.to_string(),
        };
        let args =
            refusal.args(reader).into_iter().map(|(name, arg)| (name.to_owned(), plain(arg))).collect();
        let what = ProblemKind::Refused { key: refusal.key().to_owned(), args };
        self.problem(row, refusal.field().unwrap_or_default(), value, what)
    }
}
