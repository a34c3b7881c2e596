//! Commissions: what partners earn in a period, and why; closing periods; statements. See README.md.

mod api;
mod books;
mod close;
mod compute;
pub mod events;
mod export;
mod facts;
mod gather;
mod open;
mod pages;
mod reconcile;
mod replay;
mod revive;
mod rules;
mod run;
mod seal;
mod store;
mod tell;
mod verification;
mod verify;
mod verify_seals;
mod watch;
mod what_if;

use base::access::{Act, MenuEntry, PartnerId, Routes, Side};
use base::db::Migrations;
use base::failure::Result;
use base::jobs::JobKind;
use base::page::Icon;
use base::words::Book;
use base::work::Work;
use jiff::civil::Date;
use programs::ProgramId;
use terms::Period;

pub use close::{Closing, ClosingState, Mode, close};
pub use export::{partner_changes_csv, statements_csv};
pub use open::{Correction, KnownTerms, Opened, UnpaidSale, open_statement, opened};
pub use pages::target_left;
pub use replay::{Replay, Replayable, Replayed, replayable};
pub use rules::sealed::Document;
pub use rules::sealed_file::{Broken, Part, Proven, SealedFile, prove};
pub use rules::{
    Compared, Counts, Difference, Draft, PartnerChange, PeriodChange, Refusal, Slab, SlabPart, Span, Totals,
    Trouble, first_open, period_words, slabs,
};
pub use run::{
    ClosedStatement, Parked, Run, RunId, StatementFilter, StatementHead, StatementId, StatementSort,
};
pub use seal::sealed_file;
pub use verification::{
    Verification, VerificationId, keep_verification, last_verification, plan_verification,
};
pub use verify::{Verified, verify};
pub use what_if::{WhatIf, WhatIfId, start as start_what_if};

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!(
    "commissions": 1 "0001_commissions.sql", 2 "0002_language.sql", 3 "0003_what_ifs.sql", 4 "0004_verified.sql",
    5 "0005_marks.sql"
);
/// The words of this slice.
pub const BOOK: Book = base::book!("commissions");

/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-money",
        key: "menu-commissions",
        href: "/desk/commissions",
        icon: Icon::Statement,
        act: Act::SeeCommissions,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-commissions-portal",
        href: "/portal/commissions",
        icon: Icon::Statement,
        act: Act::PortalMoney,
    },
];

/// The jobs of this slice.
pub const JOBS: &[JobKind] = &[tell::TELL, verification::VERIFY, what_if::RUN];

/// The pages and the API of this slice.
pub fn routes() -> Routes {
    pages::routes().merge(api::routes())
}

/// A closed statement with its lines.
pub async fn statement(work: &mut Work, id: StatementId) -> Result<Option<ClosedStatement>> {
    store::statement(work, id, None).await
}

/// The statement of a partner for a period, if it is closed.
pub async fn statement_of(
    work: &mut Work,
    program: ProgramId,
    period: Period,
    partner: PartnerId,
) -> Result<Option<ClosedStatement>> {
    store::statement_of(work, program, period, partner).await
}

/// Closed statements without their lines.
pub async fn statements(work: &mut Work, filter: &StatementFilter) -> Result<Vec<StatementHead>> {
    store::statements(work, filter).await
}

/// How many closed statements a filter lets through, and their sums, which mean something within one currency.
pub async fn statements_count(work: &mut Work, filter: &StatementFilter) -> Result<(i64, Totals)> {
    store::statements_count(work, filter).await
}

/// The run of a period, open or closed.
pub async fn run_of(work: &mut Work, program: ProgramId, period: Period) -> Result<Option<Run>> {
    store::run_of(work, program, period).await
}

/// The closed runs whose period ends between two days, by end.
pub async fn closed_runs(work: &mut Work, from: Date, until: Date) -> Result<Vec<Run>> {
    store::closed_runs(work, from, until).await
}

/// How often sales of a closed period became known, or ceased to earn, after the last close of its programme: the next
/// close corrects the period.
pub async fn awaiting(work: &mut Work, run: &Run) -> Result<i64> {
    let runs = store::runs(work, run.program, 1).await?;
    let moment = runs.first().filter(|last| last.is_closed).map_or(run.known_until, |last| last.known_until);
    sales::changed_since(work, run.period.start, run.period.end, moment.max(run.known_until)).await
}
