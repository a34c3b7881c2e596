//! Entering a return: a negative sale that refers to its original.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::enter::{Entered, known, lost_race};
use crate::events::SaleReturned;
use crate::rules::{NewReturn, Refusal, SaleId, SaleKind, judge_return};
use crate::store::{self, Counted, NewRow};

/// Enters a return. All valid returns of a sale together never exceed it; a pending one takes nothing back yet.
pub async fn give_back(work: &mut Work, new: NewReturn) -> Outcome<Entered, Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    let new = NewReturn { parts: new.parts.tidied(), ..new };
    let original = store::sale(work, new.original).await?.ok_or(Stop::Unknown)?;
    let body_hash = new.body_hash();
    if let Some(known) = known(work, &new.source, &new.reference, SaleKind::Return, &body_hash).await? {
        return Ok(known);
    }
    judge_return(&new, &original, work.today()).map_err(Stop::Refused)?;
    let sale = new.as_sale(&original);
    let original_id = Some(original.id);
    let row = NewRow { id: SaleId::fresh(), new: sale, body_hash, original: original_id, supersedes: None };
    if !store::insert_sale(work, &row).await? {
        return lost_race(work, &row).await;
    }
    if !new.is_pending && !store::take_back(work, original.id, new.amount).await? {
        let left = store::sale(work, original.id).await?.map_or(original.left(), |sale| sale.left());
        return Err(Stop::Refused(Refusal::ReturnTooLarge { left }));
    }
    store::add_to_days(work, Counted::entered(&row.new)).await?;
    work.record(SaleReturned {
        sale: original.id,
        returned: row.id,
        reference: new.reference,
        partner: original.partner,
        happened_on: new.happened_on,
        amount: new.amount,
    })
    .await?;
    Ok(Entered { sale: row.id, new: true })
}
