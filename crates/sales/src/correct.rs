//! Correcting a sale: a row of its own takes the place of the old one, which stays and no longer earns.

use base::access::{Act, Whose};
use base::failure::{Failure, Outcome, Stop};
use base::work::Work;

use crate::cancel::set_aside;
use crate::confirm::held;
use crate::enter::{Entered, judge_new};
use crate::events::SaleCorrected;
use crate::rules::{NewSale, Refusal, SaleId, SaleKind, SaleState};
use crate::store::{self, Counted, NewRow};

/// Corrects a sale. Source, number, kind and whether it is pending stay as they are, whatever `new` says of them. The same
/// body changes nothing, and so does the same correction sent again. A sale with returns is not corrected before they are
/// cancelled, and a return is cancelled and entered anew.
pub async fn correct(work: &mut Work, id: SaleId, new: NewSale) -> Outcome<Entered, Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    let old = held(work, id).await?;
    if old.kind == SaleKind::Return {
        return Err(Stop::Refused(Refusal::ReturnIsNotCorrected));
    }
    let state = old.state();
    let new = NewSale {
        source: old.source.clone(),
        reference: old.reference.clone(),
        kind: old.kind,
        is_pending: old.confirmed_at.is_none(),
        parts: new.parts.tidied(),
        ..new
    };
    let body_hash = new.body_hash();
    if let Some(next) = old.superseded_by {
        let next = store::sale(work, next).await?.ok_or(Stop::Unknown)?;
        if next.body_hash == body_hash {
            return Ok(Entered { sale: next.id, new: false });
        }
    }
    if matches!(state, SaleState::Cancelled | SaleState::Corrected) {
        return Err(Stop::Refused(Refusal::SaleIsVoided { reference: old.reference }));
    }
    judge_new(work, &new).await?;
    if old.body_hash == body_hash {
        return Ok(Entered { sale: id, new: false });
    }
    set_aside(work, &old).await?;
    let supersedes = Some((id, old.revision + 1));
    let row = NewRow { id: SaleId::fresh(), new, body_hash, original: None, supersedes };
    if !store::insert_sale(work, &row).await? {
        return Err(Failure::new("a sale that was held has a correction already").into());
    }
    if state == SaleState::Confirmed {
        let begins = Counted::entered(&row.new);
        store::add_to_days(work, [Counted::ends(&old)].into_iter().chain(begins)).await?;
    }
    let NewSale { reference, partner, happened_on, amount, .. } = row.new;
    work.record(SaleCorrected { sale: row.id, before: id, reference, partner, happened_on, amount }).await?;
    Ok(Entered { sale: row.id, new: true })
}
