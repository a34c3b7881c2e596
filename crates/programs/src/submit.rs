//! Handing a draft in for approval, and the second person's decision: approving publishes it, else it goes back with a
//! reason.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::add::locked;
use crate::draft::Seen;
use crate::events::{SubmissionWithdrawn, TermsReturned, TermsSubmitted};
use crate::publish::make_binding;
use crate::rules::{
    Audience, DecisionKind, Effect, Program, Refusal, Submission, SubmissionId, TermsVersionId, Version,
    judge_comment, judge_decider, judge_publishing, judge_reason,
};
use crate::store;

/// A draft to be handed in.
#[derive(Clone, Debug)]
pub struct Submit {
    /// The draft.
    pub version: TermsVersionId,
    /// When it is wanted to be in force; only terms of a partner or a group may have a last day.
    pub effect: Effect,
    /// What its author says of it.
    pub comment: String,
    /// The draft as whoever hands it in has read it.
    pub seen: Seen,
}

/// Hands a draft in; it must be fit to be published as it is.
pub async fn submit(work: &mut Work, request: Submit) -> Outcome<SubmissionId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let (program, draft) = held(work, request.version).await?;
    if draft.is_draft() && !request.seen.is_of(draft.changed_at) {
        return Err(Stop::Refused(Refusal::DraftChanged { at: draft.changed_at }));
    }
    if open(work, draft.id).await?.is_some() {
        return Err(Stop::Refused(Refusal::SubmittedAlready));
    }
    let comment = judge_comment(&request.comment).map_err(Stop::Refused)?;
    let effect = request.effect.for_audience(draft.audience());
    let common = crate::publish::common_versions(work, &draft).await?;
    judge_publishing(&program, &draft, &common, effect).map_err(Stop::Refused)?;
    let submission = store::insert_submission(work, &draft, effect, &comment).await?;
    let whose = whose(work, &draft).await?;
    let event = TermsSubmitted {
        program: program.id,
        name: program.name,
        version: draft.id,
        whose,
        from: effect.from,
        comment,
    };
    work.record(event).await?;
    Ok(submission)
}

/// Takes a draft back that was handed in.
pub async fn withdraw(work: &mut Work, version: TermsVersionId) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let (program, draft) = held(work, version).await?;
    if withdraw_open(work, &program, draft.id).await? {
        Ok(())
    } else {
        Err(Stop::Refused(Refusal::NotSubmitted))
    }
}

/// Approves what was handed in, which publishes it; returns the number of the version. Individual terms are thereby
/// proposed to the partner.
pub async fn approve(work: &mut Work, submission: SubmissionId) -> Outcome<u32, Refusal> {
    let (program, draft, submission) = to_decide(work, submission).await?;
    let number = make_binding(work, program, &draft, submission.effect).await?;
    store::decide(work, submission.id, DecisionKind::Approved, "").await?;
    Ok(number)
}

/// Gives back what was handed in, with a reason.
pub async fn give_back(work: &mut Work, submission: SubmissionId, reason: &str) -> Outcome<(), Refusal> {
    let (program, draft, submission) = to_decide(work, submission).await?;
    let reason = judge_reason(reason).map_err(Stop::Refused)?;
    store::decide(work, submission.id, DecisionKind::Returned, &reason).await?;
    let (id, name, version, whose) = (program.id, program.name, draft.id, whose(work, &draft).await?);
    work.record(TermsReturned { program: id, name, version, whose, reason }).await?;
    Ok(())
}

/// What waits for a decision, if the draft is handed in.
pub(crate) async fn open<R>(work: &mut Work, version: TermsVersionId) -> Outcome<Option<Submission>, R> {
    let all = store::submissions(work, version).await?;
    Ok(all.into_iter().find(|submission| submission.decision.is_none()))
}

/// Takes back an open submission, if there is one; tells whether there was.
pub(crate) async fn withdraw_open<R>(
    work: &mut Work,
    program: &Program,
    version: TermsVersionId,
) -> Outcome<bool, R> {
    let Some(submission) = open(work, version).await? else { return Ok(false) };
    store::decide(work, submission.id, DecisionKind::Withdrawn, "").await?;
    work.record(SubmissionWithdrawn { program: program.id, name: program.name.clone(), version }).await?;
    Ok(true)
}

/// For whom terms are, as an event tells it: `, Ромашка` after the programme's name, or nothing.
async fn whose(work: &mut Work, draft: &Version) -> base::failure::Result<String> {
    let name = audience_name(work, draft.audience()).await?;
    Ok(name.map(|name| format!(", {name}")).unwrap_or_default())
}

/// The name of those for whom terms are; nothing when they are everybody's.
pub(crate) async fn audience_name(work: &mut Work, whose: Audience) -> base::failure::Result<Option<String>> {
    Ok(match whose {
        Audience::Everybody => None,
        Audience::Partner(id) => {
            let card = partners::partner(work, id).await?;
            Some(card.map_or_else(|| id.to_string(), |card| card.name))
        }
        Audience::Group(id) => {
            Some(store::group(work, id).await?.map(|group| group.name).unwrap_or_default())
        }
    })
}

async fn held(work: &mut Work, version: TermsVersionId) -> Outcome<(Program, Version), Refusal> {
    let seen = store::version(work, version).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, seen.program).await?;
    Ok((program, store::version(work, version).await?.ok_or(Stop::Unknown)?))
}

/// The programme, the draft and the submission that a second person decides on.
async fn to_decide(work: &mut Work, id: SubmissionId) -> Outcome<(Program, Version, Submission), Refusal> {
    work.may(Act::PublishTerms, Whose::Vendor)?;
    let known = store::submission(work, id).await?.ok_or(Stop::Unknown)?;
    let program = locked(work, known.program).await?;
    let submission = store::submission(work, id).await?.filter(|submission| submission.decision.is_none());
    let submission = submission.ok_or(Stop::Refused(Refusal::NotSubmitted))?;
    let draft = store::version(work, submission.version).await?.ok_or(Stop::Unknown)?;
    judge_decider(&submission, &draft, work.actor.user()).map_err(Stop::Refused)?;
    Ok((program, draft, submission))
}
