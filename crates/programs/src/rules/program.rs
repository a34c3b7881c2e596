//! A programme: what it is, and what may be changed when.

use base::id;
use jiff::civil::Date;
use money::{Currency, Money};
use terms::PeriodKind;

use super::Refusal;

id!(
    /// A programme.
    ProgramId,
    "program"
);

/// The longest wait before an accrual becomes payable.
pub const HOLD_DAYS_MAX: u32 = 730;
/// The longest code.
const CODE_LETTERS_MAX: usize = 40;

/// How far a programme has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProgramStatus {
    /// Being prepared; partners do not see it.
    Draft,
    /// Partners earn by it.
    Running,
    /// Nobody joins any more; what was earned stays.
    Ended,
}

impl ProgramStatus {
    /// Every status in the order of a programme's life.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Running, Self::Ended];

    /// The word by which it is stored and translated (`programs-status-<word>`).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// A programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// The short name, used in files and on the command line.
    pub code: String,
    /// The name people read.
    pub name: String,
    /// The currency of its terms and statements.
    pub currency: Currency,
    /// The length of its statements.
    pub period: PeriodKind,
    /// The first day that can earn.
    pub starts_on: Date,
    /// Days between the close of a period and the day its accruals become payable.
    pub hold_days: u32,
    /// The smallest payout, as partners are told.
    pub minimum: Money,
    /// What it is about, for partners.
    pub description: String,
    /// How far it has come.
    pub status: ProgramStatus,
    /// The last day of the last closed period; terms and enrolments up to it stay as they are.
    pub closed_until: Option<Date>,
}

impl Program {
    /// Whether the day lies in a closed period.
    pub fn is_closed_on(&self, date: Date) -> bool {
        self.closed_until.is_some_and(|closed| date <= closed)
    }
}

/// A programme to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProgram {
    /// The short name.
    pub code: String,
    /// The name people read.
    pub name: String,
    /// The currency of its terms and statements.
    pub currency: Currency,
    /// The length of its statements.
    pub period: PeriodKind,
    /// The first day that can earn.
    pub starts_on: Date,
    /// Days between close and payable.
    pub hold_days: u32,
    /// The smallest payout in minor units of the currency.
    pub minimum_minor: i64,
    /// What it is about, for partners.
    pub description: String,
}

/// What a programme is to become; the same fields as when it was added.
pub type ProgramChange = NewProgram;

/// Whether a programme may be added or changed so, apart from its surroundings.
pub fn judge_new(new: &NewProgram) -> Result<(), Refusal> {
    if new.name.trim().is_empty() {
        return Err(Refusal::NameMissing);
    }
    let fits = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let length = new.code.chars().count();
    if length == 0 || length > CODE_LETTERS_MAX || !new.code.chars().all(fits) {
        return Err(Refusal::CodeOdd { code: new.code.clone() });
    }
    if new.hold_days > HOLD_DAYS_MAX {
        return Err(Refusal::HoldTooLong { max: HOLD_DAYS_MAX });
    }
    if new.minimum_minor < 0 {
        return Err(Refusal::MinimumNegative);
    }
    Ok(())
}

/// Whether the change is allowed: published terms bind the currency and the period.
pub fn judge_change(program: &Program, change: &ProgramChange, has_published: bool) -> Result<(), Refusal> {
    judge_new(change)?;
    let bound = program.currency != change.currency || program.period != change.period;
    if has_published && bound {
        return Err(Refusal::BoundByTerms);
    }
    Ok(())
}
