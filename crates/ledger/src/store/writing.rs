//! What goes into the ledger.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::args;
use base::db::id::fresh;
use base::db::{Row, Value};
use base::failure::Result;
use base::work::Work;
use money::Currency;

use crate::post::Fresh;
use crate::rules::{Account, Change, EntryId};

/// A text as it is looked for: lower case, without blanks around, ё as е.
pub fn key(text: &str) -> String {
    text.trim().to_lowercase().replace('ё', "е")
}

/// Rows that travel to the database together.
const AT_ONCE: usize = 1_000;

/// Inserts the entries whose keys are new. Another transaction that holds one of the keys is waited for.
pub(crate) async fn insert_entries(work: &mut Work, entries: &[Fresh<'_>]) -> Result<()> {
    let (actor, user, now) = (work.actor.kind(), work.actor.user(), work.now());
    let row = |one: &Fresh<'_>| {
        args![
            one.id,
            one.entry.key.as_str(),
            one.entry.kind,
            one.entry.subject.as_str(),
            one.entry.happened_on,
            one.entry.memo.as_str(),
            key(&one.entry.memo),
            one.digest.as_str(),
            one.sum.currency,
            one.sum.minor,
            actor,
            user,
            now,
        ]
    };
    let rows: Vec<Vec<Value>> = entries.iter().map(row).collect();
    let head =
        "insert into ledger_entries (id, key, kind, subject, happened_on, memo, memo_key, digest, currency,
                  amount_minor, actor, user_id, posted_at)";
    work.insert_many(head, "on conflict (key) do nothing", &rows).await?;
    Ok(())
}

/// The entries under these keys: their ids and digests.
pub(crate) async fn entries_under(
    work: &mut Work,
    keys: &[&str],
) -> Result<BTreeMap<String, (EntryId, String)>> {
    let places: Vec<String> = (1..=keys.len()).map(|place| format!("${place}")).collect();
    let sql = format!("select key, id, digest from ledger_entries where key in ({})", places.join(", "));
    let rows = work.rows(&sql, keys.iter().map(|key| Value::from(*key)).collect()).await?;
    rows.iter().map(|row| Ok((row.at(0)?, (row.at(1)?, row.at(2)?)))).collect()
}

/// Inserts the transfers of entries.
pub(crate) async fn insert_transfers(work: &mut Work, entries: &[&Fresh<'_>]) -> Result<()> {
    let head = "insert into ledger_transfers (id, entry_id, debit_account, debit_partner_id, credit_account,
                  credit_partner_id, currency, amount_minor, available_on, subject)";
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for one in entries {
        let subjects = one.subjects.iter().map(|subject| Some(*subject)).chain(std::iter::repeat(None));
        for (transfer, subject) in one.transfers.iter().zip(subjects) {
            rows.push(args![
                fresh(),
                one.id,
                transfer.debit.word(),
                transfer.debit.partner_number(),
                transfer.credit.word(),
                transfer.credit.partner_number(),
                transfer.amount.currency,
                transfer.amount.minor,
                transfer.available_on,
                subject,
            ]);
            if rows.len() == AT_ONCE {
                work.insert_many(head, "", &rows).await?;
                rows.clear();
            }
        }
    }
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

/// Adds the changes to the balances, in one order for everybody, so that posters queue up and never cross.
pub(crate) async fn change_balances(
    work: &mut Work,
    changes: &BTreeMap<(Account, Currency), Change>,
) -> Result<()> {
    let row = |((account, currency), change): (&(Account, Currency), &Change)| {
        args![account.word(), account.partner_number(), *currency, change.minor, change.transfers]
    };
    let head = "insert into ledger_balances (account, partner_id, currency, amount_minor, transfers)";
    let tail = "on conflict (account, partner_id, currency) do update set
                  amount_minor = ledger_balances.amount_minor + excluded.amount_minor,
                  transfers = ledger_balances.transfers + excluded.transfers";
    let mut changes = changes.iter().map(row).peekable();
    while changes.peek().is_some() {
        let rows: Vec<Vec<Value>> = changes.by_ref().take(AT_ONCE).collect();
        work.insert_many(head, tail, &rows).await?;
    }
    Ok(())
}

/// How these partners are called on the accounts.
pub async fn names_of(
    work: &mut Work,
    partners: &[(PartnerId, &str)],
) -> Result<BTreeMap<PartnerId, String>> {
    let mut names = BTreeMap::new();
    let mut take = |row: Row| {
        names.insert(row.at(0)?, row.at(1)?);
        Ok(())
    };
    // The newest row of a partner comes last and holds.
    if partners.len() > FEW {
        let sql = "select partner_id, name from ledger_names order by id";
        work.each(sql, vec![], &mut take).await?;
        return Ok(names);
    }
    let sql = "select partner_id, name from ledger_names where partner_id = $1 order by id";
    for (partner, _) in partners {
        work.each(sql, args![*partner], &mut take).await?;
    }
    Ok(names)
}

/// How a partner is called on the accounts.
pub async fn name_of(work: &mut Work, partner: PartnerId) -> Result<Option<String>> {
    Ok(names_of(work, &[(partner, "")]).await?.remove(&partner))
}

/// So many partners are looked up one by one, more all together.
const FEW: usize = 100;

/// Calls partners by these names from now on.
pub async fn insert_names(work: &mut Work, partners: &[(PartnerId, &str)]) -> Result<()> {
    let row = |(partner, name): &(PartnerId, &str)| args![fresh(), *partner, *name, key(name)];
    let rows: Vec<Vec<Value>> = partners.iter().map(row).collect();
    work.insert_many("insert into ledger_names (id, partner_id, name, name_key)", "", &rows).await?;
    Ok(())
}
