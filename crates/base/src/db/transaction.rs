//! One transaction on either engine. Dropped without [`Tx::commit`], it leaves nothing behind.

use tokio::sync::OwnedSemaphorePermit;

use super::error::DbError;
use super::raw::RawRow;
use super::value::{Row, Value};
use super::{Conn, Db, EngineName, blocking, sqlite};

/// An insert of so many rows makes a transaction bulky; SQLite gives it room, which the next ordinary one takes back.
const BULKY_FROM: usize = 500;

/// A transaction; the door to every statement.
pub struct Tx {
    db: Db,
    conn: Option<Conn>,
    permit: Option<OwnedSemaphorePermit>,
    writes: bool,
    is_bulky: bool,
    lost: bool,
}

impl Tx {
    pub(super) async fn begin(
        db: Db,
        permit: OwnedSemaphorePermit,
        conn: Conn,
        writes: bool,
    ) -> Result<Self, DbError> {
        let mut tx = Self { db, conn: Some(conn), permit: Some(permit), writes, is_bulky: false, lost: true };
        let begin = match (tx.db.engine(), writes) {
            (EngineName::Sqlite, true) => "begin immediate",
            (EngineName::Sqlite, false) => "begin deferred",
            (EngineName::Postgres, true) => "begin",
            (EngineName::Postgres, false) => "begin isolation level repeatable read read only",
        };
        tx.batch(begin).await?;
        tx.lost = false;
        Ok(tx)
    }

    /// Names the engine under this transaction.
    pub fn engine(&self) -> EngineName {
        self.db.engine()
    }

    /// Returns all rows of an answer.
    pub async fn rows(&mut self, sql: &str, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let mut rows = Vec::new();
        let mut take = |row| {
            rows.push(row);
            Ok(())
        };
        self.each(sql, args, &mut take).await?;
        Ok(rows)
    }

    /// Returns the first row of an answer, if there is one.
    pub async fn row(&mut self, sql: &str, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Returns the single number of an answer; a missing row or a null counts as 0.
    pub async fn count(&mut self, sql: &str, args: Vec<Value>) -> Result<i64, DbError> {
        let row = self.row(sql, args).await?;
        Ok(row.map(|row| row.at::<Option<i64>>(0)).transpose()?.flatten().unwrap_or(0))
    }

    /// Runs a statement without an answer; returns how many rows it changed.
    pub async fn run(&mut self, sql: &str, args: Vec<Value>) -> Result<u64, DbError> {
        self.each(sql, args, &mut |_| Ok(())).await
    }

    /// Hands the rows of an answer to `take` one by one, so that a long answer needs no room.
    pub async fn each(
        &mut self,
        sql: &str,
        args: Vec<Value>,
        take: &mut (dyn FnMut(Row) -> Result<(), DbError> + Send),
    ) -> Result<u64, DbError> {
        let mut columns = None;
        let mut keep = |raw: &RawRow<'_>| {
            let columns = columns.get_or_insert_with(|| raw.columns()).clone();
            let values = (0..columns.len()).map(|place| raw.value(place)).collect::<Result<_, _>>()?;
            take(Row { columns, values })
        };
        self.scan(sql, args, &mut keep).await
    }

