//! Terms in plain words, for the desk, the portal and the page that explains a sum.

mod conditions;
mod document;
mod limits;
mod network;
mod pay;

use base::words::Reader;
use maud::{Markup, html};
use money::{Currency, Money};
use terms::{Measure, Pay, PeriodKind, Rule, Terms, Window, Word};

pub use conditions::{conditions, field_name, value_in_words};
pub use document::{
    choose_in_words, clawback_in_words, fx_in_words, hold_in_words, margin_in_words, prorate_in_words,
    rounding_in_words, vat_in_words,
};
pub use limits::{bonus_in_words, cap_in_words, case_in_words, draw_in_words};
pub use network::{binary_in_words, network_in_words, rank_in_words, split_in_words, upline_in_words};

/// Terms as a person would tell them: a sentence for every part.
pub fn terms_in_words(reader: &Reader, terms: &Terms) -> Markup {
    let teller = Teller::of(reader, terms);
    let list = |key: &str, sentences: Vec<Markup>| {
        html! {
            @if !sentences.is_empty() {
                h3 { (reader.t(key)) }
                ul { @for sentence in &sentences { li { (sentence) } } }
            }
        }
    };
    let told = |sentences: Vec<String>| sentences.into_iter().map(|one| html! { (one) }).collect::<Vec<_>>();
    let bonuses = terms.bonuses.iter().map(|bonus| bonus_in_words(reader, terms, bonus)).collect();
    let caps = terms.caps.iter().map(|cap| cap_in_words(reader, terms, cap));
    let draw = terms.draw.iter().map(|draw| draw_in_words(reader, terms, draw));
    let splits = terms.splits.iter().map(|split| split_in_words(reader, split)).collect();
    html! {
        div.terms-words {
            @if !terms.rules.is_empty() {
                h3 { (reader.t("programs-words-rules")) }
                ol { @for (at, rule) in terms.rules.iter().enumerate() { li { (teller.rule_lines(rule, at)) } } }
            }
            @if let Some(choose) = choose_in_words(reader, terms) { p.field-help { (choose) } }
            (list("programs-words-uplines", told(network_in_words(reader, terms))))
            (list("programs-words-splits", told(splits)))
            (list("programs-words-bonuses", told(bonuses)))
            (list("programs-words-limits", told(caps.chain(draw).collect())))
            @if pays_nothing(terms) { p { (reader.t("programs-words-nothing")) } }
            (list("programs-words-money", told(document::sentences(reader, terms))))
            (list("programs-words-cases", terms.cases.iter().map(|case| limits::case_lines(reader, case)).collect()))
        }
    }
}

fn pays_nothing(terms: &Terms) -> bool {
    let lists = [terms.rules.len(), terms.uplines.len(), terms.ranks.len(), terms.bonuses.len()];
    lists.iter().all(|entries| *entries == 0) && terms.binary.is_none() && terms.draw.is_none()
}

/// A rule in one sentence: `Товары серии GTK: 3 % с каждой продажи`; empty when there is no rule at this place.
pub fn rule_in_words(reader: &Reader, terms: &Terms, at: usize) -> String {
    let Some(rule) = terms.rules.get(at) else { return String::new() };
    let teller = Teller::of(reader, terms);
    let mut parts = vec![teller.pay(rule)];
    parts.extend(teller.around(rule));
    capital(&format!("{}: {}", teller.whom(rule, at), parts.join("; ")))
}

/// Who tells: the reader's words, and what every sentence of the terms needs.
#[derive(Clone, Copy)]
struct Teller<'a> {
    r: &'a Reader,
    currency: Currency,
    period: PeriodKind,
}

impl<'a> Teller<'a> {
    fn of(r: &'a Reader, terms: &Terms) -> Self {
        Self { r, currency: terms.currency, period: terms.period }
    }

    fn t(&self, key: &str) -> String {
        self.r.t(key)
    }

    /// Which sales a rule takes.
    fn whom(&self, rule: &Rule, at: usize) -> String {
        let every = if at == 0 { "programs-words-every-sale" } else { "programs-words-other-sales" };
        conditions(self.r, &rule.when).unwrap_or_else(|| self.t(every))
    }

    /// A rule with its title, its bands one under another, and what stands around the pay.
    fn rule_lines(&self, rule: &Rule, at: usize) -> Markup {
        let (pay, bands) = match &rule.pay {
            Pay::Bands(bands) => (self.mode_sentence(bands, rule), self.band_lines(bands)),
            _ => (self.pay(rule), Vec::new()),
        };
        let below: Vec<String> = bands.into_iter().chain(self.around(rule)).collect();
        html! {
            (capital(&format!("{}: {pay}", self.whom(rule, at))))
            @if !rule.title.is_empty() { span.optional { " · " (rule.title) } }
            @if !below.is_empty() { ul { @for line in &below { li { (line) } } } }
        }
    }

    /// A sum of so many minor units.
    fn minor(&self, minor: i64) -> String {
        round_sum(self.r, Money::new(minor, self.currency))
    }

    /// A value of a measure after `до` or `от`.
    fn value(&self, value: i64, measure: Measure) -> String {
        let counted = |key: &str| {
            let args = [("count", value.into()), ("shown", self.r.number(value).into())];
            self.r.tr(key, &args)
        };
        match measure {
            Measure::Amount(_) => self.minor(value),
            Measure::Quantity => counted("programs-words-value-quantity"),
            Measure::Count => counted("programs-words-value-count"),
            Measure::Customers => counted("programs-words-value-customers"),
            Measure::Attainment => {
                let rate = self.r.rate(money::Rate::ppm(value));
                self.r.tr("programs-words-value-attainment", &[("rate", rate.into())])
            }
        }
    }

    /// A window with these words before its name: `programs-words-during` gives `за квартал`.
    fn window(&self, words: &str, window: Window) -> String {
        let name = match window {
            Window::Period => self.period.word(),
            Window::Rolling(days) => {
                return self.r.tr(&format!("{words}-rolling"), &[("days", days.into())]);
            }
            window => window.word(),
        };
        self.t(&format!("{words}-{name}"))
    }

    fn during(&self, window: Window) -> String {
        self.window("programs-words-during", window)
    }
}

/// `GTK, GTX или MG`.
fn joined(reader: &Reader, words: &[String]) -> String {
    match words {
        [] => "…".to_owned(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), reader.t("programs-words-or")),
    }
}

/// A sum without its decimals when they are all zero.
pub(super) fn round_sum(reader: &Reader, sum: Money) -> String {
    let mut parts = reader.money_parts(sum);
    if sum.minor % sum.currency.minor_per_whole() == 0 {
        parts.fraction.clear();
    }
    parts.join()
}

/// The sentence with its title behind it.
fn titled(sentence: String, title: &str) -> String {
    if title.is_empty() { sentence } else { format!("{sentence} · {title}") }
}

/// The sentence with its condition in brackets.
fn bracketed(sentence: String, when: Option<String>) -> String {
    match when {
        Some(when) => format!("{sentence} ({when})"),
        None => sentence,
    }
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
