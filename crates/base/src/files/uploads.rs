//! Files kept in the database, in pieces, so that any replica can go on with them.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::access::{Actor, UserId};
use crate::db::{Row, id};
use crate::failure::{Failure, Result};
use crate::work::{Site, Work};
use crate::{args, id};

id!(
    /// A kept file.
    FileId,
    "file"
);

/// How much is written at once; a file never stands in memory whole.
const PIECE_BYTES: usize = 1024 * 1024;
/// The size of a file that is still coming in.
const COMING: i64 = -1;

/// A file that is kept whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: FileId,
    /// The name it came under.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// When it came.
    pub created_at: Timestamp,
    /// Who brought it.
    pub user: Option<UserId>,
}

/// A file that is being kept. Dropped without [`Keeping::end`] it is forgotten after a day.
pub struct Keeping {
    site: Site,
    id: FileId,
    next: i64,
    size: i64,
    hasher: Sha256,
    piece: Vec<u8>,
}

impl Keeping {
    /// Begins to keep a file that came under `name`.
    pub async fn begin(site: &Site, actor: Actor, name: &str) -> Result<Self> {
        let mut work = site.begin(actor).await?;
        forget_abandoned(&mut work).await?;
        let (id, now, user) = (FileId::fresh(), work.now(), work.actor.user());
        let name: String = name.chars().filter(|letter| !letter.is_control()).take(200).collect();
        let sql = "insert into base_files (id, name, size, sha256, created_at, user_id) values ($1, $2, $3, '', $4, $5)";
        work.run(sql, args![id, name, COMING, now, user]).await?;
        work.commit().await?;
        Ok(Self { site: site.clone(), id, next: 0, size: 0, hasher: Sha256::new(), piece: Vec::new() })
    }

    /// Takes more bytes.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE_BYTES - self.piece.len()));
            self.piece.extend_from_slice(now);
            bytes = later;
            if self.piece.len() == PIECE_BYTES {
                self.put_piece().await?;
            }
        }
        Ok(())
    }

    /// How many bytes came so far.
    pub fn size(&self) -> i64 {
        self.size + self.piece.len() as i64
    }

    /// The file is whole.
    pub async fn end(mut self) -> Result<FileId> {
        self.put_piece().await?;
        let hash: String = self.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let mut work = self.site.begin(Actor::System("files")).await?;
        let sql = "update base_files set size = $2, sha256 = $3 where id = $1";
        work.run(sql, args![self.id, self.size, hash]).await?;
        work.commit().await?;
        Ok(self.id)
    }

    async fn put_piece(&mut self) -> Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        self.hasher.update(&self.piece);
        self.size += self.piece.len() as i64;
        let piece = std::mem::take(&mut self.piece);
        let mut work = self.site.begin(Actor::System("files")).await?;
        let sql = "insert into base_file_pieces (file_id, number, bytes) values ($1, $2, $3)";
        work.run(sql, args![self.id, self.next, piece]).await?;
        work.commit().await?;
        self.next += 1;
        Ok(())
    }
}

/// The file with this id, once it is whole.
pub async fn kept(work: &mut Work, id: FileId) -> Result<Option<Kept>> {
    let sql =
        "select id, name, size, sha256, created_at, user_id from base_files where id = $1 and size >= 0";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// One piece of a file, counted from 0; nothing after the last.
pub async fn piece(work: &mut Work, id: FileId, number: i64) -> Result<Option<Vec<u8>>> {
    let sql = "select bytes from base_file_pieces where file_id = $1 and number = $2";
    let row = work.row(sql, args![id, number]).await?;
    Ok(row.map(|row| row.get("bytes")).transpose()?)
}

/// Forgets a file.
pub async fn forget(work: &mut Work, id: FileId) -> Result<()> {
    work.run("delete from base_file_pieces where file_id = $1", args![id]).await?;
    work.run("delete from base_files where id = $1", args![id]).await?;
    Ok(())
}

/// The file on this machine's disk, without a name: it is gone when it is closed, whatever happens.
pub async fn on_disk(site: &Site, id: FileId) -> Result<File> {
    let mut file = nameless()?;
    let mut number = 0;
    loop {
        let mut work = site.read(Actor::System("files")).await?;
        if number == 0 && kept(&mut work, id).await?.is_none() {
            return Err(Failure::new(format!("there is no {id}")));
        }
        let Some(bytes) = piece(&mut work, id, number).await? else { break };
        file.write_all(&bytes)?;
        number += 1;
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// A new file on this machine's disk that is gone when it is closed.
pub fn nameless() -> Result<File> {
    let path = std::env::temp_dir().join(format!("artel-{}-{}", std::process::id(), id::encode(id::fresh())));
    let file = File::options().read(true).write(true).create_new(true).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// The body of an answer that hands the file out piece by piece.
pub fn body(site: &Site, id: FileId) -> axum::body::Body {
    let site = site.clone();
    let pieces = futures_util::stream::unfold(Some(0), move |number| {
        let site = site.clone();
        async move {
            let number = number?;
            match read_piece(&site, id, number).await {
                Ok(bytes) => bytes.map(|bytes| (Ok(bytes), Some(number + 1))),
                Err(failure) => Some((Err(std::io::Error::other(failure.to_string())), None)),
            }
        }
    });
    axum::body::Body::from_stream(pieces)
}

async fn read_piece(site: &Site, id: FileId, number: i64) -> Result<Option<Vec<u8>>> {
    let mut work = site.read(Actor::System("files")).await?;
    piece(&mut work, id, number).await
}

async fn forget_abandoned(work: &mut Work) -> Result<()> {
    let long_ago = work.now().checked_sub(SignedDuration::from_hours(24))?;
    let sql = "delete from base_file_pieces
               where file_id in (select id from base_files where size < 0 and created_at < $1)";
    work.run(sql, args![long_ago]).await?;
    work.run("delete from base_files where size < 0 and created_at < $1", args![long_ago]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<Kept> {
    Ok(Kept {
        id: row.get("id")?,
        name: row.get("name")?,
        size: row.get("size")?,
        sha256: row.get("sha256")?,
        created_at: row.get("created_at")?,
        user: row.get("user_id")?,
    })
}
