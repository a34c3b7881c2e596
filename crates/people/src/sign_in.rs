//! Signing in and out.

use base::access::{Actor, UserId};
use base::events::Event;
use base::failure::{Outcome, Result, Stop};
use base::work::{Site, Work};
use jiff::SignedDuration;
use serde::Serialize;

use crate::rules::{EMAIL_MAX, WINDOW_MINUTES, email_key, may_try};
use crate::sessions::{fresh_key, hash_key};
use crate::{Refusal, User, UserState, password, store};

/// A try is forgotten after so many hours; nothing counts them for longer.
const TRIES_KEPT_HOURS: i64 = 24;
/// The longest address that is written down (RFC 5321).
const EMAIL_LENGTH_MAX: usize = 254;

/// Somebody signed in.
#[derive(Serialize)]
struct SignedIn {
    user: UserId,
    name: String,
    address: String,
}

impl Event for SignedIn {
    const NAME: &'static str = "people.signed-in";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// A mailbox was guessed at until it was closed for a while.
#[derive(Serialize)]
struct GuessedAt {
    email: String,
    address: String,
}

impl Event for GuessedAt {
    const NAME: &'static str = "people.guessed-at";
    fn subject(&self) -> String {
        self.email.clone()
    }
}

/// Where a visitor comes from, as it is written into his session.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// His address.
    pub address: String,
    /// His browser.
    pub browser: String,
}

/// Signs somebody in; returns the key for his cookie. Takes the site and not a piece of work: a failed try must be
/// remembered although it is refused, and hashing must not hold a transaction.
pub async fn sign_in(site: &Site, email: &str, typed: &str, from: &Origin) -> Outcome<String, Refusal> {
    let (attempt, user) = begin_attempt(site, email, from).await?;
    let user = user.filter(|user| user.state == UserState::Active);
    let hash = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let fits = password::fits(typed, hash).await?;
    let mut work = site.begin(Actor::Anonymous).await?;
    let Some(user) = unchanged(&mut work, user.filter(|_| fits)).await? else {
        if attempt.is_last {
            work.record(GuessedAt { email: short(email), address: from.address.clone() }).await?;
        }
        work.commit().await?;
        return Err(Stop::Refused(Refusal::WrongCredentials));
    };
    store::forget_attempts(&mut work, &email_subject(email)).await?;
    store::forget_attempt(&mut work, attempt.from_address).await?;
    let key = begin_session(&mut work, user.id, from).await?;
    work.actor = user.actor();
    work.record(SignedIn { user: user.id, name: user.name, address: from.address.clone() }).await?;
    work.commit().await?;
    Ok(key)
}

/// A try to sign in, as it is remembered until it succeeds.
struct Attempt {
    from_address: i64,
    /// After this one the mailbox is closed for a while.
    is_last: bool,
}

/// Counts a try before the password is looked at, so that many at once are no more than many in a row.
async fn begin_attempt(site: &Site, email: &str, from: &Origin) -> Outcome<(Attempt, Option<User>), Refusal> {
    let mut work = site.begin(Actor::Anonymous).await?;
    let (mailbox, address) = (email_subject(email), format!("address {}", from.address));
    work.queue_for(&mailbox).await?;
    let since = work.now().checked_sub(SignedDuration::from_mins(WINDOW_MINUTES))?;
    let for_email = store::attempts_since(&mut work, &mailbox, since).await?;
    let for_address = store::attempts_since(&mut work, &address, since).await?;
    if !may_try(for_email, for_address) {
        return Err(Stop::Refused(Refusal::TooManyTries { minutes: WINDOW_MINUTES }));
    }
    store::insert_attempt(&mut work, &mailbox).await?;
    let from_address = store::insert_attempt(&mut work, &address).await?;
    let old = work.now().checked_sub(SignedDuration::from_hours(TRIES_KEPT_HOURS))?;
    store::forget_attempts_before(&mut work, old).await?;
    let user = store::user_by_email(&mut work, email).await?;
    work.commit().await?;
    Ok((Attempt { from_address, is_last: for_email + 1 == EMAIL_MAX }, user))
}

/// The same person, unless he was blocked or got another password meanwhile.
async fn unchanged(work: &mut Work, user: Option<User>) -> Result<Option<User>> {
    let Some(user) = user else { return Ok(None) };
    let now = store::user(work, user.id).await?;
    Ok(now.filter(|now| now.state == UserState::Active && now.password_hash == user.password_hash))
}

/// Opens a session for somebody who has just proved who he is.
pub async fn begin_session(work: &mut Work, user: UserId, from: &Origin) -> Result<String> {
    let key = fresh_key()?;
    let browser: String = from.browser.chars().take(200).collect();
    store::insert_session(work, user, &hash_key(&key), &from.address, &browser).await?;
    Ok(key)
}

fn email_subject(email: &str) -> String {
    format!("email {}", short(email))
}

/// The address as it is written down: anybody may type anything of any length.
fn short(email: &str) -> String {
    email_key(email).chars().take(EMAIL_LENGTH_MAX).collect()
}
