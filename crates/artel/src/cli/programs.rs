//! `artel programs …`

use std::path::PathBuf;

use base::access::Actor;
use base::failure::{Failure, Outcome, Result};
use base::files::{FileError, Hints, Limits, Table, Taken, guess};
use base::words::Reader;
use base::work::Work;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use money::{Currency, Money};
use programs::{NewProgram, Plan, Program, Refusal};
use serde_json::json;
use terms::PeriodKind;

use super::{Common, Ended, Output, refusal};

/// What can be done with programmes.
#[derive(Subcommand)]
pub enum Programs {
    /// Add a programme; it is prepared in private until it is started
    Add(Add),
    /// Enrol every partner who does not take part yet
    Enrol(Enrol),
    /// Start a programme that has terms: from now on partners see it
    Start {
        /// The programme's code or name
        program: String,
    },
    /// Set partners' own plans from a table: partner, target, from
    Targets(Targets),
    /// List the programmes
    List,
}

/// A table of partners' own plans.
#[derive(Args)]
pub struct Targets {
    /// The programme's code or name
    program: String,
    /// A table as CSV or XLSX: the partner's code or name, the plan of a period, the first day
    file: PathBuf,
}

/// A programme to be added.
#[derive(Args)]
pub struct Add {
    /// The short name, used in files and on the command line
    #[arg(long)]
    code: String,
    /// The name people read
    #[arg(long)]
    name: String,
    /// The currency of its terms and statements, such as RUB
    #[arg(long, value_parser = currency)]
    currency: Currency,
    /// month, quarter or year: how long a statement is
    #[arg(long, value_parser = period_kind)]
    period: PeriodKind,
    /// The first day that can earn
    #[arg(long)]
    starts_on: Date,
    /// Days between the close of a period and the day its accruals become payable
    #[arg(long, default_value_t = 0)]
    hold_days: u32,
    /// The smallest payout, in the programme's currency
    #[arg(long, default_value = "0")]
    minimum: String,
    /// Enrol every partner there is from the first day on
    #[arg(long)]
    enrol_all: bool,
}

/// Who joins from when.
#[derive(Args)]
pub struct Enrol {
    /// The programme's code or name
    program: String,
    /// The first day on which their sales earn
    #[arg(long)]
    from: Date,
}

/// Reads a currency by its code.
pub fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).map_err(|_| "write a code like RUB, USD or EUR".to_owned())
}

fn period_kind(text: &str) -> Result<PeriodKind, String> {
    PeriodKind::parse(text).ok_or_else(|| "write month, quarter or year".to_owned())
}

impl Programs {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        match self {
            Self::Add(add) => add.run(common, output).await,
            Self::Enrol(enrol) => enrol.run(common, output).await,
            Self::Start { program } => start(common, output, &program).await,
            Self::Targets(targets) => targets.run(common, output).await,
            Self::List => list(common, output).await,
        }
    }
}

/// The programme with this code or name.
pub async fn called(work: &mut Work, program: &str) -> Result<Program> {
    let found = programs::program_by_code(work, program).await?;
    found.ok_or_else(|| Failure::new(format!("{program}: there is no such programme")))
}

impl Add {
    async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let minimum = Money::parse_amount(&self.minimum, self.currency).map_err(|_| {
            Failure::new(format!("--minimum {}: write a sum like 1000 or 1000.50", self.minimum))
        })?;
        let site = common.site().await?;
        let mut work = site.begin(Actor::System("command-line")).await?;
        let (code, name) = (self.code.clone(), self.name.clone());
        match self.add(&mut work, minimum).await {
            Ok(enrolled) => {
                work.commit().await?;
                let words = format!("Added {name} ({code}); partners enrolled: {enrolled}.");
                output.answer(&words, json!({ "program": code, "name": name, "enrolled": enrolled }));
                Ok(Ended::Well)
            }
            Err(stop) => refusal(output, &common.reader()?, stop),
        }
    }

    async fn add(self, work: &mut Work, minimum: Money) -> Outcome<usize, Refusal> {
        let new = NewProgram {
            code: self.code,
            name: self.name,
            currency: self.currency,
            period: self.period,
            starts_on: self.starts_on,
            hold_days: self.hold_days,
            minimum_minor: minimum.minor,
            description: String::new(),
        };
        let program = programs::add(work, new).await?;
        if self.enrol_all { enrol_everybody(work, program, self.starts_on).await } else { Ok(0) }
    }
}

async fn enrol_everybody(
    work: &mut Work,
    program: programs::ProgramId,
    from: Date,
) -> Outcome<usize, Refusal> {
    let everybody: Vec<_> = partners::all(work).await?.into_iter().map(|partner| partner.id).collect();
    Ok(programs::enrol_many(work, program, &everybody, from).await?.joined.len())
}

