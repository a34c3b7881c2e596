//! Adding a partner.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::{ContactAdded, PartnerAdded};
use crate::rules::{self, NewPartner, Refusal};
use crate::store;

/// Adds a partner with his first contact.
pub async fn add(work: &mut Work, new: NewPartner) -> Outcome<PartnerId, Refusal> {
    work.may(Act::EditPartners, Whose::Vendor)?;
    let new = tidied(new);
    rules::judge_card(&new).map_err(Stop::Refused)?;
    if let Some(contact) = &new.contact {
        rules::judge_contact(contact).map_err(Stop::Refused)?;
    }
    refuse_taken_code(work, new.code.as_deref(), None).await?;
    let id = store::insert_card(work, &new).await.map_err(|failure| taken(failure, new.code.as_deref()))?;
    store::remember_status(work, id, new.status, "").await?;
    work.record(PartnerAdded { partner: id, name: new.name.clone() }).await?;
    if let Some(contact) = &new.contact {
        store::insert_contact(work, id, contact).await?;
        work.record(ContactAdded { partner: id, name: contact.name.trim().to_owned() }).await?;
    }
    Ok(id)
}

/// Refuses a code that another partner has.
pub(crate) async fn refuse_taken_code(
    work: &mut Work,
    code: Option<&str>,
    own: Option<PartnerId>,
) -> Outcome<(), Refusal> {
    let Some(code) = code else { return Ok(()) };
    if store::code_is_taken(work, code, own).await? {
        return Err(Stop::Refused(Refusal::CodeTaken { code: code.to_owned() }));
    }
    Ok(())
}

/// Two people may add one code at the same moment; the database lets one of them.
pub(crate) fn taken(failure: base::failure::Failure, code: Option<&str>) -> Stop<Refusal> {
    match code.filter(|_| failure.is_constraint("partners_one_per_code")) {
        Some(code) => Stop::Refused(Refusal::CodeTaken { code: code.to_owned() }),
        None => Stop::Failed(failure),
    }
}

/// A card without blanks around its words, and without words that are only blanks.
pub(crate) fn tidied(new: NewPartner) -> NewPartner {
    let word = |text: Option<String>| {
        text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    };
    NewPartner {
        code: word(new.code),
        name: new.name.split_whitespace().collect::<Vec<_>>().join(" "),
        region: word(new.region),
        country: word(new.country),
        tier: word(new.tier),
        ..new
    }
}
