//! Inviting people, and the first owner's welcome.

use base::access::{Act, PartnerId, Role, Side, UserId, Whose};
use base::events::Event;
use base::failure::{Outcome, Result, Stop};
use base::letters;
use base::words::Reader;
use base::work::Work;
use serde::Serialize;

use crate::links::{self, Purpose};
use crate::rules::{judge_email, judge_password};
use crate::{NewUser, Refusal, User, UserState, password, roles, store};

/// Somebody was invited.
#[derive(Serialize)]
struct Invited {
    user: UserId,
    name: String,
    email: String,
    role_key: String,
    #[serde(skip)]
    partner: Option<PartnerId>,
}

impl Event for Invited {
    const NAME: &'static str = "people.invited";
    fn subject(&self) -> String {
        self.user.to_string()
    }
    fn partner(&self) -> Option<PartnerId> {
        self.partner
    }
}

/// Somebody was added with a password.
#[derive(Serialize)]
struct Added {
    user: UserId,
    name: String,
    email: String,
    role_key: String,
    #[serde(skip)]
    partner: Option<PartnerId>,
}

impl Event for Added {
    const NAME: &'static str = "people.added";
    fn subject(&self) -> String {
        self.user.to_string()
    }
    fn partner(&self) -> Option<PartnerId> {
        self.partner
    }
}

/// Somebody got a second invitation in place of the first.
#[derive(Serialize)]
struct InvitedAgain {
    user: UserId,
    name: String,
    email: String,
}

impl Event for InvitedAgain {
    const NAME: &'static str = "people.invited-again";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// Somebody took an invitation up.
#[derive(Serialize)]
struct Joined {
    user: UserId,
    name: String,
    #[serde(skip)]
    partner: Option<PartnerId>,
}

impl Event for Joined {
    const NAME: &'static str = "people.joined";
    fn subject(&self) -> String {
        self.user.to_string()
    }
    fn partner(&self) -> Option<PartnerId> {
        self.partner
    }
}

/// What an invitation came to.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The new account.
    pub user: UserId,
    /// The single-use address; it is in the letter as well.
    pub link: String,
}

/// Invites somebody by a letter with a single-use link, written for `reader`.
pub async fn invite(work: &mut Work, new: NewUser, reader: &Reader) -> Outcome<Invitation, Refusal> {
    let user = add(work, &new, None).await?;
    let (name, email, role_key) = described(&new);
    work.record(Invited { user, name: name.clone(), email: email.clone(), role_key, partner: new.partner })
        .await?;
    let link = write_letter(work, user, &name, &email, reader).await?;
    Ok(Invitation { user, link })
}

/// Sends a fresh invitation to somebody who has not taken up the first; the first link dies.
pub async fn invite_again(work: &mut Work, user: UserId, reader: &Reader) -> Outcome<Invitation, Refusal> {
    let user = store::user(work, user).await?.ok_or(Stop::Unknown)?;
    roles::may_manage(work, &user)?;
    if user.state != UserState::Invited {
        return Err(Stop::Unknown);
    }
    store::close_links(work, user.id, Purpose::Invitation.name()).await?;
    let link = write_letter(work, user.id, &user.name, &user.email, reader).await?;
    work.record(InvitedAgain { user: user.id, name: user.name, email: user.email }).await?;
    Ok(Invitation { user: user.id, link })
}

async fn write_letter(
    work: &mut Work,
    user: UserId,
    name: &str,
    email: &str,
    reader: &Reader,
) -> Result<String> {
    let link = links::write(work, Purpose::Invitation, Some(user)).await?;
    let vendor = work.setting("vendor-name").await?.unwrap_or_else(|| "Artel".into());
    let subject = reader.tr("people-letter-invitation-subject", &[("vendor", vendor.clone().into())]);
    let args = [("name", name.into()), ("vendor", vendor.into()), ("link", link.clone().into())];
    letters::write(work, email, &subject, &reader.tr("people-letter-invitation-body", &args)).await?;
    Ok(link)
}

