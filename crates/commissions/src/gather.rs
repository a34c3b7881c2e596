//! Gathering everything a calculation rests on, from one moment of the database.

use std::collections::BTreeSet;
use std::fmt::Write;

use base::access::PartnerId;
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::Timestamp;
use partners::UplineEdge;
use programs::{Enrolment, Program, ProgramId, ProgramTerms};
use sha2::{Digest, Sha256};
use terms::{Attributes, Period};

use crate::facts;
use crate::rules::{self, Beneficiary, Credits, Network, Refusal, Scope};

/// Whose statements are wanted.
#[derive(Clone, Debug)]
pub enum Whom {
    /// Those of everybody who earned something.
    Everybody,
    /// Those of these partners.
    Only(BTreeSet<PartnerId>),
}

/// What a calculation rests on.
pub struct Gathered {
    /// The programme.
    pub program: Program,
    /// The period.
    pub period: Period,
    /// The terms of everybody and of single partners.
    pub terms: ProgramTerms,
    /// Which sale is whose.
    pub credits: Credits,
    /// Those who are credited with something and wanted.
    pub beneficiaries: Vec<Beneficiary>,
    /// The hash of terms, enrolments and network.
    pub terms_hash: String,
    /// The moment up to which sales were known.
    pub known_until: Timestamp,
}

/// The rules of a programme as they stand now: terms, enrolments and network, and the hash of all three.
pub struct Standing {
    /// The terms of everybody and of single partners.
    pub terms: ProgramTerms,
    /// Who took part, and who stood above whom.
    pub network: Network,
    /// The hash of all of it.
    pub hash: String,
}

/// Reads what a programme stands on; nothing while it has no published terms.
pub async fn standing(work: &mut Work, program: ProgramId) -> Result<Option<Standing>> {
    let Some(terms) = programs::timeline(work, program).await? else { return Ok(None) };
    let enrolments = programs::enrolments(work, program).await?;
    let edges = partners::edges(work).await?;
    let hash = hash_of(&terms, &enrolments, &edges);
    Ok(Some(Standing { terms, network: Network::new(edges, enrolments), hash }))
}

/// Gathers the sales of a period that were known at `known_until`, or are known now, with everything around them.
pub async fn gather(
    work: &mut Work,
    program: Program,
    period: Period,
    whom: Whom,
    known_until: Option<Timestamp>,
) -> Outcome<Gathered, Refusal> {
    let standing = standing(work, program.id).await?.ok_or(Stop::Refused(Refusal::NoTerms))?;
    let deepest = deepest_level(&standing.terms);
    let scope = Scope { program: program.id, starts_on: program.starts_on, deepest };
    let sellers = match &whom {
        Whom::Everybody => None,
        Whom::Only(partners) => {
            let network = &standing.network;
            Some(partners.iter().flat_map(|partner| network.sellers_for(*partner, deepest)).collect())
        }
    };
    let mut credits = Credits::default();
    facts::earning(work, period, sellers.as_ref(), known_until, &mut |earning| {
        credits.take(&scope, &standing.network, earning);
    })
    .await?;
    let beneficiaries = beneficiaries(work, &credits, &whom).await?;
    let known_until = known_until.unwrap_or(work.now());
    let Standing { terms, hash: terms_hash, .. } = standing;
    Ok(Gathered { program, period, terms, credits, beneficiaries, terms_hash, known_until })
}

/// How many sales of a period earn in the programme now, and their sum in its currency; to be compared with a run.
pub async fn credited_now(work: &mut Work, program: &Program, period: Period) -> Result<(i64, i64)> {
    let Some(standing) = standing(work, program.id).await? else { return Ok((0, 0)) };
    let scope = Scope { program: program.id, starts_on: program.starts_on, deepest: 0 };
    let mut credits = Credits::default();
    facts::earning(work, period, None, None, &mut |earning| {
        credits.take(&scope, &standing.network, earning);
    })
    .await?;
    Ok(credited(&credits, program))
}

/// How many sales are credited, and their sum in the programme's currency.
pub fn credited(credits: &Credits, program: &Program) -> (i64, i64) {
    let own = credits.sales().iter().filter(|sale| sale.amount.currency == program.currency);
    let sum = own.map(|sale| sale.amount.minor).fold(0_i64, i64::saturating_add);
    (i64::try_from(credits.len()).unwrap_or(i64::MAX), sum)
}

fn deepest_level(terms: &ProgramTerms) -> u8 {
    let all = terms.individual.values().chain([&terms.common]);
    all.map(terms::TermsTimeline::deepest_level).max().unwrap_or(0)
}

async fn beneficiaries(work: &mut Work, credits: &Credits, whom: &Whom) -> Result<Vec<Beneficiary>> {
    let of = |partner: partners::Partner| Beneficiary {
        id: partner.id,
        attributes: Attributes::new(partner.attributes()),
        name: partner.name,
    };
    if let Whom::Only(wanted) = whom {
        let mut found = Vec::with_capacity(wanted.len());
        for partner in wanted {
            found.extend(partners::partner(work, *partner).await?.map(of));
        }
        return Ok(found);
    }
    let credited = credits.beneficiaries();
    let all = partners::all(work).await?;
    Ok(all.into_iter().filter(|partner| credited.contains(&partner.id)).map(of).collect())
}

fn hash_of(terms: &ProgramTerms, enrolments: &[Enrolment], edges: &[UplineEdge]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let common = terms.common.versions().iter().map(|version| (0, version));
    let single = terms
        .individual
        .iter()
        .flat_map(|(partner, timeline)| timeline.versions().iter().map(move |version| (partner.0, version)));
    for (partner, version) in common.chain(single) {
        lines.push(format!("terms;{partner};{};{};{}", version.from, version.id, version.terms.hash()));
    }
    for Enrolment { partner, from, until, .. } in enrolments {
        lines.push(format!("enrolment;{};{from};{until:?}", partner.0));
    }
    for UplineEdge { partner, upline, from, until } in edges {
        lines.push(format!("edge;{};{};{from};{until:?}", partner.0, upline.0));
    }
    lines.sort_unstable();
    hex(&Sha256::digest(lines.join("\n").as_bytes()))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A programme by its id, judged fit for statements of the period.
pub async fn program_for(work: &mut Work, program: ProgramId, period: Period) -> Outcome<Program, Refusal> {
    let program = programs::program(work, program).await?.ok_or(Stop::Unknown)?;
    rules::judge_period(&program, period).map_err(Stop::Refused)?;
    Ok(program)
}
