//! What the vendor's staff and the partners see of programmes.

mod approval;
mod card;
mod compare;
mod editor;
mod editor_form;
mod fields;
mod groups;
mod individual;
mod list;
mod mine;
mod offers;
mod overview;
mod partners;
mod portal;
mod presets;
mod rates;
mod said;
mod table;
mod targets;
mod terms;
mod timeline;
mod tree;
mod words;

use std::collections::BTreeMap;

use ::partners::Partner;
use base::access::{Act, Door, PartnerId, Routes, UserId, Visit, Whose};
use base::failure::{Never, Oops, Result};
use base::page::{CSRF_FIELD, Frame, Tab, Tone, badge, tabs};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use crate::rules::{Program, ProgramId, ProgramStatus, Version, VersionState};
use crate::store;
use crate::submit::audience_name;

pub use said::{check_result, example_sentence, finding_sentence, place_in_words, problem_sentence};
pub use words::{
    binary_in_words, bonus_in_words, cap_in_words, case_in_words, choose_in_words, clawback_in_words,
    conditions, draw_in_words, field_name, fx_in_words, hold_in_words, margin_in_words, network_in_words,
    prorate_in_words, rank_in_words, rounding_in_words, rule_in_words, split_in_words, terms_in_words,
    upline_in_words, value_in_words, vat_in_words,
};

/// The pages of the desk and the portal.
pub fn routes() -> Routes {
    let (see, edit, publishing) =
        (Door::Desk(Act::SeePrograms), Door::Desk(Act::EditPrograms), Door::Desk(Act::PublishTerms));
    let (rating, agreeing) = (Door::Desk(Act::EditRates), Door::Portal(Act::PortalAgree));
    Routes::new()
        .get("/desk/programs", see, list::list)
        .get("/desk/programs/new", edit, list::new)
        .post("/desk/programs/new", edit, list::add)
        .get("/desk/programs/{id}", see, overview::show)
        .get("/desk/programs/{id}/edit", edit, overview::edit)
        .post("/desk/programs/{id}/edit", edit, overview::change)
        .post("/desk/programs/{id}/start", edit, overview::start)
        .post("/desk/programs/{id}/end", edit, overview::end)
        .get("/desk/programs/{id}/partners", see, partners::list)
        .get("/desk/programs/{id}/partners/export", see, partners::export)
        .get("/desk/programs/{id}/partners/enrol", edit, partners::enrol_form)
        .post("/desk/programs/{id}/partners/enrol", edit, partners::enrol)
        .post("/desk/programs/{id}/partners/end", edit, partners::end)
        .get("/desk/programs/{id}/terms", see, terms::list)
        .get("/desk/programs/{id}/terms/draft", edit, editor::common)
        .post("/desk/programs/{id}/terms/draft", edit, editor::post_common)
        .get("/desk/programs/{id}/terms/{version}", see, terms::show)
        .get("/desk/programs/{id}/terms/{version}/compare", see, compare::show)
        .get("/desk/programs/{id}/terms/{version}/approval", see, approval::show)
        .post("/desk/programs/{id}/terms/{version}/submit", edit, approval::submit)
        .post("/desk/programs/{id}/terms/{version}/withdraw", edit, approval::withdraw)
        .post("/desk/programs/{id}/terms/{version}/approve", publishing, approval::approve)
        .post("/desk/programs/{id}/terms/{version}/return", publishing, approval::give_back)
        .post("/desk/programs/{id}/terms/{version}/publish", publishing, approval::publish)
        .post("/desk/programs/{id}/terms/{version}/paper", publishing, offers::paper)
        .post("/desk/programs/{id}/terms/{version}/retract", publishing, offers::retract)
        .post("/desk/programs/{id}/one-person", Door::Desk(Act::ManageSettings), approval::allow)
        .post("/desk/programs/{id}/terms/{version}/delete", edit, terms::delete)
        .post("/desk/programs/{id}/terms/{version}/end", publishing, individual::end)
        .get("/desk/programs/{id}/individual", see, individual::list)
        .post("/desk/programs/{id}/individual", edit, individual::choose)
        .get("/desk/programs/{id}/individual/{partner}/draft", edit, editor::individual)
        .post("/desk/programs/{id}/individual/{partner}/draft", edit, editor::post_individual)
        .get("/desk/programs/{id}/groups", see, groups::list)
        .post("/desk/programs/{id}/groups", edit, groups::add)
        .get("/desk/programs/{id}/groups/{group}", see, groups::show)
        .post("/desk/programs/{id}/groups/{group}/join", edit, groups::join)
        .post("/desk/programs/{id}/groups/{group}/leave", edit, groups::leave)
        .get("/desk/programs/{id}/groups/{group}/draft", edit, editor::group)
        .post("/desk/programs/{id}/groups/{group}/draft", edit, editor::post_group)
        .post("/desk/programs/{id}/partners/target", edit, targets::set)
        .get("/desk/programs/{id}/partners/targets", see, targets::show)
        .post("/desk/programs/{id}/partners/targets", edit, targets::import)
        .get("/desk/programs/{id}/partners/tree", see, tree::show)
        .post("/desk/programs/{id}/partners/tree", edit, tree::set)
        .post("/desk/programs/{id}/partners/tree/import", edit, tree::import)
        .post("/desk/programs/{id}/partners/tree/take-back", edit, tree::undo)
        .get("/desk/programs/rates", see, rates::show)
        .post("/desk/programs/rates", rating, rates::add)
        .post("/desk/programs/rates/import", rating, rates::import)
        .get("/desk/programs/{id}/timeline", see, timeline::show)
        .get("/desk/partners/{partner}/programs", see, card::show)
        .get("/portal/programs", Door::Portal(Act::PortalHome), portal::list)
        .get("/portal/programs/{id}", Door::Portal(Act::PortalHome), portal::show)
        .get("/portal/programs/{id}/terms/{version}", Door::Portal(Act::PortalHome), portal::version)
        .get("/portal/programs/{id}/terms/{version}/compare", Door::Portal(Act::PortalHome), compare::portal)
        .get("/portal/programs/proposals/{version}", agreeing, offers::show)
        .post("/portal/programs/proposals/{version}/accept", agreeing, offers::accept)
        .post("/portal/programs/proposals/{version}/decline", agreeing, offers::decline)
}

