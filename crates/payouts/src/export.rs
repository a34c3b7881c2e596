//! Handing a batch out as files for the bank.

use base::access::{Act, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use money::Currency;
use sha2::{Digest, Sha256};

use crate::events::{Exported, LineDropped};
use crate::prepare::order;
use crate::rules::{
    self, BankFile, Batch, BatchId, BatchState, Entry, Line, Order, PainFile, Problem, REQUISITES_CHANGED,
    Refusal, RegisterForm, RegisterLayout, Way, judge_limits, judge_state, register,
};
use crate::store::{self, FileFormat, Move, StoredFile};

/// Makes the files of an approved batch in the usual way: bank orders for roubles, the plain table for other currencies.
pub async fn export(work: &mut Work, id: BatchId) -> Outcome<(), Refusal> {
    let batch = store::batch(work, id).await?.ok_or(Stop::Unknown)?;
    let usual = if batch.currency == Currency::RUB { Way::BankOrders } else { Way::Table };
    export_as(work, id, usual).await
}

/// Makes the files under a key of the one who asks: the same key again changes nothing and is no refusal, so that a double
/// click or an answer that got lost in between is harmless.
pub async fn release(work: &mut Work, id: BatchId, way: Option<Way>, key: &str) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    if !key.is_empty() && store::release_key(work, id).await?.as_deref() == Some(key) {
        return Ok(());
    }
    match way {
        Some(way) => export_as(work, id, way).await?,
        None => export(work, id).await?,
    }
    if !key.is_empty() {
        store::set_release_key(work, id, key).await?;
    }
    Ok(())
}

/// Makes the files of an approved batch and keeps them; from now on they are handed out as they are. A table of the same
/// lines is always among them. Lines whose requisites have changed since the batch was prepared drop out.
pub async fn export_as(work: &mut Work, id: BatchId, way: Way) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Approved]).map_err(Stop::Refused)?;
    mind_factor(work).await?;
    // Two batches at once would both find the day's limit free.
    work.queue_for("payouts_release").await?;
    drop_changed(work, &batch).await?;
    let lines = store::lines_due(work, id).await?;
    if lines.is_empty() {
        return Err(Stop::Refused(Refusal::NothingLeft));
    }
    mind_limits(work, &batch, &lines).await?;
    let mut files = vec![table(&batch, &lines)?];
    files.extend(bank_file(work, &batch, &lines, way).await?);
    let mut said = Vec::new();
    for file in &files {
        store::insert_file(work, id, file).await?;
        said.push(format!("{} ({})", file.name, &file.sha256[..12]));
    }
    store::set_exported(work, id).await?;
    work.record(Exported { batch: id, number: batch.number, files: said.join(", ") }).await?;
    Ok(())
}

/// Whoever has a second factor proves himself by it, and everybody does when the settings say so.
async fn mind_factor(work: &mut Work) -> Outcome<(), Refusal> {
    let is_needed = needs_factor(work).await?;
    if is_needed && !people::proved_lately(work).await? {
        Err(Stop::Refused(Refusal::FactorNeeded))
    } else {
        Ok(())
    }
}

/// Whether the one who acts needs his second factor to hand a batch out.
pub(crate) async fn needs_factor(work: &mut Work) -> Result<bool> {
    Ok(crate::settings(work).await?.needs_factor || people::has_factor(work).await?)
}

async fn mind_limits(work: &mut Work, batch: &Batch, lines: &[Line]) -> Outcome<(), Refusal> {
    let limits = crate::settings(work).await?.limits(batch.currency);
    let day_begins = work.today().to_zoned(work.site().config.zone.clone())?.timestamp();
    let before = store::exported_since(work, batch.currency, day_begins).await?;
    let amounts = || lines.iter().map(|line| line.amount.minor);
    let (greatest, total) = (amounts().max().unwrap_or_default(), amounts().sum::<i64>());
    judge_limits(&limits, batch.currency, greatest, total, before.saturating_add(total))
        .map_err(Stop::Refused)
}

/// What was approved for one account does not go to another: the money of such lines goes back.
async fn drop_changed(work: &mut Work, batch: &Batch) -> Result<()> {
    let mut changed = Vec::new();
    for line in store::lines_due(work, batch.id).await? {
        let present = partners::requisites_of(work, line.partner).await?;
        if present.is_none_or(|present| present.hash() != line.requisites_hash) {
            changed.push(line);
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let today = work.today();
    store::remove_lines(work, &changed, REQUISITES_CHANGED).await?;
    store::move_money(work, batch, &changed, Move::BackOne, today).await?;
    for line in changed {
        store::shrink_batch(work, &line).await?;
        let (amount, number) = (line.amount.to_string(), batch.number);
        let (partner, name) = (line.partner, line.partner_name);
        work.record(LineDropped { batch: batch.id, number, partner, name, amount }).await?;
    }
    Ok(())
}

async fn bank_file(
    work: &mut Work,
    batch: &Batch,
    lines: &[Line],
    way: Way,
) -> Outcome<Option<StoredFile>, Refusal> {
    let today = work.today();
    let made_at = work.now().to_zoned(work.site().config.zone.clone()).datetime();
    let orders: Vec<Order> = lines.iter().map(|line| order(line, today)).collect();
    let number = batch.number;
    let (format, name, written) = match way {
        Way::Table => return Ok(None),
        Way::BankOrders => {
            let file = BankFile { payer: &batch.payer, made_at, orders: &orders };
            (FileFormat::BankOrders, format!("1c_to_kl_{number}.txt"), rules::write(&file))
        }
        Way::Pain => {
            let message = batch.id.to_string();
            let payer = &batch.payer;
            let file = PainFile { message: &message, payer, made_at, execute_on: today, orders: &orders };
            (FileFormat::Pain, format!("pain001_{number}.xml"), rules::write_pain(&file))
        }
        Way::Register(layout) => {
            let kept = store::layout(work, layout).await?.ok_or(Stop::Unknown)?;
            let (format, ending) = register_format(&kept.layout);
            let entries: Vec<Entry> = lines.iter().map(entry).collect();
            (format, format!("register_{number}.{ending}"), rules::write_register(&kept.layout, &entries))
        }
    };
    match written {
        Ok(bytes) => Ok(Some(stored(format, name, bytes))),
        Err(problems) => Err(Stop::Refused(unwritten(problems))),
    }
}

fn unwritten(problems: Vec<Problem>) -> Refusal {
    let count = problems.len();
    problems.into_iter().next().map_or(Refusal::NothingLeft, |first| Refusal::FileWrong { count, first })
}

const fn register_format(layout: &RegisterLayout) -> (FileFormat, &'static str) {
    match layout.form {
        RegisterForm::Xlsx => (FileFormat::RegisterXlsx, "xlsx"),
        RegisterForm::CsvUtf8 | RegisterForm::CsvWindows1251 => (FileFormat::RegisterCsv, "csv"),
    }
}

fn entry(line: &Line) -> Entry {
    Entry {
        document: line.document,
        partner: line.partner.to_string(),
        payee: line.payee.clone(),
        amount: line.amount,
        purpose: line.purpose.clone(),
    }
}

fn table(batch: &Batch, lines: &[Line]) -> Result<StoredFile> {
    let entries: Vec<Entry> = lines.iter().map(entry).collect();
    Ok(stored(FileFormat::Csv, format!("payouts_{}.csv", batch.number), register(&entries)?))
}

fn stored(format: FileFormat, name: String, bytes: Vec<u8>) -> StoredFile {
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    StoredFile { format, name, bytes, sha256 }
}
