//! Drafts handed in for approval, and terms proposed to a partner: who may say yes, and what he says yes to.

use base::access::UserId;
use base::id;
use jiff::Timestamp;

use super::{Effect, Program, ProgramId, Refusal, TermsVersionId, Version};

id!(
    /// A draft handed in for approval.
    SubmissionId,
    "submission"
);

/// The longest comment, reason or note.
pub const WORDS_MAX: usize = 2_000;

/// A draft handed in for approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// The draft.
    pub version: TermsVersionId,
    /// The programme.
    pub program: ProgramId,
    /// The days on which the terms are wanted.
    pub effect: Effect,
    /// What its author says of it.
    pub comment: String,
    /// When it was handed in.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<UserId>,
    /// What became of it.
    pub decision: Option<Decision>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it was.
    pub kind: DecisionKind,
    /// Why, when it was returned.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Who decided.
    pub by: Option<UserId>,
}

/// The ways a submission ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// Approved, which published it.
    Approved,
    /// Given back with a reason.
    Returned,
    /// Taken back, or the draft was changed.
    Withdrawn,
}

impl DecisionKind {
    /// The word by which it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Approved, Self::Returned, Self::Withdrawn].into_iter().find(|kind| kind.word() == word)
    }
}

/// Whether this person may decide on a submitted draft: neither who handed it in nor who last changed it.
pub fn judge_decider(submission: &Submission, draft: &Version, who: Option<UserId>) -> Result<(), Refusal> {
    let own = who.is_some() && (submission.by == who || draft.changed_by == who);
    if own { Err(Refusal::OwnSubmission) } else { Ok(()) }
}

/// Whether this person alone may publish: only where the programme says so. The program itself (the command line, the
/// demo) is trusted.
pub fn judge_lone_publisher(one_person: bool, who: Option<UserId>) -> Result<(), Refusal> {
    if one_person || who.is_none() { Ok(()) } else { Err(Refusal::SecondPersonNeeded) }
}

/// A reason that must be given, without blanks around it.
pub fn judge_reason(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(Refusal::ReasonMissing),
        letters if letters > WORDS_MAX => Err(Refusal::WordsTooLong { max: WORDS_MAX }),
        _ => Ok(reason.to_owned()),
    }
}

/// A comment that may be empty.
pub fn judge_comment(comment: &str) -> Result<String, Refusal> {
    match comment.trim().chars().count() {
        letters if letters > WORDS_MAX => Err(Refusal::WordsTooLong { max: WORDS_MAX }),
        _ => Ok(comment.trim().to_owned()),
    }
}

/// What became of individual terms after they were proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it was.
    pub kind: AnswerKind,
    /// The hash of what was shown when it was given.
    pub hash: String,
    /// The reason of a no, the note of a yes on paper.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// Who gave it.
    pub by: Option<UserId>,
}

/// The answers to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// The partner accepted in the portal.
    Accepted,
    /// The vendor says that the partner accepted on paper.
    OnPaper,
    /// The partner declined.
    Declined,
    /// The vendor took the proposal back.
    Retracted,
    /// In force since before partners were asked.
    Earlier,
}

impl AnswerKind {
    /// Every answer.
    pub const ALL: [Self; 5] =
        [Self::Accepted, Self::OnPaper, Self::Declined, Self::Retracted, Self::Earlier];

    /// The word by which it is stored and translated (`programs-answer-<word>`).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::OnPaper => "paper",
            Self::Declined => "declined",
            Self::Retracted => "retracted",
            Self::Earlier => "earlier",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the terms bind after it.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Accepted | Self::OnPaper | Self::Earlier)
    }
}

/// Decides whether a proposal may be answered so; `shown` is the hash of what the one who answers was shown. Returns the
/// hash to be kept with the answer.
pub fn judge_answer(
    program: &Program,
    version: &Version,
    kind: AnswerKind,
    shown: Option<&str>,
) -> Result<String, Refusal> {
    let super::VersionState::Published { content_hash, from, .. } = &version.state else {
        return Err(Refusal::NotProposed);
    };
    if version.partner.is_none() {
        return Err(Refusal::NotProposed);
    }
    if let Some(answer) = &version.answer {
        return Err(Refusal::AnsweredAlready { at: answer.at });
    }
    if shown.is_some_and(|shown| shown != content_hash) {
        return Err(Refusal::OtherText);
    }
    // What was closed while the proposal waited was counted without it.
    if let Some(closed_until) = program.closed_until.filter(|closed| kind.is_yes() && from <= closed) {
        return Err(Refusal::ProposalLate { closed_until });
    }
    Ok(content_hash.clone())
}
