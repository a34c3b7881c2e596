//! Writing requisites; every version is kept.

use std::collections::BTreeSet;

use base::access::{Act, PartnerId};
use base::failure::{Outcome, Result, Stop};
use base::letters;
use base::words::{Language, Reader};
use base::work::Work;
use jiff::civil::Date;

use crate::company_act;
use crate::events::{RequisitesChanged, RequisitesConfirmed};
use crate::rules::{self, Finding, Refusal, Requisites, RequisitesGuard};
use crate::store::{self, RequisitesVersion};

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
    let moved = before.as_ref().filter(|before| rules::moves_money(before, &new));
    if let Some(before) = moved {
        tell_old_contacts(work, partner, before).await?;
    }
    let account_changed =
        before.is_none_or(|before| (before.account, before.bic) != (new.account.clone(), new.bic.clone()));
    let (hash, reason) = (new.hash(), new.override_reason);
    work.record(RequisitesChanged { partner, account_changed, fit, reason, hash }).await?;
    Ok(true)
}

/// Whoever was known before hears that money is to go elsewhere: were it not the partner, he learns of it.
async fn tell_old_contacts(work: &mut Work, partner: PartnerId, before: &Requisites) -> Result<()> {
    let card = store::card(work, partner).await?;
    let name = card.map(|card| card.name).unwrap_or_default();
    let contacts = store::contacts_of(work, partner).await?.into_iter().map(|contact| contact.email);
    let people = people::users_of(work, Some(partner)).await?;
    let active =
        people.into_iter().filter(|user| user.state == people::UserState::Active).map(|user| user.email);
    let mailboxes: BTreeSet<String> = contacts.chain(active).filter(|email| !email.is_empty()).collect();
    let site = work.site().clone();
    let reader = Reader::new(site.words.clone(), Language::default()).in_zone(site.config.zone.clone());
    let tail: String =
        before.account.chars().skip(before.account.chars().count().saturating_sub(4)).collect();
    let args =
        [("name", name.as_str().into()), ("tail", tail.into()), ("at", reader.moment(work.now()).into())];
    let (subject, body) =
        (reader.tr("partners-letter-moved-subject", &args), reader.tr("partners-letter-moved-body", &args));
    for mailbox in mailboxes {
        letters::write(work, &mailbox, &subject, &body).await?;
    }
    Ok(())
}

/// What is to be minded before money goes to a partner: the last time his requisites began to lead elsewhere.
pub async fn requisites_guard(work: &mut Work, partner: PartnerId) -> Result<Option<RequisitesGuard>> {
    Ok(guarded(work, partner).await?.map(|(_, guard)| guard))
}

async fn guarded(
    work: &mut Work,
    partner: PartnerId,
) -> Result<Option<(RequisitesVersion, RequisitesGuard)>> {
    let versions = store::requisites_versions(work, partner).await?;
    let all: Vec<&Requisites> = versions.iter().map(|version| &version.requisites).collect();
    let Some(place) = rules::last_move(&all) else { return Ok(None) };
    let Some(version) = versions.into_iter().nth(place) else { return Ok(None) };
    let is_confirmed = store::is_confirmed(work, partner, version.id).await?;
    let guard = RequisitesGuard { changed_at: version.at, changed_by: version.by, is_confirmed };
    Ok(Some((version, guard)))
}

/// A second person confirms that changed requisites are the partner's own.
pub async fn confirm_requisites(work: &mut Work, partner: PartnerId) -> Outcome<(), Refusal> {
    work.may(Act::EditPartners, partner)?;
    store::card_to_change(work, partner).await?.ok_or(Stop::Unknown)?;
    let found = guarded(work, partner).await?.filter(|(_, guard)| !guard.is_confirmed);
    let (version, guard) = found.ok_or(Stop::Refused(Refusal::NothingToConfirm))?;
    rules::judge_confirmation(guard.changed_by, work.actor.user()).map_err(Stop::Refused)?;
    store::confirm_version(work, partner, version.id).await?;
    work.record(RequisitesConfirmed { partner, account: version.requisites.account }).await?;
    Ok(())
}

/// Money goes elsewhere only when whoever says so types his password again.
pub async fn prove(
    work: &mut Work,
    partner: PartnerId,
    new: &Requisites,
    password: &str,
) -> Outcome<(), Refusal> {
    let before = store::requisites_in_force(work, partner).await?;
    let moves = before.is_some_and(|before| rules::moves_money(&before, &new.clone().tidied()));
    if !moves || people::proves(work, password).await? {
        Ok(())
    } else {
        Err(Stop::Refused(Refusal::PasswordWrong))
    }
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
