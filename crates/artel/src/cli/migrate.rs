//! `artel migrate`

use artel::house;
use base::db::Db;
use base::failure::Result;
use serde_json::json;

use super::{Common, Ended, Output};

pub async fn run(common: &Common, output: &Output) -> Result<Ended> {
    let db = Db::open(&common.database).await?;
    let made = db.migrate(&house::migrations()).await?;
    let words = if made == 0 { "The tables are up to date.".into() } else { format!("Steps made: {made}.") };
    output.answer(&words, json!({ "steps": made }));
    Ok(Ended::Well)
}
