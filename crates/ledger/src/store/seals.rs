//! The log of seals.

use std::collections::BTreeMap;

use base::args;
use base::db::{Row, Value};
use base::failure::{Failure, Result};
use base::work::Work;
use jiff::Timestamp;

use crate::rules::merkle::{Edge, Hash, leaf_hash};
use crate::seals::Head;

fn number(row: &Row, name: &str) -> Result<u64> {
    Ok(u64::try_from(row.get::<i64>(name)?)?)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The end of the log.
pub async fn edge(work: &mut Work) -> Result<Edge> {
    let sql = "select size, edge from ledger_checkpoints order by size desc limit 1";
    let Some(row) = work.row(sql, vec![]).await? else { return Ok(Edge::default()) };
    let (size, words): (u64, String) = (number(&row, "size")?, row.get("edge")?);
    Edge::parse(size, &words).ok_or_else(|| Failure::new("the last head of the log of seals cannot be read"))
}

/// How many leaves the last head speaks of.
pub async fn last_size(work: &mut Work) -> Result<u64> {
    let sql = "select size from ledger_checkpoints order by size desc limit 1";
    work.row(sql, vec![]).await?.map_or(Ok(0), |row| number(&row, "size"))
}

/// Adds leaves.
pub async fn insert_leaves(work: &mut Work, leaves: &[(u64, String, String, Hash)]) -> Result<()> {
    let row = |(place, subject, document, hash): &(u64, String, String, Hash)| {
        args![signed(*place), subject.as_str(), document.as_str(), hash.to_string()]
    };
    let rows: Vec<Vec<Value>> = leaves.iter().map(row).collect();
    work.insert_many("insert into ledger_leaves (place, subject, document, hash)", "", &rows).await?;
    Ok(())
}

/// Adds a head.
pub async fn insert_checkpoint(work: &mut Work, edge: &Edge, note: &str) -> Result<()> {
    let sql = "insert into ledger_checkpoints (size, root, edge, note) values ($1, $2, $3, $4)";
    work.run(sql, args![signed(edge.size), edge.root().to_string(), edge.words(), note]).await?;
    Ok(())
}

/// Public keys: the number of the row, the key, since when.
pub async fn keys(work: &mut Work) -> Result<Vec<(i64, String, Timestamp)>> {
    let sql = "select id, public_key, made_at from ledger_seal_keys order by id";
    let read = |row: &Row| Ok((row.get("id")?, row.get("public_key")?, row.get("made_at")?));
    work.rows(sql, vec![]).await?.iter().map(read).collect()
}

/// Adds a key.
pub async fn insert_key(work: &mut Work, id: i64, words: &str) -> Result<()> {
    let now = work.now();
    let sql = "insert into ledger_seal_keys (id, public_key, made_at) values ($1, $2, $3)";
    work.run(sql, args![id, words, now]).await?;
    Ok(())
}

/// The leaf about something: its place and document.
pub async fn leaf(work: &mut Work, subject: &str) -> Result<Option<(u64, String)>> {
    let sql = "select place, document from ledger_leaves where subject = $1";
    let row = work.row(sql, args![subject]).await?;
    row.map(|row| Ok((number(&row, "place")?, row.get("document")?))).transpose()
}

/// The first head after a leaf.
pub async fn note_after(work: &mut Work, place: u64) -> Result<Option<String>> {
    let sql = "select note from ledger_checkpoints where size > $1 order by size limit 1";
    let row = work.row(sql, args![signed(place)]).await?;
    row.map(|row| Ok(row.get("note")?)).transpose()
}

/// The head over so many leaves.
pub async fn note_at(work: &mut Work, size: u64) -> Result<Option<String>> {
    let sql = "select note from ledger_checkpoints where size = $1";
    let row = work.row(sql, args![signed(size)]).await?;
    row.map(|row| Ok(row.get("note")?)).transpose()
}

/// The hashes of the first leaves.
pub async fn hashes(work: &mut Work, size: u64) -> Result<Vec<Hash>> {
    let mut hashes = Vec::new();
    let mut take = |row: Row| {
        hashes.push(row.at::<String>(0)?);
        Ok(())
    };
    let sql = "select hash from ledger_leaves where place < $1 order by place";
    work.each(sql, args![signed(size)], &mut take).await?;
    let read: Option<Vec<Hash>> = hashes.iter().map(|hash| Hash::parse(hash)).collect();
    read.filter(|read| read.len() as u64 == size)
        .ok_or_else(|| Failure::new("leaves of the log of seals are missing or cannot be read"))
}

/// A leaf as it lies in its table.
pub struct Leaf {
    pub place: u64,
    pub subject: String,
    pub document: String,
    pub hash: String,
}

/// Hands over every leaf in the order of the log.
pub async fn each_leaf(work: &mut Work, mut each: impl FnMut(Leaf) + Send) -> Result<()> {
    let sql = "select place, subject, document, hash from ledger_leaves order by place";
    let mut take = |row: Row| {
        let place = u64::try_from(row.at::<i64>(0)?).unwrap_or(u64::MAX);
        each(Leaf { place, subject: row.at(1)?, document: row.at(2)?, hash: row.at(3)? });
        Ok(())
    };
    work.each(sql, vec![], &mut take).await?;
    Ok(())
}

/// What was sealed about these subjects.
pub async fn documents(work: &mut Work, subjects: &[String]) -> Result<BTreeMap<String, String>> {
    let places: Vec<String> = (1..=subjects.len()).map(|place| format!("${place}")).collect();
    let places = places.join(", ");
    let sql = format!("select subject, document from ledger_leaves where subject in ({places})");
    let rows = work.rows(&sql, subjects.iter().map(Value::from).collect()).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Every head.
pub async fn checkpoints(work: &mut Work) -> Result<Vec<Head>> {
    let sql = "select size, root, edge, note from ledger_checkpoints order by size";
    let read = |row: &Row| {
        let (size, root) = (number(row, "size")?, row.get("root")?);
        Ok(Head { size, root, edge: row.get("edge")?, note: row.get("note")? })
    };
    work.rows(sql, vec![]).await?.iter().map(read).collect()
}

/// Which entries were sealed, with the place of the leaf and the hash.
pub async fn sealed_entries(work: &mut Work) -> Result<Vec<(i64, u64, String)>> {
    let sql = "select entry_id, place, hash from ledger_sealed_entries order by entry_id";
    let read = |row: &Row| Ok((row.get("entry_id")?, number(row, "place")?, row.get("hash")?));
    work.rows(sql, vec![]).await?.iter().map(read).collect()
}

/// Notes that entries are sealed under a leaf.
pub async fn insert_sealed_entries(work: &mut Work, place: u64, rows: &BTreeMap<i64, Hash>) -> Result<()> {
    let row = |(entry, hash): (&i64, &Hash)| args![*entry, signed(place), hash.to_string()];
    let rows: Vec<Vec<Value>> = rows.iter().map(row).collect();
    work.insert_many("insert into ledger_sealed_entries (entry_id, place, hash)", "", &rows).await?;
    Ok(())
}

/// Hashes of entries, each with its transfers, and transfers that belong to no entry.
#[derive(Default)]
pub struct EntryHashes {
    pub hashes: BTreeMap<i64, Hash>,
    pub orphans: Vec<i64>,
}

/// The hash of every entry that is not sealed yet.
pub async fn unsealed_entries(work: &mut Work) -> Result<BTreeMap<i64, Hash>> {
    let entries =
        "select e.id, e.key, e.kind, e.subject, e.happened_on, e.memo, e.memo_key, e.digest, e.currency,
             e.amount_minor, e.actor, e.user_id, e.posted_at
           from ledger_entries e left join ledger_sealed_entries s on s.entry_id = e.id
           where s.entry_id is null order by e.id";
    let transfers =
        "select t.entry_id, t.id, t.debit_account, t.debit_partner_id, t.credit_account, t.credit_partner_id,
             t.currency, t.amount_minor, t.available_on, t.subject
           from ledger_entries e left join ledger_sealed_entries s on s.entry_id = e.id
           join ledger_transfers t on t.entry_id = e.id
           where s.entry_id is null order by t.entry_id, t.id";
    Ok(hashed(work, entries, transfers).await?.hashes)
}

/// The hash of every entry.
pub async fn entry_hashes(work: &mut Work) -> Result<EntryHashes> {
    let entries =
        "select e.id, e.key, e.kind, e.subject, e.happened_on, e.memo, e.memo_key, e.digest, e.currency,
             e.amount_minor, e.actor, e.user_id, e.posted_at
           from ledger_entries e order by e.id";
    let transfers =
        "select t.entry_id, t.id, t.debit_account, t.debit_partner_id, t.credit_account, t.credit_partner_id,
             t.currency, t.amount_minor, t.available_on, t.subject
           from ledger_transfers t order by t.entry_id, t.id";
    hashed(work, entries, transfers).await
}

async fn hashed(work: &mut Work, entries: &str, transfers: &str) -> Result<EntryHashes> {
    let mut texts: BTreeMap<i64, String> = BTreeMap::new();
    let mut take = |row: Row| {
        texts.insert(row.at(0)?, line(&row, 13)?);
        Ok(())
    };
    work.each(entries, vec![], &mut take).await?;
    let mut orphans = Vec::new();
    let mut take = |row: Row| {
        let entry = row.at(0)?;
        match texts.get_mut(&entry) {
            Some(text) => text.push_str(&line(&row, 10)?),
            None => orphans.push(entry),
        }
        Ok(())
    };
    work.each(transfers, vec![], &mut take).await?;
    let hashes = texts.into_iter().map(|(entry, text)| (entry, leaf_hash(text.as_bytes()))).collect();
    Ok(EntryHashes { hashes, orphans })
}

/// A row as one line that no other row has.
fn line(row: &Row, columns: usize) -> std::result::Result<String, base::db::DbError> {
    let mut text = String::new();
    for column in 0..columns {
        text.push_str(&match row.at::<Value>(column)? {
            Value::Null => "-|".to_owned(),
            Value::Int(number) => format!("{number}|"),
            Value::Text(words) => format!("{}:{words}|", words.len()),
            Value::Bytes(bytes) => format!("{}:{}|", bytes.len(), leaf_hash(&bytes)),
        });
    }
    text.push('\n');
    Ok(text)
}
