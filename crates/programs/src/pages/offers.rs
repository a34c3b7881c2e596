//! Individual terms that are proposed: what the partner reads and answers, and what the vendor's staff see of it.

use axum::extract::Path;
use base::access::{Act, PartnerId, Posted, UserId, Visit};
use base::failure::{Answer, Never, Oops, Outcome, Refusal as _, Stop};
use base::page::{Fields, Filled, Frame, Tone, banner, card, code, confirm, details, form, verb};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};

use super::compare::difference;
use super::terms::{of_program, short};
use super::words::terms_in_words;
use super::{at, version_days, version_name};
use crate::rules::{
    Answer as Given, AnswerKind, Audience, Program, ProgramId, Refusal, TermsVersionId, Version,
    VersionState, in_force_for,
};
use crate::{offer, store, terms_of};

/// How a proposal was answered, told on the page of the version.
pub(super) fn answer_facts(
    r: &Reader,
    version: &Version,
    at: &dyn Fn(jiff::Timestamp, Option<UserId>) -> Markup,
) -> Markup {
    let Some(answer) = &version.answer else { return html! {} };
    let mut pairs = vec![
        (r.t("programs-answer"), html! { (r.t(&format!("programs-answer-{}", answer.kind.word()))) }),
        (r.t("programs-answer-at"), at(answer.at, answer.by)),
        (r.t("programs-answer-hash"), html! { code title=(answer.hash) { (short(&answer.hash)) } }),
    ];
    if !answer.note.is_empty() {
        pairs.push((r.t("programs-answer-note"), html! { (answer.note) }));
    }
    card(&r.t("programs-offer-title"), details(pairs))
}

/// What the vendor may do with a proposal that waits for its answer.
pub(super) fn answer_forms(visit: &Visit, frame: &Frame, program: &Program, version: &Version) -> Markup {
    let r = &visit.reader;
    if !version.is_proposed() {
        return html! {};
    }
    let own = |rest: &str| at(program, &format!("/terms/{}{rest}", version.id));
    let filled = Filled::default();
    let fields = html! {
        (Fields::new(r, &filled).text("note", r.t("programs-offer-note")).required().help(r.t("programs-offer-note-help")))
        div.verbs { (verb(&r.t("programs-offer-paper-verb"))) }
    };
    html! {
        (banner(Tone::Warn, r.t("programs-offer-waits")))
        @if visit.can(Act::PublishTerms) {
            (card(&r.t("programs-offer-paper"), html! {
                (form(frame, &own("/paper"), &filled, fields))
                (confirm(frame, &own("/retract"), &r.t("programs-offer-retract-verb"),
                    &r.t("programs-offer-retract-consequence"), &[]))
            }))
        }
    }
}

/// The partner accepted on paper.
pub async fn paper(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    of_program(store::version(&mut work, version).await?, id)?;
    let done = offer::accept_on_paper(&mut work, version, posted.filled.text("note")).await;
    done.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(format!("/desk/programs/{id}/terms/{version}"), "programs-said-accepted", &[]).into()
}

/// Takes a proposal back.
pub async fn retract(
    visit: Visit,
    Path((id, version)): Path<(ProgramId, TermsVersionId)>,
    posted: Posted,
) -> Answer {
    let mut work = visit.begin().await?;
    of_program(store::version(&mut work, version).await?, id)?;
    let done = offer::retract(&mut work, version, posted.filled.text("note")).await;
    done.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(format!("/desk/programs/{id}/terms/{version}"), "programs-said-retracted", &[]).into()
}

/// What waits for a partner's answer, on his list of programmes.
pub(super) async fn proposals(
    r: &Reader,
    work: &mut Work,
    partner: PartnerId,
) -> base::failure::Result<Markup> {
    let open = crate::proposals_to(work, partner).await?;
    if open.is_empty() {
        return Ok(html! {});
    }
    Ok(banner(
        Tone::Warn,
        html! {
            p { strong { (r.tr("programs-offer-portal-waits", &[("count", open.len().into())])) } }
            ul {
                @for (program, version) in &open {
                    li {
                        a href={ "/portal/programs/proposals/" (version.id) } { (program.name) }
                        ", " (version_days(r, version))
                    }
                }
            }
        },
    ))
}

/// A proposal as the partner reads it.
struct Offer {
    program: Program,
    version: Version,
    hash: String,
    /// What holds for the partner on the first day of the proposal without it.
    before: Option<Version>,
}

impl Offer {
    async fn open(work: &mut Work, partner: PartnerId, id: TermsVersionId) -> Result<Self, Oops> {
        work.may::<Never>(Act::PortalAgree, partner)?;
        let mut own = store::individual_versions(work, partner).await?.into_iter();
        let version = own.find(|version| version.id == id).ok_or(Oops::Unknown)?;
        let program = store::program(work, version.program).await?.ok_or(Oops::Unknown)?;
        let VersionState::Published { content_hash, from, .. } = &version.state else {
            return Err(Oops::Unknown);
        };
        let all = store::versions(work, program.id).await?;
        let others: Vec<Version> = all.into_iter().filter(|one| one.id != id).collect();
        let members = store::members(work, program.id).await?;
        let everybody = others.iter().filter(|one| one.audience() == Audience::Everybody);
        let before = in_force_for(&others, &members, partner, *from)
            .or_else(|| everybody.max_by_key(|one| one.number()))
            .cloned();
        Ok(Self { hash: content_hash.clone(), program, version, before })
    }

