//! What is read out of the ledger.

use base::access::{PartnerId, UserId};
use base::args;
use base::db::Row;
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};

use super::writing::key;
use crate::rules::{Account, EntryId, Movement, Payable, Transfer};

/// Rows of one page of a list.
pub const PAGE: i64 = 50;
/// The most rows of one exported file; a workbook holds a million.
pub const FILE: i64 = 500_000;

/// Which rows of a long list to read.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The most rows.
    pub limit: i64,
    /// Rows before the first.
    pub offset: i64,
}

impl Part {
    /// One page, counted from 1.
    pub const fn page(page: i64) -> Self {
        Self { limit: PAGE, offset: (page - 1) * PAGE }
    }

    /// Everything that a file may hold.
    pub const ALL: Self = Self { limit: FILE, offset: 0 };
}

/// What stands on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The account.
    pub account: Account,
    /// How its partner is called, where that is known.
    pub name: Option<String>,
    /// Credits less debits.
    pub amount: Money,
    /// How many transfers touched it.
    pub transfers: i64,
}

/// Which accounts to list.
#[derive(Clone, Debug, Default)]
pub struct BalanceFilter {
    /// Only this kind of account.
    pub account: Option<String>,
    /// Only this currency.
    pub currency: Option<Currency>,
    /// Only partners whose name holds this.
    pub search: Option<String>,
    /// Also accounts on which nothing stands.
    pub with_empty: bool,
}

/// An entry as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What made it happen once.
    pub key: String,
    /// Its kind.
    pub kind: String,
    /// The thing that moved the money.
    pub subject: String,
    /// The day on which it happened.
    pub happened_on: Date,
    /// What it was for.
    pub memo: String,
    /// How much it moved.
    pub amount: Money,
    /// What kind of actor posted it.
    pub actor: String,
    /// Who, when a person did.
    pub user: Option<UserId>,
    /// When it was posted.
    pub posted_at: Timestamp,
}

/// Which entries to list, newest first.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only what happened on this day or later.
    pub from: Option<Date>,
    /// Only what happened on this day or earlier.
    pub until: Option<Date>,
    /// Only entries whose memo holds this, or whose key or subject is this.
    pub search: Option<String>,
    /// Only entries older than this one.
    pub before: Option<EntryId>,
}

/// Which movements of an account or partner to list, newest first.
#[derive(Clone, Debug, Default)]
pub struct MovementFilter {
    /// Only this kind of account.
    pub account: Option<String>,
    /// Only this currency.
    pub currency: Option<Currency>,
    /// Only what happened on this day or later.
    pub from: Option<Date>,
    /// Only what happened on this day or earlier.
    pub until: Option<Date>,
}

/// What a partner has with the vendor in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// What the vendor owes; below zero when the partner owes.
    pub payable: Money,
    /// The part of it that may be paid out today; never above it.
    pub available: Money,
    /// What stands in payout batches.
    pub in_payout: Money,
    /// What was paid out so far.
    pub paid: Money,
    /// The next day on which more becomes available.
    pub waits_until: Option<Date>,
}

/// An account whose stored balance is not what its transfers add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// The account.
    pub account: Account,
    /// What is stored.
    pub stored: Money,
    /// What the transfers add up to.
    pub counted: Money,
}

/// What stands on one account.
pub async fn balance(work: &mut Work, account: Account, currency: Currency) -> Result<Money> {
    let sql =
        "select amount_minor from ledger_balances where account = $1 and partner_id = $2 and currency = $3";
    let minor = work.count(sql, args![account.word(), account.partner_number(), currency]).await?;
    Ok(Money::new(minor, currency))
}

/// Currencies in which anything was ever posted.
pub async fn currencies(work: &mut Work) -> Result<Vec<Currency>> {
    let rows = work.rows("select distinct currency from ledger_balances order by currency", vec![]).await?;
    rows.iter().map(|row| Ok(row.at(0)?)).collect()
}

/// What stands on all accounts of a kind, by kind and currency.
pub async fn totals(work: &mut Work) -> Result<Vec<(String, Money)>> {
    let sql = "select account, currency, cast(sum(amount_minor) as bigint) as minor from ledger_balances
               group by account, currency order by currency, account";
    let rows = work.rows(sql, vec![]).await?;
    rows.iter().map(|row| Ok((row.get("account")?, money_of(row, "minor")?))).collect()
}

