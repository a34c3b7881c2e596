//! Who is what, and what a role includes.

use base::access::{Act, Actor, Acts, Role, Side, UserId, Whose};
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
    from_key: String,
    to_key: String,
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
    state_key: String,
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
    #[serde(skip)]
    role: &'static str,
    role_key: String,
    acts_key: Vec<String>,
}

impl Event for RoleEdited {
    const NAME: &'static str = "people.role-edited";
    fn subject(&self) -> String {
        self.role.to_owned()
    }
}

/// The member of the vendor's staff with this address, as the one who acts; nobody when none of them is active.
pub async fn staff_called(work: &mut Work, email: &str) -> Result<Option<Actor>> {
    let wanted = email.trim().to_lowercase();
    let mut staff = store::users_of(work, None).await?.into_iter();
    let called = |user: &User| user.state == UserState::Active && user.email.to_lowercase() == wanted;
    let Some(user) = staff.find(called) else { return Ok(None) };
    let acts = match Role::parse(&user.role) {
        Some(role) => acts_of(work, role).await?,
        None => Acts::default(),
    };
    Ok(Some(Actor::Staff { user: user.id, acts }))
}

/// What a role includes today.
pub async fn acts_of(work: &mut Work, role: Role) -> Result<Acts> {
    Ok(store::role_acts(work, role.name()).await?.unwrap_or_else(|| role.acts()))
}

/// Judges whether the actor may hand a role out or touch those who have it: nobody gives more than he has.
pub(crate) async fn judge_gift(work: &mut Work, role: Role) -> Outcome<(), Refusal> {
    let own = match (work.actor, role.side()) {
        (Actor::Staff { acts, .. }, Side::Desk) | (Actor::Partner { acts, .. }, Side::Portal) => acts,
        _ => return Ok(()),
    };
    let within = acts_of(work, role).await?.list().all(|act| own.include(act));
    if within { Ok(()) } else { Err(Stop::Refused(Refusal::MoreThanOwn)) }
}

/// Ends here unless the actor looks after this person: staff after everybody, a partner's owner after his team.
pub(crate) fn may_manage(work: &Work, user: &User) -> Outcome<(), Refusal> {
    match (work.actor.partner(), user.partner) {
        (Some(_), Some(partner)) => work.may(Act::PortalTeam, partner),
        (Some(_), None) => Err(Stop::Unknown),
        (None, _) => work.may(Act::ManageUsers, Whose::Vendor),
    }
}

/// Changes what a role includes. The owner's own role stays whole, so that nobody locks himself out.
pub async fn edit(work: &mut Work, role: Role, acts: Acts) -> Outcome<(), Refusal> {
    work.may(Act::ManageUsers, Whose::Vendor)?;
    if role == Role::Owner {
        return Err(Stop::Refused(Refusal::LastOwner));
    }
    let of_side = |act: &Act| act.name().starts_with("portal-") == (role.side() == Side::Portal);
    let acts = Acts::of(&acts.list().filter(of_side).collect::<Vec<_>>());
    let present = acts_of(work, role).await?;
    if let (Actor::Staff { acts: own, .. }, Side::Desk) = (work.actor, role.side())
        && acts.list().any(|act| !own.include(act) && !present.include(act))
    {
        return Err(Stop::Refused(Refusal::MoreThanOwn));
    }
    store::set_role_acts(work, role.name(), acts).await?;
    let acts_key = acts.list().map(|act| format!("act-{}", act.name())).collect();
    work.record(RoleEdited { role: role.name(), role_key: role_key(role.name()), acts_key }).await?;
    Ok(())
}

/// Gives somebody another role of his side.
pub async fn change(work: &mut Work, user: UserId, to: &str) -> Outcome<(), Refusal> {
    work.may(Act::ManageUsers, Whose::Vendor)?;
    let user = store::user(work, user).await?.ok_or(Stop::Unknown)?;
    let side = if user.partner.is_some() { Side::Portal } else { Side::Desk };
    let role =
        Role::parse(to).filter(|role| role.side() == side).ok_or(Stop::Refused(Refusal::RoleUnknown))?;
    judge_gift(work, role).await?;
    judge_gift_of(work, &user).await?;
    if to != Role::Owner.name() {
        keep_an_owner(work, &user).await?;
    }
    store::set_role(work, user.id, to).await?;
    let (from_key, to_key) = (role_key(&user.role), role_key(to));
    work.record(RoleChanged { user: user.id, name: user.name, from_key, to_key }).await?;
    Ok(())
}

async fn judge_gift_of(work: &mut Work, user: &User) -> Outcome<(), Refusal> {
    match Role::parse(&user.role) {
        Some(role) => judge_gift(work, role).await,
        None => Ok(()),
    }
}

fn role_key(role: &str) -> String {
    format!("role-{role}")
}

/// Blocks somebody (every session ends) or lets him in again. A partner's owner may do so in his own team.
pub async fn set_blocked(work: &mut Work, user: UserId, blocked: bool) -> Outcome<(), Refusal> {
    let user = store::user(work, user).await?.ok_or(Stop::Unknown)?;
    may_manage(work, &user)?;
    if user.partner.is_none() {
        judge_gift_of(work, &user).await?;
    }
    if blocked {
        keep_an_owner(work, &user).await?;
        sessions::end(work, &user, None).await?;
    }
    let state = match (blocked, &user.password_hash) {
        (true, _) => UserState::Blocked,
        (false, Some(_)) => UserState::Active,
        (false, None) => UserState::Invited,
    };
    store::set_state(work, user.id, state).await?;
    let state_key = format!("people-state-{}", state.name());
    work.record(StateChanged { user: user.id, name: user.name, state_key }).await?;
    Ok(())
}

async fn keep_an_owner(work: &mut Work, user: &User) -> Outcome<(), Refusal> {
    let owners = store::owners(work).await?;
    if owners == [user.id] { Err(Stop::Refused(Refusal::LastOwner)) } else { Ok(()) }
}
