//! Who is what, and what a role includes.

use base::access::{Act, Acts, Role, Side, UserId, Whose};
use base::events::Event;
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use serde::Serialize;

use crate::account::UserState;
use crate::{Refusal, User, sessions, store};

/// Somebody got another role.
#[derive(Serialize)]
struct RoleChanged {
    user: UserId,
    name: String,
    from: String,
    to: String,
}

impl Event for RoleChanged {
    const NAME: &'static str = "people.role-changed";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// Somebody was blocked or let in again.
#[derive(Serialize)]
struct StateChanged {
    user: UserId,
    name: String,
    state: &'static str,
}

impl Event for StateChanged {
    const NAME: &'static str = "people.state-changed";
    fn subject(&self) -> String {
        self.user.to_string()
    }
}

/// The owner changed what a role includes.
#[derive(Serialize)]
struct RoleEdited {
    role: &'static str,
    acts: String,
}

impl Event for RoleEdited {
    const NAME: &'static str = "people.role-edited";
    fn subject(&self) -> String {
        self.role.to_owned()
    }
}

/// What a role includes today.
pub async fn acts_of(work: &mut Work, role: Role) -> Result<Acts> {
    Ok(store::role_acts(work, role.name()).await?.unwrap_or_else(|| role.acts()))
}

/// Changes what a role includes. The owner's own role stays whole, so that nobody locks himself out.
pub async fn edit(work: &mut Work, role: Role, acts: Acts) -> Outcome<(), Refusal> {
    work.may(Act::ManageUsers, Whose::Vendor)?;
    if role == Role::Owner {
        return Err(Stop::Refused(Refusal::LastOwner));
    }
    let of_side = |act: &Act| act.name().starts_with("portal-") == (role.side() == Side::Portal);
    let acts = Acts::of(&acts.list().filter(of_side).collect::<Vec<_>>());
    store::set_role_acts(work, role.name(), acts).await?;
    work.record(RoleEdited { role: role.name(), acts: acts.to_text() }).await?;
    Ok(())
}

/// Gives somebody another role of his side.
pub async fn change(work: &mut Work, user: UserId, to: &str) -> Outcome<(), Refusal> {
    work.may(Act::ManageUsers, Whose::Vendor)?;
    let user = store::user(work, user).await?.ok_or(Stop::Unknown)?;
    let side = if user.partner.is_some() { Side::Portal } else { Side::Desk };
    if Role::parse(to).is_none_or(|role| role.side() != side) {
        return Err(Stop::Refused(Refusal::RoleUnknown));
    }
    if to != Role::Owner.name() {
        keep_an_owner(work, &user).await?;
    }
    store::set_role(work, user.id, to).await?;
    work.record(RoleChanged { user: user.id, name: user.name, from: user.role, to: to.to_owned() }).await?;
    Ok(())
}

/// Blocks somebody (every session ends) or lets him in again. A partner's owner may do so in his own team.
pub async fn set_blocked(work: &mut Work, user: UserId, blocked: bool) -> Outcome<(), Refusal> {
    let user = store::user(work, user).await?.ok_or(Stop::Unknown)?;
    match user.partner {
        Some(partner) if work.actor.partner().is_some() => work.may(Act::PortalTeam, partner)?,
        None if work.actor.partner().is_some() => return Err(Stop::Unknown),
        _ => work.may(Act::ManageUsers, Whose::Vendor)?,
    }
    if blocked {
        keep_an_owner(work, &user).await?;
        sessions::end_all_of(work, user.id).await?;
    }
    let state = match (blocked, &user.password_hash) {
        (true, _) => UserState::Blocked,
        (false, Some(_)) => UserState::Active,
        (false, None) => UserState::Invited,
    };
    store::set_state(work, user.id, state).await?;
    work.record(StateChanged { user: user.id, name: user.name, state: state.name() }).await?;
    Ok(())
}

async fn keep_an_owner(work: &mut Work, user: &User) -> Outcome<(), Refusal> {
    let owners = store::owners(work).await?;
    if owners == [user.id] { Err(Stop::Refused(Refusal::LastOwner)) } else { Ok(()) }
}
