//! Statements to be read: closed ones as they were kept, open ones computed for the page.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use base::failure::{Failure, Outcome, Result, Stop};
use base::work::Work;
use money::{Currency, Money};
use programs::{Program, ProgramId, TermsVersionId, Version};
use terms::{Line, Period, Statement, TargetProgress, Terms, Unpaid};

use crate::gather::{Gathered, Whom, gather, program_for};
use crate::rules::{self, Refusal, Totals};
use crate::run::{ClosedStatement, Run, StatementHead};
use crate::store;

/// A statement as pages show it, open or closed, with the terms its lines name.
pub struct Opened {
    /// The programme.
    pub program: Program,
    /// The period.
    pub period: Period,
    /// Whose it is.
    pub partner: PartnerId,
    /// His name.
    pub partner_name: String,
    /// Its sums.
    pub totals: Totals,
    /// Every sum earned with its reason.
    pub lines: Vec<Line>,
    /// Sales that earned nothing, with why.
    pub unpaid: Vec<Unpaid>,
    /// How far each target is; known only while the period is open.
    pub targets: Vec<TargetProgress>,
    /// The versions of the terms that lines and unpaid sales name.
    pub terms: BTreeMap<i64, KnownTerms>,
    /// What the close added; nothing while the period is open.
    pub closed: Option<StatementHead>,
    /// The run of the period, once it is closed.
    pub run: Option<Run>,
}

/// A version of the terms, read.
pub struct KnownTerms {
    /// The version as it is kept.
    pub version: Version,
    /// What it says.
    pub terms: Terms,
}

impl Opened {
    /// The currency of every sum.
    pub fn currency(&self) -> Currency {
        self.program.currency
    }

    /// A sum of the statement as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.program.currency)
    }

    /// What the partner earned.
    pub fn total(&self) -> Money {
        self.money(self.totals.total)
    }
}

/// One partner's statement of an open period, computed now. A partner who has earned nothing yet gets an empty one.
pub async fn open_statement(
    work: &mut Work,
    program: ProgramId,
    period: Period,
    partner: PartnerId,
) -> Outcome<Opened, Refusal> {
    let program = program_for(work, program, period).await?;
    let whom = Whom::Only(BTreeSet::from([partner]));
    let gathered = gather(work, program, period, whom, None).await?;
    let statement = calculated(&gathered, partner)?;
    let versions = rules::versions(&statement.lines, &statement.unpaid);
    let of_targets = statement.targets.iter().map(|target| target.terms);
    let terms = known_terms(work, versions.into_iter().chain(of_targets).collect()).await?;
    let name = gathered.beneficiaries.first().map(|one| one.name.clone()).ok_or(Stop::Unknown)?;
    Ok(Opened {
        totals: Totals::of(&statement),
        lines: statement.lines,
        unpaid: statement.unpaid,
        targets: statement.targets,
        program: gathered.program,
        period,
        partner,
        partner_name: name,
        terms,
        closed: None,
        run: None,
    })
}

fn calculated(gathered: &Gathered, partner: PartnerId) -> Outcome<Statement, Refusal> {
    let beneficiary = gathered.beneficiaries.first().ok_or(Stop::Unknown)?;
    let facts = gathered.credits.facts(partner, gathered.period, beneficiary.attributes.clone());
    let statement = terms::calculate(gathered.terms.of(partner), &facts);
    statement.map_err(|error| Stop::Refused(Refusal::NotComputed { trouble: error.into() }))
}

/// A closed statement with the terms its lines name.
pub async fn opened(work: &mut Work, closed: ClosedStatement) -> Result<Opened> {
    let ClosedStatement { head, lines, unpaid } = closed;
    let program = programs::program(work, head.program).await?;
    let program = program.ok_or_else(|| Failure::new(format!("{} names an unknown programme", head.id)))?;
    let terms = known_terms(work, rules::versions(&lines, &unpaid)).await?;
    let run = store::run_of(work, head.program, head.period).await?;
    Ok(Opened {
        program,
        period: head.period,
        partner: head.partner,
        partner_name: head.partner_name.clone(),
        totals: head.totals,
        lines,
        unpaid,
        targets: Vec::new(),
        terms,
        closed: Some(head),
        run,
    })
}

async fn known_terms(work: &mut Work, ids: BTreeSet<i64>) -> Result<BTreeMap<i64, KnownTerms>> {
    let mut known = BTreeMap::new();
    for id in ids {
        let version = programs::terms_version(work, TermsVersionId(id)).await?;
        let version = version.ok_or_else(|| Failure::new(format!("a line names unknown terms {id}")))?;
        let terms = programs::terms_of(&version)?;
        known.insert(id, KnownTerms { version, terms });
    }
    Ok(known)
}
