//! The forms that add a partner and change his card.

use base::access::{PartnerId, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Fields, Filled, Frame, form, verb};
use maud::{Markup, html};

use super::card::contact_of;
use super::{kinds, write_refusal};
use crate::rules::{NewContact, NewPartner, Partner, PartnerKind, PartnerStatus};
use crate::store;

/// `GET /desk/partners/new`
pub async fn new(visit: Visit) -> Answer {
    let filled = Filled::from_pairs([
        ("kind", PartnerKind::Dealer.name()),
        ("status", PartnerStatus::Candidate.name()),
    ]);
    Ok(new_page(&visit, &filled))
}

fn new_page(visit: &Visit, filled: &Filled) -> axum::response::Response {
    let r = &visit.reader;
    let frame = visit.frame(r.t("partners-add-title")).crumb(r.t("partners-list-title"), "/desk/partners");
    let f = Fields::new(r, filled);
    let welcome = [PartnerStatus::Candidate, PartnerStatus::Active];
    let welcome = welcome.map(|status| (status.name(), super::status_word(r, status)));
    let fields = html! {
        (card_fields(visit, filled))
        (f.radio("status", r.t("partners-field-status"), welcome).help(r.t("partners-status-help")))
        h2 { (r.t("partners-add-contact")) }
        (f.text("contact", r.t("partners-contact-name")))
        (f.text("role", r.t("partners-contact-role")))
        (f.email("email", r.t("partners-contact-email")))
        (f.text("phone", r.t("partners-contact-phone")))
        (verb(&r.t("partners-add-verb")))
    };
    let content = form(&frame, "/desk/partners/new", filled, fields);
    if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) }
}

/// The fields that adding and changing share.
fn card_fields(visit: &Visit, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    html! {
        (f.text("name", r.t("partners-field-name")).required().help(r.t("partners-name-help")))
        (f.select("kind", r.t("partners-field-kind"), kinds(r)).required())
        (f.text("code", r.t("partners-field-code")).short().help(r.t("partners-code-help")))
        (f.text("region", r.t("partners-field-region")).short())
        (f.text("country", r.t("partners-field-country")).short())
        (f.text("tier", r.t("partners-field-tier")).short().help(r.t("partners-tier-help")))
    }
}

/// The card as it was typed; what is wrong with it is noted in `filled`.
fn card_of(visit: &Visit, filled: &mut Filled) -> Option<NewPartner> {
    let r = &visit.reader;
    let name = filled.required(r, "name", &r.t("partners-field-name"));
    let kind = PartnerKind::parse(filled.text("kind"));
    if kind.is_none() {
        filled.refuse("kind", r.tr("base-form-required", &[("field", r.t("partners-field-kind").into())]));
    }
    let contact = Some(contact_of(filled)).filter(|contact| *contact != NewContact::default());
    let card = NewPartner {
        code: filled.optional("code"),
        name,
        kind: kind?,
        status: PartnerStatus::parse(filled.text("status")).unwrap_or(PartnerStatus::Candidate),
        region: filled.optional("region"),
        country: filled.optional("country"),
        tier: filled.optional("tier"),
        contact,
    };
    (!filled.has_errors()).then_some(card)
}

/// `POST /desk/partners/new`
pub async fn add(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let Some(card) = card_of(&visit, &mut filled) else { return Ok(new_page(&visit, &filled)) };
    let mut work = visit.begin().await?;
    match crate::add(&mut work, card).await {
        Ok(id) => {
            work.commit().await?;
            let said = [("name", filled.text("name").into())];
            visit.redirect(format!("/desk/partners/{id}"), "partners-said-added", &said).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            Ok(new_page(&visit, &filled))
        }
    }
}

/// `GET /desk/partners/{partner}/edit`
pub async fn show(visit: Visit, Path(id): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let filled = Filled::from_pairs([
        ("name", partner.name.clone()),
        ("kind", partner.kind.name().to_owned()),
        ("code", word(&partner.code)),
        ("region", word(&partner.region)),
        ("country", word(&partner.country)),
        ("tier", word(&partner.tier)),
    ]);
    Ok(edit_page(&visit, &partner, &filled))
}

fn edit_page(visit: &Visit, partner: &Partner, filled: &Filled) -> axum::response::Response {
    let r = &visit.reader;
    let frame = under_card(visit, partner, r.t("partners-edit-title"));
    let fields = html! { (card_fields(visit, filled)) (verb(&r.t("partners-edit-save"))) };
    let content = form(&frame, &format!("{}/edit", partner.href()), filled, fields);
    if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) }
}

/// The frame of a form below a partner's card.
pub(super) fn under_card(visit: &Visit, partner: &Partner, title: String) -> Frame {
    visit
        .frame(title)
        .crumb(visit.reader.t("partners-list-title"), "/desk/partners")
        .crumb(partner.name.as_str(), partner.href())
}

/// `POST /desk/partners/{partner}/edit`
pub async fn change(visit: Visit, Path(id): Path<PartnerId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let card = card_of(&visit, &mut filled);
    let mut work = visit.begin().await?;
    let partner = store::card(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let Some(card) = card else { return Ok(edit_page(&visit, &partner, &filled)) };
    match crate::change(&mut work, id, card).await {
        Ok(_) => {
            work.commit().await?;
            visit.redirect(partner.href(), "partners-said-changed", &[]).into()
        }
        Err(stop) => {
            write_refusal(&visit, &mut filled, stop)?;
            Ok(edit_page(&visit, &partner, &filled))
        }
    }
}
