//! Money and days: what is said once for the whole document.

use ::money::{Currency, RoundingMode};
use ::terms::{ClawbackHow, FxDate, PeriodKind, Prorate, RoundingPoint, Word};
use maud::{Markup, html};

use super::Sheet;
use super::part::Part;
use super::rules::hold;

impl Sheet<'_> {
    pub(super) fn money(&self, part: &Part<'_>) -> Markup {
        let mut fx: Vec<(&str, String)> = vec![("", self.t("programs-fx-none"))];
        fx.extend(FxDate::WORDS.iter().map(|(word, _)| (*word, self.t(&format!("programs-fx-{word}")))));
        let modes = RoundingMode::ALL
            .map(|mode| (mode.word(), self.t(&format!("programs-rounding-{}", mode.word()))));
        html! {
            fieldset.sheet.card.entry id="money" {
                legend { (self.t("programs-editor-money")) }
                (hold(part))
                div.entry-row {
                    (part.word::<ClawbackHow>("clawback_how", "programs-editor-clawback", "programs-clawback"))
                    (part.number("clawback_within", "programs-editor-clawback-within", false))
                }
                div.entry-row {
                    (part.word::<RoundingPoint>("round_at", "programs-editor-round-at", "programs-round-at"))
                    (part.choose("round_mode", "programs-editor-rounding", &modes))
                }
                div.entry-row {
                    (part.choose("fx", "programs-editor-fx", &fx))
                    (part.percent("vat", "programs-editor-vat", false))
                    (part.percent("margin", "programs-editor-margin", false))
                }
                div.entry-row { (part.word::<Prorate>("prorate", "programs-editor-prorate", "programs-prorate")) }
                (self.programme(part))
            }
        }
    }

    /// What must be as the programme has it.
    fn programme(&self, part: &Part<'_>) -> Markup {
        let currencies: Vec<(&str, String)> =
            Currency::all().map(|currency| (currency.code(), currency.code().to_owned())).collect();
        let periods =
            PeriodKind::ALL.map(|kind| (kind.word(), self.t(&format!("programs-period-{}", kind.word()))));
        let body = html! {
            div.entry-row {
                (part.choose("currency", "programs-form-currency", &currencies))
                (part.choose("period", "programs-editor-period", &periods))
            }
        };
        part.fold("programs-editor-fold-programme", &[], &body)
    }
}
