//! The editor's page: the form in the order a manager thinks, or the text.

mod limits;
mod money;
mod network;
mod part;
mod rules;

use ::terms::{Finding, Place, Severity, Terms};
use base::access::Visit;
use base::page::{CSRF_FIELD, Fields, Filled, Frame, Icon, Tone, badge, banner};
use base::words::Reader;
use maud::{Markup, html};

use super::editor::Desk;
use super::said::{check_result_in, whole_sentence};
use super::terms::replay_link;
use super::words::case_in_words;
use super::{at, below, presets};
use crate::check::CheckedText;
use crate::rules::typed::{Edit, TypedTerms, Written, anchor_of};

use part::Part;

/// The two views of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Rules as fields.
    #[default]
    Form,
    /// The file.
    Text,
}

impl View {
    /// The word in addresses and hidden fields.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Text => "text",
        }
    }
}

/// The state of the editor between two submits.
#[derive(Default)]
pub struct Editing {
    /// Which view is open.
    pub view: View,
    /// What stands in the form.
    pub typed: TypedTerms,
    /// The text it makes, with the field of each line.
    pub written: Written,
    /// The values and errors of the fields.
    pub filled: Filled,
    /// What the check of the text found.
    pub checked: CheckedText,
    /// The text that the form was opened from, whose layout and comments are kept.
    pub kept: String,
    /// Which draft was seen.
    pub seen: String,
    /// The form was asked for, but the text cannot be read.
    pub unreadable: bool,
    /// Nothing is written yet: the plans to start from come first.
    pub fresh: bool,
    /// Why saving was refused.
    pub refused: Option<String>,
}

/// The whole page.
pub fn page(visit: &Visit, desk: &Desk, editing: &Editing) -> (Frame, Markup) {
    let r = &visit.reader;
    let title = match &desk.name {
        Some(name) => r.tr("programs-editor-individual", &[("partner", name.into())]),
        None => r.t("programs-editor-title"),
    };
    let frame = below(visit, &desk.program, title).lead(r.t("programs-editor-lead"));
    let form = (editing.view == View::Form).then_some((&editing.written, &editing.typed));
    let content = html! {
        @if let Some(refused) = &editing.refused { (banner(Tone::Bad, refused)) }
        @if editing.unreadable { (banner(Tone::Warn, r.t("programs-editor-unreadable"))) }
        @if !editing.fresh { (check_result_in(r, &editing.checked, form)) }
        form.editor method="post" action=(desk.href()) novalidate {
            input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
            input type="hidden" name="view" value=(editing.view.word());
            input type="hidden" name="seen" value=(editing.seen);
            (bar(visit, desk, editing.view))
            @match editing.view {
                View::Form => {
                    textarea name="kept" hidden aria-hidden="true" { "\n" (editing.kept) }
                    (Sheet { r, href: desk.href(), editing, fields: Fields::new(r, &editing.filled) }.all())
                },
                View::Text => (Fields::new(r, &editing.filled).area("text", r.t("programs-editor-text"), 34)
                    .required().help(r.t("programs-editor-text-help"))),
            }
        }
    };
    (frame, content)
}

fn bar(visit: &Visit, desk: &Desk, view: View) -> Markup {
    let r = &visit.reader;
    let (other, word) = match view {
        View::Form => ("to-text", "programs-editor-to-text"),
        View::Text => ("to-form", "programs-editor-to-form"),
    };
    html! {
        div.verbs {
            button.button.primary type="submit" name="do" value="save" { (r.t("programs-editor-save")) }
            button.button type="submit" name="do" value="check" { (Icon::Check) (r.t("programs-editor-check")) }
            button.button type="submit" name="do" value=(other) { (r.t(word)) }
            @if let Some(draft) = &desk.draft {
                (replay_link(visit, draft))
                a.button href=(at(&desk.program, &format!("/terms/{}/approval", draft.id))) { (r.t("programs-approval-open")) }
            }
        }
    }
}

/// The form view.
struct Sheet<'a> {
    r: &'a Reader,
    href: String,
    editing: &'a Editing,
    fields: Fields<'a>,
}

impl<'a> Sheet<'a> {
    fn all(&self) -> Markup {
        let document = Part::document(self);
        let head = html! {
            fieldset.sheet.card.entry id="document" {
                legend { (self.t("programs-editor-document")) }
                @if !self.editing.fresh {
                    (self.found(&|place| place == Place::Document, &|finding| finding.severity == Severity::Warning))
                }
                (document.must("name", "programs-editor-terms-name"))
            }
        };
        let sections = html! {
            (self.section("paid", &self.paid(&document)))
            (self.section("network", &self.network()))
            (self.section("sharing", &self.sharing()))
            (self.section("bonus", &self.bonuses()))
            (self.section("limits", &self.limits()))
            (self.section("draw", &self.draw()))
            (self.section("money", &self.money(&document)))
            @if let Some(terms) = self.terms().filter(|terms| !terms.cases.is_empty()) {
                (self.section("cases", &self.cases(terms)))
            }
        };
        html! {
            (presets::plans(self.r, self.editing.fresh))
            (presets::additions(self.r))
            (head)
            (sections)
            (document.rest())
        }
    }

