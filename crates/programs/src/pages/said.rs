//! What a check of a text found, in sentences.

use base::page::{Tone, badge, banner};
use base::words::Reader;
use maud::{Markup, html};
use terms::{Field, Finding, Place, Position, Problem, ProblemKind, Severity, Told};

use super::words::{field_name, round_sum};
use crate::check::CheckedText;
use crate::rules::typed::{TypedTerms, Written, anchor_of, field_of};

/// A problem in a sentence with what was probably meant, without its place.
pub fn problem_sentence(reader: &Reader, problem: &Problem) -> String {
    let what = problem.kind.what().to_owned();
    let mut sentence = reader.tr(&format!("terms-problem-{}", problem.kind.key()), &[("what", what.into())]);
    if let ProblemKind::BadExpression { problem } = &problem.kind {
        let key = format!("terms-expression-{}", problem.kind.key());
        let inside = reader.tr(&key, &[("what", problem.kind.what().into())]);
        sentence = format!("{sentence}: {inside}");
    }
    match &problem.suggestion {
        Some(suggestion) => {
            format!("{sentence}. {}", reader.tr("programs-check-try", &[("suggestion", suggestion.into())]))
        }
        None => sentence,
    }
}

/// A finding in a sentence, without its place.
pub fn finding_sentence(reader: &Reader, finding: &Finding) -> String {
    let key = format!("terms-finding-{}", finding.kind.key());
    sentence(reader, &key, &finding.kind.told()).trim().to_owned()
}

/// The case in numbers that shows a finding.
pub fn example_sentence(reader: &Reader, finding: &Finding) -> Option<String> {
    let example = finding.example.as_ref()?;
    Some(sentence(reader, &format!("terms-example-{}", example.key), &example.told))
}

/// A finding with the case that shows it.
pub(super) fn whole_sentence(reader: &Reader, finding: &Finding) -> String {
    let sentence = finding_sentence(reader, finding);
    match example_sentence(reader, finding) {
        Some(example) => format!("{}. {example}.", sentence.trim_end_matches('.')),
        None => sentence,
    }
}

fn sentence(reader: &Reader, key: &str, told: &[(&'static str, Told)]) -> String {
    let args: Vec<_> = told.iter().map(|(name, told)| (*name, told_value(reader, told).into())).collect();
    reader.tr(key, &args)
}

/// A value as the reader writes such values.
fn told_value(reader: &Reader, told: &Told) -> String {
    match told {
        Told::Text(text) => text.clone(),
        Told::Number(number) => reader.number(*number),
        Told::Money(sum) => round_sum(reader, *sum),
        Told::Rate(rate) => rate.percent_text().replace('.', reader.style().decimal),
        Told::Attained(rate) => reader.rate(*rate),
        Told::Date(date) => reader.date(*date),
        Told::Field(field) => field_name(reader, *field),
        Told::Facts(facts) => {
            let fact = |(field, told): &(Field, Told)| {
                format!("{} — {}", field_name(reader, *field), told_value(reader, told))
            };
            facts.iter().map(fact).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Where a finding stands: `правило 2, ступень 1`; nothing for the document as a whole.
pub fn place_in_words(reader: &Reader, place: Place) -> Option<String> {
    let one = |key: &str, at: usize| Some(reader.tr(key, &[("number", (at + 1).into())]));
    let within = |key: &str, of: (&'static str, usize), at: usize| {
        Some(reader.tr(key, &[(of.0, (of.1 + 1).into()), ("number", (at + 1).into())]))
    };
    match place {
        Place::Document => None,
        Place::Rule(at) => one("programs-place-rule", at),
        Place::Band(rule, at) => within("programs-place-band", ("rule", rule), at),
        Place::Upline(at) => one("programs-place-upline", at),
        Place::Rank(at) => one("programs-place-rank", at),
        Place::Binary => Some(reader.t("programs-place-binary")),
        Place::Network => Some(reader.t("programs-place-network")),
        Place::Split(at) => one("programs-place-split", at),
        Place::Bonus(at) => one("programs-place-bonus", at),
        Place::Target(bonus, at) => within("programs-place-target", ("bonus", bonus), at),
        Place::Cap(at) => one("programs-place-cap", at),
        Place::Draw => Some(reader.t("programs-place-draw")),
        Place::Case(at) => one("programs-place-case", at),
    }
}

/// Everything that was found in a text, each with its line and column.
pub fn check_result(reader: &Reader, checked: &CheckedText) -> Markup {
    check_result_in(reader, checked, None)
}

/// The same above a form that was written into the text: each problem leads to its field.
pub(super) fn check_result_in(
    reader: &Reader,
    checked: &CheckedText,
    form: Option<(&Written, &TypedTerms)>,
) -> Markup {
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
                @let field = form.and_then(|(written, _)| written.field_at(problem.at.line));
                li { (at_problem(reader, problem.at, field)) ": " (problem_sentence(reader, problem)) }
            }
            @for (at, finding) in &checked.findings {
                li {
                    (at_finding(reader, *at, finding, form.map(|(_, typed)| typed))) ": "
                    @if form.is_some() { (finding_sentence(reader, finding)) } @else { (whole_sentence(reader, finding)) }
                    " "
                    @if is_warning(finding) { (badge(Tone::Warn, &reader.t("programs-check-warning"))) }
                }
            }
        }
    };
    banner(if wrong > 0 { Tone::Bad } else { Tone::Warn }, body)
}

/// A line and a column, or the part of the form as a link to its field.
fn at_problem(reader: &Reader, at: Position, field: Option<&str>) -> Markup {
    let Some(field) = field else { return html! { (line(reader, at)) } };
    let mut words = field.split('-');
    let (list, number) = (words.next().unwrap_or_default(), words.next().and_then(|at| at.parse().ok()));
    let place = number.and_then(|number| place_in_words(reader, place_of(list, number)?));
    let place = place.unwrap_or_else(|| reader.t("programs-editor-document"));
    html! { a href={ "#f-" (field) } { (at_start(&place)) } }
}

fn place_of(list: &str, at: usize) -> Option<Place> {
    Some(match list {
        "rule" => Place::Rule(at),
        "upline" => Place::Upline(at),
        "rank" => Place::Rank(at),
        "binary" => Place::Binary,
        "network" => Place::Network,
        "split" => Place::Split(at),
        "bonus" => Place::Bonus(at),
        "cap" => Place::Cap(at),
        "draw" => Place::Draw,
        _ => return None,
    })
}

/// The same of a finding; in a form, errors lead to their field and doubts to their sheet.
fn at_finding(reader: &Reader, at: Position, finding: &Finding, typed: Option<&TypedTerms>) -> Markup {
    let place = place_in_words(reader, finding.at);
    let Some(typed) = typed else {
        return html! { (line(reader, at)) @if let Some(place) = place { " (" (place) ")" } };
    };
    let target = match (finding.severity, field_of(finding, typed)) {
        (Severity::Error, field) if !field.is_empty() => format!("f-{field}"),
        _ => anchor_of(finding.at),
    };
    let place = place.unwrap_or_else(|| reader.t("programs-editor-document"));
    html! { a href={ "#" (target) } { (at_start(&place)) } }
}

/// A place as it begins a line, with a capital letter.
fn at_start(place: &str) -> String {
    let mut signs = place.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

fn line(reader: &Reader, at: Position) -> String {
    reader.tr("programs-check-at", &[("line", at.line.into()), ("column", at.column.into())])
}
