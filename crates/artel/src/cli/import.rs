//! `artel import`

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base::access::Actor;
use base::failure::{Context, Failure, Result, Stop};
use base::files::{Hints, Limits, Mapping, ProblemKind, Report, Table, guess};
use base::words::Reader;
use clap::Args;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use sales::import::{Imported, Input, Mode, Step, Target, Trouble};
use serde_json::{Value, json};

use super::{Common, Ended, Output, refusal};

/// Which file is taken in, and how.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// What the rows are: partners, customers, products or sales
    #[arg(value_parser = target)]
    target: Target,
    /// A table as CSV (UTF-8, windows-1251, any usual separator) or XLSX
    file: PathBuf,
    /// How columns and values are read, as TOML; guessed from the names of the columns without it
    #[arg(long)]
    map: Option<PathBuf>,
    /// Read and judge the whole file, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Where rejected rows go, each with its reason; mended there, they can be imported again
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  artel import partners teams.csv --map partners.toml
  artel import sales pipeline.csv --map sales.toml --dry-run --rejected rejected.csv

A mapping file:
  [columns]                      # field = column
  reference = \"opportunity_id\"
  amount = \"close_value\"
  [constant]                     # the same value in every row
  currency = \"USD\"
  [filter]                       # only rows with this value in this column
  deal_stage = \"Won\"
  [values.product]               # value in the file = value it stands for
  GTXPro = \"GTX Pro\"";

fn target(text: &str) -> Result<Target, String> {
    if text == "deals" {
        return Err("deals cannot be imported yet: this version of Artel has no register of deals".into());
    }
    Target::parse(text).ok_or_else(|| "write partners, customers, products or sales".into())
}

impl Import {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let reader = common.reader()?;
        let file = File::open(&self.file).context(self.file.display())?;
        let mapping = match self.mapping() {
            Ok(mapping) => mapping,
            Err(stop) => return refusal(output, &reader, stop),
        };
        let input =
            Input { target: self.target, file: Box::new(file), name: self.name(), mapping, import: None };
        let site = common.site().await?;
        let mode = if self.dry_run { Mode::DryRun } else { Mode::Write };
        let bar = bar();
        let mut show = |step: Step| advance(&bar, step);
        let actor = Actor::System("command-line");
        let done = sales::import::import(&site, actor, input, mode, &reader, &mut show).await;
        bar.finish_and_clear();
        match done {
            Ok(imported) => self.tell(output, &reader, imported),
            Err(stop) => refusal(output, &reader, stop),
        }
    }

    fn name(&self) -> String {
        self.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The mapping of the file that was named, else the one that the columns suggest.
    fn mapping(&self) -> Result<Mapping, Stop<Trouble>> {
        if let Some(path) = &self.map {
            let text = std::fs::read_to_string(path).context(path.display())?;
            let mapping = Mapping::parse(&text);
            return mapping.map_err(|error| Failure::new(format!("{}: {error}", path.display())).into());
        }
        let table = Table::open_path(&self.file, &Hints::default(), Limits::default());
        let table = table.map_err(|error| Stop::Refused(Trouble::File(error)))?;
        Ok(guess(table.columns(), self.target.fields()))
    }

    fn tell(&self, output: &Output, reader: &Reader, imported: Imported) -> Result<Ended> {
        let Imported { report, beside, rejected } = imported;
        let mut kept = None;
        if let (Some(path), Some(mut file)) = (&self.rejected, rejected) {
            let mut into = File::create(path).context(path.display())?;
            std::io::copy(&mut file, &mut into).context(path.display())?;
            kept = Some(path.as_path());
        }
        let words = self.words(&report, beside, reader, kept);
        output.answer(&words, self.object(&report, beside, reader, kept));
        Ok(if report.is_clean() { Ended::Well } else { Ended::WithProblems })
    }

    fn words(&self, report: &Report, beside: u64, reader: &Reader, kept: Option<&Path>) -> String {
        let Report { read, filtered, new, unchanged, changed, rejected, .. } = report;
        let count = |number: &u64| HumanCount(*number).to_string();
        let mut lines = vec![format!("{}: {} rows read.", self.name(), count(read))];
        for (number, what) in [
            (filtered, "left out by the filter"),
            (new, if self.dry_run { "would be new" } else { "new" }),
            (changed, if self.dry_run { "would change" } else { "changed" }),
            (unchanged, "known already"),
            (&beside, "added beside them, because rows named them"),
            (rejected, "rejected"),
            (&conflicts(report), "of these recorded before with other values"),
        ] {
            if *number > 0 {
                lines.push(format!("{:>12} {what}", count(number)));
            }
        }
        lines.extend(report.groups().iter().map(|group| format!("  {}", group.sentence(reader))));
        lines.push(match (report.is_clean(), kept) {
            (true, _) if self.dry_run => "Nothing was written: this was a dry run.".into(),
            (true, _) if report.is_unchanged() => "Nothing has changed.".into(),
            (true, _) => "Everything is in.".into(),
            (false, Some(path)) => format!("The rejected rows with their reasons are in {}.", path.display()),
            (false, None) => {
                "--rejected FILE writes the rejected rows with their reasons into a file.".into()
            }
        });
        lines.join("\n")
    }

    fn object(&self, report: &Report, beside: u64, reader: &Reader, kept: Option<&Path>) -> Value {
        let groups = report.groups().into_iter().map(|group| {
            let first = &group.first;
            json!({
                "count": group.count, "first_row": first.row, "field": first.field, "column": first.column,
                "value": first.value, "nearest": first.nearest, "sentence": group.sentence(reader),
            })
        });
        json!({
            "target": self.target.name(), "file": self.file, "dry_run": self.dry_run, "read": report.read,
            "filtered": report.filtered, "new": report.new, "changed": report.changed,
            "unchanged": report.unchanged, "rejected": report.rejected, "conflicts": conflicts(report),
            "beside": beside, "problems": groups.collect::<Vec<_>>(), "rejected_file": kept,
        })
    }
}

/// Rows that were recorded before with other values.
fn conflicts(report: &Report) -> u64 {
    let differs = |what: &ProblemKind| matches!(what, ProblemKind::Differs { .. });
    report.groups().iter().filter(|group| differs(&group.first.what)).map(|group| group.count).sum()
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:30} {percent}%  {msg}  {elapsed} of about {duration}")
    {
        bar.set_style(style);
    }
    bar
}

fn advance(bar: &ProgressBar, step: Step) {
    bar.set_length(step.total);
    bar.set_position(step.done);
    let rate = per_second(step.rows, bar.elapsed());
    bar.set_message(format!("{} rows, {} a second", HumanCount(step.rows), HumanCount(rate)));
}

fn per_second(rows: u64, elapsed: Duration) -> u64 {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    rows.saturating_mul(1000) / millis
}
