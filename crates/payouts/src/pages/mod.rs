//! The pages of both sides.

pub mod acts;
pub mod batch;
pub mod documents;
pub mod layouts;
pub mod line;
pub mod list;
pub mod portal;
pub mod rates;
pub mod setup;
pub mod statement;

use base::access::{UserId, Visit};
use base::failure::{Oops, Refusal as _, Result, Stop};
use base::page::{Filled, Frame, Tone, badge};
use base::words::Reader;
use base::work::Work;
use maud::Markup;
use money::Currency;

use crate::rules::{BatchState, LeftOut, LineState, REQUISITES_CHANGED, Refusal};

/// A batch's state as a badge.
pub(crate) fn state_badge(r: &Reader, state: BatchState) -> Markup {
    let tone = match state {
        BatchState::Prepared => Tone::Warn,
        BatchState::Approved | BatchState::Exported => Tone::Neutral,
        BatchState::Paid => Tone::Good,
        BatchState::Cancelled => Tone::Bad,
    };
    badge(tone, &r.t(&format!("payouts-state-{}", state.word())))
}

/// A line's state as a badge.
pub(crate) fn line_badge(r: &Reader, state: LineState) -> Markup {
    let tone = match state {
        LineState::Due => Tone::Neutral,
        LineState::Paid => Tone::Good,
        LineState::Removed => Tone::Bad,
    };
    badge(tone, &r.t(&format!("payouts-line-{}", state.word())))
}

/// Why a line was taken out: the words of whoever did it, or the program's.
pub(crate) fn removed_sentence(r: &Reader, reason: &str) -> String {
    if reason == REQUISITES_CHANGED { r.t("payouts-dropped-requisites") } else { reason.to_owned() }
}

/// Why somebody is not paid, as a sentence.
pub(crate) fn left_out_sentence(r: &Reader, reason: &LeftOut) -> String {
    let key = format!("payouts-left-out-{}", reason.word());
    let field = |name: &str| r.t(&format!("payouts-field-{name}"));
    match reason {
        LeftOut::Owes
        | LeftOut::NothingAvailable
        | LeftOut::NoRequisites
        | LeftOut::RequisitesUnconfirmed => r.t(&key),
        LeftOut::RequisitesHeld { until } => r.tr(&key, &[("until", r.moment(*until).into())]),
        LeftOut::Waiting { until } => r.tr(&key, &[("until", r.date(*until).into())]),
        LeftOut::NotActive { status } => {
            r.tr(&key, &[("status", r.t(&format!("partners-status-{status}")).into())])
        }
        LeftOut::BelowMinimum { minimum } => r.tr(&key, &[("minimum", r.money(*minimum).into())]),
        LeftOut::Incomplete { missing } => {
            let words: Vec<String> = missing.iter().map(|name| field(name)).collect();
            r.tr(&key, &[("missing", words.join(", ").into())])
        }
        LeftOut::Unwritable { field: name, what } => {
            r.tr(&key, &[("field", field(name).into()), ("what", what.into())])
        }
    }
}

/// Writes a refusal under the field that it is about; every other stop is the answer.
fn write_refusal(visit: &Visit, filled: &mut Filled, stop: Stop<Refusal>) -> std::result::Result<(), Oops> {
    match stop {
        Stop::Refused(Refusal::PayerWrong { findings }) => {
            for finding in &findings {
                filled.refuse(finding.field, finding.sentence(&visit.reader));
            }
            Ok(())
        }
        Stop::Refused(refusal) => {
            filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(&visit.reader));
            Ok(())
        }
        stop => Err(visit.oops(stop)),
    }
}

/// What is wrong with the whole, said above the page: the form it came from may not be there any more.
fn notices(mut frame: Frame, filled: &Filled) -> Frame {
    for error in filled.errors().iter().filter(|error| error.field.is_empty()) {
        frame = frame.notice(Tone::Bad, error.sentence.as_str());
    }
    frame
}

/// What was typed, with the errors of one field; a page of several forms gives each its own.
fn only(filled: &Filled, field: &str) -> Filled {
    let mut own = Filled::from_pairs(filled.pairs().iter().cloned());
    if let Some(sentence) = filled.error(field) {
        own.refuse(field, sentence);
    }
    own
}

/// Who did it, by name; what no person did, the program did.
async fn who(work: &mut Work, r: &Reader, user: Option<UserId>) -> Result<String> {
    let name = match user {
        Some(user) => people::user(work, user).await?.map(|found| found.name),
        None => Some(r.t("payouts-who-program")),
    };
    Ok(name.unwrap_or_else(|| r.t("payouts-who-gone")))
}

/// Currencies in which payouts may be asked for: roubles, and those of the ledger.
async fn currencies(work: &mut Work) -> Result<Vec<Currency>> {
    let mut all = ledger::currencies(work).await?;
    if !all.contains(&Currency::RUB) {
        all.push(Currency::RUB);
    }
    all.sort_by_key(|currency| (*currency != Currency::RUB, *currency));
    Ok(all)
}
