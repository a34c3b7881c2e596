//! Writing requisites; every version is kept.

use base::access::PartnerId;
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::company_act;
use crate::events::RequisitesChanged;
use crate::rules::{self, Finding, Refusal, Requisites};
use crate::store;

/// Writes requisites, by the vendor's staff or by the partner himself. Numbers of the bank that do not fit together are
/// kept when a reason is given. Answers whether anything is different now.
pub async fn change_requisites(
    work: &mut Work,
    partner: PartnerId,
    new: Requisites,
) -> Outcome<bool, Refusal> {
    work.may(company_act(work), partner)?;
    store::card_to_change(work, partner).await?.ok_or(Stop::Unknown)?;
    let mut new = new.tidied();
    let findings = rules::check_requisites(&new);
    let fit = findings.is_empty();
    if fit {
        new.override_reason.clear();
    }
    if findings.iter().any(|finding| stands_in_the_way(finding, &new)) {
        return Err(Stop::Refused(Refusal::RequisitesWrong { findings }));
    }
    let before = store::requisites_in_force(work, partner).await?;
    new.tax_since = taxed_since(before.as_ref(), &new, work.today());
    if before.as_ref() == Some(&new) {
        return Ok(false);
    }
    store::insert_requisites(work, partner, &new).await?;
    store::refresh_search_key(work, partner).await?;
    let account_changed =
        before.is_none_or(|before| (before.account, before.bic) != (new.account.clone(), new.bic.clone()));
    let (hash, reason) = (new.hash(), new.override_reason);
    work.record(RequisitesChanged { partner, account_changed, fit, reason, hash }).await?;
    Ok(true)
}

/// The day that was given, or the one before as long as nothing about taxes is different, or today. What is written first
/// always was so.
fn taxed_since(before: Option<&Requisites>, new: &Requisites, today: Date) -> Option<Date> {
    match before {
        Some(before) if before.standing() == new.standing() => new.tax_since.or(before.tax_since),
        Some(before) => new.tax_since.filter(|since| Some(*since) != before.tax_since).or(Some(today)),
        None => new.tax_since,
    }
}

fn stands_in_the_way(finding: &Finding, new: &Requisites) -> bool {
    !rules::is_soft(finding) || new.override_reason.is_empty()
}
