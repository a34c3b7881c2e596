//! A row while it passes: read in place, without a copy, for answers of hundreds of thousands of rows.

use std::sync::Arc;

use super::error::DbError;
use super::value::Value;
use super::{postgres, sqlite};

/// One row of an answer that [`Tx::scan`](super::Tx::scan) hands on; it lasts as long as the call.
pub struct RawRow<'a>(Source<'a>);

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> RawRow<'a> {
    pub(super) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Source::Sqlite(row))
    }

    pub(super) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Source::Postgres(row))
    }

    /// Reads the number at `place`, counted from 0.
    pub fn i64(&self, place: usize) -> Result<i64, DbError> {
        self.maybe_i64(place)?.ok_or_else(|| wrong(place, "holds nothing"))
    }

    /// Reads the number at `place`, or nothing where there is none.
    pub fn maybe_i64(&self, place: usize) -> Result<Option<i64>, DbError> {
        match self.0 {
            Source::Sqlite(row) => sqlite::maybe_i64(row, place),
            Source::Postgres(row) => postgres::maybe_i64(row, place),
        }
    }

    /// Reads the text at `place`.
    pub fn text(&self, place: usize) -> Result<&'a str, DbError> {
        let text = match self.0 {
            Source::Sqlite(row) => sqlite::maybe_text(row, place)?,
            Source::Postgres(row) => row.try_get(place)?,
        };
        text.ok_or_else(|| wrong(place, "holds nothing"))
    }

    /// Reads the bytes at `place`.
    pub fn bytes(&self, place: usize) -> Result<&'a [u8], DbError> {
        let bytes = match self.0 {
            Source::Sqlite(row) => sqlite::maybe_bytes(row, place)?,
            Source::Postgres(row) => row.try_get(place)?,
        };
        bytes.ok_or_else(|| wrong(place, "holds nothing"))
    }

    /// Tells whether nothing is at `place`.
    pub fn is_null(&self, place: usize) -> Result<bool, DbError> {
        match self.0 {
            Source::Sqlite(row) => sqlite::is_null(row, place),
            Source::Postgres(row) => postgres::is_null(row, place),
        }
    }

    /// The names of the columns.
    pub(super) fn columns(&self) -> Arc<[String]> {
        match self.0 {
            Source::Sqlite(row) => row.as_ref().column_names().map(str::to_owned).collect(),
            Source::Postgres(row) => row.columns().iter().map(|column| column.name().to_owned()).collect(),
        }
    }

    /// The value at `place`, to keep.
    pub(super) fn value(&self, place: usize) -> Result<Value, DbError> {
        match self.0 {
            Source::Sqlite(row) => sqlite::value_of(row, place),
            Source::Postgres(row) => postgres::value_of(row, place),
        }
    }
}

/// Says what is wrong with the column at `place`.
pub(super) fn wrong(place: usize, what: &str) -> DbError {
    DbError::column(&place.to_string(), what)
}
