//! Computing the statements of many partners side by side; the database is not touched.

use base::failure::{Failure, Result};
use money::{Money, MoneyError};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::gather::{Gathered, hex};
use crate::rules::{self, Beneficiary, Draft, Totals, Trouble};
use crate::run::Parked;

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
}

impl Computed {
    /// A sum as money of the programme.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.gathered.program.currency)
    }
}

/// Computes every wanted statement on a thread of its own; one partner's trouble parks that partner alone.
pub async fn compute(gathered: Gathered) -> Result<Computed> {
    let computed = tokio::task::spawn_blocking(move || compute_here(gathered)).await?;
    computed.map_err(|_| Failure::new("the totals of all statements do not fit"))
}

fn compute_here(gathered: Gathered) -> Result<Computed, MoneyError> {
    let Gathered { credits, period, terms, .. } = &gathered;
    let one = |beneficiary: &Beneficiary| {
        rules::draft(credits, beneficiary, *period, terms.of(beneficiary.id))
            .map_err(|trouble| parked(beneficiary, &trouble))
    };
    let outcomes: Vec<Result<Option<Draft>, Parked>> = gathered.beneficiaries.par_iter().map(one).collect();
    let (mut drafts, mut parked) = (Vec::with_capacity(outcomes.len()), Vec::new());
    let mut totals = Totals::default();
    for outcome in outcomes {
        match outcome {
            Ok(None) => {}
            Ok(Some(draft)) => {
                totals = totals.plus(draft.totals)?;
                drafts.push(draft);
            }
            Err(one) => parked.push(one),
        }
    }
    drafts.sort_by(|one, other| (&one.name, one.partner).cmp(&(&other.name, other.partner)));
    let inputs_hash = inputs_hash(&drafts);
    Ok(Computed { gathered, drafts, parked, totals, inputs_hash })
}

fn parked(beneficiary: &Beneficiary, trouble: &Trouble) -> Parked {
    Parked {
        partner: beneficiary.id,
        name: beneficiary.name.clone(),
        reason: trouble.word().into(),
        sale: trouble.sale(),
    }
}

fn inputs_hash(drafts: &[Draft]) -> String {
    let mut hashes: Vec<(i64, &str)> =
        drafts.iter().map(|draft| (draft.partner.0, draft.inputs_hash.as_str())).collect();
    hashes.sort_unstable();
    let mut hash = Sha256::new();
    hashes.iter().for_each(|(_, one)| hash.update(one));
    hex(&hash.finalize())
}