    fn t(&self, key: &str) -> String {
        self.r.t(key)
    }

    /// The terms, when what was typed could be read.
    fn terms(&self) -> Option<&'a Terms> {
        self.editing.checked.terms.as_ref()
    }

    fn section(&self, word: &str, body: &Markup) -> Markup {
        html! {
            section.section id={ "section-" (word) } {
                div.section-head { h2 { (self.t(&format!("programs-editor-section-{word}"))) } }
                p.field-help { (self.t(&format!("programs-editor-section-{word}-help"))) }
                (body)
            }
        }
    }

    fn button(&self, edit: &Edit, icon: Icon, word: &str) -> Markup {
        html! {
            button.button.small type="submit" name="do" value=(edit.value())
                formaction={ (self.href) "#" (edit.anchor()) } { (icon) (word) }
        }
    }

    fn add(&self, list: &str, key: &str) -> Markup {
        html! {
            div.verbs id={ (list) "-add" } { (self.button(&Edit::Add(list.to_owned()), Icon::Plus, &self.t(key))) }
        }
    }

    /// A list of entries, each with how it reads, what is doubtful in it, and the buttons that move it and take it out.
    fn list(
        &self,
        list: &str,
        reads: &dyn Fn(&Terms, usize) -> Option<String>,
        body: &dyn Fn(&Part<'_>) -> Markup,
    ) -> Markup {
        let count = self.editing.typed.document.list(list).len();
        let alone = matches!(list, "binary" | "draw");
        html! {
            @for at in 0..count {
                @let way = format!("{list}-{at}");
                @let part = Part::at(self, &way);
                @let fields = body(&part);
                @let legend = if alone { self.t(&format!("programs-editor-{list}")) }
                    else { self.r.tr(&format!("programs-place-{list}"), &[("number", (at + 1).into())]) };
                fieldset.sheet.card.entry id=(way) {
                    legend { (legend) }
                    @if let Some(sentence) = self.terms().and_then(|terms| reads(terms, at)).filter(|said| !said.is_empty()) {
                        p.reads { (sentence) }
                    }
                    (self.notes(&part, &way))
                    (fields)
                    (part.rest())
                    div.verbs {
                        @if at > 0 { (self.button(&Edit::Up(way.clone()), Icon::Up, &self.t("programs-editor-up"))) }
                        @if at + 1 < count { (self.button(&Edit::Down(way.clone()), Icon::Down, &self.t("programs-editor-down"))) }
                        (self.button(&Edit::Remove(way.clone()), Icon::Trash, &self.t("programs-editor-remove")))
                    }
                }
            }
            @if !(alone && count > 0) { (self.add(list, &format!("programs-editor-add-{list}"))) }
        }
    }

    /// What the check found here and no field shows: doubts with their examples.
    fn notes(&self, part: &Part<'_>, way: &str) -> Markup {
        let told = |finding: &Finding| finding.severity == Severity::Warning || !part.shows(finding);
        self.found(&|place| anchor_of(place) == way, &told)
    }

    fn found(&self, here: &dyn Fn(Place) -> bool, told: &dyn Fn(&Finding) -> bool) -> Markup {
        let findings = self.editing.checked.findings.iter().map(|(_, finding)| finding);
        let findings: Vec<&Finding> = findings.filter(|finding| here(finding.at) && told(finding)).collect();
        html! {
            @if !findings.is_empty() {
                ul.doubts {
                    @for finding in findings {
                        li {
                            @if finding.severity == Severity::Warning { (badge(Tone::Warn, &self.t("programs-check-warning"))) }
                            @else { (badge(Tone::Bad, &self.t("programs-check-error"))) }
                            " " (whole_sentence(self.r, finding))
                        }
                    }
                }
            }
        }
    }

    /// The worked examples, which only the text changes.
    fn cases(&self, terms: &Terms) -> Markup {
        html! {
            div.sheet.card {
                (self.found(&|place| matches!(place, Place::Case(_)), &|_| true))
                ul { @for case in &terms.cases { li { (case_in_words(self.r, case)) } } }
                div.code { pre tabindex="0" aria-label=(self.t("programs-editor-section-cases")) { (self.editing.typed.cases) } }
            }
        }
    }
}
