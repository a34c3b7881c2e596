//! Individual terms proposed to a partner: his answer in the portal, a yes on paper, and taking a proposal back.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::add::locked;
use crate::events::{ProposalAccepted, ProposalDeclined, ProposalRetracted};
use crate::rules::{
    AnswerKind, Program, Refusal, TermsVersionId, Version, judge_answer, judge_comment, judge_reason,
};
use crate::store;

/// The partner accepts; `shown` is the hash of the terms that he was shown.
pub async fn accept(work: &mut Work, version: TermsVersionId, shown: &str) -> Outcome<(), Refusal> {
    let (program, version) = for_partner(work, version).await?;
    answer(work, program, &version, AnswerKind::Accepted, Some(shown), "").await
}

/// The partner declines with a reason.
pub async fn decline(
    work: &mut Work,
    version: TermsVersionId,
    shown: &str,
    reason: &str,
) -> Outcome<(), Refusal> {
    let (program, version) = for_partner(work, version).await?;
    let reason = judge_reason(reason).map_err(Stop::Refused)?;
    answer(work, program, &version, AnswerKind::Declined, Some(shown), &reason).await
}

/// The vendor says that the partner accepted on paper; the note says where the paper is.
pub async fn accept_on_paper(work: &mut Work, version: TermsVersionId, note: &str) -> Outcome<(), Refusal> {
    let (program, version) = for_vendor(work, version).await?;
    let note = judge_reason(note).map_err(Stop::Refused)?;
    answer(work, program, &version, AnswerKind::OnPaper, None, &note).await
}

/// The vendor takes the proposal back before it is answered.
pub async fn retract(work: &mut Work, version: TermsVersionId, note: &str) -> Outcome<(), Refusal> {
    let (program, version) = for_vendor(work, version).await?;
    let note = judge_comment(note).map_err(Stop::Refused)?;
    answer(work, program, &version, AnswerKind::Retracted, None, &note).await
}

async fn for_partner(work: &mut Work, id: TermsVersionId) -> Outcome<(Program, Version), Refusal> {
    let own = work.actor.partner().ok_or(Stop::Forbidden)?;
    work.may(Act::PortalAgree, own)?;
    let (program, version) = held(work, id).await?;
    if version.partner != Some(own) || version.is_draft() {
        return Err(Stop::Unknown);
    }
    Ok((program, version))
}

async fn for_vendor(work: &mut Work, id: TermsVersionId) -> Outcome<(Program, Version), Refusal> {
    work.may(Act::PublishTerms, Whose::Vendor)?;
    held(work, id).await
}

async fn held(work: &mut Work, id: TermsVersionId) -> Outcome<(Program, Version), Refusal> {
    let seen = store::version(work, id).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, seen.program).await?;
    Ok((program, store::version(work, id).await?.ok_or(Stop::Unknown)?))
}

async fn answer(
    work: &mut Work,
    program: Program,
    version: &Version,
    kind: AnswerKind,
    shown: Option<&str>,
    note: &str,
) -> Outcome<(), Refusal> {
    let hash = judge_answer(&program, version, kind, shown).map_err(Stop::Refused)?;
    store::insert_answer(work, version.id, kind, &hash, note).await?;
    let Some(partner) = version.partner else { return Err(Stop::Refused(Refusal::NotProposed)) };
    let (program, name, number) = (program.id, program.name, version.number().unwrap_or_default());
    match kind {
        AnswerKind::Declined => {
            let reason = note.to_owned();
            work.record(ProposalDeclined { program, name, version: version.id, number, partner, reason })
                .await?;
        }
        AnswerKind::Retracted => work.record(ProposalRetracted { program, name, number, partner }).await?,
        _ => {
            let how_key = if kind == AnswerKind::OnPaper {
                "programs-answer-how-paper"
            } else {
                "programs-answer-how-portal"
            };
            let hash = hash.chars().take(12).collect();
            let version = version.id;
            let event = ProposalAccepted { program, name, version, number, partner, hash, how_key };
            work.record(event).await?;
        }
    }
    Ok(())
}
