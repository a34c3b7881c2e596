//! People: who signs in, as what, and what they did. See README.md.

mod account;
mod factor;
mod invite;
mod layer;
mod links;
pub mod pages;
mod password;
mod reset;
mod revive;
mod roles;
pub mod rules;
mod sessions;
mod sign_in;
mod store;

use base::access::{Act, Door, MenuEntry, Routes, Side};
use base::db::Migrations;
use base::page::Icon;
use base::words::Book;

pub use account::{NewUser, User, UserState, partner_people_with, proves, user, users_of};
pub use factor::{begin_factor, confirm_factor, has_factor, prove_factor, proved_lately};
pub use invite::{Invitation, add_user, invite, invite_again, welcome_link};
pub use layer::sign_in_layer;
pub use password::fits as password_fits;
pub use password::hash as hash_password;
pub use roles::staff_called;
pub use rules::Refusal;
pub use sign_in::{Origin, sign_in};
pub use store::users_count;

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!("people": 1 "0001_people.sql", 2 "0002_factor.sql");
/// The words of this slice.
pub const BOOK: Book = base::book!("people");
/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-settings",
        key: "menu-people",
        href: "/desk/people",
        icon: Icon::Person,
        act: Act::ManageUsers,
    },
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-settings",
        key: "menu-audit",
        href: "/desk/people/audit",
        icon: Icon::Journal,
        act: Act::SeeAudit,
    },
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-settings",
        key: "menu-letters",
        href: "/desk/people/letters",
        icon: Icon::Mail,
        act: Act::ManageSettings,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-team",
        href: "/portal/people",
        icon: Icon::Person,
        act: Act::PortalTeam,
    },
];

/// The routes of this slice.
pub fn routes() -> Routes {
    use pages::{door, factor, jobs, me, portal, vendor};
    let manage = Door::Desk(Act::ManageUsers);
    let settings = Door::Desk(Act::ManageSettings);
    let team = Door::Portal(Act::PortalTeam);
    Routes::new()
        .get("/sign-in", Door::Public, door::sign_in_form)
        .post("/sign-in", Door::Public, door::sign_in)
        .post("/sign-out", Door::SignedIn, door::sign_out)
        .get("/forgot", Door::Public, door::forgot_form)
        .post("/forgot", Door::Public, door::forgot)
        .get("/reset/{link}", Door::Public, door::reset_form)
        .post("/reset/{link}", Door::Public, door::reset)
        .get("/invitation/{link}", Door::Public, door::invitation_form)
        .post("/invitation/{link}", Door::Public, door::accept)
        .get("/welcome/{link}", Door::Public, door::welcome_form)
        .post("/welcome/{link}", Door::Public, door::welcome)
        .get("/people/me", Door::SignedIn, me::show)
        .get("/people/me/factor", Door::SignedIn, factor::show)
        .post("/people/me/factor/begin", Door::SignedIn, factor::begin)
        .post("/people/me/factor/confirm", Door::SignedIn, factor::confirm)
        .post("/people/me/factor/drop", Door::SignedIn, factor::drop_it)
        .post("/people/me/password", Door::SignedIn, me::change_password)
        .post("/people/me/sessions/{session}/end", Door::SignedIn, me::end_session)
        .get("/desk/people", manage, vendor::list)
        .get("/desk/people/new", manage, vendor::new)
        .post("/desk/people", manage, vendor::invite)
        .post("/desk/people/{user}/invite", manage, vendor::invite_again)
        .post("/desk/people/{user}/role", manage, vendor::change_role)
        .post("/desk/people/{user}/block", manage, vendor::block)
        .post("/desk/people/{user}/unblock", manage, vendor::unblock)
        .get("/desk/people/roles", manage, vendor::roles)
        .post("/desk/people/roles/{role}", manage, vendor::save_role)
        .get("/desk/people/audit", Door::Desk(Act::SeeAudit), vendor::audit)
        .get("/desk/people/letters", settings, vendor::letters)
        .get("/desk/people/letters/{letter}", settings, vendor::letter)
        .get("/desk/people/jobs", settings, jobs::list)
        .post("/desk/people/jobs/{job}/revive", settings, jobs::again)
        .get("/portal/people", team, portal::list)
        .post("/portal/people", team, portal::invite)
        .post("/portal/people/{user}/invite", team, portal::invite_again)
        .post("/portal/people/{user}/block", team, portal::block)
}
