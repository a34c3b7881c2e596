//! `artel demo`

use std::path::PathBuf;

use artel::{demo, house, serve};
use base::clock::Clock;
use base::failure::Result;
use base::work::Config;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use serde_json::json;

use super::{Common, Ended, Output};

/// How the demo is shown.
#[derive(Args)]
pub struct Demo {
    /// Build it anew
    #[arg(long)]
    fresh: bool,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder of its database
    #[arg(long, default_value = "artel-data")]
    folder: PathBuf,
    /// The day on which the story ends; today unless it is given
    #[arg(long)]
    today: Option<Date>,
    /// Build it and stop
    #[arg(long)]
    build_only: bool,
}

impl Demo {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let file = self.folder.join("demo.sqlite");
        if self.fresh {
            remove(&file)?;
        }
        let database = format!("sqlite:{}", file.display());
        let config = Config { public_url: format!("http://127.0.0.1:{}", self.port), ..common.config()? };
        if !file.exists() {
            self.build(&database, &config).await?;
        }
        let rows: Vec<_> =
            demo::people::STAFF.iter().chain(demo::people::PARTNER).chain([&demo::people::OTHER]).collect();
        let words = rows.iter().map(|one| format!("  {:18} {:20} {}", one.email, one.role.name(), one.name));
        let words = words.collect::<Vec<_>>().join("\n");
        let words = format!(
            "Artel is at {}\nSign in with the password {} as\n{words}\nCtrl-C stops it.",
            config.public_url,
            demo::people::PASSWORD
        );
        let sign_ins: Vec<_> =
            rows.iter().map(|one| json!({ "email": one.email, "role": one.role.name() })).collect();
        if self.build_only {
            output.answer("The demo is built.", json!({ "database": database }));
            return Ok(Ended::Well);
        }
        let listener = serve::listen(&format!("127.0.0.1:{}", self.port)).await?;
        let site = house::open(&database, config.clone(), Clock::Real).await?;
        output.answer(
            &words,
            json!({ "url": config.public_url, "password": demo::people::PASSWORD, "sign_ins": sign_ins }),
        );
        serve::serve(site, listener, serve::asked_to_stop()).await?;
        Ok(Ended::Well)
    }

    /// Builds beside the final name, so that an interrupted build is not taken for a demo.
    async fn build(&self, database: &str, config: &Config) -> Result<()> {
        let file = self.folder.join("demo.sqlite");
        let unfinished = self.folder.join("demo.unfinished.sqlite");
        remove(&unfinished)?;
        let bar = ProgressBar::new(1);
        if let Ok(style) = ProgressStyle::with_template("Building the demo {bar:30} {pos}/{len} months") {
            bar.set_style(style);
        }
        {
            let clock = Clock::moving(jiff::Timestamp::now());
            let url = format!("sqlite:{}", unfinished.display());
            let site = house::open(&url, config.clone(), clock).await?;
            let today =
                self.today.unwrap_or_else(|| jiff::Timestamp::now().to_zoned(config.zone.clone()).date());
            let show = |done: i64, total: i64| {
                bar.set_length(total.unsigned_abs());
                bar.set_position(done.unsigned_abs());
            };
            demo::build(&site, today, demo::Size::DEMO, show).await?;
            base::jobs::run_all(&site).await?;
            // One clean file without a journal beside it, under the final name.
            remove(&file)?;
            site.db.backup(&file).await?;
        }
        bar.finish_and_clear();
        remove(&unfinished)?;
        tracing::debug!(database, "the demo is built");
        Ok(())
    }
}

/// Removes a database and the files that SQLite keeps beside it.
fn remove(file: &std::path::Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let name = PathBuf::from(format!("{}{ending}", file.display()));
        if name.exists() {
            std::fs::remove_file(&name)?;
        }
    }
    Ok(())
}
