//! A partner's card: the overview and the timeline.

use base::access::{Act, PartnerId, Path, Posted, Visit};
use base::events::{self, Recorded, Which};
use base::failure::{Answer, Result};
use base::page::{
    Address, CSRF_FIELD, Empty, Event, Fields, Filled, Frame, Icon, Paging, Tone, badge, card, columns,
    details, form, timeline as drawn, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use super::frame::{PartnerFrame, partner_frame};
use super::requisites::requisites_facts;
use super::{Names, kind_word, status_badge, write_refusal};
use crate::rules::{Contact, ContactId, NewContact, Partner, Requisites};
use crate::store::{self, Below, Note, SharedAccount, StatusGiven};

const DOWNLINE_LEVELS: u32 = 3;
const DOWNLINE_MOST: u32 = 200;
const NOTES: u32 = 20;
const EVENTS: u32 = 50;

/// What the overview shows.
struct Overview {
    contacts: Vec<Contact>,
    requisites: Option<Requisites>,
    is_unconfirmed: bool,
    sharing: Vec<SharedAccount>,
    uplines: Vec<Partner>,
    downline: Vec<Below>,
    direct: i64,
    notes: Vec<Note>,
    statuses: Vec<StatusGiven>,
    names: Names,
}

impl Overview {
    async fn load(work: &mut Work, id: PartnerId) -> Result<Self> {
        let today = work.today();
        let notes = store::notes_on(work, id, NOTES).await?;
        let statuses = store::statuses_of(work, id).await?;
        let people: Vec<_> =
            notes.iter().map(|note| note.by).chain(statuses.iter().map(|status| status.by)).collect();
        Ok(Self {
            contacts: store::contacts_of(work, id).await?,
            requisites: store::requisites_in_force(work, id).await?,
            is_unconfirmed: crate::requisites_guard(work, id).await?.is_some_and(|guard| !guard.is_confirmed),
            sharing: store::shared_accounts(work, Some(id)).await?,
            uplines: store::uplines_of(work, id, today).await?,
            downline: store::downline_of(work, id, today, DOWNLINE_LEVELS, DOWNLINE_MOST).await?,
            direct: store::downline_count(work, id, today).await?,
            names: Names::of(work, &people).await?,
            notes,
            statuses,
        })
    }
}

/// `GET /desk/partners/{partner}`
pub async fn show(visit: Visit, Path(id): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    overview(&visit, &mut work, id, &Filled::default()).await
}

/// The overview, with what was typed into its forms when something is wrong with it.
async fn overview(visit: &Visit, work: &mut Work, id: PartnerId, filled: &Filled) -> Answer {
    let PartnerFrame { frame, partner, tabs } = partner_frame(visit, work, id, "overview").await?;
    let page = Overview::load(work, id).await?;
    let frame = frame.actions(actions(visit, &partner));
    let content = html! {
        (tabs)
        (columns([
            html! {
                (facts_card(visit, &partner, &page))
                (contacts_card(visit, &frame, &page.contacts, &partner.href(), filled))
                (requisites_card(visit, &partner, &page))
            },
            html! {
                (network_card(visit, &partner, &page))
                (notes_card(visit, &frame, &partner, &page, filled))
            },
        ]))
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn actions(visit: &Visit, partner: &Partner) -> Markup {
    let r = &visit.reader;
    html! {
        @if visit.can(Act::EditPartners) {
            a.button href={ (partner.href()) "/edit" } { (Icon::Edit) (r.t("partners-edit-verb")) }
            a.button href={ (partner.href()) "/status" } { (r.t("partners-status-verb")) }
        }
    }
}

fn facts_card(visit: &Visit, partner: &Partner, page: &Overview) -> Markup {
    let r = &visit.reader;
    let word = |text: &Option<String>| html! { (text.as_deref().unwrap_or("—")) };
    let facts = [
        (r.t("partners-field-kind"), html! { (kind_word(r, partner.kind)) }),
        (r.t("partners-field-code"), word(&partner.code)),
        (r.t("partners-field-region"), word(&partner.region)),
        (r.t("partners-field-country"), word(&partner.country)),
        (r.t("partners-field-tier"), word(&partner.tier)),
        (r.t("partners-field-since"), html! { (r.date(partner.since)) }),
        (r.t("partners-field-status"), statuses_list(visit, page)),
    ];
    card(&r.t("partners-card-facts"), details(facts))
}

/// The statuses with who, when and why, the latest first.
fn statuses_list(visit: &Visit, page: &Overview) -> Markup {
    let r = &visit.reader;
    html! {
        @for given in &page.statuses {
            div {
                (status_badge(r, given.status)) " " (r.moment(given.at)) ", " (page.names.say(r, given.by))
                @if !given.reason.is_empty() { ": " (given.reason) }
            }
        }
    }
}

/// The contacts with a form for one more; `base` is the address under which they are changed.
pub(super) fn contacts_card(
    visit: &Visit,
    frame: &Frame,
    contacts: &[Contact],
    base: &str,
    filled: &Filled,
) -> Markup {
    let r = &visit.reader;
    let may = visit.can(Act::EditPartners) || visit.can(Act::PortalCompany);
    let adding = filled.error("contact").or(filled.error("email")).or(filled.error("phone")).is_some();
    let body = html! {
        @if contacts.is_empty() { p { (r.t("partners-contacts-none")) } }
        @for contact in contacts {
            div.section-head {
                div {
                    strong { (contact.name) } @if !contact.role.is_empty() { ", " (contact.role) }
                    @if !contact.email.is_empty() { br; a href={ "mailto:" (contact.email) } { (contact.email) } }
                    @if !contact.phone.is_empty() { br; a href={ "tel:" (contact.phone.replace(' ', "")) } { (contact.phone) } }
                }
                @if may { (remove_contact_form(visit, frame, contact, base)) }
            }
        }
        @if may {
            details open[adding] {
                summary.button.small { (Icon::Plus) (r.t("partners-contact-add")) }
                (contact_form(visit, frame, &format!("{base}/contacts"), filled))
            }
        }
    };
    card(&r.t("partners-card-contacts"), body)
}

fn remove_contact_form(visit: &Visit, frame: &Frame, contact: &Contact, base: &str) -> Markup {
    let label = visit.reader.tr("partners-contact-remove", &[("name", contact.name.as_str().into())]);
    html! {
        form method="post" action={ (base) "/contacts/" (contact.id) "/remove" } {
            input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
            button.icon-button type="submit" aria-label=(label) title=(label) { (Icon::Trash) }
        }
    }
}

fn contact_form(visit: &Visit, frame: &Frame, action: &str, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.text("contact", r.t("partners-contact-name")).required())
        (f.text("role", r.t("partners-contact-role")))
        (f.email("email", r.t("partners-contact-email")))
        (f.text("phone", r.t("partners-contact-phone")).help(r.t("partners-contact-help")))
        (verb(&r.t("partners-contact-add")))
    };
    form(frame, action, filled, fields)
}

/// The contact as it was typed.
pub(super) fn contact_of(filled: &Filled) -> NewContact {
    let text = |name: &str| filled.text(name).to_owned();
    NewContact { name: text("contact"), role: text("role"), email: text("email"), phone: text("phone") }
}

fn requisites_card(visit: &Visit, partner: &Partner, page: &Overview) -> Markup {
    let (r, requisites) = (&visit.reader, page.requisites.as_ref());
    let body = html! {
        @match requisites {
            Some(requisites) => (requisites_facts(r, requisites)),
            None => p { (r.t("partners-requisites-none")) },
        }
        @if page.is_unconfirmed { p { (badge(Tone::Warn, &r.t("partners-requisites-unconfirmed"))) } }
        @if !page.sharing.is_empty() {
            p {
                (badge(Tone::Bad, &r.t("partners-shared-badge")))
                @for other in &page.sharing { " " a href={ "/desk/partners/" (other.partner) } { (other.name) } }
            }
        }
        @if visit.can(Act::EditPartners) {
            p { a.button href={ (partner.href()) "/requisites" } { (Icon::Bank) (requisites_verb(r, requisites.is_some())) } }
        }
    };
    card(&r.t("partners-card-requisites"), body)
}

/// The word on the way to the form of the requisites.
pub(super) fn requisites_verb(r: &Reader, are_there: bool) -> String {
    if are_there { r.t("partners-requisites-verb") } else { r.t("partners-requisites-fill") }
}

fn network_card(visit: &Visit, partner: &Partner, page: &Overview) -> Markup {
    let r = &visit.reader;
    let shown = i64::try_from(page.downline.len()).unwrap_or(i64::MAX);
    let body = html! {
        h3 { (r.t("partners-network-uplines")) }
        @if page.uplines.is_empty() { p { (r.t("partners-network-no-upline")) } } @else {
            ol { @for upline in &page.uplines { li { a href=(upline.href()) { (upline.name) } } } }
        }
        h3 { (r.tr("partners-network-downline", &[("count", page.direct.into())])) }
        @if page.downline.is_empty() { p { (r.t("partners-network-no-downline")) } } @else {
            div.tree { (branch(&page.downline, partner.id)) }
            @if shown >= i64::from(DOWNLINE_MOST) { p { (r.tr("partners-network-cut", &[("count", shown.into())])) } }
        }
        @if visit.can(Act::EditPartners) {
            p { a.button href={ (partner.href()) "/upline" } { (Icon::Network) (r.t("partners-upline-verb")) } }
        }
    };
    card(&r.t("partners-card-network"), body)
}

/// The partners under one partner, each with those under him.
fn branch(below: &[Below], upline: PartnerId) -> Markup {
    html! {
        ul {
            @for under in below.iter().filter(|under| under.upline == upline) {
                li {
                    a href=(under.partner.href()) { (under.partner.name) }
                    @if below.iter().any(|next| next.upline == under.partner.id) { (branch(below, under.partner.id)) }
                }
            }
        }
    }
}

fn notes_card(visit: &Visit, frame: &Frame, partner: &Partner, page: &Overview, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let notes: Vec<Event> = page
        .notes
        .iter()
        .map(|note| {
            Event::new(Icon::Edit, r.moment(note.at), page.names.say(r, note.by), html! { (note.body) })
        })
        .collect();
    let body = html! {
        @if notes.is_empty() { p { (r.t("partners-notes-none")) } } @else { (drawn(&notes)) }
        @if visit.can(Act::EditPartners) {
            (form(frame, &format!("{}/notes", partner.href()), filled, html! {
                (f.area("body", r.t("partners-note-body"), 3).required().help(r.t("partners-note-help")))
                (verb(&r.t("partners-note-verb")))
            }))
        }
    };
    card(&r.t("partners-card-notes"), body)
}

/// `GET /desk/partners/{partner}/timeline`
pub async fn timeline(visit: Visit, Path(id): Path<PartnerId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let PartnerFrame { frame, tabs, .. } = partner_frame(&visit, &mut work, id, "timeline").await?;
    let before = here.get("after").and_then(|text| text.parse().ok());
    let which = Which { partner: Some(id), before, ..Which::default() };
    let entries = events::recorded(&mut work, &which, EVENTS).await?;
    let people: Vec<_> = entries.iter().map(|entry| entry.user).collect();
    let names = Names::of(&mut work, &people).await?;
    let r = &visit.reader;
    let drawn_events: Vec<Event> = entries
        .iter()
        .map(|entry| {
            Event::new(
                icon(entry),
                r.moment(entry.at),
                names.say(r, entry.user),
                html! { (events::sentence(r, entry)) },
            )
        })
        .collect();
    let next = entries.last().filter(|_| entries.len() == EVENTS as usize).map(|entry| entry.id.to_string());
    let content = html! {
        (tabs)
        @if entries.is_empty() {
            (Empty::new(Icon::Clock, r.t("partners-timeline-empty-title"), r.t("partners-timeline-empty-why")))
        } @else { (card(&r.t("partners-tab-timeline"), drawn(&drawn_events))) }
        (Paging::cursor(r, &here, None, next))
    };
    Ok(visit.page(&frame, content))
}

fn icon(entry: &Recorded) -> Icon {
    match entry.name.as_str() {
        "partners.added" => Icon::Plus,
        "partners.upline-set" | "partners.upline-removed" => Icon::Network,
        "partners.requisites-changed" => Icon::Bank,
        "partners.contact-added" | "partners.contact-removed" => Icon::Person,
        name if name.starts_with("sales.") => Icon::Sales,
        name if name.starts_with("commissions.") => Icon::Statement,
        name if name.starts_with("payouts.") => Icon::Payout,
        name if name.starts_with("programs.") => Icon::Programs,
        _ => Icon::Edit,
    }
}

/// `POST /desk/partners/{partner}/contacts`
pub async fn add_contact(visit: Visit, Path(id): Path<PartnerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match crate::add_contact(&mut work, id, contact_of(&filled)).await {
        Ok(_) => {
            work.commit().await?;
            let said = [("name", filled.text("contact").into())];
            visit.redirect(format!("/desk/partners/{id}"), "partners-said-contact-added", &said).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            overview(&visit, &mut work, id, &filled).await
        }
    }
}

/// `POST /desk/partners/{partner}/contacts/{contact}/remove`
pub async fn remove_contact(
    visit: Visit,
    Path((id, contact)): Path<(PartnerId, ContactId)>,
    _posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    crate::remove_contact(&mut work, id, contact).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(format!("/desk/partners/{id}"), "partners-said-contact-removed", &[]).into()
}

/// `POST /desk/partners/{partner}/notes`
pub async fn add_note(visit: Visit, Path(id): Path<PartnerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match crate::add_note(&mut work, id, filled.text("body")).await {
        Ok(_) => {
            work.commit().await?;
            visit.redirect(format!("/desk/partners/{id}"), "partners-said-note-added", &[]).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            overview(&visit, &mut work, id, &filled).await
        }
    }
}
