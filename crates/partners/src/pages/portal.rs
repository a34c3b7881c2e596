//! "My company": what the partner sees of himself, and what he may change.

use base::access::{Act, PartnerId, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Filled, Icon, card, details};
use base::work::Work;
use maud::{Markup, html};

use super::card::{contact_of, contacts_card, requisites_verb};
use super::requisites::{filled_with, requisites_facts, requisites_form, requisites_typed};
use super::{kind_word, status_badge, write_refusal};
use crate::requisites::prove;
use crate::rules::{ContactId, Partner};
use crate::store;

/// `GET /portal/partners`
pub async fn show(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let own = visit.partner()?;
    company(&visit, &mut work, own, &Filled::default()).await
}

async fn company(visit: &Visit, work: &mut Work, own: PartnerId, filled: &Filled) -> Answer {
    let partner = store::card(work, own).await?.ok_or(Oops::Unknown)?;
    let contacts = store::contacts_of(work, own).await?;
    let today = work.today();
    let upline = store::uplines_of(work, own, today).await?.into_iter().next();
    let requisites =
        if visit.can(Act::PortalCompany) { store::requisites_in_force(work, own).await? } else { None };
    let r = &visit.reader;
    let frame = visit
        .frame(partner.name.as_str())
        .lead(r.t("partners-company-lead"))
        .beside(status_badge(r, partner.status));
    let content = html! {
        (facts(visit, &partner, upline.as_ref()))
        (contacts_card(visit, &frame, &contacts, "/portal/partners", filled))
        @if visit.can(Act::PortalCompany) {
            (card(&r.t("partners-card-requisites"), html! {
                @match &requisites {
                    Some(requisites) => (requisites_facts(r, requisites)),
                    None => p { (r.t("partners-company-no-requisites")) },
                }
                p { a.button href="/portal/partners/requisites" { (Icon::Bank) (requisites_verb(r, requisites.is_some())) } }
            }))
        }
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn facts(visit: &Visit, partner: &Partner, upline: Option<&Partner>) -> Markup {
    let r = &visit.reader;
    let given = [
        ("partners-field-code", partner.code.clone()),
        ("partners-field-region", partner.region.clone()),
        ("partners-field-tier", partner.tier.clone()),
        ("partners-field-upline", upline.map(|upline| upline.name.clone())),
    ];
    let given = given.into_iter().filter_map(|(key, value)| Some((r.t(key), value?)));
    let kind = (r.t("partners-field-kind"), kind_word(r, partner.kind));
    let since = (r.t("partners-field-since"), r.date(partner.since));
    card(&r.t("partners-card-facts"), details([kind].into_iter().chain(given).chain([since])))
}

/// `GET /portal/partners/requisites`
pub async fn requisites(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let own = visit.partner()?;
    let partner = store::card(&mut work, own).await?.ok_or(Oops::Unknown)?;
    let present = store::requisites_in_force(&mut work, own).await?;
    Ok(requisites_page(&visit, &filled_with(&partner, present.as_ref()), present.is_some()))
}

fn requisites_page(visit: &Visit, filled: &Filled, asks_password: bool) -> axum::response::Response {
    let r = &visit.reader;
    let frame = visit.frame(r.t("partners-requisites-title")).lead(r.t("partners-company-requisites-lead"));
    let content = requisites_form(&frame, "/portal/partners/requisites", filled, asks_password);
    if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) }
}

/// `POST /portal/partners/requisites`
pub async fn change_requisites(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let own = visit.partner()?;
    let mut work = visit.begin().await?;
    let asks_password = store::requisites_in_force(&mut work, own).await?.is_some();
    let Some(typed) = requisites_typed(&visit.reader, &mut filled) else {
        return Ok(requisites_page(&visit, &filled, asks_password));
    };
    if let Err(stop) = prove(&mut work, own, &typed, filled.exact("password")).await {
        write_refusal(&visit, &mut filled, stop)?;
        return Ok(requisites_page(&visit, &filled, asks_password));
    }
    match crate::change_requisites(&mut work, own, typed).await {
        Ok(changed) => {
            work.commit().await?;
            let said = if changed { "partners-said-requisites" } else { "partners-said-requisites-same" };
            visit.redirect("/portal/partners", said, &[]).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            Ok(requisites_page(&visit, &filled, asks_password))
        }
    }
}

/// `POST /portal/partners/contacts`
pub async fn add_contact(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let own = visit.partner()?;
    let mut work = visit.begin().await?;
    match crate::add_contact(&mut work, own, contact_of(&filled)).await {
        Ok(_) => {
            work.commit().await?;
            let said = [("name", filled.text("contact").into())];
            visit.redirect("/portal/partners", "partners-said-contact-added", &said).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            company(&visit, &mut work, own, &filled).await
        }
    }
}

/// `POST /portal/partners/contacts/{contact}/remove`
pub async fn remove_contact(visit: Visit, Path(contact): Path<ContactId>, _posted: Posted) -> Answer {
    let own = visit.partner()?;
    let mut work = visit.begin().await?;
    crate::remove_contact(&mut work, own, contact).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect("/portal/partners", "partners-said-contact-removed", &[]).into()
}
