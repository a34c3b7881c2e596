//! The event log: what happened, by whom, to what. Written in the transaction in which it happens.

use jiff::Timestamp;
use jiff::civil::Date;
use money::{Currency, Money};
use serde::Serialize;

use crate::access::{PartnerId, UserId};
use crate::db::Row;
use crate::failure::Result;
use crate::jobs::{self, NewJob};
use crate::words::{Arg, Reader};
use crate::work::Work;
use crate::{args, id};

id!(
    /// An entry of the event log.
    EventId,
    "event"
);

/// Something that happened. Its fields are what its sentence and those who react need.
pub trait Event: Serialize {
    /// `<slice>.<what-happened>`; the sentence is under `event-<slice>-<what-happened>`.
    const NAME: &'static str;

    /// The public id of the thing it happened to.
    fn subject(&self) -> String;

    /// The partner whose timeline shows it.
    fn partner(&self) -> Option<PartnerId> {
        None
    }
}

/// One row of the table of reactions: after `event`, a job of kind `job` runs with the event as its payload.
#[derive(Clone, Copy, Debug)]
pub struct Reaction {
    /// The event's name.
    pub event: &'static str,
    /// The kind of the job.
    pub job: &'static str,
}

/// An entry of the log as it is read back.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its id, which grows with time.
    pub id: EventId,
    /// The event's name.
    pub name: String,
    /// The thing it happened to.
    pub subject: String,
    /// The partner whose timeline shows it.
    pub partner: Option<PartnerId>,
    /// What kind of actor did it.
    pub actor: String,
    /// Who, when a person did it.
    pub user: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// The event's own fields.
    pub data: serde_json::Value,
}

/// Which part of the log to read, newest first.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only what happened to this thing.
    pub subject: Option<String>,
    /// Only what this partner's timeline shows.
    pub partner: Option<PartnerId>,
    /// Only what this person did.
    pub user: Option<UserId>,
    /// Only events whose name begins so.
    pub name: Option<String>,
    /// Only entries older than this one.
    pub before: Option<EventId>,
}

/// Writes the event and queues its reactions; tells whether any were queued.
pub(crate) async fn record<E: Event>(work: &mut Work, event: &E) -> Result<bool> {
    let id = EventId::fresh();
    let data = serde_json::to_string(event)?;
    let sql = "insert into base_events (id, name, subject, partner_id, actor, user_id, at, data)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (actor, user) = (work.actor.kind(), work.actor.user());
    let now = work.now();
    work.run(sql, args![id, E::NAME, event.subject(), event.partner(), actor, user, now, data.as_str()])
        .await?;
    let site = work.site().clone();
    let reactions = site.reactions.iter().filter(|reaction| reaction.event == E::NAME);
    let mut queued = false;
    for reaction in reactions {
        let key = format!("{id}");
        jobs::queue(work, NewJob::new(reaction.job, data.as_str()).once(key)).await?;
        queued = true;
    }
    Ok(queued)
}

/// Reads the log, newest first.
pub async fn recorded(work: &mut Work, which: &Which, limit: u32) -> Result<Vec<Recorded>> {
    let sql = "select id, name, subject, partner_id, actor, user_id, at, data from base_events
               where (cast($1 as text) is null or subject = $1)
                 and (cast($2 as bigint) is null or partner_id = $2)
                 and (cast($3 as bigint) is null or user_id = $3)
                 and (cast($4 as text) is null or substr(name, 1, length($4)) = $4)
                 and (cast($5 as bigint) is null or id < $5)
               order by id desc limit $6";
    let which = which.clone();
    let args = args![which.subject, which.partner, which.user, which.name, which.before, limit];
    work.rows(sql, args).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Recorded> {
    Ok(Recorded {
        id: row.get("id")?,
        name: row.get("name")?,
        subject: row.get("subject")?,
        partner: row.get("partner_id")?,
        actor: row.get("actor")?,
        user: row.get("user_id")?,
        at: row.get("at")?,
        data: serde_json::from_str(&row.get::<String>("data")?)?,
    })
}

/// The sentence of an entry: `event-<slice>-<what>` with the event's own fields. A field whose name ends in `_key` holds
/// the key of a word (or a list of keys): `role_key: "role-owner"` is `$role` in the sentence, in the reader's language.
/// An event without a sentence is shown by its name and fields, never hidden.
pub fn sentence(reader: &Reader, entry: &Recorded) -> String {
    let key = format!("event-{}", entry.name.replace('.', "-"));
    if !reader.words.knows(reader.language, &key) {
        return format!("{} {}", entry.name, entry.data);
    }
    let fields: Vec<(String, Arg<'static>)> = match &entry.data {
        serde_json::Value::Object(fields) => {
            fields.iter().map(|(name, value)| field(reader, name, value)).collect()
        }
        _ => Vec::new(),
    };
    let mut args: Vec<(&str, Arg<'_>)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    args.push(("subject", entry.subject.as_str().into()));
    reader.tr(&key, &args)
}

fn field(reader: &Reader, name: &str, value: &serde_json::Value) -> (String, Arg<'static>) {
    match name.strip_suffix("_key") {
        Some(name) => (name.to_owned(), words(reader, value).into()),
        None => (name.to_owned(), arg(reader, value)),
    }
}

fn words(reader: &Reader, value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(key) if reader.words.knows(reader.language, key) => reader.t(key),
        serde_json::Value::String(key) => key.clone(),
        serde_json::Value::Array(keys) if !keys.is_empty() => {
            keys.iter().map(|key| words(reader, key)).collect::<Vec<_>>().join(", ")
        }
        _ => "—".to_owned(),
    }
}

fn arg(reader: &Reader, value: &serde_json::Value) -> Arg<'static> {
    match value {
        serde_json::Value::Number(number) if number.is_i64() => number.as_i64().unwrap_or_default().into(),
        // Dates and sums are told as the reader writes them.
        serde_json::Value::String(text) => match (text.parse::<Date>(), sum(text)) {
            (Ok(date), _) if text.len() == 10 => reader.date(date).into(),
            (_, Some(sum)) => reader.money(sum).into(),
            _ => text.clone().into(),
        },
        serde_json::Value::Null => "—".into(),
        other => other.to_string().into(),
    }
}

/// Reads a sum as [`Money`] writes itself, `140000.00 RUB`, and nothing that merely looks like one.
fn sum(text: &str) -> Option<Money> {
    let (amount, code) = text.split_once(' ')?;
    let sum = Money::parse_decimal(amount, Currency::parse(code).ok()?).ok()?;
    (sum.to_string() == text).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn a_sum_is_known_by_how_it_writes_itself() {
        assert_eq!(sum("140000.00 RUB").map(|sum| sum.minor), Some(140_000_00));
        assert_eq!(sum("-735.50 USD").map(|sum| sum.minor), Some(-735_50));
        for other in ["140000 RUB", "140000.00 rub", "140000.00", "1.00 RUB ", "12.00 км", "Дом 12"] {
            assert_eq!(sum(other), None, "{other}");
        }
    }
}
