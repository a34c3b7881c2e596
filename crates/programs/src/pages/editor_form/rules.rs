//! What is paid: the rules, each with its sales, its pay and its limits; and how commission is shared.

use ::terms::{BandMode, Base, Choose, HoldFrom, Measure, RecurringCount, Scope, Word};
use base::page::Icon;
use maud::{Markup, html};

use super::super::words::{rule_in_words, split_in_words};
use super::Sheet;
use super::part::Part;
use crate::rules::typed::Edit;

impl Sheet<'_> {
    pub(super) fn paid(&self, document: &Part<'_>) -> Markup {
        let several = self.editing.typed.document.list("rule").len() > 1;
        let reads = |terms: &::terms::Terms, at| Some(rule_in_words(self.r, terms, at));
        html! {
            @if several || document.text("choose") != Choose::First.word() {
                div.sheet.card { (document.word::<Choose>("choose", "programs-editor-choose", "programs-choose")) }
            }
            (self.list("rule", &reads, &rule))
        }
    }

    pub(super) fn sharing(&self) -> Markup {
        let reads = |terms: &::terms::Terms, at: usize| {
            terms.splits.get(at).map(|split| split_in_words(self.r, split))
        };
        self.list("split", &reads, &|part| {
            let how = ["share", "overlay"].map(|word| (word, self.t(&format!("programs-split-{word}"))));
            html! {
                div.entry-row {
                    (part.must("role", "programs-editor-role"))
                    (part.percent("share", "programs-editor-share", true))
                    (part.choose("how", "programs-editor-split-how", &how))
                }
            }
        })
    }
}

fn rule(part: &Part<'_>) -> Markup {
    let pays = part.keyed(&["percent", "fixed", "unit", "thousand", "bands"], "programs-pay");
    html! {
        div.entry-row {
            (part.choose("pay", "programs-editor-pay", &pays)) (part.refresh())
            @match part.text("pay") {
                "fixed" | "unit" | "thousand" => (part.sum("fixed", "programs-editor-sum", true)),
                "bands" => {},
                _ => (part.percent("percent", "programs-editor-percent", true)),
            }
            @if !matches!(part.text("pay"), "fixed" | "unit" | "thousand") {
                (part.word::<Base>("base", "programs-editor-base", "programs-base"))
            }
        }
        @if part.text("pay") == "bands" { (bands(part)) }
        (part.conditions("programs-editor-when", "programs-editor-when-always"))
        (seldom(part))
    }
}

/// What a rule seldom says: limits for one sale, how long it recurs, how long it waits, its short name.
fn seldom(part: &Part<'_>) -> Markup {
    let recurring = part.keyed(&["", "months", "payments"], "programs-recurring");
    let limits = html! {
        div.entry-row {
            (part.sum("at_most", "programs-editor-sale-at-most", false))
            (part.sum("at_least", "programs-editor-sale-at-least", false))
        }
    };
    let time = html! {
        div.entry-row {
            (part.choose("recurring", "programs-editor-recurring", &recurring))
            @if !part.text("recurring").is_empty() { (part.number("recurring_times", "programs-editor-recurring-times", true)) }
            @if part.text("recurring") == "months" {
                (part.word::<RecurringCount>("recurring_count", "programs-editor-recurring-count", "programs-recurring-count"))
            }
            (part.refresh())
        }
    };
    let names = html! {
        div.entry-row {
            (part.may("title", "programs-editor-rule-title"))
            (part.must("name", "programs-editor-name"))
        }
    };
    let usual = [("at_most", ""), ("at_least", ""), ("recurring", ""), ("hold_days", "")];
    html! {
        (part.fold("programs-editor-fold-rule", &usual, &html! { (limits) (time) (hold(part)) }))
        (part.fold("programs-editor-fold-name", &[("title", "")], &names))
    }
}

/// How long something waits.
pub(super) fn hold(part: &Part<'_>) -> Markup {
    html! {
        div.entry-row {
            (part.number("hold_days", "programs-editor-hold-days", false))
            (part.word::<HoldFrom>("hold_from", "programs-editor-hold-from", "programs-hold"))
        }
    }
}

fn bands(part: &Part<'_>) -> Markup {
    let unit = match part.text("measure") {
        "attainment" => "%".to_owned(),
        "quantity" | "count" | "customers" => String::new(),
        _ => part.currency_sign(),
    };
    let how = html! {
        div.entry-row {
            (part.word::<BandMode>("mode", "programs-editor-mode", "programs-mode"))
            (part.window("programs-editor-window", &[]))
            (part.refresh())
        }
    };
    let steps = html! {
        @for at in 0..part.count("band") {
            @let band = part.within("band", at);
            @let label = part.numbered("programs-place-step", at);
            div.entry-row.figures-row role="group" aria-label=(label) {
                (band.value("up_to", "programs-editor-up-to", &unit, false))
                (earns(&band)) (band.rest())
                (part.button(&Edit::Remove(band.way().to_owned()), Icon::Trash, "programs-editor-remove-band"))
            }
        }
        div.verbs { (part.button(&Edit::Add(format!("{}-band", part.way())), Icon::Plus, "programs-editor-add-band")) }
        p.field-help { (part.say("programs-editor-bands-help")) }
    };
    html! { (how) (steps) (measured(part)) }
}

/// A share or a sum.
fn earns(part: &Part<'_>) -> Markup {
    let units = [("percent", "%".to_owned()), ("fixed", part.currency_sign())];
    html! {
        (part.value("earns", "programs-editor-earns", "", true))
        (part.choose("unit", "programs-editor-unit", &units))
    }
}

fn measured(part: &Part<'_>) -> Markup {
    let stacks = part.keyed(&["", "add", "multiply"], "programs-stack");
    let usual = [("measure", "gross"), ("scope", "rule"), ("horizon", ""), ("stack", "")];
    let body = html! {
        div.entry-row {
            (part.word::<Measure>("measure", "programs-editor-measure", "programs-measure"))
            (part.word::<Scope>("scope", "programs-editor-scope", "programs-scope"))
            (part.number("horizon", "programs-editor-horizon", false))
        }
        div.entry-row {
            (part.choose("stack", "programs-editor-stack", &stacks))
            @if !part.text("stack").is_empty() { (earns(part)) }
            (part.refresh())
        }
    };
    part.fold("programs-editor-fold-bands", &usual, &body)
}