/// The programme of a page of the desk.
async fn seen(work: &mut Work, id: ProgramId) -> std::result::Result<Program, Oops> {
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    store::program(work, id).await?.ok_or(Oops::Unknown)
}

/// Every partner by id, for names.
async fn named(work: &mut Work) -> Result<BTreeMap<PartnerId, Partner>> {
    Ok(::partners::all(work).await?.into_iter().map(|partner| (partner.id, partner)).collect())
}

/// The names of those staff members who are named; strangers to the list are left out.
async fn staff(
    work: &mut Work,
    users: impl IntoIterator<Item = Option<UserId>>,
) -> Result<BTreeMap<UserId, String>> {
    let mut names = BTreeMap::new();
    for user in users.into_iter().flatten() {
        if !names.contains_key(&user)
            && let Some(found) = people::user(work, user).await?
        {
            names.insert(user, found.name);
        }
    }
    Ok(names)
}

fn name_of(partners: &BTreeMap<PartnerId, Partner>, id: PartnerId) -> String {
    partners.get(&id).map_or_else(|| id.to_string(), |partner| partner.name.clone())
}

/// The address of a programme's page on the desk.
fn at(program: &Program, rest: &str) -> String {
    format!("/desk/programs/{}{rest}", program.id)
}

/// The tabs of a programme.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Overview,
    Partners,
    Terms,
    Individual,
    Groups,
    Timeline,
}

/// The frame of a programme's tab, with the tabs themselves.
fn part(visit: &Visit, program: &Program, part: Part) -> (Frame, Markup) {
    let r = &visit.reader;
    let frame = visit
        .frame(program.name.clone())
        .beside(status(r, program.status))
        .crumb(r.t("programs-list-title"), "/desk/programs");
    let all = [
        (Part::Overview, "", "programs-tab-overview"),
        (Part::Partners, "/partners", "programs-tab-partners"),
        (Part::Terms, "/terms", "programs-tab-terms"),
        (Part::Individual, "/individual", "programs-tab-individual"),
        (Part::Groups, "/groups", "programs-tab-groups"),
        (Part::Timeline, "/timeline", "programs-tab-timeline"),
    ];
    let all: Vec<Tab> = all
        .iter()
        .map(|(tab, rest, key)| Tab::new(r.t(key), at(program, rest)).current(*tab == part))
        .collect();
    (frame, tabs(r, &r.t("programs-tab-label"), &all))
}

/// The frame of a page below a programme.
fn below(visit: &Visit, program: &Program, title: impl Into<String>) -> Frame {
    let list = visit.reader.t("programs-list-title");
    visit.frame(title).crumb(list, "/desk/programs").crumb(program.name.clone(), at(program, ""))
}

fn status(r: &Reader, status: ProgramStatus) -> Markup {
    let tone = match status {
        ProgramStatus::Draft => Tone::Warn,
        ProgramStatus::Running => Tone::Good,
        ProgramStatus::Ended => Tone::Neutral,
    };
    badge(tone, &r.t(&format!("programs-status-{}", status.word())))
}

/// `Версия 3` or `Черновик`.
fn version_name(r: &Reader, version: &Version) -> String {
    match version.number() {
        Some(number) => r.tr("programs-version-name", &[("number", number.into())]),
        None => r.t("programs-version-draft"),
    }
}

/// `с 01.01.2026 по 31.03.2026`; nothing for a draft.
fn version_days(r: &Reader, version: &Version) -> String {
    match &version.state {
        VersionState::Draft => String::new(),
        VersionState::Published { from, until: None, .. } => {
            r.tr("programs-days-from", &[("from", r.date(*from).into())])
        }
        VersionState::Published { from, until: Some(until), .. } => {
            r.tr("programs-days-between", &[("from", r.date(*from).into()), ("until", r.date(*until).into())])
        }
    }
}

/// A form of one button.
fn button_form(frame: &Frame, action: &str, word: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
            button.button.primary type="submit" { (word) }
        }
    }
}
