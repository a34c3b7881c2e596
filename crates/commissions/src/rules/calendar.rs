//! Which period may be closed: one after another, and each only when it is over.

use jiff::civil::Date;
use programs::{Program, ProgramStatus};
use terms::Period;

use super::Refusal;

/// The first period that is not closed yet.
pub fn first_open(program: &Program) -> Period {
    match program.closed_until {
        Some(closed) => Period::containing(closed, program.period).next(),
        None => Period::containing(program.starts_on, program.period),
    }
}

/// Whether the period is closed already.
pub fn is_closed(program: &Program, period: Period) -> bool {
    program.is_closed_on(period.end)
}

/// Whether statements of the period can be computed at all.
pub fn judge_period(program: &Program, period: Period) -> Result<(), Refusal> {
    if period.kind != program.period {
        return Err(Refusal::OtherKind { expected: program.period });
    }
    if program.status == ProgramStatus::Draft {
        return Err(Refusal::NotStarted);
    }
    if period.end < program.starts_on {
        return Err(Refusal::BeforeStart { starts_on: program.starts_on });
    }
    Ok(())
}

/// Whether the period may be closed today.
pub fn judge_close(program: &Program, period: Period, today: Date) -> Result<(), Refusal> {
    judge_period(program, period)?;
    if today <= period.end {
        return Err(Refusal::NotEnded { ends_on: period.end });
    }
    let first = first_open(program);
    if period != first { Err(Refusal::OutOfOrder { first }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use money::{Currency, Money};
    use programs::ProgramId;
    use terms::PeriodKind;

    fn program(closed_until: Option<Date>) -> Program {
        Program {
            id: ProgramId(1),
            code: "main".into(),
            name: "Main".into(),
            currency: Currency::RUB,
            period: PeriodKind::Quarter,
            starts_on: date(2025, 2, 10),
            hold_days: 14,
            minimum: Money::zero(Currency::RUB),
            description: String::new(),
            status: ProgramStatus::Running,
            closed_until,
        }
    }

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn periods_are_closed_one_after_another() {
        let today = date(2026, 3, 1);
        assert_eq!(judge_close(&program(None), period("2025-Q1"), today), Ok(()));
        let verdict = judge_close(&program(None), period("2025-Q2"), today);
        assert_eq!(verdict, Err(Refusal::OutOfOrder { first: period("2025-Q1") }));
        assert_eq!(judge_close(&program(Some(date(2025, 3, 31))), period("2025-Q2"), today), Ok(()));
    }

    #[test]
    fn a_period_is_closed_after_its_last_day() {
        let verdict = judge_close(&program(None), period("2025-Q1"), date(2025, 3, 31));
        assert_eq!(verdict, Err(Refusal::NotEnded { ends_on: date(2025, 3, 31) }));
        assert_eq!(judge_close(&program(None), period("2025-Q1"), date(2025, 4, 1)), Ok(()));
    }

    #[test]
    fn a_month_of_a_quarterly_programme_is_no_period() {
        let verdict = judge_period(&program(None), period("2025-02"));
        assert_eq!(verdict, Err(Refusal::OtherKind { expected: PeriodKind::Quarter }));
        let verdict = judge_period(&program(None), period("2024-Q4"));
        assert_eq!(verdict, Err(Refusal::BeforeStart { starts_on: date(2025, 2, 10) }));
    }
}
