//! Programmes: who takes part, and by which terms he earns on which day. `README.md` has the words and invariants.

mod add;
mod api;
mod check;
mod draft;
mod enrol;
pub mod events;
mod group;
mod offer;
mod pages;
mod place;
mod publish;
mod rate;
mod rules;
mod store;
mod submit;
mod target;
mod tell;
mod timeline;

use base::access::{Act, MenuEntry, PartnerId, Routes, Side};
use base::failure::Result;
use base::page::Icon;
use base::work::Work;
use jiff::Timestamp;
use jiff::civil::Date;
use money::Currency;

pub use add::{add, change, end, start};
pub use check::{CheckedText, check_text};
pub use draft::{SaveDraft, Seen, delete_draft, save, save_draft};
pub use enrol::{Enrolled, end_enrolment, enrol, enrol_many};
pub use group::{add_group, join_group, leave_group};
pub use offer::{accept, accept_on_paper, decline, retract};
pub use pages::{
    binary_in_words, bonus_in_words, cap_in_words, case_in_words, check_result, choose_in_words,
    clawback_in_words, conditions, draw_in_words, example_sentence, field_name, finding_sentence,
    fx_in_words, hold_in_words, margin_in_words, network_in_words, place_in_words, problem_sentence,
    prorate_in_words, rank_in_words, rounding_in_words, rule_in_words, split_in_words, terms_in_words,
    upline_in_words, value_in_words, vat_in_words,
};
pub use place::{place, place_many, take_back};
pub use publish::{Publish, allow_one_person, end_individual, publish, publish_between};
pub use rate::{add_rate, add_rates};
pub use rules::{
    Answer, AnswerKind, Audience, Decision, DecisionKind, DiffLine, Effect, Enrolment, EnrolmentId, Group,
    GroupId, GroupMember, MemberId, NewPlacement, NewProgram, NewRate, Placement, PlacementId, Plan, Program,
    ProgramChange, ProgramId, ProgramStatus, ProgramTerms, RateRow, Refusal, Submission, SubmissionId,
    TermsVersionId, Trial, Version, VersionState, diff, in_force,
};
pub use submit::{Submit, approve, give_back, submit, withdraw};
pub use target::{PLAN_FIELDS, named_plan, set_target, set_targets};
pub use timeline::{set_closed_until, terms_of, timeline, timeline_with};

/// The tables of this slice.
pub const MIGRATIONS: base::db::Migrations =
    base::migrations!("programs": 1 "0001_programs.sql", 2 "0002_agreements.sql", 3 "0003_placements.sql");

/// The jobs of this slice.
pub const JOBS: &[base::jobs::JobKind] =
    &[tell::TELL_APPROVERS, tell::TELL_PROPOSED, tell::TELL_ANSWERED, tell::TELL_GROUP];

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

/// What is proposed to a partner and waits for his answer, with its programme.
pub async fn proposals_to(work: &mut Work, partner: PartnerId) -> Result<Vec<(Program, Version)>> {
    let mut open = Vec::new();
    for version in store::individual_versions(work, partner).await? {
        if version.is_proposed()
            && let Some(program) = store::program(work, version.program).await?
        {
            open.push((program, version));
        }
    }
    Ok(open)
}

/// All enrolments of a programme by partner and first day.
pub async fn enrolments(work: &mut Work, program: ProgramId) -> Result<Vec<Enrolment>> {
    store::enrolments(work, program).await
}

/// The enrolments of these partners, a few hundred at most, by partner and first day.
pub async fn enrolments_of_these(
    work: &mut Work,
    program: ProgramId,
    partners: &[PartnerId],
) -> Result<Vec<Enrolment>> {
    store::enrolments_of_these(work, program, partners).await
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
    let whose = partner.map_or(Audience::Everybody, Audience::Partner);
    store::draft(work, program, whose).await
}

/// Every time a draft was handed in for approval, the newest first, with what became of it.
pub async fn submissions(work: &mut Work, version: TermsVersionId) -> Result<Vec<Submission>> {
    store::submissions(work, version).await
}

/// Whether one person alone may publish the terms of a programme.
pub async fn one_person_may_publish(work: &mut Work, program: ProgramId) -> Result<bool> {
    store::one_person_publishes(work, program).await
}

/// The groups of a programme, by name.
pub async fn groups(work: &mut Work, program: ProgramId) -> Result<Vec<Group>> {
    store::groups(work, program).await
}

/// Every membership in the groups of a programme, by partner and first day.
pub async fn group_members(work: &mut Work, program: ProgramId) -> Result<Vec<GroupMember>> {
    store::members(work, program).await
}

/// Who stands under whom in the programme's binary tree, by partner: every place that was not taken back, from whatever day.
pub async fn placements(work: &mut Work, program: ProgramId) -> Result<Vec<Placement>> {
    store::placements(work, program).await
}

/// The same as it was known at a moment.
pub async fn placements_known(
    work: &mut Work,
    program: ProgramId,
    moment: Timestamp,
) -> Result<Vec<Placement>> {
    store::placements_known(work, program, moment).await
}

/// Whether a place on a leg was given or taken back after a moment.
pub async fn placements_changed_since(
    work: &mut Work,
    program: ProgramId,
    moment: Timestamp,
) -> Result<bool> {
    store::placements_changed_since(work, program, moment).await
}

/// The plan of each partner who has one on a day, in minor units of the programme's currency, per period.
pub async fn targets(work: &mut Work, program: ProgramId, on: Date) -> Result<Vec<(PartnerId, i64)>> {
    Ok(rules::targets_on(&store::targets(work, program).await?, on))
}

/// The same for these partners, a few hundred at most.
pub async fn targets_of_these(
    work: &mut Work,
    program: ProgramId,
    on: Date,
    partners: &[PartnerId],
) -> Result<Vec<(PartnerId, i64)>> {
    Ok(rules::targets_on(&store::targets_of_these(work, program, partners).await?, on))
}

/// The exchange rates into a currency between two days, both included: how many quote units one base unit costs. Of
/// several rates of one day the newest; by currency and day.
pub async fn rates(work: &mut Work, quote: Currency, from: Date, until: Date) -> Result<Vec<RateRow>> {
    store::rates(work, quote, from, until, None).await
}

/// The same as it was known at a moment.
pub async fn rates_known(
    work: &mut Work,
    quote: Currency,
    from: Date,
    until: Date,
    moment: Timestamp,
) -> Result<Vec<RateRow>> {
    store::rates(work, quote, from, until, Some(moment)).await
}

/// How many rates into a currency, for days up to `until`, were written down after one moment and not after another.
pub async fn rates_added_between(
    work: &mut Work,
    quote: Currency,
    until: Date,
    after: Timestamp,
    before: Timestamp,
) -> Result<i64> {
    store::rates_added_between(work, quote, until, after, before).await
}
