//! Two versions against each other: sentence by sentence, and the lines of their texts below.

use axum::extract::Path;
use base::access::{Act, Visit};
use base::failure::{Answer, Never, Oops};
use base::page::{Address, Empty, Icon, Tone, badge, card};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, PreEscaped, html};

use super::mine::Mine;
use super::terms::of_program;
use super::words::terms_in_words;
use super::{audience_name, below, seen, version_days, version_name};
use crate::check::check_text;
use crate::rules::{
    Audience, Change, DiffLine, ProgramId, Sentence, TermsVersionId, Version, compare, diff, group_on,
    sentences,
};
use crate::store;

/// A version against another of those that hold for the same people, for their group, or for everybody.
pub async fn show(
    visit: Visit,
    here: Address,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let version = of_program(store::version(&mut work, version).await?, id)?;
    let group = group_of(&mut work, &version).await?;
    let fits = |other: &Version| {
        let whose = other.audience();
        whose == Audience::Everybody || whose == version.audience() || Some(whose) == group
    };
    let mut others = store::versions(&mut work, id).await?;
    others.retain(|other| other.id != version.id && fits(other));
    let whose = audience_name(&mut work, version.audience()).await?;
    let r = &visit.reader;
    let own = match whose {
        Some(whose) => format!("{} · {whose}", version_name(r, &version)),
        None => version_name(r, &version),
    };
    let frame = below(&visit, &program, r.tr("programs-compare-title", &[("version", (&own).into())]))
        .crumb(own, super::at(&program, &format!("/terms/{}", version.id)));
    Ok(visit.page(&frame, page(r, &here, &version, &others)))
}

/// The same for a partner: of the versions that he may read.
pub async fn portal(
    visit: Visit,
    here: Address,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    work.may::<Never>(Act::PortalHome, partner)?;
    let Mine { program, versions, .. } = Mine::one(&mut work, partner, id).await?;
    let version = versions.iter().find(|known| known.id == version).cloned().ok_or(Oops::Unknown)?;
    let others: Vec<Version> = versions.into_iter().filter(|other| other.id != version.id).collect();
    let r = &visit.reader;
    let own = version_name(r, &version);
    let frame = visit
        .frame(r.tr("programs-compare-title", &[("version", (&own).into())]))
        .crumb(r.t("programs-portal-title"), "/portal/programs")
        .crumb(program.name.clone(), format!("/portal/programs/{id}"))
        .crumb(own, format!("/portal/programs/{id}/terms/{}", version.id));
    Ok(visit.page(&frame, page(r, &here, &version, &others)))
}

/// The group of the partner for whom a version is, on its first day or today.
async fn group_of(work: &mut Work, version: &Version) -> base::failure::Result<Option<Audience>> {
    let Some(partner) = version.partner else { return Ok(None) };
    let members = store::members(work, version.program).await?;
    let day = version.days().map_or(work.today(), |(from, _)| from);
    Ok(group_on(&members, partner, day).map(Audience::Group))
}

fn page(r: &Reader, here: &Address, version: &Version, others: &[Version]) -> Markup {
    let asked = here.get("with").and_then(|asked| asked.parse::<TermsVersionId>().ok());
    let with = asked
        .and_then(|asked| others.iter().find(|other| other.id == asked))
        .or_else(|| usual(version, others));
    let Some(with) = with else {
        return html! { (Empty::new(Icon::Percent, r.t("programs-compare-none"), r.t("programs-compare-none-why"))) };
    };
    let named = |other: &Version| {
        let days = version_days(r, other);
        let name = version_name(r, other);
        if days.is_empty() { name } else { format!("{name}, {days}") }
    };
    let choose = html! {
        form.inline method="get" action=(here.path()) {
            select name="with" aria-label=(r.t("programs-compare-with")) {
                @for other in others { option value=(other.id) selected[other.id == with.id] { (named(other)) } }
            }
            button.button type="submit" { (r.t("programs-compare-verb")) }
        }
    };
    let title =
        r.tr("programs-compare-from-to", &[("old", named(with).into()), ("new", named(version).into())]);
    html! {
        (card(&r.t("programs-compare-with"), choose))
        (card(&title, difference(r, &with.text, &version.text)))
    }
}

