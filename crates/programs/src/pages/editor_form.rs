//! The editor's page: the form of rules, uplines and bonuses, or the text.

use base::access::Visit;
use base::page::{CSRF_FIELD, Fields, Filled, Frame, Icon, Tone, banner, card};
use base::words::Reader;
use maud::{Markup, html};
use money::RoundingMode;
use terms::{Field, FieldKind};

use super::editor::Desk;
use super::said::check_result_in;
use super::terms::replay_link;
use super::words::field_name;
use super::{at, below};
use crate::check::CheckedText;
use crate::rules::typed::{Edit, GROUP, Part, TypedCondition, TypedRule, TypedTerms, Written};

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
    /// Which draft was seen.
    pub seen: String,
    /// The form was asked for, but the text cannot be read.
    pub unreadable: bool,
    /// The text has notes, which the form does not keep.
    pub loses_notes: bool,
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
    let written = (editing.view == View::Form).then_some(&editing.written);
    let content = html! {
        @if let Some(refused) = &editing.refused { (banner(Tone::Bad, refused)) }
        @if editing.unreadable { (banner(Tone::Warn, r.t("programs-editor-unreadable"))) }
        @if editing.loses_notes { (banner(Tone::Neutral, r.t("programs-editor-notes"))) }
        (check_result_in(r, &editing.checked, written))
        form.editor method="post" action=(desk.href()) novalidate {
            input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
            input type="hidden" name="view" value=(editing.view.word());
            input type="hidden" name="seen" value=(editing.seen);
            (bar(visit, desk, editing.view))
            @match editing.view {
                View::Form => (Sheet { r, href: desk.href(), editing, fields: Fields::new(r, &editing.filled) }.all()),
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

impl Sheet<'_> {
    fn all(&self) -> Markup {
        let typed = &self.editing.typed;
        html! {
            (self.head())
            (self.part(Part::Rule, typed.rules.len(), &|at| self.rule(at, &typed.rules[at])))
            (self.part(Part::Upline, typed.uplines.len(), &|at| self.upline(at, &typed.uplines[at].when)))
            (self.part(Part::Bonus, typed.bonuses.len(), &|at| self.bonus(at)))
        }
    }

    fn t(&self, key: &str) -> String {
        self.r.t(key)
    }

    fn head(&self) -> Markup {
        let f = &self.fields;
        let modes = RoundingMode::ALL
            .map(|mode| (mode.word(), self.t(&format!("programs-rounding-{}", mode.word()))));
        card(
            &self.t("programs-editor-document"),
            html! {
                div.entry-row {
                    (f.text("name", self.t("programs-form-name")).required())
                    (f.select("mode", self.t("programs-editor-rounding"), modes).required())
                }
                (self.hidden("currency")) (self.hidden("period"))
            },
        )
    }

    /// A value that the form keeps and does not show.
    fn hidden(&self, name: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(self.editing.filled.exact(name)); }
    }

    fn button(&self, edit: Edit, icon: Icon, word: &str) -> Markup {
        html! {
            button.button.small type="submit" name="do" value=(edit.value())
                formaction={ (self.href) "#" (edit.anchor()) } { (icon) (word) }
        }
    }

    /// A list of entries, each with the buttons that move it and take it out.
    fn part(&self, part: Part, count: usize, entry: &dyn Fn(usize) -> Markup) -> Markup {
        let word = part.word();
        html! {
            section.section {
                div.section-head { h2 { (self.t(&format!("programs-editor-list-{word}"))) } }
                p.field-help { (self.t(&format!("programs-editor-list-{word}-help"))) }
                @for at in 0..count {
                    fieldset.sheet.card.entry id={ (word) "-" (at) } {
                        legend { (self.r.tr(&format!("programs-place-{word}"), &[("number", (at + 1).into())])) }
                        (entry(at))
                        div.verbs {
                            @if at > 0 { (self.button(Edit::Up(part, at), Icon::Up, &self.t("programs-editor-up"))) }
                            @if at + 1 < count {
                                (self.button(Edit::Down(part, at), Icon::Down, &self.t("programs-editor-down")))
                            }
                            (self.button(Edit::Remove(part, at), Icon::Trash, &self.t("programs-editor-remove")))
                        }
                    }
                }
                div.verbs id={ (word) "-add" } {
                    (self.button(Edit::Add(part), Icon::Plus, &self.t(&format!("programs-editor-add-{word}"))))
                }
            }
        }
    }

    fn rule(&self, at: usize, rule: &TypedRule) -> Markup {
        let f = &self.fields;
        let name = |field: &str| format!("rule-{at}-{field}");
        let (short, title, pay) = (name("name"), name("title"), name("pay"));
        let pays =
            ["percent", "fixed", "unit", "bands"].map(|word| (word, self.t(&format!("programs-pay-{word}"))));
        html! {
            div.entry-row {
                (f.text(&short, self.t("programs-editor-name")).required().help(self.t("programs-editor-name-help")))
                (f.text(&title, self.t("programs-editor-rule-title")))
            }
            (self.conditions(Part::Rule, at, &rule.when))
            div.entry-row {
                (f.select(&pay, self.t("programs-editor-pay"), pays).required()) (self.refresh())
                (self.rule_pay(at, rule))
            }
        }
    }

    /// The field of what is paid now; the others keep what was typed into them.
    fn rule_pay(&self, at: usize, rule: &TypedRule) -> Markup {
        let f = &self.fields;
        let (percent, fixed) = (format!("rule-{at}-percent"), format!("rule-{at}-fixed"));
        html! {
            @match rule.pay.as_str() {
                "fixed" | "unit" => {
                    (f.money(&fixed, self.t("programs-editor-sum"), &self.editing.typed.currency).required())
                    (self.hidden(&percent))
                },
                "bands" => { div.stack { (self.bands(at, rule)) } (self.hidden(&percent)) (self.hidden(&fixed)) },
                _ => {
                    (f.money(&percent, self.t("programs-editor-percent"), "%").required())
                    (self.hidden(&fixed))
                },
            }
            @if rule.pay != "bands" {
                @for band in 0..rule.bands.len() {
                    (self.hidden(&format!("rule-{at}-band-{band}-up_to"))) (self.hidden(&format!("rule-{at}-band-{band}-percent")))
                }
            }
        }
    }

    fn refresh(&self) -> Markup {
        html! { button.button.small type="submit" name="do" value="check" { (self.t("programs-editor-refresh")) } }
    }

    fn bands(&self, at: usize, rule: &TypedRule) -> Markup {
        let f = &self.fields;
        html! {
            @for band in 0..rule.bands.len() {
                @let up_to = format!("rule-{at}-band-{band}-up_to");
                @let percent = format!("rule-{at}-band-{band}-percent");
                @let label = self.r.tr("programs-place-step", &[("number", (band + 1).into())]);
                div.entry-row role="group" aria-label=(label) {
                    (f.money(&up_to, self.t("programs-editor-up-to"), &self.editing.typed.currency))
                    (f.money(&percent, self.t("programs-editor-percent"), "%").required())
                    (self.button(Edit::RemoveBand(at, band), Icon::Trash, &self.t("programs-editor-remove-band")))
                }
            }
            (self.button(Edit::AddBand(at), Icon::Plus, &self.t("programs-editor-add-band")))
            p.field-help { (self.t("programs-editor-bands-help")) }
        }
    }

    fn upline(&self, at: usize, when: &[TypedCondition]) -> Markup {
        let f = &self.fields;
        let name = |field: &str| format!("upline-{at}-{field}");
        let (level, title, percent) = (name("level"), name("title"), name("percent"));
        html! {
            div.entry-row {
                (f.number(&level, self.t("programs-editor-level")).required().help(self.t("programs-editor-level-help")))
                (f.money(&percent, self.t("programs-editor-percent"), "%").required())
                (f.text(&title, self.t("programs-editor-rule-title")))
            }
            (self.conditions(Part::Upline, at, when))
        }
    }

    fn bonus(&self, at: usize) -> Markup {
        let f = &self.fields;
        let bonus = &self.editing.typed.bonuses[at];
        let name = |field: &str| format!("bonus-{at}-{field}");
        let (short, title, from) = (name("name"), name("title"), name("turnover_from"));
        let (pay, percent, fixed) = (name("pay"), name("percent"), name("fixed"));
        let currency = &self.editing.typed.currency;
        let pays = ["fixed", "percent"].map(|word| (word, self.t(&format!("programs-bonus-pay-{word}"))));
        html! {
            div.entry-row {
                (f.text(&short, self.t("programs-editor-name")).required())
                (f.text(&title, self.t("programs-editor-rule-title")))
                (f.money(&from, self.t("programs-editor-turnover"), currency).required())
            }
            (self.conditions(Part::Bonus, at, &bonus.when))
            div.entry-row {
                (f.select(&pay, self.t("programs-editor-pay"), pays).required()) (self.refresh())
                @if bonus.pay == "percent" {
                    (f.money(&percent, self.t("programs-editor-percent"), "%").required()) (self.hidden(&fixed))
                } @else {
                    (f.money(&fixed, self.t("programs-editor-sum"), currency).required()) (self.hidden(&percent))
                }
            }
        }
    }

    fn conditions(&self, part: Part, at: usize, rows: &[TypedCondition]) -> Markup {
        let head = format!("{}-{at}-when", part.word());
        html! {
            h3 { (self.t("programs-editor-when")) }
            @if rows.is_empty() { p.field-help { (self.t("programs-editor-when-always")) } }
            @for (row_at, row) in rows.iter().enumerate() {
                @let label = self.r.tr("programs-place-condition", &[("number", (row_at + 1).into())]);
                div.entry-row role="group" aria-label=(label) {
                    (self.condition(&format!("{head}-{row_at}"), row))
                    (self.button(Edit::RemoveCondition(part, at, row_at), Icon::Trash, &self.t("programs-editor-remove-condition")))
                }
            }
            div.verbs { (self.button(Edit::AddCondition(part, at), Icon::Plus, &self.t("programs-editor-add-condition"))) }
        }
    }

    fn condition(&self, head: &str, row: &TypedCondition) -> Markup {
        let f = &self.fields;
        let name = |field: &str| format!("{head}-{field}");
        let (field, op, value, until) = (name("field"), name("op"), name("value"), name("until"));
        let empty = (String::new(), self.t("programs-editor-field-choose"));
        let group = (GROUP.to_owned(), self.t("programs-editor-group"));
        let known = Field::all().map(|field| (field.path().to_owned(), field_name(self.r, field)));
        let options = [empty].into_iter().chain(known).chain([group]);
        let ops = ["is", "not"].map(|word| (word, self.t(&format!("programs-op-{word}"))));
        let choose = f.select(&field, self.t("programs-editor-field"), options).required();
        let kind = Field::parse(&row.field).map_or(FieldKind::Text, Field::kind);
        html! {
            (choose)
            @match kind {
                _ if row.field == GROUP => {
                    (f.text(&value, self.t("programs-editor-group-text")).required()) (self.hidden(&op)) (self.hidden(&until))
                },
                FieldKind::Text => {
                    (f.select(&op, self.t("programs-editor-op"), ops).required())
                    (f.text(&value, self.t("programs-editor-values")).required().placeholder(self.t("programs-editor-values-example")))
                    (self.hidden(&until))
                },
                FieldKind::Date => {
                    (f.date(&value, self.t("programs-editor-from-day"))) (f.date(&until, self.t("programs-editor-to-day")))
                    (self.hidden(&op))
                },
                FieldKind::Amount | FieldKind::Number => {
                    (f.number(&value, self.t("programs-editor-from"))) (f.number(&until, self.t("programs-editor-below")))
                    (self.hidden(&op))
                },
            }
        }
    }
}
