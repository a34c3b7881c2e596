//! What holds for the whole document, in words: which rule pays, money and days.

use base::words::Reader;
use terms::{Choose, Clawback, FxDate, Hold, Prorate, Rounding, Terms, Word};

/// Everything that is said once for the whole document, apart from which rule pays.
pub(super) fn sentences(reader: &Reader, terms: &Terms) -> Vec<String> {
    let rates = [
        terms.fx.map(|fx| fx_in_words(reader, fx)),
        terms.vat.map(|_| vat_in_words(reader, terms)),
        terms.margin.map(|_| margin_in_words(reader, terms)),
        prorate_in_words(reader, terms.prorate),
        terms.hold.map(|hold| super::capital(&(hold_in_words(reader, hold) + "."))),
        Some(clawback_in_words(reader, terms.clawback)),
        Some(rounding_in_words(reader, terms.rounding)),
    ];
    rates.into_iter().flatten().collect()
}

/// Which of the rules that fit a sale pay for it; nothing where there is nothing to choose from.
pub fn choose_in_words(reader: &Reader, terms: &Terms) -> Option<String> {
    let told = terms.rules.len() > 1 || terms.choose != Choose::First;
    told.then(|| reader.t(&format!("programs-words-choose-{}", terms.choose.word())))
}

/// What shrinks for a partner who joined in between; nothing where nothing does.
pub fn prorate_in_words(reader: &Reader, prorate: Prorate) -> Option<String> {
    (prorate != Prorate::None).then(|| reader.t(&format!("programs-words-prorate-{}", prorate.word())))
}

/// By the rate of which day other currencies count.
pub fn fx_in_words(reader: &Reader, fx: FxDate) -> String {
    reader.t(&format!("programs-words-fx-{}", fx.word()))
}

/// The VAT inside an amount; empty where the terms name none.
pub fn vat_in_words(reader: &Reader, terms: &Terms) -> String {
    let told = |rate| reader.tr("programs-words-vat", &[("rate", reader.rate(rate).into())]);
    terms.vat.map(told).unwrap_or_default()
}

/// The usual margin; empty where the terms name none.
pub fn margin_in_words(reader: &Reader, terms: &Terms) -> String {
    let told = |rate| reader.tr("programs-words-margin", &[("rate", reader.rate(rate).into())]);
    terms.margin.map(told).unwrap_or_default()
}

/// How long a sum waits: `выплачивается через 30 дней после закрытия периода`.
pub fn hold_in_words(reader: &Reader, hold: Hold) -> String {
    reader.tr(&format!("programs-words-hold-{}", hold.from.word()), &[("days", hold.days.into())])
}

/// How a return takes commission back.
pub fn clawback_in_words(reader: &Reader, clawback: Clawback) -> String {
    let how = reader.t(&format!("programs-words-clawback-{}", clawback.how.word()));
    match clawback.within_days {
        Some(days) => {
            format!("{how} {}", reader.tr("programs-words-clawback-within", &[("days", days.into())]))
        }
        None => how,
    }
}

/// Where and how fractions disappear.
pub fn rounding_in_words(reader: &Reader, rounding: Rounding) -> String {
    let at = reader.t(&format!("programs-words-rounding-at-{}", rounding.at.word()));
    let mode = reader.t(&format!("programs-words-rounding-{}", rounding.mode.word()));
    reader.tr("programs-words-rounding", &[("at", at.into()), ("mode", mode.into())])
}
