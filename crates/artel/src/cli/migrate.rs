//! `artel migrate`

use artel::house;
use base::access::Actor;
use base::db::Db;
use base::failure::Result;
use clap::Args;
use serde_json::json;

use super::{Common, Ended, Output};

/// What else is brought up to date.
#[derive(Args)]
pub struct Migrate {
    /// Write anew what is derived from other tables: the log of sales by month
    #[arg(long)]
    rebuild: bool,
}

impl Migrate {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let db = Db::open(&common.database).await?;
        let made = db.migrate(&house::migrations()).await?;
        drop(db);
        let site = common.site().await?;
        let mut words =
            if made == 0 { "The tables are up to date.".into() } else { format!("Steps made: {made}.") };
        let mut logged = None;
        if self.rebuild {
            let sales = sales::rebuild_log(&site, Actor::System("command-line")).await?;
            words = format!("{words}\nSales in the log: {sales}.");
            logged = Some(sales);
        }
        output.answer(&words, json!({ "steps": made, "logged": logged }));
        Ok(Ended::Well)
    }
}
