//! What a close writes into the ledger.

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use ledger::{Account, EntryId, NewEntry, Transfer};
use money::{Currency, Money};
use programs::ProgramId;

use crate::rules::Draft;
use crate::run::{Run, StatementId};

/// The key under which a partner's period is posted, once and never again.
pub fn key_of(run: &Run, partner: PartnerId) -> String {
    format!("{}{}/{partner}", all_of(run.program), run.period)
}

/// What the keys of all entries of a programme begin with.
pub fn all_of(program: ProgramId) -> String {
    format!("commissions/{program}/")
}

/// Posts what statements come to; a negative one takes back. Tells how many were posted now.
pub async fn post(
    work: &mut Work,
    run: &Run,
    program_name: &str,
    page: &[(StatementId, &Draft)],
) -> Result<usize> {
    let mut entries = Vec::with_capacity(page.len());
    for (id, draft) in page {
        ledger::name_partner(work, draft.partner, &draft.name).await?;
        let transfers = transfers(run, draft);
        if !transfers.is_empty() {
            entries.push((entry(run, program_name, *id, draft), transfers));
        }
    }
    let posted = ledger::post_many(work, &entries).await?;
    Ok(posted.iter().filter(|posted| posted.new).count())
}

fn entry(run: &Run, program_name: &str, id: StatementId, draft: &Draft) -> NewEntry {
    NewEntry {
        key: key_of(run, draft.partner),
        kind: "accrual",
        subject: id.to_string(),
        happened_on: run.period.end,
        memo: format!("{program_name} · {} · {}", run.period, draft.name),
    }
}

/// One transfer for each day on which a part of the sum may be paid out.
fn transfers(run: &Run, draft: &Draft) -> Vec<Transfer> {
    if draft.totals.total == 0 {
        return Vec::new();
    }
    draft
        .available
        .iter()
        .filter(|(_, minor)| **minor != 0)
        .map(|(day, minor)| transfer(run, draft, *day, *minor))
        .collect()
}

fn transfer(run: &Run, draft: &Draft, available_on: Date, minor: i64) -> Transfer {
    let payable = Account::Payable(draft.partner);
    let amount = |minor| Money::new(minor, run.currency);
    if minor < 0 {
        let amount = amount(minor.saturating_neg());
        return Transfer { debit: payable, credit: Account::Commissions, amount, available_on: None };
    }
    let available_on = Some(available_on);
    Transfer { debit: Account::Commissions, credit: payable, amount: amount(minor), available_on }
}

/// Everything that was ever accrued in a currency, less what was taken back.
pub async fn accrued(work: &mut Work, currency: Currency) -> Result<i64> {
    Ok(ledger::balance(work, Account::Commissions, currency).await?.minor.saturating_neg())
}

/// The entry that a statement made.
pub async fn entry_of(work: &mut Work, statement: StatementId) -> Result<Option<EntryId>> {
    let entries = ledger::entries_of(work, &statement.to_string()).await?;
    Ok(entries.first().map(|entry| entry.id))
}
