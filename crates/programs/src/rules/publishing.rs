//! When a draft may become binding.

use jiff::civil::Date;
use terms::{Severity, Terms, TermsHash};

use super::{Audience, Program, Refusal, Version};
use crate::check::{CheckedText, check_text};

/// From which day, and to which, a version is to be in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The first day.
    pub from: Date,
    /// The last day; only for terms of one partner or of a group.
    pub until: Option<Date>,
}

impl Effect {
    /// The same days, without a last one where the terms are everybody's.
    #[must_use]
    pub fn for_audience(self, whose: Audience) -> Self {
        Self { until: self.until.filter(|_| whose != Audience::Everybody), ..self }
    }
}

/// Decides whether the draft may be published; `common` are the published common versions of its programme.
pub fn judge_publishing(
    program: &Program,
    draft: &Version,
    common: &[Version],
    effect: Effect,
) -> Result<TermsHash, Refusal> {
    if !draft.is_draft() {
        return Err(Refusal::PublishedAlready);
    }
    let checked = check_text(&draft.text);
    let terms = readable(&checked)?;
    if terms.currency != program.currency {
        return Err(Refusal::OtherCurrency { terms: terms.currency, program: program.currency });
    }
    if terms.period != program.period {
        return Err(Refusal::OtherPeriod { terms: terms.period, program: program.period });
    }
    if let Some(closed_until) = program.closed_until.filter(|closed| effect.from <= *closed) {
        return Err(Refusal::InClosedPeriod { closed_until });
    }
    if effect.until.is_some_and(|until| until < effect.from) {
        return Err(Refusal::EndsBeforeItBegins { from: effect.from });
    }
    match draft.audience() {
        Audience::Everybody => {}
        Audience::Partner(_) => common_after(common, effect.until)?,
        Audience::Group(_) => common_before(common, effect.from)?,
    }
    Ok(terms.hash())
}

/// Decides whether terms of one partner or of a group may end with this day.
pub fn judge_ending(
    program: &Program,
    version: &Version,
    common: &[Version],
    until: Date,
) -> Result<(), Refusal> {
    let special = version.audience() != Audience::Everybody && version.is_binding();
    let Some((from, planned)) = version.days().filter(|_| special) else {
        return Err(Refusal::NotIndividual);
    };
    if until < from {
        return Err(Refusal::EndsBeforeItBegins { from });
    }
    if planned.is_some_and(|planned| planned <= until) {
        return Err(Refusal::EndsAlready { until: planned.unwrap_or(until) });
    }
    if let Some(closed_until) = program.closed_until.filter(|closed| until < *closed) {
        return Err(Refusal::InClosedPeriod { closed_until });
    }
    common_after(common, Some(until))
}

/// The terms of a text without problems and errors.
fn readable(checked: &CheckedText) -> Result<&Terms, Refusal> {
    let Some(terms) = &checked.terms else {
        let line = checked.problems.first().map_or(1, |problem| problem.at.line);
        return Err(Refusal::DraftUnreadable { count: checked.problems.len(), line });
    };
    let errors = checked.findings.iter().filter(|(_, finding)| finding.severity == Severity::Error);
    match errors.clone().next() {
        Some((at, _)) => Err(Refusal::DraftWrong { count: errors.count(), line: at.line }),
        None => Ok(terms),
    }
}

/// Common terms must be in force when individual ones end, or nothing would be.
fn common_after(common: &[Version], until: Option<Date>) -> Result<(), Refusal> {
    let first = common.iter().filter_map(|version| version.days()).map(|(from, _)| from).min();
    let first = first.ok_or(Refusal::NoCommonTerms)?;
    match until.and_then(|until| until.tomorrow().ok()).filter(|next| *next < first) {
        Some(_) => Err(Refusal::NothingAfter { first }),
        None => Ok(()),
    }
}

/// Common terms must be in force when a group's begin: a partner may leave the group on any day.
fn common_before(common: &[Version], from: Date) -> Result<(), Refusal> {
    let first = common.iter().filter_map(|version| version.days()).map(|(from, _)| from).min();
    let first = first.ok_or(Refusal::NoCommonTerms)?;
    if from < first { Err(Refusal::GroupBeforeCommon { first }) } else { Ok(()) }
}
