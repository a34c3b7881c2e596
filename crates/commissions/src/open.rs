//! Statements to be read: closed ones as they were kept, open ones computed for the page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::access::PartnerId;
use base::failure::{Failure, Outcome, Result, Stop};
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};
use programs::{Program, ProgramId, TermsVersionId, Version};
use sales::{SaleId, SaleState};
use terms::{
    Adjusted, Adjustment, Book, Calculation, Carried, Kept, KeptStatement, Line, Measured, Origin, Period,
    SaleFact, SaleRef, Scratch, Source, Statement, SumKey, TargetProgress, Terms, Unpaid,
};

use crate::gather::{Gathered, Whom, gather_under, program_for, standing_around};
use crate::reconcile::reconcile;
use crate::revive::revive;
use crate::rules::{self, Beginning, Refusal, Totals, Trouble};
use crate::run::{ClosedStatement, Run, StatementHead};
use crate::{compute, store};

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
    pub unpaid: Vec<UnpaidSale>,
    /// Corrections of earlier periods.
    pub corrections: Vec<Correction>,
    /// How far each target is; known only while the period is open.
    pub targets: Vec<TargetProgress>,
    /// What rules with bands have measured.
    pub measured: Vec<Measured>,
    /// The ids of the versions that measures name by their place.
    pub versions: Vec<i64>,
    /// The versions of the terms that lines and unpaid sales name.
    pub terms: BTreeMap<i64, KnownTerms>,
    /// What the close added; nothing while the period is open.
    pub closed: Option<StatementHead>,
    /// The run of the period, once it is closed.
    pub run: Option<Run>,
    /// Where it is in the log of seals; a statement closed before there was one is not.
    pub seal: Option<ledger::seals::Seal>,
}

/// A sale that earned nothing.
#[derive(Clone, Debug)]
pub struct UnpaidSale {
    /// The sale.
    pub sale: SaleRef,
    /// Why it earned nothing.
    pub unpaid: Unpaid,
}

/// A sum of an earlier period that is corrected on this statement.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The period that is corrected.
    pub period: Period,
    /// What was stated and what is due.
    pub item: Adjustment,
    /// The sale it is about, if it is about one.
    pub sale: Option<SaleRef>,
    /// What became of the sale, when it no longer earns.
    pub gone: Option<SaleState>,
    /// The lines that are due now, with their reasons; none when nothing is due any more.
    pub due: Vec<Line>,
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

    /// What the bands of a line's rule have measured, for its product where each has a measure of its own.
    pub fn measured_for(&self, line: &Line, rule: u16) -> Option<&Measured> {
        let is_of = |measured: &&Measured| {
            let version = self.versions.get(usize::from(measured.version)).copied();
            version == Some(line.terms)
                && measured.rule == rule
                && line.product.is_none_or(|at| at == measured.product)
        };
        self.measured.iter().find(is_of)
    }

    /// The first day on which the sum of a line may be paid out; known once the period is closed. Where a hold counts
    /// from the customer's payment, the day of the close stands for one that is not known.
    pub fn payable_from(&self, line: &Line) -> Option<Date> {
        let (run, head) = (self.run.as_ref()?, self.closed.as_ref()?);
        let rule = match line.origin {
            Origin::Direct { rule, .. } | Origin::TrueUp { rule } => Some(rule),
            _ => None,
        };
        match self.terms.get(&line.terms)?.terms.hold_of(rule) {
            None => run.available_on,
            Some(hold) => {
                let closed_on = self.closed_on(head);
                let sold_on = line.sale.as_ref().map(|sale| sale.happened_on);
                Some(hold.until(sold_on, line.paid_on, self.period.end, closed_on))
            }
        }
    }

    /// The day of the close, told from the programme's own hold.
    fn closed_on(&self, head: &StatementHead) -> Date {
        let by_default = self.run.as_ref().and_then(|run| run.available_on);
        let days = jiff::Span::new().days(i64::from(self.program.hold_days));
        by_default.map_or(head.period.end, |day| day.saturating_sub(days))
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
    let reconciled = reconcile(work, &program, period, &whom, None).await?;
    let standing =
        standing_around(work, program.id, partner).await?.ok_or(Stop::Refused(Refusal::NoTerms))?;
    let needed = standing.needed_for(&whom);
    let is_shared = matches!(needed, Whom::Everybody);
    let carried = store::carried_before(work, program.id, period).await?;
    let mut gathered = gather_under(work, program, period, needed, None, standing, carried).await?;
    if let Some(carried) = reconciled.last_carried() {
        gathered.go_on_from(carried.clone(), reconciled.adjusted.keys());
    }
    gathered.state_as_well([partner]);
    let adjusted = reconciled.adjusted.get(&partner).cloned().unwrap_or_default();
    let place = gathered.beneficiaries.iter().position(|one| one.id == partner).ok_or(Stop::Unknown)?;
    let beneficiary = gathered.beneficiaries[place].clone();
    let statement = calculated(&gathered, place, &reconciled.adjusted, is_shared)?;
    let versions = rules::versions(&statement);
    let terms = known_terms(work, versions).await?;
    let lines = lines(&statement, &gathered.book, beneficiary.at, &terms)?;
    let unpaid = unpaid_in(&gathered.book, statement.unpaid);
    let mut opened = Opened {
        totals: statement.totals,
        lines,
        unpaid,
        corrections: Vec::new(),
        targets: statement.targets,
        measured: statement.measured,
        versions: statement.versions,
        program: gathered.program,
        period,
        partner,
        partner_name: beneficiary.name,
        terms,
        closed: None,
        run: None,
        seal: None,
    };
    let sets: BTreeMap<Period, Vec<u8>> = reconciled.sets.into_iter().collect();
    opened.correct(work, adjusted, &sets).await?;
    Ok(opened)
}

