//! Computing the statements of many partners side by side; the database is not touched.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::failure::{Failure, Result};
use jiff::civil::Date;
use money::Money;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use terms::{Calculation, Carried, Record, Scratch, Statement, Sums, Totals, apply_budgets, sums};

use crate::gather::Gathered;
use crate::rules::sealed::Shows;
use crate::rules::{self, Adjusted, Beginning, Beneficiary, Draft, Payable, Trouble};
use crate::run::Parked;
use crate::watch::Watch;

/// Statements that are computed and not yet saved.
pub struct Computed {
    /// What they rest on.
    pub gathered: Gathered,
    /// The statements, by name.
    pub drafts: Vec<Draft>,
    /// Partners whose statement could not be computed.
    pub parked: Vec<Parked>,
    /// The sums of all statements.
    pub totals: Totals,
    /// The hash over the inputs of all statements.
    pub inputs_hash: String,
    /// The attributes that the terms asked for, each set once, in one compact block.
    pub sets: Vec<u8>,
    /// What budgets have spent so far.
    pub budgets: Carried,
    /// What sealed facts show of sales.
    pub shows: Shows,
}

impl Computed {
    /// A sum as money of the programme.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.gathered.program.currency)
    }
}

/// What statements begin with, beside the facts of their period.
#[derive(Debug, Default)]
pub struct Before {
    /// Corrections of earlier periods, by partner.
    pub adjusted: BTreeMap<PartnerId, Vec<Adjusted>>,
    /// What budgets had spent.
    pub budgets: Carried,
}

/// Computes every wanted statement on a thread of its own; one partner's trouble parks that partner alone.
pub async fn compute(gathered: Gathered, before: Before, closed_on: Date) -> Result<Computed> {
    let computed = tokio::task::spawn_blocking(move || compute_here(gathered, before, closed_on)).await?;
    computed.ok_or_else(|| Failure::new("the totals of all statements do not fit"))
}

/// One statement with its partner's place among the beneficiaries.
pub type Stated = (usize, Statement);

/// The statements of a period as records, and those who could not be stated.
pub fn state(
    gathered: &Gathered,
    calculation: &Calculation<'_>,
    adjusted: &BTreeMap<PartnerId, Vec<Adjusted>>,
) -> (Vec<Stated>, Vec<Parked>) {
    let one = |scratch: &mut Scratch, place: usize| {
        let stated = state_one(gathered, calculation, adjusted, place, scratch)?;
        Ok(stated.map(|statement| (place, statement)))
    };
    let outcomes: Vec<Result<Option<Stated>, Parked>> =
        (0..gathered.beneficiaries.len()).into_par_iter().map_init(Scratch::default, one).collect();
    let (mut stated, mut parked) = (Vec::with_capacity(outcomes.len()), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(found) => stated.extend(found),
            Err(one) => parked.push(one),
        }
    }
    (stated, parked)
}

/// The statement of the beneficiary at a place, if he has anything to be stated.
fn state_one(
    gathered: &Gathered,
    calculation: &Calculation<'_>,
    adjusted: &BTreeMap<PartnerId, Vec<Adjusted>>,
    place: usize,
    scratch: &mut Scratch,
) -> Result<Option<Statement>, Parked> {
    let nothing = Carried::new();
    let beneficiary = &gathered.beneficiaries[place];
    let carried = gathered.carried.get(&beneficiary.id).unwrap_or(&nothing);
    let adjusted = adjusted.get(&beneficiary.id).map_or(&[][..], Vec::as_slice);
    let beginning = Beginning { carried, adjusted };
    let stated = rules::stated(calculation, beneficiary, beginning, scratch);
    stated.map_err(|trouble| parked(beneficiary, &trouble))
}

