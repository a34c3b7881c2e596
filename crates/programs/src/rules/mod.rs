//! Types and decisions, pure: plain data in, verdict out.

mod choice;
mod diff;
mod enrolment;
mod program;
mod publishing;
mod refusal;
pub mod typed;
mod version;

pub use choice::Choice;
pub use diff::{DiffLine, diff};
pub use enrolment::{Enrolment, EnrolmentId, judge_enrolment, judge_leaving};
pub use program::{NewProgram, Program, ProgramChange, ProgramId, ProgramStatus, judge_change, judge_new};
pub use publishing::{Effect, judge_ending, judge_publishing};
pub use refusal::Refusal;
pub use version::{ProgramTerms, TermsVersionId, Version, VersionState, assemble, in_force};
