//! `artel payouts …`

use std::path::{Path, PathBuf};

use base::access::Actor;
use base::failure::{Context, Failure, Outcome, Result};
use base::work::Work;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use money::Currency;
use payouts::{Batch, BatchId, BatchState, FileFormat, Refusal, Way};
use serde_json::{Value, json};

use super::{Common, Ended, Output, refusal};

/// What can be done with payouts. A batch is named by its number.
#[derive(Subcommand)]
pub enum Payouts {
    /// List the batches, the newest first
    List {
        /// prepared, approved, exported, paid or cancelled
        #[arg(long, value_parser = state)]
        state: Option<BatchState>,
    },
    /// Prepare a batch of everybody who can be paid today
    Prepare {
        /// The currency, such as RUB
        #[arg(long, value_parser = super::programs::currency)]
        currency: Currency,
        #[command(flatten)]
        by: By,
    },
    /// Approve a batch that somebody else prepared
    Approve {
        /// The batch's number
        batch: String,
        #[command(flatten)]
        by: By,
    },
    /// Write the files of an approved batch for the bank; an exported batch is written as it was
    Export {
        /// The batch's number
        batch: String,
        /// As which file: 1c, pain, csv (the table alone) or the id of a register layout; usual for the currency unless given
        #[arg(long = "way", value_parser = way)]
        way: Option<Way>,
        /// The folder for the files
        #[arg(long, default_value = ".")]
        folder: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Say that the bank has paid everything that is due in a batch
    Paid {
        /// The batch's number
        batch: String,
        /// The day on which the bank paid; today unless it is given
        #[arg(long)]
        on: Option<Date>,
        #[command(flatten)]
        by: By,
    },
    /// Take a statement of the bank in: mark what it paid, take back what it returned, list what belongs to no payout
    Statement {
        /// The file: 1CClientBankExchange or camt.053
        file: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Cancel a batch before it goes to the bank; the money goes back
    Cancel {
        /// The batch's number
        batch: String,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        by: By,
    },
}

/// Who does it.
#[derive(Args)]
pub struct By {
    /// The e-mail address of the member of staff who does it; approving needs a person other than the author
    #[arg(long = "as", value_name = "EMAIL")]
    email: Option<String>,
}

fn state(text: &str) -> Result<BatchState, String> {
    let all = || BatchState::ALL.iter().map(|state| state.word()).collect::<Vec<_>>().join(", ");
    BatchState::parse(text).ok_or_else(|| format!("one of {}", all()))
}

fn way(text: &str) -> Result<Way, String> {
    Way::parse(text).ok_or_else(|| "one of 1c, pain, csv, or the id of a layout".to_owned())
}

impl Payouts {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        match self {
            Self::List { state } => list(common, output, state).await,
            Self::Prepare { currency, by } => {
                let mut work = by.begin(common).await?;
                let done = payouts::prepare(&mut work, currency).await;
                keep(common, output, work, done).await
            }
            Self::Approve { batch, by } => {
                let mut work = by.begin(common).await?;
                let id = called(&mut work, &batch).await?;
                let done = payouts::approve(&mut work, id).await.map(|()| id);
                keep(common, output, work, done).await
            }
            Self::Export { batch, way, folder, by } => export(common, output, &batch, way, &folder, by).await,
            Self::Paid { batch, on, by } => {
                let mut work = by.begin(common).await?;
                let id = called(&mut work, &batch).await?;
                let on = on.unwrap_or_else(|| work.today());
                let done = payouts::pay_all(&mut work, id, on).await.map(|()| id);
                keep(common, output, work, done).await
            }
            Self::Statement { file, by } => statement(common, output, &file, by).await,
            Self::Cancel { batch, reason, by } => {
                let mut work = by.begin(common).await?;
                let id = called(&mut work, &batch).await?;
                let done = payouts::cancel(&mut work, id, &reason).await.map(|()| id);
                keep(common, output, work, done).await
            }
        }
    }
}

impl By {
    /// Begins work as the person who was named, or as the command line itself.
    async fn begin(&self, common: &Common) -> Result<Work> {
        let site = common.site().await?;
        let actor = match &self.email {
            None => Actor::System("command-line"),
            Some(email) => {
                let mut work = site.read(Actor::System("command-line")).await?;
                let found = people::staff_called(&mut work, email).await?;
                found.ok_or_else(|| {
                    Failure::new(format!("--as {email}: nobody of the staff signs in with it"))
                })?
            }
        };
        site.begin(actor).await
    }
}

/// The batch with this number or id.
async fn called(work: &mut Work, batch: &str) -> Result<BatchId> {
    let unknown = || Failure::new(format!("{batch}: there is no such batch"));
    let Ok(number) = batch.parse::<i64>() else { return batch.parse().map_err(|_| unknown()) };
    for page in 1.. {
        let batches = payouts::batches(work, None, page).await?;
        if let Some(found) = batches.iter().find(|one| one.number == number) {
            return Ok(found.id);
        }
        if batches.is_empty() {
            break;
        }
    }
    Err(unknown())
}

/// Keeps what was done and tells how the batch stands now.
async fn keep(
    common: &Common,
    output: &Output,
    mut work: Work,
    done: Outcome<BatchId, Refusal>,
) -> Result<Ended> {
    match done {
        Ok(id) => {
            let batch = standing(&mut work, id).await?;
            work.commit().await?;
            output.answer(&line(&batch), object(&batch));
            Ok(Ended::Well)
        }
        Err(stop) => refusal(output, &common.reader()?, stop),
    }
}

async fn standing(work: &mut Work, id: BatchId) -> Result<Batch> {
    payouts::batch(work, id).await?.ok_or_else(|| Failure::new(format!("there is no {id}")))
}

fn line(batch: &Batch) -> String {
    let Batch { number, lines, total, cutoff_on, .. } = batch;
    format!("Batch {number} of {cutoff_on}: {}, {lines} payouts, {total}", batch.state.word())
}

fn object(batch: &Batch) -> Value {
    json!({
        "batch": batch.id.to_string(), "number": batch.number, "state": batch.state.word(),
        "currency": batch.currency.code(), "cutoff_on": batch.cutoff_on, "lines": batch.lines,
        "total": batch.total.to_decimal(), "paid_lines": batch.paid_lines, "paid": batch.paid.to_decimal(),
    })
}

async fn list(common: &Common, output: &Output, state: Option<BatchState>) -> Result<Ended> {
    let site = common.site().await?;
    let mut work = site.read(Actor::System("command-line")).await?;
    let mut all = Vec::new();
    for page in 1.. {
        let batches = payouts::batches(&mut work, state, page).await?;
        if batches.is_empty() {
            break;
        }
        all.extend(batches);
    }
    let words = all.iter().map(line).collect::<Vec<_>>().join("\n");
    let words = if all.is_empty() { "There is no such batch." } else { &words };
    output.answer(words, Value::Array(all.iter().map(object).collect()));
    Ok(Ended::Well)
}

async fn export(
    common: &Common,
    output: &Output,
    batch: &str,
    way: Option<Way>,
    folder: &Path,
    by: By,
) -> Result<Ended> {
    let mut work = by.begin(common).await?;
    let id = called(&mut work, batch).await?;
    let before = standing(&mut work, id).await?;
    if !matches!(before.state, BatchState::Exported | BatchState::Paid) {
        let done = match way {
            Some(way) => payouts::export_as(&mut work, id, way).await,
            None => payouts::export(&mut work, id).await,
        };
        match done {
            Ok(()) => {}
            Err(stop) => return refusal(output, &common.reader()?, stop),
        }
    }
    let mut files = Vec::new();
    for format in FileFormat::ALL {
        files.extend(payouts::file(&mut work, id, format).await?);
    }
    let batch = standing(&mut work, id).await?;
    work.commit().await?;
    let mut words = line(&batch);
    let mut written = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        std::fs::write(&path, &file.bytes).context(path.display())?;
        words = format!("{words}\nWrote {} ({} bytes)", path.display(), file.bytes.len());
        written.push(json!({ "file": path, "bytes": file.bytes.len(), "sha256": file.sha256 }));
    }
    let mut object = object(&batch);
    object["files"] = Value::Array(written);
    output.answer(&words, object);
    Ok(Ended::Well)
}

async fn statement(common: &Common, output: &Output, file: &Path, by: By) -> Result<Ended> {
    let bytes = std::fs::read(file).context(file.display())?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut work = by.begin(common).await?;
    let found = match payouts::take_statement(&mut work, &name, &bytes).await {
        Ok(found) => found,
        Err(stop) => return refusal(output, &common.reader()?, stop),
    };
    work.commit().await?;
    let words = format!(
        "{} paid, {} confirmed, {} in part, {} returned, {} belong to no payout, {} known already, {} foreign, {} not booked yet",
        found.paid,
        found.confirmed,
        found.parts,
        found.returned,
        found.open,
        found.known,
        found.foreign,
        found.waiting
    );
    output.answer(&words, serde_json::to_value(&found)?);
    Ok(if found.open == 0 { Ended::Well } else { Ended::WithProblems })
}