fn compute_here(gathered: Gathered, before: Before, closed_on: Date) -> Option<Computed> {
    let Before { adjusted, mut budgets } = before;
    let versions = gathered.terms.all().flat_map(|timeline| timeline.versions());
    let shows = Shows::asked_by(versions.map(|version| &*version.terms));
    let (mut drafts, mut all_parked, sets);
    let mut watch = Watch::start();
    {
        let calculation = match Calculation::new(&gathered.terms, &gathered.book) {
            Ok(calculation) => calculation,
            Err(error) => return Some(nobody(gathered, &Trouble::from(error))),
        };
        watch.done("calculation prepared");
        let payable = Payable { closed_on, hold_days: gathered.program.hold_days };
        let write = |place: usize, statement: &Statement| {
            let beneficiary = &gathered.beneficiaries[place];
            let adjusted = adjusted.get(&beneficiary.id).map_or(&[][..], Vec::as_slice);
            rules::draft(&calculation, &gathered.book, beneficiary, statement, adjusted, (payable, shows))
                .map_err(|trouble| self::parked(beneficiary, &trouble))
        };
        let outcomes: Vec<Result<Option<Draft>, Parked>> = if has_budgets(&gathered) {
            // Budgets are spent in the order of everybody's sales, so all statements are needed at once.
            let (mut stated, parked) = state(&gathered, &calculation, &adjusted);
            spend(&gathered, &mut stated, &mut budgets)?;
            let written = stated.par_iter().map(|(place, statement)| write(*place, statement).map(Some));
            written.chain(parked.into_par_iter().map(Err)).collect()
        } else {
            let one = |scratch: &mut Scratch, place: usize| {
                let statement = state_one(&gathered, &calculation, &adjusted, place, scratch)?;
                statement.map(|statement| write(place, &statement)).transpose()
            };
            (0..gathered.beneficiaries.len()).into_par_iter().map_init(Scratch::default, one).collect()
        };
        (drafts, all_parked) = (Vec::with_capacity(outcomes.len()), Vec::new());
        for outcome in outcomes {
            match outcome {
                Ok(draft) => drafts.extend(draft),
                Err(one) => all_parked.push(one),
            }
        }
        watch.done("statements computed and written down");
        sets = calculation.dictionary().kept.to_block().ok()?;
    }
    drafts.sort_by(|one, other| (&one.name, one.partner).cmp(&(&other.name, other.partner)));
    let mut totals = Totals::default();
    drafts.retain(|draft| match totals.plus(draft.totals) {
        Some(sum) => {
            totals = sum;
            true
        }
        None => {
            let too_large = Trouble::TooLarge { sale: None };
            all_parked.push(parked_as(draft.partner, &draft.name, &too_large));
            false
        }
    });
    let inputs_hash = inputs_hash(&drafts);
    watch.done("statements put in order");
    Some(Computed { gathered, drafts, parked: all_parked, totals, inputs_hash, sets, budgets, shows })
}

/// What a period comes to, computed anew.
pub struct Recomputed {
    /// What each partner is due.
    pub due: BTreeMap<PartnerId, Due>,
    /// The attributes that the terms asked for.
    pub sets: Vec<u8>,
    /// What budgets have spent.
    pub budgets: Carried,
    /// Partners whose statement could not be computed.
    pub parked: Vec<Parked>,
}

/// What one partner is due for a period.
pub struct Due {
    /// His name.
    pub name: String,
    /// Its sums by what they are about.
    pub sums: Sums,
    /// Its records in one compact block.
    pub block: Vec<u8>,
    /// What the next period goes on from.
    pub carried: Carried,
}

/// Computes a period anew, to be compared with what was stated.
pub async fn recompute(gathered: Gathered, budgets: Carried) -> Result<Recomputed> {
    let here = move || recompute_here(&gathered, budgets, Blocks::Written);
    let computed = tokio::task::spawn_blocking(here).await?;
    computed.map_err(|trouble| Failure::new(format!("a period cannot be computed: {}", trouble.word())))
}

/// The same for its sums alone: the blocks from which lines are told stay empty.
pub async fn resum(gathered: Gathered, budgets: Carried) -> Result<Result<Recomputed, Trouble>> {
    let here = move || recompute_here(&gathered, budgets, Blocks::Empty);
    Ok(tokio::task::spawn_blocking(here).await?)
}

