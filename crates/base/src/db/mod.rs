//! The database: SQLite in a file or PostgreSQL by URL, one text of SQL for both.
//!
//! Statements number their parameters `$1`, `$2`…; each number stands for one value. Row locks are written as the
//! comments `/*lock*/` and `/*skip locked*/`. After any error inside a transaction the transaction is lost, on
//! both engines alike.

mod error;
pub mod id;
mod migrate;
mod postgres;
mod raw;
mod sqlite;
mod transaction;
mod value;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use error::{DbError, DbErrorKind};
pub use migrate::{Migration, Migrations};
pub use raw::RawRow;
pub use transaction::Tx;
pub use value::{FromValue, Row, Value};

/// SQLite readers that may work at once.
const SQLITE_READERS: usize = 4;
/// PostgreSQL connections of one process.
const POSTGRES_CONNECTIONS: usize = 12;

/// A handle to the database; clones share the connections.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    place: Place,
    writers: Pool,
    readers: Pool,
}

enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

/// One of the two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineName {
    /// The built-in one.
    Sqlite,
    /// The big one.
    Postgres,
}

struct Pool {
    idle: Mutex<Vec<Conn>>,
    permits: Arc<Semaphore>,
}

impl Pool {
    fn of(size: usize) -> Self {
        Self { idle: Mutex::default(), permits: Arc::new(Semaphore::new(size)) }
    }

    fn take(&self) -> Option<Conn> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, conn: Conn) {
        if !conn.is_closed() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        }
    }
}

enum Conn {
    Sqlite(Box<sqlite::Connection>),
    Postgres(Box<postgres::Connection>),
}

impl Conn {
    fn is_closed(&self) -> bool {
        matches!(self, Self::Postgres(connection) if connection.is_closed())
    }
}

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and takes a node number for fresh ids.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        let (place, writers, readers) = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = PathBuf::from(path);
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|error| {
                    DbError::new(DbErrorKind::Unreachable, format!("{}: {error}", folder.display()))
                })?;
            }
            (Place::Sqlite(path), 1, SQLITE_READERS)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (Place::Postgres(url.to_owned()), POSTGRES_CONNECTIONS, 0)
        } else {
            let what = format!("{url}: write sqlite:PATH or postgres://user@host/database");
            return Err(DbError::new(DbErrorKind::Unreachable, what));
        };
        let db = Self(Arc::new(Inner { place, writers: Pool::of(writers), readers: Pool::of(readers) }));
        db.take_node().await?;
        Ok(db)
    }

    /// Names the engine.
    pub fn engine(&self) -> EngineName {
        match self.0.place {
            Place::Sqlite(_) => EngineName::Sqlite,
            Place::Postgres(_) => EngineName::Postgres,
        }
    }

    /// Begins a transaction that may write. On SQLite it waits for the other writer to end.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let (permit, conn) = self.connection(true).await?;
        Tx::begin(self.clone(), permit, conn, true).await
    }

    /// Begins a transaction that sees one moment of the database and writes nothing.
    pub async fn read(&self) -> Result<Tx, DbError> {
        let (permit, conn) = self.connection(false).await?;
        Tx::begin(self.clone(), permit, conn, false).await
    }

    /// Copies the whole SQLite database into a new file, while others go on working.
    pub async fn backup(&self, target: &std::path::Path) -> Result<(), DbError> {
        let Place::Sqlite(path) = &self.0.place else {
            return Err(DbError::other("use pg_dump to back up PostgreSQL"));
        };
        let connection = sqlite::open(path, true)?;
        let sql = "vacuum into ?1";
        let done = blocking(|| connection.execute(sql, [target.to_string_lossy()]));
        done.map(|_| ()).map_err(sqlite::complaint(&connection))
    }

    fn pool(&self, writes: bool) -> &Pool {
        if writes || self.engine() == EngineName::Postgres { &self.0.writers } else { &self.0.readers }
    }

    async fn connection(&self, writes: bool) -> Result<(OwnedSemaphorePermit, Conn), DbError> {
        let pool = self.pool(writes);
        let permit = pool.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|_| DbError::new(DbErrorKind::Unreachable, "the pool is closed"))?;
        while let Some(conn) = pool.take() {
            if !conn.is_closed() {
                return Ok((permit, conn));
            }
        }
        let conn = match &self.0.place {
            Place::Sqlite(path) => Conn::Sqlite(Box::new(sqlite::Connection::open(path, writes)?)),
            Place::Postgres(url) => Conn::Postgres(Box::new(postgres::Connection::open(url).await?)),
        };
        Ok((permit, conn))
    }

    async fn take_node(&self) -> Result<(), DbError> {
        let mut tx = self.begin().await?;
        tx.queue_for("base_nodes").await?;
        tx.run("create table if not exists base_nodes (name text primary key, next bigint not null)", vec![])
            .await?;
        let sql = "insert into base_nodes (name, next) values ('node', 1)
                   on conflict (name) do update set next = base_nodes.next + 1 returning next";
        let node = tx.row(sql, vec![]).await?.map(|row| row.get("next")).transpose()?.unwrap_or(0);
        tx.commit().await?;
        id::set_node(node);
        Ok(())
    }
}

/// Runs blocking work without stopping the other tasks of the runtime.
fn blocking<T>(work: impl FnOnce() -> T) -> T {
    let flavour = tokio::runtime::Handle::try_current().map(|handle| handle.runtime_flavor());
    match flavour {
        Ok(tokio::runtime::RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

/// Writes `($5, $6, $7)` for three parameters after the first four.
fn placeholders(after: usize, count: usize) -> String {
    let numbers: Vec<String> = (after + 1..=after + count).map(|number| format!("${number}")).collect();
    format!("({})", numbers.join(", "))
}

/// Keeps a setting that must be the same for all replicas: the first value written stays. Returns the one that is kept.
pub async fn keep_setting(db: &Db, name: &str, value: &str) -> Result<String, DbError> {
    let mut tx = db.begin().await?;
    let sql = "insert into base_settings (name, value) values ($1, $2) on conflict (name) do nothing";
    tx.run(sql, crate::args![name, value]).await?;
    let row = tx.row("select value from base_settings where name = $1", crate::args![name]).await?;
    let kept = row.ok_or_else(|| DbError::other(format!("the setting {name} was not kept")))?.get("value")?;
    tx.commit().await?;
    Ok(kept)
}
