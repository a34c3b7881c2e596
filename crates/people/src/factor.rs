//! The second factor: enrolled on one's own page, proved before something that a stolen session must not do.

use base::access::{Actor, UserId};
use base::events::Event;
use base::failure::{Failure, Outcome, Result, Stop};
use base::work::{Site, Work};
use jiff::SignedDuration;
use serde::Serialize;

use crate::Refusal;
use crate::rules::{EMAIL_MAX, WINDOW_MINUTES, totp};
use crate::sessions::hash_key;
use crate::store::{self, Factor};

/// For so many minutes a proof counts.
const PROOF_MINUTES: i64 = 5;
const RECOVERY_CODES: usize = 10;

/// A second factor was set up.
#[derive(Serialize)]
struct FactorSet {
    user: UserId,
}

impl Event for FactorSet {
    const NAME: &'static str = "people.factor-set";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// A second factor was given up.
#[derive(Serialize)]
struct FactorDropped {
    user: UserId,
}

impl Event for FactorDropped {
    const NAME: &'static str = "people.factor-dropped";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// Whether the one who acts has a second factor.
pub async fn has_factor(work: &mut Work) -> Result<bool> {
    let Some(user) = work.actor.user() else { return Ok(false) };
    Ok(store::factor(work, user).await?.is_some_and(|factor| factor.is_confirmed))
}

/// Whether the one who acts has proved himself by his second factor a moment ago.
pub async fn proved_lately(work: &mut Work) -> Result<bool> {
    let Some(user) = work.actor.user() else { return Ok(false) };
    let since = work.now().checked_sub(SignedDuration::from_mins(PROOF_MINUTES))?;
    let factor = store::factor(work, user).await?;
    Ok(factor.is_some_and(|factor| factor.is_confirmed && factor.proved_at.is_some_and(|at| at > since)))
}

/// Proves the one who acts by a code of his telephone or a recovery code. Takes the site and not a piece of work: a wrong
/// try is counted although it is refused.
pub async fn prove_factor(site: &Site, actor: Actor, typed: &str) -> Outcome<(), Refusal> {
    let user = actor.user().ok_or(Stop::Forbidden)?;
    let mut work = site.begin(actor).await?;
    let subject = format!("factor {user}");
    work.queue_for(&subject).await?;
    let since = work.now().checked_sub(SignedDuration::from_mins(WINDOW_MINUTES))?;
    if store::attempts_since(&mut work, &subject, since).await? >= EMAIL_MAX {
        return Err(Stop::Refused(Refusal::TooManyTries { minutes: WINDOW_MINUTES }));
    }
    let factor = store::factor(&mut work, user).await?.filter(|factor| factor.is_confirmed);
    let factor = factor.ok_or(Stop::Refused(Refusal::FactorAbsent))?;
    let now = work.now();
    let step = totp::step_of(&factor.secret, typed, now.as_second(), factor.last_step);
    let fits = step.is_some() || store::use_recovery_code(&mut work, user, &recovery_hash(typed)).await?;
    if fits {
        store::prove_factor(&mut work, user, step.unwrap_or(factor.last_step)).await?;
        store::forget_attempts(&mut work, &subject).await?;
    } else {
        store::insert_attempt(&mut work, &subject).await?;
    }
    work.commit().await?;
    if fits { Ok(()) } else { Err(Stop::Refused(Refusal::FactorWrong)) }
}

/// Makes a new secret for the one who acts; it does not count before a code confirms it.
pub async fn begin_factor(work: &mut Work) -> Outcome<(), Refusal> {
    let user = work.actor.user().ok_or(Stop::Forbidden)?;
    if has_factor(work).await? {
        return Err(Stop::Refused(Refusal::FactorThere));
    }
    store::begin_factor(work, user, &random::<20>()?).await?;
    Ok(())
}

/// Confirms the new secret by a code of the telephone; answers the recovery codes, which are shown this once.
pub async fn confirm_factor(work: &mut Work, typed: &str) -> Outcome<Vec<String>, Refusal> {
    let user = work.actor.user().ok_or(Stop::Forbidden)?;
    let factor = store::factor(work, user).await?.ok_or(Stop::Refused(Refusal::FactorAbsent))?;
    let Factor { secret, is_confirmed, last_step, .. } = factor;
    if is_confirmed {
        return Err(Stop::Refused(Refusal::FactorThere));
    }
    let now = work.now().as_second();
    let step = totp::step_of(&secret, typed, now, last_step).ok_or(Stop::Refused(Refusal::FactorWrong))?;
    store::confirm_factor(work, user, step).await?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = totp::base32(&random::<10>()?).to_lowercase();
        store::insert_recovery_code(work, user, &recovery_hash(&code)).await?;
        codes.push(code);
    }
    work.record(FactorSet { user }).await?;
    Ok(codes)
}

/// Gives the second factor up; the password is typed again.
pub async fn drop_factor(work: &mut Work, password: &str) -> Outcome<(), Refusal> {
    let user = work.actor.user().ok_or(Stop::Forbidden)?;
    if !crate::proves(work, password).await? {
        return Err(Stop::Refused(Refusal::PasswordWrong));
    }
    if !proved_lately(work).await? {
        return Err(Stop::Refused(Refusal::FactorWrong));
    }
    store::drop_factor(work, user).await?;
    work.record(FactorDropped { user }).await?;
    Ok(())
}

fn recovery_hash(typed: &str) -> String {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    hash_key(&plain.to_lowercase())
}

fn random<const LENGTH: usize>() -> Result<[u8; LENGTH]> {
    let mut bytes = [0u8; LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| Failure::new(error.to_string()))?;
    Ok(bytes)
}
