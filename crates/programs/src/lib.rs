//! Programmes: who takes part, and by which terms he earns on which day. `README.md` has the words and invariants.

mod add;
mod api;
mod check;
mod draft;
mod enrol;
pub mod events;
mod pages;
mod publish;
mod rules;
mod store;
mod timeline;

use base::access::{Act, MenuEntry, PartnerId, Routes, Side};
use base::failure::Result;
use base::page::Icon;
use base::work::Work;

pub use add::{add, change, end, start};
pub use check::{CheckedText, check_text};
pub use draft::{SaveDraft, Seen, delete_draft, save, save_draft};
pub use enrol::{Enrolled, end_enrolment, enrol, enrol_many};
pub use pages::{
    bonus_in_words, check_result, conditions, field_name, finding_sentence, place_in_words, problem_sentence,
    rule_in_words, terms_in_words, upline_in_words,
};
pub use publish::{Publish, end_individual, publish, publish_between};
pub use rules::{
    DiffLine, Effect, Enrolment, EnrolmentId, NewProgram, Program, ProgramChange, ProgramId, ProgramStatus,
    ProgramTerms, Refusal, TermsVersionId, Version, VersionState, diff, in_force,
};
pub use timeline::{set_closed_until, terms_of, timeline};

/// The tables of this slice.
pub const MIGRATIONS: base::db::Migrations = base::migrations!("programs": 1 "0001_programs.sql");

/// The words of this slice.
pub const BOOK: base::words::Book = base::book!("programs");

/// The words of what can be wrong with terms; the crate `terms` itself has no pages.
pub const TERMS_BOOK: base::words::Book = base::book!("terms");

/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-partners",
        key: "menu-programs",
        href: "/desk/programs",
        icon: Icon::Programs,
        act: Act::SeePrograms,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-programs",
        href: "/portal/programs",
        icon: Icon::Programs,
        act: Act::PortalHome,
    },
];

/// The pages and the API of this slice.
pub fn routes() -> Routes {
    pages::routes().merge(api::routes())
}

/// A programme, if there is one.
pub async fn program(work: &mut Work, id: ProgramId) -> Result<Option<Program>> {
    store::program(work, id).await
}

/// The programme with this code or, failing that, this name; case and blanks around do not matter.
pub async fn program_by_code(work: &mut Work, code_or_name: &str) -> Result<Option<Program>> {
    store::program_called(work, code_or_name).await
}

/// All programmes: those that run first, then by name.
pub async fn all(work: &mut Work) -> Result<Vec<Program>> {
    store::programs(work).await
}

/// The programmes a partner takes or took part in, with the enrolments; those still being prepared are left out.
pub async fn programs_of(work: &mut Work, partner: PartnerId) -> Result<Vec<(Program, Enrolment)>> {
    store::programs_of(work, partner).await
}

/// All enrolments of a programme by partner and first day.
pub async fn enrolments(work: &mut Work, program: ProgramId) -> Result<Vec<Enrolment>> {
    store::enrolments(work, program).await
}

/// A version of the terms, draft or published.
pub async fn terms_version(work: &mut Work, id: TermsVersionId) -> Result<Option<Version>> {
    store::version(work, id).await
}

/// All versions of a programme, drafts first, then the newest first.
pub async fn terms_versions(work: &mut Work, program: ProgramId) -> Result<Vec<Version>> {
    store::versions(work, program).await
}

/// The draft of a programme's common terms, or of one partner's individual terms in it.
pub async fn draft_of(
    work: &mut Work,
    program: ProgramId,
    partner: Option<PartnerId>,
) -> Result<Option<Version>> {
    store::draft(work, program, partner).await
}
