//! Users, roles, the audit trail and the outbox, as the vendor's staff see them.

use base::access::{Act, Acts, Path, Posted, Role, Side, UserId, Visit};
use base::events::{self, EventId, Which};
use base::failure::{Answer, Oops};
use base::letters::{self, LetterId};
use base::page::{
    Address, Column, Empty, Fields, Filled, Frame, Icon, Paging, Row, Tab, Table, Tone, badge, card, details,
    form, tabs, verb,
};
use maud::{Markup, Render, html};

use super::portal::roles_of;
use super::write_refusal;
use crate::{NewUser, User, UserState, invite as inviting, roles as rolling, store};

const AUDIT_ROWS: u32 = 100;

fn sections(visit: &Visit, current: &str) -> Markup {
    let r = &visit.reader;
    let tab = |key: &str, href: &str| Tab::new(r.t(key), href).current(current == href);
    tabs(
        r,
        &r.t("people-tabs"),
        &[tab("people-tab-users", "/desk/people"), tab("people-tab-roles", "/desk/people/roles")],
    )
}

/// `GET /desk/people`
pub async fn list(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let staff = store::users_of(&mut work, None).await?;
    let others = store::partner_users(&mut work, 500).await?;
    let r = &visit.reader;
    let invite = html! { a.button.primary href="/desk/people/new" { (r.t("people-invite-verb")) } };
    let frame = visit.frame(r.t("people-list-title")).actions(invite);
    let content = html! {
        (sections(&visit, "/desk/people"))
        h2 { (r.t("people-list-staff")) }
        (people_table(&visit, "people", &r.t("people-list-staff"), &staff))
        h2 { (r.t("people-list-partners")) }
        (people_table(&visit, "partner-people", &r.t("people-list-partners"), &others))
    };
    Ok(visit.page(&frame, content))
}

/// People with their roles and verbs; `id` and `caption` name the table among others.
pub(super) fn people_table(visit: &Visit, id: &str, caption: &str, users: &[User]) -> Markup {
    let r = &visit.reader;
    let portal = visit.visitor.actor.partner().is_some();
    let action = if portal { "/portal/people" } else { "/desk/people" };
    let frame = visit.frame("");
    let rows = users.iter().map(|user| {
        let (tone, verb_key, way) = match user.state {
            UserState::Active => (Tone::Good, "people-block-verb", "block"),
            UserState::Invited => (Tone::Warn, "people-block-verb", "block"),
            UserState::Blocked => (Tone::Bad, "people-unblock-verb", "unblock"),
        };
        let own = visit.visitor.actor.user() == Some(user.id);
        let one_verb = |way: &str, key: &str| {
            form(&frame, &format!("{action}/{}/{way}", user.id), &Filled::default(), html! { button.quiet type="submit" { (r.t(key)) } })
        };
        let (act, again) = (one_verb(way, verb_key), one_verb("invite", "people-invite-again-verb"));
        Row::new([
            html! { (user.name) },
            html! { (user.email) },
            html! { @if portal || own { (r.t(&format!("role-{}", user.role))) } @else { (role_form(visit, &frame, user)) } },
            badge(tone, &r.t(&format!("people-state-{}", user.state.name()))),
            html! { (user.company) },
            html! { (user.seen_at.map(|at| r.moment(at)).unwrap_or_else(|| "—".into())) },
            html! {
                @if user.state == UserState::Invited { (again) }
                @if !own && (!portal || way == "block") { (act) }
            },
        ])
    });
    Table::new(r, id, caption)
        .columns([
            Column::text(r.t("people-name")).lead(),
            Column::text(r.t("people-email")).key(),
            Column::text(r.t("people-role")).key(),
            Column::text(r.t("people-state")),
            Column::text(r.t("people-company")),
            Column::text(r.t("people-seen")),
            Column::text(r.t("people-verbs")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Person, r.t("people-empty-title"), r.t("people-empty-why")))
        .render()
}

fn role_form(visit: &Visit, frame: &Frame, user: &User) -> Markup {
    let r = &visit.reader;
    let side = if user.partner.is_some() { Side::Portal } else { Side::Desk };
    let action = format!("/desk/people/{}/role", user.id);
    let label = format!("{}: {}", r.t("people-role"), user.name);
    let fields = html! {
        select name="role" aria-label=(label) {
            @for (value, word) in roles_of(visit, side) {
                option value=(value) selected[value == user.role] { (word) }
            }
        }
        button.quiet type="submit" { (r.t("people-role-verb")) }
    };
    form(frame, &action, &Filled::default(), html! { div.inline { (fields) } })
}

/// `GET /desk/people/new`
pub async fn new(visit: Visit) -> Answer {
    let frame = new_frame(&visit);
    let content = invitation_form(&visit, &frame, "/desk/people", Side::Desk, &Filled::default());
    Ok(visit.page(&frame, content))
}

fn new_frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("people-invite-title"))
        .lead(r.t("people-invite-lead"))
        .crumb(r.t("people-list-title"), "/desk/people")
}

