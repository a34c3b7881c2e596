//! What becomes of a sale after it was entered: confirmed, cancelled, corrected.

use base::access::{Path, Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _, Stop};
use base::page::{Fields, Filled, Frame, form, verb};
use base::work::Work;
use maud::{Markup, html};

use super::enter::{main_fields, read_sale};
use super::more::{self, Offers};
use super::{card, write_refusal};
use crate::rules::{Participant, Refusal, Sale, SaleId};
use crate::store;

/// `POST /desk/sales/{sale}/confirm`
pub async fn confirm(visit: Visit, Path(id): Path<SaleId>, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    match crate::confirm(&mut work, id).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/sales/{id}"), "sales-said-confirmed", &[]).into()
        }
        Err(stop) => refused(&visit, work, id, stop).await,
    }
}

/// `POST /desk/sales/{sale}/cancel`
pub async fn cancel(visit: Visit, Path(id): Path<SaleId>, posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    match crate::cancel(&mut work, id, posted.filled.text("reason")).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/sales/{id}"), "sales-said-cancelled", &[]).into()
        }
        Err(stop) => refused(&visit, work, id, stop).await,
    }
}

/// The page of the sale again, with the refusal on top.
async fn refused(visit: &Visit, work: Work, id: SaleId, stop: Stop<Refusal>) -> Answer {
    let Stop::Refused(refusal) = stop else { return Err(visit.oops(stop)) };
    drop(work);
    let mut work = visit.read().await?;
    card::show_again(visit, &mut work, id, &refusal.sentence(&visit.reader)).await
}

/// `GET /desk/sales/{sale}/correct`
pub async fn correct_form(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.read().await?;
    let sale = store::sale(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let filled = filled_with(&mut work, &sale).await?;
    let frame = frame_of(&visit, &sale);
    let content = form_of(&visit, &mut work, &frame, &sale, &filled).await?;
    Ok(visit.page(&frame, content))
}

/// `POST /desk/sales/{sale}/correct`
pub async fn correct(visit: Visit, Path(id): Path<SaleId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let sale = store::sale(&mut work, id).await?.ok_or(Oops::Unknown)?;
    if let Some(new) = read_sale(&visit, &mut work, &mut filled).await? {
        match crate::correct(&mut work, id, new).await {
            Ok(entered) => {
                work.commit().await?;
                let to = format!("/desk/sales/{}", entered.sale);
                let said = if entered.new { "sales-said-corrected" } else { "sales-said-known" };
                return visit.redirect(to, said, &[]).into();
            }
            Err(stop) => write_refusal(&visit, &mut filled, stop)?,
        }
    }
    drop(work);
    let mut work = visit.read().await?;
    let frame = frame_of(&visit, &sale);
    let content = form_of(&visit, &mut work, &frame, &sale, &filled).await?;
    Ok(visit.page_again(&frame, content))
}

fn frame_of(visit: &Visit, sale: &Sale) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.tr("sales-correct-title", &[("reference", sale.reference.as_str().into())]))
        .lead(r.t("sales-correct-lead"))
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(sale.reference.as_str(), sale.href())
}

async fn form_of(
    visit: &Visit,
    work: &mut Work,
    frame: &Frame,
    sale: &Sale,
    filled: &Filled,
) -> Result<Markup, Oops> {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (main_fields(visit, work, filled).await?)
        (f.area("note", r.t("sales-field-note"), 2))
        (more::fields(r, filled, Offers::Correction))
        (verb(&r.t("sales-correct-verb")))
    };
    Ok(form(frame, &format!("{}/correct", sale.href()), filled, fields))
}

/// The form with what stands now; partners and customers by their codes where they have any.
async fn filled_with(work: &mut Work, sale: &Sale) -> Result<Filled, Oops> {
    let mut filled = Filled::default();
    filled.set("partner", called(work, sale.partner).await?);
    if let Some(customer) = sale.customer
        && let Some(customer) = store::customer(work, customer).await?
    {
        filled.set("customer", customer.code.unwrap_or(customer.name));
    }
    if let Some(product) = sale.product
        && let Some(product) = store::product(work, product).await?
    {
        filled.set("product", product.name);
    }
    if let Some(program) = sale.program
        && let Some(program) = programs::program(work, program).await?
    {
        filled.set("program", program.code);
    }
    filled.set("happened_on", sale.happened_on.to_string());
    filled.set("amount", sale.amount.to_decimal());
    filled.set("currency", sale.amount.currency.code());
    filled.set("quantity", sale.quantity.to_string());
    filled.set("note", sale.note.as_str());
    let mut participants: Vec<(Participant, String)> = Vec::new();
    for one in store::participants_of(work, sale.id).await? {
        let name = called(work, one.partner).await?;
        participants.push((one, name));
    }
    more::fill(&mut filled, sale, &participants);
    Ok(filled)
}

async fn called(work: &mut Work, id: base::access::PartnerId) -> Result<String, Oops> {
    let partner = partners::partner(work, id).await?;
    Ok(partner.map_or_else(|| id.to_string(), |partner| partner.code.unwrap_or(partner.name)))
}
