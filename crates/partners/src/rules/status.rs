//! Which status may follow which, and when a reason is owed.

use super::{PartnerStatus, Refusal};

/// Judges a change of status; everything but the first welcome owes a reason.
pub fn judge_status(present: PartnerStatus, next: PartnerStatus, reason: &str) -> Result<(), Refusal> {
    use PartnerStatus::{Active, Candidate};
    if present == next {
        return Err(Refusal::StatusSame { status: present });
    }
    if next == Candidate {
        return Err(Refusal::StatusBack);
    }
    let is_welcome = present == Candidate && next == Active;
    if reason.trim().is_empty() && !is_welcome {
        return Err(Refusal::ReasonMissing);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use PartnerStatus::*;

    #[test]
    fn a_welcome_needs_no_reason_and_a_pause_does() {
        assert_eq!(judge_status(Candidate, Active, ""), Ok(()));
        assert_eq!(judge_status(Active, Suspended, " "), Err(Refusal::ReasonMissing));
        assert_eq!(judge_status(Active, Suspended, "долг"), Ok(()));
    }

    #[test]
    fn nobody_becomes_a_candidate_again() {
        assert_eq!(judge_status(Terminated, Candidate, "ошибка"), Err(Refusal::StatusBack));
        assert_eq!(judge_status(Terminated, Active, "вернулся"), Ok(()));
    }

    #[test]
    fn a_status_that_is_already_there_is_no_change() {
        assert_eq!(judge_status(Active, Active, "x"), Err(Refusal::StatusSame { status: Active }));
    }
}