pub(super) fn invitation_form(
    visit: &Visit,
    frame: &Frame,
    action: &str,
    side: Side,
    filled: &Filled,
) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.text("name", r.t("people-name")).required())
        (f.email("email", r.t("people-email")).required())
        (f.select("role", r.t("people-role"), roles_of(visit, side)).required())
        (verb(&r.t("people-invite-verb")))
    };
    form(frame, action, filled, fields)
}

/// `POST /desk/people`
pub async fn invite(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let new = NewUser {
        email: filled.text("email").to_owned(),
        name: filled.text("name").to_owned(),
        role: filled.text("role").to_owned(),
        partner: None,
        company: String::new(),
    };
    let mut work = visit.begin().await?;
    match inviting::invite(&mut work, new, &visit.reader).await {
        Ok(_) => {
            work.commit().await?;
            visit
                .redirect("/desk/people", "people-said-invited", &[("email", filled.text("email").into())])
                .into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            let frame = new_frame(&visit);
            Ok(visit.page_again(&frame, invitation_form(&visit, &frame, "/desk/people", Side::Desk, &filled)))
        }
    }
}

/// `POST /desk/people/{user}/invite`
pub async fn invite_again(visit: Visit, Path(user): Path<UserId>, _posted: Posted) -> Answer {
    send_again(visit, user, "/desk/people").await
}

/// Sends another invitation and leads back to the list.
pub(super) async fn send_again(visit: Visit, user: UserId, back: &str) -> Answer {
    let mut work = visit.begin().await?;
    inviting::invite_again(&mut work, user, &visit.reader).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(back, "people-said-invited-again", &[]).into()
}

/// `POST /desk/people/{user}/role`
pub async fn change_role(visit: Visit, Path(user): Path<UserId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    rolling::change(&mut work, user, posted.filled.text("role")).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect("/desk/people", "people-said-role-changed", &[]).into()
}

/// `POST /desk/people/{user}/block`
pub async fn block(visit: Visit, Path(user): Path<UserId>, _posted: Posted) -> Answer {
    set_blocked(visit, user, true).await
}

/// `POST /desk/people/{user}/unblock`
pub async fn unblock(visit: Visit, Path(user): Path<UserId>, _posted: Posted) -> Answer {
    set_blocked(visit, user, false).await
}

async fn set_blocked(visit: Visit, user: UserId, blocked: bool) -> Answer {
    let mut work = visit.begin().await?;
    rolling::set_blocked(&mut work, user, blocked).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    let said = if blocked { "people-said-blocked" } else { "people-said-unblocked" };
    visit.redirect("/desk/people", said, &[]).into()
}

/// `GET /desk/people/roles`
pub async fn roles(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let r = &visit.reader;
    let frame = visit.frame(r.t("people-roles-title")).lead(r.t("people-roles-lead"));
    let mut cards = Vec::new();
    for role in Role::ALL {
        let acts = rolling::acts_of(&mut work, *role).await?;
        cards.push(card(&r.t(&format!("role-{}", role.name())), role_card(&visit, &frame, *role, acts)));
    }
    Ok(visit.page(&frame, html! { (sections(&visit, "/desk/people/roles")) (base::page::columns(cards)) }))
}

fn role_card(visit: &Visit, frame: &Frame, role: Role, acts: Acts) -> Markup {
    let r = &visit.reader;
    let word = |act: &Act| r.t(&format!("act-{}", act.name()));
    if role == Role::Owner {
        return html! { p { (r.t("people-roles-owner")) } };
    }
    let of_side = |act: &&Act| act.name().starts_with("portal-") == (role.side() == Side::Portal);
    let pairs = Act::ALL.iter().filter(of_side).map(|act| (act.name().to_owned(), word(act)));
    let filled = Filled::from_pairs(acts.list().map(|act| ("act", act.name())));
    let f = Fields::new(r, &filled);
    let fields = html! {
        (f.many("act", r.t("people-roles-acts"), pairs))
        (verb(&r.t("people-roles-verb")))
    };
    form(frame, &format!("/desk/people/roles/{}", role.name()), &filled, fields)
}

/// `POST /desk/people/roles/{role}`
pub async fn save_role(visit: Visit, Path(role): Path<String>, posted: Posted) -> Answer {
    let role = Role::parse(&role).ok_or(Oops::Unknown)?;
    let acts: Vec<Act> = posted.filled.all("act").filter_map(Act::parse).collect();
    let mut work = visit.begin().await?;
    rolling::edit(&mut work, role, Acts::of(&acts)).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect("/desk/people/roles", "people-said-role-edited", &[]).into()
}

