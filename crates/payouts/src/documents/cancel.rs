//! Cancelling a document: its number and its bytes stay.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use super::events::DocumentCancelled;
use crate::rules::documents::{DocumentId, DocumentRefusal};
use crate::store;

/// Says that a document does not count any more; another one of the same thing may be made then.
pub async fn cancel(work: &mut Work, id: DocumentId, reason: &str) -> Outcome<(), DocumentRefusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let document = store::document(work, id).await?.ok_or(Stop::Unknown)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Stop::Refused(DocumentRefusal::ReasonMissing));
    }
    if !store::cancel_document(work, id, reason).await? {
        return Err(Stop::Refused(DocumentRefusal::CancelledBefore));
    }
    let kind_key = format!("payouts-document-{}", document.kind.word());
    let (number, partner, name) = (document.number, document.partner, document.partner_name);
    let reason = reason.to_owned();
    work.record(DocumentCancelled { document: id, kind_key, number, partner, name, reason }).await?;
    Ok(())
}