/// What a version is compared with when nobody asks otherwise: the one published before it for the same people, else for
/// the group, else for everybody.
fn usual<'a>(version: &Version, others: &'a [Version]) -> Option<&'a Version> {
    let earlier = |other: &&Version| match (version.number(), other.number()) {
        (Some(own), Some(number)) => number < own,
        (None, number) => number.is_some(),
        (Some(_), None) => false,
    };
    let of = |whose: Audience| {
        let all = others.iter().filter(earlier).filter(move |other| other.audience() == whose);
        all.max_by_key(|other| other.number())
    };
    let group = others.iter().map(Version::audience).find(|whose| matches!(whose, Audience::Group(_)));
    of(version.audience())
        .or_else(|| group.and_then(of))
        .or_else(|| of(Audience::Everybody))
        .or_else(|| others.first())
}

/// The difference of two texts of terms: in words, and the lines below.
pub(super) fn difference(r: &Reader, old: &str, new: &str) -> Markup {
    let (before, after) = (check_text(old).terms, check_text(new).terms);
    let told = match (&before, &after) {
        (Some(before), Some(after)) => {
            let (before, after) = (terms_in_words(r, before).0, terms_in_words(r, after).0);
            Some(compare(&sentences(&before), &sentences(&after)))
        }
        _ => None,
    };
    let changed = old != new;
    let in_words = told.as_ref().is_some_and(|told| told.iter().any(|(_, change)| *change != Change::Same));
    html! {
        @match &told {
            None => { p { (r.t("programs-diff-unreadable")) } }
            Some(_) if !changed => { p { (r.t("programs-diff-none")) } }
            Some(_) if !in_words => { p { (r.t("programs-diff-not-in-words")) } }
            Some(told) => (in_sentences(r, told)),
        }
        @if changed {
            details open[!in_words] {
                summary.button.small { (r.t("programs-diff-lines")) }
                (lines(r, old, new))
            }
        }
    }
}

/// The sentences under their headings, each with what became of it.
fn in_sentences(r: &Reader, told: &[(Sentence, Change)]) -> Markup {
    html! {
        div.terms-words {
            @for part in told.chunk_by(|(left, _), (right, _)| left.section == right.section) {
                @let section = part.first().map(|(sentence, _)| sentence.section.as_str()).unwrap_or_default();
                @if !section.is_empty() { h3 { (PreEscaped(section)) } }
                @if section.is_empty() { @for one in part { p { (sentence(r, one)) } } }
                @else { ul { (nested(r, part, 0)) } }
            }
        }
    }
}

/// Sentences of one depth, each with the deeper ones that follow it.
fn nested(r: &Reader, told: &[(Sentence, Change)], depth: usize) -> Markup {
    let mut rest = told;
    let mut items = Vec::new();
    while let Some((first, deeper)) = rest.split_first() {
        let length = deeper.iter().take_while(|(sentence, _)| sentence.depth > depth).count();
        items.push((first, &deeper[..length]));
        rest = &deeper[length..];
    }
    html! {
        @for (one, deeper) in items {
            li {
                (sentence(r, one))
                @if !deeper.is_empty() { ul { (nested(r, deeper, depth + 1)) } }
            }
        }
    }
}

fn sentence(r: &Reader, (sentence, change): &(Sentence, Change)) -> Markup {
    let text = PreEscaped(sentence.text.as_str());
    let said = |tone: Tone, key: &str| badge(tone, &r.t(key));
    match change {
        Change::Same => html! { span.quiet { (text) } },
        Change::Added => html! { (said(Tone::Good, "programs-change-added")) " " ins { (text) } },
        Change::Removed => html! { (said(Tone::Bad, "programs-change-removed")) " " del { (text) } },
        Change::Moved => html! { (said(Tone::Neutral, "programs-change-moved")) " " (text) },
        Change::Changed { was } => html! {
            (said(Tone::Warn, "programs-change-changed")) " "
            del { (PreEscaped(was.as_str())) } " → " ins { (text) }
        },
    }
}

/// The lines of two texts; a sign before each line says the same as its colour.
fn lines(r: &Reader, old: &str, new: &str) -> Markup {
    html! {
        div.code {
            pre.diff tabindex="0" aria-label=(r.t("programs-diff-title")) {
                @for line in &diff(old, new) {
                    @match line {
                        DiffLine::Same(text) => { span { "  " (text) } },
                        DiffLine::Added(text) => { ins { "+ " (text) } },
                        DiffLine::Removed(text) => { del { "− " (text) } },
                    }
                }
            }
        }
    }
}
