//! What a check of a text found, in sentences.

use base::page::{Tone, badge, banner};
use base::words::Reader;
use maud::{Markup, html};
use money::Rate;
use terms::{Finding, FindingKind, Place, Position, Problem, Severity};

use super::words::field_name;
use crate::check::CheckedText;
use crate::rules::typed::{Written, field_of};

/// A problem in a sentence with what was probably meant, without its place.
pub fn problem_sentence(reader: &Reader, problem: &Problem) -> String {
    let what = problem.kind.what().to_owned();
    let sentence = reader.tr(&format!("terms-problem-{}", problem.kind.key()), &[("what", what.into())]);
    match &problem.suggestion {
        Some(suggestion) => {
            format!("{sentence}. {}", reader.tr("programs-check-try", &[("suggestion", suggestion.into())]))
        }
        None => sentence,
    }
}

/// A finding in a sentence, without its place.
pub fn finding_sentence(reader: &Reader, finding: &Finding) -> String {
    let what = match &finding.kind {
        FindingKind::LastBandNotOpen { up_to: sum } | FindingKind::OtherCurrency { sum } => {
            reader.money(*sum)
        }
        FindingKind::RateOverHundred { rate }
        | FindingKind::UplinesOverHundred { total: rate }
        | FindingKind::TotalOverHundred { total: rate } => percent(reader, *rate),
        FindingKind::EmptyRange { field } | FindingKind::TestDoesNotFit { field } => {
            field_name(reader, *field)
        }
        FindingKind::EmptyList { field } => {
            field.map(|field| format!("({})", field_name(reader, field))).unwrap_or_default()
        }
        other => other.what(),
    };
    reader.tr(&format!("terms-finding-{}", finding.kind.key()), &[("what", what.into())]).trim().to_owned()
}

/// The number of percent without the sign, as the reader writes it.
fn percent(reader: &Reader, rate: Rate) -> String {
    rate.percent_text().replace('.', reader.style().decimal)
}

/// Where a finding stands: `правило 2, ступень 1`; nothing for the document as a whole.
pub fn place_in_words(reader: &Reader, place: Place) -> Option<String> {
    let number = |at: usize| (at + 1).into();
    match place {
        Place::Document => None,
        Place::Rule(at) => Some(reader.tr("programs-place-rule", &[("number", number(at))])),
        Place::Band(rule, at) => {
            Some(reader.tr("programs-place-band", &[("rule", number(rule)), ("number", number(at))]))
        }
        Place::Upline(at) => Some(reader.tr("programs-place-upline", &[("number", number(at))])),
        Place::Bonus(at) => Some(reader.tr("programs-place-bonus", &[("number", number(at))])),
    }
}

/// Everything that was found in a text, each with its line and column.
pub fn check_result(reader: &Reader, checked: &CheckedText) -> Markup {
    check_result_in(reader, checked, None)
}

/// The same above a form that was written into the text: each problem leads to its field.
pub(super) fn check_result_in(reader: &Reader, checked: &CheckedText, form: Option<&Written>) -> Markup {
    let is_warning = |finding: &Finding| finding.severity == Severity::Warning;
    let warnings = checked.findings.iter().filter(|(_, finding)| is_warning(finding)).count();
    let wrong = checked.problems.len() + checked.findings.len() - warnings;
    if wrong + warnings == 0 {
        return banner(Tone::Good, reader.t("programs-check-clean"));
    }
    let counts = [("errors", wrong.into()), ("warnings", warnings.into())];
    let body = html! {
        p { strong { (reader.tr("programs-check-found", &counts)) } }
        ul {
            @for problem in &checked.problems {
                @let field = form.and_then(|written| written.field_at(problem.at.line)).map(str::to_owned);
                li { (line(reader, problem.at, field)) ": " (problem_sentence(reader, problem)) }
            }
            @for (at, finding) in &checked.findings {
                li {
                    (line(reader, *at, form.map(|_| field_of(finding))))
                    @if let Some(place) = place_in_words(reader, finding.at) { " (" (place) ")" }
                    ": " (finding_sentence(reader, finding)) " "
                    @if is_warning(finding) { (badge(Tone::Warn, &reader.t("programs-check-warning"))) }
                }
            }
        }
    };
    banner(if wrong > 0 { Tone::Bad } else { Tone::Warn }, body)
}

/// A line and a column, as a link where there is a field to go to.
fn line(reader: &Reader, at: Position, field: Option<String>) -> Markup {
    let place = reader.tr("programs-check-at", &[("line", at.line.into()), ("column", at.column.into())]);
    html! { @if let Some(field) = field { a href={ "#f-" (field) } { (place) } } @else { (place) } }
}
