//! The plans to start from and the parts to add, as buttons of the editor.

use base::page::Icon;
use base::words::Reader;
use maud::{Markup, html};
use terms::Terms;

use crate::rules::presets::{Addition, Names, Preset};

/// The plans as cards; where something is written already they are folded away, because they replace it.
pub fn plans(r: &Reader, first: bool) -> Markup {
    let cards = html! {
        div.plans {
            @for preset in Preset::ALL {
                @let word = preset.word();
                button.plan type="submit" name="do" value={ "preset:" (word) } {
                    strong { (r.t(&format!("programs-preset-{word}"))) }
                    span { (r.t(&format!("programs-preset-{word}-for"))) }
                }
            }
        }
    };
    html! {
        @if first {
            section.section {
                div.section-head { h2 { (r.t("programs-presets-title")) } }
                p.field-help { (r.t("programs-presets-help")) }
                (cards)
            }
        } @else {
            details.fold {
                summary { (Icon::Right) (r.t("programs-presets-again")) }
                div.fold-body { p.field-help { (r.t("programs-presets-again-help")) } (cards) }
            }
        }
    }
}

/// The parts that can be added with one button.
pub fn additions(r: &Reader) -> Markup {
    html! {
        div.additions role="group" aria-label=(r.t("programs-parts-title")) {
            span { (r.t("programs-parts-title")) }
            @for part in Addition::ALL {
                button.button.small type="submit" name="do" value={ "part:" (part.word()) } {
                    (Icon::Plus) (r.t(&format!("programs-part-{}", part.word())))
                }
            }
        }
    }
}

/// Terms of a plan or a part with names for people on whatever has none: receipts call rules by them.
pub fn titled(r: &Reader, mut terms: Terms) -> Terms {
    let rules = terms.rules.iter_mut().map(|rule| (&rule.name, &mut rule.title));
    let bonuses = terms.bonuses.iter_mut().map(|bonus| (&bonus.name, &mut bonus.title));
    let caps = terms.caps.iter_mut().map(|cap| (&cap.name, &mut cap.title));
    for (name, title) in rules.chain(bonuses).chain(caps) {
        let key = format!("programs-preset-title-{name}");
        if title.is_empty() && r.words.knows(r.language, &key) {
            *title = r.t(&key);
        }
    }
    terms
}

/// The names that plans begin with, in the reader's language.
pub fn names(r: &Reader, terms: &str) -> Names {
    Names {
        terms: terms.to_owned(),
        group: r.t("programs-preset-group"),
        ranks: ["high", "middle", "low"].map(|rank| r.t(&format!("programs-preset-rank-{rank}"))),
    }
}
