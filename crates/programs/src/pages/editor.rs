//! The editor of drafts: one document, seen as a form or as text; every button is a submit that keeps what was typed.

use axum::extract::Path;
use base::access::{Act, PartnerId, Posted, Visit, Whose};
use base::failure::{Answer, Never, Oops, Refusal as _, Stop};
use base::page::{Address, Filled};
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use terms::{Severity, Terms};

use super::editor_form::{Editing, View, page};
use super::said::{problem_sentence, whole_sentence};
use super::{presets, seen};
use crate::check::check_text;
use crate::draft::{SaveDraft, Seen};
use crate::rules::presets::{Addition, Counting, Preset};
use crate::rules::typed::{Edit, TypedTerms, field_of};
use crate::rules::{Audience, GroupId, Program, ProgramId, Version, in_force};
use crate::{save, store};

/// What is being edited: whose terms of which programme.
pub struct Desk {
    /// The programme.
    pub program: Program,
    /// For whom the terms are.
    pub whose: Audience,
    /// The partner's or the group's name.
    pub name: Option<String>,
    /// The draft that stands.
    pub draft: Option<Version>,
}

impl Desk {
    async fn open(work: &mut Work, id: ProgramId, whose: Audience) -> Result<Self, Oops> {
        work.may::<Never>(Act::EditPrograms, Whose::Vendor)?;
        let program = seen(work, id).await?;
        match whose {
            Audience::Everybody => {}
            Audience::Partner(partner) => {
                partners::partner(work, partner).await?.ok_or(Oops::Unknown)?;
            }
            Audience::Group(group) => {
                let group = store::group(work, group).await?;
                group.filter(|group| group.program == id).ok_or(Oops::Unknown)?;
            }
        }
        let name = super::audience_name(work, whose).await?;
        let draft = store::draft(work, id, whose).await?;
        Ok(Self { program, whose, name, draft })
    }

    /// The address of the editor.
    pub fn href(&self) -> String {
        draft_href(&self.program, self.whose)
    }
}

/// The editor of the common terms.
pub async fn common(visit: Visit, here: Address, Path(id): Path<ProgramId>) -> Answer {
    open(visit, here, id, Audience::Everybody).await
}

/// The editor of one partner's terms.
pub async fn individual(
    visit: Visit,
    here: Address,
    Path((id, partner)): Path<(ProgramId, PartnerId)>,
) -> Answer {
    open(visit, here, id, Audience::Partner(partner)).await
}

/// The editor of a group's terms.
pub async fn group(visit: Visit, here: Address, Path((id, group)): Path<(ProgramId, GroupId)>) -> Answer {
    open(visit, here, id, Audience::Group(group)).await
}

/// What the editor of a group's terms sends.
pub async fn post_group(
    visit: Visit,
    Path((id, group)): Path<(ProgramId, GroupId)>,
    posted: Posted,
) -> Answer {
    post(visit, id, Audience::Group(group), posted.filled).await
}

/// The editor's address.
pub(super) fn draft_href(program: &Program, whose: Audience) -> String {
    match whose {
        Audience::Everybody => super::at(program, "/terms/draft"),
        Audience::Partner(partner) => super::at(program, &format!("/individual/{partner}/draft")),
        Audience::Group(group) => super::at(program, &format!("/groups/{group}/draft")),
    }
}

/// What the editor of the common terms sends.
pub async fn post_common(visit: Visit, Path(id): Path<ProgramId>, posted: Posted) -> Answer {
    post(visit, id, Audience::Everybody, posted.filled).await
}

/// What the editor of one partner's terms sends.
pub async fn post_individual(
    visit: Visit,
    Path((id, partner)): Path<(ProgramId, PartnerId)>,
    posted: Posted,
) -> Answer {
    post(visit, id, Audience::Partner(partner), posted.filled).await
}

async fn open(visit: Visit, here: Address, id: ProgramId, whose: Audience) -> Answer {
    let mut work = visit.read().await?;
    let desk = Desk::open(&mut work, id, whose).await?;
    let (text, seen) = match &desk.draft {
        Some(draft) => (Some(draft.text.clone()), draft.changed_at.as_microsecond().to_string()),
        None => {
            let today = work.today();
            (starting_text(&desk, &store::versions(&mut work, id).await?, today), "none".to_owned())
        }
    };
    let view = if here.get("view") == Some("text") { View::Text } else { View::Form };
    let fresh = text.is_none() && view == View::Form;
    let text = text.unwrap_or_else(|| empty_text(&desk.program));
    let editing = Editing { fresh, ..editing(&visit, view, text, seen) };
    let (frame, content) = page(&visit, &desk, &editing);
    Ok(visit.page(&frame, content))
}

/// A new draft starts from the terms that hold; where there are none, from terms that pay nothing yet.
fn starting_text(desk: &Desk, versions: &[Version], today: Date) -> Option<String> {
    let own = |version: &&Version| version.audience() == desk.whose;
    let common = |version: &&Version| version.audience() == Audience::Everybody && !version.is_draft();
    let model = in_force(versions.iter().filter(own), today)
        .or_else(|| in_force(versions.iter().filter(common), today))
        .or_else(|| versions.iter().find(common));
    model.map(|version| version.text.clone())
}

fn empty_text(program: &Program) -> String {
    Terms::new(program.name.clone(), program.currency, program.period).to_text()
}