    fn page(
        &self,
        visit: &Visit,
        declining: &Filled,
        refused: Option<String>,
    ) -> Result<(Frame, Markup), Oops> {
        let r = &visit.reader;
        let frame = visit
            .frame(r.tr("programs-offer-portal-title", &[("program", (&self.program.name).into())]))
            .lead(r.t("programs-offer-portal-lead"))
            .crumb(r.t("programs-portal-title"), "/portal/programs");
        let terms = terms_of(&self.version)?;
        let pairs = [
            (r.t("programs-version-column"), html! { (version_name(r, &self.version)) }),
            (r.t("programs-version-days"), html! { (version_days(r, &self.version)) }),
            (r.t("programs-version-hash"), html! { code title=(self.hash) { (short(&self.hash)) } }),
        ];
        let content = html! {
            @if let Some(refused) = refused { (banner(Tone::Bad, refused)) }
            @if let Some(answer) = &self.version.answer { (answered(r, answer)) }
            (card(&r.t("programs-version-facts"), details(pairs)))
            (card(&r.t("programs-version-words"), terms_in_words(r, &terms)))
            @if let Some(before) = &self.before {
                (card(&r.t(against(before)), difference(r, &before.text, &self.version.text)))
            }
            @if self.version.is_proposed() { (self.forms(&frame, declining)) }
            (card(&r.t("programs-version-text"), code(r, &self.version.text)))
        };
        Ok((frame, content))
    }

    fn forms(&self, frame: &Frame, declining: &Filled) -> Markup {
        let r = &frame.reader;
        let own = |rest: &str| format!("/portal/programs/proposals/{}{rest}", self.version.id);
        let accept = html! {
            input type="hidden" name="hash" value=(self.hash);
            p { (r.t("programs-offer-accept-help")) }
            div.verbs { (verb(&r.t("programs-offer-accept-verb"))) }
        };
        let decline = html! {
            input type="hidden" name="hash" value=(self.hash);
            (Fields::new(r, declining).area("reason", r.t("programs-offer-reason"), 3).required())
            div.verbs { button.button type="submit" { (r.t("programs-offer-decline-verb")) } }
        };
        html! {
            (card(&r.t("programs-offer-accept"), form(frame, &own("/accept"), &Filled::default(), accept)))
            (card(&r.t("programs-offer-decline"), form(frame, &own("/decline"), declining, decline)))
        }
    }
}

/// The heading above the differences from what holds without the proposal.
fn against(before: &Version) -> &'static str {
    match before.audience() {
        Audience::Everybody => "programs-offer-portal-against",
        Audience::Group(_) => "programs-offer-portal-against-group",
        Audience::Partner(_) => "programs-offer-portal-against-own",
    }
}

fn answered(r: &Reader, answer: &Given) -> Markup {
    let tone = if answer.kind.is_yes() { Tone::Good } else { Tone::Neutral };
    let what = r.t(&format!("programs-answer-{}", answer.kind.word()));
    let word = html! { p { strong { (what) } ", " (r.moment(answer.at)) } };
    let says = answer.kind != AnswerKind::Retracted && !answer.note.is_empty();
    banner(tone, html! { (word) @if says { p { (answer.note) } } })
}

/// The proposal.
pub async fn show(visit: Visit, Path(version): Path<TermsVersionId>) -> Answer {
    let mut work = visit.read().await?;
    let offer = Offer::open(&mut work, visit.partner()?, version).await?;
    let (frame, content) = offer.page(&visit, &Filled::default(), None)?;
    Ok(visit.page(&frame, content))
}

/// The partner accepts.
pub async fn accept(visit: Visit, Path(version): Path<TermsVersionId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let done = offer::accept(&mut work, version, posted.filled.text("hash")).await;
    ended(visit, work, version, posted.filled, done, "programs-said-you-accepted").await
}

/// The partner declines.
pub async fn decline(visit: Visit, Path(version): Path<TermsVersionId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    let filled = posted.filled;
    let done = offer::decline(&mut work, version, filled.text("hash"), filled.text("reason")).await;
    ended(visit, work, version, filled, done, "programs-said-you-declined").await
}

async fn ended(
    visit: Visit,
    mut work: Work,
    version: TermsVersionId,
    mut filled: Filled,
    done: Outcome<(), Refusal>,
    said: &str,
) -> Answer {
    match done {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/portal/programs/proposals/{version}"), said, &[]).into()
        }
        Err(Stop::Refused(refusal)) => {
            let offer = Offer::open(&mut work, visit.partner()?, version).await?;
            let sentence = refusal.sentence(&visit.reader);
            let told_above = refusal.field() != Some("reason") || !offer.version.is_proposed();
            if !told_above {
                filled.refuse("reason", sentence.clone());
            }
            let (frame, content) = offer.page(&visit, &filled, told_above.then_some(sentence))?;
            Ok(visit.page_again(&frame, content))
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}
