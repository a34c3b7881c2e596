//! A person's account.

use base::access::{Act, Actor, Acts, PartnerId, Role, UserId};
use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;

use crate::{password, store};

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserState {
    /// The invitation was not taken up yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in.
    Blocked,
}

impl UserState {
    /// The name by which it is stored and translated.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Blocked => "blocked",
        }
    }

    pub(crate) fn parse(name: &str) -> Self {
        match name {
            "active" => Self::Active,
            "invited" => Self::Invited,
            _ => Self::Blocked,
        }
    }
}

/// A person who signs in.
#[derive(Clone, Debug)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The address, as typed.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role's name.
    pub role: String,
    /// The partner it belongs to; `None` for the vendor's staff.
    pub partner: Option<PartnerId>,
    /// The partner's name, or empty for the vendor's staff.
    pub company: String,
    /// Where it stands.
    pub state: UserState,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last seen in an open or ended session.
    pub seen_at: Option<Timestamp>,
    pub(crate) password_hash: Option<String>,
}

impl User {
    /// The person as the one who acts, before a session says what the role includes.
    pub(crate) fn actor(&self) -> Actor {
        match self.partner {
            Some(partner) => Actor::Partner { user: self.id, partner, acts: Acts::NONE },
            None => Actor::Staff { user: self.id, acts: Acts::NONE },
        }
    }
}

/// A person to add.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role's name.
    pub role: String,
    /// The partner; `None` for the vendor's staff.
    pub partner: Option<PartnerId>,
    /// The partner's name, or empty.
    pub company: String,
}

/// One account.
pub async fn user(work: &mut Work, id: UserId) -> Result<Option<User>> {
    store::user(work, id).await
}

/// The accounts of a partner, or of the vendor's staff.
pub async fn users_of(work: &mut Work, partner: Option<PartnerId>) -> Result<Vec<User>> {
    store::users_of(work, partner).await
}

/// The people of partners who may sign in and whose role includes `act`; whom a letter about it may go to.
pub async fn partner_people_with(work: &mut Work, act: Act) -> Result<Vec<User>> {
    let all = store::active_partner_users(work).await?;
    let may = |user: &User, changed: Option<Acts>| {
        let delivered = Role::parse(&user.role).map(Role::acts).unwrap_or_default();
        changed.unwrap_or(delivered).include(act)
    };
    Ok(all.into_iter().filter(|(user, changed)| may(user, *changed)).map(|(user, _)| user).collect())
}

/// Whether the password that was typed is that of the one who acts: asked again before something that a stolen session must
/// not do.
pub async fn proves(work: &mut Work, typed: &str) -> Result<bool> {
    let user = match work.actor.user() {
        Some(id) => store::user(work, id).await?,
        None => None,
    };
    let user = user.filter(|user| user.state == UserState::Active);
    password::fits(typed, user.and_then(|user| user.password_hash).as_deref()).await
}
