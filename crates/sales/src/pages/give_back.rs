//! The form that enters a return.

use base::access::{Path, Posted, Visit};
use base::db::id;
use base::failure::{Answer, Oops};
use base::page::{Fields, Filled, Frame, form, verb};
use maud::{Markup, html};

use super::enter::DESK;
use super::more::{self, Offers};
use super::write_refusal;
use crate::rules::{NewReturn, Sale, SaleId};
use crate::store;

/// `GET /desk/sales/{sale}/return`
pub async fn new(visit: Visit, Path(id): Path<SaleId>) -> Answer {
    let mut work = visit.read().await?;
    let sale = store::sale(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let mut filled = Filled::default();
    filled.set("happened_on", visit.site.today().to_string());
    filled.set("amount", sale.left().to_decimal());
    filled.set("quantity", sale.quantity.to_string());
    filled.set("ticket", id::encode(id::fresh()));
    let frame = frame_of(&visit, &sale);
    Ok(visit.page(&frame, return_form(&visit, &frame, &sale, &filled)))
}

fn frame_of(visit: &Visit, sale: &Sale) -> Frame {
    let r = &visit.reader;
    let left = [("left", r.money(sale.left()).into())];
    visit
        .frame(r.tr("sales-return-title", &[("reference", sale.reference.as_str().into())]))
        .lead(r.tr("sales-return-lead", &left))
        .crumb(r.t("sales-list-title"), "/desk/sales")
        .crumb(sale.reference.as_str(), sale.href())
}

fn return_form(visit: &Visit, frame: &Frame, sale: &Sale, filled: &Filled) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        input type="hidden" name="ticket" value=(filled.text("ticket"));
        (f.money("amount", r.t("sales-return-amount"), sale.amount.currency.code()).required())
        (f.number("quantity", r.t("sales-field-quantity")).required())
        (f.date("happened_on", r.t("sales-return-date")).required())
        (f.text("reference", r.t("sales-field-reference")).help(r.t("sales-new-reference-help")))
        (f.area("note", r.t("sales-return-note"), 2))
        (more::fields(r, filled, Offers::Return))
        (verb(&r.t("sales-return-verb")))
    };
    form(frame, &format!("{}/return", sale.href()), filled, fields)
}

/// `POST /desk/sales/{sale}/return`
pub async fn take_back(visit: Visit, Path(id): Path<SaleId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let sale = store::sale(&mut work, id).await?.ok_or(Oops::Unknown)?;
    if let Some(new) = read_return(&visit, &sale, &mut filled)? {
        match crate::give_back(&mut work, new).await {
            Ok(entered) => {
                work.commit().await?;
                return visit
                    .redirect(format!("/desk/sales/{}", entered.sale), "sales-said-returned", &[])
                    .into();
            }
            Err(stop) => write_refusal(&visit, &mut filled, stop)?,
        }
    }
    let frame = frame_of(&visit, &sale);
    Ok(visit.page_again(&frame, return_form(&visit, &frame, &sale, &filled)))
}

fn read_return(visit: &Visit, sale: &Sale, filled: &mut Filled) -> Result<Option<NewReturn>, Oops> {
    let r = &visit.reader;
    filled.required(r, "amount", &r.t("sales-return-amount"));
    filled.required(r, "happened_on", &r.t("sales-return-date"));
    let amount = filled.money(r, "amount", &r.t("sales-return-amount"), sale.amount.currency);
    let happened_on = filled.date(r, "happened_on", &r.t("sales-return-date"));
    let quantity = filled.integer(r, "quantity", &r.t("sales-field-quantity"));
    let parts = more::read_parts(visit, filled, Some(sale.amount.currency))?;
    let (Some(amount), Some(happened_on), false) = (amount, happened_on, filled.has_errors()) else {
        return Ok(None);
    };
    Ok(Some(NewReturn {
        source: DESK.into(),
        reference: filled.optional("reference").unwrap_or_else(|| filled.text("ticket").to_owned()),
        original: sale.id,
        happened_on,
        quantity: quantity.unwrap_or(0),
        amount,
        note: filled.text("note").to_owned(),
        parts,
        is_pending: more::is_pending(filled),
    }))
}