/// One page of accounts; `order` is `name` or `amount`.
pub async fn balances(
    work: &mut Work,
    filter: &BalanceFilter,
    (by_amount, descending): (bool, bool),
    part: Part,
) -> Result<Vec<Balance>> {
    let sql = "select account, partner_id, currency, amount_minor, transfers, name from (
                 select b.account, b.partner_id, b.currency, b.amount_minor, b.transfers,
                   (select n.name from ledger_names n where n.partner_id = b.partner_id order by n.id desc limit 1) as name,
                   (select n.name_key from ledger_names n where n.partner_id = b.partner_id order by n.id desc limit 1) as name_key
                 from ledger_balances b) named
               where (cast($1 as text) is null or account = $1) and (cast($2 as text) is null or currency = $2)
                 and (cast($3 as text) is null or name_key like $3 escape '!') and ($4 = 1 or amount_minor <> 0)
               order by case when $5 = 1 then amount_minor end desc, case when $5 = 2 then amount_minor end,
                 case when $5 = 3 then name_key end desc, account desc, coalesce(name_key, ''), partner_id, currency
               limit $6 offset $7";
    let order = match (by_amount, descending) {
        (true, true) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 0,
    };
    let search = filter.search.as_deref().map(pattern);
    let account = filter.account.as_deref();
    let args = args![account, filter.currency, search, filter.with_empty, order, part.limit, part.offset];
    work.rows(sql, args).await?.iter().map(read_balance).collect()
}

/// How many accounts the filter leaves, and what stands on them by currency.
pub async fn balances_count(work: &mut Work, filter: &BalanceFilter) -> Result<(i64, Vec<Money>)> {
    let sql = "select currency, count(*) as accounts, cast(sum(amount_minor) as bigint) as minor from (
                 select b.account, b.currency, b.amount_minor,
                   (select n.name_key from ledger_names n where n.partner_id = b.partner_id order by n.id desc limit 1) as name_key
                 from ledger_balances b) named
               where (cast($1 as text) is null or account = $1) and (cast($2 as text) is null or currency = $2)
                 and (cast($3 as text) is null or name_key like $3 escape '!') and ($4 = 1 or amount_minor <> 0)
               group by currency order by currency";
    let search = filter.search.as_deref().map(pattern);
    let args = args![filter.account.as_deref(), filter.currency, search, filter.with_empty];
    let rows = work.rows(sql, args).await?;
    let mut count = 0;
    let mut sums = Vec::new();
    for row in &rows {
        count += row.get::<i64>("accounts")?;
        sums.push(money_of(row, "minor")?);
    }
    Ok((count, sums))
}

/// What the vendor owes each partner in a currency, and how much of it may be paid out on a day. Partners with whom
/// all is settled are left out.
pub async fn payable(work: &mut Work, currency: Currency, on: Date) -> Result<Vec<Payable>> {
    let sql = "select b.partner_id, b.amount_minor, coalesce(w.waiting, 0) as waiting, w.waits_until
               from ledger_balances b left join (
                 select credit_partner_id, cast(sum(amount_minor) as bigint) as waiting, min(available_on) as waits_until
                 from ledger_transfers
                 where credit_account = 'payable' and currency = $1 and available_on > $2
                 group by credit_partner_id) w on w.credit_partner_id = b.partner_id
               where b.account = 'payable' and b.currency = $1 and b.amount_minor <> 0
               order by b.partner_id";
    let rows = work.rows(sql, args![currency, on]).await?;
    let read = |row: &Row| {
        let (balance, waiting): (i64, i64) = (row.get("amount_minor")?, row.get("waiting")?);
        let [balance, available] = [balance, balance - waiting].map(|minor| Money::new(minor, currency));
        Ok(Payable {
            partner: row.get("partner_id")?,
            balance,
            available,
            waits_until: row.get("waits_until")?,
        })
    };
    rows.iter().map(read).collect()
}

