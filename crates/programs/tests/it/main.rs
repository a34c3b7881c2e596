//! Programmes and terms, as verbs and through HTTP, on both engines.

mod agree;
mod api;
mod api_agree;
mod approve;
mod editor;
mod enrol;
mod groups;
mod pages;
mod place;
mod portal;
mod publish;
mod rates;
mod targets;
mod timeline;
mod upgrade;
mod words;

use base::access::PartnerId;
use base::db::EngineName;
use base::events::Reaction;
use base::failure::{Outcome, Stop};
use base::testing::{Bench, Parts};
use base::work::Work;
use jiff::civil::Date;
use money::Currency;
use programs::{NewProgram, ProgramId, Refusal, TermsVersionId};
use terms::PeriodKind;

const REACTIONS: &[Reaction] = &[
    Reaction { event: "programs.terms-submitted", job: "programs.tell-approvers" },
    Reaction { event: "programs.terms-proposed", job: "programs.tell-proposed" },
    Reaction { event: "programs.proposal-accepted", job: "programs.tell-answered" },
    Reaction { event: "programs.proposal-declined", job: "programs.tell-answered" },
    Reaction { event: "programs.group-published", job: "programs.tell-group" },
];

/// Terms of one rule that pays this percent of every sale.
pub fn percent(percent: &str) -> String {
    format!(
        "name = \"Канал\"\ncurrency = \"RUB\"\nperiod = \"quarter\"\n[rounding]\nat = \"line\"\n\
         mode = \"half-away-from-zero\"\n[[rule]]\nname = \"all\"\npercent = \"{percent}\"\n"
    )
}

/// A bench with partners and programmes.
async fn bench(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![people::MIGRATIONS, partners::MIGRATIONS, programs::MIGRATIONS],
        books: vec![people::BOOK, partners::BOOK, programs::BOOK, programs::TERMS_BOOK],
        routes: programs::routes(),
        jobs: programs::JOBS.to_vec(),
        reactions: REACTIONS,
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The programme "Канал" in roubles by quarters.
pub async fn program(work: &mut Work) -> ProgramId {
    let new = NewProgram {
        code: "channel".into(),
        name: "Канал".into(),
        currency: Currency::RUB,
        period: PeriodKind::Quarter,
        starts_on: day("2026-01-01"),
        hold_days: 14,
        minimum_minor: 500_000,
        description: "Для тех, кто продаёт".into(),
    };
    programs::add(work, new).await.unwrap()
}

/// A partner with this name.
pub async fn partner(work: &mut Work, name: &str) -> PartnerId {
    let new = partners::NewPartner::named(name, partners::PartnerKind::Reseller);
    partners::add(work, new).await.unwrap()
}

/// Publishes common terms.
pub async fn published(work: &mut Work, program: ProgramId, rate: &str, from: &str) -> TermsVersionId {
    let id = programs::save_draft(work, program, &percent(rate)).await.unwrap();
    programs::publish(work, id, day(from)).await.unwrap();
    id
}

pub fn refusal<T: std::fmt::Debug>(outcome: Outcome<T, Refusal>) -> Refusal {
    match outcome {
        Err(Stop::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
