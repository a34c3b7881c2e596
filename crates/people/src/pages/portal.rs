//! The partner's own team.

use base::access::{Act, Path, Posted, Role, Side, UserId, Visit};
use base::failure::{Answer, Oops};
use base::page::{Filled, card, columns};

use super::vendor::{invitation_form, people_table, send_again};
use super::write_refusal;
use crate::{NewUser, invite as inviting, roles, store};

/// `GET /portal/people`
pub async fn list(visit: Visit) -> Answer {
    page(&visit, Filled::default()).await
}

async fn page(visit: &Visit, filled: Filled) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    let users = store::users_of(&mut work, Some(partner)).await?;
    let r = &visit.reader;
    let frame = visit.frame(r.t("people-team-title")).lead(r.t("people-team-lead"));
    let form = invitation_form(visit, &frame, "/portal/people", Side::Portal, &filled);
    let content = columns([
        people_table(visit, "people", &r.t("people-team-title"), &users),
        card(&r.t("people-invite-title"), form),
    ]);
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

/// `POST /portal/people`
pub async fn invite(visit: Visit, posted: Posted) -> Answer {
    let partner = visit.partner()?;
    let mut filled = posted.filled;
    let new = NewUser {
        email: filled.text("email").to_owned(),
        name: filled.text("name").to_owned(),
        role: filled.text("role").to_owned(),
        partner: Some(partner),
        company: visit.visitor.company.clone(),
    };
    let mut work = visit.begin().await?;
    match inviting::invite(&mut work, new, &visit.reader).await {
        Ok(_) => {
            work.commit().await?;
            visit
                .redirect("/portal/people", "people-said-invited", &[("email", filled.text("email").into())])
                .into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            drop(work);
            page(&visit, filled).await
        }
    }
}

/// `POST /portal/people/{user}/invite`
pub async fn invite_again(visit: Visit, Path(user): Path<UserId>, _posted: Posted) -> Answer {
    send_again(visit, user, "/portal/people").await
}

/// `POST /portal/people/{user}/block`
pub async fn block(visit: Visit, Path(user): Path<UserId>, _posted: Posted) -> Answer {
    if !visit.can(Act::PortalTeam) || Some(user) == visit.visitor.actor.user() {
        return Err(Oops::Forbidden);
    }
    let mut work = visit.begin().await?;
    roles::set_blocked(&mut work, user, true).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect("/portal/people", "people-said-blocked", &[]).into()
}

/// Roles of one side, as pairs of value and word.
pub(super) fn roles_of(visit: &Visit, side: Side) -> Vec<(String, String)> {
    let of_side = Role::ALL.iter().filter(|role| role.side() == side);
    of_side.map(|role| (role.name().to_owned(), visit.reader.t(&format!("role-{}", role.name())))).collect()
}
