//! Bonuses for targets, caps and floors, and the draw.

use ::terms::{CapWhose, GrowthOver, Measure, Scope, Terms};
use base::page::Icon;
use maud::{Markup, html};

use super::super::words::{bonus_in_words, cap_in_words, draw_in_words};
use super::Sheet;
use super::part::Part;
use crate::rules::typed::Edit;

impl Sheet<'_> {
    pub(super) fn bonuses(&self) -> Markup {
        let reads = |terms: &Terms, at: usize| {
            terms.bonuses.get(at).map(|bonus| bonus_in_words(self.r, terms, bonus))
        };
        self.list("bonus", &reads, &bonus)
    }

    pub(super) fn limits(&self) -> Markup {
        let reads = |terms: &Terms, at: usize| terms.caps.get(at).map(|cap| cap_in_words(self.r, terms, cap));
        let rules: Vec<String> = self
            .editing
            .typed
            .document
            .list("rule")
            .iter()
            .map(|rule| rule.text("name").to_owned())
            .collect();
        self.list("cap", &reads, &|part| cap(part, &rules))
    }

    pub(super) fn draw(&self) -> Markup {
        let reads =
            |terms: &Terms, _: usize| terms.draw.as_ref().map(|draw| draw_in_words(self.r, terms, draw));
        self.list("draw", &reads, &|part| {
            html! {
                div.entry-row {
                    (part.sum("amount", "programs-editor-draw-amount", true))
                    (part.choose("recoverable", "programs-editor-recoverable", &part.keyed(&["yes", "no"], "programs-recoverable")))
                }
                (part.conditions("programs-editor-when-partner", "programs-editor-when-anybody"))
            }
        })
    }
}

fn bonus(part: &Part<'_>) -> Markup {
    let pays =
        part.keyed(&["fixed", "percent", "percent_above", "percent_of_commission"], "programs-bonus-pay");
    let targets = html! {
        @for at in 0..part.count("target") {
            @let target = part.within("target", at);
            div.target role="group" aria-label=(part.numbered("programs-place-goal", at)) {
                @if part.count("target") > 1 { h3 { (part.numbered("programs-place-goal", at)) } }
                (target_fields(&target)) (target.rest())
                @if part.count("target") > 1 {
                    (part.button(&Edit::Remove(target.way().to_owned()), Icon::Trash, "programs-editor-remove-target"))
                }
            }
        }
        div.verbs { (part.button(&Edit::Add(format!("{}-target", part.way())), Icon::Plus, "programs-editor-add-target")) }
    };
    let names = html! {
        div.entry-row {
            (part.may("title", "programs-editor-rule-title"))
            (part.must("name", "programs-editor-short-name"))
        }
    };
    html! {
        (targets)
        div.entry-row {
            (part.choose("pay", "programs-editor-pay", &pays)) (part.refresh())
            @if matches!(part.text("pay"), "percent" | "percent_above" | "percent_of_commission") {
                (part.percent("percent", "programs-editor-percent", true))
            } @else {
                (part.sum("fixed", "programs-editor-sum", true))
            }
        }
        (part.fold("programs-editor-fold-name", &[("title", "")], &names))
    }
}

fn target_fields(part: &Part<'_>) -> Markup {
    let unit = match part.text("measure") {
        "attainment" => "%".to_owned(),
        "quantity" | "count" | "customers" => String::new(),
        _ => part.currency_sign(),
    };
    let ats = part.keyed(&["at_least", "own", "growth"], "programs-target");
    let seldom = html! {
        div.entry-row {
            (part.word::<Scope>("scope", "programs-editor-scope", "programs-scope"))
            (part.window("programs-editor-window", &["sale"]))
        }
        (part.conditions("programs-editor-when-target", "programs-editor-when-always"))
    };
    let usual = [("scope", "own"), ("window", "period"), ("window_days", "")];
    html! {
        div.entry-row {
            (part.word::<Measure>("measure", "programs-editor-target-measure", "programs-measure"))
            (part.choose("at", "programs-editor-target-at", &ats)) (part.refresh())
            @match part.text("at") {
                "own" => {},
                "growth" => {
                    (part.percent("growth", "programs-editor-growth", true))
                    (part.word::<GrowthOver>("over", "programs-editor-over", "programs-over"))
                },
                _ => (part.value("at_least", "programs-editor-at-least", &unit, true)),
            }
        }
        (part.fold_or("programs-editor-fold-target", part.count("when") > 0, &usual, &seldom))
    }
}

fn cap(part: &Part<'_>, rules: &[String]) -> Markup {
    let of = part.keyed(&["total", "direct", "override", "bonus", "rule"], "programs-cap-of");
    let known: Vec<(&str, String)> = rules.iter().map(|name| (name.as_str(), name.clone())).collect();
    let seldom = html! {
        div.entry-row {
            (part.word::<CapWhose>("whose", "programs-editor-whose", "programs-whose"))
            (part.may("title", "programs-editor-rule-title"))
            (part.must("name", "programs-editor-cap-name"))
        }
        (part.conditions("programs-editor-when-partner", "programs-editor-when-anybody"))
    };
    html! {
        div.entry-row {
            (part.choose("of", "programs-editor-cap-of", &of)) (part.refresh())
            @if part.text("of") == "rule" {
                @if rules.iter().any(|name| name == part.text("rule")) { (part.choose("rule", "programs-editor-cap-rule", &known)) }
                @else { (part.must("rule", "programs-editor-cap-rule")) }
            }
            (part.window("programs-editor-cap-window", &["sale"]))
        }
        div.entry-row {
            (part.sum("at_most", "programs-editor-at-most", false))
            (part.sum("at_least", "programs-editor-floor", false))
        }
        (part.fold_or("programs-editor-fold-cap", part.count("when") > 0, &[("whose", "partner"), ("title", "")], &seldom))
    }
}
