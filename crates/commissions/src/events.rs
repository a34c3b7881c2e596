//! What happens in this slice.

use base::events::Event;
use programs::ProgramId;
use serde::Serialize;
use terms::Period;

use crate::RunId;

/// A period of a programme was closed.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodClosed {
    /// The run.
    #[serde(skip)]
    pub run: RunId,
    /// The programme.
    pub program: ProgramId,
    /// Its name.
    pub name: String,
    /// The period.
    pub period: Period,
    /// How many statements there are.
    pub statements: i64,
    /// How many partners are parked.
    pub parked: i64,
    /// The sum of the statements, as a decimal with its currency.
    pub total: String,
}

impl Event for PeriodClosed {
    const NAME: &'static str = "commissions.period-closed";

    fn subject(&self) -> String {
        self.run.to_string()
    }
}

/// Statements that were parked at the close could be computed after all.
#[derive(Clone, Debug, Serialize)]
pub struct ParkedStated {
    /// The run.
    #[serde(skip)]
    pub run: RunId,
    /// The name of the programme.
    pub name: String,
    /// The period.
    pub period: Period,
    /// How many statements were added.
    pub statements: i64,
    /// Their sum, as a decimal with its currency.
    pub total: String,
}

impl Event for ParkedStated {
    const NAME: &'static str = "commissions.parked-stated";

    fn subject(&self) -> String {
        self.run.to_string()
    }
}

/// A period stayed open because statements and postings do not add up to the same sum.
#[derive(Clone, Debug, Serialize)]
pub struct CloseStopped {
    /// The run.
    #[serde(skip)]
    pub run: RunId,
    /// The name of the programme.
    pub name: String,
    /// The period.
    pub period: Period,
    /// The sum of the statements.
    pub statements: String,
    /// The sum of the postings.
    pub postings: String,
}

impl Event for CloseStopped {
    const NAME: &'static str = "commissions.close-stopped";

    fn subject(&self) -> String {
        self.run.to_string()
    }
}
