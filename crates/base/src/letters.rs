//! Letters: written in the business transaction, sent after it; without an SMTP server they stay in the outbox.

use jiff::Timestamp;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::access::Actor;
use crate::db::Row;
use crate::failure::{Context, Failure, Result};
use crate::jobs::{self, Job, JobKind, NewJob};
use crate::work::{Site, Work};
use crate::{args, id, job_kind};

id!(
    /// A letter.
    LetterId,
    "letter"
);

/// The job that sends letters.
pub const SEND: JobKind = job_kind!("base.send-letter", send);

/// A letter as it stands in the outbox.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// To whom.
    pub recipient: String,
    /// What about.
    pub subject: String,
    /// The plain text.
    pub body: String,
    /// `waiting`, `kept` (no SMTP server is set), `sent` or `failed`.
    pub state: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// Why it could not be sent.
    pub error: Option<String>,
}

/// Writes a letter; it leaves after the commit.
pub async fn write(work: &mut Work, recipient: &str, subject: &str, body: &str) -> Result<LetterId> {
    let id = LetterId::fresh();
    insert(work, id, None, recipient, subject, body).await?;
    Ok(id)
}

/// Writes a letter unless one with this key was written before, so that a job that runs again writes nothing twice.
pub async fn write_once(
    work: &mut Work,
    once: &str,
    recipient: &str,
    subject: &str,
    body: &str,
) -> Result<bool> {
    insert(work, LetterId::fresh(), Some(once), recipient, subject, body).await
}

async fn insert(
    work: &mut Work,
    id: LetterId,
    once: Option<&str>,
    recipient: &str,
    subject: &str,
    body: &str,
) -> Result<bool> {
    let sql = "insert into base_letters (id, recipient, subject, body, state, created_at, once)
               values ($1, $2, $3, $4, 'waiting', $5, $6) on conflict (once) do nothing";
    let now = work.now();
    if work.run(sql, args![id, recipient, subject, body, now, once]).await? == 0 {
        return Ok(false);
    }
    jobs::queue(work, NewJob::new(SEND.name, id.to_string()).once(id.to_string())).await?;
    Ok(true)
}

/// The newest letters of the outbox.
pub async fn outbox(work: &mut Work, limit: u32) -> Result<Vec<Letter>> {
    let sql = "select id, recipient, subject, body, state, created_at, sent_at, error from base_letters
               order by id desc limit $1";
    work.rows(sql, args![limit]).await?.iter().map(read).collect()
}

/// One letter.
pub async fn letter(work: &mut Work, id: LetterId) -> Result<Option<Letter>> {
    let sql = "select id, recipient, subject, body, state, created_at, sent_at, error from base_letters where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read).transpose()
}

async fn send(site: Site, job: Job) -> Result<()> {
    let id: LetterId = job.payload.parse()?;
    let mut work = site.read(Actor::System("letters")).await?;
    let found = letter(&mut work, id).await?.ok_or_else(|| Failure::new(format!("there is no {id}")))?;
    drop(work);
    if found.state == "sent" {
        return Ok(());
    }
    let (state, error) = match &site.config.smtp {
        None => ("kept", None),
        Some(url) => match deliver(&site, url, &found).await {
            Ok(()) => ("sent", None),
            Err(failure) => ("failed", Some(failure)),
        },
    };
    let mut work = site.begin(Actor::System("letters")).await?;
    let sent_at = (state == "sent").then(|| site.clock.now());
    let sql = "update base_letters set state = $2, sent_at = $3, error = $4 where id = $1";
    work.run(sql, args![id, state, sent_at, error.as_ref().map(Failure::to_string)]).await?;
    work.commit().await?;
    error.map_or(Ok(()), Err)
}

async fn deliver(site: &Site, url: &str, letter: &Letter) -> Result<()> {
    let from: Mailbox = site.config.letters_from.parse().context("the sender of letters")?;
    let domain = from.email.domain().to_owned();
    let mut message = Message::builder()
        .from(from)
        .to(letter.recipient.parse().context("the recipient")?)
        .subject(&letter.subject)
        .message_id(Some(format!("<{}@{domain}>", letter.id)))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())?;
    // RFC 3834: out-of-office replies are not sent to letters written by a program.
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(automatic, "auto-generated".to_owned()));
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context("the SMTP address")?;
    transport.build().send(message).await.context("the SMTP server")?;
    Ok(())
}

fn read(row: &Row) -> Result<Letter> {
    Ok(Letter {
        id: row.get("id")?,
        recipient: row.get("recipient")?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        state: row.get("state")?,
        created_at: row.get("created_at")?,
        sent_at: row.get("sent_at")?,
        error: row.get("error")?,
    })
}
