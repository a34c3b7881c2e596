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

/// The key under which all that a close states is posted, once and never again.
pub fn key_of(run: &Run) -> String {
    format!("{}{}", all_of(run.program), run.period)
}

/// The key under which a partner is posted who was parked at the close and is stated later.
pub fn late_key_of(run: &Run, partner: PartnerId) -> String {
    format!("{}/{partner}", key_of(run))
}

/// The key under which a partner's statement is posted now.
pub fn statement_key(run: &Run, partner: PartnerId) -> String {
    if run.is_closed { late_key_of(run, partner) } else { key_of(run) }
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
    statements: &[(StatementId, &Draft)],
) -> Result<usize> {
    let earned: Vec<&(StatementId, &Draft)> =
        statements.iter().filter(|(_, draft)| draft.totals.total != 0).collect();
    let names: Vec<(PartnerId, &str)> =
        earned.iter().map(|(_, draft)| (draft.partner, draft.name.as_str())).collect();
    ledger::name_partners(work, &names).await?;
    if run.is_closed {
        return post_late(work, run, program_name, &earned).await;
    }
    let today = work.today();
    if earned.is_empty() {
        return Ok(0);
    }
    let entry = NewEntry {
        key: key_of(run),
        kind: "accrual",
        subject: format!("{}/{}", run.program, run.period),
        happened_on: run.period.end,
        memo: format!("{program_name} · {}", run.period),
    };
    let parts = earned.iter().flat_map(|(id, draft)| {
        transfers(run, draft, today).into_iter().map(|transfer| (transfer, id.to_string()))
    });
    let posted = ledger::post_together(work, entry, &parts.collect::<Vec<_>>()).await?;
    Ok(if posted.new { earned.len() } else { 0 })
}

/// Posts those who were parked when the period was closed, each by himself.
async fn post_late(
    work: &mut Work,
    run: &Run,
    program_name: &str,
    earned: &[&(StatementId, &Draft)],
) -> Result<usize> {
    let today = work.today();
    let entry = |(id, draft): &&(StatementId, &Draft)| {
        let entry = NewEntry {
            key: late_key_of(run, draft.partner),
            kind: "accrual",
            subject: id.to_string(),
            happened_on: run.period.end,
            memo: format!("{program_name} · {} · {}", run.period, draft.name),
        };
        (entry, transfers(run, draft, today))
    };
    let entries: Vec<_> = earned.iter().map(entry).collect();
    let posted = ledger::post_many(work, &entries).await?;
    Ok(posted.iter().filter(|posted| posted.new).count())
}

/// One transfer for each day on which a part of the sum may be paid out.
fn transfers(run: &Run, draft: &Draft, today: Date) -> Vec<Transfer> {
    draft
        .available
        .iter()
        .filter(|(_, minor)| **minor != 0)
        .map(|(day, minor)| transfer(run, draft, (*day, today), *minor))
        .collect()
}

fn transfer(run: &Run, draft: &Draft, (available_on, today): (Date, Date), minor: i64) -> Transfer {
    let payable = Account::Payable(draft.partner);
    let amount = |minor| Money::new(minor, run.currency);
    if minor < 0 {
        let amount = amount(minor.saturating_neg());
        return Transfer { debit: payable, credit: Account::Commissions, amount, available_on: None };
    }
    // What is there at once waits for no day.
    let available_on = Some(available_on).filter(|day| *day > today);
    Transfer { debit: Account::Commissions, credit: payable, amount: amount(minor), available_on }
}

/// Everything that was ever accrued in a currency, less what was taken back.
pub async fn accrued(work: &mut Work, currency: Currency) -> Result<i64> {
    Ok(ledger::balance(work, Account::Commissions, currency).await?.minor.saturating_neg())
}

/// The entry under a statement's key.
pub async fn entry_of(work: &mut Work, key: Option<&str>) -> Result<Option<EntryId>> {
    match key {
        Some(key) => ledger::entry_under(work, key).await,
        None => Ok(None),
    }
}
