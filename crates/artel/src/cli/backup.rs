//! `artel backup`

use std::path::Path;

use base::db::Db;
use base::failure::{Context, Failure, Result};
use serde_json::json;

use super::{Common, Ended, Output};

pub async fn run(common: &Common, output: &Output, file: &Path) -> Result<Ended> {
    if file.exists() {
        return Err(Failure::new(format!("{} is there already; name a new file", file.display())));
    }
    let db = Db::open(&common.database).await?;
    db.backup(file).await.context("the backup was not written")?;
    let size = std::fs::metadata(file)?.len();
    output
        .answer(&format!("Wrote {} ({size} bytes).", file.display()), json!({ "file": file, "bytes": size }));
    Ok(Ended::Well)
}
