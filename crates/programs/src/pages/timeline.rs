//! What happened in a programme.

use std::collections::BTreeMap;

use ::partners::Partner;
use axum::extract::Path;
use base::access::{PartnerId, UserId, Visit};
use base::events::{Recorded, Which, recorded};
use base::failure::Answer;
use base::page::{Empty, Event, Icon, timeline};
use base::words::Reader;
use maud::html;

use super::{Part, name_of, named, part, seen, staff};
use crate::rules::ProgramId;

const EVENTS_MAX: u32 = 200;

/// The timeline.
pub async fn show(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let which = Which { subject: Some(id.to_string()), ..Which::default() };
    let log = recorded(&mut work, &which, EVENTS_MAX).await?;
    let partners = named(&mut work).await?;
    let names = staff(&mut work, log.iter().map(|entry| entry.user).collect::<Vec<_>>()).await?;
    let r = &visit.reader;
    let events: Vec<Event> = log.iter().map(|entry| event(r, &partners, &names, entry)).collect();
    let (frame, tabs) = part(&visit, &program, Part::Timeline);
    let content = html! {
        (tabs)
        @if events.is_empty() { (Empty::new(Icon::Journal, r.t("programs-timeline-none"), r.t("programs-timeline-none-why"))) }
        @else { (timeline(&events)) }
    };
    Ok(visit.page(&frame, content))
}

fn event(
    r: &Reader,
    partners: &BTreeMap<PartnerId, Partner>,
    names: &BTreeMap<UserId, String>,
    entry: &Recorded,
) -> Event {
    let name = entry.user.and_then(|user| names.get(&user).cloned());
    let who = name.unwrap_or_else(|| {
        r.t(if entry.actor == "staff" { "programs-actor-staff" } else { "programs-actor-system" })
    });
    let icon = match entry.name.as_str() {
        "programs.partner-enrolled" | "programs.partner-left" => Icon::Partners,
        "programs.group-added" | "programs.group-joined" | "programs.group-left" => Icon::Partners,
        "programs.terms-published"
        | "programs.individual-published"
        | "programs.individual-ended"
        | "programs.group-published"
        | "programs.group-ended" => Icon::Percent,
        "programs.terms-submitted" | "programs.terms-proposed" => Icon::Inbox,
        "programs.proposal-accepted" => Icon::Check,
        "programs.target-set" | "programs.targets-set" => Icon::Goal,
        _ => Icon::Edit,
    };
    Event::new(icon, r.moment(entry.at), who, html! { (sentence(r, partners, entry)) })
}

/// The event's sentence, with partners by name.
fn sentence(r: &Reader, partners: &BTreeMap<PartnerId, Partner>, entry: &Recorded) -> String {
    let mut told = entry.clone();
    if let Some(partner) = told.data.get_mut("partner")
        && let Some(id) = partner.as_str().and_then(|id| id.parse().ok())
    {
        *partner = name_of(partners, id).into();
    }
    base::events::sentence(r, &told)
}