/// What a partner has with the vendor, by currency.
pub async fn holdings(work: &mut Work, partner: PartnerId, on: Date) -> Result<Vec<Holding>> {
    let sql = "select c.currency,
                 (select coalesce(max(amount_minor), 0) from ledger_balances b where b.partner_id = $1
                    and b.account = 'payable' and b.currency = c.currency) as payable,
                 (select coalesce(max(amount_minor), 0) from ledger_balances b where b.partner_id = $1
                    and b.account = 'in-payout' and b.currency = c.currency) as in_payout,
                 (select cast(coalesce(sum(t.amount_minor), 0) as bigint) from ledger_transfers t
                    where t.credit_partner_id = $1 and t.credit_account = 'payable' and t.currency = c.currency
                      and t.available_on > $2) as waiting,
                 (select min(t.available_on) from ledger_transfers t
                    where t.credit_partner_id = $1 and t.credit_account = 'payable' and t.currency = c.currency
                      and t.available_on > $2) as waits_until,
                 (select cast(coalesce(sum(t.amount_minor), 0) as bigint) from ledger_transfers t
                    where t.debit_partner_id = $1 and t.debit_partner_id <> 0 and t.debit_account = 'in-payout'
                      and t.currency = c.currency and t.credit_account = 'bank') as paid
               from (select distinct currency from ledger_balances where partner_id = $1) c order by c.currency";
    let rows = work.rows(sql, args![partner, on]).await?;
    let read = |row: &Row| {
        let payable = money_of(row, "payable")?;
        let available = Money::new(payable.minor - row.get::<i64>("waiting")?, payable.currency);
        Ok(Holding {
            payable,
            available,
            in_payout: money_of(row, "in_payout")?,
            paid: money_of(row, "paid")?,
            waits_until: row.get("waits_until")?,
        })
    };
    rows.iter().map(read).collect()
}

/// One page of movements of a partner, or of the vendor's own accounts when there is none, newest first.
pub async fn movements(
    work: &mut Work,
    partner: Option<PartnerId>,
    filter: &MovementFilter,
    page: i64,
) -> Result<Vec<Movement>> {
    // The vendor's own accounts are on one side of nearly every transfer; only partners are looked for by index.
    let of_partner = if partner.is_some() { "and t.debit_partner_id <> 0" } else { "" };
    let sql = format!(
        "select t.entry_id, e.kind, coalesce(t.subject, e.subject) as subject, e.happened_on, e.memo, e.posted_at, t.debit_account, t.debit_partner_id,
                 t.credit_account, t.credit_partner_id, t.currency, t.amount_minor, t.available_on
               from ledger_transfers t join ledger_entries e on e.id = t.entry_id
               where ((t.debit_partner_id = $1 {of_partner} and (cast($2 as text) is null or t.debit_account = $2))
                   or (t.credit_partner_id = $1 and (cast($2 as text) is null or t.credit_account = $2)))
                 and (cast($3 as text) is null or t.currency = $3)
                 and (cast($4 as text) is null or e.happened_on >= $4)
                 and (cast($5 as text) is null or e.happened_on <= $5)
               order by t.id desc limit 50 offset $6"
    );
    let number = partner.map_or(0, |partner| partner.0);
    let (account, currency) = (filter.account.as_deref(), filter.currency);
    let args = args![number, account, currency, filter.from, filter.until, (page - 1) * PAGE];
    work.rows(&sql, args).await?.iter().map(read_movement).collect()
}

/// One page of entries, newest first.
pub async fn entries(work: &mut Work, filter: &EntryFilter, limit: i64) -> Result<Vec<Entry>> {
    let sql =
        "select id, key, kind, subject, happened_on, memo, currency, amount_minor, actor, user_id, posted_at
               from ledger_entries
               where (cast($1 as text) is null or kind = $1)
                 and (cast($2 as text) is null or happened_on >= $2)
                 and (cast($3 as text) is null or happened_on <= $3)
                 and (cast($4 as text) is null or memo_key like $4 escape '!' or subject = $5 or key = $5)
                 and (cast($6 as bigint) is null or id < $6)
               order by id desc limit $7";
    let search = filter.search.as_deref();
    let (kind, pattern) = (filter.kind.as_deref(), search.map(pattern));
    let args = args![kind, filter.from, filter.until, pattern, search, filter.before, limit];
    work.rows(sql, args).await?.iter().map(read_entry).collect()
}

/// One entry.
pub async fn entry(work: &mut Work, id: EntryId) -> Result<Option<Entry>> {
    let sql =
        "select id, key, kind, subject, happened_on, memo, currency, amount_minor, actor, user_id, posted_at
               from ledger_entries where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_entry).transpose()
}