/// One statement. Where a budget is shared, those of everybody are computed for it.
fn calculated(
    gathered: &Gathered,
    place: usize,
    adjusted: &BTreeMap<PartnerId, Vec<Adjusted>>,
    is_shared: bool,
) -> Outcome<Statement, Refusal> {
    let refused = |trouble| Stop::Refused(Refusal::NotComputed { trouble });
    let calculation =
        Calculation::new(&gathered.terms, &gathered.book).map_err(|error| refused(error.into()))?;
    let beneficiary = &gathered.beneficiaries[place];
    let nothing = Carried::new();
    let carried = gathered.carried.get(&beneficiary.id).unwrap_or(&nothing);
    let beginning =
        Beginning { carried, adjusted: adjusted.get(&beneficiary.id).map_or(&[][..], Vec::as_slice) };
    let own = rules::statement_of(&calculation, beneficiary, beginning, &mut Scratch::default());
    let own = own.map_err(refused)?;
    if !is_shared {
        return Ok(own);
    }
    let (mut stated, _) = compute::state(gathered, &calculation, adjusted);
    let mut budgets = gathered.carried.get(&store::EVERYBODY).cloned().unwrap_or_default();
    compute::spend(gathered, &mut stated, &mut budgets).ok_or(refused(Trouble::TooLarge { sale: None }))?;
    Ok(stated.into_iter().find(|(at, _)| *at == place).map_or(own, |(_, statement)| statement))
}

fn lines(
    statement: &Statement,
    book: &Book,
    partner: u32,
    terms: &BTreeMap<i64, KnownTerms>,
) -> Result<Vec<Line>> {
    let find = |id: i64| terms.get(&id).map(|known| &known.terms);
    let mut lines = Source { statement, book, partner, terms: &find }.lines()?;
    // Group by group, each by day and number; what has no sale stands at the end of its group.
    lines.sort_by_cached_key(|line| {
        let sale = line.sale.as_ref().map(|sale| (sale.happened_on, sale.reference.clone(), sale.id));
        (line.kind(), sale.is_none(), sale, line.place)
    });
    Ok(lines)
}

/// Sales without pay with what the book knows of them.
fn unpaid_in(book: &Book, unpaid: Vec<Unpaid>) -> Vec<UnpaidSale> {
    let of: HashMap<i64, &SaleFact> = book.sales().iter().map(|sale| (sale.id, sale)).collect();
    let sale = |unpaid: Unpaid| {
        let sale = book.sale_ref(of.get(&unpaid.sale)?);
        Some(UnpaidSale { sale, unpaid })
    };
    unpaid.into_iter().filter_map(sale).collect()
}

