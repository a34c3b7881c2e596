//! Handing a batch out as files for the bank.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use money::Currency;
use sha2::{Digest, Sha256};

use crate::events::Exported;
use crate::prepare::order;
use crate::rules::{
    self, BankFile, Batch, BatchId, BatchState, Entry, Line, Order, Refusal, judge_state, register,
};
use crate::store::{self, FileFormat, StoredFile};

/// Makes the files of an approved batch and keeps them; from now on they are handed out as they are. Roubles get a
/// file of bank orders, every currency gets a register.
pub async fn export(work: &mut Work, id: BatchId) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let batch = store::lock_batch(work, id).await?.ok_or(Stop::Unknown)?;
    judge_state(batch.state, &[BatchState::Approved]).map_err(Stop::Refused)?;
    let lines = store::lines_due(work, id).await?;
    let mut files = vec![table(&batch, &lines)?];
    if batch.currency == Currency::RUB {
        files.push(bank_orders(work, &batch, &lines).map_err(Stop::Refused)?);
    }
    let mut said = Vec::new();
    for file in &files {
        store::insert_file(work, id, file).await?;
        said.push(format!("{} ({})", file.name, &file.sha256[..12]));
    }
    store::set_exported(work, id).await?;
    work.record(Exported { batch: id, number: batch.number, files: said.join(", ") }).await?;
    Ok(())
}

fn table(batch: &Batch, lines: &[Line]) -> base::failure::Result<StoredFile> {
    let entry = |line: &Line| Entry {
        document: line.document,
        partner: line.partner.to_string(),
        payee: line.payee.clone(),
        amount: line.amount,
        purpose: line.purpose.clone(),
    };
    let entries: Vec<Entry> = lines.iter().map(entry).collect();
    Ok(stored(FileFormat::Csv, format!("payouts_{}.csv", batch.number), register(&entries)?))
}

fn bank_orders(work: &Work, batch: &Batch, lines: &[Line]) -> Result<StoredFile, Refusal> {
    let today = work.today();
    let orders: Vec<Order> = lines.iter().map(|line| order(line, today)).collect();
    let made_at = work.now().to_zoned(work.site().config.zone.clone()).datetime();
    let written = rules::write(&BankFile { payer: &batch.payer, made_at, orders: &orders });
    match written {
        Ok(bytes) => Ok(stored(FileFormat::BankOrders, format!("1c_to_kl_{}.txt", batch.number), bytes)),
        Err(problems) => {
            let count = problems.len();
            let first = problems.into_iter().next();
            Err(first.map_or(Refusal::WrongState { state: batch.state }, |first| Refusal::FileWrong {
                count,
                first,
            }))
        }
    }
}

fn stored(format: FileFormat, name: String, bytes: Vec<u8>) -> StoredFile {
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    StoredFile { format, name, bytes, sha256 }
}
