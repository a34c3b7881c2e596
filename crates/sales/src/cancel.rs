//! Cancelling a sale that never became true: it stays, and no longer earns.

use base::access::{Act, Whose};
use base::failure::{Failure, Outcome, Stop};
use base::work::Work;
use money::Money;

use crate::confirm::held;
use crate::events::SaleCancelled;
use crate::rules::{LETTERS_MAX, Refusal, Sale, SaleId, SaleState};
use crate::store::{self, Counted};

/// Cancels a sale or return, pending or confirmed; one that is cancelled already stays as it is. What a return had taken
/// back stands again. A sale with returns is not cancelled before they are.
pub async fn cancel(work: &mut Work, id: SaleId, why: &str) -> Outcome<(), Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    if why.chars().count() > LETTERS_MAX {
        return Err(Stop::Refused(Refusal::TooLong { field: "reason", max: LETTERS_MAX }));
    }
    let sale = held(work, id).await?;
    let state = sale.state();
    match state {
        SaleState::Cancelled => return Ok(()),
        SaleState::Corrected => {
            return Err(Stop::Refused(Refusal::SaleIsVoided { reference: sale.reference }));
        }
        SaleState::Pending | SaleState::Confirmed => {}
    }
    set_aside(work, &sale).await?;
    if state == SaleState::Confirmed {
        if let Some(original) = sale.original {
            let part = Money::new(-sale.amount.minor, sale.amount.currency);
            if !store::take_back_less(work, original, part).await? {
                return Err(Failure::new("a sale does not know what its return took back").into());
            }
        }
        store::add_to_days(work, [Counted::ends(&sale)]).await?;
    }
    let Sale { reference, partner, happened_on, amount, .. } = sale;
    let why = why.trim().to_owned();
    work.record(SaleCancelled { sale: id, reference, partner, happened_on, amount, why }).await?;
    Ok(())
}

/// Voids a valid sale that no return refers to.
pub(crate) async fn set_aside(work: &mut Work, sale: &Sale) -> Outcome<(), Refusal> {
    let count = store::count_returns(work, sale.id).await?;
    // A return that is entered in this very moment has changed the sum already, and the sale stays.
    if count > 0 || !store::void_sale(work, sale).await? {
        return Err(Stop::Refused(Refusal::SaleHasReturns { count: count.max(1) }));
    }
    Ok(())
}
