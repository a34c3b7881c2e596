//! Forgotten and changed passwords.

use base::access::UserId;
use base::events::Event;
use base::failure::{Outcome, Result, Stop};
use base::letters;
use base::words::Reader;
use base::work::Work;
use jiff::SignedDuration;
use serde::Serialize;

use crate::links::{self, Purpose};
use crate::rules::judge_password;
use crate::{Refusal, UserState, password, store};

/// Letters about a forgotten password that one mailbox gets within an hour.
const LETTERS_PER_HOUR: i64 = 3;

/// A password was replaced.
#[derive(Serialize)]
struct PasswordChanged {
    user: UserId,
    name: String,
}

impl Event for PasswordChanged {
    const NAME: &'static str = "people.password-changed";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// Sends a letter with a single-use link, when somebody has this address. Nobody learns from the answer whether.
pub async fn forgot(work: &mut Work, email: &str, reader: &Reader) -> Result<()> {
    let Some(user) = store::user_by_email(work, email).await?.filter(|user| user.state == UserState::Active)
    else {
        return Ok(());
    };
    let since = work.now().checked_sub(SignedDuration::from_hours(1))?;
    let subject = format!("forgot {}", user.id);
    if store::attempts_since(work, &subject, since).await? >= LETTERS_PER_HOUR {
        return Ok(());
    }
    store::insert_attempt(work, &subject).await?;
    store::close_links(work, user.id, "reset").await?;
    let link = links::write(work, Purpose::Reset, Some(user.id)).await?;
    let body = reader.tr("people-letter-reset-body", &[("name", user.name.into()), ("link", link.into())]);
    letters::write(work, &user.email, &reader.t("people-letter-reset-subject"), &body).await?;
    Ok(())
}

/// Sets a new password by a link from a letter; every open session ends.
pub async fn reset(work: &mut Work, link: &str, typed: &str) -> Outcome<UserId, Refusal> {
    let (link, user) = links::look(work, Purpose::Reset, link).await?;
    let user = match user {
        Some(id) => store::user(work, id).await?.ok_or(Stop::Refused(Refusal::LinkDead))?,
        None => return Err(Stop::Refused(Refusal::LinkDead)),
    };
    if user.state != UserState::Active {
        return Err(Stop::Refused(Refusal::LinkDead));
    }
    judge_password(typed, &user.email).map_err(Stop::Refused)?;
    let hash = password::hash(typed).await?;
    links::use_up(work, link).await?;
    store::set_password(work, user.id, &hash).await?;
    store::end_sessions(work, user.id, None).await?;
    work.actor = user.actor();
    work.record(PasswordChanged { user: user.id, name: user.name }).await?;
    Ok(user.id)
}

/// Changes one's own password, knowing the present one; every session ends, the caller opens a new one.
pub async fn change(work: &mut Work, present: &str, typed: &str) -> Outcome<UserId, Refusal> {
    let id = work.actor.user().ok_or(Stop::Forbidden)?;
    let user = store::user(work, id).await?.ok_or(Stop::Unknown)?;
    if !password::fits(present, user.password_hash.as_deref()).await? {
        return Err(Stop::Refused(Refusal::PasswordWrong));
    }
    judge_password(typed, &user.email).map_err(Stop::Refused)?;
    let hash = password::hash(typed).await?;
    store::set_password(work, id, &hash).await?;
    store::end_sessions(work, id, None).await?;
    work.record(PasswordChanged { user: id, name: user.name }).await?;
    Ok(id)
}
