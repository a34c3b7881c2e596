//! Single-use links: a row that can be used once, and a signature that only this installation can write.

use base::access::UserId;
use base::failure::{Failure, Outcome, Result, Stop};
use base::id;
use base::work::Work;
use hmac::{Hmac, KeyInit, Mac};
use jiff::SignedDuration;
use sha2::Sha256;

use crate::{Refusal, store};

id!(
    /// A single-use link.
    LinkId,
    "link"
);

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The very first owner opens the installation.
    Welcome,
    /// An invited person sets a password.
    Invitation,
    /// A forgotten password is replaced.
    Reset,
}

impl Purpose {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }

    fn lives(self) -> SignedDuration {
        match self {
            Self::Welcome => SignedDuration::from_hours(24),
            Self::Invitation => SignedDuration::from_hours(7 * 24),
            Self::Reset => SignedDuration::from_hours(1),
        }
    }
}

/// Signs a text with the installation's secret.
pub fn sign(secret: &[u8; 32], text: &str) -> Result<String> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret).map_err(|_| Failure::new("the secret has no length"))?;
    mac.update(text.as_bytes());
    Ok(mac.finalize().into_bytes().iter().take(20).map(|byte| format!("{byte:02x}")).collect())
}

/// Writes a link and returns its address.
pub async fn write(work: &mut Work, purpose: Purpose, user: Option<UserId>) -> Result<String> {
    let link = LinkId::fresh();
    let expires = work.now().checked_add(purpose.lives())?;
    store::insert_link(work, link, purpose.name(), user, expires).await?;
    let site = work.site();
    let signature = sign(&site.secret, &format!("{} {link}", purpose.name()))?;
    Ok(format!("{}/{}/{link}.{signature}", site.config.public_url, purpose.name()))
}

/// Looks whether a link still opens; returns whom it is for.
pub async fn look(
    work: &mut Work,
    purpose: Purpose,
    text: &str,
) -> Outcome<(LinkId, Option<UserId>), Refusal> {
    let dead = || Stop::Refused(Refusal::LinkDead);
    let (link, signature) = text.split_once('.').ok_or_else(dead)?;
    let link: LinkId = link.parse().map_err(|_| dead())?;
    if sign(&work.site().secret, &format!("{} {link}", purpose.name()))? != signature {
        return Err(dead());
    }
    let user = store::open_link(work, link, purpose.name()).await?.ok_or_else(dead)?;
    Ok((link, user))
}

/// Uses a link up; of two who try at once, one is refused.
pub async fn use_up(work: &mut Work, link: LinkId) -> Outcome<(), Refusal> {
    if store::use_link(work, link).await? { Ok(()) } else { Err(Stop::Refused(Refusal::LinkDead)) }
}
