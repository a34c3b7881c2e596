//! Imports that began on the page, and the mappings used last.

use base::args;
use base::db::Row;
use base::failure::Result;
use base::files::uploads::FileId;
use base::jobs::JobId;
use base::work::Work;
use jiff::Timestamp;

use crate::import::Target;
use crate::rules::named;

base::id!(
    /// An import that began on the page.
    ImportId,
    "import"
);

named!(
    /// How far an import has come.
    ImportState {
        /// Columns are being matched with fields.
        Mapping = "mapping",
        /// The whole file is read without writing.
        Checking = "checking",
        /// The problems are known; nothing is written yet.
        Checked = "checked",
        /// Rows are being written.
        Writing = "writing",
        /// Everything that fits is written.
        Done = "done",
        /// The file could not be read.
        Failed = "failed",
    }
);

/// An import that began on the page.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// What its rows are.
    pub target: Target,
    /// The uploaded file.
    pub file: FileId,
    /// The name the file came under.
    pub file_name: String,
    /// What the file looks like, as JSON.
    pub look: String,
    /// The mapping as TOML.
    pub mapping: String,
    /// How far it has come.
    pub state: ImportState,
    /// How often it was checked or written; a job of an earlier round is out of date.
    pub round: i64,
    /// The job that works on it.
    pub job: Option<JobId>,
    /// The report of the last check or write, as JSON.
    pub report: Option<String>,
    /// The rejected rows as a file.
    pub rejected: Option<FileId>,
    /// Why the file could not be read, as JSON.
    pub trouble: Option<String>,
    /// When it began.
    pub started_at: Timestamp,
}

/// Begins an import of an uploaded file.
pub async fn begin_import(
    work: &mut Work,
    target: Target,
    file: FileId,
    file_name: &str,
    (look, mapping): (&str, &str),
) -> Result<ImportId> {
    let (id, now, user) = (ImportId::fresh(), work.now(), work.actor.user());
    let sql = "insert into sales_imports (id, target, file_id, file_name, look, mapping, state, round, started_at, changed_at,
                 user_id)
               values ($1, $2, $3, $4, $5, $6, 'mapping', 0, $7, $7, $8)";
    work.run(sql, args![id, target, file, file_name, look, mapping, now, user]).await?;
    Ok(id)
}

/// The import with this id.
pub async fn import(work: &mut Work, id: ImportId) -> Result<Option<Import>> {
    let sql = "select id, target, file_id, file_name, look, mapping, state, round, job_id, report, rejected_id, trouble, started_at
               from sales_imports where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

/// The latest imports.
pub async fn imports(work: &mut Work, limit: u32) -> Result<Vec<Import>> {
    let sql = "select id, target, file_id, file_name, look, mapping, state, round, job_id, report, rejected_id, trouble, started_at
               from sales_imports order by started_at desc, id desc limit $1";
    work.rows(sql, args![limit]).await?.iter().map(read).collect()
}

/// Writes back how far an import has come, unless a later round has begun; tells whether it did.
pub async fn set_import(work: &mut Work, import: &Import, round_before: i64) -> Result<bool> {
    let now = work.now();
    let sql = "update sales_imports set mapping = $3, state = $4, round = $5, report = $6, rejected_id = $7, trouble = $8,
                 changed_at = $9, look = $10
               where id = $1 and round = $2";
    let args = args![
        import.id,
        round_before,
        import.mapping.as_str(),
        import.state,
        import.round,
        import.report.as_ref(),
        import.rejected,
        import.trouble.as_ref(),
        now,
        import.look.as_str(),
    ];
    Ok(work.run(sql, args).await? == 1)
}

/// Notes which job works on an import.
pub async fn started_job(work: &mut Work, import: ImportId, job: JobId) -> Result<()> {
    work.run("update sales_imports set job_id = $2 where id = $1", args![import, job]).await?;
    Ok(())
}

/// Keeps the mapping that was used last for these rows.
pub async fn keep_mapping(work: &mut Work, target: Target, mapping: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "insert into sales_mappings (target, body, at, user_id) values ($1, $2, $3, $4)
               on conflict (target) do update set body = excluded.body, at = excluded.at, user_id = excluded.user_id";
    work.run(sql, args![target, mapping, now, user]).await?;
    Ok(())
}

/// The mapping that was used last for these rows.
pub async fn kept_mapping(work: &mut Work, target: Target) -> Result<Option<String>> {
    let row = work.row("select body from sales_mappings where target = $1", args![target]).await?;
    Ok(row.map(|row| row.get("body")).transpose()?)
}

fn read(row: &Row) -> Result<Import> {
    Ok(Import {
        id: row.get("id")?,
        target: row.get("target")?,
        file: row.get("file_id")?,
        file_name: row.get("file_name")?,
        look: row.get("look")?,
        mapping: row.get("mapping")?,
        state: row.get("state")?,
        round: row.get("round")?,
        job: row.get("job_id")?,
        report: row.get("report")?,
        rejected: row.get("rejected_id")?,
        trouble: row.get("trouble")?,
        started_at: row.get("started_at")?,
    })
}