/// Adds somebody with a password, as the demo and the welcome page do.
pub async fn add_user(work: &mut Work, new: &NewUser, password_hash: &str) -> Outcome<UserId, Refusal> {
    let user = add(work, new, Some(password_hash)).await?;
    let (name, email, role_key) = described(new);
    work.record(Added { user, name, email, role_key, partner: new.partner }).await?;
    Ok(user)
}

/// Name, address and the key of the role's word.
fn described(new: &NewUser) -> (String, String, String) {
    (new.name.trim().to_owned(), new.email.trim().to_owned(), format!("role-{}", new.role))
}

async fn add(work: &mut Work, new: &NewUser, hash: Option<&str>) -> Outcome<UserId, Refusal> {
    match new.partner {
        Some(partner) if work.actor.partner().is_some() => work.may(Act::PortalTeam, partner)?,
        _ => work.may(Act::ManageUsers, Whose::Vendor)?,
    }
    judge_email(&new.email).map_err(Stop::Refused)?;
    if new.name.trim().is_empty() {
        return Err(Stop::Refused(Refusal::NameEmpty));
    }
    let side = if new.partner.is_some() { Side::Portal } else { Side::Desk };
    let role = Role::parse(&new.role).filter(|role| role.side() == side);
    roles::judge_gift(work, role.ok_or(Stop::Refused(Refusal::RoleUnknown))?).await?;
    if store::user_by_email(work, &new.email).await?.is_some() {
        return Err(Stop::Refused(Refusal::EmailTaken));
    }
    let user = UserId::fresh();
    store::insert_user(work, user, new, hash).await.map_err(|failure| {
        if failure.is_constraint("people_users_one_per_email") {
            Stop::Refused(Refusal::EmailTaken)
        } else {
            Stop::Failed(failure)
        }
    })?;
    Ok(user)
}

/// Takes an invitation up with a new password; returns whose it was.
pub async fn accept(work: &mut Work, link: &str, typed: &str) -> Outcome<UserId, Refusal> {
    let (link, user) = links::look(work, Purpose::Invitation, link).await?;
    let user: Option<User> = match user {
        Some(id) => store::user(work, id).await?,
        None => None,
    };
    // A blocked person does not come in by an old invitation.
    let user =
        user.filter(|user| user.state == UserState::Invited).ok_or(Stop::Refused(Refusal::LinkDead))?;
    judge_password(typed, &user.email).map_err(Stop::Refused)?;
    let hash = password::hash(typed).await?;
    links::use_up(work, link).await?;
    store::set_password(work, user.id, &hash).await?;
    work.actor = user.actor();
    work.record(Joined { user: user.id, name: user.name, partner: user.partner }).await?;
    Ok(user.id)
}

/// The address under which the very first owner opens the installation; `None` once there is anybody.
pub async fn welcome_link(work: &mut Work) -> Result<Option<String>> {
    if store::users_count(work).await? > 0 {
        return Ok(None);
    }
    links::write(work, Purpose::Welcome, None).await.map(Some)
}

/// What the first owner types.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The company.
    pub vendor: String,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// The owner's password.
    pub password: String,
}

/// Opens the installation: names the vendor and adds the first owner.
pub async fn welcome(work: &mut Work, link: &str, request: Welcome) -> Outcome<UserId, Refusal> {
    let (link, _) = links::look(work, Purpose::Welcome, link).await?;
    judge_password(&request.password, &request.email).map_err(Stop::Refused)?;
    work.queue_for("people-welcome").await?;
    if store::users_count(work).await? > 0 {
        return Err(Stop::Refused(Refusal::LinkDead));
    }
    let hash = password::hash(&request.password).await?;
    links::use_up(work, link).await?;
    work.set_setting("vendor-name", request.vendor.trim()).await?;
    work.actor = base::access::Actor::System("welcome");
    let new = NewUser {
        email: request.email,
        name: request.name,
        role: Role::Owner.name().into(),
        partner: None,
        company: String::new(),
    };
    add_user(work, &new, &hash).await
}