impl Enrol {
    async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let site = common.site().await?;
        let mut work = site.begin(Actor::System("command-line")).await?;
        let program = called(&mut work, &self.program).await?;
        match enrol_everybody(&mut work, program.id, self.from).await {
            Ok(enrolled) => {
                work.commit().await?;
                let words = format!("Enrolled in {} from {}: {enrolled}.", program.name, self.from);
                output.answer(
                    &words,
                    json!({ "program": program.code, "enrolled": enrolled, "from": self.from }),
                );
                Ok(Ended::Well)
            }
            Err(stop) => refusal(output, &common.reader()?, stop),
        }
    }
}

impl Targets {
    async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let reader = common.reader()?;
        let site = common.site().await?;
        let mut work = site.begin(Actor::System("command-line")).await?;
        let program = called(&mut work, &self.program).await?;
        let rows = self.rows(&reader, program.currency)?;
        let names: Vec<&str> = rows.iter().map(|(_, name, _)| name.as_str()).collect();
        let found = partners::find_by_name_or_code(&mut work, &names).await?;
        let mut plans = Vec::with_capacity(rows.len());
        for (row, name, plan) in &rows {
            let partner = found.get(name);
            let unknown = || Failure::new(format!("row {row}: {name}: there is no such partner"));
            plans.push((*partner.ok_or_else(unknown)?, *plan));
        }
        match programs::set_targets(&mut work, program.id, &plans).await {
            Ok(()) => {
                work.commit().await?;
                let words = format!("Plans set in {}: {}.", program.name, plans.len());
                output.answer(&words, json!({ "program": program.code, "plans": plans.len() }));
                Ok(Ended::Well)
            }
            Err(stop) => refusal(output, &reader, stop),
        }
    }

    /// Every row with its number; all or none.
    fn rows(&self, reader: &Reader, currency: Currency) -> Result<Vec<(u64, String, Plan)>> {
        let about = |what: String| Failure::new(format!("{}: {what}", self.file.display()));
        let wrong = |error: FileError| about(error.sentence(reader));
        let mut table = Table::open_path(&self.file, &Hints::default(), Limits::default()).map_err(wrong)?;
        let mapping = guess(table.columns(), programs::PLAN_FIELDS);
        let binding = mapping.bind(table.columns(), programs::PLAN_FIELDS).map_err(|problems| {
            let sentences: Vec<String> = problems.iter().map(|problem| problem.sentence(reader)).collect();
            about(sentences.join(" "))
        })?;
        let mut found = Vec::new();
        for row in table.rows().map_err(wrong)? {
            let row = row.map_err(wrong)?;
            let Taken::Record(mut record) = binding.take(&row) else { continue };
            let plan = programs::named_plan(&mut record, currency);
            let (name, plan) = record.finish(plan).map_err(|problems| {
                let sentences = problems.iter().map(|problem| problem.sentence(reader));
                about(format!("row {}: {}", row.number(), sentences.collect::<Vec<_>>().join(" ")))
            })?;
            found.push((row.number(), name, plan));
        }
        Ok(found)
    }
}

async fn start(common: &Common, output: &Output, program: &str) -> Result<Ended> {
    let site = common.site().await?;
    let mut work = site.begin(Actor::System("command-line")).await?;
    let program = called(&mut work, program).await?;
    match programs::start(&mut work, program.id).await {
        Ok(()) => {
            work.commit().await?;
            output.answer(
                &format!("{} runs.", program.name),
                json!({ "program": program.code, "status": "running" }),
            );
            Ok(Ended::Well)
        }
        Err(stop) => refusal(output, &common.reader()?, stop),
    }
}

async fn list(common: &Common, output: &Output) -> Result<Ended> {
    let site = common.site().await?;
    let mut work = site.read(Actor::System("command-line")).await?;
    let all = programs::all(&mut work).await?;
    let line = |one: &Program| {
        let (status, kind) = (one.status.word(), one.period.word());
        format!("{}  {}, {kind}, {}, from {}, {status}", one.code, one.name, one.currency, one.starts_on)
    };
    let words = if all.is_empty() {
        "There is no programme yet.".to_owned()
    } else {
        all.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let objects: Vec<_> = all
        .iter()
        .map(|one| {
            json!({
                "code": one.code, "name": one.name, "currency": one.currency.code(), "period": one.period.word(),
                "starts_on": one.starts_on, "hold_days": one.hold_days, "status": one.status.word(),
                "closed_until": one.closed_until,
            })
        })
        .collect();
    output.answer(&words, json!(objects));
    Ok(Ended::Well)
}