/// Whether records are written down beside their sums.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blocks {
    Written,
    Empty,
}

fn recompute_here(gathered: &Gathered, mut budgets: Carried, blocks: Blocks) -> Result<Recomputed, Trouble> {
    let calculation = Calculation::new(&gathered.terms, &gathered.book)?;
    let (mut stated, mut parked) = state(gathered, &calculation, &BTreeMap::new());
    spend(gathered, &mut stated, &mut budgets).ok_or(Trouble::TooLarge { sale: None })?;
    let one = |(place, statement): &Stated| {
        let beneficiary = &gathered.beneficiaries[*place];
        let block = match blocks {
            Blocks::Written => statement.to_block(&gathered.book, calculation.dictionary(), beneficiary.at),
            Blocks::Empty => Ok(Vec::new()),
        };
        let block = block.map_err(|error| self::parked(beneficiary, &Trouble::from(error)))?;
        let id = |record: &Record| gathered.book.sales().get(record.sale as usize).map(|sale| sale.id);
        let sums = sums(statement.records.iter().map(|record| (record, id(record))));
        let carried = statement.carried.clone();
        Ok((beneficiary.id, Due { name: beneficiary.name.clone(), sums, block, carried }))
    };
    let outcomes: Vec<Result<(PartnerId, Due), Parked>> = stated.par_iter().map(one).collect();
    let mut due = BTreeMap::new();
    for outcome in outcomes {
        match outcome {
            Ok((partner, one)) => drop(due.insert(partner, one)),
            Err(one) => parked.push(one),
        }
    }
    let sets = calculation.dictionary().kept.to_block()?;
    Ok(Recomputed { due, sets, budgets, parked })
}

/// Whether anything is paid only as long as a budget of everybody holds.
fn has_budgets(gathered: &Gathered) -> bool {
    let version = gathered.terms.common.at(gathered.period.end);
    version.is_some_and(|version| version.terms.caps.iter().any(|cap| cap.whose != terms::CapWhose::Partner))
}

/// Cuts what budgets no longer hold, in the order of the sales of everybody.
pub fn spend(gathered: &Gathered, stated: &mut Vec<Stated>, budgets: &mut Carried) -> Option<()> {
    let Some(version) = gathered.terms.common.at(gathered.period.end) else { return Some(()) };
    if version.terms.caps.iter().all(|cap| cap.whose == terms::CapWhose::Partner) {
        return Some(());
    }
    let (places, mut statements): (Vec<usize>, Vec<Statement>) = stated.drain(..).unzip();
    apply_budgets(&gathered.terms, &gathered.book, &mut statements, budgets).ok()?;
    stated.extend(places.into_iter().zip(statements));
    Some(())
}

/// Nobody can be stated when the period as a whole cannot be.
fn nobody(gathered: Gathered, trouble: &Trouble) -> Computed {
    let parked = gathered.beneficiaries.iter().map(|one| parked(one, trouble)).collect();
    Computed {
        gathered,
        drafts: Vec::new(),
        parked,
        totals: Totals::default(),
        inputs_hash: inputs_hash(&[]),
        sets: Vec::new(),
        budgets: Carried::new(),
        shows: Shows::default(),
    }
}

fn parked(beneficiary: &Beneficiary, trouble: &Trouble) -> Parked {
    parked_as(beneficiary.id, &beneficiary.name, trouble)
}

fn parked_as(partner: PartnerId, name: &str, trouble: &Trouble) -> Parked {
    Parked { partner, name: name.to_owned(), reason: trouble.word().into(), sale: trouble.sale() }
}

fn inputs_hash(drafts: &[Draft]) -> String {
    let mut hashes: Vec<(i64, &str)> =
        drafts.iter().map(|draft| (draft.partner.0, draft.inputs_hash.as_str())).collect();
    hashes.sort_unstable();
    let mut hash = Sha256::new();
    hashes.iter().for_each(|(_, one)| hash.update(one));
    rules::hex(&hash.finalize())
}
