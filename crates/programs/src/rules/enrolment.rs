//! Enrolment: from which day to which a partner takes part.

use base::access::PartnerId;
use base::id;
use jiff::civil::Date;

use super::{Program, ProgramStatus, Refusal};

id!(
    /// A partner's enrolment in a programme.
    EnrolmentId,
    "enrolment"
);

/// A partner takes part in a programme; both days belong to the enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// The partner.
    pub partner: PartnerId,
    /// The first day.
    pub from: Date,
    /// The last day, if it has ended or will end.
    pub until: Option<Date>,
}

impl Enrolment {
    /// Whether the partner takes part on this day.
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// Whether the partner may take part from this day on; `others` are his enrolments in the same programme.
pub fn judge_enrolment(program: &Program, others: &[Enrolment], from: Date) -> Result<(), Refusal> {
    if program.status == ProgramStatus::Ended {
        return Err(Refusal::ProgramEnded);
    }
    if let Some(closed_until) = program.closed_until.filter(|closed| from <= *closed) {
        return Err(Refusal::InClosedPeriod { closed_until });
    }
    match others.iter().find(|other| other.until.is_none_or(|until| from <= until)) {
        Some(other) => Err(Refusal::EnrolledAlready { from: other.from }),
        None => Ok(()),
    }
}

/// Whether the enrolment may end with this day.
pub fn judge_leaving(program: &Program, enrolment: &Enrolment, until: Date) -> Result<(), Refusal> {
    if until < enrolment.from {
        return Err(Refusal::EndsBeforeItBegins { from: enrolment.from });
    }
    match program.closed_until.filter(|closed| until < *closed) {
        Some(closed_until) => Err(Refusal::InClosedPeriod { closed_until }),
        None => Ok(()),
    }
}
