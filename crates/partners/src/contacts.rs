//! Contacts: added and removed by the vendor's staff or by the partner himself.

use base::access::PartnerId;
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::company_act;
use crate::events::{ContactAdded, ContactRemoved};
use crate::rules::{self, ContactId, NewContact, Refusal};
use crate::store;

/// Adds a contact.
pub async fn add_contact(
    work: &mut Work,
    partner: PartnerId,
    new: NewContact,
) -> Outcome<ContactId, Refusal> {
    work.may(company_act(work), partner)?;
    store::card_to_change(work, partner).await?.ok_or(Stop::Unknown)?;
    rules::judge_contact(&new).map_err(Stop::Refused)?;
    let id = store::insert_contact(work, partner, &new).await?;
    store::refresh_search_key(work, partner).await?;
    work.record(ContactAdded { partner, name: new.name.trim().to_owned() }).await?;
    Ok(id)
}

/// Removes a contact of this partner.
pub async fn remove_contact(work: &mut Work, partner: PartnerId, id: ContactId) -> Outcome<(), Refusal> {
    work.may(company_act(work), partner)?;
    let contact = store::contact(work, partner, id).await?.ok_or(Stop::Unknown)?;
    store::remove_contact(work, id).await?;
    store::refresh_search_key(work, partner).await?;
    work.record(ContactRemoved { partner, name: contact.name }).await?;
    Ok(())
}
