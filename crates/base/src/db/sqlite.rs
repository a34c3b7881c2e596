//! The built-in engine: one file, many readers, one writer.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, ToSql};

use super::error::{DbError, DbErrorKind};
use super::raw::{RawRow, wrong};
use super::value::Value;

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Room for everyday transactions: idle connections stay small.
const USUAL: &str =
    "pragma cache_size = -8000; pragma wal_autocheckpoint = 1000; pragma journal_size_limit = 16000000;";
/// Room for transactions that insert thousands of rows: their indexes are touched all over, and a page that stays in
/// memory and is carried into the file once in many commits is written less often.
const ROOMY: &str = "pragma cache_size = -64000; pragma wal_autocheckpoint = 20000;";

/// One connection and the room it has.
pub(super) struct Connection {
    /// The mutex only makes the connection shareable in name; it is always reached through `get_mut`.
    native: Mutex<rusqlite::Connection>,
    is_roomy: bool,
}

impl Connection {
    /// Opens the file; a writer makes it when it is not there yet.
    pub(super) fn open(path: &Path, writes: bool) -> Result<Self, DbError> {
        Ok(Self { native: Mutex::new(open(path, writes)?), is_roomy: false })
    }

    /// The connection itself.
    pub(super) fn native(&mut self) -> &mut rusqlite::Connection {
        self.native.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the connection the room for many rows, or takes it back.
    pub(super) fn set_roomy(&mut self, is_roomy: bool) -> Result<(), DbError> {
        if self.is_roomy != is_roomy {
            let native = self.native();
            native.execute_batch(if is_roomy { ROOMY } else { USUAL }).map_err(complaint(native))?;
            self.is_roomy = is_roomy;
        }
        Ok(())
    }
}

/// Opens the file; a writer makes it when it is not there yet.
pub(super) fn open(path: &Path, writes: bool) -> Result<rusqlite::Connection, DbError> {
    let flags = if writes {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
    };
    let connection = rusqlite::Connection::open_with_flags(path, flags)
        .map_err(|error| DbError::new(DbErrorKind::Unreachable, format!("{}: {error}", path.display())))?;
    let setup = "pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = full;
                 pragma foreign_keys = on; pragma temp_store = memory;";
    connection.execute_batch(setup).map_err(complaint(&connection))?;
    connection.execute_batch(USUAL).map_err(complaint(&connection))?;
    if !writes {
        connection.execute_batch("pragma query_only = on;").map_err(complaint(&connection))?;
    }
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// Runs one statement and hands every row of its answer to `take`; returns how many rows it changed.
pub(super) fn scan(
    connection: &rusqlite::Connection,
    sql: &str,
    args: &[Value],
    take: &mut (dyn FnMut(&RawRow<'_>) -> Result<(), DbError> + Send),
) -> Result<u64, DbError> {
    let complain = complaint(connection);
    let mut statement = connection.prepare_cached(sql).map_err(&complain)?;
    bind(&mut statement, args).map_err(&complain)?;
    if statement.column_count() == 0 {
        return statement.raw_execute().map(|changed| changed as u64).map_err(&complain);
    }
    let mut rows = statement.raw_query();
    let mut count = 0;
    while let Some(row) = rows.next().map_err(&complain)? {
        take(&RawRow::sqlite(row))?;
        count += 1;
    }
    Ok(count)
}

/// Runs one statement for every row of parameters; the statement numbers them from `$1`.
pub(super) fn run_for_each(
    connection: &rusqlite::Connection,
    sql: &str,
    rows: &[Vec<Value>],
) -> Result<u64, DbError> {
    let complain = complaint(connection);
    let mut statement = connection.prepare_cached(sql).map_err(&complain)?;
    let mut changed = 0;
    for row in rows {
        for (place, value) in row.iter().enumerate() {
            statement.raw_bind_parameter(place + 1, value).map_err(&complain)?;
        }
        changed += statement.raw_execute().map_err(&complain)? as u64;
    }
    Ok(changed)
}

/// SQLite counts `$1` as a name; parameters are therefore bound by name.
fn bind(statement: &mut rusqlite::Statement<'_>, args: &[Value]) -> rusqlite::Result<()> {
    for (place, value) in args.iter().enumerate() {
        let name = format!("${}", place + 1);
        match statement.parameter_index(&name)? {
            Some(index) => statement.raw_bind_parameter(index, value)?,
            None => return Err(rusqlite::Error::InvalidParameterName(name)),
        }
    }
    Ok(())
}

/// The value at `place`, to keep.
pub(super) fn value_of(row: &rusqlite::Row<'_>, place: usize) -> Result<Value, DbError> {
    Ok(match at(row, place)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(DbError::other("a floating number in an answer; cast it to bigint")),
    })
}

fn at<'a>(row: &'a rusqlite::Row<'_>, place: usize) -> Result<ValueRef<'a>, DbError> {
    row.get_ref(place).map_err(|error| wrong(place, &error.to_string()))
}

/// The number at `place`, or nothing where there is none.
pub(super) fn maybe_i64(row: &rusqlite::Row<'_>, place: usize) -> Result<Option<i64>, DbError> {
    match at(row, place)? {
        ValueRef::Integer(number) => Ok(Some(number)),
        ValueRef::Null => Ok(None),
        other => Err(wrong(place, &format!("holds {}", other.data_type()))),
    }
}

/// The text at `place`, or nothing where there is none.
pub(super) fn maybe_text<'a>(row: &'a rusqlite::Row<'_>, place: usize) -> Result<Option<&'a str>, DbError> {
    match at(row, place)? {
        ValueRef::Text(text) => str::from_utf8(text).map(Some).map_err(|_| wrong(place, "is not UTF-8")),
        ValueRef::Null => Ok(None),
        other => Err(wrong(place, &format!("holds {}", other.data_type()))),
    }
}

/// The bytes at `place`, or nothing where there are none.
pub(super) fn maybe_bytes<'a>(row: &'a rusqlite::Row<'_>, place: usize) -> Result<Option<&'a [u8]>, DbError> {
    match at(row, place)? {
        ValueRef::Blob(bytes) => Ok(Some(bytes)),
        ValueRef::Null => Ok(None),
        other => Err(wrong(place, &format!("holds {}", other.data_type()))),
    }
}

/// Tells whether nothing is at `place`.
pub(super) fn is_null(row: &rusqlite::Row<'_>, place: usize) -> Result<bool, DbError> {
    Ok(at(row, place)? == ValueRef::Null)
}

/// Turns SQLite's complaints into ours; a unique index is named by looking it up.
pub(super) fn complaint(connection: &rusqlite::Connection) -> impl Fn(rusqlite::Error) -> DbError {
    move |error| {
        let message = error.to_string();
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DbErrorKind::Conflict,
            Some(ErrorCode::ConstraintViolation) => {
                DbErrorKind::Constraint(constraint_name(connection, &message))
            }
            Some(ErrorCode::CannotOpen) => DbErrorKind::Unreachable,
            _ => DbErrorKind::Other,
        };
        DbError::new(kind, message)
    }
}

fn constraint_name(connection: &rusqlite::Connection, message: &str) -> String {
    let Some((_, about)) = message.split_once("constraint failed: ") else {
        return message.to_owned();
    };
    let about = about.split(" in ").next().unwrap_or(about);
    if let Some(index) = about.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let columns: Vec<&str> =
        about.split(", ").filter_map(|column| column.split_once('.')).map(|c| c.1).collect();
    match about.split_once('.') {
        Some((table, _)) => unique_index(connection, table, &columns).unwrap_or_else(|| about.to_owned()),
        None => about.to_owned(),
    }
}

fn unique_index(connection: &rusqlite::Connection, table: &str, columns: &[&str]) -> Option<String> {
    let sql = "select l.name, (select group_concat(name) from (select name from pragma_index_info(l.name) order by seqno))
               from pragma_index_list(?1) l where l.\"unique\" = 1";
    let mut statement = connection.prepare(sql).ok()?;
    let found =
        statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).ok()?;
    found.flatten().find(|(_, listed)| *listed == columns.join(",")).map(|(name, _)| name)
}