/// `GET /desk/people/audit`
pub async fn audit(visit: Visit, here: Address) -> Answer {
    let which = Which {
        before: here.get("after").and_then(|id| id.parse::<EventId>().ok()),
        user: here.get("user").and_then(|id| id.parse().ok()),
        subject: here.get("subject").map(str::to_owned).filter(|subject| !subject.is_empty()),
        name: here.get("slice").map(|slice| format!("{slice}.")).filter(|name| name.len() > 1),
        partner: None,
    };
    let mut work = visit.read().await?;
    let entries = events::recorded(&mut work, &which, AUDIT_ROWS).await?;
    let names = user_names(&mut work, &entries).await?;
    let r = &visit.reader;
    let rows = entries.iter().map(|entry| {
        let who = entry.user.and_then(|user| names.get(&user).cloned());
        Row::new([
            html! { (r.moment(entry.at)) },
            html! { (who.unwrap_or_else(|| r.t(nobody(entry)))) },
            html! { (events::sentence(r, entry)) },
            html! { a href=(here.with("subject", &entry.subject)) { (r.t("people-audit-same")) } },
        ])
    });
    let table = Table::new(r, "audit", r.t("people-audit-title"))
        .columns([
            Column::text(r.t("people-audit-when")),
            Column::text(r.t("people-audit-who")).key(),
            Column::text(r.t("people-audit-what")).lead(),
            Column::text(r.t("people-audit-subject")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Journal, r.t("people-audit-empty-title"), r.t("people-audit-empty-why")));
    let next = entries.last().filter(|_| entries.len() == AUDIT_ROWS as usize);
    let next = next.map(|entry| entry.id.to_string());
    let frame = visit.frame(r.t("people-audit-title")).lead(r.t("people-audit-lead"));
    Ok(visit.page(&frame, html! { (table) (Paging::cursor(r, &here, None, next)) }))
}

/// The word for an actor who is not a person we know.
fn nobody(entry: &events::Recorded) -> &'static str {
    if entry.actor == "anonymous" { "people-audit-stranger" } else { "people-audit-program" }
}

async fn user_names(
    work: &mut base::work::Work,
    entries: &[events::Recorded],
) -> base::failure::Result<std::collections::BTreeMap<UserId, String>> {
    let users: std::collections::BTreeSet<UserId> = entries.iter().filter_map(|entry| entry.user).collect();
    let mut names = std::collections::BTreeMap::new();
    for user in users {
        if let Some(found) = store::user(work, user).await? {
            names.insert(user, found.name);
        }
    }
    Ok(names)
}

/// `GET /desk/people/letters`
pub async fn letters(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let outbox = letters::outbox(&mut work, 200).await?;
    let r = &visit.reader;
    let rows = outbox.iter().map(|letter| {
        Row::new([
            html! { (r.moment(letter.created_at)) },
            html! { (letter.recipient) },
            html! { (letter.subject) },
            letter_badge(&visit, &letter.state),
        ])
        .href(format!("/desk/people/letters/{}", letter.id))
    });
    let table = Table::new(r, "letters", r.t("people-letters-title"))
        .columns([
            Column::text(r.t("people-letters-when")),
            Column::text(r.t("people-letters-to")).key(),
            Column::text(r.t("people-letters-subject")).lead(),
            Column::text(r.t("people-letters-state")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Mail, r.t("people-letters-empty-title"), r.t("people-letters-empty-why")));
    let lead = if visit.site.config.smtp.is_some() {
        "people-letters-lead-smtp"
    } else {
        "people-letters-lead-local"
    };
    let frame = visit.frame(r.t("people-letters-title")).lead(r.t(lead));
    let content = html! { (super::jobs::sections(&visit, "/desk/people/letters")) (table) };
    Ok(visit.page(&frame, content))
}

fn letter_badge(visit: &Visit, state: &str) -> Markup {
    let tone = match state {
        "sent" => Tone::Good,
        "failed" => Tone::Bad,
        "waiting" => Tone::Warn,
        _ => Tone::Neutral,
    };
    badge(tone, &visit.reader.t(&format!("people-letter-state-{state}")))
}

/// `GET /desk/people/letters/{letter}`
pub async fn letter(visit: Visit, Path(letter): Path<LetterId>) -> Answer {
    let mut work = visit.read().await?;
    let letter = letters::letter(&mut work, letter).await?.ok_or(Oops::Unknown)?;
    let r = &visit.reader;
    let frame =
        visit.frame(letter.subject.clone()).crumb(r.t("people-letters-title"), "/desk/people/letters");
    let head = details([
        (r.t("people-letters-to"), html! { (letter.recipient) }),
        (r.t("people-letters-when"), html! { (r.moment(letter.created_at)) }),
        (r.t("people-letters-state"), letter_badge(&visit, &letter.state)),
        (r.t("people-letters-error"), html! { (letter.error.as_deref().unwrap_or("—")) }),
    ]);
    let body = html! { (head) pre.letter { (linked(&letter.body)) } };
    Ok(visit.page(&frame, card(&letter.subject, body)))
}

/// Makes the addresses in a letter links, so that the outbox can be used without a mail server.
fn linked(body: &str) -> Markup {
    html! {
        @for (place, line) in body.lines().enumerate() {
            @if place > 0 { "\n" }
            @if line.trim().starts_with("http") { a href=(line.trim()) { (line.trim()) } } @else { (line) }
        }
    }
}
