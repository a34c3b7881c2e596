//! `artel statements`

use std::io::Write;
use std::path::{Path, PathBuf};

use base::access::Actor;
use base::failure::{Context, Failure, Result};
use base::work::Work;
use clap::{Args, ValueEnum};
use commissions::{StatementFilter, StatementHead};
use serde_json::json;

use super::close::period;
use super::{Common, Ended, Output};

/// Which statements are printed.
#[derive(Args)]
pub struct Statements {
    /// The programme's code or name
    #[arg(long)]
    program: String,
    /// 2017-Q1, 2017-03 or 2017; all closed periods without it
    #[arg(long)]
    period: Option<String>,
    /// How they are printed
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// Write the file that proves each of them into this folder
    #[arg(long)]
    sealed: Option<PathBuf>,
}

/// How statements are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One line a statement, by partner and period
    Csv,
    /// An array of objects
    Json,
}

impl Statements {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let site = common.site().await?;
        let mut work = site.read(Actor::System("command-line")).await?;
        let program = programs::program_by_code(&mut work, &self.program).await?;
        let program = program
            .ok_or_else(|| Failure::new(format!("--program {}: there is no such programme", self.program)))?;
        let filter = StatementFilter {
            program: Some(program.id),
            period: self.period.as_deref().map(|text| period("--period", text)).transpose()?,
            ..StatementFilter::default()
        };
        let mut heads = commissions::statements(&mut work, &filter).await?;
        // The order must not depend on how an engine compares letters.
        heads.sort_by(|a, b| (&a.partner_name, a.period.start).cmp(&(&b.partner_name, b.period.start)));
        if let Some(folder) = &self.sealed {
            write_sealed(&mut work, folder, &heads).await?;
        }
        let json = output.is_json() || matches!(self.format, Format::Json);
        if json {
            print_json(&heads);
        } else {
            std::io::stdout().lock().write_all(&commissions::statements_csv(&heads)?)?;
        }
        Ok(Ended::Well)
    }
}

/// Writes `<statement>.sealed.json` for every statement that is sealed.
async fn write_sealed(work: &mut Work, folder: &Path, heads: &[StatementHead]) -> Result<()> {
    std::fs::create_dir_all(folder).context(folder.display().to_string())?;
    for head in heads {
        if let Some(file) = commissions::sealed_file(work, head.id, None, None).await? {
            let path = folder.join(format!("{}.sealed.json", head.id));
            std::fs::write(&path, file).context(path.display().to_string())?;
        }
    }
    Ok(())
}

fn print_json(heads: &[StatementHead]) {
    let all: Vec<_> = heads
        .iter()
        .map(|head| {
            let decimal = |minor| head.money(minor).to_decimal();
            json!({
                "id": head.id, "partner": head.partner, "name": head.partner_name, "period": head.period.to_string(),
                "turnover": decimal(head.totals.turnover), "direct": decimal(head.totals.direct),
                "override": decimal(head.totals.overrides), "bonus": decimal(head.totals.bonus),
                "total": decimal(head.totals.total), "lines": head.totals.sale_lines, "currency": head.currency.code(),
                "inputs_hash": head.inputs_hash,
                "terms": head.terms.iter().map(|(id, hash)| json!({ "version": id.to_string(), "hash": hash }))
                    .collect::<Vec<_>>(),
            })
        })
        .collect();
    println!("{}", serde_json::Value::Array(all));
}
