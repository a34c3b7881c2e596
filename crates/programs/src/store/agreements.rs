//! Drafts handed in for approval, and the answers to proposals.

use base::args;
use base::db::Row;
use base::failure::{Failure, Outcome, Result, Stop};
use base::work::Work;

use crate::rules::{
    AnswerKind, Decision, DecisionKind, Effect, Refusal, Submission, SubmissionId, TermsVersionId, Version,
};

/// Every time a draft was handed in, the newest first.
pub async fn submissions(work: &mut Work, version: TermsVersionId) -> Result<Vec<Submission>> {
    let sql = "select id, version_id, program_id, effective_from, effective_until, comment, submitted_at, submitted_by,
                 outcome, reason, decided_at, decided_by
               from programs_submissions where version_id = $1 order by id desc";
    work.rows(sql, args![version]).await?.iter().map(read_submission).collect()
}

/// Every submission that waits for a decision, the oldest first.
pub async fn open_submissions(work: &mut Work) -> Result<Vec<Submission>> {
    let sql = "select id, version_id, program_id, effective_from, effective_until, comment, submitted_at, submitted_by,
                 outcome, reason, decided_at, decided_by
               from programs_submissions where outcome is null order by id";
    work.rows(sql, vec![]).await?.iter().map(read_submission).collect()
}

/// One submission.
pub async fn submission(work: &mut Work, id: SubmissionId) -> Result<Option<Submission>> {
    let sql = "select id, version_id, program_id, effective_from, effective_until, comment, submitted_at, submitted_by,
                 outcome, reason, decided_at, decided_by
               from programs_submissions where id = $1";
    work.row(sql, args![id]).await?.as_ref().map(read_submission).transpose()
}

/// Hands a draft in.
pub async fn insert_submission(
    work: &mut Work,
    draft: &Version,
    effect: Effect,
    comment: &str,
) -> Result<SubmissionId> {
    let (id, now, user) = (SubmissionId::fresh(), work.now(), work.actor.user());
    let sql = "insert into programs_submissions (id, version_id, program_id, effective_from, effective_until, comment,
                 submitted_at, submitted_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let args = args![id, draft.id, draft.program, effect.from, effect.until, comment, now, user];
    work.run(sql, args).await?;
    Ok(id)
}

/// Writes down what became of a submission; one that is decided stays as it is.
pub async fn decide(work: &mut Work, id: SubmissionId, kind: DecisionKind, reason: &str) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let sql = "update programs_submissions set outcome = $2, reason = $3, decided_at = $4, decided_by = $5
               where id = $1 and outcome is null";
    work.run(sql, args![id, kind.word(), reason, now, user]).await?;
    Ok(())
}

/// Writes down the answer to a proposal, for good.
pub async fn insert_answer(
    work: &mut Work,
    version: TermsVersionId,
    kind: AnswerKind,
    hash: &str,
    note: &str,
) -> Outcome<(), Refusal> {
    let (now, user) = (work.now(), work.actor.user());
    let sql =
        "insert into programs_answers (version_id, answer, content_hash, note, answered_at, answered_by)
               values ($1, $2, $3, $4, $5, $6) on conflict (version_id) do nothing";
    match work.run(sql, args![version, kind.word(), hash, note, now, user]).await? {
        0 => Err(Stop::Refused(Refusal::AnsweredAlready { at: now })),
        _ => Ok(()),
    }
}

fn read_submission(row: &Row) -> Result<Submission> {
    Ok(Submission {
        id: row.get("id")?,
        version: row.get("version_id")?,
        program: row.get("program_id")?,
        effect: Effect { from: row.get("effective_from")?, until: row.get("effective_until")? },
        comment: row.get("comment")?,
        at: row.get("submitted_at")?,
        by: row.get("submitted_by")?,
        decision: read_decision(row)?,
    })
}

fn read_decision(row: &Row) -> Result<Option<Decision>> {
    let Some(word) = row.get::<Option<String>>("outcome")? else { return Ok(None) };
    Ok(Some(Decision {
        kind: DecisionKind::parse(&word).ok_or_else(|| Failure::new(format!("unknown outcome {word}")))?,
        reason: row.get::<Option<String>>("reason")?.unwrap_or_default(),
        at: row.get("decided_at")?,
        by: row.get("decided_by")?,
    }))
}
