//! The engine for those who outgrow one machine.

use std::collections::HashMap;

use futures_util::{TryStreamExt, pin_mut};
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use tokio_postgres::{Client, NoTls, Statement};

use super::error::{DbError, DbErrorKind};
use super::raw::{RawRow, wrong};
use super::value::Value;

/// Statements kept prepared on one connection.
const PREPARED_MAX: usize = 400;
/// Parameters one statement may carry.
const PARAMETERS_MAX: usize = 32_000;
/// From this many rows on a copy is worth its two extra trips.
const COPY_MIN: usize = 50;

/// One connection and its prepared statements.
pub(super) struct Connection {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl Connection {
    /// Connects to the server that `url` names.
    pub(super) async fn open(url: &str) -> Result<Self, DbError> {
        let unreachable = |error| DbError::new(DbErrorKind::Unreachable, DbError::from(error).to_string());
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(unreachable)?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "a PostgreSQL connection ended");
            }
        });
        // A plan made while a table was empty would stay for the life of the connection; planning each time is cheap.
        let setup =
            "set time zone 'UTC'; set client_min_messages = warning; set plan_cache_mode = force_custom_plan";
        client.batch_execute(setup).await?;
        Ok(Self { client, prepared: HashMap::new() })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) async fn batch(&self, sql: &str) -> Result<(), DbError> {
        Ok(self.client.batch_execute(sql).await?)
    }

    /// Runs one statement and hands every row of its answer to `take`; returns how many rows it changed.
    pub(super) async fn scan(
        &mut self,
        sql: &str,
        args: &[Value],
        take: &mut (dyn FnMut(&RawRow<'_>) -> Result<(), DbError> + Send),
    ) -> Result<u64, DbError> {
        let statement = self.prepare(sql).await?;
        if args.len() != statement.params().len() {
            let (given, wanted) = (args.len(), statement.params().len());
            return Err(DbError::other(format!("{given} parameters given, {wanted} wanted")));
        }
        let params = args.iter().map(Param);
        let stream = self.client.query_raw(&statement, params).await?;
        pin_mut!(stream);
        let mut count = 0;
        while let Some(row) = stream.try_next().await? {
            take(&RawRow::postgres(&row))?;
            count += 1;
        }
        Ok(if statement.columns().is_empty() { stream.rows_affected().unwrap_or(0) } else { count })
    }

    /// Inserts rows: many of them by a binary `copy` where nothing follows the values, else by `values` lists as long
    /// as a statement may carry.
    pub(super) async fn insert(
        &mut self,
        head: &str,
        tail: &str,
        rows: &[Vec<Value>],
    ) -> Result<u64, DbError> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(0) };
        if tail.is_empty()
            && rows.len() >= COPY_MIN
            && let Some((table, columns)) = target(head)
        {
            return self.copy(table, columns, rows).await;
        }
        let mut changed = 0;
        for chunk in rows.chunks((PARAMETERS_MAX / width.max(1)).clamp(1, 1000)) {
            let lists =
                (0..chunk.len()).map(|row| super::placeholders(row * width, width)).collect::<Vec<_>>();
            let sql = format!("{head} values {} {tail}", lists.join(", "));
            let flat: Vec<Value> = chunk.iter().flatten().cloned().collect();
            changed += self.scan(&sql, &flat, &mut |_| Ok(())).await?;
        }
        Ok(changed)
    }

    /// Constraints and triggers hold for copied rows as for inserted ones.
    async fn copy(&mut self, table: &str, columns: &str, rows: &[Vec<Value>]) -> Result<u64, DbError> {
        let shape = self.prepare(&format!("select {columns} from {table}")).await?;
        let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
        let sql = format!("copy {table} ({columns}) from stdin (format binary)");
        let writer = BinaryCopyInWriter::new(self.client.copy_in(&sql).await?, &types);
        pin_mut!(writer);
        for row in rows {
            if row.len() != types.len() {
                let (given, wanted) = (row.len(), types.len());
                return Err(DbError::other(format!("{given} values given, {wanted} wanted")));
            }
            let values: Vec<Param<'_>> = row.iter().map(Param).collect();
            writer.as_mut().write_raw(values).await?;
        }
        Ok(writer.finish().await?)
    }

    pub(super) async fn prepare(&mut self, sql: &str) -> Result<Statement, DbError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        if self.prepared.len() >= PREPARED_MAX {
            self.prepared.clear();
        }
        let statement = self.client.prepare(&with_locks(sql)).await?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// Row locks are written as comments, which SQLite, with its one writer, may pass over.
fn with_locks(sql: &str) -> String {
    sql.replace("/*skip locked*/", "for update skip locked").replace("/*lock*/", "for update")
}

#[derive(Debug)]
struct Param<'a>(&'a Value);

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self.0, ty) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (Value::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(ty, out),
            (Value::Int(number), &Type::BOOL) => (*number != 0).to_sql(ty, out),
            (
                Value::Text(text),
                &(Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN),
            ) => {
                if text.contains('\0') {
                    Ok(text.replace('\0', "").to_sql(ty, out)?)
                } else {
                    text.to_sql(ty, out)
                }
            }
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (value, ty) => Err(format!("{value:?} given where {ty} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// `insert into table (columns)` taken apart.
fn target(head: &str) -> Option<(&str, &str)> {
    let (table, columns) =
        head.trim().strip_prefix("insert")?.trim_start().strip_prefix("into ")?.split_once('(')?;
    Some((table.trim(), columns.trim_end().strip_suffix(')')?))
}

/// The number at `place`, or nothing where there is none.
pub(super) fn maybe_i64(row: &tokio_postgres::Row, place: usize) -> Result<Option<i64>, DbError> {
    if row.columns().get(place).is_some_and(|column| *column.type_() == Type::INT8) {
        return Ok(row.try_get(place)?);
    }
    match value_of(row, place)? {
        Value::Int(number) => Ok(Some(number)),
        Value::Null => Ok(None),
        other => Err(wrong(place, &format!("holds {other:?}"))),
    }
}

/// Tells whether nothing is at `place`.
pub(super) fn is_null(row: &tokio_postgres::Row, place: usize) -> Result<bool, DbError> {
    struct Present;
    impl<'a> FromSql<'a> for Present {
        fn from_sql(_: &Type, _: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
            Ok(Self)
        }
        fn accepts(_: &Type) -> bool {
            true
        }
    }
    Ok(row.try_get::<_, Option<Present>>(place)?.is_none())
}

/// The value at `place`, to keep.
pub(super) fn value_of(row: &tokio_postgres::Row, place: usize) -> Result<Value, DbError> {
    fn wrap<T>(value: Option<T>, into: impl Fn(T) -> Value) -> Value {
        value.map_or(Value::Null, into)
    }
    let column = row.columns().get(place).ok_or_else(|| wrong(place, "is not in the answer"))?;
    Ok(match *column.type_() {
        Type::INT8 => wrap(row.try_get(place)?, Value::Int),
        Type::INT4 => wrap(row.try_get::<_, Option<i32>>(place)?, |number| Value::Int(number.into())),
        Type::INT2 => wrap(row.try_get::<_, Option<i16>>(place)?, |number| Value::Int(number.into())),
        Type::BOOL => wrap(row.try_get::<_, Option<bool>>(place)?, |yes| Value::Int(yes.into())),
        Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => {
            wrap(row.try_get(place)?, Value::Text)
        }
        Type::BYTEA => wrap(row.try_get(place)?, Value::Bytes),
        ref other => {
            return Err(DbError::other(format!("column of type {other}; cast it to bigint or text")));
        }
    })
}
