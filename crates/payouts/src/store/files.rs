//! Files as they were handed out; rows are only ever added.

use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;

use crate::rules::BatchId;

/// In what form a batch is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Payment orders as 1CClientBankExchange.
    BankOrders,
    /// The plain table as CSV.
    Csv,
    /// ISO 20022 pain.001.001.09.
    Pain,
    /// A register in the columns of a bank, as CSV.
    RegisterCsv,
    /// A register in the columns of a bank, as a workbook.
    RegisterXlsx,
}

impl FileFormat {
    /// Every form.
    pub const ALL: [Self; 5] =
        [Self::BankOrders, Self::Csv, Self::Pain, Self::RegisterCsv, Self::RegisterXlsx];

    /// The word under which it is stored and asked for.
    pub const fn word(self) -> &'static str {
        match self {
            Self::BankOrders => "1c",
            Self::Csv => "csv",
            Self::Pain => "pain",
            Self::RegisterCsv => "register-csv",
            Self::RegisterXlsx => "register-xlsx",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// The content type it is sent with.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::BankOrders => "text/plain; charset=windows-1251",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Pain => "application/xml; charset=utf-8",
            // In the encoding that the bank wants, which the layout says.
            Self::RegisterCsv => "text/csv",
            Self::RegisterXlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A file as it was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its form.
    pub format: FileFormat,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their fingerprint: 64 hexadecimal digits.
    pub sha256: String,
}

/// Keeps a file.
pub async fn insert_file(work: &mut Work, batch: BatchId, file: &StoredFile) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into payouts_files (id, batch_id, format, name, bytes, sha256, created_at, created_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let id = base::db::id::fresh();
    let bytes = file.bytes.as_slice();
    work.run(sql, args![id, batch, file.format.word(), &file.name, bytes, &file.sha256, now, user]).await?;
    Ok(())
}

/// One file of a batch.
pub async fn file(work: &mut Work, batch: BatchId, format: FileFormat) -> Result<Option<StoredFile>> {
    let sql = "select format, name, bytes, sha256 from payouts_files where batch_id = $1 and format = $2";
    work.row(sql, args![batch, format.word()]).await?.as_ref().map(read_file).transpose()
}

/// The files of a batch without their bytes.
pub async fn file_heads(work: &mut Work, batch: BatchId) -> Result<Vec<StoredFile>> {
    let sql =
        "select format, name, null as bytes, sha256 from payouts_files where batch_id = $1 order by format";
    let rows = work.rows(sql, args![batch]).await?;
    rows.iter().map(read_file).collect()
}

fn read_file(row: &Row) -> Result<StoredFile> {
    let format: String = row.get("format")?;
    Ok(StoredFile {
        format: FileFormat::parse(&format).ok_or_else(|| Failure::new(format!("a file is {format}")))?,
        name: row.get("name")?,
        bytes: row.get::<Option<Vec<u8>>>("bytes")?.unwrap_or_default(),
        sha256: row.get("sha256")?,
    })
}
