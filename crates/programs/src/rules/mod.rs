//! Types and decisions, pure: plain data in, verdict out.

mod approval;
mod choice;
mod diff;
mod enrolment;
mod group;
mod placement;
pub mod presets;
mod program;
mod publishing;
mod rate;
mod refusal;
mod sentences;
mod target;
mod trial;
pub mod typed;
mod version;

pub use approval::{
    Answer, AnswerKind, Decision, DecisionKind, Submission, SubmissionId, judge_answer, judge_comment,
    judge_decider, judge_lone_publisher, judge_reason,
};
pub use choice::Choice;
pub use diff::{DiffLine, diff};
pub use enrolment::{Enrolment, EnrolmentId, judge_enrolment, judge_leaving};
pub use group::{Group, GroupId, GroupMember, MemberId, judge_group_name, judge_joining, judge_parting};
pub use placement::{Known, NewPlacement, Placement, PlacementId, Tree, leg_word, parse_leg};
pub use program::{NewProgram, Program, ProgramChange, ProgramId, ProgramStatus, judge_change, judge_new};
pub use publishing::{Effect, judge_ending, judge_publishing};
pub use rate::{KeptRate, NewRate, RateId, RateRow, judge_rate};
pub use refusal::Refusal;
pub use sentences::{Change, Sentence, compare, sentences};
pub use target::{Plan, Target, TargetId, judge_target, targets_on};
pub use trial::Trial;
pub use version::{
    Audience, ProgramTerms, TermsVersionId, Version, VersionState, assemble, group_on, in_force, in_force_for,
};