/// A closed statement with the terms its lines name.
pub async fn opened(work: &mut Work, closed: ClosedStatement) -> Result<Opened> {
    let ClosedStatement { head, kept, unpaid, adjusted } = closed;
    let program = programs::program(work, head.program).await?;
    let program = program.ok_or_else(|| Failure::new(format!("{} names an unknown programme", head.id)))?;
    let run = store::run_of(work, head.program, head.period).await?;
    let run = run.ok_or_else(|| Failure::new(format!("{} has no run", head.id)))?;
    let sets = Kept::from_block(&store::sets_of(work, head.run, head.period).await?)?;
    let ids = unpaid.iter().map(|unpaid| unpaid.sale).collect();
    let known_until = run.closed_at.map(|_| run.known_until);
    let revived = revive(work, &program, head.partner, head.period, &kept, &sets, ids, known_until).await?;
    let terms = known_terms(work, revived.versions(&unpaid)).await?;
    let lines = lines(&revived.statement, &revived.book, revived.partner, &terms)?;
    let unpaid = unpaid_in(&revived.book, unpaid);
    let mut opened = Opened {
        program,
        period: head.period,
        partner: head.partner,
        partner_name: head.partner_name.clone(),
        totals: head.totals,
        lines,
        unpaid,
        corrections: Vec::new(),
        targets: Vec::new(),
        measured: revived.statement.measured,
        versions: revived.statement.versions,
        terms,
        closed: None,
        run: Some(run),
        seal: ledger::seals::seal_of(work, &head.id.to_string()).await?,
    };
    let mut all_sets = BTreeMap::new();
    for period in adjusted.iter().map(|adjusted| adjusted.period) {
        all_sets.insert(period, store::sets_of(work, head.run, period).await?);
    }
    opened.closed = Some(head);
    opened.correct(work, adjusted, &all_sets).await?;
    Ok(opened)
}

impl Opened {
    /// Adds corrections of earlier periods, told from the periods computed anew.
    async fn correct(
        &mut self,
        work: &mut Work,
        adjusted: Vec<Adjusted>,
        sets: &BTreeMap<Period, Vec<u8>>,
    ) -> Result<()> {
        let known_until = self.run.as_ref().map(|run| run.known_until);
        for Adjusted { period, items, due } in adjusted {
            let ids: Vec<i64> = items.iter().map(|item| item.about.sale).filter(|sale| *sale != 0).collect();
            let (kept, sets) = match (due.is_empty(), sets.get(&period)) {
                (false, Some(sets)) => (KeptStatement::from_block(&due)?, Kept::from_block(sets)?),
                _ => (KeptStatement::default(), Kept::default()),
            };
            let partner = self.partner;
            let revived =
                revive(work, &self.program, partner, period, &kept, &sets, ids, known_until).await?;
            let terms = known_terms(work, revived.versions(&[])).await?;
            let lines = lines(&revived.statement, &revived.book, revived.partner, &terms)?;
            self.terms.extend(terms);
            for item in items {
                let about = |line: &&Line| {
                    let record = &revived.statement.records[line.place as usize];
                    SumKey::of(record, line.sale.as_ref().map(|sale| sale.id)) == item.about
                };
                let due = lines.iter().filter(about).cloned().collect();
                let (sale, gone) = match revived.sale(item.about.sale) {
                    Some(sale) => (Some(sale), None),
                    None => sale_that_is_gone(work, item.about.sale).await?,
                };
                self.corrections.push(Correction { period, item, sale, gone, due });
            }
        }
        Ok(())
    }
}

/// A sale that no longer earns, and what became of it.
async fn sale_that_is_gone(work: &mut Work, id: i64) -> Result<(Option<SaleRef>, Option<SaleState>)> {
    let Some(sale) = sales::sale(work, SaleId(id)).await? else { return Ok((None, None)) };
    let state = sale.state();
    let found = SaleRef {
        id,
        reference: sale.reference,
        seller: sale.partner.0,
        happened_on: sale.happened_on,
        amount: sale.amount,
        refers_to: sale.original.map(|original| original.0),
    };
    Ok((Some(found), (state != SaleState::Confirmed).then_some(state)))
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