    /// Lets `take` look at the rows of an answer in place, one by one: the quickest way through a long answer.
    pub async fn scan(
        &mut self,
        sql: &str,
        args: Vec<Value>,
        take: &mut (dyn FnMut(&RawRow<'_>) -> Result<(), DbError> + Send),
    ) -> Result<u64, DbError> {
        let done = match self.conn()? {
            Conn::Sqlite(connection) => {
                let connection = connection.native();
                blocking(|| sqlite::scan(connection, sql, &args, take))
            }
            Conn::Postgres(connection) => connection.scan(sql, &args, take).await,
        };
        self.note(done, sql)
    }

    /// Inserts many rows: `head` is `insert into t (a, b)`, `tail` what follows the values, often empty.
    pub async fn insert_many(&mut self, head: &str, tail: &str, rows: &[Vec<Value>]) -> Result<u64, DbError> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(0) };
        self.is_bulky |= rows.len() >= BULKY_FROM;
        let is_bulky = self.is_bulky;
        let done = match self.conn()? {
            Conn::Sqlite(connection) => {
                if is_bulky {
                    connection.set_roomy(true)?;
                }
                let connection = connection.native();
                let places = vec!["?"; width].join(", ");
                let sql = format!("{head} values ({places}) {tail}");
                blocking(|| sqlite::run_for_each(connection, &sql, rows))
            }
            Conn::Postgres(connection) => connection.insert(head, tail, rows).await,
        };
        self.note(done, head)
    }

    /// Waits until no other transaction holds `name`, and holds it to the end. SQLite's one writer needs no more.
    pub async fn queue_for(&mut self, name: &str) -> Result<(), DbError> {
        if self.engine() == EngineName::Postgres {
            let sql = "select cast(pg_advisory_xact_lock(hashtextextended($1, 0)) as text) as held";
            self.row(sql, vec![name.into()]).await?;
        }
        Ok(())
    }

    /// Checks that a statement is understood by the engine, without running it.
    pub async fn prepare(&mut self, sql: &str) -> Result<(), DbError> {
        let done = match self.conn()? {
            Conn::Sqlite(connection) => {
                let connection = connection.native();
                connection.prepare(sql).map(|_| ()).map_err(sqlite::complaint(connection))
            }
            Conn::Postgres(connection) => connection.prepare(sql).await.map(|_| ()),
        };
        self.note(done, sql)
    }

    /// Runs a script of several statements.
    pub async fn batch(&mut self, script: &str) -> Result<(), DbError> {
        let Some(conn) = self.conn.as_mut() else { return Err(DbError::other("the transaction is over")) };
        let done = match conn {
            Conn::Sqlite(connection) => {
                let connection = connection.native();
                blocking(|| connection.execute_batch(script).map_err(sqlite::complaint(connection)))
            }
            Conn::Postgres(connection) => connection.batch(script).await,
        };
        self.note(done, script)
    }

    /// Makes everything this transaction wrote last.
    pub async fn commit(mut self) -> Result<(), DbError> {
        if self.lost {
            return Err(DbError::other("the transaction was lost by an earlier error"));
        }
        if let Some(Conn::Sqlite(connection)) = &mut self.conn
            && !self.is_bulky
        {
            connection.set_roomy(false)?;
        }
        self.batch("commit").await?;
        self.give_back();
        Ok(())
    }

    fn conn(&mut self) -> Result<&mut Conn, DbError> {
        if self.lost {
            return Err(DbError::other("the transaction was lost by an earlier error"));
        }
        self.conn.as_mut().ok_or_else(|| DbError::other("the transaction is over"))
    }

    fn note<T>(&mut self, done: Result<T, DbError>, sql: &str) -> Result<T, DbError> {
        self.lost |= done.is_err();
        done.map_err(|error| error.about(sql))
    }

    fn give_back(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.db.pool(self.writes).put(conn);
        }
        self.permit.take();
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        match self.conn.as_mut() {
            None => {}
            Some(Conn::Sqlite(connection)) => {
                let connection = connection.native();
                if connection.is_autocommit() || connection.execute_batch("rollback").is_ok() {
                    self.give_back();
                }
            }
            Some(Conn::Postgres(_)) => roll_back_later(self.db.clone(), self.conn.take(), self.permit.take()),
        }
    }
}

fn roll_back_later(db: Db, conn: Option<Conn>, permit: Option<OwnedSemaphorePermit>) {
    let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
    runtime.spawn(async move {
        if let Some(Conn::Postgres(connection)) = conn
            && connection.batch("rollback").await.is_ok()
        {
            db.pool(true).put(Conn::Postgres(connection));
        }
        drop(permit);
    });
}
