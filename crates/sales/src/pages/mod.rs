//! What the vendor's staff and the partners see.

pub mod card;
pub mod customers;
pub mod enter;
pub mod export;
pub mod give_back;
pub mod import;
pub mod list;
mod more;
pub mod portal;
pub mod products;
pub mod states;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use base::access::{PartnerId, Visit};
use base::events::{self, Which};
use base::failure::{Oops, Refusal as _, Result, Stop};
use base::page::{Event, Filled, Icon, Tab, Tone, badge, tabs, timeline};
use base::words::Reader;
use base::work::Work;
use maud::Markup;

use crate::rules::{Refusal, SaleKind, SaleState};

/// Rows on one page of a list.
const PER_PAGE: i64 = 50;

/// The parts of this slice as tabs.
fn sections(reader: &Reader, current: &str) -> Markup {
    let tab = |word: String, href: &str| Tab::new(word, href).current(current == href);
    let all = [
        tab(reader.t("sales-tab-sales"), "/desk/sales"),
        tab(reader.t("sales-tab-customers"), "/desk/sales/customers"),
        tab(reader.t("sales-tab-products"), "/desk/sales/products"),
        tab(reader.t("sales-tab-import"), "/desk/sales/import"),
    ];
    tabs(reader, &reader.t("sales-tabs"), &all)
}

/// The kind of a sale as a badge.
fn kind_badge(reader: &Reader, kind: SaleKind) -> Markup {
    let tone = if kind == SaleKind::Return { Tone::Bad } else { Tone::Neutral };
    badge(tone, &kind_word(reader, kind))
}

/// How a sale stands as a badge.
fn state_badge(reader: &Reader, state: SaleState) -> Markup {
    let tone = match state {
        SaleState::Confirmed => Tone::Good,
        SaleState::Pending => Tone::Warn,
        SaleState::Cancelled => Tone::Bad,
        SaleState::Corrected => Tone::Neutral,
    };
    badge(tone, &state_word(reader, state))
}

fn state_word(reader: &Reader, state: SaleState) -> String {
    reader.t(&format!("sales-state-{}", state.name()))
}

fn states(reader: &Reader) -> Vec<(&'static str, String)> {
    SaleState::ALL.iter().map(|state| (state.name(), state_word(reader, *state))).collect()
}

fn kind_word(reader: &Reader, kind: SaleKind) -> String {
    reader.t(&format!("sales-kind-{}", kind.name()))
}

fn kinds(reader: &Reader) -> Vec<(&'static str, String)> {
    SaleKind::ALL.iter().map(|kind| (kind.name(), kind_word(reader, *kind))).collect()
}

/// The names of these partners.
async fn partner_names(
    work: &mut Work,
    ids: impl IntoIterator<Item = PartnerId>,
) -> Result<BTreeMap<PartnerId, String>> {
    let mut names = BTreeMap::new();
    for id in ids {
        if let Entry::Vacant(place) = names.entry(id) {
            let name =
                partners::partner(work, id).await?.map_or_else(|| id.to_string(), |partner| partner.name);
            place.insert(name);
        }
    }
    Ok(names)
}

/// What happened to one thing.
async fn timeline_of(visit: &Visit, work: &mut Work, subject: String) -> Result<Markup> {
    let which = Which { subject: Some(subject), ..Which::default() };
    let r = &visit.reader;
    let mut shown = Vec::new();
    for entry in events::recorded(work, &which, 100).await? {
        let who = r.t(if entry.user.is_some() { "sales-by-person" } else { "sales-by-program" });
        shown.push(Event::new(Icon::Journal, r.moment(entry.at), who, events::sentence(r, &entry)));
    }
    Ok(timeline(&shown))
}

/// Writes a refusal under its field; every other stop is the page's answer.
fn write_refusal(visit: &Visit, filled: &mut Filled, stop: Stop<Refusal>) -> std::result::Result<(), Oops> {
    match stop {
        Stop::Refused(refusal) => {
            filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(&visit.reader));
            Ok(())
        }
        stop => Err(visit.oops(stop)),
    }
}

fn dash(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or("—").to_owned()
}
