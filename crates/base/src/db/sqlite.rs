//! The built-in engine: one file, many readers, one writer.

use std::path::Path;
use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};

use super::error::{DbError, DbErrorKind};
use super::value::{Row, Value};

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

/// Opens the file; a writer makes it when it is not there yet.
pub(super) fn open(path: &Path, writes: bool) -> Result<Connection, DbError> {
    let flags = if writes {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
    };
    let connection = Connection::open_with_flags(path, flags)
        .map_err(|error| DbError::new(DbErrorKind::Unreachable, format!("{}: {error}", path.display())))?;
    let setup = "pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = full;
                 pragma foreign_keys = on; pragma temp_store = memory; pragma cache_size = -8000;";
    connection.execute_batch(setup).map_err(complaint(&connection))?;
    if !writes {
        connection.execute_batch("pragma query_only = on;").map_err(complaint(&connection))?;
    }
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// Runs one statement and hands every row of its answer to `take`; returns how many rows it changed.
pub(super) fn each(
    connection: &Connection,
    sql: &str,
    args: &[Value],
    take: &mut (dyn FnMut(Row) -> Result<(), DbError> + Send),
) -> Result<u64, DbError> {
    let complain = complaint(connection);
    let mut statement = connection.prepare_cached(sql).map_err(&complain)?;
    bind(&mut statement, args).map_err(&complain)?;
    let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
    if columns.is_empty() {
        return statement.raw_execute().map(|changed| changed as u64).map_err(&complain);
    }
    let mut rows = statement.raw_query();
    let mut count = 0;
    while let Some(row) = rows.next().map_err(&complain)? {
        let values = (0..columns.len()).map(|place| value_of(row.get_ref(place).map_err(&complain)?));
        take(Row { columns: columns.clone(), values: values.collect::<Result<_, _>>()? })?;
        count += 1;
    }
    Ok(count)
}

/// Runs one statement for every row of parameters; the statement numbers them from `$1`.
pub(super) fn run_for_each(connection: &Connection, sql: &str, rows: &[Vec<Value>]) -> Result<u64, DbError> {
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

fn value_of(value: ValueRef<'_>) -> Result<Value, DbError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(DbError::other("a floating number in an answer; cast it to bigint")),
    })
}

/// Turns SQLite's complaints into ours; a unique index is named by looking it up.
pub(super) fn complaint(connection: &Connection) -> impl Fn(rusqlite::Error) -> DbError {
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

fn constraint_name(connection: &Connection, message: &str) -> String {
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

fn unique_index(connection: &Connection, table: &str, columns: &[&str]) -> Option<String> {
    let sql = "select l.name, (select group_concat(name) from (select name from pragma_index_info(l.name) order by seqno))
               from pragma_index_list(?1) l where l.\"unique\" = 1";
    let mut statement = connection.prepare(sql).ok()?;
    let found =
        statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).ok()?;
    found.flatten().find(|(_, listed)| *listed == columns.join(",")).map(|(name, _)| name)
}
