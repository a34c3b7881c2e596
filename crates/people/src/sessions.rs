//! Sessions: random keys in a cookie, kept as hashes; listed and ended by their person.

use base::access::UserId;
use base::events::Event;
use base::failure::{Outcome, Result, Stop};
use base::id;
use base::work::Work;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{Refusal, User, store};

id!(
    /// A session.
    SessionId,
    "session"
);

/// The cookie that carries the key.
pub const COOKIE: &str = "artel_session";
/// A session that was not used for so long is over.
pub const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A session as its person sees it.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// From where it was begun.
    pub address: String,
    /// With what.
    pub browser: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    pub(crate) key_hash: String,
}

/// Somebody ended sessions.
#[derive(Serialize)]
struct SessionsEnded {
    user: UserId,
    name: String,
    count: i64,
}

impl Event for SessionsEnded {
    const NAME: &'static str = "people.sessions-ended";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// Makes a fresh key.
pub fn fresh_key() -> Result<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| base::failure::Failure::new(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is stored in place of a key.
pub fn hash_key(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Ends one of one's own sessions, or with `None` all of them.
pub async fn end_own(work: &mut Work, only: Option<SessionId>) -> Outcome<(), Refusal> {
    let user = work.actor.user().ok_or(Stop::Forbidden)?;
    let user = store::user(work, user).await?.ok_or(Stop::Unknown)?;
    let count = end(work, &user, only).await?;
    if only.is_some() && count == 0 { Err(Stop::Unknown) } else { Ok(()) }
}

/// Ends sessions of somebody whom the caller was asked about already; returns how many.
pub(crate) async fn end(work: &mut Work, user: &User, only: Option<SessionId>) -> Result<u64> {
    let count = store::end_sessions(work, user.id, only).await?;
    if count > 0 {
        work.record(SessionsEnded { user: user.id, name: user.name.clone(), count: count as i64 }).await?;
    }
    Ok(count)
}