/// Every entry that a thing made, in the order of posting.
pub async fn entries_of(work: &mut Work, subject: &str) -> Result<Vec<Entry>> {
    let sql =
        "select id, key, kind, subject, happened_on, memo, currency, amount_minor, actor, user_id, posted_at
               from ledger_entries where subject = $1 order by id";
    work.rows(sql, args![subject]).await?.iter().map(read_entry).collect()
}

/// The first transfers of an entry, in the order of posting.
pub async fn transfers_of(
    work: &mut Work,
    entry: EntryId,
    most: i64,
) -> Result<Vec<(Transfer, [Option<String>; 2])>> {
    let sql = "select t.debit_account, t.debit_partner_id, t.credit_account, t.credit_partner_id, t.currency, t.amount_minor,
                 t.available_on,
                 (select n.name from ledger_names n where n.partner_id = t.debit_partner_id order by n.id desc limit 1) as debit_name,
                 (select n.name from ledger_names n where n.partner_id = t.credit_partner_id order by n.id desc limit 1) as credit_name
               from ledger_transfers t where t.entry_id = $1 order by t.id limit $2";
    let rows = work.rows(sql, args![entry, most]).await?;
    rows.iter()
        .map(|row| Ok((read_transfer(row)?, [row.get("debit_name")?, row.get("credit_name")?])))
        .collect()
}

/// How many transfers there are.
pub async fn transfers_count(work: &mut Work) -> Result<i64> {
    // Every transfer touches two accounts.
    let twice = work.count("select cast(sum(transfers) as bigint) from ledger_balances", vec![]).await?;
    Ok(twice / 2)
}

/// Adds up every transfer again and returns the accounts whose stored balance is another one.
pub async fn discrepancies(work: &mut Work) -> Result<Vec<Discrepancy>> {
    let sql = "select account, partner_id, currency, cast(sum(stored) as bigint) as stored, cast(sum(counted) as bigint) as counted
               from (
                 select account, partner_id, currency, amount_minor as stored, 0 as counted from ledger_balances
                 union all
                 select credit_account, credit_partner_id, currency, 0, amount_minor from ledger_transfers
                 union all
                 select debit_account, debit_partner_id, currency, 0, -amount_minor from ledger_transfers) sides
               group by account, partner_id, currency
               having sum(stored) <> sum(counted)
               order by account, partner_id, currency";
    let rows = work.rows(sql, vec![]).await?;
    let read = |row: &Row| {
        let account = account_of(row, "account", "partner_id")?;
        Ok(Discrepancy { account, stored: money_of(row, "stored")?, counted: money_of(row, "counted")? })
    };
    rows.iter().map(read).collect()
}

/// A pattern for `like … escape '!'` that finds the text anywhere.
fn pattern(search: &str) -> String {
    let escaped = key(search).replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{escaped}%")
}

fn money_of(row: &Row, column: &str) -> Result<Money> {
    Ok(Money::new(row.get(column)?, row.get("currency")?))
}

fn account_of(row: &Row, word: &str, partner: &str) -> Result<Account> {
    let (word, partner): (String, i64) = (row.get(word)?, row.get(partner)?);
    Account::parse(&word, partner)
        .ok_or_else(|| Failure::new(format!("there is no account {word} of {partner}")))
}

fn read_balance(row: &Row) -> Result<Balance> {
    Ok(Balance {
        account: account_of(row, "account", "partner_id")?,
        name: row.get("name")?,
        amount: money_of(row, "amount_minor")?,
        transfers: row.get("transfers")?,
    })
}

fn read_entry(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.get("id")?,
        key: row.get("key")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        happened_on: row.get("happened_on")?,
        memo: row.get("memo")?,
        amount: money_of(row, "amount_minor")?,
        actor: row.get("actor")?,
        user: row.get("user_id")?,
        posted_at: row.get("posted_at")?,
    })
}

fn read_transfer(row: &Row) -> Result<Transfer> {
    Ok(Transfer {
        debit: account_of(row, "debit_account", "debit_partner_id")?,
        credit: account_of(row, "credit_account", "credit_partner_id")?,
        amount: money_of(row, "amount_minor")?,
        available_on: row.get("available_on")?,
    })
}

fn read_movement(row: &Row) -> Result<Movement> {
    Ok(Movement {
        entry: row.get("entry_id")?,
        kind: row.get("kind")?,
        subject: row.get("subject")?,
        happened_on: row.get("happened_on")?,
        memo: row.get("memo")?,
        posted_at: row.get("posted_at")?,
        transfer: read_transfer(row)?,
    })
}
