//! Confirming a pending sale: from this moment on it earns.

use base::access::{Act, Whose};
use base::failure::{Failure, Outcome, Stop};
use base::work::Work;
use money::Money;

use crate::events::SaleConfirmed;
use crate::rules::{Refusal, Sale, SaleId, SaleState, judge_original};
use crate::store::{self, Counted};

/// Confirms a sale or return; one that is confirmed already stays as it is. A confirmed return takes back its part.
pub async fn confirm(work: &mut Work, id: SaleId) -> Outcome<(), Refusal> {
    work.may(Act::EditSales, Whose::Vendor)?;
    let sale = held(work, id).await?;
    match sale.state() {
        SaleState::Confirmed => return Ok(()),
        SaleState::Cancelled | SaleState::Corrected => {
            return Err(Stop::Refused(Refusal::SaleIsVoided { reference: sale.reference }));
        }
        SaleState::Pending => {}
    }
    if let Some(original) = sale.original {
        let original = store::sale(work, original).await?.ok_or(Stop::Unknown)?;
        judge_original(&original).map_err(Stop::Refused)?;
        let part = Money::new(-sale.amount.minor, sale.amount.currency);
        if part.minor > original.left().minor || !store::take_back(work, original.id, part).await? {
            return Err(Stop::Refused(Refusal::ReturnTooLarge { left: original.left() }));
        }
    }
    if !store::confirm_sale(work, &sale).await? {
        return Err(Failure::new("a pending sale that was held could not be confirmed").into());
    }
    store::add_to_days(work, [Counted::begins(&sale)]).await?;
    let Sale { reference, partner, happened_on, amount, .. } = sale;
    work.record(SaleConfirmed { sale: id, reference, partner, happened_on, amount }).await?;
    Ok(())
}

/// The sale as it stands once nobody else can change its state any more.
pub(crate) async fn held(work: &mut Work, id: SaleId) -> Outcome<Sale, Refusal> {
    let sale = store::sale(work, id).await?.ok_or(Stop::Unknown)?;
    store::hold_sale(work, &sale).await?;
    store::sale(work, id).await?.ok_or(Stop::Unknown)
}