/// Opens a text in a view; one that cannot be read opens as text.
fn editing(visit: &Visit, view: View, text: String, seen: String) -> Editing {
    let checked = check_text(&text);
    let terms = checked.terms.as_ref().filter(|_| view == View::Form);
    match terms {
        Some(terms) => from_typed(visit, TypedTerms::of(terms, visit.reader.style()), text, seen),
        None => Editing {
            view: View::Text,
            unreadable: view == View::Form,
            filled: Filled::from_pairs([("text", text)]),
            checked,
            seen,
            ..Editing::default()
        },
    }
}

/// Checks what was typed into the form, and leads every problem back to its field.
fn from_typed(visit: &Visit, typed: TypedTerms, kept: String, seen: String) -> Editing {
    let r = &visit.reader;
    let written = typed.write();
    let checked = check_text(&written.text);
    let mut filled = Filled::from_pairs(typed.pairs());
    for problem in &checked.problems {
        filled.refuse(written.field_at(problem.at.line).unwrap_or_default(), problem_sentence(r, problem));
    }
    for (_, finding) in checked.findings.iter().filter(|(_, finding)| finding.severity == Severity::Error) {
        let field = field_of(finding, &typed);
        if !field.is_empty() {
            filled.refuse(&field, whole_sentence(r, finding));
        }
    }
    Editing { view: View::Form, typed, written, filled, checked, kept, seen, ..Editing::default() }
}

async fn post(visit: Visit, id: ProgramId, whose: Audience, filled: Filled) -> Answer {
    let seen = filled.text("seen").to_owned();
    let verb = filled.text("do").to_owned();
    let mut work = if verb == "save" { visit.begin().await? } else { visit.read().await? };
    let desk = Desk::open(&mut work, id, whose).await?;
    let view = if filled.text("view") == "text" { View::Text } else { View::Form };
    let sent = match view {
        View::Text => Sent::Text(lines(filled.exact("text"))),
        View::Form => typed_of(&visit, &desk, &filled, &verb),
    };
    if verb == "save" {
        return save_it(visit, work, desk, sent, seen).await;
    }
    let editing = match (verb.as_str(), sent) {
        ("to-form", sent) => editing(&visit, View::Form, sent.text(), seen),
        ("to-text", sent) => editing(&visit, View::Text, sent.text(), seen),
        (_, Sent::Text(text)) => editing(&visit, View::Text, text, seen),
        (_, Sent::Form { typed, kept }) => from_typed(&visit, typed, kept, seen),
    };
    let (frame, content) = page(&visit, &desk, &editing);
    Ok(visit.page(&frame, content))
}

/// What was sent: the text, or the form with the text it was opened from.
enum Sent {
    Text(String),
    Form { typed: TypedTerms, kept: String },
}

impl Sent {
    /// The text to be kept.
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Form { typed, kept } => typed.text_over(kept),
        }
    }
}

/// A text as it was before the browser put its own ends of line into it.
fn lines(sent: &str) -> String {
    sent.replace("\r\n", "\n")
}

/// What was typed into the form, after the change that its button asks for.
fn typed_of(visit: &Visit, desk: &Desk, filled: &Filled, verb: &str) -> Sent {
    let kept = lines(filled.exact("kept"));
    let style = visit.reader.style();
    let mut typed = TypedTerms::from_pairs(filled.pairs());
    typed.cases = TypedTerms::cases_in(&kept);
    let program = &desk.program;
    let counting = Counting { currency: program.currency, period: program.period };
    match verb.split_once(':') {
        Some(("preset", word)) => {
            if let Some(preset) = Preset::parse(word) {
                let names = presets::names(&visit.reader, &program.name);
                let terms = presets::titled(&visit.reader, preset.terms(counting, &names));
                return Sent::Form { typed: TypedTerms::of(&terms, style), kept: String::new() };
            }
        }
        Some(("part", word)) => {
            if let Some(part) = Addition::parse(word) {
                let terms = presets::titled(&visit.reader, part.terms(counting));
                typed.add(&TypedTerms::of(&terms, style), part.texts());
            }
        }
        _ => {
            if let Some(edit) = Edit::parse(verb) {
                typed.apply(&edit);
            }
        }
    }
    typed.complete();
    Sent::Form { typed, kept }
}

async fn save_it(visit: Visit, mut work: Work, desk: Desk, sent: Sent, seen: String) -> Answer {
    let (program, whose, text) = (desk.program.id, desk.whose, sent.text());
    match save(&mut work, SaveDraft { program, whose, text, seen: read_seen(&seen) }).await {
        Ok(_) => {
            work.commit().await?;
            let view = if matches!(sent, Sent::Text(_)) { View::Text } else { View::Form };
            let to = format!("{}?view={}", desk.href(), view.word());
            visit.redirect(to, "programs-said-draft-saved", &[]).into()
        }
        Err(Stop::Refused(refusal)) => {
            let mut editing = match sent {
                Sent::Form { typed, kept } => from_typed(&visit, typed, kept, seen),
                Sent::Text(text) => editing(&visit, View::Text, text, seen),
            };
            editing.refused = Some(refusal.sentence(&visit.reader));
            let (frame, content) = page(&visit, &desk, &editing);
            Ok(visit.page_again(&frame, content))
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

/// Reads what the hidden field says of the draft that was seen.
pub(super) fn read_seen(text: &str) -> Seen {
    let moment = text.parse().ok().and_then(|micros| Timestamp::from_microsecond(micros).ok());
    moment.map_or(Seen::Nothing, Seen::At)
}
