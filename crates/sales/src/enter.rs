//! Entering a sale.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::SaleEntered;
use crate::rules::{NewSale, Refusal, SaleId, SaleKind, judge_sale};
use crate::store::{self, Counted, NewRow};

/// What became of something that was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The sale that stands under the number now.
    pub sale: SaleId,
    /// Whether it was entered just now; if not, it had been entered before with the same body.
    pub new: bool,
}

/// Enters a sale. The same number with the same body changes nothing, whatever became of the sale since; with another body
/// it is refused. A return whose original nobody knows is entered here as well, its sums with either sign; it is told by
/// itself alone.
pub async fn enter(work: &mut Work, new: NewSale) -> Outcome<Entered, Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    let new = NewSale { parts: new.parts.tidied(), ..new };
    let new = if new.kind == SaleKind::Return { new.below_zero() } else { new };
    judge_new(work, &new).await?;
    let body_hash = new.body_hash();
    if let Some(known) = known(work, &new.source, &new.reference, new.kind, &body_hash).await? {
        return Ok(known);
    }
    let row = NewRow { id: SaleId::fresh(), new, body_hash, original: None, supersedes: None };
    if !store::insert_sale(work, &row).await? {
        return lost_race(work, &row).await;
    }
    store::add_to_days(work, Counted::entered(&row.new)).await?;
    let NewSale { reference, partner, happened_on, amount, .. } = row.new;
    work.record(SaleEntered { sale: row.id, reference, partner, happened_on, amount }).await?;
    Ok(Entered { sale: row.id, new: true })
}

/// Judges a sale by itself, and whether everybody whom it names is known.
pub(crate) async fn judge_new(work: &mut Work, new: &NewSale) -> Outcome<(), Refusal> {
    judge_sale(new, work.today()).map_err(Stop::Refused)?;
    let mut everybody = vec![new.partner];
    everybody.extend(new.participants.iter().map(|one| one.partner));
    for partner in everybody {
        if partners::partner(work, partner).await?.is_none() {
            return Err(Stop::Refused(Refusal::UnknownPartner { text: partner.to_string() }));
        }
    }
    if let Some(program) = new.program
        && programs::program(work, program).await?.is_none()
    {
        return Err(Stop::Refused(Refusal::UnknownProgram { text: program.to_string() }));
    }
    Ok(())
}

/// What stands under this number: the same body is known, another one is a conflict.
pub(crate) async fn known(
    work: &mut Work,
    source: &str,
    reference: &str,
    kind: SaleKind,
    body_hash: &str,
) -> Outcome<Option<Entered>, Refusal> {
    let mut standing = store::standing(work, source, &[reference]).await?;
    match standing.remove(&(reference.to_owned(), kind)) {
        None => Ok(None),
        Some(known) if known.body_hash == body_hash => Ok(Some(Entered { sale: known.id, new: false })),
        Some(known) => {
            Err(Stop::Refused(Refusal::Conflict { reference: reference.to_owned(), sale: known.id }))
        }
    }
}

/// Somebody entered the same number between our look and our insert.
pub(crate) async fn lost_race(work: &mut Work, row: &NewRow) -> Outcome<Entered, Refusal> {
    let new = &row.new;
    let found = known(work, &new.source, &new.reference, new.kind, &row.body_hash).await?;
    found.ok_or_else(|| base::failure::Failure::new("a sale was neither inserted nor found").into())
}
