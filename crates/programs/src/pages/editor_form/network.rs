//! What the network above the seller earns: levels, ranks, two legs, and who of it counts.

use ::terms::{Base, Compression, Terms};
use maud::{Markup, html};

use super::super::words::{binary_in_words, rank_in_words, upline_in_words};
use super::Sheet;
use super::part::Part;

impl Sheet<'_> {
    pub(super) fn network(&self) -> Markup {
        let upline =
            |terms: &Terms, at: usize| terms.uplines.get(at).map(|upline| upline_in_words(self.r, upline));
        let rank =
            |terms: &Terms, at: usize| terms.ranks.get(at).map(|rank| rank_in_words(self.r, terms, rank));
        let binary = |terms: &Terms, _: usize| {
            terms.binary.as_ref().map(|binary| binary_in_words(self.r, terms, binary))
        };
        let has = |list: &str| !self.editing.typed.document.list(list).is_empty();
        html! {
            (self.list("upline", &upline, &upline_fields))
            (self.fold_of("rank", has("rank"), &self.list("rank", &rank, &rank_fields)))
            (self.fold_of("binary", has("binary"), &self.list("binary", &binary, &binary_fields)))
            (self.who(has("upline") || has("rank")))
        }
    }

    /// A list that most terms do not have.
    fn fold_of(&self, list: &str, open: bool, body: &Markup) -> Markup {
        html! {
            details.fold open[open] {
                summary { (base::page::Icon::Right) (self.t(&format!("programs-editor-{list}"))) }
                div.fold-body {
                    p.field-help { (self.t(&format!("programs-editor-{list}-help"))) }
                    (body)
                }
            }
        }
    }

    /// Who of the network counts.
    fn who(&self, paid: bool) -> Markup {
        let part = Part::at(self, "network-0");
        let body = html! {
            div.entry-row {
                (part.word::<Compression>("compression", "programs-editor-compression", "programs-compression"))
                (part.word::<Base>("base", "programs-editor-network-base", "programs-base"))
            }
            (part.conditions("programs-editor-qualified", "programs-editor-qualified-all"))
        };
        html! {
            fieldset.sheet.card.entry id="network-0" hidden[!paid && part.count("when") == 0] {
                legend { (self.t("programs-editor-who")) }
                (self.notes(&part, "network-0"))
                (body) (part.rest())
            }
        }
    }
}

fn upline_fields(part: &Part<'_>) -> Markup {
    let mut of = part.words::<Base>("programs-base");
    of.push(("commission", part.say("programs-base-commission")));
    html! {
        div.entry-row {
            (part.number("level", "programs-editor-level", true))
            (part.percent("percent", "programs-editor-percent", true))
            (part.choose("of", "programs-editor-of", &of))
        }
        (part.fold("programs-editor-fold-upline", &[("title", "")], &html! {
            (part.may("title", "programs-editor-rule-title"))
        }))
        (part.conditions("programs-editor-when-upline", "programs-editor-when-always"))
    }
}

fn rank_fields(part: &Part<'_>) -> Markup {
    html! {
        div.entry-row {
            (part.must("title", "programs-editor-rank-title"))
            (part.percent("percent", "programs-editor-percent", true))
        }
        (part.conditions("programs-editor-when-rank", "programs-editor-when-anybody"))
    }
}

fn binary_fields(part: &Part<'_>) -> Markup {
    html! {
        div.entry-row {
            (part.percent("percent", "programs-editor-percent", true))
            (part.word::<Base>("base", "programs-editor-binary-base", "programs-base"))
            (part.sum("at_most", "programs-editor-binary-at-most", false))
            (part.sum("carry_at_most", "programs-editor-carry", false))
        }
        (part.conditions("programs-editor-when-partner", "programs-editor-when-anybody"))
    }
}
