//! Signing in and out.

use base::access::UserId;
use base::events::Event;
use base::failure::{Outcome, Result, Stop};
use base::work::{Site, Work};
use jiff::SignedDuration;
use serde::Serialize;

use crate::rules::{EMAIL_MAX, WINDOW_MINUTES, email_key, may_try};
use crate::sessions::{fresh_key, hash_key};
use crate::{Refusal, UserState, password, store};

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
pub struct From {
    /// His address.
    pub address: String,
    /// His browser.
    pub browser: String,
}

/// Signs somebody in; returns the key for his cookie. Takes the site and not a piece of work: a failed try must be
/// remembered although it is refused, and hashing must not hold a transaction.
pub async fn sign_in(site: &Site, email: &str, typed: &str, from: &From) -> Outcome<String, Refusal> {
    let mut work = site.begin(base::access::Actor::Anonymous).await?;
    judge_tries(&mut work, email, from).await?;
    let user = store::user_by_email(&mut work, email).await?;
    drop(work);
    let known = user.filter(|user| user.state == UserState::Active);
    let hash = known.as_ref().and_then(|user| user.password_hash.as_deref());
    let fits = password::fits(typed, hash).await?;
    let mut work = site.begin(base::access::Actor::Anonymous).await?;
    let Some(user) = known.filter(|_| fits) else {
        remember_failure(&mut work, email, from).await?;
        work.commit().await?;
        return Err(Stop::Refused(Refusal::WrongCredentials));
    };
    let key = begin_session(&mut work, user.id, from).await?;
    store::forget_attempts(&mut work, &email_subject(email)).await?;
    work.record(SignedIn { user: user.id, name: user.name, address: from.address.clone() }).await?;
    work.commit().await?;
    Ok(key)
}

/// Opens a session for somebody who has just proved who he is.
pub async fn begin_session(work: &mut Work, user: UserId, from: &From) -> Result<String> {
    let key = fresh_key()?;
    let browser: String = from.browser.chars().take(200).collect();
    store::insert_session(work, user, &hash_key(&key), &from.address, &browser).await?;
    Ok(key)
}

async fn judge_tries(work: &mut Work, email: &str, from: &From) -> Outcome<(), Refusal> {
    let since = work.now().checked_sub(SignedDuration::from_mins(WINDOW_MINUTES))?;
    let for_email = store::attempts_since(work, &email_subject(email), since).await?;
    let from_address = store::attempts_since(work, &address_subject(from), since).await?;
    if may_try(for_email, from_address) {
        return Ok(());
    }
    Err(Stop::Refused(Refusal::TooManyTries { minutes: WINDOW_MINUTES }))
}

async fn remember_failure(work: &mut Work, email: &str, from: &From) -> Result<()> {
    store::insert_attempt(work, &email_subject(email)).await?;
    store::insert_attempt(work, &address_subject(from)).await?;
    let since = work.now().checked_sub(SignedDuration::from_mins(WINDOW_MINUTES))?;
    if store::attempts_since(work, &email_subject(email), since).await? == EMAIL_MAX {
        work.record(GuessedAt { email: email_key(email), address: from.address.clone() }).await?;
    }
    Ok(())
}

fn email_subject(email: &str) -> String {
    format!("email {}", email_key(email).chars().take(254).collect::<String>())
}

fn address_subject(from: &From) -> String {
    format!("address {}", from.address)
}
